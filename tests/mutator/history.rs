//! The whole log, opened, to be changed at will and written back.

use std::collections::BTreeMap;

use frs::{
    gate::read_paper,
    seal::{LeafDraft, Opening, Secrets, SignedLeaf, sha256},
    vocabulary::{Digest, PersonId},
};
use rusqlite::params;

use super::Attacker;

pub fn row(log: u64, sequence: u64) -> Vec<u8> {
    [log.to_be_bytes(), sequence.to_be_bytes()].concat()
}

/// A leaf with what stands behind it.
#[derive(Clone)]
pub struct Entry {
    pub draft: LeafDraft,
    pub signer: PersonId,
    /// As it was read; `None` once it was changed or made up.
    pub bytes: Option<Vec<u8>>,
    pub openings: Vec<Opening>,
    /// Where it stood.
    pub was: Option<u64>,
}

impl Entry {
    pub fn value(&self, field: &str) -> Option<String> {
        let opening = self.openings.iter().find(|opening| opening.field() == field)?;
        Some(String::from_utf8_lossy(opening.value()).into_owned())
    }

    /// Another value, newly committed to.
    pub fn set(&mut self, field: &str, value: &str) {
        let opening = Opening::new(field, value).unwrap();
        self.draft.commitments.insert(field.to_owned(), opening.commitment());
        self.openings.retain(|opening| opening.field() != field);
        self.openings.push(opening);
        self.openings.sort_by(|a, b| a.field().cmp(b.field()));
    }

    pub fn is(&self, event: &str, operation: &str) -> bool {
        self.draft.event == event && self.draft.operation == operation
    }
}

/// A paper is entered by its acceptance, or a new key of the log by a rekey.
fn enters_paper(entry: &Entry) -> bool {
    entry.is("outcome", "paper-accept") || entry.is("outcome", "program-rekey")
}

/// The newest log.
pub struct History {
    pub log: u64,
    pub entries: Vec<Entry>,
}

impl History {
    pub fn read(attacker: &Attacker<'_>) -> Self {
        let log = attacker.number("SELECT max(log) FROM leaf");
        let sql = "SELECT l.sequence, l.content, o.content FROM leaf l LEFT JOIN opening o
                   ON o.log = l.log AND o.sequence = l.sequence WHERE l.log = ?1 ORDER BY l.sequence";
        let mut statement = attacker.database.prepare(sql).unwrap();
        let rows = statement
            .query_map([log as i64], |row| {
                Ok((row.get::<_, i64>(0)? as u64, row.get::<_, Vec<u8>>(1)?, row.get::<_, Option<Vec<u8>>>(2)?))
            })
            .unwrap();
        let entry = |(at, leaf, openings): (u64, Vec<u8>, Option<Vec<u8>>)| {
            let bytes = attacker.open("leaf", "content", &row(log, at), leaf);
            let leaf = SignedLeaf::parse(&bytes).unwrap().leaf().clone();
            let openings = openings.map(|sealed| attacker.open("opening", "content", &row(log, at), sealed));
            Entry {
                signer: leaf.signer,
                draft: leaf.content,
                bytes: Some(bytes),
                openings: openings.map_or_else(Vec::new, |text| serde_json::from_slice(&text).unwrap()),
                was: Some(at),
            }
        };
        Self { log, entries: rows.map(|row| entry(row.unwrap())).collect() }
    }

    /// The outcome of an intent.
    pub fn outcome_of(&self, intent: usize) -> Option<usize> {
        self.entries.iter().position(|entry| entry.draft.answers == Some(intent as u64))
    }

    /// Writes the log back: numbers, answers, chain, and from the first entry that differs also signatures, each with the
    /// key of its signer where the attacker has it. An entry that it cannot sign stays as it was, and no longer fits.
    pub fn write(&mut self, attacker: &Attacker<'_>, mend_tables: bool) {
        let now: BTreeMap<u64, u64> = (0..).zip(&self.entries).filter_map(|(at, e)| Some((e.was?, at))).collect();
        let mut previous = self.entries[0].draft.previous;
        let mut rewritten = false;
        let mut signed = Vec::new();
        for (at, entry) in (0..).zip(&mut self.entries) {
            let moved = entry.was != Some(at);
            rewritten |= moved || entry.bytes.is_none();
            if rewritten {
                if moved {
                    entry.draft.sequence = at;
                }
                if entry.was.is_some() {
                    entry.draft.answers = entry.draft.answers.and_then(|answers| now.get(&answers).copied());
                }
                entry.draft.previous = previous;
                if let Some(secrets) = attacker.signs_for(entry.signer) {
                    entry.bytes = Some(entry.draft.clone().sign(secrets).unwrap().to_bytes());
                }
            }
            let bytes = entry.bytes.clone().unwrap_or_else(|| {
                // Somebody else's name under one's own signature is not even a leaf; so one's own name.
                let own: &Secrets = attacker.signers[0];
                entry.draft.clone().sign(own).unwrap().to_bytes()
            });
            previous = Digest(frs::seal::tree::leaf_hash(&bytes).0);
            signed.push(bytes);
        }
        self.store(attacker, &signed);
        if mend_tables {
            self.mend(attacker);
        }
    }

    fn store(&self, attacker: &Attacker<'_>, signed: &[Vec<u8>]) {
        let log = self.log as i64;
        attacker.database.execute_batch("BEGIN").unwrap();
        attacker.database.execute("DELETE FROM opening WHERE log = ?1", [log]).unwrap();
        attacker.database.execute("DELETE FROM leaf WHERE log = ?1", [log]).unwrap();
        for ((at, entry), bytes) in (0..).zip(&self.entries).zip(signed) {
            let id = row(self.log, at);
            let leaf = SignedLeaf::parse(bytes).unwrap();
            let content = attacker.seal("leaf", "content", &id, bytes);
            let sql = "INSERT INTO leaf (log, sequence, hash, previous, content) VALUES (?1, ?2, ?3, ?4, ?5)";
            let hash = frs::seal::tree::leaf_hash(bytes).0;
            let previous = leaf.content().previous.0;
            let inserted = attacker.database.execute(sql, params![log, at as i64, hash, previous, content]);
            if inserted.is_err() {
                // What the schema itself does not let in: two entries after one.
                let forced: [u8; 32] = sha256(&hash).0;
                attacker.database.execute(sql, params![log, at as i64, hash, forced, content]).unwrap();
            }
            let opened = serde_json::to_vec(&entry.openings).unwrap();
            let opening = attacker.seal("opening", "content", &id, &opened);
            let sql = "INSERT INTO opening (log, sequence, content) VALUES (?1, ?2, ?3)";
            attacker.database.execute(sql, params![log, at as i64, opening]).unwrap();
        }
        attacker.database.execute_batch("COMMIT").unwrap();
    }

    /// Makes the tables say what the entries now say.
    fn mend(&self, attacker: &Attacker<'_>) {
        let (database, log) = (&attacker.database, self.log as i64);
        database.execute_batch("BEGIN; DELETE FROM last_act; DELETE FROM purpose; DELETE FROM paper").unwrap();
        let now: BTreeMap<u64, u64> = (0..).zip(&self.entries).filter_map(|(at, e)| Some((e.was?, at))).collect();
        for table in ["probe", "search"] {
            let places: Vec<u64> = {
                let sql = format!("SELECT sequence FROM {table} WHERE log = {log} ORDER BY sequence");
                let mut statement = database.prepare(&sql).unwrap();
                let places = statement.query_map([], |row| Ok(row.get::<_, i64>(0)? as u64)).unwrap();
                places.map(|place| place.unwrap()).collect()
            };
            for place in places {
                let sql = match now.get(&place) {
                    Some(at) => format!("UPDATE {table} SET sequence = {at} WHERE sequence = {place} AND log = {log}"),
                    None => format!("DELETE FROM {table} WHERE sequence = {place} AND log = {log}"),
                };
                database.execute(&sql, []).unwrap();
            }
        }
        // Keyed digests of the probes' images follow the probes.
        database.execute("DELETE FROM probe_image WHERE probe NOT IN (SELECT id FROM probe)", []).unwrap();
        for (at, entry) in (0i64..).zip(&self.entries) {
            let draft = &entry.draft;
            if draft.event == "outcome" && matches!(entry.value("result").as_deref(), Some("done" | "partly")) {
                let sql = "INSERT OR REPLACE INTO last_act (person, log, sequence) VALUES (?1, ?2, ?3)";
                database.execute(sql, params![entry.signer.as_bytes(), log, at]).unwrap();
            }
            if let (Some(purpose), Some(_)) = (draft.purpose, entry.value("statement")) {
                let sql = "INSERT OR REPLACE INTO purpose (id, log, sequence) VALUES (?1, ?2, ?3)";
                database.execute(sql, params![purpose.as_bytes(), log, at]).unwrap();
            }
            if let (true, Some(file)) = (enters_paper(entry), entry.value("paper"))
                && let Ok(paper) = read_paper(file.as_bytes())
            {
                let sql = "INSERT OR REPLACE INTO paper (log, sequence, digest) VALUES (?1, ?2, ?3)";
                database.execute(sql, params![log, at, paper.digest().0]).unwrap();
            }
        }
        database.execute_batch("COMMIT").unwrap();
    }

    /// Takes away the papers' chain from `from` on and computes it anew, as it would have been without what is gone.
    pub fn chain_papers(&mut self) {
        let mut chain = Digest(self.entries[0].draft.origin.program.0);
        for entry in &mut self.entries {
            if let (true, Some(file)) = (enters_paper(entry), entry.value("paper"))
                && let Ok(paper) = read_paper(file.as_bytes())
            {
                chain = sha256(&[b"frs/papers/1".as_slice(), &chain.0, &paper.digest().0].concat());
            }
            if entry.draft.papers != chain {
                entry.draft.papers = chain;
                entry.bytes = None;
            }
        }
    }
}

//! Somebody who holds K_book, and another program than `frs`: rewrites rows so that they fit again.

use frs::seal::{DataKey, KeyKind, LeafDraft, Opening, RecordKey, Sealed, Secrets, SignedLeaf, Wrapped, leaf::Leaf};
use rusqlite::{Connection, params};

use super::world::World;

pub struct Forger {
    key: DataKey,
    leaves: RecordKey,
    pub database: Connection,
}

fn row(sequence: u64) -> Vec<u8> {
    [1u64.to_be_bytes(), sequence.to_be_bytes()].concat()
}

impl Forger {
    /// Unwraps K_book with one's own key.
    pub fn new(world: &World, secrets: &Secrets) -> Self {
        let database = Connection::open(world.database()).unwrap();
        database.pragma_update(None, "foreign_keys", false).unwrap();
        let person = secrets.public_keys().person_id();
        let (algorithm, bytes) = database
            .query_row(
                "SELECT algorithm, wrapped FROM wrap WHERE person = ?1 AND key = 'book'",
                [person.as_bytes()],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .unwrap();
        let key = Wrapped { algorithm, bytes }.unwrap(secrets, world.founding.id, KeyKind::Book, 1).unwrap();
        let leaves = RecordKey::new(&key, world.founding.id, "leaf").unwrap();
        Self { key, leaves, database }
    }

    pub fn key(&self) -> &DataKey {
        &self.key
    }

    pub fn last(&self) -> u64 {
        let last: i64 = self.database.query_row("SELECT max(sequence) FROM leaf", [], |row| row.get(0)).unwrap();
        last.unsigned_abs()
    }

    pub fn leaf(&self, sequence: u64) -> Leaf {
        let sql = "SELECT content FROM leaf WHERE sequence = ?1";
        let bytes: Vec<u8> = self.database.query_row(sql, [sequence as i64], |row| row.get(0)).unwrap();
        let sealed = Sealed::from_column(bytes).unwrap();
        let opened = self.leaves.open("content", &row(sequence), &sealed).unwrap();
        SignedLeaf::parse(&opened).unwrap().leaf().clone()
    }

    /// Puts these bytes in the place of a leaf, sealed as they must be; hash and predecessor as given.
    pub fn put_bytes(&self, sequence: u64, bytes: &[u8], hash: [u8; 32], previous: [u8; 32]) {
        let sealed = self.leaves.seal("content", &row(sequence), bytes).unwrap();
        let changed = self.database.execute(
            "UPDATE leaf SET hash = ?2, previous = ?3, content = ?4 WHERE sequence = ?1",
            params![sequence as i64, hash, previous, sealed.as_bytes()],
        );
        assert_eq!(changed.unwrap(), 1);
    }

    /// Signs anew and puts it in its place; the new hash stands in nothing else.
    pub fn put(&self, draft: LeafDraft, secrets: &Secrets) -> SignedLeaf {
        let sequence = draft.sequence;
        let signed = draft.sign(secrets).unwrap();
        self.put_bytes(sequence, &signed.to_bytes(), signed.hash().0, signed.content().previous.0);
        signed
    }

    /// Rewrites everything from `from` on with one's own signature, each leaf on the one before.
    pub fn rewrite(&self, from: u64, secrets: &Secrets, change: impl Fn(&mut LeafDraft)) {
        let mut previous = self.leaf(from).content.previous;
        for sequence in from..=self.last() {
            let mut draft = self.leaf(sequence).content;
            draft.previous = previous;
            change(&mut draft);
            previous = self.put(draft, secrets).hash();
        }
    }

    /// Appends entries as the book would, in one transaction.
    pub fn fill(&self, world: &World, count: u64, event: &str) {
        let values = ["refusal", "software", "host", "user"].map(|field| (field, "x".repeat(60)));
        self.fill_with(world, count, event, event, &values);
    }

    /// As [`Forger::fill`], with the operation and the values that each entry has.
    pub fn fill_with(&self, world: &World, count: u64, event: &str, operation: &str, values: &[(&str, String)]) {
        let openings = RecordKey::new(&self.key, world.founding.id, "opening").unwrap();
        let mut draft = self.leaf(self.last()).content;
        draft.previous = self.leaf_hash(draft.sequence);
        (draft.event, draft.operation) = (event.to_owned(), operation.to_owned());
        draft.answers = None;
        draft.commitments.clear();
        let values: Vec<Opening> = values.iter().map(|(field, value)| Opening::new(field, value).unwrap()).collect();
        values.iter().for_each(|value| draft.commit(value).unwrap());
        let opened = serde_json::to_vec(&values).unwrap();
        self.database.execute("BEGIN", []).unwrap();
        for _ in 0..count {
            draft.sequence += 1;
            let (at, signed) = (draft.sequence as i64, draft.clone().sign(&world.root).unwrap());
            let content = self.leaves.seal("content", &row(draft.sequence), &signed.to_bytes()).unwrap();
            let sql = "INSERT INTO leaf (log, sequence, hash, previous, content) VALUES (1, ?1, ?2, ?3, ?4)";
            let mut insert = self.database.prepare_cached(sql).unwrap();
            insert.execute(params![at, signed.hash().0, draft.previous.0, content.as_bytes()]).unwrap();
            let opening = openings.seal("content", &row(draft.sequence), &opened).unwrap();
            let sql = "INSERT INTO opening (log, sequence, content) VALUES (1, ?1, ?2)";
            self.database.prepare_cached(sql).unwrap().execute(params![at, opening.as_bytes()]).unwrap();
            draft.previous = signed.hash();
        }
        let person = world.root.public_keys().person_id();
        let sql = "INSERT OR REPLACE INTO last_act (person, log, sequence) VALUES (?1, 1, ?2)";
        self.database.execute(sql, params![person.as_bytes(), draft.sequence as i64]).unwrap();
        self.database.execute("COMMIT", []).unwrap();
    }

    fn leaf_hash(&self, sequence: u64) -> frs::vocabulary::Digest {
        let sql = "SELECT hash FROM leaf WHERE sequence = ?1";
        frs::vocabulary::Digest(self.database.query_row(sql, [sequence as i64], |row| row.get(0)).unwrap())
    }
}

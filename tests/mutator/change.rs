//! The changes, by class: what each does to the file, and whether the log still fits together afterwards.

use frs::{
    seal::{DataKey, KeyKind, LeafDraft, Opening, Secrets, Wrapped},
    vocabulary::{Digest, PurposeId},
};
use jiff::SignedDuration;
use rusqlite::params;

use super::{Attacker, Entry, History};

/// Rows that anybody with the file can change, and the SQL that does it. `:n` is a random number from 0 to 255.
pub type Rows = (&'static str, &'static str);

const LAST: &str = "(SELECT max(sequence) FROM leaf)";

/// Every one of these is found by the whole check, whoever keeps what head.
pub const ROWS: &[Rows] = &[
    ("a leaf deleted", "DELETE FROM leaf WHERE sequence = :n % LAST"),
    ("a leaf's hash", "UPDATE leaf SET hash = randomblob(32) WHERE sequence = :n % (LAST + 1)"),
    ("a leaf's predecessor", "UPDATE leaf SET previous = randomblob(32) WHERE sequence = :n % (LAST + 1)"),
    ("a leaf's bytes", "UPDATE leaf SET content = FLIP(content) WHERE sequence = :n % (LAST + 1)"),
    (
        "a leaf in another's place",
        "UPDATE leaf SET content = (SELECT content FROM leaf WHERE sequence = (:n + 1) % LAST)
         WHERE sequence = :n % LAST",
    ),
    (
        "a leaf of another log",
        "INSERT INTO leaf SELECT 1, sequence + 1000, randomblob(32), randomblob(32), content FROM leaf
         WHERE sequence = :n % (LAST + 1)",
    ),
    ("a leaf moved up", "UPDATE leaf SET sequence = LAST + 1 WHERE sequence = :n % LAST"),
    ("openings deleted", "DELETE FROM opening WHERE sequence = :n % (LAST + 1)"),
    ("openings' bytes", "UPDATE opening SET content = FLIP(content) WHERE sequence = :n % (LAST + 1)"),
    (
        "openings exchanged",
        "UPDATE opening SET content = (SELECT content FROM opening WHERE sequence = (:n + 1) % LAST)
         WHERE sequence = :n % LAST",
    ),
    ("openings of no leaf", "INSERT INTO opening SELECT 1, 999 + :n, content FROM opening WHERE sequence = 0"),
    ("a paper unlisted", "DELETE FROM paper WHERE sequence = (SELECT max(sequence) FROM paper)"),
    ("a paper listed elsewhere", "UPDATE paper SET sequence = 1 WHERE sequence = (SELECT min(sequence) FROM paper)"),
    ("a paper's digest", "UPDATE paper SET digest = randomblob(32) WHERE sequence = (SELECT max(sequence) FROM paper)"),
    ("a paper made up", "INSERT INTO paper VALUES (1, 1, randomblob(32))"),
    ("a purpose unlisted", "DELETE FROM purpose WHERE sequence = (SELECT max(sequence) FROM purpose)"),
    ("a purpose moved", "UPDATE purpose SET sequence = 0 WHERE sequence = (SELECT max(sequence) FROM purpose)"),
    ("a purpose made up", "INSERT INTO purpose VALUES (randomblob(16), 1, :n % (LAST + 1))"),
    ("a last act moved", "UPDATE last_act SET sequence = 1 WHERE sequence = (SELECT max(sequence) FROM last_act)"),
    ("a last act unlisted", "DELETE FROM last_act WHERE sequence = (SELECT max(sequence) FROM last_act)"),
    ("a last act made up", "INSERT INTO last_act VALUES (randomblob(16), 1, :n % (LAST + 1))"),
    ("a probe deleted", "DELETE FROM probe"),
    ("a probe moved", "UPDATE probe SET sequence = 1"),
    (
        "a probe made up",
        "INSERT INTO probe SELECT randomblob(16), purpose, model, 1, 1, intake, template, image FROM probe",
    ),
    ("a probe's purpose", "UPDATE probe SET purpose = (SELECT id FROM purpose ORDER BY sequence LIMIT 1)"),
    ("a correction made up", "INSERT INTO correction VALUES (1, :n % (LAST + 1), randomblob(16))"),
    ("a correction unlisted", "DELETE FROM correction"),
    ("positions made up", "INSERT OR REPLACE INTO gallery_end VALUES (1, 1000 + :n)"),
    ("the last position forgotten", "DELETE FROM gallery_end"),
    ("a key of the program", "UPDATE secret SET content = FLIP(content) WHERE name = 'log-key'"),
    ("a key of the program taken", "DELETE FROM secret WHERE name = (SELECT name FROM secret ORDER BY name LIMIT 1)"),
    (
        "keys of the program exchanged",
        "UPDATE secret SET content = (SELECT content FROM secret WHERE name = 'log-key') WHERE name = 'spool'",
    ),
    ("a wrap for a stranger", "INSERT INTO wrap VALUES (randomblob(16), 'book', 1, 'age-x25519', randomblob(200))"),
];

/// Changes of the record room: found by whoever holds K_faces, in the whole check, and before a search shows what it would come near.
pub const ROOM: &[Rows] = &[
    ("a reference deleted", "DELETE FROM reference WHERE position = (SELECT max(position) FROM reference)"),
    ("a reference's place", "UPDATE reference SET position = position + 7 WHERE position = 0"),
    (
        "a reference of another person",
        "UPDATE reference SET subject = (SELECT subject FROM reference WHERE position = 1) WHERE position = 0",
    ),
    ("a reference's model", "UPDATE reference SET model = randomblob(32) WHERE position = 0"),
    ("a template's bytes", "UPDATE reference SET template = FLIP(template) WHERE position = 0"),
    (
        "templates exchanged",
        "UPDATE reference SET template = (SELECT template FROM reference WHERE position = 1) WHERE position = 0",
    ),
    ("a photograph's bytes", "UPDATE reference SET image = FLIP(image) WHERE position = 1"),
    (
        "photographs exchanged",
        "UPDATE reference SET image = (SELECT image FROM reference WHERE position = 1) WHERE position = 0",
    ),
    ("details' bytes", "UPDATE reference SET details = FLIP(details) WHERE position = 1"),
    ("a label's bytes", "UPDATE subject SET label = FLIP(label)"),
    (
        "a label in another's place",
        "UPDATE subject SET label = (SELECT label FROM subject ORDER BY id LIMIT 1)
         WHERE id = (SELECT id FROM subject ORDER BY id DESC LIMIT 1)",
    ),
    ("a failure made up", "INSERT INTO enroll_failure VALUES (randomblob(32), randomblob(60))"),
    ("a failure deleted", "DELETE FROM enroll_failure"),
    ("a packed run's bytes", "UPDATE gallery_pack SET content = FLIP(content)"),
    ("a packed run's digest", "UPDATE gallery_pack SET digest = randomblob(32)"),
    ("a packed run deleted", "DELETE FROM gallery_pack"),
];

fn statement(sql: &str, n: u8) -> String {
    let flip = |sql: String| {
        let Some((before, rest)) = sql.split_once("FLIP(") else { return sql };
        let (column, after) = rest.split_once(')').unwrap();
        // One byte of the ciphertext becomes another.
        let byte = format!("CASE hex(substr({column}, 40, 1)) WHEN '00' THEN X'01' ELSE X'00' END");
        format!("{before}CAST(substr({column}, 1, 39) || {byte} || substr({column}, 41) AS BLOB){after}")
    };
    flip(sql.replace(":n", &n.to_string()).replace("LAST", LAST))
}

/// Changes of entries, for who holds K_book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    Time,
    Monotonic,
    SignedAnew,
    Value,
    ValueOnly,
    FieldTaken,
    ForeignEvent,
    RefusalOfIntent,
    Gallery,
    Papers,
    Authorization,
    Purpose,
    Answers,
    Sequence,
    Origin,
    SignedByOther,
    ActDropped,
    IntentDropped,
    OutcomeDropped,
    ActMadeUp,
    ActsExchanged,
    Truncated,
    PaperForged,
    SuspensionDropped,
}

impl Class {
    pub const ALL: &[Self] = &[
        Self::Time,
        Self::Monotonic,
        Self::SignedAnew,
        Self::Value,
        Self::ValueOnly,
        Self::FieldTaken,
        Self::ForeignEvent,
        Self::RefusalOfIntent,
        Self::Gallery,
        Self::Papers,
        Self::Authorization,
        Self::Purpose,
        Self::Answers,
        Self::Sequence,
        Self::Origin,
        Self::SignedByOther,
        Self::ActDropped,
        Self::IntentDropped,
        Self::OutcomeDropped,
        Self::ActMadeUp,
        Self::ActsExchanged,
        Self::Truncated,
        Self::PaperForged,
        Self::SuspensionDropped,
    ];
}

/// One change.
#[derive(Debug, Clone, Copy)]
pub enum Change {
    /// Rows of the book and its tables, in SQL.
    Rows(usize),
    /// Rows of the record room, in SQL.
    Room(usize),
    /// The end of the log, by somebody who cannot read it.
    Tail,
    /// The whole file as it was, which any backup holds; `apply` is not asked.
    OlderCopy,
    /// Entries.
    Entries(Class),
}

/// What a change amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effect {
    /// The first entry that is not what it was; where the log was cut, how many are left.
    pub from: u64,
    /// Whether everything still fits together, had every entry from there on been signed by its signer.
    pub sound: bool,
    /// Whether the attacker could sign all of it.
    pub signed: bool,
    /// Whether K_faces is needed to find it.
    pub in_room: bool,
}

impl Effect {
    /// Whether somebody who remembers the first `head` entries must find it.
    pub fn is_found(&self, head: Option<u64>) -> bool {
        !self.sound || !self.signed || head.is_some_and(|head| head > self.from)
    }
}

/// Numbers from 0 to 1.
pub type Dice<'d> = &'d mut dyn FnMut() -> f64;

fn pick(dice: Dice<'_>, from: usize, end: usize) -> usize {
    (from + (dice() * (end - from) as f64) as usize).min(end - 1)
}

impl Change {
    /// Does it; `None` where this file holds nothing to do it to.
    pub fn apply(self, attacker: &Attacker<'_>, dice: Dice<'_>) -> Option<Effect> {
        let found = |in_room| Some(Effect { from: 0, sound: false, signed: false, in_room });
        match self {
            Self::Rows(at) => {
                let n = (dice() * 256.0) as u8;
                (attacker.database.execute(&statement(ROWS[at].1, n), []).ok()? > 0).then_some(())?;
                found(false)
            }
            Self::Room(at) => {
                (attacker.database.execute(&statement(ROOM[at].1, 0), []).ok()? > 0).then_some(())?;
                found(true)
            }
            Self::OlderCopy => None,
            Self::Tail => {
                // Without a key nobody knows which entry was whose last act; an older copy of the whole file would.
                let left = pick(dice, 2, attacker.number("SELECT count(*) FROM leaf") as usize) as u64;
                for table in ["search", "probe", "purpose", "paper", "last_act", "opening", "leaf"] {
                    attacker.sql(&format!("DELETE FROM {table} WHERE sequence >= {left}"));
                }
                attacker.sql("DELETE FROM probe_image WHERE probe NOT IN (SELECT id FROM probe)");
                Some(Effect { from: left, sound: false, signed: true, in_room: false })
            }
            Self::Entries(class) => {
                let mut history = History::read(attacker);
                let (from, sound) = entries(class, attacker, &mut history, dice)?;
                let signed = history.entries[from.min(history.entries.len())..]
                    .iter()
                    .all(|entry| attacker.signs_for(entry.signer).is_some());
                history.write(attacker, true);
                Some(Effect { from: from as u64, sound, signed, in_room: class == Class::Truncated })
            }
        }
    }
}

/// Whole acts of nobody's further interest: intents whose purpose no other entry cites.
fn loose_acts(history: &History) -> Vec<(usize, usize)> {
    let used_once =
        |entry: &Entry| history.entries.iter().filter(|e| e.draft.purpose == entry.draft.purpose).count() == 2;
    let plain = |entry: &Entry| entry.is("intent", "purpose-state") && used_once(entry);
    let acts = (0..).zip(&history.entries).filter(|(_, entry)| plain(entry));
    acts.filter_map(|(at, _)| Some((at, history.outcome_of(at)?))).collect()
}

fn changed(entry: &mut Entry, change: impl FnOnce(&mut LeafDraft)) {
    change(&mut entry.draft);
    entry.bytes = None;
}

/// Does it to the history; the first entry that changed, and whether the log still fits together.
fn entries(class: Class, attacker: &Attacker<'_>, history: &mut History, dice: Dice<'_>) -> Option<(usize, bool)> {
    let length = history.entries.len();
    let any = pick(dice, 1, length);
    let own: Vec<usize> = (1..length).filter(|at| attacker.signs_for(history.entries[*at].signer).is_some()).collect();
    let at = *own.get(pick(dice, 0, own.len().max(1)))?;
    let acts = loose_acts(history);
    let act = acts.get(pick(dice, 0, acts.len().max(1))).copied();
    let random = |dice: Dice<'_>| Digest([(dice() * 256.0) as u8; 32]);
    let entry = &mut history.entries[at];
    Some(match class {
        Class::Time => {
            changed(entry, |draft| draft.time -= SignedDuration::from_mins(7));
            (at, true)
        }
        Class::Monotonic => {
            changed(entry, |draft| draft.monotonic += 1);
            (at, true)
        }
        Class::SignedAnew => {
            entry.bytes = None;
            (at, true)
        }
        Class::Value => {
            let field = ["host", "user", "milliseconds"].into_iter().find(|field| entry.value(field).is_some())?;
            entry.set(field, "4711");
            entry.bytes = None;
            (at, true)
        }
        Class::ValueOnly => {
            let entry = &mut history.entries[any];
            let field = entry.openings.first()?.field().to_owned();
            entry.openings[0] = Opening::new(&field, "forged").unwrap();
            return Some((any, false));
        }
        Class::FieldTaken => {
            let entry = &mut history.entries[any];
            let taken = entry.openings.iter().position(|o| ["host", "milliseconds"].contains(&o.field()))?;
            entry.openings.remove(taken);
            // No expunge says so.
            return Some((any, false));
        }
        Class::ForeignEvent => {
            changed(entry, |draft| draft.event = "approval".into());
            (at, false)
        }
        Class::RefusalOfIntent => {
            (entry.draft.event == "intent").then_some(())?;
            changed(entry, |draft| draft.event = "refusal".into());
            // An intent that was never finished can become a refusal unnoticed; then it changes nothing that counts.
            (at, history.outcome_of(at).is_none())
        }
        Class::Gallery => {
            let changes = ["enroll", "repository-expunge", "repository-correct", "repository-re-embed"];
            let may = changes.iter().any(|act| entry.is("outcome", act));
            (!may).then_some(())?;
            let root = random(dice);
            changed(entry, |draft| draft.gallery = root);
            (at, false)
        }
        Class::Papers => {
            let chain = random(dice);
            changed(entry, |draft| draft.papers = chain);
            (at, false)
        }
        Class::Authorization => {
            (entry.draft.event == "intent").then_some(())?;
            let paper = random(dice);
            changed(entry, |draft| draft.authorization = Some(paper));
            (at, false)
        }
        Class::Purpose => {
            let answered = entry.draft.answers.is_some();
            answered.then_some(())?;
            changed(entry, |draft| draft.purpose = Some(PurposeId([9; 16])));
            (at, false)
        }
        Class::Answers => {
            entry.draft.answers?;
            changed(entry, |draft| draft.answers = Some(0));
            (at, false)
        }
        Class::Sequence => {
            changed(entry, |draft| draft.sequence += 1);
            (at, false)
        }
        Class::Origin => {
            changed(entry, |draft| draft.origin.log += 7);
            (at, false)
        }
        Class::SignedByOther => {
            // Another's entry under one's own name: its authorization, or its intent, is that of somebody else.
            let own = attacker.signers[0].public_keys().person_id();
            let others = |entry: &Entry| entry.signer != own && matches!(&*entry.draft.event, "intent" | "outcome");
            let foreign: Vec<usize> = (1..length).filter(|at| others(&history.entries[*at])).collect();
            let at = *foreign.get(pick(dice, 0, foreign.len().max(1)))?;
            history.entries[at].signer = own;
            history.entries[at].bytes = None;
            (at, false)
        }
        Class::ActDropped => {
            let (intent, outcome) = act?;
            history.entries.remove(outcome);
            history.entries.remove(intent);
            (intent, true)
        }
        Class::IntentDropped => {
            let (intent, _) = act?;
            history.entries.remove(intent);
            (intent, false)
        }
        Class::OutcomeDropped => {
            let (_, outcome) = act?;
            history.entries.remove(outcome);
            (outcome, true)
        }
        Class::ActMadeUp => {
            let (intent, outcome) = acts.iter().copied().find(|act| history.entries[act.0].signer == attacker.own())?;
            let place = pick(dice, outcome + 1, length + 1);
            let purpose = Some(PurposeId([(dice() * 255.0) as u8; 16]));
            let papers = history.entries[place - 1].draft.papers;
            let gallery = history.entries[place - 1].draft.gallery;
            for (added, from) in [intent, outcome].into_iter().enumerate() {
                let mut entry = history.entries[from].clone();
                let answers = (added == 1).then_some(place as u64);
                changed(&mut entry, |draft| {
                    (draft.purpose, draft.papers, draft.gallery) = (purpose, papers, gallery);
                    draft.answers = answers;
                });
                entry.was = None;
                history.entries.insert(place + added, entry);
            }
            (place, true)
        }
        Class::ActsExchanged => {
            let next = acts
                .iter()
                .find(|(intent, outcome)| outcome == &(intent + 1) && acts.contains(&(intent + 2, intent + 3)));
            let (first, _) = *next?;
            history.entries[first..first + 4].rotate_left(2);
            (first, true)
        }
        Class::Truncated => {
            let left = pick(dice, 2, length);
            // What stays in other tables tells of what is gone: images, which only K_faces opens, and wraps.
            let authorizes =
                |entry: &Entry| entry.value("paper").is_some_and(|paper| paper.starts_with("frs/authorization/"));
            let changes_room = |entry: &Entry| {
                ["enroll", "repository-expunge", "repository-correct", "repository-re-embed"]
                    .iter()
                    .any(|act| entry.is("outcome", act))
            };
            let leaves_a_trace = |entry: &Entry| changes_room(entry) || authorizes(entry);
            let sound = !history.entries[left..].iter().any(leaves_a_trace);
            history.entries.truncate(left);
            (left, sound)
        }
        Class::PaperForged => {
            let at = (1..length).find(|at| history.entries[*at].is("outcome", "paper-accept"))?;
            let file = history.entries[at].value("paper")?;
            // Another unit in a paper that the Commander signed: nobody but the Commander can sign it anew.
            let body = file.replace("Investigations Bureau", "Investigations bureau");
            history.entries[at].set("paper", &body);
            history.entries[at].bytes = None;
            history.chain_papers();
            (at, false)
        }
        Class::SuspensionDropped => {
            let suspends =
                |entry: &Entry| entry.value("paper").is_some_and(|paper| paper.starts_with("frs/suspension/"));
            let outcome = history.entries.iter().rposition(suspends)?;
            let intent = history.entries[outcome].draft.answers? as usize;
            history.entries.remove(outcome);
            history.entries.remove(intent);
            history.chain_papers();
            (intent, true)
        }
    })
}

impl Attacker<'_> {
    pub fn own(&self) -> frs::vocabulary::PersonId {
        self.signers[0].public_keys().person_id()
    }

    /// Wraps a key of one's own making for somebody, as anyone can who knows a public key.
    pub fn wrap_own_key(&self, kind: KeyKind, generation: u32, to: &Secrets) {
        let own = DataKey::generate(kind, generation).unwrap();
        let keys = to.public_keys();
        let wrap = Wrapped::new(&own, self.program, &keys).unwrap();
        let sql =
            "INSERT OR REPLACE INTO wrap (person, key, generation, algorithm, wrapped) VALUES (?1, ?2, ?3, ?4, ?5)";
        let person = keys.person_id();
        self.database
            .execute(sql, params![person.as_bytes(), kind.as_str(), generation, wrap.algorithm, wrap.bytes])
            .unwrap();
    }
}

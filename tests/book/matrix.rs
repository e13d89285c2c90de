//! The matrix of docs/threat-model.md, cell by cell: who rewrites, and what whoever checks has kept. What is not found is
//! asserted as such.

use frs::{
    audit::{Book, HeadMemory, Intent},
    gate::{AuditCheckpoint, TypedPaper, WitnessAnswer, read_paper},
    policy::Floor,
    seal::{Checkpoint, Note, Secrets, SigningKey, WitnessKey, tree},
    vocabulary::Digest,
};
use jiff::{SignedDuration, Timestamp};

use super::{
    mutator::{Attacker, History, finds},
    world::*,
};

/// Who changes the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    /// The file, and no key.
    Outsider,
    /// The keys of everybody who wrote: entries are signed anew as they were.
    KeyHolder,
    /// The same, and a witness's secret key.
    WithWitness,
}

/// What whoever checks has kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kept {
    Nothing,
    /// This OS user's memory of the head.
    Head,
    /// A cosigned checkpoint, elsewhere.
    Cosigned,
}

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    /// An older copy of the whole file, from before anything that was kept.
    Cut,
    /// A byte of an entry.
    Byte,
    /// Entries rewritten from before what was kept on, with everything that follows.
    Below,
    /// Entries rewritten that come after what was kept.
    Above,
}

struct Base {
    world: World,
    witness: Secrets,
    /// What the witness cosigned.
    answer: WitnessAnswer,
    /// The first entry that nobody had seen when the head and the answer were kept.
    seen: u64,
}

pub fn witness_key(witness: &Secrets) -> WitnessKey {
    WitnessKey::of_person(witness.signing.verifying_key())
}

pub fn checkpoint(book: &mut Book) -> Note {
    let presented = root_presented(book.standing());
    let (purpose, statement) = stated_now(oversight());
    let allowed = permit::<AuditCheckpoint>(book, &presented, Some(&purpose), |_| {}).unwrap();
    let intent = Intent { statement: Some(statement), ..Intent::default() };
    book.begin(allowed, intent, now()).unwrap().checkpoint(now()).unwrap().1.note
}

fn cosigned(note: Note, witness: &Secrets) -> WitnessAnswer {
    cosigned_at(note, witness, now())
}

pub fn cosigned_at(mut note: Note, witness: &Secrets, time: Timestamp) -> WitnessAnswer {
    let line = witness_key(witness).cosign(note.text(), &witness.signing, time).unwrap();
    note.add(line);
    match read_paper(note.to_string().as_bytes()).unwrap() {
        TypedPaper::WitnessAnswer(answer) => answer,
        other => panic!("{other:?}"),
    }
}

impl Base {
    fn new() -> Self {
        let witness = Secrets::generate().unwrap();
        let key = witness_key(&witness).to_string();
        let world = World::founded_with(|floor| Floor { witnesses: [key].into(), ..floor });
        let mut book = world.open();
        for _ in 0..3 {
            act(&mut book).unwrap();
        }
        drop(book);
        copy_directory(&world.directory(), &world.home.path().join("older"));
        let mut book = world.open();
        act(&mut book).unwrap();
        let answer = cosigned(checkpoint(&mut book), &witness);
        accept(&mut book, &TypedPaper::WitnessAnswer(answer.clone())).unwrap();
        act(&mut book).unwrap();
        drop(book);
        copy_directory(&world.home.path().join("root"), &world.home.path().join("head"));
        let mut book = world.open();
        let seen = book.logs()[0].size;
        for _ in 0..3 {
            act(&mut book).unwrap();
        }
        assert_eq!(book.verify().unwrap().findings, []);
        Self { world, witness, answer, seen }
    }

    fn attack(&self, who: Who, change: Change) {
        match (who, change) {
            (_, Change::Cut) => put_directory(&self.world.home.path().join("older"), &self.world.directory()),
            (_, Change::Byte) => {
                let flip =
                    "UPDATE leaf SET content = CAST(substr(content, 1, 60) || X'00' || substr(content, 62) AS BLOB)
                            WHERE sequence = 3 AND hex(substr(content, 61, 1)) <> '00'";
                if self.world.sql(flip) == 0 {
                    self.world.sql(&flip.replace("X'00'", "X'01'").replace("<> '00'", "= '00'"));
                }
            }
            (Who::Outsider, _) => unreachable!("without a key nothing can be signed anew"),
            (Who::KeyHolder, Change::Below) => {
                let attacker = self.attacker();
                let mut history = History::read(&attacker);
                // The accepted answer would contradict it, so it goes, with all that follows.
                let answer = self.accepted(&history);
                history.entries.truncate(history.entries[answer].draft.answers.unwrap() as usize);
                rewritten(&mut history, 4);
                history.write(&attacker, true);
            }
            (Who::WithWitness, Change::Below) => self.second_history(),
            (_, Change::Above) => {
                let attacker = self.attacker();
                let mut history = History::read(&attacker);
                rewritten(&mut history, self.seen as usize + 1);
                history.write(&attacker, true);
            }
        }
    }

    fn attacker(&self) -> Attacker<'_> {
        Attacker::new(&self.world.database(), self.world.founding.id, vec![&self.world.root])
    }

    /// The entry that accepted the witness's answer.
    fn accepted(&self, history: &History) -> usize {
        let file = self.answer.note().to_string();
        history.entries.iter().position(|entry| entry.value("paper").as_deref() == Some(&file)).unwrap()
    }

    /// Everything anew, and the witness's word for it anew as well.
    fn second_history(&self) {
        let attacker = self.attacker();
        let mut history = History::read(&attacker);
        rewritten(&mut history, 4);
        history.write(&attacker, true);
        let mut statement = attacker.database.prepare("SELECT hash FROM leaf WHERE log = 1 ORDER BY sequence").unwrap();
        let hashes: Vec<Digest> =
            statement.query_map([], |row| Ok(Digest(row.get(0)?))).unwrap().map(|hash| hash.unwrap()).collect();
        let covered = &hashes[..self.answer.size as usize];
        let seed: Vec<u8> = attacker
            .database
            .query_row("SELECT content FROM secret WHERE name = 'log-key'", [], |row| row.get(0))
            .unwrap();
        let seed = attacker.open("secret", "content", b"log-key", seed);
        let log = SigningKey::from_seed(zeroize::Zeroizing::new(seed.try_into().unwrap())).unwrap();
        let note = Checkpoint::new(self.answer.origin, self.answer.size, tree::root(covered)).sign(&log).unwrap();
        let false_answer = cosigned(note, &self.witness).note().to_string();
        let mut history = History::read(&attacker);
        let at = self.accepted(&history);
        history.entries[at].set("paper", &false_answer);
        history.entries[at].bytes = None;
        history.chain_papers();
        history.write(&attacker, true);
        // The stored checkpoint, for an export.
        attacker.database.execute("DELETE FROM checkpoint", []).unwrap();
        std::fs::write(self.world.home.path().join("false-answer"), false_answer).unwrap();
    }

    /// What an honest check finds, at a machine that has kept so much.
    fn finds(&self, kept: Kept) -> Option<String> {
        let without = || {
            let fresh = tempfile::tempdir_in(self.world.home.path()).unwrap().keep();
            Book::open(&self.world.directory(), copy(&self.world.root), HeadMemory::new(&fresh))
        };
        match kept {
            Kept::Nothing => finds(without()),
            Kept::Head => finds(self.world.try_open(&self.world.root, "head")),
            Kept::Cosigned => match without() {
                Err(error) => Some(error.to_string()),
                Ok(book) => {
                    let wrong = book.check_answer(&self.answer).err().map(|error| error.to_string());
                    wrong.or_else(|| finds(Ok(book)))
                }
            },
        }
    }
}

/// Other times in the Commander's entries from this one on.
fn rewritten(history: &mut History, from: usize) {
    for entry in &mut history.entries[from..] {
        entry.draft.time -= SignedDuration::from_mins(3);
        entry.bytes = None;
    }
}

/// Each cell of the table: whether it is found.
const CELLS: &[(Who, Change, Kept, bool)] = &[
    (Who::Outsider, Change::Cut, Kept::Nothing, false),
    (Who::Outsider, Change::Cut, Kept::Head, true),
    (Who::Outsider, Change::Cut, Kept::Cosigned, true),
    (Who::Outsider, Change::Byte, Kept::Nothing, true),
    (Who::Outsider, Change::Byte, Kept::Head, true),
    (Who::Outsider, Change::Byte, Kept::Cosigned, true),
    (Who::KeyHolder, Change::Cut, Kept::Nothing, false),
    (Who::KeyHolder, Change::Below, Kept::Nothing, false),
    (Who::KeyHolder, Change::Below, Kept::Head, true),
    (Who::KeyHolder, Change::Below, Kept::Cosigned, true),
    (Who::KeyHolder, Change::Above, Kept::Nothing, false),
    (Who::KeyHolder, Change::Above, Kept::Head, false),
    (Who::KeyHolder, Change::Above, Kept::Cosigned, false),
    (Who::WithWitness, Change::Below, Kept::Nothing, false),
    (Who::WithWitness, Change::Below, Kept::Head, true),
    (Who::WithWitness, Change::Below, Kept::Cosigned, true),
    (Who::WithWitness, Change::Above, Kept::Nothing, false),
    (Who::WithWitness, Change::Above, Kept::Head, false),
    (Who::WithWitness, Change::Above, Kept::Cosigned, false),
];

#[test]
fn every_cell_of_the_matrix_is_as_the_threat_model_says() {
    let base = Base::new();
    let clean = base.world.home.path().join("clean");
    copy_directory(&base.world.directory(), &clean);
    for kept in [Kept::Nothing, Kept::Head, Kept::Cosigned] {
        assert_eq!(base.finds(kept), None, "{kept:?}: an honest book");
    }
    for (who, change, kept, found) in CELLS {
        put_directory(&clean, &base.world.directory());
        base.attack(*who, *change);
        let says = base.finds(*kept);
        assert_eq!(says.is_some(), *found, "{who:?} {change:?} {kept:?}: {says:?}");
    }
}

/// Only the witness's genuine word helps: one that was made for the second history agrees with it.
#[test]
fn a_false_cosignature_agrees_with_the_history_for_which_it_was_made() {
    let base = Base::new();
    base.attack(Who::WithWitness, Change::Below);
    let file = std::fs::read(base.world.home.path().join("false-answer")).unwrap();
    let Ok(TypedPaper::WitnessAnswer(answer)) = read_paper(&file) else { panic!("no answer") };
    let book = base.world.open_without_memory().unwrap();
    book.check_answer(&answer).unwrap();
    assert!(book.check_answer(&base.answer).is_err());
}

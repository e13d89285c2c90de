//! The mutator at work: 10,000 random changes, each found where it must be, and only there.

use std::collections::BTreeMap;

use frs::{
    audit::{Access, Book, HeadMemory, Intent},
    gate::AuditVerify,
    repository::Gallery,
    seal::Secrets,
    store::DATABASE_FILE,
};

use super::{
    correct, expunge,
    mutator::{Attacker, Change, Class, Effect, ROOM, ROWS, finds},
    world::*,
};

/// So many random changes, or as many as `FRS_MUTATIONS` says.
const CHANGES: usize = 10_000;
const SIDES: usize = 2;

/// A small generator: a failing run can be repeated from its seed.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn roll(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }

    pub fn below(&mut self, end: usize) -> usize {
        ((self.roll() * end as f64) as usize).min(end - 1)
    }
}

/// Who changes the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Who {
    /// The file, and no key of anybody whom the program knows.
    Outsider,
    /// An examiner's key: K_book, K_faces, own signature.
    Examiner,
    /// The Commander's key.
    Commander,
}

/// What whoever checks has kept of the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kept {
    Nothing,
    /// A head of the middle of the log.
    OldHead,
    /// The head of its end.
    NewHead,
}

/// A program with some history by two people, and what its Commander remembers of it, then and now.
struct Base {
    world: World,
    entries: u64,
    old: u64,
}

impl Base {
    fn new() -> Self {
        let world = World::founded();
        let paper = world.authorization(&["examiner", "repository-manager"]);
        accept(&mut world.open(), &paper).unwrap();
        let mut examiner = world.try_open(&world.examiner, "examiner").unwrap();
        let presented = examiner_presented(&world, &examiner, &paper);
        enroll(&mut examiner, &presented, b"first image", 0.1).unwrap();
        enroll_as(&mut examiner, &presented, "MUG-Other", b"second image", 0.7).unwrap();
        fail_to_enroll(&mut examiner, &presented, b"no image at all");
        begin_as(&mut examiner, &presented, upkeep()).unwrap().finish(done("{}"), now()).unwrap();
        probe(&mut examiner, &presented, b"probe image");
        enroll_as(&mut examiner, &presented, "MUG-Gone", b"third image", 0.4).unwrap();
        let gone = probe(&mut examiner, &presented, b"probe that goes").outcome();
        drop(examiner);
        Self::expunge(&world, gone);
        let mut book = world.open();
        act(&mut book).unwrap();
        let old = act(&mut book).unwrap().outcome() + 1;
        copy_directory(&world.home.path().join("root"), &world.home.path().join("old"));
        checkpoint(&world);
        copy_directory(&world.directory(), &world.home.path().join("older"));
        // One that was never finished.
        let _ = begin(&mut book).unwrap();
        act(&mut book).unwrap();
        accept(&mut book, &world.suspension_of(&Secrets::generate().unwrap(), 1)).unwrap();
        act(&mut book).unwrap();
        act(&mut book).unwrap();
        let verdict = book.verify().unwrap();
        assert_eq!(verdict.findings, []);
        drop(book);
        checkpoint(&world);
        Self { entries: verdict.entries, old, world }
    }

    /// The last reference and the purpose of one probe are removed by order; the first person gets another label.
    fn expunge(world: &World, probe: u64) {
        let (third, paper_of_third) = expunge::third(world, &["repository-manager"]);
        let holdings = world.open().holdings().unwrap();
        let purpose = holdings.purposes.iter().find(|held| held.entries.contains(&(1, probe))).unwrap().id;
        let reference = holdings.references.last().unwrap().place.id;
        let order = expunge::order(world, &[("reference", reference.to_string()), ("purpose", purpose.to_string())]);
        let mut book = world.try_open(&third, "third").unwrap();
        let shown = expunge::presented(&third, &book, &paper_of_third);
        expunge::expunge(&mut book, &shown, order, &[reference], &[purpose]).unwrap();
        assert!(book.wipe(&shown, None, &Default::default(), now()).unwrap().is_clean());
        drop(book);
        let subject = world.open().holdings().unwrap().references[0].place.subject;
        let paper = correct::paper(world, subject, "MUG-Corrected");
        let mut book = world.try_open(&third, "third").unwrap();
        let shown = expunge::presented(&third, &book, &paper_of_third);
        correct::relabel(&mut book, &shown, paper, subject, "MUG-Corrected").unwrap();
    }

    fn memory(&self, kept: Kept) -> HeadMemory {
        self.world.memory(match kept {
            Kept::Nothing => "nothing",
            Kept::OldHead => "old",
            Kept::NewHead => "root",
        })
    }

    fn head(&self, kept: Kept) -> Option<u64> {
        match kept {
            Kept::Nothing => None,
            Kept::OldHead => Some(self.old),
            Kept::NewHead => Some(self.entries),
        }
    }

    /// A copy of the file in the hands of an attacker; what the change amounts to, and what the Commander then finds.
    fn mutated(&self, change: Change, who: Who, kept: Kept, dice: &mut Dice) -> Option<(Effect, Option<String>)> {
        let place = tempfile::tempdir_in(fast_place()).unwrap();
        std::fs::copy(self.world.database(), place.path().join(DATABASE_FILE)).unwrap();
        if matches!(change, Change::OlderCopy) {
            put_directory(&self.world.home.path().join("older"), place.path());
            let effect = Effect { from: self.old, sound: true, signed: true, in_room: false };
            return Some((effect, finds(Book::open(place.path(), copy(&self.world.root), self.memory(kept)))));
        }
        let stranger = Secrets::generate().unwrap();
        let signers = match who {
            Who::Outsider => vec![&stranger],
            Who::Examiner => vec![&self.world.examiner],
            Who::Commander => vec![&self.world.root],
        };
        let attacker = Attacker::new(&place.path().join(DATABASE_FILE), self.world.founding.id, signers);
        let effect = change.apply(&attacker, &mut || dice.roll())?;
        drop(attacker);
        // Heads are read only: nothing is written to the copy unless it is found whole.
        let open = || Book::open(place.path(), copy(&self.world.root), self.memory(kept));
        let mut found = finds(open());
        if found.is_none() && effect.in_room {
            found = room(
                &mut Book::open(place.path(), copy(&self.world.root), HeadMemory::new(&place.path().join("heads")))
                    .unwrap(),
            );
        }
        Some((effect, found))
    }
}

/// Everything in one file: what is copied is the whole of it.
fn checkpoint(world: &World) {
    let connection = rusqlite::Connection::open(world.database()).unwrap();
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
}

/// What somebody who holds K_faces finds wrong in the record room.
pub fn room(book: &mut Book) -> Option<String> {
    let presented = root_presented(book.standing());
    let (purpose, statement) = stated_now(oversight());
    let allowed = permit::<AuditVerify>(book, &presented, Some(&purpose), |_| {}).unwrap();
    let intent = Intent { statement: Some(statement), ..Intent::default() };
    let access: Access<'_, AuditVerify> = book.begin(allowed, intent, now()).unwrap();
    match Gallery::check(&access) {
        Err(error) => Some(error.to_string()),
        Ok(damaged) => (!damaged.is_empty()).then(|| format!("damaged: {damaged:?}")),
    }
}

fn all_changes() -> Vec<Change> {
    let entries = Class::ALL.iter().map(|class| Change::Entries(*class));
    let rows = (0..ROWS.len()).map(Change::Rows).chain((0..ROOM.len()).map(Change::Room));
    rows.chain([Change::Tail, Change::OlderCopy]).chain(entries).collect()
}

/// What only a holder of K_book can do at all.
fn needs_key(change: Change) -> bool {
    matches!(change, Change::Entries(_))
}

#[test]
fn ten_thousand_random_changes_none_missed_and_none_made_up() {
    let changes = std::env::var("FRS_MUTATIONS").map_or(CHANGES, |number| number.parse().unwrap());
    let seed: u64 = std::env::var("FRS_SEED").map_or(u64::from(std::process::id()), |seed| seed.parse().unwrap());
    let base = Base::new();
    assert_eq!(room(&mut base.world.open_without_memory().unwrap()), None);
    let base = Base::new();
    let (all, began) = (all_changes(), std::time::Instant::now());
    let side = |side: usize| {
        let (base, all) = (&base, &all);
        move || {
            let mut counts: BTreeMap<(Who, Kept), (usize, usize)> = BTreeMap::new();
            let mut dice = Dice::new(seed * 2 + side as u64);
            let mut done = 0;
            while done < changes / SIDES {
                let change = all[dice.below(all.len())];
                let who = [Who::Outsider, Who::Examiner, Who::Commander][dice.below(3)];
                let kept = [Kept::Nothing, Kept::OldHead, Kept::NewHead][dice.below(3)];
                if needs_key(change) && who == Who::Outsider {
                    continue;
                }
                let Some((effect, found)) = base.mutated(change, who, kept, &mut dice) else { continue };
                let wanted = effect.is_found(base.head(kept));
                assert_eq!(
                    found.is_some(),
                    wanted,
                    "seed {seed}: {change:?} by {who:?}, {kept:?}: {effect:?} {found:?}"
                );
                let count = counts.entry((who, kept)).or_default();
                count.0 += usize::from(wanted);
                count.1 += usize::from(!wanted);
                done += 1;
            }
            counts
        }
    };
    let counts = std::thread::scope(|scope| {
        let sides: Vec<_> = (0..SIDES).map(|number| scope.spawn(side(number))).collect();
        sides.into_iter().map(|side| side.join().unwrap()).collect::<Vec<_>>()
    });
    println!("{changes} changes, seed {seed}, {:?}; (found, undetectable): {counts:#?}", began.elapsed());
}

/// Every class at least once, by the one who can do most.
#[test]
fn every_class_of_change_applies() {
    let base = Base::new();
    for change in all_changes() {
        let mut dice = Dice::new(7);
        let applied = (0..50).find_map(|_| base.mutated(change, Who::Commander, Kept::NewHead, &mut dice));
        let by_examiner = || (0..50).find_map(|_| base.mutated(change, Who::Examiner, Kept::NewHead, &mut dice));
        assert!(applied.or_else(by_examiner).is_some(), "{change:?} applies to nothing");
    }
}

/// What nobody finds who kept nothing, said outright: the Commander's own suffix, and a tail that was cut.
#[test]
fn the_undetectable_cells_are_undetectable() {
    let base = Base::new();
    let mut dice = Dice::new(1);
    for class in [Class::Time, Class::ActDropped, Class::ActMadeUp, Class::SuspensionDropped, Class::OutcomeDropped] {
        let change = Change::Entries(class);
        let unseen = (0..200)
            .filter_map(|_| base.mutated(change, Who::Commander, Kept::Nothing, &mut dice))
            .find(|(effect, _)| effect.signed);
        let (effect, found) = unseen.unwrap_or_else(|| panic!("{class:?} applies to nothing of the Commander's own"));
        assert_eq!(found, None, "{class:?}: {effect:?}");
    }
}

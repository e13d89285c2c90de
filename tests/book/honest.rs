//! A thousand honest histories: whatever honest people do, in any order, with crashes, wrong clocks and lost disks, nobody is
//! accused.

use std::path::PathBuf;

use frs::{
    audit::{Book, BookError},
    gate::{Presented, TypedPaper},
    policy::{OperationKind, Refusal},
    seal::Secrets,
};

use super::{
    correct, expunge,
    mutations::{Dice, room},
    restored::{back_up, enter_suspension, restore},
    spool::leave_refusal,
    world::*,
};

/// So many histories, or as many as `FRS_HISTORIES` says.
const HISTORIES: usize = 1_000;
const SIDES: usize = 2;
const STEPS: usize = 14;

/// People at work, and what they must find at the end.
struct Life {
    world: World,
    /// The examiner's authorization in force.
    paper: TypedPaper,
    /// A manager who signs no order.
    third: (Secrets, TypedPaper),
    suspensions: u64,
    unfinished: usize,
    images: u32,
    /// Directories that hold what somebody remembered at some moment.
    memories: Vec<String>,
    /// The last backup, with the paper and the suspensions of that moment.
    backup: Option<(PathBuf, TypedPaper, u64)>,
}

impl Life {
    fn new() -> Self {
        let world = World::founded();
        let paper = world.authorization(&["examiner", "repository-manager"]);
        accept(&mut world.open(), &paper).unwrap();
        let third = expunge::third(&world, &["repository-manager"]);
        Self { world, paper, third, suspensions: 0, unfinished: 0, images: 0, memories: Vec::new(), backup: None }
    }

    fn examiner(&self) -> (Book, Presented) {
        let book = self.world.try_open(&self.world.examiner, "examiner").unwrap();
        let presented = examiner_presented(&self.world, &book, &self.paper);
        (book, presented)
    }

    fn image(&mut self) -> Vec<u8> {
        self.images += 1;
        format!("image {}", self.images).into_bytes()
    }

    /// One thing that honest people do, or that happens to them.
    fn step(&mut self, dice: &mut Dice) {
        let image = self.image();
        match dice.below(20) {
            0 => drop(act(&mut self.world.open()).unwrap()),
            1 => {
                let (mut book, presented) = self.examiner();
                let access = begin_as(&mut book, &presented, robbery()).unwrap();
                access.finish(done("{}"), now()).unwrap();
            }
            2 => {
                let (mut book, presented) = self.examiner();
                let label = format!("S-{}", dice.below(3));
                enroll_as(&mut book, &presented, &label, &image, dice.roll() as f32).unwrap();
            }
            3 => {
                let (mut book, presented) = self.examiner();
                fail_to_enroll(&mut book, &presented, &image);
            }
            4 => {
                let (mut book, presented) = self.examiner();
                probe(&mut book, &presented, &image);
            }
            // The machine stops between intent and outcome.
            5 => {
                let (mut book, presented) = self.examiner();
                let _unfinished = begin_as(&mut book, &presented, upkeep()).unwrap();
                self.unfinished += 1;
            }
            // The outcome cannot be written.
            6 => {
                let mut book = self.world.open();
                let broken = begin(&mut book).unwrap().close(now(), |_| Err::<(_, ()), _>(BookError::PapersChanged));
                assert!(broken.is_err());
                self.unfinished += 1;
            }
            7 => {
                self.suspensions += 1;
                let paper = self.world.suspension_of(&Secrets::generate().unwrap(), self.suspensions);
                accept(&mut self.world.open(), &paper).unwrap();
            }
            8 => {
                let roles: &[&str] = if dice.roll() < 0.5 {
                    &["examiner", "repository-manager"]
                } else {
                    &["repository-manager", "examiner", "reviewer"]
                };
                let paper = self.world.authorization_knowing(roles, self.suspensions);
                accept(&mut self.world.open(), &paper).unwrap();
                self.paper = paper;
            }
            9 => {
                leave_refusal(&self.world);
                self.world.open().fold_spool(now()).unwrap();
            }
            10 => {
                let (mut book, presented) = self.examiner();
                let facts = book.standing().facts(now(), OperationKind::AuditShow, &presented);
                let refusal = Refusal::of(&facts).unwrap_err();
                book.refuse(OperationKind::AuditShow, &presented, None, &refusal, now()).unwrap();
            }
            11 => drop(
                begin(&mut self.world.open()).unwrap().finish(done("{}"), later(dice.below(9) as i64 - 4)).unwrap(),
            ),
            12 => {
                let (mut one, (mut two, presented)) = (self.world.open(), self.examiner());
                let first = begin(&mut one).unwrap();
                let second = begin_as(&mut two, &presented, upkeep()).unwrap();
                first.finish(done("{}"), now()).unwrap();
                second.finish(done("{}"), now()).unwrap();
            }
            13 => {
                let name = format!("memory-{}", self.memories.len());
                let from = ["root", "examiner"][dice.below(2)];
                if self.world.home.path().join(from).exists() {
                    copy_directory(&self.world.home.path().join(from), &self.world.home.path().join(&name));
                    self.memories.push(name);
                }
            }
            14 => self.expunge(dice),
            15 => {
                let file = self.world.home.path().join(format!("backup-{}.sqlite", self.images));
                back_up(&self.world, &file);
                self.backup = Some((file, self.paper.clone(), self.suspensions));
            }
            // The disk fails, and the last backup takes the place of what is lost.
            16 => {
                if let Some((file, paper, suspensions)) = self.backup.clone() {
                    restore(&self.world, &file, self.suspensions);
                    // What was accepted since is accepted again, the suspensions first.
                    for number in suspensions + 1..=self.suspensions {
                        enter_suspension(&self.world, number);
                    }
                    // The verdict names those of the newest log.
                    (self.paper, self.unfinished) = (paper, 0);
                }
            }
            17 => self.correct(),
            // Somebody else's machine, which has never seen the book.
            _ => {
                let mut book = self.world.open_without_memory().unwrap();
                act(&mut book).unwrap();
            }
        }
    }

    /// Two people order that something goes, and a third carries it out; sometimes the machine stops before the files are wiped.
    fn expunge(&mut self, dice: &mut Dice) {
        let holdings = self.world.open().holdings().unwrap();
        let first = holdings.references.first().map(|held| ("reference", held.place.id.to_string()));
        let purpose = holdings.purposes.iter().find(|held| !held.probes.is_empty()).map(|held| held.id);
        let named: Vec<_> = first.into_iter().chain(purpose.map(|id| ("purpose", id.to_string()))).collect();
        if named.is_empty() {
            return;
        }
        let order = expunge::order(&self.world, &named);
        let mut book = self.world.try_open(&self.third.0, "third").unwrap();
        let shown = expunge::presented(&self.third.0, &book, &self.third.1);
        let references: Vec<_> = holdings.references.first().map(|held| held.place.id).into_iter().collect();
        let purposes: Vec<_> = purpose.into_iter().collect();
        expunge::expunge(&mut book, &shown, order, &references, &purposes).unwrap();
        if dice.roll() < 0.7 {
            assert!(book.wipe(&shown, None, &Default::default(), now()).unwrap().is_clean());
        }
    }

    /// A person gets another label, by a paper of two.
    fn correct(&mut self) {
        let Some(first) = self.world.open().holdings().unwrap().references.first().map(|held| held.place.subject)
        else {
            return;
        };
        let label = format!("S-corrected-{}", self.images);
        let paper = correct::paper(&self.world, first, &label);
        let mut book = self.world.try_open(&self.third.0, "third").unwrap();
        let shown = expunge::presented(&self.third.0, &book, &self.third.1);
        correct::relabel(&mut book, &shown, paper, first, &label).unwrap();
    }

    fn end(self, seed: u64) {
        let mut book = self.world.open();
        let verdict = book.verify().unwrap();
        assert_eq!((verdict.findings, verdict.unfinished.len()), (vec![], self.unfinished), "seed {seed}");
        assert_eq!(room(&mut book), None, "seed {seed}");
        for memory in self.memories {
            self.world.try_open(&self.world.root, &memory).unwrap_or_else(|error| panic!("seed {seed}: {error}"));
        }
    }
}

#[test]
fn a_thousand_honest_histories_accuse_nobody() {
    let histories = std::env::var("FRS_HISTORIES").map_or(HISTORIES, |number| number.parse().unwrap());
    let first: u64 =
        std::env::var("FRS_SEED").map_or(u64::from(std::process::id()) << 16, |seed| seed.parse().unwrap());
    let began = std::time::Instant::now();
    std::thread::scope(|scope| {
        for side in 0..SIDES {
            scope.spawn(move || {
                for seed in (first..first + histories as u64).skip(side).step_by(SIDES) {
                    let (mut dice, mut life) = (Dice::new(seed), Life::new());
                    (0..STEPS).for_each(|_| life.step(&mut dice));
                    life.end(seed);
                }
            });
        }
    });
    println!("{histories} histories from seed {first} in {:?}", began.elapsed());
}

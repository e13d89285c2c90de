//! Putting a backup in the place of the repository: read as it is, and the next log begun with the order.
//!
//! A backup lacks what came after it, and this user has seen more: the memory of the head accuses it of nothing here. What
//! may be missing, the order says, and two people signed it.

use std::path::Path;

use jiff::Timestamp;

use super::{
    access::{Intent, Receipt},
    append::Entry,
    book::Book,
    circumstances,
    entry::Event,
    error::BookError,
    head::{Head, HeadMemory},
    logs::Extent,
    replay,
    restored::{LostEntries, Restore, wrong_restore},
    verify::{Fault, Verdict},
};
use crate::{
    gate::{Permit, RepositoryRestore, RestorePaper},
    seal::Secrets,
    store::{Store, StoreError},
    vocabulary::Digest,
};

/// What stands at the place that a backup is to take.
#[derive(Debug)]
pub enum StandingThere {
    /// Nothing.
    Nothing,
    /// A repository of another program.
    OtherProgram(String),
    /// Something that cannot be read, and why.
    Unreadable(String),
    /// A repository of this program that can be read.
    Readable(Box<StandingBook>),
}

/// What a repository says that a backup is to replace.
#[derive(Debug)]
pub struct StandingBook {
    /// Its head.
    pub head: Head,
    /// Whether it goes on from the backup.
    pub extends: bool,
    /// The highest suspension that its papers name.
    pub suspensions: u64,
    /// Papers that were accepted since, which the backup lacks.
    pub papers_since: u64,
    /// Orders to remove for good among them: what they removed, the backup still holds.
    pub removals_since: u64,
    /// What the check found wrong with it.
    pub findings: Vec<String>,
    /// The order that its newest log begins with, where it does.
    pub begun_by: Option<Digest>,
}

impl Book {
    /// Opens a backup as it is; nothing is written, neither there nor to the memory of the head.
    ///
    /// # Errors
    /// Where the person has no key in it, it does not hold, or this user has seen another history.
    pub fn open_backup(file: &Path, secrets: Secrets, memory: HeadMemory) -> Result<Self, BookError> {
        let directory = file.parent().unwrap_or(Path::new("."));
        let opened = Self::open_in(Store::open_copy(file)?, directory, secrets, memory, true)?;
        Ok(Self { read_only: true, ..opened })
    }

    /// Opens the copy of a backup that is to become the repository, before the order is entered in it.
    ///
    /// # Errors
    /// As [`Book::open_backup`].
    pub fn open_staged(directory: &Path, secrets: Secrets, memory: HeadMemory) -> Result<Self, BookError> {
        let store = Store::open(directory)?;
        store.keep_a_log()?;
        Self::open_in(store, directory, secrets, memory, true)
    }

    /// Closes the book, and gives the secrets back.
    pub fn close(self) -> Secrets {
        self.secrets
    }

    /// The newest head of this book, as it was opened.
    pub fn head(&self) -> Head {
        Head { log: self.logs.log, size: self.frontier.size(), root: self.frontier.root() }
    }

    /// Takes everything into the one file, durably, so that it can be moved.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn settle_file(&self) -> Result<(), BookError> {
        Ok(self.store.empty_wal()?)
    }

    /// Whether a file that is only read is still the one that was opened.
    ///
    /// # Errors
    /// Where somebody wrote to it.
    pub fn check_untouched(&self) -> Result<(), BookError> {
        Ok(self.store.check_untouched()?)
    }

    /// When the last entry was written.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn last_entry(&self) -> Result<Timestamp, BookError> {
        Ok(self.leaf_at((self.tip.log, self.tip.sequence))?.content().time)
    }

    /// Looks at the repository that stands where this backup is to go; nothing is written.
    pub fn look_at(&mut self, directory: &Path) -> StandingThere {
        let store = match Store::open_read_only(directory) {
            Ok(store) => store,
            Err(StoreError::Missing(_)) => return StandingThere::Nothing,
            Err(error) => return StandingThere::Unreadable(error.to_string()),
        };
        match replay::program(&store) {
            Ok((founding, _)) if founding.id != self.program() => {
                return StandingThere::OtherProgram(founding.id.fingerprint());
            }
            Ok(_) => {}
            Err(error) => return StandingThere::Unreadable(error.to_string()),
        }
        match self.read_standing(store) {
            Ok(standing) => StandingThere::Readable(Box::new(standing)),
            Err(error) => StandingThere::Unreadable(error.to_string()),
        }
    }

    fn read_standing(&mut self, store: Store) -> Result<StandingBook, BookError> {
        let (own, papers, orders) = (self.head(), self.standing.papers(), self.standing.kept().expunge_orders.len());
        // It may be sealed under newer keys than the backup.
        let keys = match replay::unwrap_keys(&store, self.standing.founding(), &self.secrets)? {
            replay::Keys::Held { book, .. } => book,
            replay::Keys::None { .. } => return Err(BookError::LacksKey("it holds no key for you")),
        };
        let tables = (keys.table("leaf")?, keys.table("opening")?, keys);
        let (leaves, openings) =
            (std::mem::replace(&mut self.leaves, tables.0), std::mem::replace(&mut self.openings, tables.1));
        let book = std::mem::replace(&mut self.book, tables.2);
        let read = self.with_store(store, |book| {
            let logs = book.read_logs()?;
            let (standing, restores) = book.replay_papers(&logs)?;
            let size = logs.newest.len() as u64;
            let root = logs.root(logs.log, size).unwrap_or(Digest([0; 32]));
            Ok::<_, BookError>((
                Head { log: logs.log, size, root },
                logs.root(own.log, own.size) == Some(own.root),
                standing,
                restores.get(&logs.log).map(|restore| restore.paper.paper().digest()),
                book.verify()?,
            ))
        });
        (self.leaves, self.openings, self.book) = (leaves, openings, book);
        let (head, extends, standing, begun_by, verdict) = read?;
        let since = |all: usize, before: usize| all.saturating_sub(before) as u64;
        Ok(StandingBook {
            head,
            extends,
            suspensions: standing.suspensions().max(standing.suspensions_named()),
            papers_since: since(standing.papers(), papers),
            removals_since: since(standing.kept().expunge_orders.len(), orders),
            findings: findings(&verdict, extends),
            begun_by,
        })
    }

    /// Begins the next log with the order. The memory of the head stays as it is: until the new repository stands in its
    /// place, the old one is what this user has seen.
    ///
    /// # Errors
    /// Where the order does not fit what the book holds, or the entry cannot be written.
    pub fn begin_restored(
        &mut self,
        permit: &Permit<RepositoryRestore>,
        paper: &RestorePaper,
        intent: Intent,
        now: Timestamp,
    ) -> Result<(), BookError> {
        let signers = self.standing.restore_signers(paper).map_err(|e| BookError::Tampered(e.to_string()))?;
        let held = self.head();
        if let Some(why) = wrong_restore(paper, paper.opens(), held.extent(), held.root) {
            return Err(BookError::Tampered(why));
        }
        let stated = intent.statement.is_some();
        let mut values = circumstances::values();
        values.insert("paper", paper.paper().to_string());
        values.extend(intent.values()?);
        let restore = Restore { log: paper.opens(), time: now, paper: paper.clone(), signers };
        match self.remembered {
            None => drop(values.insert("first-contact", "yes".to_owned())),
            Some(seen) => values.extend(self.lost_to(seen, restore).map(|lost| ("lost", lost.record()))),
        }
        let digest = paper.paper().digest();
        let entry = Entry {
            authorization: Some(permit.authorization()),
            purpose: permit.purpose(),
            papers: Some(self.standing.papers_digest_with(digest)),
            ..Entry::of(Event::Restore, values)
        };
        let log = paper.opens();
        let (appender, store, _, program, known) = self.split();
        store.write(|rows| {
            let before = appender.tip(rows, program, known)?;
            if before.papers != permit.papers() || (before.log, before.hash) != (known.log, known.hash) {
                return Err(BookError::PapersChanged);
            }
            let tip = appender.append_at((log, 0), rows, program, before, now, &entry)?;
            rows.insert_paper(tip.log, tip.sequence, digest)?;
            if let (Some(purpose), true) = (permit.purpose(), stated) {
                rows.insert_purpose(purpose, tip.log, tip.sequence)?;
            }
            Ok(())
        })
    }

    fn lost_to(&self, seen: Head, restore: Restore) -> Option<LostEntries> {
        let held = self.logs.of(seen.log).map_or(0, |hashes| hashes.len() as u64);
        (held < seen.size).then_some(LostEntries { seen, held, restore })
    }

    /// The entry that an order began a log with, where it did.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn restored_by(&self, paper: &RestorePaper) -> Result<Option<Receipt>, BookError> {
        let place = self.holds_paper(paper.paper().digest())?;
        Ok(place.filter(|place| *place == (paper.opens(), 0)).and_then(|place| {
            let leaf = self.logs.hash(place)?;
            Some(Receipt { log: place.0, intent: place.1, outcome: place.1, leaf })
        }))
    }

    /// Remembers the head without an entry of its own: the new repository stands in its place now, and its order is its
    /// first entry.
    ///
    /// # Errors
    /// Where it cannot be remembered, durably.
    pub fn remember_restored(&mut self) -> Result<(), BookError> {
        let tip = self.tip;
        self.advance(tip)?;
        (self.lost, self.first_contact) = (None, false);
        Ok(())
    }
}

/// What is wrong with a repository that stands there; that it is not the one which was opened is said in another way.
fn findings(verdict: &Verdict, extends: bool) -> Vec<String> {
    let found = verdict.findings.iter().filter(|finding| extends || finding.what != Fault::NotSeen);
    found.map(ToString::to_string).collect()
}

impl Head {
    /// How many entries of which log, in words.
    pub fn extent(&self) -> Extent {
        Extent { log: self.log, size: self.size }
    }
}

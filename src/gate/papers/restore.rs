//! A backup takes the place of the repository (docs/backup.md#restoring): said, signed by two, and the next
//! log begins with it.

use std::{fmt, str::FromStr};

use super::{OfKind, PaperReadError, carried, form::form};
use crate::{
    seal::{Body, Paper},
    vocabulary::{Digest, ProgramId},
};

form!(
    "restore",
    "Lets a backup take the place of the repository: a new log begins. The Commander and a witness of the floor sign it.",
    [
        Once "backup" Code "SHA-256 of the backup's file, as `frs repository backup` printed it",
        Once "log" Code "Number of the newest log that the backup holds",
        Once "size" Code "How many entries of it the backup holds",
        Once "root" Code "Root over these entries",
        Maybe "newest-checkpoint" Code "The newest head that anybody knows of the lost book: log, size and root (\"1 4711 5f3c…\")",
        Maybe "lost-from" Code "First entry that is lost (\"1/812\"): the backup's log and size",
        Maybe "lost-to" Code "Last entry that is known to be lost (\"1/4710\"): one less than the newest known size",
        Once "suspensions-known" Code "Highest suspension number that anybody knows (0 where there is none)",
        Once "reason" Words "What happened to the repository",
    ]
);

/// A head of a log that somebody knows: `<log> <size> <root>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownHead {
    /// Which log.
    pub log: u64,
    /// How many entries.
    pub size: u64,
    /// Root over them.
    pub root: Digest,
}

impl fmt::Display for KnownHead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.log, self.size, self.root)
    }
}

impl FromStr for KnownHead {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts: Vec<_> = text.split(' ').collect();
        let head = match parts[..] {
            [log, size, root] => log.parse().ok().zip(size.parse().ok()).zip(root.parse().ok()),
            _ => None,
        };
        let ((log, size), root) =
            head.ok_or("it must be a log, a number of entries and a root, with one space between")?;
        Ok(Self { log, size, root })
    }
}

/// The place of an entry in the whole book: `<log>/<sequence>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct EntryPlace {
    /// Which log.
    pub log: u64,
    /// Its sequence there.
    pub sequence: u64,
}

impl fmt::Display for EntryPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.log, self.sequence)
    }
}

impl FromStr for EntryPlace {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let place = text.split_once('/').and_then(|(log, at)| Some((log.parse().ok()?, at.parse().ok()?)));
        let (log, sequence) = place.ok_or("it must be a log and a sequence with a / between (1/4711)")?;
        Ok(Self { log, sequence })
    }
}

/// A restore as a paper.
#[derive(Debug, Clone)]
pub struct RestorePaper {
    /// SHA-256 of the backup.
    pub backup: Digest,
    /// The newest log in it.
    pub log: u64,
    /// Entries of that log.
    pub size: u64,
    /// Root over them.
    pub root: Digest,
    /// The newest head that anybody knows of the lost book.
    pub newest: Option<KnownHead>,
    /// The highest suspension that anybody knows: until it is accepted again, nothing opens.
    pub suspensions_known: u64,
    /// Why.
    pub reason: String,
    paper: Paper,
}

/// What is to be restored, for a draft.
#[derive(Debug, Clone)]
pub struct RestoreDraft {
    /// As in the paper.
    pub backup: Digest,
    /// As in the paper.
    pub held: KnownHead,
    /// As in the paper.
    pub newest: Option<KnownHead>,
    /// As in the paper.
    pub suspensions_known: u64,
    /// As in the paper.
    pub reason: String,
}

/// The entries that are known to be lost: the first and the last.
fn lost(held: (u64, u64), newest: Option<KnownHead>) -> Option<(EntryPlace, EntryPlace)> {
    let newest = newest.filter(|newest| (newest.log, newest.size) > held && newest.size > 0)?;
    let first = EntryPlace { log: held.0, sequence: held.1 };
    Some((first, EntryPlace { log: newest.log, sequence: newest.size - 1 }))
}

impl RestorePaper {
    /// Drafts a restore.
    ///
    /// # Errors
    /// Where a value cannot stand in a paper.
    pub fn draft(program: ProgramId, terms: &RestoreDraft) -> Result<Self, PaperReadError> {
        let held = terms.held;
        let lost = lost((held.log, held.size), terms.newest);
        let draft = Body::new(&SCHEMA, Some(program))
            .field("backup", terms.backup)
            .field("log", held.log)
            .field("size", held.size)
            .field("root", held.root)
            .maybe("newest-checkpoint", terms.newest)
            .maybe("lost-from", lost.map(|(from, _)| from))
            .maybe("lost-to", lost.map(|(_, to)| to))
            .field("suspensions-known", terms.suspensions_known)
            .field("reason", terms.reason.trim());
        Self::read(Paper::new(draft.build()?)?)
    }

    pub(super) fn read(paper: Paper) -> Result<Self, PaperReadError> {
        let body = paper.body();
        let (log, size): (u64, u64) = (body.required_as("log")?, body.required_as("size")?);
        let newest: Option<KnownHead> = body.get_as("newest-checkpoint")?;
        let wrong = |key, found: String, wanted| Err(PaperReadError::Value { key, found, wanted });
        if log == 0 || size == 0 {
            return wrong("size", size.to_string(), "the number of entries of a log that there is");
        }
        if let Some(newest) = newest.filter(|newest| newest.size == 0 || (newest.log, newest.size) < (log, size)) {
            return wrong("newest-checkpoint", newest.to_string(), "at least what the backup holds");
        }
        let told = (body.get_as("lost-from")?, body.get_as("lost-to")?);
        if told != lost((log, size), newest).unzip() {
            let found = format!("{} to {}", body.get("lost-from").unwrap_or("-"), body.get("lost-to").unwrap_or("-"));
            return wrong("lost-from", found, "from the first entry that the backup lacks to the newest known one");
        }
        Ok(Self {
            backup: body.required_as("backup")?,
            log,
            size,
            root: body.required_as("root")?,
            newest,
            suspensions_known: body.required_as("suspensions-known")?,
            reason: body.required("reason")?.to_owned(),
            paper,
        })
    }

    /// The number of the log that it opens: no log of which anybody knows is opened a second time.
    pub fn opens(&self) -> u64 {
        self.log.max(self.newest.map_or(0, |newest| newest.log)).saturating_add(1)
    }

    /// The entries that are known to be lost: the first and the last.
    pub fn lost(&self) -> Option<(EntryPlace, EntryPlace)> {
        lost((self.log, self.size), self.newest)
    }

    /// The paper.
    pub fn paper(&self) -> &Paper {
        &self.paper
    }
}

impl OfKind for RestorePaper {
    carried!();

    fn words(&self) -> Vec<(String, String)> {
        let lost = match self.lost() {
            None => "nothing, as far as is known".to_owned(),
            Some((from, to)) => format!("entries {from} to {to}, as far as is known"),
        };
        let mut words = vec![
            ("Restores".to_owned(), format!("the backup {}; log {} begins", self.backup, self.opens())),
            ("It holds".to_owned(), format!("{} entries of log {}, root {}", self.size, self.log, self.root)),
        ];
        words.extend(self.newest.map(|head| {
            ("Newest known head".to_owned(), format!("{} entries of log {}, root {}", head.size, head.log, head.root))
        }));
        words.push(("Lost".to_owned(), lost));
        words.push(("Suspensions".to_owned(), format!("up to {} must be in the book", self.suspensions_known)));
        words.push(("Reason".to_owned(), self.reason.clone()));
        words
    }
}

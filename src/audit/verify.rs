//! The check of a log, without a writer and without a store: rows and leaves go in, in order, a [`Verdict`] comes out.
//!
//! It reads nothing itself and needs no secret. Whoever feeds it tells it the keys of the people whose papers were
//! accepted so far ([`Verifier::learn`]); the root's are known from the founding note.
//!
//! ```text
//! leaf hash     = SHA-256(0x00 ‖ signed leaf)                     each leaf names the hash of the leaf before it
//! papers        = SHA-256("frs/papers/1" ‖ papers before ‖ SHA-256(text of the paper)), from the program id on
//! commitment    = SHA-256(0x02 ‖ field ‖ 32 random bytes ‖ value)
//! ```

mod fault;
mod leaf;
mod verdict;

use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

pub use fault::{Fault, Finding};
pub use verdict::{ClosedLog, Verdict};

use super::{clock_steps::ClockSteps, entry::Openings};
use crate::{
    seal::{
        Frontier, Origin, PublicKeys, SignedLeaf,
        leaf::{Leaf, NO_LEAF},
        sha256, tree,
    },
    vocabulary::{Digest, PersonId, PurposeId},
};

/// The operations whose outcome enters a paper; a rekey that of the log's new key.
const ACCEPTS_PAPERS: &[&str] = &["paper-accept", "program-rekey"];
/// The operations whose outcome changes the gallery.
pub(super) const CHANGES_GALLERY: &[&str] =
    &["enroll", "program-rekey", "repository-expunge", "repository-correct", "repository-re-embed"];
/// The operation of which an expunge takes values without a purpose of its own: digests of the files that were enrolled.
const ENROLLS: &str = "enroll";
/// The operation of which an expunge takes what was found of a search that is gone.
const ANSWERS: &str = "audit-answer";
/// Values that an expunge takes out of entries of other purposes, where they name a case that is gone.
const NAMES_CASES: &[&str] = &["arguments", "refusal"];

/// `SHA-256("frs/gallery/1" ‖ RFC 6962 root over the segment digests ‖ u64 number of failures ‖ failures, sorted)`.
///
/// It covers every reference, and every image that could not be enrolled: those count as not searched (2-110-3-H), so
/// their number must not be anybody's to change.
pub fn gallery_root(segments: &[Digest], failures: &[[u8; 32]]) -> Digest {
    let mut sorted: Vec<&[u8; 32]> = failures.iter().collect();
    sorted.sort_unstable();
    let mut bytes =
        [b"frs/gallery/1".as_slice(), &tree::root(segments).0, &(sorted.len() as u64).to_be_bytes()].concat();
    sorted.iter().for_each(|failure| bytes.extend_from_slice(*failure));
    sha256(&bytes)
}

/// What the storage claims of a leaf.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowClaim {
    /// Which log.
    pub log: u64,
    /// Its place.
    pub sequence: u64,
    /// Its leaf hash.
    pub hash: Digest,
    /// The hash of the leaf before it.
    pub previous: Digest,
}

/// What stands behind a leaf's commitments.
#[derive(Debug, Clone, Copy)]
pub enum Opened<'o> {
    /// Everything that is left of it.
    Read(&'o Openings),
    /// Nobody tried: the check runs without a key.
    Unread,
    /// It should be there, and is not or cannot be opened.
    Lost,
}

/// An entry of which values are gone.
struct Lost {
    operation: String,
    purpose: Option<PurposeId>,
    fields: BTreeSet<String>,
}

/// An intent that waits for its outcome.
struct Waiting {
    signer: PersonId,
    operation: String,
    purpose: Option<PurposeId>,
    authorization: Option<Digest>,
}

/// Checks a book, leaf by leaf and log by log.
pub struct Verifier {
    origin: Origin,
    root: PersonId,
    keys: BTreeMap<PersonId, PublicKeys>,
    suspended: BTreeSet<PersonId>,
    next: u64,
    last: Digest,
    gallery: Digest,
    papers: Digest,
    clock: ClockSteps,
    frontier: Frontier,
    waiting: BTreeMap<u64, Waiting>,
    answered: BTreeSet<u64>,
    findings: Vec<Finding>,
    clock_steps: Vec<u64>,
    expunged: BTreeMap<u64, Vec<String>>,
    /// Values of all logs that are gone, as long as no expunge accounts for them.
    lost: BTreeMap<(u64, u64), Lost>,
    /// What expunges say is gone.
    accounted: Vec<Accounted>,
    closed: Vec<ClosedLog>,
}

/// What one expunge says is gone of one entry.
struct Accounted {
    by: (u64, u64),
    at: (u64, u64),
    purposes: Rc<BTreeSet<PurposeId>>,
    fields: Vec<String>,
}

impl Verifier {
    /// A verifier for the logs of a program from the first on, whose founding note names `root`.
    pub fn new(origin: Origin, root: PublicKeys) -> Self {
        Self {
            root: root.person_id(),
            keys: BTreeMap::from([(root.person_id(), root)]),
            suspended: BTreeSet::new(),
            next: 0,
            last: NO_LEAF,
            gallery: gallery_root(&[], &[]),
            papers: Digest(origin.program.0),
            origin,
            clock: ClockSteps::default(),
            frontier: Frontier::new(),
            waiting: BTreeMap::new(),
            answered: BTreeSet::new(),
            findings: Vec::new(),
            clock_steps: Vec::new(),
            expunged: BTreeMap::new(),
            lost: BTreeMap::new(),
            accounted: Vec::new(),
            closed: Vec::new(),
        }
    }

    /// The leaves that follow are of a later log, which a restore opened. It goes on where the log before it ends, by
    /// the keys, the papers and the gallery that this one came to.
    pub fn open_log(&mut self, log: u64) {
        if self.frontier.size() == 0 {
            self.note(None, Fault::Empty);
        }
        let frontier = std::mem::take(&mut self.frontier);
        self.closed.push(ClosedLog {
            log: self.origin.log,
            entries: frontier.size(),
            root: frontier.root(),
            unfinished: std::mem::take(&mut self.waiting).into_keys().collect(),
            clock_steps: std::mem::take(&mut self.clock_steps),
            expunged: std::mem::take(&mut self.expunged),
        });
        self.answered.clear();
        (self.origin.log, self.next) = (log, 0);
    }

    /// The logs that are closed so far.
    pub fn closed(&self) -> &[ClosedLog] {
        &self.closed
    }

    /// From the next leaf on, this person may sign.
    pub fn learn(&mut self, keys: PublicKeys) {
        self.keys.insert(keys.person_id(), keys);
    }

    /// From the next leaf on, this person may only end what they began.
    pub fn suspend(&mut self, person: PersonId) {
        self.suspended.insert(person);
    }

    /// A suspension has ended.
    pub fn reinstate(&mut self, person: PersonId) {
        self.suspended.remove(&person);
    }

    /// From the next leaf on, this is the Commander: whoever begins a log is.
    pub fn succeed(&mut self, root: PersonId) {
        self.root = root;
    }

    /// An expunge that was ordered says, in the entry `by`, what of earlier entries is gone with these purposes.
    pub fn expunge<'e>(
        &mut self,
        by: (u64, u64),
        purposes: BTreeSet<PurposeId>,
        gone: impl IntoIterator<Item = ((u64, u64), &'e [String])>,
    ) {
        let purposes = Rc::new(purposes);
        for (at, fields) in gone {
            self.accounted.push(Accounted { by, at, purposes: Rc::clone(&purposes), fields: fields.to_vec() });
        }
    }

    /// The chain over the papers that the log commits to so far.
    pub fn papers(&self) -> Digest {
        self.papers
    }

    /// Notes something about the log that is being read.
    pub fn note(&mut self, sequence: Option<u64>, what: Fault) {
        self.findings.push(Finding { log: self.origin.log, sequence, what });
    }

    /// Notes something about an entry of any log, that was found outside of the leaves.
    pub fn note_at(&mut self, (log, sequence): (u64, u64), what: Fault) {
        self.findings.push(Finding { log, sequence: Some(sequence), what });
    }

    /// Takes the next leaf; what it says, where it can be read and its signature holds.
    pub fn leaf(&mut self, row: &RowClaim, signed: &[u8], opened: Opened<'_>) -> Option<Leaf> {
        let at = row.sequence;
        let gap = at != self.next;
        if at > self.next {
            self.note(Some(at), Fault::Missing { from: self.next, to: at - 1 });
        } else if gap {
            self.note(Some(at), Fault::OutOfOrder { expected: self.next });
        }
        self.next = at + 1;
        let hash = tree::leaf_hash(signed);
        let before = std::mem::replace(&mut self.last, hash);
        self.frontier.push(hash);
        if row.hash != hash {
            self.note(Some(at), Fault::RowHash);
        }
        let parsed = match SignedLeaf::parse(signed) {
            Ok(parsed) => parsed,
            Err(e) => {
                self.note(Some(at), Fault::NotALeaf(e.to_string()));
                return None;
            }
        };
        let leaf = parsed.leaf();
        self.check_place(row, leaf, before, gap);
        let believed = self.check_signer(at, &parsed);
        self.check_time(at, leaf.content.time);
        self.check_event(at, leaf);
        self.check_openings(at, leaf, opened);
        self.check_changes(at, leaf, opened);
        (self.gallery, self.papers) = (leaf.content.gallery, leaf.content.papers);
        believed.then(|| leaf.clone())
    }

    /// What the log amounts to.
    pub fn finish(mut self) -> Verdict {
        if self.frontier.size() == 0 {
            self.note(None, Fault::Empty);
        }
        self.settle();
        Verdict {
            log: self.origin.log,
            closed: self.closed,
            entries: self.frontier.size(),
            root: self.frontier.root(),
            gallery: self.gallery,
            papers: self.papers,
            findings: self.findings,
            unfinished: self.waiting.into_keys().collect(),
            clock_steps: self.clock_steps,
            expunged: self.expunged,
        }
    }

    /// Holds what is gone against what expunges say is gone: nothing more, and nothing less.
    fn settle(&mut self) {
        for Accounted { by, at, purposes, fields } in std::mem::take(&mut self.accounted) {
            let Some(lost) = self.lost.get_mut(&at).filter(|_| at < by) else {
                self.note_at(at, Fault::NotGone(by));
                continue;
            };
            for field in fields {
                let of_purpose = lost.purpose.is_some_and(|purpose| purposes.contains(&purpose));
                let of_enrollment = lost.operation == ENROLLS && field == "inputs";
                let of_answer = lost.operation == ANSWERS && field == "record";
                let names_case = NAMES_CASES.contains(&field.as_str());
                if (of_purpose || of_enrollment || of_answer || names_case) && !lost.fields.remove(&field) {
                    self.findings.push(Finding { log: at.0, sequence: Some(at.1), what: Fault::NotGone(by) });
                }
            }
        }
        for ((log, sequence), lost) in std::mem::take(&mut self.lost) {
            if !lost.fields.is_empty() {
                let fields: Vec<_> = lost.fields.into_iter().collect();
                self.note_at((log, sequence), Fault::Taken(fields.join(", ")));
            }
        }
    }
}

#[cfg(test)]
mod tests;

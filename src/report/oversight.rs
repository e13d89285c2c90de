//! What the book tells a supervisor: `audit report`, `follow`, `sample`, `statistics`.
//!
//! Ids, badges and case numbers stand here, names of people do not. A form for a file is made from the findings alone,
//! before the outcome that holds the file's digest is written; what is shown needs the entry.

mod lines;

use serde::Serialize;

use super::{EntryReference, ProgramLine};
use crate::vocabulary::{Digest, PersonId, SampleFinding, SearchId};

pub use lines::*;

/// Where an entry stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// The log.
    pub log: u64,
    /// Its place there, from 0.
    pub sequence: u64,
}

impl std::fmt::Display for Place {
    /// `#12`; after a restore `2#12`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.log > 1 { write!(f, "{}#{}", self.log, self.sequence) } else { write!(f, "#{}", self.sequence) }
    }
}

/// Everything that a report says.
#[derive(Debug, Clone, Serialize)]
pub struct AuditFindings {
    /// Which program.
    pub program: ProgramLine,
    /// When the report was made.
    pub made: String,
    /// What it was asked for.
    pub about: ReportAbout,
    /// The book that was read.
    pub book: BookRead,
    /// The hours outside of which a search is marked.
    pub hours: Hours,
    /// What needs a look.
    pub to_look_at: Vec<ToLookAt>,
    /// How often what was done.
    pub counts: Counts,
    /// Over time.
    pub series: Series,
    /// By purpose.
    pub purposes: Vec<WordCount>,
    /// Refusals by paragraph.
    pub paragraphs: Vec<WordCount>,
    /// By person.
    pub people: Vec<PersonCount>,
    /// What became of the searches.
    pub outcomes: Outcomes,
    /// Every search.
    pub searches: Vec<SearchLine>,
    /// Every refusal.
    pub refusals: Vec<RefusalLine>,
    /// Probes past a warning.
    pub overrides: Vec<OverrideLine>,
    /// The same image or face under two cases.
    pub other_cases: Vec<OtherCaseLine>,
    /// Purposes that were stated more than once for a case.
    pub restated: Vec<RestatedLine>,
    /// What supervisors found of searches, in the order in which they answered.
    pub answers: Vec<AnswerLine>,
    /// Lists closed without a verification.
    pub closed: Vec<ClosedLine>,
    /// Dispositions, blind reviews, countersignatures.
    pub due: Vec<DueLine>,
    /// Shares and releases.
    pub shared: Vec<SharedLine>,
    /// Papers, and acts on the whole repository.
    pub changes: Vec<ChangeLine>,
    /// What lapses within 30 days, or has lapsed.
    pub lapsing: Vec<LapseLine>,
    /// Intents without outcome.
    pub unfinished: Vec<UnfinishedLine>,
    /// Entries whose time lies before that of an earlier one.
    pub clock_steps: Vec<Place>,
    /// What no witness has seen.
    pub tail: UnwitnessedTail,
    /// What must be read beside it.
    pub notices: Vec<String>,
    /// The intent that accounts for this reading.
    pub intent: Place,
}

/// `frs audit report`.
#[derive(Debug, Clone, Serialize)]
pub struct AuditReport {
    /// What it says.
    #[serde(flatten)]
    pub findings: AuditFindings,
    /// Files that were written: form and SHA-256, as the outcome holds them.
    pub files: Vec<(String, Digest)>,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

/// One step of a story.
#[derive(Debug, Clone, Serialize)]
pub struct StoryLine {
    /// The entry.
    pub at: Place,
    /// The intent that it answers.
    pub intent: Option<u64>,
    /// When.
    pub time: String,
    /// Who.
    pub badge: Option<String>,
    /// The person.
    pub person: PersonId,
    /// What happened, in plain words.
    pub says: String,
    /// What belongs to it, one sentence each.
    pub details: Vec<String>,
}

/// `frs audit follow`.
#[derive(Debug, Clone, Serialize)]
pub struct AuditStory {
    /// Which program.
    pub program: ProgramLine,
    /// `case`, `person` or `entry`.
    pub kind: &'static str,
    /// Which one.
    pub topic: String,
    /// In the order of the book.
    pub story: Vec<StoryLine>,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

/// One drawn search.
#[derive(Debug, Clone, Serialize)]
pub struct SampleLine {
    /// The search.
    #[serde(flatten)]
    pub search: SearchLine,
    /// Leaf hash of its outcome.
    pub leaf: Digest,
    /// What it was drawn by.
    pub draw: Digest,
    /// What was stated: questions and answers without names.
    pub stated: Vec<(String, String)>,
    /// What a supervisor found of it last.
    pub answered: Option<AnswerLine>,
}

/// `frs audit answer`.
#[derive(Debug, Clone, Serialize)]
pub struct SearchAnswered {
    /// Which program.
    pub program: ProgramLine,
    /// The search.
    pub search: SearchId,
    /// Its entry.
    pub at: Place,
    /// Who searched.
    pub badge: Option<String>,
    /// What was found.
    pub finding: SampleFinding,
    /// In words.
    pub because: String,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

/// `frs audit sample`.
#[derive(Debug, Clone, Serialize)]
pub struct AuditSample {
    /// Which program.
    pub program: ProgramLine,
    /// The seed.
    pub seed: String,
    /// How it was drawn.
    pub algorithm: &'static str,
    /// From this moment on.
    pub from: Option<String>,
    /// Before this moment.
    pub until: Option<String>,
    /// Of which time zone the hours are by which a search is marked.
    pub zone: String,
    /// How many searches it was drawn from.
    pub population: u64,
    /// SHA-256 over their leaf hashes in order.
    pub population_digest: Digest,
    /// How many were asked for.
    pub asked: u64,
    /// The drawn ones, in the order of the book.
    pub drawn: Vec<SampleLine>,
    /// How often a sample was drawn before, and with which seeds.
    pub earlier: Vec<(Place, String)>,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

/// A number, or that it is too small to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Cell {
    /// It can be told.
    Told(u64),
    /// It could point at somebody.
    Withheld(&'static str),
}

impl std::fmt::Display for Cell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Told(number) => number.fmt(f),
            Self::Withheld(word) => word.fmt(f),
        }
    }
}

/// One table of the yearly statistics.
#[derive(Debug, Clone, Serialize)]
pub struct StatisticsTable {
    /// What is counted.
    pub title: &'static str,
    /// Name and number.
    pub rows: Vec<(String, Cell)>,
    /// Of all rows together; none where they overlap.
    pub total: Option<Cell>,
}

/// `frs audit statistics`: nobody can be found in it.
#[derive(Debug, Clone, Serialize)]
pub struct AuditStatistics {
    /// Which program.
    pub program: ProgramLine,
    /// The year (UTC).
    pub year: i16,
    /// Whether the year is over.
    pub complete: bool,
    /// Whether the book has no entry at all of that year.
    pub silent: bool,
    /// Numbers from 1 to below this one are withheld.
    pub threshold: u64,
    /// The tables.
    pub tables: Vec<StatisticsTable>,
    /// What must be read beside it.
    pub notices: Vec<String>,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

schemas!(
    AuditReport = "frs.audit-report/1",
    AuditStory = "frs.audit-story/1",
    AuditSample = "frs.audit-sample/1",
    SearchAnswered = "frs.audit-answer/1",
    AuditStatistics = "frs.audit-statistics/1",
);

//! The parts of a report: what it was asked for, counts, and a type for the lines of each list.

use serde::Serialize;

use super::Place;
use crate::vocabulary::{Digest, PersonId, ProbeId, PurposeId, SearchId};

/// What a report was asked for.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ReportAbout {
    /// From this moment on.
    pub from: Option<String>,
    /// Before this moment.
    pub until: Option<String>,
    /// Only this person.
    pub person: Option<PersonId>,
    /// Their badge.
    pub badge: Option<String>,
    /// Only this kind of purpose.
    pub purpose: Option<String>,
    /// Only this case.
    pub case: Option<String>,
}

/// The book that was read.
#[derive(Debug, Clone, Serialize)]
pub struct BookRead {
    /// The newest log.
    pub log: u64,
    /// Its entries, the intent of this reading among them.
    pub size: u64,
    /// RFC 6962 root over them.
    pub root: Digest,
    /// Entries of all logs in the period.
    pub entries: u64,
}

/// The hours outside of which a search is marked.
#[derive(Debug, Clone, Serialize)]
pub struct Hours {
    /// First full hour.
    pub from: i8,
    /// Full hour at which they end.
    pub until: i8,
    /// In which time zone.
    pub zone: String,
}

/// How often what was done.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Counts {
    /// Stated purposes that search for a person.
    pub purposes: u64,
    /// Probes let in.
    pub probes: u64,
    /// Searches.
    pub searches: u64,
    /// Searches with a candidate above the line.
    pub with_candidates: u64,
    /// Images enrolled.
    pub enrolled: u64,
    /// Refusals in the book, without slips.
    pub refusals: u64,
    /// Refusals for nothing but a slip: a number out of range, an unknown id, a form that was not whole.
    pub slips: u64,
    /// Refusals of people who could not open the book.
    pub spooled: u64,
    /// Probes let in past a quality warning.
    pub overrides: u64,
    /// Internal shares.
    pub shares: u64,
    /// Releases.
    pub releases: u64,
    /// Accepted papers.
    pub papers: u64,
    /// Acts that could not be done.
    pub failed: u64,
}

/// Something that a supervisor looks at.
#[derive(Debug, Clone, Serialize)]
pub struct ToLookAt {
    /// A word for it, which also names the list where its entries stand.
    pub kind: &'static str,
    /// The paragraph that asks for it.
    pub paragraph: &'static str,
    /// How many.
    pub count: u64,
    /// In words.
    pub says: String,
}

/// Counts over time.
#[derive(Debug, Clone, Serialize)]
pub struct Series {
    /// `day`, `week` or `month`.
    pub unit: &'static str,
    /// Of which time zone.
    pub zone: String,
    /// One after the other, empty ones too.
    pub bins: Vec<Bin>,
}

/// One stretch of time.
#[derive(Debug, Clone, Serialize)]
pub struct Bin {
    /// Its first day.
    pub begins: String,
    /// Searches in it.
    pub searches: u64,
    /// Refusals in it.
    pub refusals: u64,
}

/// Counts of one word: a purpose, a paragraph.
#[derive(Debug, Clone, Serialize)]
pub struct WordCount {
    /// The word.
    pub word: String,
    /// Statements of that purpose; for a paragraph, refusals that name it.
    pub count: u64,
    /// Searches.
    pub searches: u64,
}

/// Counts of one person.
#[derive(Debug, Clone, Serialize)]
pub struct PersonCount {
    /// Who.
    pub person: PersonId,
    /// Their badge.
    pub badge: Option<String>,
    /// Probes let in.
    pub probes: u64,
    /// Searches.
    pub searches: u64,
    /// Probes past a warning.
    pub overrides: u64,
    /// Times refused.
    pub refusals: u64,
    /// Searches outside the hours.
    pub outside_hours: u64,
}

/// What became of the searches and of their leads.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Outcomes {
    /// Searches with nothing above the line.
    pub no_candidate: u64,
    /// Lists with candidates that have no disposition.
    pub open: u64,
    /// Lists on which two examiners differ, and nothing is resolved.
    pub in_conflict: u64,
    /// Lists of which every candidate was excluded.
    pub all_excluded: u64,
    /// Lists with a lead that was kept.
    pub with_lead: u64,
    /// Lists that were closed without a verification.
    pub closed: u64,
    /// Leads confirmed by independent sources.
    pub confirmed: u64,
    /// Leads that independent sources eliminated.
    pub eliminated: u64,
    /// Leads that stayed unresolved, or whose verification is not recorded.
    pub unresolved: u64,
}

/// One search.
#[derive(Debug, Clone, Serialize)]
pub struct SearchLine {
    /// Its outcome's place.
    pub at: Place,
    /// When.
    pub time: String,
    /// Who.
    pub person: PersonId,
    /// Their badge.
    pub badge: Option<String>,
    /// The kind of purpose.
    pub kind: Option<String>,
    /// The purpose.
    pub purpose: Option<PurposeId>,
    /// The case.
    pub case: Option<String>,
    /// The search.
    pub search: Option<SearchId>,
    /// The probe.
    pub probe: Option<ProbeId>,
    /// Candidates on the list, and those of them above the line.
    pub candidates: [u64; 2],
    /// `no-candidate`, `open`, `conflict`, `excluded`, `lead`, `confirmed`, `eliminated`, `unresolved`, or `expunged`.
    pub state: &'static str,
    /// What is noted: `outside-hours`, `not-on-call`, `other-case`, `no-disposition`, `past-warning`, `child`,
    /// `personal-shown`, `corrected-case`, `anothers-purpose`, `after-dissent`, `after-closing`.
    pub marks: Vec<&'static str>,
}

/// One refusal.
#[derive(Debug, Clone, Serialize)]
pub struct RefusalLine {
    /// Its place.
    pub at: Place,
    /// When; of a spooled one, as it claims.
    pub time: String,
    /// Who; nobody where it was folded in from the spool.
    pub person: Option<PersonId>,
    /// Their badge, or whose key a spooled refusal claims.
    pub badge: Option<String>,
    /// What was asked for.
    pub operation: String,
    /// The case.
    pub case: Option<String>,
    /// The broken paragraphs.
    pub paragraphs: Vec<String>,
    /// Why, one text a paragraph; none for spooled ones.
    pub why: Vec<String>,
    /// Folded in from the spool: whoever wrote it is only claimed.
    pub unattributed: bool,
    /// Whether it breaks nothing but how a command is written.
    pub slip: bool,
}

/// A probe that went past a quality warning.
#[derive(Debug, Clone, Serialize)]
pub struct OverrideLine {
    /// Its place.
    pub at: Place,
    /// When.
    pub time: String,
    /// Who.
    pub badge: Option<String>,
    /// The case.
    pub case: Option<String>,
    /// The probe.
    pub probe: Option<ProbeId>,
    /// Which limits.
    pub warnings: Vec<String>,
    /// Why the examiner went on.
    pub reason: String,
}

/// The same image or face under two cases.
#[derive(Debug, Clone, Serialize)]
pub struct OtherCaseLine {
    /// The search that found it.
    pub at: Place,
    /// When.
    pub time: String,
    /// Who searched.
    pub badge: Option<String>,
    /// Its case.
    pub case: Option<String>,
    /// Its probe.
    pub probe: Option<ProbeId>,
    /// The other probe.
    pub other_probe: ProbeId,
    /// The other purpose.
    pub other_purpose: PurposeId,
    /// Its case.
    pub other_case: Option<String>,
    /// Who let the other one in.
    pub other_badge: Option<String>,
    /// Whether it is the same image file.
    pub same_image: bool,
    /// How alike the faces are, where both were measured by one model.
    pub score: Option<f32>,
}

/// A case for which the same kind of purpose was stated more than once (2-110-4-A).
#[derive(Debug, Clone, Serialize)]
pub struct RestatedLine {
    /// The case.
    pub case: String,
    /// The kind of purpose.
    pub kind: String,
    /// How often it was stated.
    pub statements: u64,
    /// By how many people.
    pub people: u64,
    /// Probes under all of them.
    pub probes: u64,
    /// Whether these are more than one statement may carry (floor): what the restating was good for.
    pub past_limit: bool,
    /// Where the statements stand.
    pub at: Vec<Place>,
}

/// What a supervisor found of a search that was looked at for justification (2-110-4-A-2).
#[derive(Debug, Clone, Serialize)]
pub struct AnswerLine {
    /// The entry of the answer.
    pub at: Place,
    /// When.
    pub time: String,
    /// By whom.
    pub badge: Option<String>,
    /// The search.
    pub search: SearchId,
    /// Its entry.
    pub searched: Option<Place>,
    /// Who searched.
    pub searched_by: Option<String>,
    /// Its case.
    pub case: Option<String>,
    /// `agreed`, `questioned`.
    pub finding: String,
    /// In the supervisor's words.
    pub because: String,
}

/// A list that was closed without a verification (2-110-4-D-4).
#[derive(Debug, Clone, Serialize)]
pub struct ClosedLine {
    /// The entry that closed it.
    pub at: Place,
    /// When.
    pub time: String,
    /// By whom.
    pub badge: Option<String>,
    /// The case.
    pub case: Option<String>,
    /// The search.
    pub search: SearchId,
    /// The entry of the search.
    pub searched: Option<Place>,
    /// When that was.
    pub searched_at: Option<String>,
    /// Whether records were missing when the time for them had passed.
    pub overdue: bool,
    /// How often somebody looked at faces of the list after it was closed.
    pub looked_since: u64,
    /// Who searched.
    pub searched_by: Option<String>,
    /// `wrong-image`, `wrong-case`, `no-longer-wanted`, `other`.
    pub why: String,
    /// In the examiner's words.
    pub because: String,
    /// Candidates without a record.
    pub open: u64,
    /// Candidates that were kept and are UNVERIFIED.
    pub unverified: u64,
}

/// Something that is to be done, or is overdue.
#[derive(Debug, Clone, Serialize)]
pub struct DueLine {
    /// The entry that asks for it.
    pub at: Place,
    /// When that was.
    pub time: String,
    /// Whose it is.
    pub badge: Option<String>,
    /// The case.
    pub case: Option<String>,
    /// The search, where it is about one.
    pub search: Option<SearchId>,
    /// What is to be done, as one word: `disposition`, `blind-review`, `countersignature`.
    pub kind: &'static str,
    /// What is to be done, in words.
    pub what: String,
    /// By when.
    pub due: String,
    /// Whether that has passed.
    pub overdue: bool,
}

/// An internal share or a release.
#[derive(Debug, Clone, Serialize)]
pub struct SharedLine {
    /// Its place.
    pub at: Place,
    /// When.
    pub time: String,
    /// `share` or `release`.
    pub kind: String,
    /// Who.
    pub badge: Option<String>,
    /// The case.
    pub case: Option<String>,
    /// To whom.
    pub recipient: Option<String>,
    /// How many items.
    pub items: u64,
    /// `signed`, or `recorded`: approved by word, countersignature due.
    pub approval: Option<String>,
}

/// An accepted paper, or another act that changed the program or the repository as a whole.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeLine {
    /// Its place.
    pub at: Place,
    /// When.
    pub time: String,
    /// Who entered it.
    pub badge: Option<String>,
    /// Its kind: of a paper, or the operation.
    pub kind: String,
    /// Whom it is about.
    pub person: Option<PersonId>,
    /// Their badge.
    pub person_badge: Option<String>,
    /// In words.
    pub says: String,
}

/// A training, authorization or designation that lapses soon or has lapsed.
#[derive(Debug, Clone, Serialize)]
pub struct LapseLine {
    /// Whose.
    pub person: PersonId,
    /// Their badge.
    pub badge: Option<String>,
    /// `training`, `authorization`, `designation`, `unused`.
    pub what: &'static str,
    /// When.
    pub lapses: String,
    /// Whether it has.
    pub lapsed: bool,
}

/// An intent without outcome.
#[derive(Debug, Clone, Serialize)]
pub struct UnfinishedLine {
    /// Its place.
    pub at: Place,
    /// When.
    pub time: String,
    /// Who.
    pub badge: Option<String>,
    /// What was begun.
    pub operation: String,
    /// The case.
    pub case: Option<String>,
}

/// Entries that no witness has seen.
#[derive(Debug, Clone, Serialize)]
pub struct UnwitnessedTail {
    /// How many.
    pub entries: u64,
    /// When the first of them was written.
    pub since: Option<String>,
    /// Whole days since then.
    pub days: u64,
    /// Whether there are more entries than the floor allows: searches have stopped.
    pub too_many: bool,
    /// Whether the first of them is older than the floor allows: searches have stopped.
    pub too_long: bool,
    /// More entries than these without witness stop searches (floor).
    pub limit_entries: u64,
    /// More days than these without witness stop searches (floor).
    pub limit_days: u64,
    /// Entries under the newest cosigned checkpoint.
    pub witnessed: u64,
    /// When it was cosigned.
    pub cosigned: Option<String>,
}

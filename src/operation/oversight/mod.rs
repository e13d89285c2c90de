//! What the book tells a supervisor: a report, a story, a sample, the numbers of a year (2-110-4-B).
//!
//! Each reads the whole book once into a [`ledger::Ledger`]; what is said follows from that alone. The pure part stands
//! in files of its own and opens nothing.

mod answer;
mod due;
mod findings;
mod follow;
mod ledger;
mod listed;
mod look;
mod people;
mod program;
mod query;
mod record;
mod sample;
mod says;
mod series;
mod statistics;
#[cfg(test)]
mod tests;

use std::{collections::BTreeMap, path::PathBuf};

use jiff::{Timestamp, tz::TimeZone};

use self::{
    ledger::Ledger,
    query::{Asked, Witnessed, words, zone_name},
};
use super::{Desk, OperationError, PurposeSource, Request, working_copy::WorkingCopy};
use crate::{
    audit::{Access, BookError, Intent, Outcome},
    gate::{
        AuditFollow, AuditReport as ReportOperation, AuditSample as SampleOperation,
        AuditStatistics as StatisticsOperation, Operation, ReadsBook,
    },
    policy::STATISTICS_NOTICES,
    report::{
        AuditReport, AuditSample, AuditStatistics, AuditStory, BookRead, Place, ProgramLine, report_csv, report_html,
    },
    seal::sha256,
    vocabulary::{Digest, PersonId},
};

pub use answer::{AnswerRequest, answer_search};
pub use query::ReportQuery;

/// Entries that are read at once.
const RUN: u64 = 4_096;

/// What `frs audit report` was asked.
#[derive(Debug)]
pub struct ReportRequest {
    /// Which acts.
    pub query: ReportQuery,
    /// By which clock days and hours are told.
    pub zone: TimeZone,
    /// Where a table goes.
    pub csv: Option<PathBuf>,
    /// Where a page goes.
    pub html: Option<PathBuf>,
    /// The purpose.
    pub purpose: PurposeSource,
}

/// What `frs audit sample` was asked.
#[derive(Debug)]
pub struct SampleRequest {
    /// How many searches.
    pub n: usize,
    /// By which they are drawn.
    pub seed: String,
    /// From this moment on.
    pub from: Option<Timestamp>,
    /// Before this moment.
    pub until: Option<Timestamp>,
    /// By which clock hours are told.
    pub zone: TimeZone,
    /// The purpose.
    pub purpose: PurposeSource,
}

/// Reads the book, works on it, and writes the outcome; a failure is an outcome too.
fn reading<Op: Operation + ReadsBook, T>(
    desk: &Desk<'_>,
    purpose: PurposeSource,
    arguments: serde_json::Value,
    work: impl FnOnce(&Read<'_>) -> Result<(T, serde_json::Value), OperationError>,
) -> Result<(T, ProgramLine, crate::report::EntryReference), OperationError> {
    let request = Request { purpose, ..Request::default() };
    let mut visit = desk.visit(Op::KIND, &request)?;
    let admitted = visit.admit::<Op>(&request)?;
    let (program, now) = (visit.program_line(), visit.now());
    let intent = Intent { arguments: Some(arguments.to_string()), statement: admitted.statement, ..Intent::default() };
    let access = visit.book.begin(admitted.permit, intent, now)?;
    let worked = read(&access).map_err(OperationError::from).and_then(|ledger| {
        let head = access.head();
        let book = BookRead { log: head.log, size: head.size, root: head.root, entries: 0 };
        let own = Place { log: head.log, sequence: access.intent() };
        work(&Read { ledger: &ledger, standing: access.standing(), program: &program, book, own, now })
    });
    let (access, (value, record)) = access.attempted(worked, desk.clock.now())?;
    let receipt = access.finish(Outcome::done(record.to_string()), desk.clock.now())?;
    Ok((value, program, (&receipt).into()))
}

fn read<Op: Operation + ReadsBook>(access: &Access<'_, Op>) -> Result<Ledger, BookError> {
    let mut ledger = Ledger::default();
    for extent in access.logs() {
        let mut from = 0;
        while from < extent.size {
            let run = access.entries_of(extent.log, from, RUN.min(extent.size - from))?;
            run.iter().for_each(|entry| ledger.hear(entry));
            from += RUN;
        }
    }
    ledger.finish(Place { log: access.head().log, sequence: access.intent() });
    ledger.hold_against(access.standing());
    Ok(ledger)
}

/// The book as it was read.
struct Read<'r> {
    ledger: &'r Ledger,
    standing: &'r crate::gate::Standing,
    program: &'r ProgramLine,
    book: BookRead,
    own: Place,
    now: Timestamp,
}

impl<'r> Read<'r> {
    fn asked(&'r self, query: &'r ReportQuery, zone: TimeZone) -> Result<Asked<'r>, OperationError> {
        let mut asked = Asked {
            ledger: self.ledger,
            query,
            person: None,
            program: self.program.clone(),
            commanders: self.commanders(),
            floor: self.standing.floor(),
            now: self.now,
            zone,
            book: self.book.clone(),
            intent: self.own,
            witnessed: self.standing.seen().map_or_else(Witnessed::default, |head| Witnessed {
                log: head.log,
                size: head.size,
                time: Some(head.time),
            }),
        };
        asked.book.entries = self.ledger.times.iter().filter(|time| asked.in_period(**time)).count() as u64;
        if let Some(text) = &query.person {
            asked.person = Some(self.person(text)?);
        }
        // A slip in the number must not read as "nothing was done".
        if let Some(case) = query.case.as_ref().filter(|case| !self.ledger.purposes.values().any(|one| one.is_of(case)))
        {
            return Err(OperationError::Usage(format!(
                "{case:?} is no case of this book; write it as the purposes do"
            )));
        }
        Ok(asked)
    }

    fn commanders(&self) -> BTreeMap<PersonId, String> {
        let founder = self.standing.founding().root.person_id();
        let roots = std::iter::once(founder).chain(self.ledger.people.successors());
        roots.filter_map(|person| Some((person, self.standing.badge_of(person)?.to_owned()))).collect()
    }

    fn person(&self, text: &str) -> Result<PersonId, OperationError> {
        if let Ok(person) = text.parse() {
            let known = self.standing.badge_of(person).is_some()
                || self.ledger.people.papers.iter().any(|paper| paper.paper.person() == Some(person))
                || self.ledger.acts.iter().any(|act| act.by == person);
            return if known {
                Ok(person)
            } else {
                Err(OperationError::Usage(format!("the book knows nobody of the id {person}")))
            };
        }
        match self.ledger.people.with_badge(text).as_slice() {
            [one] => Ok(*one),
            [] => Err(OperationError::Usage(format!("{text:?} is neither a person id nor a badge of this program"))),
            several => {
                let ids: Vec<_> = several.iter().map(ToString::to_string).collect();
                Err(OperationError::Usage(format!(
                    "several people had the badge {text}: name one of {}",
                    ids.join(", ")
                )))
            }
        }
    }
}

/// Reports what was done, and what needs a look.
///
/// # Errors
/// The refusal; where the book cannot be read, or a file is there already or cannot be written.
pub fn report_book(desk: &Desk<'_>, ask: ReportRequest) -> Result<AuditReport, OperationError> {
    let query = &ask.query;
    let arguments = serde_json::json!({
        "from": query.from, "until": query.until, "person": query.person, "purpose": query.purpose, "case": query.case,
        "zone": zone_name(&ask.zone, desk.clock.now()), "csv": ask.csv.is_some(), "html": ask.html.is_some(),
    });
    type Files = Vec<(WorkingCopy, String)>;
    let worked = reading::<ReportOperation, _>(desk, ask.purpose, arguments, |read| {
        let asked = read.asked(query, ask.zone)?;
        let found = findings::findings(&asked);
        let (mut files, mut digests): (Files, Vec<(String, Digest)>) = (Vec::new(), Vec::new());
        if let Some(path) = &ask.csv {
            let table = report_csv(&found).map_err(|e| OperationError::Bug(e.to_string()))?;
            digests.push(("csv".into(), sha256(table.as_bytes())));
            files.push((WorkingCopy::create(path, table.len())?, table));
        }
        if let Some(path) = &ask.html {
            let page = report_html(&found);
            digests.push(("html".into(), sha256(page.as_bytes())));
            files.push((WorkingCopy::create(path, page.len())?, page));
        }
        let record = serde_json::json!({
            "searches": found.counts.searches, "refusals": found.counts.refusals, "class": "working-copy",
            "files": digests, "zone": found.hours.zone,
        });
        Ok(((found, files, digests), record))
    });
    let ((findings, files, digests), _, entry) = worked?;
    files.into_iter().try_for_each(|(file, content)| file.fill(content.as_bytes()))?;
    Ok(AuditReport { findings, files: digests, entry })
}

/// Tells the story of a case, a person or an entry.
///
/// # Errors
/// The refusal; where the book cannot be read or holds nothing of that name.
pub fn follow_book(desk: &Desk<'_>, text: &str, purpose: PurposeSource) -> Result<AuditStory, OperationError> {
    let arguments = serde_json::json!({ "topic": text });
    let ((kind, topic, story), program, entry) = reading::<AuditFollow, _>(desk, purpose, arguments, |read| {
        let query = ReportQuery::default();
        let asked = read.asked(&query, TimeZone::UTC)?;
        let topic = follow::topic(&asked, text).map_err(|e| OperationError::Usage(e.to_string()))?;
        let story = follow::story(&asked, &topic);
        let (kind, name) = match topic {
            follow::Topic::Case(case) => ("case", case),
            follow::Topic::Person(person) => {
                ("person", asked.badge(person).map_or(person.to_string(), |badge| format!("{person}, badge {badge}")))
            }
            follow::Topic::Entry(at) => ("entry", at.to_string()),
        };
        let record = serde_json::json!({ "kind": kind, "entries": story.len() });
        Ok(((kind, name, story), record))
    })?;
    Ok(AuditStory { program, kind, topic, story, entry })
}

/// Draws searches for justification.
///
/// # Errors
/// The refusal; where the book cannot be read.
pub fn sample_book(desk: &Desk<'_>, ask: SampleRequest) -> Result<AuditSample, OperationError> {
    if ask.n == 0 || ask.seed.trim().is_empty() {
        return Err(OperationError::Usage("a sample needs a number of searches and a seed that says something".into()));
    }
    let (from, until) = (ask.from.map(words), ask.until.map(words));
    let zone = zone_name(&ask.zone, desk.clock.now());
    let arguments = serde_json::json!({ "n": ask.n, "seed": ask.seed, "from": from, "until": until, "zone": zone });
    let query = ReportQuery { from: ask.from, until: ask.until, ..ReportQuery::default() };
    let (drawn, program, entry) = reading::<SampleOperation, _>(desk, ask.purpose, arguments, |read| {
        let asked = read.asked(&query, ask.zone)?;
        let drawn = sample::sample(&asked, &ask.seed, ask.n);
        let places: Vec<_> = drawn.drawn.iter().map(|line| line.search.at).collect();
        let record = serde_json::json!({
            "population": drawn.population, "population_digest": drawn.population_digest, "drawn": places,
        });
        Ok((drawn, record))
    })?;
    Ok(AuditSample {
        program,
        seed: ask.seed,
        algorithm: sample::ALGORITHM,
        from,
        until,
        zone,
        population: drawn.population,
        population_digest: drawn.population_digest,
        asked: ask.n as u64,
        drawn: drawn.drawn,
        earlier: drawn.earlier,
        entry,
    })
}

/// Counts a year, without personal data.
///
/// # Errors
/// The refusal; where the book cannot be read.
pub fn statistics_book(desk: &Desk<'_>, year: i16, purpose: PurposeSource) -> Result<AuditStatistics, OperationError> {
    let (from, until) = statistics::year(year)
        .filter(|_| (2000..=2999).contains(&year))
        .ok_or_else(|| OperationError::Usage(format!("--year {year}: write a year such as 2026")))?;
    let query = ReportQuery { from: Some(from), until: Some(until), ..ReportQuery::default() };
    let arguments = serde_json::json!({ "year": year });
    let ((tables, complete, silent), program, entry) =
        reading::<StatisticsOperation, _>(desk, purpose, arguments, |read| {
            let asked = read.asked(&query, TimeZone::UTC)?;
            let tables = statistics::tables(&asked);
            let record = serde_json::json!({ "year": year, "tables": tables.len() });
            Ok(((tables, read.now >= until, asked.book.entries == 0), record))
        })?;
    let notices = STATISTICS_NOTICES.iter().map(|notice| (*notice).to_owned()).collect();
    let threshold = statistics::THRESHOLD;
    Ok(AuditStatistics { program, year, complete, silent, threshold, tables, notices, entry })
}

//! One story in the order of the book: of a case, a person, or the entry that somebody asks about.

use super::{
    ledger::{Act, Ended, What},
    people::Accepted,
    program::{evaluated_says, paper_says, rekey_says},
    query::{Asked, words},
    sample::stated,
};
use crate::{
    gate::{CorrectedField, TypedPaper},
    policy::OperationKind as K,
    report::{Place, StoryLine},
    vocabulary::PersonId,
};

/// Whom or what a story is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Topic {
    Case(String),
    Person(PersonId),
    Entry(Place),
}

/// Why a text names nothing, or more than one thing.
#[derive(Debug, thiserror::Error)]
pub(super) enum TopicError {
    #[error("{0:?} is no case, badge, person or entry of this book; write it as the report does")]
    Nothing(String),
    #[error("{text:?} can be {}: write {}", found.join(" or "), forms.join(" or "))]
    Several { text: String, found: Vec<String>, forms: Vec<String> },
}

/// What a text names: `case:…`, `badge:…`, `person-…`, `#12`, `2#12`, or any of these without its mark.
pub(super) fn topic(asked: &Asked<'_>, text: &str) -> Result<Topic, TopicError> {
    let nothing = || TopicError::Nothing(text.to_owned());
    if let Some(case) = text.strip_prefix("case:") {
        return case_of(asked, case).ok_or_else(nothing);
    }
    if let Some(badge) = text.strip_prefix("badge:") {
        return one_person(asked, badge, text);
    }
    if let Ok(person) = text.parse::<PersonId>() {
        return Ok(Topic::Person(person));
    }
    if text.contains('#') {
        return place(asked, text).map(Topic::Entry).ok_or_else(nothing);
    }
    if let Some(at) = named(asked, text) {
        return Ok(Topic::Entry(at));
    }
    let mut found = Vec::new();
    found.extend(case_of(asked, text).map(|topic| (topic, format!("case:{text}"), "a case".to_owned())));
    let people = asked.ledger.people.with_badge(text);
    let of_badge = people.iter().map(|person| (Topic::Person(*person), format!("badge:{text}"), "a badge".to_owned()));
    found.extend(of_badge.take(1));
    found.extend(place(asked, &format!("#{text}")).map(|at| (Topic::Entry(at), at.to_string(), "an entry".to_owned())));
    match found.len() {
        0 => Err(nothing()),
        1 if people.len() > 1 => one_person(asked, text, text),
        1 => found.pop().map(|(topic, ..)| topic).ok_or_else(nothing),
        _ => {
            let (forms, found) = found.into_iter().map(|(_, form, what)| (form, what)).unzip();
            Err(TopicError::Several { text: text.to_owned(), found, forms })
        }
    }
}

fn case_of(asked: &Asked<'_>, case: &str) -> Option<Topic> {
    let known = asked.ledger.purposes.values().any(|purpose| purpose.is_of(case));
    known.then(|| Topic::Case(case.to_owned()))
}

fn one_person(asked: &Asked<'_>, badge: &str, text: &str) -> Result<Topic, TopicError> {
    match asked.ledger.people.with_badge(badge).as_slice() {
        [] => Err(TopicError::Nothing(text.to_owned())),
        [one] => Ok(Topic::Person(*one)),
        several => {
            let found = several.iter().map(|_| "one of several people".to_owned()).collect();
            let forms = several.iter().map(ToString::to_string).collect();
            Err(TopicError::Several { text: text.to_owned(), found, forms })
        }
    }
}

/// `#12` of the newest log, `2#12` of the second; `2/12`, as papers name it.
fn place(asked: &Asked<'_>, text: &str) -> Option<Place> {
    let (log, sequence) = text.split_once(['#', '/'])?;
    let log = if log.is_empty() { asked.book.log } else { log.parse().ok()? };
    let at = Place { log, sequence: sequence.parse().ok()? };
    let holds = |act: &&Act| act.at == at || (act.at.log == log && act.intent == Some(at.sequence));
    asked.ledger.acts.iter().find(holds).map(|_| at)
}

/// The entry that made a purpose, probe or search.
fn named(asked: &Asked<'_>, text: &str) -> Option<Place> {
    let ledger = asked.ledger;
    let purpose = text.parse().ok().and_then(|id| ledger.purposes.get(&id)).map(|purpose| purpose.at);
    let probe = || text.parse().ok().and_then(|id| ledger.probes.get(&id)).map(|at| ledger.acts[*at].at);
    let search = || text.parse().ok().and_then(|id| ledger.searches.get(&id)).map(|after| ledger.acts[after.act].at);
    purpose.or_else(probe).or_else(search)
}

/// The acts of a story, in order.
pub(super) fn story(asked: &Asked<'_>, topic: &Topic) -> Vec<StoryLine> {
    let ledger = asked.ledger;
    let mut lines: Vec<StoryLine> = match topic {
        Topic::Case(case) => {
            let of_case = |act: &&Act| ledger.purpose_of(act).is_some_and(|purpose| purpose.is_of(case));
            let corrects = |act: &&Act| ledger.corrects(act).is_some_and(|purpose| purpose.is_of(case));
            ledger.acts.iter().filter(|act| of_case(act) || corrects(act)).map(|act| line(asked, act)).collect()
        }
        Topic::Person(person) => {
            let theirs = |act: &&Act| (act.by == *person && act.operation != "spool") || concerns(asked, act, *person);
            ledger.acts.iter().filter(theirs).map(|act| line(asked, act)).collect()
        }
        Topic::Entry(at) => {
            let own = |act: &&Act| act.at == *at || (act.at.log == at.log && act.intent == Some(at.sequence));
            let Some(found) = ledger.acts.iter().find(own) else { return Vec::new() };
            // Its purpose tells why; what else was done for the purpose tells what came before and after.
            let together = |act: &&Act| match found.purpose {
                Some(purpose) => act.purpose == Some(purpose),
                None => act.at == found.at,
            };
            let mut lines: Vec<_> = ledger.acts.iter().filter(together).map(|act| line(asked, act)).collect();
            for line in lines.iter_mut().filter(|line| line.at == found.at) {
                line.says = format!("THIS ENTRY: {}", line.says);
            }
            lines
        }
    };
    lines.sort_by_key(|line| line.at);
    lines
}

fn concerns(asked: &Asked<'_>, act: &Act, person: PersonId) -> bool {
    match &act.what {
        What::Paper(index) => asked.ledger.people.papers[*index].paper.person() == Some(person),
        What::Spool(spooled, _) => {
            let id = person.to_string();
            spooled.iter().any(|one| one.claimed.as_deref() == Some(&id))
        }
        _ => false,
    }
}

fn line(asked: &Asked<'_>, act: &Act) -> StoryLine {
    let (says, details) = says(asked, act);
    StoryLine {
        at: act.at,
        intent: act.intent,
        time: words(act.time),
        badge: asked.badge(act.by),
        person: act.by,
        says,
        details,
    }
}

/// What an operation does, where nothing more is to be said of it.
fn plain(operation: &str) -> Option<&'static str> {
    Some(match operation.parse().ok()? {
        K::PurposeState => "stated a purpose",
        K::PurposeList => "looked through the purposes",
        K::PurposeShow => "looked at a purpose",
        K::AuditShow => "read entries of the book",
        K::AuditVerify => "checked the book",
        K::AuditReport => "made an audit report",
        K::AuditFollow => "followed a story in the book",
        K::AuditSample => "drew a sample of searches",
        K::AuditStatistics => "made the statistics of a year",
        K::VerifyStatus => "looked at what is open on a list",
        K::ShareRequest => "asked the release authority for a release",
        K::ShareReceipt => "recorded that the recipient acknowledged a release",
        K::ShareStatus => "looked at what was handed over",
        K::RepositoryStatus => "looked at the state of the repository",
        K::RepositoryRetention => "listed what is due by the retention",
        K::RepositoryReembed => "measured the enrolled photographs with the floor's model",
        K::RepositoryExpunge => "removed records for good, by an order",
        _ => return None,
    })
}

/// What happened, in one sentence; and what belongs to it.
fn says(asked: &Asked<'_>, act: &Act) -> (String, Vec<String>) {
    let ledger = asked.ledger;
    let mut details = Vec::new();
    let purpose = ledger.purpose_of(act);
    // The statement stands in the intent of the act that states it.
    let states = purpose.is_some_and(|p| act.intent == Some(p.at.sequence) && act.at.log == p.at.log || p.at == act.at);
    if let (true, Some(statement)) = (states, purpose.and_then(|purpose| purpose.statement.as_ref())) {
        let case = statement.case().map_or(String::new(), |case| format!(", case {case}"));
        details.push(format!("stated purpose: {}{case}", statement.kind()));
        let corrected = purpose.iter().flat_map(|purpose| &purpose.corrected);
        details.extend(corrected.map(|(at, field)| format!("corrected since: {field}, entry {at}")));
        let now = purpose.and_then(|purpose| purpose.corrected_case.as_ref());
        details.extend(now.map(|case| format!("it belongs to case {case}")));
        details.extend(stated(statement).into_iter().map(|(field, answer)| format!("{field}: {answer}")));
    }
    let operation = act.operation.replace('-', " ");
    let says = match (&act.what, act.ended) {
        (_, Ended::Unfinished) => {
            format!("began {operation} and left no outcome: the command was ended, or the machine was")
        }
        (What::Refused(breaches), ended) => {
            details.extend(breaches.iter().map(|breach| format!("{}: {}", breach.paragraph, breach.why)));
            let when = if ended == Ended::Refused { " after the image was seen" } else { "" };
            format!("was refused {operation}{when}")
        }
        (What::Spool(spooled, rest), _) => {
            details.extend(spooled.iter().map(|one| {
                let who = one.claimed.as_deref().unwrap_or("somebody without a key");
                format!("{}: {who} was refused {} ({})", one.time, one.operation, one.paragraphs.join(", "))
            }));
            let count = spooled.len() as u64 + rest;
            format!("folded in {count} refusals of people who could not open the book; who they were is only claimed")
        }
        (What::Failed(why), _) => {
            details.push(why.clone());
            format!("tried {operation}, which could not be done")
        }
        (What::Founding, _) => "founded the program".to_owned(),
        (What::Probe(told), _) => probe_says(told, &mut details),
        (What::Search(told, with_personal), _) => search_says(asked, told, *with_personal, &mut details),
        (What::Replayed(told), _) => {
            details.extend(told.findings.iter().cloned());
            let verdict = told.verdict.replace('-', " ");
            let verdict = if told.verdict == "differs" { "IT DIFFERS".to_owned() } else { verdict };
            format!("made {} again: {verdict}", told.search.short())
        }
        (What::Enroll(enrolled, failed), _) => format!("enrolled {enrolled} images; {failed} could not be enrolled"),
        (What::Paper(index), _) => {
            let Accepted { paper, .. } = &ledger.people.papers[*index];
            details.push(paper_says(paper));
            format!("accepted a paper: {}", paper.kind())
        }
        (What::Contact(told), _) => format!("looked at the contact sheet of {}", told.search.short()),
        (What::Opened(told), _) => format!("opened candidate {} of {}", told.rank, told.search.short()),
        (What::Dispose(told), _) => {
            if let Some(comparison) = &told.comparison {
                let at_sight = if comparison.at_sight { ", at sight" } else { "" };
                details.push(format!("conclusion: {}{at_sight}; {}", comparison.conclusion, comparison.because));
            }
            let one = |one: &super::record::Disposition| format!("candidate {}: {}", one.rank, one.disposition);
            format!("compared {}", told.dispositions.iter().map(one).collect::<Vec<_>>().join(", "))
        }
        (What::Packet(told), _) => {
            let badge = asked.badge(told.reviewer).map_or(told.reviewer.to_string(), |badge| format!("badge {badge}"));
            format!("made the packet of {} for a blind review by {badge}", told.search.short())
        }
        (What::Review(told), _) => match (told.agrees, &told.item) {
            (Some(true), _) => "reviewed the list blind and agreed".to_owned(),
            (Some(false), _) => "reviewed the list blind and DISSENTED".to_owned(),
            (None, Some(item)) => format!("recorded item {item} of the blind review"),
            (None, None) => "opened the packet for the blind review".to_owned(),
        },
        (What::Settled(told), _) => {
            let one = |one: &super::record::Disposition| format!("candidate {}: {}", one.rank, one.disposition);
            let now = told.dispositions.iter().map(one).collect::<Vec<_>>().join(", ");
            details
                .extend(told.resolution.as_ref().map(|one| format!("{}, by {}: {}", one.stands, one.by, one.because)));
            match (now.is_empty(), told.rank) {
                (true, Some(rank)) => format!(
                    "said what stands of candidate {rank}, on which two examiners differ; NOT RESOLVED YET. Both records stay"
                ),
                _ => format!("recorded how two examiners resolved what they differed on; {now}. Both records stay"),
            }
        }
        (What::Source(told), _) => {
            details.push(told.source.words.clone());
            let source = &told.source;
            format!(
                "recorded a source of candidate {}: {} {}, {}",
                told.rank, source.kind, source.reference, source.result
            )
        }
        (What::Resolve(told), _) => format!("verified candidate {} by {}: {}", told.rank, told.source, told.result),
        (What::Sheet(told), _) if told.preliminary => "made a PRELIMINARY lead sheet".to_owned(),
        (What::Sheet(_), _) => "made a lead sheet".to_owned(),
        (What::Shared(told), _) => {
            details.extend(told.recipient.as_ref().map(|to| format!("to {to}")));
            details.extend(told.approval.as_ref().map(|word| format!("approval {word}")));
            let how =
                if act.operation == K::Share.as_str() { "shared inside the Department" } else { "released outside" };
            format!("{how}: {} {}", told.items, if told.items == 1 { "item" } else { "items" })
        }
        (What::Rekeyed(told), _) => rekey_says(told),
        (What::Evaluated(told), _) => evaluated_says(told),
        (What::Corrected(index), _) => {
            if let TypedPaper::Correction(paper) = &ledger.people.papers[*index].paper {
                let name = matches!(paper.field, CorrectedField::LeadInvestigator | CorrectedField::Label);
                let value = if name { String::new() } else { format!(": {}", paper.value) };
                details.push(format!("{} of {}{value}", paper.field, paper.target));
                details.push(format!("reason: {}", paper.reason));
            }
            "entered a correction; what was entered before stays".to_owned()
        }
        (What::Sampled(seed), _) => format!("drew a sample of searches with the seed {seed}"),
        (What::Nothing, _) => plain(&act.operation).map_or(operation, str::to_owned),
    };
    (says, details)
}

fn probe_says(told: &super::record::ProbeTold, details: &mut Vec<String>) -> String {
    if let Some(record) = &told.record {
        let intake = &record.intake;
        details.extend(intake.source.as_ref().map(|source| format!("source: {source}")));
        details.extend(intake.obtained_how.as_ref().map(|how| format!("lawfully obtained: {how}")));
        details.extend(intake.request.as_ref().map(|request| {
            let said = |text: &Option<String>| text.clone().unwrap_or_else(|| "not stated".into());
            let (badge, channel, at) = (said(&request.badge), said(&request.channel), said(&request.at));
            format!("requested by badge {badge}, {channel}, {at}")
        }));
        if intake.child == Some(true) {
            details.push("it appears to show a child".into());
        }
        details
            .extend(record.edits.iter().map(|step| format!("edited: {}, pixels SHA-256 {}", step.edit, step.sha256)));
        if let Some(reason) = &record.override_reason {
            details.push(format!("past a quality warning, because: {reason}"));
            details.extend(told.warnings.iter().map(|warning| format!("warning: {warning}")));
        }
    }
    details.extend(told.image.map(|image| format!("image SHA-256 {image}")));
    format!("let in {}", told.probe)
}

fn search_says(
    asked: &Asked<'_>,
    told: &super::record::SearchTold,
    with_personal: bool,
    details: &mut Vec<String>,
) -> String {
    let above = told.list.candidates.iter().filter(|one| one.above_line).count();
    details.push(told.search.to_string());
    if with_personal {
        details.push("subject labels were printed as data".into());
    }
    for link in told.links.iter().flat_map(|links| &links.found) {
        let what = if link.same_image { "the same image" } else { "a face as alike as the line" };
        let case = asked.ledger.purposes.get(&link.purpose).and_then(|purpose| purpose.case());
        let case = case.map_or("whose statement was expunged".to_owned(), |case| format!("case {case}"));
        details.push(format!("{what} was let in under another purpose, {case} ({})", link.probe.short()));
    }
    format!(
        "searched {}: {} candidates, {above} above the line; leads only, none of them an identification",
        told.list.probe.short(),
        told.list.candidates.len()
    )
}

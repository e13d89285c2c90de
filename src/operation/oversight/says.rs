//! What an act was, in the words of a story: one sentence, and what belongs to it.

use super::{
    ledger::{Act, Ended, What},
    program::{evaluated_says, paper_says, rekey_says},
    query::Asked,
    record,
    sample::stated,
};
use crate::{
    gate::{CorrectedField, TypedPaper},
    policy::OperationKind as K,
};

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
        K::VerifyList => "looked at the list of an earlier search, with its scores",
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
pub(super) fn says(asked: &Asked<'_>, act: &Act) -> (String, Vec<String>) {
    let mut details = statement(asked, act);
    let operation = act.operation.replace('-', " ");
    if act.ended == Ended::Unfinished {
        let says = format!("began {operation} and left no outcome: the command was ended, or the machine was");
        return (says, details);
    }
    let says = match &act.what {
        What::Refused(breaches) => {
            details.extend(breaches.iter().map(|breach| format!("{}: {}", breach.paragraph, breach.why)));
            let when = match act.ended {
                Ended::Refused if act.operation == K::Probe.as_str() => " after the image was seen",
                Ended::Refused => " while it ran",
                _ => "",
            };
            format!("was refused {operation}{when}")
        }
        What::Failed(why) => {
            details.push(why.clone());
            format!("tried {operation}, which could not be done")
        }
        What::Spool(spooled, rest) => spool_says(spooled, *rest, &mut details),
        What::Founding => "founded the program".to_owned(),
        What::Probe(told) => probe_says(told, &mut details),
        What::Search(told, with_personal) => search_says(asked, told, *with_personal, &mut details),
        What::Replayed(told) => replay_says(told, &mut details),
        What::Enroll(enrolled, failed) => format!("enrolled {enrolled} images; {failed} could not be enrolled"),
        What::Contact(told) => format!("looked at the contact sheet of {}", told.search.short()),
        What::Opened(told) => format!("opened candidate {} of {}", told.rank, told.search.short()),
        What::Dispose(told) => dispose_says(told, &mut details),
        What::Packet(told) => {
            let badge = asked.badge(told.reviewer).map_or(told.reviewer.to_string(), |badge| format!("badge {badge}"));
            format!("made the packet of {} for a blind review by {badge}", told.search.short())
        }
        What::Review(told) => review_says(told),
        What::Settled(told) => settled_says(told, &mut details),
        What::Source(told) => {
            details.push(told.source.words.clone());
            let record::SourceSays { kind, reference, result, .. } = &told.source;
            format!("recorded a source of candidate {}: {kind} {reference}, {result}", told.rank)
        }
        What::Resolve(told) => format!("verified candidate {} by {}: {}", told.rank, told.source, told.result),
        What::Sheet(told) if told.preliminary => "made a PRELIMINARY lead sheet".to_owned(),
        What::Sheet(_) => "made a lead sheet".to_owned(),
        What::Answered(told) => {
            details.push(told.because.clone());
            let finding = if told.finding == "questioned" { "QUESTIONED" } else { told.finding.as_str() };
            format!("looked at {} for justification: {finding}", told.search.short())
        }
        What::Closed(told) => {
            details.push(told.because.clone());
            format!("closed the list of {} WITHOUT A VERIFICATION ({})", told.search.short(), told.why)
        }
        What::Shared(told) => shared_says(told, act, &mut details),
        What::Rekeyed(told) => rekey_says(told),
        What::Evaluated(told) => evaluated_says(told),
        What::Paper(index) => {
            let paper = &asked.ledger.people.papers[*index].paper;
            details.push(paper_says(paper));
            format!("accepted a paper: {}", paper.kind())
        }
        What::Corrected(index) => correction_says(&asked.ledger.people.papers[*index].paper, &mut details),
        What::Sampled(seed) => format!("drew a sample of searches with the seed {seed}"),
        What::Nothing => plain(&act.operation).map_or(operation, str::to_owned),
    };
    (says, details)
}

/// The purpose, where this act states it.
fn statement(asked: &Asked<'_>, act: &Act) -> Vec<String> {
    let Some(purpose) = asked.ledger.purpose_of(act) else { return Vec::new() };
    // The statement stands in the intent of the act that states it.
    let states = act.intent == Some(purpose.at.sequence) && act.at.log == purpose.at.log || purpose.at == act.at;
    let (true, Some(statement)) = (states, &purpose.statement) else { return Vec::new() };
    let case = statement.case().map_or(String::new(), |case| format!(", case {case}"));
    let mut details = vec![format!("stated purpose: {}{case}", statement.kind())];
    details.extend(purpose.corrected.iter().map(|(at, field)| format!("corrected since: {field}, entry {at}")));
    details.extend(purpose.corrected_case.iter().map(|case| format!("it belongs to case {case}")));
    details.extend(stated(statement).into_iter().map(|(field, answer)| format!("{field}: {answer}")));
    details
}

fn spool_says(spooled: &[record::Spooled], rest: u64, details: &mut Vec<String>) -> String {
    details.extend(spooled.iter().map(|one| {
        let who = one.claimed.as_deref().unwrap_or("somebody without a key");
        format!("{}: {who} was refused {} ({})", one.time, one.operation, one.paragraphs.join(", "))
    }));
    let count = spooled.len() as u64 + rest;
    format!("folded in {count} refusals of people who could not open the book; who they were is only claimed")
}

fn replay_says(told: &record::ReplayTold, details: &mut Vec<String>) -> String {
    details.extend(told.findings.iter().cloned());
    let verdict = if told.verdict == "differs" { "IT DIFFERS".to_owned() } else { told.verdict.replace('-', " ") };
    format!("made {} again: {verdict}", told.search.short())
}

fn dispositions(of: &[record::Disposition]) -> String {
    of.iter().map(|one| format!("candidate {}: {}", one.rank, one.disposition)).collect::<Vec<_>>().join(", ")
}

fn dispose_says(told: &record::DisposeTold, details: &mut Vec<String>) -> String {
    if let Some(comparison) = &told.comparison {
        let at_sight = if comparison.at_sight { ", at sight" } else { "" };
        details.push(format!("conclusion: {}{at_sight}; {}", comparison.conclusion, comparison.because));
    }
    format!("compared {}", dispositions(&told.dispositions))
}

fn review_says(told: &record::ReviewTold) -> String {
    match (told.agrees, &told.item) {
        (Some(true), _) => "reviewed the list blind and agreed".to_owned(),
        (Some(false), _) => "reviewed the list blind and DISSENTED".to_owned(),
        (None, Some(item)) => format!("recorded item {item} of the blind review"),
        (None, None) => "opened the packet for the blind review".to_owned(),
    }
}

fn settled_says(told: &record::DisposeTold, details: &mut Vec<String>) -> String {
    details.extend(told.resolution.as_ref().map(|one| format!("{}, by {}: {}", one.stands, one.by, one.because)));
    match (dispositions(&told.dispositions), told.rank) {
        (now, Some(rank)) if now.is_empty() => format!(
            "said what stands of candidate {rank}, on which two examiners differ; NOT RESOLVED YET. Both records stay"
        ),
        (now, _) => {
            format!("recorded how two examiners resolved what they differed on; {now}. Both records stay")
        }
    }
}

fn shared_says(told: &record::ShareTold, act: &Act, details: &mut Vec<String>) -> String {
    details.extend(told.recipient.as_ref().map(|to| format!("to {to}")));
    details.extend(told.approval.as_ref().map(|word| format!("approval {word}")));
    let how = if act.operation == K::Share.as_str() { "shared inside the Department" } else { "released outside" };
    format!("{how}: {} {}", told.items, if told.items == 1 { "item" } else { "items" })
}

fn correction_says(paper: &TypedPaper, details: &mut Vec<String>) -> String {
    if let TypedPaper::Correction(paper) = paper {
        let name = matches!(paper.field, CorrectedField::LeadInvestigator | CorrectedField::Label);
        let value = if name { String::new() } else { format!(": {}", paper.value) };
        details.push(format!("{} of {}{value}", paper.field, paper.target));
        details.push(format!("reason: {}", paper.reason));
    }
    "entered a correction; what was entered before stays".to_owned()
}

fn probe_says(told: &record::ProbeTold, details: &mut Vec<String>) -> String {
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

fn search_says(asked: &Asked<'_>, told: &record::SearchTold, with_personal: bool, details: &mut Vec<String>) -> String {
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

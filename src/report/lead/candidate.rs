//! Each candidate with who it is, what was recorded of it, and where that led.

use super::{
    LeadCandidate, LeadPerson, LeadRecord, LeadReport,
    blocks::{Block, Tone, Words},
    document::{act, pictures},
    searched::taken,
    words::badge,
};
use crate::{
    report::human::candidates::{chance_words, fmr_words, mark_words},
    vocabulary::{ComparisonScore, Disposition},
};

pub(super) fn each(report: &LeadReport, blocks: &mut Vec<Block>) {
    if report.candidates.is_empty() {
        return;
    }
    blocks.push(Block::Part("Each candidate with its records".into()));
    // The leads first: they are what the report is read for. Each keeps its place in the list.
    let (kept, others): (Vec<_>, Vec<_>) =
        report.candidates.iter().partition(|one| one.disposition == Disposition::Kept);
    for one in kept.into_iter().chain(others) {
        candidate(one, blocks);
    }
}

fn candidate(one: &LeadCandidate, blocks: &mut Vec<Block>) {
    let mark = if one.redacted { format!("{} · redacted", one.state) } else { one.state.to_owned() };
    blocks.push(Block::Head(format!("Candidate {}", one.rank), Some(mark)));
    let mut facts = vec![(
        "Score",
        Words::own(format!(
            "{}, {} the line · FMR {} · chance {}",
            ComparisonScore(one.score),
            if one.above_line { "above" } else { "below" },
            fmr_words((one.fmr_below_one_in, one.fmr_at_most, one.fmr_at_least)),
            chance_words((one.chance_hits_at_most, one.chance_hits_at_least)),
        )),
    )];
    let mut shown = Vec::new();
    match &one.person {
        None => facts.push(("Person", Words::own("redacted by rule: excluded or eliminated"))),
        Some(person) => {
            person_facts(person, &mut facts);
            match &person.image {
                Some(image) => shown = pictures(image, "The photograph; the face is framed", "The face, upright"),
                None => facts.push(("Photograph", Words::strong("expunged since the search"))),
            }
        }
    }
    if one.redacted {
        in_lines(one, &mut facts);
    } else if let Some(record) = one.records.last().filter(|record| record.at_sight) {
        facts.push(("First examiner", in_a_line(record, false)));
    }
    blocks.push(Block::Card(shown, facts));
    if let Some(person) = one.person.as_ref().filter(|person| !person.warnings.is_empty()) {
        let wary = person
            .warnings
            .iter()
            .map(|warning| Words::strong(mark_words(&warning.mark)).then(Words::own(format!(": {}", warning.says))));
        blocks.push(Block::Boxed(Tone::Wary, wary.collect()));
    }
    if !one.redacted {
        compared(one, blocks);
    }
    settled(one, blocks);
}

/// Who compared a redacted candidate and with what conclusion, without words: a dissent is told, whomever it is about.
fn in_lines(one: &LeadCandidate, facts: &mut Vec<(&'static str, Words)>) {
    for (at, record) in (1..).zip(&one.records) {
        let which = if at == one.records.len() { "First examiner" } else { "Earlier record" };
        facts.push((which, in_a_line(record, true)));
    }
    for (record, dissents) in seconds(one) {
        let which = if dissents { "Second, blind: DISSENT" } else { "Second, blind" };
        facts.push((which, in_a_line(record, true)));
    }
}

/// Every record of a second examiner, in the order of the book, and whether it differs from the first that stands.
fn seconds(one: &LeadCandidate) -> impl Iterator<Item = (&LeadRecord, bool)> {
    let first = one.records.last();
    let dissents = move |record: &LeadRecord| first.is_some_and(|first| record.differs_from(first));
    one.other_seconds.iter().chain(&one.second).map(move |record| (record, dissents(record)))
}

/// The comparisons of both examiners, with every feature.
fn compared(one: &LeadCandidate, blocks: &mut Vec<Block>) {
    for (at, record) in one.records.iter().enumerate() {
        let last = at + 1 == one.records.len();
        if last && record.at_sight {
            continue;
        }
        let which =
            if last { "First examiner".to_owned() } else { format!("First examiner, earlier record {}", at + 1) };
        comparison(&which, record, blocks);
    }
    for (record, dissents) in seconds(one) {
        comparison(if dissents { "Second examiner, blind: DISSENT" } else { "Second examiner, blind" }, record, blocks);
    }
}

fn person_facts(person: &LeadPerson, facts: &mut Vec<(&'static str, Words)>) {
    facts.push(("Name in repository", person.label.as_ref().map_or_else(|| Words::own("expunged"), Words::foreign)));
    let age = person
        .photo_age_years
        .map_or_else(|| "age unknown".to_owned(), |years| format!("{years} years before the probe was let in"));
    facts.push(("Taken", Words::own(format!("{}, {age}", taken(person)))));
    if let Some(year) = person.birth_year {
        facts.push(("Born", Words::own(year.to_string())));
    }
    if let Some(source) = &person.source {
        facts.push(("From", Words::foreign(source)));
    }
    if let Some(basis) = &person.legal_basis {
        facts.push(("Held under", Words::foreign(basis)));
    }
    facts.push(("Reference", Words::code(person.reference)));
    facts.push(("Subject", Words::code(person.subject)));
    if let Some(image) = &person.image {
        facts.push(("SHA-256", Words::code(image.sha256)));
        let past: Vec<_> =
            image.quality.iter().filter(|one| one.past_limit).map(|one| one.component.as_str()).collect();
        if image.face.is_none() {
            facts.push(("Quality", Words::own("no face is found in it any more")));
        } else if !past.is_empty() {
            facts.push(("Quality", Words::own(format!("past a limit: {}", past.join(", ")))));
        }
    }
    if person.other_references > 0 {
        facts.push((
            "More of them",
            Words::own(format!("{} further photographs, none with a higher score", person.other_references)),
        ));
    }
}

/// A record of which one feature is all, or of which no words may stand.
fn in_a_line(record: &LeadRecord, redacted: bool) -> Words {
    let how = if record.at_sight { ", at sight" } else { "" };
    let mut words = Words::strong(format!("{}{how}", record.conclusion.as_str().replace('-', " ")));
    if let Some(feature) = record.features.first().filter(|_| record.at_sight && !redacted) {
        words = words.then(Words::own(format!(" by {}: ", feature.feature))).then(Words::foreign(&feature.words));
    }
    words.then(Words::own(" (")).then(act(&record.act)).then(Words::own(")"))
}

fn comparison(which: &str, record: &LeadRecord, blocks: &mut Vec<Block>) {
    let of_use = |is: bool| if is { "of use" } else { "NOT of use" };
    let mut first = Words::strong(format!("{which}: {}", record.conclusion.as_str().replace('-', " ")))
        .then(Words::own(format!(", {} (", record.conclusion.says())))
        .then(act(&record.act))
        .then(Words::own(format!(
            "). Probe {}, reference {}.",
            of_use(record.probe_of_use),
            of_use(record.reference_of_use)
        )));
    if record.at_sight {
        first = first.then(Words::own(" At sight."));
    }
    if let Some(why) = &record.not_of_use_because {
        first = first.then(Words::own(" ")).then(Words::foreign(why));
    }
    if !record.because.is_empty() {
        first = first.then(Words::own(" Rests on: ")).then(Words::foreign(&record.because));
    }
    blocks.push(Block::Paragraph(first));
    if !record.features.is_empty() {
        let row = |one: &super::LeadFeature| {
            let finding = one.finding.as_str().replace('-', " ");
            vec![Words::own(one.feature.as_str().replace('-', " ")), Words::own(finding), Words::foreign(&one.words)]
        };
        blocks.push(Block::Table(
            vec![("Feature", 18.0), ("Finding", 15.0), ("What was seen", 67.0)],
            record.features.iter().map(row).collect(),
        ));
    }
}

/// How differences, sources and outcomes stand.
fn settled(one: &LeadCandidate, blocks: &mut Vec<Block>) {
    let open = one.state == "CONFLICT";
    for resolved in &one.resolutions {
        let says = if open { "Said of the difference" } else { "Difference resolved" };
        blocks.push(Block::Paragraph(
            Words::strong(format!("{says}: {}", resolved.stands))
                .then(Words::own(format!(", by {} with ", resolved.by.as_str().replace('-', " "))))
                .then(Words::foreign(&resolved.with))
                .then(Words::own(" ("))
                .then(act(&resolved.act))
                .then(Words::own(")"))
                .then(said(&resolved.because)),
        ));
    }
    if open {
        let missing: Vec<&str> = one.not_confirmed_by.iter().map(badge).collect();
        let says = match missing.as_slice() {
            [] => "NOT RESOLVED: nobody has said yet what stands.".to_owned(),
            badges => {
                format!("NOT RESOLVED: not confirmed by badge {}, who recorded another thing.", badges.join(", "))
            }
        };
        blocks.push(Block::Boxed(Tone::Wary, vec![Words::strong(says)]));
    }
    // Whoever is excluded needs no source; one that is recorded is told all the same.
    if one.sources.is_empty() && one.disposition != Disposition::Excluded {
        blocks.push(Block::Paragraph(
            Words::strong("Independent sources: none is recorded.").then(Words::own(" The candidate is UNVERIFIED.")),
        ));
    } else if !one.sources.is_empty() {
        let told = |words: &str| if one.redacted { Words::own("redacted") } else { Words::foreign(words) };
        let row = |source: &super::LeadSource| {
            vec![
                Words::own(source.kind.as_str().replace('-', " ")),
                told(&source.reference),
                Words::own(format!("{}, badge ", source.asked)).then(Words::foreign(&source.by)),
                Words::own(source.result.as_str()),
                told(&source.words),
            ]
        };
        let columns =
            vec![("Source", 15.0), ("Reference", 17.0), ("Asked, by", 22.0), ("Says", 12.0), ("In words", 34.0)];
        blocks.push(Block::Table(columns, one.sources.iter().map(row).collect()));
    }
    for outcome in &one.outcomes {
        let mut words = Words::strong(format!("Outcome: {}", outcome.result))
            .then(Words::own(" ("))
            .then(act(&outcome.act))
            .then(Words::own(")"))
            .then(said(&outcome.because));
        if let Some(despite) = &outcome.despite {
            words = words.then(Words::own(" Despite what speaks against it: ")).then(Words::foreign(despite));
        }
        blocks.push(Block::Paragraph(words));
    }
}

/// A reason after what it is for; nothing where it is left away.
fn said(words: &str) -> Words {
    if words.is_empty() { Words::own(".") } else { Words::own(": ").then(Words::foreign(words)) }
}

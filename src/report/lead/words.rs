//! Sentences of a lead report that follow from what it holds: notices, limits, and the paragraph to paste.

use super::{LeadReport, LeadReview};
use crate::{
    policy::{
        ATTESTED_NOTICE, CHANCE_HITS_NOTICE, LEAD_NOTICE, LINE_UP_NOTICE, PRELIMINARY_NOTICE, REDACTED_COPY_SHORT,
        SCORE_NOTICE, WORKING_COPY_SHORT,
    },
    report::{evaluation::grouped, human::candidates::mark_words, when},
    vocabulary::Disposition,
};

/// The notices of `policy/notices.rs` that belong on a report.
pub(super) fn notices(report: &LeadReport) -> Vec<String> {
    let mut notices = vec![LEAD_NOTICE.to_owned()];
    if report.preliminary {
        notices.push(preliminary(report));
    }
    notices
        .extend([SCORE_NOTICE, CHANCE_HITS_NOTICE, LINE_UP_NOTICE, ATTESTED_NOTICE, copy_mark(report)].map(Into::into));
    notices
}

/// What this copy may be used for.
pub(super) fn copy_mark(report: &LeadReport) -> &'static str {
    if report.redacted.is_some() { REDACTED_COPY_SHORT } else { WORKING_COPY_SHORT }
}

/// What stands on every page of a sheet that precedes the end of the blind review.
pub(super) fn preliminary(report: &LeadReport) -> String {
    let due = match (report.review.due.as_deref().map(when::evidence), report.review.overdue) {
        (Some(due), true) => format!(" The review is OVERDUE since {due}."),
        (Some(due), false) => format!(" The review is due by {due}."),
        (None, _) => String::new(),
    };
    if report.review.state == "conflict" {
        return format!(
            "PRELIMINARY: the two examiners differ on {}, and nobody has resolved it yet.",
            ranks(&report.review.differed)
        );
    }
    format!("{PRELIMINARY_NOTICE}{due}")
}

/// `candidate 3`, `candidates 1, 3 and 7`.
pub(super) fn ranks(ranks: &[u32]) -> String {
    let words: Vec<String> = ranks.iter().map(u32::to_string).collect();
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("candidates {} and {last}", rest.join(", ")),
        Some((last, _)) => format!("candidate {last}"),
        None => "no candidate".to_owned(),
    }
}

/// `one candidate`, `3 candidates`.
pub(super) fn candidates(count: usize) -> String {
    if count == 1 { "one candidate".into() } else { format!("{count} candidates") }
}

/// Ranks of the candidates of which this holds.
pub(super) fn of(report: &LeadReport, is: impl Fn(&super::LeadCandidate) -> bool) -> Vec<u32> {
    report.candidates.iter().filter(|one| is(one)).map(|one| one.rank).collect()
}

/// What limits the list and what was made of it.
pub(super) fn limits(report: &LeadReport) -> Vec<String> {
    let mut limits = Vec::new();
    let search = &report.search;
    limits.push(format!(
        "The search compared the probe with {} photographs of {} people. The person sought may be none of them; whoever is not \
         in the repository cannot be on the list.",
        grouped(search.references),
        grouped(search.subjects)
    ));
    if search.not_searched > 0 {
        limits.push(format!(
            "{} images could not be enrolled, or not measured with this model, and were not searched.",
            grouped(search.not_searched)
        ));
    }
    if !search.any_above {
        limits.push(format!(
            "No candidate reaches the line of {:.2}: the outcome of the search is \"no candidate\". The list below the line is \
             shown all the same.",
            search.line
        ));
    }
    if search.not_on_call {
        limits.push("The roster of that time named somebody else as the on-call examiner (2-110-4-D-1).".into());
    }
    limits.extend(search.strangers_reach_line.map(|share| {
        format!(
            "The score line of {:.2} is that of another model: with this one at least {:.1}% of strangers reach it, so that being \
             above it says nothing.",
            search.line,
            100.0 * share
        )
    }));
    if report.rates.is_none() {
        limits.push(
            "No error rates are at hand that were measured with this model and this detector: how often a score comes by chance is not stated."
                .into(),
        );
    }
    limits.extend(report.others.iter().map(other_words));
    probe_limits(report, &mut limits);
    candidate_limits(report, &mut limits);
    limits
}

/// A list that was made before or after, of the same image: what a second examiner said there is no other matter.
fn other_words(other: &super::LeadOther) -> String {
    let review = match (other.reviewed, other.differed.as_slice()) {
        (false, _) => "no second examiner has reviewed that list".to_owned(),
        (true, []) => "a second examiner reviewed that list and agreed".to_owned(),
        (true, differed) => format!("a second examiner reviewed that list and DISSENTED on {}", ranks(differed)),
    };
    let said: Vec<String> =
        other.recorded.iter().map(|(rank, disposition)| format!("candidate {rank} as {disposition}")).collect();
    let said = if said.is_empty() { String::new() } else { format!("; recorded there: {}", said.join(", ")) };
    let closed = other.closed.map_or(String::new(), |why| format!("; it was closed without a verification ({why})"));
    format!(
        "The same image was searched for in this case also at {} ({}, log {}, entry {}): {} candidates; {review}{said}{closed}.",
        other.made, other.search, other.at.log, other.at.sequence, other.candidates
    )
}

fn probe_limits(report: &LeadReport, limits: &mut Vec<String>) {
    let probe = &report.probe;
    let past: Vec<&str> =
        probe.searched().quality.iter().filter(|one| one.past_limit).map(|one| one.component.as_str()).collect();
    if !past.is_empty() {
        limits.push(format!("The probe is past a limit of quality: {}.", past.join(", ")));
    }
    if let Some(reason) = &probe.past_warning {
        limits.push(format!("OVERRIDE: the examiner went on past a warning, because: {reason}"));
    }
    if probe.child == Some(true) {
        limits.push("The probe appears to show a child: the software errs more often there.".into());
    }
    if let Some(how) = &probe.found_after {
        limits.push(format!(
            "The detector's usual setting did not convince: the face was found after {how}. Its scores say less than those of \
             a face that is found at once."
        ));
    }
    if probe.faces > 1 {
        limits.push(format!("The probe shows {} faces; number {} was searched.", probe.faces, probe.chosen));
    }
}

fn candidate_limits(report: &LeadReport, limits: &mut Vec<String>) {
    for mark in ["old-photo", "photo-age-unknown", "child", "same-as-probe", "enrolled-after-case", "many-lists"] {
        let marked = of(report, |one| {
            one.person.as_ref().is_some_and(|person| person.warnings.iter().any(|warning| warning.mark == mark))
        });
        if !marked.is_empty() {
            limits.push(format!("{}: {}. {}", mark_words(mark), ranks(&marked), meaning(mark)));
        }
    }
    let gone = of(report, |one| one.person.as_ref().is_some_and(|person| person.image.is_none()));
    if !gone.is_empty() {
        limits.push(format!("EXPUNGED: {}. The photograph went after the search, and cannot be shown.", ranks(&gone)));
    }
    if let Some(count) = report.redacted.filter(|count| *count > 0) {
        limits.push(format!("REDACTED: {count} of {} candidates. {}", report.candidates.len(), REDACTION));
    }
}

/// What is left away of a redacted candidate, and why.
pub(super) const REDACTION: &str = "They were excluded or eliminated, and have nothing to do with the case as far as is known: \
    photograph, name, ids, dates and the words of examiners and sources are left away by rule. Place, score, disposition, the \
    conclusions of both examiners, how a difference was resolved, which sources were asked with what result, and the places in the \
    book stand. Nothing else of the list is left away; the Department holds the report without redactions.";

fn meaning(mark: &str) -> &'static str {
    match mark {
        "old-photo" => {
            "The photograph is older than the floor allows unmarked; the software errs more often across years."
        }
        "photo-age-unknown" => "Nobody recorded when the photograph was taken; it counts as an old one.",
        "child" => "The person was, or may have been, under 18 in the photograph; the software errs more often there.",
        "same-as-probe" => {
            "The photograph scores as copies of one picture do, and as some photographs of one sitting do. Where the two are one \
             picture, that they are alike says nothing of who is sought."
        }
        "enrolled-after-case" => "The photograph came into the repository after the case was opened here.",
        _ => "The person stands on very many lists of other cases: the software finds this face alike to many.",
    }
}

/// Why no line-up is made from the list.
pub(super) const NO_LINE_UP: &str = "This program makes no line-up from candidates, and none should be made from them by hand. The \
    software chose these photographs because they look like the person sought. A witness who sees them together may pick the most \
    similar face, whoever it is; the pick then seems to confirm the software, though both rest on the same likeness. Fill a line-up from \
    other sources, and record that the suspect was first named by a facial recognition search.";

/// The paragraph to paste into a disclosure.
pub(super) fn disclosure(report: &LeadReport) -> Vec<String> {
    let search = &report.search;
    let kept = of(report, |one| one.disposition == Disposition::Kept);
    let case = report.case.as_deref().map_or("this matter".to_owned(), |case| format!("case {case}"));
    let mut first = format!(
        "In {case} a facial recognition search was made on {} by badge {} (search {}). The probe image (SHA-256 {}) was compared by {} \
         (model {}, weights SHA-256 {}) with {} photographs of {} people in the repository of {} (snapshot {}).",
        when::evidence(&search.made.time),
        badge(&search.made.by),
        search.search,
        report.probe.received.sha256,
        software(&search.software),
        search.embedder.name,
        search.embedder.weights,
        grouped(search.references),
        grouped(search.subjects),
        report.program.name,
        search.gallery_root
    );
    first += &match report.probe.edits.len() {
        0 => " The probe was not edited.".to_owned(),
        1 => " One edit to the probe is listed.".to_owned(),
        count => format!(" {count} edits to the probe are listed."),
    };
    vec![first, returned(report, &kept), reviewed(report), standing(report, &kept)]
}

/// `frs 0.1.0 <digest>` as people read it.
pub(super) fn software(build: &str) -> String {
    match build.rsplit_once(' ') {
        Some((version, file)) if file.len() == 64 => format!("{version} (program file SHA-256 {file})"),
        _ => build.to_owned(),
    }
}

fn returned(report: &LeadReport, kept: &[u32]) -> String {
    let count = report.candidates.len();
    let mut text = format!("The search returned {}", candidates(count));
    if !report.search.any_above {
        text += ", none of which reached the program's score line";
    }
    text += &format!(
        ". Each was compared with the probe by an examiner and recorded by itself: {} kept, {} excluded.",
        kept.len(),
        count - kept.len()
    );
    match &report.rates {
        Some(rates) => {
            text += &format!(
                " The error rates and expected chance hits that stand beside the scores were measured on {} photographs of {} people \
                 ({}); a poor probe, relatives and look-alikes raise them.",
                grouped(rates.photographs),
                grouped(rates.people),
                rates.data_set.trim_end_matches('.')
            );
        }
        None => text += " No measured error rates of this model are at hand.",
    }
    text
}

fn reviewed(report: &LeadReport) -> String {
    let review = &report.review;
    let by = review.reviewer.as_ref().map_or("?", |officer| badge(officer));
    match review.state {
        "done" if review.agreed == Some(true) => {
            format!(
                "A second examiner (badge {by}) reviewed the kept candidates blind, among others, and came to the same dispositions."
            )
        }
        "done" => format!(
            "The kept candidates were reviewed blind, among others. {} All records and how the difference was resolved are part of the \
             report.",
            dissents(review)
        ),
        "conflict" => format!(
            "The kept candidates were reviewed blind, among others. {} That is not resolved yet.",
            dissents(review)
        ),
        "not-asked" => "There was no second examiner: the program's floor asks for none.".into(),
        _ => "No second examiner has reviewed the list yet.".into(),
    }
}

/// Who of the second examiners dissented, and who did not.
pub(super) fn dissents(review: &LeadReview) -> String {
    let told: Vec<String> = review
        .packets
        .iter()
        .filter(|packet| packet.recorded > 0)
        .map(|packet| match packet.differed.as_slice() {
            [] if packet.recorded < packet.items => {
                format!(
                    "Badge {} recorded {} of {} items and agreed.",
                    badge(&packet.by),
                    packet.recorded,
                    packet.items
                )
            }
            [] => format!("Badge {} reviewed blind and agreed.", badge(&packet.by)),
            differed => format!("Badge {} reviewed blind and DISSENTED on {}.", badge(&packet.by), ranks(differed)),
        })
        .collect();
    told.join(" ")
}

fn standing(report: &LeadReport, kept: &[u32]) -> String {
    const NO_ID: &str = "A candidate is an investigative lead only: not a positive identification, and not probable cause for an arrest \
        warrant (SOP 2-110).";
    let state = |state: &str| of(report, |one| one.state == state);
    let mut told = Vec::new();
    for (word, says) in [
        ("UNVERIFIED", "stands UNVERIFIED: no independent source has confirmed it"),
        ("CONFLICT", "stands UNVERIFIED, and the two examiners differ on it"),
        ("confirmed", "was confirmed by sources outside face recognition, which the report lists"),
        ("eliminated", "was eliminated by sources outside face recognition, which the report lists"),
    ] {
        let ranks_of = state(word);
        match ranks_of.as_slice() {
            [] => {}
            [one] => told.push(format!("Candidate {one} {says}.")),
            many => told.push(format!("Of {} each {says}.", ranks(many))),
        }
    }
    if kept.is_empty() {
        told.push("No candidate was kept: the search gave no lead.".into());
    }
    format!("{} {NO_ID}", told.join(" "))
}

/// A badge, or that none is known.
pub(super) fn badge(officer: &super::Officer) -> &str {
    officer.badge.as_deref().unwrap_or("unknown")
}

//! What a report says: a function from the ledger to the findings. It opens and asks nothing.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::{
    due,
    ledger::{Act, Aftermath, Ended, Ledger, What},
    listed::{answer, answer_line, closed_line, other_cases, override_line, restated, shared_line},
    program,
    query::{Asked, days, words},
    series::{is_refusal, is_search, is_slip, series},
};
use crate::{
    policy::AUDIT_NOTICES,
    report::{
        AuditFindings, Counts, Outcomes, PersonCount, RefusalLine, ReportAbout, SearchLine, UnfinishedLine,
        UnwitnessedTail, WordCount,
    },
    vocabulary::PurposeKind,
};

/// Everything that was asked for.
pub(super) fn findings(asked: &Asked<'_>) -> AuditFindings {
    let ledger = asked.ledger;
    let searches: Vec<SearchLine> = asked.acts().filter_map(|act| search_line(asked, act)).collect();
    let refusals: Vec<RefusalLine> = asked.acts().flat_map(|act| refusal_lines(asked, act)).collect();
    let first = asked.query.from.or_else(|| Some(ledger.acts.first()?.time)).unwrap_or(asked.now);
    let last = asked.query.until.map_or(asked.now, |until| until.min(asked.now) - SignedDuration::from_nanos(1));
    let mut findings = AuditFindings {
        program: asked.program.clone(),
        made: words(asked.now),
        about: about(asked),
        book: asked.book.clone(),
        hours: asked.hours(),
        to_look_at: Vec::new(),
        counts: counts(asked, &searches, &refusals),
        series: series(asked, asked.day(first), asked.day(last.max(first))),
        purposes: purposes(asked),
        paragraphs: paragraphs(&refusals),
        people: people(asked),
        outcomes: outcomes(ledger, &searches, asked),
        overrides: asked.acts().filter_map(|act| override_line(asked, act)).collect(),
        other_cases: asked.acts().flat_map(|act| other_cases(asked, act)).collect(),
        restated: restated(asked),
        answers: asked.ledger.acts.iter().filter_map(|act| answer_line(asked, act)).collect(),
        closed: asked.acts().filter_map(|act| closed_line(asked, act)).collect(),
        due: due::due(asked),
        shared: asked.acts().filter_map(|act| shared_line(asked, act)).collect(),
        changes: program::changes(asked),
        lapsing: program::lapsing(asked),
        unfinished: unfinished(asked),
        clock_steps: if asked.is_of_cases() { Vec::new() } else { ledger.clock_steps.clone() },
        tail: tail(asked),
        notices: AUDIT_NOTICES.iter().map(|notice| (*notice).to_owned()).collect(),
        intent: asked.intent,
        searches,
        refusals,
    };
    findings.to_look_at = super::look::to_look_at(&findings);
    findings
}

fn about(asked: &Asked<'_>) -> ReportAbout {
    let query = asked.query;
    ReportAbout {
        from: query.from.map(words),
        until: query.until.map(words),
        person: asked.person,
        badge: asked.person.and_then(|person| asked.badge(person)),
        purpose: query.purpose.map(|kind| kind.to_string()),
        case: query.case.clone(),
    }
}

/// A search as a line, with what became of it.
pub(super) fn search_line(asked: &Asked<'_>, act: &Act) -> Option<SearchLine> {
    if !is_search(act) {
        return None;
    }
    let ledger = asked.ledger;
    let told = match &act.what {
        What::Search(told, with_personal) => Some((told, *with_personal)),
        _ => None,
    };
    let after = told.and_then(|(told, _)| ledger.searches.get(&told.search));
    let probe = told.and_then(|(told, _)| probe_told(ledger, told.list.probe));
    let state = state(act, after);
    let marks = [
        ("outside-hours", asked.is_outside_hours(act.time)),
        ("not-on-call", ledger.people.on_call(act.by, act.time) == Some(false)),
        ("other-case", told.is_some_and(|(told, _)| told.links.as_ref().is_some_and(|links| links.linked > 0))),
        ("no-disposition", state == "open"),
        ("past-warning", probe.and_then(|probe| probe.record.as_ref()?.override_reason.as_ref()).is_some()),
        ("child", probe.and_then(|probe| probe.record.as_ref()?.intake.child) == Some(true)),
        ("personal-shown", told.is_some_and(|(_, with_personal)| with_personal)),
        ("corrected-case", ledger.purpose_of(act).is_some_and(|purpose| purpose.is_moved())),
        ("anothers-purpose", ledger.purpose_of(act).is_some_and(|purpose| !ledger.people.is_same(purpose.by, act.by))),
        ("questioned", after.and_then(|after| answer(asked, after)).is_some_and(|one| one.finding == "questioned")),
        ("after-dissent", told.is_some_and(|(told, _)| ledger.dissented_before(act.at, told))),
        ("after-closing", told.is_some_and(|(told, _)| ledger.closed_before(act.at, told))),
    ];
    let candidates = told.map_or([0, 0], |(told, _)| {
        let above = told.list.candidates.iter().filter(|one| one.above_line).count();
        [told.list.candidates.len() as u64, above as u64]
    });
    Some(SearchLine {
        at: act.at,
        time: words(act.time),
        person: act.by,
        badge: asked.badge(act.by),
        kind: ledger.kind_of(act).map(str::to_owned),
        purpose: act.purpose,
        case: ledger.case_of(act).map(str::to_owned),
        search: told.map(|(told, _)| told.search),
        probe: told.map(|(told, _)| told.list.probe),
        candidates,
        state,
        marks: marks.into_iter().filter_map(|(mark, holds)| holds.then_some(mark)).collect(),
    })
}

fn probe_told(ledger: &Ledger, probe: crate::vocabulary::ProbeId) -> Option<&super::record::ProbeTold> {
    match &ledger.acts[*ledger.probes.get(&probe)?].what {
        What::Probe(told) => Some(told),
        _ => None,
    }
}

/// In one word what became of a search.
pub(super) fn state(act: &Act, after: Option<&Aftermath>) -> &'static str {
    let What::Search(told, _) = &act.what else { return "expunged" };
    if told.outcome == "no-candidate" {
        return "no-candidate";
    }
    let Some(after) = after else { return "open" };
    // Whatever was recorded before: nobody goes on with it, and nothing was concluded.
    if after.closed.is_some() {
        return "closed";
    }
    if told.list.candidates.iter().any(|one| !after.kept.contains_key(&one.rank)) {
        return "open";
    }
    let results: Vec<_> = leads(after).collect();
    match () {
        () if !after.differs.is_empty() => "conflict",
        () if results.is_empty() => "excluded",
        () if results.contains(&"confirmed") => "confirmed",
        () if results.iter().all(|result| *result == "eliminated") => "eliminated",
        () if results.contains(&"unresolved") => "unresolved",
        () => "lead",
    }
}

/// What became of each candidate that was kept.
fn leads(after: &Aftermath) -> impl Iterator<Item = &str> {
    let kept = after.kept.iter().filter(|(_, kept)| **kept);
    kept.map(|(rank, _)| after.resolved.get(rank).map_or("", String::as_str))
}

fn outcomes(ledger: &Ledger, searches: &[SearchLine], asked: &Asked<'_>) -> Outcomes {
    let mut outcomes = Outcomes::default();
    for line in searches {
        match line.state {
            "no-candidate" => outcomes.no_candidate += 1,
            "open" => outcomes.open += 1,
            "conflict" => outcomes.in_conflict += 1,
            "closed" => outcomes.closed += 1,
            "excluded" => outcomes.all_excluded += 1,
            "expunged" => {}
            _ => outcomes.with_lead += 1,
        }
    }
    for after in ledger.searches.values().filter(|after| asked.asks(&ledger.acts[after.act])) {
        for result in leads(after) {
            match result {
                "confirmed" => outcomes.confirmed += 1,
                "eliminated" => outcomes.eliminated += 1,
                _ => outcomes.unresolved += 1,
            }
        }
    }
    outcomes
}

fn counts(asked: &Asked<'_>, searches: &[SearchLine], refusals: &[RefusalLine]) -> Counts {
    let mut counts = Counts {
        searches: searches.len() as u64,
        with_candidates: searches.iter().filter(|line| line.candidates[1] > 0).count() as u64,
        refusals: refusals.iter().filter(|line| !line.unattributed && !line.slip).count() as u64,
        slips: refusals.iter().filter(|line| line.slip).count() as u64,
        ..Counts::default()
    };
    for act in asked.acts() {
        match &act.what {
            What::Probe(told) => {
                counts.probes += 1;
                counts.overrides += u64::from(told.record.as_ref().is_some_and(|r| r.override_reason.is_some()));
            }
            What::Enroll(enrolled, _) => counts.enrolled += enrolled,
            What::Spool(spooled, rest) => counts.spooled += spooled.len() as u64 + rest,
            What::Paper(_) => counts.papers += 1,
            What::Shared(_) if act.operation == crate::policy::OperationKind::Release.as_str() => counts.releases += 1,
            What::Shared(_) => counts.shares += 1,
            What::Failed(_) => counts.failed += 1,
            _ => {}
        }
    }
    counts.purposes = stated(asked).filter(|(_, kind, _)| kind.searches_for_a_person()).count() as u64;
    counts
}

/// The purposes that were stated in the period: place, kind, and the purpose.
pub(super) fn stated<'a>(
    asked: &'a Asked<'_>,
) -> impl Iterator<Item = (crate::vocabulary::PurposeId, PurposeKind, &'a super::ledger::Purpose)> {
    asked.ledger.purposes.iter().filter_map(|(id, purpose)| {
        let kind = purpose.statement.as_ref()?.kind();
        let asks = asked.in_period(purpose.time)
            && asked.person.is_none_or(|person| purpose.by == person)
            && asked.query.purpose.is_none_or(|asked| asked == kind)
            && asked.query.case.as_deref().is_none_or(|case| purpose.case() == Some(case));
        asks.then_some((*id, kind, purpose))
    })
}

fn purposes(asked: &Asked<'_>) -> Vec<WordCount> {
    let count = |kind: &PurposeKind| {
        let searches = asked.acts().filter(|act| is_search(act) && asked.ledger.kind_of(act) == Some(kind.as_str()));
        WordCount {
            word: kind.to_string(),
            count: stated(asked).filter(|(_, stated, _)| stated == kind).count() as u64,
            searches: searches.count() as u64,
        }
    };
    PurposeKind::ALL.iter().map(count).filter(|line| line.count + line.searches > 0).collect()
}

fn paragraphs(refusals: &[RefusalLine]) -> Vec<WordCount> {
    let mut found = BTreeMap::<&str, u64>::new();
    for paragraph in refusals.iter().filter(|line| !line.slip).flat_map(|line| &line.paragraphs) {
        *found.entry(paragraph).or_default() += 1;
    }
    let line = |(word, count): (&str, u64)| WordCount { word: word.into(), count, searches: 0 };
    found.into_iter().map(line).collect()
}

fn people(asked: &Asked<'_>) -> Vec<PersonCount> {
    let mut people = BTreeMap::new();
    for act in asked.acts().filter(|act| act.operation != "spool") {
        let line = people.entry(act.by).or_insert_with(|| PersonCount {
            person: act.by,
            badge: asked.badge(act.by),
            probes: 0,
            searches: 0,
            overrides: 0,
            refusals: 0,
            outside_hours: 0,
        });
        if let What::Probe(told) = &act.what {
            line.probes += 1;
            line.overrides += u64::from(told.record.as_ref().is_some_and(|r| r.override_reason.is_some()));
        }
        line.searches += u64::from(is_search(act));
        line.outside_hours += u64::from(is_search(act) && asked.is_outside_hours(act.time));
        line.refusals += u64::from(is_refusal(act));
    }
    let mut people: Vec<_> = people.into_values().filter(|l| l.probes + l.searches + l.refusals > 0).collect();
    people.sort_by(|a, b| b.searches.cmp(&a.searches).then(a.badge.cmp(&b.badge)).then(a.person.cmp(&b.person)));
    people
}

fn refusal_lines(asked: &Asked<'_>, act: &Act) -> Vec<RefusalLine> {
    match &act.what {
        What::Refused(breaches) => {
            let mut paragraphs: Vec<String> = breaches.iter().map(|breach| breach.paragraph.clone()).collect();
            paragraphs.dedup();
            vec![RefusalLine {
                at: act.at,
                time: words(act.time),
                person: Some(act.by),
                badge: asked.badge(act.by),
                operation: act.operation.clone(),
                case: asked.ledger.case_of(act).map(str::to_owned),
                paragraphs,
                why: breaches.iter().map(|breach| breach.why.clone()).collect(),
                unattributed: false,
                slip: is_slip(act),
            }]
        }
        What::Spool(spooled, _) => {
            let line = |one: &super::record::Spooled| RefusalLine {
                at: act.at,
                time: one.time.parse::<Timestamp>().map_or_else(|_| one.time.clone(), words),
                person: None,
                badge: one.claimed.clone(),
                operation: one.operation.clone(),
                case: None,
                paragraphs: one.paragraphs.clone(),
                why: Vec::new(),
                unattributed: true,
                // The spool keeps no rule.
                slip: false,
            };
            spooled.iter().map(line).collect()
        }
        _ => Vec::new(),
    }
}

fn unfinished(asked: &Asked<'_>) -> Vec<UnfinishedLine> {
    let acts = asked.acts().filter(|act| act.ended == Ended::Unfinished);
    let line = |act: &Act| UnfinishedLine {
        at: act.at,
        time: words(act.time),
        badge: asked.badge(act.by),
        operation: act.operation.clone(),
        case: asked.ledger.case_of(act).map(str::to_owned),
    };
    acts.map(line).collect()
}

fn tail(asked: &Asked<'_>) -> UnwitnessedTail {
    let witnessed = asked.witnessed.size;
    let unseen = asked.ledger.after(asked.witnessed.log, witnessed);
    let (entries, first) = (unseen.len() as u64, unseen.first().copied());
    let age = first.map_or(SignedDuration::ZERO, |first| asked.now.duration_since(first));
    UnwitnessedTail {
        entries,
        since: first.map(words),
        days: days(age),
        too_many: asked.floor.unwitnessed_too_many(entries),
        too_long: asked.floor.unwitnessed_too_long(age),
        limit_entries: u64::from(asked.floor.unwitnessed_tail_entries),
        limit_days: u64::from(asked.floor.unwitnessed_tail_days),
        witnessed,
        cosigned: asked.witnessed.time.map(words),
    }
}

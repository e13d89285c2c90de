//! The lists of a report that are seldom long: a function from an act, or from all of them, to their lines.

use std::collections::BTreeMap;

use super::{
    findings::stated,
    ledger::{Act, Aftermath, What},
    query::{Asked, words},
    record,
};
use crate::{
    report::{AnswerLine, ClosedLine, OtherCaseLine, OverrideLine, Place, RestatedLine, SharedLine},
    vocabulary::{PersonId, PurposeKind},
};

pub(super) fn override_line(asked: &Asked<'_>, act: &Act) -> Option<OverrideLine> {
    let What::Probe(told) = &act.what else { return None };
    let reason = told.record.as_ref()?.override_reason.clone()?;
    Some(OverrideLine {
        at: act.at,
        time: words(act.time),
        badge: asked.badge(act.by),
        case: asked.ledger.case_of(act).map(str::to_owned),
        probe: Some(told.probe),
        warnings: told.warnings.clone(),
        reason,
    })
}

pub(super) fn other_cases(asked: &Asked<'_>, act: &Act) -> Vec<OtherCaseLine> {
    let ledger = asked.ledger;
    let What::Search(told, _) = &act.what else { return Vec::new() };
    let line = |link: &crate::operation::links::Link| {
        let purpose = ledger.purposes.get(&link.purpose);
        OtherCaseLine {
            at: act.at,
            time: words(act.time),
            badge: asked.badge(act.by),
            case: ledger.case_of(act).map(str::to_owned),
            probe: Some(told.list.probe),
            other_probe: link.probe,
            other_purpose: link.purpose,
            other_case: purpose.and_then(|purpose| purpose.case()).map(str::to_owned),
            other_badge: purpose.and_then(|purpose| asked.badge(purpose.by)),
            same_image: link.same_image,
            score: link.score,
        }
    };
    told.links.iter().flat_map(|links| &links.found).map(line).collect()
}

/// 2-110-4-A: one statement carries a case for its time and its probes; more are allowed, and reported. That a case was stated anew
/// says little: a second examiner states their own, and 72 hours pass. What needs a look is that its statements together let in
/// more probes than one may.
pub(super) fn restated(asked: &Asked<'_>) -> Vec<RestatedLine> {
    let mut cases = BTreeMap::<(&str, PurposeKind), Vec<_>>::new();
    for (id, kind, purpose) in stated(asked).filter(|(_, kind, _)| kind.searches_for_a_person()) {
        if let Some(case) = purpose.case() {
            cases.entry((case, kind)).or_default().push((purpose.at, id, purpose.by));
        }
    }
    let mut probes = BTreeMap::<_, u64>::new();
    for act in asked.ledger.acts.iter().filter(|act| matches!(act.what, What::Probe(_))) {
        *probes.entry(act.purpose).or_default() += 1;
    }
    let line = |((case, kind), mut stated): ((&str, PurposeKind), Vec<(Place, _, _)>)| {
        stated.sort_unstable();
        let let_in = stated.iter().map(|(_, id, _)| probes.get(&Some(*id)).copied().unwrap_or(0)).sum();
        let mut people: Vec<PersonId> = Vec::new();
        for (_, _, by) in &stated {
            if !people.iter().any(|known| asked.ledger.people.is_same(*known, *by)) {
                people.push(*by);
            }
        }
        RestatedLine {
            case: case.to_owned(),
            kind: kind.to_string(),
            statements: stated.len() as u64,
            people: people.len() as u64,
            probes: let_in,
            past_limit: let_in > u64::from(asked.floor.purpose_probes),
            at: stated.into_iter().map(|(at, ..)| at).collect(),
        }
    };
    cases.into_iter().filter(|(_, stated)| stated.len() > 1).map(line).collect()
}

/// What a supervisor said last of a search.
pub(super) fn answer<'a>(asked: &'a Asked<'_>, after: &Aftermath) -> Option<&'a record::AnswerTold> {
    match &asked.ledger.acts[after.answered?].what {
        What::Answered(told) => Some(told),
        _ => None,
    }
}

/// An answer as a line: the period is that in which it was given, all else that is asked for is of whoever gave it, or of the search.
pub(super) fn answer_line(asked: &Asked<'_>, act: &Act) -> Option<AnswerLine> {
    let What::Answered(told) = &act.what else { return None };
    let searched = asked.ledger.searches.get(&told.search).map(|after| &asked.ledger.acts[after.act]);
    let concerned = asked.concerns(act) || searched.is_some_and(|act| asked.concerns(act));
    if !asked.in_period(act.time) || !concerned {
        return None;
    }
    Some(AnswerLine {
        at: act.at,
        time: words(act.time),
        badge: asked.badge(act.by),
        search: told.search,
        searched: searched.map(|act| act.at),
        searched_by: searched.and_then(|act| asked.badge(act.by)),
        case: searched.and_then(|act| asked.ledger.case_of(act)).map(str::to_owned),
        finding: told.finding.clone(),
        because: told.because.clone(),
    })
}

pub(super) fn closed_line(asked: &Asked<'_>, act: &Act) -> Option<ClosedLine> {
    let What::Closed(told) = &act.what else { return None };
    let after = asked.ledger.searches.get(&told.search);
    let searched = after.map(|after| &asked.ledger.acts[after.act]);
    let late = |from: &Act| from.time.checked_add(asked.floor.purpose_validity).is_ok_and(|due| due < act.time);
    Some(ClosedLine {
        at: act.at,
        time: words(act.time),
        badge: asked.badge(act.by),
        case: asked.ledger.case_of(act).map(str::to_owned),
        search: told.search,
        searched: searched.map(|act| act.at),
        searched_at: searched.map(|act| words(act.time)),
        overdue: told.open > 0 && searched.is_some_and(late),
        looked_since: after.map_or(0, |after| after.looked_since),
        searched_by: searched.and_then(|act| asked.badge(act.by)),
        why: told.why.clone(),
        because: told.because.clone(),
        open: told.open,
        unverified: told.unverified,
    })
}

pub(super) fn shared_line(asked: &Asked<'_>, act: &Act) -> Option<SharedLine> {
    let What::Shared(told) = &act.what else { return None };
    let signed_since = asked.ledger.countersigned.contains(&act.at);
    let approval = told.approval.clone().map(|word| if signed_since { "recorded, signed since".into() } else { word });
    Some(SharedLine {
        at: act.at,
        time: words(act.time),
        kind: act.operation.clone(),
        badge: asked.badge(act.by),
        case: asked.ledger.case_of(act).map(str::to_owned),
        recipient: told.recipient.clone(),
        items: told.items,
        approval,
    })
}

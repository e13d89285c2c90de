//! What may be searched (2-110-3-H, 4-A, 4-D-3).

use std::collections::BTreeSet;

use super::{Facts, Verdict};
use crate::{
    policy::{OperationKind, PinnedModel, SearchFacts, StatedPurpose},
    vocabulary::PurposeKind,
};

fn with_search(facts: &Facts<'_>, judge: impl FnOnce(&SearchFacts) -> Verdict) -> Verdict {
    match (facts.operation, facts.search) {
        (OperationKind::Search, Some(search)) => judge(search),
        _ => Verdict::NotApplicable,
    }
}

/// 2-110-4-D-2: a probe is named; the other rules of a search judge it.
pub(super) fn probe_named(facts: &Facts<'_>) -> Verdict {
    if facts.operation == OperationKind::Search && facts.search.is_none() {
        return Verdict::broken(
            "No probe is named, or the repository holds none of that id.",
            "Let an image in first: frs probe; then: frs search PROBE",
        );
    }
    with_search(facts, |_| Verdict::Holds)
}

/// 2-110-3-H: at least two subjects.
pub(super) fn two_subjects(facts: &Facts<'_>) -> Verdict {
    with_search(facts, |search| {
        if search.subjects >= 2 {
            return Verdict::Holds;
        }
        let why = format!("{} subject(s) can be searched: the list would be a choice of one.", search.subjects);
        Verdict::broken(why, "Let the repository manager enroll references: frs enroll")
    })
}

/// 2-110-4-D-3: one model.
pub(super) fn same_model(facts: &Facts<'_>) -> Verdict {
    with_search(facts, |search| {
        let in_use = facts.models.map(|models| models.templates);
        if search.probe_model == search.gallery_model && in_use.is_none_or(|model| model == search.gallery_model) {
            return Verdict::Holds;
        }
        Verdict::broken(
            format!(
                "The probe was measured with model {}, the repository with {}; the model in use is {}.",
                search.probe_model.short(),
                search.gallery_model.short(),
                in_use.map_or_else(|| "not named".to_owned(), |model| model.short())
            ),
            "Where the Commander's floor pins another model since, let the repository manager measure the references with it \
             (frs repository re-embed); then let the image in again: frs probe",
        )
    })
}

/// What looks at faces. Upkeep moves sealed records and looks at none.
pub(super) const LOOKS: &[OperationKind] = &[
    OperationKind::Enroll,
    OperationKind::Probe,
    OperationKind::Search,
    OperationKind::VerifyOpen,
    OperationKind::VerifyReview,
    OperationKind::SearchReplay,
    OperationKind::VerifySheet,
    OperationKind::RepositoryReembed,
    OperationKind::VerifyContact,
];

/// 2-110-4-D-3: the networks are those that the floor pins, weights and card.
pub(super) fn models_allowed(facts: &Facts<'_>) -> Verdict {
    if !LOOKS.contains(&facts.operation) {
        return Verdict::NotApplicable;
    }
    let remedy = "See which models are installed (frs model list), restore the one that the floor names, \
        or ask the ISD Commander for a new floor: frs paper request floor";
    let Some(models) = facts.models else { return Verdict::broken("No model is named.", remedy) };
    if !facts.floor.allows_embedder(&models.embedder) {
        return Verdict::broken(
            unpinned("embedder", &models.embedder, &facts.floor.embedders),
            "Where this version brings another model, ask the ISD Commander for a new floor that pins it (embedder and score-line: \
             frs paper request floor), then measure the references with it: frs repository re-embed. Else restore the model that \
             the floor names: frs model list",
        );
    }
    match &models.detector {
        // A search compares templates and finds no faces.
        None if facts.operation == OperationKind::Search => Verdict::Holds,
        Some(detector) if facts.floor.allows_detector(detector) => Verdict::Holds,
        None => Verdict::broken("No detector is named.", remedy),
        Some(detector) => Verdict::broken(
            unpinned("detector", detector, &facts.floor.detectors),
            "See which models are installed (frs model list): restore the one that the floor names, or ask the ISD Commander for a new \
             floor that pins this one (detector: frs paper request floor), then measure the references with it: frs repository re-embed",
        ),
    }
}

/// Which model was found, and which ones the floor names instead.
fn unpinned(kind: &str, found: &PinnedModel, pinned: &BTreeSet<PinnedModel>) -> String {
    let names: Vec<_> = pinned.iter().map(|model| model.name.as_str()).collect();
    let named = match names.as_slice() {
        [] => format!("no {kind}"),
        names => format!("{}, of which none is here as it was pinned", names.join(" and ")),
    };
    format!("The floor does not name the {kind} {}, weights and card as read; it names {named}.", found.name)
}

/// 2-110-4-D-3: the length of the list.
pub(super) fn candidates(facts: &Facts<'_>) -> Verdict {
    with_search(facts, |search| {
        let most = facts.floor.candidates_max;
        if (2..=most).contains(&search.candidates) {
            return Verdict::Holds;
        }
        let why = format!("A list of {} was asked for.", search.candidates);
        Verdict::broken(why, format!("Ask for 2 to {most} candidates (--candidates N), or leave the number away"))
    })
}

fn same_purpose(purpose: &StatedPurpose, search: &SearchFacts) -> Verdict {
    if purpose.id == search.probe_purpose {
        return Verdict::Holds;
    }
    Verdict::broken(
        format!(
            "The probe was let in under {} ({}), and the search cites {} ({}).",
            search.probe_purpose.short(),
            search.probe_purpose_kind,
            purpose.id.short(),
            purpose.kind
        ),
        "Let the image in anew under the purpose of this search: frs purpose state, then: frs probe",
    )
}

/// 2-110-4-A: the probe's own purpose is cited.
pub(super) fn one_purpose(facts: &Facts<'_>) -> Verdict {
    with_search(facts, |search| match facts.stated() {
        Some(purpose) if search.probe_purpose_kind != PurposeKind::EndangeredPerson => same_purpose(purpose, search),
        _ => Verdict::NotApplicable,
    })
}

/// 2-110-4-A-3: what was let in for an endangered person stays with that purpose.
pub(super) fn no_reuse(facts: &Facts<'_>) -> Verdict {
    with_search(facts, |search| match facts.stated() {
        Some(purpose) if search.probe_purpose_kind == PurposeKind::EndangeredPerson => same_purpose(purpose, search),
        _ => Verdict::NotApplicable,
    })
}

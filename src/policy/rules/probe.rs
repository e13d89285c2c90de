//! What a probe is (2-110-3-G), and what is told of it (2-110-4-D-1, 4-D-2).

use super::{Facts, Verdict};
use crate::{
    policy::{EYES_OPEN, FaceFacts, Finding, Grade, OperationKind, ProbeFace, ProbeIntake, ProbeSource},
    vocabulary::{PurposeKind, check_code, check_words},
};

/// What was told; an operator who told nothing told none of it.
fn with_intake(facts: &Facts<'_>, judge: impl FnOnce(&ProbeIntake) -> Verdict) -> Verdict {
    match (facts.operation, facts.intake) {
        (OperationKind::Probe, Some(intake)) => judge(intake),
        (OperationKind::Probe, None) => judge(&ProbeIntake::default()),
        _ => Verdict::NotApplicable,
    }
}

/// What was found, once the image is open.
fn with_face(facts: &Facts<'_>, judge: impl FnOnce(&ProbeFace) -> Verdict) -> Verdict {
    match (facts.operation, facts.face) {
        (OperationKind::Probe, FaceFacts::Opened(face)) => judge(face),
        _ => Verdict::NotApplicable,
    }
}

fn words(text: Option<&String>) -> bool {
    text.is_some_and(|text| check_words(text).is_ok())
}

/// 2-110-3-G-2: the source.
pub(super) fn source(facts: &Facts<'_>) -> Verdict {
    with_intake(facts, |intake| match intake.source {
        None => Verdict::broken(
            "The image's source is not named.",
            "Name it: cctv, atm, fraudulent-card, photo-id or other, as source in the intake file (--intake)",
        ),
        Some(ProbeSource::Other) if !words(intake.source_words.as_ref()) => Verdict::broken(
            "The image's source is \"other\", and not described.",
            "Describe it in words when asked, or as source-words in the intake file (--intake)",
        ),
        Some(_) => Verdict::Holds,
    })
}

/// 2-110-3-G-2: how, by whom and when it was lawfully obtained.
pub(super) fn lawfully_obtained(facts: &Facts<'_>) -> Verdict {
    with_intake(facts, |intake| {
        let by = intake.obtained_by.as_ref().is_some_and(|by| check_code(by).is_ok());
        let open: Vec<_> = [
            (words(intake.obtained_how.as_ref()), "how it was obtained, and on what legal ground"),
            (by, "by whom (badge or name)"),
            (intake.obtained_at.is_some(), "when"),
        ]
        .iter()
        .filter_map(|(told, what)| (!told).then_some(*what))
        .collect();
        if !open.is_empty() {
            let why = format!("Of the image is not stated: {}.", open.join("; "));
            return Verdict::broken(
                why,
                "State it as the case file has it, when asked or in the intake file (frs probe --template prints one)",
            );
        }
        match intake.obtained_at {
            Some(at) if at > facts.now => {
                let why = format!("The image is said to be obtained at {at}, which is after now.");
                Verdict::broken(why, "Correct the date (--intake); or the machine's clock is wrong: frs doctor")
            }
            _ => Verdict::Holds,
        }
    })
}

/// 2-110-3-G: the attestation.
pub(super) fn genuine(facts: &Facts<'_>) -> Verdict {
    with_intake(facts, |intake| {
        if intake.attested_genuine {
            return Verdict::Holds;
        }
        Verdict::broken(
            "It is not attested that the image is a photograph of the person sought.",
            "If it is no sketch, composite, look-alike, synthesized or retouched face, attest it when asked, \
                or in the intake file (--intake): genuine = true. If it is one, it cannot be searched.",
        )
    })
}

/// 2-110-4-D-2: asked whether a child is shown.
pub(super) fn child_asked(facts: &Facts<'_>) -> Verdict {
    with_intake(facts, |intake| match intake.child {
        Some(_) => Verdict::Holds,
        None => Verdict::broken(
            "It is not said whether the person shown appears to be a child.",
            "Say so when asked, or in the intake file (--intake): child = true or child = false",
        ),
    })
}

/// 2-110-4-D-1: a request that is named is named whole.
pub(super) fn request_complete(facts: &Facts<'_>) -> Verdict {
    with_intake(facts, |intake| {
        let Some(request) = &intake.request else { return Verdict::NotApplicable };
        let badge = request.badge.as_ref().is_some_and(|badge| check_code(badge).is_ok());
        let open: Vec<_> = [
            (badge, "the requester's badge"),
            (request.at.is_some(), "when they asked"),
            (words(request.channel.as_ref()), "by which channel (telephone, radio, e-mail, in person)"),
        ]
        .iter()
        .filter_map(|(told, what)| (!told).then_some(*what))
        .collect();
        if !open.is_empty() {
            let why = format!("Of the request is not stated: {}.", open.join("; "));
            return Verdict::broken(
                why,
                "State it when asked, or in the intake file (--intake); without a request, name none",
            );
        }
        match request.at {
            Some(at) if at > facts.now => Verdict::broken(
                format!("The request is said to be made at {at}, which is after now."),
                "Correct the time (--intake); or the machine's clock is wrong: frs doctor",
            ),
            _ => Verdict::Holds,
        }
    })
}

/// 2-110-3-G-1: one face, chosen.
pub(super) fn one_face(facts: &Facts<'_>) -> Verdict {
    with_face(facts, |face| {
        let found = face.found.get();
        match face.chosen {
            None if found == 1 => Verdict::Holds,
            Some(chosen) if chosen < found => Verdict::Holds,
            None => Verdict::broken(
                format!(
                    "The image holds {found} faces, and none is chosen. From left to right:\n{}",
                    which(&face.places)
                ),
                format!(
                    "Choose the face of the person sought: --face 1 to --face {found} (--explain DIR draws the numbers into the picture)"
                ),
            ),
            Some(chosen) => Verdict::broken(
                format!("The image holds {found} face(s); there is no face {}.", chosen.saturating_add(1)),
                format!("Choose the face of the person sought: --face 1 to --face {found}"),
            ),
        }
    })
}

/// A line for each face, from left to right, so that its number is known without the picture.
fn which(places: &[[i32; 4]]) -> String {
    let mut lines: Vec<(usize, &[i32; 4])> = (1..).zip(places).collect();
    lines.sort_by_key(|(_, place)| place[0]);
    let words = |(number, [left, top, width, height]): (usize, &[i32; 4])| {
        format!(
            "--face {number}: {width} x {height} pixels, its upper left corner {left} from the left and {top} from the top"
        )
    };
    lines.into_iter().map(words).collect::<Vec<_>>().join("\n")
}

fn tell(findings: &[&Finding]) -> (String, String) {
    let why = findings
        .iter()
        .map(|f| format!("{}: measured {:.2}, limit {:.2}", f.component.replace('_', " "), f.measure, f.limit));
    let mut remedies: Vec<_> = findings.iter().map(|f| f.remedy.as_str()).collect();
    remedies.dedup();
    (why.collect::<Vec<_>>().join("\n"), format!("{}\nThen: frs probe", remedies.join("\n")))
}

/// 2-110-3-G-2: front-facing, and nothing overrides it.
pub(super) fn front_facing(facts: &Facts<'_>) -> Verdict {
    with_face(facts, |face| {
        let turned: Vec<_> = face.pose.iter().filter(|f| f.grade == Grade::Refuse).collect();
        if turned.is_empty() {
            return Verdict::Holds;
        }
        let (why, remedy) = tell(&turned);
        Verdict::broken(format!("The face is not front-facing.\n{why}"), remedy)
    })
}

/// 2-110-3-G-2: of use; warnings need a written reason.
pub(super) fn of_use(facts: &Facts<'_>) -> Verdict {
    let decedent = facts.stated().is_some_and(|purpose| purpose.kind == PurposeKind::Decedent);
    with_face(facts, |face| {
        let grade = |finding: &Finding| match finding.grade {
            Grade::Refuse if decedent && finding.component == EYES_OPEN => Grade::Warn,
            grade => grade,
        };
        let refusing: Vec<_> = face.quality.iter().filter(|f| grade(f) == Grade::Refuse).collect();
        if !refusing.is_empty() {
            let (why, remedy) = tell(&refusing);
            return Verdict::broken(format!("The face is of no use to a search.\n{why}"), remedy);
        }
        let mut warnings = face.pose.iter().filter(|f| f.grade == Grade::Warn).collect::<Vec<_>>();
        // A decedent's closed eyes are not even asked about: there is nothing that could mend them.
        warnings
            .extend(face.quality.iter().filter(|f| grade(f) == Grade::Warn && !(decedent && f.component == EYES_OPEN)));
        if warnings.is_empty() || words(face.override_reason.as_ref()) {
            return Verdict::Holds;
        }
        let (why, remedy) = tell(&warnings);
        Verdict::broken(
            format!("The face is past a warning limit, and no reason to go on is written.\n{why}"),
            format!(
                "{remedy}\nOr go on: write why in a file and name it with --override-file FILE; the book and the report show it."
            ),
        )
    })
}

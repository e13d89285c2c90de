//! What a search compares, as of one moment of the repository.

use std::collections::BTreeSet;

use jiff::{Timestamp, tz::TimeZone};
use serde::Deserialize;

use super::Measured;
use crate::{
    audit::{Access, Moment},
    gate::{OpensFaces, Search},
    operation::{IntakeFile, OperationError, enroll::Details},
    recognition::{Calibration, Change},
    report::{CandidateList, ModelName, ProbeTold, RequestTold},
    repository::{Compared, Gallery, StoredProbe, read_probe, reference_details},
    vocabulary::{Digest, EditStep, ProbeId, ReferenceId},
};

/// What a comparison gives.
pub(super) struct Found {
    pub list: CandidateList,
    /// What each candidate is enrolled under, in the list's order.
    pub labels: Vec<String>,
    pub told: ProbeTold,
    pub gallery: Gallery,
    /// Weights of what found the probe's face.
    pub detector: Digest,
}

/// What a list tells of its probe, as it was let in.
#[derive(Deserialize)]
struct Admitted {
    admitted: Timestamp,
    intake: IntakeFile,
    override_reason: Option<String>,
    #[serde(default)]
    edits: Vec<EditStep>,
    #[serde(default)]
    face: HowFound,
    detector: FoundBy,
}

#[derive(Deserialize)]
struct FoundBy {
    weights: Digest,
}

#[derive(Default, Deserialize)]
struct HowFound {
    #[serde(default)]
    found_after: Vec<Change>,
}

/// What is told of a probe wherever its list is shown.
pub(in crate::operation) fn probe_told<Op: OpensFaces>(
    access: &Access<'_, Op>,
    probe: ProbeId,
) -> Result<ProbeTold, OperationError> {
    Ok(Admitted::read(&read_probe(access, probe)?)?.told())
}

impl Admitted {
    fn read(probe: &StoredProbe) -> Result<Self, OperationError> {
        serde_json::from_str(&probe.intake)
            .map_err(|e| OperationError::Integrity(format!("the record of {} cannot be read: {e}", probe.id)))
    }

    fn told(self) -> ProbeTold {
        let request = self.intake.request.map(|r| RequestTold { badge: r.badge, at: r.at, channel: r.channel });
        ProbeTold {
            source: self.intake.source,
            request,
            child: self.intake.child,
            past_warning: self.override_reason,
            found_after: Change::in_words(&self.face.found_after),
            edits: self.edits,
        }
    }
}

/// Compares a probe with every reference, and tells of each candidate what its record says.
pub(super) fn compare(
    access: &Access<'_, Search>,
    moment: &Moment<'_>,
    probe: ProbeId,
    asked: u32,
    model: ModelName,
    (calibration, since): (Option<&Calibration>, &BTreeSet<ReferenceId>),
) -> Result<Found, OperationError> {
    let stored = read_probe(access, probe)?;
    let admitted = Admitted::read(&stored)?;
    let gallery = Gallery::search(access, moment, &stored.template, asked as usize)?;
    let floor = access.standing().floor();
    let measured = Measured {
        line: floor.score_line,
        old_years: floor.photo_age_years,
        day: admitted.admitted.to_zoned(TimeZone::UTC).date(),
        references: gallery.references,
        subjects: gallery.subjects,
        calibration: calibration.filter(|table| table.is_of_detector(admitted.detector.weights)),
        after_case: since,
    };
    let best: Vec<Compared> = gallery.best.iter().map(|(compared, _)| *compared).collect();
    let (mut candidates, mut labels) = (Vec::new(), Vec::new());
    for ((rank, (compared, photographs)), (details, label)) in
        (1..).zip(&gallery.best).zip(reference_details(access, &best)?)
    {
        let details: Details = serde_json::from_str(&details).map_err(|e| {
            OperationError::Integrity(format!("the details of {} cannot be read: {e}", compared.reference))
        })?;
        candidates.push(measured.candidate(rank, compared, photographs - 1, &details));
        labels.push(label);
    }
    let list = CandidateList {
        probe,
        model,
        gallery_root: gallery.root,
        references: gallery.references,
        subjects: gallery.subjects,
        not_searched: gallery.not_searched,
        floor: floor.version,
        line: floor.score_line,
        asked,
        candidates,
    };
    let detector = admitted.detector.weights;
    Ok(Found { list, labels, told: admitted.told(), gallery, detector })
}

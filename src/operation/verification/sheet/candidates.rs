//! Every candidate of the list with what was recorded of it, and the redaction of those that have nothing to do with the case.

use super::{
    super::{
        acts::{Act, What},
        form::Comparison,
        hygiene::warnings,
        matter::Matter,
    },
    gather::{Known, acts_on, time},
    images,
};
use crate::{
    audit::Access,
    gate::VerifySheet,
    operation::{OperationError, enroll::Details},
    recognition::Recognizer,
    report::{
        CandidateLine, LeadCandidate, LeadFeature, LeadOutcome, LeadPerson, LeadRecord, LeadResolution, LeadSource,
    },
    repository::{RoomError, reference_image},
    vocabulary::{Disposition, VerificationResult},
};

impl Known {
    /// Every candidate.
    ///
    /// # Errors
    /// Where an image is not the one that was enrolled.
    pub fn candidates(
        &self,
        access: &Access<'_, VerifySheet>,
        matter: &Matter,
        recognizer: &Recognizer,
    ) -> Result<Vec<LeadCandidate>, OperationError> {
        // An enrollment or expunge beside it is no tampering: all is read as of one moment.
        let moment = access.moment()?;
        let held = matter.dispositions();
        let mut candidates = Vec::with_capacity(matter.list.candidates.len());
        for line in &matter.list.candidates {
            let disposition = *held.get(&line.rank).ok_or_else(|| {
                OperationError::Bug(format!("a report was admitted, and candidate {} has no record", line.rank))
            })?;
            let mut one = self.recorded(matter, line, disposition);
            one.redacted = self.redact_others && matches!(one.state, "excluded" | "eliminated");
            if one.redacted {
                redact(&mut one);
            } else {
                let side = if disposition == Disposition::Kept { images::MEDIUM } else { images::SMALL };
                let found = reference_image(access, &moment, line.reference);
                one.person = Some(self.person(recognizer, line, found, side)?);
            }
            candidates.push(one);
        }
        Ok(candidates)
    }

    fn person(
        &self,
        recognizer: &Recognizer,
        line: &CandidateLine,
        found: Result<crate::repository::ReferenceImage, RoomError>,
        side: u32,
    ) -> Result<LeadPerson, OperationError> {
        let mut person = LeadPerson {
            reference: line.reference,
            subject: line.subject,
            label: None,
            capture_date: line.capture_date,
            photo_age_years: line.photo_age_years,
            birth_year: None,
            source: None,
            legal_basis: None,
            other_references: line.other_references,
            warnings: warnings(line, &self.since, &self.lists),
            image: None,
        };
        let reference = match found {
            Ok(reference) => reference,
            // Expunged since the search: the list still says that it was there.
            Err(RoomError::Unknown { .. }) => return Ok(person),
            Err(error) => return Err(error.into()),
        };
        let name = line.reference.to_string();
        let details: Details = serde_json::from_str(&reference.details)
            .map_err(|e| OperationError::Integrity(format!("the details of {name} cannot be read: {e}")))?;
        person.subject = reference.subject;
        person.label = Some(reference.label);
        (person.birth_year, person.source, person.legal_basis) =
            (details.birth_year, details.source, details.legal_basis);
        person.image = Some(images::look_at_file(recognizer, &reference.image, &name, side)?);
        Ok(person)
    }

    /// The candidate with what the book tells of it; who it is comes after.
    fn recorded(&self, matter: &Matter, line: &CandidateLine, disposition: Disposition) -> LeadCandidate {
        let state = match (disposition, matter.outcome(line.rank)) {
            _ if self.conflicts.contains(&line.rank) => "CONFLICT",
            (Disposition::Excluded, _) => "excluded",
            (Disposition::Kept, Some(VerificationResult::Confirmed)) => "confirmed",
            (Disposition::Kept, Some(VerificationResult::Eliminated)) => "eliminated",
            (Disposition::Kept, _) => "UNVERIFIED",
        };
        let (second, other_seconds) = self.seconds(matter, line.rank);
        let difference = matter.difference(line.rank, None);
        let open = difference.as_ref().filter(|one| one.stands.is_none());
        let mut one = LeadCandidate {
            rank: line.rank,
            score: line.score,
            above_line: line.above_line,
            fmr_at_most: line.fmr_at_most,
            fmr_below_one_in: line.fmr_below_one_in,
            fmr_at_least: line.fmr_at_least,
            chance_hits_at_most: line.chance_hits_at_most,
            chance_hits_at_least: line.chance_hits_at_least,
            disposition,
            state,
            redacted: false,
            person: None,
            records: Vec::new(),
            second,
            other_seconds,
            dissent: matter.differs().contains(&line.rank),
            resolutions: Vec::new(),
            not_confirmed_by: open.iter().flat_map(|one| &one.waits_for).map(|one| self.officer(*one)).collect(),
            sources: Vec::new(),
            outcomes: Vec::new(),
        };
        for act in acts_on(matter, line.rank) {
            self.add(act, &mut one);
        }
        one
    }

    fn add(&self, act: &Act, one: &mut LeadCandidate) {
        match &act.what {
            What::Record(told) => one.records.push(record(self.act(act), &told.comparison)),
            What::Resolve(told) => one.resolutions.push(LeadResolution {
                act: self.act(act),
                stands: told.resolution.stands,
                by: told.resolution.by,
                with: told.resolution.with.clone(),
                because: told.resolution.because.clone(),
            }),
            What::Source(told) => one.sources.push(LeadSource {
                act: self.act(act),
                kind: told.source.kind,
                reference: told.source.reference.clone(),
                asked: time(told.source.at),
                by: told.source.by.clone(),
                result: told.source.result,
                words: told.source.words.clone(),
            }),
            What::Outcome(told) => one.outcomes.push(LeadOutcome {
                act: self.act(act),
                result: told.result,
                because: told.verified.because.clone(),
                despite: told.verified.despite.clone(),
            }),
            _ => {}
        }
    }

    /// The record of the second examiner whose packet counts, and every other one, in order; nobody is told of one before that
    /// review is finished.
    fn seconds(&self, matter: &Matter, rank: u32) -> (Option<LeadRecord>, Vec<LeadRecord>) {
        let packets = matter.packets();
        let Some((newest, earlier)) = packets.split_last().filter(|(newest, _)| newest.finished) else {
            return (None, Vec::new());
        };
        let told = |(act, comparison): &(&Act, &Comparison)| record(self.act(act), comparison);
        let mut others: Vec<_> = earlier.iter().flat_map(|packet| packet.records_of(rank)).map(told).collect();
        let (last, before) = newest.records_of(rank).split_last().unzip();
        others.extend(before.into_iter().flatten().map(told));
        (last.map(told), others)
    }
}

fn record(act: crate::report::LeadAct, comparison: &Comparison) -> LeadRecord {
    let feature = |one: &super::super::form::ComparedFeature| LeadFeature {
        feature: one.feature,
        finding: one.finding,
        words: one.words.clone(),
    };
    LeadRecord {
        act,
        probe_of_use: comparison.probe_of_use,
        reference_of_use: comparison.reference_of_use,
        not_of_use_because: comparison.not_of_use_because.clone(),
        at_sight: comparison.at_sight,
        features: comparison.features.iter().map(feature).collect(),
        conclusion: comparison.conclusion,
        because: comparison.because.clone(),
    }
}

/// What was written about a person who has nothing to do with the case describes them: the words go, what was found stays.
fn redact(one: &mut LeadCandidate) {
    for record in one.records.iter_mut().chain(&mut one.second).chain(&mut one.other_seconds) {
        record.features.clear();
        record.not_of_use_because = None;
        record.because.clear();
    }
    for resolved in &mut one.resolutions {
        resolved.because.clear();
    }
    for source in &mut one.sources {
        source.reference.clear();
        source.words.clear();
    }
    for outcome in &mut one.outcomes {
        outcome.because.clear();
        outcome.despite = None;
    }
}

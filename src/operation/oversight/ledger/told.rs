//! The record of an outcome, by its kind of operation.

use super::{super::record, Ledger, Waiting, What};
use crate::{audit::BookEntry, policy::OperationKind as K};

impl Ledger {
    pub(super) fn told(&mut self, entry: &BookEntry, begun: Option<&Waiting>) -> What {
        let leaf = &entry.leaf.content;
        let record = entry.openings.get("record");
        let operation = leaf.operation.as_str();
        let with_personal = begun.is_some_and(|begun| begun.with_personal);
        let found = match operation.parse() {
            Ok(K::Probe) => record::read(record).map(What::Probe),
            Ok(K::Search) => record::read(record).map(|told| What::Search(told, with_personal)),
            Ok(K::Enroll) => record::read(record).map(|told: record::EnrollTold| {
                let is = |word: &str| told.results.iter().filter(|row| row.outcome.result == word).count() as u64;
                let enrolled = is("enrolled");
                What::Enroll(enrolled, told.results.len() as u64 - enrolled - is("duplicate"))
            }),
            Ok(K::PaperAccept) => {
                let paper = entry.openings.get("paper");
                paper.and_then(|file| self.people.accept(leaf.time, file)).map(What::Paper)
            }
            Ok(K::ProgramRekey) => record::read(record).map(What::Rekeyed),
            Ok(K::VerifyRecord) => record::read(record).map(What::Dispose),
            Ok(K::VerifyOpen) => record::read(record).map(What::Opened),
            Ok(K::VerifyContact) => record::read(record).map(What::Contact),
            Ok(K::RepositoryCorrect) => {
                let told: Option<crate::audit::Corrected> = record::read(record);
                let index = told.and_then(|told| {
                    self.people.papers.iter().position(|accepted| accepted.paper.digest() == told.paper)
                });
                index.map(What::Corrected)
            }
            Ok(K::VerifyPacket) => record::read(record).map(What::Packet),
            Ok(K::VerifyReview) => record::read(record).map(What::Review),
            Ok(K::VerifyResolve) => record::read(record).map(What::Settled),
            Ok(K::VerifySource) => record::read(record).map(What::Source),
            Ok(K::VerifyOutcome) => record::read(record).map(What::Resolve),
            Ok(K::SearchReplay) => record::read(record).map(What::Replayed),
            Ok(K::Share | K::Release) => record::read(record).map(What::Shared),
            Ok(K::VerifySheet) => record::read(record).map(What::Sheet),
            Ok(K::VerifyClose) => record::read(record).map(What::Closed),
            Ok(K::AuditAnswer) => record::read(record).map(What::Answered),
            Ok(K::ModelEvaluate) => record::read(record).map(What::Evaluated),
            Ok(K::AuditSample) => begun.and_then(|begun| begun.seed.clone()).map(What::Sampled),
            _ => None,
        };
        found.unwrap_or(What::Nothing)
    }
}

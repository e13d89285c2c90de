//! Every operation, who may do it and for what; and the class of every command
//! (docs/threat-model.md#three-classes-of-commands).

use crate::vocabulary::{PurposeKind, Role, word_enum};

word_enum!(
    /// An operation behind the gate.
    OperationKind {
        /// State a purpose (2-110-4-A).
        PurposeState = "purpose-state",
        /// List the purposes that are in force.
        PurposeList = "purpose-list",
        /// Show one purpose.
        PurposeShow = "purpose-show",
        /// Enter an image of a known person in the repository (2-110-3-H).
        Enroll = "enroll",
        /// Input the image of the person who is investigated (2-110-4-D-2).
        Probe = "probe",
        /// Compare a probe with the repository (2-110-4-D-3).
        Search = "search",
        /// Enter a signed paper in the book (2-110-4-B).
        PaperAccept = "paper-accept",
        /// Read the book.
        AuditShow = "audit-show",
        /// Check the book.
        AuditVerify = "audit-verify",
        /// What was done in a period, and what needs a look.
        AuditReport = "audit-report",
        /// One case, person or entry in order.
        AuditFollow = "audit-follow",
        /// Draw searches for justification.
        AuditSample = "audit-sample",
        /// Numbers of a year without personal data.
        AuditStatistics = "audit-statistics",
        /// Counts and state of the repository; shows nobody.
        RepositoryStatus = "repository-status",
        /// Exchange the data keys (2-110-4-E).
        ProgramRekey = "program-rekey",
        /// Sign what the book is now, for a witness.
        AuditCheckpoint = "audit-checkpoint",
        /// Prove to somebody outside that an entry stands in the book.
        AuditProve = "audit-prove",
        /// Write the leaves, without values, for checking without any key.
        AuditExport = "audit-export",
        /// Write the public papers of the program.
        ProgramShow = "program-show",
        /// Who may do what until when, what waits, what lapses.
        ProgramStatus = "program-status",
        /// Copy the whole repository, sealed as it is.
        RepositoryBackup = "repository-backup",
        /// Measure how often the software errs, on photographs from outside.
        ModelEvaluate = "model-evaluate",
        /// Remove for good what two people ordered.
        RepositoryExpunge = "repository-expunge",
        /// List what is due by the floor's retention.
        RepositoryRetention = "repository-retention",
        /// What is open on a candidate list.
        VerifyStatus = "verify-status",
        /// Look at one candidate: both images side by side (2-110-4-D-4).
        VerifyOpen = "verify-open",
        /// Record the comparison of one candidate (2-110-4-D-4).
        VerifyRecord = "verify-record",
        /// Measure what a score means, for a model's card.
        ModelCalibrate = "model-calibrate",
        /// Let a backup take the place of the repository.
        RepositoryRestore = "repository-restore",
        /// Enter a correction.
        RepositoryCorrect = "repository-correct",
        /// Seal what a second examiner reviews blind.
        VerifyPacket = "verify-packet",
        /// Review blind, item by item.
        VerifyReview = "verify-review",
        /// Resolve a difference between two examiners.
        VerifyResolve = "verify-resolve",
        /// Record an independent source (2-110-4-D-5).
        VerifySource = "verify-source",
        /// Record what the sources lead to (2-110-4-D-5).
        VerifyOutcome = "verify-outcome",
        /// Share inside the Department (2-110-4-D-6).
        Share = "share",
        /// Make a search again, and say whether it gives the same list.
        SearchReplay = "search-replay",
        /// Write the lead report (2-110-4-D-4).
        VerifySheet = "verify-sheet",
        /// Ask the release authority, with a packet of exactly what would leave (2-110-4-C).
        ShareRequest = "share-request",
        /// Release to an outside entity (2-110-4-C).
        Release = "release",
        /// Record that a recipient acknowledged a release (2-110-4-C).
        ShareReceipt = "share-receipt",
        /// What of a case was handed over, waits or is due.
        ShareStatus = "share-status",
        /// Collect what is recorded of one search, for a release (2-110-4-C).
        ShareDiscovery = "share-discovery",
        /// Measure every enrolled photograph with the model that the floor pins now.
        RepositoryReembed = "repository-re-embed",
        /// Who am I, what may I do, what waits for me.
        Status = "status",
        /// Whether file, book and authorization are as they must be; shows nobody.
        RepositoryCheck = "repository-check",
        /// Look at a whole list on one sheet.
        VerifyContact = "verify-contact",
        /// Close a list without a verification.
        VerifyClose = "verify-close",
        /// Show the list of an earlier search, with its scores.
        VerifyList = "verify-list",
        /// Record what a supervisor found of a search.
        AuditAnswer = "audit-answer",
    }
);

/// What the rules need to know of an operation.
#[derive(Debug, Clone, Copy)]
pub struct Operation {
    /// Which one.
    pub kind: OperationKind,
    /// The command words that start it.
    pub command: &'static [&'static str],
    /// Who may do it: one of these roles suffices.
    pub roles: &'static [Role],
    /// Under which purposes; empty where it opens no image and no one's record, and needs none.
    pub purposes: &'static [PurposeKind],
    /// Whether it needs the key that opens images and templates (`K_faces`, docs/threat-model.md#encryption-at-rest).
    pub opens_faces: bool,
}

const ALL_WHO_ACT: &[Role] =
    &[Role::Commander, Role::Designee, Role::Examiner, Role::Reviewer, Role::RepositoryManager, Role::Auditor];
const WHO_OVERSEE: &[Role] = &[Role::Auditor, Role::Commander, Role::Designee];
const UPKEEP: &[PurposeKind] = &[PurposeKind::Administration, PurposeKind::Oversight, PurposeKind::Evaluation];
const SEARCHING: &[PurposeKind] =
    &[PurposeKind::CriminalActivity, PurposeKind::EndangeredPerson, PurposeKind::Decedent];

const REPLAYING: &[PurposeKind] =
    &[PurposeKind::CriminalActivity, PurposeKind::EndangeredPerson, PurposeKind::Decedent, PurposeKind::Oversight];

/// Every gated operation of this version, one line each. A new one adds its variant, its line here, and its facts and
/// rules; `tests/policy_table.rs` finds what was forgotten.
#[rustfmt::skip]
pub const OPERATIONS: &[Operation] = {
    use {OperationKind as K, PurposeKind as P, Role as R};
    const fn op(
        kind: K, command: &'static [&'static str], roles: &'static [R], purposes: &'static [P], opens_faces: bool,
    ) -> Operation {
        Operation { kind, command, roles, purposes, opens_faces }
    }
    &[
        // the nightly job states its own administration purpose; which purposes a person may state stands in the authorization
        op(K::PurposeState, &["purpose", "state"],
           &[R::Commander, R::Designee, R::Examiner, R::Reviewer, R::RepositoryManager, R::Batch, R::Auditor], &[], false),
        op(K::PurposeList, &["purpose", "list"], ALL_WHO_ACT, &[], false),
        op(K::PurposeShow, &["purpose", "show"], ALL_WHO_ACT, &[], false),
        op(K::Enroll, &["enroll"], &[R::RepositoryManager, R::Examiner, R::Batch], &[P::Administration], true),
        op(K::Probe, &["probe"], &[R::Examiner], SEARCHING, true),
        op(K::Search, &["search"], &[R::Examiner], SEARCHING, true),
        // the signatures on a paper decide, not who carries it to the book: a suspension must not wait for an office
        op(K::PaperAccept, &["paper", "accept"], ALL_WHO_ACT, &[P::Administration], false),
        op(K::AuditShow, &["audit", "show"], WHO_OVERSEE, &[P::Oversight], false),
        op(K::AuditVerify, &["audit", "verify"], ALL_WHO_ACT, &[P::Oversight], false),
        op(K::AuditReport, &["audit", "report"], WHO_OVERSEE, &[P::Oversight], false),
        op(K::AuditFollow, &["audit", "follow"], WHO_OVERSEE, &[P::Oversight], false),
        op(K::AuditSample, &["audit", "sample"], WHO_OVERSEE, &[P::Oversight], false),
        op(K::AuditStatistics, &["audit", "statistics"], WHO_OVERSEE, &[P::Oversight], false),
        op(K::RepositoryStatus, &["repository", "status"], ALL_WHO_ACT, UPKEEP, false),
        op(K::ProgramRekey, &["program", "rekey"], &[R::Commander, R::Designee], &[P::Administration], true),
        // whoever acts may ask a witness: an unwitnessed tail must not wait for an office
        op(K::AuditCheckpoint, &["audit", "checkpoint"], ALL_WHO_ACT, &[P::Administration, P::Oversight], false),
        op(K::AuditProve, &["audit", "prove"], &[R::Auditor, R::Commander, R::Designee], &[P::Oversight], false),
        op(K::AuditExport, &["audit", "export"], &[R::Auditor, R::Commander, R::Designee], &[P::Oversight], false),
        op(K::ProgramShow, &["program", "show"], ALL_WHO_ACT, UPKEEP, false),
        op(K::ProgramStatus, &["program", "status"], ALL_WHO_ACT, UPKEEP, false),
        // what leaves is sealed as at rest, wraps included: whoever keeps the repository may keep a copy of it
        op(K::RepositoryBackup, &["repository", "backup"],
           &[R::Commander, R::Designee, R::RepositoryManager], &[P::Administration], false),
        // measures the software on photographs from outside; the repository's are not read
        op(K::ModelEvaluate, &["model", "evaluate"],
           &[R::Auditor, R::Commander, R::Designee, R::Examiner, R::RepositoryManager], &[P::Evaluation], false),
        op(K::RepositoryExpunge, &["repository", "expunge"],
           &[R::RepositoryManager, R::Commander, R::Designee], &[P::Administration], true),
        op(K::RepositoryRetention, &["repository", "retention"],
           &[R::RepositoryManager, R::Commander, R::Designee], &[P::Administration], true),
        // a reviewer sees list and candidates when their own records are in (2-110-4-D-4)
        op(K::VerifyStatus, &["verify", "status"], &[R::Examiner, R::Reviewer], SEARCHING, false),
        op(K::VerifyOpen, &["verify", "open"], &[R::Examiner, R::Reviewer], SEARCHING, true),
        op(K::VerifyRecord, &["verify", "record"], &[R::Examiner], SEARCHING, false),
        op(K::ModelCalibrate, &["model", "calibrate"],
           &[R::Auditor, R::Commander, R::Designee, R::Examiner, R::RepositoryManager], &[P::Evaluation], false),
        // judged by the standing that the backup holds; whoever keeps it may draft the order, the Commander enters it
        op(K::RepositoryRestore, &["repository", "restore"],
           &[R::Commander, R::Designee, R::RepositoryManager], &[P::Administration], false),
        op(K::RepositoryCorrect, &["repository", "correct"],
           &[R::RepositoryManager, R::Commander, R::Designee], &[P::Administration], true),
        op(K::VerifyPacket, &["verify", "packet"], &[R::Examiner], SEARCHING, false),
        op(K::VerifyReview, &["verify", "review"], &[R::Reviewer], SEARCHING, true),
        op(K::VerifyResolve, &["verify", "resolve"], &[R::Examiner, R::Reviewer], SEARCHING, false),
        op(K::VerifySource, &["verify", "source"], &[R::Examiner], SEARCHING, false),
        op(K::VerifyOutcome, &["verify", "outcome"], &[R::Examiner], SEARCHING, false),
        // the probe as received comes from the record room
        op(K::Share, &["share", "inside"], &[R::Examiner], SEARCHING, true),
        // shows nobody who was not on the list; an auditor holds no key for faces and asks one of these (ADR 23)
        op(K::SearchReplay, &["search"], &[R::Examiner, R::Reviewer, R::Commander], REPLAYING, true),
        op(K::VerifySheet, &["verify", "report"], &[R::Examiner], SEARCHING, true),
        op(K::ShareRequest, &["share", "request"], &[R::Examiner], SEARCHING, true),
        op(K::Release, &["share", "release"], &[R::Examiner], SEARCHING, true),
        op(K::ShareReceipt, &["share", "receipt"], &[R::Examiner], SEARCHING, false),
        op(K::ShareStatus, &["share", "status"], &[R::Examiner], SEARCHING, false),
        op(K::ShareDiscovery, &["share", "discovery"], &[R::Examiner], SEARCHING, true),
        // the photographs stay what they are; with which model they are measured, the Commander's floor says
        op(K::RepositoryReembed, &["repository", "re-embed"],
           &[R::RepositoryManager, R::Commander, R::Designee], &[P::Administration], true),
        // one's own standing and one's own work, by ids: the first thing that somebody asks at 03:00
        op(K::Status, &["status"], ALL_WHO_ACT, &[], false),
        // says nothing of anybody but whoever asks: what is broken must be found before a purpose is there
        op(K::RepositoryCheck, &["repository", "check"], ALL_WHO_ACT, &[], false),
        // an overview of a list, to be printed; each candidate is opened and recorded by itself all the same (2-110-4-D-4)
        op(K::VerifyContact, &["verify", "contact"], &[R::Examiner, R::Reviewer], SEARCHING, true),
        op(K::VerifyClose, &["verify", "close"], &[R::Examiner], SEARCHING, false),
        // what frs search showed, once more: the labels come from the record room
        op(K::VerifyList, &["verify", "list"], &[R::Examiner, R::Reviewer], SEARCHING, true),
        op(K::AuditAnswer, &["audit", "answer"], WHO_OVERSEE, &[P::Oversight], false),
    ]
};

impl OperationKind {
    /// What the rules need to know of it.
    pub fn operation(self) -> &'static Operation {
        // OPERATIONS stands in the order of the variants; a test holds it there.
        &OPERATIONS[self as usize]
    }

    /// Whether it looks for a person (2-110-4-A): then only the three purposes of the order will do.
    pub const fn searches_for_a_person(self) -> bool {
        matches!(self, Self::Probe | Self::Search)
    }

    /// The command as it is typed.
    pub fn command(self) -> String {
        let option = if self == Self::SearchReplay { " --replay" } else { "" };
        format!("frs {}{option}", self.operation().command.join(" "))
    }
}

/// What a command needs before it runs (docs/threat-model.md#three-classes-of-commands).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Opens no repository.
    Public,
    /// Makes a program; there is nobody yet who could allow it.
    Founding,
    /// Passes the gate.
    Gated(OperationKind),
}

/// Commands that pass no gate. The first words suffice: `["key"]` stands for every command below `key`.
const UNGATED: &[(&[&str], Class)] = &[
    (&["completions"], Class::Public),
    (&["help"], Class::Public),
    (&["version"], Class::Public),
    (&["key"], Class::Public),
    (&["paper", "request"], Class::Public),
    (&["paper", "sign"], Class::Public),
    (&["paper", "show"], Class::Public),
    (&["audit", "witness"], Class::Public),
    (&["audit", "check-proof"], Class::Public),
    (&["audit", "check-export"], Class::Public),
    // what was sealed to somebody, they open with their own key
    (&["share", "open"], Class::Public),
    (&["audit", "check-report"], Class::Public),
    (&["model", "list"], Class::Public),
    (&["model", "show"], Class::Public),
    (&["share", "recompute"], Class::Public),
    // adds a folder beside the others; nothing uses it until the Commander's floor pins it
    (&["model", "import"], Class::Public),
    // looks at files from outside; what it asks of the book passes the gate as `repository check`
    (&["doctor"], Class::Public),
    (&["man"], Class::Public),
    (&["demo"], Class::Founding),
    (&["program", "found"], Class::Founding),
];

/// The class of a command, named by its words (`["paper", "accept"]`); `None` for one that this table does not know,
/// which a test that walks the command line's tree takes as a failure.
pub fn class_of(command: &[&str]) -> Option<Class> {
    let gated = OPERATIONS.iter().find(|operation| operation.command == command);
    gated.map(|operation| Class::Gated(operation.kind)).or_else(|| {
        let ungated = UNGATED.iter().find(|(words, _)| command.starts_with(words));
        ungated.map(|(_, class)| *class)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_stand_in_the_order_of_their_kinds() {
        let kinds: Vec<_> = OPERATIONS.iter().map(|operation| operation.kind).collect();
        assert_eq!(kinds, OperationKind::ALL);
    }

    #[test]
    fn only_the_purposes_of_the_order_search_for_a_person() {
        for operation in OPERATIONS.iter().filter(|o| o.kind.searches_for_a_person()) {
            assert!(operation.opens_faces && !operation.purposes.is_empty());
            assert!(operation.purposes.iter().all(|p| p.searches_for_a_person()), "{}", operation.kind);
        }
    }

    #[test]
    fn what_opens_faces_needs_a_purpose() {
        assert!(OPERATIONS.iter().all(|o| !o.opens_faces || !o.purposes.is_empty()));
    }

    #[test]
    fn batch_enrolls_and_nothing_else() {
        let batch: Vec<_> = OPERATIONS.iter().filter(|o| o.roles.contains(&Role::Batch)).map(|o| o.kind).collect();
        assert_eq!(batch, [OperationKind::PurposeState, OperationKind::Enroll]);
    }

    #[test]
    fn classes_are_found_by_words() {
        assert_eq!(class_of(&["paper", "accept"]), Some(Class::Gated(OperationKind::PaperAccept)));
        assert_eq!(class_of(&["paper", "sign"]), Some(Class::Public));
        assert_eq!(class_of(&["key", "new"]), Some(Class::Public));
        assert_eq!(class_of(&["program", "found"]), Some(Class::Founding));
        assert_eq!(class_of(&["paper"]), None);
        assert_eq!(class_of(&["share"]), None);
        assert_eq!(class_of(&[]), None);
    }
}

//! The gate: authorization and purpose in, a [`Permit`] or a [`Refusal`] out.
//!
//! [`admit`] is the only place where a `Permit` is made. A permit is no access yet: `audit` turns it into an open
//! entry of the book, and only that entry reaches the record room.

mod founding;
mod handover;
mod papers;
mod presented;
mod program_file;
mod restore;
mod standing;
mod witnessed;

use std::marker::PhantomData;

pub use founding::{Founding, FoundingError, ProgramKind};
pub use handover::{Handover, HandoverClass, HandoverFile};
pub use papers::{
    Answer, Answers, Approval, ApprovedItem, Asked, AuthorizationPaper, AuthorizationRequest, CorrectedField,
    CorrectionPaper, CorrectionTarget, DETAILS_TEMPLATE, DesignationPaper, DetailsError, DraftError, EntryPlace,
    ExpungeOrderPaper, FloorPaper, Form, HandoverTerms, HoldPaper, HoldReleasePaper, KnownHead, LogKeyPaper, PaperKind,
    PaperReadError, ReinstatementPaper, ReleaseApprovalPaper, ReleaseVerdict, RestoreDraft, RestorePaper,
    RetirementPaper, RosterPaper, ShareApprovalPaper, Shift, SuccessionPaper, SuspensionPaper, TimePaper, TypedPaper,
    WitnessAnswer, begins_here, draft_paper, end_of, ends_here, read_floor_lines, read_instant, read_paper, start_of,
};
pub use presented::Presented;
pub use program_file::{ProgramFileError, program_file_continues, read_program_file, write_program_file};
pub use restore::RestoreSigners;
pub use standing::{AcceptedPaper, Kept, KeptPapers, PersonStanding, PersonState, Signers, Standing, StandingError};
pub use witnessed::{CosignedHead, Witnessed};

use crate::{
    policy::{Facts, OperationKind, Refusal},
    vocabulary::{Digest, PersonId, PurposeId},
};

mod sealed {
    pub trait Sealed {}
}

/// An operation behind the gate, as a type: a permit for one is no permit for another.
pub trait Operation: sealed::Sealed {
    /// The same as a value.
    const KIND: OperationKind;
}

/// Operations that may read what K_faces seals.
pub trait OpensFaces: Operation {}

/// Operations that hand something over, with a manifest that the person signs and proofs of what it rests on.
pub trait HandsOver: ProvesEntries {}

/// Operations that may read entries of the book with their values.
pub trait ReadsBook: Operation {}

/// Operations that may prove an entry to somebody outside.
pub trait ProvesEntries: Operation {}

macro_rules! operations {
    ($($(#[$doc:meta])* $name:ident $(: $marker:ident $(+ $more:ident)*)?),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub enum $name {}
        impl sealed::Sealed for $name {}
        impl Operation for $name {
            const KIND: OperationKind = OperationKind::$name;
        }
        $(impl $marker for $name {} $(impl $more for $name {})*)?
    )*};
}

operations!(
    /// State a purpose (2-110-4-A).
    PurposeState,
    /// List the purposes.
    PurposeList,
    /// Show one purpose.
    PurposeShow,
    /// Enroll known persons (2-110-3-H).
    Enroll: OpensFaces,
    /// Let in the image of the person who is investigated (2-110-4-D-2).
    Probe: OpensFaces,
    /// Compare a probe with the repository (2-110-4-D-3).
    Search: OpensFaces,
    /// Enter a signed paper in the book (2-110-4-B).
    PaperAccept,
    /// Read the book.
    AuditShow: ReadsBook,
    /// Check the book.
    AuditVerify: ReadsBook,
    /// What was done in a period, and what needs a look.
    AuditReport: ReadsBook,
    /// One case, person or entry in order.
    AuditFollow: ReadsBook,
    /// Draw searches for justification.
    AuditSample: ReadsBook,
    /// Numbers of a year without personal data.
    AuditStatistics: ReadsBook,
    /// Counts and state of the repository.
    RepositoryStatus,
    /// Exchange the data keys (2-110-4-E).
    ProgramRekey: OpensFaces,
    /// Sign what the book is now.
    AuditCheckpoint,
    /// Prove that an entry stands in the book.
    AuditProve: ReadsBook + ProvesEntries,
    /// Write the leaves without values.
    AuditExport: ReadsBook,
    /// Write the public papers.
    ProgramShow,
    /// Who may do what until when.
    ProgramStatus,
    /// Copy the whole repository, sealed as it is.
    RepositoryBackup,
    /// Measure error rates on photographs from outside.
    ModelEvaluate,
    /// Remove for good what two people ordered.
    RepositoryExpunge: OpensFaces,
    /// List what is due by the floor's retention.
    RepositoryRetention: OpensFaces,
    /// What is open on a candidate list.
    VerifyStatus,
    /// Look at one candidate (2-110-4-D-4).
    VerifyOpen: OpensFaces,
    /// Record the comparison of one candidate (2-110-4-D-4).
    VerifyRecord,
    /// Measure what a score means, for a model's card.
    ModelCalibrate,
    /// Let a backup take the place of the repository.
    RepositoryRestore,
    /// Enter a correction.
    RepositoryCorrect: OpensFaces,
    /// Seal what a second examiner reviews blind.
    VerifyPacket,
    /// Review blind (2-110-4-D-4).
    VerifyReview: OpensFaces,
    /// Resolve a difference between two examiners.
    VerifyResolve,
    /// Record an independent source (2-110-4-D-5).
    VerifySource,
    /// Record what the sources lead to (2-110-4-D-5).
    VerifyOutcome,
    /// Share inside the Department (2-110-4-D-6).
    Share: OpensFaces + HandsOver + ProvesEntries,
    /// Make a search again.
    SearchReplay: OpensFaces + ReadsBook,
    /// Write the lead report (2-110-4-D-4).
    VerifySheet: OpensFaces + ReadsBook,
    /// Ask the release authority (2-110-4-C).
    ShareRequest: OpensFaces + HandsOver + ProvesEntries,
    /// Release to an outside entity (2-110-4-C).
    Release: OpensFaces + HandsOver + ProvesEntries,
    /// Record that a recipient acknowledged a release (2-110-4-C).
    ShareReceipt,
    /// What of a case was handed over, waits or is due.
    ShareStatus,
    /// Collect what is recorded of one search.
    ShareDiscovery: OpensFaces + ReadsBook + ProvesEntries,
    /// Measure every enrolled photograph with the model that the floor pins now.
    RepositoryReembed: OpensFaces,
    /// Who am I, what may I do, what waits for me.
    Status,
    /// Whether file, book and authorization are as they must be.
    RepositoryCheck,
    /// Look at a whole list on one sheet (2-110-4-D-4).
    VerifyContact: OpensFaces,
    /// Close a list without a verification (2-110-4-D-4).
    VerifyClose,
    /// Show the list of an earlier search.
    VerifyList: OpensFaces,
    /// Record what a supervisor found of a search (2-110-4-A-2).
    AuditAnswer,
);

/// Leave to do one operation, once: it is neither copied nor kept, and `audit` consumes it.
///
/// ```compile_fail
/// # use frs::gate::{Permit, Search};
/// fn twice(permit: Permit<Search>) -> (Permit<Search>, Permit<Search>) {
///     (permit.clone(), permit)
/// }
/// ```
/// Its twin compiles:
/// ```
/// # use frs::gate::{Permit, Search};
/// fn once(permit: Permit<Search>) -> Permit<Search> {
///     permit
/// }
/// ```
/// and it cannot be made by hand:
/// ```compile_fail
/// # use frs::gate::{Permit, Search};
/// let forged = Permit::<Search> { operation: std::marker::PhantomData };
/// ```
#[derive(Debug)]
pub struct Permit<Op: Operation> {
    person: PersonId,
    authorization: Digest,
    purpose: Option<PurposeId>,
    papers: Digest,
    operation: PhantomData<fn(Op)>,
}

impl<Op: Operation> Permit<Op> {
    /// Who may act.
    pub fn person(&self) -> PersonId {
        self.person
    }

    /// The paper that allows it (the founding note for the root key).
    pub fn authorization(&self) -> Digest {
        self.authorization
    }

    /// The purpose that was cited or stated.
    pub fn purpose(&self) -> Option<PurposeId> {
        self.purpose
    }

    /// The state of the accepted papers on which the judgement rests: where they changed since, the permit is void.
    pub fn papers(&self) -> Digest {
        self.papers
    }
}

/// Judges by the one rules table.
///
/// `facts` must be about `Op`; they are gathered from `standing` ([`Standing::facts`]), so that what the book does not
/// hold counts as missing.
///
/// # Errors
/// The refusal, with every broken paragraph.
pub fn admit<Op: Operation>(
    standing: &Standing,
    presented: &Presented,
    facts: &Facts<'_>,
) -> Result<Permit<Op>, Refusal> {
    Refusal::of(facts)?;
    Ok(Permit {
        person: presented.person,
        authorization: presented.digest,
        purpose: facts.stated().map(|purpose| purpose.id),
        papers: standing.papers_digest(),
        operation: PhantomData,
    })
}

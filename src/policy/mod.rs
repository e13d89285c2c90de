//! SOP 2-110 as software: one readable table of rules over plain facts.
//!
//! [`RULES`] is the order, paragraph by paragraph; [`judge`] asks it. The rules are pure: no key, no file, no clock.
//! What they rest on is [`Facts`]; the limits that the Commander signs are the [`Floor`]; what can be asked for is in
//! [`OPERATIONS`]. `docs/sop.md` is the table for readers.

mod authorization_facts;
mod exports;
mod facts;
mod floor;
mod notices;
mod operation;
mod paper_facts;
mod refusal;
mod roles;
mod rules;
mod share_facts;
mod verification_facts;

pub use authorization_facts::{Approver, Authorization, AuthorizationFacts, OtherKey, SuspensionFacts, Training};
pub use exports::{BESIDE, LEAVING, Leaving, leaving};
pub use facts::{
    CorrectionFacts, EYES_OPEN, ExpungeFacts, FaceFacts, Facts, Finding, Grade, ModelsInUse, ProbeFace, ProbeIntake,
    ProbeSource, PurposeFacts, RequestFacts, SearchFacts, StatedPurpose, UnwitnessedTail,
};
pub use floor::{
    BLIND_REVIEW, COUNTERSIGNED_WITHIN, Floor, FloorError, KEYS as FLOOR_KEYS, PinnedModel,
    REPEATED as FLOOR_KEYS_REPEATED,
};
pub use notices::{
    ATTESTED_NOTICE, AUDIT_NOTICES, CHANCE_HITS_NOTICE, CHILD_NOTICE, EVALUATION_NOTICES, LEAD_NOTICE, LINE_UP_NOTICE,
    PRELIMINARY_NOTICE, REDACTED_COPY_SHORT, SCORE_NOTICE, SHARE_NOTICE, STATISTICS_NOTICES,
    WORKING_COPY_IMAGES_NOTICE, WORKING_COPY_NOTICE, WORKING_COPY_SHORT, WORKING_COPY_STAGES_NOTICE,
};
pub use operation::{Class, OPERATIONS, Operation, OperationKind, class_of};
pub use paper_facts::{PaperFacts, RestoreSigned, SuccessionFacts};
pub use refusal::{Breach, Refusal, judge};
pub use roles::{APART, Together, apart};
pub use rules::{Binds, By, NEEDS_WITNESS, RULES, Rule, Verdict, sop_page};
pub use share_facts::{ApprovalFacts, ReceiptFacts, ShareFacts, SharedItem, ShownCandidate, SignedApproval};
pub use verification_facts::{ReviewFacts, SourceFacts, VerificationFacts};

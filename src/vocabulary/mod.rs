//! The words of the house: ids, roles, purposes, templates, scores, time.
//!
//! Plain data without behaviour that needs a key, a file or a clock; every other module may use it and it
//! uses none of them. The terms are those of ISO/IEC 2382-37 and of the order itself (`docs/glossary.md`).

mod clock;
mod edit;
mod id;
mod id_map;
mod purpose;
mod question;
mod role;
mod score;
mod text;
mod verification;
mod word;

pub use clock::{Clock, SystemClock, whole_second};
pub use edit::EditStep;
pub use id::{
    Digest, IdError, PersonId, ProbeId, ProgramId, PurposeId, ReferenceId, SearchId, SubjectId, short_digits,
};
pub use id_map::IdMap;
pub use purpose::{MissingField, PurposeDraft, PurposeFileError, PurposeKind, PurposeStatement};
pub use question::{AnswerForm, Needed, PurposeField, QUESTIONS, Question, questions};
pub use role::Role;
pub use score::{ComparisonError, ComparisonScore, Template};
pub use text::{TextProblem, check_code, check_words, is_invisible};
pub use verification::{
    ClosedBecause, Conclusion, Disposition, Feature, FeatureFinding, ResolvedBy, SampleFinding, SourceKind,
    SourceResult, VerificationResult,
};
pub use word::WordError;
pub(crate) use word::word_enum;

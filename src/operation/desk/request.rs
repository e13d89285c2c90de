//! What a command asks of the gate, and the purpose resolved against the book.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::super::OperationError;
use crate::{
    policy::{
        CorrectionFacts, ExpungeFacts, Facts, ModelsInUse, PaperFacts, ProbeIntake, PurposeFacts, SearchFacts,
        ShareFacts, StatedPurpose, VerificationFacts,
    },
    seal::new_id,
    vocabulary::{MissingField, PurposeDraft, PurposeId, PurposeStatement},
};

/// The purpose as the command line gives it.
#[derive(Debug, Clone, Default)]
pub enum PurposeSource {
    /// None.
    #[default]
    Nothing,
    /// A stated one.
    Cite(PurposeId),
    /// A stated one, by the first digits of its id, at least six.
    Short(String),
    /// One that is stated with this command.
    State(PurposeDraft),
}

/// What a command asks of the gate besides who and why.
#[derive(Debug, Default)]
pub struct Request {
    /// The purpose.
    pub purpose: PurposeSource,
    /// Whether photographs are to be taken in.
    pub photographs: bool,
    /// What was told of a probe.
    pub intake: Option<ProbeIntake>,
    /// The networks.
    pub models: Option<ModelsInUse>,
    /// The search.
    pub search: Option<SearchFacts>,
    /// The paper.
    pub paper: Option<PaperFacts>,
    /// From when the authorization holds that the paper would replace.
    pub replaces: Option<Timestamp>,
    /// The order that is to be carried out.
    pub expunge: Option<ExpungeFacts>,
    /// The correction that is to be entered.
    pub correction: Option<CorrectionFacts>,
    /// Where the rows come from that are to be enrolled.
    pub sources: Option<BTreeSet<String>>,
    /// This machine's name, where the gate asks for it.
    pub host: Option<String>,
    /// The list that is worked on.
    pub verification: Option<VerificationFacts>,
    /// What is to be handed over.
    pub share: Option<ShareFacts>,
}

/// The purpose, resolved against the book.
pub(super) enum Resolved {
    Missing,
    Unknown(PurposeId),
    OutOfReach,
    Incomplete(Vec<MissingField>),
    Stated(Box<StatedPurpose>, Option<PurposeStatement>),
}

impl Resolved {
    pub(super) fn as_fact(&self) -> PurposeFacts<'_> {
        match self {
            Self::Missing => PurposeFacts::Missing,
            Self::Unknown(id) => PurposeFacts::Unknown(*id),
            Self::OutOfReach => PurposeFacts::OutOfReach,
            Self::Incomplete(missing) => PurposeFacts::Incomplete(missing),
            Self::Stated(stated, _) => PurposeFacts::Stated(stated),
        }
    }

    pub(super) fn draft(draft: &PurposeDraft, now: Timestamp) -> Result<Self, OperationError> {
        match draft.clone().complete() {
            Err(missing) => Ok(Self::Incomplete(missing)),
            Ok(statement) => {
                let stated = StatedPurpose {
                    id: new_id(PurposeId)?,
                    kind: statement.kind(),
                    case: statement.case().map(str::to_owned),
                    stated_at: now,
                    probes_used: 0,
                };
                Ok(Self::Stated(Box::new(stated), Some(statement)))
            }
        }
    }
}

/// Puts what was asked beside what is known of the person.
pub(super) fn request_facts<'f>(facts: &mut Facts<'f>, request: &'f Request, purpose: &'f Resolved) {
    facts.purpose = purpose.as_fact();
    facts.photographs = request.photographs;
    facts.intake = request.intake.as_ref();
    facts.models = request.models.as_ref();
    facts.search = request.search.as_ref();
    facts.paper = request.paper.as_ref();
    facts.replaces = request.replaces;
    facts.expunge = request.expunge.as_ref();
    facts.correction = request.correction.as_ref();
    (facts.host, facts.sources) = (request.host.as_deref(), request.sources.as_ref());
    facts.verification = request.verification.as_ref();
    facts.share = request.share.as_ref();
}

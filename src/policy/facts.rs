//! What the gate knows when it asks the rules: plain data, filled from papers, the book and the request.
//!
//! Nothing here opens a file, holds a key or reads a clock. Names of persons stay out: badges and ids suffice to
//! judge, and a refusal is recorded.

use std::{collections::BTreeSet, num::NonZeroUsize};

use jiff::Timestamp;

use super::{
    Authorization, AuthorizationFacts, Floor, OperationKind, PaperFacts, PinnedModel, ShareFacts, SuspensionFacts,
    VerificationFacts,
};
use crate::vocabulary::{Digest, MissingField, PersonId, PurposeId, PurposeKind, word_enum};

/// Everything that one judgement rests on.
#[derive(Debug, Clone)]
pub struct Facts<'a> {
    /// The gate's time: the later of the system clock and the newest cosigned time (docs/threat-model.md#time).
    pub now: Timestamp,
    /// What is asked for.
    pub operation: OperationKind,
    /// The floor in force.
    pub floor: &'a Floor,
    /// Whether the program is of kind `synthetic`: it holds nobody.
    pub synthetic: bool,
    /// Whether photographs are to be taken in, and not what a measurement made up.
    pub photographs: bool,
    /// Whether the person is authorized.
    pub authorization: Authorization<'a>,
    /// The suspension in force against the person, if any.
    pub suspension: Option<&'a SuspensionFacts>,
    /// The highest suspension number that the authorization (or any accepted paper) names.
    pub suspensions_named: u64,
    /// The highest suspension number that the repository's book holds.
    pub suspensions_held: u64,
    /// The purpose that is cited, or stated.
    pub purpose: PurposeFacts<'a>,
    /// What the operator told of a probe; needed for `probe`.
    pub intake: Option<&'a ProbeIntake>,
    /// What the image turned out to hold.
    pub face: FaceFacts<'a>,
    /// The networks that are to be used; needed for `enroll`, `probe` and `search`.
    pub models: Option<&'a ModelsInUse>,
    /// What is to be searched; needed for `search`.
    pub search: Option<&'a SearchFacts>,
    /// The paper to be accepted; needed for `paper-accept`.
    pub paper: Option<&'a PaperFacts>,
    /// From when the authorization holds that the paper would replace.
    pub replaces: Option<Timestamp>,
    /// The order that is to be carried out; needed for `repository-expunge`.
    pub expunge: Option<&'a ExpungeFacts>,
    /// The correction that is to be entered; needed for `repository-correct`.
    pub correction: Option<&'a CorrectionFacts>,
    /// Who witnesses the book by the floor in force.
    pub witnesses: &'a [PersonId],
    /// What no witness has seen yet; needed for `search`.
    pub tail: Option<&'a UnwitnessedTail>,
    /// This machine's name; needed for a batch.
    pub host: Option<&'a str>,
    /// Where the rows come from that are to be enrolled; `None` before the list was read.
    pub sources: Option<&'a BTreeSet<String>>,
    /// The list that is worked on; needed for `verify-…`.
    pub verification: Option<&'a VerificationFacts>,
    /// What is to be handed to somebody; needed for `share` and `release`.
    pub share: Option<&'a ShareFacts>,
}

/// A correction that is to be entered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CorrectionFacts {
    /// Whether the book holds it.
    pub known: bool,
    /// Whether it is entered already.
    pub entered: bool,
    /// Whether the purpose, or every person that it names, is there.
    pub target_there: bool,
    /// Whether a new case number looks as the floor says.
    pub case_fits: bool,
    /// The legal hold on a person who would be merged into another.
    pub held: Option<Digest>,
}

/// An order to remove for good, and what stands against it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExpungeFacts {
    /// Whether whoever carries it out signed it, with this key or with another one; `None` where the book holds no such order.
    pub signed_by_asker: Option<bool>,
    /// Whether it is carried out whole, and the files wiped of it.
    pub carried_out: bool,
    /// Whether it names the release of a hold that the book does not hold.
    pub release_missing: bool,
    /// What it names and a legal hold covers, each with the hold.
    pub held: Vec<(String, Digest)>,
    /// Purposes that it names and that search for nobody: they account for the program itself.
    pub accounts: Vec<PurposeId>,
}

/// The entries that fewer witnesses have seen than the floor asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnwitnessedTail {
    /// How many they are.
    pub entries: u64,
    /// When the first of them was written.
    pub since: Option<Timestamp>,
}

impl<'a> Facts<'a> {
    /// Facts of somebody who brought nothing; what is known is then set field by field, and what is forgotten refuses.
    pub const fn of_nobody(now: Timestamp, operation: OperationKind, floor: &'a Floor) -> Self {
        Self {
            now,
            operation,
            floor,
            synthetic: false,
            photographs: false,
            authorization: Authorization::Missing,
            suspension: None,
            suspensions_named: 0,
            suspensions_held: 0,
            purpose: PurposeFacts::Missing,
            intake: None,
            face: FaceFacts::NotYetOpened,
            models: None,
            search: None,
            paper: None,
            replaces: None,
            expunge: None,
            correction: None,
            witnesses: &[],
            tail: None,
            host: None,
            sources: None,
            verification: None,
            share: None,
        }
    }

    /// The authorization, where it is one.
    pub const fn authorized(&self) -> Option<&'a AuthorizationFacts> {
        match self.authorization {
            Authorization::Valid(authorization) => Some(authorization),
            _ => None,
        }
    }

    /// The purpose, where it is one.
    pub const fn stated(&self) -> Option<&'a StatedPurpose> {
        match self.purpose {
            PurposeFacts::Stated(purpose) => Some(purpose),
            _ => None,
        }
    }
}

/// The purpose that a command cites, or that is being stated.
#[derive(Debug, Clone, Copy)]
pub enum PurposeFacts<'a> {
    /// None.
    Missing,
    /// One is being stated, and answers are missing.
    Incomplete(&'a [MissingField]),
    /// An id that the book does not hold.
    Unknown(PurposeId),
    /// One is cited, and the person cannot open the book in which it would stand.
    OutOfReach,
    /// A purpose with every answer.
    Stated(&'a StatedPurpose),
}

/// A purpose with every answer.
#[derive(Debug, Clone)]
pub struct StatedPurpose {
    /// Its id; of one that is being stated, the id that it will have.
    pub id: PurposeId,
    /// Which purpose.
    pub kind: PurposeKind,
    /// The case number, where it has one.
    pub case: Option<String>,
    /// When it was stated; of one that is being stated, now.
    pub stated_at: Timestamp,
    /// How many probes it has carried so far.
    pub probes_used: u32,
}

word_enum!(
    /// Where a probe comes from (2-110-3-G-2).
    ProbeSource {
        /// A closed circuit camera.
        Cctv = "cctv",
        /// An automatic teller machine.
        Atm = "atm",
        /// A fraudulent bank card.
        FraudulentCard = "fraudulent-card",
        /// Photo identification provided by a victim or witness.
        PhotoId = "photo-id",
        /// Something else, described in words.
        Other = "other",
    }
);

/// What the operator told of a probe before it was opened (2-110-3-G, 4-D-1, 4-D-2). What was not told is `None`.
#[derive(Debug, Clone, Default)]
pub struct ProbeIntake {
    /// Where it comes from.
    pub source: Option<ProbeSource>,
    /// The source in words, where it is `other`.
    pub source_words: Option<String>,
    /// How it was lawfully obtained.
    pub obtained_how: Option<String>,
    /// By whom (badge, or words).
    pub obtained_by: Option<String>,
    /// When.
    pub obtained_at: Option<Timestamp>,
    /// Attested: no sketch, composite, look-alike, synthesized or retouched face.
    pub attested_genuine: bool,
    /// Whether the person shown appears to be a child: asked, and marked.
    pub child: Option<bool>,
    /// The request to the on-call examiner; `None` where nobody asked and the case is the examiner's own.
    pub request: Option<RequestFacts>,
}

/// A request to the on-call examiner (2-110-4-D-1).
#[derive(Debug, Clone, Default)]
pub struct RequestFacts {
    /// The requester's badge.
    pub badge: Option<String>,
    /// When they asked.
    pub at: Option<Timestamp>,
    /// By which channel (telephone, radio, e-mail, …).
    pub channel: Option<String>,
}

/// How far the image is known. The gate asks twice: before it is opened, and after.
#[derive(Debug, Clone, Copy)]
pub enum FaceFacts<'a> {
    /// Nothing was opened yet; what was told is judged first.
    NotYetOpened,
    /// It was decoded and holds at least one face. (None, or no image at all, is no refusal: exit 4.)
    Opened(&'a ProbeFace),
}

/// The faces of a probe image (2-110-3-G).
#[derive(Debug, Clone)]
pub struct ProbeFace {
    /// How many were found.
    pub found: NonZeroUsize,
    /// The one that was chosen, from 0; a single face chooses itself.
    pub chosen: Option<usize>,
    /// Where each lies, by its number: left, top, width, height in pixels of the image that was measured.
    pub places: Vec<[i32; 4]>,
    /// Findings on the pose: front-facing or not.
    pub pose: Vec<Finding>,
    /// Findings on the other components of quality.
    pub quality: Vec<Finding>,
    /// Why the examiner goes on past a warning.
    pub override_reason: Option<String>,
}

/// The component that never refuses a decedent.
pub const EYES_OPEN: &str = "eyes_open";

/// One component of quality, measured (ISO/IEC 29794-5).
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The component, as the standard names it.
    pub component: &'static str,
    /// What was measured.
    pub measure: f32,
    /// The limit that decided.
    pub limit: f32,
    /// How the measure stands to its limits.
    pub grade: Grade,
    /// What would mend it.
    pub remedy: String,
}

/// How a measure stands to its limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grade {
    /// Within both.
    Good,
    /// Past the warning limit: the examiner may go on with a written reason.
    Warn,
    /// Past the refusing limit.
    Refuse,
}

/// The networks that are to be used, with the digests of the bytes that were read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelsInUse {
    /// What makes templates; for a search, the one whose card tells the chance hits.
    pub embedder: PinnedModel,
    /// What finds faces; a search needs none.
    pub detector: Option<PinnedModel>,
    /// What templates that are made with them say of their making: that and no other is compared.
    pub templates: Digest,
}

/// What is to be searched (2-110-4-D-3).
#[derive(Debug, Clone)]
pub struct SearchFacts {
    /// The purpose under which the probe was let in.
    pub probe_purpose: PurposeId,
    /// Its kind.
    pub probe_purpose_kind: PurposeKind,
    /// The model of the probe's template.
    pub probe_model: Digest,
    /// The model of the repository's templates.
    pub gallery_model: Digest,
    /// How many subjects can be searched.
    pub subjects: u64,
    /// How many candidates were asked for.
    pub candidates: u32,
}

//! A department in which everything is in order; each test breaks one thing.

use std::num::NonZeroUsize;

use frs::{
    policy::{
        ApprovalFacts, Approver, Authorization, AuthorizationFacts, Binds, Breach, CorrectionFacts, ExpungeFacts,
        FaceFacts, Facts, Finding, Floor, Grade, ModelsInUse, NEEDS_WITNESS, OPERATIONS, OperationKind, PaperFacts,
        PinnedModel, ProbeFace, ProbeIntake, ProbeSource, PurposeFacts, RULES, ReceiptFacts, RequestFacts, ReviewFacts,
        SearchFacts, ShareFacts, SharedItem, SignedApproval, StatedPurpose, SuspensionFacts, Training, UnwitnessedTail,
        VerificationFacts, judge,
    },
    vocabulary::{Digest, MissingField, PersonId, PurposeId, PurposeKind, Role},
};
use jiff::{SignedDuration, Timestamp};

pub const COMMANDER: PersonId = PersonId([1; 16]);
pub const DESIGNEE: PersonId = PersonId([2; 16]);
pub const EXAMINER: PersonId = PersonId([3; 16]);
/// Who brings a paper to the book.
pub const CARRIER: PersonId = PersonId([4; 16]);
/// Who cosigns the book.
pub const WITNESS: PersonId = PersonId([5; 16]);
pub const MODEL: Digest = Digest([7; 32]);

pub struct World {
    pub now: Timestamp,
    pub operation: OperationKind,
    pub floor: Floor,
    /// `None`: nobody; overridden by `stands`.
    pub authorization: AuthorizationFacts,
    pub stands: Option<Authorization<'static>>,
    pub suspension: Option<SuspensionFacts>,
    pub suspensions_named: u64,
    pub suspensions_held: u64,
    pub purpose: Option<StatedPurpose>,
    pub missing: Option<Vec<MissingField>>,
    pub unknown: Option<PurposeId>,
    pub intake: Option<ProbeIntake>,
    pub face: Option<ProbeFace>,
    pub models: Option<ModelsInUse>,
    pub search: Option<SearchFacts>,
    pub paper: Option<PaperFacts>,
    pub replaces: Option<Timestamp>,
    pub expunge: Option<ExpungeFacts>,
    pub correction: Option<CorrectionFacts>,
    pub witnesses: Vec<PersonId>,
    pub tail: Option<UnwitnessedTail>,
    pub host: Option<String>,
    pub sources: Option<std::collections::BTreeSet<String>>,
    pub verification: Option<VerificationFacts>,
    pub share: Option<ShareFacts>,
    pub synthetic: bool,
    pub photographs: bool,
}

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub fn authorization(roles: &[Role], purposes: &[PurposeKind]) -> AuthorizationFacts {
    AuthorizationFacts {
        person: EXAMINER,
        badge: "4412".into(),
        roles: roles.into(),
        unit: "Investigations Bureau".into(),
        training: Some(Training {
            course: "Facial recognition, basic".into(),
            provider: "APD Academy".into(),
            completed: "2026-05-01".parse().unwrap(),
            expires: "2027-04-30".parse().unwrap(),
        }),
        approver: Approver::Commander { person: COMMANDER },
        not_before: at("2026-05-02T00:00:00Z"),
        not_after: at("2027-05-02T00:00:00Z"),
        purposes: purposes.into(),
        last_used: Some(at("2026-11-20T12:00:00Z")),
        accepted_at: at("2026-05-02T09:00:00Z"),
        accepted_seq: 12,
        designated: None,
        offices: Vec::new(),
        other_key: None,
        retired: false,
        batch: None,
    }
}

pub fn finding(component: &'static str, grade: Grade) -> Finding {
    Finding { component, measure: 0.5, limit: 0.4, grade, remedy: format!("mend {component}") }
}

impl World {
    /// Facts under which the operation is allowed.
    pub fn of(operation: OperationKind) -> Self {
        use OperationKind as K;
        let (role, kind) = match operation {
            K::Enroll | K::RepositoryBackup => (Role::RepositoryManager, PurposeKind::Administration),
            K::AuditShow | K::AuditReport | K::AuditFollow | K::AuditSample | K::AuditStatistics | K::AuditAnswer => {
                (Role::Auditor, PurposeKind::Oversight)
            }
            K::PaperAccept | K::ProgramRekey | K::RepositoryRestore => (Role::Commander, PurposeKind::Administration),
            K::AuditVerify => (Role::Examiner, PurposeKind::Oversight),
            K::RepositoryStatus | K::AuditCheckpoint | K::ProgramShow | K::ProgramStatus => {
                (Role::Examiner, PurposeKind::Administration)
            }
            K::RepositoryExpunge | K::RepositoryRetention | K::RepositoryCorrect | K::RepositoryReembed => {
                (Role::RepositoryManager, PurposeKind::Administration)
            }
            K::AuditProve | K::AuditExport => (Role::Auditor, PurposeKind::Oversight),
            K::ModelEvaluate | K::ModelCalibrate => (Role::Auditor, PurposeKind::Evaluation),
            K::VerifyReview => (Role::Reviewer, PurposeKind::CriminalActivity),
            _ => (Role::Examiner, PurposeKind::CriminalActivity),
        };
        let now = at("2026-11-22T20:00:00Z");
        let id = PurposeId([9; 16]);
        let pinned = |name: &str, weights| PinnedModel { name: name.into(), weights, card: Digest([8; 32]) };
        let (embedder, detector) = (pinned("mobilefacenet", MODEL), pinned("mtcnn", Digest([6; 32])));
        let floor = Floor {
            reference_retention_years: Some(5),
            embedders: [embedder.clone()].into(),
            detectors: [detector.clone()].into(),
            ..Floor::default()
        };
        let purpose = StatedPurpose {
            id,
            kind,
            case: Some("APD-26-0012345".into()),
            stated_at: now - SignedDuration::from_hours(2),
            probes_used: 0,
        };
        Self {
            now,
            operation,
            floor,
            // Nobody carries their own paper to the book.
            authorization: if operation == K::PaperAccept {
                AuthorizationFacts { person: CARRIER, ..authorization(&[role], &[kind]) }
            } else {
                authorization(&[role], &[kind])
            },
            stands: None,
            suspension: None,
            suspensions_named: 2,
            suspensions_held: 2,
            purpose: (operation == K::PurposeState || !operation.operation().purposes.is_empty()).then_some(purpose),
            missing: None,
            unknown: None,
            intake: (operation == K::Probe).then(intake),
            face: (operation == K::Probe).then(face),
            models: operation.operation().opens_faces.then_some(ModelsInUse {
                embedder,
                detector: Some(detector),
                templates: MODEL,
            }),
            search: (operation == K::Search).then_some(SearchFacts {
                probe_purpose: id,
                probe_purpose_kind: kind,
                probe_model: MODEL,
                gallery_model: MODEL,
                subjects: 1_880,
                candidates: 20,
            }),
            replaces: None,
            synthetic: false,
            photographs: false,
            expunge: (operation == K::RepositoryExpunge)
                .then(|| ExpungeFacts { signed_by_asker: Some(false), ..ExpungeFacts::default() }),
            correction: (operation == K::RepositoryCorrect).then(|| CorrectionFacts {
                known: true,
                target_there: true,
                case_fits: true,
                ..CorrectionFacts::default()
            }),
            witnesses: vec![WITNESS],
            tail: NEEDS_WITNESS
                .contains(&operation)
                .then(|| UnwitnessedTail { entries: 12, since: Some(now - SignedDuration::from_hours(30)) }),
            host: None,
            sources: None,
            verification: (operation.as_str().starts_with("verify-")
                || matches!(operation, K::SearchReplay | K::ShareDiscovery | K::AuditAnswer))
            .then(|| VerificationFacts {
                kind: Some(kind),
                case: Some("APD-26-0012345".into()),
                candidates: 20,
                open: 0,
                candidate: Some(3),
                looked: true,
                missing: Some(Vec::new()),
                conflict: true,
                kept: true,
                review: ReviewFacts::Done,
                own: operation == K::VerifyClose,
                unsettled: true,
                ..VerificationFacts::default()
            }),
            share: match operation {
                K::Share | K::Release => Some(share(now)),
                K::ShareReceipt => Some(ShareFacts {
                    missing: Some(Vec::new()),
                    receipt: Some(ReceiptFacts { released: true, same: true }),
                    ..ShareFacts::default()
                }),
                K::ShareRequest => {
                    Some(ShareFacts { missing: Some(Vec::new()), approval: ApprovalFacts::Missing, ..share(now) })
                }
                _ => None,
            },
            paper: match operation {
                K::PaperAccept => {
                    let paper = authorization(&[Role::Examiner], &[PurposeKind::Decedent]);
                    Some(PaperFacts::Authorization(paper.into()))
                }
                // A draft, which nobody has signed yet.
                K::RepositoryRestore => Some(PaperFacts::Restore { witnesses: 1, signed: None }),
                _ => None,
            },
        }
    }

    pub fn with(operation: OperationKind, change: impl FnOnce(&mut Self)) -> Self {
        let mut world = Self::of(operation);
        change(&mut world);
        world
    }

    pub fn purposes(&mut self, kind: PurposeKind) {
        self.authorization.purposes = vec![kind];
        self.purpose.as_mut().unwrap().kind = kind;
    }

    pub fn facts(&self) -> Facts<'_> {
        Facts {
            synthetic: self.synthetic,
            photographs: self.photographs,
            authorization: self.stands.unwrap_or(Authorization::Valid(&self.authorization)),
            suspension: self.suspension.as_ref(),
            suspensions_named: self.suspensions_named,
            suspensions_held: self.suspensions_held,
            purpose: match (&self.missing, self.unknown, &self.purpose) {
                (Some(missing), ..) => PurposeFacts::Incomplete(missing),
                (_, Some(id), _) => PurposeFacts::Unknown(id),
                (.., Some(purpose)) => PurposeFacts::Stated(purpose),
                _ => PurposeFacts::Missing,
            },
            intake: self.intake.as_ref(),
            face: self.face.as_ref().map_or(FaceFacts::NotYetOpened, FaceFacts::Opened),
            models: self.models.as_ref(),
            search: self.search.as_ref(),
            paper: self.paper.as_ref(),
            replaces: self.replaces,
            expunge: self.expunge.as_ref(),
            correction: self.correction.as_ref(),
            witnesses: &self.witnesses,
            tail: self.tail.as_ref(),
            host: self.host.as_deref(),
            sources: self.sources.as_ref(),
            verification: self.verification.as_ref(),
            share: self.share.as_ref(),
            ..Facts::of_nobody(self.now, self.operation, &self.floor)
        }
    }

    /// Nothing is broken.
    #[track_caller]
    pub fn accepted(&self) {
        assert_eq!(judge(&self.facts()), [], "{}", self.operation);
    }

    /// This rule of this paragraph, and no other, is broken; why and remedy for further looks.
    #[track_caller]
    pub fn refused(&self, paragraph: &str, rule: &str) -> (String, String) {
        assert!(RULES.iter().any(|r| r.paragraph == paragraph && r.name == rule), "no rule {paragraph} {rule}");
        let breaches = judge(&self.facts());
        let broken: Vec<_> = breaches.iter().map(|b| (b.paragraph, b.rule)).collect();
        assert_eq!(broken, [(paragraph, rule)], "{breaches:#?}");
        bound(self.operation, &breaches);
        let breach = breaches.into_iter().next().unwrap();
        assert!(!breach.why.is_empty());
        // Whoever is refused at 03:00 is told what to type.
        let mends = breach.remedy.contains("frs ") || breach.remedy.contains("--");
        assert!(mends, "{paragraph} {rule} names no command that mends it: {}", breach.remedy);
        (breach.why, breach.remedy)
    }
}

/// The table says of each rule which operations it binds, and `judge` does not read that: what was broken must stand there.
#[track_caller]
pub fn bound(operation: OperationKind, breaches: &[Breach]) {
    for breach in breaches {
        let rule = RULES.iter().find(|r| (r.paragraph, r.name) == (breach.paragraph, breach.rule)).unwrap();
        let binds = match rule.binds {
            Binds::Operations(operations) => operations.contains(&operation),
            Binds::WithPurpose => OPERATIONS.iter().any(|one| one.kind == operation && !one.purposes.is_empty()),
            Binds::Everyone | Binds::Roles(_) | Binds::CandidatesShown | Binds::People => true,
        };
        let (paragraph, name) = (rule.paragraph, rule.name);
        assert!(binds, "{paragraph} {name} refuses {operation}, which it does not bind");
    }
}

/// What the book accounts for, and a signed approval.
pub fn share(now: Timestamp) -> ShareFacts {
    ShareFacts {
        items: vec![SharedItem {
            digest: MODEL,
            kind: Some("report-pdf-redacted".into()),
            about: None,
            shows: Some(Vec::new()),
            made_for: None,
            overtaken: None,
            closed: None,
        }],
        missing: None,
        unfit: None,
        receipt: None,
        until: Some(now + SignedDuration::from_hours(24)),
        approval: ApprovalFacts::Signed(SignedApproval {
            expires: now + SignedDuration::from_hours(24),
            refused: false,
            taken_back: false,
            requested: true,
            key_fits: true,
            used: None,
            witnessed: true,
            case_fits: true,
            differs: Vec::new(),
            acts: true,
            of_incident: true,
            own: false,
        }),
        approvers: vec!["the lead on this incident (badge 4412)".into()],
    }
}

pub fn intake() -> ProbeIntake {
    ProbeIntake {
        source: Some(ProbeSource::Cctv),
        source_words: None,
        obtained_how: Some("handed over by the store's owner with a signed consent".into()),
        obtained_by: Some("badge 3121".into()),
        obtained_at: Some(at("2026-11-21T10:00:00Z")),
        attested_genuine: true,
        child: Some(false),
        request: Some(RequestFacts {
            badge: Some("3121".into()),
            at: Some(at("2026-11-22T18:00:00Z")),
            channel: Some("telephone".into()),
        }),
    }
}

pub fn face() -> ProbeFace {
    ProbeFace {
        found: NonZeroUsize::MIN,
        chosen: None,
        places: vec![[0, 0, 200, 240]],
        pose: vec![finding("yaw", Grade::Good)],
        quality: vec![finding("sharpness", Grade::Good), finding("eyes_open", Grade::Good)],
        override_reason: None,
    }
}

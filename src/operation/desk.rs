//! The desk: where every gated command begins. Key, authorization, purpose and request become facts; the gate judges;
//! a refusal is recorded before it is told.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use jiff::Timestamp;

use super::{OperationError, Unlocker, files, trust::check_trust};
use crate::{
    audit::{Book, BookError, HeadMemory, PurposeRecord, Recorded, public_note, spool_refusal},
    gate::{Founding, Operation, Permit, Presented, Standing, admit},
    policy::{
        ExpungeFacts, Facts, Floor, ModelsInUse, OperationKind, PaperFacts, PinnedModel, ProbeIntake, PurposeFacts,
        Refusal, SearchFacts, StatedPurpose, SuspensionFacts,
    },
    recognition::{DETECTOR, EMBEDDER, ModelIdentity, ModelRole, inspect_model, model_names},
    report::ProgramLine,
    seal::{KeyFile, KeyFileError, Secrets, new_id},
    vocabulary::{Clock, MissingField, PurposeDraft, PurposeId, PurposeStatement},
};

/// Papers are never larger.
pub(super) const SMALL_FILE: u64 = 1 << 20;

/// Where a person works: own directory, repository, models.
pub struct Desk<'a> {
    /// The person's own directory.
    pub home: PathBuf,
    /// The repository's directory.
    pub repository: PathBuf,
    /// The models' directory.
    pub models: PathBuf,
    /// The authorization's file.
    pub authorization: PathBuf,
    /// The clock.
    pub clock: &'a dyn Clock,
    /// What unlocks the key file.
    pub unlocker: &'a dyn Unlocker,
}

/// The purpose as the command line gives it.
#[derive(Debug, Clone, Default)]
pub enum PurposeSource {
    /// None.
    #[default]
    Nothing,
    /// A stated one.
    Cite(PurposeId),
    /// One that is stated with this command.
    State(PurposeDraft),
}

/// What a command asks of the gate besides who and why.
#[derive(Debug, Default)]
pub struct Request {
    /// The purpose.
    pub purpose: PurposeSource,
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
    /// Where the rows come from that are to be enrolled.
    pub sources: Option<BTreeSet<String>>,
    /// This machine's name, where the gate asks for it.
    pub host: Option<String>,
}

/// Key file in a person's own directory.
pub fn key_path(home: &Path) -> PathBuf {
    home.join("key.toml")
}

/// Memory of heads in a person's own directory.
pub fn head_memory(home: &Path) -> HeadMemory {
    HeadMemory::new(&home.join("heads"))
}

/// The purpose, resolved against the book.
enum Resolved {
    Missing,
    Unknown(PurposeId),
    OutOfReach,
    Incomplete(Vec<MissingField>),
    Stated(Box<StatedPurpose>, Option<PurposeStatement>),
}

impl Resolved {
    fn as_fact(&self) -> PurposeFacts<'_> {
        match self {
            Self::Missing => PurposeFacts::Missing,
            Self::Unknown(id) => PurposeFacts::Unknown(*id),
            Self::OutOfReach => PurposeFacts::OutOfReach,
            Self::Incomplete(missing) => PurposeFacts::Incomplete(missing),
            Self::Stated(stated, _) => PurposeFacts::Stated(stated),
        }
    }

    fn draft(draft: &PurposeDraft, now: Timestamp) -> Result<Self, OperationError> {
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

/// How the desk is entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    Usual,
    /// The passphrase is asked even where a keyring would answer.
    Anew,
    /// The repository is evidence.
    ReadOnly,
}

const FIRST_CONTACT: &str = "First contact: on this machine nothing is known of this book yet, so nothing here proves that it \
                             was not cut or rolled back before. The book records this. If you have worked with it here \
                             before, somebody deleted the memory of it: tell the auditor. Compare size and root with \
                             somebody else's (frs audit verify), or give an old checkpoint with --anchor.";

fn not_recorded() -> Recorded {
    Recorded::Not { why: "nothing is written where evidence is read".to_owned() }
}

/// A command past the desk: the book is open, the person is known, the gate has not judged yet.
pub struct Visit<'a> {
    /// The book.
    pub book: Book,
    presented: Presented,
    clock: &'a dyn Clock,
    /// How many refusals of others were folded into the book on the way in.
    pub folded: usize,
}

/// A permit with what the intent must say.
pub struct Admitted<Op: Operation> {
    /// The permit.
    pub permit: Permit<Op>,
    /// The purpose, where one was needed.
    pub purpose: Option<StatedPurpose>,
    /// The statement, where this command makes it.
    pub statement: Option<PurposeStatement>,
}

impl<'a> Desk<'a> {
    /// Unlocks the key and opens the book for `operation`; whoever cannot is refused, and the refusal is spooled.
    ///
    /// # Errors
    /// The refusal, or what kept the book from being opened.
    pub fn visit(&self, operation: OperationKind, request: &Request) -> Result<Visit<'a>, OperationError> {
        self.enter(operation, request, Manner::Usual)
    }

    /// As [`Desk::visit`], and the passphrase is asked even where a keyring would answer.
    ///
    /// # Errors
    /// As [`Desk::visit`].
    pub fn visit_anew(&self, operation: OperationKind, request: &Request) -> Result<Visit<'a>, OperationError> {
        self.enter(operation, request, Manner::Anew)
    }

    /// As [`Desk::visit`], of a repository that is evidence: nothing is written anywhere, a refusal neither.
    ///
    /// # Errors
    /// As [`Desk::visit`], and where it cannot be read without writing.
    pub fn inspect(&self, operation: OperationKind, request: &Request) -> Result<Visit<'a>, OperationError> {
        self.enter(operation, request, Manner::ReadOnly)
    }

    fn enter(&self, operation: OperationKind, request: &Request, manner: Manner) -> Result<Visit<'a>, OperationError> {
        let now = self.clock.now();
        let key_file = match KeyFile::open(&key_path(&self.home)) {
            Ok(file) => file,
            Err(KeyFileError::Missing { .. }) => return Err(self.refuse_stranger(operation, request, manner, now)),
            Err(error) => return Err(error.into()),
        };
        let anew = matches!(manner, Manner::Anew);
        let secrets = if anew { self.unlocker.unlock_anew(&key_file) } else { self.unlocker.unlock(&key_file) }?;
        self.enter_with(secrets, operation, request, manner, now)
    }

    fn enter_with(
        &self,
        secrets: Secrets,
        operation: OperationKind,
        request: &Request,
        manner: Manner,
        now: Timestamp,
    ) -> Result<Visit<'a>, OperationError> {
        let person = secrets.public_keys().person_id();
        let file = self.authorization_file();
        let shown = file.as_ref().map(|read| read.as_ref().map(Vec::as_slice).map_err(Clone::clone));
        let memory = head_memory(&self.home);
        let opened = match manner {
            Manner::ReadOnly => Book::open_read_only(&self.repository, secrets, memory),
            Manner::Usual | Manner::Anew => Book::open(&self.repository, secrets, memory),
        };
        match opened {
            Ok(mut book) => {
                check_trust(book.standing().founding())?;
                let presented = book.standing().presented(person, shown, book.last_use(person)?);
                if book.first_contact() {
                    self.unlocker.tell(FIRST_CONTACT);
                }
                let folded = if book.is_read_only() { 0 } else { book.fold_spool(now)? };
                Ok(Visit { book, presented, clock: self.clock, folded })
            }
            Err(BookError::NoKey { founding, withdrawn, spool_key }) => {
                let standing = Standing::at_founding(*founding);
                let presented = standing.presented(person, shown, None);
                let suspension = withdrawn.then(|| SuspensionFacts {
                    number: 0,
                    since: None,
                    by: standing.root().person_id(),
                    reason: "your keys to this repository were withdrawn (a suspension, or a key that was retired)"
                        .into(),
                });
                let refusal = outside(&standing, &presented, suspension.as_ref(), operation, request, now)?;
                let claimed = Some(person.to_string());
                let recorded = match manner {
                    Manner::ReadOnly => not_recorded(),
                    _ => spool_refusal(&self.repository, &spool_key, &refusal, operation, claimed, now),
                };
                Err(OperationError::Refused { refusal, recorded })
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Nobody's key: the refusal is told, and spooled where there is a repository.
    fn refuse_stranger(
        &self,
        operation: OperationKind,
        request: &Request,
        manner: Manner,
        now: Timestamp,
    ) -> OperationError {
        if matches!(manner, Manner::ReadOnly) {
            let floor = Floor::default();
            return match refusal_of(&Facts::of_nobody(now, operation, &floor)) {
                Ok(refusal) => OperationError::Refused { refusal, recorded: not_recorded() },
                Err(error) => error,
            };
        }
        let judged = match public_note(&self.repository) {
            Ok((founding, spool_key)) => {
                let standing = Standing::at_founding(founding);
                outside(&standing, &Presented::nobody(), None, operation, request, now).map(|refusal| {
                    let recorded = spool_refusal(&self.repository, &spool_key, &refusal, operation, None, now);
                    (refusal, recorded)
                })
            }
            Err(error) => {
                let floor = Floor::default();
                let facts = Facts::of_nobody(now, operation, &floor);
                let why = error.to_string();
                refusal_of(&facts).map(|refusal| (refusal, Recorded::Not { why }))
            }
        };
        match judged {
            Ok((refusal, recorded)) => OperationError::Refused { refusal, recorded },
            Err(error) => error,
        }
    }

    /// Whether there is anything to show at the gate: a key, and an authorization or the root's own founding note. Who has
    /// neither is refused whatever they answer, and is asked nothing first.
    pub fn has_something_to_show(&self) -> bool {
        let Ok(key_file) = KeyFile::open(&key_path(&self.home)) else { return false };
        let is_root = |founding: &Founding| founding.root == *key_file.public_keys();
        self.authorization.exists() || public_note(&self.repository).is_ok_and(|(founding, _)| is_root(&founding))
    }

    fn authorization_file(&self) -> Option<Result<Vec<u8>, String>> {
        match files::read(&self.authorization, SMALL_FILE) {
            Ok(bytes) => Some(Ok(bytes)),
            Err(OperationError::File { detail, .. }) if !self.authorization.exists() => {
                drop(detail);
                None
            }
            Err(error) => Some(Err(error.to_string())),
        }
    }

    /// The networks that are used, by their files' digests; others may lie beside them.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn models_in_use(&self) -> Result<ModelsInUse, OperationError> {
        let names = model_names(&self.models)?;
        let pin = |name: &str, role: ModelRole| -> Result<Option<PinnedModel>, OperationError> {
            if !names.iter().any(|known| known == name) {
                return Ok(None);
            }
            let (_, identity) = inspect_model(&self.models, name)?;
            Ok((identity.role == role).then(|| pinned(&identity)))
        };
        let embedder = pin(EMBEDDER, ModelRole::Embedder)?.ok_or_else(|| {
            OperationError::Environment(format!(
                "{}: the embedder {EMBEDDER} is not there; name the models with --models",
                self.models.display()
            ))
        })?;
        Ok(ModelsInUse { embedder, detector: pin(DETECTOR, ModelRole::Detector)? })
    }
}

/// A model as the floor pins it.
pub(super) fn pinned(identity: &ModelIdentity) -> PinnedModel {
    PinnedModel { name: identity.name.clone(), weights: identity.weights, card: identity.card }
}

fn refusal_of(facts: &Facts<'_>) -> Result<Refusal, OperationError> {
    match Refusal::of(facts) {
        Err(refusal) => Ok(refusal),
        Ok(()) => Err(OperationError::Bug("the gate admitted somebody who cannot open the book".into())),
    }
}

/// The refusal of somebody who cannot open the book.
fn outside(
    standing: &Standing,
    presented: &Presented,
    suspension: Option<&SuspensionFacts>,
    operation: OperationKind,
    request: &Request,
    now: Timestamp,
) -> Result<Refusal, OperationError> {
    let resolved = match &request.purpose {
        PurposeSource::Nothing => Resolved::Missing,
        PurposeSource::Cite(_) => Resolved::OutOfReach,
        PurposeSource::State(draft) => Resolved::draft(draft, now)?,
    };
    let mut facts = standing.facts(now, operation, presented);
    facts.suspension = suspension.or(facts.suspension);
    request_facts(&mut facts, request, &resolved);
    refusal_of(&facts)
}

fn request_facts<'f>(facts: &mut Facts<'f>, request: &'f Request, purpose: &'f Resolved) {
    facts.purpose = purpose.as_fact();
    facts.intake = request.intake.as_ref();
    facts.models = request.models.as_ref();
    facts.search = request.search.as_ref();
    facts.paper = request.paper.as_ref();
    facts.replaces = request.replaces;
    facts.expunge = request.expunge.as_ref();
    (facts.host, facts.sources) = (request.host.as_deref(), request.sources.as_ref());
}

impl Visit<'_> {
    /// The time.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The time by which the gate judges: a clock that was put back does not bring back what has lapsed (TRUST.md §9).
    pub fn gate_now(&self) -> Timestamp {
        let now = self.now();
        self.book.standing().witnessed().time().map_or(now, |cosigned| cosigned.max(now))
    }

    /// The program, for reports.
    pub fn program_line(&self) -> ProgramLine {
        program_line(self.book.standing().founding())
    }

    /// Who is at the desk.
    pub fn presented(&self) -> &Presented {
        &self.presented
    }

    fn resolve(&self, source: &PurposeSource, now: Timestamp) -> Result<Resolved, OperationError> {
        Ok(match source {
            PurposeSource::Nothing => Resolved::Missing,
            PurposeSource::State(draft) => Resolved::draft(draft, now)?,
            PurposeSource::Cite(id) => match self.book.purpose(*id)? {
                None => Resolved::Unknown(*id),
                Some(record) => Resolved::Stated(Box::new(self.stated(&record)?), None),
            },
        })
    }

    /// A stated purpose as the rules see it.
    ///
    /// # Errors
    /// Where its probes cannot be counted.
    pub fn stated(&self, record: &PurposeRecord) -> Result<StatedPurpose, OperationError> {
        let used = self.book.probes_used(record.id)?;
        Ok(StatedPurpose {
            id: record.id,
            kind: record.statement.kind(),
            case: record.statement.case().map(str::to_owned),
            stated_at: record.stated_at,
            probes_used: u32::try_from(used).unwrap_or(u32::MAX),
        })
    }

    /// Asks the gate; a refusal is recorded in the book.
    ///
    /// # Errors
    /// The refusal, with every broken paragraph.
    pub fn admit<Op: Operation>(&mut self, request: &Request) -> Result<Admitted<Op>, OperationError> {
        let now = self.gate_now();
        let resolved = self.resolve(&request.purpose, now)?;
        let tail = (Op::KIND == OperationKind::Search).then(|| self.book.unwitnessed()).transpose()?;
        let standing = self.book.standing();
        let mut facts = standing.facts(now, Op::KIND, &self.presented);
        request_facts(&mut facts, request, &resolved);
        facts.tail = tail.as_ref();
        match admit::<Op>(standing, &self.presented, &facts) {
            Ok(permit) => {
                let (purpose, statement) = match resolved {
                    Resolved::Stated(stated, statement) => (Some(*stated), statement),
                    _ => (None, None),
                };
                Ok(Admitted { permit, purpose, statement })
            }
            Err(refusal) => Err(self.refuse(Op::KIND, &request.purpose, refusal, now)?),
        }
    }

    fn refuse(
        &mut self,
        operation: OperationKind,
        purpose: &PurposeSource,
        refusal: Refusal,
        now: Timestamp,
    ) -> Result<OperationError, OperationError> {
        let cited = match purpose {
            PurposeSource::Cite(id) => Some(*id),
            _ => None,
        };
        if self.book.is_read_only() {
            return Ok(OperationError::Refused { refusal, recorded: not_recorded() });
        }
        let sequence = self.book.refuse(operation, &self.presented, cited, &refusal, now)?;
        Ok(OperationError::Refused { refusal, recorded: Recorded::Book { sequence } })
    }

    /// Whether the rules still hold once the image is known; to be asked of the same request with an open entry.
    ///
    /// # Errors
    /// The refusal.
    pub fn judge_face(
        standing: &Standing,
        presented: &Presented,
        request: &Request,
        purpose: &StatedPurpose,
        face: &crate::policy::ProbeFace,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let mut facts = standing.facts(now, OperationKind::Probe, presented);
        let resolved = Resolved::Stated(Box::new(purpose.clone()), None);
        request_facts(&mut facts, request, &resolved);
        facts.face = crate::policy::FaceFacts::Opened(face);
        Refusal::of(&facts)
    }

    /// Book and presented apart, for an entry that stays open while the rules are asked again.
    pub fn parts(&mut self) -> (&mut Book, &Presented) {
        (&mut self.book, &self.presented)
    }
}

/// The program as every report names it.
pub(super) fn program_line(founding: &Founding) -> ProgramLine {
    ProgramLine {
        id: founding.id,
        fingerprint: founding.id.fingerprint(),
        kind: founding.kind.to_string(),
        name: founding.name.clone(),
    }
}

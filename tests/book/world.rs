//! A program of two people in a directory of its own: the Commander, and an examiner who is also repository manager.

use std::path::{Path, PathBuf};

use frs::{
    audit::{Access, Book, BookError, HeadMemory, Intent, Outcome, OutcomeResult, Receipt},
    gate::{
        Answers, AuthorizationPaper, AuthorizationRequest, Enroll, Founding, Operation, PaperAccept, PaperKind, Permit,
        Presented, Probe, ProgramKind, PurposeState, Standing, SuspensionPaper, TypedPaper, admit, draft_paper,
        read_paper,
    },
    policy::{
        FaceFacts, Facts, Finding, Floor, Grade, ModelsInUse, PaperFacts, PinnedModel, ProbeFace, ProbeIntake,
        ProbeSource, PurposeFacts, Refusal, RequestFacts, StatedPurpose,
    },
    repository::{self, FailedImage, NewReference, Offered},
    seal::{Note, ReceivingSecret, Secrets, SigningKey, WitnessKey, new_id},
    store::DATABASE_FILE,
    vocabulary::{Digest, PurposeDraft, PurposeField, PurposeId, PurposeKind, PurposeStatement, Template},
};
use jiff::{SignedDuration, Timestamp};

pub const NAME: &str = "Test Department of Bernalillo";
pub const PERSON: &str = "Ximena Quintanilla";
pub const CASE: &str = "APD-26-0012345";
pub const SUBJECT: &str = "MUG-Zebulon-4711";
pub const MODEL: Digest = Digest([7; 32]);

pub struct World {
    pub home: tempfile::TempDir,
    pub root: Secrets,
    pub examiner: Secrets,
    /// Stands in the floor, and has no key to the repository.
    pub witness: Secrets,
    pub founding: Founding,
}

/// Keys are never cloned by the product; a test needs them twice.
pub fn copy(secrets: &Secrets) -> Secrets {
    Secrets {
        signing: SigningKey::from_seed(zeroize::Zeroizing::new(*secrets.signing.expose_seed())).unwrap(),
        receiving: ReceivingSecret::from_text(&secrets.receiving.expose_text()).unwrap(),
    }
}

pub fn now() -> Timestamp {
    Timestamp::now()
}

pub fn later(days: i64) -> Timestamp {
    now() + SignedDuration::from_hours(24 * days)
}

pub fn models() -> ModelsInUse {
    let pinned = |name: &str, weights| PinnedModel { name: name.into(), weights, card: Digest([8; 32]) };
    let detector = Some(pinned("mtcnn", Digest([6; 32])));
    ModelsInUse { embedder: pinned("mobilefacenet", MODEL), detector, templates: MODEL }
}

fn floor() -> Floor {
    let models = models();
    Floor {
        embedders: [models.embedder].into(),
        detectors: models.detector.into_iter().collect(),
        reference_retention_years: Some(5),
        ..Floor::default()
    }
}

impl World {
    /// Founds the program; nobody but the Commander.
    pub fn founded() -> Self {
        Self::founded_with(|floor| floor)
    }

    /// As [`World::founded`], with another floor.
    pub fn founded_with(change: impl FnOnce(Floor) -> Floor) -> Self {
        let home = tempfile::tempdir_in(fast_place()).unwrap();
        let [root, examiner, witness] = [(), (), ()].map(|()| Secrets::generate().unwrap());
        let named = WitnessKey::of_person(witness.signing.verifying_key()).to_string();
        let floor = Floor { witnesses: [named].into(), ..floor() };
        let recovery = Secrets::generate().unwrap().public_keys();
        let log = SigningKey::generate().unwrap();
        let named = log.verifying_key();
        let founding = Founding::found(ProgramKind::Demo, NAME, &root, &recovery, &named, &change(floor)).unwrap();
        let world = Self { home, root, examiner, witness, founding };
        let root = copy(&world.root);
        Book::found(&world.directory(), world.founding.clone(), root, &log, world.memory("root"), now()).unwrap();
        world
    }

    /// Founds the program and accepts the examiner's authorization.
    pub fn new() -> Self {
        let world = Self::founded();
        let paper = world.authorization(&["examiner", "repository-manager"]);
        accept(&mut world.open(), &paper).unwrap();
        std::fs::write(world.home.path().join("authorization"), paper.file()).unwrap();
        world
    }

    pub fn directory(&self) -> PathBuf {
        self.home.path().join("repository")
    }

    pub fn database(&self) -> PathBuf {
        self.directory().join(DATABASE_FILE)
    }

    pub fn memory(&self, user: &str) -> HeadMemory {
        HeadMemory::new(&self.home.path().join(user))
    }

    pub fn try_open(&self, secrets: &Secrets, user: &str) -> Result<Book, BookError> {
        Book::open(&self.directory(), copy(secrets), self.memory(user))
    }

    /// The Commander's book.
    pub fn open(&self) -> Book {
        self.try_open(&self.root, "root").unwrap()
    }

    /// The Commander, at a machine that has never seen the book.
    pub fn open_without_memory(&self) -> Result<Book, BookError> {
        let fresh = tempfile::tempdir_in(self.home.path()).unwrap().keep();
        Book::open(&self.directory(), copy(&self.root), HeadMemory::new(&fresh))
    }

    pub fn authorization(&self, roles: &[&str]) -> TypedPaper {
        self.authorization_knowing(roles, 0)
    }

    /// One that names this as the highest suspension.
    pub fn authorization_knowing(&self, roles: &[&str], suspensions: u64) -> TypedPaper {
        self.authorization_of(&self.examiner, "4412", roles, suspensions)
    }

    /// Somebody new, with the paper that the Commander signed for them.
    pub fn another(&self, roles: &[&str]) -> (Secrets, TypedPaper) {
        let person = Secrets::generate().unwrap();
        let paper = self.authorization_of(&person, "7001", roles, 0);
        (person, paper)
    }

    fn authorization_of(&self, person: &Secrets, badge: &str, roles: &[&str], suspensions: u64) -> TypedPaper {
        let roles: Vec<_> = roles.iter().map(|role| format!("{role:?}")).collect();
        let details = format!(
            "name = {PERSON:?}\nbadge = {badge:?}\nunit = \"Investigations Bureau\"\nroles = [{}]\n\
             [training]\ncourse = \"Basic\"\nprovider = \"Academy\"\ncompleted = {}\nexpires = {}\n",
            roles.join(", "),
            later(-30).strftime("%Y-%m-%d"),
            later(300).strftime("%Y-%m-%d"),
        );
        let request = AuthorizationRequest::write(&details, self.founding.id, person).unwrap();
        let paper = AuthorizationPaper::approve(&request, &self.root, later(-1), later(300), suspensions).unwrap();
        TypedPaper::Authorization(paper)
    }

    pub fn suspension(&self) -> TypedPaper {
        self.suspension_of(&self.examiner, 1)
    }

    pub fn suspension_of(&self, person: &Secrets, number: u64) -> TypedPaper {
        let person = person.public_keys().person_id();
        let draft = SuspensionPaper::draft(self.founding.id, person, number, "left the bureau").unwrap();
        let mut paper = draft.paper().clone();
        paper.sign(&self.root).unwrap();
        read_paper(paper.to_string().as_bytes()).unwrap()
    }

    pub fn retirement(&self) -> TypedPaper {
        let person = self.examiner.public_keys().person_id().to_string();
        self.signed(PaperKind::Retirement, &[("person", person), ("reason", "left the bureau".into())], &self.root)
    }

    /// A paper with these fields, signed by somebody.
    pub fn signed(&self, kind: PaperKind, fields: &[(&str, String)], by: &Secrets) -> TypedPaper {
        let answers = fields.iter().fold(Answers::new(kind).unwrap(), |all, (key, value)| all.set(key, value).unwrap());
        signed(draft_paper(self.founding.id, &answers).unwrap().note().clone(), by)
    }

    pub fn sql(&self, sql: &str) -> usize {
        let connection = rusqlite::Connection::open(self.database()).unwrap();
        connection.execute(sql, []).unwrap()
    }
}

/// A draft, signed by somebody.
pub fn signed(mut note: Note, by: &Secrets) -> TypedPaper {
    note.sign(by.public_keys().note_key().name(), &by.signing).unwrap();
    read_paper(note.to_string().as_bytes()).unwrap()
}

pub fn root_presented(standing: &Standing) -> Presented {
    standing.presented(standing.founding().root.person_id(), None, None)
}

pub fn upkeep() -> PurposeStatement {
    let draft = PurposeDraft::new(PurposeKind::Administration);
    draft.with(PurposeField::Reason, "nightly check of the repository").complete().unwrap()
}

pub fn robbery() -> PurposeStatement {
    use PurposeField as F;
    let answers = [
        (F::CaseNumber, CASE),
        (F::OffenseCode, "30-16-2 NMSA"),
        (F::Offense, "armed robbery of a store"),
        (F::Relation, "suspect"),
        (F::RelationBasis, "seen on the store's camera taking the till"),
        (F::LeadInvestigator, "Det. Ana Vigil"),
        (F::LeadBadge, "3121"),
    ];
    let draft = PurposeDraft::new(PurposeKind::CriminalActivity);
    answers.into_iter().fold(draft, |draft, (field, answer)| draft.with(field, answer)).complete().unwrap()
}

fn stated(id: PurposeId, statement: &PurposeStatement, stated_at: Timestamp) -> StatedPurpose {
    StatedPurpose { id, kind: statement.kind(), case: statement.case().map(Into::into), stated_at, probes_used: 0 }
}

pub fn permit<Op: Operation>(
    book: &Book,
    presented: &Presented,
    purpose: Option<&StatedPurpose>,
    change: impl FnOnce(&mut Facts<'_>),
) -> Result<Permit<Op>, Refusal> {
    let mut facts = book.standing().facts(now(), Op::KIND, presented);
    if let Some(purpose) = purpose {
        facts.purpose = PurposeFacts::Stated(purpose);
    }
    change(&mut facts);
    admit(book.standing(), presented, &facts)
}

/// A purpose that is stated with the act itself.
pub fn stated_now(statement: PurposeStatement) -> (StatedPurpose, PurposeStatement) {
    (stated(new_id(PurposeId).unwrap(), &statement, now()), statement)
}

/// The authorization that the book holds, as its opening has it.
pub fn accepted(world: &World) -> Option<TypedPaper> {
    read_paper(&std::fs::read(world.home.path().join("authorization")).ok()?).ok()
}

pub fn done(record: &str) -> Outcome {
    Outcome { result: OutcomeResult::Done, record: record.into(), gallery: None }
}

/// Opens an act that states a purpose.
pub fn begin_as<'b>(
    book: &'b mut Book,
    presented: &Presented,
    statement: PurposeStatement,
) -> Result<Access<'b, PurposeState>, BookError> {
    let id = new_id(PurposeId).unwrap();
    let permit = permit(book, presented, Some(&stated(id, &statement, now())), |_| {}).unwrap();
    let case = statement.case().map(Into::into);
    book.begin(permit, Intent { statement: Some(statement), case, ..Intent::default() }, now())
}

pub fn begin(book: &mut Book) -> Result<Access<'_, PurposeState>, BookError> {
    let presented = root_presented(book.standing());
    begin_as(book, &presented, upkeep())
}

/// One whole act of the Commander: two entries.
pub fn act(book: &mut Book) -> Result<Receipt, BookError> {
    begin(book)?.finish(done("{}"), now())
}

pub fn accept(book: &mut Book, paper: &TypedPaper) -> Result<Receipt, BookError> {
    let (id, statement) = (new_id(PurposeId).unwrap(), upkeep());
    let presented = root_presented(book.standing());
    let signed_by = book.standing().verify(paper).unwrap();
    let facts: PaperFacts = book.standing().paper_facts(paper, signed_by, now());
    let purpose = stated(id, &statement, now());
    let allowed: Permit<PurposeState> = permit(book, &presented, Some(&purpose), |_| {}).unwrap();
    book.begin(allowed, Intent { statement: Some(statement), ..Intent::default() }, now())?
        .finish(done("{}"), now())?;
    let presented = root_presented(book.standing());
    let allowed = admit(
        book.standing(),
        &presented,
        &Facts {
            purpose: PurposeFacts::Stated(&purpose),
            paper: Some(&facts),
            ..book.standing().facts(now(), PaperAccept::KIND, &presented)
        },
    );
    let access: Access<'_, PaperAccept> = book.begin(allowed.unwrap(), Intent::default(), now())?;
    access.accept(paper, now()).map(|(receipt, _)| receipt)
}

/// The examiner's own authorization, shown at the gate.
pub fn examiner_presented(world: &World, book: &Book, paper: &TypedPaper) -> Presented {
    let file = paper.file();
    book.standing().presented(world.examiner.public_keys().person_id(), Some(Ok(file.as_bytes())), Some(now()))
}

pub fn template(seed: f32) -> Template {
    Template::normalized(MODEL, (0..192).map(|i| (i as f32 * 0.37 + seed).sin()).collect()).unwrap()
}

pub fn oversight() -> PurposeStatement {
    let draft = PurposeDraft::new(PurposeKind::Oversight);
    draft.with(PurposeField::Reason, "check of the whole book").complete().unwrap()
}

/// The examiner enrolls one image.
pub fn enroll(book: &mut Book, presented: &Presented, image: &[u8], seed: f32) -> Result<Receipt, BookError> {
    enroll_as(book, presented, SUBJECT, image, seed)
}

/// The examiner enrolls one image of somebody.
pub fn enroll_as(
    book: &mut Book,
    presented: &Presented,
    label: &str,
    image: &[u8],
    seed: f32,
) -> Result<Receipt, BookError> {
    let new = NewReference {
        label: label.into(),
        template: template(seed),
        details: format!("{{\"name\":{PERSON:?}}}"),
        image: image.to_vec(),
    };
    match offer(book, presented, Offered::Reference(Box::new(new))) {
        Err(repository::RoomError::Book(error)) => Err(error),
        offered => Ok(offered.unwrap().0),
    }
}

/// An image in which no face was found.
pub fn fail_to_enroll(book: &mut Book, presented: &Presented, image: &[u8]) {
    let failed = FailedImage { image: frs::seal::sha256(image), details: "{\"why\":\"no-face\"}".into() };
    offer(book, presented, Offered::Failed(failed)).unwrap();
}

/// The examiner enrolls the image once more; how many duplicates that makes.
pub fn again(book: &mut Book, presented: &Presented, image: &[u8]) -> usize {
    let (label, details) = (SUBJECT.into(), "{}".into());
    let new = NewReference { label, template: template(0.9), details, image: image.to_vec() };
    let (_, results) = offer(book, presented, Offered::Reference(Box::new(new))).unwrap();
    results
        .iter()
        .filter(|result| matches!(result, Err(repository::Known::Enrolled(duplicate)) if duplicate.same_subject))
        .count()
}

type Offer = (Receipt, Vec<Result<frs::vocabulary::ReferenceId, repository::Known>>);

pub fn offer(book: &mut Book, presented: &Presented, offered: Offered) -> Result<Offer, repository::RoomError> {
    let (id, statement) = (new_id(PurposeId).unwrap(), upkeep());
    let purpose = stated(id, &statement, now());
    let allowed: Permit<PurposeState> = permit(book, presented, Some(&purpose), |_| {}).unwrap();
    book.begin(allowed, Intent { statement: Some(statement), ..Intent::default() }, now())?
        .finish(done("{}"), now())?;
    let models = models();
    let allowed: Permit<Enroll> =
        permit(book, presented, Some(&purpose), |facts| facts.models = Some(copied(&models))).unwrap();
    let access = book.begin(allowed, Intent::default(), now())?;
    access.close(now(), |writing| {
        let (results, root) = repository::enroll(writing, &[offered])?;
        Ok::<_, repository::RoomError>((Outcome { gallery: Some(root), ..done("{}") }, results))
    })
}

pub fn copied(models: &ModelsInUse) -> &'static ModelsInUse {
    Box::leak(Box::new(models.clone()))
}

/// The examiner lets in a probe under a robbery.
pub fn probe(book: &mut Book, presented: &Presented, image: &[u8]) -> Receipt {
    let (id, statement) = (new_id(PurposeId).unwrap(), robbery());
    let purpose = stated(id, &statement, now());
    let allowed: Permit<PurposeState> = permit(book, presented, Some(&purpose), |_| {}).unwrap();
    let intent = Intent { statement: Some(statement), case: Some(CASE.into()), ..Intent::default() };
    book.begin(allowed, intent, now()).unwrap().finish(done("{}"), now()).unwrap();
    let finding = |component| Finding { component, measure: 0.5, limit: 0.4, grade: Grade::Good, remedy: "".into() };
    let intake = ProbeIntake {
        source: Some(ProbeSource::Cctv),
        source_words: None,
        obtained_how: Some("handed over by the store's owner with a signed consent".into()),
        obtained_by: Some("badge 3121".into()),
        obtained_at: Some(later(-1)),
        attested_genuine: true,
        child: Some(false),
        request: Some(RequestFacts {
            badge: Some("3121".into()),
            at: Some(later(-1)),
            channel: Some("telephone".into()),
        }),
    };
    let face = ProbeFace {
        found: std::num::NonZeroUsize::MIN,
        chosen: None,
        places: vec![[0, 0, 200, 240]],
        pose: vec![finding("yaw")],
        quality: vec![finding("sharpness"), finding("eyes_open")],
        override_reason: None,
    };
    let (models, intake, face) = (copied(&models()), Box::leak(Box::new(intake)), Box::leak(Box::new(face)));
    let allowed: Permit<Probe> = permit(book, presented, Some(&purpose), |facts| {
        facts.models = Some(models);
        facts.intake = Some(intake);
        facts.face = FaceFacts::Opened(face);
    })
    .unwrap();
    let access = book.begin(allowed, Intent { case: Some(CASE.into()), ..Intent::default() }, now()).unwrap();
    let new = repository::NewProbe {
        id: new_id(frs::vocabulary::ProbeId).unwrap(),
        purpose: id,
        intake: format!("{{\"by\":{PERSON:?}}}"),
        template: template(0.5),
        image: image.to_vec(),
    };
    let closed = access.close(now(), |writing| {
        repository::insert_probe(writing, &new)?;
        Ok::<_, repository::RoomError>((done("{}"), ()))
    });
    closed.unwrap().0
}

/// Where files need not outlast anything: in memory, where the system has such a place.
pub fn fast_place() -> PathBuf {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() }
}

/// Copies the whole directory, as a backup would.
pub fn copy_directory(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            std::fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
        }
    }
}

/// Takes the place of whatever stands there.
pub fn put_directory(from: &Path, to: &Path) {
    std::fs::remove_dir_all(to).unwrap();
    copy_directory(from, to);
}

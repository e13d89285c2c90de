//! See the whole thing work: a program of kind `demo` in a new directory, on the shipped portraits.
//!
//! It takes the same way as any other use: keys sealed by passphrases, papers requested, signed and accepted, the gate,
//! the book, the sealed repository. HOME and keyring are not touched.

mod commands;

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use commands::Made;
use zeroize::Zeroizing;

use super::{
    CheckpointRequest, Desk, IntakeFile, OperationError, ProbeRequest, PurposeSource, SearchOutcome, SearchRequest,
    Unlocker, VerifyRequest, accept_paper, admit_probe,
    enroll::{EnrollObserver, EnrollRequest, enroll, read_manifest},
    found_program, key_path, make_checkpoint, search, show_program, state_purpose, verify_book,
    witness::Asked,
};
use crate::{
    gate::{AuthorizationPaper, AuthorizationRequest, ProgramKind, TypedPaper},
    policy::Floor,
    report::{
        AuditVerdict, CheckpointMade, EnrollBegin, EnrollLine, PaperAccepted, ProbeAdmitted, PurposeStated,
        WitnessSigned,
    },
    seal::{Cost, KeyFile, Passphrase, Secrets, WitnessKey, create_private, make_private_directory, random},
    vocabulary::{
        Clock, ProbeId, ProgramId, PurposeDraft, PurposeField, PurposeId, PurposeKind, SearchId, SystemClock,
    },
};

/// Shipped portraits: file name, subject, capture date where it is known, bytes. `tests/portraits/README.md` says where
/// they come from.
const REFERENCES: [(&str, &str, &str, &[u8]); 3] = [
    ("obama.jpg", "Barack Obama", "2012", include_bytes!("../../tests/portraits/obama.jpg")),
    ("biden.jpg", "Joe Biden", "", include_bytes!("../../tests/portraits/biden.jpg")),
    ("astronaut.png", "Eileen Collins", "", include_bytes!("../../tests/portraits/astronaut.png")),
];
const PROBE: (&str, &[u8]) = ("probe.jpg", include_bytes!("../../tests/portraits/obama2.jpg"));

/// A stage of the demo, as it is reached.
pub enum DemoStep<'s> {
    /// What comes next, in a few words.
    Title(&'s str),
    /// Who the program is.
    Founded(&'s crate::report::ProgramLine),
    /// An authorization was accepted.
    Accepted(&'s PaperAccepted),
    /// An image was enrolled, or not.
    Enrolled(&'s EnrollLine),
    /// A purpose was stated.
    Purpose(&'s PurposeStated),
    /// The probe was let in.
    Probe(&'s ProbeAdmitted),
    /// The list.
    Searched(&'s SearchOutcome),
    /// A refusal, as it should be.
    Refused(OperationError),
    /// A checkpoint was made.
    Checkpoint(&'s CheckpointMade),
    /// A witness cosigned it.
    Cosigned(&'s WitnessSigned),
    /// The book.
    Verified(&'s AuditVerdict),
    /// Commands with which to go on.
    Commands(&'s [String]),
}

/// Where the demo went.
pub struct Demo {
    /// Its directory.
    pub directory: PathBuf,
}

struct Person {
    name: &'static str,
    home: PathBuf,
    passphrase: PathBuf,
}

/// Reads the passphrase from the demo's own file.
struct FileUnlocker<'p>(&'p Path);

impl Unlocker for FileUnlocker<'_> {
    fn unlock(&self, key_file: &KeyFile) -> Result<Secrets, OperationError> {
        let text = Zeroizing::new(fs::read_to_string(self.0).map_err(|e| OperationError::file(self.0, e))?);
        Ok(key_file.unlock(&Passphrase::new(text.trim_end().to_owned()))?)
    }

    fn unlock_anew(&self, key_file: &KeyFile) -> Result<Secrets, OperationError> {
        self.unlock(key_file)
    }
}

struct Show<'s>(&'s (dyn Fn(DemoStep<'_>) + Sync));

impl EnrollObserver for Show<'_> {
    fn begin(&self, _: &EnrollBegin) {}
    fn looked_at(&self) {}
    fn line(&self, line: &EnrollLine) {
        (self.0)(DemoStep::Enrolled(line));
    }
}

/// Runs the demo in `directory`, which must not exist.
///
/// # Errors
/// Where something is there already, or any step fails that should not.
pub fn run_demo(directory: &Path, models: &Path, show: &(dyn Fn(DemoStep<'_>) + Sync)) -> Result<Demo, OperationError> {
    if directory.exists() {
        return Err(OperationError::Usage(format!(
            "{}: something is there already, and nothing of it was touched. It may be an earlier demo: go on with it (see \
             {}/COMMANDS.txt), or name another directory with --dir",
            directory.display(),
            directory.display()
        )));
    }
    private_directory(directory)?;
    let stage = Stage { directory, models, show };
    let [commander, examiner, manager, auditor, recovery, witness] =
        ["commander", "examiner", "repository-manager", "auditor", "recovery", "witness"]
            .map(|name| stage.person(name));
    let (commander, examiner, manager, auditor, witness) = (commander?, examiner?, manager?, auditor?, witness?);
    let program = stage.found(&commander, &recovery?, &witness)?;
    for person in [&examiner, &manager, &auditor] {
        stage.authorize(program, &commander, person)?;
    }
    stage.enroll(&manager)?;
    let (purpose, probe) = stage.probe(&examiner)?;
    let search = stage.search(&examiner, purpose, probe)?;
    stage.refusals(&examiner, &auditor, purpose, probe)?;
    stage.witness(program, &auditor, &witness)?;
    stage.verify(&auditor)?;
    stage.commands(&examiner, &auditor, &Made { purpose, probe, search })?;
    Ok(Demo { directory: directory.to_owned() })
}

struct Stage<'s> {
    directory: &'s Path,
    models: &'s Path,
    show: &'s (dyn Fn(DemoStep<'_>) + Sync),
}

impl Stage<'_> {
    fn title(&self, title: &str) {
        (self.show)(DemoStep::Title(title));
    }

    fn repository(&self) -> PathBuf {
        self.directory.join("repository")
    }

    fn person(&self, name: &'static str) -> Result<Person, OperationError> {
        let home = self.directory.join("people").join(name);
        private_directory(&home)?;
        let passphrase = home.join("passphrase");
        let words: Vec<String> =
            random::<16>()?.chunks(4).map(|four| four.iter().map(|b| format!("{b:02x}")).collect()).collect();
        let words = Zeroizing::new(words.join("-"));
        write_new(&passphrase, words.as_bytes())?;
        KeyFile::create(&key_path(&home), &Secrets::generate()?, &Passphrase::new(words.to_string()), Cost::MINIMUM)?;
        Ok(Person { name, home, passphrase })
    }

    fn secrets(&self, person: &Person) -> Result<Secrets, OperationError> {
        FileUnlocker(&person.passphrase).unlock(&KeyFile::open(&key_path(&person.home))?)
    }

    fn at<T>(
        &self,
        person: &Person,
        work: impl FnOnce(&Desk<'_>) -> Result<T, OperationError>,
    ) -> Result<T, OperationError> {
        let unlocker = FileUnlocker(&person.passphrase);
        work(&Desk {
            home: person.home.clone(),
            repository: self.repository(),
            models: self.models.to_owned(),
            authorization: person.home.join("authorization.frs"),
            clock: &SystemClock,
            unlocker: &unlocker,
        })
    }

    fn found(&self, commander: &Person, recovery: &Person, witness: &Person) -> Result<ProgramId, OperationError> {
        self.title(
            "The Commander founds a program. Its root key is pinned in every paper, record and entry (2-110-4-B)",
        );
        let recovery = KeyFile::open(&key_path(&recovery.home))?.public_keys().clone();
        let witness = WitnessKey::of_person(KeyFile::open(&key_path(&witness.home))?.public_keys().signing);
        let witnesses = [witness.to_string()].into();
        let floor = Floor { reference_retention_years: Some(1), witnesses, ..Floor::default() };
        let founded =
            self.at(commander, |desk| found_program(desk, ProgramKind::Demo, "Demonstration", &recovery, floor))?;
        (self.show)(DemoStep::Founded(&founded.program));
        Ok(founded.program.id)
    }

    fn authorize(&self, program: ProgramId, commander: &Person, person: &Person) -> Result<(), OperationError> {
        self.title(&format!(
            "The {} asks, the Commander signs, the paper is entered in the book (2-110-3-A)",
            person.name
        ));
        let now = SystemClock.now();
        let day = |days: i64| {
            let time = now.checked_add(jiff::SignedDuration::from_hours(24 * days)).unwrap_or(now);
            time.to_zoned(jiff::tz::TimeZone::UTC).date()
        };
        let details = format!(
            "name = \"Demo {role}\"\nbadge = \"D-{badge}\"\nunit = \"Investigations Bureau\"\nroles = [\"{role}\"]\n\
             [training]\ncourse = \"Facial recognition software, demonstration\"\nprovider = \"frs demo\"\n\
             completed = \"{from}\"\nexpires = \"{to}\"\n",
            role = person.name,
            badge = 100 + person.name.len(),
            from = day(-1),
            to = day(30),
        );
        let paper = |error| OperationError::Paper { path: person.home.join("request.frs"), error };
        let request = AuthorizationRequest::write(&details, program, &self.secrets(person)?)
            .map_err(|e| OperationError::Bug(e.to_string()))?;
        write_new(&person.home.join("request.frs"), request.paper().to_string().as_bytes())?;
        let until = now.checked_add(jiff::SignedDuration::from_hours(24 * 30)).unwrap_or(now);
        let signed = AuthorizationPaper::approve(&request, &self.secrets(commander)?, now, until, 0).map_err(paper)?;
        let file = person.home.join("authorization.frs");
        write_new(&file, TypedPaper::Authorization(signed).file().as_bytes())?;
        let purpose = upkeep(PurposeKind::Administration, "authorize the people of the demonstration");
        let accepted = self.at(commander, |desk| accept_paper(desk, &file, purpose))?;
        (self.show)(DemoStep::Accepted(&accepted));
        Ok(())
    }

    fn enroll(&self, manager: &Person) -> Result<(), OperationError> {
        self.title("The repository manager enrolls three portraits (2-110-3-H)");
        let folder = self.directory.join("photographs");
        private_directory(&folder)?;
        let mut manifest = "path,subject,capture_date,source,legal_basis\n".to_owned();
        for (name, subject, date, bytes) in REFERENCES {
            write_new(&folder.join(name), bytes)?;
            manifest.push_str(&format!("{name},{subject},{date},shipped with frs,US government work\n"));
        }
        let path = folder.join("manifest.csv");
        write_new(&path, manifest.as_bytes())?;
        write_new(&folder.join(PROBE.0), PROBE.1)?;
        let items = || read_manifest(&path, None, &super::enroll::Details::default());
        let purpose = upkeep(PurposeKind::Administration, "enroll the portraits that are shipped with frs");
        let ask = EnrollRequest { items: &items, purpose, explain: None };
        let summary = self.at(manager, |desk| enroll(desk, &ask, &Show(self.show)))?;
        if summary.end.failed > 0 {
            return Err(OperationError::Bug("a shipped portrait could not be enrolled".into()));
        }
        Ok(())
    }

    fn probe(&self, examiner: &Person) -> Result<(PurposeId, ProbeId), OperationError> {
        self.title("The examiner states why: an endangered person who cannot say who he is (2-110-4-A-3)");
        let draft = PurposeDraft::new(PurposeKind::EndangeredPerson)
            .with(PurposeField::CaseNumber, "DEMO-2026-0001")
            .with(PurposeField::UnableBecause, "found disoriented, does not remember his name (demonstration)")
            .with(PurposeField::MedicalDanger, "signs of dementia, needs his medication (demonstration)")
            .with(PurposeField::AssessedBy, "paramedic on scene (demonstration)")
            .with(PurposeField::OfficerInCharge, "Officer in charge (demonstration)")
            .with(PurposeField::OfficerBadge, "D-007");
        let purpose = self.at(examiner, |desk| state_purpose(desk, draft))?;
        (self.show)(DemoStep::Purpose(&purpose));
        self.title("and puts in the probe image: source and lawful acquisition told, the face measured (2-110-3-G)");
        let intake = IntakeFile {
            source: Some("photo-id".into()),
            obtained_how: Some("shipped with frs, stands for a photograph taken by the officer on scene".into()),
            obtained_by: Some("D-007".into()),
            obtained_at: Some(format!("{:.0}", SystemClock.now())),
            genuine: true,
            child: Some(false),
            ..IntakeFile::default()
        };
        let image = self.directory.join("photographs").join(PROBE.0);
        let ask =
            ProbeRequest { image, intake, purpose: PurposeSource::Cite(purpose.purpose), ..ProbeRequest::default() };
        let probe = self.at(examiner, |desk| admit_probe(desk, &ask))?;
        (self.show)(DemoStep::Probe(&probe));
        Ok((purpose.purpose, probe.probe))
    }

    fn ask(purpose: PurposeSource, probe: ProbeId) -> SearchRequest {
        SearchRequest { probe: probe.to_string(), candidates: None, with_personal: false, purpose }
    }

    fn search(&self, examiner: &Person, purpose: PurposeId, probe: ProbeId) -> Result<SearchId, OperationError> {
        self.title(
            "The search: every reference is compared; the list is leads, never an identification (2-110-4-D-3, 4-D-4)",
        );
        let ask = Self::ask(PurposeSource::Cite(purpose), probe);
        let outcome = self.at(examiner, |desk| search(desk, &ask))?;
        (self.show)(DemoStep::Searched(&outcome));
        Ok(outcome.report.search)
    }

    fn refusals(
        &self,
        examiner: &Person,
        auditor: &Person,
        purpose: PurposeId,
        probe: ProbeId,
    ) -> Result<(), OperationError> {
        self.title("What is refused, and why: the same search without a purpose");
        self.must_refuse(examiner, &Self::ask(PurposeSource::Nothing, probe))?;
        self.title("and a search by the auditor, who sees records and searches nobody");
        self.must_refuse(auditor, &Self::ask(PurposeSource::Cite(purpose), probe))
    }

    fn must_refuse(&self, person: &Person, ask: &SearchRequest) -> Result<(), OperationError> {
        match self.at(person, |desk| search(desk, ask)) {
            Err(refused @ OperationError::Refused { .. }) => {
                (self.show)(DemoStep::Refused(refused));
                Ok(())
            }
            Err(other) => Err(other),
            Ok(_) => Err(OperationError::Bug("the gate let through what it must refuse".into())),
        }
    }

    fn witness(&self, program: ProgramId, auditor: &Person, witness: &Person) -> Result<(), OperationError> {
        self.title("The auditor signs what the book is now, for a witness on a machine of their own (2-110-4-B)");
        let oversight = || upkeep(PurposeKind::Oversight, "have the demonstration's book witnessed");
        let (file, request) = (witness.home.join("program.txt"), witness.home.join("for-witness.txt"));
        self.at(auditor, |desk| show_program(desk, &file, oversight()))?;
        let ask = CheckpointRequest { out: request.clone(), old: None, purpose: oversight() };
        let made = self.at(auditor, |desk| make_checkpoint(desk, ask))?;
        (self.show)(DemoStep::Checkpoint(&made));
        self.title("The witness compares the fingerprint, checks that the book only grew, remembers it and cosigns it");
        let asked = Asked::read(&witness.home, &request, Some(&file), false)?;
        asked.compare(&program.fingerprint())?;
        let answer = witness.home.join("answer.txt");
        let signed = asked.cosign(&self.secrets(witness)?, SystemClock.now(), false, &answer)?;
        (self.show)(DemoStep::Cosigned(&signed));
        let purpose = upkeep(PurposeKind::Administration, "enter what the witness has seen");
        let accepted = self.at(auditor, |desk| accept_paper(desk, &answer, purpose))?;
        (self.show)(DemoStep::Accepted(&accepted));
        Ok(())
    }

    fn verify(&self, auditor: &Person) -> Result<(), OperationError> {
        self.title("The auditor checks the book: every entry, signature and commitment");
        let purpose = upkeep(PurposeKind::Oversight, "check the book of the demonstration");
        let ask = VerifyRequest { purpose, ..VerifyRequest::default() };
        let verdict = self.at(auditor, |desk| verify_book(desk, ask))?;
        (self.show)(DemoStep::Verified(&verdict));
        if verdict.verdict != "intact" {
            return Err(OperationError::Integrity("the demo's own book does not verify".into()));
        }
        Ok(())
    }
}

fn upkeep(kind: PurposeKind, reason: &str) -> PurposeSource {
    PurposeSource::State(PurposeDraft::new(kind).with(PurposeField::Reason, reason))
}

fn private_directory(path: &Path) -> Result<(), OperationError> {
    make_private_directory(path).map_err(|e| OperationError::file(path, e))
}

fn write_new(path: &Path, bytes: &[u8]) -> Result<(), OperationError> {
    create_private(path).and_then(|mut file| file.write_all(bytes)).map_err(|e| OperationError::file(path, e))
}

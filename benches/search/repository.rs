//! A repository of made-up references, written the way that every reference is: past the gate, an entry for each batch, sealed. Its
//! founding note says `synthetic`, so nobody can be looked for in it.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

use frs::{
    audit::{Intent, Outcome, OutcomeResult, host},
    gate::{AuthorizationPaper, AuthorizationRequest, Enroll, Probe, ProgramKind, TypedPaper},
    operation::{
        Desk, IntakeFile, OperationError, PurposeSource, Request, Unlocker, accept_paper, found_program, key_path,
        state_purpose,
    },
    policy::{Floor, OperationKind},
    repository::{NewProbe, NewReference, Offered, enroll, insert_probe},
    seal::{Cost, KeyFile, Passphrase, Secrets, make_private_directory, new_id, sha256},
    vocabulary::{Clock as _, ProbeId, ProgramId, PurposeDraft, PurposeField, PurposeKind, SystemClock},
};

use crate::made_up::{PHOTOGRAPHS, probe, template, values};

const BATCH: usize = 1_000;
const PASSPHRASE: &str = "made up for a measurement";
const ROLES: &str = "\"examiner\", \"repository-manager\"";

struct FileUnlocker;

impl Unlocker for FileUnlocker {
    fn unlock(&self, key_file: &KeyFile) -> Result<Secrets, OperationError> {
        Ok(key_file.unlock(&Passphrase::new(PASSPHRASE.to_owned()))?)
    }

    fn unlock_anew(&self, key_file: &KeyFile) -> Result<Secrets, OperationError> {
        self.unlock(key_file)
    }
}

struct Stage {
    place: PathBuf,
    models: PathBuf,
}

impl Stage {
    fn home(&self, person: &str) -> PathBuf {
        self.place.join(person)
    }

    fn desk(&self, person: &str) -> Desk<'_> {
        let home = self.home(person);
        Desk {
            authorization: home.join("authorization.frs"),
            home,
            repository: self.place.join("repository"),
            models: self.models.clone(),
            clock: &SystemClock,
            unlocker: &FileUnlocker,
        }
    }

    fn person(&self, name: &str) -> Secrets {
        make_private_directory(&self.home(name)).expect("a new directory");
        let secrets = Secrets::generate().expect("random bytes");
        let passphrase = Passphrase::new(PASSPHRASE.to_owned());
        KeyFile::create(&key_path(&self.home(name)), &secrets, &passphrase, Cost::MINIMUM).expect("a key file");
        let file = self.home(name).join("passphrase");
        fs::write(&file, PASSPHRASE).expect("a file");
        #[cfg(unix)]
        fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o600))
            .expect("a file for nobody else");
        secrets
    }

    fn found(&self) -> ProgramId {
        let (_, recovery) = (self.person("commander"), self.person("recovery"));
        let floor = Floor { reference_retention_years: Some(1), unwitnessed_tail_entries: 10_000, ..Floor::default() };
        let founded = found_program(
            &self.desk("commander"),
            ProgramKind::Synthetic,
            "Made-up references",
            &recovery.public_keys(),
            floor,
        );
        founded.expect("a synthetic program").program.id
    }

    fn authorize(&self, program: ProgramId) {
        let (worker, now) = (self.person("worker"), SystemClock.now());
        let day = |days: i64| {
            let then = now + jiff::SignedDuration::from_hours(24 * days);
            then.to_zoned(jiff::tz::TimeZone::UTC).date()
        };
        let details = format!(
            "name = \"Nobody\"\nbadge = \"S-1\"\nunit = \"Investigations Bureau\"\nroles = [{ROLES}]\n[training]\ncourse = \"Facial recognition software, made up\"\n\
             provider = \"frs bench\"\ncompleted = \"{}\"\nexpires = \"{}\"\n",
            day(-1),
            day(30)
        );
        let request = AuthorizationRequest::write(&details, program, &worker).expect("a request");
        let commander = FileUnlocker.unlock(&KeyFile::open(&key_path(&self.home("commander"))).expect("a key"));
        let until = now + jiff::SignedDuration::from_hours(24 * 30);
        let signed = AuthorizationPaper::approve(&request, &commander.expect("its passphrase"), now, until, 0);
        let file = self.home("worker").join("authorization.frs");
        fs::write(&file, TypedPaper::Authorization(signed.expect("a paper")).file()).expect("a file");
        let purpose = upkeep(PurposeKind::Administration, "authorize who writes made-up references");
        accept_paper(&self.desk("commander"), &file, purpose).expect("an accepted paper");
    }

    /// Writes the references, and prints what a batch costs as the gallery grows.
    fn enroll(&self, count: usize, length: usize) {
        let desk = self.desk("worker");
        let models = desk.models_under(&Floor::default()).expect("the shipped models");
        let model = models.templates;
        let mut request = Request {
            purpose: upkeep(PurposeKind::Administration, "write made-up references"),
            models: Some(models),
            host: Some(host()),
            sources: Some(["made up".to_owned()].into()),
            ..Request::default()
        };
        let mut visit = desk.visit(OperationKind::Enroll, &request).expect("the book");
        println!("references  ms a batch of {BATCH} (median, greatest, of the last 100)");
        let mut taken = Vec::new();
        for begin in (0..count).step_by(BATCH) {
            let offered: Vec<Offered> = (begin..count.min(begin + BATCH))
                .map(|number| {
                    Offered::Reference(Box::new(NewReference {
                        label: format!("NOBODY-{}", number / PHOTOGRAPHS),
                        template: template(model, values(number, length)),
                        details: "{\"source\":\"made up\"}".into(),
                        image: format!("no photograph {number}").into_bytes(),
                    }))
                })
                .collect();
            let began = Instant::now();
            let admitted = visit.admit::<Enroll>(&request).expect("the gate");
            if let (Some(purpose), Some(_)) = (&admitted.purpose, &admitted.statement) {
                request.purpose = PurposeSource::Cite(purpose.id);
            }
            let intent = Intent { statement: admitted.statement, ..Intent::default() };
            let now = visit.now();
            let access = visit.book.begin(admitted.permit, intent, now).expect("an intent");
            let closed = access.close::<_, frs::repository::RoomError>(SystemClock.now(), |writing| {
                let (_, gallery) = enroll(writing, &offered)?;
                let record = serde_json::json!({ "results": [] }).to_string();
                Ok((Outcome { result: OutcomeResult::Done, record, gallery: Some(gallery) }, ()))
            });
            closed.expect("an outcome");
            taken.push(began.elapsed().as_secs_f64() * 1e3);
            let written = begin + offered.len();
            if taken.len() == 100 || written == count {
                taken.sort_by(f64::total_cmp);
                println!("{written:>10}  {:>8.1} {:>8.1}", taken[taken.len() / 2], taken[taken.len() - 1]);
                taken.clear();
            }
        }
    }
}

impl Stage {
    /// A probe, and the command with which to search.
    fn probe(&self, length: usize) {
        let desk = self.desk("worker");
        let draft = PurposeDraft::new(PurposeKind::Evaluation).with(PurposeField::Reason, "what a search costs");
        let purpose = state_purpose(&desk, draft).expect("a stated purpose").purpose;
        let models = desk.models_under(&Floor::default()).expect("the shipped models");
        let model = models.templates;
        let intake = IntakeFile {
            source: Some("photo-id".into()),
            obtained_how: Some("made up".into()),
            obtained_by: Some("S-1".into()),
            obtained_at: Some(SystemClock.now().to_string()),
            genuine: true,
            child: Some(false),
            ..IntakeFile::default()
        };
        let request = Request {
            purpose: PurposeSource::Cite(purpose),
            intake: Some(intake.facts().expect("an intake")),
            models: Some(models),
            ..Request::default()
        };
        let mut visit = desk.visit(OperationKind::Probe, &request).expect("the book");
        let admitted = visit.admit::<Probe>(&request).expect("the gate");
        let now = visit.now();
        let access = visit.book.begin(admitted.permit, Intent::default(), now).expect("an intent");
        let (id, image) = (new_id(ProbeId).expect("random bytes"), b"no photograph of nobody".to_vec());
        let digest = sha256(&image);
        let record = serde_json::json!({ "intake": intake, "image": digest, "admitted": now, "edits": [] });
        let template = template(model, probe(7, length));
        let told = serde_json::json!({
            "probe": id, "model": model, "image": digest, "template": sha256(&template.to_bytes()), "record": record,
        });
        let new = NewProbe { id, purpose, intake: record.to_string(), template, image };
        let closed = access.close::<_, frs::repository::RoomError>(now, |writing| {
            insert_probe(writing, &new)?;
            Ok((Outcome { result: OutcomeResult::Done, record: told.to_string(), gallery: None }, ()))
        });
        closed.expect("an outcome");
        let home = self.home("worker");
        println!(
            "frs --home {} --repository {} --passphrase-file {} --models {} search {id} --purpose {purpose}",
            home.display(),
            self.place.join("repository").display(),
            home.join("passphrase").display(),
            self.models.display()
        );
    }
}

fn upkeep(kind: PurposeKind, reason: &str) -> PurposeSource {
    PurposeSource::State(PurposeDraft::new(kind).with(PurposeField::Reason, reason))
}

/// Writes a repository in `place`, which must not exist, and prints how to search it.
pub fn write(place: &Path, count: usize, length: usize) {
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("models");
    let stage = Stage { place: place.to_owned(), models };
    make_private_directory(place).expect("a new directory");
    stage.authorize(stage.found());
    stage.enroll(count, length);
    stage.probe(length);
}

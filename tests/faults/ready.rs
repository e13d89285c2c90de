//! A program that is ready for work, and a look at its book that does not go through the binary.

use std::{fs, io::Cursor, path::Path};

use frs::{
    audit::{Book, BookError, HeadMemory, Verdict},
    gate::{AuthorizationPaper, AuthorizationRequest},
    policy::Floor,
    seal::{KeyFile, Passphrase, ReceivingSecret, Secrets, SigningKey},
    store::DATABASE_FILE,
    vocabulary::ProgramId,
};
use image::ImageFormat;
use jiff::{SignedDuration, Timestamp};

use super::world::*;

/// A whole program with two people in its gallery, a stated purpose and a probe under it.
pub struct Ready {
    pub world: World,
    pub purpose: String,
    pub probe: String,
    root: Secrets,
}

impl Ready {
    pub fn new() -> Self {
        // More is written here than a witness would let go unseen.
        let world = World::with(|floor| Floor { unwitnessed_tail_entries: 10_000, ..floor });
        let (manager, examiner) = (&world.manager, &world.examiner);
        for name in ["obama.jpg", "biden.jpg"] {
            manager.write(name, small(name, 0));
        }
        manager.write("two.csv", "path,subject,capture_date\nobama.jpg,S-1,2012-01-05\nbiden.jpg,S-2,2013-01-05\n");
        manager.run(&[&["enroll", "--manifest", "two.csv"], ADMINISTRATION].concat()).success();
        let purpose = examiner.state(PURPOSE);
        examiner.write("probe.jpg", small("obama2.jpg", 0));
        let probe = examiner.probe("probe.jpg", &purpose);
        let root = secrets(&world.commander.dir);
        Self { world, purpose, probe, root }
    }

    /// The same at another place on the disk.
    pub fn copy(&self) -> Self {
        Self {
            world: self.world.copy(),
            purpose: self.purpose.clone(),
            probe: self.probe.clone(),
            root: copy(&self.root),
        }
    }

    pub fn root(&self) -> Secrets {
        copy(&self.root)
    }

    /// Opens the book as the Commander, with what the Commander last saw of it.
    pub fn open(&self) -> Result<Book, BookError> {
        let memory = HeadMemory::new(&self.world.commander.home().join("heads"));
        Book::open(&self.world.repository(), self.root(), memory)
    }

    /// The verdict over the whole book; nothing may be wrong with it.
    #[track_caller]
    pub fn whole(&self) -> Verdict {
        let verdict = self.open().unwrap().verify().unwrap();
        assert_eq!(verdict.findings, [], "{} entries", verdict.entries);
        verdict
    }

    pub fn database(&self) -> std::path::PathBuf {
        self.world.repository().join(DATABASE_FILE)
    }

    /// A new person's authorization, signed, in the Commander's directory.
    pub fn paper(&self, name: &str) -> String {
        let program: ProgramId = self.world.program.parse().unwrap();
        let person = Secrets::generate().unwrap();
        let request = AuthorizationRequest::write(&details(name, "auditor"), program, &person).unwrap();
        let hours = |hours| Timestamp::now() + SignedDuration::from_hours(hours);
        let paper = AuthorizationPaper::approve(&request, &self.root, hours(-1), hours(24 * 30), 0).unwrap();
        let file = format!("{name}.frs");
        self.world.commander.write(&file, paper.paper().to_string());
        file
    }
}

/// Keys are never cloned by the product; a test needs them twice.
pub fn copy(secrets: &Secrets) -> Secrets {
    Secrets {
        signing: SigningKey::from_seed(zeroize::Zeroizing::new(*secrets.signing.expose_seed())).unwrap(),
        receiving: ReceivingSecret::from_text(&secrets.receiving.expose_text()).unwrap(),
    }
}

pub fn secrets(person: &Path) -> Secrets {
    let text = fs::read_to_string(person.join("passphrase")).unwrap();
    let key = KeyFile::open(&person.join("home/.config/frs/key.toml")).unwrap();
    key.unlock(&Passphrase::new(text.trim_end().to_owned())).unwrap()
}

/// A small portrait; other numbers are other files with the same pixels.
pub fn small(name: &str, number: u32) -> Vec<u8> {
    let portrait = image::open(portraits().join(name)).unwrap();
    let mut jpeg = Vec::new();
    portrait.thumbnail(240, 240).to_rgb8().write_to(&mut Cursor::new(&mut jpeg), ImageFormat::Jpeg).unwrap();
    if number > 0 {
        jpeg.extend(number.to_be_bytes());
    }
    jpeg
}

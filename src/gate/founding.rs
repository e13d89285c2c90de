//! The founding note: what a program is (docs/threat-model.md#program-and-root).

use std::fmt;

use crate::{
    policy::{Floor, FloorError},
    seal::{
        Body, FieldRule, NoteError, Occurs, Paper, PaperError, PublicKeys, RandomError, Schema, Secrets, VerifyingKey,
        WitnessKey, random,
    },
    vocabulary::{Digest, PersonId, ProgramId, WordError, word_enum},
};

word_enum!(
    /// What a program is for. The kind is part of the founding note, and so of the program id.
    ProgramKind {
        /// A department's.
        Program = "program",
        /// Made by `frs demo`: every output is marked.
        Demo = "demo",
        /// Made-up templates of nobody, to measure the software at sizes that nobody has: every output is marked, and the three
        /// purposes to search for a person are refused.
        Synthetic = "synthetic",
    }
);

/// A field that stands exactly once.
pub(super) const fn once(key: &'static str) -> FieldRule {
    FieldRule { key, occurs: Occurs::Once }
}

macro_rules! with_floor_fields {
    ($($own:expr),* $(,)?) => {
        &[
            $($own,)*
            once("version"),
            once("candidates-default"),
            once("candidates-max"),
            once("score-line"),
            once("purpose-validity"),
            once("purpose-probes"),
            once("case-number-pattern"),
            once("unwitnessed-tail-days"),
            once("unwitnessed-tail-entries"),
            once("photo-age-years"),
            once("training-months"),
            once("unused-days"),
            once("logs-kept-years"),
            FieldRule { key: "reference-retention-years", occurs: Occurs::Maybe },
            once("blind-review"),
            once("preliminary"),
            once("commander-may-be-release-authority"),
            once("witness-quorum"),
            FieldRule { key: "witness", occurs: Occurs::Any },
            FieldRule { key: "embedder", occurs: Occurs::Any },
            FieldRule { key: "detector", occurs: Occurs::Any },
        ]
    };
}
pub(super) use with_floor_fields;

const OWN: [&str; 6] = ["kind", "name", "root", "recovery", "log", "random"];

static FOUNDING: Schema = Schema {
    kind: "founding",
    version: 1,
    founds: true,
    fields: with_floor_fields!(
        once("kind"),
        once("name"),
        once("root"),
        once("recovery"),
        FieldRule { key: "log", occurs: Occurs::Maybe },
        once("random")
    ),
};

/// The witnesses that a floor names, each with a key of its own.
///
/// # Errors
/// Where a line is no witness's public key, or one key stands there under two names.
pub(super) fn witness_keys(floor: &Floor) -> Result<Vec<WitnessKey>, FloorError> {
    let wrong = |found: &str, wanted| FloorError::Value { key: "witness", found: found.to_owned(), wanted };
    let mut keys: Vec<WitnessKey> = Vec::new();
    for line in &floor.witnesses {
        let key: WitnessKey =
            line.parse().map_err(|_| wrong(line, "the line that `frs key show --witness` of the witness prints"))?;
        if keys.iter().any(|other| other.key() == key.key()) {
            return Err(wrong(line, "a key of its own: two witnesses are two keys"));
        }
        keys.push(key);
    }
    Ok(keys)
}

/// Why a founding note does not hold.
#[derive(Debug, thiserror::Error)]
pub enum FoundingError {
    /// Not a founding note, or not signed by its root key.
    #[error("the founding note does not hold: {0}")]
    Paper(#[from] PaperError),
    /// The floor in it.
    #[error("the founding note's floor does not hold: {0}")]
    Floor(#[from] FloorError),
    /// Its kind.
    #[error("the founding note: {0}")]
    Kind(#[from] WordError),
    /// Nothing random.
    #[error(transparent)]
    Random(#[from] RandomError),
    /// Root and recovery root are one key, so that losing it loses the program.
    #[error("root and recovery root must be two keys, kept in two places")]
    OneRoot,
    /// Root or recovery root as a witness.
    #[error("{0} holds a root key of the program, and nobody witnesses their own program: name somebody else")]
    OwnWitness(PersonId),
}

/// A program, as its founding note says.
#[derive(Debug, Clone)]
pub struct Founding {
    /// SHA-256 of the note's text.
    pub id: ProgramId,
    /// What it is for.
    pub kind: ProgramKind,
    /// Its name.
    pub name: String,
    /// The Commander's key (2-110-4-B).
    pub root: PublicKeys,
    /// The key in the safe: signs a succession where the root is lost.
    pub recovery: PublicKeys,
    /// The key that signs the checkpoints of the book; older notes name none.
    pub log: Option<VerifyingKey>,
    /// Floor 1.
    pub floor: Floor,
    note: String,
}

impl Founding {
    /// Writes and signs the founding note of a new program.
    ///
    /// # Errors
    /// Where a field cannot stand in a paper.
    pub fn found(
        kind: ProgramKind,
        name: &str,
        root: &Secrets,
        recovery: &PublicKeys,
        log: &VerifyingKey,
        floor: &Floor,
    ) -> Result<Self, FoundingError> {
        let public = root.public_keys();
        if public.signing == recovery.signing || public.receiving == recovery.receiving {
            return Err(FoundingError::OneRoot);
        }
        floor.check()?;
        let witnesses = witness_keys(floor)?;
        if let Some(own) = witnesses.iter().find(|key| [public.signing, recovery.signing].contains(key.key())) {
            return Err(FoundingError::OwnWitness(own.person()));
        }
        let mut draft = Body::new(&FOUNDING, None)
            .field("kind", kind)
            .field("name", name)
            .field("root", &public)
            .field("recovery", recovery)
            .field("log", log)
            .field("random", Digest(random::<32>()?));
        for (key, value) in floor.to_fields() {
            draft = draft.field(key, value);
        }
        let mut paper = Paper::new(draft.build()?)?;
        paper.sign(root)?;
        Self::read(&paper.to_string())
    }

    /// Reads a founding note and checks that its root key signed it.
    ///
    /// # Errors
    /// Where it does not hold.
    pub fn read(note: &str) -> Result<Self, FoundingError> {
        let paper = Paper::parse(note.as_bytes(), &FOUNDING)?;
        let body = paper.body();
        let root: PublicKeys = body.required_as("root")?;
        paper.verify(&[root.signing])?;
        let floor = Floor::from_fields(body.fields().filter(|(key, _)| !OWN.contains(key)))?;
        witness_keys(&floor)?;
        Ok(Self {
            id: paper.program(),
            kind: body.required("kind")?.parse()?,
            name: body.required("name")?.to_owned(),
            recovery: body.required_as("recovery")?,
            log: body.get_as("log")?,
            root,
            floor,
            note: note.to_owned(),
        })
    }

    /// The note itself, which is public.
    pub fn note(&self) -> &str {
        &self.note
    }

    /// The note's digest, which stands for the root's own authorization.
    pub fn digest(&self) -> Digest {
        Digest(self.id.0)
    }
}

impl From<NoteError> for FoundingError {
    fn from(error: NoteError) -> Self {
        Self::Paper(error.into())
    }
}

/// Name, kind and fingerprint, as every output names the program.
impl fmt::Display for Founding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = match self.kind {
            ProgramKind::Program => "",
            ProgramKind::Demo => "DEMO ",
            ProgramKind::Synthetic => "SYNTHETIC ",
        };
        write!(f, "{mark}{} [{}]", self.name, self.id.fingerprint())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::SigningKey;

    fn founded() -> (Secrets, Founding) {
        let root = Secrets::generate().unwrap();
        let recovery = Secrets::generate().unwrap().public_keys();
        let floor = Floor { reference_retention_years: Some(5), ..Floor::default() };
        let log = SigningKey::generate().unwrap().verifying_key();
        let founding = Founding::found(ProgramKind::Demo, "A test", &root, &recovery, &log, &floor).unwrap();
        (root, founding)
    }

    #[test]
    fn a_note_reads_back_and_one_byte_changes_the_program() {
        let (_, founding) = founded();
        let read = Founding::read(founding.note()).unwrap();
        assert_eq!((read.id, &read.floor), (founding.id, &founding.floor));
        let changed = founding.note().replace("A test", "B test");
        assert!(Founding::read(&changed).is_err());
        let other = founding.note().replace("candidates-default: 20", "candidates-default: 30");
        assert!(Founding::read(&other).is_err());
    }

    #[test]
    fn the_schema_has_every_field_of_the_floor() {
        let floor = Floor { reference_retention_years: Some(5), ..Floor::default() };
        let keys: Vec<_> = floor.to_fields().into_iter().map(|(key, _)| key).collect();
        let schema = FOUNDING.fields.iter().map(|f| f.key).skip(OWN.len());
        let schema: Vec<_> = schema.filter(|key| !["witness", "embedder", "detector"].contains(key)).collect();
        assert_eq!(keys, schema);
    }

    #[test]
    fn one_key_cannot_be_both_roots() {
        let root = Secrets::generate().unwrap();
        let log = SigningKey::generate().unwrap().verifying_key();
        let one = Founding::found(ProgramKind::Program, "n", &root, &root.public_keys(), &log, &Floor::default());
        assert!(matches!(one, Err(FoundingError::OneRoot)));
    }

    #[test]
    fn witnesses_are_named_by_their_keys_and_no_root_is_one() {
        let (root, recovery) = (Secrets::generate().unwrap(), Secrets::generate().unwrap());
        let (witness, log) = (Secrets::generate().unwrap(), SigningKey::generate().unwrap().verifying_key());
        let found = |witnesses: &[&str]| {
            let witnesses = witnesses.iter().map(|line| (*line).to_owned()).collect();
            let floor = Floor { reference_retention_years: Some(5), witnesses, ..Floor::default() };
            Founding::found(ProgramKind::Program, "n", &root, &recovery.public_keys(), &log, &floor)
        };
        let line = |secrets: &Secrets| WitnessKey::of_person(secrets.signing.verifying_key()).to_string();
        let founding = found(&[&line(&witness)]).unwrap();
        assert_eq!((founding.floor.witnesses.len(), founding.log), (1, Some(log)));
        for own in [&root, &recovery] {
            assert!(matches!(found(&[&line(own)]), Err(FoundingError::OwnWitness(_))));
        }
        assert!(found(&["somebody"]).is_err());
        assert!(found(&[&witness.public_keys().to_string()]).is_err(), "not the line for witnesses");
    }
}

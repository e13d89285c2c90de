//! The founding note: what a program is (TRUST.md §2).

use std::fmt;

use crate::{
    policy::{Floor, FloorError},
    seal::{Body, FieldRule, NoteError, Occurs, Paper, PaperError, PublicKeys, RandomError, Schema, Secrets, random},
    vocabulary::{Digest, ProgramId, WordError, word_enum},
};

word_enum!(
    /// What a program is for. The kind is part of the founding note, and so of the program id.
    ProgramKind {
        /// A department's.
        Program = "program",
        /// Made by `frs demo`: every output is marked.
        Demo = "demo",
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
            FieldRule { key: "witness", occurs: Occurs::Any },
            FieldRule { key: "embedder", occurs: Occurs::Any },
            FieldRule { key: "detector", occurs: Occurs::Any },
        ]
    };
}
pub(super) use with_floor_fields;

const OWN: [&str; 5] = ["kind", "name", "root", "recovery", "random"];

static FOUNDING: Schema = Schema {
    kind: "founding",
    version: 1,
    founds: true,
    fields: with_floor_fields!(once("kind"), once("name"), once("root"), once("recovery"), once("random")),
};

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
        floor: &Floor,
    ) -> Result<Self, FoundingError> {
        let public = root.public_keys();
        if public.signing == recovery.signing || public.receiving == recovery.receiving {
            return Err(FoundingError::OneRoot);
        }
        floor.check()?;
        let mut draft = Body::new(&FOUNDING, None)
            .field("kind", kind)
            .field("name", name)
            .field("root", &public)
            .field("recovery", recovery)
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
        Ok(Self {
            id: paper.program(),
            kind: body.required("kind")?.parse()?,
            name: body.required("name")?.to_owned(),
            recovery: body.required_as("recovery")?,
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
        let mark = if self.kind == ProgramKind::Demo { "DEMO " } else { "" };
        write!(f, "{mark}{} [{}]", self.name, self.id.fingerprint())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn founded() -> (Secrets, Founding) {
        let root = Secrets::generate().unwrap();
        let recovery = Secrets::generate().unwrap().public_keys();
        let floor = Floor { reference_retention_years: Some(5), ..Floor::default() };
        let founding = Founding::found(ProgramKind::Demo, "A test", &root, &recovery, &floor).unwrap();
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
        let one = Founding::found(ProgramKind::Program, "n", &root, &root.public_keys(), &Floor::default());
        assert!(matches!(one, Err(FoundingError::OneRoot)));
    }
}

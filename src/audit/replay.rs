//! What is read before the book itself: the founding note and this person's keys.

use std::path::Path;

use super::{error::BookError, vault::Vault};
use crate::{
    gate::Founding,
    seal::{DataKey, KeyKind, ReceivingKey, Secrets, Wrapped},
    store::{Store, WrapRow},
    vocabulary::{PersonId, ProgramId},
};

/// Stands in the place of a wrap that a suspension took away: it says why, and holds nothing.
pub(super) const WITHDRAWN: &str = "withdrawn";

/// The founding note and the spool's public key.
pub(super) fn program(store: &Store) -> Result<(Founding, ReceivingKey), BookError> {
    let missing = || BookError::Tampered("the founding note is missing".into());
    let (note, spool_key) = store.rows().program()?.ok_or_else(missing)?;
    Ok((Founding::read(&note)?, spool_key.parse()?))
}

/// What anyone may read of a repository: its founding note, and where a refusal can be left.
///
/// # Errors
/// Where it cannot be opened or the note does not hold.
pub fn public_note(directory: &Path) -> Result<(Founding, ReceivingKey), BookError> {
    program(&Store::open(directory)?)
}

/// The data keys of one person.
pub(super) enum Keys {
    Held { book: Vault, faces: Option<Vault> },
    None { withdrawn: bool },
}

pub(super) fn unwrap_keys(store: &Store, founding: &Founding, secrets: &Secrets) -> Result<Keys, BookError> {
    let person = secrets.public_keys().person_id();
    let (mut book, mut faces) = (Vec::new(), Vec::new());
    let rows = store.rows().wraps(person)?;
    let withdrawn = rows.iter().any(|row| row.algorithm == WITHDRAWN);
    for row in rows.into_iter().filter(|row| row.algorithm != WITHDRAWN) {
        let wrapped = Wrapped { algorithm: row.algorithm, bytes: row.wrapped };
        let kind: KeyKind = row.key.parse()?;
        let key: DataKey = wrapped.unwrap(secrets, founding.id, kind, row.generation)?;
        match kind {
            KeyKind::Book => book.push(key),
            KeyKind::Faces => faces.push(key),
        }
    }
    Ok(match Vault::new(founding.id, book) {
        Some(book) => Keys::Held { book, faces: Vault::new(founding.id, faces) },
        None => Keys::None { withdrawn },
    })
}

/// A wrap as its row.
pub(super) fn wrap_row(person: PersonId, wrapped: &Wrapped, key: &DataKey) -> WrapRow {
    WrapRow {
        person,
        key: key.kind().to_string(),
        generation: key.generation(),
        algorithm: wrapped.algorithm.clone(),
        wrapped: wrapped.bytes.clone(),
    }
}

/// The row that says that access was taken away.
pub(super) fn withdrawn_row(person: PersonId, generation: u32) -> WrapRow {
    WrapRow { person, key: "book".into(), generation, algorithm: WITHDRAWN.into(), wrapped: Vec::new() }
}

/// What the founding entry says of the data keys: `book-1 <check value>` and so on, which tells nothing of the keys.
pub(super) fn key_checks<'k>(keys: impl Iterator<Item = &'k DataKey>, program: ProgramId) -> Result<String, BookError> {
    let checks = keys.map(|key| Ok(format!("{}-{} {}", key.kind(), key.generation(), key.check_value(program)?)));
    Ok(checks.collect::<Result<Vec<_>, BookError>>()?.join("\n"))
}

/// Compares keys with what [`key_checks`] wrote.
pub(super) fn check_keys<'k>(
    keys: impl Iterator<Item = &'k DataKey>,
    program: ProgramId,
    committed: &str,
) -> Result<(), BookError> {
    for line in key_checks(keys, program)?.lines() {
        if !committed.lines().any(|known| known == line) {
            let name = line.split(' ').next().unwrap_or_default();
            return Err(BookError::Tampered(format!("your key {name} is not the one of this program")));
        }
    }
    Ok(())
}

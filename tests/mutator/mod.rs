//! The mutator: somebody with the file, with some keys, and with another program than `frs`. It changes rows, leaves,
//! openings, papers, references and tables, and recomputes chain, signatures and tables as far as its keys go.
#![allow(dead_code, unused_imports, reason = "each test binary takes what it needs")]

mod change;
mod history;

use std::path::Path;

use frs::{
    audit::Book,
    seal::{DataKey, KeyKind, RecordKey, Sealed, Secrets, Wrapped},
    vocabulary::{PersonId, ProgramId},
};
use rusqlite::Connection;

pub use change::{Change, Class, Effect, ROOM, ROWS};
pub use history::{Entry, History};

/// Whose hands the file is in.
pub struct Attacker<'s> {
    pub database: Connection,
    pub program: ProgramId,
    /// Keys that sign, of everyone whose key it has; the first is used for what it makes up.
    pub signers: Vec<&'s Secrets>,
    book: Option<DataKey>,
    faces: Option<DataKey>,
}

impl<'s> Attacker<'s> {
    /// Opens the file, and unwraps with the signers' own keys what they hold.
    pub fn new(database: &Path, program: ProgramId, signers: Vec<&'s Secrets>) -> Self {
        let database = Connection::open(database).unwrap();
        database.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF").unwrap();
        let unwrap = |kind: KeyKind| {
            let newest = |secrets: &&Secrets| {
                let sql = "SELECT algorithm, wrapped, generation FROM wrap WHERE person = ?1 AND key = ?2
                           AND algorithm <> 'withdrawn' ORDER BY generation DESC LIMIT 1";
                let person = secrets.public_keys().person_id();
                let row = database.query_row(sql, (person.as_bytes(), kind.as_str()), |row| {
                    Ok((Wrapped { algorithm: row.get(0)?, bytes: row.get(1)? }, row.get::<_, u32>(2)?))
                });
                let (wrapped, generation) = row.ok()?;
                wrapped.unwrap(secrets, program, kind, generation).ok()
            };
            signers.iter().find_map(newest)
        };
        let (book, faces) = (unwrap(KeyKind::Book), unwrap(KeyKind::Faces));
        Self { book, faces, database, program, signers }
    }

    pub fn signs_for(&self, person: PersonId) -> Option<&'s Secrets> {
        self.signers.iter().copied().find(|secrets| secrets.public_keys().person_id() == person)
    }

    pub fn holds_book(&self) -> bool {
        self.book.is_some()
    }

    pub fn holds_faces(&self) -> bool {
        self.faces.is_some()
    }

    /// The key for the records of a table.
    pub fn table(&self, table: &str) -> RecordKey {
        let faces = ["reference", "subject", "enroll_failure", "probe", "gallery_pack"].contains(&table);
        let key = if faces { &self.faces } else { &self.book };
        RecordKey::new(key.as_ref().expect("the attacker holds this key"), self.program, table).unwrap()
    }

    pub fn open(&self, table: &str, column: &str, row: &[u8], sealed: Vec<u8>) -> Vec<u8> {
        self.table(table).open(column, row, &Sealed::from_column(sealed).unwrap()).unwrap().to_vec()
    }

    pub fn seal(&self, table: &str, column: &str, row: &[u8], content: &[u8]) -> Vec<u8> {
        self.table(table).seal(column, row, content).unwrap().as_bytes().to_vec()
    }

    pub fn sql(&self, sql: &str) -> usize {
        self.database.execute(sql, []).unwrap()
    }

    pub fn number(&self, sql: &str) -> u64 {
        self.database.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap().unsigned_abs()
    }
}

/// What an honest command of this person finds wrong, if anything: at opening, or in the whole check.
pub fn finds(opened: Result<Book, frs::audit::BookError>) -> Option<String> {
    let verdict = match opened {
        Err(error) => return Some(error.to_string()),
        Ok(book) => book.verify(),
    };
    match verdict {
        Err(error) => Some(error.to_string()),
        Ok(verdict) => verdict.findings.first().map(ToString::to_string),
    }
}

//! Rows that an expunge takes out or a correction changes, and what they need to find them. Whatever was sealed is handed back, so that its traces can
//! be looked for in the raw files afterwards.

use rusqlite::params;

use super::{
    Rows, StoreError, WriteRows,
    book_rows::{signed, unsigned},
    check_rows::Place,
    sealed::KEYED_INDEXES,
};
use crate::{
    seal::Sealed,
    vocabulary::{Digest, ProbeId, PurposeId, ReferenceId, SearchId, SubjectId},
};

/// An enrolled image, where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReferencePlace {
    /// Its id.
    pub id: ReferenceId,
    /// Whose face.
    pub subject: SubjectId,
    /// Its place in the gallery.
    pub position: u64,
}

/// What a row held that was taken out.
#[derive(Debug)]
pub struct Taken {
    /// Its keyed index, where it had one.
    pub index: Option<[u8; 32]>,
    /// Its sealed records.
    pub records: Vec<Sealed>,
}

impl Rows<'_> {
    /// Every reference: id, subject, position, in order.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn reference_places(&self) -> Result<Vec<ReferencePlace>, StoreError> {
        let sql = "SELECT id, subject, position FROM reference ORDER BY position";
        self.all(sql, [], |row| {
            let (id, subject) = (ReferenceId(row.get(0)?), SubjectId(row.get(1)?));
            Ok(ReferencePlace { id, subject, position: unsigned(row, 2)? })
        })
    }

    /// How many references show a subject.
    ///
    /// # Errors
    /// Where the rows cannot be counted.
    pub fn references_of(&self, subject: SubjectId) -> Result<u64, StoreError> {
        self.count("SELECT count(*) FROM reference WHERE subject = ?1", params![subject.as_bytes()])
    }

    /// The probes that a purpose let in, each with the entry that accounts for it.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn probes_of(&self, purpose: PurposeId) -> Result<Vec<(ProbeId, Place)>, StoreError> {
        let sql = "SELECT id, log, sequence FROM probe WHERE purpose = ?1 ORDER BY log, sequence";
        self.all(sql, params![purpose.as_bytes()], |row| {
            Ok((ProbeId(row.get(0)?), (unsigned(row, 1)?, unsigned(row, 2)?)))
        })
    }

    /// The searches of a probe, each with the entry that accounts for it.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn searches_of(&self, probe: ProbeId) -> Result<Vec<(SearchId, Place)>, StoreError> {
        let sql = "SELECT id, log, sequence FROM search WHERE probe = ?1 ORDER BY log, sequence";
        self.all(sql, params![probe.as_bytes()], |row| {
            Ok((SearchId(row.get(0)?), (unsigned(row, 1)?, unsigned(row, 2)?)))
        })
    }

    /// The position after the last one that was ever used, as the last expunge of references noted it.
    ///
    /// # Errors
    /// Where the row cannot be read.
    pub fn gallery_end(&self) -> Result<Option<u64>, StoreError> {
        self.one("SELECT next FROM gallery_end", [], |row| unsigned(row, 0))
    }

    /// The entries that correct a purpose or person, in order.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn corrections_of(&self, target: &[u8; 16]) -> Result<Vec<Place>, StoreError> {
        let sql = "SELECT log, sequence FROM correction WHERE target = ?1 ORDER BY log, sequence";
        self.all(sql, [target], |row| Ok((unsigned(row, 0)?, unsigned(row, 1)?)))
    }

    /// Every correction: its entry and its target.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn corrections(&self) -> Result<Vec<(Place, [u8; 16])>, StoreError> {
        let sql = "SELECT log, sequence, target FROM correction ORDER BY log, sequence";
        self.all(sql, [], |row| Ok(((unsigned(row, 0)?, unsigned(row, 1)?), row.get(2)?)))
    }

    /// Every keyed index that stands in the repository.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn keyed_indexes(&self) -> Result<Vec<[u8; 32]>, StoreError> {
        let mut found = Vec::new();
        for (table, column) in KEYED_INDEXES.iter().filter_map(|name| name.split_once('.')) {
            found.extend(self.all(&format!("SELECT {column} FROM {table}"), [], |row| row.get::<_, [u8; 32]>(0))?);
        }
        Ok(found)
    }

    /// The ids of every subject, reference, purpose, probe and search.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn all_ids(&self) -> Result<Vec<[u8; 16]>, StoreError> {
        let mut ids = Vec::new();
        for table in ["subject", "reference", "purpose", "probe", "search"] {
            ids.extend(self.all(&format!("SELECT id FROM {table}"), [], |row| row.get::<_, [u8; 16]>(0))?);
        }
        Ok(ids)
    }
}

impl WriteRows<'_> {
    /// Takes a reference out: what it held, and where it stood.
    ///
    /// # Errors
    /// Where the row cannot be read or deleted.
    pub fn take_reference(&self, id: ReferenceId) -> Result<Option<(ReferencePlace, Taken)>, StoreError> {
        let sql = "SELECT subject, position, image_index, template, details, image FROM reference WHERE id = ?1";
        let found = self.one(sql, params![id.as_bytes()], |row| {
            let place = ReferencePlace { id, subject: SubjectId(row.get(0)?), position: unsigned(row, 1)? };
            let records = vec![row.get(3)?, row.get(4)?, row.get(5)?];
            Ok((place, Taken { index: Some(row.get(2)?), records }))
        })?;
        self.change("DELETE FROM reference WHERE id = ?1", params![id.as_bytes()])?;
        Ok(found)
    }

    /// Takes a subject out that no reference shows any more.
    ///
    /// # Errors
    /// Where the row cannot be read or deleted, or a reference still shows it.
    pub fn take_subject(&self, id: SubjectId) -> Result<Option<Taken>, StoreError> {
        let sql = "SELECT label_index, label FROM subject WHERE id = ?1";
        let found = self.one(sql, params![id.as_bytes()], |row| {
            Ok(Taken { index: Some(row.get(0)?), records: vec![row.get(1)?] })
        })?;
        self.change("DELETE FROM subject WHERE id = ?1", params![id.as_bytes()])?;
        Ok(found)
    }

    /// Takes out the note of an image that could not be enrolled.
    ///
    /// # Errors
    /// Where the row cannot be read or deleted.
    pub fn take_failure(&self, image_index: &[u8; 32]) -> Result<Option<Taken>, StoreError> {
        let sql = "SELECT details FROM enroll_failure WHERE image_index = ?1";
        let found =
            self.one(sql, [image_index], |row| Ok(Taken { index: Some(*image_index), records: vec![row.get(0)?] }))?;
        self.delete_failure(image_index)?;
        Ok(found)
    }

    /// Takes out a probe with the keyed index of its image; its searches must have gone before.
    ///
    /// # Errors
    /// Where the rows cannot be read or deleted.
    pub fn take_probe(&self, id: ProbeId) -> Result<Option<Taken>, StoreError> {
        let sql = "SELECT intake, template, image FROM probe WHERE id = ?1";
        let records = self.one(sql, params![id.as_bytes()], |row| Ok(vec![row.get(0)?, row.get(1)?, row.get(2)?]))?;
        let sql = "SELECT image_index FROM probe_image WHERE probe = ?1";
        let index = self.one(sql, params![id.as_bytes()], |row| row.get(0))?;
        self.change("DELETE FROM probe_image WHERE probe = ?1", params![id.as_bytes()])?;
        self.change("DELETE FROM probe WHERE id = ?1", params![id.as_bytes()])?;
        Ok(records.map(|records| Taken { index, records }))
    }

    /// Takes a search off the list.
    ///
    /// # Errors
    /// Where the row cannot be deleted.
    pub fn take_search(&self, id: SearchId) -> Result<(), StoreError> {
        self.change("DELETE FROM search WHERE id = ?1", params![id.as_bytes()]).map(drop)
    }

    /// Takes a purpose off the list; its probes must have gone before.
    ///
    /// # Errors
    /// Where the row cannot be deleted.
    pub fn take_purpose(&self, id: PurposeId) -> Result<(), StoreError> {
        self.change("DELETE FROM purpose WHERE id = ?1", params![id.as_bytes()]).map(drop)
    }

    /// Puts other openings in the place of those that a leaf has.
    ///
    /// # Errors
    /// Where the row cannot be written.
    pub fn put_opening(&self, (log, sequence): Place, content: &Sealed) -> Result<(), StoreError> {
        let sql = "UPDATE opening SET content = ?1 WHERE log = ?2 AND sequence = ?3";
        self.change(sql, params![content, signed(log), signed(sequence)]).map(drop)
    }

    /// Notes the position after the last one that was ever used.
    ///
    /// # Errors
    /// Where the row cannot be written.
    pub fn put_gallery_end(&self, next: u64) -> Result<(), StoreError> {
        self.change("INSERT OR REPLACE INTO gallery_end (id, next) VALUES (1, ?1)", [signed(next)]).map(drop)
    }

    /// Lists a correction with the entry that says it.
    ///
    /// # Errors
    /// Where the row cannot be written.
    pub fn insert_correction(&self, (log, sequence): Place, target: &[u8; 16]) -> Result<(), StoreError> {
        let sql = "INSERT INTO correction (log, sequence, target) VALUES (?1, ?2, ?3)";
        self.change(sql, params![signed(log), signed(sequence), target]).map(drop)
    }

    /// Makes a reference that of another person, with its sheet sealed anew.
    ///
    /// # Errors
    /// Where the row cannot be written.
    pub fn put_reference_subject(
        &self,
        id: ReferenceId,
        subject: SubjectId,
        template: &Sealed,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE reference SET subject = ?1, template = ?2 WHERE id = ?3";
        self.change(sql, params![subject.as_bytes(), template, id.as_bytes()]).map(drop)
    }

    /// Notes with which model a reference is measured now, with its sheet sealed anew.
    ///
    /// # Errors
    /// Where the row cannot be written.
    pub fn put_reference_model(&self, id: ReferenceId, model: Digest, template: &Sealed) -> Result<(), StoreError> {
        let sql = "UPDATE reference SET model = ?1, template = ?2 WHERE id = ?3";
        self.change(sql, params![model.as_bytes(), template, id.as_bytes()]).map(drop)
    }

    /// Gives a subject another label.
    ///
    /// # Errors
    /// Where another one bears it, or the row cannot be written.
    pub fn put_label(&self, id: SubjectId, label_index: &[u8; 32], label: &Sealed) -> Result<(), StoreError> {
        let sql = "UPDATE subject SET label_index = ?1, label = ?2 WHERE id = ?3";
        self.change(sql, params![label_index, label, id.as_bytes()]).map(drop)
    }
}

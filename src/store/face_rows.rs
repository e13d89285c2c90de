//! Rows of the record room: subjects, references, probes, searches.

use rusqlite::{Row, params};

use super::{
    Rows, StoreError, WriteRows,
    book_rows::{signed, unsigned},
};
use crate::{
    seal::Sealed,
    vocabulary::{Digest, ProbeId, PurposeId, ReferenceId, SearchId, SubjectId},
};

/// An enrolled image without its pixels and details.
#[derive(Clone)]
pub struct ReferenceRow {
    /// Its id.
    pub id: ReferenceId,
    /// Its place in the gallery.
    pub position: u64,
    /// Whose face.
    pub subject: SubjectId,
    /// The embedder's weights.
    pub model: Digest,
    /// Digests and template, sealed under K_faces.
    pub template: Sealed,
}

/// A probe as stored.
pub struct ProbeRow {
    /// Its id.
    pub id: ProbeId,
    /// The purpose under which it was let in.
    pub purpose: PurposeId,
    /// The embedder's weights.
    pub model: Digest,
    /// Log of its entry.
    pub log: u64,
    /// Place of its entry.
    pub sequence: u64,
    /// What was stated and measured, sealed.
    pub intake: Sealed,
    /// Its template, sealed.
    pub template: Sealed,
}

/// A probe as it is needed to compare it with another one.
pub struct ProbeTemplate {
    /// Its id.
    pub id: ProbeId,
    /// The purpose under which it was let in.
    pub purpose: PurposeId,
    /// The embedder's weights.
    pub model: Digest,
    /// Its template, sealed.
    pub template: Sealed,
}

/// A search as stored; the record stands in the book.
pub struct SearchRow {
    /// Its id.
    pub id: SearchId,
    /// The probe.
    pub probe: ProbeId,
    /// Log of the outcome's entry.
    pub log: u64,
    /// Place of the outcome's entry.
    pub sequence: u64,
}

fn reference(row: &Row<'_>) -> rusqlite::Result<ReferenceRow> {
    Ok(ReferenceRow {
        id: ReferenceId(row.get(0)?),
        position: unsigned(row, 1)?,
        subject: SubjectId(row.get(2)?),
        model: row.get(3)?,
        template: row.get(4)?,
    })
}

impl Rows<'_> {
    /// How many subjects there are.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn subject_count(&self) -> Result<u64, StoreError> {
        self.count("SELECT count(*) FROM subject", [])
    }

    /// How many references there are.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn reference_count(&self) -> Result<u64, StoreError> {
        self.count("SELECT count(*) FROM reference", [])
    }

    /// How many offered images could not be enrolled.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn failure_count(&self) -> Result<u64, StoreError> {
        self.count("SELECT count(*) FROM enroll_failure", [])
    }

    /// The subject with this label.
    ///
    /// # Errors
    /// Where the row cannot be read.
    pub fn subject_by_label(&self, label_index: &[u8; 32]) -> Result<Option<SubjectId>, StoreError> {
        self.one("SELECT id FROM subject WHERE label_index = ?1", [label_index], |row| row.get(0).map(SubjectId))
    }

    /// A subject's label.
    ///
    /// # Errors
    /// Where the row cannot be read.
    pub fn subject_label(&self, id: SubjectId) -> Result<Option<Sealed>, StoreError> {
        self.one("SELECT label FROM subject WHERE id = ?1", params![id.as_bytes()], |row| row.get(0))
    }

    /// The reference made from this image file.
    ///
    /// # Errors
    /// Where the row cannot be read.
    pub fn reference_by_image(&self, image_index: &[u8; 32]) -> Result<Option<(ReferenceId, SubjectId)>, StoreError> {
        self.one("SELECT id, subject FROM reference WHERE image_index = ?1", [image_index], |row| {
            Ok((ReferenceId(row.get(0)?), SubjectId(row.get(1)?)))
        })
    }

    /// The position that the next reference gets; none is used twice, even where the last ones were expunged.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn next_position(&self) -> Result<u64, StoreError> {
        let sql = "SELECT max(coalesce((SELECT max(position) + 1 FROM reference), 0),
                              coalesce((SELECT next FROM gallery_end), 0))";
        self.count(sql, [])
    }

    /// References at `from ≤ position < to`, in order.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn references(&self, from: u64, to: u64) -> Result<Vec<ReferenceRow>, StoreError> {
        let sql = "SELECT id, position, subject, model, template FROM reference
                   WHERE position >= ?1 AND position < ?2 ORDER BY position";
        self.all(sql, [signed(from), signed(to)], reference)
    }

    /// The model of the references, by the first of them.
    ///
    /// # Errors
    /// Where the row cannot be read.
    pub fn gallery_model(&self) -> Result<Option<Digest>, StoreError> {
        self.one("SELECT model FROM reference ORDER BY position LIMIT 1", [], |row| row.get(0))
    }

    /// The position of the first reference from `from` on that another model measured.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn next_of_another_model(&self, model: Digest, from: u64) -> Result<Option<u64>, StoreError> {
        let sql = "SELECT position FROM reference WHERE position >= ?1 AND model <> ?2 ORDER BY position LIMIT 1";
        self.one(sql, params![signed(from), model.as_bytes()], |row| unsigned(row, 0))
    }

    /// A reference's details.
    ///
    /// # Errors
    /// Where the row cannot be read.
    pub fn reference_details(&self, id: ReferenceId) -> Result<Option<Sealed>, StoreError> {
        self.one("SELECT details FROM reference WHERE id = ?1", params![id.as_bytes()], |row| row.get(0))
    }

    /// Digests of the gallery's segments, in order.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn segments(&self) -> Result<Vec<(u64, Digest)>, StoreError> {
        let sql = "SELECT number, digest FROM gallery_segment ORDER BY number";
        self.all(sql, [], |row| Ok((unsigned(row, 0)?, row.get(1)?)))
    }

    /// Keyed digests of the images that could not be enrolled.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn failures(&self) -> Result<Vec<[u8; 32]>, StoreError> {
        self.all("SELECT image_index FROM enroll_failure ORDER BY image_index", [], |row| row.get(0))
    }

    /// Images that could not be enrolled: keyed digest and sealed details.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn failure_details(&self) -> Result<Vec<([u8; 32], Sealed)>, StoreError> {
        let sql = "SELECT image_index, details FROM enroll_failure ORDER BY image_index";
        self.all(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Every subject with its sealed label.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn subjects(&self) -> Result<Vec<(SubjectId, Sealed)>, StoreError> {
        self.all("SELECT id, label FROM subject ORDER BY id", [], |row| Ok((SubjectId(row.get(0)?), row.get(1)?)))
    }

    /// A reference's details and image.
    ///
    /// # Errors
    /// Where the row cannot be read.
    pub fn reference_parts(&self, id: ReferenceId) -> Result<Option<(Sealed, Sealed)>, StoreError> {
        let sql = "SELECT details, image FROM reference WHERE id = ?1";
        self.one(sql, params![id.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// A probe.
    ///
    /// # Errors
    /// Where the row cannot be read.
    pub fn probe(&self, id: ProbeId) -> Result<Option<ProbeRow>, StoreError> {
        let sql = "SELECT purpose, model, log, sequence, intake, template FROM probe WHERE id = ?1";
        self.one(sql, params![id.as_bytes()], |row| {
            Ok(ProbeRow {
                id,
                purpose: PurposeId(row.get(0)?),
                model: row.get(1)?,
                log: unsigned(row, 2)?,
                sequence: unsigned(row, 3)?,
                intake: row.get(4)?,
                template: row.get(5)?,
            })
        })
    }

    /// Probes in the order of their ids, after `after`, at most `limit`: id, purpose, model, sealed template.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn probe_templates(&self, after: ProbeId, limit: u64) -> Result<Vec<ProbeTemplate>, StoreError> {
        let sql = "SELECT id, purpose, model, template FROM probe WHERE id > ?1 ORDER BY id LIMIT ?2";
        self.all(sql, params![after.as_bytes(), signed(limit)], |row| {
            Ok(ProbeTemplate {
                id: ProbeId(row.get(0)?),
                purpose: PurposeId(row.get(1)?),
                model: row.get(2)?,
                template: row.get(3)?,
            })
        })
    }

    /// What was told and measured of the probes, sealed, in the order of their ids.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn probe_intakes(&self) -> Result<Vec<(ProbeId, Sealed)>, StoreError> {
        self.all("SELECT id, intake FROM probe ORDER BY id", [], |row| Ok((ProbeId(row.get(0)?), row.get(1)?)))
    }

    /// The image of a probe, as it was received.
    ///
    /// # Errors
    /// Where the row cannot be read.
    pub fn probe_image(&self, id: ProbeId) -> Result<Option<Sealed>, StoreError> {
        self.one("SELECT image FROM probe WHERE id = ?1", params![id.as_bytes()], |row| row.get(0))
    }

    /// Probes that were made from this image file, with their purposes.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn probes_by_image(&self, image_index: &[u8; 32]) -> Result<Vec<(ProbeId, PurposeId)>, StoreError> {
        let sql = "SELECT probe.id, probe.purpose FROM probe_image JOIN probe ON probe.id = probe_image.probe
                   WHERE image_index = ?1 ORDER BY probe.id";
        self.all(sql, [image_index], |row| Ok((ProbeId(row.get(0)?), PurposeId(row.get(1)?))))
    }

    /// Probes whose id begins with `prefix` (1 to 16 bytes), at most two: enough to tell one from several.
    ///
    /// # Errors
    /// Where the rows cannot be read.
    pub fn probes_by_prefix(&self, prefix: &str) -> Result<Vec<ProbeId>, StoreError> {
        let sql = "SELECT id FROM probe WHERE lower(hex(id)) LIKE ?1 || '%' LIMIT 2";
        self.all(sql, [prefix], |row| row.get(0).map(ProbeId))
    }
}

impl WriteRows<'_> {
    /// Adds a subject.
    ///
    /// # Errors
    /// Where the label is taken or the row cannot be written.
    pub fn insert_subject(&self, id: SubjectId, label_index: &[u8; 32], label: &Sealed) -> Result<(), StoreError> {
        let sql = "INSERT INTO subject (id, label_index, label) VALUES (?1, ?2, ?3)";
        self.change(sql, params![id.as_bytes(), label_index, label]).map(drop)
    }

    /// Adds a reference.
    ///
    /// # Errors
    /// Where the image is enrolled already or the row cannot be written.
    pub fn insert_reference(
        &self,
        row: &ReferenceRow,
        image_index: &[u8; 32],
        details: &Sealed,
        image: &Sealed,
    ) -> Result<(), StoreError> {
        self.change(
            "INSERT INTO reference (id, position, subject, model, image_index, template, details, image)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                row.id.as_bytes(),
                signed(row.position),
                row.subject.as_bytes(),
                row.model.as_bytes(),
                image_index,
                row.template,
                details,
                image
            ],
        )
        .map(drop)
    }

    /// Stores the digest of a run of positions.
    ///
    /// # Errors
    /// Where the row cannot be written.
    pub fn put_segment(&self, number: u64, digest: Digest) -> Result<(), StoreError> {
        let sql = "INSERT OR REPLACE INTO gallery_segment (number, digest) VALUES (?1, ?2)";
        self.change(sql, params![signed(number), digest.as_bytes()]).map(drop)
    }

    /// Notes that an image could not be enrolled.
    ///
    /// # Errors
    /// Where the row cannot be written.
    pub fn put_failure(&self, image_index: &[u8; 32], details: &Sealed) -> Result<(), StoreError> {
        let sql = "INSERT OR REPLACE INTO enroll_failure (image_index, details) VALUES (?1, ?2)";
        self.change(sql, params![image_index, details]).map(drop)
    }

    /// Strikes out an earlier failure to enroll an image.
    ///
    /// # Errors
    /// Where the row cannot be deleted.
    pub fn delete_failure(&self, image_index: &[u8; 32]) -> Result<(), StoreError> {
        self.change("DELETE FROM enroll_failure WHERE image_index = ?1", [image_index]).map(drop)
    }

    /// Puts another keyed index of a subject's label in the place of the one it has.
    ///
    /// # Errors
    /// Where the row cannot be written.
    pub fn put_label_index(&self, id: SubjectId, label_index: &[u8; 32]) -> Result<(), StoreError> {
        self.change("UPDATE subject SET label_index = ?1 WHERE id = ?2", params![label_index, id.as_bytes()]).map(drop)
    }

    /// Puts another keyed index of a reference's image in the place of the one it has.
    ///
    /// # Errors
    /// Where the row cannot be written.
    pub fn put_image_index(&self, id: ReferenceId, image_index: &[u8; 32]) -> Result<(), StoreError> {
        let sql = "UPDATE reference SET image_index = ?1 WHERE id = ?2";
        self.change(sql, params![image_index, id.as_bytes()]).map(drop)
    }

    /// Puts another keyed index of a probe's image in the place of the one it has.
    ///
    /// # Errors
    /// Where the row cannot be written.
    pub fn put_probe_index(&self, id: ProbeId, image_index: &[u8; 32]) -> Result<(), StoreError> {
        let sql = "UPDATE probe_image SET image_index = ?1 WHERE probe = ?2";
        self.change(sql, params![image_index, id.as_bytes()]).map(drop)
    }

    /// Adds a probe, with the keyed digest of its image file.
    ///
    /// # Errors
    /// Where the row cannot be written.
    pub fn insert_probe(&self, row: &ProbeRow, image: &Sealed, image_index: &[u8; 32]) -> Result<(), StoreError> {
        self.change(
            "INSERT INTO probe (id, purpose, model, log, sequence, intake, template, image)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                row.id.as_bytes(),
                row.purpose.as_bytes(),
                row.model.as_bytes(),
                signed(row.log),
                signed(row.sequence),
                row.intake,
                row.template,
                image
            ],
        )?;
        let sql = "INSERT INTO probe_image (probe, image_index) VALUES (?1, ?2)";
        self.change(sql, params![row.id.as_bytes(), image_index]).map(drop)
    }

    /// Adds a search.
    ///
    /// # Errors
    /// Where the row cannot be written.
    pub fn insert_search(&self, row: &SearchRow) -> Result<(), StoreError> {
        let sql = "INSERT INTO search (id, probe, log, sequence) VALUES (?1, ?2, ?3, ?4)";
        self.change(sql, params![row.id.as_bytes(), row.probe.as_bytes(), signed(row.log), signed(row.sequence)])
            .map(drop)
    }
}

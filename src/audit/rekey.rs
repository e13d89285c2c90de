//! New data keys (docs/formats.md#generations-of-the-data-keys): what a suspended person has kept opens nothing that is
//! written from then on, and nothing of the file as it stands after.
//!
//! 1. One transaction: the intent, which commits to the new keys; their wraps; the mark that a rekey is unfinished.
//! 2. Every sealed record is sealed anew, some hundred rows a transaction, in any order, as often as it takes.
//! 3. One transaction: the keyed indexes, the old wraps deleted, the mark taken away, the outcome.
//! 4. The files are wiped, and looked through.
//!
//! Killed anywhere, the same command goes on; other commands meanwhile open both generations and seal with the new one.

use std::{marker::PhantomData, time::Instant};

use jiff::Timestamp;

use super::{
    access::{Access, Intent},
    book::{Book, SPOOL_SECRET},
    conclude::Writing,
    error::BookError,
    logs::Logs,
    replay,
    vault::TableVault,
};
use crate::{
    gate::{Permit, ProgramRekey, Standing},
    policy::OperationKind,
    seal::{DataKey, IndexKey, KeyKind, ReceivingSecret, RecordError, Sealed, Wrapped},
    store::{KeyState, SEALED, SealedTable, StoreError, Traces},
};

/// Rows in one transaction.
const BATCH: usize = 256;
const REKEY: &str = "rekey";

/// How far a rekey is; asked of whoever wants to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RekeyStep {
    /// The new keys are committed to, and their wraps durable.
    Begun,
    /// A run of rows of a table is sealed anew.
    Batch {
        /// Which table.
        table: &'static str,
        /// Rows of it that were gone through.
        rows: usize,
        /// Rows that it has.
        of: usize,
    },
    /// Nothing of the old generation is left in a row.
    Resealed,
    /// The outcome is durable, the old wraps are deleted.
    Closed,
    /// The files are wiped and looked through.
    Wiped,
}

/// What was sealed anew.
#[derive(Debug, Default)]
pub struct Resealed {
    /// Records.
    pub records: u64,
    /// What they were before: to be looked for in the raw files.
    pub traces: Traces,
    /// Row ids of damaged records of `gallery_pack`, which only holds again what the references do: they were emptied, and are to be
    /// made again.
    pub emptied: Vec<Vec<u8>>,
}

impl Book {
    /// How the data keys stand.
    pub fn key_state(&self) -> KeyState {
        self.keys
    }

    /// Whether this person holds the key that opens images and templates.
    pub fn holds_faces(&self) -> bool {
        self.faces.is_some()
    }

    /// Takes up how the data keys stand now.
    pub(super) fn settle(&mut self, keys: KeyState) {
        self.keys = keys;
        self.book.settle(keys.settled());
        self.faces.iter_mut().for_each(|faces| faces.settle(keys.settled()));
    }

    /// What an entry commits to of a generation of the data keys; only a Commander or designee may commit to one.
    pub(super) fn generation_keys(
        &self,
        standing: &Standing,
        logs: &Logs,
        generation: u32,
        (log, sequence): (u64, u64),
    ) -> Result<String, BookError> {
        let (leaf, openings) = self.read_entry(standing, logs, log, sequence)?;
        let wrong = |why: &str| {
            BookError::Tampered(format!("entry {sequence} and generation {generation} of the data keys: {why}"))
        };
        if leaf.content.operation != OperationKind::ProgramRekey.as_str() {
            return Err(wrong("it exchanges no keys"));
        }
        if !standing.may_exchange_keys(leaf.signer, leaf.content.time) {
            return Err(wrong("whoever signed it may exchange none"));
        }
        let keys = openings.get("keys").ok_or_else(|| wrong("it commits to none"))?;
        Ok(format!("\n{keys}"))
    }

    /// Signs the intent to exchange the data keys: a new generation, or the one whose rekey is unfinished.
    ///
    /// # Errors
    /// [`BookError::LacksKey`] where this person does not hold both keys; as [`Book::begin`].
    pub fn begin_rekey(
        &mut self,
        permit: Permit<ProgramRekey>,
        intent: Intent,
        now: Timestamp,
    ) -> Result<Access<'_, ProgramRekey>, BookError> {
        if self.faces.is_none() {
            return Err(BookError::LacksKey(
                "you do not hold the key of images and templates, which has to be exchanged too: let the Commander do it, or \
                 a designee who is also examiner or repository manager",
            ));
        }
        if self.keys.changing {
            return self.begin(permit, intent, now);
        }
        let (authorization, purpose) = (permit.authorization(), permit.purpose());
        let (program, generation) = (self.program(), self.keys.generation + 1);
        let [book, faces] = [KeyKind::Book, KeyKind::Faces].map(|kind| DataKey::generate(kind, generation));
        let (book, faces) = (book?, faces?);
        let mut wraps = Vec::new();
        for (keys, opens_faces) in self.standing.may_hold_keys(now) {
            for key in [Some(&book), opens_faces.then_some(&faces)].into_iter().flatten() {
                wraps.push(replay::wrap_row(keys.person_id(), &Wrapped::new(key, program, keys)?, key));
            }
        }
        let checks = replay::key_checks([&book, &faces].into_iter(), program)?;
        let mark = self.book.table("unfinished")?.seal("content", REKEY.as_bytes(), &generation.to_be_bytes())?;
        let intent = self.write_intent(&(&permit).into(), intent, vec![("keys", checks)], now, |rows, tip| {
            rows.insert_key_generation(generation, (tip.log, tip.sequence))?;
            wraps.iter().try_for_each(|wrap| rows.put_wrap(wrap))?;
            Ok(rows.put_unfinished(REKEY, &mark)?)
        })?;
        self.book.take_up(book);
        self.faces.iter_mut().for_each(|vault| vault.settle(generation - 1));
        if let Some(vault) = &mut self.faces {
            vault.take_up(faces);
        }
        self.settle(KeyState { generation, changing: true });
        (self.leaves, self.openings) = (self.book.table("leaf")?, self.book.table("opening")?);
        let started = Instant::now();
        Ok(Access { book: self, authorization, purpose, intent, started, operation: PhantomData })
    }
}

impl Access<'_, ProgramRekey> {
    /// The generation that is being introduced.
    pub fn generation(&self) -> u32 {
        self.book.keys.generation
    }

    /// Seals every record anew that is not of the newest generation.
    ///
    /// # Errors
    /// Where a record does not open, or the rows cannot be written; what is done by then stays done.
    pub fn reseal(&mut self, step: &mut dyn FnMut(RekeyStep)) -> Result<Resealed, BookError> {
        let mut done = Resealed::default();
        for table in SEALED {
            self.reseal_table(table, &mut done, step)?;
        }
        for table in SEALED {
            let left = self.book.store.rows().of_other_generation(table, self.book.keys.generation)?;
            if left > 0 {
                let name = table.name;
                return Err(BookError::Tampered(format!("{left} records of {name} are still of another generation")));
            }
        }
        step(RekeyStep::Resealed);
        Ok(done)
    }

    fn reseal_table(
        &mut self,
        table: &'static SealedTable,
        done: &mut Resealed,
        step: &mut dyn FnMut(RekeyStep),
    ) -> Result<(), BookError> {
        let lacks = BookError::LacksKey("you do not hold the key of images and templates");
        let (vault, keys) = match table.key {
            KeyKind::Book => (&self.book.book, self.book.keys),
            KeyKind::Faces => (self.book.faces.as_ref().ok_or(lacks)?, self.book.keys),
        };
        let vault: TableVault = vault.table(table.name)?;
        let rows = self.book.store.rows().sealed_keys(table)?;
        for (at, batch) in rows.chunks(BATCH).enumerate() {
            let records = self.book.store.write(|rows| -> Result<u64, BookError> {
                // Another process may have ended this rekey meanwhile, or begun the next.
                if rows.key_state()? != keys {
                    return Err(BookError::KeysChanged);
                }
                let mut records = 0;
                for row in batch {
                    let id = row.row_id();
                    let again = match rows.sealed_row(table, row) {
                        Ok(None) => continue,
                        Ok(Some(old)) if old.iter().all(|record| record.generation() == keys.generation) => continue,
                        Ok(Some(old)) => {
                            old.iter().for_each(|record| done.traces.add(record));
                            seal_anew(&vault, table, &id, &old)
                        }
                        Err(error) => Err(error.into()),
                    };
                    let new = match again {
                        Err(BookError::Record(_) | BookError::Store(StoreError::Damaged { .. })) if table.remade => {
                            let nothing = |column: &&'static str| vault.seal(column, &id, &[]);
                            done.emptied.push(id.clone());
                            table.columns.iter().map(nothing).collect::<Result<_, _>>()?
                        }
                        again => again?,
                    };
                    records += new.len() as u64;
                    rows.put_sealed(table, row, &new)?;
                }
                Ok(records)
            })?;
            done.records += records;
            step(RekeyStep::Batch { table: table.name, rows: (at * BATCH) + batch.len(), of: rows.len() });
        }
        Ok(())
    }
}

/// The records of a row under the newest key.
fn seal_anew(vault: &TableVault, table: &SealedTable, id: &[u8], old: &[Sealed]) -> Result<Vec<Sealed>, BookError> {
    let anew = |(column, record): (&&'static str, &Sealed)| vault.seal(column, id, &vault.open(column, id, record)?);
    Ok(table.columns.iter().zip(old).map(anew).collect::<Result<_, RecordError>>()?)
}

impl Writing<'_, ProgramRekey> {
    /// The key of a keyed index in the new generation.
    pub(crate) fn newest_index(&self, table: &'static str, column: &'static str) -> Result<IndexKey, RecordError> {
        self.faces.ok_or(RecordError::NotSealed("no key for faces that you hold"))?.newest_index(table, column)
    }

    /// Deletes the wraps of older generations, renews the key of the spool and takes the mark away; how many wraps there
    /// were.
    ///
    /// # Errors
    /// Where the rows cannot be written.
    pub fn retire_old_keys(&self) -> Result<u64, BookError> {
        let generation = self.rows.key_state()?.generation;
        let spool = ReceivingSecret::generate();
        let secrets = self.book.table("secret")?;
        let secret = secrets.seal("content", SPOOL_SECRET.as_bytes(), spool.expose_text().as_bytes())?;
        self.rows.replace_spool_key(&spool.receiving_key().to_string(), SPOOL_SECRET, &secret)?;
        self.rows.end_unfinished(REKEY)?;
        Ok(self.rows.delete_wraps_before(generation)? as u64)
    }
}

//! After records were removed or sealed anew: the files are wiped and looked through, and an entry says what was found.
//!
//! The mark that this is still to be done is written in the transaction that removes the records; it goes with the entry.

use std::collections::BTreeMap;

use jiff::Timestamp;
use zeroize::Zeroizing;

use super::{
    append::Entry, book::Book, conclude::Writing, entry::Event, error::BookError, replay::WITHDRAWN, vault::Vault,
};
use crate::{
    gate::{Operation, Presented},
    policy::OperationKind,
    store::{Residue, Rows, SEALED, StoreError, Traces},
    vocabulary::PurposeId,
};

const WIPE: &str = "wipe";
/// So many records of each table are the control.
const CONTROL: usize = 4;

/// A wiping that is still to be done.
#[derive(Debug)]
pub struct PendingWipe {
    /// After which operation.
    pub operation: OperationKind,
    /// The intents whose acts removed something.
    pub intents: Vec<u64>,
    traces: Traces,
}

impl PendingWipe {
    fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let intents: Vec<String> = self.intents.iter().map(ToString::to_string).collect();
        let head = format!("{} {}\n", self.operation, intents.join(" "));
        Zeroizing::new([head.as_bytes(), &self.traces.to_bytes()].concat())
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let end = bytes.iter().position(|byte| *byte == b'\n')?;
        let mut words = std::str::from_utf8(&bytes[..end]).ok()?.split(' ');
        let operation = words.next()?.parse().ok()?;
        let intents = words.map(|word| word.parse().ok()).collect::<Option<_>>()?;
        Some(Self { operation, intents, traces: Traces::from_bytes(&bytes[end + 1..])? })
    }

    fn read(rows: &Rows<'_>, book: &Vault) -> Result<Option<Self>, BookError> {
        let Some(sealed) = rows.unfinished(WIPE)? else { return Ok(None) };
        let bytes = book.table("unfinished")?.open("content", WIPE.as_bytes(), &sealed)?;
        let pending = Self::from_bytes(&bytes);
        pending.map(Some).ok_or_else(|| BookError::Tampered("the mark of an unfinished wiping cannot be read".into()))
    }
}

impl<Op: Operation> Writing<'_, Op> {
    /// Marks that the files are to be wiped of these records; what an earlier act left to wipe is added.
    ///
    /// # Errors
    /// Where the mark cannot be written.
    pub fn mark_wipe(&self, removed: &Traces) -> Result<(), BookError> {
        let mut pending = PendingWipe { operation: Op::KIND, intents: vec![self.intent], traces: removed.clone() };
        if let Some(earlier) = PendingWipe::read(self.rows, self.book)? {
            // After a rekey the whole file is written anew: that must not be forgotten.
            if earlier.operation == OperationKind::ProgramRekey {
                pending.operation = earlier.operation;
            }
            pending.intents.splice(0..0, earlier.intents);
            pending.traces.extend(earlier.traces);
        }
        let mark = self.book.table("unfinished")?.seal("content", WIPE.as_bytes(), &pending.to_bytes())?;
        Ok(self.rows.put_unfinished(WIPE, &mark)?)
    }
}

impl Book {
    /// The wiping that is still to be done, if any.
    ///
    /// # Errors
    /// Where the mark cannot be read.
    pub fn pending_wipe(&self) -> Result<Option<PendingWipe>, BookError> {
        PendingWipe::read(&self.store.rows(), &self.book)
    }

    /// Wipes the files of what the marks name and of `further`, looks through them, and says in an entry what was found.
    /// The file is written anew where something is left, and always after a rekey.
    ///
    /// # Errors
    /// Where another command keeps the files busy, or there is no room: the mark stays, and the same command goes on.
    pub fn wipe(
        &mut self,
        presented: &Presented,
        purpose: Option<PurposeId>,
        further: &Traces,
        now: Timestamp,
    ) -> Result<Residue, BookError> {
        let Some(mut pending) = self.pending_wipe()? else { return Ok(Residue::default()) };
        pending.traces.extend(further.clone());
        let control = self.control()?;
        let sought = pending.traces.without_indexes(&self.store.rows().keyed_indexes()?);
        let rebuild = pending.operation == OperationKind::ProgramRekey;
        let residue = self.store.wipe(&sought, &control, rebuild)?;
        let record = serde_json::json!({
            "after": pending.intents, "bytes": residue.bytes, "sought": residue.sought, "found": residue.found,
            "control_sought": residue.control_sought, "control_found": residue.control_found,
            "rebuilt": residue.rebuilt,
        });
        let entry = Entry {
            operation: Some(pending.operation),
            authorization: Some(presented.digest),
            purpose,
            ..Entry::of(Event::Wiped, BTreeMap::from([("record", record.to_string())]))
        };
        let (appender, store, _, program, known) = self.split();
        let tip = store.write(|rows| -> Result<_, BookError> {
            let before = appender.tip(rows, program, known)?;
            let tip = appender.append(rows, program, before, false, now, &entry)?;
            // Where something is left, the mark stays: it is not done.
            if residue.is_clean() {
                rows.end_unfinished(WIPE)?;
            }
            Ok(tip)
        })?;
        self.advance(tip)?;
        Ok(residue)
    }

    /// Records that stand in the file now: what finds none of them would find no removed one either.
    fn control(&self) -> Result<Traces, BookError> {
        let (rows, mut control) = (self.store.rows(), Traces::default());
        for table in SEALED.iter().filter(|table| table.name != "unfinished") {
            for key in rows.sealed_keys(table)?.iter().take(CONTROL) {
                match rows.sealed_row(table, key) {
                    // It is made again from others; until then it is no record that could be a control.
                    Err(StoreError::Damaged { .. }) if table.remade => {}
                    row => row?.iter().flatten().for_each(|record| control.add(record)),
                }
            }
        }
        Ok(control)
    }

    /// What is wrong with the generations of the wraps, in words.
    pub(super) fn wrap_generations(&self) -> Result<Vec<String>, BookError> {
        let (rows, mut wrong) = (self.store.rows(), Vec::new());
        let state = rows.key_state()?;
        for (person, key, generation, algorithm) in rows.wrap_generations()? {
            let known = generation == state.generation || (state.changing && generation + 1 == state.generation);
            if algorithm != WITHDRAWN && !known {
                let person = person.short();
                wrong.push(format!(
                    "there is a wrap of generation {generation} of the key {key} for {person}, and the newest generation is {}",
                    state.generation
                ));
            }
        }
        Ok(wrong)
    }
}

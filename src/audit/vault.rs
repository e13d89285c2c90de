//! Data keys of all generations that this person holds, by table.

use std::collections::BTreeMap;

use zeroize::Zeroizing;

use crate::{
    seal::{DataKey, IndexKey, RecordError, RecordKey, Sealed},
    vocabulary::ProgramId,
};

/// All generations of one data key.
pub struct Vault {
    program: ProgramId,
    keys: BTreeMap<u32, DataKey>,
    /// The generation of the keyed indexes, where it is not the newest: while a rekey is unfinished.
    settled: Option<u32>,
}

impl Vault {
    /// Takes the keys of one kind; `None` where there are none.
    pub fn new(program: ProgramId, keys: impl IntoIterator<Item = DataKey>) -> Option<Self> {
        let keys: BTreeMap<_, _> = keys.into_iter().map(|key| (key.generation(), key)).collect();
        if keys.is_empty() { None } else { Some(Self { program, keys, settled: None }) }
    }

    /// The keys in the order of their generations.
    pub fn keys(&self) -> impl Iterator<Item = &DataKey> {
        self.keys.values()
    }

    /// The keys for the records of one table.
    ///
    /// # Errors
    /// Where a subkey cannot be derived.
    pub fn table(&self, table: &'static str) -> Result<TableVault, RecordError> {
        let derive = |(generation, key): (&u32, &DataKey)| Ok((*generation, RecordKey::new(key, self.program, table)?));
        Ok(TableVault { keys: self.keys.iter().map(derive).collect::<Result<_, RecordError>>()? })
    }

    /// The newest generation that this person holds.
    pub(super) fn newest(&self) -> u32 {
        self.keys.last_key_value().map_or(0, |(generation, _)| *generation)
    }

    /// Takes up a key of another generation.
    pub(super) fn take_up(&mut self, key: DataKey) {
        self.keys.insert(key.generation(), key);
    }

    /// Says of which generation the keyed indexes are.
    pub(super) fn settle(&mut self, generation: u32) {
        self.settled = Some(generation);
    }

    /// The key for equality look-ups in one column: of the newest generation, or while a rekey is unfinished, of the one
    /// before.
    ///
    /// # Errors
    /// Where it cannot be derived.
    pub fn index(&self, table: &'static str, column: &'static str) -> Result<IndexKey, RecordError> {
        let generation = self.settled.unwrap_or_else(|| self.newest());
        let key = self.keys.get(&generation).ok_or(RecordError::NotHeld(generation))?;
        IndexKey::new(key, self.program, table, column)
    }

    /// As [`Vault::index`], of the newest generation: for the last step of a rekey.
    pub(super) fn newest_index(&self, table: &'static str, column: &'static str) -> Result<IndexKey, RecordError> {
        let key = self.keys.get(&self.newest()).ok_or(RecordError::NotHeld(self.newest()))?;
        IndexKey::new(key, self.program, table, column)
    }
}

/// Seals with the newest generation, opens any.
pub struct TableVault {
    keys: BTreeMap<u32, RecordKey>,
}

impl TableVault {
    /// Seals one column of one row.
    ///
    /// # Errors
    /// Where the system has no random bytes.
    pub fn seal(&self, column: &'static str, row: &[u8], content: &[u8]) -> Result<Sealed, RecordError> {
        let (_, newest) = self.keys.last_key_value().ok_or(RecordError::NotHeld(0))?;
        newest.seal(column, row, content)
    }

    /// Opens one column of one row.
    ///
    /// # Errors
    /// Where the record was changed, moved, or sealed with a key that this person does not hold.
    pub fn open(&self, column: &'static str, row: &[u8], sealed: &Sealed) -> Result<Zeroizing<Vec<u8>>, RecordError> {
        let generation = sealed.generation();
        let key = self.keys.get(&generation).ok_or(RecordError::NotHeld(generation))?;
        key.open(column, row, sealed)
    }
}

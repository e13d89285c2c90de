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
}

impl Vault {
    /// Takes the keys of one kind; `None` where there are none.
    pub fn new(program: ProgramId, keys: impl IntoIterator<Item = DataKey>) -> Option<Self> {
        let keys: BTreeMap<_, _> = keys.into_iter().map(|key| (key.generation(), key)).collect();
        if keys.is_empty() { None } else { Some(Self { program, keys }) }
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

    /// The key for equality look-ups in one column, of the newest generation.
    ///
    /// # Errors
    /// Where it cannot be derived.
    pub fn index(&self, table: &'static str, column: &'static str) -> Result<IndexKey, RecordError> {
        let (_, newest) = self.keys.last_key_value().ok_or_else(no_key)?;
        IndexKey::new(newest, self.program, table, column)
    }
}

fn no_key() -> RecordError {
    RecordError::NotSealed("a record of a generation whose key you do not hold")
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
        let (_, newest) = self.keys.last_key_value().ok_or_else(no_key)?;
        newest.seal(column, row, content)
    }

    /// Opens one column of one row.
    ///
    /// # Errors
    /// Where the record was changed, moved, or sealed with a key that this person does not hold.
    pub fn open(&self, column: &'static str, row: &[u8], sealed: &Sealed) -> Result<Zeroizing<Vec<u8>>, RecordError> {
        let generation = sealed.generation();
        let key = self.keys.get(&generation).ok_or_else(no_key)?;
        key.open(column, row, sealed)
    }
}

//! Making sure that what was removed is gone from the files themselves, and showing it.
//!
//! SQLite overwrites deleted cells (`secure_delete`), but copies may stay in unused parts of pages and in the
//! write-ahead log. [`Store::wipe`] empties the log, looks through the raw files for pieces of the removed records, writes
//! the whole file anew where one is left, and looks again. A search that finds nothing shows something only if it finds
//! what is there: it must find pieces of records that stand in the file (the control).
//!
//! What this cannot reach: blocks that the file system or a worn flash cell keeps, snapshots, backups.

use std::{
    collections::HashSet,
    fs::{self, File},
    io::{self, Read as _},
    path::PathBuf,
};

use super::{DATABASE_FILE, Store, StoreError};
use crate::seal::Sealed;

const PIECE: usize = 16;
/// Header of a sealed record before its nonce: equal in all of them.
const COMMON: usize = 5;
/// A record that is spread over pages of 4,096 bytes has whole pieces in each of them.
const STRIDE: usize = 2_048;
const CHUNK: usize = 1 << 20;

type Piece = [u8; PIECE];

/// Pieces of sealed records and keyed indexes, by which they are known in the raw files: nonce and ciphertext, which no other
/// record has.
#[derive(Debug, Clone, Default)]
pub struct Traces {
    records: Vec<Vec<Piece>>,
}

impl Traces {
    /// Takes note of a record.
    pub fn add(&mut self, record: &Sealed) {
        self.add_bytes(record.as_bytes());
    }

    /// Takes note of what a column holds where a record should be; of fewer bytes than a record has nothing could be known again.
    pub fn add_bytes(&mut self, bytes: &[u8]) {
        let Some(bytes) = bytes.get(COMMON..).filter(|bytes| bytes.len() >= PIECE) else { return };
        let starts = (0..bytes.len().saturating_sub(PIECE)).step_by(STRIDE).chain([bytes.len() - PIECE]);
        let pieces = starts.filter_map(|at| bytes[at..].first_chunk::<PIECE>().copied());
        self.records.push(pieces.collect());
    }

    /// Takes note of a keyed index.
    pub fn add_index(&mut self, index: &[u8; 32]) {
        self.records.push(halves(index));
    }

    /// Leaves out keyed indexes that stand in the repository: the same image or label may have been entered anew, or be there
    /// under another purpose.
    pub fn without_indexes(mut self, there: &[[u8; 32]]) -> Self {
        let there: HashSet<Vec<Piece>> = there.iter().map(halves).collect();
        self.records.retain(|record| !there.contains(record));
        self
    }

    /// Adds those of others.
    pub fn extend(&mut self, others: Self) {
        self.records.extend(others.records);
    }

    /// How many records.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// For keeping them until a wiping that was interrupted goes on.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for pieces in &self.records {
            bytes.extend((pieces.len() as u32).to_be_bytes());
            pieces.iter().for_each(|piece| bytes.extend(piece));
        }
        bytes
    }

    /// Reads them back.
    pub fn from_bytes(mut bytes: &[u8]) -> Option<Self> {
        let mut records = Vec::new();
        while !bytes.is_empty() {
            let (count, rest) = bytes.split_first_chunk::<4>()?;
            let length = PIECE.checked_mul(u32::from_be_bytes(*count) as usize)?;
            let (pieces, rest) = rest.split_at_checked(length)?;
            records.push(pieces.chunks_exact(PIECE).filter_map(|piece| piece.first_chunk().copied()).collect());
            bytes = rest;
        }
        Some(Self { records })
    }

    /// Of how many records a piece is among these.
    fn among(&self, found: &HashSet<Piece>) -> u64 {
        self.records.iter().filter(|pieces| pieces.iter().any(|piece| found.contains(piece))).count() as u64
    }
}

fn halves(index: &[u8; 32]) -> Vec<Piece> {
    index.chunks_exact(PIECE).filter_map(|half| half.first_chunk().copied()).collect()
}

/// What a look through the raw files found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Residue {
    /// Bytes that were looked through.
    pub bytes: u64,
    /// Removed records that were looked for.
    pub sought: u64,
    /// Those of which a piece is still there.
    pub found: u64,
    /// Records that must be there, and were looked for in the same pass.
    pub control_sought: u64,
    /// Those of which a piece was found: all, or the look proves nothing.
    pub control_found: u64,
    /// Whether the whole file had to be written anew.
    pub rebuilt: bool,
}

impl Residue {
    /// Whether it shows that nothing is left.
    pub const fn is_clean(&self) -> bool {
        self.found == 0 && self.control_sought > 0 && self.control_found == self.control_sought
    }
}

impl Store {
    /// Looks through the raw files for pieces of `removed`, and for the control in the same pass.
    ///
    /// # Errors
    /// Where a file cannot be read.
    pub fn look_for(&self, removed: &Traces, control: &Traces) -> Result<Residue, StoreError> {
        let wanted: HashSet<Piece> = removed.records.iter().chain(&control.records).flatten().copied().collect();
        let (mut found, mut bytes) = (HashSet::new(), 0);
        for path in self.raw_files()? {
            let failed = |e: io::Error| StoreError::Environment { path: path.clone(), detail: e.to_string() };
            bytes += match File::open(&path) {
                Ok(file) => scan(file, &wanted, &mut found).map_err(failed)?,
                Err(e) if e.kind() == io::ErrorKind::NotFound => 0,
                Err(e) => return Err(failed(e)),
            };
        }
        Ok(Residue {
            bytes,
            sought: removed.len() as u64,
            found: removed.among(&found),
            control_sought: control.len() as u64,
            control_found: control.among(&found),
            rebuilt: false,
        })
    }

    /// Empties the write-ahead log, writes the file anew where something is left of `removed` or where `rebuild` asks for
    /// it, and says what the raw files still hold.
    ///
    /// # Errors
    /// [`StoreError::Busy`] where another command reads for too long: then what is removed is removed, and the wiping is
    /// done again later. Where there is no room or the files cannot be read.
    pub fn wipe(&mut self, removed: &Traces, control: &Traces, rebuild: bool) -> Result<Residue, StoreError> {
        self.empty_wal()?;
        let first = self.look_for(removed, control)?;
        if first.found == 0 && !rebuild {
            return Ok(first);
        }
        let failed = |e| StoreError::from_sql(&self.path, e);
        // The temporary file holds what stays, sealed as it stands; in memory it could be more than there is room for.
        self.connection.pragma_update(None, "temp_store", "FILE").map_err(failed)?;
        let rebuilt = self.connection.execute_batch("VACUUM").map_err(failed);
        self.connection.pragma_update(None, "temp_store", "MEMORY").map_err(failed)?;
        rebuilt?;
        self.empty_wal()?;
        Ok(Residue { rebuilt: true, ..self.look_for(removed, control)? })
    }

    /// Moves the write-ahead log into the database and cuts it to nothing.
    ///
    /// # Errors
    /// [`StoreError::Busy`] where another command reads for too long; where it cannot be written.
    pub fn empty_wal(&self) -> Result<(), StoreError> {
        self.connection.flush_prepared_statement_cache();
        let busy: i64 = self
            .connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))
            .map_err(|e| StoreError::from_sql(&self.path, e))?;
        if busy == 0 { Ok(()) } else { Err(StoreError::busy(&self.path)) }
    }

    /// Every file of the database that there may be.
    fn raw_files(&self) -> Result<Vec<PathBuf>, StoreError> {
        let directory = self.path.parent().map(PathBuf::from).unwrap_or_default();
        let failed = |e: io::Error| StoreError::Environment { path: directory.clone(), detail: e.to_string() };
        let mut found = Vec::new();
        for entry in fs::read_dir(&directory).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            if entry.file_name().to_string_lossy().starts_with(DATABASE_FILE) && entry.path().is_file() {
                found.push(entry.path());
            }
        }
        Ok(found)
    }
}

/// Adds what of `wanted` occurs to `found`; how many bytes there were.
fn scan(mut file: File, wanted: &HashSet<Piece>, found: &mut HashSet<Piece>) -> io::Result<u64> {
    // Three bytes tell most places apart at once.
    let mut beginnings = vec![0_u64; (1 << 24) / 64];
    let place = |bytes: &[u8]| usize::from(bytes[0]) << 16 | usize::from(bytes[1]) << 8 | usize::from(bytes[2]);
    for piece in wanted {
        beginnings[place(piece) / 64] |= 1 << (place(piece) % 64);
    }
    let (mut buffer, mut held, mut total) = (vec![0; CHUNK + PIECE], 0, 0);
    loop {
        let read = file.read(&mut buffer[held..])?;
        if read == 0 {
            return Ok(total);
        }
        total += read as u64;
        let filled = held + read;
        for window in buffer[..filled].windows(PIECE) {
            if beginnings[place(window) / 64] >> (place(window) % 64) & 1 == 1
                && let Some(piece) = window.first_chunk::<PIECE>()
                && wanted.contains(piece)
            {
                found.insert(*piece);
            }
        }
        // A piece may lie across the end of what was read.
        held = filled.min(PIECE - 1);
        buffer.copy_within(filled - held..filled, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        seal::{DataKey, KeyKind, RecordKey},
        vocabulary::ProgramId,
    };

    fn record(length: usize) -> Sealed {
        let key = DataKey::generate(KeyKind::Book, 1).unwrap();
        RecordKey::new(&key, ProgramId([1; 32]), "secret").unwrap().seal("content", b"a", &vec![7; length]).unwrap()
    }

    #[test]
    fn what_was_removed_is_found_before_and_not_after() {
        let home = tempfile::tempdir().unwrap();
        let mut store = Store::create(&home.path().join("r")).unwrap();
        let (stays, goes, none) = (record(40), record(60_000), Traces::default());
        let (mut control, mut removed) = (Traces::default(), Traces::default());
        control.add(&stays);
        removed.add(&goes);
        assert_eq!(Traces::from_bytes(&removed.to_bytes()).unwrap().records, removed.records);
        store
            .write(|rows| {
                rows.insert_secret("stays", &stays)?;
                rows.insert_secret("goes", &goes)
            })
            .unwrap();
        let before = store.look_for(&removed, &control).unwrap();
        assert_eq!((before.found, before.control_found), (1, 1), "in the write-ahead log");
        let moved = store.wipe(&none, &control, false).unwrap();
        assert_eq!((moved.found, moved.control_found, moved.rebuilt), (0, 1, false));
        assert_eq!(store.look_for(&removed, &control).unwrap().found, 1, "in the database");
        store.write(|rows| rows.change("DELETE FROM secret WHERE name = 'goes'", [])).unwrap();
        let after = store.wipe(&removed, &control, false).unwrap();
        assert!(after.is_clean(), "{after:?}");
        let blind = store.wipe(&removed, &none, true).unwrap();
        assert!(blind.rebuilt && !blind.is_clean(), "without a control it shows nothing");
    }

    #[test]
    fn an_index_that_is_there_again_is_not_looked_for() {
        let mut traces = Traces::default();
        traces.add(&record(40));
        traces.add_index(&[1; 32]);
        traces.add_index(&[2; 32]);
        let left = traces.clone().without_indexes(&[[2; 32], [3; 32]]);
        assert_eq!(left.records, traces.records[..2]);
    }

    #[test]
    fn a_piece_across_two_reads_is_found() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("f");
        for at in CHUNK - 20..CHUNK + 20 {
            let mut bytes = vec![0; CHUNK + 100];
            bytes[at..at + PIECE].copy_from_slice(b"0123456789abcdef");
            fs::write(&path, &bytes).unwrap();
            let mut found = HashSet::new();
            let read = scan(File::open(&path).unwrap(), &HashSet::from([*b"0123456789abcdef"]), &mut found).unwrap();
            assert_eq!((read, found.len()), (bytes.len() as u64, 1), "{at}");
        }
    }
}

//! What upkeep of the repository answers: keys exchanged, records expunged or corrected, what is due.

use serde::Serialize;

use super::{EntryReference, ProgramLine, Report};

/// What the raw files still held after the wiping.
#[derive(Debug, Clone, Serialize)]
pub struct ResidueLine {
    /// Bytes that were looked through.
    pub bytes: u64,
    /// Removed records that were looked for.
    pub sought: u64,
    /// Those of which something is left.
    pub found: u64,
    /// Records that must be there, looked for in the same pass.
    pub control_sought: u64,
    /// Those that were found; where one is missing, the look shows nothing.
    pub control_found: u64,
    /// Whether the file was written anew.
    pub rebuilt: bool,
}

impl ResidueLine {
    /// Whether nothing is left, and the look shows it.
    pub fn is_clean(&self) -> bool {
        self.found == 0 && self.control_sought > 0 && self.control_found == self.control_sought
    }

    /// For reading.
    pub fn words(&self) -> String {
        let looked = format!(
            "{} removed records looked for in {} bytes of the raw files; {} of {} records that must be there were found",
            self.sought, self.bytes, self.control_found, self.control_sought
        );
        match (self.found, self.is_clean()) {
            (0, true) => format!("nothing is left ({looked})"),
            (0, false) => format!("NOT SHOWN to be gone: the look did not find what is there ({looked})"),
            (left, _) => format!("{left} REMOVED RECORDS ARE STILL IN THE FILES ({looked})"),
        }
    }
}

/// `frs program rekey`.
#[derive(Debug, Clone, Serialize)]
pub struct KeysExchanged {
    /// Which program.
    pub program: ProgramLine,
    /// The generation of the data keys that is in force now.
    pub generation: u32,
    /// Whether an interrupted exchange was gone on with.
    pub went_on: bool,
    /// Records that this command sealed anew.
    pub records: u64,
    /// People who hold the new keys.
    pub holders: u64,
    /// Wraps of old generations that were deleted.
    pub old_wraps: u64,
    /// The new key of the log, where the Commander renewed it: 64 hexadecimal digits.
    pub log_key: Option<String>,
    /// Whether the log's key is now older than the data keys, and the Commander has to renew it.
    pub log_key_due: bool,
    /// What the files still held.
    pub residue: ResidueLine,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

impl Report for KeysExchanged {
    const SCHEMA: &'static str = "frs.rekey/1";
}

/// `frs program rekey --log-key-only`.
#[derive(Debug, Clone, Serialize)]
pub struct LogKeyRenewed {
    /// Which program.
    pub program: ProgramLine,
    /// The new key: 64 hexadecimal digits.
    pub log_key: String,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

impl Report for LogKeyRenewed {
    const SCHEMA: &'static str = "frs.log-key/1";
}

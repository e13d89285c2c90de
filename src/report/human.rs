//! For people: plain words and tables, for a detective at 03:00 on any terminal.
//!
//! Everything that comes from files, papers or people passes [`printable`]; text that could reorder its line (a name in a
//! right-to-left script) stands last in it.

mod audited;
mod backup;
mod batch;
mod calibration;
pub(super) mod candidates;
mod closed;
mod discovery;
mod doctor;
pub(super) mod evaluation;
mod evidence;
mod layout;
mod lists;
mod oversight;
mod own;
mod program;
mod replay;
mod search;
mod share;
mod table;
mod upkeep;
mod verification;
mod witness;

/// How wide the terminal is, in columns.
#[derive(Debug, Clone, Copy)]
pub struct Width(pub u16);

/// A result as people read it.
pub trait Human {
    /// Lines for the terminal.
    fn human(&self, width: Width) -> String;
}

/// Text from files or papers, made safe to print: control and invisible characters become visible escapes.
pub fn printable(text: &str) -> String {
    text.chars()
        .map(|c| if crate::vocabulary::is_invisible(c) { format!("\\u{{{:x}}}", u32::from(c)) } else { c.to_string() })
        .collect()
}

//! The program file: what anybody may know of a program, for witnesses and for checkers who have no repository.
//!
//! ```text
//! frs/program-file/1
//! ==== founding
//! <the founding note>
//! ==== <log>/<entry> <time>             where and when the book accepted the paper
//! <a succession or a new log key>
//! ```
//! Nothing in it is believed because it stands there: the founding note hashes to the program's id, and every paper is
//! verified by the keys that counted before it, as the book itself does.

use std::fmt::Write as _;

use jiff::Timestamp;

use super::{AcceptedPaper, Founding, FoundingError, Standing, StandingError};

const FIRST_LINE: &str = "frs/program-file/1\n";
const MARK: &str = "==== ";

/// Why a program file does not hold.
#[derive(Debug, thiserror::Error)]
pub enum ProgramFileError {
    /// Another form.
    #[error("this is no program file ({0}): take the one that `frs program show` wrote")]
    Form(&'static str),
    /// The founding note.
    #[error(transparent)]
    Founding(#[from] FoundingError),
    /// A paper.
    #[error(transparent)]
    Standing(#[from] StandingError),
}

/// Writes the founding note and the public papers, in the order of their acceptance.
pub fn write_program_file<'p>(founding: &Founding, papers: impl IntoIterator<Item = &'p AcceptedPaper>) -> String {
    let mut file = format!("{FIRST_LINE}{MARK}founding\n{}", founding.note());
    for paper in papers {
        let _ = write!(file, "{MARK}{} {}\n{}", paper.place, paper.time, paper.file);
    }
    file
}

/// Reads a program file: who may sign for the program, and with which keys its logs sign.
///
/// # Errors
/// Where it is another file, or a signature in it does not hold.
pub fn read_program_file(file: &str) -> Result<Standing, ProgramFileError> {
    let rest = file.strip_prefix(FIRST_LINE).ok_or(ProgramFileError::Form("its first line is another one"))?;
    let rest = rest.strip_prefix(MARK).ok_or(ProgramFileError::Form("no founding note follows"))?;
    // No line of a paper begins so: each is `key: value`, a name or a signature.
    let mark = format!("\n{MARK}");
    let mut parts = rest.split(mark.as_str());
    let founding = parts.next().and_then(|part| part.strip_prefix("founding\n"));
    let founding = founding.ok_or(ProgramFileError::Form("no founding note follows"))?;
    let mut standing = Standing::at_founding(Founding::read(&whole(founding))?);
    for part in parts {
        let accepted = accepted(part).ok_or(ProgramFileError::Form("a paper without its place"))?;
        let place = accepted.place;
        standing.enter(&accepted).map_err(|why| StandingError::Paper { place, why })?;
    }
    Ok(standing)
}

/// The newline before the next mark belongs to the paper.
fn whole(part: &str) -> String {
    if part.ends_with('\n') { part.to_owned() } else { format!("{part}\n") }
}

fn accepted(part: &str) -> Option<AcceptedPaper> {
    let (place, paper) = part.split_once('\n')?;
    let mut words = place.split(' ');
    let place = words.next()?.parse().ok()?;
    let time: Timestamp = words.next()?.parse().ok()?;
    words.next().is_none().then(|| AcceptedPaper { place, time, file: whole(paper) })
}

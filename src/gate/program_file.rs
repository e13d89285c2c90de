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

use super::{AcceptedPaper, Founding, FoundingError, PaperKind, Standing, StandingError, papers::read_paper};
use crate::vocabulary::Digest;

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

/// Whether `given` holds what `held` does: as it stands, or, where a restore lost entries, at least every succession in its
/// order. A key of the log that a restore lost is renewed by the next rekey; a Commander who was succeeded stays so.
///
/// # Errors
/// Where one of them is no program file.
pub fn program_file_continues(held: &str, given: &str, restored: bool) -> Result<bool, ProgramFileError> {
    if given.starts_with(held.trim_end_matches('\n')) {
        return Ok(true);
    }
    Ok(restored && successions(given)?.starts_with(&successions(held)?))
}

fn successions(file: &str) -> Result<Vec<Digest>, ProgramFileError> {
    let mut found = Vec::new();
    // Before the papers stand the first line and the founding note.
    for part in file.split(&format!("\n{MARK}")).skip(2) {
        let paper = accepted(part).and_then(|accepted| read_paper(accepted.file.as_bytes()).ok());
        let paper = paper.ok_or(ProgramFileError::Form("a paper that cannot be read"))?;
        found.extend((paper.kind() == PaperKind::Succession).then(|| paper.digest()));
    }
    Ok(found)
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

#[cfg(test)]
mod tests {
    use super::*;

    const HELD: &str = "frs/program-file/1\n==== founding\nnote\n";

    #[test]
    fn papers_may_only_follow() {
        let longer = format!("{HELD}==== 1/9 2026-11-25T20:00:00Z\npaper\n");
        for restored in [false, true] {
            assert!(program_file_continues(HELD, HELD, restored).unwrap());
            assert!(program_file_continues(HELD, &longer, restored).unwrap());
        }
        assert!(!program_file_continues(&longer, HELD, false).unwrap());
        assert!(program_file_continues(&longer, HELD, true).is_err(), "what cannot be read is not taken as lost");
    }
}

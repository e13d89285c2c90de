//! The two streams: results on standard output, everything else on standard error.

use std::io::{self, IsTerminal as _, Write as _};

use super::{
    failure::{CliError, Failure},
    paint::painted,
};
use crate::{
    operation::OperationError,
    report::{Human, Report, Width, broken, printable},
};

/// Where and how answers are written.
#[derive(Debug, Clone, Copy)]
pub struct Output {
    json: bool,
}

/// Columns where nothing says how many there are.
const DEFAULT_COLUMNS: u16 = 100;

impl Output {
    /// Plain words, or JSON.
    pub const fn new(json: bool) -> Self {
        Self { json }
    }

    /// Whether results are JSON.
    pub const fn json(self) -> bool {
        self.json
    }

    /// Writes a result in the form that was asked for.
    ///
    /// # Errors
    /// Where standard output does not take it.
    pub fn report<T: Report + Human>(self, report: &T) -> Result<(), CliError> {
        if self.json {
            return self.json_line(report);
        }
        let text = report.human(self.width());
        self.text(&if self.may_paint(io::stdout().is_terminal()) { painted(&text) } else { text })
    }

    /// Writes one line of JSON, whatever was asked for (batches choose their lines themselves).
    ///
    /// # Errors
    /// Where standard output does not take it.
    pub fn json_line<T: Report>(self, report: &T) -> Result<(), CliError> {
        let line = report.json().map_err(io::Error::other)?;
        self.text(&line)
    }

    /// Writes text as it is, with a newline at its end.
    ///
    /// # Errors
    /// Where standard output does not take it.
    pub fn text(self, text: &str) -> Result<(), CliError> {
        let mut stdout = io::stdout().lock();
        stdout.write_all(text.as_bytes())?;
        if !text.ends_with('\n') {
            stdout.write_all(b"\n")?;
        }
        Ok(stdout.flush()?)
    }

    /// Writes a note for the person at the terminal. That nobody can read it must not stop the command.
    pub fn note(self, text: &str) {
        let _ = writeln!(io::stderr().lock(), "{}", wrapped(text));
    }

    /// As [`Output::note`], every line as it is: a file that is copied, or a page that has its width.
    pub fn note_as_it_is(self, text: &str) {
        let _ = writeln!(io::stderr().lock(), "{}", visible(text));
    }

    /// Writes what the person must hear whatever form they asked for: a note, or one JSON object.
    pub fn tell(self, note: &str) {
        if self.json {
            let object = serde_json::json!({ "schema": "frs.note/1", "note": visible(note) });
            let _ = writeln!(io::stderr().lock(), "{object}");
        } else {
            self.note(note);
        }
    }

    /// Writes why the command failed: words and a hint, or one JSON object.
    pub fn failure(self, failure: &Failure) {
        if self.json {
            let _ = writeln!(io::stderr().lock(), "{}", failure.json());
        } else {
            let text = wrapped(&failure.human());
            let text = if self.may_paint(io::stderr().is_terminal()) { painted(&text) } else { text };
            let _ = writeln!(io::stderr().lock(), "{text}");
        }
    }

    /// How wide human text may be: the terminal's width, or `COLUMNS`, or 100.
    pub fn width(self) -> Width {
        Width(columns_of(io::stdout()).or_else(named_columns).unwrap_or(DEFAULT_COLUMNS))
    }

    /// Whether a person sits at the terminal and can be asked.
    pub fn can_ask(self) -> bool {
        io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// Whether progress may be drawn: standard error is a terminal, and no JSON goes to the same one.
    pub fn can_draw(self) -> bool {
        io::stderr().is_terminal() && !(self.json && io::stdout().is_terminal())
    }

    /// Whether words may stand in colour: at a terminal that can, of a person who wants it (<https://no-color.org>).
    fn may_paint(self, is_terminal: bool) -> bool {
        let forbidden = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || std::env::var_os("TERM").is_none_or(|value| value == "dumb");
        is_terminal && !self.json && !forbidden
    }

    /// Asks a question at the terminal and reads one line.
    ///
    /// # Errors
    /// Where the terminal cannot be read, or whoever is asked leaves.
    pub fn ask(self, question: &str) -> Result<String, CliError> {
        let mut stderr = io::stderr().lock();
        write!(stderr, "{} ", wrapped(question))?;
        stderr.flush()?;
        let line = terminal_line()?;
        if line.is_none() {
            writeln!(stderr)?;
        }
        let left = || {
            OperationError::Usage("you left at this question: nothing was done, and nothing was recorded".to_owned())
        };
        Ok(line.ok_or_else(left)?.trim().to_owned())
    }
}

/// The terminal's answer to ctrl-C, for as long as a question is open: it ends the line, so that the command can say that
/// nothing was recorded. Dropped, it is as it was.
#[cfg(unix)]
struct Interrupt(rustix::termios::Termios);

/// ctrl-C as it is read.
const LEFT: u8 = 0x03;

#[cfg(unix)]
impl Interrupt {
    fn read_as_text() -> Option<Self> {
        use rustix::termios::{OptionalActions, SpecialCodeIndex, tcgetattr, tcsetattr};
        let before = tcgetattr(io::stdin()).ok()?;
        let mut meanwhile = before.clone();
        // Zero: no key interrupts (POSIX, _POSIX_VDISABLE).
        meanwhile.special_codes[SpecialCodeIndex::VINTR] = 0;
        meanwhile.special_codes[SpecialCodeIndex::VEOL] = LEFT;
        tcsetattr(io::stdin(), OptionalActions::Now, &meanwhile).ok()?;
        Some(Self(before))
    }
}

#[cfg(unix)]
impl Drop for Interrupt {
    fn drop(&mut self) {
        let _ = rustix::termios::tcsetattr(io::stdin(), rustix::termios::OptionalActions::Now, &self.0);
    }
}

/// One line; none where the end of the input or ctrl-C came before it.
fn terminal_line() -> io::Result<Option<String>> {
    #[cfg(unix)]
    let _restored = Interrupt::read_as_text();
    line_of(&mut io::stdin().lock())
}

fn line_of(from: &mut impl io::BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    loop {
        let mut byte = [0];
        match from.read(&mut byte) {
            Ok(0) if line.is_empty() => return Ok(None),
            Ok(0) => break,
            Ok(_) if byte[0] == LEFT => return Ok(None),
            Ok(_) if byte[0] == b'\n' => break,
            Ok(_) => line.push(byte[0]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    let text = String::from_utf8(line);
    text.map(Some).map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "the answer is not UTF-8 text"))
}

/// How many columns the terminal has, where this is one that says so.
#[cfg(unix)]
fn columns_of(stream: impl std::os::fd::AsFd) -> Option<u16> {
    rustix::termios::tcgetwinsize(stream).ok().map(|size| size.ws_col).filter(|columns| *columns > 0)
}

#[cfg(not(unix))]
fn columns_of<T>(_: T) -> Option<u16> {
    None
}

fn named_columns() -> Option<u16> {
    std::env::var("COLUMNS").ok().and_then(|text| text.parse().ok()).filter(|columns| *columns >= 40)
}

/// Safe for the terminal, and broken between words where standard error is one; a log or a pipe gets whole lines.
pub(super) fn wrapped(text: &str) -> String {
    if !io::stderr().is_terminal() {
        return visible(text);
    }
    // A terminal that does not say how wide it is has 80 columns, as they all had once.
    let columns = columns_of(io::stderr()).or_else(named_columns).unwrap_or(80);
    let room = usize::from(columns.max(40)) - 1;
    text.split('\n').map(|line| broken_line(&printable(line), room)).collect::<Vec<_>>().join("\n")
}

/// Makes each line safe for a terminal; the line breaks stay.
pub(super) fn visible(text: &str) -> String {
    text.split('\n').map(printable).collect::<Vec<_>>().join("\n")
}

/// Breaks a line between its words; what follows stands below its first word, or below the text after a label. A word that
/// is longer than the room stays whole (ids and paths are copied).
fn broken_line(line: &str, room: usize) -> String {
    let blank = line.len() - line.trim_start().len();
    let label = ["Why: ", "Do:  ", "frs: "].iter().find(|label| line[blank..].starts_with(**label));
    let indent = blank + label.map_or(0, |label| label.len());
    let lines = broken(&line[indent..], room.saturating_sub(indent), false);
    format!("{}{}", &line[..indent], lines.join(&format!("\n{}", " ".repeat(indent))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_stay_below_their_label() {
        let line = "      Why: one two three four five six";
        assert_eq!(broken_line(line, 24), "      Why: one two three\n           four five six");
        assert_eq!(broken_line("short  line", 40), "short  line");
        assert_eq!(
            broken_line("frs: /a/very/long/path/that/is/copied is", 20),
            "frs: /a/very/long/path/that/is/copied\n     is"
        );
        assert_eq!(broken_line("", 40), "");
    }

    #[test]
    fn an_answer_ends_with_its_line_and_whoever_leaves_has_given_none() {
        let read = |mut text: &[u8]| line_of(&mut text).unwrap();
        assert_eq!(read(b"4412\nyes\n").as_deref(), Some("4412"));
        assert_eq!(read(b"\n").as_deref(), Some(""));
        assert_eq!(read(b"44").as_deref(), Some("44"));
        assert_eq!((read(b"44\x03"), read(b"")), (None, None));
    }
}

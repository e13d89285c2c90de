//! The two streams: results on standard output, everything else on standard error.

use std::io::{self, IsTerminal as _, Write as _};

use super::{
    failure::{CliError, Failure},
    paint::painted,
};
use crate::report::{Human, Report, Width, printable};

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
            let text = self.wrapped(&failure.human());
            let text = if self.may_paint(io::stderr().is_terminal()) { painted(&text) } else { text };
            let _ = writeln!(io::stderr().lock(), "{text}");
        }
    }

    /// Safe for the terminal, and broken at spaces where standard error is one; a log or a pipe gets whole lines.
    fn wrapped(self, text: &str) -> String {
        #[cfg(unix)]
        if let Ok(size) = rustix::termios::tcgetwinsize(io::stderr())
            && size.ws_col >= 40
        {
            let lines = text.split('\n').map(|line| broken_line(&printable(line), usize::from(size.ws_col) - 1));
            return lines.collect::<Vec<_>>().join("\n");
        }
        visible(text)
    }

    /// How wide human text may be: the terminal's width, or `COLUMNS`, or 100.
    pub fn width(self) -> Width {
        #[cfg(unix)]
        if let Ok(size) = rustix::termios::tcgetwinsize(io::stdout())
            && size.ws_col > 0
        {
            return Width(size.ws_col);
        }
        let columns = std::env::var("COLUMNS").ok().and_then(|text| text.parse().ok());
        Width(columns.filter(|columns| *columns >= 40).unwrap_or(DEFAULT_COLUMNS))
    }

    /// Whether a person sits at the terminal and can be asked.
    pub fn can_ask(self) -> bool {
        io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// Whether progress may be drawn: standard error is a terminal, and nobody asked for JSON.
    pub fn can_draw(self) -> bool {
        !self.json && io::stderr().is_terminal()
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
    /// Where the terminal cannot be read.
    pub fn ask(self, question: &str) -> Result<String, CliError> {
        let mut stderr = io::stderr().lock();
        write!(stderr, "{} ", self.wrapped(question))?;
        stderr.flush()?;
        let mut line = String::new();
        io::stdin().read_line(&mut line)?;
        Ok(line.trim().to_owned())
    }
}

/// Makes each line safe for a terminal; the line breaks stay.
pub(super) fn visible(text: &str) -> String {
    text.split('\n').map(printable).collect::<Vec<_>>().join("\n")
}

/// Breaks a line at its spaces; what follows stands below its first word, or below the text after a label. A word that is
/// longer than the room stays whole (ids and paths are copied).
fn broken_line(line: &str, room: usize) -> String {
    let blank = line.len() - line.trim_start().len();
    let label = ["Why: ", "Do:  ", "frs: "].iter().find(|label| line[blank..].starts_with(**label));
    let indent = blank + label.map_or(0, |label| label.len());
    let mut out = line[..indent].to_owned();
    let (mut used, mut first) = (indent, true);
    for word in line[indent..].split(' ') {
        let columns = word.chars().count();
        if !first && used + 1 + columns > room {
            out.push('\n');
            out.push_str(&" ".repeat(indent));
            used = indent;
        } else if !first {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += columns;
        first = false;
    }
    out
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
}

//! The two streams: results on standard output, everything else on standard error.

use std::io::{self, IsTerminal as _, Write as _};

use super::failure::{CliError, Failure};
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
        if self.json { self.json_line(report) } else { self.text(&report.human(self.width())) }
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

    /// Writes why the command failed: words and a hint, or one JSON object.
    pub fn failure(self, failure: &Failure) {
        if self.json {
            let _ = writeln!(io::stderr().lock(), "{}", failure.json());
        } else {
            self.note(&failure.human());
        }
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

    /// Whether results may be coloured (<https://no-color.org>).
    pub fn can_colour(self) -> bool {
        let forbidden = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || std::env::var_os("TERM").is_some_and(|value| value == "dumb");
        !self.json && !forbidden && io::stdout().is_terminal()
    }

    /// Asks a question at the terminal and reads one line.
    ///
    /// # Errors
    /// Where the terminal cannot be read.
    pub fn ask(self, question: &str) -> Result<String, CliError> {
        let mut stderr = io::stderr().lock();
        write!(stderr, "{} ", visible(question))?;
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

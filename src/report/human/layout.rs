//! The page: paragraphs, facts, lists, commands. Lines are broken between words, here and nowhere else.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{
    Width, printable,
    table::{Column, Table},
};
use crate::{
    report::{ProgramLine, layout::broken},
    vocabulary::Digest,
};

/// Narrower than this, lines run over.
const NARROWEST: u16 = 40;
/// Longer lines of prose are hard to read.
const PROSE: u16 = 100;

/// What comes next.
pub(super) struct Step {
    says: String,
    command: Option<String>,
}

impl Step {
    /// Words, and the command that does it.
    pub fn new(says: &str, command: String) -> Self {
        Self { says: says.to_owned(), command: Some(command) }
    }

    /// Words.
    pub fn words(says: &str) -> Self {
        Self { says: says.to_owned(), command: None }
    }

    /// A command.
    pub fn command(command: String) -> Self {
        Self { says: String::new(), command: Some(command) }
    }
}

/// Lines for the terminal, in the making.
pub(super) struct Page {
    width: u16,
    text: String,
}

impl Page {
    /// An empty page that names the program; every kind but `program` is marked.
    pub fn new(width: Width, program: &ProgramLine) -> Self {
        let mut page = Self::bare(width);
        page.mark(program);
        page.facts(&[("Program", format!("{}  {}", program.fingerprint, program.name))]);
        page
    }

    /// As [`Self::new`], with what must be read first.
    pub fn under(width: Width, program: &ProgramLine, notice: &str) -> Self {
        let mut page = Self::new(width, program);
        page.gap();
        page.paragraph(notice);
        page.gap();
        page
    }

    /// An empty page.
    pub fn bare(width: Width) -> Self {
        Self { width: width.0.max(NARROWEST), text: String::new() }
    }

    /// Whether there is room for whole ids and more columns.
    pub fn is_wide(&self) -> bool {
        self.width >= 150
    }

    /// The mark of a program that is none.
    pub fn mark(&mut self, program: &ProgramLine) {
        if let Some((kind, says)) = program.no_evidence() {
            self.paragraph(&format!("*** {kind} *** {says}"));
        }
    }

    /// An empty line.
    pub fn gap(&mut self) {
        self.text.push('\n');
    }

    /// Prose, wrapped.
    pub fn paragraph(&mut self, text: &str) {
        self.hung("", text, self.width.min(PROSE));
    }

    /// A list, one text an item.
    pub fn items<T: AsRef<str>>(&mut self, items: &[T]) {
        items.iter().for_each(|item| self.hung("  -  ", item.as_ref(), self.width.min(PROSE)));
    }

    /// A list under its title, after a gap; nothing where there is none.
    pub fn titled<T: AsRef<str>>(&mut self, title: &str, items: &[T]) {
        if !items.is_empty() {
            self.gap();
            self.paragraph(title);
            self.items(items);
        }
    }

    /// Names and values, one pair a line. Wrapped values stay in their column.
    pub fn facts<K: AsRef<str>>(&mut self, facts: &[(K, String)]) {
        let names: Vec<String> = facts.iter().map(|(name, _)| printable(name.as_ref())).collect();
        // However long a name is, its value has room.
        let column = names.iter().map(|name| name.width()).max().unwrap_or(0).min(usize::from(self.width) / 2);
        for (name, (_, value)) in names.iter().zip(facts) {
            let name = fit(name, column);
            let blank = " ".repeat(column - name.width() + 2);
            self.hung(&format!("{name}{blank}"), value, self.width);
        }
    }

    /// A table, each row one line.
    pub fn table(&mut self, columns: &[(&str, Column)], rows: &[Vec<String>]) {
        self.draw(&Table::new(columns, rows));
    }

    /// A table that says more than its rows.
    pub fn draw(&mut self, table: &Table) {
        self.push(table.lines(self.columns()));
    }

    /// A command to be copied: on one line where it fits, else continued before its options, as a shell reads it.
    pub fn command(&mut self, command: &str) {
        let command = printable(command);
        let room = self.columns();
        let mut line = "  ".to_owned();
        for (index, part) in command.split(" --").enumerate() {
            let part = if index == 0 { part.to_owned() } else { format!(" --{part}") };
            // The blank and the backslash that continue it need room too.
            if index > 0 && line.width() + part.width() + 2 > room && 2 + command.width() > room {
                self.push([format!("{line} \\")]);
                line = format!("   {part}");
            } else {
                line.push_str(&part);
            }
        }
        self.push([line]);
    }

    /// What comes next: words, and the command that does it, on a line of its own to be copied.
    pub fn steps(&mut self, steps: &[Step]) {
        for step in steps {
            if !step.says.is_empty() {
                self.items(&[&step.says]);
            }
            step.command.iter().for_each(|command| self.command(command));
        }
    }

    /// One line, cut where it is too long.
    pub fn line(&mut self, text: &str) {
        let cut = fit(&printable(text), usize::from(self.width));
        self.text.push_str(&cut);
        self.gap();
    }

    /// Prose, indented; nothing where there is none.
    pub fn note(&mut self, indent: usize, text: &str) {
        if !text.is_empty() {
            self.hung(&" ".repeat(indent), text, self.width);
        }
    }

    /// A text after its label; what does not fit on the first line stands below the text.
    fn hung(&mut self, label: &str, text: &str, width: u16) {
        let indent = label.width();
        let lines = broken(&printable(text), usize::from(width).saturating_sub(indent), true);
        let blank = " ".repeat(indent);
        let start = std::iter::once(label).chain(std::iter::repeat(blank.as_str()));
        self.push(lines.into_iter().zip(start).map(|(line, start)| format!("{start}{line}")));
    }

    /// The lines.
    pub fn finish(self) -> String {
        self.text
    }

    /// The width in columns.
    pub fn columns(&self) -> usize {
        usize::from(self.width)
    }

    fn push(&mut self, lines: impl IntoIterator<Item = String>) {
        for line in lines {
            self.text.push_str(line.trim_end());
            self.text.push('\n');
        }
    }
}

/// Whole where there is room; shortened ones are for reading only.
pub(super) fn digest(page: &Page, digest: &Digest) -> String {
    if page.is_wide() { digest.to_string() } else { digest.short() }
}

/// So many of them, in words.
pub(super) fn counted(count: impl TryInto<u64>, one: &str, many: &str) -> String {
    let count = count.try_into().unwrap_or(u64::MAX);
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

/// `1 image`, `2 images`.
pub(super) fn images(count: u64) -> String {
    counted(count, "image", "images")
}

/// How many columns of a terminal the text takes.
pub(super) fn columns_of(text: &str) -> usize {
    text.width()
}

/// The text, or as much of its beginning as fits, with a mark of the cut.
pub(super) fn fit(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut cut = leading(text.chars(), columns.saturating_sub(1)).collect::<String>();
    // Some characters are wider together than each by itself.
    while cut.width() + 1 > columns && cut.pop().is_some() {}
    cut.push('…');
    cut
}

/// The text, or as much of its end as fits: of a path, the file's name.
pub(super) fn fit_end(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let end: Vec<char> = leading(text.chars().rev(), columns.saturating_sub(1)).collect();
    let mut end: String = end.into_iter().rev().collect();
    while end.width() + 1 > columns && !end.is_empty() {
        end.remove(0);
    }
    format!("…{end}")
}

fn leading(chars: impl Iterator<Item = char>, columns: usize) -> impl Iterator<Item = char> {
    let mut taken = 0;
    chars.take_while(move |c| {
        taken += c.width().unwrap_or(0);
        taken <= columns
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_is_never_wider_than_its_room() {
        for text in ["1\u{fe0f}2\u{fe0f}3\u{fe0f}4\u{fe0f}5", "山田太郎山田太郎", "plain words here"] {
            for columns in 1..20 {
                let (start, end) = (fit(text, columns), fit_end(text, columns));
                assert!(start.width() <= columns && end.width() <= columns, "{columns}: {start:?} {end:?}");
            }
        }
    }
}

//! The page: paragraphs, facts, tables. The only place that names `comfy_table`.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Row, Table, TableStyle, presets};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{Width, printable};
use crate::{report::ProgramLine, vocabulary::Digest};

/// Narrower than this, lines run over: a table of candidates needs so much.
const NARROWEST: u16 = 72;
/// Longer lines of prose are hard to read.
const PROSE: u16 = 100;

/// How a column of a table is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// Never narrower than its content.
    Whole,
    /// The same, right-aligned.
    Number,
    /// Takes what is left; what does not fit is cut, and the cut shows.
    Rest,
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
        let mut table = table(presets::NOTHING, self.width.min(PROSE));
        table.add_row([printable(text)]);
        unpad(&mut table);
        self.push(table.lines());
    }

    /// A list, one text an item.
    pub fn items<T: AsRef<str>>(&mut self, items: &[T]) {
        let mut table = table(presets::NOTHING, self.width.min(PROSE));
        for item in items {
            table.add_row(["  -".to_owned(), printable(item.as_ref())]);
        }
        if !items.is_empty() {
            whole(&mut table, 0);
            unpad(&mut table);
            self.push(table.lines());
        }
    }

    /// Names and values, one pair a line. Wrapped values stay in their column.
    pub fn facts<K: AsRef<str>>(&mut self, facts: &[(K, String)]) {
        let mut table = table(presets::NOTHING, self.width);
        for (key, value) in facts {
            table.add_row([printable(key.as_ref()), printable(value)]);
        }
        if !facts.is_empty() {
            whole(&mut table, 0);
            unpad(&mut table);
            self.push(table.lines());
        }
    }

    /// A table, each row one line: nothing that a cell holds can look like another row. `rule` puts a line with words
    /// before the row of that index.
    pub fn table(&mut self, columns: &[(&str, Column)], rows: &[Vec<String>], rule: Option<(usize, &str)>) {
        let mut table = table(presets::ASCII_HORIZONTAL_ONLY, self.width);
        table.style_mut().row_separator = comfy_table::LineStyle::none();
        table.set_header(columns.iter().map(|(name, _)| *name));
        for row in rows {
            let mut row = Row::from(row.iter().map(|cell| printable(cell)));
            row.max_height(1);
            table.add_row(row);
        }
        for (index, (_, kind)) in columns.iter().enumerate() {
            if *kind != Column::Rest {
                whole(&mut table, index);
            }
            if let (Column::Number, Some(column)) = (kind, table.column_mut(index)) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        pad(&mut table, 1);
        let mut lines: Vec<String> = table.lines().collect();
        // Above the rows stand the upper border, the header and the line below it; each row is one line.
        let at = |index: usize| (3 + index).min(lines.len());
        if let Some((index, words)) = rule {
            lines.insert(at(index), self.rule(words));
        }
        self.push(lines);
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
            let mut table = table(presets::NOTHING, self.width);
            table.add_row([" ".repeat(indent.saturating_sub(2)), printable(text)]);
            whole(&mut table, 0);
            unpad(&mut table);
            self.push(table.lines());
        }
    }

    fn rule(&self, words: &str) -> String {
        let room = usize::from(self.width).saturating_sub(words.len() + 5);
        format!("--- {words} {}", "-".repeat(room))
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
    cut.push('…');
    cut
}

/// The text, or as much of its end as fits: of a path, the file's name.
pub(super) fn fit_end(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let end: Vec<char> = leading(text.chars().rev(), columns.saturating_sub(1)).collect();
    std::iter::once('…').chain(end.into_iter().rev()).collect()
}

fn leading(chars: impl Iterator<Item = char>, columns: usize) -> impl Iterator<Item = char> {
    let mut taken = 0;
    chars.take_while(move |c| {
        taken += c.width().unwrap_or(0);
        taken <= columns
    })
}

fn table(style: TableStyle, width: u16) -> Table {
    let mut table = Table::new();
    table.load_style(style).force_no_tty().set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    table
}

fn whole(table: &mut Table, index: usize) {
    if let Some(column) = table.column_mut(index) {
        column.set_constraint(ColumnConstraint::ContentWidth);
    }
}

/// No blank before the first column, two between columns.
fn unpad(table: &mut Table) {
    pad(table, 2);
}

/// Beside the one blank that a style with rules sets between columns.
fn pad(table: &mut Table, right: u16) {
    for column in table.column_iter_mut() {
        column.set_padding((0, right));
    }
}

//! Tables of the terminal: the header is one line and each row is one, so that nothing that a cell holds can look like
//! another row; a line with words stands between two rows, whatever stands below them. `comfy_table` sets the cells, and is named nowhere else.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Row, Width::Fixed, presets};
use unicode_width::UnicodeWidthStr;

use super::{layout::fit, printable};
use crate::report::layout::broken;

/// What is cut is left so wide: a name is still told from another.
pub(super) const LEAST_REST: usize = 12;
/// Between two columns.
const GAP: usize = 2;

/// How a column of a table is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// As wide as its content, where that fits.
    Whole,
    /// The same, right-aligned.
    Number,
    /// Takes what is left; what does not fit is cut, and the cut shows.
    Rest,
}

/// Columns and rows, in the making.
pub(super) struct Table {
    columns: Vec<(String, Column)>,
    rows: Vec<(Vec<String>, String)>,
    rule: Option<(usize, String)>,
}

impl Table {
    /// A table; every row has a cell for every column.
    pub fn new(columns: &[(&str, Column)], rows: &[Vec<String>]) -> Self {
        let rows = rows.iter().map(|cells| (cells.iter().map(|cell| printable(cell)).collect(), String::new()));
        let columns = columns.iter().map(|(name, kind)| (printable(name), *kind)).collect();
        Self { columns, rows: rows.collect(), rule: None }
    }

    /// With words below the rows, a text for each; nothing below a row whose text is empty.
    pub fn with_below(mut self, below: Vec<String>) -> Self {
        for ((_, text), below) in self.rows.iter_mut().zip(below) {
            *text = printable(&below);
        }
        self
    }

    /// With a line of words before the row of that index; none after the last row.
    pub fn with_rule(mut self, before: usize, words: &str) -> Self {
        self.rule = (before < self.rows.len()).then(|| (before, printable(words)));
        self
    }

    /// Whether every column is whole in so many columns of a terminal, but for the cut ones, which have at least so many each.
    pub fn fits(&self, width: usize, least_rest: usize) -> bool {
        let natural = self.natural();
        let needed = self.columns.iter().zip(natural).map(|((name, kind), natural)| match kind {
            Column::Rest => natural.min(least_rest).max(name.width()),
            _ => natural,
        });
        needed.sum::<usize>() + self.gaps() <= width
    }

    /// The lines, none wider than so many columns of a terminal.
    pub fn lines(&self, width: usize) -> Vec<String> {
        let widths = self.widths(width);
        let table = widths.iter().sum::<usize>() + self.gaps();
        let words = self.rule.as_ref().map_or(0, |(_, words)| words.width() + 8);
        let across = table.max(words).min(width);
        let mut drawn = self.drawn(&widths).into_iter();
        let mut lines = vec!["-".repeat(across), drawn.next().unwrap_or_default(), "=".repeat(across)];
        let indent = widths.first().map_or(0, |first| first + GAP);
        for (index, ((_, below), row)) in self.rows.iter().zip(drawn).enumerate() {
            if let Some((_, words)) = self.rule.as_ref().filter(|(before, _)| *before == index) {
                let words = fit(&format!("--- {words} "), across);
                lines.push(format!("{words}{}", "-".repeat(across - words.width())));
            }
            lines.push(row);
            if !below.is_empty() {
                let below = broken(below, width.saturating_sub(indent), true).into_iter();
                lines.extend(below.map(|line| format!("{}{line}", " ".repeat(indent))));
            }
        }
        lines.push("-".repeat(across));
        lines
    }

    fn gaps(&self) -> usize {
        GAP * self.columns.len().saturating_sub(1)
    }

    /// As wide as the widest cell, or the name.
    fn natural(&self) -> Vec<usize> {
        let widest =
            |index: usize| self.rows.iter().filter_map(|(cells, _)| cells.get(index)).map(|cell| cell.width()).max();
        self.columns.iter().enumerate().map(|(index, (name, _))| name.width().max(widest(index).unwrap_or(0))).collect()
    }

    /// The widest gives way: first where cutting is meant, then words, last whatever there is.
    fn widths(&self, width: usize) -> Vec<usize> {
        let mut widths = self.natural();
        let may = |step: usize, index: usize, now: usize| {
            let (name, kind) = &self.columns[index];
            match step {
                0 => *kind == Column::Rest && now > LEAST_REST.max(name.width()),
                1 => *kind != Column::Number && now > name.width().max(4),
                _ => now > 3,
            }
        };
        while widths.iter().sum::<usize>() + self.gaps() > width {
            let widest = |step| (0..widths.len()).filter(|i| may(step, *i, widths[*i])).max_by_key(|i| widths[*i]);
            let Some(index) = (0..3).find_map(widest) else { break };
            widths[index] -= 1;
        }
        widths
    }

    /// The header and the rows, each one line: every cell is cut to its width before, and a row that were wider all the same is cut again.
    fn drawn(&self, widths: &[usize]) -> Vec<String> {
        let cut = |cells: &[String]| -> Vec<String> {
            cells.iter().zip(widths).map(|(cell, width)| fit(cell, *width)).collect()
        };
        let mut table = comfy_table::Table::new();
        table.load_style(presets::NOTHING).force_no_tty().set_content_arrangement(ContentArrangement::Disabled);
        table.add_row(one_line(cut(&self.columns.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>())));
        table.add_rows(self.rows.iter().map(|(cells, _)| one_line(cut(cells))));
        for (column, ((_, kind), width)) in table.column_iter_mut().zip(self.columns.iter().zip(widths)) {
            column.set_padding((0, GAP as u16));
            column.set_constraint(ColumnConstraint::Absolute(Fixed((width + GAP) as u16)));
            if *kind == Column::Number {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        table.lines().map(|line| line.trim_end().to_owned()).collect()
    }
}

fn one_line(cells: Vec<String>) -> Row {
    let mut row = Row::from(cells);
    row.max_height(1);
    row
}

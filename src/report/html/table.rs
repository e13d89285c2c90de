//! Tables of a page: cells, and how many rows.

use super::Html;
use crate::report::Place;

/// So many rows of one list stand on the page; the CSV file and the JSON hold all.
pub(super) const MOST: usize = 500;

/// Place and time of an entry: two cells.
pub(super) fn entry(page: &mut Html, at: Place, time: &str) {
    cell(page, "t", &at.to_string());
    // Without the T and the Z, which the heading says.
    cell(page, "t", &time.trim_end_matches('Z').replacen('T', " ", 1));
}

/// A cell of this program's words.
pub(super) fn cell(page: &mut Html, class: &'static str, text: &str) {
    if class.is_empty() {
        page.raw("<td>");
    } else {
        page.raw("<td class=\"").raw(class).raw("\">");
    }
    page.text(text).raw("</td>");
}

/// A cell of what people wrote.
pub(super) fn foreign(page: &mut Html, class: &'static str, text: &str) {
    if class.is_empty() {
        page.raw("<td>");
    } else {
        page.raw("<td class=\"").raw(class).raw("\">");
    }
    page.foreign(text).raw("</td>");
}

/// A table of `count` rows, or of as many as fit the page, with a line that says so.
pub(super) fn table(
    page: &mut Html,
    columns: &[(&'static str, &'static str)],
    count: usize,
    mut row: impl FnMut(&mut Html, usize),
) {
    page.raw("<div class=\"scroll\"><table>\n");
    if count > MOST {
        page.raw("<caption>The first ").count(MOST as u64).raw(" of ").count(count as u64);
        page.raw("; the CSV file and the JSON hold all.</caption>\n");
    }
    page.raw("<thead><tr>");
    for (name, class) in columns {
        page.raw("<th scope=\"col\"");
        if *class == "n" {
            page.raw(" class=\"n\"");
        }
        page.raw(">").raw(name).raw("</th>");
    }
    page.raw("</tr></thead>\n<tbody>\n");
    for at in 0..count.min(MOST) {
        page.raw("<tr>");
        row(page, at);
        page.raw("</tr>\n");
    }
    page.raw("</tbody>\n</table></div>\n");
}

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
    open(page, class).text(text).raw("</td>");
}

/// A cell of what people wrote.
pub(super) fn foreign(page: &mut Html, class: &'static str, text: &str) {
    open(page, class).foreign(text).raw("</td>");
}

fn open<'p>(page: &'p mut Html, class: &'static str) -> &'p mut Html {
    if class.is_empty() { page.raw("<td>") } else { page.raw("<td class=\"").raw(class).raw("\">") }
}

/// A column: what its head says, and the class of its cells.
pub(super) type Column = (&'static str, &'static str);

/// A table of all lines, or of as many as fit the page, with a line that says so.
pub(super) fn table<T>(page: &mut Html, columns: &[Column], lines: &[T], row: impl Fn(&mut Html, &T)) {
    let count = lines.len();
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
    for line in lines.iter().take(MOST) {
        page.raw("<tr>");
        row(page, line);
        page.raw("</tr>\n");
    }
    page.raw("</tbody>\n</table></div>\n");
}

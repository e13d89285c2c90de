//! The lead report as a page: whole in one file, its head on every printed page.

use super::{Html, begin_with};
use crate::report::{
    LeadReport,
    lead::{Block, Piece, Shown, Tone, Words, document},
};

/// The style sheet of this page.
pub(in crate::report) const STYLE: &str = include_str!("lead.css");
/// As [`super::POLICY`], and the pictures that the page itself holds; a test compares the digest with the style sheet.
pub(in crate::report) const POLICY: &str = "default-src 'none'; img-src data:; style-src 'sha256-WNErTUlqfN7tSWW5dcztQSOnKKdeKy1PpdbLAM8TlIk='; base-uri 'none'; form-action 'none'";

/// The page.
pub fn lead_html(report: &LeadReport) -> String {
    let document = document(report);
    let mut page = begin_with((STYLE, POLICY), &document.title, &report.program);
    // The head of a table is printed on every page.
    page.raw("<table class=\"sheet\" role=\"presentation\">\n<thead><tr><td><div class=\"head\">");
    page.raw("<p class=\"about\"><strong>").text(&document.title).raw("</strong> <span>");
    words(&mut page, &document.about);
    page.raw("</span></p>");
    for (tone, text) in &document.every_page {
        page.raw(if *tone == Tone::Wary { "<p class=\"wary\">" } else { "<p class=\"lead\">" }).text(text).raw("</p>");
    }
    page.raw("</div></td></tr></thead>\n<tfoot><tr><td><p class=\"foot\">").text(&document.foot);
    page.raw("</p></td></tr></tfoot>\n<tbody><tr><td><main>\n<h1>").text(&document.title).raw("</h1>\n");
    let mut part = 1;
    for block in &document.blocks {
        print(&mut page, block, &mut part);
    }
    page.raw("</main></td></tr></tbody>\n</table>\n");
    page.finish()
}

fn words(page: &mut Html, words: &Words) {
    for piece in &words.0 {
        match piece {
            Piece::Own(text) => page.text(text),
            Piece::Strong(text) => page.raw("<strong>").text(text).raw("</strong>"),
            Piece::Code(text) => page.raw("<span class=\"mono\">").text(text).raw("</span>"),
            Piece::Foreign(text) => page.foreign(text),
        };
    }
}

fn print(page: &mut Html, block: &Block, part: &mut u64) {
    match block {
        Block::Part(text) => {
            page.raw("<h2>").count(*part).raw(" · ").text(text).raw("</h2>\n");
            *part += 1;
        }
        Block::Head(text, mark) => {
            page.raw("<h3>").text(text);
            if let Some(mark) = mark {
                page.raw(" <span class=\"mark\">").text(mark).raw("</span>");
            }
            page.raw("</h3>\n");
        }
        Block::Paragraph(text) => {
            page.raw("<p>");
            words(page, text);
            page.raw("</p>\n");
        }
        Block::Small(text) => {
            page.raw("<p class=\"sub\">");
            words(page, text);
            page.raw("</p>\n");
        }
        Block::Boxed(tone, texts) => {
            page.raw(match tone {
                Tone::Notice => "<div class=\"box notice\">",
                Tone::Wary => "<div class=\"box careful\">",
                Tone::Paste => "<div class=\"box paste\">",
            });
            for text in texts {
                page.raw("<p>");
                words(page, text);
                page.raw("</p>");
            }
            page.raw("</div>\n");
        }
        Block::Facts(of) => facts(page, of),
        Block::Items(items) => {
            page.raw("<ul>\n");
            for item in items {
                page.raw("<li>");
                words(page, item);
                page.raw("</li>\n");
            }
            page.raw("</ul>\n");
        }
        Block::Table(columns, rows) => table(page, columns, rows),
        Block::Pictures(shown, _) => {
            page.raw("<div class=\"pair\">\n");
            shown.iter().for_each(|one| picture(page, one));
            page.raw("</div>\n");
        }
        Block::Card(shown, of) => {
            page.raw("<div class=\"card\">\n<div class=\"faces\">");
            shown.iter().for_each(|one| picture(page, one));
            page.raw("</div>\n");
            facts(page, of);
            page.raw("</div>\n");
        }
    }
}

fn facts(page: &mut Html, facts: &[(&'static str, Words)]) {
    page.raw("<dl>\n");
    for (name, text) in facts {
        page.raw("<dt>").raw(name).raw("</dt><dd>");
        words(page, text);
        page.raw("</dd>\n");
    }
    page.raw("</dl>\n");
}

fn picture(page: &mut Html, shown: &Shown) {
    page.raw("<figure>").picture("shown", &shown.says, &shown.picture.png);
    page.raw("<figcaption>").text(&shown.says).raw("</figcaption></figure>\n");
}

fn table(page: &mut Html, columns: &[(&'static str, f32)], rows: &[Vec<Words>]) {
    page.raw("<table class=\"rows\">\n<thead><tr>");
    for (name, _) in columns {
        page.raw("<th scope=\"col\">").raw(name).raw("</th>");
    }
    page.raw("</tr></thead>\n<tbody>\n");
    for row in rows {
        page.raw("<tr>");
        for (at, cell) in row.iter().enumerate() {
            // The last cell of a short row takes what is left.
            if at + 1 == row.len() && row.len() < columns.len() {
                page.raw("<td colspan=\"").count((columns.len() - at) as u64).raw("\">");
            } else {
                page.raw("<td>");
            }
            words(page, cell);
            page.raw("</td>");
        }
        page.raw("</tr>\n");
    }
    page.raw("</tbody>\n</table>\n");
}

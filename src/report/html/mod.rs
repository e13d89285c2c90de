//! The pages that people print: whole in one file, without script, link or picture from elsewhere.
//!
//! Markup is only ever a literal of this program ([`Html::raw`] takes nothing else); whatever comes from the book goes
//! through [`Html::text`]. So no case number and no reason can become an element.

mod audit;
mod comparison;
mod contact;
mod curves;
mod evaluation;
mod lead;
mod lists;
mod plots;
mod share;
mod table;

pub use audit::report_html;
pub use comparison::comparison_html;
pub use contact::contact_html;
pub use evaluation::evaluation_html;
pub use lead::lead_html;
pub use share::cover_sheet_html;

use std::fmt::Write as _;

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::{ProgramLine, printable};

/// The one style sheet, which the policy below allows by its digest.
pub(super) const STYLE: &str = include_str!("style.css");
/// Nothing is loaded and nothing runs; a test compares the digest with the style sheet.
pub(super) const POLICY: &str = "default-src 'none'; style-src 'sha256-wED/JQZ3SwoBkI23na6pp9WE9xeJxI1tMyjr+cimHpc='; base-uri 'none'; form-action 'none'";

/// A page in the making.
#[derive(Default)]
pub(super) struct Html(String);

impl Html {
    /// Markup of this program.
    pub fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Text from anywhere, made harmless: what is markup is escaped, what cannot be seen is made visible, and what runs
    /// from right to left moves nothing around it.
    pub fn text(&mut self, text: &str) -> &mut Self {
        for c in printable(text).chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                c => self.0.push(c),
            }
        }
        self
    }

    /// Text that people wrote, in its own direction.
    pub fn foreign(&mut self, text: &str) -> &mut Self {
        self.raw("<bdi>").text(text).raw("</bdi>")
    }

    /// A picture, whole in the page. What it shows is said beside it, so it needs no other text.
    pub fn picture(&mut self, class: &'static str, alternative: &str, png: &[u8]) -> &mut Self {
        self.raw("<img class=\"").raw(class).raw("\" alt=\"").text(alternative).raw("\" src=\"data:image/png;base64,");
        STANDARD.encode_string(png, &mut self.0);
        self.raw("\">")
    }

    /// A coordinate or size, for an attribute.
    pub fn number(&mut self, number: f64) -> &mut Self {
        let _ = write!(self.0, "{number:.1}");
        self
    }

    /// A count.
    pub fn count(&mut self, count: u64) -> &mut Self {
        let _ = write!(self.0, "{count}");
        self
    }

    /// A name, and its text as people wrote it.
    pub fn fact(&mut self, name: &'static str, text: &str) -> &mut Self {
        self.raw("<dt>").raw(name).raw("</dt><dd>").foreign(text).raw("</dd>\n")
    }

    /// The foot of a page that the book accounts for: what must be read beside it, the program, when it was made where its
    /// foot is to say that, and the entry; `files` names what the outcome holds the digest of.
    pub fn foot<T: AsRef<str>>(
        &mut self,
        notices: &[T],
        program: &ProgramLine,
        made: Option<&str>,
        entry: &str,
        files: &'static str,
    ) {
        self.raw("</main>\n<footer>\n");
        for notice in notices {
            self.raw("<p>").text(notice.as_ref()).raw("</p>\n");
        }
        self.raw("<p class=\"sub\">").text(&program.name).raw(" · fingerprint <span class=\"mono\">");
        self.text(&program.fingerprint).raw("</span>");
        if let Some(made) = made {
            self.raw(" · made ").text(made);
        }
        self.raw(" · book entry ").text(entry).raw(" and its outcome, which holds ").raw(files);
        self.raw(" SHA-256</p>\n</footer>\n");
    }

    /// The page.
    pub fn finish(mut self) -> String {
        self.raw("</body>\n</html>\n");
        self.0
    }
}

/// Everything before the first heading: the policy, the style, the marks that stand on every page.
pub(super) fn begin(title: &str, program: &ProgramLine) -> Html {
    begin_with((STYLE, POLICY), title, program)
}

/// As [`begin`], with another style sheet and the policy that allows it.
fn begin_with((style, policy): (&'static str, &'static str), title: &str, program: &ProgramLine) -> Html {
    let mut page = Html::default();
    page.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"").raw(policy).raw("\">\n");
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.raw("<meta name=\"referrer\" content=\"no-referrer\">\n<title>").text(title).raw("</title>\n");
    page.raw("<style>").raw(style).raw("</style>\n</head>\n");
    match program.no_evidence() {
        None => page.raw("<body>\n"),
        Some((kind, says)) => {
            page.raw("<body class=\"demo-program\">\n<p class=\"demo\" role=\"note\"><strong>").text(&kind);
            page.raw("</strong> ").raw(says).raw("</p>\n")
        }
    };
    page
}

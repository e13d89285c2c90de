//! Bulk enrollment on the terminal: one line an image, and a summary.

use super::{
    Human, Width,
    layout::{Page, columns_of, fit_end, images},
    printable,
};
use crate::report::{EnrollBegin, EnrollEnd, EnrollLine, EnrollRehearsed, EnrollResult};

impl Human for EnrollBegin {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.facts(&[("Offered", images(self.offered))]);
        page.finish()
    }
}

impl Human for EnrollLine {
    fn human(&self, width: Width) -> String {
        let mut page = Page::bare(width);
        let mut head = format!("{:>6}  {:<13}", self.row, self.result.word());
        if let EnrollResult::Enrolled { reference, .. } | EnrollResult::Duplicate { reference } = &self.result {
            head.push_str("  ");
            head.push_str(&reference.short());
        }
        let path = printable(self.path.as_deref().unwrap_or("(no path)"));
        let why = match &self.result {
            // The word says it already.
            EnrollResult::Duplicate { .. } | EnrollResult::NoFace => String::new(),
            result => printable(&result.why()),
        };
        let room = page.columns().saturating_sub(columns_of(&head) + 2);
        if !why.is_empty() && columns_of(&path) + 2 + columns_of(&why) <= room {
            page.line(&format!("{head}  {path}  {why}"));
        } else {
            page.line(&format!("{head}  {}", fit_end(&path, room)));
            page.note(8, &why);
        }
        page.finish()
    }
}

impl Human for EnrollEnd {
    fn human(&self, width: Width) -> String {
        let mut page = Page::bare(width);
        page.gap();
        let mut facts = vec![
            ("Offered", images(self.offered)),
            ("Enrolled", images(self.enrolled)),
            ("Already enrolled", images(self.duplicates)),
            ("Not enrolled", format!("{} (not searched; each is listed with its reason)", images(self.failed))),
        ];
        let reasons: Vec<_> =
            self.failures.iter().map(|(reason, count)| (format!("  {}", reason.replace('-', " ")), *count)).collect();
        facts.extend(reasons.iter().map(|(reason, count)| (reason.as_str(), images(*count))));
        facts.push(("References now", self.references.to_string()));
        facts.extend(self.entries.iter().map(|entry| ("Recorded in", entry.words())));
        page.facts(&facts);
        page.finish()
    }
}

impl Human for EnrollRehearsed {
    fn human(&self, width: Width) -> String {
        let mut page = Page::bare(width);
        page.gap();
        page.facts(&[
            ("Offered", images(self.offered)),
            ("Fit", format!("{} (row and file; whether one face can be used, only enrolling tells)", images(self.fit))),
            ("Cannot be used", format!("{} (each is listed with its reason)", images(self.failed))),
        ]);
        page.paragraph("Nothing was enrolled: this was a dry run.");
        page.finish()
    }
}

//! One candidate and the sheet of all: opened, recorded, settled.

use super::{cited, ranks, wary};
use crate::{
    report::{
        CandidateOpened, CandidateSettled, ComparisonRecorded, ContactMade, Human, Width,
        human::layout::{Page, Step},
    },
    vocabulary::Disposition,
};

impl Human for CandidateOpened {
    fn human(&self, width: Width) -> String {
        let mut page = Page::under(width, &self.program, self.notice);
        page.paragraph(&format!("Candidate {} of {}, a working copy for you alone.", self.rank, self.candidates));
        page.facts(&[
            ("Open", format!("{}/comparison.html", self.directory)),
            ("Reference", self.reference.to_string()),
            ("Recorded in", self.entry.words()),
        ]);
        if !self.warnings.is_empty() {
            page.gap();
            page.paragraph("To be wary of:");
            wary(&mut page, self.warnings.iter().map(|warning| (warning, String::new())));
        }
        page.gap();
        page.paragraph("Next:");
        let (search, cited) = (self.search.short(), cited(self.purpose));
        page.steps(&[Step::new(
            "Decide first, each image by itself, whether it is of use for a comparison. Then compare feature by feature.",
            format!("frs verify record {search} --candidate {} {cited}", self.rank),
        )]);
        page.mark(&self.program);
        page.finish()
    }
}

impl Human for ContactMade {
    fn human(&self, width: Width) -> String {
        let mut page = Page::under(width, &self.program, self.notice);
        page.paragraph(&format!("Contact sheet of {} candidates, a working copy for you alone.", self.candidates));
        if !self.expunged.is_empty() {
            page.paragraph(&format!("Expunged since the search: candidates {}.", ranks(&self.expunged)));
        }
        page.facts(&[
            ("Open", format!("{}/contact.html", self.directory)),
            ("Picture", format!("{}/contact.png", self.directory)),
            ("Search", self.search.to_string()),
            ("Recorded in", self.entry.words()),
        ]);
        page.gap();
        page.paragraph("Next: it is an overview; each candidate is opened and recorded by itself.");
        page.command(&format!("frs verify status {} {}", self.search.short(), cited(self.purpose)));
        page.mark(&self.program);
        page.finish()
    }
}

impl Human for ComparisonRecorded {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.gap();
        let how = match (self.at_sight, self.disposition) {
            (true, _) => "excluded at sight".to_owned(),
            (_, Disposition::Excluded) => "excluded".to_owned(),
            (_, Disposition::Kept) => format!("kept ({})", self.conclusion),
        };
        page.paragraph(&format!("Candidate {}: {how}: {}.", self.rank, self.conclusion.says()));
        if self.earlier > 0 {
            page.paragraph("There is an earlier record of this candidate; it stays in the book, and this one stands.");
        }
        if self.unverified {
            page.paragraph("It is UNVERIFIED until sources outside face recognition are recorded (2-110-4-D-5).");
        }
        page.gap();
        page.paragraph(self.notice);
        page.gap();
        page.facts(&[
            ("Search", self.search.to_string()),
            ("Open", if self.open.is_empty() { "none".into() } else { format!("candidates {}", ranks(&self.open)) }),
            ("Recorded in", self.entry.words()),
        ]);
        if let Some(next) = self.open.first() {
            page.gap();
            page.paragraph("Next:");
            let (search, cited) = (self.search.short(), cited(self.purpose));
            page.command(&format!("frs verify open {search} --candidate {next} --out candidate-{next} {cited}"));
        }
        page.mark(&self.program);
        page.finish()
    }
}

impl Human for CandidateSettled {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.gap();
        let what = if self.what == "resolved" && !self.waits_for.is_empty() { "NOT RESOLVED YET" } else { self.what };
        page.paragraph(&format!("Candidate {}, {what}: {}", self.rank, self.says));
        if !self.waits_for.is_empty() {
            page.paragraph(&format!(
                "Badge {} says another thing. It is resolved when they agree in an entry of their own, or when a third examiner \
                 decides (frs verify resolve); until then reports say CONFLICT.",
                self.waits_for.join(", ")
            ));
        }
        page.gap();
        page.paragraph(self.notice);
        page.facts(&[("Search", self.search.to_string()), ("Recorded in", self.entry.words())]);
        if self.what == "source" {
            page.gap();
            page.paragraph("Next: further sources, or what they lead to:");
            let (search, cited) = (self.search.short(), cited(self.purpose));
            page.command(&format!("frs verify outcome {search} --candidate {} {cited}", self.rank));
        }
        page.mark(&self.program);
        page.finish()
    }
}

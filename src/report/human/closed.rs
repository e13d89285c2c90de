//! A list shown once more, and a list that was closed without a verification.

use super::{Human, Width, candidates::ShownList, layout::Page, search::of_probe, verification::cited};
use crate::{
    policy::{CHANCE_HITS_NOTICE, SCORE_NOTICE},
    report::{ClosedWith, ListClosed, ListShown, Place, when},
};

/// What closed a list, in two sentences.
pub(super) fn closed(page: &mut Page, one: &ClosedWith) {
    let at = Place { log: one.log, sequence: one.sequence };
    let badge = one.badge.as_deref().unwrap_or("unknown");
    page.paragraph(&format!("CLOSED WITHOUT A VERIFICATION ({}): {}", one.why, one.because));
    page.paragraph(&format!(
        "By badge {badge}, {}, entry {at}. It stays closed: whoever needs it searches again, and the book says why.",
        when::moment(&one.time)
    ));
}

impl Human for ListClosed {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.gap();
        page.paragraph(&format!("The list is closed without a verification ({}): {}", self.why, self.because));
        page.paragraph(
            "Nobody on it is verified, eliminated or excluded by that. It waits for nobody any more, is handed to nobody, and stays in \
             the book; the audit report tells every list that was closed so.",
        );
        page.gap();
        page.facts(&[
            ("Search", self.search.to_string()),
            ("Case", self.case.clone().unwrap_or_else(|| "none".into())),
            ("Without record", format!("{} of {} candidates", self.open, self.candidates)),
            ("UNVERIFIED", format!("{} candidates that were kept", self.unverified)),
            ("Recorded in", self.entry.words()),
        ]);
        page.mark(&self.program);
        page.finish()
    }
}

impl Human for ListShown {
    fn human(&self, width: Width) -> String {
        let shown = ShownList { list: &self.list, labels: &self.labels_for_reading };
        let mut page = Page::under(width, &self.program, self.notice);
        if let Some(one) = &self.closed {
            closed(&mut page, one);
            page.gap();
        }
        shown.draw(&mut page);
        page.gap();
        page.paragraph("The list as the search recorded it: nothing was compared again (frs search --replay does). What became of each \
                        candidate: frs verify status.");
        page.paragraph("Who has no record is UNVERIFIED (2-110-4-D-5). What the error rates were measured on stands in the report (frs verify \
                        report) and on each candidate's pages (frs verify open).");
        page.paragraph(SCORE_NOTICE);
        if shown.has_curve() {
            page.paragraph(CHANCE_HITS_NOTICE);
        }
        of_probe(&mut page, &self.told);
        shown.meanings(&mut page);
        if !self.moved.is_empty() {
            let ranks: Vec<_> = self.moved.iter().map(u32::to_string).collect();
            page.paragraph(&format!(
                "CORRECTED: the photographs of candidates {} were entered since as those of another person, whose label stands here.",
                ranks.join(", ")
            ));
        }
        page.gap();
        let mut facts = vec![
            ("Search", self.search.to_string()),
            ("Probe", self.list.probe.to_string()),
            ("Case", self.case.clone().unwrap_or_else(|| "none".into())),
            (
                "Made",
                format!("{}, by badge {}", when::moment(&self.searched), self.badge.as_deref().unwrap_or("unknown")),
            ),
        ];
        facts.extend(shown.facts(&page, &self.list_digest));
        facts.push(("Recorded in", self.entry.words()));
        page.facts(&facts);
        page.gap();
        page.paragraph("Next:");
        page.command(&format!("frs verify status {} {}", self.search.short(), cited(self.purpose)));
        page.mark(&self.program);
        page.finish()
    }
}

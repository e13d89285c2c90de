//! What a search found, on the terminal.

use super::{
    Human, Width,
    candidates::ShownList,
    layout::{Page, digest},
};
use crate::{
    policy::{CHANCE_HITS_NOTICE, SCORE_NOTICE},
    report::{ProbeTold, SearchReport, when},
};

const BOTTOM_NOTICE: &str = "INVESTIGATIVE LEAD ONLY, not an identification, not probable cause for an arrest.";
const NO_CANDIDATE: &str = "NO CANDIDATE: no reference reaches the floor's line. The person may not be in the \
    repository, or the probe may be too poor. The list below the line is shown and kept all the same.";
const PROBE_CHILD: &str = "CHILD: the probe appears to show a child; the software errs more often there.";
const NOT_ON_CALL: &str = "NOT ON CALL: the roster names somebody else for now (2-110-4-D-1). The lead report and the audit report say so, too.";
const NEXT_STEPS: &[&str] = &[
    "Look at every candidate, above and below the line, and record each: rank 1 may be wrong, and the person sought may be none of \
     them.",
    "Verify by sources that are independent of any face comparison (records system, MVD, fingerprints, interview): which, \
     when, by whom, with what result (2-110-4-D-5).",
    "Another facial recognition service's match verifies nothing. Do not use candidate photographs to fill a line-up.",
];

impl Human for SearchReport {
    fn human(&self, width: Width) -> String {
        let mut page = Page::under(width, &self.program, self.notice);
        if self.outcome == "no-candidate" {
            page.paragraph(NO_CANDIDATE);
            page.gap();
        }
        self.shown().draw(&mut page);
        page.gap();
        self.scores(&mut page);
        self.what_to_know(&mut page);
        self.shown().meanings(&mut page);
        page.gap();
        self.particulars(&mut page);
        page.gap();
        page.paragraph("Next:");
        page.command(&format!("frs verify status {} --purpose {}", self.search.short(), self.purpose.short()));
        page.items(NEXT_STEPS);
        page.gap();
        page.mark(&self.program);
        page.paragraph(BOTTOM_NOTICE);
        page.finish()
    }
}

/// What is to be known of a probe wherever its list is shown.
pub(super) fn of_probe(page: &mut Page, told: &ProbeTold) {
    if told.child == Some(true) {
        page.paragraph(PROBE_CHILD);
    }
    if let Some(reason) = &told.past_warning {
        page.paragraph(&format!("QUALITY: the probe is past a warning limit; the examiner went on because: {reason}"));
    }
    if let Some(words) = &told.found_after {
        page.paragraph(&format!(
            "FOUND AFTER: the detector found the probe's face only after {words}; see that it is the face that is meant."
        ));
    }
    if !told.edits.is_empty() {
        let edits: Vec<&str> = told.edits.iter().map(|step| step.edit.as_str()).collect();
        page.paragraph(&format!(
            "EDITED: the probe was edited before it was measured: {}. The image as received is kept.",
            edits.join(", ")
        ));
    }
}

impl SearchReport {
    /// What the scores say, and what they do not.
    fn scores(&self, page: &mut Page) {
        page.paragraph("Status: every candidate is UNVERIFIED (2-110-4-D-5).");
        page.paragraph(SCORE_NOTICE);
        if let Some(statement) = self.error_rates {
            page.paragraph(statement);
        }
        if let Some(warning) = &self.line_warning {
            page.paragraph(&format!("LINE: {warning}."));
        }
        if self.shown().has_curve() {
            page.paragraph(CHANCE_HITS_NOTICE);
            if let Some(data_set) = &self.measured_on {
                page.paragraph(&format!("Measured on: {data_set}"));
            }
        }
    }

    /// What is to be known of the probe, and of searches before this one.
    fn what_to_know(&self, page: &mut Page) {
        of_probe(page, &self.told);
        if self.other_cases > 0 {
            page.paragraph(&format!(
                "OTHER CASES: the same image, or a face as alike as the line, was let in {} under another case. The \
                 book and the audit report say where.",
                times(self.other_cases)
            ));
        }
        if let Some(last) = self.earlier.last() {
            page.paragraph(&format!(
                "SEARCHED BEFORE: this probe has {} already; what is due of it stays due, unless it was closed. To see it again: frs \
                 verify list {} --purpose {}",
                if self.earlier.len() == 1 { "a list".into() } else { format!("{} lists", self.earlier.len()) },
                last.short(),
                self.purpose.short()
            ));
        }
        if self.not_on_call {
            page.paragraph(NOT_ON_CALL);
        }
        for correction in &self.corrections {
            page.paragraph(&format!("PURPOSE: {}.", when::within(&correction.words())));
        }
    }

    /// Which search it is, of what, and where it is recorded.
    fn particulars(&self, page: &mut Page) {
        let mut facts = vec![
            ("Search", self.search.to_string()),
            ("Probe", self.list.probe.to_string()),
            ("Case", self.case.clone().unwrap_or_else(|| "none".into())),
            ("Purpose", self.purpose.to_string()),
            ("Source", self.told.source.clone().unwrap_or_else(|| "not stated".into())),
            ("Requested by", self.requested_by()),
        ];
        facts.extend(self.shown().facts(page, &self.list_digest));
        facts.push(("Gallery root", digest(page, &self.list.gallery_root)));
        facts.push(("Recorded in", self.entry.words()));
        page.facts(&facts);
    }

    fn requested_by(&self) -> String {
        let Some(request) = &self.told.request else { return "no request to the on-call examiner was recorded".into() };
        let said = |text: &Option<String>| text.clone().unwrap_or_else(|| "not stated".into());
        format!("badge {}, {}, {}", said(&request.badge), said(&request.channel), when::moment(&said(&request.at)))
    }

    fn shown(&self) -> ShownList<'_> {
        ShownList { list: &self.list, labels: &self.labels_for_reading }
    }
}

fn times(count: u64) -> String {
    if count == 1 { "once".into() } else { format!("{count} times") }
}

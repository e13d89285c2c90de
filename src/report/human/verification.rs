//! From candidate to lead, on the terminal.

mod candidate;
mod review;

use super::{
    Human, Width,
    candidates::mark_words,
    layout::{Page, Step},
    table::{Column, Table},
};
use crate::{
    report::{CandidateState, LeadReportMade, VerificationStatus, Warning, when},
    vocabulary::PurposeId,
};

/// What to be wary of, each mark once.
fn wary<'w>(page: &mut Page, warnings: impl Iterator<Item = (&'w Warning, String)>) {
    let mut lines: Vec<(String, String)> = Vec::new();
    for (warning, of) in warnings {
        match lines.iter_mut().find(|(says, _)| *says == warning.says) {
            Some((_, ranks)) => *ranks = format!("{ranks}, {of}"),
            None => {
                lines.push((warning.says.clone(), format!("{} {of}", mark_words(&warning.mark)).trim_end().to_owned()))
            }
        }
    }
    let items: Vec<String> = lines.into_iter().map(|(says, what)| format!("{what}: {says}")).collect();
    page.items(&items);
}

/// The purpose as an option; nobody can guess one whose statement was expunged.
pub(super) fn cited(purpose: Option<PurposeId>) -> String {
    format!("--purpose {}", purpose.map_or_else(|| "PURPOSE".to_owned(), |purpose| purpose.short()))
}

/// `1, 2, 5`; of many the first ten.
fn ranks(open: &[u32]) -> String {
    let shown: Vec<String> = open.iter().take(10).map(u32::to_string).collect();
    let more = open.len().saturating_sub(10);
    if more > 0 { format!("{} and {more} more", shown.join(", ")) } else { shown.join(", ") }
}

impl Human for VerificationStatus {
    fn human(&self, width: Width) -> String {
        let mut page = Page::under(width, &self.program, self.notice);
        page.facts(&[
            ("Search", self.search.to_string()),
            ("Case", self.case.clone().unwrap_or_else(|| "none".into())),
            ("Made", when::moment(&self.searched)),
        ]);
        page.gap();
        if let Some(one) = &self.closed {
            super::closed::closed(&mut page, one);
            page.gap();
        }
        self.table(&mut page);
        wary(
            &mut page,
            self.candidates.iter().flat_map(|one| one.warnings.iter().map(|warning| (warning, one.rank.to_string()))),
        );
        page.gap();
        for due in &self.due {
            let late = if due.overdue { "OVERDUE since" } else { "due" };
            page.paragraph(&format!("{}: {late} {}", due.what, when::minute(&due.due)));
        }
        page.paragraph("Every candidate that is not excluded is UNVERIFIED (2-110-4-D-5).");
        page.gap();
        page.paragraph("Next:");
        page.steps(&self.next());
        page.gap();
        page.facts(&[("Recorded in", self.entry.words())]);
        page.mark(&self.program);
        page.finish()
    }
}

impl VerificationStatus {
    /// The candidates; marks stand below their row where there is no room for them in it.
    fn table(&self, page: &mut Page) {
        let columns = [
            ("#", Column::Number),
            ("Taken", Column::Whole),
            ("Age", Column::Number),
            ("State", Column::Whole),
            ("Conclusion", Column::Whole),
            ("Marks", Column::Whole),
        ];
        let rows: Vec<Vec<String>> = self.candidates.iter().map(row).collect();
        let mut table = Table::new(&columns, &rows);
        if !table.fits(page.columns(), 0) {
            let (short, marks): (Vec<_>, Vec<_>) = rows
                .into_iter()
                .map(|mut row| {
                    let marks = row.pop().unwrap_or_default();
                    (row, marks)
                })
                .unzip();
            table = Table::new(&columns[..columns.len() - 1], &short).with_below(marks);
        }
        let above = self.candidates.iter().take_while(|candidate| candidate.above_line).count();
        page.draw(&table.with_rule(above, "below the floor's line"));
    }

    fn next(&self) -> Vec<Step> {
        let (search, cited) = (self.search.short(), cited(self.purpose));
        if self.closed.is_some() {
            return vec![Step::words("Nothing: the list is closed.")];
        }
        match self.candidates.iter().find(|candidate| candidate.state == "open") {
            Some(one) if one.opened => {
                vec![Step::command(format!("frs verify record {search} --candidate {} {cited}", one.rank))]
            }
            Some(one) => {
                let rank = one.rank;
                vec![Step::command(format!(
                    "frs verify open {search} --candidate {rank} --out candidate-{rank} {cited}"
                ))]
            }
            None => self.after_records(&search, &cited),
        }
    }

    /// What comes when every candidate has a record.
    fn after_records(&self, search: &str, cited: &str) -> Vec<Step> {
        let mut next = Vec::new();
        let of = |state: &str| {
            self.candidates.iter().filter(|one| one.state == state).map(|one| one.rank).collect::<Vec<_>>()
        };
        match self.review["state"].as_str() {
            Some("due") if self.review["begun"] == true => {
                next.push(Step::words("The blind review waits for its reviewer: frs verify review"));
            }
            Some("not-begun" | "due") => {
                let command = format!("frs verify packet {search} --reviewer BADGE {cited}");
                next.push(Step::new("Blind review:", command));
            }
            Some("conflict") => {
                let conflicts = ranks(&of("CONFLICT"));
                next.push(Step::new(
                    &format!(
                        "The examiners differ on {conflicts}; look again together, then each says what they see now (or a third \
                         examiner decides):"
                    ),
                    format!("frs verify resolve {search} --candidate N {cited}"),
                ));
                for one in self.candidates.iter().filter(|one| !one.waits_for.is_empty()) {
                    let badges = one.waits_for.join(", ");
                    next.push(Step::words(&format!(
                        "Candidate {}: NOT CONFIRMED by badge {badges}, whose own entry is missing",
                        one.rank
                    )));
                }
            }
            _ => {}
        }
        let unverified = of("UNVERIFIED");
        if !unverified.is_empty() {
            next.push(Step::new(
                &format!(
                    "Independent sources of candidates {}, then what they lead to (frs verify outcome):",
                    ranks(&unverified)
                ),
                format!("frs verify source {search} --candidate N {cited}"),
            ));
        }
        if self.report {
            next.push(Step::new("The lead report:", format!("frs verify report {search} --out report {cited}")));
        } else if self.preliminary {
            let command = format!("frs verify report {search} --preliminary --out preliminary {cited}");
            next.push(Step::new("Where it cannot wait:", command));
        }
        if next.is_empty() {
            next.push(Step::words("Nothing is open."));
        }
        next
    }
}

impl Human for LeadReportMade {
    fn human(&self, width: Width) -> String {
        let mut page = Page::under(width, &self.program, self.notice);
        let mut which = if self.preliminary { "PRELIMINARY sheet".to_owned() } else { "Lead report".to_owned() };
        which += &format!(" of {} candidates, a working copy for you alone.", self.candidates);
        if let Some(count) = self.redacted {
            which += &format!(" {count} of them are redacted by rule.");
        }
        page.paragraph(&which);
        if let Some(due) = self.review_due.as_ref().filter(|_| self.preliminary) {
            page.paragraph(&format!(
                "It says on every page that no second examiner has reviewed it. The review is due by {}.",
                when::minute(due)
            ));
        }
        if !self.unverified.is_empty() {
            page.paragraph(&format!("UNVERIFIED: candidates {} (2-110-4-D-5).", ranks(&self.unverified)));
        }
        page.gap();
        let mut facts: Vec<(&str, String)> =
            vec![("Open", format!("{}/{}", self.directory, self.files.first().map_or("", |file| file.name.as_str())))];
        for file in &self.files {
            facts.push(("SHA-256", format!("{}  {}", file.sha256, file.name)));
        }
        facts.extend([("Search", self.search.to_string()), ("Recorded in", self.entry.words())]);
        page.facts(&facts);
        page.gap();
        page.paragraph("Next:");
        let (log, outcome) = self.entry.outcome();
        page.items(&[
            format!("When a witness has cosigned the book, an auditor makes the proof: frs audit prove {log}/{outcome} --open record"),
            "Whoever has the files and the proof checks both without key or repository: frs audit check-report".to_owned(),
            "What leaves the Department is released (2-110-4-C); inside it is shared (2-110-4-D-6).".to_owned(),
        ]);
        page.mark(&self.program);
        page.finish()
    }
}

fn row(candidate: &CandidateState) -> Vec<String> {
    let conclusion = candidate.conclusion.map_or(String::new(), |conclusion| {
        if candidate.at_sight { format!("{conclusion}, at sight") } else { conclusion.to_string() }
    });
    let again = if candidate.records > 1 { format!(" ({} records)", candidate.records) } else { String::new() };
    vec![
        candidate.rank.to_string(),
        candidate.capture_date.map_or_else(|| "unknown".into(), |date| date.to_string()),
        candidate.photo_age_years.map_or_else(|| "?".into(), |years| format!("{years} y")),
        if candidate.state == "open" && candidate.opened { "open, seen" } else { candidate.state }.to_owned(),
        conclusion + &again,
        candidate.warnings.iter().map(|warning| mark_words(&warning.mark)).collect::<Vec<_>>().join(", "),
    ]
}

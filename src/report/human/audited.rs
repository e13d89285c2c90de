//! What the book tells a supervisor besides the report: stories, samples, what was found of them, statistics.

use super::{Human, Width, layout::Page, oversight::said, table::Column};
use crate::report::{AuditSample, AuditStatistics, AuditStory, SearchAnswered, when};

impl Human for AuditStory {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.gap();
        page.facts(&[("Story of", format!("{} {}", self.kind, self.topic))]);
        for line in &self.story {
            page.gap();
            let intent = line.intent.filter(|intent| *intent != line.at.sequence);
            let intent = intent.map_or(String::new(), |intent| format!(" (begun at #{intent})"));
            let who = line.badge.as_ref().map_or_else(|| line.person.to_string(), |badge| format!("badge {badge}"));
            page.paragraph(&format!(
                "{}  {}  {who} {}{intent}",
                line.at,
                when::moment(&line.time),
                when::within(&line.says)
            ));
            page.items(&line.details);
        }
        page.gap();
        page.facts(&[("Acts", self.story.len().to_string()), ("Recorded in", self.entry.words())]);
        page.finish()
    }
}

impl Human for AuditSample {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.gap();
        page.facts(&[
            ("Seed", self.seed.clone()),
            ("Drawn", format!("{} of {} searches", self.drawn.len(), self.population)),
            ("Drawn from", self.population_digest.to_string()),
            ("How", self.algorithm.to_owned()),
            ("Hours of", self.zone.clone()),
        ]);
        for line in &self.drawn {
            let search = &line.search;
            page.gap();
            let (badge, case) = (said(search.badge.as_ref()), said(search.case.as_ref()));
            page.line(&format!("{}  {}  badge {badge}  case {case}", search.at, when::moment(&search.time)));
            let mut facts: Vec<_> =
                search.search.map(|id| ("    search".to_owned(), id.to_string())).into_iter().collect();
            facts.push(("    state".to_owned(), search.state.to_owned()));
            if !search.marks.is_empty() {
                facts.push(("    noted".to_owned(), search.marks.join(", ")));
            }
            facts.extend(search.kind.clone().map(|kind| ("    purpose".to_owned(), kind)));
            facts.extend(line.stated.iter().map(|(field, answer)| (format!("    {field}"), answer.clone())));
            facts.push(match &line.answered {
                Some(one) => {
                    let by = said(one.badge.as_ref());
                    (
                        "    answered".to_owned(),
                        format!("{} by badge {by}, entry {}: {}", one.finding, one.at, one.because),
                    )
                }
                None => ("    justified".to_owned(), "______ (by the case file; then: frs audit answer)".to_owned()),
            });
            page.facts(&facts);
        }
        if self.drawn.is_empty() {
            page.gap();
            page.paragraph("No search was made in this period.");
        }
        let earlier: Vec<_> = self.earlier.iter().map(|(at, seed)| format!("{at} {seed}")).collect();
        page.titled("Samples were drawn before, with these seeds:", &earlier);
        page.gap();
        page.facts(&[("Recorded in", self.entry.words())]);
        page.finish()
    }
}

impl Human for SearchAnswered {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.gap();
        page.paragraph(&format!("Recorded: {}. {}", self.finding, self.because));
        page.gap();
        page.facts(&[
            ("Search", format!("{}, entry {}, by badge {}", self.search, self.at, said(self.badge.as_ref()))),
            ("Recorded in", self.entry.words()),
        ]);
        page.gap();
        page.paragraph("The next audit report tells it. A later answer stands beside this one, and counts.");
        page.finish()
    }
}

impl Human for AuditStatistics {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.gap();
        let state = if self.complete { "" } else { ", which is not over yet" };
        page.paragraph(&format!("Use of the facial recognition program in {}{state}", self.year));
        if self.silent {
            page.paragraph("The book has no entry of that year: these numbers say nothing of what was done.");
        }
        for table in &self.tables {
            page.gap();
            let mut rows: Vec<Vec<String>> =
                table.rows.iter().map(|(name, cell)| vec![name.clone(), cell.to_string()]).collect();
            rows.extend(table.total.map(|total| vec!["all".to_owned(), total.to_string()]));
            page.table(&[(table.title, Column::Whole), ("Number", Column::Number)], &rows);
        }
        page.gap();
        self.notices.iter().for_each(|notice| page.paragraph(notice));
        page.gap();
        page.facts(&[("Recorded in", self.entry.words())]);
        page.finish()
    }
}

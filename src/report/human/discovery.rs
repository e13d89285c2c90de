//! A discovery file on the terminal: what was collected, and what came out when it was made again.

use super::{
    Human, Width,
    layout::{Page, digest},
    table::Column,
};
use crate::{
    policy::WORKING_COPY_IMAGES_NOTICE,
    report::{DiscoveryCollected, Recomputed, when},
    vocabulary::ComparisonScore,
};

impl Human for DiscoveryCollected {
    fn human(&self, width: Width) -> String {
        let mut page = Page::under(width, &self.program, WORKING_COPY_IMAGES_NOTICE);
        page.facts(&[
            ("Search", self.search.to_string()),
            ("Directory", self.directory.clone()),
            ("Recorded in", self.entry.words()),
        ]);
        page.gap();
        let row =
            |file: &crate::report::DiscoveryFile| vec![file.bytes.to_string(), file.kind.clone(), file.name.clone()];
        let rows: Vec<_> = self.files.iter().map(row).collect();
        page.table(&[("Bytes", Column::Number), ("Kind", Column::Whole), ("File", Column::Rest)], &rows);
        if !self.witnessed {
            page.paragraph(
                "NO PROOF: no witness has seen the search's entry yet. Ask one (frs audit checkpoint), and collect again.",
            );
        }
        page.gap();
        page.paragraph(self.complete);
        page.gap();
        page.paragraph(
            "Next: the release authority approves exactly these files, with or without the templates: frs share request FILE…",
        );
        page.paragraph(self.notice);
        page.finish()
    }
}

/// Whether the list is the one in the book, in words.
fn in_book(made: &Recomputed) -> String {
    let seen: Vec<_> =
        made.cosigned.iter().map(|one| format!("{} at {}", one.witness, when::moment_of(one.time))).collect();
    match made.proof {
        "proven" => format!("IN THE BOOK: the entry of the search holds this list; seen by {}.", seen.join(", ")),
        "unwitnessed" => "NOT PROVEN: too few of the witnesses that count have seen the entry of the search.".to_owned(),
        "unanchored" => "UNANCHORED: a proof of the search lies beside it, but nothing says that the program above is the right one. \
                         Name its fingerprint (--fingerprint), as the Department tells it by voice."
            .to_owned(),
        _ => "UNANCHORED: no proof of the search lies beside it. Anybody could have made these files; ask the Department for the proof \
              (frs audit prove)."
            .to_owned(),
    }
}

impl Human for Recomputed {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.paragraph(match self.verdict {
            "equal" => "EQUAL: made again, the probe's template and every score are the same.",
            "in-part" => "IN PART: what could be made again is the same; not everything could.",
            _ => "DIFFERS: something, made again, is not what the file says.",
        });
        page.paragraph(&in_book(self));
        page.gap();
        page.facts(&[
            ("Search", self.search.to_string()),
            ("Model", format!("weights {}", digest(&page, &self.model))),
            ("Probe", self.says.clone()),
        ]);
        page.gap();
        let score = |score: f32| ComparisonScore(score).to_string();
        let row = |line: &crate::report::RecomputedLine| {
            let made = line.made.map_or_else(|| "-".to_owned(), score);
            vec![line.rank.to_string(), score(line.recorded), made, line.state.replace('-', " ")]
        };
        let rows: Vec<_> = self.candidates.iter().map(row).collect();
        let columns = [
            ("#", Column::Number),
            ("In the list", Column::Number),
            ("Made again", Column::Number),
            ("", Column::Rest),
        ];
        page.table(&columns, &rows);
        page.titled("What differs:", &self.findings);
        page.titled("Checked here:", &self.checked);
        page.titled("Only claimed here:", &self.claimed);
        page.gap();
        page.paragraph(self.complete);
        page.paragraph(self.score_notice);
        page.paragraph(self.notice);
        page.finish()
    }
}

//! A search that was made again, on the terminal.

use super::{
    Human, Width,
    layout::{Page, digest},
};
use crate::report::Replayed;

const DIFFERS: &str = "DIFFERS: the list that the book holds is not what the photographs and the probe of that day give, and no entry \
    accounts for it. This is an integrity finding: stop using this repository, keep it as it is, and tell the auditor.";

impl Human for Replayed {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.gap();
        page.paragraph(match self.verdict {
            "identical" => {
                "IDENTICAL: made again, the list is the same byte for byte: the same candidates, scores and order."
            }
            "accounted-for" => {
                "ACCOUNTED FOR: what can be made again is the same; for every difference there is an entry of the book."
            }
            "other-model" => {
                "OTHER MODEL: the model at hand is not the one that measured this probe, so its template was not made anew. The \
                 stored template gives the list that the book holds. Name the model of then with --models DIR to measure it."
            }
            "other-software" => {
                "OTHER SOFTWARE: another build of frs measured this probe, and this one makes another template of its image. The \
                 stored template gives the list that the book holds. Repeat it with the build that the probe's entry names."
            }
            _ => DIFFERS,
        });
        page.gap();
        let equal = self.candidates.iter().filter(|line| line.state == "equal").count();
        page.facts(&[
            ("Search", self.search.to_string()),
            ("Searched in", format!("entry {}", self.searched)),
            ("Candidates", format!("{equal} of {} made again and equal", self.candidates.len())),
            ("Probe", format!("template {}", words(self.probe))),
            ("Gallery of then", format!("root {}", words(self.gallery))),
            ("List digest", digest(&page, &self.list_digest)),
            ("Made again", self.again.map_or_else(|| "not all of it".into(), |again| digest(&page, &again))),
            ("Recorded in", self.entry.words()),
        ]);
        page.titled("Nothing accounts for:", &self.findings);
        page.titled("Entries since account for:", &self.accounted);
        page.titled("Not made again:", &self.unchecked);
        page.gap();
        page.paragraph(self.notice);
        page.finish()
    }
}

fn words(word: &str) -> String {
    match word {
        "other-model" => "not made anew: another model made it".to_owned(),
        "other-software" => "made anew is another one: another build made it".to_owned(),
        other => other.replace('-', " "),
    }
}

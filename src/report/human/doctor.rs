//! `frs doctor` on the terminal: what is wrong first.

use super::{Human, Width, layout::Page};
use crate::report::{CheckFinding, Checkup, Level};

impl Human for Checkup {
    fn human(&self, width: Width) -> String {
        let mut page = Page::bare(width);
        for (level, title) in [
            (Level::Broken, "Broken:"),
            (Level::Warning, "To mend:"),
            (Level::Note, "To know:"),
            (Level::Fine, "As it must be:"),
        ] {
            let found: Vec<_> = self.findings.iter().filter(|finding| finding.level == level).collect();
            if !found.is_empty() {
                page.paragraph(title);
                found.iter().for_each(|finding| line(&mut page, finding));
                page.gap();
            }
        }
        page.paragraph(match self.worst() {
            Level::Fine => "Nothing is wrong.",
            Level::Note => "Of what was looked at nothing is wrong. What stands under \"To know\" was not looked at, or is for you to judge.",
            Level::Warning => "It works; something should be mended.",
            Level::Broken => "Something does not work, or is not what it claims to be.",
        });
        if let Some(entry) = &self.entry {
            page.facts(&[("Recorded in", entry.words())]);
        }
        page.finish()
    }
}

fn line(page: &mut Page, finding: &CheckFinding) {
    page.facts(&[(format!("  {:<14}", finding.check.as_str()), finding.says.clone())]);
    if let Some(remedy) = &finding.remedy {
        page.facts(&[(format!("  {:<14}", ""), format!("Do: {remedy}"))]);
    }
}

//! Proofs and exports on the terminal.

use super::{Human, Width, layout::Page};
use crate::report::{CosignedBy, ExportChecked, ExportWritten, ProofChecked, ProofWritten, ReportChecked, when};

impl Human for ProofWritten {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.gap();
        page.facts(&[
            ("Proof", self.file.clone()),
            ("Of", format!("entry {} of log {}", self.index, self.log)),
            ("Under", format!("{} entries, cosigned by {} witness(es)", self.size, self.witnesses)),
            ("Opens", if self.opened.is_empty() { "no value".to_owned() } else { self.opened.join(", ") }),
            ("Recorded in", self.entry.words()),
        ]);
        page.gap();
        page.paragraph("Anyone can check it: frs audit check-proof FILE --program FILE --witness FILE");
        page.finish()
    }
}

/// What a verdict means, for somebody who reads it in court.
fn verdict(page: &mut Page, verdict: &str) {
    page.paragraph(match verdict {
        "proven" => "PROVEN: it stood in the book when the witnesses saw it, and nothing of it was changed since.",
        "unwitnessed" => {
            "UNWITNESSED: it is signed by the program, but too few of the witnesses that you named have seen it. The program \
             itself could have made it at any time."
        }
        "unanchored" => {
            "UNANCHORED: consistent in itself, but nothing you gave says that this is the program you mean. Anyone can make \
             such a program. Name its program file or its fingerprint, and its witnesses."
        }
        _ => "TAMPERED: it does not hold. Keep it as it is, and tell the auditor.",
    });
}

fn cosigners(cosigned: &[CosignedBy]) -> String {
    let one = |by: &CosignedBy| format!("{} at {}", by.witness, when::moment_of(by.time));
    if cosigned.is_empty() {
        "nobody of those you named".into()
    } else {
        cosigned.iter().map(one).collect::<Vec<_>>().join(", ")
    }
}

impl Human for ReportChecked {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.gap();
        verdict(&mut page, self.verdict);
        page.gap();
        let mut which = if self.preliminary { "PRELIMINARY sheet".to_owned() } else { "Lead report".to_owned() };
        if let Some(count) = self.redacted {
            which += &format!(", {count} candidates redacted by rule");
        }
        let mut facts = vec![("Report", which), ("Search", self.search.to_string())];
        for file in &self.files {
            facts.push(("As it was", format!("{}  {}", file.sha256, file.file)));
        }
        for file in &self.not_given {
            facts.push(("Not given", format!("{}  {}", file.sha256, file.file)));
        }
        facts.extend([
            ("Entry", format!("{} of log {}, {}", self.index, self.log, when::moment_of(self.time))),
            ("Signed by", self.signer.to_string()),
            ("Under", format!("{} entries, root {}", self.size, self.root)),
            ("Cosigned by", cosigners(&self.cosigned)),
        ]);
        page.facts(&facts);
        page.gap();
        page.paragraph("That a report is as it was written does not make what it says true. A candidate is an investigative lead only.");
        page.finish()
    }
}

impl Human for ProofChecked {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.gap();
        verdict(&mut page, self.verdict);
        page.gap();
        let mut facts = vec![
            ("Entry", format!("{} of log {}: {} of {}", self.index, self.log, self.event, self.operation)),
            ("Time", when::moment_of(self.time)),
            ("Signed by", self.signer.to_string()),
        ];
        facts.extend(self.purpose.map(|purpose| ("Purpose", purpose.to_string())));
        facts.push(("Leaf", self.leaf.to_string()));
        facts.push(("Root", format!("{} over {} entries", self.root, self.size)));
        facts.push(("Cosigned by", cosigners(&self.cosigned)));
        page.facts(&facts);
        if !self.opened.is_empty() {
            page.gap();
            let opened: Vec<_> = self.opened.iter().map(|one| (one.field.as_str(), one.value.clone())).collect();
            page.facts(&opened);
        }
        page.finish()
    }
}

impl Human for ExportWritten {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.gap();
        page.facts(&[
            ("Directory", self.directory.clone()),
            ("Leaves", self.entries.to_string()),
            ("Checkpoints", self.checkpoints.to_string()),
            ("Recorded in", self.entry.words()),
        ]);
        page.gap();
        page.paragraph(
            "It holds no values: who did what kind of thing when, by ids. Anyone can check it: frs audit check-export DIR \
             --program FILE --witness FILE",
        );
        page.finish()
    }
}

impl Human for ExportChecked {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.gap();
        verdict(&mut page, self.verdict);
        page.items(&self.findings);
        page.gap();
        page.facts(&[("Root", self.root.to_string())]);
        let mut facts =
            vec![("Leaves", self.entries.to_string()), ("Unwitnessed", format!("{} entries", self.unwitnessed))];
        for one in &self.checkpoints {
            facts.push((
                "Checkpoint",
                format!("{} entries of log {}, by {}", one.size, one.log, cosigners(&one.cosigned)),
            ));
        }
        page.facts(&facts);
        page.finish()
    }
}

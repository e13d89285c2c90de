//! What was handed over, on the terminal.

use super::{Human, Width, layout::Page, table::Column};
use crate::report::{
    BundleOpened, HandedLine, HandedOver, ReceiptRecorded, ReleaseRequested, Released, ShareMade, when,
};

impl Human for ShareMade {
    fn human(&self, width: Width) -> String {
        let mut page = Page::under(width, &self.program, self.notice);
        let approval = match self.approval {
            "recorded" => "recorded, not signed".to_owned(),
            word => format!("{word}, paper {}", self.paper),
        };
        page.facts(&[
            ("Case", self.case.clone()),
            ("For", self.recipient.clone()),
            ("Until", when::minute(&self.until)),
            ("Approval", approval),
            ("In", format!("{}, for you to hand over", self.directory)),
            ("Recorded in", self.entry.words()),
        ]);
        if let (Some(file), Some(due)) = (&self.to_sign, &self.due) {
            page.gap();
            page.paragraph(&format!(
                "Next: the approval is to be signed by whoever gave it, until {}:",
                when::minute(due)
            ));
            page.items(&[
                format!("send them {file}; they sign it: frs paper sign FILE"),
                "then: frs paper accept FILE. That is the countersignature; until then reports say \"recorded, not signed\""
                    .to_owned(),
            ]);
            if let Some(why) = &self.hindrance {
                page.paragraph(&format!("NOT YET: {why}."));
            }
        }
        page.mark(&self.program);
        page.finish()
    }
}

impl Human for ReleaseRequested {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.gap();
        page.paragraph(
            "Nothing has left. The release authority decides on exactly these items, this recipient and these terms.",
        );
        page.facts(&[
            ("Case", self.case.clone()),
            ("Items", self.items.to_string()),
            ("Until", when::minute(&self.expires)),
            ("Paper", self.paper.to_string()),
            ("In", self.directory.clone()),
            ("Recorded in", self.entry.words()),
            ("Recipient", self.recipient.clone()),
        ]);
        page.gap();
        page.paragraph("Next:");
        page.items(&[
            format!("send packet.zip.age to badge {}, the release authority", self.authority),
            "they look at it: frs share open packet.zip.age --out look; and sign: frs paper sign look/release-approval.frs"
                .to_owned(),
            "the signed paper is entered (frs paper accept FILE) and witnessed (frs audit checkpoint); then: frs share release"
                .to_owned(),
        ]);
        page.mark(&self.program);
        page.finish()
    }
}

impl Human for Released {
    fn human(&self, width: Width) -> String {
        let mut page = Page::under(width, &self.program, self.notice);
        page.facts(&[
            ("Case", self.case.clone()),
            ("Items", self.items.to_string()),
            ("Opens with", self.encrypted.clone()),
            ("Approval", self.paper.to_string()),
            ("SHA-256", self.sha256.to_string()),
            ("Recorded in", self.entry.words()),
            ("Bundle", self.file.clone()),
            ("Recipient", self.recipient.clone()),
        ]);
        page.gap();
        page.paragraph("The approval is used. Next:");
        page.items(&[
            "send the bundle, and by another way the fingerprint above (and the passphrase, where it is sealed under one)"
                .to_owned(),
            "the recipient opens it: frs share open, or age -d and unzip (docs/share.md)".to_owned(),
        ]);
        page.mark(&self.program);
        page.finish()
    }
}

impl Human for BundleOpened {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.gap();
        page.paragraph(match self.class {
            "packet" => "A packet for the release authority: exactly what would leave. It is NOT released.",
            "release" => {
                "A release to the recipient named here, under the conditions below. Manifest, approval and files hold."
            }
            _ => "Shared inside the Department, for the recipient's need to know only. Manifest and files hold.",
        });
        page.gap();
        page.paragraph(self.notice);
        page.gap();
        self.terms(&mut page);
        page.gap();
        page.paragraph(&acceptance(self));
        page.gap();
        self.doubts(&mut page);
        if self.class == "packet" {
            page.gap();
            page.paragraph("Next: read everything, then sign release-approval.frs (frs paper sign), or refuse as refusal.toml says.");
        }
        page.mark(&self.program);
        page.finish()
    }
}

impl BundleOpened {
    /// For whom it is, on which terms, and what it holds.
    fn terms(&self, page: &mut Page) {
        let approval = self.approval.map_or_else(|| "none yet".to_owned(), |digest| digest.to_string());
        let until = when::minute(&self.expires);
        let until = if self.expired { format!("{until} (PASSED)") } else { until };
        page.facts(&[
            (
                "Made",
                format!(
                    "{}, by {} (badge {}), entry {}",
                    when::moment(&self.made),
                    self.signer.short(),
                    self.badge,
                    self.intent
                ),
            ),
            ("Approval", approval),
            ("Until", until),
            ("SHA-256", self.sha256.to_string()),
            ("Case", self.case.clone()),
            ("For", self.recipient.clone()),
            ("Basis", self.basis.clone()),
            ("Passed on", self.onward.clone().unwrap_or_else(|| "not stated: ask before you do".to_owned())),
        ]);
        if !self.conditions.is_empty() {
            page.paragraph("Conditions:");
            page.items(&self.conditions);
        }
        page.gap();
        let columns = [("File", Column::Whole), ("Bytes", Column::Number), ("What it is", Column::Rest)];
        let rows: Vec<Vec<String>> = self
            .files
            .iter()
            .map(|file| vec![file.name.clone(), file.bytes.to_string(), file.kind.replace('-', " ")])
            .collect();
        page.table(&columns, &rows);
        page.facts(&[("In", self.directory.clone())]);
    }

    /// What of it whoever opens it has to ask somebody.
    fn doubts(&self, page: &mut Page) {
        if self.anchored {
            page.paragraph("The program is the one that you know.");
        } else {
            page.paragraph(
                "Compare the program's fingerprint above by voice with the Department: without that, anybody could have made \
                 this bundle under their name (or name it with --fingerprint).",
            );
        }
        if self.sealed_to == "another" {
            page.gap();
            page.paragraph(
                "SEALED ANEW: it was sealed to another key or passphrase than its manifest names. Whoever could open it has passed it \
                 on. It holds what was approved; whether you may have it, \"Passed on\" says. Ask the Department.",
            );
        }
        if let Some(once) = self.once {
            page.gap();
            page.paragraph(&format!("ONCE: {once}."));
        }
    }
}

/// Whether the book accepted what it rests on, in words.
fn acceptance(opened: &BundleOpened) -> String {
    let whose = match opened.witnesses {
        "named" => "the witnesses that you trust",
        _ => "the witnesses that the Commander's floor in this bundle names",
    };
    let entry = opened.accepted.as_ref().map(|accepted| {
        let by = accepted.badge.as_ref().map_or_else(|| accepted.signer.short(), |badge| format!("badge {badge}"));
        let asked = accepted.asked.as_ref().map_or_else(String::new, |asked| format!(", asked for in entry {asked}"));
        let seen: Vec<_> =
            accepted.cosigned.iter().map(|one| format!("{} at {}", one.witness, when::moment_of(one.time))).collect();
        let seen = if seen.is_empty() { "none".to_owned() } else { seen.join(", ") };
        format!(
            "entry {}/{} at {}, by {by}{asked}. Of {whose}, these have seen it: {seen}",
            accepted.log,
            accepted.index,
            when::moment_of(accepted.time)
        )
    });
    let entry = entry.unwrap_or_default();
    match opened.acceptance {
        "proven" => format!("ACCEPTED: the book accepted the approval in {entry}."),
        "unanchored" => format!("The bundle says that the book accepted the approval in {entry}."),
        "unwitnessed" => format!(
            "SIGNED, BUT ACCEPTANCE NOT PROVEN: by the bundle the book accepted the approval in {entry}. That is too few. Ask the \
             Department for a proof (frs audit prove)."
        ),
        "signed" => "SIGNED, BUT ACCEPTANCE NOT PROVEN: no witness had seen that the book accepted the approval when this was made. Ask \
                     the Department for a proof of it (frs audit prove)."
            .to_owned(),
        "recorded" => "RECORDED, NOT SIGNED: it was approved by word, as the cover sheet says. Nothing here proves it; the signature \
                       is due within 7 days."
            .to_owned(),
        _ => "Nothing is approved yet.".to_owned(),
    }
}

impl Human for ReceiptRecorded {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.gap();
        let compared =
            if self.compared { "they hold the file that left" } else { "which file they hold was not compared" };
        page.paragraph(&format!("The receipt is recorded; {compared}."));
        page.facts(&[
            ("Case", self.case.clone()),
            ("Release", format!("entry {}", self.release)),
            ("Approval", self.paper.to_string()),
            ("Acknowledged", when::minute(&self.at)),
            ("Recorded in", self.entry.words()),
        ]);
        page.mark(&self.program);
        page.finish()
    }
}

impl Human for HandedOver {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.gap();
        page.facts(&[("Case", self.case.clone()), ("Recorded in", self.entry.words())]);
        page.gap();
        if self.lines.is_empty() {
            page.paragraph("Nothing of this case was handed over, and nothing is asked for.");
            page.mark(&self.program);
            return page.finish();
        }
        let columns = [
            ("Entry", Column::Whole),
            ("What", Column::Whole),
            ("Items", Column::Number),
            ("State", Column::Whole),
            ("Until", Column::Whole),
            ("To", Column::Rest),
        ];
        let rows: Vec<Vec<String>> = self.lines.iter().map(row).collect();
        page.table(&columns, &rows);
        let due: Vec<String> = self
            .lines
            .iter()
            .filter_map(|line| {
                let due = line.due.as_ref()?;
                let word = if line.overdue { "OVERDUE since" } else { "due until" };
                let why = line.hindrance.as_ref().map_or_else(String::new, |why| format!(": {why}"));
                Some(format!("entry {}: the approval's signature, {word} {}{why}", line.at, when::minute(due)))
            })
            .collect();
        if !due.is_empty() {
            page.gap();
            page.items(&due);
        }
        if let Some(file) = &self.to_sign {
            page.gap();
            page.paragraph(&format!(
                "{file} is the draft once more: whoever approved signs it (frs paper sign), and it is entered (frs paper accept)."
            ));
        }
        if self.lines.iter().any(|line| line.what == "share" && line.ended) {
            page.gap();
            page.paragraph("Where a share has ended, its recipient deletes it: ask them whether they have.");
        }
        page.mark(&self.program);
        page.finish()
    }
}

fn row(line: &HandedLine) -> Vec<String> {
    let until = line.until.as_deref().map(when::day).unwrap_or_default();
    vec![
        line.at.to_string(),
        line.what.to_owned(),
        line.items.to_string(),
        line.state.to_owned(),
        if line.ended { format!("{until} ENDED") } else { until },
        line.recipient.clone(),
    ]
}

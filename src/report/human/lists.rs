//! The smaller answers on the terminal.

use std::collections::BTreeMap;

use super::{
    Human, Width,
    backup::known,
    layout::{Page, columns_of, counted, digest, fit, images},
    table::Column,
};
use crate::{
    report::{
        AuditEntries, AuditEntry, AuditVerdict, PaperAccepted, ProbeAdmitted, ProgramFounded, PurposeLine, PurposeList,
        PurposeStated, RepositoryState, when,
    },
    vocabulary::EditStep,
};

/// What was done to a probe, and what each edit lost.
fn edits(page: &mut Page, steps: &[EditStep]) {
    if steps.is_empty() {
        return;
    }
    page.paragraph(
        "Edited before it was measured, in this order; the image as received is kept, and the faces below are those of the \
         edited one:",
    );
    let row = |(number, step): (usize, &EditStep)| {
        let sha256 = if page.is_wide() { step.sha256.to_string() } else { step.sha256.short() };
        vec![number.to_string(), format!("{} x {}", step.width, step.height), sha256, step.edit.clone()]
    };
    let rows: Vec<_> = (1..).zip(steps).map(row).collect();
    let columns = [
        ("#", Column::Number),
        ("Pixels", Column::Whole),
        ("SHA-256 of the pixels", Column::Whole),
        ("Edit", Column::Rest),
    ];
    page.table(&columns, &rows);
    for step in steps {
        if let Some(lost) = step.lost() {
            page.paragraph(&format!(
                "CLIPPED: {} drove {lost} of the pixels past black or white. What differed there is lost; use a smaller step \
                 where it is the face.",
                step.edit
            ));
        }
    }
    page.gap();
}

impl Human for ProbeAdmitted {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.gap();
        page.facts(&[
            ("Probe", self.probe.to_string()),
            ("Case", self.case.clone().unwrap_or_else(|| "none".into())),
            ("Purpose", self.purpose.to_string()),
            ("Image SHA-256", digest(&page, &self.image)),
            ("Probes left", format!("{} under this purpose", self.probes_left)),
            ("Recorded in", self.entry.words()),
        ]);
        page.gap();
        edits(&mut page, &self.edits);
        let rows: Vec<_> = self
            .faces
            .iter()
            .map(|face| {
                let [left, top, wide, high] = face.at;
                vec![
                    face.number.to_string(),
                    format!("{left},{top}"),
                    format!("{wide} x {high}"),
                    format!("{:.3}", face.detection),
                    if face.chosen { "chosen" } else { "" }.to_owned(),
                ]
            })
            .collect();
        let columns = [
            ("Face", Column::Number),
            ("At (left,top)", Column::Whole),
            ("Pixels", Column::Whole),
            ("Detection", Column::Number),
            ("", Column::Rest),
        ];
        page.table(&columns, &rows);
        if let Some(words) = &self.found_after {
            page.gap();
            page.paragraph(&format!(
                "The detector found the face only after {words}. The template is of the photograph as it is. See that the box is \
                 around the face that is meant (--explain)."
            ));
        }
        if !self.measures.is_empty() {
            page.gap();
            page.paragraph("Measures of the chosen face:");
            page.facts(&self.measures);
        }
        page.titled(
            "WARNING: past these limits the software errs more often; the reason for going on is in the book.",
            &self.warnings,
        );
        page.gap();
        page.paragraph("Next:");
        page.command(&format!("frs search {} --purpose {}", self.probe.short(), self.purpose.short()));
        page.finish()
    }
}

impl Human for PurposeStated {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.gap();
        page.facts(&[
            ("Case", self.case.clone().unwrap_or_else(|| "none".into())),
            ("Purpose", self.purpose.to_string()),
            ("Kind", self.kind.clone()),
            ("Holds until", when::minute(&self.until)),
            ("Carries", format!("{} probes", self.probes)),
            ("Recorded in", self.entry.words()),
        ]);
        page.gap();
        if self.case.is_some() {
            page.paragraph("Next, where the case number is right:");
            page.command(&format!("frs probe IMAGE --purpose {}", self.purpose.short()));
        } else {
            page.paragraph(&format!("Commands cite it: --purpose {}", self.purpose.short()));
        }
        page.finish()
    }
}

impl Human for PurposeList {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        if self.purposes.is_empty() {
            page.paragraph("No purpose was stated.");
        }
        for purpose in &self.purposes {
            page.gap();
            one_purpose(&mut page, purpose);
        }
        page.gap();
        page.facts(&[("Recorded in", self.entry.words())]);
        page.finish()
    }
}

fn one_purpose(page: &mut Page, purpose: &PurposeLine) {
    let state = if purpose.in_force { "IN FORCE" } else { "ended" };
    let case = purpose.case.as_deref().unwrap_or("-");
    if page.is_wide() {
        page.line(&format!(
            "{}  {state:<8}  until {}  stated {}  {:<17}  {}  case {case}",
            purpose.purpose,
            when::minute(&purpose.until),
            when::minute(&purpose.stated),
            purpose.kind,
            counted(purpose.probes, "probe", "probes")
        ));
    } else {
        page.line(&format!("{}  {state}, until {}", purpose.purpose, when::minute(&purpose.until)));
        page.line(&format!("    {}, {}, case {case}", purpose.kind, counted(purpose.probes, "probe", "probes")));
    }
    if let Some(stated) = &purpose.stated_case {
        page.note(4, &format!("stated as case {stated}"));
    }
    for correction in &purpose.corrections {
        page.note(4, &when::within(&correction.words()));
    }
    if let Some(answers) = &purpose.answers {
        let answers: Vec<_> = answers.iter().map(|(field, answer)| (format!("    {field}"), answer.clone())).collect();
        page.facts(&answers);
    }
    for (probe, index) in purpose.probes_let_in.iter().flatten().zip(0..) {
        if index == 0 {
            page.paragraph("    Probes, and the searches made with each:");
        }
        page.line(&format!("    {}  {}", probe.probe, when::moment(&probe.time)));
        for (search, time) in &probe.searches {
            page.line(&format!("      {search}  {}", when::moment(time)));
        }
    }
}

impl Human for PaperAccepted {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.gap();
        // Whole at any width: orders and corrections are carried out by it.
        let mut facts = vec![("Accepted", self.kind.clone()), ("SHA-256", self.paper.to_string())];
        facts.extend(self.person.map(|person| ("About", person.to_string())));
        facts.push(("Recorded in", self.entry.words()));
        page.facts(&facts);
        if !self.effects.is_empty() {
            page.gap();
            page.items(&self.effects);
        }
        page.finish()
    }
}

impl Human for AuditEntries {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        for entry in &self.entries {
            page.gap();
            one_entry(&mut page, entry, self);
        }
        page.gap();
        page.facts(&[("Entries", self.entries.len().to_string()), ("Recorded in", self.entry.words())]);
        page.finish()
    }
}

/// Longer values are cut in a list of entries: one outcome of an ingest fills many screens.
const LONG: usize = 300;

/// A value as it stands in a list of entries: of an ingest how many rows ended how, of what else is long its beginning.
fn shortened(entry: &AuditEntry, value: &str) -> String {
    if let Some(counts) = counted_results(value) {
        return format!("{counts}; each row: frs audit show {}/{}", entry.log, entry.sequence);
    }
    if columns_of(value) <= LONG {
        return value.to_owned();
    }
    format!("{} whole: frs audit show {}/{}", fit(value, LONG), entry.log, entry.sequence)
}

/// `998 duplicate, 2 no-face`.
fn counted_results(value: &str) -> Option<String> {
    let told: serde_json::Value = serde_json::from_str(value).ok()?;
    let mut counts = BTreeMap::<&str, u64>::new();
    for row in told["results"].as_array()? {
        *counts.entry(row["outcome"]["result"].as_str()?).or_default() += 1;
    }
    let words: Vec<String> = counts.iter().map(|(result, count)| format!("{count} {result}")).collect();
    Some(format!("{}: {}", counted(counts.values().sum::<u64>(), "row", "rows"), words.join(", ")))
}

fn one_entry(page: &mut Page, entry: &AuditEntry, shown: &AuditEntries) {
    let mut head = format!("#{}  {}  {}", entry.sequence, when::moment(&entry.time.to_string()), entry.event);
    if !entry.operation.is_empty() {
        head.push_str(&format!("  {}", entry.operation));
    }
    if let Some(intent) = entry.answers {
        head.push_str(&format!("  of #{intent}"));
    }
    page.line(&head);
    let who = match &entry.badge {
        Some(badge) => {
            format!("{}  badge {badge}", if page.is_wide() { entry.signer.to_string() } else { entry.signer.short() })
        }
        None => entry.signer.to_string(),
    };
    let mut facts = vec![("  signer".to_owned(), who)];
    facts.extend(entry.purpose.map(|purpose| ("  purpose".to_owned(), purpose.to_string())));
    if entry.log != shown.entry.log {
        facts.push(("  log".to_owned(), format!("{}, closed by a restore", entry.log)));
    }
    facts.push(("  leaf".to_owned(), digest(page, &entry.leaf)));
    facts.extend(entry.values.iter().map(|(field, value)| {
        let value = match value {
            None => "(expunged; the commitment stays)".into(),
            Some(value) if shown.whole => value.clone(),
            Some(value) => shortened(entry, value),
        };
        (format!("  {field}"), value)
    }));
    page.facts(&facts);
}

impl Human for AuditVerdict {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.gap();
        let whole = "every entry, signature and commitment agrees; so do the references, where your key opens them.";
        match self.verdict {
            "intact" => page.paragraph(&format!("INTACT: {whole}")),
            "unwitnessed" => page.paragraph(&format!(
                "UNWITNESSED: {whole} But more entries than you allow were seen by no witness: frs audit checkpoint."
            )),
            "unanchored" => page.paragraph(&format!(
                "UNANCHORED: {whole} But nothing that was seen of this book before was at hand, so it may have been cut or \
                 written anew as a whole. Give an old checkpoint with --anchor, or compare the root with somebody else's."
            )),
            tampered => {
                page.paragraph(&format!(
                    "{}: stop using this repository, keep it as it is, and tell the auditor.",
                    tampered.to_uppercase()
                ));
                page.items(&self.findings);
            }
        }
        page.gap();
        // Whole at any width: it is what two people compare, and what an auditor writes down.
        page.facts(&[("Root", self.root.to_string())]);
        let mut facts = vec![("Entries checked", self.entries.to_string())];
        for log in self.logs.iter().take(self.logs.len().saturating_sub(1)) {
            facts.push(("Closed log", format!("{}: {} entries, root {}", log.log, log.entries, log.root)));
        }
        if !self.unfinished.is_empty() {
            let list = self.unfinished.iter().map(|n| format!("#{n}")).collect::<Vec<_>>().join(", ");
            facts.push(("Without outcome", format!("{list}: ended before they could say what they did")));
        }
        if !self.clock_steps.is_empty() {
            let list = self.clock_steps.iter().map(|n| format!("#{n}")).collect::<Vec<_>>().join(", ");
            facts.push(("Clock set back", format!("before {list}: ask who set it, and why")));
        }
        facts.push(match &self.witnessed {
            Some(head) => (
                "Witnessed",
                format!("{} entries of log {}, at {}", head.size, head.log, when::moment(&head.time.to_string())),
            ),
            None => ("Witnessed", "nothing yet".to_owned()),
        });
        let since =
            self.unwitnessed_since.as_ref().map(|since| format!(", since {}", when::moment(since))).unwrap_or_default();
        facts.push(("Unwitnessed", format!("{} entries{since}", self.unwitnessed)));
        facts.extend(self.restores.iter().map(|restore| ("Restored", when::within(restore))));
        facts.extend(self.held_by.iter().map(|held| ("Agrees with", held.clone())));
        facts.extend(self.entry.as_ref().map(|entry| ("Recorded in", entry.words())));
        page.facts(&facts);
        if self.unwitnessed > 0 {
            page.paragraph(
                "What no witness has seen, a holder of valid keys can rewrite or cut off unnoticed by those who did not see \
                 it either.",
            );
        }
        if !self.tail.is_empty() {
            page.gap();
            page.paragraph("The last entries:");
            self.tail.iter().for_each(|line| page.line(&format!("  {}", when::within(line))));
        }
        page.finish()
    }
}

impl Human for RepositoryState {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.gap();
        page.facts(&[
            ("People", self.subjects.to_string()),
            ("References", self.references.to_string()),
            ("Not searched", format!("{} that could not be enrolled", images(self.not_searched))),
            ("Gallery root", digest(&page, &self.gallery_root)),
            ("Book entries", self.entries.to_string()),
            ("Accepted papers", self.papers.to_string()),
            ("Backups", known(&self.backups)),
            ("Recorded in", self.entry.words()),
        ]);
        page.gap();
        if !self.unfinished.is_empty() {
            page.paragraph("Begun and not ended:");
            page.items(&self.unfinished);
            page.gap();
        }
        page.paragraph("The floor in force, signed by the Commander:");
        let floor: Vec<_> = self.floor.iter().map(|field| (&field.key, field.value.clone())).collect();
        page.facts(&floor);
        page.finish()
    }
}

impl Human for ProgramFounded {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.gap();
        page.facts(&[
            ("Program id", self.program.id.to_string()),
            ("Fingerprint", self.program.fingerprint.clone()),
            ("Commander", self.commander.to_string()),
            ("Repository", self.repository.clone()),
        ]);
        page.gap();
        page.paragraph(
            "Compare the fingerprint by voice with everyone who joins. Next, for each person: frs key new, then \
             frs paper request authorization --program ID; you sign it (frs paper sign) and enter it (frs paper accept).",
        );
        page.finish()
    }
}

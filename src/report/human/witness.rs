//! Checkpoints and witnesses on the terminal.

use super::{Human, Width, layout::Page, printable};
use crate::report::{
    CheckpointMade, ProgramShown, WitnessLog, WitnessProgram, WitnessSigned, WitnessState, WitnessTakenUp,
    layout::labelled, when,
};

impl Human for CheckpointMade {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.gap();
        // Whole at any width: it is what two people compare.
        page.facts(&[("Root", self.root.to_string())]);
        page.facts(&[
            ("Checkpoint", format!("{} entries of log {}", self.size, self.log)),
            ("Recorded in", self.entry.words()),
        ]);
        for request in &self.requests {
            page.gap();
            page.facts(&[
                ("Request", request.file.clone()),
                ("Leads from", format!("{} entries", request.old)),
                (
                    "For",
                    if request.witnesses.is_empty() {
                        "no witness stands in the floor".into()
                    } else {
                        request.witnesses.join(", ")
                    },
                ),
            ]);
        }
        page.gap();
        page.paragraph(
            "Give the request to the witness, who runs frs audit witness FILE on a machine of their own; the answer is \
             entered here with frs paper accept.",
        );
        page.finish()
    }
}

impl Human for ProgramShown {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.gap();
        page.facts(&[
            ("Program file", self.file.clone()),
            ("Fingerprint", self.program.fingerprint.clone()),
            ("Papers", format!("the founding note and {} more", self.papers)),
            ("Log key", self.log_key.clone().unwrap_or_else(|| "none".into())),
            ("Recorded in", self.entry.words()),
        ]);
        page.gap();
        page.paragraph(
            "It holds nothing secret. Whoever takes it compares the fingerprint with the Commander by voice.",
        );
        page.finish()
    }
}

impl WitnessProgram {
    fn words(&self) -> String {
        let mark = if self.kind == "program" { String::new() } else { format!("{} ", self.kind.to_uppercase()) };
        format!("{mark}{} [{}]", self.name, self.fingerprint)
    }
}

impl Human for WitnessProgram {
    fn human(&self, width: Width) -> String {
        let rows = [("Program", printable(&self.words())), ("Program id", self.program.to_string())];
        format!(
            "{}\nThis witness has never served this program. Ask the Commander for the\nfingerprint by voice, and type what you hear.\n",
            labelled(rows, width)
        )
    }
}

impl Human for WitnessSigned {
    fn human(&self, width: Width) -> String {
        let rows = [
            ("Program", printable(&self.program.words())),
            ("Cosigned", format!("{} entries of log {}, {} of them new", self.size, self.log, self.size - self.before)),
            ("Root", self.root.to_string()),
            ("At", when::moment_of(self.time)),
            ("Answer", printable(&self.file)),
        ];
        format!("{}\nGive the answer back; it is entered with frs paper accept.\n", labelled(rows, width))
    }
}

impl Human for WitnessTakenUp {
    fn human(&self, width: Width) -> String {
        let before = self.before.map_or("nothing of it".to_owned(), |size| format!("{size} entries"));
        let rows = [
            ("Program", printable(&self.program.words())),
            ("Remembers", format!("{} entries of log {}; before: {before}", self.size, self.log)),
            ("Root", self.root.to_string()),
            ("Cosigned at", when::moment_of(self.time)),
        ];
        format!(
            "{}\nThis witness goes on from here.\nTell the auditor that its memory had been put back.\n",
            labelled(rows, width)
        )
    }
}

impl Human for WitnessState {
    fn human(&self, width: Width) -> String {
        if self.logs.is_empty() {
            return "This witness has cosigned nothing yet.\n".to_owned();
        }
        let log = |log: &WitnessLog| {
            let rows = [
                ("Program", printable(&format!("{} [{}]", log.name, log.fingerprint))),
                ("Seen", format!("{} entries of log {}", log.size, log.log)),
                ("Root", log.root.to_string()),
                ("At", when::moment_of(log.time)),
            ];
            labelled(rows, width)
        };
        self.logs.iter().map(log).collect::<Vec<_>>().join("\n")
    }
}

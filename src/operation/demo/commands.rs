//! The commands with which to go on by hand, from the list to the report.

use super::{DemoStep, Person, Stage, write_new};
use crate::{
    operation::OperationError,
    vocabulary::{ProbeId, PurposeId, SearchId},
};

/// What the demonstration made.
pub(super) struct Made {
    pub purpose: PurposeId,
    pub probe: ProbeId,
    pub search: SearchId,
}

impl Stage<'_> {
    pub(super) fn commands(&self, examiner: &Person, auditor: &Person, made: &Made) -> Result<(), OperationError> {
        let program = std::env::current_exe().map_or_else(|_| "frs".into(), |path| path.display().to_string());
        let as_person = |person: &Person, rest: String| {
            format!(
                "{program} --home {} --repository {} --passphrase-file {} {rest}",
                person.home.display(),
                self.repository().display(),
                person.passphrase.display()
            )
        };
        let out = |name: &str| self.directory.join(name).display().to_string();
        let Made { purpose, probe, search } = made;
        let cited = format!("--purpose {purpose}");
        let commands = [
            as_person(examiner, "status".into()),
            as_person(examiner, format!("search {probe} {cited}")),
            as_person(examiner, format!("verify status {search} {cited}")),
            as_person(examiner, format!("verify contact {search} {cited} --out {}", out("contact"))),
            as_person(examiner, format!("verify open {search} --candidate 1 {cited} --out {}", out("candidate-1"))),
            as_person(examiner, format!("verify record {search} --candidate 1 {cited}")),
            as_person(auditor, "audit show --purpose oversight --reason \"see what the demonstration did\"".into()),
            as_person(auditor, "audit verify --purpose oversight --reason \"check the book again\"".into()),
            as_person(
                auditor,
                format!("audit report --purpose oversight --reason \"weekly\" --html {}", out("audit.html")),
            ),
        ];
        let mut text = commands.join("\n");
        text.push('\n');
        write_new(&self.directory.join("COMMANDS.txt"), text.as_bytes())?;
        (self.show)(DemoStep::Commands(&commands));
        Ok(())
    }
}

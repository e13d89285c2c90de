//! Backups and restores on the terminal.

use super::{Human, Width, layout::Page};
use crate::report::{BackupLine, BackupMade, RestoreDrafted, Restored, StandingLine, when};

impl Human for BackupMade {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.gap();
        page.facts(&[
            ("Backup", self.file.clone()),
            ("SHA-256", self.sha256.to_string()),
            ("Length", format!("{} bytes", self.bytes)),
            ("Holds", format!("{} entries of log {}", self.size, self.log)),
            ("Root", self.root.to_string()),
            ("Checked", "database, entries, lists; the book goes on from it".to_owned()),
            ("Recorded in", self.entry.words()),
        ]);
        page.gap();
        if self.same_disk {
            page.paragraph(
                "It lies on the same file system as the repository, and would be lost with that disk: copy it to another \
                 one, and compare the SHA-256 there.",
            );
        }
        if self.witnesses == 0 {
            page.paragraph(
                "No witness stands in the floor. To restore a backup takes the signatures of the Commander and of a witness whom \
                 the backup itself knows: this one could be read, and not restored. Name a witness now (frs paper request floor).",
            );
        }
        page.paragraph(
            "It is sealed as the repository is, and as sensitive: it holds the wrapped keys of everybody who has access now, \
             and opens to them also after they are suspended. What is expunged later stays in it.",
        );
        page.finish()
    }
}

/// What a state says of the backups that the book knows.
pub(super) fn known(backups: &[BackupLine]) -> String {
    let Some(last) = backups.last() else { return "none that the book knows of".to_owned() };
    let count = |is: fn(&BackupLine) -> bool| backups.iter().filter(|line| is(line)).count();
    let (rekeyed, removed) = (count(|line| line.before_rekey), count(|line| line.before_removal));
    let mut words = format!(
        "{} made, the last at {} ({} entries of log {}, {})",
        backups.len(),
        when::moment(&last.time),
        last.size,
        last.log,
        last.sha256.short()
    );
    if rekeyed > 0 {
        words.push_str(&format!("; {rekeyed} made before data keys were exchanged still open to the old keys"));
    }
    if removed > 0 {
        words.push_str(&format!("; {removed} made before records were removed still hold them"));
    }
    if rekeyed + removed > 0 {
        words.push_str(". Destroy those, wherever they lie; --json lists them");
    }
    words
}

fn lost_words(lost: Option<&[String; 2]>) -> String {
    lost.map_or_else(
        || "nothing, as far as is known".into(),
        |[from, to]| format!("entries {from} to {to}, as far as is known"),
    )
}

impl Human for RestoreDrafted {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.paragraph("DRAFT: nothing was restored, and nothing written but the draft.");
        page.gap();
        page.facts(&[
            ("Draft", self.file.clone()),
            ("Backup", self.backup.to_string()),
            (
                "Holds",
                format!(
                    "{} entries of log {}; the last was written at {}",
                    self.size,
                    self.log,
                    when::moment(&self.last_entry)
                ),
            ),
            ("Root", self.root.to_string()),
        ]);
        let mut facts: Vec<_> = (self.known.iter())
            .map(|one| ("Known", format!("{} entries of log {}, by {}", one.size, one.log, one.by)))
            .collect();
        if facts.is_empty() {
            facts.push(("Known", "no head of the lost book is at hand".to_owned()));
        }
        facts.push(("Lost", lost_words(self.lost.as_ref())));
        facts.push((
            "Suspensions",
            format!("up to {} in the backup, up to {} known", self.suspensions_held, self.suspensions_known),
        ));
        facts.push(("Stands there", there(&self.there)));
        facts.push(("Opens", format!("log {}", self.opens)));
        page.facts(&facts);
        page.items(&self.there.findings);
        page.gap();
        if self.known.is_empty() || self.newest.is_none() {
            page.paragraph(
                "Ask the witness for the last answer that they gave (frs audit witness --state), and whoever worked last: a newer \
                 checkpoint is named with --anchor. What nobody names now is lost without being told.",
            );
        }
        page.paragraph(
            "Next: the Commander and a witness of the backup's floor sign it, one after the other (frs paper sign); then the \
             Commander enters it: frs repository restore --from BACKUP --paper SIGNED.",
        );
        page.facts(&self.witnesses.iter().map(|name| ("Witness", name.clone())).collect::<Vec<_>>());
        page.finish()
    }
}

fn there(line: &StandingLine) -> String {
    let more = match (line.papers_since, line.removals_since) {
        (0, _) => String::new(),
        (papers, 0) => format!("; {papers} papers that it accepted since are to be entered again"),
        (papers, removals) => format!(
            "; {papers} papers that it accepted since are to be entered again, {removals} orders to remove for good among \
             them: what they removed, the backup still holds"
        ),
    };
    let wrong = if line.findings.is_empty() { "" } else { "; this is wrong with it:" };
    match (line.state, &line.why) {
        ("nothing", _) => "nothing".to_owned(),
        ("goes-on", _) => format!("a repository that goes on from the backup; it will be put aside{more}{wrong}"),
        ("other-history", _) => {
            format!("a repository that does not go on from the backup; it will be put aside{more}{wrong}")
        }
        (_, why) => {
            format!("something that cannot be read ({}); it will be put aside", why.as_deref().unwrap_or("unknown"))
        }
    }
}

impl Human for Restored {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.gap();
        let how = if self.went_on { " (an earlier run of this order had put it there)" } else { "" };
        page.facts(&[
            ("Repository", format!("{}{how}", self.repository)),
            ("Backup", self.backup.to_string()),
            ("Held", format!("{} entries of log {}", self.held_size, self.held_log)),
            ("Begins", format!("log {}, with the order {}", self.log, self.order.short())),
            ("Lost", lost_words(self.lost.as_ref())),
            ("The old one", self.replaced.clone().unwrap_or_else(|| "none stood there".to_owned())),
            ("Recorded in", self.entry.words()),
        ]);
        page.gap();
        page.paragraph("Next:");
        let mut next = vec![];
        if self.suspensions_known > 0 {
            next.push(format!(
                "Enter every suspension up to number {} that is not in the book again (frs paper accept): until then nothing \
                 opens.",
                self.suspensions_known
            ));
        }
        next.push(
            "Enter the other papers that were accepted since the backup: authorizations, floors, holds, orders.".into(),
        );
        next.push(
            "Exchange the data keys if somebody lost access since (frs program rekey); carry out expunge orders again."
                .into(),
        );
        next.push(format!(
            "Have a checkpoint cosigned (frs audit checkpoint). Tell every witness in person that log {} begins: they add --new-log.",
            self.log
        ));
        next.push("Everybody who had seen more is told so once, at their next command.".into());
        if self.replaced.is_some() {
            next.push("Keep the old one as evidence. What it holds is as sensitive as ever.".into());
        }
        page.items(&next);
        page.finish()
    }
}

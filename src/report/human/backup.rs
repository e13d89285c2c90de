//! Backups and restores on the terminal.

use super::{Human, Width, layout::Page};
use crate::report::{BackupLine, BackupMade};

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
        last.time,
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

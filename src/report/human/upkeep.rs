//! Upkeep of the repository on the terminal.

use super::{Human, Width, layout::Page};
use crate::report::{KeysExchanged, LogKeyRenewed};

/// What no program can wipe.
const BEYOND: &str = "Not reached by this: backups, snapshots of the file system, and cells that a flash disk has put aside. \
    Deal with them as your procedure for media says.";

/// Who must hear of a new log key.
const TELL_WITNESSES: &str = "Witnesses and others who check from outside learn the new key from the program file: write it (frs program \
    show) and give it to them with the next request.";
const DUE: &str = "STILL THE OLD ONE, which whoever lost access may have kept: the Commander renews it with frs program rekey \
    --log-key-only";

impl Human for LogKeyRenewed {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.gap();
        page.facts(&[
            ("Log key", format!("{}; it signs checkpoints from now on", self.log_key)),
            ("Recorded in", self.entry.words()),
        ]);
        page.gap();
        page.paragraph(TELL_WITNESSES);
        page.finish()
    }
}

impl Human for KeysExchanged {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.gap();
        let how = if self.went_on { " (an interrupted exchange was gone on with)" } else { "" };
        let log_key = match &self.log_key {
            _ if self.log_key_due => DUE.to_owned(),
            Some(key) => format!("renewed: {key} signs checkpoints from now on"),
            None => "renewed already".to_owned(),
        };
        page.facts(&[
            ("Data keys", format!("generation {}{how}", self.generation)),
            ("Sealed anew", format!("{} records", self.records)),
            ("New keys for", format!("{} people", self.holders)),
            ("Old keys", format!("{} wrapped keys deleted; a saved one opens nothing of this file", self.old_wraps)),
            ("Log key", log_key),
            ("In the files", self.residue.words()),
            ("Recorded in", self.entry.words()),
        ]);
        page.gap();
        if self.log_key.is_some() {
            page.paragraph(TELL_WITNESSES);
        }
        page.paragraph(BEYOND);
        page.finish()
    }
}

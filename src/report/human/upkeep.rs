//! Upkeep of the repository on the terminal.

use super::{Human, Width, layout::Page};
use crate::report::KeysExchanged;

/// What no program can wipe.
const BEYOND: &str = "Not reached by this: backups, snapshots of the file system, and cells that a flash disk has put aside. \
    Deal with them as your procedure for media says.";

impl Human for KeysExchanged {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.gap();
        let how = if self.went_on { " (an interrupted exchange was gone on with)" } else { "" };
        page.facts(&[
            ("Data keys", format!("generation {}{how}", self.generation)),
            ("Sealed anew", format!("{} records", self.records)),
            ("New keys for", format!("{} people", self.holders)),
            ("Old keys", format!("{} wrapped keys deleted; a saved one opens nothing of this file", self.old_wraps)),
            ("In the files", self.residue.words()),
            ("Recorded in", self.entry.words()),
        ]);
        page.gap();
        page.paragraph(BEYOND);
        page.finish()
    }
}

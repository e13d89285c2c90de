//! The blind review: the packet that is made, and what its reviewer is told.

use super::{cited, ranks};
use crate::report::{Human, PacketMade, ReviewDone, Width, human::layout::Page};

impl Human for PacketMade {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.gap();
        page.paragraph(&format!(
            "The packet for badge {} holds {} items, the kept candidates among others, in a drawn order.",
            self.badge, self.items
        ));
        if let Some(one) = &self.replaces {
            page.paragraph(&format!(
                "It takes the place of the packet for badge {}, of which {} of {} items have a record. Those stay sealed, and are told \
                 with the rest when this review is finished.",
                one.badge, one.recorded, one.items
            ));
            page.gap();
        }
        page.facts(&[("Search", self.search.to_string()), ("Recorded in", self.entry.words())]);
        page.gap();
        page.paragraph("Next: give the reviewer these two lines and tell them nothing else of the list.");
        let (search, cited) = (self.search.short(), cited(self.purpose));
        page.command(&format!("frs verify review {search} --out review {cited}"));
        page.command(&format!("frs verify review {search} --item A {cited}"));
        page.paragraph("The second once for each item: A, then B, C and so on.");
        page.mark(&self.program);
        page.finish()
    }
}

impl Human for ReviewDone {
    fn human(&self, width: Width) -> String {
        let mut page = Page::under(width, &self.program, self.notice);
        match (&self.directory, &self.item) {
            (Some(directory), _) => page.facts(&[
                ("Open", format!("{directory}/A.html and the other pages, a working copy for you alone")),
                ("Items", self.items.to_string()),
            ]),
            (None, Some(item)) => page.paragraph(&format!("Item {item} is recorded.")),
            (None, None) => {}
        }
        page.facts(&[("Recorded in", self.entry.words())]);
        page.gap();
        let (search, cited) = (self.search.short(), cited(self.purpose));
        match (self.agrees, self.open.first()) {
            (Some(true), _) => page.paragraph("Your records are in. You and the first examiner agree on every item."),
            (Some(false), _) => {
                page.paragraph(&format!(
                    "Your records are in, and stay as they are. A second examiner and the first differ on candidates {} of the \
                     list. Look again together; then each says what they see now in an entry of their own:",
                    ranks(&self.differs)
                ));
                page.command(&format!("frs verify resolve {search} --candidate N {cited}"));
            }
            (None, Some(item)) => {
                page.paragraph(&format!("Next (open: {}):", self.open.join(", ")));
                page.command(&format!("frs verify review {search} --item {item} {cited}"));
            }
            (None, None) => {}
        }
        page.mark(&self.program);
        page.finish()
    }
}

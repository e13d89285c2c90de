//! What was handed over, on the terminal.

use super::{Human, Width, layout::Page};
use crate::report::ShareMade;

impl Human for ShareMade {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.gap();
        page.paragraph(self.notice);
        page.gap();
        let approval = match self.approval {
            "recorded" => "recorded, not signed".to_owned(),
            word => format!("{word}, paper {}", self.paper),
        };
        page.facts(&[
            ("Case", self.case.clone()),
            ("For", self.recipient.clone()),
            ("Until", self.until.clone()),
            ("Approval", approval),
            ("In", format!("{}, for you to hand over; cover-sheet.html lies on top", self.directory)),
            ("Recorded in", self.entry.words()),
        ]);
        if let (Some(file), Some(due)) = (&self.to_sign, &self.due) {
            page.gap();
            page.paragraph(&format!("Next: the approval is to be signed by whoever gave it, until {due}:"));
            page.items(&[
                format!("send them {file}; they sign it: frs paper sign FILE"),
                "then: frs paper accept FILE. That is the countersignature; until then reports say \"recorded, not signed\""
                    .to_owned(),
            ]);
        }
        page.mark(&self.program);
        page.finish()
    }
}

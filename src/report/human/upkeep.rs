//! Upkeep of the repository on the terminal.

use super::{
    Human, Width,
    layout::{Page, counted},
    table::Column,
};
use crate::report::{
    CorrectionEntered, DueRecord, ExpungePlan, Expunged, KeysExchanged, LogKeyRenewed, ModelName, Reembedded,
    RetentionDue, evaluation::grouped,
};

/// What no program can wipe.
const BEYOND: &str = "Not reached by this: backups, snapshots of the file system, and cells that a flash disk has put aside. \
    Deal with them as your procedure for media says.";

const CORRECTED: &str = "LOOK AT THESE FIRST. They were stated for another case and corrected into this one; somebody could have hidden a \
    search here (frs purpose show PURPOSE):";
const LATER: &str = "These stay: they came into the case after the order was accepted. An order that is to remove them names them by id:";

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

/// So many ids are listed on a terminal; the JSON has all.
const LISTED: usize = 20;

/// What goes, or has gone, a line each; nothing where there is nothing.
fn lines(references: u64, subjects: u64, failures: u64, purposes: u64, probes: u64, searches: u64) -> Vec<String> {
    let mut lines = Vec::new();
    if references > 0 {
        let people = counted(subjects, "person", "people");
        let images = counted(references, "enrolled image", "enrolled images");
        lines.push(format!("{images} with template, details and index; {people} of whom nothing is left"));
    }
    if failures > 0 {
        lines.push(counted(
            failures,
            "note of an image that could not be enrolled",
            "notes of images that could not be enrolled",
        ));
    }
    if purposes > 0 {
        let (probes, searches) = (counted(probes, "probe", "probes"), counted(searches, "search", "searches"));
        lines.push(format!("{} with {probes} and {searches}", counted(purposes, "purpose", "purposes")));
    }
    lines
}

const HELD: &str = "due, and left where they are: a legal hold covers them (frs program status)";

impl Human for ExpungePlan {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.gap();
        let mut facts = vec![("Order", self.order.to_string())];
        facts.extend(self.authority.clone().map(|authority| ("Authority", authority)));
        facts.extend(self.entry.as_ref().map(|entry| ("Recorded in", entry.words())));
        page.facts(&facts);
        page.gap();
        if self.is_empty() {
            page.paragraph("Nothing that the order reaches is in the repository.");
        } else {
            page.paragraph("This would be removed for good:");
            let (references, subjects) = (self.references.len() as u64, self.subjects.len() as u64);
            let purposes = self.purposes.len() as u64;
            page.items(&lines(references, subjects, self.failures, purposes, self.probes, self.searches));
            let ids: Vec<String> = (self.subjects.iter().map(ToString::to_string))
                .chain(self.references.iter().map(ToString::to_string))
                .chain(self.purposes.iter().map(ToString::to_string))
                .collect();
            page.gap();
            page.items(&ids[..ids.len().min(LISTED)]);
            if ids.len() > LISTED {
                page.paragraph(&format!("and {} more ids (--json lists all).", ids.len() - LISTED));
            }
        }
        let of = |ids: &[crate::vocabulary::PurposeId]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
        page.titled(CORRECTED, &of(&self.corrected));
        page.titled(LATER, &of(&self.later));
        rest(&mut page, self.left_out, &self.absent);
        page.finish()
    }
}

fn rest(page: &mut Page, left_out: u64, absent: &[String]) {
    if left_out > 0 {
        page.paragraph(&format!("{left_out} {HELD}."));
    }
    if !absent.is_empty() {
        page.gap();
        page.paragraph("The order names, and the repository does not hold:");
        page.items(absent);
    }
}

impl Human for Expunged {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.gap();
        let went_on = if self.went_on { "; it was begun before, and this went on with it" } else { "" };
        let files = match (&self.residue, &self.not_wiped) {
            (Some(residue), _) => residue.words(),
            (None, Some(why)) => format!("NOT WIPED ({why}). Run the same command again"),
            (None, None) => "nothing to wipe".to_owned(),
        };
        page.facts(&[
            ("Order", format!("{}{went_on}", self.order)),
            ("In the files", files),
            (
                "In the book",
                format!(
                    "values of {} are gone; what they committed to stays",
                    counted(self.values, "entry", "entries")
                ),
            ),
            ("Recorded in", self.entry.words()),
        ]);
        page.gap();
        let gone = lines(self.references, self.subjects, self.failures, self.purposes, self.probes, self.searches);
        if gone.is_empty() {
            page.paragraph("Nothing more was to be removed.");
        } else {
            page.paragraph("Removed for good:");
            page.items(&gone);
        }
        rest(&mut page, self.left_out, &self.absent);
        page.gap();
        page.paragraph(BEYOND);
        page.paragraph("Nor does it reach working copies, reports and papers that were handed out: call them back.");
        page.finish()
    }
}

impl Human for RetentionDue {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.gap();
        let mut facts = vec![
            (
                "References",
                format!("kept {} from their enrollment (floor)", counted(self.reference_years, "year", "years")),
            ),
            (
                "Purposes",
                format!("kept {} with their probes and searches (floor)", counted(self.record_years, "year", "years")),
            ),
            ("Ended before", self.before.unwrap_or(self.today).to_string()),
        ];
        facts.extend(
            self.draft.clone().map(|file| ("Draft", format!("{file}: two persons sign it, a third carries it out"))),
        );
        facts.push(("Recorded in", self.entry.words()));
        page.facts(&facts);
        page.gap();
        if self.due.is_empty() {
            page.paragraph("Nothing is due.");
        } else {
            self.counts(&mut page);
            let row = |record: &DueRecord| {
                let hold = record.hold.map_or(String::new(), |hold| format!("held ({})", hold.short()));
                vec![record.kept_until.to_string(), record.what.to_owned(), record.id.clone().unwrap_or_default(), hold]
            };
            let rows: Vec<_> = self.due.iter().take(LISTED).map(row).collect();
            let columns =
                [("Kept until", Column::Whole), ("What", Column::Whole), ("Id", Column::Rest), ("Hold", Column::Whole)];
            page.table(&columns, &rows);
            if self.due.len() > LISTED {
                page.paragraph(&format!("and {} more (--json lists all).", self.due.len() - LISTED));
            }
        }
        if self.undated > 0 {
            page.gap();
            page.paragraph(&format!(
                "{} without a date in the book; an order has to name them.",
                counted(self.undated, "record is", "records are")
            ));
        }
        page.gap();
        page.paragraph("Nothing is removed by this: an order does that (frs paper request expunge-order).");
        page.finish()
    }
}

impl RetentionDue {
    fn counts(&self, page: &mut Page) {
        let count = |what: &str| self.due.iter().filter(|record| record.what == what).count();
        let held = self.due.iter().filter(|record| record.hold.is_some()).count();
        let mut lines = vec![
            counted(count("reference") as u64, "enrolled image", "enrolled images"),
            counted(
                count("not-enrolled") as u64,
                "note of an image that could not be enrolled",
                "notes of images that could not be enrolled",
            ),
            counted(
                count("purpose") as u64,
                "purpose with its probes and searches",
                "purposes with their probes and searches",
            ),
        ];
        if held > 0 {
            lines.push(format!("of these, {held} under a legal hold: they stay"));
        }
        page.paragraph("Due:");
        page.items(&lines);
        page.gap();
    }
}

impl Human for CorrectionEntered {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.gap();
        let mut facts =
            vec![("Corrected", format!("{} of {}", self.field, self.target)), ("Paper", self.paper.to_string())];
        if let Some((before, after)) = &self.gallery {
            facts.push(("References", format!("{} changed with it", self.references)));
            facts.push(("Gallery root", format!("{} before, {} now", before.short(), after.short())));
        }
        facts.push(("Recorded in", self.entry.words()));
        page.facts(&facts);
        page.gap();
        page.paragraph("What was entered before stays in the book as it was; the correction is shown with it.");
        page.finish()
    }
}

impl Human for Reembedded {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.gap();
        let wide = page.is_wide();
        let named = |model: &ModelName| {
            let weights = if wide { model.weights.to_string() } else { model.weights.short() };
            format!("{}  weights {weights}", model.name)
        };
        page.facts(&[
            ("Model", named(&self.model)),
            ("Detector", named(&self.detector)),
            ("Measured", grouped(self.measured)),
            ("Without a face", grouped(self.without_face.len() as u64)),
            ("Found after", grouped(self.found_after.len() as u64)),
            ("Past a limit", grouped(self.past_limits.len() as u64)),
            ("Recorded in", self.entry.words()),
        ]);
        if !self.without_face.is_empty() {
            page.gap();
        }
        for reference in &self.without_face {
            page.line(&format!("  {reference}"));
        }
        for (told, what) in [
            (
                &self.found_after,
                "The detector found these faces only after a change of a copy; see that each is the right one:",
            ),
            (
                &self.past_limits,
                "These are past a limit at which an enrollment refuses now; they are searched all the same:",
            ),
        ] {
            if !told.is_empty() {
                page.gap();
                page.paragraph(what);
            }
            for (reference, words) in told {
                page.line(&format!("  {reference}"));
                page.line(&format!("    {words}"));
            }
        }
        page.gap();
        page.paragraph(if self.without_face.is_empty() {
            "Every reference is measured with this model. Probes of the other one must be let in again to be searched."
        } else {
            "Every reference is measured with this model; in those named here it found no face, or several: they stay enrolled \
             and count as not searched. Probes of the other one must be let in again to be searched."
        });
        page.finish()
    }
}

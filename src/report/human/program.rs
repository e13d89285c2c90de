//! `frs program status` on the terminal.

use super::{Human, Width, layout::Page, table::Column};
use crate::{
    report::{EndsLine, PersonLine, ProgramState, when},
    vocabulary::PersonId,
};

impl Human for ProgramState {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        page.gap();
        page.facts(&[
            ("Commander", who(&page, self.commander)),
            ("Recovery key", who(&page, self.recovery)),
            ("Floor", format!("number {}", self.floor)),
            (
                "Suspensions",
                format!("up to number {}; the next paper bears {}", self.suspensions, self.suspensions + 1),
            ),
            ("Data keys", format!("generation {}", self.generation)),
            ("Log key", self.log_key_words()),
            ("Unwitnessed", format!("{} entries", self.unwitnessed)),
            ("Legal holds", self.holds.to_string()),
            ("Recorded in", self.entry.words()),
        ]);
        page.gap();
        page.paragraph("Who may do what, and until when:");
        people(&mut page, &self.people);
        page.gap();
        if self.pending.is_empty() {
            page.paragraph("Nothing waits for anybody.");
        } else {
            page.paragraph("What waits:");
            let lines: Vec<_> =
                self.pending.iter().map(|one| format!("{} Do: {}", when::within(&one.says), one.remedy)).collect();
            page.items(&lines);
        }
        page.gap();
        if self.ends.is_empty() {
            page.paragraph(&format!("Nothing ends within {} days.", self.days));
        } else {
            page.paragraph(&format!("What ends within {} days:", self.days));
            ends(&mut page, &self.ends);
        }
        page.finish()
    }
}

impl ProgramState {
    fn log_key_words(&self) -> String {
        match (&self.log_key, &self.log_key_since) {
            (None, _) => "none: checkpoints need one (frs program rekey)".to_owned(),
            (Some(_), None) => "that of the founding note".to_owned(),
            (Some(_), Some(since)) => format!("exchanged at {}", when::minute(since)),
        }
    }
}

fn who(page: &Page, person: PersonId) -> String {
    if page.is_wide() { person.to_string() } else { person.short() }
}

/// Two paragraphs a person: what a machine wrote, and below it what stands in papers.
fn people(page: &mut Page, people: &[PersonLine]) {
    for one in people {
        let until = one.until.as_ref().map_or(String::new(), |until| format!("  until {}", when::minute(until)));
        let line = format!("  {}  {:<14}{until}", who(page, one.person), one.state);
        page.line(line.trim_end());
        page.note(6, &told(one));
    }
}

fn told(one: &PersonLine) -> String {
    let roles = if one.roles.is_empty() { "no role".to_owned() } else { one.roles.join(", ") };
    let mut told = vec![roles];
    told.extend(one.training_until.as_ref().map(|until| format!("training until {until}")));
    told.extend(one.designee_until.as_ref().map(|until| format!("designee until {}", when::minute(until))));
    if !one.suspensions.is_empty() {
        let numbers: Vec<_> = one.suspensions.iter().map(u64::to_string).collect();
        told.push(format!("suspension {} in force", numbers.join(" and ")));
    }
    told.extend(one.on_call.filter(|on_call| *on_call).map(|_| "on call now".to_owned()));
    told.extend(one.last_act.as_ref().map(|time| format!("last act {}", when::minute(time))));
    told.extend(one.batch.as_ref().map(|(host, source)| format!("on the host {host}, from the source {source}")));
    told.extend(one.badge.as_ref().map(|badge| format!("badge {badge}")));
    told.join("; ")
}

fn ends(page: &mut Page, ends: &[EndsLine]) {
    let row = |one: &EndsLine| {
        let of = match (&one.badge, one.person, one.purpose) {
            (_, _, Some(purpose)) => purpose.short(),
            (Some(badge), ..) => format!("badge {badge}"),
            (None, Some(person), None) => person.short(),
            (None, None, None) => String::new(),
        };
        vec![when::minute(&one.at), one.what.to_owned(), of]
    };
    let rows: Vec<_> = ends.iter().map(row).collect();
    page.table(&[("When", Column::Whole), ("What", Column::Whole), ("Of", Column::Rest)], &rows);
}

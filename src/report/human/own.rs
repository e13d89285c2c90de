//! `frs status` on the terminal: one screen.

use std::collections::BTreeMap;

use super::{Human, Width, layout::Page, table::Column};
use crate::report::{OwnStatus, TailLine, WaitingLine, when};

impl Human for OwnStatus {
    fn human(&self, width: Width) -> String {
        let mut page = Page::new(width, &self.program);
        let person = if page.is_wide() { self.person.to_string() } else { self.person.short() };
        let badge = self.badge.as_ref().map_or(String::new(), |badge| format!(", badge {badge}"));
        let mut facts = vec![
            ("You", format!("{person}{badge}")),
            ("Roles", if self.roles.is_empty() { "none".to_owned() } else { self.roles.join(", ") }),
            ("Until", self.until.as_deref().map_or_else(|| "the office ends".to_owned(), when::minute)),
        ];
        facts.extend(self.training_until.clone().map(|day| ("Training until", day)));
        facts.extend(self.on_call.map(|on_call| ("On call now", if on_call { "yes" } else { "no" }.to_owned())));
        facts.push(("Unwitnessed", tail(&self.unwitnessed)));
        page.facts(&facts);
        page.gap();
        waits(&mut page, &self.waits);
        page.gap();
        if self.ends.is_empty() {
            page.paragraph(&format!("Nothing of yours ends within {} days.", self.days));
        } else {
            let words: Vec<_> = self.ends.iter().map(|end| format!("{} {}", end.what, when::minute(&end.at))).collect();
            page.paragraph(&format!("Ends within {} days: {}.", self.days, words.join("; ")));
        }
        purposes(&mut page, self);
        page.gap();
        page.paragraph("You may (frs …):");
        page.items(&by_first_word(&self.may));
        page.gap();
        page.facts(&[("Recorded in", self.entry.words())]);
        page.finish()
    }
}

fn tail(tail: &TailLine) -> String {
    if tail.entries == 0 {
        return "nothing: witnesses have seen the whole book".to_owned();
    }
    let stops =
        tail.searching_stops.as_ref().map_or(String::new(), |time| format!("; searching stops {}", when::minute(time)));
    format!("{} of at most {} entries{stops}", tail.entries, tail.most)
}

fn waits(page: &mut Page, waits: &[WaitingLine]) {
    if waits.is_empty() {
        page.paragraph("Nothing waits for you.");
        return;
    }
    page.paragraph("What waits for you:");
    let words = |one: &WaitingLine| {
        let due = match (&one.due, one.overdue) {
            (Some(due), true) => format!("OVERDUE since {}: ", when::minute(due)),
            (Some(due), false) => format!("by {}: ", when::minute(due)),
            (None, _) => String::new(),
        };
        let case = one.case.as_ref().map_or(String::new(), |case| format!("case {case}, "));
        format!("{due}{case}{} Do: {}", ended(&when::within(&one.says)), one.remedy)
    };
    let lines: Vec<_> = waits.iter().map(words).collect();
    page.items(&lines);
}

/// With one full stop at the end.
fn ended(says: &str) -> String {
    format!("{}.", says.trim_end_matches('.'))
}

fn purposes(page: &mut Page, status: &OwnStatus) {
    if status.purposes.is_empty() {
        return;
    }
    page.gap();
    page.paragraph("Your purposes in force, with the probes that are left:");
    let wide = page.is_wide();
    let row = |one: &crate::report::OwnPurpose| {
        let id = if wide { one.purpose.to_string() } else { one.purpose.short() };
        vec![
            id,
            when::cell(&one.until),
            one.probes_left.to_string(),
            one.kind.clone(),
            one.case.clone().unwrap_or_default(),
        ]
    };
    let rows: Vec<_> = status.purposes.iter().map(row).collect();
    let until = when::head("Until");
    let columns = [
        ("Purpose", Column::Whole),
        (until.as_str(), Column::Whole),
        ("Probes", Column::Number),
        ("Kind", Column::Whole),
        ("Case", Column::Rest),
    ];
    page.table(&columns, &rows);
}

/// `audit: show, verify`: one line for all commands that begin with the same word; those of one word stand together, first.
fn by_first_word(commands: &[String]) -> Vec<String> {
    let (mut alone, mut groups) = (Vec::new(), BTreeMap::<&str, Vec<&str>>::new());
    for command in commands {
        let words = command.strip_prefix("frs ").unwrap_or(command);
        match words.split_once(' ') {
            Some((first, rest)) if !rest.starts_with("--") => groups.entry(first).or_default().push(rest),
            _ => alone.push(words),
        }
    }
    let first = (!alone.is_empty()).then(|| alone.join(", "));
    first.into_iter().chain(groups.into_iter().map(|(first, rest)| format!("{first}: {}", rest.join(", ")))).collect()
}

//! A report as one table for a spreadsheet. Nothing in a cell is a formula there.

use super::{AuditFindings, Place, printable};

const COLUMNS: [&str; 13] = [
    "section",
    "log",
    "entry",
    "time",
    "badge",
    "person",
    "kind",
    "case",
    "state",
    "paragraphs",
    "count",
    "due",
    "text",
];

/// One row, by column; what a section has no use for stays empty.
#[derive(Default)]
struct Row {
    section: &'static str,
    at: Option<Place>,
    time: String,
    badge: Option<String>,
    person: Option<String>,
    kind: String,
    case: Option<String>,
    state: String,
    paragraphs: String,
    count: Option<u64>,
    due: String,
    text: String,
}

impl Row {
    fn of(section: &'static str, at: Place, time: &str, badge: Option<&String>, case: Option<&String>) -> Self {
        let (badge, case) = (badge.cloned(), case.cloned());
        Self { section, at: Some(at), time: time.to_owned(), badge, case, ..Self::default() }
    }

    fn cells(self) -> [String; 13] {
        let number = |number: Option<u64>| number.map_or_else(String::new, |number| number.to_string());
        let (badge, person, case) = (self.badge, self.person, self.case);
        [
            self.section.to_owned(),
            number(self.at.map(|at| at.log)),
            number(self.at.map(|at| at.sequence)),
            self.time,
            badge.unwrap_or_default(),
            person.unwrap_or_default(),
            self.kind,
            case.unwrap_or_default(),
            self.state,
            self.paragraphs,
            number(self.count),
            self.due,
            self.text,
        ]
        .map(|cell| neutral(&cell))
    }
}

/// A cell that no spreadsheet takes for a formula, with nothing invisible in it: what begins with `=`, `+`, `-`, `@` (also
/// in full width, or after blanks) gets an apostrophe before it.
pub(super) fn neutral(cell: &str) -> String {
    let shown = printable(cell);
    match shown.trim_start().chars().next() {
        Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠') => format!("'{shown}"),
        _ => shown,
    }
}

/// The report as CSV (RFC 4180, UTF-8): one row a line of any list, the list's name first.
///
/// # Errors
/// Never for a report, whose cells are all texts.
pub fn report_csv(findings: &AuditFindings) -> Result<String, Box<dyn std::error::Error>> {
    written(COLUMNS, rows(findings).into_iter().map(Row::cells))
}

/// The names of the columns, and the rows.
pub(super) fn written<const N: usize>(
    columns: [&str; N],
    rows: impl Iterator<Item = [String; N]>,
) -> Result<String, Box<dyn std::error::Error>> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(columns)?;
    for row in rows {
        writer.write_record(row)?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}

fn rows(f: &AuditFindings) -> Vec<Row> {
    let mut rows = about(f);
    searched(f, &mut rows);
    changed(f, &mut rows);
    rows
}

/// What the report is of, and what to look at.
fn about(f: &AuditFindings) -> Vec<Row> {
    let line = |kind: &str, text: String| Row { section: "about", kind: kind.into(), text, ..Row::default() };
    let mut rows = vec![
        line("notice", crate::policy::WORKING_COPY_NOTICE.into()),
        line("program", format!("{} ({}) {}", f.program.name, f.program.kind, f.program.fingerprint)),
        line(
            "period",
            format!(
                "{} to {}",
                f.about.from.as_deref().unwrap_or("the beginning"),
                f.about.until.as_deref().unwrap_or("now")
            ),
        ),
        line("made", f.made.clone()),
        line("book", format!("log {}, {} entries, root {}", f.book.log, f.book.size, f.book.root)),
        line("recorded", format!("intent {}", f.intent)),
    ];
    rows.extend(f.notices.iter().map(|notice| line("notice", notice.clone())));
    rows.extend(f.to_look_at.iter().map(|line| Row {
        section: "to-look-at",
        kind: line.kind.into(),
        paragraphs: line.paragraph.into(),
        count: Some(line.count),
        text: line.says.clone(),
        ..Row::default()
    }));
    rows
}

/// What was searched, and what was refused.
fn searched(f: &AuditFindings, rows: &mut Vec<Row>) {
    rows.extend(f.searches.iter().map(|line| Row {
        person: Some(line.person.to_string()),
        kind: line.kind.clone().unwrap_or_default(),
        state: line.state.into(),
        count: Some(line.candidates[1]),
        text: line.marks.join(" "),
        ..Row::of("search", line.at, &line.time, line.badge.as_ref(), line.case.as_ref())
    }));
    rows.extend(f.refusals.iter().map(|line| {
        Row {
            person: line.person.map(|person| person.to_string()),
            kind: line.operation.clone(),
            state: match (line.unattributed, line.slip) {
                (true, _) => "unattributed",
                (_, true) => "slip",
                _ => "",
            }
            .into(),
            paragraphs: line.paragraphs.join(" "),
            text: line.why.join(" | "),
            ..Row::of("refusal", line.at, &line.time, line.badge.as_ref(), line.case.as_ref())
        }
    }));
    rows.extend(f.overrides.iter().map(|line| Row {
        text: format!("{} | {}", line.reason, line.warnings.join(" | ")),
        ..Row::of("override", line.at, &line.time, line.badge.as_ref(), line.case.as_ref())
    }));
    rows.extend(f.other_cases.iter().map(|line| Row {
        kind: if line.same_image { "same image" } else { "same face" }.into(),
        state: line.score.map_or_else(String::new, |score| format!("{score:.4}")),
        text: format!("{} of case {}", line.other_probe, line.other_case.as_deref().unwrap_or("(expunged)")),
        ..Row::of("other-case", line.at, &line.time, line.badge.as_ref(), line.case.as_ref())
    }));
    rows.extend(f.restated.iter().map(|line| Row {
        section: "restated",
        kind: line.kind.clone(),
        case: Some(line.case.clone()),
        state: if line.past_limit { "past-limit" } else { "" }.into(),
        count: Some(line.statements),
        text: line.at.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        ..Row::default()
    }));
}

/// What is due, what left, what changed, and what nobody ended.
fn changed(f: &AuditFindings, rows: &mut Vec<Row>) {
    rows.extend(f.due.iter().map(|line| Row {
        state: if line.overdue { "overdue" } else { "due" }.into(),
        due: line.due.clone(),
        text: line.what.clone(),
        ..Row::of("due", line.at, &line.time, line.badge.as_ref(), line.case.as_ref())
    }));
    rows.extend(f.answers.iter().map(|line| Row {
        state: line.finding.clone(),
        text: format!("{} | {}", line.search, line.because),
        ..Row::of("answer", line.at, &line.time, line.badge.as_ref(), line.case.as_ref())
    }));
    rows.extend(f.closed.iter().map(|line| Row {
        kind: line.why.clone(),
        count: Some(line.open),
        text: format!("{} | {}", line.search, line.because),
        ..Row::of("closed", line.at, &line.time, line.badge.as_ref(), line.case.as_ref())
    }));
    rows.extend(f.shared.iter().map(|line| Row {
        kind: line.kind.clone(),
        state: line.approval.clone().unwrap_or_default(),
        count: Some(line.items),
        text: line.recipient.clone().unwrap_or_default(),
        ..Row::of("shared", line.at, &line.time, line.badge.as_ref(), line.case.as_ref())
    }));
    rows.extend(f.changes.iter().map(|line| Row {
        person: line.person.map(|person| person.to_string()),
        kind: line.kind.clone(),
        text: line.says.clone(),
        ..Row::of("change", line.at, &line.time, line.badge.as_ref(), None)
    }));
    rows.extend(f.lapsing.iter().map(|line| Row {
        section: "lapse",
        badge: line.badge.clone(),
        person: Some(line.person.to_string()),
        kind: line.what.into(),
        state: if line.lapsed { "lapsed" } else { "lapses" }.into(),
        due: line.lapses.clone(),
        ..Row::default()
    }));
    rows.extend(f.unfinished.iter().map(|line| Row {
        kind: line.operation.clone(),
        ..Row::of("unfinished", line.at, &line.time, line.badge.as_ref(), line.case.as_ref())
    }));
    rows.extend(f.clock_steps.iter().map(|at| Row { section: "clock", at: Some(*at), ..Row::default() }));
}

#[cfg(test)]
mod tests {
    use super::neutral;

    #[test]
    fn no_cell_is_a_formula() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "＝1", "\u{202e}=1"] {
            let found = neutral(cell);
            assert!(found.starts_with('\'') || found.starts_with('\\'), "{cell:?} became {found:?}");
        }
        assert_eq!(neutral("26-00123"), "26-00123");
    }
}

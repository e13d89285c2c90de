//! The lists of an audit report, a section each; what is empty and seldom asked for is left away.

use super::{
    Html,
    table::{Column, MOST, cell, entry, foreign, table},
};
use crate::report::{AuditFindings, DueLine, LapseLine, Place, SearchLine};

/// A section that is one table; nothing where the list is empty.
fn section<T>(
    page: &mut Html,
    id: &'static str,
    title: &'static str,
    columns: &[Column],
    lines: &[T],
    row: impl Fn(&mut Html, &T),
) {
    if lines.is_empty() {
        return;
    }
    begin(page, id, title);
    table(page, columns, lines, row);
    page.raw("</section>\n");
}

/// The beginning of a section; to one without id nothing links.
fn begin(page: &mut Html, id: &'static str, title: &'static str) {
    page.raw("<section");
    if !id.is_empty() {
        page.raw(" id=\"").raw(id).raw("\"");
    }
    page.raw(">\n<h2>").raw(title).raw("</h2>\n");
}

/// Entry, time, badge: three cells.
fn who(page: &mut Html, at: Place, time: &str, badge: Option<&str>) {
    entry(page, at, time);
    foreign(page, "", or_dash(badge));
}

/// The search that a line is about, and who made it: a cell.
fn searched(page: &mut Html, at: Option<Place>, by: Option<&str>) {
    let at = at.map_or_else(String::new, |at| at.to_string());
    foreign(page, "", &format!("{at} badge {}", or_dash(by)));
}

fn or_dash(text: Option<&str>) -> &str {
    text.unwrap_or("–")
}

pub(super) fn people(page: &mut Html, f: &AuditFindings) {
    let columns = [
        ("Badge", ""),
        ("Searches", "n"),
        ("Probes", "n"),
        ("Past a warning", "n"),
        ("Outside hours", "n"),
        ("Refused", "n"),
        ("Person", "mono"),
    ];
    section(page, "", "By person", &columns, &f.people, |page, line| {
        foreign(page, "", or_dash(line.badge.as_deref()));
        for count in [line.searches, line.probes, line.overrides, line.outside_hours, line.refusals] {
            cell(page, "n", &count.to_string());
        }
        cell(page, "mono", &line.person.short());
    });
}

pub(super) fn overdue(page: &mut Html, f: &AuditFindings) {
    let mut due: Vec<&DueLine> = f.due.iter().collect();
    due.sort_by_key(|line| (!line.overdue, line.at));
    let columns = [("Entry", "t"), ("Due", "t"), ("Badge", ""), ("Case", ""), ("What", "")];
    section(page, "due", "Due and overdue", &columns, &due, |page, line| {
        cell(page, "t", &line.at.to_string());
        cell(page, if line.overdue { "t late" } else { "t" }, &due_words(line));
        foreign(page, "", or_dash(line.badge.as_deref()));
        foreign(page, "", or_dash(line.case.as_deref()));
        foreign(page, "", &line.what);
    });
}

fn due_words(line: &DueLine) -> String {
    let day = line.due.get(..10).unwrap_or(&line.due);
    if line.overdue { format!("OVERDUE {day}") } else { day.to_owned() }
}

pub(super) fn searches(page: &mut Html, f: &AuditFindings) {
    begin(page, "searches", "Searches");
    if f.searches.is_empty() {
        page.raw("<p class=\"none\">No search was made in this period.</p>\n");
    } else {
        let columns = [
            ("Entry", "t"),
            ("Time (UTC)", "t"),
            ("Badge", ""),
            ("Purpose", ""),
            ("Case", ""),
            ("Above line", "n"),
            ("State", ""),
            ("Noted", ""),
        ];
        table(page, &columns, &f.searches, search);
    }
    page.raw("</section>\n");
}

fn search(page: &mut Html, line: &SearchLine) {
    who(page, line.at, &line.time, line.badge.as_deref());
    cell(page, "", line.kind.as_deref().unwrap_or("(expunged)"));
    foreign(page, "", or_dash(line.case.as_deref()));
    cell(page, "n", &format!("{} of {}", line.candidates[1], line.candidates[0]));
    cell(page, "", line.state);
    let marks: Vec<String> = line.marks.iter().map(|mark| mark.replace('-', " ")).collect();
    cell(page, "", &marks.join(", "));
}

pub(super) fn refusals(page: &mut Html, f: &AuditFindings) {
    begin(page, "refusals", "Refusals");
    if f.refusals.is_empty() {
        page.raw("<p class=\"none\">Nobody was refused in this period.</p>\n");
    } else {
        let columns =
            [("Entry", "t"), ("Time (UTC)", "t"), ("Badge", ""), ("Asked for", ""), ("Paragraphs", ""), ("Why", "")];
        table(page, &columns, &f.refusals, |page, line| {
            entry(page, line.at, &line.time);
            let badge = line.badge.as_deref();
            let claimed = || format!("claimed: {}", badge.unwrap_or("no key"));
            foreign(page, "", &if line.unattributed { claimed() } else { or_dash(badge).to_owned() });
            foreign(page, "", &line.operation);
            foreign(page, "", &(line.paragraphs.join(" ") + if line.slip { " (slip)" } else { "" }));
            foreign(page, "", &line.why.join(" "));
        });
    }
    page.raw("</section>\n");
}

pub(super) fn overrides(page: &mut Html, f: &AuditFindings) {
    let columns =
        [("Entry", "t"), ("Time (UTC)", "t"), ("Badge", ""), ("Case", ""), ("Reason", ""), ("Past which limit", "")];
    section(page, "overrides", "Probes past a quality warning", &columns, &f.overrides, |page, line| {
        who(page, line.at, &line.time, line.badge.as_deref());
        foreign(page, "", or_dash(line.case.as_deref()));
        foreign(page, "", &line.reason);
        foreign(page, "", &line.warnings.join("; "));
    });
}

pub(super) fn other_cases(page: &mut Html, f: &AuditFindings) {
    if f.other_cases.is_empty() {
        return;
    }
    begin(page, "other-cases", "The same image or face under another case");
    page.raw("<p class=\"sub\">Found when the search was made. A face that is alike is no identification: it can be ");
    page.raw("somebody else, or one person in two cases.</p>\n");
    let columns = [
        ("Entry", "t"),
        ("Time (UTC)", "t"),
        ("Badge", ""),
        ("Case", ""),
        ("Other case", ""),
        ("Other badge", ""),
        ("What", ""),
        ("Score", "n"),
    ];
    table(page, &columns, &f.other_cases, |page, line| {
        who(page, line.at, &line.time, line.badge.as_deref());
        foreign(page, "", or_dash(line.case.as_deref()));
        foreign(page, "", line.other_case.as_deref().unwrap_or("(expunged)"));
        foreign(page, "", or_dash(line.other_badge.as_deref()));
        cell(page, "", if line.same_image { "the same image" } else { "a face as alike as the line" });
        cell(page, "n", &line.score.map_or_else(|| "–".into(), |score| format!("{score:.4}")));
    });
    page.raw("</section>\n");
}

pub(super) fn restated(page: &mut Html, f: &AuditFindings) {
    let columns =
        [("Case", ""), ("Purpose", ""), ("Statements", "n"), ("People", "n"), ("Probes", "n"), ("Entries", "")];
    section(page, "restated", "Purposes stated more than once (2-110-4-A)", &columns, &f.restated, |page, line| {
        foreign(page, "", &line.case);
        cell(page, "", &line.kind);
        cell(page, "n", &line.statements.to_string());
        cell(page, "n", &line.people.to_string());
        cell(page, if line.past_limit { "n late" } else { "n" }, &line.probes.to_string());
        cell(page, "", &line.at.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "));
    });
}

pub(super) fn answers(page: &mut Html, f: &AuditFindings) {
    let columns = [
        ("Entry", "t"),
        ("Time (UTC)", "t"),
        ("Badge", ""),
        ("Searched", ""),
        ("Case", ""),
        ("Finding", ""),
        ("Because", ""),
    ];
    section(page, "answers", "What supervisors found of searches (2-110-4-A-2)", &columns, &f.answers, |page, line| {
        who(page, line.at, &line.time, line.badge.as_deref());
        searched(page, line.searched, line.searched_by.as_deref());
        foreign(page, "", or_dash(line.case.as_deref()));
        foreign(page, if line.finding == "questioned" { "late" } else { "" }, &line.finding);
        foreign(page, "", &line.because);
    });
}

pub(super) fn closed(page: &mut Html, f: &AuditFindings) {
    let columns = [
        ("Entry", "t"),
        ("Time (UTC)", "t"),
        ("Badge", ""),
        ("Case", ""),
        ("Searched", ""),
        ("Why", ""),
        ("Without record", "n"),
        ("Unverified", "n"),
        ("Opened since", "n"),
    ];
    section(page, "closed", "Lists closed without a verification (2-110-4-D-4)", &columns, &f.closed, |page, line| {
        who(page, line.at, &line.time, line.badge.as_deref());
        foreign(page, "", or_dash(line.case.as_deref()));
        searched(page, line.searched, line.searched_by.as_deref());
        foreign(page, "", &format!("{}: {}", line.why, line.because));
        cell(page, if line.overdue { "n late" } else { "n" }, &line.open.to_string());
        cell(page, "n", &line.unverified.to_string());
        cell(page, "n", &line.looked_since.to_string());
    });
}

pub(super) fn shared(page: &mut Html, f: &AuditFindings) {
    let columns = [
        ("Entry", "t"),
        ("Time (UTC)", "t"),
        ("Kind", ""),
        ("Badge", ""),
        ("Case", ""),
        ("To", ""),
        ("Items", "n"),
        ("Approval", ""),
    ];
    section(page, "shared", "Shares and releases", &columns, &f.shared, |page, line| {
        entry(page, line.at, &line.time);
        cell(page, "", &line.kind);
        foreign(page, "", or_dash(line.badge.as_deref()));
        foreign(page, "", or_dash(line.case.as_deref()));
        foreign(page, "", or_dash(line.recipient.as_deref()));
        cell(page, "n", &line.items.to_string());
        foreign(page, "", or_dash(line.approval.as_deref()));
    });
}

pub(super) fn program(page: &mut Html, f: &AuditFindings) {
    let columns = [("When", "t"), ("Badge", ""), ("What", ""), ("Person", "mono")];
    section(page, "lapsing", "Lapses within 30 days, or has lapsed", &columns, &f.lapsing, lapse);
    let columns = [("Entry", "t"), ("Time (UTC)", "t"), ("By", ""), ("Kind", ""), ("About", ""), ("What", "")];
    section(page, "changes", "Papers and changes of the program", &columns, &f.changes, |page, line| {
        who(page, line.at, &line.time, line.badge.as_deref());
        cell(page, "", &line.kind);
        let person = line.person.map(|person| person.short());
        foreign(page, "", or_dash(line.person_badge.as_deref().or(person.as_deref())));
        foreign(page, "", &line.says);
    });
    if f.unfinished.is_empty() && f.clock_steps.is_empty() {
        return;
    }
    begin(page, "unfinished", "Interrupted acts, clock steps");
    if !f.clock_steps.is_empty() {
        let places: Vec<String> = f.clock_steps.iter().take(MOST).map(ToString::to_string).collect();
        page.raw("<p>The clock stood earlier than before at: ").text(&places.join(" ")).raw("</p>\n");
    }
    if !f.unfinished.is_empty() {
        let columns = [("Entry", "t"), ("Time (UTC)", "t"), ("Badge", ""), ("Begun", ""), ("Case", "")];
        table(page, &columns, &f.unfinished, |page, line| {
            who(page, line.at, &line.time, line.badge.as_deref());
            cell(page, "", &line.operation);
            foreign(page, "", or_dash(line.case.as_deref()));
        });
    }
    page.raw("</section>\n");
}

fn lapse(page: &mut Html, line: &LapseLine) {
    let day = line.lapses.get(..10).unwrap_or(&line.lapses);
    let (class, word) = if line.lapsed { ("t late", "LAPSED ") } else { ("t", "") };
    cell(page, class, &format!("{word}{day}"));
    foreign(page, "", or_dash(line.badge.as_deref()));
    cell(page, "", if line.what == "unused" { "authorization, by not being used" } else { line.what });
    cell(page, "mono", &line.person.short());
}

//! The lists of an audit report, a section each; what is empty and seldom asked for is left away.

use super::{
    Html,
    table::{MOST, cell, entry, foreign, table},
};
use crate::report::{AuditFindings, DueLine, LapseLine, SearchLine};

pub(super) fn people(page: &mut Html, f: &AuditFindings) {
    if f.people.is_empty() {
        return;
    }
    page.raw("<section>\n<h2>By person</h2>\n");
    let columns = [
        ("Badge", ""),
        ("Searches", "n"),
        ("Probes", "n"),
        ("Past a warning", "n"),
        ("Outside hours", "n"),
        ("Refused", "n"),
        ("Person", "mono"),
    ];
    table(page, &columns, f.people.len(), |page, at| {
        let line = &f.people[at];
        foreign(page, "", line.badge.as_deref().unwrap_or("–"));
        for count in [line.searches, line.probes, line.overrides, line.outside_hours, line.refusals] {
            cell(page, "n", &count.to_string());
        }
        cell(page, "mono", &line.person.short());
    });
    page.raw("</section>\n");
}

pub(super) fn overdue(page: &mut Html, f: &AuditFindings) {
    if f.due.is_empty() {
        return;
    }
    let mut due: Vec<&DueLine> = f.due.iter().collect();
    due.sort_by_key(|line| (!line.overdue, line.at));
    page.raw("<section id=\"due\">\n<h2>Due and overdue</h2>\n");
    let columns = [("Entry", "t"), ("Due", "t"), ("Badge", ""), ("Case", ""), ("What", "")];
    table(page, &columns, due.len(), |page, at| {
        let line = due[at];
        cell(page, "t", &line.at.to_string());
        cell(page, if line.overdue { "t late" } else { "t" }, &due_words(line));
        foreign(page, "", line.badge.as_deref().unwrap_or("–"));
        foreign(page, "", line.case.as_deref().unwrap_or("–"));
        foreign(page, "", &line.what);
    });
    page.raw("</section>\n");
}

fn due_words(line: &DueLine) -> String {
    let day = line.due.get(..10).unwrap_or(&line.due);
    if line.overdue { format!("OVERDUE {day}") } else { day.to_owned() }
}

pub(super) fn searches(page: &mut Html, f: &AuditFindings) {
    page.raw("<section id=\"searches\">\n<h2>Searches</h2>\n");
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
        table(page, &columns, f.searches.len(), |page, at| search(page, &f.searches[at]));
    }
    page.raw("</section>\n");
}

fn search(page: &mut Html, line: &SearchLine) {
    entry(page, line.at, &line.time);
    foreign(page, "", line.badge.as_deref().unwrap_or("–"));
    cell(page, "", line.kind.as_deref().unwrap_or("(expunged)"));
    foreign(page, "", line.case.as_deref().unwrap_or("–"));
    cell(page, "n", &format!("{} of {}", line.candidates[1], line.candidates[0]));
    cell(page, "", line.state);
    let marks: Vec<String> = line.marks.iter().map(|mark| mark.replace('-', " ")).collect();
    cell(page, "", &marks.join(", "));
}

pub(super) fn refusals(page: &mut Html, f: &AuditFindings) {
    page.raw("<section id=\"refusals\">\n<h2>Refusals</h2>\n");
    if f.refusals.is_empty() {
        page.raw("<p class=\"none\">Nobody was refused in this period.</p>\n");
    } else {
        let columns =
            [("Entry", "t"), ("Time (UTC)", "t"), ("Badge", ""), ("Asked for", ""), ("Paragraphs", ""), ("Why", "")];
        table(page, &columns, f.refusals.len(), |page, at| {
            let line = &f.refusals[at];
            entry(page, line.at, &line.time);
            let who = line.badge.as_deref().unwrap_or(if line.unattributed { "no key" } else { "–" });
            foreign(page, "", &if line.unattributed { format!("claimed: {who}") } else { who.to_owned() });
            foreign(page, "", &line.operation);
            foreign(page, "", &(line.paragraphs.join(" ") + if line.slip { " (slip)" } else { "" }));
            foreign(page, "", &line.why.join(" "));
        });
    }
    page.raw("</section>\n");
}

pub(super) fn overrides(page: &mut Html, f: &AuditFindings) {
    if f.overrides.is_empty() {
        return;
    }
    page.raw("<section id=\"overrides\">\n<h2>Probes past a quality warning</h2>\n");
    let columns =
        [("Entry", "t"), ("Time (UTC)", "t"), ("Badge", ""), ("Case", ""), ("Reason", ""), ("Past which limit", "")];
    table(page, &columns, f.overrides.len(), |page, at| {
        let line = &f.overrides[at];
        entry(page, line.at, &line.time);
        foreign(page, "", line.badge.as_deref().unwrap_or("–"));
        foreign(page, "", line.case.as_deref().unwrap_or("–"));
        foreign(page, "", &line.reason);
        foreign(page, "", &line.warnings.join("; "));
    });
    page.raw("</section>\n");
}

pub(super) fn other_cases(page: &mut Html, f: &AuditFindings) {
    if f.other_cases.is_empty() {
        return;
    }
    page.raw("<section id=\"other-cases\">\n<h2>The same image or face under another case</h2>\n");
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
    table(page, &columns, f.other_cases.len(), |page, at| {
        let line = &f.other_cases[at];
        entry(page, line.at, &line.time);
        foreign(page, "", line.badge.as_deref().unwrap_or("–"));
        foreign(page, "", line.case.as_deref().unwrap_or("–"));
        foreign(page, "", line.other_case.as_deref().unwrap_or("(expunged)"));
        foreign(page, "", line.other_badge.as_deref().unwrap_or("–"));
        cell(page, "", if line.same_image { "the same image" } else { "a face as alike as the line" });
        cell(page, "n", &line.score.map_or_else(|| "–".into(), |score| format!("{score:.4}")));
    });
    page.raw("</section>\n");
}

pub(super) fn restated(page: &mut Html, f: &AuditFindings) {
    if f.restated.is_empty() {
        return;
    }
    page.raw("<section id=\"restated\">\n<h2>Purposes stated more than once (2-110-4-A)</h2>\n");
    let columns =
        [("Case", ""), ("Purpose", ""), ("Statements", "n"), ("People", "n"), ("Probes", "n"), ("Entries", "")];
    table(page, &columns, f.restated.len(), |page, at| {
        let line = &f.restated[at];
        foreign(page, "", &line.case);
        cell(page, "", &line.kind);
        cell(page, "n", &line.statements.to_string());
        cell(page, "n", &line.people.to_string());
        cell(page, if line.past_limit { "n late" } else { "n" }, &line.probes.to_string());
        cell(page, "", &line.at.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "));
    });
    page.raw("</section>\n");
}

pub(super) fn answers(page: &mut Html, f: &AuditFindings) {
    if f.answers.is_empty() {
        return;
    }
    page.raw("<section id=\"answers\">\n<h2>What supervisors found of searches (2-110-4-A-2)</h2>\n");
    let columns = [
        ("Entry", "t"),
        ("Time (UTC)", "t"),
        ("Badge", ""),
        ("Searched", ""),
        ("Case", ""),
        ("Finding", ""),
        ("Because", ""),
    ];
    table(page, &columns, f.answers.len(), |page, at| {
        let line = &f.answers[at];
        entry(page, line.at, &line.time);
        foreign(page, "", line.badge.as_deref().unwrap_or("–"));
        let (by, at) = (line.searched_by.as_deref().unwrap_or("–"), line.searched.map(|at| at.to_string()));
        foreign(page, "", &format!("{} badge {by}", at.unwrap_or_default()));
        foreign(page, "", line.case.as_deref().unwrap_or("–"));
        foreign(page, if line.finding == "questioned" { "late" } else { "" }, &line.finding);
        foreign(page, "", &line.because);
    });
    page.raw("</section>\n");
}

pub(super) fn closed(page: &mut Html, f: &AuditFindings) {
    if f.closed.is_empty() {
        return;
    }
    page.raw("<section id=\"closed\">\n<h2>Lists closed without a verification (2-110-4-D-4)</h2>\n");
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
    table(page, &columns, f.closed.len(), |page, at| {
        let line = &f.closed[at];
        entry(page, line.at, &line.time);
        foreign(page, "", line.badge.as_deref().unwrap_or("–"));
        foreign(page, "", line.case.as_deref().unwrap_or("–"));
        let (by, at) = (line.searched_by.as_deref().unwrap_or("–"), line.searched.map(|at| at.to_string()));
        foreign(page, "", &format!("{} badge {by}", at.unwrap_or_default()));
        foreign(page, "", &format!("{}: {}", line.why, line.because));
        cell(page, if line.overdue { "n late" } else { "n" }, &line.open.to_string());
        cell(page, "n", &line.unverified.to_string());
        cell(page, "n", &line.looked_since.to_string());
    });
    page.raw("</section>\n");
}

pub(super) fn shared(page: &mut Html, f: &AuditFindings) {
    if f.shared.is_empty() {
        return;
    }
    page.raw("<section id=\"shared\">\n<h2>Shares and releases</h2>\n");
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
    table(page, &columns, f.shared.len(), |page, at| {
        let line = &f.shared[at];
        entry(page, line.at, &line.time);
        cell(page, "", &line.kind);
        foreign(page, "", line.badge.as_deref().unwrap_or("–"));
        foreign(page, "", line.case.as_deref().unwrap_or("–"));
        foreign(page, "", line.recipient.as_deref().unwrap_or("–"));
        cell(page, "n", &line.items.to_string());
        foreign(page, "", line.approval.as_deref().unwrap_or("–"));
    });
    page.raw("</section>\n");
}

pub(super) fn program(page: &mut Html, f: &AuditFindings) {
    if !f.lapsing.is_empty() {
        page.raw("<section id=\"lapsing\">\n<h2>Lapses within 30 days, or has lapsed</h2>\n");
        let columns = [("When", "t"), ("Badge", ""), ("What", ""), ("Person", "mono")];
        table(page, &columns, f.lapsing.len(), |page, at| lapse(page, &f.lapsing[at]));
        page.raw("</section>\n");
    }
    if !f.changes.is_empty() {
        page.raw("<section id=\"changes\">\n<h2>Papers and changes of the program</h2>\n");
        let columns = [("Entry", "t"), ("Time (UTC)", "t"), ("By", ""), ("Kind", ""), ("About", ""), ("What", "")];
        table(page, &columns, f.changes.len(), |page, at| {
            let line = &f.changes[at];
            entry(page, line.at, &line.time);
            foreign(page, "", line.badge.as_deref().unwrap_or("–"));
            cell(page, "", &line.kind);
            let person = line.person.map(|person| person.short());
            foreign(page, "", line.person_badge.as_deref().or(person.as_deref()).unwrap_or("–"));
            foreign(page, "", &line.says);
        });
        page.raw("</section>\n");
    }
    if f.unfinished.is_empty() && f.clock_steps.is_empty() {
        return;
    }
    page.raw("<section id=\"unfinished\">\n<h2>Interrupted acts, clock steps</h2>\n");
    if !f.clock_steps.is_empty() {
        let places: Vec<String> = f.clock_steps.iter().take(MOST).map(ToString::to_string).collect();
        page.raw("<p>The clock stood earlier than before at: ").text(&places.join(" ")).raw("</p>\n");
    }
    if !f.unfinished.is_empty() {
        let columns = [("Entry", "t"), ("Time (UTC)", "t"), ("Badge", ""), ("Begun", ""), ("Case", "")];
        table(page, &columns, f.unfinished.len(), |page, at| {
            let line = &f.unfinished[at];
            entry(page, line.at, &line.time);
            foreign(page, "", line.badge.as_deref().unwrap_or("–"));
            cell(page, "", &line.operation);
            foreign(page, "", line.case.as_deref().unwrap_or("–"));
        });
    }
    page.raw("</section>\n");
}

fn lapse(page: &mut Html, line: &LapseLine) {
    let day = line.lapses.get(..10).unwrap_or(&line.lapses);
    let (class, word) = if line.lapsed { ("t late", "LAPSED ") } else { ("t", "") };
    cell(page, class, &format!("{word}{day}"));
    foreign(page, "", line.badge.as_deref().unwrap_or("–"));
    cell(page, "", if line.what == "unused" { "authorization, by not being used" } else { line.what });
    cell(page, "mono", &line.person.short());
}

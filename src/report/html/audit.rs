//! `audit report --html`: what a supervisor prints for the chief, and what an auditor reads.

use super::{Html, begin, plots};
use crate::{
    policy::WORKING_COPY_NOTICE,
    report::{AuditFindings, DueLine, LapseLine, Place, SearchLine},
};

/// So many rows of one list stand on the page; the CSV file and the JSON hold all.
const MOST: usize = 500;

/// The report as one page.
pub fn report_html(findings: &AuditFindings) -> String {
    let f = findings;
    let mut page = begin("Audit report", &f.program);
    head(&mut page, f);
    page.raw("<main>\n");
    look(&mut page, f);
    numbers(&mut page, f);
    figures(&mut page, f);
    people(&mut page, f);
    overdue(&mut page, f);
    searches(&mut page, f);
    refusals(&mut page, f);
    overrides(&mut page, f);
    other_cases(&mut page, f);
    restated(&mut page, f);
    shared(&mut page, f);
    program(&mut page, f);
    page.raw("</main>\n<footer>\n");
    for notice in &f.notices {
        page.raw("<p>").text(notice).raw("</p>\n");
    }
    page.raw("<p class=\"sub\">").text(&f.program.name).raw(" · fingerprint <span class=\"mono\">");
    page.text(&f.program.fingerprint).raw("</span> · made ").text(&f.made).raw(" · book entry ");
    page.text(&f.intent.to_string()).raw(" and its outcome, which holds this file's SHA-256</p>\n</footer>\n");
    page.raw("</body>\n</html>\n");
    page.finish()
}

fn fact(page: &mut Html, label: &'static str, text: &str) {
    page.raw("<dt>").raw(label).raw("</dt><dd>").foreign(text).raw("</dd>\n");
}

fn head(page: &mut Html, f: &AuditFindings) {
    page.raw("<header>\n<p class=\"copy\">").raw(WORKING_COPY_NOTICE).raw("</p>\n<h1>Audit report</h1>\n");
    page.raw("<p class=\"sub\">Facial recognition program · SOP 2-110</p>\n<dl>\n");
    fact(page, "Program", &f.program.name);
    fact(page, "Fingerprint", &f.program.fingerprint);
    let from = f.about.from.as_deref().unwrap_or("the founding");
    fact(page, "Period", &format!("{from} to {}", f.about.until.as_deref().unwrap_or(&f.made)));
    if let Some(person) = f.about.person {
        let badge = f.about.badge.as_ref().map_or(String::new(), |badge| format!("badge {badge}, "));
        fact(page, "Only", &format!("{badge}{person}"));
    }
    if let Some(purpose) = &f.about.purpose {
        fact(page, "Only purpose", purpose);
    }
    if let Some(case) = &f.about.case {
        fact(page, "Only case", case);
    }
    fact(page, "Made", &f.made);
    let book = &f.book;
    let entries = if book.size == 1 { "entry" } else { "entries" };
    let held = format!("log {}, {} {entries}; in the period {}", book.log, book.size, book.entries);
    fact(page, "Book", &held);
    fact(page, "Root", &book.root.to_string());
    page.raw("</dl>\n</header>\n");
}

fn look(page: &mut Html, f: &AuditFindings) {
    page.raw("<section>\n<h2>To look at</h2>\n");
    if f.to_look_at.is_empty() {
        page.raw("<p>Nothing in this period asks for a look.</p>\n</section>\n");
        return;
    }
    table(page, &[("Paragraph", "t"), ("Count", "n"), ("What", "")], f.to_look_at.len(), |page, at| {
        let line = &f.to_look_at[at];
        cell(page, "t", line.paragraph);
        cell(page, "n", &line.count.to_string());
        page.raw("<td>");
        match list_of(line.kind) {
            Some(list) => page.raw("<a href=\"#").raw(list).raw("\">").text(&line.says).raw("</a>"),
            None => page.text(&line.says),
        };
        page.raw("</td>");
    });
    page.raw("</section>\n");
}

/// The list in which the entries of a kind of finding stand.
fn list_of(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "lapsed" | "lapsing" => "lapsing",
        "overrides" => "overrides",
        "restated" => "restated",
        "other-cases" => "other-cases",
        "unfinished" | "clock" => "unfinished",
        "not-on-call" | "outside-hours" | "personal-shown" => "searches",
        "disposition-overdue" | "disposition-due" | "review-overdue" | "review-due" | "recorded" => "due",
        "release" => "shared",
        "suspension" | "restored" => "changes",
        "refused" | "spooled" => "refusals",
        "unwitnessed" => "figures",
        _ => return None,
    })
}

fn numbers(page: &mut Html, f: &AuditFindings) {
    let counts = &f.counts;
    page.raw("<section>\n<h2>In numbers</h2>\n<ul class=\"tiles\">\n");
    for (name, count) in [
        ("searches", counts.searches),
        ("with a candidate above the line", counts.with_candidates),
        ("probes let in", counts.probes),
        ("past a quality warning", counts.overrides),
        ("purposes stated", counts.purposes),
        ("images enrolled", counts.enrolled),
        ("refusals", counts.refusals),
        ("refused without a key", counts.spooled),
        ("internal shares", counts.shares),
        ("releases", counts.releases),
        ("papers accepted", counts.papers),
        ("acts that failed", counts.failed),
    ] {
        page.raw("<li><b>").count(count).raw("</b><span>").raw(name).raw("</span></li>\n");
    }
    page.raw("</ul>\n</section>\n");
}

fn figures(page: &mut Html, f: &AuditFindings) {
    let row = |name: &str, count: u64| (name.to_owned(), count);
    page.raw("<section id=\"figures\">\n<h2>Figures</h2>\n<div class=\"plots\">\n");
    plots::over_time(page, &f.series);
    let purposes = plots::biggest(&f.purposes, |purpose| purpose.searches, 8);
    plots::bars(page, "Searches by purpose", "2-110-4-A", "a", &purposes);
    let paragraphs = plots::biggest(&f.paragraphs, |paragraph| paragraph.count, 12);
    plots::bars(page, "Refusals by paragraph", "one refusal can name several", "b", &paragraphs);
    let outcomes = &f.outcomes;
    let lists = [
        row("no candidate", outcomes.no_candidate),
        row("without dispositions", outcomes.open),
        row("all excluded", outcomes.all_excluded),
        row("a lead was kept", outcomes.with_lead),
    ];
    plots::bars(page, "What became of the searches", "dispositions recorded so far", "a", &lists);
    let leads = [
        row("confirmed", outcomes.confirmed),
        row("eliminated", outcomes.eliminated),
        row("unresolved", outcomes.unresolved),
    ];
    plots::bars(page, "What became of the leads", "by independent sources (2-110-4-D-5)", "a", &leads);
    plots::tail(page, &f.tail);
    page.raw("</div>\n</section>\n");
}

fn people(page: &mut Html, f: &AuditFindings) {
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

fn overdue(page: &mut Html, f: &AuditFindings) {
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

fn searches(page: &mut Html, f: &AuditFindings) {
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

fn refusals(page: &mut Html, f: &AuditFindings) {
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
            foreign(page, "", &line.paragraphs.join(" "));
            foreign(page, "", &line.why.join(" "));
        });
    }
    page.raw("</section>\n");
}

fn overrides(page: &mut Html, f: &AuditFindings) {
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

fn other_cases(page: &mut Html, f: &AuditFindings) {
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

fn restated(page: &mut Html, f: &AuditFindings) {
    if f.restated.is_empty() {
        return;
    }
    page.raw("<section id=\"restated\">\n<h2>Purposes stated more than once (2-110-4-A)</h2>\n");
    let columns = [("Case", ""), ("Purpose", ""), ("Statements", "n"), ("Probes", "n"), ("Entries", "")];
    table(page, &columns, f.restated.len(), |page, at| {
        let line = &f.restated[at];
        foreign(page, "", &line.case);
        cell(page, "", &line.kind);
        cell(page, "n", &line.statements.to_string());
        cell(page, "n", &line.probes.to_string());
        cell(page, "", &line.at.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "));
    });
    page.raw("</section>\n");
}

fn shared(page: &mut Html, f: &AuditFindings) {
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

fn program(page: &mut Html, f: &AuditFindings) {
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

fn entry(page: &mut Html, at: Place, time: &str) {
    cell(page, "t", &at.to_string());
    // Without the T and the Z, which the heading says.
    cell(page, "t", &time.trim_end_matches('Z').replacen('T', " ", 1));
}

fn cell(page: &mut Html, class: &'static str, text: &str) {
    if class.is_empty() {
        page.raw("<td>");
    } else {
        page.raw("<td class=\"").raw(class).raw("\">");
    }
    page.text(text).raw("</td>");
}

fn foreign(page: &mut Html, class: &'static str, text: &str) {
    if class.is_empty() {
        page.raw("<td>");
    } else {
        page.raw("<td class=\"").raw(class).raw("\">");
    }
    page.foreign(text).raw("</td>");
}

/// A table of `count` rows, or of as many as fit the page, with a line that says so.
fn table(
    page: &mut Html,
    columns: &[(&'static str, &'static str)],
    count: usize,
    mut row: impl FnMut(&mut Html, usize),
) {
    page.raw("<div class=\"scroll\"><table>\n");
    if count > MOST {
        page.raw("<caption>The first ").count(MOST as u64).raw(" of ").count(count as u64);
        page.raw("; the CSV file and the JSON hold all.</caption>\n");
    }
    page.raw("<thead><tr>");
    for (name, class) in columns {
        page.raw("<th scope=\"col\"");
        if *class == "n" {
            page.raw(" class=\"n\"");
        }
        page.raw(">").raw(name).raw("</th>");
    }
    page.raw("</tr></thead>\n<tbody>\n");
    for at in 0..count.min(MOST) {
        page.raw("<tr>");
        row(page, at);
        page.raw("</tr>\n");
    }
    page.raw("</tbody>\n</table></div>\n");
}

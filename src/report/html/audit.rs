//! `audit report --html`: what a supervisor prints for the chief, and what an auditor reads.

use super::{
    Html, begin, lists, plots,
    table::{cell, table},
};
use crate::{
    policy::WORKING_COPY_NOTICE,
    report::{AuditFindings, when},
};

/// The report as one page.
pub fn report_html(findings: &AuditFindings) -> String {
    let f = findings;
    let mut page = begin("Audit report", &f.program);
    head(&mut page, f);
    page.raw("<main>\n");
    look(&mut page, f);
    numbers(&mut page, f);
    figures(&mut page, f);
    lists::people(&mut page, f);
    lists::overdue(&mut page, f);
    lists::searches(&mut page, f);
    lists::refusals(&mut page, f);
    lists::overrides(&mut page, f);
    lists::other_cases(&mut page, f);
    lists::restated(&mut page, f);
    lists::answers(&mut page, f);
    lists::closed(&mut page, f);
    lists::shared(&mut page, f);
    lists::program(&mut page, f);
    page.foot(&f.notices, &f.program, Some(&when::evidence(&f.made)), &f.intent.to_string(), "this file's");
    page.finish()
}

fn head(page: &mut Html, f: &AuditFindings) {
    page.raw("<header>\n<p class=\"copy\">").raw(WORKING_COPY_NOTICE).raw("</p>\n<h1>Audit report</h1>\n");
    page.raw("<p class=\"sub\">Facial recognition program · SOP 2-110</p>\n<dl>\n");
    page.fact("Program", &f.program.name);
    page.fact("Fingerprint", &f.program.fingerprint);
    let from = f.about.from.as_deref().map_or_else(|| "the founding".to_owned(), when::evidence);
    let until = when::evidence(f.about.until.as_deref().unwrap_or(&f.made));
    page.fact("Period", &format!("{from} to {until}"));
    if let Some(person) = f.about.person {
        let badge = f.about.badge.as_ref().map_or(String::new(), |badge| format!("badge {badge}, "));
        page.fact("Only", &format!("{badge}{person}"));
    }
    if let Some(purpose) = &f.about.purpose {
        page.fact("Only purpose", purpose);
    }
    if let Some(case) = &f.about.case {
        page.fact("Only case", case);
    }
    page.fact("Made", &when::evidence(&f.made));
    let book = &f.book;
    let entries = if book.size == 1 { "entry" } else { "entries" };
    let held = format!("log {}, {} {entries}; in the period {}", book.log, book.size, book.entries);
    page.fact("Book", &held);
    page.fact("Root", &book.root.to_string());
    page.raw("</dl>\n</header>\n");
}

fn look(page: &mut Html, f: &AuditFindings) {
    page.raw("<section>\n<h2>To look at</h2>\n");
    if f.to_look_at.is_empty() {
        page.raw("<p>Nothing in this period asks for a look.</p>\n</section>\n");
        return;
    }
    table(page, &[("Paragraph", "t"), ("Count", "n"), ("What", "")], &f.to_look_at, |page, line| {
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
        "closed" => "closed",
        "questioned" => "answers",
        "unfinished" | "clock" => "unfinished",
        "not-on-call" | "outside-hours" | "personal-shown" | "corrected-case" | "anothers-purpose"
        | "after-dissent" | "after-closing" | "conflict" => "searches",
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
        ("slips of the hand", counts.slips),
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
        row("two examiners differ", outcomes.in_conflict),
        row("all excluded", outcomes.all_excluded),
        row("a lead was kept", outcomes.with_lead),
        row("closed without a verification", outcomes.closed),
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

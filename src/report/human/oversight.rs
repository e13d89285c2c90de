//! The audit report on the terminal. Long lists show their newest lines; the files hold all.

mod lists;

use super::{Human, Width, layout::Page, table::Column};
use crate::report::{AuditFindings, AuditReport, DueLine, RefusalLine, SearchLine, Series, when};

/// So many lines of one list are shown.
const MOST: usize = 20;
/// Characters of the longest bar.
const BAR: u64 = 40;

impl Human for AuditReport {
    fn human(&self, width: Width) -> String {
        let f = &self.findings;
        let mut page = Page::new(width, &f.program);
        head(&mut page, f);
        page.gap();
        if f.to_look_at.is_empty() {
            page.paragraph("Nothing in this period asks for a look.");
        } else {
            page.paragraph("To look at:");
            let rows = f.to_look_at.iter();
            let rows = rows.map(|line| vec![line.count.to_string(), line.paragraph.into(), line.says.clone()]);
            let columns = [("", Column::Number), ("Paragraph", Column::Whole), ("What", Column::Rest)];
            page.table(&columns, &rows.collect::<Vec<_>>());
        }
        numbers(&mut page, f);
        over_time(&mut page, &f.series);
        people(&mut page, f);
        due(&mut page, f);
        searches(&mut page, &f.searches);
        refusals(&mut page, &f.refusals);
        lists::seldom_long(&mut page, f);
        page.gap();
        f.notices.iter().for_each(|notice| page.paragraph(notice));
        page.gap();
        let mut facts = vec![("Recorded in", self.entry.words())];
        facts.extend(self.files.iter().map(|(form, digest)| ("Written", format!("{form}, SHA-256 {digest}"))));
        page.facts(&facts);
        page.finish()
    }
}

fn head(page: &mut Page, f: &AuditFindings) {
    page.gap();
    let about = &f.about;
    let period = format!(
        "{} to {}",
        about.from.as_deref().map_or_else(|| "the founding".to_owned(), when::first_day),
        about.until.as_deref().map_or_else(|| "now".to_owned(), when::last_day)
    );
    let mut facts = vec![("Period", period)];
    facts.extend(about.person.map(|person| ("Only", person.to_string())));
    facts.extend(about.purpose.clone().map(|purpose| ("Only purpose", purpose)));
    facts.extend(about.case.clone().map(|case| ("Only case", case)));
    facts.push(("Book", format!("{} entries, {} of them in the period", f.book.size, f.book.entries)));
    facts.push(("Root", f.book.root.to_string()));
    page.facts(&facts);
}

fn numbers(page: &mut Page, f: &AuditFindings) {
    let (counts, outcomes) = (&f.counts, &f.outcomes);
    page.gap();
    page.facts(&[
        ("Searches", format!("{}, {} with a candidate above the line", counts.searches, counts.with_candidates)),
        ("Probes", format!("{}, {} past a quality warning", counts.probes, counts.overrides)),
        ("Purposes", format!("{} stated to search for a person", counts.purposes)),
        ("Enrolled", format!("{} images", counts.enrolled)),
        (
            "Refused",
            format!(
                "{}, and {} without a key; {} more for a slip alone (an unknown id, a form not whole)",
                counts.refusals, counts.spooled, counts.slips
            ),
        ),
        ("Shared", format!("{} inside, {} released", counts.shares, counts.releases)),
        (
            "Lists",
            format!(
                "{} without candidate, {} without dispositions, {} in conflict, {} all excluded, {} with a lead, {} closed without \
                 a verification",
                outcomes.no_candidate,
                outcomes.open,
                outcomes.in_conflict,
                outcomes.all_excluded,
                outcomes.with_lead,
                outcomes.closed
            ),
        ),
        (
            "Leads",
            format!(
                "{} confirmed, {} eliminated, {} unresolved",
                outcomes.confirmed, outcomes.eliminated, outcomes.unresolved
            ),
        ),
        ("Unwitnessed", format!("{} entries, {} days", f.tail.entries, f.tail.days)),
    ]);
    words(
        page,
        "By purpose:",
        &["Purpose", "Stated", "Searches"],
        f.purposes.iter().map(|l| (&l.word, Some(l.count), l.searches)),
    );
    words(
        page,
        "Refusals by paragraph:",
        &["Paragraph", "Refusals"],
        f.paragraphs.iter().map(|l| (&l.word, None, l.count)),
    );
}

fn words<'w>(
    page: &mut Page,
    title: &str,
    names: &[&'static str],
    rows: impl Iterator<Item = (&'w String, Option<u64>, u64)>,
) {
    let rows: Vec<Vec<String>> = rows
        .map(|(word, first, second)| {
            let numbers = first.into_iter().chain([second]).map(|number| number.to_string());
            std::iter::once(word.clone()).chain(numbers).collect()
        })
        .collect();
    if rows.is_empty() {
        return;
    }
    let mut columns = vec![(names[0], Column::Rest)];
    columns.extend(names[1..].iter().map(|name| (*name, Column::Number)));
    page.gap();
    page.paragraph(title);
    page.table(&columns, &rows);
}

fn over_time(page: &mut Page, series: &Series) {
    let most = series.bins.iter().map(|bin| bin.searches).max().unwrap_or(0);
    if most == 0 {
        return;
    }
    page.gap();
    page.paragraph(&format!("Searches by {} ({}):", series.unit, series.zone));
    let rows = series.bins.iter().filter(|bin| bin.searches + bin.refusals > 0).map(|bin| {
        let bar = "#".repeat(usize::try_from((bin.searches * BAR).div_ceil(most)).unwrap_or(0));
        vec![bin.begins.clone(), bin.searches.to_string(), bin.refusals.to_string(), bar]
    });
    let columns =
        [("From", Column::Whole), ("Searches", Column::Number), ("Refused", Column::Number), ("", Column::Rest)];
    page.table(&columns, &rows.collect::<Vec<_>>());
}

fn people(page: &mut Page, f: &AuditFindings) {
    if f.people.is_empty() {
        return;
    }
    let rows = f.people.iter().map(|line| {
        let counts = [line.searches, line.probes, line.overrides, line.outside_hours, line.refusals];
        let mut row = vec![line.person.short()];
        row.extend(counts.map(|count| count.to_string()));
        row.push(said(line.badge.as_ref()));
        row
    });
    let columns = [
        ("Person", Column::Whole),
        ("Searches", Column::Number),
        ("Probes", Column::Number),
        ("Past warning", Column::Number),
        ("Outside hours", Column::Number),
        ("Refused", Column::Number),
        ("Badge", Column::Rest),
    ];
    list(page, "By person:", &columns, rows.collect());
}

fn due(page: &mut Page, f: &AuditFindings) {
    let mut due: Vec<&DueLine> = f.due.iter().collect();
    due.sort_by_key(|line| (line.overdue, std::cmp::Reverse(line.at)));
    let rows = due.iter().map(|line| {
        let day = when::day(&line.due);
        let state = if line.overdue { "OVERDUE" } else { "due" };
        vec![line.at.to_string(), state.to_owned(), day, line.what.clone(), said(line.case.as_ref())]
    });
    let columns = [
        ("Entry", Column::Number),
        ("", Column::Whole),
        ("By", Column::Whole),
        ("What", Column::Whole),
        ("Case", Column::Rest),
    ];
    list(page, "Due and overdue:", &columns, rows.collect());
}

fn searches(page: &mut Page, searches: &[SearchLine]) {
    let wide = page.is_wide();
    let rows = searches.iter().map(|line| {
        let mut row = vec![line.at.to_string(), when::cell(&line.time), line.state.to_owned()];
        if wide {
            row.push(said(line.kind.as_ref()));
        }
        row.extend([line.marks.join(" "), format!("{} {}", said(line.badge.as_ref()), said(line.case.as_ref()))]);
        row
    });
    let time = when::head("Time");
    let mut columns = vec![("Entry", Column::Number), (time.as_str(), Column::Whole), ("State", Column::Whole)];
    if wide {
        columns.push(("Purpose", Column::Whole));
    }
    columns.extend([("Noted", Column::Rest), ("Badge, case", Column::Rest)]);
    list(page, "Searches:", &columns, rows.collect());
}

fn refusals(page: &mut Page, refusals: &[RefusalLine]) {
    let rows = refusals.iter().map(|line| {
        let who = if line.unattributed {
            format!("claimed {}", said(line.badge.as_ref()))
        } else {
            said(line.badge.as_ref())
        };
        let paragraphs = line.paragraphs.join(" ") + if line.slip { " (slip)" } else { "" };
        vec![line.at.to_string(), when::cell(&line.time), line.operation.clone(), paragraphs, who]
    });
    let time = when::head("Time");
    let columns = [
        ("Entry", Column::Number),
        (time.as_str(), Column::Rest),
        ("Asked for", Column::Rest),
        ("Paragraphs", Column::Rest),
        ("Badge", Column::Rest),
    ];
    list(page, "Refusals:", &columns, rows.collect());
}

fn list(page: &mut Page, title: &str, columns: &[(&str, Column)], mut rows: Vec<Vec<String>>) {
    if rows.is_empty() {
        return;
    }
    page.gap();
    page.paragraph(&shortened(title, &mut rows));
    page.table(columns, &rows);
}

fn texts(page: &mut Page, title: &str, rows: impl Iterator<Item = String>) {
    let mut rows: Vec<String> = rows.collect();
    let title = shortened(title, &mut rows);
    page.titled(&title, &rows);
}

/// Leaves the newest lines, and says so.
fn shortened<T>(title: &str, rows: &mut Vec<T>) -> String {
    let all = rows.len();
    if all <= MOST {
        return title.to_owned();
    }
    rows.drain(..all - MOST);
    format!("{title} the last {MOST} of {all}; --html, --csv and --json give more")
}

pub(super) fn said(text: Option<&String>) -> String {
    text.cloned().unwrap_or_else(|| "-".into())
}

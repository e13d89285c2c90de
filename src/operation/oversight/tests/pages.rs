//! Pages to look at, and what no page may let through.

use std::{fs, path::Path};

use jiff::SignedDuration;
use serde_json::json;

use super::history::*;
use crate::report::{AuditFindings, report_csv, report_html};

/// Ends an attribute, an element, a comment, a style sheet; turns the direction of reading; begins a formula.
const HOSTILE: [&str; 4] = [
    "\"><script>alert(1)</script><img src=x onerror=alert(1)>",
    "</style></title>--><svg onload=alert(1)>&lt;b&gt;",
    "=HYPERLINK(\"http://evil.example\")\u{202e}drow\u{1b}[2J",
    "' onmouseover='alert(1)' javascript:alert(1)",
];

fn hostile() -> AuditFindings {
    let mut history = History::new();
    history.kind = "demo";
    for text in HOSTILE {
        let statement = json!({
            "purpose": "criminal-activity", "case-number": text.replace(['\u{202e}', '\u{1b}'], ""),
            "offense-code": "30-16-2", "offense": "armed robbery of a store", "relation": "suspect",
            "relation-basis": "seen on the recording", "lead-investigator": "Ana Vigil", "lead-badge": "3121",
        });
        let purpose = history.state_as(EXAMINER, &statement);
        let probe = history.probe(EXAMINER, purpose, Some(text));
        history.search(EXAMINER, purpose, probe);
        let share = json!({ "items": 1, "recipient": text, "approval": text });
        history.act("share", EXAMINER, Some(purpose), &share);
        history.entry("intent", text, EXAMINER, Some(purpose), None, &[]);
        history.refuse(text, EXAMINER, &[text]);
        let spooled = json!([{ "time": text, "operation": text, "claimed": text, "paragraphs": [text] }]);
        history.entry("spool", "spool", ROOT, None, None, &[("refusals", spooled.to_string())]);
    }
    history.findings()
}

/// The tags of a page, without their text.
fn tags(page: &str) -> Vec<&str> {
    page.split('<').skip(1).map(|rest| rest.split('>').next().unwrap()).collect()
}

#[test]
fn hostile_text_is_inert_on_the_page() {
    let page = report_html(&hostile());
    assert!(page.contains("alert(1)"), "the text is there");
    for tag in tags(&page) {
        let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap();
        assert!(!matches!(name, "script" | "img" | "iframe" | "object" | "link" | "base" | "form"), "{tag}");
        assert!(!tag.contains("alert") && !tag.contains("http:") && !tag.contains("https:"), "{tag}");
        assert!(!tag.contains("style=") && !tag.split_whitespace().any(|word| word.starts_with("on")), "{tag}");
        assert!(!tag.contains("href") || tag.contains("href=\"#"), "only within the page: {tag}");
    }
    assert!(!page.chars().any(|c| c != '\n' && crate::vocabulary::is_invisible(c)));
    assert_eq!(page.matches("<style>").count(), 1);
    let style = page.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
    assert!(!style.contains("url(") && !style.contains("@import"));
    // Every opened element is closed, so nothing of the book ended one.
    for name in ["table", "tr", "td", "th", "section", "figure", "svg", "text", "bdi", "div", "p", "dl", "dd", "li"] {
        let opened = tags(&page).iter().filter(|tag| tag.split(' ').next() == Some(name)).count();
        assert_eq!(opened, page.matches(&format!("</{name}>")).count(), "{name}");
    }
}

/// The digest in the policy is that of the style sheet: another one would not be applied, and nothing else is allowed.
#[test]
fn the_policy_allows_the_style_sheet_and_nothing_else() {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    let page = report_html(&History::new().findings());
    let style = page.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
    let digest = STANDARD.encode(crate::seal::sha256(style.as_bytes()).0);
    let policy = format!("default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'");
    assert!(page.contains(&format!("content=\"{policy}\"")), "src/report/html/mod.rs must say {policy}");
}

#[test]
fn the_page_says_what_it_is() {
    let page = report_html(&hostile());
    let plain = report_html(&History::new().findings());
    let fingerprint = PROGRAM.fingerprint();
    for page in [&page, &plain] {
        for wanted in
            [fingerprint.as_str(), "NOT FOR RELEASE", "lead only", "no witness", &"66".repeat(32), "lang=\"en\""]
        {
            assert!(page.contains(wanted), "{wanted}");
        }
        assert_eq!(page.matches("<svg role=\"img\"").count(), page.matches("<title>").count() - 1);
    }
    assert!(page.contains("<strong>DEMO") && !plain.contains("<strong>DEMO") && !plain.contains("demo-program\""));
}

#[test]
fn no_cell_of_the_table_is_a_formula() {
    let table = report_csv(&hostile()).unwrap();
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let mut rows = 0;
    for row in reader.records() {
        for cell in &row.unwrap() {
            assert!(!cell.trim_start().starts_with(['=', '+', '-', '@']), "{cell}");
            assert!(!cell.chars().any(crate::vocabulary::is_invisible), "{cell:?}");
        }
        rows += 1;
    }
    assert!(rows > 30 && table.contains("'=HYPERLINK"));
}

/// A made-up year of a busy program, for looking at and for measuring.
pub(super) fn busy(cases: u32) -> History {
    let mut history = History::new();
    history.kind = "demo";
    let until = at("2026-12-15T00:00:00Z");
    let people = ["4412", "2207", "3121"].map(|badge| history.authorize(badge, "examiner", until, "2026-12-20"));
    let kinds = ["criminal-activity", "criminal-activity", "criminal-activity", "endangered-person", "decedent"];
    for number in 0..cases {
        let (by, case) = (people[number as usize % 3], format!("26-{number:05}"));
        let kind = kinds[(number as usize * 7 / 3) % 5];
        let mut statement = json!({ "purpose": kind, "case-number": case });
        let answers = match kind {
            "criminal-activity" => json!({
                "offense-code": "30-16-2", "offense": "armed robbery of a store", "relation": "suspect",
                "relation-basis": "seen on the recording", "lead-investigator": "Ana Vigil", "lead-badge": "3121" }),
            "decedent" => json!({
                "prints": "tried", "dental": "not-available", "documents": "not-available",
                "no-alternative-because": "no dental record was found", "officer-in-charge": "Ana Vigil",
                "officer-badge": "3121" }),
            _ => json!({
                "unable-because": "unconscious when found", "medical-danger": "hypothermia", "assessed-by": "Dr. Baca",
                "officer-in-charge": "Ana Vigil", "officer-badge": "3121" }),
        };
        statement.as_object_mut().unwrap().extend(answers.as_object().unwrap().clone());
        let purpose = history.state_as(by, &statement);
        let reason = "the only frame in which the face is turned to the camera";
        let probe = history.probe(by, purpose, (number % 9 == 0).then_some(reason));
        let above = u32::from(number % 4 != 0);
        let search = history.search_as(by, purpose, probe, 20, above, &json!(null));
        if number % 3 != 0 && above > 0 {
            let dispositions: Vec<_> = (1..=20)
                .map(|rank| json!({ "rank": rank, "disposition": if rank == 1 && number % 5 != 0 { "kept" } else { "excluded" } }))
                .collect();
            let told = json!({ "search": search, "dispositions": dispositions });
            history.act("verify-record", by, Some(purpose), &told);
            let result = ["confirmed", "eliminated", "eliminated", "unresolved"][number as usize % 4];
            let told = json!({ "search": search, "rank": 1, "source": "fingerprints", "result": result });
            history.act("verify-outcome", by, Some(purpose), &told);
        }
        if number % 6 == 0 {
            let paragraphs: &[&str] = if number % 4 == 0 { &["2-110-4-A", "2-110-4-A-1"] } else { &["2-110-3-G-2"] };
            history.refuse("search", by, paragraphs);
        }
        history.time += SignedDuration::from_mins(i64::from(number * 37 % 400) + 60);
    }
    history.now = history.time;
    history
}

/// `FRS_PAGES=DIR cargo test --lib pages_to_look_at -- --ignored` writes them.
#[test]
#[ignore = "writes pages to look at"]
fn pages_to_look_at() {
    let directory = std::env::var("FRS_PAGES").unwrap();
    let histories = [("empty", History::new()), ("small", busy(6)), ("big", busy(270))];
    for (name, history) in histories {
        println!("{name}: {} entries", history.entries.len());
        let findings = history.findings();
        fs::write(Path::new(&directory).join(format!("{name}.html")), report_html(&findings)).unwrap();
        fs::write(Path::new(&directory).join(format!("{name}.csv")), report_csv(&findings).unwrap()).unwrap();
    }
    fs::write(Path::new(&directory).join("hostile.html"), report_html(&hostile())).unwrap();
}

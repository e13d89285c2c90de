//! Times as people read them: those of their own clock, while the book, JSON and papers stay UTC.

use super::{share::share, verify::Case, world::*};

/// The same command where the clocks of Denver hang.
fn in_denver(person: &Person, args: &[&str]) -> String {
    stdout(&person.frs(args).env("TZ", "America/Denver").assert().success())
}

#[test]
fn a_deadline_is_told_by_the_clock_on_the_wall() {
    let case = Case::new();
    let examiner = &case.world.examiner;
    let ask = ["verify", "status", &case.search, "--purpose", &case.purpose];
    let due = text(&examiner.json(&ask, &[])["due"][0]["due"]);
    assert!(due.ends_with('Z'), "{due}");
    let due: jiff::Timestamp = due.parse().unwrap();
    let denver = due.to_zoned(jiff::tz::TimeZone::get("America/Denver").unwrap());
    let wanted = format!("due {}", denver.strftime("%Y-%m-%d %H:%M %Z"));
    let said = in_denver(examiner, &ask);
    assert!(said.contains(&wanted), "{wanted}: {said}");
    assert!(wanted.ends_with("MST") || wanted.ends_with("MDT"), "{wanted}");
    assert!(stdout(&examiner.run(&ask).success()).contains(&format!("due {}", due.strftime("%Y-%m-%d %H:%M UTC"))));
    let status = in_denver(examiner, &["status"]);
    assert!(status.contains(&denver.strftime("by %Y-%m-%d %H:%M %Z").to_string()), "{status}");
    let purposes = in_denver(examiner, &["purpose", "list"]);
    assert!(purposes.contains(" MST") || purposes.contains(" MDT"), "{purposes}");
}

#[test]
fn a_day_without_a_time_is_the_day_that_the_officer_means() {
    let case = Case::new();
    let purpose = case.world.examiner.state(&PURPOSE.replace("4412", "B-lead"));
    let case = Case { purpose, ..case };
    let examiner = &case.world.examiner;
    case.open(examiner, "1");
    examiner.write(
        "to.toml",
        "name = \"Bea Lujan\"\nbadge = \"5150\"\nunit = \"Robbery Unit\"\nneed-to-know = \"canvass of this case\"\nuntil = \
         \"2027-12-31\"\n[approved]\nbadge = \"B-lead\"\nat = \"2025-11-21T03:10:00-07:00\"\nchannel = \"telephone\"\nwords \
         = \"yes, give it to Lujan\"\n",
    );
    let rest = ["--details", "to.toml", "--out", "for-robbery"];
    let said = in_denver(examiner, &share(&case, &["candidate-1/reference-face.png"], &rest));
    assert!(said.contains("2027-12-31 23:59 MST"), "{said}");
    let sheet = examiner.read("for-robbery/cover-sheet.html");
    assert!(sheet.contains("2027-12-31 23:59 MST (2028-01-01T06:59:59Z)"), "{sheet}");
    let handed = in_denver(examiner, &["share", "status", "--purpose", &case.purpose]);
    assert!(handed.contains("2027-12-31") && !handed.contains("2028-01-01"), "{handed}");
    let told = examiner.json(&["share", "status", "--purpose", &case.purpose], &[]);
    assert!(told.to_string().contains("2028-01-01T06:59:59Z"), "JSON is UTC: {told}");

    // A month of the report is that of the clock, and is shown back by its days.
    let ask = [&["audit", "report", "--from", "2026-01-01", "--until", "2026-01-31"], OVERSIGHT].concat();
    let said = in_denver(&case.world.auditor, &ask);
    assert!(said.contains("2026-01-01 to 2026-01-31"), "{said}");
    let asked =
        case.world.auditor.frs(&[&ask[..], &["--json"]].concat()).env("TZ", "America/Denver").assert().success();
    let about = &json(&asked)["about"];
    assert_eq!((&about["from"], &about["until"]), (&"2026-01-01T07:00:00Z".into(), &"2026-02-01T07:00:00Z".into()));
}

//! A whole list on one sheet, through the binary.

use std::fs;

use super::{
    verify::{Case, compared, policy_of, recorded},
    world::*,
};

fn ask<'a>(case: &'a Case, out: &'a str) -> [&'a str; 7] {
    ["verify", "contact", &case.search, "--out", out, "--purpose", &case.purpose]
}

#[test]
fn a_contact_sheet_shows_the_list_and_disposes_of_nobody() {
    let case = Case::new();
    let examiner = &case.world.examiner;
    let made = examiner.json(&ask(&case, "contact"), &[]);
    assert_eq!((&made["schema"], &made["candidates"]), (&"frs.verify-contact/1".into(), &3.into()));
    let files = made["files"].as_array().unwrap();
    assert_eq!(files.len(), 3);
    for file in files {
        let path = examiner.path("contact").join(file[0].as_str().unwrap());
        assert_eq!(file[1], frs::seal::sha256(&fs::read(&path).unwrap()).to_string().as_str());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }
    let page = examiner.read("contact/contact.html");
    for wanted in ["NOT FOR RELEASE", "INVESTIGATIVE LEAD ONLY", "line-up", "open each candidate by itself", "26-00123"]
    {
        assert!(page.contains(wanted), "{wanted}");
    }
    assert_eq!(page.matches("<img ").count(), 5, "probe, its face, three candidates");
    assert!(page.contains(&policy_of(&page)), "src/report/html/contact.rs must say {}", policy_of(&page));
    for hidden in ["obama", "biden", "astronaut", "Score", "://", "<script"] {
        assert!(!page.contains(hidden), "{hidden}");
    }
    let sheet = image::open(examiner.path("contact/contact.png")).unwrap();
    assert!(sheet.width() > 1_000 && sheet.height() > 800, "{} × {}", sheet.width(), sheet.height());

    // It is no look at a candidate: nothing can be recorded after it.
    examiner.write("record.toml", compared("some-support"));
    examiner.refused(&case.record_args("1"), &["2-110-4-D-4"]);
    // It shows people who have nothing to do with the case: it is handed to nobody.
    let share = ["share", "inside", "contact/contact.png", "--out", "shared", "--purpose", &case.purpose];
    let why = examiner.refused(&share, &["2-110-3-F", "2-110-4-D-6"]);
    assert!(why.contains("No entry of this case holds these files"), "{why}");
    // Never over another one, and not for another case.
    assert!(stderr(&examiner.run(&ask(&case, "contact")).code(6)).contains("never overwritten"));
    let other = examiner.state(&PURPOSE.replace("26-00123", "26-00999"));
    examiner.refused(&["verify", "contact", &case.search, "--out", "other", "--purpose", &other], &["2-110-4-A"]);
    let story = stdout(&case.world.auditor.run(&[&["audit", "follow", "26-00123"], OVERSIGHT].concat()).success());
    assert!(story.contains("looked at the contact sheet"), "{story}");
    case.world.verify();
}

/// Whoever has seen the list on a sheet has seen it: they are no blind second examiner any more.
#[test]
fn who_has_seen_the_sheet_does_not_review_blind() {
    let case = Case::new();
    let examiner = &case.world.examiner;
    let second = case.world.authorized("second", "examiner\", \"reviewer", &[]);
    recorded(&case);
    let packet = ["verify", "packet", &case.search, "--reviewer", "B-second", "--purpose", &case.purpose];
    let own = second.state(PURPOSE);
    second.json(&["verify", "contact", &case.search, "--out", "contact", "--purpose", &own], &[]);
    let why = examiner.refused(&packet, &["2-110-4-D-4"]);
    assert!(why.contains("has looked at the list"), "{why}");
    // And who is to review blind does not see it.
    let reviewer = case.world.authorized("reviewer", "reviewer", &[]);
    reviewer.refused(&ask(&case, "contact"), &["2-110-4-D-4"]);
}

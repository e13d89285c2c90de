//! `frs status` and `frs doctor`, as people meet them.

use std::fs;

use serde_json::Value;

use super::{
    reviews::{agreed, packet},
    verify::{Case, recorded},
    world::*,
};

fn waits(person: &Person) -> Vec<Value> {
    let status = person.json(&["status"], &[]);
    assert_eq!(status["schema"], "frs.status/1");
    status["waits"].as_array().unwrap().clone()
}

fn what(waits: &[Value]) -> Vec<&str> {
    waits.iter().map(|one| one["what"].as_str().unwrap()).collect()
}

#[test]
fn each_sees_what_waits_for_them_and_nobody_else_does() {
    let case = Case::of(World::new());
    let (world, examiner) = (&case.world, &case.world.examiner);
    let reviewer = world.authorized("reviewer", "reviewer", &[]);
    let open = waits(examiner);
    assert_eq!(what(&open), ["records"], "{open:?}");
    assert_eq!((&open[0]["case"], &open[0]["search"]), (&"26-00123".into(), &case.search.as_str().into()));
    assert_eq!(open[0]["overdue"], false);
    assert!(text(&open[0]["remedy"]).starts_with("frs verify status search-"), "{open:?}");
    recorded(&case);
    assert_eq!(what(&waits(examiner)), ["packet"]);
    assert_eq!(what(&waits(&reviewer)), Vec::<&str>::new());
    let packet = ["verify", "packet", &case.search, "--reviewer", "B-reviewer", "--purpose", &case.purpose];
    examiner.json(&packet, &[]);
    let asked = waits(examiner);
    assert_eq!(what(&asked), ["review-asked"]);
    assert!(text(&asked[0]["says"]).contains("B-reviewer") && asked[0]["due"].is_string(), "{asked:?}");
    // The reviewer learns that something waits, and nothing that a blind look must not know.
    let theirs = waits(&reviewer);
    assert_eq!(what(&theirs), ["review"]);
    let says = theirs[0].to_string();
    assert!(!says.contains("kept") && !says.contains("excluded") && says.contains("0 of"), "{says}");
    // With a new key they are who they were: what waits for them still does.
    let again = |person: &Person| {
        world.retire(person);
        let mut again = world.person(&format!("{}-again", person.name));
        again.name.clone_from(&person.name);
        world.accept(&world.sign(&again, &person.name, &[]));
        again
    };
    let reviewer = again(&reviewer);
    assert_eq!(what(&waits(&reviewer)), ["review"]);
    // Another examiner, who made no search, has nothing to do with it.
    let other = world.authorized("other", "examiner", &[]);
    assert_eq!(what(&waits(&other)), Vec::<&str>::new());
    // Whoever keeps the program sees what is pending of it; the examiner does not.
    assert!(what(&waits(&world.commander)).contains(&"witness"));

    let status = examiner.json(&["status"], &[]);
    let may = status["may"].to_string();
    assert!(may.contains("frs search") && !may.contains("audit show") && !may.contains("program rekey"), "{may}");
    assert_eq!((&status["badge"], &status["roles"]), (&"B-examiner".into(), &serde_json::json!(["examiner"])));
    assert_eq!(status["purposes"][0]["probes_left"], 9);
    let shown = stdout(&examiner.run(&["status"]).success());
    assert!(shown.contains("What waits for you:") && shown.contains("case 26-00123"), "{shown}");
    assert!(shown.lines().count() <= 45, "one screen: {shown}");
    world.person("stranger").refused(&["status"], &["2-110-4-A-1"]);

    let anew = again(examiner);
    let status = anew.json(&["status"], &[]);
    assert_eq!((what(&waits(&anew)), &status["purposes"][0]["probes_left"]), (vec!["review-asked"], &9.into()));
    assert_eq!(anew.json(&["purpose", "list"], &[])["purposes"][0]["probes"], 1);
    world.verify();
}

#[test]
fn whom_the_sources_leave_open_waits_for_nobody_until_there_is_another_source() {
    let case = Case::of(World::new());
    let examiner = &case.world.examiner;
    let reviewer = case.world.authorized("reviewer", "reviewer", &[]);
    recorded(&case);
    packet(&case, "B-reviewer");
    agreed(&case, &reviewer);
    let of = |words: &[&'static str]| {
        [&["verify", words[0], &case.search, "--candidate", "1"], &words[1..], &["--purpose", &case.purpose]].concat()
    };
    assert_eq!(what(&waits(examiner)), ["unverified"]);
    examiner.write("outcome.toml", "result = \"unresolved\"\nbecause = \"nobody could say where they were\"\n");
    examiner.json(&of(&["outcome", "--file", "outcome.toml"]), &[]);
    assert_eq!(what(&waits(examiner)), Vec::<&str>::new());
    // It stays UNVERIFIED wherever it is told.
    assert_eq!(case.status(examiner)["candidates"][0]["state"], "UNVERIFIED");
    examiner.write(
        "source.toml",
        "kind = \"custody\"\nreference = \"J-77\"\nat = \"2025-11-21\"\nby = \"4412\"\nresult = \"contradicts\"\nwords = \"in custody that night\"\n",
    );
    examiner.json(&of(&["source", "--file", "source.toml"]), &[]);
    assert_eq!(what(&waits(examiner)), ["unverified"]);
    case.world.verify();
}

fn found(assert: &assert_cmd::assert::Assert, check: &str) -> (String, String) {
    let checked = json(assert);
    assert_eq!(checked["schema"], "frs.checkup/1");
    let finding = checked["findings"].as_array().unwrap().iter().rfind(|one| one["check"] == check).cloned();
    let finding = finding.unwrap_or_else(|| panic!("{check}: {checked}"));
    (text(&finding["level"]), text(&finding["says"]))
}

#[test]
fn doctor_finds_what_is_broken_and_says_what_mends_it() {
    let world = World::new();
    let examiner = &world.examiner;
    let looked = examiner.run(&["doctor", "--json"]);
    for check in ["models", "known-answer", "home", "key-file", "place", "permissions", "database", "sealed", "book"] {
        let (level, says) = found(&looked, check);
        assert!(matches!(level.as_str(), "fine" | "note"), "{check}: {says}");
    }
    // No witness and no backup: it works, and is to be mended.
    assert_eq!(looked.get_output().status.code(), Some(1));
    assert_eq!((found(&looked, "witness").0, found(&looked, "backup").0), ("warning".into(), "warning".into()));
    assert_eq!(found(&examiner.run(&["repository", "check", "--thorough", "--json"]), "sealed").0, "fine");
    let shown = stdout(&examiner.run(&["doctor"]));
    assert!(shown.contains("To mend:") && shown.contains("Do: frs repository backup"), "{shown}");

    // From outside nobody is asked for a passphrase, and the book has no entry of it.
    let before = files(&world.repository());
    fs::rename(examiner.path("passphrase"), examiner.path("elsewhere")).unwrap();
    let outside = examiner.run(&["doctor", "--outside", "--json"]);
    assert_eq!(found(&outside, "book").0, "note");
    assert_eq!(files(&world.repository()), before);
    fs::rename(examiner.path("elsewhere"), examiner.path("passphrase")).unwrap();

    // A refusal is a finding; the paragraph stands in it.
    fs::rename(examiner.authorization(), examiner.path("away.frs")).unwrap();
    let refused = examiner.run(&["doctor", "--json"]).code(3);
    let (level, says) = found(&refused, "authorization");
    assert!(level == "broken" && says.contains("2-110-4-A-1"), "{says}");
    fs::rename(examiner.path("away.frs"), examiner.authorization()).unwrap();

    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &std::path::Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        let key = examiner.home().join("key.toml");
        mode(&key, 0o644);
        let (level, says) = found(&examiner.run(&["doctor", "--json"]).code(6), "key-file");
        assert!(level == "broken" && says.contains("0644"), "{says}");
        mode(&key, 0o600);
        let database = world.repository().join("repository.sqlite");
        mode(&database, 0o644);
        assert_eq!(found(&examiner.run(&["doctor", "--json"]).code(1), "permissions").0, "warning");
        mode(&database, 0o600);
    }
    let nowhere = examiner.run(&["doctor", "--repository", "nowhere", "--json"]).code(6);
    assert_eq!(found(&nowhere, "place").0, "broken");
    world.verify();
}

/// What nobody has: a newcomer with nothing but the binary is told what to do, and nothing is left behind.
#[test]
fn doctor_for_a_newcomer() {
    let dir = tempfile::tempdir().unwrap();
    let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_frs"));
    let looked =
        command.env_clear().env("HOME", dir.path()).current_dir(dir.path()).args(["doctor", "--json"]).assert();
    assert_eq!((found(&looked, "key-file").0, found(&looked, "place").0), ("note".into(), "note".into()));
    assert!(json(&looked)["findings"].to_string().contains("frs key new"));
    assert!(matches!(looked.get_output().status.code(), Some(0 | 1)), "swap may be warned of");
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
}

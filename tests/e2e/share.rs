//! What is handed over, through the binary: inside the Department, and outside of it.

use std::{
    fs,
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};

use serde_json::Value;

use super::{verify::Case, world::*};

const TO_ROBBERY: &str = "name = \"Bea Lujan\"\nbadge = \"5150\"\nunit = \"Robbery Unit\"\nneed-to-know = \"leads the \
     canvass of this case\"\nuntil = \"2027-12-31\"\nconditions = [\"not to be copied\"]\n[approved]\nbadge = \"B-lead\"\nat = \
     \"2025-11-21T03:10:00-07:00\"\nchannel = \"telephone\"\nwords = \"yes, give it to Lujan\"\n";

/// Copies a file from one person to another, as on a stick.
pub fn hand(from: &Person, to: &Person, name: &str) {
    let file = Path::new(name).file_name().unwrap().to_str().unwrap();
    fs::copy(from.path(name), to.path(file)).unwrap();
}

pub fn share<'a>(case: &'a Case, files: &[&'a str], rest: &[&'a str]) -> Vec<&'a str> {
    [&["share", "inside"], files, rest, &["--purpose", &case.purpose]].concat()
}

/// The digest that an accepted paper got.
fn accept(case: &Case, from: &Person, paper: &str) -> Value {
    hand(from, &case.world.commander, paper);
    case.world.accept(Path::new(paper).file_name().unwrap().to_str().unwrap())
}

#[test]
fn an_approval_by_word_is_recorded_shown_and_signed_later() {
    let case = Case::new();
    // The lead of this incident has the badge that `frs` will know them by.
    let purpose = case.world.examiner.state(&PURPOSE.replace("4412", "B-lead"));
    let case = Case { purpose, ..case };
    let (examiner, world) = (&case.world.examiner, &case.world);
    case.open(examiner, "1");
    examiner.write("to.toml", TO_ROBBERY);
    let face = "candidate-1/reference-face.png";
    let rest = ["--details", "to.toml", "--out", "for-robbery"];

    // Who approves is the lead of this incident, and never whoever shares; what is missing is told.
    for (wrong, paragraph) in [("\"B-lead\"", "\"9999\""), ("\"B-lead\"", "\"B-examiner\"")]
        .map(|(from, to)| TO_ROBBERY.replace(from, to))
        .into_iter()
        .zip(["2-110-4-D-6", "2-110-4-D-6"])
    {
        examiner.write("to.toml", wrong);
        examiner.refused(&share(&case, &[face], &rest), &[paragraph]);
    }
    examiner.write("to.toml", TO_ROBBERY.replace("\"Robbery Unit\"", "\"\""));
    let why = examiner.refused(&share(&case, &[face], &rest), &["2-110-3-F"]);
    assert!(why.contains("unit:"), "{why}");
    examiner.write("to.toml", TO_ROBBERY);

    // A file that the book does not account for, or that was changed by one byte, is not shared.
    let mut changed = fs::read(examiner.path(face)).unwrap();
    *changed.last_mut().unwrap() ^= 1;
    examiner.write("changed.png", changed);
    let why = examiner.refused(&share(&case, &["changed.png"], &rest), &["2-110-4-D-6"]);
    assert!(why.contains("changed, or made elsewhere"), "{why}");
    // Nor under another case.
    let other = examiner.state(&PURPOSE.replace("26-00123", "26-00999"));
    examiner.refused(&[&["share", "inside", face], &rest[..], &["--purpose", &other]].concat(), &["2-110-4-D-6"]);
    assert!(!examiner.path("for-robbery").exists() && !examiner.path("for-robbery-to-sign.frs").exists());

    let shared = examiner.json(&share(&case, &[face], &rest), &[]);
    assert_eq!((&shared["schema"], &shared["approval"]), (&"frs.share/1".into(), &"recorded".into()));
    assert_eq!(shared["recipient"], "badge 5150, Robbery Unit");
    let copy = fs::read(examiner.path("for-robbery/01-candidate-face.png")).unwrap();
    assert_eq!(copy, fs::read(examiner.path(face)).unwrap());
    let sheet = examiner.read("for-robbery/cover-sheet.html");
    for wanted in [
        "Bea Lujan",
        "leads the canvass",
        "not to be copied",
        "Recorded, not signed",
        "badge B-lead",
        "2027-12-31 23:59 UTC",
    ] {
        assert!(sheet.contains(wanted), "{wanted}");
    }
    #[cfg(unix)]
    for file in ["for-robbery/01-candidate-face.png", "for-robbery/cover-sheet.html", "for-robbery-to-sign.frs"] {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(examiner.path(file)).unwrap().permissions().mode() & 0o777, 0o600, "{file}");
    }
    let again = examiner.run(&share(&case, &[face], &rest)).code(6);
    assert!(stderr(&again).contains("never overwritten"), "{}", stderr(&again));

    // The supervisor sees that the signature is due, without the recipient's name.
    let report = world.auditor.json(&["audit", "report"], OVERSIGHT);
    assert_eq!((&report["counts"]["shares"], &report["shared"][0]["approval"]), (&1.into(), &"recorded".into()));
    assert!(report["due"].as_array().unwrap().iter().any(|due| text(&due["what"]).contains("countersignature")));
    assert!(!report.to_string().contains("Bea Lujan"));

    // The lead signs the draft; entered in the book, it is the countersignature.
    let lead = world.authorized("lead", "lead-investigator", &[]);
    hand(examiner, &lead, "for-robbery-to-sign.frs");
    lead.run(&["paper", "sign", "for-robbery-to-sign.frs", "--yes", "--out", "signed.frs"]).success();
    let accepted = accept(&case, &lead, "signed.frs");
    assert_eq!(accepted["paper"], shared["paper"]);
    let report = world.auditor.json(&["audit", "report"], OVERSIGHT);
    assert_eq!(report["shared"][0]["approval"], "recorded, signed since");
    assert!(!report["due"].as_array().unwrap().iter().any(|due| text(&due["what"]).contains("countersignature")));
    let story = stdout(&world.auditor.run(&[&["audit", "follow", "26-00123"], OVERSIGHT].concat()).success());
    assert!(story.contains("shared inside the Department: 1 item"), "{story}");

    // To their key: one sealed file, which they open with it and nobody else does.
    let keys = world.auditor.json(&["key", "show"], &[]);
    let sealed =
        TO_ROBBERY.replace("conditions =", &format!("recipient-key = \"{}\"\nconditions =", text(&keys["receiving"])));
    examiner.write("sealed.toml", sealed);
    examiner.json(&share(&case, &[face], &["--details", "sealed.toml", "--out", "sealed"]), &[]);
    assert_eq!(files(&examiner.path("sealed")).len(), 1);
    hand(examiner, &world.auditor, "sealed/share.zip.age");
    // It is of their own program; that it was approved by word, nothing in it proves.
    let opened = json(&world.auditor.run(&["share", "open", "share.zip.age", "--out", "got", "--json"]).code(12));
    assert_eq!((&opened["anchored"], &opened["acceptance"]), (&true.into(), &"recorded".into()));
    assert_eq!(
        (&opened["class"], &opened["recipient"]),
        (&"share".into(), &"Bea Lujan, badge 5150, Robbery Unit".into())
    );
    assert!(world.auditor.read("got/cover-sheet.html").contains("leads the canvass"));
    examiner.run(&["share", "open", "sealed/share.zip.age", "--out", "not-mine"]).code(2);
    world.verify();
}

#[test]
fn a_signed_approval_is_for_exactly_its_items_and_as_long_as_its_signer_may() {
    let case = Case::new();
    let (examiner, world) = (&case.world.examiner, &case.world);
    let opened = case.open(examiner, "1");
    let digest = |name: &str| {
        let files = opened["files"].as_array().unwrap();
        text(&files.iter().find(|file| file[0] == name).unwrap()[1])
    };
    let probe = text(&world.auditor.json(&["audit", "report"], OVERSIGHT)["searches"][0]["probe"]);
    let image = frs::seal::sha256(&fs::read(examiner.path("obama2.jpg")).unwrap());
    let lead = world.authorized("lead", "lead-investigator", &[]);
    let approve = |name: &str, items: &[String], case_number: &str| {
        let items: Vec<_> = items.iter().map(|item| format!("\"{item}\"")).collect();
        examiner.write("approval.toml", format!(
            "case = \"{case_number}\"\nitem = [{}]\nrecipient = \"Bea Lujan, badge 5150, Robbery Unit\"\nbasis = \"leads the \
             canvass\"\nexpires = \"2027-12-31\"\n",
            items.join(", ")
        ));
        let ask = [
            "paper",
            "request",
            "share-approval",
            "--program",
            &world.program,
            "--details",
            "approval.toml",
            "--out",
            name,
        ];
        examiner.run(&ask).success();
        hand(examiner, &lead, name);
        let signed = format!("signed-{name}");
        lead.run(&["paper", "sign", name, "--yes", "--out", &signed]).success();
        signed
    };
    let items = [format!("candidate-face {}", digest("reference-face.png")), format!("probe {image}")];
    let signed = approve("a.frs", &items, "26-00123");
    let face = "candidate-1/reference-face.png";
    let paper = text(&lead.json(&["paper", "show", &signed], &[])["digest"]);
    let rest = ["--probe", &probe, "--approval", &paper, "--out", "signed"];
    // Not before it is entered in the book.
    let why = examiner.refused(&share(&case, &[face], &rest), &["2-110-4-D-6"]);
    assert!(why.contains("holds no accepted share approval"), "{why}");
    accept(&case, &lead, &signed);
    // The lead of another incident: their badge is not the one that the purpose names.
    let why = examiner.refused(&share(&case, &[face], &rest), &["2-110-4-D-6"]);
    assert!(why.contains("neither by the lead"), "{why}");
    let own =
        Case { purpose: examiner.state(&PURPOSE.replace("4412", "B-lead")), world: case.world, search: case.search };
    let case = &own;
    let (examiner, world) = (&case.world.examiner, &case.world);
    // One item less, or another one, is not what was approved.
    let why = examiner.refused(&share(case, &[face], &["--approval", &paper, "--out", "x"]), &["2-110-4-D-6"]);
    assert!(why.contains(&format!("approved, not named here: probe {image}")), "{why}");
    let whole = "candidate-1/reference.png";
    examiner.refused(&share(case, &[whole], &rest), &["2-110-4-D-6"]);
    let shared = examiner.json(&share(case, &[face], &rest), &[]);
    assert_eq!((&shared["approval"], &shared["to_sign"]), (&"signed".into(), &Value::Null));
    let copy = fs::read(examiner.path("signed/02-probe.bin")).unwrap();
    assert_eq!(frs::seal::sha256(&copy), image, "the probe as it was received");
    assert!(!examiner.read("signed/cover-sheet.html").contains("Recorded, not signed"));

    // Their key was retired since: the approval opens nothing any more.
    world.retire(&lead);
    let rest = ["--probe", &probe, "--approval", &paper, "--out", "later"];
    let why = examiner.refused(&share(case, &[face], &rest), &["2-110-4-D-6"]);
    assert!(why.contains("retired since"), "{why}");
    world.verify();
}

/// Runs a command at a terminal, with these lines typed: exit status, and what stood on the screen. Nothing where no tool is there
/// that makes a terminal.
fn at_a_terminal(person: &Person, args: &[&str], typed: &str) -> Option<(i32, String)> {
    let quoted: Vec<String> = args.iter().map(|arg| format!("'{arg}'")).collect();
    let command = format!("{} {}", env!("CARGO_BIN_EXE_frs"), quoted.join(" "));
    let mut script = Command::new("script");
    script.args(["-qefc", &command, "/dev/null"]).env_clear().envs(person.environment()).env("TERM", "dumb");
    let started = script.current_dir(&person.dir).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut child) = started else {
        println!("skipped: script is not installed");
        return None;
    };
    child.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
    let done = child.wait_with_output().unwrap();
    Some((done.status.code().unwrap(), String::from_utf8_lossy(&done.stdout).replace('\r', "")))
}

#[test]
fn at_a_terminal_each_question_stands_beside_its_paragraph() {
    let case = Case::new();
    let purpose = case.world.examiner.state(&PURPOSE.replace("4412", "B-lead"));
    let case = Case { purpose, ..case };
    let examiner = &case.world.examiner;
    case.open(examiner, "1");
    let face = "candidate-1/reference-face.png";
    // An answer that cannot be read is asked again; what was answered is shown as a file, and asked once more.
    let typed = "Bea Lujan\n5150\nRobbery Unit\nleads the canvass\ntomorrow\n2027-12-31\n\nnot to be copied\n\nB-lead\n\
                 2025-11-21T03:10:00-07:00\ntelephone\nyes, give it to Lujan\nyes\n";
    let Some((code, screen)) = at_a_terminal(examiner, &share(&case, &[face], &["--out", "asked"]), typed) else {
        return;
    };
    assert_eq!(code, 0, "{screen}");
    for wanted in [
        "[2-110-4-D-6] Who receives it",
        "[2-110-3-F] What do they need it for",
        "need-to-know = \"leads the canvass\"",
    ] {
        assert!(screen.contains(wanted), "{wanted}: {screen}");
    }
    let sheet = examiner.read("asked/cover-sheet.html");
    assert!(sheet.contains("not to be copied") && sheet.contains("yes, give it to Lujan"), "{sheet}");
    // Nobody is asked anything for files that the book does not know, nor where there is no terminal.
    examiner.write("made-up.png", b"x");
    let unknown = share(&case, &["made-up.png"], &["--out", "x"]);
    let (code, screen) = at_a_terminal(examiner, &unknown, "").unwrap();
    assert!(code == 3 && !screen.contains("Who receives it"), "{screen}");
    let why = examiner.refused(&share(&case, &[face], &["--out", "x"]), &["2-110-3-F", "2-110-4-D-6"]);
    assert!(why.contains("neither --details FILE nor --approval DIGEST"), "{why}");

    let lieutenant = case.world.authorized("lieutenant", "release-authority", &[]);
    case.record(examiner, "1", &super::verify::compared("some-support"));
    let ask = ["share", "request", face, "--to", "B-lieutenant", "--out", "asked-outside", "--purpose", &case.purpose];
    let typed = "Public Defender\n\ndiscovery order 26-77\nno, to nobody\n2027-12-31\n\nyes\n";
    let (code, screen) = at_a_terminal(examiner, &ask, typed).unwrap();
    assert!(code == 0 && screen.contains("[2-110-4-C] On which legal basis?"), "{screen}");
    hand(examiner, &lieutenant, "asked-outside/packet.zip.age");
    let packet = lieutenant.json(&["share", "open", "packet.zip.age", "--out", "look"], &[]);
    assert_eq!((&packet["recipient"], &packet["basis"]), (&"Public Defender".into(), &"discovery order 26-77".into()));
    // Said no: nothing is written, and the answers stand on the screen.
    let no = ["share", "request", face, "--to", "B-lieutenant", "--out", "no", "--purpose", &case.purpose];
    let (code, screen) = at_a_terminal(examiner, &no, &typed.replace("\nyes\n", "\nno\n")).unwrap();
    assert!(code == 2 && screen.contains("nothing was recorded") && !examiner.path("no").exists(), "{screen}");
}

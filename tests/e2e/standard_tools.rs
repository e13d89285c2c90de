//! A bundle checked by somebody who has never heard of frs: the commands of its own README, as they are printed there.

use std::{fs, path::Path, process::Command};

use super::{
    release::Matter,
    share::hand,
    witness::{self, Witness},
    world::*,
};

/// Whether these programs can be run here.
pub fn there(tools: &[&str]) -> bool {
    let missing = tools.iter().find(|tool| {
        let shown = format!("command -v {tool}");
        !Command::new("sh").args(["-c", &shown]).output().is_ok_and(|shown| shown.status.success())
    });
    if let Some(missing) = missing {
        println!("skipped: {missing} is not installed");
    }
    missing.is_none()
}

/// The commands of a README's steps: what stands four blanks in, after the word CHECKED.
fn commands(readme: &str) -> String {
    let steps = readme.split("\nCHECKED WITHOUT frs").nth(1).unwrap();
    steps.lines().filter_map(|line| line.strip_prefix("    ")).map(|line| format!("{line}\n")).collect()
}

fn said(dir: &Path, script: &str) -> String {
    let ran = Command::new("sh").args(["-c", script]).current_dir(dir).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert_eq!(text(&ran.stderr), "", "{}", text(&ran.stdout));
    text(&ran.stdout)
}

/// Lines of what was said that begin so.
fn lines<'s>(said: &'s str, begin: &str) -> Vec<&'s str> {
    said.lines().filter(|line| line.starts_with(begin)).collect()
}

/// A release, unpacked with `age` and `unzip` by somebody outside.
fn unpacked(matter: &Matter, lieutenant: &Person, badge: &str, to: &Person) -> std::path::PathBuf {
    let (world, examiner) = (matter.world(), matter.examiner());
    let asked = matter.request_to("asked", &matter.terms(), badge);
    hand(examiner, lieutenant, "asked/packet.zip.age");
    lieutenant.run(&["share", "open", "packet.zip.age", "--out", "look"]).success();
    lieutenant.run(&["paper", "sign", "look/release-approval.frs", "--yes", "--out", "signed.frs"]).success();
    if lieutenant.dir != world.commander.dir {
        hand(lieutenant, &world.commander, "signed.frs");
    }
    world.accept("signed.frs");
    witness::round(world, &matter.witness, "one.txt");
    let paper = text(&asked["paper"]);
    examiner.json(&matter.release_args(&paper, "bundle.zip.age", &[]), &[]);
    hand(examiner, to, "bundle.zip.age");
    to.write("key.txt", matter.lieutenant.read("recipient/key.txt"));
    let unpack = "age -d -i key.txt -o bundle.zip bundle.zip.age && unzip -q bundle.zip -d got";
    assert_eq!(said(&to.dir, unpack), "");
    to.path("got")
}

#[test]
fn a_release_is_checked_by_the_commands_of_its_own_readme() {
    if !there(&["age", "unzip", "openssl", "sha256sum", "awk", "sed"]) {
        return;
    }
    let matter = Matter::new();
    let stranger = Witness::new("stranger");
    let got = unpacked(&matter, &matter.lieutenant, "B-lieutenant", &stranger.person);
    let readme = fs::read_to_string(got.join("README.txt")).unwrap();
    assert!(readme.contains(&witness::fingerprint(matter.world())) && readme.contains("WHAT THIS CANNOT SHOW"));
    assert!(!readme.contains("docs/"), "the recipient has none of our pages");
    let is_notice = |line: &&str| line.starts_with("INVESTIGATIVE LEAD ONLY");
    let long = readme.lines().filter(|line| !is_notice(line)).find(|line| line.chars().count() > 140);
    assert_eq!(long, None, "it is read in a terminal");
    let script = commands(&readme);
    let whole = said(&got, &script);
    // Every file but the manifest is as it says, and there is one more than it names.
    let files = fs::read_dir(&got).unwrap().count();
    assert_eq!(whole.lines().filter(|line| line.ends_with(": OK")).count(), files - 1, "{whole}");
    let counted: Vec<usize> = whole.lines().filter_map(|line| line.trim().parse().ok()).take(2).collect();
    assert_eq!(counted, [files, files - 1], "{whole}");
    // The program's id: made of the founding note, in the manifest, and in the approval.
    let program = matter.world().program.as_str();
    assert_eq!(lines(&whole, program).len(), 3, "{whole}");
    // Manifest, authorization and approval are signed; by an examiner and a release authority; the Commander's key is the approver's.
    assert_eq!(lines(&whole, "Signature Verified Successfully").len(), 3, "{whole}");
    assert_eq!(lines(&whole, "role: "), ["role: examiner", "role: release-authority"], "{whole}");
    let commander = matter.world().commander.id.as_str();
    assert_eq!(lines(&whole, commander).len() + lines(&whole, &commander["person-".len()..]).len(), 2, "{whole}");
    let face = lines(&whole, "item: candidate-face ");
    assert_eq!((lines(&whole, "verdict: approve").len(), face.len(), face[0]), (1, 2, face[1]), "{whole}");
    assert!(!whole.contains("suspension"), "{whole}");

    // One word of the manifest is another one; one byte of an item is.
    let changed = |name: &str, from: &str, to: &str| {
        let file = got.join(name);
        let before = fs::read(&file).unwrap();
        let text: Vec<u8> = match from {
            "" => before.iter().copied().chain([0]).collect(),
            _ => String::from_utf8(before.clone()).unwrap().replacen(from, to, 1).into_bytes(),
        };
        assert_ne!(text, before);
        fs::write(&file, text).unwrap();
        let ran = Command::new("sh").args(["-c", &script]).current_dir(&got).output().unwrap();
        fs::write(&file, before).unwrap();
        String::from_utf8_lossy(&ran.stdout).into_owned()
    };
    let manifest = changed("MANIFEST.frs", "for this case only", "for any case at all");
    assert_eq!(lines(&manifest, "Signature Verification Failure").len(), 1, "{manifest}");
    let paper = changed("papers.txt", "verdict: approve", "verdict: refuse");
    assert!(!paper.contains("verdict: approve"), "no paper has the digest that the manifest names: {paper}");
    let item = changed("01-candidate-face.png", "", "");
    assert!(item.contains("01-candidate-face.png: FAILED"), "{item}");
    assert_eq!(lines(&said(&got, &script), "Signature Verified Successfully").len(), 3, "and back");
}

//! What a recipient can check of a bundle: that its approval is signed, that the book accepted it, and that whoever gave it might.

use std::fs;

use frs::{
    gate::Handover,
    seal::{
        KeyFile, Passphrase, ReceivingSecret, Secrets,
        bundle::{BundleFile, read_bundle, write_bundle},
        note::person_key_name,
        open_sealed, seal_to, sha256,
    },
    vocabulary::PersonId,
};
use serde_json::Value;

use super::{
    release::Matter,
    share::{hand, share},
    verify::Case,
    witness::{Witness, fingerprint, outsider, round},
    world::*,
};

/// An unsealed bundle, and whoever can make another one out of it: the person who signed its manifest.
struct Unsealed {
    files: Vec<BundleFile>,
    signer: Secrets,
    id: PersonId,
}

impl Unsealed {
    fn new(sealed: &[u8], key: &ReceivingSecret, signer: &Person) -> Self {
        let files = read_bundle(&open_sealed(key, sealed).unwrap()).unwrap();
        let key_file = KeyFile::open(&signer.home().join("key.toml")).unwrap();
        let passphrase = Passphrase::new(signer.read("passphrase").trim_end().to_owned());
        let signer_keys = key_file.unlock(&passphrase).unwrap();
        Self { files, signer: signer_keys, id: signer.id.parse().unwrap() }
    }

    fn text(&self, name: &str) -> String {
        let (_, content) = self.files.iter().find(|(one, _)| one == name).unwrap();
        String::from_utf8(content.to_vec()).unwrap()
    }

    /// With other files, under a manifest that its signer signs anew: they lie about whatever they can.
    fn with(&self, change: impl FnOnce(&mut Vec<BundleFile>)) -> Vec<u8> {
        let (mut told, program, _) = Handover::read(&self.files[0].1).unwrap();
        let mut rest = self.files[1..].to_vec();
        change(&mut rest);
        let before = std::mem::take(&mut told.files);
        told.files = rest
            .iter()
            .map(|(name, content)| {
                let mut line = before.iter().find(|line| line.name == *name).unwrap().clone();
                (line.digest, line.bytes) = (sha256(content), content.len() as u64);
                line
            })
            .collect();
        let mut note = told.note(program).unwrap();
        note.sign(&person_key_name(self.id), &self.signer.signing).unwrap();
        let manifest = ("MANIFEST.frs".to_owned(), note.to_string().into_bytes().into());
        write_bundle(&[vec![manifest], rest].concat()).unwrap().to_vec()
    }

    fn replaced(&self, name: &str, content: impl AsRef<[u8]>) -> Vec<u8> {
        self.with(|files| {
            let file = files.iter_mut().find(|(one, _)| one == name).unwrap();
            file.1 = content.as_ref().to_vec().into();
        })
    }

    /// Without these files, and with other papers.
    fn without(&self, names: &[&str], papers: &str) -> Vec<u8> {
        self.with(|files| {
            files.retain(|(name, _)| !names.contains(&name.as_str()));
            let file = files.iter_mut().find(|(name, _)| name == "papers.txt").unwrap();
            file.1 = papers.as_bytes().to_vec().into();
        })
    }
}

const PROOFS: &[&str] = &["acceptance.tlog-proof", "papers-chain.txt", "request.tlog-proof"];

/// Somebody outside, with their key and nothing else.
struct Outside {
    person: Person,
    key: ReceivingSecret,
    _place: tempfile::TempDir,
}

impl Outside {
    fn new(matter: &Matter) -> Self {
        let place = tempfile::tempdir().unwrap();
        let person = new_person(place.path(), "defence");
        let key = matter.lieutenant.read("recipient/key.txt");
        person.write("key.txt", &key);
        let key = ReceivingSecret::from_text(key.lines().nth(1).unwrap()).unwrap();
        Self { person, key, _place: place }
    }

    /// Opens it; exit status and what is said.
    fn open(&self, bundle: &[u8], more: &[&str], status: i32) -> Value {
        self.person.write("bundle.age", seal_to(&self.key.receiving_key(), bundle).unwrap());
        let _ = fs::remove_dir_all(self.person.path("got"));
        let ask = ["share", "open", "bundle.age", "--out", "got", "--identity", "key.txt", "--json"];
        let run = self.person.run(&[&ask[..], more].concat()).code(status);
        assert_eq!(self.person.path("got").exists(), status != 5, "{}", stderr(&run));
        match status {
            5 => serde_json::from_str(stderr(&run).lines().last().unwrap()).unwrap(),
            _ => json(&run),
        }
    }

    fn refused(&self, bundle: &[u8], why: &str) {
        let said = self.open(bundle, &[], 5);
        assert!(text(&said["message"]).contains(why), "{why}: {said}");
    }
}

/// A release, approved, accepted and witnessed.
fn released(matter: &Matter) -> Vec<u8> {
    let asked = matter.request("asked", &matter.terms());
    matter.sign("release-approval.frs", "signed.frs");
    matter.world().accept("signed.frs");
    round(matter.world(), &matter.witness, "one.txt");
    let paper = text(&asked["paper"]);
    matter.examiner().json(&matter.release_args(&paper, "bundle.zip.age", &[]), &[]);
    fs::read(matter.examiner().path("bundle.zip.age")).unwrap()
}

/// A paper that the Commander signed, as it stands in a program file, said to be accepted at a place.
fn against(matter: &Matter, kind: &str, place: &str, time: &str) -> String {
    let (world, commander) = (matter.world(), &matter.world().commander);
    commander.write("why.txt", "released without reading\n");
    commander.write("why.toml", "reason = \"left the department\"\n");
    let person = format!("person={}", matter.lieutenant.id);
    let more: &[&str] = match kind {
        "suspension" => &["--person", &matter.lieutenant.id, "--number", "1", "--reason-file", "why.txt"],
        _ => &["--details", "why.toml", "--set", &person],
    };
    for file in ["against.frs", "signed-against.frs"] {
        let _ = fs::remove_file(commander.path(file));
    }
    let ask = ["paper", "request", kind, "--program", &world.program, "--out", "against.frs"];
    commander.run(&[&ask[..], more].concat()).success();
    commander.run(&["paper", "sign", "against.frs", "--yes", "--out", "signed-against.frs"]).success();
    format!("==== {place} {time}\n{}", commander.read("signed-against.frs"))
}

#[test]
fn a_recipient_sees_that_the_book_accepted_the_approval_and_by_whom_it_is_known() {
    let matter = Matter::new();
    let sealed = released(&matter);
    let outside = Outside::new(&matter);
    let bundle = open_sealed(&outside.key, &sealed).unwrap();
    let root = fingerprint(matter.world());
    // Whose program it is, nothing outside of the bundle says.
    let alone = outside.open(&bundle, &[], 13);
    assert_eq!((&alone["anchored"], &alone["acceptance"]), (&false.into(), &"unanchored".into()));
    let told = outside.open(&bundle, &["--fingerprint", &root], 0);
    assert_eq!((&told["acceptance"], &told["witnesses"]), (&"proven".into(), &"floor".into()));
    // Their own word on who witnesses: the right one, and one who has seen nothing.
    let (program, key) = outsider(matter.world(), &matter.witness, &outside.person.dir);
    let named = outside.open(&bundle, &["--program", &program, "--witness", &key], 0);
    assert_eq!((&named["acceptance"], &named["witnesses"]), (&"proven".into(), &"named".into()));
    outside.person.write("stranger.pub", Witness::new("stranger").key());
    let unseen = outside.open(&bundle, &["--root", &root, "--witness", "stranger.pub"], 12);
    assert_eq!(
        (&unseen["acceptance"], &unseen["accepted"]["cosigned"]),
        (&"unwitnessed".into(), &Value::Array(vec![]))
    );
    // The proof is one that anybody checks by itself.
    let check = ["audit", "check-proof", "got/acceptance.tlog-proof", "--root", &root, "--witness", &key];
    assert_eq!(outside.person.json(&check, &[])["verdict"], "proven");
}

#[test]
fn whoever_makes_the_bundle_cannot_make_up_its_acceptance() {
    let matter = Matter::new();
    let sealed = released(&matter);
    let outside = Outside::new(&matter);
    let unsealed = Unsealed::new(&sealed, &outside.key, matter.examiner());
    let root = fingerprint(matter.world());
    let (papers, chain) = (unsealed.text("papers.txt"), unsealed.text("papers-chain.txt"));
    // Without proof it is signed, and nothing more; without approval it is nothing.
    let signed = outside.open(&unsealed.without(PROOFS, &papers), &["--root", &root], 12);
    assert_eq!((&signed["acceptance"], &signed["accepted"]), (&"signed".into(), &Value::Null));
    let human =
        outside.person.run(&["share", "open", "bundle.age", "--out", "again", "--identity", "key.txt"]).code(13);
    assert!(stdout(&human).contains("SIGNED, BUT ACCEPTANCE NOT PROVEN"), "{}", stdout(&human));
    let (before, approval) = papers.rsplit_once("==== ").unwrap();
    assert!(approval.contains("frs/release-approval/1"), "{approval}");
    outside.refused(&unsealed.without(PROOFS, before), "approval is not in it");

    // The proof of another entry, of another place, one changed byte, another chain.
    let other = unsealed.text("request.tlog-proof");
    outside.refused(
        &unsealed.replaced("acceptance.tlog-proof", other),
        "proof of another entry (outcome of share-request)",
    );
    let (place, rest) = approval.split_once(' ').unwrap();
    let number: u64 = place.split_once('/').unwrap().1.parse().unwrap();
    let moved = format!("{before}==== 1/{} {rest}", number + 1);
    outside.refused(&unsealed.replaced("papers.txt", moved), "and the papers say entry");
    let mut changed = unsealed.text("acceptance.tlog-proof").into_bytes();
    let last = changed.len() - 9;
    changed[last] = if changed[last] == b'A' { b'B' } else { b'A' };
    outside.refused(&unsealed.replaced("acceptance.tlog-proof", changed), "acceptance.tlog-proof");
    let (_, shorter) = chain.split_once('\n').unwrap();
    outside.refused(&unsealed.replaced("papers-chain.txt", shorter), "not the chain");
    outside
        .refused(&unsealed.with(|files| files.retain(|(name, _)| name != "papers-chain.txt")), "holds no papers-chain");

    // Whoever approved it was suspended or retired: before they signed, or before it was made.
    let time = rest.lines().next().unwrap();
    for kind in ["suspension", "retirement"] {
        let early = against(&matter, kind, &format!("1/{}", number - 1), time);
        let early = format!("{before}{early}==== {approval}");
        outside.refused(&unsealed.without(PROOFS, &early), "the release authority");
        let late = format!("{papers}{}", against(&matter, kind, &format!("1/{}", number + 1), time));
        outside.refused(&unsealed.replaced("papers.txt", &late), "was suspended or retired");
        // Nor later than the bundle itself.
        let after = format!("{papers}{}", against(&matter, kind, "1/99999", time));
        outside.refused(&unsealed.replaced("papers.txt", &after), "in the order of the book");
    }
}

#[test]
fn a_signed_share_is_held_against_its_approval_when_it_is_opened() {
    let case = Case::new();
    let purpose = case.world.examiner.state(&PURPOSE.replace("4412", "B-lead"));
    let case = Case { purpose, ..case };
    let (world, examiner, recipient) = (&case.world, &case.world.examiner, &case.world.auditor);
    let opened = case.open(examiner, "1");
    let files = opened["files"].as_array().unwrap();
    let face = text(&files.iter().find(|file| file[0] == "reference-face.png").unwrap()[1]);
    let lead = world.authorized("lead", "lead-investigator", &[]);
    let key = text(&recipient.json(&["key", "show"], &[])["receiving"]);
    examiner.write(
        "approval.toml",
        format!(
            "case = \"26-00123\"\nitem = [\"candidate-face {face}\"]\nrecipient = \"Bea Lujan, badge 5150\"\nrecipient-key = \
             \"{key}\"\nbasis = \"leads the canvass\"\nexpires = \"2027-12-31\"\n"
        ),
    );
    let ask = ["paper", "request", "share-approval", "--program", &world.program, "--details", "approval.toml"];
    examiner.run(&[&ask[..], &["--out", "a.frs"]].concat()).success();
    hand(examiner, &lead, "a.frs");
    lead.run(&["paper", "sign", "a.frs", "--yes", "--out", "signed.frs"]).success();
    hand(&lead, &world.commander, "signed.frs");
    let paper = text(&world.accept("signed.frs")["paper"]);
    examiner.json(&share(&case, &["candidate-1/reference-face.png"], &["--approval", &paper, "--out", "s"]), &[]);
    hand(examiner, recipient, "s/share.zip.age");
    // This program has no witness: signed by the lead, and that is all that it shows.
    let open = ["share", "open", "share.zip.age", "--out", "got", "--json"];
    let told = json(&recipient.run(&open).code(12));
    assert_eq!((&told["acceptance"], &told["approval"]), (&"signed".into(), &paper.as_str().into()));

    let key_file = KeyFile::open(&recipient.home().join("key.toml")).unwrap();
    let passphrase = Passphrase::new(recipient.read("passphrase").trim_end().to_owned());
    let secret = key_file.unlock(&passphrase).unwrap().receiving;
    let unsealed = Unsealed::new(&fs::read(recipient.path("share.zip.age")).unwrap(), &secret, examiner);
    let refused = |bundle: Vec<u8>, why: &str| {
        recipient.write("altered.age", seal_to(&secret.receiving_key(), &bundle).unwrap());
        let run = recipient.run(&["share", "open", "altered.age", "--out", "altered"]).code(5);
        assert!(stderr(&run).contains(why), "{why}: {}", stderr(&run));
        assert!(!recipient.path("altered").exists());
    };
    // Another picture than the lead approved, under a manifest of whoever shares; the approval left away.
    refused(unsealed.replaced("01-candidate-face.png", b"another"), "something else was approved");
    let papers = unsealed.text("papers.txt");
    let (before, approval) = papers.rsplit_once("==== ").unwrap();
    assert!(approval.contains("frs/share-approval/1"), "{approval}");
    refused(unsealed.replaced("papers.txt", before), "the approval that it names is not in it");
    refused(unsealed.replaced("papers.txt", papers.replace("leads the canvass", "leads the cases!")), "papers.txt");
}

#[test]
fn whoever_signs_a_bundle_was_an_examiner_and_sealing_it_anew_is_told() {
    let matter = Matter::new();
    let sealed = released(&matter);
    let outside = Outside::new(&matter);
    let bundle = open_sealed(&outside.key, &sealed).unwrap();
    let root = ["--root", &fingerprint(matter.world())];
    let genuine = outside.open(&bundle, &root, 0);
    assert_eq!((&genuine["sealed_to"], &genuine["acceptance"]), (&"recipient".into(), &"proven".into()));
    // The recipient seals what they got to somebody else: it is what was approved, and not for them.
    let other = ReceivingSecret::generate();
    outside.person.write("other.txt", format!("{}\n", &*other.expose_text()));
    outside.person.write("other.age", seal_to(&other.receiving_key(), &bundle).unwrap());
    let open = ["share", "open", "other.age", "--out", "other", "--identity", "other.txt", "--json"];
    let anew = json(&outside.person.run(&[&open[..], &root].concat()).code(0));
    assert_eq!((&anew["sealed_to"], &anew["acceptance"]), (&"another".into(), &"proven".into()));
    let open = ["share", "open", "other.age", "--out", "again", "--identity", "other.txt"];
    let said = stdout(&outside.person.run(&[&open[..], &root].concat()).code(0));
    assert!(said.contains("SEALED ANEW") && said.contains("ONCE: That it was released once"), "{said}");

    // A manifest by somebody whose papers lie in it, and who is no examiner.
    let unsealed = Unsealed::new(&sealed, &outside.key, &matter.lieutenant);
    let (mut told, program, _) = Handover::read(&unsealed.files[0].1).unwrap();
    told.signer = unsealed.id;
    let mut note = told.note(program).unwrap();
    note.sign(&person_key_name(unsealed.id), &unsealed.signer.signing).unwrap();
    let manifest = ("MANIFEST.frs".to_owned(), note.to_string().into_bytes().into());
    let forged = write_bundle(&[vec![manifest], unsealed.files[1..].to_vec()].concat()).unwrap();
    outside.refused(&forged, "was no examiner when it was made");
}

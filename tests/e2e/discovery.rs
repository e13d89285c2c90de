//! What is recorded of one search, collected for the defence and made again by somebody who has no repository.

use std::{
    fs,
    path::{Path, PathBuf},
};

use frs::seal::{ReceivingSecret, sha256};
use serde_json::Value;
use tempfile::TempDir;

use super::{
    share::hand,
    verify::{AT_SIGHT, Case},
    witness::{Witness, fingerprint, round, world},
    world::*,
};

/// Runs `share recompute` as somebody outside, without home, key or repository; exit status and report.
fn recomputed(directory: &Path, models: &Path, anchors: &[&str], status: i32) -> Value {
    let place = tempfile::tempdir().unwrap();
    let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_frs"));
    command.env_clear().current_dir(place.path()).args(["share", "recompute", "--json", "--models"]);
    let run = command.arg(models).arg(directory).args(anchors).assert().code(status);
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0, "nothing is written");
    json(&run)
}

fn states(recomputed: &Value) -> Vec<&str> {
    recomputed["candidates"].as_array().unwrap().iter().map(|line| line["state"].as_str().unwrap()).collect()
}

fn collect(case: &Case, out: &str) -> Value {
    let ask = ["share", "discovery", &case.search, "--out", out, "--purpose", &case.purpose];
    case.world.examiner.json(&ask, &[])
}

/// A search that a witness has seen, what was collected of it, and somebody outside who has got it.
struct Handed {
    case: Case,
    witness: Witness,
    collected: Value,
    root: String,
    outside: TempDir,
}

impl Handed {
    fn new() -> Self {
        let witness = Witness::new("witness");
        let case = Case::of(world(&[&witness], |floor| floor));
        case.open(&case.world.examiner, "2");
        case.record(&case.world.examiner, "2", AT_SIGHT);
        // Before a witness has seen the search there is no proof of it, and that is said.
        let early = collect(&case, "early");
        assert_eq!((&early["schema"], &early["witnessed"]), (&"frs.discovery-collected/1".into(), &false.into()));
        round(&case.world, &witness, "one.txt");
        let collected = collect(&case, "discovery");
        assert_eq!(collected["witnessed"], true);
        let root = fingerprint(&case.world);
        Self { case, witness, collected, root, outside: tempfile::tempdir().unwrap() }
    }

    fn files(&self) -> &[Value] {
        self.collected["files"].as_array().unwrap()
    }

    fn got(&self, name: &str) -> PathBuf {
        self.outside.path().join("got").join(name)
    }

    /// Made again after a change. Names do not count: a bundle gives new ones.
    fn again(&self, change: impl FnOnce(), models: &Path, status: i32) -> Value {
        let got = self.got("");
        let _ = fs::remove_dir_all(&got);
        fs::create_dir(&got).unwrap();
        for (number, file) in self.files().iter().enumerate() {
            let name = file["name"].as_str().unwrap();
            let from = self.case.world.examiner.path("discovery").join(name);
            fs::copy(from, got.join(format!("{number:02}-{name}"))).unwrap();
        }
        change();
        recomputed(&got, models, &["--fingerprint", &self.root], status)
    }

    /// As [`Handed::again`], with something else in one of the files.
    fn changed(&self, name: &str, change: impl FnOnce(&mut Value)) -> Value {
        let change = || {
            let mut told: Value = serde_json::from_str(&fs::read_to_string(self.got(name)).unwrap()).unwrap();
            change(&mut told);
            fs::write(self.got(name), told.to_string()).unwrap();
        };
        self.again(change, &models(), 5)
    }
}

#[test]
fn what_was_collected_stands_in_the_book_and_is_made_again_outside() {
    let handed = Handed::new();
    let (world, examiner) = (&handed.case.world, &handed.case.world.examiner);
    let directory = examiner.path("discovery");
    assert_eq!(handed.files().len(), fs::read_dir(&directory).unwrap().count());
    for file in handed.files() {
        let content = fs::read(directory.join(file["name"].as_str().unwrap())).unwrap();
        assert_eq!((&file["sha256"], &file["bytes"]), (&sha256(&content).to_string().into(), &content.len().into()));
    }
    // The book accounts for each of them, as what may be shared or released is named.
    let book = world.book();
    let outcome = book.iter().rfind(|e| e["operation"] == "share-discovery" && e["event"] == "outcome").unwrap();
    let record: Value = serde_json::from_str(&text(&outcome["values"]["record"])).unwrap();
    assert_eq!(&record["files"], &handed.collected["files"]);
    let told: Value = serde_json::from_str(&examiner.read("discovery/discovery.json")).unwrap();
    let excluded = |one: &Value| {
        one["operation"] == "verify-record" && one["record"]["dispositions"][0]["disposition"] == "excluded"
    };
    assert!(told["records"].as_array().unwrap().iter().any(excluded), "{told}");
    assert!(told["notices"][0].as_str().unwrap().contains("INVESTIGATIVE LEAD ONLY"));

    let equal = handed.again(|| {}, &models(), 0);
    assert_eq!((&equal["verdict"], &equal["probe"]), (&"equal".into(), &"equal".into()), "{equal}");
    assert_eq!(states(&equal), ["equal"; 3]);
    assert_eq!(equal["floor"], "claimed", "no papers lie beside what was collected");
    assert!(equal["complete"].as_str().unwrap().contains("attested by the book"));
    assert_eq!((&equal["proof"], equal["cosigned"].as_array().unwrap().len()), (&"proven".into(), 1));
    // The model says what it is: the card that the floor of that day pins, and of a composite its parts.
    let components = told["components"].as_str().unwrap();
    assert_eq!(sha256(components.as_bytes()).to_string(), told["list"]["model"]["weights"].as_str().unwrap());

    // The proof: the list stands in an entry that a witness has seen.
    fs::write(handed.outside.path().join("witness.pub"), handed.witness.key()).unwrap();
    let (proof, root) = (text(&equal["proofs"][0]), fingerprint(world));
    let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_frs"));
    command.env_clear().current_dir(handed.outside.path()).args(["audit", "check-proof", &proof, "--json"]);
    let proven = json(&command.args(["--root", &root, "--witness", "witness.pub"]).assert().code(0));
    assert_eq!(proven["verdict"], "proven");
    assert!(proven["opened"][0]["value"].as_str().unwrap().contains(told["list_digest"].as_str().unwrap()));
    world.verify();
}

#[test]
fn what_is_not_there_is_said_and_what_was_changed_is_found() {
    let handed = Handed::new();
    // Without the templates, the image, or the model, only what is there is made again.
    let without = handed.again(|| fs::remove_file(handed.got("01-templates.json")).unwrap(), &models(), 1);
    assert_eq!((&without["verdict"], &without["probe"]), (&"in-part".into(), &"equal".into()));
    assert_eq!(states(&without), ["not-made"; 3]);
    let other = handed.outside.path().join("models");
    copy_tree(&models(), &other);
    another_model(&other);
    let model = handed.again(|| {}, &other, 1);
    assert_eq!((&model["verdict"], &model["probe"]), (&"in-part".into(), &"other-model".into()), "{model}");
    assert_eq!(states(&model), ["equal"; 3], "templates are compared without any network");
    let another = || {
        fs::copy(portraits().join("biden.jpg"), handed.got("02-probe-received.bin")).unwrap();
    };
    assert_eq!(handed.again(another, &models(), 1)["probe"], "not-made", "another picture is not taken for the probe");

    // Whose program it is, or that the list stands in any book, nothing says: the same files, and no anchor or no proof.
    let got = handed.got("");
    let unanchored = recomputed(&got, &models(), &[], 13);
    assert_eq!((&unanchored["proof"], &unanchored["verdict"]), (&"unanchored".into(), &"in-part".into()));
    let unproven = || {
        let proof = fs::read_dir(&got).unwrap().map(|entry| entry.unwrap().path());
        let mut proofs = proof.filter(|path| path.extension().is_some_and(|ending| ending == "tlog-proof"));
        fs::remove_file(proofs.next().unwrap()).unwrap();
    };
    let unproven = handed.again(unproven, &models(), 13);
    assert_eq!((&unproven["proof"], &unproven["verdict"]), (&"none".into(), &"equal".into()));
    fs::write(handed.outside.path().join("stranger.pub"), Witness::new("stranger").key()).unwrap();
    let stranger = handed.outside.path().join("stranger.pub").display().to_string();
    handed.again(|| {}, &models(), 0);
    let named = ["--fingerprint", &handed.root, "--witness", &stranger];
    assert_eq!(recomputed(&got, &models(), &named, 12)["proof"], "unwitnessed");

    // A list of nobody, or one that leaves somebody out, is not equal to anything.
    let shortened = |keep: usize| {
        handed.changed("00-discovery.json", |told| {
            told["list"]["candidates"].as_array_mut().unwrap().truncate(keep);
            digest_anew(told);
        })
    };
    for keep in [0, 2] {
        let short = shortened(keep);
        let said = format!("the list holds {keep} candidates, and 20 were asked for of 3 people compared");
        assert!(short["findings"].to_string().contains(&said), "{short}");
        assert!(short["findings"].to_string().contains("candidates who are not on the list"), "{short}");
    }
    let nobody = handed.changed("00-discovery.json", |told| {
        told["list"]["candidates"] = Value::Array(Vec::new());
        told["list"]["subjects"] = 0.into();
        digest_anew(told);
    });
    assert!(nobody["findings"].to_string().contains("the entry that it proves holds another list"), "{nobody}");
    let other = handed.changed("00-discovery.json", |told| told["searched"]["sequence"] = 9.into());
    assert!(other["findings"].to_string().contains("proof of another entry"), "{other}");
    let parts = handed.changed("00-discovery.json", |told| told["components"] = "x = 1\n".into());
    assert!(parts["findings"].to_string().contains("the list of the model's parts"), "{parts}");
    let card = handed.changed("00-discovery.json", |told| told["card"] = "x = 1\n".into());
    assert!(card["findings"].to_string().contains("card is not the one that the floor"), "{card}");

    let renamed = handed.changed("00-discovery.json", |told| told["list"]["candidates"][0]["rank"] = 9.into());
    assert!(renamed["findings"].to_string().contains("the list is not the one"), "{renamed}");
    let raised = handed.changed("00-discovery.json", raise);
    assert!(raised["findings"].to_string().contains("others than the list says: 1"), "{raised}");
    assert_eq!(states(&raised)[1], "differs");
    let swapped = handed.changed("01-templates.json", |told| {
        told["probe"] = told["candidates"][0]["template"].clone();
    });
    assert!(swapped["findings"].to_string().contains("not the one whose digest"), "{swapped}");
    let face = handed.changed("00-discovery.json", |told| told["probe"]["chosen"] = 2.into());
    assert_eq!((&face["probe"], &face["verdict"]), (&"differs".into(), &"differs".into()));
}

/// The second candidate's score, and the digest of the list with it.
fn raise(told: &mut Value) {
    told["list"]["candidates"][1]["score"] = 0.75.into();
    digest_anew(told);
}

fn digest_anew(told: &mut Value) {
    let list: frs::report::CandidateList = serde_json::from_value(told["list"].clone()).unwrap();
    told["list_digest"] = sha256(serde_json::to_string(&list).unwrap().as_bytes()).to_string().into();
}

/// Another composite: one bit of one weight of a part, the list that names the part, and the card that names the list.
fn another_model(models: &Path) {
    let weights = models.join("mobilefacenet/weights.safetensors");
    let mut bytes = fs::read(&weights).unwrap();
    let mut before = sha256(&bytes).to_string();
    let last = bytes.len() - 4;
    bytes[last] ^= 1;
    fs::write(&weights, &bytes).unwrap();
    for file in ["fused/components.toml", "fused/card.toml"] {
        let old = fs::read(models.join(file)).unwrap();
        let new = String::from_utf8(old.clone()).unwrap().replace(&before, &sha256(&bytes).to_string());
        assert_ne!(new.as_bytes(), old, "{file} names it");
        fs::write(models.join(file), &new).unwrap();
        (before, bytes) = (sha256(&old).to_string(), new.into_bytes());
    }
}

#[test]
fn a_directory_that_holds_no_discovery_file_is_told_so() {
    let place = tempfile::tempdir().unwrap();
    let run = |status: i32| {
        let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_frs"));
        command.env_clear().args(["share", "recompute", "--models"]).arg(models()).arg(place.path());
        stderr(&command.assert().code(status))
    };
    assert!(run(2).contains("holds no discovery file"));
    fs::write(place.path().join("a.json"), "{\"schema\":\"frs.discovery/1\",\"more\":1}").unwrap();
    assert!(run(5).contains("not as frs writes it"));
}

#[test]
fn a_discovery_is_released_as_approved_and_made_again_by_its_recipient() {
    let handed = Handed::new();
    let (world, examiner, purpose) = (&handed.case.world, &handed.case.world.examiner, &handed.case.purpose);
    let lieutenant = world.authorized("lieutenant", "release-authority", &[]);
    let secret = ReceivingSecret::generate();
    examiner.write(
        "terms.toml",
        format!(
            "recipient = \"Public Defender, L. Chavez\"\nbasis = \"discovery order 26-77\"\nonward = \"to the defence expert\"\n\
             expires = \"2027-12-31\"\nconditions = [\"for this case only\"]\nrecipient-key = \"{}\"\n",
            secret.receiving_key()
        ),
    );
    let files: Vec<String> = handed.files().iter().map(|file| format!("discovery/{}", text(&file["name"]))).collect();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let ask = ["--details", "terms.toml", "--to", "B-lieutenant", "--out", "asked", "--purpose", purpose];
    let asked = examiner.json(&[&["share", "request"], &files[..], &ask].concat(), &[]);
    let paper = text(&asked["paper"]);
    let release = ["--approval", &paper, "--out", "bundle.zip.age", "--purpose", purpose];
    let release = [&["share", "release"], &files[..], &release].concat();
    examiner.refused(&release, &["2-110-4-C"]);

    // The release authority looks at exactly these files, and signs; a witness has seen that.
    hand(examiner, &lieutenant, "asked/packet.zip.age");
    lieutenant.run(&["share", "open", "packet.zip.age", "--out", "look"]).success();
    assert!(lieutenant.path("look/01-discovery.json").exists());
    lieutenant.run(&["paper", "sign", "look/release-approval.frs", "--yes", "--out", "signed.frs"]).success();
    hand(&lieutenant, &world.commander, "signed.frs");
    world.accept("signed.frs");
    round(world, &handed.witness, "two.txt");
    examiner.json(&release, &[]);

    let recipient = new_person(handed.outside.path(), "recipient");
    recipient.write("key.txt", format!("{}\n", &*secret.expose_text()));
    hand(examiner, &recipient, "bundle.zip.age");
    let told = fingerprint(world);
    let open = ["share", "open", "bundle.zip.age", "--out", "got", "--identity", "key.txt", "--fingerprint", &told];
    recipient.run(&open).success();
    let equal = recomputed(&recipient.path("got"), &models(), &["--fingerprint", &told], 0);
    assert_eq!((&equal["verdict"], equal["proofs"].as_array().unwrap().len()), (&"equal".into(), 1), "{equal}");
    // The floor is the Commander's, by the papers in the bundle; what nothing here shows is named.
    assert_eq!(equal["floor"], "papers");
    let lines = |key: &str| equal[key].to_string();
    assert!(lines("checked").contains("3 of 3 scores") && lines("checked").contains("signed papers"), "{equal}");
    assert!(
        lines("claimed").contains("records") && lines("claimed").contains("photograph that was enrolled"),
        "{equal}"
    );
    let file = recipient.path("got/01-discovery.json");
    let whole = fs::read_to_string(&file).unwrap();
    let mut other: Value = serde_json::from_str(&whole).unwrap();
    let line = other["floor"].as_array_mut().unwrap().iter_mut().find(|field| field[0] == "score-line").unwrap();
    line[1] = "0.10".into();
    fs::write(&file, other.to_string()).unwrap();
    let wrong = recomputed(&recipient.path("got"), &models(), &["--fingerprint", &told], 5);
    assert!(wrong["findings"].to_string().contains("not the one that the Commander signed"), "{wrong}");
    fs::write(&file, &whole).unwrap();
    let papers = fs::read_to_string(recipient.path("got/papers.txt")).unwrap();
    recipient.write("got/papers.txt", papers.replacen("score-line: ", "score-line: 0", 1));
    let wrong = recomputed(&recipient.path("got"), &models(), &["--fingerprint", &told], 5);
    assert!(wrong["findings"].to_string().contains("papers.txt"), "{wrong}");
    world.verify();
}

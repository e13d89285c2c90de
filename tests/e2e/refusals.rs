//! What the gate must refuse: status 3, nothing on standard output, nothing decoded, and the refusal in the book.

use std::{fs, thread, time::Duration};

use frs::{
    operation::{OperationError, ProbeRequest, PurposeSource, admit_probe},
    vocabulary::{Clock, SystemClock},
};
use jiff::{SignedDuration, Timestamp};

use super::world::*;

/// A file that no decoder takes: were it opened as an image, the status would be 4.
const NO_IMAGE: &str = "no-image.jpg";

/// Every refusal that was provoked, to be found in the book.
struct Refusals<'w> {
    world: &'w World,
    expected: Vec<(String, Vec<String>)>,
}

impl<'w> Refusals<'w> {
    fn of(world: &'w World) -> Self {
        Self { world, expected: Vec::new() }
    }

    fn provoke(&mut self, person: &Person, args: &[&str], paragraphs: &[&str]) -> String {
        let operation = if args[0].len() > 1 && !matches!(args[0], "probe" | "search" | "enroll") {
            format!("{}-{}", args[0], args[1])
        } else {
            args[0].to_owned()
        };
        self.expected.push((operation, paragraphs.iter().map(|p| (*p).to_owned()).collect()));
        person.refused(args, paragraphs)
    }

    /// The book holds these refusals and no others.
    fn are_recorded(mut self) {
        let mut found = self.world.refusals();
        found.sort();
        self.expected.sort();
        assert_eq!(found, self.expected);
        self.world.verify();
    }
}

/// A clock that goes ahead.
struct Ahead(SignedDuration);

impl Clock for Ahead {
    fn now(&self) -> Timestamp {
        SystemClock.now().checked_add(self.0).unwrap()
    }
}

#[test]
fn authorization_missing_changed_or_of_another() {
    let world = World::new();
    let examiner = &world.examiner;
    let mut refusals = Refusals::of(&world);
    let purpose = examiner.state(PURPOSE);
    examiner.write(NO_IMAGE, "this is no image");
    let probe = examiner.probe_args(NO_IMAGE, &purpose);
    let paper = fs::read_to_string(examiner.authorization()).unwrap();

    // What is refused here would be opened otherwise.
    let opened = examiner.run(&probe).code(4);
    assert!(stdout(&opened).is_empty());

    fs::remove_file(examiner.authorization()).unwrap();
    refusals.provoke(examiner, &probe, &["2-110-4-A-1"]);

    let changed = paper.replacen("badge: B-examiner", "badge: B-examinee", 1);
    assert_ne!(changed, paper);
    fs::write(examiner.authorization(), changed).unwrap();
    refusals.provoke(examiner, &probe, &["2-110-4-B"]);

    let last = paper.trim_end().len() - 10;
    let mut bytes = paper.clone().into_bytes();
    bytes[last] = if bytes[last] == b'A' { b'B' } else { b'A' };
    fs::write(examiner.authorization(), bytes).unwrap();
    refusals.provoke(examiner, &probe, &["2-110-4-B"]);

    fs::copy(world.auditor.authorization(), examiner.authorization()).unwrap();
    refusals.provoke(examiner, &probe, &["2-110-4-A-1"]);
    fs::write(examiner.authorization(), &paper).unwrap();

    // Somebody with a key of their own whom nobody authorized, first with nothing, then with the examiner's paper, then
    // with a signed paper that nobody accepted.
    let stranger = world.person("stranger");
    stranger.write(NO_IMAGE, "this is no image");
    let ask = stranger.probe_args(NO_IMAGE, &purpose);
    refusals.provoke(&stranger, &ask, &["2-110-4-A-1"]);
    fs::copy(examiner.authorization(), stranger.authorization()).unwrap();
    refusals.provoke(&stranger, &ask, &["2-110-4-A-1"]);
    fs::remove_file(stranger.authorization()).unwrap();
    let signed = world.sign(&stranger, "examiner", &[]);
    refusals.provoke(&stranger, &ask, &["2-110-4-B"]);
    // Somebody without any key.
    fs::remove_dir_all(stranger.home()).unwrap();
    refusals.provoke(&stranger, &ask, &["2-110-4-A-1"]);

    // A paper of which a byte was changed is not accepted either.
    let commander = &world.commander;
    let text = commander.read(&signed).replacen("role: examiner", "role: commander", 1);
    commander.write("forged.frs", text);
    let forged = commander.run(&["paper", "accept", "forged.frs", "--purpose", "administration", "--reason", "a test"]);
    assert!(matches!(forged.get_output().status.code(), Some(3 | 5)), "{}", stderr(&forged));
    if forged.get_output().status.code() == Some(3) {
        refusals.expected.push(("paper-accept".into(), vec!["2-110-4-B".into()]));
    }
    refusals.are_recorded();
}

#[test]
fn an_authorization_ends() {
    let world = World::new();
    let mut refusals = Refusals::of(&world);
    let end = SystemClock.now().checked_add(SignedDuration::from_hours(24)).unwrap();
    let brief = world.authorized("brief", "examiner", &["--not-after", &format!("{end:.0}")]);
    let purpose = PurposeSource::Cite(brief.state(PURPOSE).parse().unwrap());
    brief.write(NO_IMAGE, "this is no image");
    let intake = frs::operation::IntakeFile::read(INTAKE).unwrap();
    let ask = ProbeRequest { image: brief.path(NO_IMAGE), intake, purpose, ..ProbeRequest::default() };
    let late = brief.at(&Ahead(SignedDuration::from_hours(25)), |desk| admit_probe(desk, &ask));
    let Err(OperationError::Refused { refusal, .. }) = late else { panic!("{late:?}") };
    assert_eq!(refusal.paragraphs(), ["2-110-4-A-1"]);
    assert!(refusal.to_string().contains("between its dates"), "{refusal}");
    refusals.expected.push(("probe".into(), vec!["2-110-4-A-1".into()]));

    let begin = SystemClock.now().checked_add(SignedDuration::from_hours(24 * 30)).unwrap().to_string();
    let early = world.authorized("early", "examiner", &["--not-before", &begin]);
    early.write("purpose.toml", PURPOSE);
    refusals.provoke(&early, &["purpose", "state", "--file", "purpose.toml"], &["2-110-4-A-1"]);
    refusals.are_recorded();
}

#[test]
fn training_lapses() {
    let world = World::new();
    let late = (SystemClock.now().checked_add(SignedDuration::from_hours(24 * 300)).unwrap()).to_string();
    let examiner = world.authorized("trained", "examiner", &["--not-after", &late]);
    let purpose = PurposeSource::Cite(examiner.state(PURPOSE).parse().unwrap());
    examiner.write(NO_IMAGE, "this is no image");
    let ask = ProbeRequest {
        image: examiner.path(NO_IMAGE),
        intake: frs::operation::IntakeFile::read(INTAKE).unwrap(),
        purpose,
        ..ProbeRequest::default()
    };
    let today = examiner.at(&SystemClock, |desk| admit_probe(desk, &ask));
    assert!(matches!(today, Err(OperationError::NotAnImage { .. })), "{today:?}");
    // In 70 days the training has lapsed, the authorization has not; the purpose is too old as well.
    let then = examiner.at(&Ahead(SignedDuration::from_hours(24 * 70)), |desk| admit_probe(desk, &ask));
    let Err(OperationError::Refused { refusal, .. }) = then else { panic!("{then:?}") };
    let broken: Vec<_> = refusal.breaches().iter().map(|breach| (breach.paragraph, breach.rule)).collect();
    assert_eq!(broken, [("2-110-4-A", "purpose_in_time"), ("2-110-4-A-1", "trained")]);
    assert_eq!(world.refusals(), [("probe".to_owned(), vec!["2-110-4-A".to_owned(), "2-110-4-A-1".to_owned()])]);
    // After 100 days without use, with the training renewed or not, it sleeps.
    let then = examiner.at(&Ahead(SignedDuration::from_hours(24 * 200)), |desk| admit_probe(desk, &ask));
    let Err(OperationError::Refused { refusal, .. }) = then else { panic!("{then:?}") };
    assert!(refusal.breaches().iter().any(|breach| breach.rule == "in_use"), "{refusal}");
}

#[test]
fn a_suspension_takes_effect_at_once() {
    let world = World::new();
    let (commander, examiner) = (&world.commander, &world.examiner);
    let mut refusals = Refusals::of(&world);
    let purpose = examiner.state(PURPOSE);
    commander.write("reason.txt", "searched without a case\n");
    let draft = ["--program", &world.program, "--person", &examiner.id, "--number", "1", "--reason-file", "reason.txt"];
    commander.run(&[&["paper", "request", "suspension"], &draft[..]].concat()).success();
    commander.run(&["paper", "sign", "suspension.frs", "--yes", "--out", "signed.frs"]).success();
    world.accept("signed.frs");
    examiner.write(NO_IMAGE, "this is no image");
    let told = refusals.provoke(examiner, &examiner.probe_args(NO_IMAGE, &purpose), &["2-110-4-E"]);
    assert!(told.contains("suspen") || told.contains("withdrawn"), "{told}");
    refusals.provoke(examiner, &["purpose", "state", "--file", "purpose.toml"], &["2-110-4-E"]);
    // A gap in the numbers is not accepted.
    let draft = ["--program", &world.program, "--person", &world.manager.id, "--number", "3", "--out", "third.frs"];
    let reason = ["--reason-file", "reason.txt"];
    commander.run(&[&["paper", "request", "suspension"], &draft[..], &reason].concat()).success();
    commander.run(&["paper", "sign", "third.frs", "--yes", "--out", "third-signed.frs"]).success();
    refusals.provoke(commander, &[&["paper", "accept", "third-signed.frs"], ADMINISTRATION].concat(), &["2-110-4-E"]);
    refusals.are_recorded();
}

#[test]
fn purposes_missing_incomplete_of_another_kind_or_used_up() {
    let world = World::new();
    world.enroll_portraits(&["obama.jpg", "biden.jpg"]);
    let examiner = &world.examiner;
    let mut refusals = Refusals::of(&world);
    examiner.write(NO_IMAGE, "this is no image");
    examiner.write("intake.toml", INTAKE);
    refusals.provoke(examiner, &["probe", NO_IMAGE, "--intake", "intake.toml"], &["2-110-4-A"]);
    let unknown = format!("purpose-{}", "0".repeat(32));
    refusals.provoke(examiner, &examiner.probe_args(NO_IMAGE, &unknown), &["2-110-4-A"]);

    // Every field is asked for: without any one of them there is no purpose.
    let lines: Vec<&str> = PURPOSE.lines().collect();
    for without in 1..lines.len() {
        let text: Vec<String> =
            lines.iter().enumerate().filter(|(n, _)| *n != without).map(|(_, line)| format!("{line}\n")).collect();
        examiner.write("incomplete.toml", text.concat());
        refusals.provoke(examiner, &["purpose", "state", "--file", "incomplete.toml"], &["2-110-4-A-2"]);
    }
    examiner.write("incomplete.toml", PURPOSE.replace("26-00123", "26/00123"));
    refusals.provoke(examiner, &["purpose", "state", "--file", "incomplete.toml"], &["2-110-4-A"]);
    for (kind, paragraph) in [("endangered-person", "2-110-4-A-3"), ("decedent", "2-110-4-A-4")] {
        examiner.write("incomplete.toml", format!("purpose = \"{kind}\"\ncase-number = \"26-00123\"\n"));
        refusals.provoke(examiner, &["purpose", "state", "--file", "incomplete.toml"], &[paragraph]);
    }
    // Upkeep never searches for a person.
    let upkeep = ["probe", NO_IMAGE, "--intake", "intake.toml", "--purpose", "administration", "--reason", "a look"];
    refusals.provoke(examiner, &upkeep, &["2-110-4-A"]);

    // Ten probes, and no eleventh.
    let purpose = examiner.state(PURPOSE);
    for name in ["obama2.jpg", "obama3.jpg"] {
        examiner.portrait(name);
    }
    let probes: Vec<String> = (0..10).map(|n| examiner.probe(["obama2.jpg", "obama3.jpg"][n % 2], &purpose)).collect();
    refusals.provoke(examiner, &examiner.probe_args(NO_IMAGE, &purpose), &["2-110-4-A"]);
    examiner.run(&["search", &probes[9], "--purpose", &purpose]).success();
    // The search of a probe under a purpose that did not let it in.
    let other = examiner.state(&PURPOSE.replace("26-00123", "26-00124"));
    refusals.provoke(examiner, &["search", &probes[0], "--purpose", &other], &["2-110-4-A"]);
    refusals.provoke(examiner, &["search", &probes[0]], &["2-110-4-A"]);
    refusals.provoke(examiner, &["search", &probes[0], "--purpose", &purpose, "--candidates", "1"], &["2-110-4-D-3"]);
    refusals.provoke(examiner, &["search", &probes[0], "--purpose", &purpose, "--candidates", "51"], &["2-110-4-D-3"]);
    // The auditor sees records and searches nobody; the repository manager enrolls and searches nobody.
    refusals.provoke(&world.auditor, &["search", &probes[0], "--purpose", &purpose], &["2-110-4-A-1"]);
    refusals.provoke(&world.manager, &["search", &probes[0], "--purpose", &purpose], &["2-110-4-A-1"]);
    refusals.provoke(examiner, &[&["audit", "show"], OVERSIGHT].concat(), &["2-110-4-A-1"]);
    refusals.are_recorded();
}

#[test]
fn a_purpose_expires() {
    let world = World::with(|mut floor| {
        floor.purpose_validity = SignedDuration::from_secs(2);
        floor
    });
    let examiner = &world.examiner;
    let mut refusals = Refusals::of(&world);
    let purpose = examiner.state(PURPOSE);
    examiner.write(NO_IMAGE, "this is no image");
    thread::sleep(Duration::from_millis(2_100));
    let told = refusals.provoke(examiner, &examiner.probe_args(NO_IMAGE, &purpose), &["2-110-4-A"]);
    assert!(told.contains("new statement"), "{told}");
    refusals.are_recorded();
}

#[test]
fn a_probe_of_unknown_origin_or_of_no_use() {
    let world = World::new();
    let examiner = &world.examiner;
    let mut refusals = Refusals::of(&world);
    let purpose = examiner.state(PURPOSE);
    examiner.write(NO_IMAGE, "this is no image");
    let ask = ["probe", NO_IMAGE, "--purpose", &purpose, "--intake", "told.toml"];
    for (line, instead, paragraph) in [
        ("source = \"cctv\"", "", "2-110-3-G-2"),
        ("source = \"cctv\"", "source = \"other\"", "2-110-3-G-2"),
        ("obtained-how = \"the store handed over its recording\"", "", "2-110-3-G-2"),
        ("obtained-by = \"4412\"", "", "2-110-3-G-2"),
        ("obtained-at = \"2025-11-20\"", "", "2-110-3-G-2"),
        ("obtained-at = \"2025-11-20\"", "obtained-at = \"2199-11-20\"", "2-110-3-G-2"),
        ("genuine = true", "genuine = false", "2-110-3-G"),
        ("genuine = true", "", "2-110-3-G"),
        ("child = false", "", "2-110-4-D-2"),
        ("child = false", "child = false\n[request]\nbadge = \"2207\"", "2-110-4-D-1"),
    ] {
        assert!(INTAKE.contains(line), "{line}");
        examiner.write("told.toml", INTAKE.replace(line, instead));
        refusals.provoke(examiner, &ask, &[paragraph]);
    }
    // Nothing told at all: every paragraph at once.
    let all = ["2-110-3-G", "2-110-3-G-2", "2-110-4-D-2"];
    refusals.provoke(examiner, &["probe", NO_IMAGE, "--purpose", &purpose], &all);

    if let Some(faces) = faces() {
        fs::copy(faces.join("ffhq_pose/near_profile/ffhq_339.jpg"), examiner.path("profile.jpg")).unwrap();
        examiner.write("reason.txt", "there is no other image");
        let mut ask = examiner.probe_args("profile.jpg", &purpose);
        refusals.provoke(examiner, &ask, &["2-110-3-G-2"]);
        ask.extend(["--override-file", "reason.txt"]);
        refusals.provoke(examiner, &ask, &["2-110-3-G-2"]);
        fs::copy(faces.join("noface/azure_house.jpg"), examiner.path("house.jpg")).unwrap();
        examiner.run(&examiner.probe_args("house.jpg", &purpose)).code(4);
        fs::copy(faces.join("groups/dlib_bald_guys.jpg"), examiner.path("group.jpg")).unwrap();
        let group = examiner.run(&examiner.probe_args("group.jpg", &purpose)).code(3);
        assert!(stderr(&group).contains("--face"), "{}", stderr(&group));
        refusals.expected.push(("probe".into(), vec!["2-110-3-G-1".into()]));
    }
    refusals.are_recorded();
}

/// The gate counts when it judges, and the transaction counts again: probes that run side by side are no more than the
/// floor allows (2-110-4-A).
#[test]
fn sop_2_110_4_a_probes_side_by_side_are_no_more_than_the_floor_allows() {
    let world = World::with(|floor| frs::policy::Floor { purpose_probes: 2, ..floor });
    let examiner = &world.examiner;
    examiner.portrait("obama.jpg");
    let purpose = examiner.state(PURPOSE);
    let args = examiner.probe_args("obama.jpg", &purpose);
    let statuses: Vec<_> = thread::scope(|scope| {
        let running: Vec<_> =
            (0..5).map(|_| scope.spawn(|| examiner.frs(&args).output().unwrap().status.code())).collect();
        running.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let of = |code: i32| statuses.iter().filter(|status| **status == Some(code)).count();
    assert_eq!((of(0), of(3)), (2, 3), "{statuses:?}");
    let refusals = world.refusals();
    assert!(refusals.iter().all(|(what, paragraphs)| what == "probe" && paragraphs == &["2-110-4-A"]), "{refusals:?}");
    assert_eq!(refusals.len(), 3);
    assert_eq!(world.verify()["clock_steps"], serde_json::json!([]), "nobody set a clock");
}

/// Two people in one still: each is told where they stand, and nothing is guessed.
#[test]
fn of_several_faces_each_is_named_by_its_place_and_one_is_chosen() {
    let world = World::new();
    let examiner = &world.examiner;
    let (left, right) = (image::open(portraits().join("obama.jpg")), image::open(portraits().join("biden.jpg")));
    let (left, right) = (left.unwrap().thumbnail(400, 400).to_rgb8(), right.unwrap().thumbnail(400, 400).to_rgb8());
    let mut both = image::RgbImage::new(left.width() + right.width(), left.height().max(right.height()));
    image::imageops::replace(&mut both, &left, 0, 0);
    image::imageops::replace(&mut both, &right, i64::from(left.width()), 0);
    both.save(examiner.path("both.png")).unwrap();
    let purpose = examiner.state(PURPOSE);
    let why = examiner.refused(&examiner.probe_args("both.png", &purpose), &["2-110-3-G-1"]);
    assert!(why.contains("holds 2 faces") && why.contains("From left to right:"), "{why}");
    let third = [&examiner.probe_args("both.png", &purpose)[..], &["--face", "3"]].concat();
    let failed = examiner.run(&third).code(2);
    assert!(stderr(&failed).contains("the image shows 2 faces"), "{}", stderr(&failed));
    let chosen = examiner.json(&[&examiner.probe_args("both.png", &purpose)[..], &["--face", "2"]].concat(), &[]);
    let faces = chosen["faces"].as_array().unwrap();
    assert_eq!(faces.iter().map(|face| face["chosen"] == true).collect::<Vec<_>>(), [false, true], "{chosen}");
    world.verify();
}

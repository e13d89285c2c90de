//! The whole program through the binary: three people, eight people, a nightly job; who may do what, and when no more.

use std::fs;

use serde_json::Value;

use super::world::*;

fn details(name: &str, roles: &[&str], batch: &str) -> String {
    let roles: Vec<_> = roles.iter().map(|role| format!("{role:?}")).collect();
    let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let day = |days: i64| today.checked_add(jiff::Span::new().days(days)).unwrap();
    format!(
        "name = \"Person {name}\"\nbadge = \"B-{name}\"\nunit = \"Investigations Bureau\"\nroles = [{}]\n{batch}\
         [training]\ncourse = \"Face review\"\nprovider = \"Academy\"\ncompleted = \"{}\"\nexpires = \"{}\"\n",
        roles.join(", "),
        day(-30),
        day(60),
    )
}

pub fn today(days: i64) -> String {
    let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    today.checked_add(jiff::Span::new().days(days)).unwrap().to_string()
}

/// A file goes from one person to another, as on a stick.
pub fn pass(from: &Person, to: &Person, file: &str) {
    let _ = fs::remove_file(to.path(file));
    fs::copy(from.path(file), to.path(file)).unwrap();
}

/// Somebody asks for roles, `by` signs; the signed file lies with both. Not yet accepted.
fn ask(world: &World, person: &Person, by: &Person, roles: &[&str], batch: &str) -> String {
    person.write("me.toml", details(&person.name, roles, batch));
    let (request, signed) = (format!("{}-request.frs", person.name), format!("{}.frs", person.name));
    let _ = fs::remove_file(person.path(&request));
    let ask = ["paper", "request", "authorization", "--program", &world.program, "--details", "me.toml", "--out"];
    person.run(&[&ask[..], &[&request]].concat()).success();
    pass(person, by, &request);
    let _ = fs::remove_file(by.path(&signed));
    by.run(&["paper", "sign", &request, "--yes", "--out", &signed]).success();
    fs::copy(by.path(&signed), person.authorization()).unwrap();
    signed
}

pub fn join(world: &World, name: &str, by: &Person, roles: &[&str]) -> Person {
    let person = world.person(name);
    let signed = ask(world, &person, by, roles, "");
    accept(by, &signed);
    person
}

fn accept(by: &Person, file: &str) -> Value {
    by.json(&["paper", "accept", file], ADMINISTRATION)
}

fn refused(by: &Person, file: &str, paragraphs: &[&str]) -> String {
    by.refused(&[&["paper", "accept", file], ADMINISTRATION].concat(), paragraphs)
}

/// Drafts a paper from a details file; the first signer is who drafts, the others sign what they get.
pub fn draft(world: &World, kind: &str, details: &str, signers: &[&Person]) -> String {
    let first = signers[0];
    let file = |n: usize| format!("{kind}-{n}.frs");
    for n in 0..=signers.len() {
        signers.iter().for_each(|person| drop(fs::remove_file(person.path(&file(n)))));
    }
    first.write("details.toml", details);
    let program = ["--program", &world.program, "--details", "details.toml", "--out", &file(0)];
    first.run(&[&["paper", "request", kind], &program[..]].concat()).success();
    for (n, signer) in signers.iter().enumerate() {
        if n > 0 {
            pass(signers[n - 1], signer, &file(n));
        }
        signer.run(&["paper", "sign", &file(n), "--yes", "--out", &file(n + 1)]).success();
    }
    let last = file(signers.len());
    if signers.len() > 1 {
        pass(signers[signers.len() - 1], first, &last);
    }
    last
}

pub fn designate(world: &World, person: &Person, until: &str) -> String {
    let details = format!(
        "person = \"{}\"\ntitle = \"Lieutenant\"\nnot-before = \"{}\"\nnot-after = \"{until}\"\nsuspensions-known = 0\n",
        person.id,
        today(-1)
    );
    draft(world, "designation", &details, &[&world.commander])
}

pub fn suspend(world: &World, by: &Person, person: &Person, number: u64) -> String {
    by.write("reason.txt", "searched without a case\n");
    for file in ["suspension.frs", "suspension-signed.frs"] {
        let _ = fs::remove_file(by.path(file));
    }
    let number = number.to_string();
    let draft =
        ["--program", &world.program, "--person", &person.id, "--number", &number, "--reason-file", "reason.txt"];
    by.run(&[&["paper", "request", "suspension"], &draft[..]].concat()).success();
    by.run(&["paper", "sign", "suspension.frs", "--yes"]).success();
    "suspension-signed.frs".into()
}

pub fn status(by: &Person) -> Value {
    let status = by.json(&["program", "status"], ADMINISTRATION);
    assert_eq!(status["schema"], "frs.program-status/1");
    status
}

fn line<'s>(status: &'s Value, person: &Person) -> &'s Value {
    status["people"].as_array().unwrap().iter().find(|one| one["person"] == person.id.as_str()).unwrap()
}

pub fn pending<'s>(status: &'s Value, what: &str) -> Vec<&'s str> {
    let lines = status["pending"].as_array().unwrap().iter().filter(|one| one["what"] == what);
    lines.map(|one| one["says"].as_str().unwrap()).collect()
}

#[test]
fn three_people_run_a_program() {
    let world = World::founded(|mut floor| {
        floor.commander_may_be_release_authority = true;
        floor
    });
    let commander = &world.commander;
    let examiner = join(&world, "ann", commander, &["examiner", "repository-manager", "lead-investigator"]);
    let auditor = join(&world, "oversight", commander, &["auditor"]);
    accept(commander, &designate(&world, &auditor, &today(20)));

    // The examiner enrolls and searches; the book is the auditor's.
    let mut manifest = "path,subject,capture_date\n".to_owned();
    for name in ["obama.jpg", "biden.jpg"] {
        examiner.portrait(name);
        manifest.push_str(&format!("{name},{name},2012-05-31\n"));
    }
    examiner.write("portraits.csv", manifest);
    examiner.run(&[&["enroll", "--manifest", "portraits.csv"], ADMINISTRATION].concat()).success();
    let purpose = examiner.state(PURPOSE);
    examiner.portrait("obama2.jpg");
    let probe = examiner.probe("obama2.jpg", &purpose);
    examiner.run(&["search", &probe, "--purpose", &purpose]).success();
    auditor.refused(&["search", &probe, "--purpose", &purpose], &["2-110-4-A-1"]);

    // An examiner who is also the lead has a designee approve; the Commander decides on a release.
    let approval = format!(
        "case = \"26-00123\"\nitem = [\"report {}\"]\nrecipient = \"Det. Ana Vigil\"\nbasis = \"works the case\"\n\
         expires = \"{}\"\n",
        "5f".repeat(32),
        today(3)
    );
    accept(&auditor, &draft(&world, "share-approval", &approval, &[&auditor]));
    let release = format!("verdict = \"refuse\"\n{approval}");
    let by_examiner = draft(&world, "release-approval", &release, &[&examiner]);
    refused(&examiner, &by_examiner, &["2-110-4-C"]);
    accept(commander, &draft(&world, "release-approval", &release, &[commander]));

    // Who suspends whom with only three: the designee the examiner, and the Commander gives access back.
    accept(&auditor, &suspend(&world, &auditor, &examiner, 1));
    assert_eq!(line(&status(commander), &examiner)["state"], "suspended");
    examiner.refused(&["purpose", "list"], &["2-110-4-E"]);
    let back = |number: u64| {
        format!("person = \"{}\"\nsuspension = 1\nnumber = {number}\nreason = \"retrained and heard\"\n", examiner.id)
    };
    refused(commander, &draft(&world, "reinstatement", &back(3), &[commander]), &["2-110-4-E"]);
    accept(commander, &draft(&world, "reinstatement", &back(2), &[commander]));
    examiner.run(&["search", &probe, "--purpose", &purpose]).success();

    // Roles that one person must not combine, and offices that no authorization gives.
    for (roles, person) in [(&["auditor", "examiner"][..], &examiner), (&["examiner", "commander"], &examiner)] {
        let signed = ask(&world, person, commander, roles, "");
        refused(commander, &signed, &["2-110-4-B"]);
    }
    let told = status(commander);
    assert_eq!(told["people"].as_array().unwrap().len(), 3);
    assert_eq!(line(&told, commander)["roles"], serde_json::json!(["commander", "release-authority"]));
    assert_eq!(line(&told, &auditor)["roles"], serde_json::json!(["auditor", "designee"]));
    assert!(told["ends"].as_array().unwrap().iter().any(|one| one["what"] == "designation"));
    assert_eq!((pending(&told, "rekey").len(), told["suspensions"].as_u64()), (0, Some(2)));
    auditor.run(&[&["audit", "verify"], OVERSIGHT].concat()).success();
}

#[test]
fn eight_people_a_new_commander_and_a_stolen_key() {
    let world = World::founded(|floor| floor);
    let commander = &world.commander;
    let [designee, examiner, reviewer, lead, lieutenant, manager, auditor] = [
        ("deputy", &["lead-investigator"][..]),
        ("examiner", &["examiner"]),
        ("reviewer", &["reviewer"]),
        ("lead", &["lead-investigator"]),
        ("lieutenant", &["release-authority"]),
        ("manager", &["repository-manager"]),
        ("auditor", &["auditor"]),
    ]
    .map(|(name, roles)| join(&world, name, commander, roles));
    // Nobody designates but the Commander, and only whom a paper knows.
    let stranger = world.person("stranger");
    refused(commander, &designate(&world, &stranger, &today(20)), &["2-110-3-A"]);
    let deeper = format!(
        "person = \"{}\"\ntitle = \"Deputy\"\nnot-before = \"{}\"\nnot-after = \"{}\"\nsuspensions-known = 0\n",
        lead.id,
        today(-1),
        today(9)
    );
    accept(commander, &designate(&world, &designee, &today(20)));
    refused(&designee, &draft(&world, "designation", &deeper, &[&designee]), &["2-110-4-B"]);

    // The designee authorizes; the key for faces, which they do not hold, is made up for by whoever does.
    let second = world.person("second");
    let signed = ask(&world, &second, &designee, &["examiner"], "");
    let effects = accept(&designee, &signed)["effects"].to_string();
    assert!(effects.contains("hold no key for them"), "{effects}");
    let told = status(&designee);
    assert_eq!(pending(&told, "key").len(), 1, "{told}");
    let roster = format!(
        "from = \"{}\"\nuntil = \"{}\"\non-call = [\"{} {} {}\"]\n",
        today(0),
        today(6),
        today(0),
        today(6),
        examiner.id
    );
    let roster = draft(&world, "roster", &roster, &[&designee]);
    pass(&designee, &manager, &roster);
    let effects = accept(&manager, &roster)["effects"].to_string();
    assert!(effects.contains("still due"), "{effects}");
    let told = status(&designee);
    assert_eq!((pending(&told, "key").len(), &line(&told, &examiner)["on_call"]), (0, &true.into()));
    assert_eq!(line(&told, &second)["on_call"], false);

    // What is removed for good takes two; the one that is missing is named, and status says that it waits.
    let order = "subject = [\"subject-0123456789abcdef0123456789abcdef\"]\nauthority = \"District Court, order 17\"\n\
                 reason = \"acquitted\"\n";
    let alone = draft(&world, "expunge-order", order, &[&designee]);
    assert!(refused(&designee, &alone, &["2-110-4-B"]).contains("second authorized person"));
    assert_eq!(pending(&status(&auditor), "signature").len(), 1);
    accept(&designee, &draft(&world, "expunge-order", order, &[&designee, &lieutenant]));
    assert_eq!(pending(&status(&auditor), "signature").len(), 0);

    // A forgotten passphrase is no reproach: the old key is retired, the new one is a new request.
    let retirement = format!("person = \"{}\"\nreason = \"forgot the passphrase\"\n", reviewer.id);
    accept(&designee, &draft(&world, "retirement", &retirement, &[&designee]));
    reviewer.refused(&["purpose", "list"], &["2-110-4-E"]);
    refused(commander, &ask(&world, &reviewer, commander, &["reviewer"], ""), &["2-110-4-B"]);
    let told = status(commander);
    assert_eq!(line(&told, &reviewer)["state"], "retired");
    assert!(pending(&told, "rekey")[0].contains("B-reviewer"), "{told}");

    // The root key is stolen: the thief makes an examiner of his own. The recovery key takes it back.
    let stolen_from = told["entry"]["outcome"].as_u64().unwrap() + 1;
    let thief = join(&world, "thief", commander, &["examiner"]);
    thief.state(PURPOSE);
    let (new, safe, recovery) = (world.person("successor"), world.person("safe"), world.recovery());
    let keys = |person: &Person| text(&person.json(&["key", "show"], &[])["public_keys"]);
    let succession = |void: &str| {
        format!(
            "root = \"{}\"\nrecovery = \"{}\"\nreason = \"the root key was stolen\"\n{void}",
            keys(&new),
            keys(&safe)
        )
    };
    let void = succession(&format!("void-from = \"1/{stolen_from}\"\n"));
    let by_root = draft(&world, "succession", &void, &[commander]);
    refused(commander, &by_root, &["2-110-4-B"]);
    let by_recovery = draft(&world, "succession", &void, &[&recovery]);
    pass(&recovery, &manager, &by_recovery);
    accept(&manager, &by_recovery);
    fs::copy(manager.path(&by_recovery), new.authorization()).unwrap();
    thief.refused(&["purpose", "list"], &["2-110-4-E"]);
    commander.refused(&["purpose", "list"], &["2-110-4-E"]);
    let told = status(&new);
    assert_eq!((&told["commander"], &told["recovery"]), (&new.id.as_str().into(), &safe.id.as_str().into()));
    assert_eq!(line(&told, &thief)["state"], "not-authorized");
    assert!(pending(&told, "rekey").iter().any(|says| says.contains(&thief.id[..15])), "{told}");
    // What the old Commander admitted before holds; the new one acts, exchanges the keys, and the book is whole.
    examiner.state(PURPOSE);
    accept(&new, &suspend(&world, &new, &examiner, 1));
    new.run(&[&["program", "rekey"], ADMINISTRATION].concat()).success();
    assert_eq!(pending(&status(&new), "rekey"), Vec::<&str>::new());
    let verified = auditor.run(&[&["audit", "verify", "--json"], OVERSIGHT].concat());
    assert_eq!(json(&verified)["findings"], serde_json::json!([]));
    verified.success();
}

#[test]
fn a_nightly_job_enrolls_on_its_host_from_its_source_and_nothing_else() {
    let world = World::founded(|floor| floor);
    let job = world.person("nightly");
    let host = frs::audit::host();
    let batch = |host: &str| format!("host = {host:?}\nsource = \"county booking\"\n");
    // Without host and source, with another role, or with them and no batch, it is not accepted.
    for (roles, lines, paragraph) in [
        (&["batch"][..], "", "2-110-4-A-1"),
        (&["batch", "examiner"], &batch(&host), "2-110-4-B"),
        (&["examiner"], &batch(&host), "2-110-4-A-1"),
    ] {
        let signed = ask(&world, &job, &world.commander, roles, lines);
        refused(&world.commander, &signed, &[paragraph]);
    }
    let elsewhere = ask(&world, &job, &world.commander, &["batch"], &batch("another-machine"));
    accept(&world.commander, &elsewhere);
    for name in ["obama.jpg", "biden.jpg", "obama2.jpg"] {
        job.portrait(name);
    }
    let list = |source: &str| format!("path,subject,source\nobama.jpg,a,county booking\nbiden.jpg,b,{source}\n");
    job.write("good.csv", list("county booking"));
    job.write("bad.csv", list("somewhere else"));
    let enroll = |list: &'static str| [&["enroll", "--manifest", list], ADMINISTRATION].concat();
    assert!(job.refused(&enroll("good.csv"), &["2-110-4-A-1"]).contains("another-machine"));
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    let here = ask(&world, &job, &world.commander, &["batch"], &batch(&host));
    accept(&world.commander, &here);
    assert!(job.refused(&enroll("bad.csv"), &["2-110-4-A-1"]).contains("somewhere else"));
    let counts = |world: &World| {
        let status = world.commander.json(&["repository", "status"], ADMINISTRATION);
        (status["references"].as_u64(), status["subjects"].as_u64())
    };
    assert_eq!(counts(&world), (Some(0), Some(0)), "nothing of a list with a wrong row is enrolled");
    job.run(&enroll("good.csv")).success();
    assert_eq!(counts(&world), (Some(2), Some(2)));
    // It cannot search, show or export; who it is stands in status.
    for args in [
        &["audit", "show"][..],
        &["audit", "export", "--out", "x"],
        &["audit", "verify"],
        &["repository", "status"],
        &["program", "status"],
    ] {
        job.refused(&[args, OVERSIGHT].concat(), &["2-110-4-A-1"]);
    }
    let stated = job.state(PURPOSE);
    job.refused(
        &["search", "probe-00000000000000000000000000000000", "--purpose", &stated],
        &["2-110-4-A-1", "2-110-4-D-2"],
    );
    let told = status(&world.commander);
    assert_eq!(line(&told, &job)["batch"], serde_json::json!([host, "county booking"]));
}

/// At a terminal, whoever has nothing to show is refused before anything is asked.
#[cfg(target_os = "linux")]
#[test]
fn nobody_answers_questions_in_vain() {
    let world = World::founded(|floor| floor);
    let stranger = world.person("stranger");
    let line = format!("{} search probe-00000000000000000000000000000000", env!("CARGO_BIN_EXE_frs"));
    let mut terminal = assert_cmd::Command::new("script");
    terminal.env_clear().env("PATH", std::env::var("PATH").unwrap_or_default()).envs(stranger.environment());
    terminal.current_dir(&stranger.dir).args(["-qec", &line, "typescript"]).write_stdin("\n\n");
    let Ok(output) = terminal.output() else {
        println!("skipped: no program `script` makes a terminal here");
        return;
    };
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("2-110-4-A-1") && !said.contains("Under which purpose"), "{said}");
    assert_eq!(output.status.code(), Some(3), "{said}");
}

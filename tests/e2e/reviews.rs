//! Second examiners, through the binary: nothing that one of them sealed is dropped, and nobody decides on their own record.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{
    verify::{AT_SIGHT, Case, compared, recorded},
    world::*,
};

/// By place in the list: the item's letter in the newest packet.
fn letters(case: &Case) -> BTreeMap<u64, &'static str> {
    let book = case.world.book();
    let packet = book.iter().rfind(|e| e["operation"] == "verify-packet" && e["event"] == "outcome").unwrap();
    let record: Value = serde_json::from_str(&text(&packet["values"]["record"])).unwrap();
    let ranks = record["order"].as_array().unwrap().iter().map(|rank| rank.as_u64().unwrap());
    ranks.zip(["A", "B", "C"]).collect()
}

pub fn packet(case: &Case, badge: &str) -> Value {
    case.world.examiner.json(&packet_args(case, badge), &[])
}

fn packet_args<'a>(case: &'a Case, badge: &'a str) -> [&'a str; 7] {
    ["verify", "packet", &case.search, "--reviewer", badge, "--purpose", &case.purpose]
}

fn item<'a>(case: &'a Case, letter: &'a str) -> [&'a str; 9] {
    ["verify", "review", &case.search, "--item", letter, "--file", "record.toml", "--purpose", &case.purpose]
}

fn opened(case: &Case, reviewer: &Person, out: &str) {
    reviewer.json(&["verify", "review", &case.search, "--out", out, "--purpose", &case.purpose], &[]);
}

/// Every item as the first examiner: the first candidate kept, the others excluded. What the last one answers.
pub fn agreed(case: &Case, reviewer: &Person) -> Value {
    opened(case, reviewer, "pages");
    let mut last = Value::Null;
    for (rank, letter) in letters(case) {
        reviewer.write("record.toml", if rank == 1 { compared("some-support") } else { AT_SIGHT.to_owned() });
        last = reviewer.json(&item(case, letter), &[]);
    }
    last
}

fn resolve(case: &Case) -> [&str; 9] {
    ["verify", "resolve", &case.search, "--candidate", "1", "--file", "resolve.toml", "--purpose", &case.purpose]
}

fn form(stands: &str, by: &str) -> String {
    format!(
        "stands = \"{stands}\"\nby = \"{by}\"\nwith = \"B-second\"\nbecause = \"the ear is covered by hair in the probe\"\n"
    )
}

fn discovery(case: &Case, out: &str) -> Value {
    let ask = ["share", "discovery", &case.search, "--out", out, "--purpose", &case.purpose];
    case.world.examiner.json(&ask, &[]);
    serde_json::from_str(&case.world.examiner.read(&format!("{out}/discovery.json"))).unwrap()
}

fn of<'d>(discovery: &'d Value, operation: &str) -> Vec<&'d Value> {
    let records = discovery["records"].as_array().unwrap().iter();
    records.filter(|one| one["operation"] == operation).map(|one| &one["record"]).collect()
}

#[test]
fn a_packet_made_anew_keeps_what_the_first_reviewer_sealed() {
    let case = Case::new();
    let examiner = &case.world.examiner;
    let [first, second] = ["first", "second"].map(|name| case.world.authorized(name, "reviewer", &[]));
    recorded(&case);
    assert_eq!(packet(&case, "B-first")["replaces"], Value::Null);
    opened(&case, &first, "pages");
    let of_one = letters(&case)[&1];
    first.write("record.toml", compared("excluded"));
    first.json(&item(&case, of_one), &[]);
    // Nobody is told, not even who collects what the book holds.
    let early = discovery(&case, "early");
    let sealed: Vec<_> = of(&early, "verify-review").into_iter().filter(|one| one["item"] == of_one).collect();
    assert_eq!((sealed.len(), &sealed[0]["sealed"], sealed[0].get("comparison")), (1, &true.into(), None));
    assert_eq!(of(&early, "verify-packet")[0].get("order").or(of(&early, "verify-packet")[0].get("seed")), None);
    assert!(early["notices"].to_string().contains("blind review of this list is not finished"), "{}", early["notices"]);

    // The packet goes to another one; not to the same one twice, and whoever had it goes no further.
    examiner.refused(&packet_args(&case, "B-first"), &["2-110-4-D-4"]);
    let again = packet(&case, "B-second");
    assert_eq!(again["replaces"], serde_json::json!({ "badge": "B-first", "recorded": 1, "items": 3 }));
    first.refused(&item(&case, "B"), &["2-110-4-D-4"]);
    assert_eq!(case.status(examiner)["review"]["state"], "due");
    // The second one sees what the first examiner saw. What the other one sealed is told now, and is a difference.
    let last = agreed(&case, &second);
    assert_eq!((&last["agrees"], &last["differs"]), (&false.into(), &serde_json::json!([1])));
    let status = case.status(examiner);
    assert_eq!((&status["candidates"][0]["state"], &status["report"]), (&"CONFLICT".into(), &false.into()));
    examiner.refused(&case.report_args("report", &[]), &["2-110-4-D-4"]);

    // Who is contradicted does not decide; who contradicts nobody may, as a third one.
    examiner.write("resolve.toml", form("kept", "third-examiner"));
    let why = examiner.refused(&resolve(&case), &["2-110-4-D-4"]);
    assert!(why.contains("You are no third examiner"), "{why}");
    examiner.write("resolve.toml", form("kept", "consultation"));
    assert_eq!(examiner.json(&resolve(&case), &[])["waits_for"], serde_json::json!(["B-first"]));
    first.write("resolve.toml", form("excluded", "third-examiner"));
    first.refused(&resolve(&case), &["2-110-4-D-4"]);
    second.write("resolve.toml", form("kept", "third-examiner"));
    assert_eq!(second.json(&resolve(&case), &[])["waits_for"], serde_json::json!([]));
    assert_eq!(case.status(examiner)["candidates"][0]["state"], "UNVERIFIED");

    // Report, redacted report and discovery tell of both.
    for (out, more) in [("report", &[][..]), ("redacted", &["--redact-others"][..])] {
        examiner.json(&case.report_args(out, more), &[]);
        let page = examiner.read(&format!("{out}/report.html"));
        for told in
            ["Packet before", "1 of 3 items had a record", "Badge B-first reviewed blind and DISSENTED on candidate 1"]
        {
            assert!(page.contains(told), "{told}");
        }
        let record: Value = serde_json::from_str(&examiner.read(&format!("{out}/report.json"))).unwrap();
        let one = &record["candidates"][0];
        assert_eq!((&one["second"]["conclusion"], &one["dissent"]), (&"some-support".into(), &true.into()));
        let others = one["other_seconds"].as_array().unwrap();
        assert_eq!((others.len(), &others[0]["conclusion"]), (1, &"excluded".into()));
        assert_eq!(others[0]["act"]["by"]["badge"], "B-first");
        assert_eq!(record["review"]["packets"].as_array().unwrap().len(), 2);
    }
    let whole = discovery(&case, "whole");
    let dissents =
        |one: &&Value| one["comparison"]["conclusion"] == "excluded" && one["comparison"]["at_sight"] == false;
    assert_eq!(of(&whole, "verify-review").into_iter().filter(dissents).count(), 1);
    assert!(!whole["notices"].to_string().contains("not finished"));
    case.world.verify();
}

#[test]
fn a_difference_is_resolved_by_those_who_differ_or_by_a_third_examiner() {
    let case = Case::new();
    let (world, examiner) = (&case.world, &case.world.examiner);
    let second = world.authorized("second", "reviewer", &[]);
    let third = world.authorized("third", "examiner", &[]);
    recorded(&case);
    packet(&case, "B-second");
    opened(&case, &second, "pages");
    second.write("record.toml", AT_SIGHT);
    for letter in ["A", "B", "C"] {
        second.json(&item(&case, letter), &[]);
    }
    // The third one has looked before they decide; by consultation they have nothing to say.
    third.write("resolve.toml", form("kept", "third-examiner"));
    let why = third.refused(&resolve(&case), &["2-110-4-D-4"]);
    assert!(why.contains("have not opened this candidate"), "{why}");
    case.open(&third, "1");
    third.write("resolve.toml", form("kept", "consultation"));
    let why = third.refused(&resolve(&case), &["2-110-4-D-4"]);
    assert!(why.contains("No record of yours"), "{why}");
    // A copy for the other way: whoever was contradicted agrees, and that is enough.
    let copy = Case { world: world.copy(), purpose: case.purpose.clone(), search: case.search.clone() };
    copy.world.examiner.write("resolve.toml", form("excluded", "consultation"));
    assert_eq!(copy.world.examiner.json(&resolve(&copy), &[])["waits_for"], serde_json::json!([]));
    let status = copy.status(&copy.world.examiner);
    assert_eq!((&status["candidates"][0]["state"], &status["report"]), (&"excluded".into(), &true.into()));

    third.write("resolve.toml", form("kept", "third-examiner"));
    third.json(&resolve(&case), &[]);
    assert_eq!(case.status(examiner)["candidates"][0]["state"], "UNVERIFIED");
    // It is resolved: nobody says another word.
    second.write("resolve.toml", form("excluded", "consultation"));
    second.refused(&resolve(&case), &["2-110-4-D-4"]);
    examiner.json(&case.report_args("report", &[]), &[]);
    let page = examiner.read("report/report.html");
    assert!(
        page.contains("Difference resolved: kept") && page.contains("by third examiner"),
        "who decided stands in it"
    );
    world.verify();
}

//! What a big book costs. Run with `--ignored --nocapture`; the figures are for `docs/audit.md`.

use std::time::Instant;

use frs::{
    audit::Event,
    operation::{Desk, OperationError, PurposeSource, ReportQuery, ReportRequest, Unlocker, own_status, report_book},
    seal::{Cost, KeyFile, Passphrase, Secrets},
    vocabulary::{PurposeDraft, SystemClock},
};
use serde_json::json;

use super::{forger::Forger, world::*};

#[test]
#[ignore = "writes a hundred thousand entries"]
fn a_hundred_thousand_entries() {
    let world = World::new();
    Forger::new(&world, &world.root).fill(&world, 100_000, Event::Refusal.as_str());
    let began = Instant::now();
    drop(world.open());
    println!("first opening (the head is behind): {:?}", began.elapsed());
    act(&mut world.open()).unwrap();
    let began = Instant::now();
    let mut book = world.open();
    println!("opening: {:?}", began.elapsed());
    let began = Instant::now();
    act(&mut book).unwrap();
    println!("an act (two entries): {:?}", began.elapsed());
    let began = Instant::now();
    let verdict = book.verify().unwrap();
    println!("verify {} entries: {:?}", verdict.entries, began.elapsed());
    assert_eq!(verdict.findings, []);
}

struct Root<'w>(&'w World);

impl Unlocker for Root<'_> {
    fn unlock(&self, _: &KeyFile) -> Result<Secrets, OperationError> {
        Ok(copy(&self.0.root))
    }

    fn unlock_anew(&self, key_file: &KeyFile) -> Result<Secrets, OperationError> {
        self.unlock(key_file)
    }
}

/// Work at a desk, as the Commander.
fn at_desk<T>(world: &World, work: impl FnOnce(&Desk<'_>) -> T) -> T {
    let home = world.home.path().join("root");
    std::fs::create_dir_all(&home).unwrap();
    let passphrase = Passphrase::new("correct horse battery staple".to_owned());
    KeyFile::create(&home.join("key.toml"), &world.root, &passphrase, Cost::MINIMUM).unwrap();
    let unlocker = Root(world);
    work(&Desk {
        home: home.clone(),
        repository: world.directory(),
        models: home.clone(),
        authorization: home.join("none"),
        clock: &SystemClock,
        unlocker: &unlocker,
    })
}

/// All of them of the last days: the most that `frs status` reads.
#[test]
#[ignore = "writes a hundred thousand entries"]
fn a_status_over_a_hundred_thousand_entries() {
    let world = World::new();
    Forger::new(&world, &world.root).fill(&world, 100_000, Event::Refusal.as_str());
    at_desk(&world, |desk| {
        for which in ["first", "next"] {
            let began = Instant::now();
            own_status(desk).unwrap();
            println!("{which} status over 100,000 entries: {:?}", began.elapsed());
        }
    });
}

/// Every entry is the outcome of a search with a list of twenty: the longest that there is.
#[test]
#[ignore = "writes a hundred thousand entries"]
fn a_report_over_a_hundred_thousand_entries() {
    let world = World::new();
    let hex = |digit: &str| digit.repeat(32);
    let candidate = |rank: u32| {
        json!({ "rank": rank, "reference": format!("reference-{}", hex("a")), "subject": format!("subject-{}", hex("b")),
                "score": 0.51234, "above_line": rank < 4, "capture_date": "2024-05-31", "photo_age_years": 2,
                "other_references": 0, "marks": ["old-photo"] })
    };
    let record = json!({
        "search": format!("search-{}", hex("c")), "outcome": "candidates",
        "list": { "probe": format!("probe-{}", hex("d")), "candidates": (1..=20).map(candidate).collect::<Vec<_>>() },
    });
    let values = [("result", "done".to_owned()), ("record", record.to_string()), ("milliseconds", "80".into())];
    Forger::new(&world, &world.root).fill_with(&world, 100_000, "outcome", "search", &values);
    let purpose = PurposeDraft::new(frs::vocabulary::PurposeKind::Oversight);
    let purpose = purpose.with(frs::vocabulary::PurposeField::Reason, "what a report over a long book costs");
    at_desk(&world, |desk| {
        let began = Instant::now();
        let (csv, html) = (desk.home.join("all.csv"), desk.home.join("all.html"));
        let ask = ReportRequest {
            purpose: PurposeSource::State(purpose),
            csv: Some(csv.clone()),
            html: Some(html.clone()),
            query: ReportQuery::default(),
            zone: jiff::tz::TimeZone::UTC,
        };
        let report = report_book(desk, ask).unwrap();
        println!("report over {} entries: {:?}", report.findings.book.size, began.elapsed());
        for path in [csv, html] {
            println!("{}: {} bytes", path.display(), std::fs::metadata(&path).unwrap().len());
        }
        assert_eq!(report.findings.searches.len(), 100_000);
    });
}

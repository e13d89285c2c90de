//! Books made up entry by entry, with the values that the operations write.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use serde_json::{Value, json};

use crate::{
    audit::{BookEntry, Openings},
    gate::{AcceptedPaper, AuthorizationPaper, AuthorizationRequest, EntryPlace, Founding, Standing, SuspensionPaper},
    operation::oversight::{
        ledger::Ledger,
        query::{Asked, ReportQuery, Witnessed},
    },
    policy::Floor,
    report::{BookRead, Place, ProgramLine},
    seal::{Secrets, leaf::Leaf, leaf::LeafDraft, leaf::Origin, sha256},
    vocabulary::{Digest, PersonId, ProbeId, ProgramId, PurposeId, SearchId},
};

pub const ROOT: PersonId = PersonId([1; 16]);
pub const EXAMINER: PersonId = PersonId([2; 16]);
pub const OTHER: PersonId = PersonId([3; 16]);
pub const PROGRAM: ProgramId = ProgramId([9; 32]);

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// A book in the making.
pub struct History {
    pub entries: Vec<BookEntry>,
    /// When the next entry is written; each takes a minute.
    pub time: Timestamp,
    pub floor: Floor,
    pub query: ReportQuery,
    pub now: Timestamp,
    pub zone: &'static str,
    pub witnessed: Witnessed,
    pub kind: &'static str,
    /// Where it is known, the papers are held against it.
    pub founding: Option<Founding>,
    log: u64,
    drawn: u32,
}

impl History {
    pub fn new() -> Self {
        let mut history = Self {
            entries: Vec::new(),
            time: at("2026-11-02T15:00:00Z"),
            floor: Floor { reference_retention_years: Some(5), ..Floor::default() },
            query: ReportQuery::default(),
            now: at("2026-11-30T12:00:00Z"),
            zone: "UTC",
            witnessed: Witnessed::default(),
            kind: "program",
            founding: None,
            log: 1,
            drawn: 0,
        };
        history.entry("founding", "founding", ROOT, None, None, &[]);
        history
    }

    fn fresh(&mut self) -> [u8; 16] {
        self.drawn += 1;
        let mut id = [0x11; 16];
        id[..4].copy_from_slice(&self.drawn.to_be_bytes());
        id
    }

    pub fn entry(
        &mut self,
        event: &str,
        operation: &str,
        by: PersonId,
        purpose: Option<PurposeId>,
        answers: Option<u64>,
        values: &[(&'static str, String)],
    ) -> u64 {
        let sequence = self.entries.iter().filter(|e| e.leaf.content.origin.log == self.log).count() as u64;
        let openings = Openings::commit(&values.iter().cloned().collect::<BTreeMap<_, _>>()).unwrap();
        let content = LeafDraft {
            origin: Origin { program: PROGRAM, log: self.log },
            sequence,
            previous: Digest([0; 32]),
            event: event.into(),
            time: self.time,
            monotonic: 0,
            authorization: None,
            operation: operation.into(),
            purpose,
            answers,
            gallery: Digest([0; 32]),
            papers: Digest([0; 32]),
            commitments: openings.commitments(),
        };
        let hash = sha256(format!("{}#{sequence}", self.log).as_bytes());
        self.entries.push(BookEntry { leaf: Leaf { content, signer: by, nonce: [0; 16] }, openings, hash });
        self.time += SignedDuration::from_mins(1);
        sequence
    }

    /// An act: intent and outcome; the outcome's place.
    pub fn act(&mut self, operation: &str, by: PersonId, purpose: Option<PurposeId>, record: &Value) -> u64 {
        self.whole(operation, by, purpose, &[], &[("result", "done".into()), ("record", record.to_string())])
    }

    pub fn whole(
        &mut self,
        operation: &str,
        by: PersonId,
        purpose: Option<PurposeId>,
        intent: &[(&'static str, String)],
        outcome: &[(&'static str, String)],
    ) -> u64 {
        let intent = self.entry("intent", operation, by, purpose, None, intent);
        self.entry("outcome", operation, by, purpose, Some(intent), outcome)
    }

    pub fn state(&mut self, by: PersonId, case: &str) -> PurposeId {
        let statement = json!({
            "purpose": "criminal-activity", "case-number": case, "offense-code": "30-16-2",
            "offense": "armed robbery of a store", "relation": "suspect", "relation-basis": "seen on the recording",
            "lead-investigator": "Ana Vigil", "lead-badge": "3121",
        });
        self.state_as(by, &statement)
    }

    pub fn state_as(&mut self, by: PersonId, statement: &Value) -> PurposeId {
        let id = PurposeId(self.fresh());
        let done = [("result", "done".to_owned()), ("record", "{}".to_owned())];
        self.whole("purpose-state", by, Some(id), &[("statement", statement.to_string())], &done);
        id
    }

    pub fn probe(&mut self, by: PersonId, purpose: PurposeId, reason: Option<&str>) -> ProbeId {
        let id = ProbeId(self.fresh());
        let warnings: &[&str] = if reason.is_some() { &["sharpness 31 (limit 40): take a sharper frame"] } else { &[] };
        let record = json!({
            "probe": id, "model": Digest([7; 32]), "image": sha256(&self.drawn.to_be_bytes()), "warnings": warnings,
            "record": { "intake": { "source": "cctv", "child": false, "obtained-how": "handed over by the owner" },
                        "override_reason": reason },
        });
        self.act("probe", by, Some(purpose), &record);
        id
    }

    pub fn search(&mut self, by: PersonId, purpose: PurposeId, probe: ProbeId) -> SearchId {
        self.search_as(by, purpose, probe, 2, 1, &json!(null))
    }

    pub fn search_as(
        &mut self,
        by: PersonId,
        purpose: PurposeId,
        probe: ProbeId,
        candidates: u32,
        above: u32,
        links: &Value,
    ) -> SearchId {
        let id = SearchId(self.fresh());
        let list: Vec<_> = (1..=candidates).map(|rank| json!({ "rank": rank, "above_line": rank <= above })).collect();
        let record = json!({
            "search": id, "outcome": if above > 0 { "candidates" } else { "no-candidate" },
            "list": { "probe": probe, "candidates": list }, "list_digest": Digest([0; 32]), "links": links,
        });
        self.act("search", by, Some(purpose), &record);
        id
    }

    pub fn refuse(&mut self, operation: &str, by: PersonId, paragraphs: &[&str]) {
        self.entry("refusal", operation, by, None, None, &[("refusal", refusal(paragraphs).to_string())]);
    }

    pub fn accept(&mut self, paper: &str) -> u64 {
        self.whole("paper-accept", ROOT, None, &[], &[("result", "done".into()), ("paper", paper.to_owned())])
    }

    /// An authorization that was accepted; its person.
    pub fn authorize(&mut self, badge: &str, role: &str, not_after: Timestamp, training_ends: &str) -> PersonId {
        let keys = Secrets::generate().unwrap();
        self.authorize_keys(&keys, badge, role, not_after, training_ends);
        keys.public_keys().person_id()
    }

    pub fn authorize_keys(
        &mut self,
        keys: &Secrets,
        badge: &str,
        role: &str,
        not_after: Timestamp,
        training_ends: &str,
    ) {
        let root = Secrets::generate().unwrap();
        let details = format!(
            "name = \"Ximena Quintanilla\"\nbadge = {badge:?}\nunit = \"Investigations Bureau\"\nroles = [{role:?}]\n\
             [training]\ncourse = \"Basic\"\nprovider = \"Academy\"\ncompleted = 2026-01-31\nexpires = {training_ends}\n"
        );
        let request = AuthorizationRequest::write(&details, PROGRAM, keys).unwrap();
        let paper = AuthorizationPaper::approve(&request, &root, at("2026-01-01T00:00:00Z"), not_after, 0).unwrap();
        self.accept(&paper.paper().to_string());
    }

    pub fn suspend(&mut self, person: PersonId) {
        let paper = SuspensionPaper::draft(PROGRAM, person, 1, "searched for a neighbour").unwrap();
        self.accept(&paper.paper().to_string());
    }

    /// What follows is written after a restore.
    pub fn restored(&mut self) {
        self.log += 1;
    }

    pub fn ledger(&self) -> Ledger {
        let mut ledger = Ledger::default();
        self.entries.iter().for_each(|entry| ledger.hear(entry));
        ledger.finish(Place { log: self.log, sequence: u64::MAX });
        if let Some(founding) = &self.founding {
            ledger.hold_against(&self.standing(founding));
        }
        ledger
    }

    fn standing(&self, founding: &Founding) -> Standing {
        let accepted = |entry: &BookEntry| {
            let content = &entry.leaf.content;
            let place = EntryPlace { log: content.origin.log, sequence: content.sequence };
            Some(AcceptedPaper { place, time: content.time, file: entry.openings.get("paper")?.to_owned() })
        };
        let papers: Vec<_> = self.entries.iter().filter_map(accepted).collect();
        Standing::replay(founding.clone(), &papers).unwrap()
    }

    pub fn asked<'a>(&'a self, ledger: &'a Ledger) -> Asked<'a> {
        let size = self.entries.len() as u64;
        Asked {
            ledger,
            query: &self.query,
            person: None,
            program: ProgramLine {
                id: PROGRAM,
                fingerprint: PROGRAM.fingerprint(),
                kind: self.kind.into(),
                name: "City Police FRP".into(),
            },
            commanders: BTreeMap::from([(ROOT, "commander".to_owned())]),
            floor: &self.floor,
            now: self.now,
            zone: TimeZone::get(self.zone).unwrap(),
            book: BookRead { log: self.log, size, root: Digest([0x66; 32]), entries: size },
            intent: Place { log: self.log, sequence: size },
            witnessed: self.witnessed,
        }
    }

    pub fn findings(&self) -> crate::report::AuditFindings {
        let ledger = self.ledger();
        crate::operation::oversight::findings::findings(&self.asked(&ledger))
    }
}

pub fn refusal(paragraphs: &[&str]) -> Value {
    let breach = |paragraph: &&str| json!({ "paragraph": paragraph, "rule": "r", "says": "s", "why": "It is not.", "remedy": "Mend it." });
    json!({ "breaches": paragraphs.iter().map(breach).collect::<Vec<_>>() })
}

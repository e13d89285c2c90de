//! A list against what its day gives: honest lists are equal, and whatever was changed in one is found or accounted for.

use std::{
    collections::{BTreeMap, HashMap},
    convert::Infallible,
};

use proptest::prelude::*;

use super::compare::{Found, Then};
use crate::{
    report::{CandidateLine, CandidateList, ModelName},
    repository::Compared,
    vocabulary::{ComparisonScore, Digest, ProbeId, ReferenceId, SubjectId},
};

fn compared(id: u8, person: u8, score: f32) -> Compared {
    let (label, details) = (Digest([0; 32]), Digest([0; 32]));
    Compared {
        reference: ReferenceId([id; 16]),
        subject: SubjectId([person; 16]),
        score: ComparisonScore(score),
        label,
        details,
    }
}

fn line(rank: u32, one: &Compared, more: u64) -> CandidateLine {
    CandidateLine {
        rank,
        reference: one.reference,
        subject: one.subject,
        score: one.score.0,
        above_line: one.score.0 >= 0.45,
        capture_date: None,
        photo_age_years: None,
        fmr_at_most: None,
        fmr_below_one_in: None,
        fmr_at_least: None,
        chance_hits_at_most: None,
        chance_hits_at_least: None,
        other_references: more,
        marks: vec!["photo-age-unknown".into()],
    }
}

/// The list that an honest search gives: the best photograph of each person, in order.
fn honest(all: &[Compared], asked: u32) -> CandidateList {
    let mut best = HashMap::<SubjectId, (Compared, u64)>::new();
    for one in all {
        let held = best.entry(one.subject).or_insert((*one, 0));
        held.1 += 1;
        if one.order(&held.0).is_lt() {
            held.0 = *one;
        }
    }
    let subjects = best.len() as u64;
    let mut best: Vec<_> = best.into_values().collect();
    best.sort_by(|(a, _), (b, _)| a.order(b));
    best.truncate(asked as usize);
    let candidates = (1..).zip(&best).map(|(rank, (one, count))| line(rank, one, count - 1)).collect();
    CandidateList {
        probe: ProbeId([1; 16]),
        model: ModelName { name: "mobilefacenet".into(), weights: Digest([7; 32]) },
        gallery_root: Digest([6; 32]),
        references: all.len() as u64,
        subjects,
        not_searched: 0,
        floor: 1,
        line: 0.45,
        asked,
        candidates,
    }
}

/// Six photographs of four people.
fn day() -> Vec<Compared> {
    [(1, 1, 0.9), (2, 1, 0.8), (3, 2, 0.6), (4, 3, 0.5), (5, 3, 0.2), (6, 4, 0.1)]
        .map(|(id, person, score)| compared(id, person, score))
        .to_vec()
}

struct World {
    recorded: CandidateList,
    now: Vec<Compared>,
    gone: BTreeMap<ReferenceId, (u64, u64)>,
    gone_people: u64,
    merged: Vec<((u64, u64), SubjectId, SubjectId)>,
    cases_changed: bool,
    not_searched: Option<u64>,
}

impl World {
    fn of(asked: u32) -> Self {
        Self {
            recorded: honest(&day(), asked),
            now: day(),
            gone: BTreeMap::new(),
            gone_people: 0,
            merged: Vec::new(),
            cases_changed: false,
            not_searched: Some(0),
        }
    }

    fn found(&self) -> Found {
        let then = Then {
            recorded: &self.recorded,
            compared: &self.now,
            gone: &self.gone,
            gone_people: self.gone_people,
            merged: &self.merged,
            cases_changed: self.cases_changed,
            same_card: true,
            not_searched: self.not_searched,
        };
        let Ok(found) = then.compare(|rank, one, more| Ok::<_, Infallible>(line(rank, one, more)));
        found
    }

    fn states(&self) -> Vec<&'static str> {
        self.found().lines.iter().map(|line| line.state).collect()
    }

    /// Takes a photograph away, with or without an entry that says so.
    fn without(mut self, id: u8, entry: Option<u64>) -> Self {
        self.now.retain(|one| one.reference != ReferenceId([id; 16]));
        self.gone.extend(entry.map(|entry| (ReferenceId([id; 16]), (1, entry))));
        self
    }
}

#[test]
fn an_honest_list_is_equal() {
    for asked in [2, 3, 20] {
        let world = World::of(asked);
        let found = world.found();
        assert_eq!(found.again, world.recorded.candidates);
        assert!(found.findings.is_empty() && found.accounted.is_empty() && found.unchecked.is_empty(), "{found:?}");
        assert!(world.states().iter().all(|state| *state == "equal"));
    }
}

#[test]
fn what_was_changed_in_a_list_is_found() {
    let finds = |change: &dyn Fn(&mut World), says: &str| {
        let mut world = World::of(3);
        change(&mut world);
        let findings = world.found().findings;
        assert!(findings.iter().any(|why| why.contains(says)), "{says}: {findings:?}");
    };
    finds(&|w| w.recorded.candidates[1].score = 0.7, "candidate 2: the score is 0.6000, and 0.7000 is recorded");
    finds(&|w| w.recorded.candidates[1].marks.clear(), "candidate 2: what stands beside the score");
    finds(
        &|w| w.recorded.candidates[0].subject = SubjectId([9; 16]),
        "candidate 1: the photograph is now another person's",
    );
    finds(&|w| w.recorded.candidates[0].other_references = 0, "candidate 1: another number of further photographs");
    finds(&|w| w.recorded.candidates.swap(0, 1), "order of their scores");
    finds(&|w| drop(w.recorded.candidates.remove(0)), "of those who were enrolled then, 2 belong on the list");
    // A weaker photograph of the same person in place of the best one.
    finds(
        &|w| w.recorded.candidates[0] = line(1, &day()[1], 1),
        "candidate 1: another photograph of the person, enrolled then",
    );
    // Somebody who does not belong there in place of somebody who does.
    finds(
        &|w| w.recorded.candidates[2] = line(3, &day()[5], 0),
        "of those who were enrolled then, 1 belong on the list",
    );
    finds(&|w| w.recorded.references = 7, "7 photographs were compared then; of those there are 6 now");
    finds(&|w| w.recorded.subjects = 5, "5 people were compared then, and 4 of that day are there now");
    finds(&|w| w.recorded.not_searched = 1, "1 images could not be searched then");
    finds(
        &|w| w.now.retain(|one| one.reference != ReferenceId([3; 16])),
        "candidate 2: its photograph is not in the repository",
    );
    finds(&|w| w.now.retain(|one| one.reference != ReferenceId([6; 16])), "6 photographs were compared then");
}

#[test]
fn a_short_list_leaves_nobody_out() {
    let mut world = World::of(20);
    world.recorded.candidates.pop();
    assert!(world.found().findings.iter().any(|why| why.contains("belong on the list")));
}

#[test]
fn what_was_expunged_is_accounted_for_by_its_entry() {
    // On the list, and the only photograph of the person.
    let mut world = World::of(3).without(3, Some(40));
    world.gone_people = 1;
    let found = world.found();
    assert_eq!((world.states(), found.findings.len()), (vec!["equal", "expunged", "equal"], 0), "{found:?}");
    assert!(found.accounted.iter().any(|why| why.contains("candidate 2") && why.contains("entry 40")), "{found:?}");
    // The best photograph of a person of whom a weaker one is left: the weaker one is not shown in its place.
    let world = World::of(3).without(1, Some(41));
    assert_eq!((world.states(), world.found().findings.len()), (vec!["expunged", "equal", "equal"], 0));
    // A further photograph.
    let world = World::of(3).without(2, Some(42));
    assert_eq!((world.states(), world.found().findings.len()), (vec!["changed", "equal", "equal"], 0));
    // Not on the list: said, and that it cannot be made again.
    let mut world = World::of(2).without(6, Some(43));
    world.gone_people = 1;
    let found = world.found();
    assert_eq!((world.states(), found.findings.len()), (vec!["equal", "equal"], 0));
    assert!(
        found.unchecked[0].contains("of the photographs of that day that were not on the list, 1 were"),
        "{found:?}"
    );
}

#[test]
fn a_merge_is_accounted_for_by_its_entry() {
    let mut world = World::of(3);
    let merge = ((1, 50), SubjectId([2; 16]), SubjectId([1; 16]));
    world.now.iter_mut().filter(|one| one.subject == merge.1).for_each(|one| one.subject = merge.2);
    assert!(!world.found().findings.is_empty(), "without the entry it is found");
    world.merged = vec![merge];
    let found = world.found();
    assert_eq!((world.states(), found.findings.len()), (vec!["changed", "changed", "equal"], 0), "{found:?}");
    assert!(found.accounted.iter().any(|why| why.contains("candidate 2") && why.contains("entry 50")), "{found:?}");
}

#[test]
fn the_mark_of_a_case_changes_with_its_cases_only() {
    let mut world = World::of(3);
    world.recorded.candidates[0].marks.push("enrolled-after-case".into());
    assert!(!world.found().findings.is_empty());
    world.cases_changed = true;
    assert_eq!((world.states()[0], world.found().findings.len()), ("changed", 0));
}

proptest! {
    #[test]
    fn nobody_who_was_not_on_the_list_is_named_and_any_honest_list_is_equal(
        scores in prop::collection::vec((-10i8..10, 0u8..12), 2..60), asked in 2u32..20, taken in 0usize..60,
    ) {
        let all: Vec<Compared> = (0..).zip(&scores)
            .map(|(id, (score, person))| compared(id, *person, f32::from(*score) / 10.0)).collect();
        let mut world = World { recorded: honest(&all, asked), now: all.clone(), ..World::of(3) };
        prop_assert!(world.found().findings.is_empty() && world.found().again == world.recorded.candidates);
        // Somebody vanishes without an entry: it is found, and nobody else is named.
        let taken = all[taken % all.len()].reference;
        world.now.retain(|one| one.reference != taken);
        let found = world.found();
        prop_assert!(!found.findings.is_empty());
        let listed: Vec<String> = world.recorded.candidates.iter().map(|line| line.reference.to_string()).collect();
        let told = format!("{:?} {:?} {:?}", found.findings, found.accounted, found.unchecked);
        prop_assert!(!told.contains("reference-") && found.again.iter().all(|line| listed.contains(&line.reference.to_string())));
    }
}

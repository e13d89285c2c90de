//! The packed list is that of a full sort of all scores, bit for bit, whatever the templates are.

use std::collections::{HashMap, HashSet};

use proptest::prelude::*;
use zeroize::Zeroizing;

use super::{kernel::Way, *};
use crate::vocabulary::{Digest, ReferenceId, SubjectId, Template};

const MODEL: Digest = Digest([7; 32]);

fn template(values: &[f32]) -> Template {
    Template::normalized(MODEL, values.to_vec()).unwrap()
}

fn ids(number: usize, person: usize) -> (ReferenceId, SubjectId) {
    let id = |number: usize| std::array::from_fn(|at| number.to_be_bytes().get(at).copied().unwrap_or(1));
    (ReferenceId(id(number)), SubjectId(id(person)))
}

/// Person of each template; `None` where the model found no face.
type Gallery = Vec<(usize, Option<Template>)>;

fn runs(gallery: &Gallery, length: usize) -> Vec<PackedRun> {
    let run = |(number, run): (usize, &[(usize, Option<Template>)])| {
        let mut entries = Vec::new();
        for (at, (person, template)) in run.iter().enumerate() {
            let (reference, subject) = ids(number * length + at, *person);
            entries.push(Entry { reference, subject, digest: Digest([number as u8; 32]), template: template.as_ref() });
        }
        PackedRun::of(number as u64, MODEL, &entries).unwrap()
    };
    gallery.chunks(length).enumerate().map(run).collect()
}

/// Best score of each of the best people: what a full sort gives.
fn full(gallery: &Gallery, probe: &Template, wanted: usize) -> Vec<(u32, usize)> {
    let scored = gallery.iter().enumerate().filter_map(|(at, (_, template))| Some((at, template.as_ref()?)));
    let mut scored: Vec<(f32, usize)> = scored.map(|(at, one)| (probe.compare(one).unwrap().0, at)).collect();
    scored.sort_by(|(a, x), (b, y)| b.total_cmp(a).then(x.cmp(y)));
    let mut seen = HashSet::new();
    scored.retain(|(_, at)| seen.insert(gallery[*at].0));
    scored.iter().take(wanted).map(|(score, at)| (score.to_bits(), *at)).collect()
}

/// The same through packed runs; and how many were compared again.
fn sieved(gallery: &Gallery, probe: &Template, wanted: usize, length: usize, way: Way) -> (Vec<(u32, usize)>, usize) {
    let place: HashMap<ReferenceId, usize> =
        gallery.iter().enumerate().map(|(at, (person, _))| (ids(at, *person).0, at)).collect();
    let (query, mut sieve) = (Queries::of([probe]), Sieve::new(wanted));
    for run in runs(gallery, length) {
        let references: Vec<_> = run.references().collect();
        let mut likely = Vec::new();
        run.scan_by(way, &query, &[sieve.floor()], &mut |_, slot, score, error| {
            let (reference, subject, digest) = references[slot];
            likely.push(Likely { least: score - error, most: score + error, reference, subject, digest });
        });
        likely.into_iter().for_each(|one| sieve.take(one));
    }
    let score = |one: &Likely| probe.compare(gallery[place[&one.reference]].1.as_ref().unwrap()).unwrap().0;
    let settled = sieve.settle(|one| Ok::<_, ()>((score(one), *one)));
    let mut likely = settled.unwrap();
    likely.sort_by_key(|one| place[&one.reference]);
    let again: Gallery = likely.iter().map(|one| gallery[place[&one.reference]].clone()).collect();
    let mut found = full(&again, probe, wanted);
    found.iter_mut().for_each(|(_, at)| *at = place[&likely[*at].reference]);
    // Equal scores stand by reference.
    let mut best: Vec<(u32, usize)> = found;
    best.sort_by(|(a, x), (b, y)| f32::from_bits(*b).total_cmp(&f32::from_bits(*a)).then(x.cmp(y)));
    (best, likely.len())
}

fn same_list(gallery: &Gallery, probe: &Template, wanted: usize, length: usize) -> Result<usize, TestCaseError> {
    let expected = full(gallery, probe, wanted);
    let mut again = 0;
    for way in Way::all() {
        let (found, compared) = sieved(gallery, probe, wanted, length, way);
        let scores = |list: &[(u32, usize)]| list.iter().map(|(score, _)| *score).collect::<Vec<_>>();
        prop_assert_eq!(scores(&found), scores(&expected), "{:?}", way);
        prop_assert_eq!(&found, &expected, "{:?}", way);
        again = compared;
    }
    Ok(again)
}

/// Templates that are made to be mistaken for each other: equal ones, ones that differ in the last bit of a value, ones along an
/// axis (whose other values all round to nothing), tiny steps around the probe, ones of greatest values alone, and ones whose upper
/// bits lose as much as they can, all of it in the direction of the probe or against it.
fn hostile() -> impl Strategy<Value = (Template, Gallery)> {
    let values = |n: usize| prop::collection::vec(prop_oneof![-1f32..1.0, -1e-3f32..1e-3, Just(0.0), Just(1.0)], n);
    (1usize..70).prop_flat_map(move |n| {
        let one = (0u8..9, values(n), 0usize..n, 0usize..12, -3i32..4);
        (values(n), prop::collection::vec(one, 1..90)).prop_filter_map("no length", move |(probe, drafts)| {
            let probe = Template::normalized(MODEL, probe).ok()?;
            let mut gallery: Gallery = Vec::new();
            for (kind, values, at, person, step) in drafts {
                let mut near = probe.values().to_vec();
                let made = match kind {
                    0 => Some(values),
                    1 => Some(near),
                    2 => {
                        near[at] = f32::from_bits(near[at].to_bits().wrapping_add_signed(step));
                        Some(near)
                    }
                    3 => {
                        near[at] += step as f32 * 1e-4;
                        Some(near)
                    }
                    4 => {
                        let mut axis = vec![1e-7; values.len()];
                        axis[at] = 1.0;
                        Some(axis)
                    }
                    5 => Some(near.iter().map(|value| value.signum()).collect()),
                    6 | 7 => {
                        // What is stored is 8 times its upper bits and the most, or the least, that there is beside them.
                        let most = |value: &f32| if (*value > 0.0) == (kind == 6) { 7.0 } else { 0.0 };
                        let whole = |value: &f32| (value * 100.0 / 8.0).floor().clamp(-15.0, 14.0) * 8.0 + most(value);
                        let mut edge: Vec<f32> = values
                            .iter()
                            .zip(&near)
                            .map(|(own, value)| {
                                whole(&(if step > 0 { *value } else { *own * 0.9 })) - most(own) + most(value)
                            })
                            .collect();
                        edge[at] = 127.0;
                        Some(edge)
                    }
                    _ => None,
                };
                let template = made.and_then(|values| Template::normalized(MODEL, values).ok());
                gallery.push((person, template));
            }
            Some((probe, gallery))
        })
    })
}

proptest! {
    #[test]
    fn the_list_is_that_of_a_full_sort((probe, gallery) in hostile(), wanted in 1usize..14, length in 1usize..70) {
        same_list(&gallery, &probe, wanted, length)?;
    }

    #[test]
    fn no_score_lies_outside_its_bounds((probe, gallery) in hostile()) {
        for run in runs(&gallery, 1_024) {
            run.scan(&Queries::of([&probe]), &[f32::NEG_INFINITY], &mut |_, slot, score, error| {
                let exact = probe.compare(gallery[slot].1.as_ref().unwrap()).unwrap().0;
                assert!(score - error <= exact && exact <= score + error, "{score} ± {error}, {exact}");
            });
        }
    }

    #[test]
    fn whoever_reaches_the_floor_is_told_of((probe, gallery) in hostile(), place in any::<prop::sample::Index>()) {
        let exact = |template: &Template| probe.compare(template).unwrap().0;
        let mut scores: Vec<f32> = gallery.iter().filter_map(|(_, template)| template.as_ref()).map(exact).collect();
        prop_assume!(!scores.is_empty());
        scores.sort_by(f32::total_cmp);
        let floor = scores[place.index(scores.len())];
        for (way, several) in Way::all().into_iter().flat_map(|way| [(way, 1), (way, 7)]) {
            let mut told = HashSet::new();
            let queries = Queries::of(std::iter::repeat_n(&probe, several));
            runs(&gallery, 1_024)[0].scan_by(way, &queries, &vec![floor; several], &mut |query, slot, _, _| {
                assert!(told.insert((query, slot)), "told of once");
            });
            for (slot, (_, template)) in gallery.iter().enumerate() {
                let reaches = template.as_ref().is_some_and(|template| exact(template) >= floor);
                prop_assert!((0..several).all(|query| !reaches || told.contains(&(query, slot))), "{:?} {}", way, several);
            }
        }
    }

    #[test]
    fn a_run_reads_back_and_nothing_else_is_one(
        (_, gallery) in hostile(), cut in any::<prop::sample::Index>(), byte in 0usize..60, value in 1u8..=255,
    ) {
        let run = runs(&gallery, 1_024).pop().unwrap();
        let bytes = run.bytes().to_vec();
        let again = PackedRun::read(0, Zeroizing::new(bytes.clone())).unwrap();
        prop_assert_eq!((again.digest(), again.len()), (run.digest(), gallery.len()));
        prop_assert_eq!(again.with_template(), gallery.iter().filter(|(_, template)| template.is_some()).count());
        prop_assert!(PackedRun::read(1, Zeroizing::new(bytes.clone())).is_none());
        prop_assert!(PackedRun::read(0, Zeroizing::new(bytes[..cut.index(bytes.len())].to_vec())).is_none());
        // A header that says something else is refused or is of another model; it never reads past the end.
        let mut other = bytes;
        other[byte] ^= value;
        if let Some(read) = PackedRun::read(0, Zeroizing::new(other)) {
            prop_assert!(read.digest() != run.digest() && read.references().count() <= read.bytes().len() / 64);
        }
    }
}

/// Values that look like those of a model: the sum of some uniform ones.
fn model_like(seed: &mut u64, values: usize) -> Vec<f32> {
    let mut next = || {
        *seed ^= *seed << 13;
        *seed ^= *seed >> 7;
        *seed ^= *seed << 17;
        (*seed >> 40) as f32 / (1u32 << 24) as f32 - 0.5
    };
    (0..values).map(|_| (0..6).map(|_| next()).sum()).collect()
}

#[test]
fn few_of_many_are_compared_again() {
    let mut seed = 0x9E37_79B9_7F4A_7C15;
    for values in [128, 192, 320, 512] {
        let gallery: Gallery = (0..20_000).map(|at| (at / 3, Some(template(&model_like(&mut seed, values))))).collect();
        let probe = template(&model_like(&mut seed, values));
        let again = same_list(&gallery, &probe, 20, 1_024).unwrap();
        assert!(again < 400, "{again} of 20,000 at {values}");
    }
}

#[test]
fn many_probes_at_once_find_what_each_finds_alone() {
    let mut seed = 5;
    let gallery: Gallery = (0..700).map(|at| (at, Some(template(&model_like(&mut seed, 100))))).collect();
    let probes: Vec<Template> = (0..21).map(|_| template(&model_like(&mut seed, 100))).collect();
    let run = &runs(&gallery, 1_024)[0];
    let found = |way, probes: &[Template], first: usize| {
        let mut found = Vec::new();
        run.scan_by(way, &Queries::of(probes), &vec![0.05; probes.len()], &mut |query, slot, score, error| {
            found.push((first + query, slot, score.to_bits(), error.to_bits()));
        });
        found.sort_unstable();
        found
    };
    let plain = *Way::all().last().unwrap();
    let alone: Vec<_> =
        probes.iter().enumerate().flat_map(|(at, probe)| found(plain, std::slice::from_ref(probe), at)).collect();
    assert!(alone.len() > 1_000);
    for way in Way::all() {
        assert!(found(way, &probes, 0) == alone, "{way:?}");
        let few: Vec<_> = (0..21).step_by(3).flat_map(|at| found(way, &probes[at..at + 3], at)).collect();
        assert!(few.len() == alone.len() && few.iter().all(|one| alone.contains(one)), "{way:?}, three at a time");
    }
}

#[test]
fn what_has_no_template_is_never_found() {
    let gallery: Gallery = vec![(0, None), (1, Some(template(&[1.0, 0.0, 0.0]))), (2, None)];
    let runs = runs(&gallery, 1_024);
    assert_eq!((runs[0].len(), runs[0].with_template(), runs[0].values()), (3, 1, 3));
    let mut found = Vec::new();
    runs[0].scan(&Queries::of([&template(&[-1.0, 0.0, 0.0])]), &[f32::NEG_INFINITY], &mut |_, slot, _, _| {
        found.push(slot)
    });
    assert_eq!(found, [1]);
    let empty = PackedRun::of(3, MODEL, &[]).unwrap();
    assert!(empty.is_empty() && empty.with_template() == 0);
    empty.scan(&Queries::of([&template(&[1.0])]), &[-2.0], &mut |_, _, _, _| panic!("found in nothing"));
    // As many values as any model gives.
    let values: Vec<f32> = (0..MOST_VALUES).map(|at| at as f32 + 1.0).collect();
    let (long, other) = (template(&values), template(&values.iter().rev().copied().collect::<Vec<_>>()));
    let gallery = vec![(0, Some(long.clone())), (1, Some(other))];
    same_list(&gallery, &long, 2, 1_024).unwrap();
    // Templates of two lengths stay unpacked.
    let (short, long) = (template(&[1.0]), template(&[1.0, 0.0]));
    let entry = |template| Entry {
        reference: ReferenceId([1; 16]),
        subject: SubjectId([1; 16]),
        digest: MODEL,
        template: Some(template),
    };
    assert!(PackedRun::of(0, MODEL, &[entry(&short), entry(&long)]).is_none());
}

use proptest::prelude::*;

use super::*;

/// A score for two photographs that depends on nothing else.
fn score(a: u32, b: u32) -> f32 {
    let mixed = (u64::from(a) << 32 | u64::from(b)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((mixed >> 40) as f32 / (1u64 << 24) as f32) * 1.2 - 0.4
}

fn naive(person: &[u32]) -> Vec<CrossScore> {
    let mut all = Vec::new();
    for a in 0..person.len() {
        for b in a + 1..person.len() {
            if person[a] != person[b] {
                all.push(CrossScore { score: score(a as u32, b as u32), a: a as u32, b: b as u32 });
            }
        }
    }
    all
}

fn photos(person: &[u32]) -> Vec<u32> {
    (0..person.len() as u32).collect()
}

proptest! {
    #[test]
    fn counts_and_thresholds_are_the_naive_ones(
        person in prop::collection::vec(0u32..7, 2..40), drawn in prop::collection::vec(0u32..3, 7),
        fmr in 0.0f64..0.3, threshold in -1.0f32..1.0,
    ) {
        let all = naive(&person);
        let cross = Cross::all(&person, 7, &photos(&person), score);
        let listed = Cross::listed(&person, 7, all.clone());
        for cross in [&cross, &listed] {
            prop_assert_eq!(cross.count(), all.len() as u64);
            prop_assert_eq!(cross.reaching(threshold), all.iter().filter(|one| one.score >= threshold).count() as u64);
            let found = cross.threshold(fmr);
            let reach = |t: f32| all.iter().filter(|one| one.score >= t).count() as f64;
            prop_assert!(reach(found) <= fmr * all.len() as f64);
            // One step lower and it would be too many, or all of them are allowed.
            prop_assert!(reach(found.next_down()) > fmr * all.len() as f64 || found == -1.0);
            let weight = |one: &CrossScore| {
                u64::from(drawn[person[one.a as usize] as usize] * drawn[person[one.b as usize] as usize])
            };
            prop_assert_eq!(cross.count_drawn(&drawn, |_| true), all.iter().map(weight).sum::<u64>());
            prop_assert_eq!(
                cross.count_drawn(&drawn, |photo| photo % 2 == 0),
                all.iter().filter(|one| one.a % 2 == 0 && one.b % 2 == 0).map(weight).sum::<u64>()
            );
            let reached = |t: f32| all.iter().filter(|one| one.score >= t).map(weight).sum::<u64>();
            prop_assert_eq!(cross.reaching_drawn(threshold, &drawn, |_, _| true), reached(threshold));
            let several = [threshold, threshold + 0.1, threshold + 0.3];
            let one_by_one: Vec<f64> = several.iter().map(|t| ratio(cross.reaching_drawn(*t, &drawn, |_, _| true), cross.count_drawn(&drawn, |_| true))).collect();
            let together = cross.fmrs_drawn(&several, &drawn);
            prop_assert!(one_by_one.iter().zip(&together).all(|(x, y)| x.to_bits() == y.to_bits()));
            let found = cross.thresholds_drawn(&[fmr], &drawn)[0];
            let count = all.iter().map(weight).sum::<u64>() as f64;
            if found.is_nan() {
                prop_assert!(reached(-2.0) as f64 <= (fmr * count).floor());
            } else {
                prop_assert!(reached(found) as f64 <= fmr * count && reached(found.next_down()) as f64 > (fmr * count).floor());
            }
        }
        prop_assert_eq!(cross.highest(), listed.highest());
    }
}

proptest! {
    #[test]
    fn probes_against_others_are_counted_naively(
        person in prop::collection::vec(0u32..7, 4..40), drawn in prop::collection::vec(0u32..3, 7), threshold in -0.4f32..0.8,
    ) {
        let (probes, others): (Vec<u32>, Vec<u32>) = photos(&person).into_iter().partition(|photo| photo % 3 == 0);
        let cross = Cross::between(&person, 7, (&probes, &others), score);
        let pairs = probes.iter().flat_map(|a| others.iter().map(move |b| (*a, *b)));
        let pairs: Vec<_> = pairs.filter(|(a, b)| person[*a as usize] != person[*b as usize]).collect();
        let weight = |(a, b): &(u32, u32)| u64::from(drawn[person[*a as usize] as usize] * drawn[person[*b as usize] as usize]);
        prop_assert_eq!(cross.count(), pairs.len() as u64);
        prop_assert_eq!(cross.count_drawn(&drawn, |_| true), pairs.iter().map(weight).sum::<u64>());
        let reach: Vec<_> = pairs.into_iter().filter(|(a, b)| score(*a, *b) >= threshold).collect();
        prop_assert_eq!(cross.reaching(threshold), reach.len() as u64);
        prop_assert_eq!(cross.reaching_drawn(threshold, &drawn, |_, _| true), reach.iter().map(weight).sum::<u64>());
    }
}

#[test]
fn of_many_only_the_highest_are_kept_and_low_thresholds_go_by_bins() {
    let person: Vec<u32> = (0..1_500).collect();
    let cross = Cross::all(&person, person.len(), &photos(&person), score);
    let all = naive(&person);
    assert_eq!(cross.count(), all.len() as u64);
    assert!(cross.highest().len() < all.len() / 20, "{}", cross.highest().len());
    for fmr in [0.0, 1e-4, 1e-3, 0.01, 0.02] {
        let exact = cross.threshold(fmr);
        let reached = all.iter().filter(|one| one.score >= exact).count() as u64;
        assert_eq!(cross.reaching(exact), reached);
        // Some few scores are equal.
        let allowed = (fmr * all.len() as f64).floor() as u64;
        assert!(reached <= allowed && reached + 3 >= allowed, "{fmr}: {reached} of {allowed}");
    }
    for fmr in [0.1, 0.5, 1.0] {
        let by_bins = cross.threshold(fmr);
        let share = all.iter().filter(|one| one.score >= by_bins).count() as f64 / all.len() as f64;
        assert!(share <= fmr && share > fmr - 0.002, "{fmr} {share}");
    }
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let person: Vec<u32> = (0..400).map(|photo| photo / 2).collect();
    let run = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| Cross::all(&person, 200, &photos(&person), score))
    };
    let (one, four) = (run(1), run(4));
    assert_eq!((one.bins(), one.highest()), (four.bins(), four.highest()));
}

//! Error rates of a part: by quality, pose, age of the photograph, or a group that the list names. Each part is judged at the
//! threshold of the whole, as in use; so a group that is let through more often shows.

use serde::Serialize;

use super::{
    Cross, Mated, Rate,
    bootstrap::{Units, intervals},
    verification::{fnmr_drawn, people_of},
};

/// No rate is told of fewer people: it would say how given photographs compare, and rest on too little.
pub const SMALLEST_GROUP: u64 = 10;

/// Fewer comparisons of one person's photographs say little of the software, and too much of the people.
pub const FEWEST_MATED: u64 = 30;
/// Fewer comparisons between different people tell no rate of a part.
const FEWEST_BETWEEN: u64 = 300;

/// To which part a comparison between different people belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PairRule {
    /// To that of both photographs, where it is the same: groups of people.
    Same,
    /// To that of the photograph in the later part: parts that go from good to poor.
    Worse,
}

/// What is broken down by.
#[derive(Debug, Clone)]
pub struct Dimension {
    /// Its name.
    pub name: String,
    /// The names of its parts.
    pub bins: Vec<String>,
    /// The part of each comparison of one person's photographs, in their order.
    pub mated: Vec<Option<u16>>,
    /// The part of each photograph, by place, where comparisons between different people have one.
    pub photos: Option<(Vec<Option<u16>>, PairRule)>,
}

/// Error rates by part.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Breakdown {
    /// By what.
    pub name: String,
    /// The score at which each part is judged.
    pub threshold: f32,
    /// The false match rate of the whole there.
    pub fmr: f64,
    /// The parts.
    pub bins: Vec<BinRates>,
}

/// Error rates of one part.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BinRates {
    /// Its name.
    pub bin: String,
    /// Comparisons of one person's photographs.
    pub mated: u64,
    /// Of so many people.
    pub mated_people: u64,
    /// Misses; `None` for too few people or comparisons.
    pub fnmr: Option<Rate>,
    /// Comparisons between different people.
    pub non_mated: u64,
    /// Of so many people.
    pub non_mated_people: u64,
    /// Strangers let through; `None` for too few people or comparisons, or where comparisons between different people have no part.
    pub fmr: Option<Rate>,
}

/// The part of a comparison between different people.
fn in_bin(photos: &[Option<u16>], rule: PairRule, bin: u16, a: u32, b: u32) -> bool {
    match (photos[a as usize], photos[b as usize], rule) {
        (Some(x), Some(y), PairRule::Same) => x == bin && y == bin,
        (Some(x), Some(y), PairRule::Worse) => x.max(y) == bin,
        _ => false,
    }
}

/// How many comparisons between different people have the part.
fn count(cross: &Cross, photos: &[Option<u16>], rule: PairRule, bin: u16, drawn: &[u32]) -> u64 {
    let among = |take: &dyn Fn(u16) -> bool| cross.count_drawn(drawn, |photo| photos[photo as usize].is_some_and(take));
    match rule {
        PairRule::Same => among(&|x| x == bin),
        PairRule::Worse => among(&|x| x <= bin) - among(&|x| x < bin),
    }
}

/// Error rates of each part at a threshold that lies among the highest scores of `cross`; `person` says whose each photograph is.
pub fn breakdown(
    dimension: &Dimension,
    mated: &[Mated],
    cross: &Cross,
    person: &[u32],
    threshold: f32,
    fmr: f64,
) -> Breakdown {
    let parts = u16::try_from(dimension.bins.len()).unwrap_or(u16::MAX);
    let of_bin = |bin: u16| move |at: usize| dimension.mated[at] == Some(bin);
    let spread = intervals(cross.people(), |drawn| {
        let misses = (0..parts).map(|bin| fnmr_drawn(mated, threshold, drawn, of_bin(bin)));
        let through = (0..parts).map(|bin| match &dimension.photos {
            None => f64::NAN,
            Some((photos, rule)) => {
                let reaching = cross.reaching_drawn(threshold, drawn, |a, b| in_bin(photos, *rule, bin, a, b));
                super::bootstrap::ratio(reaching, count(cross, photos, *rule, bin, drawn))
            }
        });
        misses.chain(through).collect()
    });
    let once = vec![1; cross.people()];
    let bins = (0..parts).map(|bin| {
        let own: Vec<&Mated> = (mated.iter().enumerate()).filter(|(at, _)| of_bin(bin)(*at)).map(|(_, m)| m).collect();
        let people = people_of(own.iter().copied());
        let missed: Vec<&Mated> = own.iter().copied().filter(|one| one.is_missed(threshold)).collect();
        let index = usize::from(bin);
        let units = Units { people, wrong: people_of(missed.iter().copied()) };
        let fnmr = Rate::of(missed.len() as u64, own.len() as u64, spread[index], units);
        let fnmr = fnmr.filter(|_| people >= SMALLEST_GROUP && own.len() as u64 >= FEWEST_MATED);
        let (non_mated, non_mated_people, through) = match &dimension.photos {
            None => (0, 0, None),
            Some((photos, rule)) => {
                let here = (0..person.len()).filter(|photo| photos[*photo] == Some(bin));
                let here = here.map(|photo| person[photo]).collect::<std::collections::BTreeSet<_>>().len() as u64;
                let all = count(cross, photos, *rule, bin, &once);
                let reaching = cross.reaching_drawn(threshold, &once, |a, b| in_bin(photos, *rule, bin, a, b));
                let interval = spread[usize::from(parts) + index];
                let units = Units { people: here, wrong: reaching };
                (
                    all,
                    here,
                    Rate::of(reaching, all, interval, units)
                        .filter(|_| here >= SMALLEST_GROUP && all >= FEWEST_BETWEEN),
                )
            }
        };
        BinRates {
            bin: dimension.bins[index].clone(),
            mated: own.len() as u64,
            mated_people: people,
            fnmr,
            non_mated,
            non_mated_people,
            fmr: through,
        }
    });
    Breakdown { name: dimension.name.clone(), threshold, fmr, bins: bins.collect() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn parts_are_counted_naively(
            person in prop::collection::vec(0u32..25, 20..120), parts in prop::collection::vec(prop::option::of(0u16..3), 120),
            threshold in 0.0f32..1.0,
        ) {
            let score = |a: u32, b: u32| ((a * 31 + b * 17) % 100) as f32 / 100.0;
            let photos: Vec<u32> = (0..person.len() as u32).collect();
            let cross = Cross::all(&person, 25, &photos, score);
            let own: Vec<Mated> = photos.iter()
                .map(|photo| Mated { person: person[*photo as usize], a: *photo, b: *photo, score: Some(score(*photo, *photo)) })
                .collect();
            for rule in [PairRule::Same, PairRule::Worse] {
                let dimension = Dimension {
                    name: "d".into(),
                    bins: vec!["x".into(), "y".into(), "z".into()],
                    mated: own.iter().map(|one| parts[one.a as usize]).collect(),
                    photos: Some((parts[..person.len()].to_vec(), rule)),
                };
                let found = breakdown(&dimension, &own, &cross, &person, threshold, 0.01);
                for (bin, rates) in found.bins.iter().enumerate() {
                    let (mut all, mut reached) = (0, 0);
                    for a in 0..person.len() {
                        for b in a + 1..person.len() {
                            let part = match (parts[a], parts[b], rule) {
                                (Some(x), Some(y), PairRule::Same) if x == y => Some(x),
                                (Some(x), Some(y), PairRule::Worse) => Some(x.max(y)),
                                _ => None,
                            };
                            if person[a] != person[b] && part == Some(bin as u16) {
                                all += 1;
                                reached += u64::from(score(a as u32, b as u32) >= threshold);
                            }
                        }
                    }
                    prop_assert_eq!(rates.non_mated, all);
                    if let Some(fmr) = rates.fmr {
                        prop_assert_eq!((fmr.errors, fmr.trials), (reached, all));
                    }
                    let here: Vec<_> = own.iter().filter(|one| parts[one.a as usize] == Some(bin as u16)).collect();
                    prop_assert_eq!(rates.mated, here.len() as u64);
                    let people = here.iter().map(|one| one.person).collect::<std::collections::BTreeSet<_>>().len() as u64;
                    prop_assert_eq!(rates.fnmr.is_some(), people >= SMALLEST_GROUP && here.len() as u64 >= FEWEST_MATED);
                    prop_assert!(rates.fmr.is_none() || all >= FEWEST_BETWEEN);
                    if let Some(fnmr) = rates.fnmr {
                        prop_assert_eq!(fnmr.errors, here.iter().filter(|one| one.score.unwrap() < threshold).count() as u64);
                    }
                }
            }
        }
    }

    #[test]
    fn where_nobody_was_mistaken_the_bound_rests_on_people_and_not_on_comparisons() {
        // Ten people of ten photographs each: 4,500 comparisons, of no more than ten people.
        let person: Vec<u32> = (0..100).map(|photo| photo / 10).collect();
        let photos: Vec<u32> = (0..100).collect();
        let cross = Cross::all(&person, 10, &photos, |_, _| 0.0);
        let dimension = Dimension {
            name: "d".into(),
            bins: vec!["x".into()],
            mated: vec![],
            photos: Some((vec![Some(0); 100], PairRule::Same)),
        };
        let found = breakdown(&dimension, &[], &cross, &person, 0.5, 0.01);
        let fmr = found.bins[0].fmr.unwrap();
        assert_eq!((fmr.errors, fmr.trials, fmr.high), (0, 4_500, 0.3));
    }
}

//! 1:N: how often a search misses the person who is enrolled, and how often it names somebody where nobody is.

use serde::Serialize;

use super::{
    Interval, Rate,
    bootstrap::{Units, intervals, ratio},
    claim_needs,
};

/// Ranks for which rates are told.
pub(super) const RANKS: [u32; 4] = [1, 5, 20, 50];
/// The longest candidate list: who stands below is not shown, and is missed.
const LONGEST_LIST: u32 = 50;
/// The false positive identification rates for which misses are told.
pub(super) const FPIRS: [f64; 3] = [0.1, 0.01, 0.003];

/// A search for somebody who is enrolled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MatedSearch {
    /// Who is sought.
    pub person: u32,
    /// The best score of the person's references, and how many other people's best reaches it, plus one; `None` where the probe
    /// or every reference gave no template: a miss at every rank and threshold.
    pub mate: Option<(f32, u32)>,
}

/// A search for somebody who is not enrolled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NonMatedSearch {
    /// Who is sought.
    pub person: u32,
    /// The best score of anybody; `None` where the probe gave no template: then nothing was searched, and it does not count.
    pub best: Option<f32>,
}

/// The person sought is among the first so many.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct RankRate {
    /// How many first ones.
    pub rank: u32,
    /// Searches that miss the person there.
    pub missed: Option<Rate>,
}

/// Figures at one false positive identification rate.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AtFpir {
    /// The rate that was asked for.
    pub fpir: f64,
    /// How many searches for people who are not enrolled a claim needs.
    pub needs: u64,
    /// The lowest score that no more of these searches reach; `None` where nothing can be claimed.
    pub threshold: Option<f32>,
    /// Its interval.
    pub threshold_interval: Option<Interval>,
    /// Searches for people who are not enrolled that name anybody at it, of people drawn anew.
    pub fpir_found: Option<Rate>,
    /// Searches that miss the person at it: the person's score lies below, or 50 other people's above.
    pub fnir: Option<Rate>,
}

/// Error rates of 1:N searches.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Identification {
    /// People enrolled.
    pub enrolled_people: u64,
    /// Photographs enrolled that gave a template.
    pub references: u64,
    /// Photographs to be enrolled that gave none.
    pub references_failed: u64,
    /// Searches for people who are enrolled.
    pub mated: u64,
    /// For so many people.
    pub mated_people: u64,
    /// Of them without a comparison with the person: the probe, or all the person's references, gave no template.
    pub mated_failed: u64,
    /// Searches for people who are not enrolled.
    pub non_mated: u64,
    /// Further ones whose probe gave no template; they do not count.
    pub non_mated_failed: u64,
    /// Closed set: by rank.
    pub ranks: Vec<RankRate>,
    /// Closed set: share of searches that find the person within the first 1, 2, … 50.
    pub cmc: Vec<f64>,
    /// Open set: by false positive identification rate.
    pub at: Vec<AtFpir>,
}

impl MatedSearch {
    pub(super) fn is_missed_at_rank(&self, rank: u32) -> bool {
        self.mate.is_none_or(|(_, found)| found > rank)
    }

    pub(super) fn is_missed(&self, threshold: f32) -> bool {
        self.mate.is_none_or(|(score, rank)| score < threshold || rank > LONGEST_LIST)
    }
}

/// The best score of each search for nobody, with who was sought; highest first.
pub(super) fn best_of(non_mated: &[NonMatedSearch]) -> Vec<(f32, u32)> {
    let mut best: Vec<(f32, u32)> = non_mated.iter().filter_map(|one| Some((one.best?, one.person))).collect();
    best.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
    best
}

/// The lowest threshold that at most this share of the searches reaches, each counted as often as its person was drawn.
pub(super) fn threshold(best: &[(f32, u32)], drawn: &[u32], fpir: f64) -> f32 {
    let count: u64 = best.iter().map(|(_, person)| u64::from(drawn[*person as usize])).sum();
    let allowed = (fpir * count as f64).floor() as u64;
    let mut reached = 0;
    for (score, person) in best {
        reached += u64::from(drawn[*person as usize]);
        if reached > allowed {
            return score.next_up();
        }
    }
    if count == 0 { f32::NAN } else { -1.0 }
}

pub(super) fn missed_drawn(mated: &[MatedSearch], drawn: &[u32], missed: impl Fn(&MatedSearch) -> bool) -> f64 {
    let weight = |one: &MatedSearch| u64::from(drawn[one.person as usize]);
    let all = mated.iter().map(weight).sum();
    ratio(mated.iter().filter(|one| missed(one)).map(weight).sum(), all)
}

fn named_drawn(best: &[(f32, u32)], drawn: &[u32], threshold: f32) -> f64 {
    let weight = |one: &(f32, u32)| u64::from(drawn[one.1 as usize]);
    ratio(best.iter().take_while(|one| one.0 >= threshold).map(weight).sum(), best.iter().map(weight).sum())
}

fn people_of(people: impl Iterator<Item = u32>) -> u64 {
    people.collect::<std::collections::BTreeSet<_>>().len() as u64
}

/// Error rates with intervals by people, who are numbered from 0 to below `people`. Of the counts the caller fills in what was
/// enrolled.
pub fn identification(
    people: usize,
    (enrolled_people, references, references_failed): (u64, u64, u64),
    mated: &[MatedSearch],
    non_mated: &[NonMatedSearch],
) -> Identification {
    let best = best_of(non_mated);
    let claimed: Vec<f64> = FPIRS.into_iter().filter(|fpir| best.len() as u64 >= claim_needs(*fpir)).collect();
    let once = vec![1; people];
    let thresholds: Vec<f32> = claimed.iter().map(|fpir| threshold(&best, &once, *fpir)).collect();
    let spread = intervals(people, |drawn| {
        let redrawn: Vec<f32> = claimed.iter().map(|fpir| threshold(&best, drawn, *fpir)).collect();
        let ranks = RANKS.into_iter().map(|rank| missed_drawn(mated, drawn, |one| one.is_missed_at_rank(rank)));
        let fnirs = redrawn.iter().map(|t| missed_drawn(mated, drawn, |one| one.is_missed(*t)));
        let named = thresholds.iter().map(|t| named_drawn(&best, drawn, *t));
        ranks.chain(fnirs).chain(redrawn.iter().map(|t| f64::from(*t))).chain(named).collect()
    });
    let trials = mated.len() as u64;
    let sought = people_of(mated.iter().map(|one| one.person));
    let rate = |index: usize, missed: &dyn Fn(&MatedSearch) -> bool| {
        let wrong: Vec<u32> = mated.iter().filter(|one| missed(one)).map(|one| one.person).collect();
        let units = Units { people: sought, wrong: people_of(wrong.iter().copied()) };
        Rate::of(wrong.len() as u64, trials, spread[index], units)
    };
    let strangers = people_of(best.iter().map(|one| one.1));
    let named = |index: usize| {
        let named: Vec<u32> = best.iter().filter(|one| one.0 >= thresholds[index]).map(|one| one.1).collect();
        let units = Units { people: strangers, wrong: people_of(named.iter().copied()) };
        Rate::of(named.len() as u64, best.len() as u64, spread[RANKS.len() + 2 * claimed.len() + index], units)
    };
    let ranks = RANKS.into_iter().enumerate();
    let ranks = ranks.map(|(index, rank)| RankRate { rank, missed: rate(index, &|one| one.is_missed_at_rank(rank)) });
    let at = FPIRS.into_iter().map(|fpir| {
        let index = claimed.iter().position(|claimed| *claimed == fpir);
        AtFpir {
            fpir,
            needs: claim_needs(fpir),
            threshold: index.map(|index| thresholds[index]),
            threshold_interval: index.and_then(|index| spread[RANKS.len() + claimed.len() + index]),
            fpir_found: index.and_then(named),
            fnir: index.and_then(|index| rate(RANKS.len() + index, &|one| one.is_missed(thresholds[index]))),
        }
    });
    let found = |rank: u32| mated.iter().filter(|one| !one.is_missed_at_rank(rank)).count() as u64;
    Identification {
        enrolled_people,
        references,
        references_failed,
        mated: trials,
        mated_people: sought,
        mated_failed: mated.iter().filter(|one| one.mate.is_none()).count() as u64,
        non_mated: best.len() as u64,
        non_mated_failed: (non_mated.len() - best.len()) as u64,
        ranks: ranks.collect(),
        cmc: if trials == 0 { Vec::new() } else { (1..=LONGEST_LIST).map(|rank| ratio(found(rank), trials)).collect() },
        at: at.collect(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn rates_are_the_naive_counts(
            own in prop::collection::vec((0u32..30, prop::option::weighted(0.9, (-1.0f32..1.0, 1u32..80))), 1..50),
            strangers in prop::collection::vec((30u32..60, prop::option::weighted(0.9, -1.0f32..1.0)), 0..400),
        ) {
            let mated: Vec<_> = own.into_iter().map(|(person, mate)| MatedSearch { person, mate }).collect();
            let non_mated: Vec<_> = strangers.into_iter().map(|(person, best)| NonMatedSearch { person, best }).collect();
            let found = identification(60, (30, 40, 2), &mated, &non_mated);
            let searched: Vec<f32> = non_mated.iter().filter_map(|one| one.best).collect();
            prop_assert_eq!(found.non_mated as usize, searched.len());
            prop_assert_eq!((found.non_mated + found.non_mated_failed) as usize, non_mated.len());
            for rank in &found.ranks {
                let missed = mated.iter().filter(|one| one.mate.is_none_or(|(_, at)| at > rank.rank)).count() as u64;
                prop_assert_eq!(rank.missed.unwrap().errors, missed);
                prop_assert!((found.cmc[rank.rank as usize - 1] - (1.0 - missed as f64 / mated.len() as f64)).abs() < 1e-12);
            }
            prop_assert!(found.cmc.is_sorted());
            for at in &found.at {
                prop_assert_eq!(at.fnir.is_some(), searched.len() as f64 >= 3.0 / at.fpir);
                let Some(threshold) = at.threshold else { continue };
                let reach = |t: f32| searched.iter().filter(|best| **best >= t).count() as f64;
                prop_assert!(reach(threshold) <= at.fpir * searched.len() as f64);
                prop_assert!(reach(threshold.next_down()) > (at.fpir * searched.len() as f64).floor());
                prop_assert_eq!(at.fpir_found.unwrap().errors, reach(threshold) as u64);
                let missed = mated.iter().filter(|one| one.mate.is_none_or(|(s, rank)| s < threshold || rank > 50)).count();
                prop_assert_eq!(at.fnir.unwrap().errors, missed as u64);
            }
        }
    }

    #[test]
    fn nothing_is_claimed_on_too_few_searches() {
        let mated = [MatedSearch { person: 0, mate: Some((0.9, 1)) }];
        let strangers = |count: u32| -> Vec<NonMatedSearch> {
            (1..=count).map(|person| NonMatedSearch { person, best: Some(0.1) }).collect()
        };
        let claims = |count| {
            let found = identification(2_000, (1, 1, 0), &mated, &strangers(count));
            found.at.iter().map(|at| at.fnir.is_some()).collect::<Vec<_>>()
        };
        assert_eq!(claims(29), [false; 3]);
        assert_eq!(claims(30), [true, false, false]);
        assert_eq!(claims(300), [true, true, false]);
        assert_eq!(claims(999), [true, true, false]);
        assert_eq!(claims(1_000), [true; 3]);
        // A probe without a template is no search.
        let mut failing = strangers(30);
        failing[0].best = None;
        assert_eq!(identification(2_000, (1, 1, 0), &mated, &failing).at[0].fnir, None);
    }
}

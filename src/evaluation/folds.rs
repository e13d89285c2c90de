//! The protocol of Labeled Faces in the Wild, View 2 (G. B. Huang, M. Ramesh, T. Berg, E. Learned-Miller, 2007): of each fold the share of
//! right decisions at the threshold that is best on the other folds.

use serde::Serialize;

/// One pair of the list.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FoldPair {
    /// Its fold.
    pub fold: u32,
    /// Whether it shows one person.
    pub same: bool,
    /// The score; `None` where a photograph gave no template: a wrong decision, whatever was asked.
    pub score: Option<f32>,
}

/// The result over all folds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Folds {
    /// How many folds the list has; the published protocol has ten.
    pub folds: u64,
    /// Pairs in them.
    pub pairs: u64,
    /// Pairs in the smallest of them.
    pub fewest: u64,
    /// Mean over folds of the share of right decisions.
    pub accuracy: f64,
    /// Standard error of that mean.
    pub standard_error: f64,
    /// Each fold's share, in order of the folds.
    pub of_fold: Vec<f64>,
    /// The threshold that each was decided at.
    pub thresholds: Vec<f32>,
}

/// The threshold at which most pairs are decided rightly; of several the highest.
fn best_threshold(pairs: &[&FoldPair]) -> f32 {
    let mut scored: Vec<(f32, bool)> = pairs.iter().filter_map(|pair| Some((pair.score?, pair.same))).collect();
    scored.sort_by(|x, y| y.0.total_cmp(&x.0));
    // Above all scores every pair is said to differ; each score lower, one more is said to be the same.
    let mut right = scored.iter().filter(|(_, same)| !same).count() as i64;
    let (mut most, mut best) = (right, f32::INFINITY);
    for (at, (score, same)) in scored.iter().enumerate() {
        right += if *same { 1 } else { -1 };
        let last_of_equal = scored.get(at + 1).is_none_or(|(next, _)| next < score);
        if last_of_equal && right > most {
            (most, best) = (right, *score);
        }
    }
    best
}

/// Runs the protocol; `None` where there are fewer than two folds.
pub fn folds(pairs: &[FoldPair]) -> Option<Folds> {
    let names: std::collections::BTreeSet<u32> = pairs.iter().map(|pair| pair.fold).collect();
    if names.len() < 2 {
        return None;
    }
    let (mut of_fold, mut thresholds) = (Vec::new(), Vec::new());
    let mut fewest = u64::MAX;
    for fold in &names {
        let (tested, others): (Vec<&FoldPair>, Vec<&FoldPair>) = pairs.iter().partition(|pair| pair.fold == *fold);
        let threshold = best_threshold(&others);
        fewest = fewest.min(tested.len() as u64);
        let is_right = |pair: &&&FoldPair| pair.score.is_some_and(|score| (score >= threshold) == pair.same);
        of_fold.push(tested.iter().filter(is_right).count() as f64 / tested.len() as f64);
        thresholds.push(threshold);
    }
    let count = of_fold.len() as f64;
    let accuracy = of_fold.iter().sum::<f64>() / count;
    let variance = of_fold.iter().map(|share| (share - accuracy).powi(2)).sum::<f64>() / (count - 1.0);
    Some(Folds {
        folds: names.len() as u64,
        pairs: pairs.len() as u64,
        fewest,
        accuracy,
        standard_error: (variance / count).sqrt(),
        of_fold,
        thresholds,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_other_threshold_decides_more_pairs_rightly(
            pairs in prop::collection::vec((0i8..20, any::<bool>()), 1..60),
        ) {
            let pairs: Vec<_> = pairs.into_iter()
                .map(|(score, same)| FoldPair { fold: 0, same, score: Some(f32::from(score) / 20.0) }).collect();
            let right = |t: f32| pairs.iter().filter(|pair| (pair.score.unwrap() >= t) == pair.same).count();
            let best = right(best_threshold(&pairs.iter().collect::<Vec<_>>()));
            let most = (0..=21).map(|t| right(f32::from(t as u8) / 20.0)).max().unwrap();
            prop_assert_eq!(best, most);
        }
    }

    #[test]
    fn a_fold_is_decided_at_the_threshold_of_the_others() {
        let pair = |fold, same, score| FoldPair { fold, same, score: Some(score) };
        let found = folds(&[
            pair(0, true, 0.8),
            pair(0, false, 0.3),
            pair(1, true, 0.6),
            pair(1, false, 0.7),
            FoldPair { fold: 1, same: false, score: None },
            FoldPair { fold: 1, same: true, score: None },
        ])
        .unwrap();
        // Fold 0 is decided at a threshold of fold 1 and the other way round.
        assert_eq!(found.thresholds[1], 0.8);
        assert_eq!(found.of_fold[1], 0.25, "0.6 is missed, 0.7 is rightly different, failures are wrong");
        assert_eq!((found.folds, found.pairs), (2, 6));
        let spread = (found.of_fold[0] - found.of_fold[1]).abs();
        assert!((found.standard_error - spread / 2.0).abs() < 1e-12);
        assert_eq!(folds(&[pair(3, true, 0.1)]), None);
    }
}

//! How scores lie: of one person's photographs and of different people.

use serde::Serialize;

use super::{Cross, Mated};

/// Counts in bins of two hundredths, from −1 to 1.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Histogram {
    /// Where the first bin begins.
    pub begins: f64,
    /// Width of a bin.
    pub width: f64,
    /// Comparisons of one person's photographs.
    pub mated: Vec<u64>,
    /// Comparisons between different people.
    pub non_mated: Vec<u64>,
}

const BINS: usize = 100;

/// Counts scores.
pub fn histogram(mated: &[Mated], cross: &Cross) -> Histogram {
    let fine = cross.bins();
    let non_mated = fine.chunks(fine.len() / BINS).map(|bins| bins.iter().sum()).collect();
    let mut own = vec![0; BINS];
    for score in mated.iter().filter_map(|one| one.score) {
        let bin = (f64::from(score) + 1.0) / 2.0 * BINS as f64;
        own[(bin.max(0.0) as usize).min(BINS - 1)] += 1;
    }
    Histogram { begins: -1.0, width: 2.0 / BINS as f64, mated: own, non_mated }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluation::CrossScore;

    #[test]
    fn every_score_is_counted_once() {
        let scores = [-1.0, -0.99, 0.0, 0.019, 0.021, 0.999, 1.0, 1.000_001];
        let own: Vec<_> = scores.iter().map(|s| Mated { person: 0, a: 0, b: 0, score: Some(*s) }).collect();
        let strangers = scores.iter().map(|score| CrossScore { score: *score, a: 0, b: 1 }).collect();
        let found = histogram(&own, &Cross::listed(&[0, 1], 2, strangers));
        assert_eq!(found.mated.iter().sum::<u64>(), 8);
        assert_eq!((found.mated[0], found.mated[50], found.mated[51], found.mated[99]), (2, 2, 1, 3));
        assert_eq!(found.mated, found.non_mated);
    }
}

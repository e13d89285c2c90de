//! Two embedders are better than one, a little: their scores, each brought to the same scale, are added.
//!
//! Cosines of two networks do not mean the same: one spreads strangers about 0, the other about 0.8. Each score is therefore measured in
//! standard deviations from the mean of scores between strangers (z-score), and the sum is weighted. On LFW, 0.6 of `mobilefacenet` and
//! 0.4 of `dlib-resnet29` miss about a tenth fewer than `mobilefacenet` alone (A. Ross, A. Jain: Information Fusion in Biometrics. Pattern
//! Recognition Letters 24(13), 2003). Fusing needs calibration of its own: a fused score is not a cosine.

use crate::vocabulary::{ComparisonError, ComparisonScore, Digest, Template};

/// How the scores of one model lie between strangers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Strangers {
    /// SHA-256 of the model's weights.
    pub model: Digest,
    /// Mean of the scores.
    pub mean: f64,
    /// Their standard deviation.
    pub deviation: f64,
    /// How many comparisons that rests on.
    pub comparisons: u64,
}

/// Too few or too equal scores to standardize with.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum FusionError {
    /// A standard deviation needs scores that differ.
    #[error("{0} scores between strangers, of deviation {1}: not enough to standardize with")]
    Scores(u64, f64),
    /// Weights are shares.
    #[error("the weight {0} is no share between 0 and 1")]
    Weight(f64),
    /// Both scores are of one model, or a template is of another.
    #[error("a fusion takes two templates, each of its own model")]
    Models,
    /// Two templates cannot be compared.
    #[error(transparent)]
    Comparison(#[from] ComparisonError),
}

impl Strangers {
    /// Mean and deviation of scores of comparisons between different people, in 64 bits, in the order given.
    ///
    /// # Errors
    /// Where there are fewer than two, or all are equal.
    pub fn measure(model: Digest, scores: impl IntoIterator<Item = ComparisonScore>) -> Result<Self, FusionError> {
        // Welford's recurrence: no difference of large sums.
        let (mut comparisons, mut mean, mut squares) = (0u64, 0f64, 0f64);
        for ComparisonScore(score) in scores {
            comparisons += 1;
            let difference = f64::from(score) - mean;
            mean += difference / comparisons as f64;
            squares += difference * (f64::from(score) - mean);
        }
        let deviation = (squares / (comparisons.saturating_sub(1)).max(1) as f64).sqrt();
        Self { model, mean, deviation, comparisons }.checked()
    }

    fn checked(self) -> Result<Self, FusionError> {
        let usable =
            self.comparisons > 1 && self.deviation.is_finite() && self.deviation > 0.0 && self.mean.is_finite();
        if usable { Ok(self) } else { Err(FusionError::Scores(self.comparisons, self.deviation)) }
    }

    /// A score in standard deviations above what strangers have.
    pub fn standardized(&self, ComparisonScore(score): ComparisonScore) -> f64 {
        (f64::from(score) - self.mean) / self.deviation
    }
}

/// A fused score: standard deviations, no cosine. Never a probability of identity (2-110-3-E).
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct FusedScore(pub f32);

/// Fuses the scores of two models.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fusion {
    first: Strangers,
    second: Strangers,
    weight: f64,
}

impl Fusion {
    /// The share of the first model that LFW favours (FACTS.md; 0.5 to 0.7 differ little).
    pub const WEIGHT: f64 = 0.6;

    /// `weight` is the share of the first model.
    ///
    /// # Errors
    /// Where the weight is no share, a spread is none, or both are of one model.
    pub fn new(first: Strangers, second: Strangers, weight: f64) -> Result<Self, FusionError> {
        if !(0.0..=1.0).contains(&weight) {
            return Err(FusionError::Weight(weight));
        }
        if first.model == second.model {
            return Err(FusionError::Models);
        }
        Ok(Self { first: first.checked()?, second: second.checked()?, weight })
    }

    /// The weighted sum of both standardized scores.
    pub fn fuse(&self, first: ComparisonScore, second: ComparisonScore) -> FusedScore {
        let sum = self.weight * self.first.standardized(first) + (1.0 - self.weight) * self.second.standardized(second);
        FusedScore(sum as f32)
    }

    /// Compares two faces, each with a template of both models in their order.
    ///
    /// # Errors
    /// Where a template is of another model, or two cannot be compared.
    pub fn compare(&self, a: [&Template; 2], b: [&Template; 2]) -> Result<FusedScore, FusionError> {
        let models = [self.first.model, self.second.model];
        if [a, b].iter().any(|pair| pair.map(|template| template.model) != models) {
            return Err(FusionError::Models);
        }
        Ok(self.fuse(a[0].compare(b[0])?, a[1].compare(b[1])?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: Digest = Digest([1; 32]);
    const SECOND: Digest = Digest([2; 32]);

    fn strangers(model: Digest, mean: f64, deviation: f64) -> Strangers {
        Strangers { model, mean, deviation, comparisons: 1000 }
    }

    fn scores(values: &[f32]) -> impl Iterator<Item = ComparisonScore> {
        values.iter().copied().map(ComparisonScore)
    }

    #[test]
    fn mean_and_deviation_are_those_of_the_textbook() {
        let found = Strangers::measure(FIRST, scores(&[0.25, 0.5, 0.75, 1.0])).unwrap();
        assert_eq!((found.mean, found.comparisons), (0.625, 4));
        assert!((found.deviation - (0.3125f64 / 3.0).sqrt()).abs() < 1e-12);
        assert!((found.standardized(ComparisonScore(0.625))).abs() < 1e-12);
    }

    #[test]
    fn too_few_or_equal_scores_are_refused() {
        for values in [&[][..], &[0.5], &[0.5, 0.5, 0.5]] {
            assert!(matches!(Strangers::measure(FIRST, scores(values)), Err(FusionError::Scores(..))));
        }
        let flat = strangers(FIRST, 0.0, 0.0);
        assert!(Fusion::new(flat, strangers(SECOND, 0.8, 0.1), 0.6).is_err());
    }

    #[test]
    fn scores_of_different_scale_count_as_their_weights_say() {
        // Strangers: one model about 0, the other about 0.8 and narrower.
        let fusion = Fusion::new(strangers(FIRST, 0.0, 0.1), strangers(SECOND, 0.8, 0.05), Fusion::WEIGHT).unwrap();
        let near = |found: FusedScore, expected: f32| assert!((found.0 - expected).abs() < 1e-5, "{found:?}");
        near(fusion.fuse(ComparisonScore(0.0), ComparisonScore(0.8)), 0.0);
        near(fusion.fuse(ComparisonScore(0.5), ComparisonScore(0.8)), 3.0);
        near(fusion.fuse(ComparisonScore(0.0), ComparisonScore(0.9)), 0.8);
        near(fusion.fuse(ComparisonScore(0.5), ComparisonScore(0.9)), 3.8);
    }

    /// Whatever the other model says, more of one is never less of the sum; equal inputs give equal bits.
    #[test]
    fn the_sum_rises_with_each_score() {
        let fusion = Fusion::new(strangers(FIRST, 0.03, 0.11), strangers(SECOND, 0.82, 0.04), 0.6).unwrap();
        for step in 0..100 {
            let (low, high) = (step as f32 / 100.0, (step + 1) as f32 / 100.0);
            let other = ComparisonScore(0.7);
            assert!(fusion.fuse(ComparisonScore(low), other) < fusion.fuse(ComparisonScore(high), other));
            assert!(fusion.fuse(other, ComparisonScore(low)) < fusion.fuse(other, ComparisonScore(high)));
            assert_eq!(fusion.fuse(ComparisonScore(low), other), fusion.fuse(ComparisonScore(low), other));
        }
    }

    #[test]
    fn models_are_not_exchanged_or_mixed() {
        let (first, second) = (strangers(FIRST, 0.0, 0.1), strangers(SECOND, 0.8, 0.05));
        assert_eq!(Fusion::new(first, first, 0.6), Err(FusionError::Models));
        assert_eq!(Fusion::new(first, second, 1.5), Err(FusionError::Weight(1.5)));
        let fusion = Fusion::new(first, second, 0.6).unwrap();
        let template = |model, values: &[f32]| Template::normalized(model, values.to_vec()).unwrap();
        let (a, b) = (template(FIRST, &[1.0, 0.0]), template(SECOND, &[0.0, 1.0, 0.0]));
        assert!(fusion.compare([&a, &b], [&a, &b]).is_ok());
        assert_eq!(fusion.compare([&b, &a], [&a, &b]), Err(FusionError::Models));
        assert_eq!(fusion.compare([&a, &a], [&a, &a]), Err(FusionError::Models));
        let other = template(Digest([3; 32]), &[1.0, 0.0]);
        assert_eq!(fusion.compare([&other, &b], [&a, &b]), Err(FusionError::Models));
    }
}

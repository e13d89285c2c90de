//! Error rates from comparison scores, as ISO/IEC 19795-1 defines them: scores and who they belong to in, figures out.
//!
//! Nothing here knows a photograph, a model or a file, and nothing leaves that names one: every figure is about many. A
//! threshold is the score of some pair all the same, and a list can be made up so that it is known which
//! (docs/threat-model.md#what-no-check-finds). The point estimates are plain counts (tests count them again, naively); the intervals come
//! from drawing people, not comparisons, since comparisons of one person rise and fall together.
//!
//! - [`Cross`]: comparisons between different people, as many millions as there are; only the highest scores are kept.
//! - [`verification()`]: 1:1, FNMR at given FMRs, DET.
//! - [`identification()`]: 1:N, ranks, FNIR at given FPIRs.
//! - [`calibration()`]: what a score means, as a table.
//! - [`folds()`]: the protocol of Labeled Faces in the Wild.
//! - [`breakdown()`]: by quality, pose, age of the photograph, group.
//! - [`discard()`]: what a quality measure is worth.
//! - [`paired()`]: two ways of comparing on the same photographs.
//!
//! A failure to acquire or to enroll is a miss in every rate of misses, and no comparison in every rate of false matches:
//! what was not compared must not make those look smaller.

mod bootstrap;
mod breakdown;
mod calibration;
mod cross;
mod discard;
mod folds;
mod histogram;
mod identification;
mod paired;
mod verification;

pub use bootstrap::{Interval, REPLICATES, Rate};
pub use breakdown::{BinRates, Breakdown, Dimension, FEWEST_MATED, PairRule, SMALLEST_GROUP, breakdown};
pub use calibration::{CalibrationRow, calibration};
pub use cross::{Cross, CrossScore};
pub use discard::{DiscardCurve, DiscardPoint, discard};
pub use folds::{FoldPair, Folds, folds};
pub use histogram::{Histogram, histogram};
pub use identification::{AtFpir, Identification, MatedSearch, NonMatedSearch, RankRate, identification};
pub use paired::{PairedRate, Side, paired};
pub use verification::{AtFmr, DetPoint, FMRS, Mated, Verification, claim_needs, verification};

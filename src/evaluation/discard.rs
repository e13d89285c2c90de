//! What a quality measure is worth (ISO/IEC 29794-1: error versus discard characteristic): how the misses fall when the comparisons of
//! poorest quality are left out. A measure that says nothing leaves them where they are.

use serde::Serialize;

use super::{Mated, bootstrap::ratio};

/// Left out, in steps of one of a hundred.
const MOST_DISCARDED: usize = 30;

/// Misses with a share of the comparisons left out.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct DiscardPoint {
    /// Share of comparisons left out, 0 to 0.3.
    pub discarded: f64,
    /// The measure below which (or for angles and the like above which) they are.
    pub limit: f32,
    /// Misses among the rest.
    pub fnmr: f64,
}

/// The curve of one measure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DiscardCurve {
    /// The quality component.
    pub component: String,
    /// Comparisons with a score; failures have no quality and stand in no curve.
    pub comparisons: u64,
    /// The threshold that misses are counted at.
    pub threshold: f32,
    /// By share left out.
    pub points: Vec<DiscardPoint>,
}

impl DiscardCurve {
    /// The point at which so many of a hundred are left out, where the curve has it.
    pub fn at(&self, hundredth: u32) -> Option<&DiscardPoint> {
        self.points.iter().find(|point| (point.discarded * 100.0).round() == f64::from(hundredth))
    }
}

/// The curve of one component. `measure` is that of each photograph, by place; `more_is_better` says which end is poor. A comparison is
/// as poor as the poorer of its two photographs; equal ones stand in the order of their photographs. `None` without comparisons.
pub fn discard(
    component: &str,
    mated: &[Mated],
    measure: &[Option<f32>],
    more_is_better: bool,
    threshold: f32,
) -> Option<DiscardCurve> {
    let poorer = |x: f32, y: f32| if more_is_better { x.min(y) } else { x.max(y) };
    let scored = mated.iter().filter(|one| one.score.is_some());
    let mut ordered: Vec<(f32, bool, (u32, u32))> = scored
        .filter_map(|one| {
            let quality = poorer(measure[one.a as usize]?, measure[one.b as usize]?);
            Some((quality, one.is_missed(threshold), (one.a, one.b)))
        })
        .collect();
    if ordered.is_empty() {
        return None;
    }
    ordered.sort_by(|x, y| {
        let by_quality = x.0.total_cmp(&y.0);
        (if more_is_better { by_quality } else { by_quality.reverse() }).then(x.2.cmp(&y.2))
    });
    let points = (0..=MOST_DISCARDED).map(|hundredth| {
        let out = ordered.len() * hundredth / 100;
        let rest = &ordered[out..];
        DiscardPoint {
            discarded: hundredth as f64 / 100.0,
            limit: rest[0].0,
            fnmr: ratio(rest.iter().filter(|(_, missed, _)| *missed).count() as u64, rest.len() as u64),
        }
    });
    Some(DiscardCurve {
        component: component.to_owned(),
        comparisons: ordered.len() as u64,
        threshold,
        points: points.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mated(score: f32, a: u32) -> Mated {
        Mated { person: 0, a, b: a, score: Some(score) }
    }

    #[test]
    fn a_measure_that_knows_takes_the_misses_away_and_one_that_does_not_leaves_them() {
        // Of 100 comparisons the ten with the poorest measure are missed.
        let own: Vec<Mated> = (0..100).map(|at| mated(if at < 10 { 0.1 } else { 0.9 }, at)).collect();
        let rising: Vec<Option<f32>> = (0..100).map(|at| Some(at as f32)).collect();
        let curve = discard("sharpness", &own, &rising, true, 0.5).unwrap();
        assert_eq!(curve.points[0].fnmr, 0.1);
        assert!((curve.points[5].fnmr - 5.0 / 95.0).abs() < 1e-12);
        assert_eq!((curve.points[10].fnmr, curve.points[10].limit), (0.0, 10.0));
        let wrong_way = discard("yaw", &own, &rising, false, 0.5).unwrap();
        assert!(wrong_way.points.windows(2).all(|pair| pair[0].fnmr <= pair[1].fnmr));
        assert_eq!(wrong_way.points[10].limit, 89.0);
    }

    #[test]
    fn failures_have_no_quality() {
        let failed = Mated { person: 0, a: 0, b: 0, score: None };
        assert_eq!(discard("x", &[failed], &[Some(1.0)], true, 0.5), None);
        let curve = discard("x", &[failed, mated(0.9, 0)], &[Some(1.0)], true, 0.5).unwrap();
        assert_eq!((curve.comparisons, curve.points[0].fnmr), (1, 0.0));
    }
}

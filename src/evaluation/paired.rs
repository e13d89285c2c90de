//! Two ways of comparing on the same photographs: what the second misses more or less than the first. People are drawn for both at once, so
//! that what makes a list hard for both does not widen the interval of the difference.

use serde::Serialize;

use super::{
    Cross, FMRS, Mated, MatedSearch, NonMatedSearch, Rate,
    bootstrap::{Units, intervals},
    claim_needs,
    identification::{FPIRS, RANKS, best_of, missed_drawn, threshold},
    verification::fnmr_drawn,
};

/// What one of the two ways gave. Comparisons and searches stand in the same order on both sides.
#[derive(Debug, Clone, Copy)]
pub struct Side<'s> {
    /// Comparisons of one person's photographs.
    pub mated: &'s [Mated],
    /// Comparisons between different people.
    pub cross: &'s Cross,
    /// Searches for people who are enrolled.
    pub searches: &'s [MatedSearch],
    /// Searches for people who are not.
    pub strangers: &'s [NonMatedSearch],
}

/// Misses of both ways at one point, each at its own threshold.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PairedRate {
    /// `fnmr` (at a false match rate), `rank` (not among the first so many), `fnir` (at a false positive identification rate).
    pub figure: &'static str,
    /// The rate or rank that it is told at.
    pub at: f64,
    /// Misses of the first way.
    pub first: Rate,
    /// Misses of the second way.
    pub second: Rate,
    /// Missed by the first way alone.
    pub only_first: u64,
    /// Missed by the second way alone.
    pub only_second: u64,
    /// Misses of the second less those of the first, as a share of the trials.
    pub difference: f64,
    /// Lower end of its 95% interval by people, who are drawn for both at once; `None` where too few draws have both.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
}

/// Where both are compared, and the thresholds of each there.
enum Point {
    Fmr(f64, [f32; 2]),
    Rank(u32),
    Fpir(f64, [f32; 2]),
}

impl Point {
    fn all(people: usize, sides: [&Side<'_>; 2], best: &[Vec<(f32, u32)>; 2]) -> Vec<Self> {
        let compared = sides.map(|side| side.cross.count()).into_iter().min().unwrap_or_default();
        let searched = best.iter().map(|best| best.len() as u64).min().unwrap_or_default();
        let once = vec![1; people];
        let fmrs = FMRS.iter().filter(|fmr| compared >= claim_needs(**fmr));
        let fmrs = fmrs.map(|fmr| Self::Fmr(*fmr, sides.map(|side| side.cross.threshold(*fmr))));
        let fpirs = FPIRS.iter().filter(|fpir| searched >= claim_needs(**fpir));
        let fpirs = fpirs.map(|fpir| Self::Fpir(*fpir, [0, 1].map(|side: usize| threshold(&best[side], &once, *fpir))));
        let ranks = RANKS.into_iter().map(Self::Rank).filter(|_| !sides[0].searches.is_empty());
        let fmrs = fmrs.filter(|_| !sides[0].mated.is_empty());
        let fpirs = fpirs.filter(|_| !sides[0].searches.is_empty());
        fmrs.chain(ranks).chain(fpirs).collect()
    }

    fn name(&self) -> (&'static str, f64) {
        match self {
            Self::Fmr(fmr, _) => ("fnmr", *fmr),
            Self::Rank(rank) => ("rank", f64::from(*rank)),
            Self::Fpir(fpir, _) => ("fnir", *fpir),
        }
    }

    /// Who is tried, and whether they are missed, by one side.
    fn missed(&self, side: &Side<'_>, which: usize) -> Vec<(u32, bool)> {
        let searched = |missed: &dyn Fn(&MatedSearch) -> bool| -> Vec<(u32, bool)> {
            side.searches.iter().map(|one| (one.person, missed(one))).collect()
        };
        match self {
            Self::Fmr(_, at) => side.mated.iter().map(|one| (one.person, one.is_missed(at[which]))).collect(),
            Self::Rank(rank) => searched(&|one| one.is_missed_at_rank(*rank)),
            Self::Fpir(_, at) => searched(&|one| one.is_missed(at[which])),
        }
    }
}

/// The share that one side misses at each point, threshold included, among people drawn so often.
fn drawn_misses(points: &[Point], side: &Side<'_>, best: &[(f32, u32)], drawn: &[u32]) -> Vec<f64> {
    let fmrs = points.iter().filter_map(|point| if let Point::Fmr(fmr, _) = point { Some(*fmr) } else { None });
    let mut thresholds = side.cross.thresholds_drawn(&fmrs.collect::<Vec<_>>(), drawn).into_iter();
    let at = |point: &Point| match point {
        Point::Fmr(..) => match thresholds.next() {
            Some(threshold) if threshold.is_finite() => fnmr_drawn(side.mated, threshold, drawn, |_| true),
            _ => f64::NAN,
        },
        Point::Rank(rank) => missed_drawn(side.searches, drawn, |one| one.is_missed_at_rank(*rank)),
        Point::Fpir(fpir, _) => {
            let threshold = threshold(best, drawn, *fpir);
            if threshold.is_nan() {
                return f64::NAN;
            }
            missed_drawn(side.searches, drawn, |one| one.is_missed(threshold))
        }
    };
    points.iter().map(at).collect()
}

/// Misses of both at every rate that both can claim. People are numbered from 0 to below `people`.
pub fn paired(people: usize, first: &Side<'_>, second: &Side<'_>) -> Vec<PairedRate> {
    let sides = [first, second];
    let best = sides.map(|side| best_of(side.strangers));
    let points = Point::all(people, sides, &best);
    let spread = intervals(people, |drawn| {
        let [one, two] = [0, 1].map(|side: usize| drawn_misses(&points, sides[side], &best[side], drawn));
        let differences: Vec<f64> = one.iter().zip(&two).map(|(one, two)| two - one).collect();
        one.into_iter().chain(two).chain(differences).collect()
    });
    let row = |(index, point): (usize, &Point)| {
        let tried = [0, 1].map(|side: usize| point.missed(sides[side], side));
        let rate = |side: usize| {
            let wrong: std::collections::BTreeSet<u32> =
                tried[side].iter().filter(|(_, missed)| *missed).map(|(person, _)| *person).collect();
            let all: std::collections::BTreeSet<u32> = tried[side].iter().map(|(person, _)| *person).collect();
            let units = Units { people: all.len() as u64, wrong: wrong.len() as u64 };
            let errors = tried[side].iter().filter(|(_, missed)| *missed).count() as u64;
            Rate::of(errors, tried[side].len() as u64, spread[side * points.len() + index], units)
        };
        let (figure, at) = point.name();
        let (first, second) = (rate(0)?, rate(1)?);
        let alone = |x: usize, y: usize| {
            tried[x].iter().zip(&tried[y]).filter(|((_, here), (_, there))| *here && !*there).count() as u64
        };
        let interval = spread[2 * points.len() + index];
        let difference = second.value - first.value;
        Some(PairedRate {
            figure,
            at,
            first,
            second,
            only_first: alone(0, 1),
            only_second: alone(1, 0),
            difference,
            low: interval.map(|found| found.low.min(difference)),
            high: interval.map(|found| found.high.max(difference)),
        })
    };
    points.iter().enumerate().filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two hundred people: own scores, strangers' scores, searches.
    fn side(misses: impl Fn(u32) -> bool) -> (Vec<Mated>, Cross, Vec<MatedSearch>, Vec<NonMatedSearch>) {
        let person: Vec<u32> = (0..200).collect();
        let cross = Cross::all(&person, 200, &person, |a, b| ((a * 31 + b * 17) % 500) as f32 / 1_000.0);
        let score = |person: u32| if misses(person) { 0.1 } else { 0.9 };
        let mated = person.iter().map(|at| Mated { person: *at, a: *at, b: *at, score: Some(score(*at)) }).collect();
        let rank = |person: u32| if misses(person) { 60 } else { 1 };
        let searches = person[..100].iter().map(|at| MatedSearch { person: *at, mate: Some((score(*at), rank(*at))) });
        let strangers = person[100..].iter().map(|at| NonMatedSearch { person: *at, best: Some(0.4) }).collect();
        (mated, cross, searches.collect(), strangers)
    }

    fn compare(first: impl Fn(u32) -> bool, second: impl Fn(u32) -> bool) -> Vec<PairedRate> {
        let (one, two) = (side(first), side(second));
        fn of(one: &(Vec<Mated>, Cross, Vec<MatedSearch>, Vec<NonMatedSearch>)) -> Side<'_> {
            Side { mated: &one.0, cross: &one.1, searches: &one.2, strangers: &one.3 }
        }
        paired(200, &of(&one), &of(&two))
    }

    #[test]
    fn misses_that_both_share_do_not_widen_the_difference() {
        // Twenty of a hundred and forty of two hundred are missed by both, five more by the first alone.
        let found = compare(|person| person % 5 == 0 || person % 40 == 1, |person| person % 5 == 0);
        let figures: Vec<_> = found.iter().map(|one| (one.figure, one.at)).collect();
        assert_eq!(figures[..3], [("fnmr", 1e-2), ("fnmr", 1e-3), ("rank", 1.0)]);
        assert_eq!(figures[3..], [("rank", 5.0), ("rank", 20.0), ("rank", 50.0), ("fnir", 0.1)]);
        let fnmr = &found[1];
        assert_eq!((fnmr.first.errors, fnmr.second.errors, fnmr.first.trials), (45, 40, 200));
        assert_eq!((fnmr.only_first, fnmr.only_second), (5, 0));
        assert!((fnmr.difference + 0.025).abs() < 1e-12, "{fnmr:?}");
        // Of five in two hundred: 0.025 ± 1.96 · sqrt(0.025 · 0.975 / 200), far narrower than of either rate.
        let (low, high) = (fnmr.low.unwrap(), fnmr.high.unwrap());
        assert!((low + 0.0466).abs() < 0.006 && (high + 0.0034).abs() < 0.006, "{low} {high}");
        assert!(fnmr.first.high - fnmr.first.low > 2.0 * (high - low));
        let rank = &found[2];
        assert_eq!((rank.first.errors, rank.second.errors, rank.only_first), (23, 20, 3));
        assert!((found.last().unwrap().difference + 0.03).abs() < 1e-12, "{found:?}");
    }

    #[test]
    fn one_and_the_same_way_differs_by_nothing() {
        for one in compare(|person| person % 7 == 0, |person| person % 7 == 0) {
            assert_eq!((one.difference, one.low, one.high), (0.0, Some(0.0), Some(0.0)), "{one:?}");
            assert_eq!((one.only_first, one.only_second), (0, 0));
        }
    }

    #[test]
    fn nothing_is_claimed_that_one_of_the_two_cannot_carry() {
        let (one, mut two) = (side(|_| false), side(|_| false));
        two.3.truncate(29);
        two.1 = Cross::listed(&[0, 1], 200, vec![crate::evaluation::CrossScore { score: 0.2, a: 0, b: 1 }; 299]);
        let first = Side { mated: &one.0, cross: &one.1, searches: &one.2, strangers: &one.3 };
        let second = Side { mated: &two.0, cross: &two.1, searches: &two.2, strangers: &two.3 };
        assert!(paired(200, &first, &second).iter().all(|one| one.figure == "rank"));
    }
}

//! Comparisons between different people: too many to keep, so all are counted in fine bins and the highest are kept.

use rayon::prelude::*;

use super::bootstrap::ratio;

/// Bins of a thousandth, from −1 to 1.
const BINS: usize = 2_000;
/// Of all comparisons at least this share of the highest scores is kept: rates below it are exact, and drawing people anew
/// does not run out of them.
const KEPT_SHARE: f64 = 0.03;
/// At least so many are kept.
const KEPT_LEAST: u64 = 20_000;

/// The score of two photographs of different people.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CrossScore {
    /// The score.
    pub score: f32,
    /// One photograph, by its place.
    pub a: u32,
    /// The other one.
    pub b: u32,
}

/// Which comparisons were made.
#[derive(Debug)]
enum Made {
    /// Every photograph of these with each of another person.
    All(Vec<u32>),
    /// Every photograph of the first with each of the second that is another person's.
    Between(Vec<u32>, Vec<u32>),
    /// Those of a list.
    Listed(Vec<CrossScore>),
}

/// Comparisons between different people.
#[derive(Debug)]
pub struct Cross {
    /// The person of each photograph, by place.
    person: Vec<u32>,
    people: usize,
    made: Made,
    count: u64,
    bins: Vec<u64>,
    /// The highest scores, highest first.
    highest: Vec<CrossScore>,
    /// Scores from here on are all in `highest`.
    kept_from: f32,
}

fn bin_of(score: f32) -> usize {
    let bin = (f64::from(score) + 1.0) / 2.0 * BINS as f64;
    (bin.max(0.0) as usize).min(BINS - 1)
}

fn bin_begins(bin: usize) -> f32 {
    (2.0 * bin as f64 / BINS as f64 - 1.0) as f32
}

fn highest_first(scores: &mut [CrossScore]) {
    scores.sort_unstable_by(|x, y| y.score.total_cmp(&x.score).then((x.a, x.b).cmp(&(y.a, y.b))));
}

impl Cross {
    /// Compares every photograph of `photos` with each one of another person. `person` says whose each photograph is, by place;
    /// people are numbered from 0 to below `people`.
    pub fn all(person: &[u32], people: usize, photos: &[u32], score: impl Fn(u32, u32) -> f32 + Sync) -> Self {
        Self::counted(person, people, Made::All(photos.to_vec()), score)
    }

    /// Compares every photograph of `probes` with each of `others` that is another person's.
    pub fn between(
        person: &[u32],
        people: usize,
        (probes, others): (&[u32], &[u32]),
        score: impl Fn(u32, u32) -> f32 + Sync,
    ) -> Self {
        Self::counted(person, people, Made::Between(probes.to_vec(), others.to_vec()), score)
    }

    fn counted(person: &[u32], people: usize, made: Made, score: impl Fn(u32, u32) -> f32 + Sync) -> Self {
        let photos: &[u32] = match &made {
            Made::All(photos) | Made::Between(photos, _) => photos,
            Made::Listed(_) => &[],
        };
        let row = |at: usize, each: &mut dyn FnMut(CrossScore)| {
            let a = photos[at];
            let with: &[u32] = if let Made::Between(_, others) = &made { others } else { &photos[at + 1..] };
            for b in with {
                if person[a as usize] != person[*b as usize] {
                    each(CrossScore { score: score(a, *b), a, b: *b });
                }
            }
        };
        let add = |mut x: Vec<u64>, y: Vec<u64>| {
            x.iter_mut().zip(y).for_each(|(x, y)| *x += y);
            x
        };
        let bins = (0..photos.len()).into_par_iter().fold(
            || vec![0; BINS],
            |mut bins: Vec<u64>, at| {
                row(at, &mut |found| bins[bin_of(found.score)] += 1);
                bins
            },
        );
        let bins = bins.reduce(|| vec![0; BINS], add);
        let kept = kept_bin(&bins);
        let highest = (0..photos.len()).into_par_iter().flat_map_iter(|at| {
            let mut found = Vec::new();
            row(at, &mut |one| {
                if bin_of(one.score) >= kept {
                    found.push(one);
                }
            });
            found
        });
        let mut highest: Vec<CrossScore> = highest.collect();
        highest_first(&mut highest);
        let person = person.to_vec();
        Self { person, people, made, count: bins.iter().sum(), bins, highest, kept_from: bin_begins(kept) }
    }

    /// Takes the comparisons of a list.
    pub fn listed(person: &[u32], people: usize, scores: Vec<CrossScore>) -> Self {
        let mut bins = vec![0; BINS];
        scores.iter().for_each(|one| bins[bin_of(one.score)] += 1);
        let mut highest = scores.clone();
        highest_first(&mut highest);
        let (person, count) = (person.to_vec(), scores.len() as u64);
        Self { person, people, made: Made::Listed(scores), count, bins, highest, kept_from: f32::NEG_INFINITY }
    }

    /// How many comparisons.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// How many people are numbered.
    pub fn people(&self) -> usize {
        self.people
    }

    /// Between how many people comparisons were made.
    pub fn people_compared(&self) -> u64 {
        let mut seen = vec![false; self.people];
        let mut see = |photo: u32| seen[self.person[photo as usize] as usize] = true;
        match &self.made {
            Made::All(photos) => photos.iter().for_each(|photo| see(*photo)),
            Made::Between(probes, others) => probes.iter().chain(others).for_each(|photo| see(*photo)),
            Made::Listed(scores) => scores.iter().for_each(|one| {
                see(one.a);
                see(one.b);
            }),
        }
        seen.into_iter().filter(|seen| *seen).count() as u64
    }

    /// The highest scores, highest first; all where a list was given.
    pub fn highest(&self) -> &[CrossScore] {
        &self.highest
    }

    /// Counts in bins of a thousandth, from −1 on.
    pub fn bins(&self) -> &[u64] {
        &self.bins
    }

    /// How many reach the threshold: exact where it is among the highest scores, else by whole bins.
    pub fn reaching(&self, threshold: f32) -> u64 {
        if threshold >= self.kept_from {
            return self.highest.partition_point(|one| one.score >= threshold) as u64;
        }
        self.bins[bin_of(threshold)..].iter().sum()
    }

    /// The lowest threshold at which at most this share of the comparisons is reached.
    pub fn threshold(&self, fmr: f64) -> f32 {
        let allowed = (fmr * self.count as f64).floor() as u64;
        if let Some(first_refused) = self.highest.get(usize::try_from(allowed).unwrap_or(usize::MAX)) {
            return first_refused.score.next_up();
        }
        if self.highest.len() as u64 == self.count {
            return -1.0;
        }
        // Below what was kept, at the edge of a bin.
        let (mut reached, mut bin) = (0, BINS);
        while bin > 0 && reached + self.bins[bin - 1] <= allowed {
            bin -= 1;
            reached += self.bins[bin];
        }
        bin_begins(bin)
    }

    /// How often a comparison counts where people were drawn so often.
    fn weight(&self, one: &CrossScore, drawn: &[u32]) -> u64 {
        let of = |photo: u32| u64::from(drawn[self.person[photo as usize] as usize]);
        of(one.a) * of(one.b)
    }

    /// How many comparisons there are between the people drawn, among photographs that `of` takes.
    pub(super) fn count_drawn(&self, drawn: &[u32], of: impl Fn(u32) -> bool) -> u64 {
        match &self.made {
            Made::All(photos) => pairs_between(self.drawn_by_person(photos, drawn, &of).into_iter()),
            Made::Between(probes, others) => {
                let (probes, others) =
                    (self.drawn_by_person(probes, drawn, &of), self.drawn_by_person(others, drawn, &of));
                let own: u64 = probes.iter().zip(&others).map(|(probes, others)| probes * others).sum();
                probes.iter().sum::<u64>() * others.iter().sum::<u64>() - own
            }
            Made::Listed(scores) => {
                let taken = scores.iter().filter(|one| of(one.a) && of(one.b));
                taken.map(|one| self.weight(one, drawn)).sum()
            }
        }
    }

    /// How many of these photographs each person has, counted as often as the person was drawn.
    fn drawn_by_person(&self, photos: &[u32], drawn: &[u32], of: &impl Fn(u32) -> bool) -> Vec<u64> {
        let mut by_person = vec![0u64; self.people];
        let taken = photos.iter().filter(|photo| of(**photo));
        taken.for_each(|photo| by_person[self.person[*photo as usize] as usize] += 1);
        by_person.iter().zip(drawn).map(|(photos, drawn)| photos * u64::from(*drawn)).collect()
    }

    /// How many reach the threshold, which lies among the highest scores, between the people drawn; of comparisons that `of` takes.
    pub(super) fn reaching_drawn(&self, threshold: f32, drawn: &[u32], of: impl Fn(u32, u32) -> bool) -> u64 {
        let end = self.highest.partition_point(|one| one.score >= threshold);
        self.highest[..end].iter().filter(|one| of(one.a, one.b)).map(|one| self.weight(one, drawn)).sum()
    }

    /// The thresholds for several rates, highest threshold first, between the people drawn; no number where the scores that were
    /// kept do not suffice.
    pub(super) fn thresholds_drawn(&self, fmrs: &[f64], drawn: &[u32]) -> Vec<f32> {
        let count = self.count_drawn(drawn, |_| true);
        let allowed: Vec<u64> = fmrs.iter().map(|fmr| (fmr * count as f64).floor() as u64).collect();
        let mut found = vec![f32::NAN; fmrs.len()];
        let mut reached = 0;
        for one in &self.highest {
            reached += self.weight(one, drawn);
            let mut open = false;
            for (found, allowed) in found.iter_mut().zip(&allowed) {
                if found.is_nan() {
                    if reached > *allowed {
                        *found = one.score.next_up();
                    } else {
                        open = true;
                    }
                }
            }
            if !open {
                break;
            }
        }
        found
    }

    /// The shares that reach several rising thresholds among the highest scores, between the people drawn, in one pass.
    pub(super) fn fmrs_drawn(&self, thresholds: &[f32], drawn: &[u32]) -> Vec<f64> {
        let count = self.count_drawn(drawn, |_| true);
        let mut found = vec![f64::NAN; thresholds.len()];
        let (mut reached, mut at) = (0, 0);
        for (place, threshold) in thresholds.iter().enumerate().rev() {
            while let Some(one) = self.highest.get(at).filter(|one| one.score >= *threshold) {
                reached += self.weight(one, drawn);
                at += 1;
            }
            found[place] = ratio(reached, count);
        }
        found
    }
}

/// Pairs of one from each of two different people, from how many each has.
fn pairs_between(counts: impl Iterator<Item = u64>) -> u64 {
    let (sum, squares) = counts.fold((0, 0), |(sum, squares), count| (sum + count, squares + count * count));
    (sum * sum - squares) / 2
}

/// The first bin from which on scores are kept.
fn kept_bin(bins: &[u64]) -> usize {
    let count: u64 = bins.iter().sum();
    let wanted = ((count as f64 * KEPT_SHARE) as u64).max(KEPT_LEAST);
    let (mut bin, mut kept) = (BINS, 0);
    while bin > 0 && kept < wanted {
        bin -= 1;
        kept += bins[bin];
    }
    bin
}

#[cfg(test)]
mod tests;

//! Searches of the photographs that play the probe against those that play the gallery, and what several references of one person are worth.

use rayon::prelude::*;

use super::{list::Part, measure::Measure};
use crate::{
    evaluation::{
        Cross, FEWEST_MATED, Identification, Mated, MatedSearch, NonMatedSearch, SMALLEST_GROUP, Side, identification,
        paired,
    },
    report::SeveralReferences,
    vocabulary::Template,
};

/// What stands for a person who is enrolled with several photographs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stands {
    /// Each by itself; the best score counts, as in a search of the repository.
    Best,
    /// The mean of their templates.
    Mean,
}

/// What one search found.
struct Outcome {
    /// The own person's score and its rank; equal scores of others stand before it.
    mate: Option<(f32, u32)>,
    /// The best score of anybody else.
    highest: Option<f32>,
}

/// The photographs that play the gallery and the probes.
pub(super) struct Searches<'s> {
    measure: &'s Measure<'s>,
    probes: Vec<u32>,
    /// Whether somebody is in the gallery, with or without a template.
    enrolled: Vec<bool>,
    /// Photographs of the gallery.
    gallery: usize,
    /// Those of each person that gave a template.
    references: Vec<Vec<u32>>,
    /// The mean of the templates of each person who has several.
    means: Vec<Option<Template>>,
    /// Searches for people who are enrolled, and for others, as a search of the repository ranks: the dearest of all comparisons, made once.
    best: (Vec<MatedSearch>, Vec<NonMatedSearch>),
}

impl<'s> Searches<'s> {
    /// `None` where the list has no gallery or no probes.
    pub fn new(measure: &'s Measure<'s>) -> Option<Self> {
        let photographs = &measure.list.photographs;
        let of_part = |part: Part| {
            (0u32..).zip(photographs).filter(move |(_, p)| p.part == Some(part)).map(|(at, _)| at).collect::<Vec<_>>()
        };
        let (gallery, probes) = (of_part(Part::Gallery), of_part(Part::Probe));
        if measure.list.pairs.is_some() || gallery.is_empty() || probes.is_empty() {
            return None;
        }
        let (mut enrolled, mut references) = (vec![false; measure.list.people], vec![Vec::new(); measure.list.people]);
        for at in &gallery {
            let person = measure.person_of(*at) as usize;
            enrolled[person] = true;
            if measure.template(*at).is_some() {
                references[person].push(*at);
            }
        }
        let means = references.iter().map(|own| measure.mean(own)).collect();
        let best = (Vec::new(), Vec::new());
        let mut all = Self { measure, probes, enrolled, gallery: gallery.len(), references, means, best };
        all.best = all.all(Stands::Best);
        Some(all)
    }

    /// Rates as a search of the repository has them: people are ranked by the best of their photographs.
    pub fn identification(&self) -> Identification {
        let (mated, non_mated) = self.outcomes();
        let enrolled = self.enrolled.iter().filter(|is| **is).count() as u64;
        let known = self.references.iter().map(Vec::len).sum::<usize>();
        let counts = (enrolled, known as u64, (self.gallery - known) as u64);
        identification(self.measure.list.people, counts, mated, non_mated)
    }

    /// Searches for people who are enrolled, and for others, as a search of the repository ranks.
    pub fn outcomes(&self) -> (&[MatedSearch], &[NonMatedSearch]) {
        (&self.best.0, &self.best.1)
    }

    /// What the mean of several templates misses less than the best of them, of the people who are enrolled with several; `None` where these
    /// are too few to tell anything.
    pub fn several(&self) -> Option<SeveralReferences> {
        let has_several = |person: u32| self.means[person as usize].is_some();
        let probes: Vec<u32> =
            self.probes.iter().copied().filter(|at| has_several(self.measure.person_of(*at))).collect();
        let people: std::collections::BTreeSet<u32> = probes.iter().map(|at| self.measure.person_of(*at)).collect();
        if (people.len() as u64) < SMALLEST_GROUP || (probes.len() as u64) < FEWEST_MATED {
            return None;
        }
        let side = |stands: Stands| {
            let (mut searches, strangers) = match stands {
                Stands::Best => self.best.clone(),
                Stands::Mean => self.all(stands),
            };
            searches.retain(|one| has_several(one.person));
            let own = |probe: &u32| {
                let person = self.measure.person_of(*probe);
                let score = self.score(*probe, person, stands);
                Mated { person, a: *probe, b: self.references[person as usize][0], score }
            };
            (probes.iter().map(own).collect::<Vec<_>>(), self.cross(stands), searches, strangers)
        };
        let (best, mean) = (side(Stands::Best), side(Stands::Mean));
        let first = Side { mated: &best.0, cross: &best.1, searches: &best.2, strangers: &best.3 };
        let second = Side { mated: &mean.0, cross: &mean.1, searches: &mean.2, strangers: &mean.3 };
        Some(SeveralReferences {
            people: people.len() as u64,
            references: people.iter().map(|person| self.references[*person as usize].len() as u64).sum(),
            searches: probes.len() as u64,
            strangers: best.3.iter().filter(|one| one.best.is_some()).count() as u64,
            comparisons: best.1.count(),
            rates: paired(self.measure.list.people, &first, &second),
        })
    }

    /// Every probe against everybody else who is enrolled with several photographs.
    fn cross(&self, stands: Stands) -> Cross {
        let probes: Vec<u32> = self.probes.iter().copied().filter(|at| self.measure.template(*at).is_some()).collect();
        let several = self.references.iter().filter(|own| own.len() > 1).map(|own| own[0]).collect::<Vec<_>>();
        let person: Vec<u32> =
            (0..self.measure.list.photographs.len() as u32).map(|at| self.measure.person_of(at)).collect();
        let score = |probe: u32, of: u32| self.score(probe, person[of as usize], stands).unwrap_or(-1.0);
        Cross::between(&person, self.measure.list.people, (&probes, &several), score)
    }

    /// How alike a probe is to a person; `None` where one of the two gave no template.
    fn score(&self, probe: u32, person: u32, stands: Stands) -> Option<f32> {
        if let (Stands::Mean, Some(mean)) = (stands, &self.means[person as usize]) {
            return Some(self.measure.template(probe)?.compare(mean).ok()?.0);
        }
        let scores = self.references[person as usize].iter().filter_map(|at| self.measure.score(probe, *at));
        scores.reduce(f32::max)
    }

    /// Searches for people who are enrolled, and for others.
    fn all(&self, stands: Stands) -> (Vec<MatedSearch>, Vec<NonMatedSearch>) {
        let searched: Vec<(u32, Option<Outcome>)> =
            self.probes.par_iter().map(|probe| (*probe, self.search(*probe, stands))).collect();
        let (mut mated, mut non_mated) = (Vec::new(), Vec::new());
        for (probe, outcome) in searched {
            let person = self.measure.person_of(probe);
            if self.enrolled[person as usize] {
                mated.push(MatedSearch { person, mate: outcome.and_then(|found| found.mate) });
            } else {
                non_mated.push(NonMatedSearch { person, best: outcome.and_then(|found| found.highest) });
            }
        }
        (mated, non_mated)
    }

    /// Compares a probe with everybody. `None` without a template.
    fn search(&self, probe: u32, stands: Stands) -> Option<Outcome> {
        self.measure.template(probe)?;
        let own = self.measure.person_of(probe);
        let mate = self.score(probe, own, stands);
        let others = (0..self.references.len() as u32).filter(|person| *person != own);
        let others: Vec<f32> = others.filter_map(|person| self.score(probe, person, stands)).collect();
        let rank = |score: f32| 1 + others.iter().filter(|other| **other >= score).count();
        Some(Outcome {
            mate: mate.map(|score| (score, u32::try_from(rank(score)).unwrap_or(u32::MAX))),
            highest: others.iter().copied().reduce(f32::max),
        })
    }
}

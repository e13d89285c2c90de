//! From templates to figures: which comparisons are made, and what they are broken down by.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    list::{List, Pair, Photograph},
    look::{Judged, Looked},
    searches::Searches,
};
use crate::{
    evaluation::{
        Breakdown, Cross, CrossScore, Dimension, DiscardCurve, FoldPair, Folds, Histogram, Identification, Mated,
        PairRule, PairedRate, SMALLEST_GROUP, Side, Verification, breakdown, discard, folds, histogram, paired,
        verification,
    },
    operation::search::PRACTICALLY_EQUAL,
    recognition::Component,
    report::SeveralReferences,
    vocabulary::Template,
};

/// Of one person so many photographs are compared with each other, spread over all of them: of 500 photographs of one person each pair
/// would outweigh everybody else.
const OF_ONE_PERSON: usize = 10;
/// Of so many photographs each is compared with each other person's; of a longer list so many are taken, evenly.
const ACROSS: usize = 20_000;
/// More parts than this are no groups.
const MOST_PARTS: usize = 24;
/// What the length of the network's output before scaling is called beside the components: no limit is put on it.
const TEMPLATE_LENGTH: &str = "template_length";
/// Of people past the last of these, everything is a part of its own.
const YAW: [f32; 4] = [10.0, 20.0, 33.0, 37.0];
const EYES: [f32; 3] = [60.0, 40.0, 20.0];
const YEARS: [i32; 4] = [1, 2, 5, 10];

/// Every figure of one evaluation.
#[derive(Debug)]
pub(super) struct Figures {
    pub verification: Verification,
    pub folds: Option<Folds>,
    pub identification: Option<Identification>,
    pub several: Option<SeveralReferences>,
    /// Misses of this embedder and of the one beside.
    pub against: Option<Vec<PairedRate>>,
    pub breakdowns: Vec<Breakdown>,
    pub discard: Vec<DiscardCurve>,
    pub histogram: Histogram,
    /// Comparisons that score as copies of one picture do: of one person, and of different people.
    pub copies: (u64, u64),
}

/// What the figures are made of.
pub(super) struct Measure<'m> {
    pub list: &'m List,
    pub looked: &'m [Looked],
    /// Columns by which to break down.
    pub by: &'m [String],
    person: Vec<u32>,
    /// Whether the templates are those of the embedder beside.
    other: bool,
}

/// A pair by the photographs' places, for the parts that need their rows.
struct Own {
    mated: Vec<Mated>,
    /// Columns of each one's row, where pairs have rows.
    rows: Vec<Option<usize>>,
}

impl<'m> Measure<'m> {
    pub fn new(list: &'m List, looked: &'m [Looked], by: &'m [String]) -> Self {
        let person = list.photographs.iter().map(|photograph| photograph.person).collect();
        Self { list, looked, by, person, other: false }
    }

    pub fn template(&self, at: u32) -> Option<&Template> {
        let looked = &self.looked[at as usize];
        if self.other { looked.other.as_ref() } else { looked.template.as_ref() }
    }

    /// Whose a photograph is.
    pub fn person_of(&self, at: u32) -> u32 {
        self.person[at as usize]
    }

    /// The mean of several photographs' templates, scaled to unit length; `None` of fewer than two.
    pub fn mean(&self, of: &[u32]) -> Option<Template> {
        let templates: Vec<&Template> = of.iter().filter_map(|at| self.template(*at)).collect();
        let first = templates.first().filter(|_| templates.len() > 1)?;
        let mut sum = vec![0.0f32; first.values().len()];
        for one in &templates {
            sum.iter_mut().zip(one.values()).for_each(|(sum, value)| *sum += value);
        }
        Template::normalized(first.model, sum).ok()
    }

    /// `None` where one of the two has no template. Templates of one model always compare.
    pub fn score(&self, a: u32, b: u32) -> Option<f32> {
        Some(self.template(a)?.compare(self.template(b)?).ok()?.0)
    }

    /// Compares and counts.
    pub fn figures(&self) -> Figures {
        let (own, cross) = self.compared();
        let verification = verification(&own.mated, &cross);
        // Parts are judged at the lowest rate that can be claimed of those that still show errors.
        let at = verification.at.iter().take(2).rev().find_map(|at| Some((at.threshold?, at.fmr)));
        let breakdowns = at.map_or_else(Vec::new, |(threshold, fmr)| {
            let judge = |d: &Dimension| {
                let mut told = breakdown(d, &own.mated, &cross, &self.person, threshold, fmr);
                told.bins.retain(|bin| bin.mated_people > 0 || bin.non_mated_people > 0);
                told
            };
            self.dimensions(&own).iter().map(judge).collect()
        });
        let discard = at.map_or_else(Vec::new, |(threshold, _)| self.discard(&own.mated, threshold));
        let searches = Searches::new(self);
        Figures {
            folds: self.list.pairs.as_ref().and_then(|pairs| self.folds(pairs)),
            identification: searches.as_ref().map(Searches::identification),
            against: self.against(&own.mated, &cross, searches.as_ref()),
            several: searches.as_ref().and_then(Searches::several),
            histogram: histogram(&own.mated, &cross),
            copies: (
                own.mated.iter().filter(|one| one.score.is_some_and(|score| score >= PRACTICALLY_EQUAL)).count() as u64,
                cross.reaching(PRACTICALLY_EQUAL),
            ),
            verification,
            breakdowns,
            discard,
        }
    }

    fn compared(&self) -> (Own, Cross) {
        match &self.list.pairs {
            Some(pairs) => self.of_pairs(pairs),
            None => self.of_people(),
        }
    }

    /// The same comparisons and searches by the embedder beside.
    fn against(&self, mated: &[Mated], cross: &Cross, searches: Option<&Searches<'_>>) -> Option<Vec<PairedRate>> {
        if self.looked.iter().all(|one| one.other.is_none()) {
            return None;
        }
        let beside = Measure { other: true, person: self.person.clone(), ..*self };
        let (own, between) = beside.compared();
        let other = Searches::new(&beside);
        let (here, there) = (
            searches.map(Searches::outcomes).unwrap_or_default(),
            other.as_ref().map(Searches::outcomes).unwrap_or_default(),
        );
        let first = Side { mated, cross, searches: here.0, strangers: here.1 };
        let second = Side { mated: &own.mated, cross: &between, searches: there.0, strangers: there.1 };
        Some(paired(self.list.people, &first, &second))
    }

    fn of_pairs(&self, pairs: &[Pair]) -> (Own, Cross) {
        let (mut own, mut strangers) = (Own { mated: Vec::new(), rows: Vec::new() }, Vec::new());
        for (row, pair) in pairs.iter().enumerate() {
            let score = self.score(pair.a, pair.b);
            if pair.same {
                let person = self.person[pair.a as usize];
                own.mated.push(Mated { person, a: pair.a, b: pair.b, score });
                own.rows.push(Some(row));
            } else if let Some(score) = score {
                strangers.push(CrossScore { score, a: pair.a, b: pair.b });
            }
        }
        let cross = Cross::listed(&self.person, self.list.people, strangers);
        (own, cross)
    }

    fn of_people(&self) -> (Own, Cross) {
        let mut of_person: Vec<Vec<u32>> = vec![Vec::new(); self.list.people];
        (0u32..).zip(&self.person).for_each(|(at, person)| of_person[*person as usize].push(at));
        let mut mated = Vec::new();
        for (person, all) in (0u32..).zip(&of_person) {
            let taken = evenly(all, OF_ONE_PERSON);
            for (at, a) in taken.iter().enumerate() {
                let pair = |b: &u32| Mated { person, a: *a, b: *b, score: self.score(*a, *b) };
                mated.extend(taken[at + 1..].iter().map(pair));
            }
        }
        let cross = self.across();
        let rows = vec![None; mated.len()];
        (Own { mated, rows }, cross)
    }

    /// Comparisons between different people only.
    pub fn cross(&self) -> Cross {
        match &self.list.pairs {
            Some(pairs) => self.of_pairs(pairs).1,
            None => self.across(),
        }
    }

    fn across(&self) -> Cross {
        let usable: Vec<u32> = (0..self.person.len() as u32).filter(|photo| self.template(*photo).is_some()).collect();
        let score = |a, b| self.score(a, b).unwrap_or(-1.0);
        Cross::all(&self.person, self.list.people, &evenly(&usable, ACROSS), score)
    }

    fn folds(&self, pairs: &[Pair]) -> Option<Folds> {
        let of = |pair: &Pair| Some(FoldPair { fold: pair.fold?, same: pair.same, score: self.score(pair.a, pair.b) });
        // Some rows without a fold belong to no protocol; then there is none.
        folds(&pairs.iter().map(of).collect::<Option<Vec<_>>>()?)
    }

    fn discard(&self, mated: &[Mated], threshold: f32) -> Vec<DiscardCurve> {
        let curve = |component: Component| {
            let measures: Vec<Option<f32>> =
                self.looked.iter().map(|one| one.quality.as_ref().map(|(q, _)| q.measure(component))).collect();
            discard(component.as_str(), mated, &measures, component.more_is_better(), threshold)
        };
        let lengths: Vec<Option<f32>> = self.looked.iter().map(|one| one.length).collect();
        let length = discard(TEMPLATE_LENGTH, mated, &lengths, true, threshold);
        Component::ALL.into_iter().filter_map(curve).chain(length).collect()
    }

    fn dimensions(&self, own: &Own) -> Vec<Dimension> {
        let mut found = vec![
            self.by_quality(own, "quality limits", &["within all", "past a warning", "past a refusal"], |_, judged| {
                match judged {
                    Judged::Good => 0,
                    Judged::Warned => 1,
                    Judged::Refused => 2,
                }
            }),
            self.by_quality(
                own,
                "turn of the head",
                &["up to 10 degrees", "10 to 20", "20 to 33", "33 to 37", "over 37"],
                |quality, _| YAW.iter().filter(|limit| quality.head_pose_yaw.abs() > **limit).count() as u16,
            ),
            self.by_quality(
                own,
                "distance of the eyes",
                &["60 pixels and more", "40 to 60", "20 to 40", "under 20"],
                |quality, _| EYES.iter().filter(|limit| quality.inter_eye_distance < **limit).count() as u16,
            ),
        ];
        found.extend(self.by_age(own));
        found.extend(self.by.iter().filter_map(|column| self.by_column(own, column)));
        found
    }

    fn by_quality(
        &self,
        own: &Own,
        name: &str,
        bins: &[&str],
        part: impl Fn(&crate::recognition::Quality, Judged) -> u16,
    ) -> Dimension {
        let of = |one: &Looked| one.quality.as_ref().map(|(quality, judged)| part(quality, *judged));
        let photos: Vec<Option<u16>> = self.looked.iter().map(of).collect();
        let mated = own.mated.iter().map(|one| Some(photos[one.a as usize]?.max(photos[one.b as usize]?))).collect();
        Dimension {
            name: name.to_owned(),
            bins: bins.iter().map(|bin| (*bin).to_owned()).collect(),
            mated,
            photos: Some((photos, PairRule::Worse)),
        }
    }

    /// By the years between two photographs; `None` where no two have a date.
    fn by_age(&self, own: &Own) -> Option<Dimension> {
        let part = |one: &Mated| {
            let date = |at: u32| self.list.photographs[at as usize].captured;
            let days = date(one.a)?.until(date(one.b)?).ok()?.get_days().abs();
            Some(YEARS.iter().filter(|years| days >= **years * 1_461 / 4).count() as u16)
        };
        let mated: Vec<Option<u16>> = own.mated.iter().map(part).collect();
        let bins = ["under 1 year", "1 to 2", "2 to 5", "5 to 10", "10 years and more"];
        mated.iter().any(Option::is_some).then(|| Dimension {
            name: "years between".into(),
            bins: bins.map(str::to_owned).to_vec(),
            mated,
            photos: None,
        })
    }

    /// By a column of the list; `None` where no row has it.
    fn by_column(&self, own: &Own, column: &str) -> Option<Dimension> {
        let of_photo = |photograph: &Photograph| photograph.columns.get(column).cloned();
        let photos: Vec<Option<String>> = self.list.photographs.iter().map(of_photo).collect();
        let pairs = self.list.pairs.as_deref().unwrap_or_default();
        let of_row = |row: &Option<usize>| pairs.get((*row)?)?.columns.get(column).cloned();
        let of_both = |one: &Mated| {
            let (a, b) = (photos[one.a as usize].clone()?, photos[one.b as usize].clone()?);
            (a == b).then_some(a)
        };
        let mated: Vec<Option<String>> =
            own.mated.iter().zip(&own.rows).map(|(one, row)| of_row(row).or_else(|| of_both(one))).collect();
        // Who has the value, and how often it stands there.
        let mut counted: BTreeMap<&str, (BTreeSet<u32>, u64)> = BTreeMap::new();
        let of_photos = photos.iter().zip(self.person.iter().copied());
        for (value, person) in of_photos.chain(mated.iter().zip(own.mated.iter().map(|one| one.person))) {
            let Some(value) = value else { continue };
            let (people, count) = counted.entry(value).or_default();
            people.insert(person);
            *count += 1;
        }
        let all = counted.len();
        let mut bins: Vec<(&str, u64)> = counted
            .into_iter()
            .filter(|(_, (people, _))| people.len() as u64 >= SMALLEST_GROUP)
            .map(|(value, (_, count))| (value, count))
            .collect();
        bins.sort_by(|x, y| y.1.cmp(&x.1).then(x.0.cmp(y.0)));
        bins.truncate(MOST_PARTS);
        // What few people have in common is told together: a value of one person would be their name.
        let rest = (bins.len() < all).then(|| u16::try_from(bins.len()).ok()).flatten();
        let place = |value: &Option<String>| -> Option<u16> {
            let value = value.as_deref()?;
            bins.iter().position(|(bin, _)| *bin == value).and_then(|at| u16::try_from(at).ok()).or(rest)
        };
        let with_photos = self.list.pairs.is_none();
        let photo_parts: Vec<Option<u16>> = photos.iter().map(place).collect();
        let mated = mated.iter().map(place).collect();
        let mut names: Vec<String> = bins.iter().map(|(bin, _)| (*bin).to_owned()).collect();
        names.extend(rest.map(|_| format!("{} other values", all - bins.len())));
        (!names.is_empty()).then(|| Dimension {
            name: column.to_owned(),
            bins: names,
            mated,
            photos: with_photos.then_some((photo_parts, PairRule::Same)),
        })
    }
}

/// At most so many, evenly over all.
fn evenly(all: &[u32], most: usize) -> Vec<u32> {
    if all.len() <= most {
        return all.to_vec();
    }
    (0..most).map(|at| all[at * all.len() / most]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn photographs_are_taken_evenly() {
        let all: Vec<u32> = (0..25).collect();
        assert_eq!(evenly(&all, 30), all);
        assert_eq!(evenly(&all, 5), [0, 5, 10, 15, 20]);
    }
}

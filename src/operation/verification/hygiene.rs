//! What to be wary of with a candidate: old photographs, children, faces that stand on very many lists, references that
//! came after the case.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::matter::Matter;
use crate::{
    operation::{OperationError, Visit},
    policy::CHILD_NOTICE,
    report::{CandidateLine, Warning},
    vocabulary::{ReferenceId, SubjectId},
};

/// Lists of so many of the newest searches are counted.
const LISTS: u64 = 1_000;
/// A face on fewer lists of other cases is no matter.
const FEWEST: usize = 5;
/// How many times an average person's share of the lists is very many.
const TIMES: f64 = 3.0;

/// References that were enrolled after the case was opened here.
///
/// # Errors
/// Where the book cannot be read.
pub(in crate::operation) fn enrolled_since(
    visit: &Visit<'_>,
    case: Option<&str>,
) -> Result<BTreeSet<ReferenceId>, OperationError> {
    let opened = case.map(|case| visit.book.case_opened(case)).transpose()?.flatten();
    Ok(opened.map(|place| visit.book.enrolled_after(place)).transpose()?.unwrap_or_default())
}

/// On how many lists people stand.
pub(super) struct Lists {
    /// Lists of other cases that were counted.
    counted: usize,
    of: BTreeMap<SubjectId, usize>,
    /// An average person's share of them.
    share: f64,
}

impl Lists {
    /// Counts the newest searches; those of the same case count once at most for nobody: they look for one person.
    ///
    /// # Errors
    /// Where the book cannot be read.
    pub fn count(visit: &Visit<'_>, matter: &Matter) -> Result<Self, OperationError> {
        #[derive(Deserialize)]
        struct Told {
            list: Listed,
        }
        #[derive(Deserialize)]
        struct Listed {
            subjects: u64,
            candidates: Vec<One>,
        }
        #[derive(Deserialize)]
        struct One {
            subject: SubjectId,
        }
        let mut cases = BTreeMap::new();
        // A case counts once, however often it was searched for: with everybody whom one of its lists names.
        let mut lists = BTreeMap::<Option<String>, (BTreeSet<SubjectId>, u64)>::new();
        for act in visit.book.newest_searches(LISTS)? {
            let Some(purpose) = act.purpose else { continue };
            let case = match cases.get(&purpose) {
                Some(case) => Option::<String>::clone(case),
                None => {
                    let stated = visit.book.purpose(purpose)?;
                    let case = stated.and_then(|stated| stated.case().map(str::to_owned));
                    cases.insert(purpose, case.clone());
                    case
                }
            };
            if case == matter.case {
                continue;
            }
            let told: Option<Told> = act.record.as_deref().and_then(|text| serde_json::from_str(text).ok());
            let Some(Told { list }) = told.filter(|told| told.list.subjects > 0) else { continue };
            let (named, subjects) = lists.entry(case).or_default();
            named.extend(list.candidates.iter().map(|one| one.subject));
            *subjects = list.subjects.max(*subjects);
        }
        let (counted, mut of, mut share) = (lists.len(), BTreeMap::new(), 0.0);
        for (named, subjects) in lists.into_values() {
            share += named.len() as f64 / subjects as f64;
            named.into_iter().for_each(|subject| *of.entry(subject).or_default() += 1);
        }
        Ok(Self { counted, of, share: if counted > 0 { share / counted as f64 } else { 0.0 } })
    }

    fn very_many(&self, subject: SubjectId) -> Option<usize> {
        let on = *self.of.get(&subject)?;
        let usual = self.share * self.counted as f64;
        (on >= FEWEST && on as f64 > TIMES * usual).then_some(on)
    }
}

/// Everything to be wary of with one candidate.
pub(super) fn warnings(candidate: &CandidateLine, since: &BTreeSet<ReferenceId>, lists: &Lists) -> Vec<Warning> {
    let warning = |mark: &str, says: String| Warning { mark: mark.to_owned(), says };
    let mut found = Vec::new();
    for mark in &candidate.marks {
        match mark.as_str() {
            "old-photo" => {
                let years = candidate.photo_age_years.map_or("?".to_owned(), |years| years.to_string());
                let says = format!(
                    "taken {years} years before the probe was let in; the software errs more often across years"
                );
                found.push(warning(mark, says));
            }
            "photo-age-unknown" => {
                found.push(warning(mark, "nobody recorded when it was taken; treat it as an old photograph".into()));
            }
            "same-as-probe" => {
                let says = "it scores as copies of one picture do, and as some photographs of one sitting do: look at both, and where \
                            they are one picture, find out how";
                found.push(warning(mark, says.into()));
            }
            "child" => found.push(warning(mark, CHILD_NOTICE.trim_start_matches("CHILD: ").to_owned())),
            _ => {}
        }
    }
    if since.contains(&candidate.reference) {
        let says = "this photograph was enrolled after the case was opened here: find out why, and by whom";
        found.push(warning("enrolled-after-case", says.into()));
    }
    if let Some(on) = lists.very_many(candidate.subject) {
        let says = format!(
            "this person stands on the lists of {on} of the last {} other cases, over {TIMES:.0} times as many as an average \
             person: the software finds this face alike to many",
            lists.counted
        );
        found.push(warning("many-lists", says));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_face_on_unusually_many_lists_is_marked() {
        let subject = |n: u8| SubjectId([n; 16]);
        let lists = Lists {
            counted: 100,
            of: [(subject(1), 2), (subject(2), 5), (subject(3), 7), (subject(4), 40)].into(),
            share: 0.02,
        };
        let marked: Vec<_> = (1..=4).map(|n| lists.very_many(subject(n))).collect();
        assert_eq!(marked, [None, None, Some(7), Some(40)], "two lists are an average person's share");
        let small = Lists { counted: 10, of: [(subject(1), 10)].into(), share: 0.9 };
        assert_eq!(small.very_many(subject(1)), None, "where few are enrolled, everybody is on every list");
    }
}

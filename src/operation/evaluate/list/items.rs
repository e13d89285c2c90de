//! Photographs with their people: who is enrolled, and who is searched for.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use super::{List, Numbers, Part, Photograph, form, is_wanted};
use crate::{
    operation::{
        OperationError,
        enroll::{Entry, Item},
    },
    vocabulary::Digest,
};

/// Every column as text, those with a meaning too.
fn columns_of(entry: &Entry) -> BTreeMap<String, String> {
    let details = &entry.details;
    let mut columns = details.columns.clone();
    let named = [
        ("source", details.source.clone()),
        ("legal_basis", details.legal_basis.clone()),
        ("birth_year", details.birth_year.map(|year| year.to_string())),
    ];
    columns.extend(named.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))));
    columns
}

pub(super) fn of_items(
    kind: &'static str,
    path: &Path,
    items: Vec<Item>,
    digest: Digest,
    (only, enroll): (&[(String, String)], usize),
) -> Result<List, OperationError> {
    let (mut numbers, mut photographs, mut seen) = (Numbers::default(), Vec::new(), BTreeSet::new());
    for item in items {
        let row = item.row;
        let refuse = |why: &str| form(path, format!("row {row}: {why}; a list is measured whole or not at all"));
        let entry = item.entry.map_err(|error| refuse(&error.to_string()))?;
        let columns = columns_of(&entry);
        if !is_wanted(&columns, only) {
            continue;
        }
        let part = match columns.get("role").map(String::as_str) {
            None => None,
            Some("gallery") => Some(Part::Gallery),
            Some("probe") => Some(Part::Probe),
            Some(_) => return Err(refuse("the column role says gallery or probe")),
        };
        if !seen.insert(entry.path.clone()) {
            return Err(refuse("the photograph stands in the list twice"));
        }
        let person = numbers.of(&entry.subject);
        let captured = entry.details.capture_date;
        photographs.push(Photograph { path: entry.path, person, captured, part, columns, row });
    }
    let with_part = photographs.iter().filter(|photograph| photograph.part.is_some()).count();
    if with_part != 0 && with_part != photographs.len() {
        return Err(form(path, format!("{with_part} of {} rows have a role: give all or none", photographs.len())));
    }
    if with_part == 0 {
        share_out(&mut photographs, numbers.0.len(), enroll);
    }
    Ok(List { kind, photographs, people: numbers.0.len(), pairs: None, digest })
}

/// Where the list does not say it: of each person the oldest photographs are enrolled (the first ones, where dates are missing), as many as
/// asked but one fewer than there are, and the others are searched; of people with one photograph every second is enrolled, and the others
/// are searched for in vain.
fn share_out(photographs: &mut [Photograph], people: usize, enroll: usize) {
    let mut of_person: Vec<Vec<usize>> = vec![Vec::new(); people];
    photographs.iter().enumerate().for_each(|(at, photograph)| of_person[photograph.person as usize].push(at));
    let mut alone = 0;
    for mut own in of_person {
        if own.iter().all(|at| photographs[*at].captured.is_some()) {
            own.sort_by_key(|at| (photographs[*at].captured, *at));
        }
        let enrolled = if own.len() == 1 {
            alone += 1;
            alone % 2
        } else {
            enroll.min(own.len() - 1)
        };
        for (place, at) in own.into_iter().enumerate() {
            photographs[at].part = Some(if place < enrolled { Part::Gallery } else { Part::Probe });
        }
    }
}

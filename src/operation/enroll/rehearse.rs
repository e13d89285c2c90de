//! A list tried out: every row and file is looked at as in an enrollment, and nothing is enrolled.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{EnrollObserver, EnrollRequest, Item, read_image};
use crate::{
    audit::host,
    gate::Enroll,
    operation::{Desk, OperationError, Request},
    policy::OperationKind,
    recognition::{DecodeLimits, decode},
    report::{EnrollBegin, EnrollLine, EnrollRehearsed, EnrollResult},
    seal::sha256,
    vocabulary::Digest,
};

/// Says what of a list could not be enrolled, as far as rows and files tell. The gate is asked as for an enrollment; nothing of
/// the repository is opened but the book, and no entry is made, for nothing is done.
///
/// # Errors
/// The refusal; where the list cannot be used at all.
pub fn rehearse(
    desk: &Desk<'_>,
    ask: &EnrollRequest<'_>,
    observer: &dyn EnrollObserver,
) -> Result<EnrollRehearsed, OperationError> {
    let mut request = Request { purpose: ask.purpose.clone(), photographs: true, ..Request::default() };
    request.host = Some(host());
    let (mut visit, _) = desk.visit_looking(OperationKind::Enroll, &mut request)?;
    visit.admit::<Enroll>(&request)?;
    let items = (ask.items)()?;
    let sources = items.iter().filter_map(|item| item.entry.as_ref().ok());
    request.sources = Some(sources.map(|entry| entry.details.source.clone().unwrap_or_default()).collect());
    visit.admit::<Enroll>(&request)?;
    let offered = items.len() as u64;
    observer.begin(&EnrollBegin { event: "begin", program: visit.program_line(), offered });
    let looked: Vec<_> = items
        .par_iter()
        .map(|item| {
            let looked = look(item);
            observer.looked_at();
            looked
        })
        .collect();
    let mut end = EnrollRehearsed { event: "end", dry_run: true, offered, fit: 0, failed: 0 };
    let mut seen = BTreeMap::<Digest, (u64, &str)>::new();
    for (item, looked) in items.iter().zip(looked) {
        let subject = item.entry.as_ref().map_or("", |entry| entry.subject.as_str());
        let result = match looked {
            Err(result) => result,
            Ok(digest) => match seen.get(&digest) {
                // Which of the two is right, only whoever made the list knows.
                Some((row, other)) if *other != subject => {
                    EnrollResult::Unusable { why: format!("the same file stands in row {row} for another subject") }
                }
                _ => {
                    seen.insert(digest, (item.row, subject));
                    EnrollResult::Fit
                }
            },
        };
        end.fit += u64::from(result == EnrollResult::Fit);
        end.failed += u64::from(result != EnrollResult::Fit);
        observer.line(&EnrollLine { event: "result", row: item.row, path: item.name.clone(), result });
    }
    Ok(end)
}

fn look(item: &Item) -> Result<Digest, EnrollResult> {
    let unusable = |why: String| EnrollResult::Unusable { why };
    let entry = item.entry.as_ref().map_err(|error| unusable(error.to_string()))?;
    let bytes = read_image(&entry.path).map_err(|error| unusable(error.to_string()))?;
    decode(&bytes, &DecodeLimits::default()).map_err(|error| EnrollResult::NotAnImage { why: error.to_string() })?;
    Ok(sha256(&bytes))
}

//! Who knows a list, or what it is about, from elsewhere: a second look by them would be no blind one.

use super::matter::{Matter, probe_of};
use crate::{
    operation::{OperationError, Visit},
    policy::OperationKind,
    vocabulary::PersonId,
};

/// What somebody has seen besides the work on this list itself: the list handed over or made again, or another list of the same
/// image, where they did more than to review it.
///
/// # Errors
/// Where an entry cannot be read or does not hold.
pub(super) fn elsewhere(visit: &Visit<'_>, search: &str, person: PersonId) -> Result<Option<String>, OperationError> {
    let Some(matter) = Matter::find(visit, search)? else { return Ok(None) };
    let standing = visit.book.standing();
    // Also one whose office has ended: they have read the book.
    if standing.persons().iter().any(|one| matter.is(one.person, person) && standing.is_designated(one.person)) {
        return Ok(Some(
            "That person is or was a designee, who reads the book, and cannot look at a list blind.".to_owned(),
        ));
    }
    let image = visit.book.probe_image(matter.list.probe)?;
    for (other, did) in visit.book.lists_of(|one| matter.is(one, person))? {
        if other == matter.search {
            // What was done about it by `verify`, the list itself tells.
            if let Some(how) = did.iter().find(|kind| !super::is_of_list(**kind)) {
                return Ok(Some(format!(
                    "That person knows this list ({}), and cannot look at it blind.",
                    how.command()
                )));
            }
            continue;
        }
        if did.iter().all(|kind| *kind == OperationKind::VerifyReview) {
            continue;
        }
        let Some(probe) = visit.book.searched(other)?.as_ref().and_then(probe_of) else { continue };
        if image.is_some() && visit.book.probe_image(probe)? == image {
            return Ok(Some(
                "That person has worked on another list of the same image, and cannot look at this one blind."
                    .to_owned(),
            ));
        }
    }
    Ok(None)
}

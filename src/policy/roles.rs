//! Which roles one person may combine (ADR 17): one table, read by the rule `offices_apart` and by `docs/sop.md`.
//!
//! It lets three people run everything but the blind review: a Commander who is also release authority (by the floor), an
//! examiner who is also repository manager and lead, an auditor who is also designee.

use super::Floor;
use crate::vocabulary::Role;

/// Whether one person may be both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Together {
    /// Where the floor says so.
    ByFloor,
    /// Never; why not.
    Never(&'static str),
}

const OWN_WORK: Together = Together::Never("an auditor would look at their own work");
const ROOT: Together =
    Together::Never("the root key does the Commander's work only; for other work a person has a key of its own");
const NOT_BLIND: Together =
    Together::Never("a designee reads the book, and with it every list that they would review blind");
const ALONE: Together = Together::Never("a nightly job runs without anybody watching: it enrolls and nothing else");

/// Every pair that is not simply allowed.
#[rustfmt::skip]
pub const APART: &[(Role, Role, Together)] = {
    use Role::{Auditor, Batch, Commander, Designee, Examiner, LeadInvestigator, ReleaseAuthority, RepositoryManager, Reviewer};
    &[
        (Commander, ReleaseAuthority,  Together::ByFloor),
        (Commander, Designee,          ROOT),
        (Commander, Examiner,          ROOT),
        (Commander, Reviewer,          ROOT),
        (Commander, LeadInvestigator,  ROOT),
        (Commander, RepositoryManager, ROOT),
        (Commander, Auditor,           ROOT),
        (Auditor,   Examiner,          OWN_WORK),
        (Auditor,   Reviewer,          OWN_WORK),
        (Auditor,   RepositoryManager, OWN_WORK),
        (Designee,  Reviewer,          NOT_BLIND),
        (Batch,     Commander,         ALONE),
        (Batch,     Designee,          ALONE),
        (Batch,     Examiner,          ALONE),
        (Batch,     Reviewer,          ALONE),
        (Batch,     LeadInvestigator,  ALONE),
        (Batch,     ReleaseAuthority,  ALONE),
        (Batch,     RepositoryManager, ALONE),
        (Batch,     Auditor,           ALONE),
    ]
};

/// The first pair among `roles` that one person must not combine, and why.
pub fn apart(roles: &[Role], floor: &Floor) -> Option<String> {
    let both = |(one, other, _): &&(Role, Role, Together)| roles.contains(one) && roles.contains(other);
    APART.iter().filter(both).find_map(|(one, other, together)| match together {
        Together::ByFloor if floor.commander_may_be_release_authority => None,
        Together::ByFloor => Some(format!("It makes one person {one} and {other}, which the floor does not allow.")),
        Together::Never(why) => Some(format!("It makes one person {one} and {other}: {why}.")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_stands_once() {
        for (at, (one, other, _)) in APART.iter().enumerate() {
            assert_ne!(one, other);
            let same = |pair: &&(Role, Role, Together)| {
                (pair.0, pair.1) == (*one, *other) || (pair.1, pair.0) == (*one, *other)
            };
            assert_eq!(APART.iter().filter(same).count(), 1, "row {at}");
        }
        assert_eq!(APART.iter().filter(|(one, ..)| *one == Role::Batch).count(), Role::ALL.len() - 1);
    }

    #[test]
    fn three_people_can_run_a_program() {
        let floor = Floor { commander_may_be_release_authority: true, ..Floor::default() };
        let people = [
            &[Role::Commander, Role::ReleaseAuthority][..],
            &[Role::Examiner, Role::RepositoryManager, Role::LeadInvestigator],
            &[Role::Auditor, Role::Designee],
        ];
        assert!(people.iter().all(|roles| apart(roles, &floor).is_none()));
        let covered: Vec<_> = people.concat();
        let missing: Vec<_> = Role::ALL.iter().filter(|role| !covered.contains(role)).collect();
        assert_eq!(missing, [&Role::Reviewer, &Role::Batch]);
    }
}

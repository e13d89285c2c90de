//! Whether an approval by word was signed since, by whoever gave it (2-110-4-D-6).

use super::{Standing, people::COMMANDER};
use crate::{
    gate::EntryPlace,
    vocabulary::{Digest, PersonId},
};

impl Standing {
    /// The badge that somebody bore at a place of the book. What became of them later changes nothing of that: a former Commander
    /// was the Commander, and who bears another badge today bore that one.
    fn badge_at(&self, person: PersonId, place: EntryPlace) -> Option<&str> {
        if self.root_at(place).person_id() == person {
            return Some(COMMANDER);
        }
        let known = self.people.get(&person)?;
        known.badges.iter().rev().find(|(since, _)| *since < place).map(|(_, badge)| badge.as_str())
    }

    /// Whether somebody with this badge, other than `by`, signed the approval of a share that `by` recorded at `at`. The badge counts
    /// that they bore then, or where what they signed was accepted: a lead may be authorized after giving their word.
    pub fn is_countersigned(&self, paper: Digest, badge: &str, by: PersonId, at: EntryPlace) -> bool {
        // The same text can be accepted more than once, with other signatures.
        let mut accepted = self.kept.share_approvals.iter().filter(|kept| kept.digest == paper);
        accepted.any(|kept| {
            let bore = |one: PersonId| [at, kept.place].iter().any(|place| self.badge_at(one, *place) == Some(badge));
            kept.signers.iter().any(|one| bore(*one) && !self.is_same_person(*one, by))
        })
    }
}

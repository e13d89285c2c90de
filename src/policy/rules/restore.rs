//! A backup takes the place of the repository (2-110-4-B; docs/backup.md#restoring): entries are taken out of the book,
//! so it takes two.

use super::{Facts, Verdict};
use crate::{
    policy::{OperationKind, PaperFacts, RestoreSigned},
    vocabulary::Role,
};

fn with_restore(facts: &Facts<'_>, judge: impl FnOnce(usize, Option<RestoreSigned>) -> Verdict) -> Verdict {
    match (facts.operation, facts.paper) {
        (OperationKind::RepositoryRestore, Some(PaperFacts::Restore { witnesses, signed })) => {
            judge(*witnesses, *signed)
        }
        (OperationKind::RepositoryRestore, _) => Verdict::broken(
            "No order is named, and none is drafted.",
            "Draft one (frs repository restore --from FILE --draft PAPER), or name the signed one with --paper",
        ),
        _ => Verdict::NotApplicable,
    }
}

/// 2-110-4-B: the Commander and a witness of the floor sign it. A draft is only asked whether anybody could.
pub(super) fn ordered(facts: &Facts<'_>) -> Verdict {
    with_restore(facts, |witnesses, signed| {
        if witnesses == 0 {
            return Verdict::broken(
                "No witness stands in the floor of this backup, and a restore is never signed by the Commander alone.",
                "Use a backup that was made after a witness was named. This one can still be read: copy it to an empty \
                 directory as repository.sqlite, and use frs audit verify --read-only. Name a witness in every floor (frs \
                 paper request floor).",
            );
        }
        let missing = match signed {
            None | Some(RestoreSigned { commander: true, witness: true }) => return Verdict::Holds,
            Some(RestoreSigned { commander: false, witness: false }) => "neither the Commander nor a witness",
            Some(RestoreSigned { commander: false, .. }) => "a witness, but not the Commander",
            Some(RestoreSigned { witness: false, .. }) => "the Commander, but no witness",
        };
        Verdict::broken(
            format!("Of those whom this backup knows, {missing} has signed the order."),
            "Let the Commander and a witness of the floor sign it, one after the other: frs paper sign PAPER",
        )
    })
}

/// 2-110-4-B: the next log begins with the Commander's own signature, as the first one did.
pub(super) fn entered(facts: &Facts<'_>) -> Verdict {
    with_restore(facts, |_, signed| {
        let commander = |role: &[Role]| role.contains(&Role::Commander);
        let acts = facts.authorized().is_some_and(|own| commander(&own.roles) || commander(&own.offices));
        if signed.is_none() || acts {
            return Verdict::Holds;
        }
        Verdict::broken(
            "The new log begins with the Commander's signature, and you are not the Commander of this backup.",
            "Let the Commander run this command. Drafting the order you can do: --draft PAPER",
        )
    })
}

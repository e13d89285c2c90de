//! What is removed for good (2-110-4-B; docs/repository.md#removing-for-good).

use super::{Facts, Verdict};
use crate::policy::{ExpungeFacts, OperationKind};

const ORDER: &str = "Have an order signed by two persons and entered: frs paper request expunge-order";

fn with_order(facts: &Facts<'_>, judge: impl FnOnce(&ExpungeFacts) -> Verdict) -> Verdict {
    match (facts.operation, facts.expunge) {
        (OperationKind::RepositoryExpunge, Some(order)) => judge(order),
        _ => Verdict::NotApplicable,
    }
}

/// 2-110-4-B: the book holds the order, and it is still to be carried out.
pub(super) fn ordered(facts: &Facts<'_>) -> Verdict {
    if facts.operation == OperationKind::RepositoryExpunge && facts.expunge.is_none() {
        return Verdict::broken("No order is named.", ORDER);
    }
    with_order(facts, |order| match order {
        ExpungeFacts { signed_by_asker: None, .. } => Verdict::broken(
            "The book holds no such order, or a succession took it back.",
            format!("Copy the digest that `frs paper accept` printed. {ORDER}"),
        ),
        ExpungeFacts { carried_out: true, .. } => Verdict::broken(
            "The order was carried out whole; what was enrolled or stated since is not of it.",
            format!("For what is to go now, another one is needed. {ORDER}"),
        ),
        _ => Verdict::Holds,
    })
}

/// 2-110-4-B: a third person carries it out.
pub(super) fn third_hand(facts: &Facts<'_>) -> Verdict {
    with_order(facts, |order| match order.signed_by_asker {
        None => Verdict::NotApplicable,
        Some(true) => Verdict::broken(
            "You signed this order.",
            "Let somebody who did not sign it carry it out, a repository manager, the Commander, or a designee who is examiner or repository \
             manager too: frs repository expunge --order SHA256",
        ),
        Some(false) => Verdict::Holds,
    })
}

/// 2-110-4-B: legal holds.
pub(super) fn not_held(facts: &Facts<'_>) -> Verdict {
    with_order(facts, |order| {
        if order.release_missing {
            return Verdict::broken(
                "The order rests on the release of a hold, and the book holds no such release.",
                "Have the release signed and entered: frs paper request hold-release; then carry the order out",
            );
        }
        if order.held.is_empty() {
            return Verdict::Holds;
        }
        let held: Vec<_> = order.held.iter().map(|(what, hold)| format!("{what}, by the hold {hold}")).collect();
        Verdict::broken(
            format!("A legal hold covers:\n{}", held.join("\n")),
            "Nothing of the order is carried out. Once the hold may end, have its release signed and entered: frs paper request \
             hold-release",
        )
    })
}

/// 2-110-4-B: the program's own account stays.
pub(super) fn accounts_stay(facts: &Facts<'_>) -> Verdict {
    with_order(facts, |order| {
        if order.accounts.is_empty() {
            return Verdict::Holds;
        }
        let named: Vec<_> = order.accounts.iter().map(ToString::to_string).collect();
        Verdict::broken(
            format!(
                "These purposes search for nobody, and their entries account for the program:\n{}",
                named.join("\n")
            ),
            format!("Name only purposes of criminal activity, endangered persons or decedents. {ORDER}"),
        )
    })
}

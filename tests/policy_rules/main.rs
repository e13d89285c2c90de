//! Every rule of the gate, with facts that keep it and facts that break it. The tests bear the names of the rules:
//! `sop_<paragraph>_accepts_<rule>` and `sop_<paragraph>_refuses_<rule>` (`policy_table.rs` counts them).

mod answer;
mod authority;
mod close;
mod correction;
mod expunge;
mod paper;
mod probe;
mod purpose;
mod restore;
mod search;
mod share;
mod sheet;
mod verify;
mod witness;
mod world;

use frs::{
    policy::{Facts, Floor, OperationKind, judge},
    vocabulary::Role,
};

/// Nobody, who says nothing; and somebody in order, who says nothing.
#[test]
fn what_a_rule_refuses_is_what_the_table_says_that_it_binds() {
    let now = world::at("2026-03-01T03:00:00Z");
    for operation in OperationKind::ALL.iter().copied() {
        let floor = Floor::default();
        world::bound(operation, &judge(&Facts::of_nobody(now, operation, &floor)));
        let empty = world::World::with(operation, |world| {
            (world.purpose, world.intake, world.face, world.models, world.search) = (None, None, None, None, None);
            (world.paper, world.expunge, world.correction, world.verification) = (None, None, None, None);
            (world.share, world.tail) = (None, None);
            world.authorization.roles = vec![Role::Examiner];
        });
        world::bound(operation, &judge(&empty.facts()));
    }
}

//! `docs/sop.md`: the table for readers.

use std::fmt::Write as _;

use super::{Binds, By, RULES, Rule};
use crate::policy::{APART, OPERATIONS, Together};

impl Rule {
    /// Whom or what it binds, in words.
    pub fn binds(&self) -> String {
        fn words<T: ToString>(items: &[T]) -> String {
            items.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        }
        match self.binds {
            Binds::Everyone => "every gated command".to_owned(),
            Binds::Roles(roles) => words(roles),
            Binds::Operations(operations) => words(operations),
            Binds::WithPurpose => "every command that needs a purpose, as listed below".to_owned(),
            Binds::CandidatesShown => "whatever shows a candidate".to_owned(),
            Binds::People => "people".to_owned(),
        }
    }
}

/// The rules and the operations as one Markdown page.
pub fn sop_page() -> String {
    let mut page = String::from(
        "# SOP 2-110 as `frs` keeps it\n\n\
        Generated from `src/policy/rules.rs` and `src/policy/operation.rs`; \
        `FRS_UPDATE_SNAPSHOTS=1 cargo test --test policy_table` writes it anew.\n\n\
        A **Gate** refuses the command (exit status 3) and lists every paragraph broken; a **Display** is shown wherever \
        it applies; a **Procedure** is kept by people, because software cannot.\n\n\
        ## Rules\n\n| paragraph | rule | kept by | binds | says |\n|---|---|---|---|---|\n",
    );
    for rule in RULES {
        let (name, by) = (rule.name.replace('_', " "), rule.by.as_str());
        // Writing to a String cannot fail.
        let _ = writeln!(page, "| {} | {name} | {by} | {} | {} |", rule.paragraph, rule.binds(), rule.says);
    }
    let gates = RULES.iter().filter(|rule| matches!(rule.by, By::Gate(_))).count();
    let _ = writeln!(page, "\n{} rules, {gates} of them kept by the gate.", RULES.len());
    page.push_str(
        "\n## Operations\n\n| command | who (one of) | under which purpose | opens images and templates |\n|---|---|---|---|\n",
    );
    for operation in OPERATIONS {
        let roles: Vec<_> = operation.roles.iter().map(|role| role.as_str()).collect();
        let purposes: Vec<_> = operation.purposes.iter().map(|purpose| purpose.as_str()).collect();
        let purposes = if purposes.is_empty() { "none needed".to_owned() } else { purposes.join(", ") };
        let opens = if operation.opens_faces { "yes" } else { "no" };
        let _ = writeln!(page, "| `{}` | {} | {purposes} | {opens} |", operation.kind.command(), roles.join(", "));
    }
    page.push_str(
        "\n## Roles of one person\n\nEvery pair that is not listed may be combined.\n\n| one | and | may be one person |\n|---|---|---|\n",
    );
    for (one, other, together) in APART {
        let may = match together {
            Together::ByFloor => "where the floor says so (`commander-may-be-release-authority`)".to_owned(),
            Together::Never(why) => format!("never: {why}"),
        };
        let _ = writeln!(page, "| {one} | {other} | {may} |");
    }
    page
}

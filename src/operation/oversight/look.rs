//! What a supervisor looks at first: the kinds of finding with their numbers, each with the paragraph that asks for it.

use crate::report::{AuditFindings, ToLookAt};

/// Every kind of finding that occurs, in the order of the order's paragraphs.
pub(super) fn to_look_at(findings: &AuditFindings) -> Vec<ToLookAt> {
    let marked = |mark: &str| findings.searches.iter().filter(|line| line.marks.contains(&mark)).count();
    let due = |kind: &str, overdue: bool| {
        findings.due.iter().filter(|line| line.kind == kind && line.overdue == overdue).count()
    };
    let lapse = |lapsed: bool| findings.lapsing.iter().filter(|line| line.lapsed == lapsed).count();
    let changed = |kind: &str| findings.changes.iter().filter(|line| line.kind == kind).count();
    let (tail, hours) = (&findings.tail, &findings.hours);
    let spooled = usize::try_from(findings.counts.spooled).unwrap_or(usize::MAX);
    let of_refused = findings.refusals.iter().filter(|line| !line.unattributed && !line.slip).count();
    let outside = format!("searches outside {:02}:00 to {:02}:00 ({})", hours.from, hours.until, hours.zone);
    let unwitnessed = format!(
        "entries that no witness has seen: the floor's limit is {} entries or {} days",
        tail.limit_entries, tail.limit_days
    );
    let past_limit = findings.restated.iter().filter(|line| line.past_limit).count();
    let questioned = findings.answers.iter().filter(|line| line.finding == "questioned").count();
    let in_conflict = findings.searches.iter().filter(|line| line.state == "conflict").count();
    let rows: [(&'static str, &'static str, usize, &str); 29] = [
        ("lapsed", "2-110-4-A-1", lapse(true), "trainings or authorizations that have lapsed"),
        ("lapsing", "2-110-4-A-1", lapse(false), "trainings or authorizations that lapse within 30 days"),
        ("overrides", "2-110-3-G-2", findings.overrides.len(), "probes let in past a quality warning"),
        ("restated", "2-110-4-A", past_limit, "cases with more probes than one purpose may carry, by stating it anew"),
        (
            "corrected-case",
            "2-110-4-A",
            marked("corrected-case"),
            "searches that were moved to another case afterwards",
        ),
        ("anothers-purpose", "2-110-4-A", marked("anothers-purpose"), "searches under what somebody else stated"),
        ("other-cases", "2-110-4-A", findings.other_cases.len(), "times the same image or face under another case"),
        ("questioned", "2-110-4-A-2", questioned, "answers of a supervisor that question a search"),
        (
            "unwitnessed",
            "2-110-4-B",
            if tail.too_many || tail.too_long { to_size(tail.entries) } else { 0 },
            &unwitnessed,
        ),
        ("unfinished", "2-110-4-B", findings.unfinished.len(), "acts that were begun and have no outcome"),
        ("clock", "2-110-4-B", findings.clock_steps.len(), "times the clock stood earlier than before"),
        ("replay-differs", "2-110-4-B", changed("replay-differs"), "replayed searches whose list differs"),
        ("restored", "2-110-4-B", changed("restore"), "backups that were restored"),
        ("release", "2-110-4-C", to_size(findings.counts.releases), "releases to outside entities"),
        ("not-on-call", "2-110-4-D-1", marked("not-on-call"), "searches by somebody who was not on call"),
        ("outside-hours", "2-110-4-D-1", marked("outside-hours"), &outside),
        ("personal-shown", "2-110-3-F", marked("personal-shown"), "searches that printed subject labels as data"),
        (
            "after-dissent",
            "2-110-4-D-4",
            marked("after-dissent"),
            "times the same image was searched again after a dissent",
        ),
        ("disposition-overdue", "2-110-4-D-4", due("disposition", true), "lists without dispositions, overdue"),
        ("disposition-due", "2-110-4-D-4", due("disposition", false), "lists without dispositions, in time"),
        (
            "after-closing",
            "2-110-4-D-4",
            marked("after-closing"),
            "times the same image was searched again after a list of it was closed",
        ),
        ("closed", "2-110-4-D-4", findings.closed.len(), "lists closed without a verification"),
        ("conflict", "2-110-4-D-4", in_conflict, "lists on which two examiners differ, and nothing is resolved"),
        ("review-overdue", "2-110-4-D-4", due("blind-review", true), "blind reviews, overdue"),
        ("review-due", "2-110-4-D-4", due("blind-review", false), "blind reviews, in time"),
        (
            "recorded",
            "2-110-4-D-6",
            due("countersignature", true) + due("countersignature", false),
            "approvals recorded, not signed",
        ),
        ("suspension", "2-110-4-E", changed("suspension") + changed("reinstatement"), "suspensions and reinstatements"),
        ("refused", "2-110-4-E", of_refused, "refusals"),
        ("spooled", "2-110-4-E", spooled, "refusals of people who could not open the book"),
    ];
    let line = |(kind, paragraph, count, says): (_, _, usize, &str)| ToLookAt {
        kind,
        paragraph,
        count: count as u64,
        says: says.to_owned(),
    };
    rows.into_iter().filter(|(_, _, count, _)| *count > 0).map(line).collect()
}

fn to_size(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

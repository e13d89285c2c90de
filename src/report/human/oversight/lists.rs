//! The lists that are seldom long: one text a line.

use super::{
    super::layout::{Page, counted},
    said, texts,
};
use crate::report::{
    AnswerLine, AuditFindings, ChangeLine, ClosedLine, LapseLine, OtherCaseLine, OverrideLine, RestatedLine,
    SharedLine, UnfinishedLine, when,
};

/// All of them, in the order of the page.
pub(super) fn seldom_long(page: &mut Page, f: &AuditFindings) {
    let others = f.other_cases.iter().map(other_case);
    texts(page, "Probes past a quality warning:", f.overrides.iter().map(overridden));
    texts(page, "The same image or face under another case; alike is no identification:", others);
    texts(page, "Purposes stated more than once (2-110-4-A):", f.restated.iter().map(restated));
    texts(page, "What supervisors found of searches (2-110-4-A-2):", f.answers.iter().map(answered));
    texts(page, "Lists closed without a verification (2-110-4-D-4):", f.closed.iter().map(closed));
    texts(page, "Shares and releases:", f.shared.iter().map(shared));
    texts(page, "Papers and changes of the program:", f.changes.iter().map(changed));
    texts(page, "Lapses within 30 days, or has lapsed:", f.lapsing.iter().map(lapsing));
    texts(page, "Begun, and no outcome:", f.unfinished.iter().map(unfinished));
    texts(page, "The clock stood earlier than before at:", f.clock_steps.iter().map(ToString::to_string));
}

fn overridden(line: &OverrideLine) -> String {
    format!("{} badge {}, case {}: {}", line.at, said(line.badge.as_ref()), said(line.case.as_ref()), line.reason)
}

fn other_case(line: &OtherCaseLine) -> String {
    let what = if line.same_image { "the same image" } else { "a face as alike as the line" };
    let score = line.score.map_or(String::new(), |score| format!(" ({score:.4})"));
    let other = line.other_case.as_deref().unwrap_or("(expunged)");
    format!("{} case {}: {what}{score} under case {other}", line.at, said(line.case.as_ref()))
}

fn restated(line: &RestatedLine) -> String {
    let past = if line.past_limit { ": MORE THAN ONE MAY CARRY" } else { "" };
    let people = counted(line.people, "person", "people");
    format!(
        "case {}: {} stated {} times by {people}, {} probes{past}",
        line.case, line.kind, line.statements, line.probes
    )
}

fn answered(line: &AnswerLine) -> String {
    let (badge, case) = (said(line.badge.as_ref()), said(line.case.as_ref()));
    let finding = if line.finding == "questioned" { "QUESTIONED" } else { line.finding.as_str() };
    format!("{} {} case {case}: {finding} by badge {badge}: {}", line.at, line.search.short(), line.because)
}

fn closed(line: &ClosedLine) -> String {
    let (badge, case) = (said(line.badge.as_ref()), said(line.case.as_ref()));
    let (search, open, kept) = (line.search.short(), line.open, line.unverified);
    let late = if line.overdue { ", OVERDUE when it was closed" } else { "" };
    let since = match line.looked_since {
        0 => String::new(),
        times => format!("; faces of it were opened {times} times since"),
    };
    format!(
        "{} {search} by badge {badge}, case {case}, {}: {} ({open} without a record{late}, {kept} kept and unverified{since})",
        line.at, line.why, line.because
    )
}

fn shared(line: &SharedLine) -> String {
    let (to, approval) = (said(line.recipient.as_ref()), said(line.approval.as_ref()));
    let case = said(line.case.as_ref());
    format!("{} {} of {} items to {to}, approval {approval}, case {case}", line.at, line.kind, line.items)
}

fn changed(line: &ChangeLine) -> String {
    format!("{} {} {}: {}", line.at, when::minute(&line.time), line.kind, when::within(&line.says))
}

fn lapsing(line: &LapseLine) -> String {
    let word = if line.lapsed { "LAPSED" } else { "lapses" };
    let what = if line.what == "unused" { "authorization, by not being used," } else { line.what };
    format!("{what} {word} {} of badge {}", when::minute(&line.lapses), said(line.badge.as_ref()))
}

fn unfinished(line: &UnfinishedLine) -> String {
    format!("{} {} {} by badge {}", line.at, when::minute(&line.time), line.operation, said(line.badge.as_ref()))
}

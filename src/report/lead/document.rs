//! What stands in a lead report and in which order. The page and the PDF print this, so that both say the same.

use super::{
    LeadAct, LeadImage, LeadReport, Officer,
    blocks::{Block, Document, Shown, Tone, Words},
    candidate::each,
    searched::{list, probe, search},
    words::{self, badge, candidates, copy_mark, of, preliminary, ranks},
};
use crate::{policy::LEAD_NOTICE, report::when, vocabulary::Disposition};

/// The document.
pub(in crate::report) fn document(report: &LeadReport) -> Document {
    let mut blocks = Vec::new();
    in_short(report, &mut blocks);
    case(report, &mut blocks);
    probe(report, &mut blocks);
    search(report, &mut blocks);
    list(report, &mut blocks);
    each(report, &mut blocks);
    review(report, &mut blocks);
    blocks.push(Block::Part("What limits this report".into()));
    blocks.push(Block::Items(report.limits.iter().map(Words::own).collect()));
    blocks.push(Block::Part("No line-up from this list".into()));
    blocks.push(Block::Paragraph(Words::own(words::NO_LINE_UP)));
    blocks.push(Block::Part("To paste into a disclosure".into()));
    blocks.push(Block::Boxed(Tone::Paste, report.disclosure.iter().map(Words::foreign).collect()));
    check(report, &mut blocks);
    let case = report
        .case
        .as_deref()
        .map_or_else(|| Words::own("no case number"), |case| Words::own("Case ").then(Words::foreign(case)));
    let none = report.program.no_evidence().map(|(kind, says)| (Tone::Wary, format!("{kind}. {says}")));
    let mut every_page: Vec<_> = none.into_iter().collect();
    if report.preliminary {
        every_page.push((Tone::Wary, preliminary(report)));
    }
    every_page.push((Tone::Notice, LEAD_NOTICE.to_owned()));
    Document {
        title: "Facial recognition lead report".into(),
        about: case.then(Words::own(format!(" · {} · {}", report.search.search.short(), report.made))),
        every_page,
        foot: format!("{} · fingerprint {} · {}", report.program.name, report.program.fingerprint, copy_mark(report)),
        blocks,
    }
}

/// What a detective reads at three in the morning.
fn in_short(report: &LeadReport, blocks: &mut Vec<Block>) {
    blocks.push(Block::Part("In short".into()));
    let count = report.candidates.len();
    let kept = of(report, |one| one.disposition == Disposition::Kept);
    let mut items = Vec::new();
    items.push(if kept.is_empty() {
        Words::strong("No lead.").then(Words::own(format!(" {} compared; every one was excluded.", starts(count))))
    } else {
        Words::strong(format!("{} of {count} kept as a lead:", starts(kept.len())))
            .then(Words::own(format!(" {}. The others were excluded.", ranks(&kept))))
    });
    if count == 0 {
        items = vec![Words::strong("No candidate.").then(Words::own(" The list is empty."))];
    }
    if !report.search.any_above && count > 0 {
        items.push(Words::own(format!(
            "None reaches the score line of {:.2}: the outcome of the search is \"no candidate\".",
            report.search.line
        )));
    }
    let unverified = of(report, |one| matches!(one.state, "UNVERIFIED" | "CONFLICT"));
    if !unverified.is_empty() {
        items.push(Words::strong("UNVERIFIED:").then(Words::own(format!(
            " {}. Identity must be confirmed by sources outside face recognition before anybody acts on it (2-110-4-D-5).",
            ranks(&unverified)
        ))));
    }
    for (state, says) in
        [("confirmed", "Confirmed by independent evidence"), ("eliminated", "Eliminated by independent sources")]
    {
        let found = of(report, |one| one.state == state);
        if !found.is_empty() {
            items.push(Words::own(format!("{says}: {}.", ranks(&found))));
        }
    }
    items.push(Words::own(second(report)));
    if let Some(count) = report.redacted {
        items
            .push(Words::own(format!("Redacted by rule: {count} of {} candidates (part 5).", report.candidates.len())));
    }
    blocks.push(Block::Items(items));
}

pub(super) fn starts(count: usize) -> String {
    let text = candidates(count);
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn second(report: &LeadReport) -> String {
    let review = &report.review;
    match review.state {
        "done" if review.agreed == Some(true) => "A second examiner reviewed blind and agrees.".into(),
        "done" => format!("{} How that was resolved stands in part 6.", words::dissents(review)),
        "conflict" => format!("CONFLICT: the two examiners differ on {}.", ranks(&review.differed)),
        "not-asked" => "No second examiner: the floor asks for none.".into(),
        _ => "No second examiner has reviewed it yet.".into(),
    }
}

fn officer(officer: &Officer) -> Words {
    Words::own("badge ").then(Words::foreign(badge(officer))).then(Words::own(" · ")).then(Words::code(officer.person))
}

pub(super) fn act(act: &LeadAct) -> Words {
    Words::own("badge ").then(Words::foreign(badge(&act.by))).then(Words::own(format!(
        ", {}, book entry {}",
        when::evidence(&act.time),
        act.at
    )))
}

pub(super) fn said(text: Option<&String>) -> Words {
    text.map_or_else(|| Words::own("not stated"), Words::foreign)
}

fn case(report: &LeadReport, blocks: &mut Vec<Block>) {
    blocks.push(Block::Part("Case, purpose and people".into()));
    let purpose = &report.purpose;
    let mut facts = vec![("Case", report.case.as_ref().map_or_else(|| Words::own("none"), Words::foreign))];
    match (purpose.kind, purpose.paragraph) {
        (Some(kind), Some(paragraph)) => {
            facts.push(("Purpose", Words::own(format!("{} (SOP {paragraph})", kind.as_str().replace('-', " ")))));
        }
        _ => facts.push(("Purpose", Words::own("its statement was expunged"))),
    }
    if let (Some(by), Some(stated)) = (&purpose.stated_by, &purpose.stated) {
        facts.push(("Stated", Words::own(format!("{}, ", when::evidence(stated))).then(officer(by))));
    }
    facts.push(("Requested by", requested(report)));
    facts.push(("Searched by", officer(&report.search.made.by)));
    facts
        .push(("Second examiner", report.review.reviewer.as_ref().map_or_else(|| Words::own(second(report)), officer)));
    facts.push(("Report made by", officer(&report.made_by)));
    blocks.push(Block::Facts(facts));
    if !purpose.answers.is_empty() {
        blocks.push(Block::Head("Purpose and basis, as stated".into(), None));
        let row = |one: &super::LeadAnswer| vec![Words::own(&one.asks), Words::foreign(&one.answer)];
        blocks
            .push(Block::Table(vec![("Question", 42.0), ("Answer", 58.0)], purpose.answers.iter().map(row).collect()));
    }
    for correction in &purpose.corrections {
        blocks.push(Block::Boxed(Tone::Wary, vec![Words::foreign(correction.words())]));
    }
}

fn requested(report: &LeadReport) -> Words {
    let Some(request) = &report.request else { return Words::own("no request to the on-call examiner was recorded") };
    Words::own("badge ")
        .then(said(request.badge.as_ref()))
        .then(Words::own(", "))
        .then(said(request.channel.as_ref()))
        .then(Words::own(", "))
        .then(said(request.at.as_ref()))
}

pub(super) fn pictures(image: &LeadImage, whole: &str, face: &str) -> Vec<Shown> {
    let mut shown = vec![Shown { picture: image.whole.clone(), says: whole.to_owned() }];
    shown.extend(image.face.clone().map(|picture| Shown { picture, says: face.to_owned() }));
    shown
}

fn review(report: &LeadReport, blocks: &mut Vec<Block>) {
    let review = &report.review;
    blocks.push(Block::Part("The second examiner".into()));
    blocks.push(Block::Paragraph(Words::own(second(report))));
    let Some(reviewer) = &review.reviewer else { return };
    let mut facts = vec![("Second examiner", officer(reviewer))];
    if let Some(packet) = review.packet {
        facts.push((
            "Packet",
            Words::own(format!(
                "{} items in a drawn order, without score, rank, name or first record; book entry {packet}",
                review.items
            )),
        ));
    }
    let replaced = review.packets.split_last().map_or(&[][..], |(_, earlier)| earlier);
    for packet in replaced {
        facts.push((
            "Packet before",
            Words::own("for ").then(officer(&packet.by)).then(Words::own(format!(
                "; book entry {}. Another packet took its place; {} of {} items had a record, and every record stays",
                packet.at, packet.recorded, packet.items
            ))),
        ));
    }
    if let Some(due) = review.due.as_deref().map(when::evidence) {
        facts.push(("Due", Words::own(if review.overdue { format!("OVERDUE since {due}") } else { due })));
    }
    if !review.differed.is_empty() {
        facts.push((
            "Dissent on",
            Words::own(format!("{}; all records stand in part 6, and none is changed", ranks(&review.differed))),
        ));
    }
    blocks.push(Block::Facts(facts));
}

fn check(report: &LeadReport, blocks: &mut Vec<Block>) {
    blocks.push(Block::Part("How to check this report".into()));
    blocks.push(Block::Paragraph(Words::own(format!(
        "Every act above is an entry of the program's signed book, named by its number. The SHA-256 of this file stands in the outcome of \
         entry {}. Once a witness has cosigned the book, the Department gives a proof file beside the report:",
        report.at
    ))));
    blocks.push(Block::Paragraph(Words::code(
        "frs audit check-report FILE… --proof PROOF --fingerprint FINGERPRINT --witness FILE",
    )));
    blocks.push(Block::Small(Words::own(
        "One changed byte is found (exit 5). The fingerprint and the witness's key come from the Department by another way than the report. Whoever \
         checks needs neither a key nor the repository. Pictures in this report are made anew from pixels and reduced; the files that were \
         compared are named by their SHA-256. Times are UTC; where another one stands beside, it is that of the place where this was made.",
    )));
}

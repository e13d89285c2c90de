//! What stands in a lead report and in which order. The page and the PDF print this, so that both say the same.

use super::{
    LeadAct, LeadCandidate, LeadImage, LeadPerson, LeadPicture, LeadRecord, LeadReport, Officer,
    words::{self, badge, candidates, of, preliminary, ranks},
};
use crate::{
    policy::{ATTESTED_NOTICE, CHANCE_HITS_NOTICE, LEAD_NOTICE, SCORE_NOTICE, WORKING_COPY_SHORT},
    report::{
        evaluation::grouped,
        human::search::{chance_words, fmr_words, mark_words},
    },
    vocabulary::{ComparisonScore, Disposition},
};

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::report) enum Piece {
    /// This program's words.
    Own(String),
    /// The same, standing out.
    Strong(String),
    /// Digests and ids.
    Code(String),
    /// What people wrote.
    Foreign(String),
}

/// A text of one or more parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::report) struct Words(pub Vec<Piece>);

impl Words {
    fn own(text: impl Into<String>) -> Self {
        Self(vec![Piece::Own(text.into())])
    }

    fn strong(text: impl Into<String>) -> Self {
        Self(vec![Piece::Strong(text.into())])
    }

    fn code(text: impl ToString) -> Self {
        Self(vec![Piece::Code(text.to_string())])
    }

    fn foreign(text: impl Into<String>) -> Self {
        Self(vec![Piece::Foreign(text.into())])
    }

    fn then(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }
}

/// How a box looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Tone {
    /// A notice of the order.
    Notice,
    /// What to be wary of.
    Wary,
    /// To be pasted elsewhere.
    Paste,
}

/// A picture with what is said of it.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) struct Shown {
    pub picture: LeadPicture,
    pub says: String,
}

/// What a report consists of.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) enum Block {
    /// A numbered part.
    Part(String),
    /// A part of a part, with the mark that stands at its end.
    Head(String, Option<String>),
    /// A paragraph.
    Paragraph(Words),
    /// Small print.
    Small(Words),
    /// In a box.
    Boxed(Tone, Vec<Words>),
    /// Names and values.
    Facts(Vec<(&'static str, Words)>),
    /// A list.
    Items(Vec<Words>),
    /// Columns (title, share of the width in percent) and rows.
    Table(Vec<(&'static str, f32)>, Vec<Vec<Words>>),
    /// Pictures side by side, each so many millimetres wide at most.
    Pictures(Vec<Shown>, f32),
    /// A candidate: pictures at the left, facts beside them.
    Card(Vec<Shown>, Vec<(&'static str, Words)>),
}

/// The report as a document.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) struct Document {
    /// Its title.
    pub title: String,
    /// On every page: what it is about.
    pub about: Words,
    /// On every page: notices; the first of a preliminary sheet says so.
    pub every_page: Vec<(Tone, String)>,
    /// Below every page.
    pub foot: String,
    /// All else.
    pub blocks: Vec<Block>,
}

/// Every text of a document, for tests.
#[cfg(test)]
pub(in crate::report) fn texts(document: &Document) -> Vec<String> {
    let mut texts = vec![document.title.clone(), document.foot.clone()];
    texts.extend(document.every_page.iter().map(|(_, text)| text.clone()));
    let mut add = |words: &Words| {
        texts.extend(words.0.iter().map(|piece| match piece {
            Piece::Own(text) | Piece::Strong(text) | Piece::Code(text) | Piece::Foreign(text) => text.clone(),
        }));
    };
    for block in &document.blocks {
        match block {
            Block::Part(text) => add(&Words::own(text)),
            Block::Head(text, mark) => {
                add(&Words::own(text));
                mark.iter().for_each(|mark| add(&Words::own(mark)));
            }
            Block::Paragraph(words) | Block::Small(words) => add(words),
            Block::Boxed(_, all) | Block::Items(all) => all.iter().for_each(&mut add),
            Block::Facts(facts) | Block::Card(_, facts) => facts.iter().for_each(|(name, words)| {
                add(&Words::own(*name));
                add(words);
            }),
            Block::Table(columns, rows) => {
                columns.iter().for_each(|(name, _)| add(&Words::own(*name)));
                rows.iter().flatten().for_each(&mut add);
            }
            Block::Pictures(shown, _) => shown.iter().for_each(|one| add(&Words::own(&one.says))),
        }
    }
    texts
}

/// Millimetres: side by side on a page.
const PAIR: f32 = 78.0;

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
    let mut every_page = Vec::new();
    if report.preliminary {
        every_page.push((Tone::Wary, preliminary(report)));
    }
    every_page.push((Tone::Notice, LEAD_NOTICE.to_owned()));
    Document {
        title: "Facial recognition lead report".into(),
        about: case.then(Words::own(format!(" · {} · {}", report.search.search.short(), report.made))),
        every_page,
        foot: format!("{} · fingerprint {} · {WORKING_COPY_SHORT}", report.program.name, report.program.fingerprint),
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

fn starts(count: usize) -> String {
    let text = candidates(count);
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn second(report: &LeadReport) -> String {
    let review = &report.review;
    match review.state {
        "done" if review.agreed == Some(true) => "A second examiner reviewed blind and agrees.".into(),
        "done" => format!(
            "A second examiner reviewed blind and DISSENTED on {}; how that was resolved stands in part 6.",
            ranks(&review.differed)
        ),
        "conflict" => format!("CONFLICT: the two examiners differ on {}.", ranks(&review.differed)),
        "not-asked" => "No second examiner: the floor asks for none.".into(),
        _ => "No second examiner has reviewed it yet.".into(),
    }
}

fn officer(officer: &Officer) -> Words {
    Words::own("badge ").then(Words::foreign(badge(officer))).then(Words::own(" · ")).then(Words::code(officer.person))
}

fn act(act: &LeadAct) -> Words {
    Words::own("badge ")
        .then(Words::foreign(badge(&act.by)))
        .then(Words::own(format!(", {}, book entry {}", act.time, act.at)))
}

fn said(text: Option<&String>) -> Words {
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
        facts.push(("Stated", Words::own(format!("{stated}, ")).then(officer(by))));
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

fn pictures(image: &LeadImage, whole: &str, face: &str) -> Vec<Shown> {
    let mut shown = vec![Shown { picture: image.whole.clone(), says: whole.to_owned() }];
    shown.extend(image.face.clone().map(|picture| Shown { picture, says: face.to_owned() }));
    shown
}

fn probe(report: &LeadReport, blocks: &mut Vec<Block>) {
    let probe = &report.probe;
    blocks.push(Block::Part("The probe".into()));
    let framed = "The face that was searched is framed.";
    let upright = "The face, turned upright; nothing sharpened.";
    match &probe.used {
        None => {
            let whole = format!("As received and as used: it was not edited. {framed}");
            blocks.push(Block::Pictures(pictures(&probe.received, &whole, upright), PAIR));
        }
        Some(used) => {
            let mut shown = pictures(&probe.received, "As received.", upright);
            shown.push(Shown {
                picture: used.whole.clone(),
                says: format!("As used, after the edits listed below. {framed}"),
            });
            blocks.push(Block::Pictures(shown, PAIR));
            let face = used.face.clone().map(|picture| Shown { picture, says: upright.to_owned() });
            blocks.push(Block::Pictures(face.into_iter().collect(), PAIR));
        }
    }
    let attested = if probe.attested { ATTESTED_NOTICE } else { "not attested" };
    let child = match probe.child {
        Some(true) => "appears to show a child: the software errs more often there",
        Some(false) => "no child, as the examiner stated",
        None => "not stated",
    };
    let mut facts = vec![
        ("Probe", Words::code(probe.probe)),
        ("SHA-256 as received", Words::code(probe.received.sha256)),
        ("Size", Words::own(format!("{} × {} pixels", probe.received.width, probe.received.height))),
        ("Let in", Words::own(&probe.admitted)),
        ("Source", said(probe.source.as_ref())),
    ];
    if probe.source_words.is_some() {
        facts.push(("Source in words", said(probe.source_words.as_ref())));
    }
    facts.extend([
        ("Lawfully obtained", said(probe.obtained_how.as_ref())),
        (
            "By, when",
            Words::own("badge ")
                .then(said(probe.obtained_by.as_ref()))
                .then(Words::own(", "))
                .then(said(probe.obtained_at.as_ref())),
        ),
        ("Genuine", Words::own(attested)),
        ("Child", Words::own(child)),
        ("Faces in it", Words::own(format!("{}; number {} was searched", probe.faces, probe.chosen))),
    ]);
    if let Some(reason) = &probe.past_warning {
        facts.push(("Override", Words::strong("past a quality warning, because: ").then(Words::foreign(reason))));
    }
    blocks.push(Block::Facts(facts));
    edits(report, blocks);
    quality(probe.searched(), blocks);
}

fn edits(report: &LeadReport, blocks: &mut Vec<Block>) {
    blocks.push(Block::Head("Edits".into(), None));
    let edits = &report.probe.edits;
    if edits.is_empty() {
        blocks.push(Block::Paragraph(Words::own("None. The image was searched as it was received.")));
        return;
    }
    let row = |(step, one): (usize, &crate::vocabulary::EditStep)| {
        let lost = one.lost().map_or_else(String::new, |lost| format!("; {lost} of its pixels lost their differences"));
        vec![
            Words::own((step + 1).to_string()),
            Words::foreign(&one.edit).then(Words::own(format!(": {}{lost}", one.means()))),
            Words::code(one.sha256),
        ]
    };
    let columns = vec![("Step", 8.0), ("Edit", 46.0), ("SHA-256 of the pixels after it", 46.0)];
    blocks.push(Block::Table(columns, edits.iter().enumerate().map(row).collect()));
    blocks.push(Block::Small(Words::own(
        "The image as received is kept. Each edit can be repeated by anybody; none of them adds detail.",
    )));
}

fn quality(image: &LeadImage, blocks: &mut Vec<Block>) {
    if image.quality.is_empty() {
        return;
    }
    blocks.push(Block::Head("Quality of the probe (ISO/IEC 29794-5)".into(), None));
    let measures: Vec<_> = image.quality.iter().collect();
    let cell = |one: Option<&&super::LeadMeasure>| match one {
        None => [Words::default(), Words::default()],
        Some(one) if one.past_limit => [Words::own(&one.component), Words::strong(&one.measure)],
        Some(one) => [Words::own(&one.component), Words::own(&one.measure)],
    };
    let half = measures.len().div_ceil(2);
    let rows = (0..half).map(|at| [cell(measures.get(at)), cell(measures.get(half + at))].concat());
    let columns = vec![("Measure", 24.0), ("Value", 26.0), ("Measure", 24.0), ("Value", 26.0)];
    blocks.push(Block::Table(columns, rows.collect()));
}

fn search(report: &LeadReport, blocks: &mut Vec<Block>) {
    let search = &report.search;
    blocks.push(Block::Part("The search, and how often it errs".into()));
    let model = |model: &crate::report::ModelName| {
        Words::own(format!("{}, weights ", model.name)).then(Words::code(model.weights))
    };
    blocks.push(Block::Facts(vec![
        ("Search", Words::code(search.search)),
        ("Made", act(&search.made)),
        ("Software", Words::own(&search.software)),
        ("Model", model(&search.embedder)),
        ("Model card", Words::code(search.card)),
        ("Finds faces", model(&search.detector)),
        (
            "Repository",
            Words::own(format!(
                "{} photographs of {} people, snapshot ",
                grouped(search.references),
                grouped(search.subjects)
            ))
            .then(Words::code(search.gallery_root)),
        ),
        ("Not searched", Words::own(format!("{} images that could not be enrolled", grouped(search.not_searched)))),
        (
            "Floor",
            Words::own(format!(
                "number {}, score line {:.2}, {} candidates asked for",
                search.floor, search.line, search.asked
            )),
        ),
        ("List digest", Words::code(search.list_digest)),
    ]));
    blocks.push(Block::Paragraph(Words::own(SCORE_NOTICE)));
    match &report.rates {
        None => blocks.push(Block::Boxed(
            Tone::Wary,
            vec![Words::own("No measured error rates of this model are at hand: how often a score comes by chance is not stated, and cannot be told from the score.")],
        )),
        Some(rates) => {
            blocks.push(Block::Facts(vec![
                ("Rates measured on", Words::own(&rates.data_set)),
                ("Size of that set", Words::own(format!(
                    "{} photographs of {} people, {} comparisons between different people; measured {}",
                    grouped(rates.photographs), grouped(rates.people), grouped(rates.comparisons), rates.measured
                ))),
                ("List of that set", Words::code(rates.list)),
                ("Interval", Words::own("95%, by people (bootstrap); what stands beside a score is the end of the interval that is worse for the software")),
            ]));
            blocks.push(Block::Paragraph(Words::own(CHANCE_HITS_NOTICE)));
        }
    }
}

fn list(report: &LeadReport, blocks: &mut Vec<Block>) {
    blocks.push(Block::Part("The whole candidate list".into()));
    if report.candidates.is_empty() {
        blocks.push(Block::Paragraph(Words::own("The list holds no candidate.")));
        return;
    }
    blocks.push(Block::Paragraph(Words::own(format!(
        "{} in the order of their scores, the whole list as the search returned it. A score is no percentage and no probability. FMR: share of \
         other people's photographs that reach the score. Chance: how many of them are expected in a repository of this size.",
        starts(report.candidates.len())
    ))));
    if let Some(count) = report.redacted {
        blocks.push(Block::Boxed(
            Tone::Wary,
            vec![Words::own(format!(
                "REDACTED BY RULE: {count} of {} candidates. {}",
                report.candidates.len(),
                words::REDACTION
            ))],
        ));
    }
    let columns = vec![
        ("#", 5.0),
        ("Score", 9.0),
        ("FMR", 14.0),
        ("Chance", 10.0),
        ("Disposition", 13.0),
        ("State", 13.0),
        ("Taken", 13.0),
        ("Marks", 23.0),
    ];
    blocks.push(Block::Table(columns, rows(report)));
}

fn rows(report: &LeadReport) -> Vec<Vec<Words>> {
    let mut rows = Vec::new();
    let mut below = false;
    for one in &report.candidates {
        if !one.above_line && !below {
            below = true;
            let line = format!("Below the line of {:.2}", report.search.line);
            rows.push(vec![Words::default(), Words::strong(line)]);
        }
        let marks = one.person.as_ref().map_or_else(
            || "redacted".to_owned(),
            |person| person.warnings.iter().map(|warning| mark_words(&warning.mark)).collect::<Vec<_>>().join(", "),
        );
        let taken = one.person.as_ref().map_or_else(|| "redacted".to_owned(), taken);
        let state = if one.state == "excluded" { Words::own(one.state) } else { Words::strong(one.state) };
        rows.push(vec![
            Words::own(one.rank.to_string()),
            Words::own(ComparisonScore(one.score).to_string()),
            Words::own(fmr_words((one.fmr_below_one_in, one.fmr_at_most, one.fmr_at_least))),
            Words::own(chance_words((one.chance_hits_at_most, one.chance_hits_at_least))),
            Words::own(one.disposition.as_str()),
            state,
            Words::own(taken),
            Words::own(marks),
        ]);
    }
    rows
}

fn taken(person: &LeadPerson) -> String {
    person.capture_date.map_or_else(|| "unknown".to_owned(), |date| date.to_string())
}

fn each(report: &LeadReport, blocks: &mut Vec<Block>) {
    if report.candidates.is_empty() {
        return;
    }
    blocks.push(Block::Part("Each candidate with its records".into()));
    // The leads first: they are what the report is read for. Each keeps its place in the list.
    let (kept, others): (Vec<_>, Vec<_>) =
        report.candidates.iter().partition(|one| one.disposition == Disposition::Kept);
    for one in kept.into_iter().chain(others) {
        candidate(one, blocks);
    }
}

fn candidate(one: &LeadCandidate, blocks: &mut Vec<Block>) {
    let mark = if one.redacted { format!("{} · redacted", one.state) } else { one.state.to_owned() };
    blocks.push(Block::Head(format!("Candidate {}", one.rank), Some(mark)));
    let mut facts = vec![(
        "Score",
        Words::own(format!(
            "{}, {} the line · FMR {} · chance {}",
            ComparisonScore(one.score),
            if one.above_line { "above" } else { "below" },
            fmr_words((one.fmr_below_one_in, one.fmr_at_most, one.fmr_at_least)),
            chance_words((one.chance_hits_at_most, one.chance_hits_at_least)),
        )),
    )];
    let mut shown = Vec::new();
    match &one.person {
        None => facts.push(("Person", Words::own("redacted by rule: excluded or eliminated"))),
        Some(person) => {
            person_facts(person, &mut facts);
            match &person.image {
                Some(image) => shown = pictures(image, "The photograph; the face is framed", "The face, upright"),
                None => facts.push(("Photograph", Words::strong("expunged since the search"))),
            }
        }
    }
    if let Some(record) = one.records.last().filter(|record| record.at_sight || one.redacted) {
        facts.push(("First examiner", in_a_line(record, one.redacted)));
    }
    blocks.push(Block::Card(shown, facts));
    if let Some(person) = one.person.as_ref().filter(|person| !person.warnings.is_empty()) {
        let wary = person
            .warnings
            .iter()
            .map(|warning| Words::strong(mark_words(&warning.mark)).then(Words::own(format!(": {}", warning.says))));
        blocks.push(Block::Boxed(Tone::Wary, wary.collect()));
    }
    if one.redacted {
        return;
    }
    for (at, record) in one.records.iter().enumerate() {
        let last = at + 1 == one.records.len();
        if last && record.at_sight {
            continue;
        }
        let which =
            if last { "First examiner".to_owned() } else { format!("First examiner, earlier record {}", at + 1) };
        comparison(&which, record, blocks);
    }
    if let Some(record) = &one.second {
        comparison(
            if one.dissent { "Second examiner, blind: DISSENT" } else { "Second examiner, blind" },
            record,
            blocks,
        );
    }
    settled(one, blocks);
}

fn person_facts(person: &LeadPerson, facts: &mut Vec<(&'static str, Words)>) {
    facts.push(("Name in repository", person.label.as_ref().map_or_else(|| Words::own("expunged"), Words::foreign)));
    let age = person
        .photo_age_years
        .map_or_else(|| "age unknown".to_owned(), |years| format!("{years} years before the probe"));
    facts.push(("Taken", Words::own(format!("{}, {age}", taken(person)))));
    if let Some(year) = person.birth_year {
        facts.push(("Born", Words::own(year.to_string())));
    }
    if let Some(source) = &person.source {
        facts.push(("From", Words::foreign(source)));
    }
    if let Some(basis) = &person.legal_basis {
        facts.push(("Held under", Words::foreign(basis)));
    }
    facts.push(("Reference", Words::code(person.reference)));
    facts.push(("Subject", Words::code(person.subject)));
    if let Some(image) = &person.image {
        facts.push(("SHA-256", Words::code(image.sha256)));
        let past: Vec<_> =
            image.quality.iter().filter(|one| one.past_limit).map(|one| one.component.as_str()).collect();
        if image.face.is_none() {
            facts.push(("Quality", Words::own("no face is found in it any more")));
        } else if !past.is_empty() {
            facts.push(("Quality", Words::own(format!("past a limit: {}", past.join(", ")))));
        }
    }
    if person.other_references > 0 {
        facts.push((
            "More of them",
            Words::own(format!("{} further photographs, none with a higher score", person.other_references)),
        ));
    }
}

/// A record of which one feature is all, or of which no words may stand.
fn in_a_line(record: &LeadRecord, redacted: bool) -> Words {
    let how = if record.at_sight { ", at sight" } else { "" };
    let mut words = Words::strong(format!("{}{how}", record.conclusion.as_str().replace('-', " ")));
    if let Some(feature) = record.features.first().filter(|_| record.at_sight && !redacted) {
        words = words.then(Words::own(format!(" by {}: ", feature.feature))).then(Words::foreign(&feature.words));
    }
    words.then(Words::own(" (")).then(act(&record.act)).then(Words::own(")"))
}

fn comparison(which: &str, record: &LeadRecord, blocks: &mut Vec<Block>) {
    let of_use = |is: bool| if is { "of use" } else { "NOT of use" };
    let mut first = Words::strong(format!("{which}: {}", record.conclusion.as_str().replace('-', " ")))
        .then(Words::own(format!(", {} (", record.conclusion.says())))
        .then(act(&record.act))
        .then(Words::own(format!(
            "). Probe {}, reference {}.",
            of_use(record.probe_of_use),
            of_use(record.reference_of_use)
        )));
    if record.at_sight {
        first = first.then(Words::own(" At sight."));
    }
    if let Some(why) = &record.not_of_use_because {
        first = first.then(Words::own(" ")).then(Words::foreign(why));
    }
    if !record.because.is_empty() {
        first = first.then(Words::own(" Rests on: ")).then(Words::foreign(&record.because));
    }
    blocks.push(Block::Paragraph(first));
    if !record.features.is_empty() {
        let row = |one: &super::LeadFeature| {
            let finding = one.finding.as_str().replace('-', " ");
            vec![Words::own(one.feature.as_str().replace('-', " ")), Words::own(finding), Words::foreign(&one.words)]
        };
        blocks.push(Block::Table(
            vec![("Feature", 18.0), ("Finding", 15.0), ("What was seen", 67.0)],
            record.features.iter().map(row).collect(),
        ));
    }
}

/// How differences, sources and outcomes stand.
fn settled(one: &LeadCandidate, blocks: &mut Vec<Block>) {
    for resolved in &one.resolutions {
        blocks.push(Block::Paragraph(
            Words::strong(format!("Difference resolved: {}", resolved.stands))
                .then(Words::own(format!(", by {} with ", resolved.by.as_str().replace('-', " "))))
                .then(Words::foreign(&resolved.with))
                .then(Words::own(" ("))
                .then(act(&resolved.act))
                .then(Words::own("): "))
                .then(Words::foreign(&resolved.because)),
        ));
    }
    if one.disposition == Disposition::Excluded {
        return;
    }
    if one.sources.is_empty() {
        blocks.push(Block::Paragraph(
            Words::strong("Independent sources: none is recorded.").then(Words::own(" The candidate is UNVERIFIED.")),
        ));
    } else {
        let row = |source: &super::LeadSource| {
            vec![
                Words::own(source.kind.as_str().replace('-', " ")),
                Words::foreign(&source.reference),
                Words::own(format!("{}, badge ", source.asked)).then(Words::foreign(&source.by)),
                Words::own(source.result.as_str()),
                Words::foreign(&source.words),
            ]
        };
        let columns =
            vec![("Source", 15.0), ("Reference", 17.0), ("Asked, by", 22.0), ("Says", 12.0), ("In words", 34.0)];
        blocks.push(Block::Table(columns, one.sources.iter().map(row).collect()));
    }
    for outcome in &one.outcomes {
        let mut words = Words::strong(format!("Outcome: {}", outcome.result))
            .then(Words::own(" ("))
            .then(act(&outcome.act))
            .then(Words::own("): "))
            .then(Words::foreign(&outcome.because));
        if let Some(despite) = &outcome.despite {
            words = words.then(Words::own(" Despite what speaks against it: ")).then(Words::foreign(despite));
        }
        blocks.push(Block::Paragraph(words));
    }
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
    if let Some(due) = &review.due {
        facts.push(("Due", Words::own(if review.overdue { format!("OVERDUE since {due}") } else { due.clone() })));
    }
    if !review.differed.is_empty() {
        facts.push((
            "Dissent on",
            Words::own(format!("{}; both records stand in part 6, and neither is changed", ranks(&review.differed))),
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
        "frs audit check-report FILE… --proof PROOF --root FINGERPRINT --witness KEY",
    )));
    blocks.push(Block::Small(Words::own(
        "One changed byte is found (exit 5). The fingerprint and the witness's key come from the Department by another way than the report. Whoever \
         checks needs neither a key nor the repository. Pictures in this report are made anew from pixels and reduced; the files that were \
         compared are named by their SHA-256. Times are UTC.",
    )));
}

//! The probe, the search and its list.

use super::{
    LeadImage, LeadPerson, LeadReport,
    blocks::{Block, Shown, Tone, Words},
    document::{act, pictures, said, starts},
    words,
};
use crate::{
    policy::{ATTESTED_NOTICE, CHANCE_HITS_NOTICE, SCORE_NOTICE},
    report::{
        evaluation::grouped,
        human::candidates::{chance_words, fmr_words, mark_words},
        when,
    },
    vocabulary::ComparisonScore,
};

/// Millimetres: side by side on a page.
const PAIR: f32 = 78.0;

pub(super) fn probe(report: &LeadReport, blocks: &mut Vec<Block>) {
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
        ("Let in", Words::own(when::evidence(&probe.admitted))),
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
                .then(said(probe.obtained_at.as_deref().map(when::evidence).as_ref())),
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
    blocks.push(Block::Head(
        "Quality of the probe (names of ISO/IEC 29794-5, measured in this program's own way)".into(),
        None,
    ));
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

pub(super) fn search(report: &LeadReport, blocks: &mut Vec<Block>) {
    let search = &report.search;
    blocks.push(Block::Part("The search, and how often it errs".into()));
    let model = |model: &crate::report::ModelName| {
        Words::own(format!("{}, weights ", model.name)).then(Words::code(model.weights))
    };
    blocks.push(Block::Facts(vec![
        ("Search", Words::code(search.search)),
        ("Made", act(&search.made)),
        ("Software", Words::own(words::software(&search.software))),
        ("Model", model(&search.embedder)),
        (
            "Model card",
            search
                .card
                .map_or_else(|| Words::own("not known: the book does not hold the floor of that search"), Words::code),
        ),
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
        (
            "Not searched",
            Words::own(format!("{} images that could not be enrolled or measured", grouped(search.not_searched))),
        ),
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
                ("Interval", Words::own("95%, by people (bootstrap); beside a score stands its upper end, after >= the lower one")),
            ]));
            blocks.push(Block::Paragraph(Words::own(CHANCE_HITS_NOTICE)));
        }
    }
}

pub(super) fn list(report: &LeadReport, blocks: &mut Vec<Block>) {
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

pub(super) fn taken(person: &LeadPerson) -> String {
    person.capture_date.map_or_else(|| "unknown".to_owned(), |date| date.to_string())
}

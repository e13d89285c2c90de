//! Measured error rates on the terminal.

use super::{
    Human, Width,
    layout::{Page, digest},
    table::Column,
};
use crate::{
    evaluation::{BinRates, Breakdown, Interval, PairedRate, Rate},
    report::{
        AgainstModel, EvaluationFigures, ModelEvaluation, SeveralReferences,
        evaluation::{grouped, one_in, paired_at, percent, points, points_interval},
    },
};

/// Rows of failures that are named; JSON and CSV hold all.
const ROWS: usize = 12;

pub(in crate::report) fn interval(rate: &Rate) -> String {
    format!("{} to {}", percent(rate.low), percent(rate.high))
}

pub(in crate::report) fn scores(interval: Option<Interval>) -> String {
    interval.map_or_else(|| "–".into(), |found| format!("{:.3} to {:.3}", found.low, found.high))
}

pub(in crate::report) fn of(rate: &Rate) -> String {
    format!("{} of {}", grouped(rate.errors), grouped(rate.trials))
}

impl Human for ModelEvaluation {
    fn human(&self, width: Width) -> String {
        let f = &self.figures;
        let mut page = Page::new(width, &f.program);
        head(&mut page, f);
        verification(&mut page, f);
        identification(&mut page, f);
        several_references(&mut page, f);
        against(&mut page, f);
        parts(&mut page, f);
        discard(&mut page, f);
        page.gap();
        f.notices.iter().for_each(|notice| page.paragraph(notice));
        page.gap();
        let mut facts: Vec<(String, String)> =
            self.files.iter().map(|(form, found)| (format!("Written ({form})"), format!("SHA-256 {found}"))).collect();
        facts.push(("Recorded in".into(), self.entry.words()));
        page.facts(&facts);
        page.finish()
    }
}

fn head(page: &mut Page, f: &EvaluationFigures) {
    let (model, list, photographs) = (&f.model, &f.list, &f.photographs);
    page.gap();
    let taken = if list.only.is_empty() { String::new() } else { format!(", only {}", list.only.join(", ")) };
    let mut without: Vec<String> =
        photographs.failures.iter().map(|failure| format!("{} {}", failure.count, failure.why)).collect();
    if without.is_empty() {
        without.push("none failed".into());
    }
    let rows: Vec<String> = photographs.failed_rows.iter().take(ROWS).map(|row| row.row.to_string()).collect();
    let more = if photographs.failed_rows.len() > ROWS { ", …" } else { "" };
    let rows = if rows.is_empty() { String::new() } else { format!(" (rows {}{more})", rows.join(", ")) };
    let limits = format!(
        "{} past a warning limit of the card, {} past a refusing one ({})",
        photographs.past_warning,
        photographs.past_refusal,
        if list.enforce_limits { "these count as failures" } else { "measured all the same" }
    );
    let mut facts = vec![
        ("Model", format!("{}  weights {}  card {}", model.name, digest(page, &model.weights), model.card.short())),
        ("Detector", format!("{}  weights {}", model.detector, digest(page, &model.detector_weights))),
        ("List", format!("{}{taken}, SHA-256 {}", list.kind, digest(page, &list.digest))),
        ("Photographs", format!("{} of {} people", photographs.offered, photographs.people)),
        ("With template", format!("{}; without: {}{rows}", photographs.usable, without.join(", "))),
        ("Quality", limits),
    ];
    facts.extend(f.copies.words().map(|words| ("Copies", words)));
    page.facts(&facts);
}

fn verification(page: &mut Page, f: &EvaluationFigures) {
    let v = &f.verification;
    page.gap();
    page.paragraph(&format!(
        "1:1. {} comparisons of one person's photographs ({} people; {} failed and count as misses), {} between different \
         people ({} people).",
        grouped(v.mated),
        grouped(v.mated_people),
        v.mated_failed,
        grouped(v.non_mated),
        grouped(v.non_mated_people)
    ));
    let wide = page.is_wide();
    let mut columns = vec![("At FMR", Column::Number), ("Score", Column::Number)];
    if wide {
        columns.push(("95%", Column::Number));
    }
    columns.extend([("FNMR", Column::Number), ("95%", Column::Number), ("Missed", Column::Rest)]);
    let row = |at: &crate::evaluation::AtFmr| {
        let mut cells = vec![one_in(at.fmr)];
        match (at.threshold, &at.fnmr) {
            (Some(threshold), Some(fnmr)) => {
                cells.push(format!("{threshold:.4}"));
                if wide {
                    cells.push(scores(at.threshold_interval));
                }
                cells.extend([percent(fnmr.value), interval(fnmr), of(fnmr)]);
            }
            _ => {
                cells.extend(std::iter::repeat_n("–".to_owned(), if wide { 4 } else { 3 }));
                cells.push(format!("no claim: needs {} comparisons", grouped(at.needs)));
            }
        }
        cells
    };
    page.table(&columns, &v.at.iter().map(row).collect::<Vec<_>>());
    if let Some(folds) = &f.folds {
        page.paragraph(&format!(
            "Protocol of LFW, {} folds, {} pairs: {:.2}% right, standard error {:.2}%.",
            folds.folds,
            folds.pairs,
            100.0 * folds.accuracy,
            100.0 * folds.standard_error
        ));
    }
}

fn identification(page: &mut Page, f: &EvaluationFigures) {
    let Some(found) = &f.identification else { return };
    page.gap();
    page.paragraph(&format!(
        "1:N. {} people enrolled with {} photographs ({} failed). {} searches for them ({} failed and count as misses), {} for \
         people who are not enrolled ({} more failed and do not count).",
        found.enrolled_people,
        found.references,
        found.references_failed,
        found.mated,
        found.mated_failed,
        found.non_mated,
        found.non_mated_failed
    ));
    let columns =
        [("Within", Column::Whole), ("Missed", Column::Number), ("95%", Column::Number), ("Searches", Column::Rest)];
    let rows = found.ranks.iter().filter_map(|rank| {
        let missed = rank.missed.as_ref()?;
        let within = if rank.rank == 1 { "rank 1".to_owned() } else { format!("the first {}", rank.rank) };
        Some(vec![within, percent(missed.value), interval(missed), of(missed)])
    });
    page.table(&columns, &rows.collect::<Vec<_>>());
    let wide = page.is_wide();
    let mut columns = vec![("At FPIR", Column::Number), ("Score", Column::Number)];
    columns.extend(wide.then_some(("95%", Column::Number)));
    columns.extend([("FNIR", Column::Number), ("95%", Column::Number)]);
    columns.extend(wide.then_some(("FPIR found, 95%", Column::Number)));
    columns.push(("Missed; strangers named", Column::Rest));
    let rows = found.at.iter().map(|at| {
        let mut cells = vec![one_in(at.fpir)];
        match (at.threshold, &at.fnir, &at.fpir_found) {
            (Some(threshold), Some(fnir), Some(named)) => {
                cells.push(format!("{threshold:.4}"));
                cells.extend(wide.then(|| scores(at.threshold_interval)));
                cells.extend([percent(fnir.value), interval(fnir)]);
                cells.extend(wide.then(|| interval(named)));
                cells.push(format!("{}; {}", of(fnir), of(named)));
            }
            _ => {
                cells.extend(std::iter::repeat_n("–".to_owned(), if wide { 5 } else { 3 }));
                cells.push(format!("no claim: needs {} searches", grouped(at.needs)));
            }
        }
        cells
    });
    page.table(&columns, &rows.collect::<Vec<_>>());
}

fn several_references(page: &mut Page, f: &EvaluationFigures) {
    let Some(found) = &f.several_references else { return };
    page.gap();
    page.paragraph(&several_words(found));
    paired(page, ["Best", "Mean"], &found.rates);
}

fn against(page: &mut Page, f: &EvaluationFigures) {
    let Some(found) = &f.against else { return };
    page.gap();
    page.paragraph(&against_words(f, found));
    paired(page, ["First", "Second"], &found.rates);
}

pub(in crate::report) fn several_words(found: &SeveralReferences) -> String {
    format!(
        "Several references. {} people have {} together; {} searches for them. A search ranks a person by the best of their photographs; \
         beside it, by the mean of their templates, each at its own score: of {} comparisons with somebody else who has several, \
         of {} searches for people who are not enrolled.",
        grouped(found.people),
        grouped(found.references),
        grouped(found.searches),
        grouped(found.comparisons),
        grouped(found.strangers)
    )
}

pub(in crate::report) fn against_words(f: &EvaluationFigures, found: &AgainstModel) -> String {
    format!(
        "Two models on the same photographs: first {}, second {} (weights {}, card {}), each at its own score; people are drawn for both \
         at once.",
        f.model.name,
        found.model.name,
        found.model.weights.short(),
        found.model.card.short(),
    ) + if f.list.enforce_limits { " The limits are those of the model that is measured." } else { "" }
}

fn paired(page: &mut Page, names: [&str; 2], rates: &[PairedRate]) {
    let columns = [
        ("Missed", Column::Whole),
        (names[0], Column::Number),
        (names[1], Column::Number),
        ("Points", Column::Number),
        ("95%", Column::Number),
        ("Alone", Column::Rest),
    ];
    let row = |rate: &PairedRate| {
        let alone =
            format!("{}; {} of {}", grouped(rate.only_first), grouped(rate.only_second), grouped(rate.first.trials));
        vec![
            paired_at(rate),
            percent(rate.first.value),
            percent(rate.second.value),
            points(rate.difference),
            points_interval(rate),
            alone,
        ]
    };
    page.table(&columns, &rates.iter().map(row).collect::<Vec<_>>());
}

/// The rate and its interval, or why there is none.
pub(in crate::report) fn part(rate: Option<&Rate>, people: u64) -> [String; 2] {
    match rate {
        Some(rate) => [percent(rate.value), interval(rate)],
        None if people == 0 => ["–".into(), String::new()],
        None => ["–".into(), "too few people".into()],
    }
}

fn parts(page: &mut Page, f: &EvaluationFigures) {
    for Breakdown { name, threshold, fmr, bins } in &f.breakdowns {
        page.gap();
        page.paragraph(&format!("By {name}, at the score {threshold:.4} (FMR {} of all):", one_in(*fmr)));
        let wide = page.is_wide();
        let mut columns = vec![
            ("FNMR", Column::Number),
            ("95%", Column::Number),
            ("People", Column::Number),
            ("FMR", Column::Number),
            ("95%", Column::Number),
        ];
        // Narrow terminals need the room for the names.
        columns.extend(wide.then_some(("People", Column::Number)));
        columns.push(("Part", Column::Rest));
        let row = |bin: &BinRates| {
            let [fnmr, fnmr_bounds] = part(bin.fnmr.as_ref(), bin.mated_people);
            let [through, bounds] = part(bin.fmr.as_ref(), bin.non_mated_people);
            let mut cells = vec![fnmr, fnmr_bounds, bin.mated_people.to_string(), through, bounds];
            cells.extend(wide.then(|| bin.non_mated_people.to_string()));
            cells.push(bin.bin.clone());
            cells
        };
        page.table(&columns, &bins.iter().map(row).collect::<Vec<_>>());
    }
}

fn discard(page: &mut Page, f: &EvaluationFigures) {
    let Some(first) = f.discard.first() else { return };
    page.gap();
    if first.points.first().is_none_or(|point| point.fnmr == 0.0) {
        page.paragraph(
            "Error versus discard: nothing is missed that was compared, so no quality measure can show its worth.",
        );
        return;
    }
    page.paragraph(&format!(
        "Error versus discard: misses at the score {:.4} when the comparisons of poorest quality are left out.",
        first.threshold
    ));
    let columns = [
        ("None out", Column::Number),
        ("5%", Column::Number),
        ("10%", Column::Number),
        ("20%", Column::Number),
        ("Limit at 5%", Column::Number),
        ("Component", Column::Rest),
    ];
    let rows = f.discard.iter().map(|curve| {
        let at = |hundredth: u32| curve.at(hundredth).map_or_else(|| "–".into(), |point| percent(point.fnmr));
        let limit = curve.at(5).map_or_else(|| "–".into(), |point| format!("{:.2}", point.limit));
        vec![at(0), at(5), at(10), at(20), limit, curve.component.clone()]
    });
    page.table(&columns, &rows.collect::<Vec<_>>());
}

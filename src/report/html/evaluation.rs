//! `model evaluate --html`: figures and curves on one page.

use super::{
    Html, begin,
    curves::{Axis, Curve, chart},
    table::{cell, foreign, table},
};
use crate::{
    evaluation::PairedRate,
    policy::WORKING_COPY_SHORT,
    report::{
        EvaluationFigures,
        evaluation::{one_in, paired_at, percent, points, points_interval},
        human::evaluation::{against_words, interval, of, part, scores, several_words},
    },
};

/// The figures as one page.
pub fn evaluation_html(f: &EvaluationFigures) -> String {
    let mut page = begin("Measured error rates", &f.program);
    head(&mut page, f);
    page.raw("<main>\n");
    one_to_one(&mut page, f);
    one_to_many(&mut page, f);
    if let Some(found) = &f.several_references {
        paired(&mut page, ("Several references", &several_words(found)), ["Best", "Mean"], &found.rates);
    }
    if let Some(found) = &f.against {
        paired(
            &mut page,
            ("Against another model", &against_words(f, found)),
            [&f.model.name, &found.model.name],
            &found.rates,
        );
    }
    figures(&mut page, f);
    parts(&mut page, f);
    discard(&mut page, f);
    page.foot(f.notices, &f.program, Some(&f.made), &f.intent.to_string(), "this file's");
    page.finish()
}

fn head(page: &mut Html, f: &EvaluationFigures) {
    page.raw("<header>\n<p class=\"copy\">").raw(WORKING_COPY_SHORT).raw("</p>\n<h1>Measured error rates</h1>\n");
    page.raw("<p class=\"sub\">Facial recognition program · ISO/IEC 19795-1</p>\n<dl>\n");
    let (model, list, photographs) = (&f.model, &f.list, &f.photographs);
    page.fact("Program", &f.program.name);
    page.fact("Fingerprint", &f.program.fingerprint);
    page.fact("Model", &format!("{}, weights {}, card {}", model.name, model.weights, model.card));
    page.fact("Detector", &format!("{}, weights {}", model.detector, model.detector_weights));
    page.fact("List", &format!("{}, SHA-256 {}", list.kind, list.digest));
    for only in &list.only {
        page.fact("Only", only);
    }
    page.fact("Photographs", &format!("{} of {} people", photographs.offered, photographs.people));
    let failures: Vec<String> =
        photographs.failures.iter().map(|failure| format!("{} {}", failure.count, failure.why)).collect();
    let without = if failures.is_empty() { "none failed".into() } else { failures.join(", ") };
    page.fact("With template", &format!("{}; without: {without}", photographs.usable));
    let counted = if list.enforce_limits { "failures" } else { "measured all the same" };
    page.fact(
        "Quality",
        &format!(
            "{} past a warning, {} past a refusal ({counted})",
            photographs.past_warning, photographs.past_refusal
        ),
    );
    if let Some(words) = f.copies.words() {
        page.fact("Copies", &words);
    }
    page.fact("Made", &f.made);
    page.raw("</dl>\n</header>\n");
}

fn one_to_one(page: &mut Html, f: &EvaluationFigures) {
    let v = &f.verification;
    page.raw("<section>\n<h2>1:1</h2>\n<p>").count(v.mated).raw(" comparisons of one person's photographs (");
    page.count(v.mated_people).raw(" people; ").count(v.mated_failed).raw(" failed and count as misses), ");
    page.count(v.non_mated).raw(" between different people (").count(v.non_mated_people).raw(" people).</p>\n");
    let columns = [
        ("At FMR", "t"),
        ("Score", "n"),
        ("95%", "n"),
        ("FNMR", "n"),
        ("95%", "n"),
        ("Missed", "n"),
        ("FMR found, 95%", "n"),
    ];
    table(page, &columns, &v.at, |page, at| {
        cell(page, "t", &one_in(at.fmr));
        match (at.threshold, &at.fnmr) {
            (Some(threshold), Some(fnmr)) => {
                cell(page, "n", &format!("{threshold:.4}"));
                cell(page, "n", &scores(at.threshold_interval));
                cell(page, "n", &percent(fnmr.value));
                cell(page, "n", &interval(fnmr));
                cell(page, "n", &of(fnmr));
                cell(page, "n", &at.fmr_found.as_ref().map_or_else(String::new, interval));
            }
            _ => {
                (0..4).for_each(|_| cell(page, "n", "–"));
                cell(page, "n", &format!("no claim: needs {}", at.needs));
                cell(page, "n", "–");
            }
        }
    });
    if let Some(folds) = &f.folds {
        page.raw("<p>Protocol of LFW, ").count(folds.folds).raw(" folds, ").count(folds.pairs).raw(" pairs: ");
        let (mean, error) = (100.0 * folds.accuracy, 100.0 * folds.standard_error);
        page.text(&format!("{mean:.2}% right, standard error {error:.2}%.")).raw("</p>\n");
    }
    page.raw("</section>\n");
}

fn one_to_many(page: &mut Html, f: &EvaluationFigures) {
    let Some(found) = &f.identification else { return };
    page.raw("<section>\n<h2>1:N</h2>\n<p>").count(found.enrolled_people).raw(" people enrolled with ");
    page.count(found.references).raw(" photographs (").count(found.references_failed).raw(" failed). ");
    page.count(found.mated).raw(" searches for them (").count(found.mated_failed);
    page.raw(" failed and count as misses), ").count(found.non_mated).raw(" for people who are not enrolled (");
    page.count(found.non_mated_failed).raw(" more failed and do not count).</p>\n");
    let columns = [("Within", "t"), ("Missed", "n"), ("95%", "n"), ("Searches", "n")];
    table(page, &columns, &found.ranks, |page, rank| {
        let within = if rank.rank == 1 { "rank 1".to_owned() } else { format!("the first {}", rank.rank) };
        cell(page, "t", &within);
        for text in rank.missed.as_ref().map_or_else(Default::default, |r| [percent(r.value), interval(r), of(r)]) {
            cell(page, "n", &text);
        }
    });
    let columns = [
        ("At FPIR", "t"),
        ("Score", "n"),
        ("95%", "n"),
        ("FNIR", "n"),
        ("95%", "n"),
        ("Missed", "n"),
        ("Strangers named", "n"),
        ("95%", "n"),
    ];
    table(page, &columns, &found.at, |page, at| {
        cell(page, "t", &one_in(at.fpir));
        match (at.threshold, &at.fnir) {
            (Some(threshold), Some(fnir)) => {
                cell(page, "n", &format!("{threshold:.4}"));
                cell(page, "n", &scores(at.threshold_interval));
                cell(page, "n", &percent(fnir.value));
                cell(page, "n", &interval(fnir));
                cell(page, "n", &of(fnir));
                for text in at.fpir_found.as_ref().map_or_else(Default::default, |named| [of(named), interval(named)]) {
                    cell(page, "n", &text);
                }
            }
            _ => {
                (0..4).for_each(|_| cell(page, "n", "–"));
                cell(page, "n", &format!("no claim: needs {}", at.needs));
                (0..2).for_each(|_| cell(page, "n", "–"));
            }
        }
    });
    page.raw("</section>\n");
}

fn paired(page: &mut Html, (title, says): (&'static str, &str), names: [&str; 2], rates: &[PairedRate]) {
    page.raw("<section>\n<h2>").raw(title).raw("</h2>\n<p>").text(says).raw("</p>\n<p class=\"sub\">First: ");
    page.text(names[0]).raw("; second: ").text(names[1]).raw(". Differences in points of a hundred.</p>\n");
    let columns = [
        ("Missed", "t"),
        ("First", "n"),
        ("95%", "n"),
        ("Second", "n"),
        ("95%", "n"),
        ("Difference", "n"),
        ("95%", "n"),
        ("By the first alone", "n"),
        ("By the second alone", "n"),
        ("Trials", "n"),
    ];
    table(page, &columns, rates, |page, rate| {
        cell(page, "t", &paired_at(rate));
        for side in [&rate.first, &rate.second] {
            cell(page, "n", &percent(side.value));
            cell(page, "n", &interval(side));
        }
        cell(page, "n", &points(rate.difference));
        cell(page, "n", &points_interval(rate));
        for count in [rate.only_first, rate.only_second, rate.first.trials] {
            cell(page, "n", &count.to_string());
        }
    });
    page.raw("</section>\n");
}

fn figures(page: &mut Html, f: &EvaluationFigures) {
    page.raw("<section id=\"figures\">\n<h2>Figures</h2>\n<div class=\"plots\">\n");
    let det = &f.verification.det;
    // What is zero stands at the lower edge: a logarithm has no zero.
    let lowest = |rates: &mut dyn Iterator<Item = f64>| rates.filter(|rate| *rate > 0.0).fold(0.1, f64::min);
    let across = Axis::decades("FMR", lowest(&mut det.iter().map(|point| point.fmr)));
    let up = Axis::decades("FNMR", lowest(&mut det.iter().map(|point| point.fnmr)));
    let points = det.iter().map(|point| (point.fmr, point.fnmr)).collect();
    let says = "misses against strangers let through (DET); drawn as far down as can be claimed";
    chart(page, "Detection errors", says, [&across, &up], &[Curve { class: "la", points }]);
    if let Some(found) = f.identification.as_ref().filter(|found| !found.cmc.is_empty()) {
        let first = found.cmc.first().copied().unwrap_or_default();
        let across = Axis::linear("rank", 1.0, 50.0, 7, |at| format!("{at:.0}"));
        let up = Axis::linear("found", (first * 20.0).floor() / 20.0 - 0.05, 1.0, 5, percent);
        let points = (1u32..).zip(&found.cmc).map(|(rank, share)| (f64::from(rank), *share)).collect();
        let says = "share of searches that find the person within so many ranks (CMC)";
        chart(page, "Ranks", says, [&across, &up], &[Curve { class: "la", points }]);
    }
    let h = &f.histogram;
    let share = |counts: &[u64]| -> Vec<(f64, f64)> {
        let all = counts.iter().sum::<u64>().max(1) as f64;
        let middle = |at: usize| h.begins + h.width * (at as f64 + 0.5);
        counts.iter().enumerate().map(|(at, count)| (middle(at), *count as f64 / all)).collect()
    };
    let (own, strangers) = (share(&h.mated), share(&h.non_mated));
    let highest = own.iter().chain(&strangers).map(|(_, share)| *share).fold(0.01, f64::max);
    let across = Axis::linear("score", -0.6, 1.0, 8, |at| format!("{at:.1}"));
    let up = Axis::linear("share", 0.0, highest, 4, percent);
    let curves = [Curve { class: "la", points: own }, Curve { class: "lb", points: strangers }];
    let says = "share of comparisons by score; blue: one person's photographs, orange: different people";
    chart(page, "Scores", says, [&across, &up], &curves);
    page.raw("</div>\n</section>\n");
}

fn parts(page: &mut Html, f: &EvaluationFigures) {
    if f.breakdowns.is_empty() {
        return;
    }
    page.raw("<section>\n<h2>By part</h2>\n");
    for breakdown in &f.breakdowns {
        page.raw("<h3>By ").foreign(&breakdown.name).raw("</h3>\n<p class=\"sub\">At the score ");
        page.text(&format!("{:.4} (FMR {} of all)", breakdown.threshold, one_in(breakdown.fmr))).raw("</p>\n");
        let columns =
            [("Part", ""), ("FNMR", "n"), ("95%", "n"), ("People", "n"), ("FMR", "n"), ("95%", "n"), ("People", "n")];
        table(page, &columns, &breakdown.bins, |page, bin| {
            foreign(page, "", &bin.bin);
            part(bin.fnmr.as_ref(), bin.mated_people).iter().for_each(|text| cell(page, "n", text));
            cell(page, "n", &bin.mated_people.to_string());
            part(bin.fmr.as_ref(), bin.non_mated_people).iter().for_each(|text| cell(page, "n", text));
            cell(page, "n", &bin.non_mated_people.to_string());
        });
    }
    page.raw("</section>\n");
}

fn discard(page: &mut Html, f: &EvaluationFigures) {
    if f.discard.is_empty() {
        return;
    }
    page.raw(
        "<section>\n<h2>Error versus discard</h2>\n<p>Misses when the comparisons of poorest quality are left out, ",
    );
    page.raw("by quality component (ISO/IEC 29794). A component that tells good from poor falls.</p>\n<div class=\"plots\">\n");
    let points = f.discard.iter().flat_map(|curve| &curve.points);
    let highest = points.map(|point| point.fnmr).fold(0.001, f64::max);
    for curve in &f.discard {
        let across = Axis::linear("left out", 0.0, 0.3, 6, percent);
        let up = Axis::linear("FNMR", 0.0, highest, 4, percent);
        let points = curve.points.iter().map(|point| (point.discarded, point.fnmr)).collect();
        let limit = curve.at(5).map_or_else(String::new, |point| format!("limit at 5%: {:.2}", point.limit));
        chart(page, &curve.component, &limit, [&across, &up], &[Curve { class: "la", points }]);
    }
    page.raw("</div>\n</section>\n");
}

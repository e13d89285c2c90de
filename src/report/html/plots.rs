//! Plots as inline SVG: drawn from counts alone, each with its numbers written beside the bars.

use super::Html;
use crate::report::{Series, UnwitnessedTail, WordCount};

/// Width of every drawing; the page scales it.
const WIDTH: f64 = 400.0;

pub(super) fn figure(page: &mut Html, class: &'static str, title: &str, says: &str) {
    page.raw("<figure class=\"").raw(class).raw("\"><figcaption>").text(title);
    page.raw("<span>").text(says).raw("</span></figcaption>\n");
}

pub(super) fn open(page: &mut Html, width: f64, height: f64, title: &str) {
    page.raw("<svg role=\"img\" viewBox=\"0 0 ").number(width).raw(" ").number(height).raw("\"><title>");
    page.text(title).raw("</title>\n");
}

pub(super) fn text(page: &mut Html, class: &'static str, x: f64, y: f64, text: &str) {
    page.raw("<text class=\"").raw(class).raw("\" x=\"").number(x).raw("\" y=\"").number(y).raw("\">");
    page.text(text).raw("</text>\n");
}

fn bar(page: &mut Html, class: &'static str, [x, y, width, height]: [f64; 4]) {
    page.raw("<rect class=\"").raw(class).raw("\" x=\"").number(x).raw("\" y=\"").number(y);
    page.raw("\" width=\"").number(width).raw("\" height=\"").number(height).raw("\"/>\n");
}

pub(super) fn line(page: &mut Html, class: &'static str, [x1, y1, x2, y2]: [f64; 4]) {
    page.raw("<line class=\"").raw(class).raw("\" x1=\"").number(x1).raw("\" y1=\"").number(y1);
    page.raw("\" x2=\"").number(x2).raw("\" y2=\"").number(y2).raw("\"/>\n");
}

/// A number at or above `most` that divides well into quarters.
fn scale(most: u64) -> u64 {
    let mut step = 1;
    loop {
        for factor in [1, 2, 5] {
            if step * factor * 4 >= most {
                return step * factor * 4;
            }
        }
        step *= 10;
    }
}

/// Searches and refusals over time.
pub(super) fn over_time(page: &mut Html, series: &Series) {
    const TITLE: &str = "Searches and refusals over time";
    const HEIGHT: f64 = 220.0;
    let wide = 2.0 * WIDTH;
    let most = series.bins.iter().map(|bin| bin.searches.max(bin.refusals)).max().unwrap_or(0);
    let says = format!("by {} ({}); blue: searches, orange: refusals", series.unit, series.zone);
    figure(page, "wide", TITLE, &says);
    open(page, wide, HEIGHT, TITLE);
    let (left, bottom, top) = (44.0, HEIGHT - 24.0, 12.0);
    let full = scale(most);
    let height = |count: u64| (bottom - top) * count as f64 / full as f64;
    for quarter in 0..=4 {
        let count = full * quarter / 4;
        let y = bottom - height(count);
        line(page, "grid", [left, y, wide, y]);
        text(page, "soft end", left - 6.0, y + 4.0, &count.to_string());
    }
    let slot = (wide - left) / series.bins.len().max(1) as f64;
    let each = (slot * 0.42).min(26.0);
    // Labels need some eighty units each.
    let every = (80.0 / slot).ceil().max(1.0) as usize;
    for (index, bin) in series.bins.iter().enumerate() {
        let middle = left + slot * (index as f64 + 0.5);
        for (class, x, count) in [("a", middle - each, bin.searches), ("b", middle, bin.refusals)] {
            if count > 0 {
                bar(page, class, [x, bottom - height(count), each, height(count)]);
            }
        }
        // A label that would run over the edge is left away; its neighbours say enough.
        if index % every == 0 && middle <= wide - 36.0 {
            let label = if series.unit == "month" { bin.begins.get(..7) } else { Some(bin.begins.as_str()) };
            text(page, "soft mid", middle, HEIGHT - 6.0, label.unwrap_or_default());
        }
    }
    line(page, "axis", [left, bottom, wide, bottom]);
    page.raw("</svg></figure>\n");
}

/// Named counts as lying bars.
pub(super) fn bars(page: &mut Html, title: &'static str, says: &str, class: &'static str, rows: &[(String, u64)]) {
    const ROW: f64 = 24.0;
    figure(page, "", title, says);
    if rows.iter().all(|(_, count)| *count == 0) {
        page.raw("<p class=\"none\">None in this period.</p></figure>\n");
        return;
    }
    open(page, WIDTH, ROW * rows.len() as f64 + 4.0, title);
    let most = rows.iter().map(|(_, count)| *count).max().unwrap_or(1).max(1);
    let (left, right) = (150.0, 48.0);
    for (index, (name, count)) in rows.iter().enumerate() {
        let y = ROW * index as f64;
        text(page, "end", left - 8.0, y + 17.0, &fit(name));
        let width = (WIDTH - left - right) * *count as f64 / most as f64;
        bar(page, class, [left, y + 4.0, width.max(if *count > 0 { 1.5 } else { 0.0 }), ROW - 8.0]);
        text(page, "", left + width + 6.0, y + 17.0, &count.to_string());
    }
    line(page, "axis", [left, 0.0, left, ROW * rows.len() as f64]);
    page.raw("</svg></figure>\n");
}

/// As much of a name as the room beside a bar takes.
fn fit(name: &str) -> String {
    const ROOM: usize = 20;
    if name.chars().count() <= ROOM { name.to_owned() } else { name.chars().take(ROOM - 1).chain(['…']).collect() }
}

/// Counts of words as rows, the biggest first, at most `most` of them and the rest together.
pub(super) fn biggest(counts: &[WordCount], value: impl Fn(&WordCount) -> u64, most: usize) -> Vec<(String, u64)> {
    let mut rows: Vec<(String, u64)> = counts.iter().map(|count| (count.word.clone(), value(count))).collect();
    rows.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    if rows.len() > most {
        let rest: u64 = rows.drain(most - 1..).map(|(_, count)| count).sum();
        rows.push(("others".into(), rest));
    }
    rows
}

/// What no witness has seen, against the floor's limits.
pub(super) fn tail(page: &mut Html, tail: &UnwitnessedTail) {
    const TITLE: &str = "Entries that no witness has seen";
    const ROW: f64 = 40.0;
    let seen = match &tail.cosigned {
        Some(time) => format!("newest cosigned checkpoint: {} entries, {time}", tail.witnessed),
        None => "no witness has seen this book yet".to_owned(),
    };
    figure(page, "", TITLE, &format!("{seen}; dashed: the floor's limit, past which searches stop"));
    open(page, WIDTH, 2.0 * ROW, TITLE);
    let left = 8.0;
    let rows = [
        ("entries", tail.entries, tail.limit_entries, tail.too_many),
        ("days", tail.days, tail.limit_days, tail.too_long),
    ];
    for (index, (name, found, limit, over)) in rows.into_iter().enumerate() {
        let y = ROW * index as f64;
        let full = found.max(limit).max(1) as f64 * 1.05;
        let at = |count: u64| (WIDTH - 2.0 * left) * count as f64 / full;
        text(page, "", left, y + 13.0, &format!("{found} of {limit} {name}"));
        bar(page, "bed", [left, y + 18.0, WIDTH - 2.0 * left, 14.0]);
        let class = if over { "bad" } else { "a" };
        bar(page, class, [left, y + 18.0, at(found).max(if found > 0 { 1.5 } else { 0.0 }), 14.0]);
        line(page, "limit", [left + at(limit), y + 15.0, left + at(limit), y + 35.0]);
    }
    page.raw("</svg></figure>\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_divide_into_quarters() {
        for (most, full) in [(0, 4), (1, 4), (4, 4), (5, 8), (17, 20), (21, 40), (100, 200), (2_000, 2_000)] {
            assert_eq!(scale(most), full, "{most}");
        }
    }

    #[test]
    fn many_words_become_few_and_others() {
        let counts: Vec<_> = (1..=9).map(|count| WordCount { word: format!("w{count}"), count, searches: 0 }).collect();
        let rows = biggest(&counts, |count| count.count, 4);
        assert_eq!(rows, [("w9".into(), 9), ("w8".into(), 8), ("w7".into(), 7), ("others".into(), 21)]);
    }
}

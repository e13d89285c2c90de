//! A candidate list on the terminal: as many columns as there is room for.

use super::{
    layout::{Page, digest, images},
    table::{Column, LEAST_REST, Table},
};
use crate::{
    policy::CHILD_NOTICE,
    report::{CandidateLine, CandidateList, evaluation::grouped},
    vocabulary::{ComparisonScore, Digest, ReferenceId},
};

const UNVERIFIED: &str = "UNVERIFIED";
const OLD_PHOTO: &str = "OLD PHOTO: taken longer before the probe was let in than the floor allows unmarked (photo-age-years); \
    the software errs more often across years.";
const AGE_UNKNOWN: &str = "AGE UNKNOWN: nobody recorded when the photograph was taken; treat it as an old one.";
const AFTER_CASE: &str =
    "ENROLLED AFTER CASE: this photograph was enrolled after the case was opened here; find out why, and by whom.";
const SAME_AS_PROBE: &str = "SAME AS PROBE: this photograph scores as copies of one picture do, and as some photographs of one sitting do: look at both, and \
    where they are one picture, find out how.";
const MEANINGS: &[(&str, &str)] = &[
    ("old-photo", OLD_PHOTO),
    ("photo-age-unknown", AGE_UNKNOWN),
    ("child", CHILD_NOTICE),
    ("same-as-probe", SAME_AS_PROBE),
    ("enrolled-after-case", AFTER_CASE),
];

/// A list with what each candidate is enrolled under.
pub(super) struct ShownList<'l> {
    pub list: &'l CandidateList,
    pub labels: &'l [String],
}

impl ShownList<'_> {
    /// Whether chance hits stand beside the scores.
    pub fn has_curve(&self) -> bool {
        let told = |candidate: &CandidateLine| {
            candidate.chance_hits_at_most.is_some() || candidate.chance_hits_at_least.is_some()
        };
        self.list.candidates.iter().any(told)
    }

    /// The list; the form is the fullest one that the terminal has room for.
    pub fn draw(&self, page: &mut Page) {
        if self.list.candidates.is_empty() {
            return;
        }
        let forms = Form::from_full(self.has_curve());
        let fits = |form: &Form| (page.is_wide() || !form.ids) && self.table(*form).fits(page.columns(), LEAST_REST);
        let form = forms.into_iter().find(fits).unwrap_or(Form::LEAST);
        let above = self.list.candidates.iter().take_while(|candidate| candidate.above_line).count();
        page.draw(&self.table(form).with_rule(above, &format!("below the floor's line {:.2}", self.list.line)));
    }

    fn table(&self, form: Form) -> Table {
        let label = |index: usize| self.labels.get(index).map_or("", String::as_str);
        let candidates = &self.list.candidates;
        let rows: Vec<Vec<Cell>> =
            candidates.iter().enumerate().map(|(index, one)| row(one, label(index), form)).collect();
        let columns: Vec<_> = rows.first().into_iter().flatten().map(|(name, kind, _)| (*name, *kind)).collect();
        let texts = |row: Vec<Cell>| row.into_iter().map(|(.., text)| text).collect();
        let table = Table::new(&columns, &rows.into_iter().map(texts).collect::<Vec<Vec<String>>>());
        if form.marks { table } else { table.with_below(candidates.iter().map(marks).collect()) }
    }

    /// What the marks on the list mean, each once.
    pub fn meanings(&self, page: &mut Page) {
        MEANINGS.iter().filter(|(mark, _)| self.bears(mark)).for_each(|(_, meaning)| page.paragraph(meaning));
    }

    /// What was searched, with what, and the list's digest.
    pub fn facts(&self, page: &Page, list_digest: &Digest) -> [(&'static str, String); 5] {
        let list = self.list;
        [
            ("Searched", format!("{} references of {} people", list.references, list.subjects)),
            ("Not searched", format!("{} that could not be enrolled or measured", images(list.not_searched))),
            ("Model", format!("{}  weights {}", list.model.name, list.model.weights.short())),
            ("Floor", format!("number {}, line {:.2}, {} candidates asked for", list.floor, list.line, list.asked)),
            ("List digest", digest(page, list_digest)),
        ]
    }

    fn bears(&self, mark: &str) -> bool {
        self.list.candidates.iter().any(|candidate| candidate.marks.iter().any(|one| one == mark))
    }
}

/// The name and kind of a cell's column, and its text.
type Cell = (&'static str, Column, String);

/// Which columns a list has.
#[derive(Debug, Clone, Copy)]
struct Form {
    /// Whole ids, and the status of each: that all are UNVERIFIED is said in words too.
    ids: bool,
    /// The rate at which two people's photographs score so high.
    fmr: bool,
    /// How many are expected by chance.
    chance: bool,
    /// The reference, by its first digits.
    reference: bool,
    /// Marks in the row; else below it.
    marks: bool,
}

impl Form {
    /// On a narrow terminal: the rank names a candidate, and the marks stand below.
    const LEAST: Self = Self { ids: false, fmr: false, chance: false, reference: false, marks: false };

    /// From the fullest to the least: what is given up first is said elsewhere.
    fn from_full(curve: bool) -> [Self; 5] {
        let full = Self { ids: true, fmr: curve, chance: curve, reference: true, marks: true };
        let short = Self { ids: false, ..full };
        let plain = Self { fmr: false, ..short };
        let below = Self { marks: false, ..plain };
        [full, short, plain, below, Self { reference: false, ..below }]
    }
}

fn marks(candidate: &CandidateLine) -> String {
    let mut marks: Vec<String> = candidate.marks.iter().map(|mark| mark_words(mark)).collect();
    if candidate.other_references > 0 {
        marks.push(format!("+{} MORE", candidate.other_references));
    }
    marks.join(", ")
}

/// What is enrolled under a name comes last in its line, so that a right-to-left name moves nothing else.
fn row(candidate: &CandidateLine, label: &str, form: Form) -> Vec<Cell> {
    use Column::{Number, Rest, Whole};
    let fmr = fmr_words((candidate.fmr_below_one_in, candidate.fmr_at_most, candidate.fmr_at_least));
    let chance = chance_words((candidate.chance_hits_at_most, candidate.chance_hits_at_least));
    let taken = candidate.capture_date.map_or_else(|| "unknown".into(), |date| date.to_string());
    let age = candidate.photo_age_years.map_or_else(|| "?".into(), |years| format!("{years} y"));
    let reference = if form.ids {
        candidate.reference.to_string()
    } else {
        candidate.reference.short().trim_start_matches(ReferenceId::PREFIX).to_owned()
    };
    let cells = [
        (true, ("#", Number, candidate.rank.to_string())),
        (true, ("Score", Number, ComparisonScore(candidate.score).to_string())),
        (form.fmr, ("FMR", Number, fmr)),
        (form.chance, ("Chance", Number, chance)),
        (true, ("Taken", Whole, taken)),
        (true, ("Age", Number, age)),
        (form.marks, ("Marks", Whole, marks(candidate))),
        (form.ids, ("Status", Whole, UNVERIFIED.to_owned())),
        (form.reference, ("Reference", Whole, reference)),
        (form.ids, ("Subject id", Whole, candidate.subject.short())),
        (true, ("Subject", Rest, label.to_owned())),
    ];
    cells.into_iter().filter(|(shown, _)| *shown).map(|(_, cell)| cell).collect()
}

/// What is known of the rate: a bound on either side (below one in, at most, at least), and beyond what was measured no number.
pub(in crate::report) fn fmr_words(known: (Option<u64>, Option<f64>, Option<f64>)) -> String {
    // Two significant digits.
    let unit = |rate: f64| 10f64.powf(rate.log10().floor() - 1.0);
    match known {
        (Some(one_in), ..) => format!("below 1 in {}", grouped(one_in)),
        (None, Some(most), _) => format!("<={:.1e}", upward(most, unit(most))),
        (None, None, Some(least)) => format!(">={:.1e}", downward(least, unit(least))),
        (None, None, None) => "?".into(),
    }
}

/// Expected chance hits: at most, or at least.
pub(in crate::report) fn chance_words((most, least): (Option<f64>, Option<f64>)) -> String {
    most.map(chance_hits).or(least.map(least_chance_hits)).unwrap_or_else(|| "?".into())
}

/// A bound is rounded to its safe side; what lies on a step, but for the arithmetic, stays there.
fn upward(bound: f64, step: f64) -> f64 {
    (bound / step * (1.0 - 1e-9)).ceil() * step
}

/// As [`upward`], for what is at least so much.
fn downward(bound: f64, step: f64) -> f64 {
    (bound / step * (1.0 + 1e-9)).floor() * step
}

/// Below the weakest score of the curve: a small repository has less than one, and "at least 0" would say nothing.
fn least_chance_hits(hits: f64) -> String {
    if hits >= 10.0 { format!(">={:.0}", downward(hits, 1.0)) } else { format!(">={:.2}", downward(hits, 0.01)) }
}

/// Two significant digits are what a curve is good for.
fn chance_hits(hits: f64) -> String {
    if hits > 9.9 {
        format!("<={:.0}", upward(hits, 1.0))
    } else if hits >= 0.1 {
        format!("<={:.1}", upward(hits, 0.1))
    } else {
        "<0.1".into()
    }
}

/// A mark as it stands in a table.
pub(in crate::report) fn mark_words(mark: &str) -> String {
    match mark {
        "photo-age-unknown" => "AGE UNKNOWN".into(),
        other => other.replace('-', " ").to_uppercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Human as _, Width},
        *,
    };

    #[test]
    fn bounds_are_rounded_to_their_safe_side() {
        for (hits, most, least) in [
            (0.058, "<0.1", ">=0.05"),
            (0.149, "<=0.2", ">=0.14"),
            (0.2, "<=0.2", ">=0.20"),
            (9.93, "<=10", ">=9.93"),
            (10.4, "<=11", ">=10"),
            (222.0, "<=222", ">=222"),
        ] {
            assert_eq!((chance_hits(hits).as_str(), least_chance_hits(hits).as_str()), (most, least), "{hits}");
        }
        for step in 1..2_000_u32 {
            let rate = f64::from(step) * 1.37e-5;
            let unit = 10f64.powf(rate.log10().floor() - 1.0);
            let (most, least): (f64, f64) = (
                format!("{:.1e}", upward(rate, unit)).parse().unwrap(),
                format!("{:.1e}", downward(rate, unit)).parse().unwrap(),
            );
            assert!(least <= rate * (1.0 + 1e-8) && rate * (1.0 - 1e-8) <= most, "{rate}: {least} {most}");
        }
    }

    /// Every combination of marks, at every width: a line of words that stands at the wrong rank tells an examiner that a
    /// candidate above the floor's line is below it.
    #[test]
    fn the_floors_line_stands_between_the_right_ranks_at_any_width() {
        use unicode_width::UnicodeWidthStr as _;
        let all = ["old-photo", "photo-age-unknown", "child", "same-as-probe", "enrolled-after-case"];
        for combination in 0..32_usize {
            let marked = |bit: &(usize, &&str)| combination & (1 << bit.0) != 0;
            let marks: Vec<&str> = all.iter().enumerate().filter(marked).map(|(_, mark)| *mark).collect();
            for curve in [false, true] {
                let report = crate::report::tests::search::marked_search(&marks, curve);
                let above = report.list.candidates.iter().filter(|one| one.above_line).count();
                for width in 60..=200_u16 {
                    let text = report.human(Width(width));
                    let lines: Vec<&str> = text.lines().collect();
                    assert!(lines.iter().all(|line| line.width() <= usize::from(width)), "{width}\n{text}");
                    let at = |wanted: &str| lines.iter().position(|line| line.starts_with(wanted)).unwrap();
                    let (header, begin) = (at(" #  "), at("==="));
                    assert_eq!(header + 1, begin, "the header is one line: {width}\n{text}");
                    assert!(lines[header].ends_with("Subject"), "{width}\n{text}");
                    let subject = lines[header].width() - "Subject".len();
                    assert!(usize::from(width) >= subject + LEAST_REST, "{width}\n{text}");
                    let (line, end) = (
                        at("--- below the floor's line"),
                        begin + lines[begin..].iter().position(|l| l.starts_with("-----")).unwrap(),
                    );
                    assert_eq!(lines[begin].width(), lines[end].width(), "{width}\n{text}");
                    let rank = |line: &&str| line.get(..2).and_then(|rank| rank.trim().parse::<usize>().ok());
                    let ranks = |part: &[&str]| part.iter().filter_map(rank).collect::<Vec<_>>();
                    assert_eq!(ranks(&lines[begin..line]), (1..=above).collect::<Vec<_>>(), "{width}\n{text}");
                    let below: Vec<usize> = (above + 1..=report.list.candidates.len()).collect();
                    assert_eq!(ranks(&lines[line..end]), below, "{width}\n{text}");
                    let flat = lines[begin..end].join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
                    assert!(marks.iter().all(|mark| flat.contains(&mark_words(mark))), "{width}\n{text}");
                }
            }
        }
    }
}

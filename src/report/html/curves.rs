//! Curves as inline SVG, over linear or logarithmic axes.

use super::{
    Html,
    plots::{figure, line, open, text},
};

const WIDTH: f64 = 400.0;
const HEIGHT: f64 = 260.0;
/// Room for the labels of the axes.
const LEFT: f64 = 56.0;
const BOTTOM: f64 = HEIGHT - 38.0;
const TOP: f64 = 10.0;
const RIGHT: f64 = WIDTH - 12.0;

/// One axis.
pub(super) struct Axis {
    /// What it measures.
    pub label: &'static str,
    /// Where it begins; over 0 where it is logarithmic.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// Whether equal steps are equal factors.
    pub logarithmic: bool,
    /// Where numbers stand, and which.
    pub ticks: Vec<(f64, String)>,
}

impl Axis {
    /// Every power of ten from `from` (rounded down to one) to 1.
    pub fn decades(label: &'static str, from: f64) -> Self {
        let lowest = from.log10().floor().clamp(-9.0, -1.0) as i32;
        let ticks = (lowest..=0).map(|power| (10f64.powi(power), decade(power)));
        Self { label, from: 10f64.powi(lowest), to: 1.0, logarithmic: true, ticks: ticks.collect() }
    }

    /// Equal steps, `count` of them.
    pub fn linear(label: &'static str, from: f64, to: f64, count: u32, say: impl Fn(f64) -> String) -> Self {
        let at = |step: u32| from + (to - from) * f64::from(step) / f64::from(count);
        let ticks = (0..=count).map(|step| (at(step), say(at(step))));
        Self { label, from, to, logarithmic: false, ticks: ticks.collect() }
    }

    /// The place of a value between the ends, 0 to 1; what lies beyond stands at the end.
    fn share(&self, value: f64) -> f64 {
        let share = if self.logarithmic {
            (value.max(self.from).log10() - self.from.log10()) / (self.to.log10() - self.from.log10())
        } else {
            (value - self.from) / (self.to - self.from)
        };
        share.clamp(0.0, 1.0)
    }
}

fn decade(power: i32) -> String {
    match power {
        0 => "1".into(),
        -1 => "0.1".into(),
        -2 => "0.01".into(),
        -3 => "0.001".into(),
        power => format!("1e{power}"),
    }
}

/// One curve: its class (`la` blue, `lb` orange) and its points.
pub(super) struct Curve {
    pub class: &'static str,
    pub points: Vec<(f64, f64)>,
}

/// A figure with curves.
pub(super) fn chart(page: &mut Html, title: &str, says: &str, [x, y]: [&Axis; 2], curves: &[Curve]) {
    figure(page, "", title, says);
    open(page, WIDTH, HEIGHT, title);
    let across = |value: f64| LEFT + (RIGHT - LEFT) * x.share(value);
    let up = |value: f64| BOTTOM - (BOTTOM - TOP) * y.share(value);
    for (value, label) in &y.ticks {
        line(page, "grid", [LEFT, up(*value), RIGHT, up(*value)]);
        text(page, "soft end", LEFT - 6.0, up(*value) + 4.0, label);
    }
    for (value, label) in &x.ticks {
        line(page, "grid", [across(*value), TOP, across(*value), BOTTOM]);
        text(page, "soft mid", across(*value), BOTTOM + 15.0, label);
    }
    line(page, "axis", [LEFT, BOTTOM, RIGHT, BOTTOM]);
    line(page, "axis", [LEFT, TOP, LEFT, BOTTOM]);
    text(page, "soft mid", f64::midpoint(LEFT, RIGHT), HEIGHT - 6.0, x.label);
    text(page, "soft", 2.0, TOP + 4.0, y.label);
    for curve in curves.iter().filter(|curve| !curve.points.is_empty()) {
        page.raw("<polyline class=\"").raw(curve.class).raw("\" points=\"");
        for (at, (horizontal, vertical)) in curve.points.iter().enumerate() {
            page.raw(if at > 0 { " " } else { "" });
            page.number(across(*horizontal)).raw(",").number(up(*vertical));
        }
        page.raw("\"/>\n");
    }
    page.raw("</svg></figure>\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_on_an_axis() {
        let decades = Axis::decades("FMR", 2e-4);
        assert_eq!((decades.from, decades.ticks.len()), (1e-4, 5));
        assert!((decades.share(1e-2) - 0.5).abs() < 1e-9);
        assert_eq!((decades.share(0.0), decades.share(7.0)), (0.0, 1.0));
        let linear = Axis::linear("rank", 1.0, 50.0, 7, |at| format!("{at:.0}"));
        assert_eq!(linear.ticks[7], (50.0, "50".into()));
    }
}

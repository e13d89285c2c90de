//! The blocks of a document, drawn one below the other.

use std::rc::Rc;

use krilla::color::rgb::Color;

use super::{BOTTOM, Cell, Flow, LEFT, MM, Mark, TOP, WIDTH, bad, bold, house, ink, plain, rule, soft, white};
use crate::report::{
    LeadPicture,
    lead::{Block, Shown, Tone, Words},
    pdf::text::{Lines, Look},
};

/// The tallest picture that stands by itself.
const TALLEST: f32 = 215.0;
/// The column of a picture on a card, and the tallest one there.
const COLUMN: f32 = 84.0;
const CARD: f32 = 112.0;

impl Flow<'_> {
    /// Draws a block; a heading stays with what follows.
    pub(super) fn block(&mut self, block: &Block, following: &[Block]) {
        match block {
            Block::Part(text) => self.part(text, self.ahead(following)),
            Block::Head(text, mark) => self.head(text, mark.as_deref(), self.ahead(following)),
            Block::Paragraph(words) => {
                let lines = self.set.set(words, plain(9.0), WIDTH);
                self.y += 2.0;
                self.lines(LEFT, lines);
                self.y += 2.0;
            }
            Block::Small(words) => {
                let lines = self.set.set(words, Look { size: 7.6, bold: false, color: soft() }, WIDTH);
                self.y += 1.0;
                self.lines(LEFT, lines);
                self.y += 2.0;
            }
            Block::Boxed(tone, texts) => self.boxed(*tone, texts),
            Block::Facts(facts) => {
                self.facts(facts, LEFT, 108.0, WIDTH);
                self.y += 3.0;
            }
            Block::Items(items) => {
                for item in items {
                    let bullet = self.own("•", plain(9.0), 10.0);
                    let lines = self.set.set(item, plain(9.0), WIDTH - 14.0);
                    self.row(vec![(LEFT + 3.0, bullet), (LEFT + 14.0, lines)], None);
                    self.y += 1.5;
                }
            }
            Block::Table(columns, rows) => self.table(columns, rows),
            Block::Pictures(shown, width) => self.pictures(shown, *width * MM),
            Block::Card(shown, facts) => self.card(shown, facts),
        }
    }

    /// How much of what follows must stand on the page of a heading.
    fn ahead(&self, following: &[Block]) -> f32 {
        match following {
            [Block::Head(..), rest @ ..] => 40.0 + self.ahead(rest),
            [Block::Card(shown, _), ..] => self.height_of(shown, COLUMN, CARD).max(160.0),
            [Block::Pictures(shown, width), ..] if !shown.is_empty() => self.height_of(shown, *width * MM, TALLEST),
            _ => 50.0,
        }
    }

    fn part(&mut self, text: &str, ahead: f32) {
        self.part += 1;
        self.y += 9.0;
        self.need(25.0 + ahead);
        let title = format!("{} · {text}", self.part);
        let lines = self.own(&title, bold(11.0, white()), WIDTH - 12.0);
        let (y, height) = (self.y, lines.height() + 5.0);
        self.parts.push((title, self.pages.len() - 1, y));
        self.paint([LEFT, y, WIDTH, height], house());
        self.at(LEFT + 6.0, y + 2.5, lines);
        self.y += height + 4.0;
    }

    fn head(&mut self, text: &str, mark: Option<&str>, ahead: f32) {
        self.y += 6.0;
        self.need(30.0 + ahead);
        let lines = self.own(text, bold(9.8, ink()), WIDTH - 150.0);
        let (y, height) = (self.y, lines.height());
        if let Some(mark) = mark {
            let color = if mark.starts_with("excluded") || mark.starts_with("eliminated") { soft() } else { bad() };
            let mark = self.own(mark, bold(9.0, color), 150.0);
            let x = LEFT + WIDTH - mark.width();
            self.at(x, y, mark);
        }
        self.at(LEFT, y, lines);
        self.y += height + 1.0;
        self.paint([LEFT, self.y, WIDTH, 0.8], ink());
        self.y += 3.5;
    }

    pub(super) fn boxed(&mut self, tone: Tone, texts: &[Words]) {
        let (bar, back) = match tone {
            Tone::Notice => (house(), Color::new(243, 245, 247)),
            Tone::Wary => (bad(), Color::new(251, 241, 241)),
            Tone::Paste => (ink(), Color::new(247, 247, 247)),
        };
        self.y += 3.0;
        let set: Vec<Lines> = texts.iter().map(|words| self.set.set(words, plain(8.6), WIDTH - 20.0)).collect();
        let tallest: f32 = set.iter().map(|lines| lines.height() + 4.0).sum();
        if tallest > self.left() && tallest < 300.0 {
            self.page();
        }
        for lines in set {
            let lines = Rc::new(lines);
            for line in 0..lines.count() {
                let last = line + 1 == lines.count();
                let height = lines.height_of(line) + if line == 0 { 2.0 } else { 0.0 } + if last { 2.0 } else { 0.0 };
                self.need(height);
                let y = self.y;
                self.paint([LEFT, y, WIDTH, height], back);
                self.paint([LEFT, y, 3.0, height], bar);
                let y = y + if line == 0 { 2.0 } else { 0.0 };
                self.marks().push(Mark::Line(Rc::clone(&lines), line, [LEFT + 11.0, y]));
                self.y += height;
            }
        }
        self.y += 4.0;
    }

    fn facts(&mut self, facts: &[(&'static str, Words)], x: f32, names: f32, width: f32) {
        for (name, words) in facts {
            let name = self.own(name, Look { size: 8.2, bold: false, color: soft() }, names - 6.0);
            let value = self.set.set(words, plain(8.2), width - names);
            self.row(vec![(x, name), (x + names, value)], None);
            self.y += 0.8;
        }
    }

    fn table(&mut self, columns: &[(&'static str, f32)], rows: &[Vec<Words>]) {
        self.y += 2.0;
        self.need(46.0);
        let mut left = LEFT;
        let places: Vec<(f32, f32)> = columns
            .iter()
            .map(|(_, share)| {
                let (x, width) = (left, WIDTH * share / 100.0);
                left += width;
                (x, width - 6.0)
            })
            .collect();
        let head = |flow: &mut Self| {
            let cells = columns.iter().zip(&places).map(|((name, _), (x, width))| {
                (*x, flow.own(name, Look { size: 7.8, bold: true, color: soft() }, *width))
            });
            let cells: Vec<Cell> = cells.collect();
            let tallest = cells.iter().map(|(_, lines)| lines.height()).fold(0.0, f32::max);
            let y = flow.y;
            for (x, lines) in cells {
                flow.at(x, y, lines);
            }
            flow.y += tallest + 0.8;
            flow.paint([LEFT, flow.y, WIDTH, 0.8], ink());
            flow.y += 1.8;
        };
        head(self);
        for row in rows {
            let count = row.len();
            let cells = row.iter().enumerate().map(|(at, words)| {
                let (x, width) = places[at.min(places.len() - 1)];
                // The last cell of a short row takes what is left.
                let width = if at + 1 == count { LEFT + WIDTH - x } else { width };
                (x, self.set.set(words, plain(8.0), width))
            });
            let cells: Vec<Cell> = cells.collect();
            self.row(cells, Some(&head));
            self.y += 1.0;
            self.paint([LEFT, self.y, WIDTH, 0.5], rule());
            self.y += 1.6;
        }
        self.y += 3.0;
    }

    /// Size of a picture within these bounds.
    fn fit(picture: &LeadPicture, [width, height]: [f32; 2]) -> [f32; 2] {
        let (w, h) = (picture.width.max(1) as f32, picture.height.max(1) as f32);
        let scale = (width / w).min(height / h);
        [w * scale, h * scale]
    }

    /// Pictures from `x` on, each in a column of its own; their height with captions.
    fn side_by_side(&mut self, shown: &[Shown], x: f32, column: f32, tallest: f32) -> f32 {
        let mut lowest = 0.0_f32;
        for (at, one) in shown.iter().enumerate() {
            let left = x + at as f32 * (column + 8.0);
            let [width, height] = Self::fit(&one.picture, [column, tallest]);
            let (y, picture) = (self.y, Rc::new(one.picture.clone()));
            self.marks().push(Mark::Picture(picture, [left, y, width, height]));
            let caption = self.own(&one.says, Look { size: 7.0, bold: false, color: soft() }, column);
            lowest = lowest.max(height + 2.0 + caption.height());
            self.at(left, y + height + 2.0, caption);
        }
        lowest
    }

    fn height_of(&self, shown: &[Shown], column: f32, tallest: f32) -> f32 {
        let heights = shown.iter().map(|one| Self::fit(&one.picture, [column, tallest])[1]);
        heights.fold(0.0, f32::max) + 32.0
    }

    fn pictures(&mut self, shown: &[Shown], column: f32) {
        if shown.is_empty() {
            return;
        }
        self.need(self.height_of(shown, column, TALLEST));
        self.y += self.side_by_side(shown, LEFT, column, TALLEST) + 4.0;
    }

    fn card(&mut self, shown: &[Shown], facts: &[(&'static str, Words)]) {
        let x = if shown.is_empty() { LEFT } else { LEFT + 2.0 * COLUMN + 22.0 };
        let width = LEFT + WIDTH - x;
        let facts_height: f32 =
            facts.iter().map(|(_, words)| self.set.set(words, plain(8.2), width - 86.0).height() + 0.8).sum();
        let height = facts_height.max(if shown.is_empty() { 0.0 } else { self.height_of(shown, COLUMN, CARD) });
        if height > self.left() && height < BOTTOM - TOP - 120.0 {
            self.page();
        }
        let (top, page) = (self.y, self.pages.len());
        let pictures = self.side_by_side(shown, LEFT, COLUMN, CARD);
        self.facts(facts, x, 86.0, width);
        if self.pages.len() == page {
            self.y = self.y.max(top + pictures);
        }
        self.y += 4.0;
    }
}

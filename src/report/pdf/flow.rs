//! Blocks on pages: what belongs together stays together, what is longer than a page goes on, and every page has its head and foot.

use std::rc::Rc;

use krilla::color::rgb::Color;

use super::text::{Lines, Look, Typesetter};
use crate::report::{
    LeadPicture,
    lead::{Block, Document, Piece, Shown, Tone, Words},
};

/// Letter paper, points.
pub(super) const PAPER: [f32; 2] = [612.0, 792.0];
const LEFT: f32 = 46.0;
pub(super) const WIDTH: f32 = PAPER[0] - 2.0 * LEFT;
const TOP: f32 = 34.0;
const BOTTOM: f32 = PAPER[1] - 50.0;
/// Points of a millimetre.
const MM: f32 = 72.0 / 25.4;

fn ink() -> Color {
    Color::new(22, 25, 29)
}
fn soft() -> Color {
    Color::new(87, 96, 106)
}
fn house() -> Color {
    Color::new(23, 55, 94)
}
fn bad() -> Color {
    Color::new(155, 28, 28)
}
fn rule() -> Color {
    Color::new(208, 215, 222)
}
fn white() -> Color {
    Color::new(255, 255, 255)
}

fn plain(size: f32) -> Look {
    Look { size, bold: false, color: ink() }
}

fn bold(size: f32, color: Color) -> Look {
    Look { size, bold: true, color }
}

/// What is drawn, in its order.
pub(super) enum Mark {
    Line(Rc<Lines>, usize, [f32; 2]),
    /// Left, top, width, height.
    Box([f32; 4], Color),
    Picture(Rc<LeadPicture>, [f32; 4]),
}

/// Pages in the making.
pub(super) struct Flow<'d> {
    pub set: Typesetter,
    pub pages: Vec<Vec<Mark>>,
    /// Parts with their page and height there.
    pub parts: Vec<(String, usize, f32)>,
    document: &'d Document,
    y: f32,
    part: u32,
}

/// A cell: where it begins, and its text.
type Cell = (f32, Lines);

impl<'d> Flow<'d> {
    /// The whole document on pages.
    pub fn new(document: &'d Document) -> Self {
        let mut flow = Self { set: Typesetter::new(), pages: Vec::new(), parts: Vec::new(), document, y: 0.0, part: 0 };
        flow.page();
        let title = flow.own(&document.title, bold(21.0, house()), WIDTH);
        flow.lines(LEFT, title);
        for (at, block) in document.blocks.iter().enumerate() {
            let card = matches!(document.blocks.get(at + 1), Some(Block::Card(..)));
            flow.block(block, card);
        }
        flow.said();
        flow.feet();
        flow
    }

    fn marks(&mut self) -> &mut Vec<Mark> {
        if self.pages.is_empty() {
            self.pages.push(Vec::new());
        }
        let last = self.pages.len() - 1;
        &mut self.pages[last]
    }

    fn own(&mut self, text: &str, look: Look, width: f32) -> Lines {
        self.set.set(&Words(vec![Piece::Own(text.to_owned())]), look, width)
    }

    fn paint(&mut self, at: [f32; 4], color: Color) {
        self.marks().push(Mark::Box(at, color));
    }

    /// A new page with its head.
    fn page(&mut self) {
        self.pages.push(Vec::new());
        self.y = TOP;
        let document = self.document;
        let about = self.set.set(&document.about, plain(8.0), 340.0);
        let title = self.own(&document.title, bold(8.5, house()), 200.0);
        let (right, height) = (LEFT + WIDTH - about.width(), about.height().max(title.height()));
        let y = self.y;
        self.at(LEFT, y, title);
        self.at(right.max(LEFT + 180.0), y, about);
        self.y += height + 1.5;
        for (tone, text) in &document.every_page {
            let wary = *tone == Tone::Wary;
            let color = if wary { white() } else { ink() };
            let indent = if wary { 5.0 } else { 0.0 };
            let lines = self.own(text, bold(7.4, color), WIDTH - 2.0 * indent);
            if wary {
                self.paint([LEFT, self.y, WIDTH, lines.height() + 4.0], bad());
                self.y += 2.0;
            }
            let y = self.y;
            self.y += lines.height() + if wary { 4.0 } else { 2.0 };
            self.at(LEFT + indent, y, lines);
        }
        self.paint([LEFT, self.y, WIDTH, 2.0], house());
        self.y += 9.0;
    }

    /// Puts all lines of a text at a place, without moving on.
    fn at(&mut self, x: f32, mut y: f32, lines: Lines) {
        let lines = Rc::new(lines);
        for line in 0..lines.count() {
            let height = lines.height_of(line);
            self.marks().push(Mark::Line(Rc::clone(&lines), line, [x, y]));
            y += height;
        }
    }

    fn left(&self) -> f32 {
        BOTTOM - self.y
    }

    /// A new page where less than this is left.
    fn need(&mut self, height: f32) {
        if self.left() < height {
            self.page();
        }
    }

    /// Lines one after the other, over pages where they must.
    fn lines(&mut self, x: f32, lines: Lines) {
        self.row(vec![(x, lines)], None);
    }

    /// Cells side by side; where they do not fit, they go on on the next page, below `head`.
    fn row(&mut self, cells: Vec<Cell>, head: Option<&dyn Fn(&mut Self)>) {
        let tallest = cells.iter().map(|(_, lines)| lines.height()).fold(0.0, f32::max);
        if tallest > self.left() && (tallest < 180.0 || self.left() < 24.0) {
            self.page();
            head.inspect(|head| head(self));
        }
        let cells: Vec<(f32, Rc<Lines>)> = cells.into_iter().map(|(x, lines)| (x, Rc::new(lines))).collect();
        let mut next = vec![0; cells.len()];
        loop {
            let mut lowest = self.y;
            let top = self.y;
            for ((x, lines), next) in cells.iter().zip(&mut next) {
                let mut y = top;
                while *next < lines.count() {
                    let height = lines.height_of(*next);
                    // A line always goes somewhere, also one that no page is high enough for.
                    if y + height > BOTTOM && y > top {
                        break;
                    }
                    if y + height > BOTTOM && top > TOP + 150.0 {
                        break;
                    }
                    self.marks().push(Mark::Line(Rc::clone(lines), *next, [*x, y]));
                    y += height;
                    *next += 1;
                }
                lowest = lowest.max(y);
            }
            self.y = lowest;
            if cells.iter().zip(&next).all(|((_, lines), next)| *next >= lines.count()) {
                return;
            }
            self.page();
            head.inspect(|head| head(self));
        }
    }

    /// `card`: whether a card follows, which its heading stays with.
    fn block(&mut self, block: &Block, card: bool) {
        match block {
            Block::Part(text) => self.part(text),
            Block::Head(text, mark) => self.head(text, mark.as_deref(), card),
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

    fn part(&mut self, text: &str) {
        self.part += 1;
        self.y += 9.0;
        self.need(70.0);
        let title = format!("{} · {text}", self.part);
        let lines = self.own(&title, bold(11.0, white()), WIDTH - 12.0);
        let (y, height) = (self.y, lines.height() + 5.0);
        self.parts.push((title, self.pages.len() - 1, y));
        self.paint([LEFT, y, WIDTH, height], house());
        self.at(LEFT + 6.0, y + 2.5, lines);
        self.y += height + 4.0;
    }

    fn head(&mut self, text: &str, mark: Option<&str>, card: bool) {
        self.y += 6.0;
        self.need(if card { 190.0 } else { 80.0 });
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

    fn boxed(&mut self, tone: Tone, texts: &[Words]) {
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
        const TALLEST: f32 = 215.0;
        if shown.is_empty() {
            return;
        }
        self.need(self.height_of(shown, column, TALLEST));
        self.y += self.side_by_side(shown, LEFT, column, TALLEST) + 4.0;
    }

    fn card(&mut self, shown: &[Shown], facts: &[(&'static str, Words)]) {
        const COLUMN: f32 = 84.0;
        const TALLEST: f32 = 112.0;
        let x = if shown.is_empty() { LEFT } else { LEFT + 2.0 * COLUMN + 22.0 };
        let width = LEFT + WIDTH - x;
        let facts_height: f32 =
            facts.iter().map(|(_, words)| self.set.set(words, plain(8.2), width - 86.0).height() + 0.8).sum();
        let height = facts_height.max(if shown.is_empty() { 0.0 } else { self.height_of(shown, COLUMN, TALLEST) });
        if height > self.left() && height < BOTTOM - TOP - 120.0 {
            self.page();
        }
        let (top, page) = (self.y, self.pages.len());
        let pictures = self.side_by_side(shown, LEFT, COLUMN, TALLEST);
        self.facts(facts, x, 86.0, width);
        if self.pages.len() == page {
            self.y = self.y.max(top + pictures);
        }
        self.y += 4.0;
    }

    /// What could not be shown, at the end, where anything could not.
    fn said(&mut self) {
        let missing: Vec<String> = self.set.missing().iter().map(|c| format!("U+{:04X}", u32::from(*c))).collect();
        if missing.is_empty() {
            return;
        }
        let text = format!(
            "No font of this file has these characters; in the text above their numbers stand in their places: {}. The page and the JSON file \
             beside it hold them as they were written.",
            missing.join(", ")
        );
        self.boxed(
            Tone::Wary,
            &[Words(vec![Piece::Strong("Characters that are not shown: ".into()), Piece::Own(text)])],
        );
    }

    /// The foot of every page; how many there are is known only now.
    fn feet(&mut self) {
        let count = self.pages.len();
        let foot = self.document.foot.clone();
        let look = Look { size: 7.0, bold: false, color: soft() };
        for at in 0..count {
            let text = Rc::new(self.own(&foot, look, WIDTH - 80.0));
            let number = Rc::new(self.own(&format!("Page {} of {count}", at + 1), look, 78.0));
            let (x, y) = (LEFT + WIDTH - number.width(), PAPER[1] - 42.0);
            let page = &mut self.pages[at];
            page.push(Mark::Box([LEFT, y - 3.0, WIDTH, 0.5], rule()));
            let mut below = y;
            for line in 0..text.count() {
                page.push(Mark::Line(Rc::clone(&text), line, [LEFT, below]));
                below += text.height_of(line);
            }
            page.push(Mark::Line(number, 0, [x, y]));
        }
    }
}

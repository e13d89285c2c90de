//! Blocks on pages: what belongs together stays together, what is longer than a page goes on, and every page has its head and foot.

mod blocks;

use std::rc::Rc;

use krilla::color::rgb::Color;

use super::text::{Lines, Look, Typesetter};
use crate::report::{
    LeadPicture,
    lead::{Document, Piece, Tone, Words},
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
            flow.block(block, &document.blocks[at + 1..]);
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

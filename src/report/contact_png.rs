//! The contact sheet as one picture: for a screen, a slide, a printer that knows nothing else. Its notices are pixels, so that they
//! go wherever it goes.

use ab_glyph_rasterizer::{Point, Rasterizer, point};
use image::{ImageEncoder as _, RgbImage, codecs::png::PngEncoder};
use skrifa::{
    FontRef, MetadataProvider as _,
    instance::{LocationRef, Size},
    outline::{DrawSettings, OutlinePen},
};

use super::{
    ContactCandidate, ContactSheet, LeadPicture,
    contact::CONTACT_NOTICE,
    human::candidates::mark_words,
    pdf::{SANS, SANS_BOLD},
    printable,
};
use crate::policy::{LEAD_NOTICE, LINE_UP_NOTICE, WORKING_COPY_IMAGES_NOTICE};

/// Candidates side by side.
const COLUMNS: usize = 5;
/// Side of a candidate's picture, pixels.
const TILE: u32 = 220;
/// Between pictures, and at the edges.
const GAP: u32 = 20;
/// Of the whole picture.
const WIDTH: u32 = COLUMNS as u32 * (TILE + GAP) + GAP;

const INK: [u8; 3] = [27, 31, 36];
const SOFT: [u8; 3] = [87, 96, 106];
const BAD: [u8; 3] = [155, 28, 28];
const GONE: [u8; 3] = [208, 215, 222];

/// The sheet could not be drawn: a bug, for its pictures were made by this program.
#[derive(Debug, thiserror::Error)]
#[error("the contact sheet cannot be drawn: {0}")]
pub struct ContactError(String);

/// The picture, PNG.
///
/// # Errors
/// Where a picture on it cannot be read.
pub fn contact_png(sheet: &ContactSheet) -> Result<Vec<u8>, ContactError> {
    let mut page = Page::new()?;
    head(&mut page, sheet);
    page.heading("Probe");
    let from = page.end;
    page.picture(&sheet.annotated, GAP, from)?;
    let beside = 2 * GAP + sheet.annotated.width;
    page.picture(&sheet.face, beside, from)?;
    page.end = from + sheet.annotated.height.max(sheet.face.height) + GAP / 4;
    page.paragraph(&format!("{} {}", sheet.probe, sheet.of_faces()), Look::SMALL);
    for (heading, candidates) in sheet.parts() {
        if candidates.is_empty() {
            continue;
        }
        page.heading(heading);
        for row in candidates.chunks(COLUMNS) {
            page.row(row)?;
        }
    }
    page.end += GAP / 2;
    page.paragraph(LINE_UP_NOTICE, Look::TEXT);
    let source = format!(
        "{}, fingerprint {}, book entry {} and its outcome, which holds this file's SHA-256",
        sheet.program.name, sheet.program.fingerprint, sheet.at
    );
    page.paragraph(&source, Look::SMALL);
    page.paragraph(LEAD_NOTICE, Look::NOTICE);
    page.finish()
}

fn head(page: &mut Page<'_>, sheet: &ContactSheet) {
    if let Some((kind, says)) = sheet.program.no_evidence() {
        page.paragraph(&format!("{kind}. {says}"), Look::WARY);
    }
    page.paragraph(WORKING_COPY_IMAGES_NOTICE, Look::WARY);
    page.paragraph(&sheet.title(), Look::TITLE);
    page.paragraph(LEAD_NOTICE, Look::NOTICE);
    page.paragraph(CONTACT_NOTICE, Look::TEXT);
    let case = sheet.case.as_deref().unwrap_or("none");
    page.paragraph(&format!("Case {case}, {}, made {}", sheet.search, sheet.searched), Look::SMALL);
}

/// How a text looks.
#[derive(Debug, Clone, Copy)]
struct Look {
    /// Size of the type, pixels.
    size: f32,
    bold: bool,
    color: [u8; 3],
}

impl Look {
    const TITLE: Self = Self { size: 26.0, bold: true, color: INK };
    const NOTICE: Self = Self { size: 15.0, bold: true, color: INK };
    const WARY: Self = Self { size: 15.0, bold: true, color: BAD };
    const TEXT: Self = Self { size: 15.0, bold: false, color: INK };
    const SMALL: Self = Self { size: 13.5, bold: false, color: SOFT };

    /// From one line to the next, pixels.
    fn line(self) -> u32 {
        (1.4 * self.size).ceil() as u32
    }
}

/// White paper that grows downward.
struct Page<'f> {
    fonts: [FontRef<'f>; 2],
    rgb: Vec<u8>,
    /// Where the next thing goes.
    end: u32,
}

impl Page<'_> {
    fn new() -> Result<Self, ContactError> {
        let font = |bytes: &'static [u8]| FontRef::new(bytes).map_err(|e| ContactError(e.to_string()));
        Ok(Self { fonts: [font(SANS)?, font(SANS_BOLD)?], rgb: Vec::new(), end: GAP })
    }

    fn reach(&mut self, bottom: u32) {
        let bytes = 3 * WIDTH as usize * bottom as usize;
        if self.rgb.len() < bytes {
            self.rgb.resize(bytes, 255);
        }
    }

    fn heading(&mut self, text: &str) {
        self.end += GAP / 2;
        self.paragraph(text, Look { size: 18.0, ..Look::NOTICE });
        let end = self.end;
        self.reach(end + 2);
        for x in GAP..WIDTH - GAP {
            self.ink(x, end, INK, 1.0);
            self.ink(x, end + 1, INK, 1.0);
        }
        self.end += GAP / 2;
    }

    /// A text over the whole width, in as many lines as it needs.
    fn paragraph(&mut self, text: &str, look: Look) {
        self.end = self.text(text, look, [GAP, self.end], WIDTH - 2 * GAP) + 4;
    }

    /// Sets a text into a column of this width; where it ends.
    fn text(&mut self, text: &str, look: Look, [left, top]: [u32; 2], width: u32) -> u32 {
        let mut y = top;
        for line in self.lines(text, look, width as f32) {
            self.line(&line, look, left, y);
            y += look.line();
        }
        y
    }

    /// Broken between words, and within one that is wider than the column.
    fn lines(&self, text: &str, look: Look, width: f32) -> Vec<String> {
        let (mut lines, mut line) = (Vec::new(), String::new());
        for word in self.shown(text).split_whitespace() {
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if self.width(&longer, look) <= width {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            for c in word.chars() {
                if !line.is_empty() && self.width(&format!("{line}{c}"), look) > width {
                    lines.push(std::mem::take(&mut line));
                }
                line.push(c);
            }
        }
        lines.extend((!line.is_empty()).then_some(line));
        lines
    }

    /// What cannot be seen, and what the font does not have, is made visible.
    fn shown(&self, text: &str) -> String {
        let characters = self.fonts[0].charmap();
        let known = |c: char| characters.map(c).is_some_and(|glyph| glyph.to_u32() != 0);
        let shown = |c: char| if known(c) { c.to_string() } else { format!("[U+{:04X}]", u32::from(c)) };
        printable(text).chars().map(shown).collect()
    }

    fn width(&self, text: &str, look: Look) -> f32 {
        let font = &self.fonts[usize::from(look.bold)];
        let (characters, metrics) = (font.charmap(), font.glyph_metrics(Size::new(look.size), LocationRef::default()));
        text.chars().filter_map(|c| metrics.advance_width(characters.map(c).unwrap_or_default())).sum()
    }

    fn line(&mut self, text: &str, look: Look, left: u32, top: u32) {
        let margin = look.size.ceil();
        let size = [self.width(text, look) + 2.0 * margin, 2.0 * margin].map(|side| side.ceil() as usize);
        let font = &self.fonts[usize::from(look.bold)];
        let (characters, outlines) = (font.charmap(), font.outline_glyphs());
        let metrics = font.glyph_metrics(Size::new(look.size), LocationRef::default());
        let mut stroke = Stroke::new(Rasterizer::new(size[0], size[1]), point(margin, 1.1 * look.size));
        for c in text.chars() {
            let glyph = characters.map(c).unwrap_or_default();
            if let Some(outline) = outlines.get(glyph) {
                let unhinted = DrawSettings::unhinted(Size::new(look.size), LocationRef::default());
                // A glyph that cannot be drawn leaves its place white.
                let _ = outline.draw(unhinted, &mut stroke);
            }
            stroke.origin.x += metrics.advance_width(glyph).unwrap_or_default();
        }
        self.reach(top + size[1] as u32);
        let mut drawn = Vec::new();
        stroke.ink.for_each_pixel_2d(|x, y, share| drawn.extend((share > 0.0).then_some((x, y, share))));
        for (x, y, share) in drawn {
            if let Some(x) = (left + x).checked_sub(margin as u32) {
                self.ink(x, top + y, look.color, share);
            }
        }
    }

    /// Mixes ink into one pixel; outside of the paper nothing happens.
    fn ink(&mut self, x: u32, y: u32, color: [u8; 3], share: f32) {
        if x >= WIDTH {
            return;
        }
        let at = 3 * (y as usize * WIDTH as usize + x as usize);
        let Some(pixel) = self.rgb.get_mut(at..at + 3) else { return };
        for (value, ink) in pixel.iter_mut().zip(color) {
            *value = (f32::from(*value) + (f32::from(ink) - f32::from(*value)) * share.clamp(0.0, 1.0)).round() as u8;
        }
    }

    /// Lays a picture down as it is.
    fn picture(&mut self, picture: &LeadPicture, left: u32, top: u32) -> Result<(), ContactError> {
        let image: RgbImage = image::load_from_memory_with_format(&picture.png, image::ImageFormat::Png)
            .map_err(|e| ContactError(e.to_string()))?
            .to_rgb8();
        self.reach(top + image.height());
        for (x, y, pixel) in image.enumerate_pixels() {
            self.ink(left + x, top + y, pixel.0, 1.0);
        }
        Ok(())
    }

    /// Candidates side by side.
    fn row(&mut self, candidates: &[&ContactCandidate]) -> Result<(), ContactError> {
        let (top, mut bottom) = (self.end, self.end);
        for (column, one) in (0..).zip(candidates) {
            let left = GAP + column * (TILE + GAP);
            bottom = bottom.max(self.candidate(one, left, top)?);
        }
        self.end = bottom + GAP / 2;
        Ok(())
    }

    fn candidate(&mut self, one: &ContactCandidate, left: u32, top: u32) -> Result<u32, ContactError> {
        match &one.picture {
            Some(picture) => self.picture(picture, left, top)?,
            None => self.gone(left, top),
        }
        let mut y = top + TILE + 4;
        let number = Look { size: 19.0, ..Look::NOTICE };
        self.line(&one.rank.to_string(), number, left, y);
        let beside = left + self.width(&one.rank.to_string(), number) as u32 + 10;
        self.line(one.state, Look::TEXT, beside, y + 4);
        y = self.text(&one.taken(), Look::SMALL, [left, y + number.line()], TILE);
        if let Some(enlarged) = one.enlarged.filter(|enlarged| *enlarged > 1.0) {
            y = self.text(&format!("enlarged {enlarged:.1} times"), Look::SMALL, [left, y], TILE);
        }
        for mark in &one.marks {
            y = self.text(&mark_words(mark), Look { size: 13.5, ..Look::WARY }, [left, y], TILE);
        }
        Ok(y)
    }

    fn gone(&mut self, left: u32, top: u32) {
        self.reach(top + TILE);
        for y in top..top + TILE {
            for x in left..left + TILE {
                if [x - left, y - top].iter().any(|at| *at < 2 || *at >= TILE - 2) {
                    self.ink(x, y, GONE, 1.0);
                }
            }
        }
        self.text("expunged since the search", Look::SMALL, [left + GAP, top + TILE / 2 - 20], TILE - 2 * GAP);
    }

    fn finish(mut self) -> Result<Vec<u8>, ContactError> {
        let height = self.end + GAP;
        self.reach(height);
        self.rgb.truncate(3 * WIDTH as usize * height as usize);
        let mut png = Vec::new();
        PngEncoder::new(&mut png)
            .write_image(&self.rgb, WIDTH, height, image::ExtendedColorType::Rgb8)
            .map_err(|e| ContactError(e.to_string()))?;
        Ok(png)
    }
}

/// Glyphs one after the other, their outlines turned into shares of ink. In a font, up is more; in a picture it is less.
struct Stroke {
    ink: Rasterizer,
    origin: Point,
    begun: Point,
    at: Point,
}

impl Stroke {
    fn new(ink: Rasterizer, origin: Point) -> Self {
        Self { ink, origin, begun: origin, at: origin }
    }

    fn point(&self, x: f32, y: f32) -> Point {
        point(self.origin.x + x, self.origin.y - y)
    }
}

impl OutlinePen for Stroke {
    fn move_to(&mut self, x: f32, y: f32) {
        self.at = self.point(x, y);
        self.begun = self.at;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let to = self.point(x, y);
        self.ink.draw_line(self.at, to);
        self.at = to;
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let to = self.point(x, y);
        self.ink.draw_quad(self.at, self.point(cx, cy), to);
        self.at = to;
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let to = self.point(x, y);
        self.ink.draw_cubic(self.at, self.point(ax, ay), self.point(bx, by), to);
        self.at = to;
    }

    fn close(&mut self) {
        self.ink.draw_line(self.at, self.begun);
        self.at = self.begun;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_their_column_and_nothing_is_left_away() {
        let page = Page::new().unwrap();
        let text = "one two three longwordthatfitsnowhere \u{202e}four 山";
        let lines = page.lines(text, Look::SMALL, 80.0);
        assert!(lines.iter().all(|line| page.width(line, Look::SMALL) <= 80.0), "{lines:?}");
        let joined: String = lines.concat();
        for part in ["one", "longwordthatfitsnowhere", "202", "[U+5C71]"] {
            assert!(joined.contains(part), "{part}: {lines:?}");
        }
    }

    #[test]
    fn text_is_ink_on_paper_and_stays_on_it() {
        let mut page = Page::new().unwrap();
        page.paragraph("I", Look { size: 40.0, ..Look::TITLE });
        let dark = page.rgb.chunks(3).filter(|pixel| pixel[0] < 60).count();
        assert!((60..700).contains(&dark), "{dark}");
        page.line("far outside", Look::TEXT, WIDTH - 10, 10);
        assert_eq!(page.rgb.len() % (3 * WIDTH as usize), 0);
    }
}

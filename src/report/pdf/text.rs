//! Words set in lines: shaped, in both directions, with the fonts that come along. What no font has is said, never left away.

use std::{
    borrow::Cow,
    collections::{BTreeSet, HashMap, hash_map::Entry},
    ops::Range,
    sync::Arc,
};

use krilla::{
    color::rgb::Color,
    geom::Point,
    num::NormalizedF32,
    paint::Fill,
    surface::Surface,
    text::{Font, GlyphId, KrillaGlyph},
};
use parley::{
    Alignment, FontContext, FontWeight, Layout, LayoutContext, LineHeight, StyleProperty,
    fontique::{Blob, Collection, CollectionOptions, SourceCache},
    style::{FontFamily, FontFamilyName},
};

use super::PdfError;
use crate::report::{
    lead::{Piece, Words},
    printable,
};

/// The first of them, which pictures with words use too (`contact_png.rs`).
pub(in crate::report) static SANS: &[u8] = include_bytes!("fonts/NotoSans-Regular.ttf");
/// The same, bold.
pub(in crate::report) static SANS_BOLD: &[u8] = include_bytes!("fonts/NotoSans-Bold.ttf");
/// All under the SIL Open Font License 1.1 (`fonts/OFL.txt`); how they were made stands in `fonts/README.md`.
static FONTS: &[&[u8]] = &[
    SANS,
    SANS_BOLD,
    include_bytes!("fonts/NotoSansMono-Regular.ttf"),
    include_bytes!("fonts/NotoSansArabic-Regular.ttf"),
    include_bytes!("fonts/NotoSansHebrew-Regular.ttf"),
    include_bytes!("fonts/NotoSansCJK-Regular.otf"),
];
/// Whatever the first lacks, the next is asked for.
const FAMILIES: [&str; 5] = ["Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans CJK SC", "Noto Sans Mono"];
const MONO: [&str; 5] = ["Noto Sans Mono", "Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans CJK SC"];

/// How a text looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// Points.
    pub size: f32,
    pub bold: bool,
    pub color: Color,
}

/// A text in lines.
pub(super) struct Lines {
    text: String,
    color: Color,
    layout: Layout<Color>,
}

impl Lines {
    /// How many.
    pub fn count(&self) -> usize {
        self.layout.len()
    }

    /// What they say, for tests.
    #[cfg(test)]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Height of one, in points.
    pub fn height_of(&self, line: usize) -> f32 {
        self.layout.get(line).map_or(0.0, |line| line.metrics().line_height)
    }

    /// Height of all.
    pub fn height(&self) -> f32 {
        (0..self.count()).map(|line| self.height_of(line)).sum()
    }

    /// Width of the widest.
    pub fn width(&self) -> f32 {
        self.layout.width()
    }
}

/// Sets texts; remembers what could not be shown.
pub(super) struct Typesetter {
    fonts: FontContext,
    layouts: LayoutContext<Color>,
    missing: BTreeSet<char>,
}

impl Typesetter {
    /// With the fonts that come along, and none of the system's: a report looks the same everywhere.
    pub fn new() -> Self {
        let mut collection = Collection::new(CollectionOptions { shared: false, system_fonts: false });
        for font in FONTS {
            collection.register_fonts(Blob::new(Arc::new(*font)), None);
        }
        let fonts = FontContext { collection, source_cache: SourceCache::default() };
        Self { fonts, layouts: LayoutContext::new(), missing: BTreeSet::new() }
    }

    /// Characters that no font has; each stands in the text as `[U+1F600]`.
    pub fn missing(&self) -> &BTreeSet<char> {
        &self.missing
    }

    /// Sets a text in lines of this width.
    pub fn set(&mut self, words: &Words, look: Look, width: f32) -> Lines {
        loop {
            let (text, pieces) = self.compose(words);
            let layout = self.lay_out(&text, &pieces, look, width);
            let known = self.missing.len();
            self.missing.extend(unshown(&text, &layout));
            if self.missing.len() == known {
                return Lines { text, color: look.color, layout };
            }
        }
    }

    /// The text with what cannot be seen, or not be shown, made visible.
    fn compose(&self, words: &Words) -> (String, Vec<(Range<usize>, Style)>) {
        let (mut text, mut pieces) = (String::new(), Vec::new());
        for piece in &words.0 {
            let (of, style) = match piece {
                Piece::Own(of) => (of, Style::Plain),
                Piece::Strong(of) => (of, Style::Strong),
                Piece::Code(of) => (of, Style::Code),
                Piece::Foreign(of) => (of, Style::Foreign),
            };
            let begin = text.len();
            // Text in its own direction moves nothing around it.
            if style == Style::Foreign {
                text.push('\u{2068}');
            }
            for c in printable(of).chars() {
                if self.missing.contains(&c) {
                    text.push_str(&format!("[U+{:04X}]", u32::from(c)));
                } else {
                    text.push(c);
                }
            }
            if style == Style::Foreign {
                text.push('\u{2069}');
            }
            pieces.push((begin..text.len(), style));
        }
        (text, pieces)
    }

    fn lay_out(&mut self, text: &str, pieces: &[(Range<usize>, Style)], look: Look, width: f32) -> Layout<Color> {
        let families = |names: [&'static str; 5]| {
            StyleProperty::FontFamily(FontFamily::List(Cow::Owned(
                names.map(|name| FontFamilyName::Named(Cow::Borrowed(name))).to_vec(),
            )))
        };
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, text, 1.0, false);
        builder.push_default(families(FAMILIES));
        builder.push_default(StyleProperty::FontSize(look.size));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(1.34)));
        builder.push_default(StyleProperty::Brush(look.color));
        builder.push_default(StyleProperty::OverflowWrap(parley::OverflowWrap::Anywhere));
        if look.bold {
            builder.push_default(StyleProperty::FontWeight(FontWeight::BOLD));
        }
        for (range, style) in pieces {
            match style {
                Style::Strong => builder.push(StyleProperty::FontWeight(FontWeight::BOLD), range.clone()),
                Style::Code => {
                    builder.push(families(MONO), range.clone());
                    builder.push(StyleProperty::FontSize(look.size * 0.92), range.clone());
                }
                Style::Plain | Style::Foreign => {}
            }
        }
        let mut layout = builder.build(text);
        layout.break_all_lines(Some(width));
        layout.align(Alignment::Left, Default::default());
        layout
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Plain,
    Strong,
    Code,
    Foreign,
}

/// Characters of the text for which the font in use has no glyph.
fn unshown(text: &str, layout: &Layout<Color>) -> BTreeSet<char> {
    let mut found = BTreeSet::new();
    for line in layout.lines() {
        for run in line.runs() {
            for cluster in run.visual_clusters() {
                if cluster.glyphs().any(|glyph| glyph.id == 0) {
                    let of = text.get(cluster.text_range()).unwrap_or_default();
                    found.extend(of.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{2066}'..='\u{2069}')));
                }
            }
        }
    }
    found
}

/// Draws lines; keeps each font as the PDF knows it.
#[derive(Default)]
pub(super) struct Pen {
    fonts: HashMap<(u64, u32), Font>,
}

impl Pen {
    /// Draws one line with its upper left corner at `x`, `y`.
    ///
    /// # Errors
    /// Where a font cannot be read, which a test excludes.
    pub fn draw(
        &mut self,
        surface: &mut Surface<'_>,
        lines: &Lines,
        line: usize,
        [x, y]: [f32; 2],
    ) -> Result<(), PdfError> {
        let Some(line) = lines.layout.get(line) else { return Ok(()) };
        let metrics = line.metrics();
        let baseline = y + metrics.baseline - metrics.block_min_coord;
        let mut at = x + metrics.offset;
        for run in line.runs() {
            let font = run.font();
            let key = (font.data.id(), font.index);
            let known = match self.fonts.entry(key) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(place) => {
                    let (data, _) = font.data.clone().into_raw_parts();
                    place.insert(Font::new(data.into(), font.index).ok_or(PdfError::Font)?)
                }
            };
            let begin = at;
            let mut glyphs = Vec::<KrillaGlyph>::new();
            for cluster in run.visual_clusters() {
                if cluster.is_ligature_continuation() {
                    if let Some(glyph) = glyphs.last_mut() {
                        glyph.text_range.end = glyph.text_range.end.max(cluster.text_range().end);
                    }
                    continue;
                }
                for glyph in cluster.glyphs() {
                    let size = run.font_size();
                    glyphs.push(KrillaGlyph::new(
                        GlyphId::new(glyph.id),
                        glyph.advance / size,
                        glyph.x / size,
                        glyph.y / size,
                        0.0,
                        cluster.text_range(),
                        None,
                    ));
                    at += glyph.advance;
                }
            }
            surface.set_fill(Some(fill(lines.color)));
            surface.draw_glyphs(
                Point::from_xy(begin, baseline),
                &glyphs,
                known.clone(),
                &lines.text,
                run.font_size(),
                false,
            );
        }
        Ok(())
    }
}

/// A colour that covers.
pub(super) fn fill(color: Color) -> Fill {
    Fill { paint: color.into(), opacity: NormalizedF32::ONE, rule: Default::default() }
}

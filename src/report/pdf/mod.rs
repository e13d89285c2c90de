//! The lead report as a PDF (ADR 21): letter paper, embedded fonts, PDF/A-2b, so that it can be read in many years.

mod flow;
#[cfg(test)]
mod tests;
mod text;

use std::collections::{HashMap, hash_map::Entry};

use krilla::{
    Document as Pdf, SerializeSettings,
    configure::{Archival, ConfigurationBuilder},
    destination::XyzDestination,
    geom::{PathBuilder, Point, Rect, Size, Transform},
    image::Image,
    metadata::{DateTime, Metadata},
    outline::{Outline, OutlineNode},
    page::PageSettings,
    surface::Surface,
};

use super::{
    LeadPicture, LeadReport,
    lead::{Document, document},
};
use flow::{Flow, Mark, PAPER};
use text::{Pen, fill};
pub(super) use text::{SANS, SANS_BOLD};

/// Why no PDF could be made: each is a mistake of this program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PdfError {
    /// A font that comes along cannot be read.
    Font,
    /// A picture is none.
    Picture(String),
    /// What was made breaks the standard.
    Standard(String),
}

impl std::fmt::Display for PdfError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Font => write!(f, "a font that comes with the program cannot be read"),
            Self::Picture(why) => write!(f, "a picture cannot be read: {why}"),
            Self::Standard(why) => write!(f, "the PDF would break its standard: {why}"),
        }
    }
}

impl std::error::Error for PdfError {}

/// The report as a PDF file; the same report gives the same bytes.
///
/// # Errors
/// Where the fonts or pictures that come along cannot be used: a mistake of this program.
pub fn lead_pdf(report: &LeadReport) -> Result<Vec<u8>, PdfError> {
    pdf(&document(report), &report.made)
}

fn pdf(document: &Document, made: &str) -> Result<Vec<u8>, PdfError> {
    let flow = Flow::new(document);
    let standard = |why: String| PdfError::Standard(why);
    let configuration = ConfigurationBuilder::new().with_archival_validator(Archival::A2_B).finish();
    let configuration = configuration.map_err(|e| standard(format!("{e:?}")))?;
    let mut pdf =
        Pdf::new_with(SerializeSettings { configuration, enable_tagging: false, ..SerializeSettings::default() });
    let size = Size::from_wh(PAPER[0], PAPER[1]).ok_or_else(|| standard("no paper".to_owned()))?;
    let (mut pen, mut images) = (Pen::default(), HashMap::new());
    for marks in &flow.pages {
        let mut page = pdf.start_page_with(PageSettings::new(size));
        let mut surface = page.surface();
        for mark in marks {
            draw(&mut surface, mark, &mut pen, &mut images)?;
        }
        surface.finish();
        page.finish();
    }
    let mut outline = Outline::new();
    for (title, page, y) in &flow.parts {
        outline.push_child(OutlineNode::new(title.clone(), XyzDestination::new(*page, Point::from_xy(0.0, *y))));
    }
    pdf.set_outline(outline);
    let metadata = Metadata::new().title(document.title.clone()).language("en".into()).creator("frs".into());
    pdf.set_metadata(metadata.creation_date(date(made).ok_or_else(|| standard(format!("{made} is no time")))?));
    pdf.finish().map_err(|e| standard(format!("{e:?}")))
}

fn date(made: &str) -> Option<DateTime> {
    let made = made.parse::<jiff::Timestamp>().ok()?.to_zoned(jiff::tz::TimeZone::UTC).datetime();
    let small = |number: i8| u8::try_from(number).ok();
    let date = DateTime::new(u16::try_from(made.year()).ok()?).month(small(made.month())?).day(small(made.day())?);
    let date = date.hour(small(made.hour())?).minute(small(made.minute())?).second(small(made.second())?);
    Some(date.utc_offset_hour(0).utc_offset_minute(0))
}

fn draw(
    surface: &mut Surface<'_>,
    mark: &Mark,
    pen: &mut Pen,
    images: &mut HashMap<*const LeadPicture, Image>,
) -> Result<(), PdfError> {
    match mark {
        Mark::Line(lines, line, at) => pen.draw(surface, lines, *line, *at),
        Mark::Box([x, y, width, height], color) => {
            let mut path = PathBuilder::new();
            if let Some(rect) = Rect::from_xywh(*x, *y, *width, *height) {
                path.push_rect(rect);
            }
            if let Some(path) = path.finish() {
                surface.set_fill(Some(fill(*color)));
                surface.draw_path(&path);
            }
            Ok(())
        }
        Mark::Picture(picture, [x, y, width, height]) => {
            let key = std::rc::Rc::as_ptr(picture);
            let image = match images.entry(key) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(place) => place.insert(image_of(picture)?),
            };
            if let Some(size) = Size::from_wh(*width, *height) {
                surface.push_transform(&Transform::from_translate(*x, *y));
                surface.draw_image(image.clone(), size);
                surface.pop();
            }
            Ok(())
        }
    }
}

/// The pixels alone.
fn image_of(picture: &LeadPicture) -> Result<Image, PdfError> {
    let decoded = image::load_from_memory_with_format(&picture.png, image::ImageFormat::Png);
    let pixels = decoded.map_err(|e| PdfError::Picture(e.to_string()))?.to_rgba8();
    let (width, height) = pixels.dimensions();
    Ok(Image::from_rgba8(pixels.into_raw(), width, height))
}

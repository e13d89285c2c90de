//! Edits to a probe: between decode and detect, in the order in which they were asked for.
//!
//! Only what moves, drops or rescales what is there: crop, turn, exposure, contrast, and one field of an interlaced picture. Nothing
//! adds detail: no enlarging, no sharpening, no filling in by a network. The photograph as received stays what it is; the one that
//! is used follows from it by this list, and each step's pixels have a digest, so that anybody can repeat it (docs/formats.md).

mod pixels;
#[cfg(test)]
mod tests;

use std::{fmt, str::FromStr};

use super::{DecodeLimits, Sample};
use crate::{
    seal::Hasher,
    vocabulary::{Digest, EditStep, word_enum},
};

/// A list is no longer.
pub const MAX_EDITS: usize = 10;
/// A crop's sides are no shorter, pixels: no smaller face is found.
const MIN_SIDE: u32 = 20;
/// Most that the light is doubled or halved.
const MAX_EXPOSURE: i32 = 300;
/// Contrast, in hundredths.
const CONTRAST: std::ops::RangeInclusive<i32> = 25..=400;

word_enum!(
    /// The lines of an interlaced picture that were taken at one moment.
    Field {
        /// The first line and every second one after it.
        Top = "top",
        /// The second line and every second one after it.
        Bottom = "bottom",
    }
);

/// One edit. Angles, steps and factors are hundredths, so that each has one spelling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    /// Keep a rectangle.
    Crop {
        /// Pixels from the left.
        left: u32,
        /// Pixels from the top.
        top: u32,
        /// Pixels.
        width: u32,
        /// Pixels.
        height: u32,
    },
    /// Turn clockwise by so many hundredths of a degree; what comes in from outside is black.
    Rotate(i32),
    /// Double the light so often, in hundredths (EV); below zero, halve it.
    Exposure(i32),
    /// Spread the values from the middle (128) by so many hundredths.
    Contrast(i32),
    /// Keep the lines of one field; each other line becomes the mean of those above and below it.
    Deinterlace(Field),
}

/// Why an edit cannot be made, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("--edit {edit}: {problem}")]
pub struct EditError {
    /// The edit as it was written.
    pub edit: String,
    /// What is wrong with it.
    pub problem: String,
}

impl EditError {
    fn new(edit: impl ToString, problem: impl Into<String>) -> Self {
        Self { edit: edit.to_string(), problem: problem.into() }
    }
}

/// `SHA-256("frs/pixels/1" ‖ u32 width ‖ u32 height ‖ R G B of each pixel, rows from the top)`.
pub fn pixels_digest(sample: &Sample) -> Digest {
    let mut hasher = Hasher::new();
    hasher.update(b"frs/pixels/1");
    hasher.update(&sample.width.to_be_bytes());
    hasher.update(&sample.height.to_be_bytes());
    hasher.update(sample.pixels());
    hasher.finish()
}

/// Checks a list by itself, before any picture is known.
///
/// # Errors
/// Where it is too long, an edit that is made once stands twice, or fields are not taken apart first.
pub fn check_edits(edits: &[Edit]) -> Result<(), EditError> {
    if let Some(beyond) = edits.get(MAX_EDITS) {
        return Err(EditError::new(beyond, format!("a list holds at most {MAX_EDITS} edits")));
    }
    for (index, edit) in edits.iter().enumerate() {
        let again = edits[..index].iter().any(|before| std::mem::discriminant(before) == std::mem::discriminant(edit));
        match edit {
            Edit::Deinterlace(_) if index > 0 => {
                let problem = "it comes first: after another edit the lines are no fields any more";
                return Err(EditError::new(edit, problem));
            }
            Edit::Crop { .. } => {}
            _ if again => {
                let problem = "only a crop is made more than once; put both into one edit";
                return Err(EditError::new(edit, problem));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Makes the edits, one after the other; no edit gives the same sample and no step.
///
/// # Errors
/// As [`check_edits`]; where an edit does not fit the picture.
pub fn apply_edits(sample: &Sample, edits: &[Edit]) -> Result<(Sample, Vec<EditStep>), EditError> {
    check_edits(edits)?;
    let (mut edited, mut steps) = (sample.clone(), Vec::new());
    let mut before = pixels_digest(sample);
    for edit in edits {
        let (after, clipped) = edit.apply(&edited)?;
        let sha256 = pixels_digest(&after);
        steps.push(EditStep {
            edit: edit.to_string(),
            before,
            sha256,
            width: after.width,
            height: after.height,
            clipped,
        });
        (edited, before) = (after, sha256);
    }
    Ok((edited, steps))
}

impl Edit {
    fn apply(self, sample: &Sample) -> Result<(Sample, u64), EditError> {
        let wrong = |problem: String| EditError::new(self, problem);
        let whole = |made: Option<Sample>| made.ok_or_else(|| wrong("it leaves no picture".into()));
        match self {
            Self::Crop { left, top, width, height } => {
                let ends = |from: u32, side: u32, of: u32| from.checked_add(side).is_some_and(|end| end <= of);
                if !ends(left, width, sample.width) || !ends(top, height, sample.height) {
                    return Err(wrong(format!(
                        "it reaches outside of the picture, which is {} x {} pixels here",
                        sample.width, sample.height
                    )));
                }
                whole(pixels::crop(sample, [left, top, width, height])).map(|made| (made, 0))
            }
            Self::Rotate(hundredths) => {
                let limits = DecodeLimits::default();
                let turn = pixels::Turn::by(hundredths, sample);
                let [width, height] = turn.size();
                if width.max(height) > limits.max_side || u64::from(width) * u64::from(height) > limits.max_pixels {
                    return Err(wrong(format!("the turned picture would be {width} x {height} pixels; crop it first")));
                }
                whole(turn.make(sample)).map(|made| (made, 0))
            }
            Self::Exposure(hundredths) => {
                let (made, clipped) = pixels::through(sample, &pixels::exposure(hundredths));
                whole(made).map(|made| (made, clipped))
            }
            Self::Contrast(hundredths) => {
                let (made, clipped) = pixels::through(sample, &pixels::contrast(hundredths));
                whole(made).map(|made| (made, clipped))
            }
            Self::Deinterlace(field) => {
                // Turned or flipped by its orientation, the first line is not the first that the camera wrote.
                if !matches!(sample.orientation, 1 | 2) {
                    let problem = "the file says that it was turned or flipped, so its lines are no fields";
                    return Err(wrong(problem.into()));
                }
                if sample.height < 2 {
                    return Err(wrong("a picture of one line has no fields".into()));
                }
                whole(pixels::one_field(sample, field)).map(|made| (made, 0))
            }
        }
    }
}

/// Hundredths as a number: `-3.5`, `90`, `0.25`.
fn decimal(hundredths: i32) -> String {
    let (sign, size) = (if hundredths < 0 { "-" } else { "" }, hundredths.unsigned_abs());
    match (size / 100, size % 100) {
        (whole, 0) => format!("{sign}{whole}"),
        (whole, rest) if rest % 10 == 0 => format!("{sign}{whole}.{}", rest / 10),
        (whole, rest) => format!("{sign}{whole}.{rest:02}"),
    }
}

fn hundredths(text: &str) -> Option<i32> {
    let (sign, digits) = match text.as_bytes().first()? {
        b'-' => (-1, &text[1..]),
        b'+' => (1, &text[1..]),
        _ => (1, text),
    };
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |digits: &str, most: usize| {
        (1..=most).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit())
    };
    if !plain(whole, 3) || !plain(rest, 2) {
        return None;
    }
    let rest: i32 = format!("{rest:0<2}").parse().ok()?;
    Some(sign * (whole.parse::<i32>().ok()? * 100 + rest))
}

/// As it is written after `--edit`; read again it is the same edit.
impl fmt::Display for Edit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Crop { left, top, width, height } => write!(f, "crop={left},{top},{width},{height}"),
            Self::Rotate(by) => write!(f, "rotate={}", decimal(*by)),
            Self::Exposure(by) => write!(f, "exposure={}", decimal(*by)),
            Self::Contrast(by) => write!(f, "contrast={}", decimal(*by)),
            Self::Deinterlace(field) => write!(f, "deinterlace={field}"),
        }
    }
}

impl FromStr for Edit {
    type Err = EditError;

    fn from_str(text: &str) -> Result<Self, EditError> {
        let wrong = |problem: &str| EditError::new(text.escape_debug(), problem);
        let (name, value) = text.split_once('=').unwrap_or((text, ""));
        let number = |in_range: &dyn Fn(i32) -> bool, problem: &str| {
            hundredths(value).filter(|number| in_range(*number)).ok_or_else(|| wrong(problem))
        };
        match name {
            "crop" => crop(value).map_err(|problem| wrong(&problem)),
            "rotate" => number(
                &|by| by != 0 && by.abs() < 36_000,
                "give the degrees clockwise, more than -360 and less than 360, to at most two digits: rotate=90, rotate=-3.5",
            )
            .map(Self::Rotate),
            "exposure" => number(
                &|by| by != 0 && by.abs() <= MAX_EXPOSURE,
                "give how often the light is doubled, from -3 to 3 and not 0, to at most two digits: exposure=0.5",
            )
            .map(Self::Exposure),
            "contrast" => number(
                &|by| by != 100 && CONTRAST.contains(&by),
                "give the factor, from 0.25 to 4 and not 1, to at most two digits: contrast=1.2",
            )
            .map(Self::Contrast),
            "deinterlace" => value.parse().map(Self::Deinterlace).map_err(|_| {
                wrong("name the field whose lines are kept: deinterlace=top or deinterlace=bottom")
            }),
            _ => Err(wrong(
                "no such edit; there are crop=LEFT,TOP,WIDTH,HEIGHT, rotate=DEGREES, exposure=EV, contrast=FACTOR and \
                 deinterlace=top|bottom",
            )),
        }
    }
}

fn crop(value: &str) -> Result<Edit, String> {
    let side = |text: &str| {
        let plain = (1..=5).contains(&text.len()) && text.bytes().all(|digit| digit.is_ascii_digit());
        text.parse::<u32>().ok().filter(|_| plain)
    };
    let numbers: Option<Vec<u32>> = value.split(',').map(side).collect();
    let Some([left, top, width, height]) =
        numbers.as_deref().and_then(|numbers| numbers.first_chunk().filter(|_| numbers.len() == 4)).copied()
    else {
        return Err("give four numbers of pixels, left, top, width and height: crop=120,80,400,500".into());
    };
    if width < MIN_SIDE || height < MIN_SIDE {
        return Err(format!("what is kept is at least {MIN_SIDE} pixels wide and high"));
    }
    Ok(Edit::Crop { left, top, width, height })
}

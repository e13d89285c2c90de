//! The page on which two faces are compared.

use super::{Place, ProgramLine, Warning};
use crate::vocabulary::EditStep;

/// A name and a text on a page.
#[derive(Debug, Clone)]
pub struct PageFact {
    /// What.
    pub name: &'static str,
    /// Its text.
    pub text: String,
}

/// One photograph on a page: both pictures are PNG files.
#[derive(Clone)]
pub struct PagePicture {
    /// The whole photograph with the face marked.
    pub whole: Vec<u8>,
    /// The face, upright, at the scale of all crops.
    pub face: Vec<u8>,
    /// Pixels of the crop for one of the photograph.
    pub enlarged: f64,
}

/// One measure of quality.
#[derive(Debug, Clone)]
pub struct MeasureRow {
    /// The component.
    pub name: String,
    /// The probe's.
    pub probe: String,
    /// The reference's.
    pub reference: String,
    /// Whether each is past a limit.
    pub marked: [bool; 2],
}

/// A probe that was edited before it was measured.
#[derive(Clone)]
pub struct PageEdits {
    /// The photograph as received, PNG.
    pub received: Vec<u8>,
    /// What was done to it, in order.
    pub steps: Vec<EditStep>,
    /// Whether the digests are shown: a blind review shows nothing that could be looked up.
    pub digests: bool,
}

/// The page on which somebody compares two faces.
#[derive(Clone)]
pub struct ComparisonPage {
    /// Which program.
    pub program: ProgramLine,
    /// `Candidate 3 of 20`, `Item C`.
    pub title: String,
    /// What it belongs to.
    pub about: Vec<PageFact>,
    /// 2-110-2, 3-E, 4-D-4.
    pub notice: &'static str,
    /// What is known of the probe.
    pub probe_facts: Vec<PageFact>,
    /// What is known of the reference.
    pub reference_facts: Vec<PageFact>,
    /// The probe before its edits, where it was edited.
    pub edits: Option<PageEdits>,
    /// The probe.
    pub probe: PagePicture,
    /// The reference.
    pub reference: PagePicture,
    /// The quality of both.
    pub measures: Vec<MeasureRow>,
    /// What to be wary of.
    pub warnings: Vec<Warning>,
    /// The intent; its outcome holds the file's digest.
    pub at: Place,
}

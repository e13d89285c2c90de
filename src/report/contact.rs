//! The contact sheet of a candidate list: probe and every candidate on one sheet, at one scale, to be printed.
//!
//! It disposes of nobody: each candidate is opened, compared and recorded by itself (2-110-4-D-4). Neither score nor name stands
//! on it.

use jiff::civil::Date;
use serde::Serialize;

use super::{EntryReference, LeadPicture, Place, ProgramLine};
use crate::vocabulary::{Digest, ProbeId, PurposeId, SearchId};

/// What a sheet shows of one candidate.
#[derive(Debug, Clone)]
pub struct ContactCandidate {
    /// Place in the list.
    pub rank: u32,
    /// Whether the score reaches the floor's line.
    pub above_line: bool,
    /// When the photograph was taken.
    pub capture_date: Option<Date>,
    /// Whole years between the photograph and the probe's admission.
    pub photo_age_years: Option<i16>,
    /// As `frs verify status` says it.
    pub state: &'static str,
    /// What to be wary of, each in a word.
    pub marks: Vec<String>,
    /// The face, upright; the whole photograph where no face is found in it any more; `None` where it was expunged since.
    pub picture: Option<LeadPicture>,
    /// Pixels of the picture for one pixel of the photograph.
    pub enlarged: Option<f64>,
}

impl ContactCandidate {
    /// `taken 2012-05-31, 14 y before`: before the probe was let in.
    pub(super) fn taken(&self) -> String {
        match (self.capture_date, self.photo_age_years) {
            (Some(date), Some(years)) => format!("taken {date}, {years} y before"),
            (Some(date), None) => format!("taken {date}"),
            (None, _) => "taken: unknown".to_owned(),
        }
    }
}

/// The sheet.
#[derive(Debug, Clone)]
pub struct ContactSheet {
    /// Which program.
    pub program: ProgramLine,
    /// The search.
    pub search: SearchId,
    /// Its case.
    pub case: Option<String>,
    /// When it was made.
    pub searched: String,
    /// The probe.
    pub probe: ProbeId,
    /// The image that was searched, every face numbered and framed.
    pub annotated: LeadPicture,
    /// The face that was searched, upright.
    pub face: LeadPicture,
    /// How many faces are in it.
    pub faces: u64,
    /// Which of them was searched, from 1.
    pub chosen: u64,
    /// Every candidate.
    pub candidates: Vec<ContactCandidate>,
    /// The intent; its outcome holds the files' digests.
    pub at: Place,
}

impl ContactSheet {
    /// What stands above it.
    pub(super) fn title(&self) -> String {
        format!("Contact sheet: probe and {} candidates", self.candidates.len())
    }

    /// What stands below the probe.
    pub(super) fn of_faces(&self) -> String {
        match self.faces {
            1 => "The one face in it was searched.".to_owned(),
            faces => format!("Of {faces} faces, number {} was searched (green).", self.chosen),
        }
    }

    /// Candidates that reach the floor's line, and the others, each with its heading.
    pub(super) fn parts(&self) -> [(&'static str, Vec<&ContactCandidate>); 2] {
        let (above, below) = self.candidates.iter().partition(|candidate| candidate.above_line);
        [("At or above the floor's line", above), ("Below the floor's line", below)]
    }
}

/// What the sheet is for, and what not.
pub(super) const CONTACT_NOTICE: &str = "For an overview. Nothing is recorded by looking at it: open each candidate by itself, \
    compare, and record (2-110-4-D-4). It shows neither score nor name.";

/// `frs verify contact`.
#[derive(Debug, Clone, Serialize)]
pub struct ContactMade {
    /// Which program.
    pub program: ProgramLine,
    /// The search.
    pub search: SearchId,
    /// The purpose under which work on it goes on; none where that is not known any more.
    pub purpose: Option<PurposeId>,
    /// How many candidates the list holds.
    pub candidates: u32,
    /// Places of those whose photograph was expunged since the search.
    pub expunged: Vec<u32>,
    /// 2-110-2, 3-E, 4-D-4.
    pub notice: &'static str,
    /// Where the working copy is.
    pub directory: String,
    /// Its files with their SHA-256.
    pub files: Vec<(String, Digest)>,
    /// Where the book accounts for it.
    pub entry: EntryReference,
}

schemas!(ContactMade = "frs.verify-contact/1");

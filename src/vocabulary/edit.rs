//! An edit to a probe as it was made: what a record, a report and a page say of it.

use serde::{Deserialize, Serialize};

use super::Digest;

/// One edit with the digests of the pixels around it: enough for anybody to repeat and check it (docs/formats.md).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditStep {
    /// What was done, as it is written after `--edit`.
    pub edit: String,
    /// Digest of the pixels before.
    pub before: Digest,
    /// Digest of the pixels after.
    pub sha256: Digest,
    /// Width after, pixels.
    pub width: u32,
    /// Height after, pixels.
    pub height: u32,
    /// Pixels that the edit drove past white or black: their differences are lost.
    pub clipped: u64,
}

impl EditStep {
    /// Share of the pixels whose differences the edit lost, in per cent, rounded up to a tenth; `None` where it lost none.
    pub fn lost(&self) -> Option<String> {
        let all = u64::from(self.width) * u64::from(self.height);
        (self.clipped > 0 && all > 0).then(|| {
            let tenths = (self.clipped * 1_000).div_ceil(all);
            format!("{}.{}%", tenths / 10, tenths % 10)
        })
    }

    /// What it does to the pixels, in words; empty for an edit of a later version.
    pub fn means(&self) -> &'static str {
        match self.edit.split('=').next() {
            Some("crop") => "kept a rectangle (left, top, width, height)",
            Some("rotate") => "turned clockwise by degrees; outside is black",
            Some("exposure") => "doubled (below 0: halved) the light so often",
            Some("contrast") => "spread the values from the middle by this factor",
            Some("deinterlace") => "kept one field; lines between are the mean of those above and below",
            _ => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_lost_is_never_told_as_nothing() {
        let of = |clipped| EditStep {
            edit: "contrast=2".into(),
            before: Digest([1; 32]),
            sha256: Digest([2; 32]),
            width: 100,
            height: 100,
            clipped,
        };
        for (clipped, told) in
            [(0, None), (1, Some("0.1%")), (10, Some("0.1%")), (11, Some("0.2%")), (10_000, Some("100.0%"))]
        {
            assert_eq!(of(clipped).lost().as_deref(), told, "{clipped}");
        }
    }
}

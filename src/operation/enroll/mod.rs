//! Enrollment.

mod manifest;

pub use manifest::{
    Details, Entry, Item, ManifestError, RowError, birth_year, capture_date, folder, one_image, read_manifest,
};

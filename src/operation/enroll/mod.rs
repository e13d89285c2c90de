//! Enter images of known persons in the repository (2-110-3-H), in batches that are whole or not there.

mod again;
mod batch;
mod columns;
mod folder;
mod look;
mod manifest;
mod rehearse;
mod rows;

pub use again::only_failed;
pub use batch::{EnrollObserver, EnrollRequest, EnrollSummary, enroll};
pub use columns::{MAPPING_TEMPLATE, Mapping};
pub use folder::{folder, one_image};
pub use manifest::{
    Details, Entry, Item, ManifestError, RowError, birth_year, capture_date, read_export, read_manifest,
};
pub(super) use manifest::{inside, manifest_bytes, rows_of_manifest};
pub use rehearse::rehearse;

use std::{io::Read as _, path::Path};

use super::{OperationError, files};

/// An image file larger than this is not read.
const MAX_IMAGE_BYTES: u64 = 256 << 20;

/// Reads an image file whole.
///
/// # Errors
/// Where it cannot be read or is too large to be a photograph.
pub fn read_image(path: &Path) -> Result<Vec<u8>, OperationError> {
    let file = files::open_regular(path).map_err(|e| OperationError::file(path, e))?;
    let metadata = file.metadata().map_err(|e| OperationError::file(path, e))?;
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len().min(MAX_IMAGE_BYTES)).unwrap_or(0));
    file.take(MAX_IMAGE_BYTES + 1).read_to_end(&mut bytes).map_err(|e| OperationError::file(path, e))?;
    if bytes.len() as u64 > MAX_IMAGE_BYTES {
        return Err(OperationError::file(path, "larger than 256 MiB: this is no photograph that frs reads"));
    }
    Ok(bytes)
}

//! Several networks as one embedder: each makes a template of its own, and the score is the weighted mean of their cosines.
//!
//! A composite's template is its parts' templates one after the other, each of unit length times the square root of its share. Shares
//! sum to 1, so the whole has unit length, and one dot product is the weighted mean of the parts' cosines: what is stored, sealed,
//! compared, searched, replayed and calibrated is a template like any other. Where strangers' scores of one part spread less than
//! another's, its share has to be larger for the same say (A. Ross, A. Jain: Information Fusion in Biometrics. Pattern
//! Recognition Letters 24(13), 2003; weights by the spread are z-score normalization but for a constant).
//!
//! The weights file of a composite is the list of its parts, with the SHA-256 of each network's weights and all preprocessing: whoever
//! pins that file's digest pins everything that decides a template. The parts' own cards decide nothing here.

use std::path::Path;

use serde::Deserialize;

use super::{
    RecognitionError,
    card::{Alignment, Input, weights_digest},
};
use crate::{
    seal::{Hasher, sha256},
    vocabulary::Digest,
};

/// What a composite's card calls its architecture.
pub(super) const COMPOSITE: &str = "composite";
const SCHEMA: &str = "frs.components/1";
/// More parts than this nobody needs, and each costs time at every face.
const MOST: usize = 4;

/// The list of parts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Components {
    schema: String,
    component: Vec<Component>,
}

/// One network of a composite.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Component {
    /// Folder under the models' directory.
    pub folder: String,
    /// Weights file in it.
    pub file: String,
    /// SHA-256 of that file.
    pub sha256: Digest,
    /// Which of the architectures in `networks/` it is.
    pub architecture: String,
    /// Values of its template.
    pub values: usize,
    /// What its cosine counts for, more than 0; all sum to 1.
    pub share: f64,
    /// What the network takes.
    pub input: Input,
    /// Where the landmarks lie in its aligned image.
    pub alignment: Alignment,
}

/// Reads the list, or says what is wrong with it.
pub(super) fn components(bytes: &[u8], values: usize) -> Result<Vec<Component>, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "not UTF-8 text".to_owned())?;
    let Components { schema, component } = toml::from_str(text).map_err(|error| error.to_string())?;
    if schema != SCHEMA {
        return Err(format!("schema is {schema:?}, this program reads {SCHEMA:?}"));
    }
    if !(2..=MOST).contains(&component.len()) {
        return Err(format!("{} parts; a composite has 2 to {MOST}", component.len()));
    }
    for one in &component {
        if ![&one.folder, &one.file].into_iter().all(|name| is_plain(name)) {
            return Err("folder and file must be names without a path".to_owned());
        }
        if one.input.channels != "RGB" || !one.input.is_sound() || !one.alignment.is_sound() {
            return Err(format!("{}: [input] or [alignment] is none that this program reads", one.folder));
        }
        if !(one.share > 0.0 && one.share < 1.0) {
            return Err(format!("{}: the share {} is not between 0 and 1", one.folder, one.share));
        }
    }
    let sum: f64 = component.iter().map(|one| one.share).sum();
    if (sum - 1.0).abs() > 1e-9 {
        return Err(format!("the shares sum to {sum}, not to 1"));
    }
    let all: usize = component.iter().map(|one| one.values).fold(0, usize::saturating_add);
    if all != values {
        return Err(format!("the parts give {all} values, the card says {values}"));
    }
    Ok(component)
}

/// SHA-256 of the list, where every part's weights are those it names; else of the list and of what was found, so that whoever holds a
/// model against the floor sees that it is another one. A list that cannot be read has no parts: loading the model refuses it.
pub(super) fn digest_with_parts(models: &Path, list: &[u8], values: usize) -> Result<Digest, RecognitionError> {
    let mut found = Vec::new();
    for one in components(list, values).unwrap_or_default() {
        found.push((one.sha256, weights_digest(&models.join(&one.folder).join(&one.file))?));
    }
    if found.iter().all(|(named, found)| named == found) {
        return Ok(sha256(list));
    }
    let mut hasher = Hasher::new();
    hasher.update(list);
    found.iter().for_each(|(_, found)| hasher.update(&found.0));
    Ok(hasher.finish())
}

/// A name without a path.
fn is_plain(name: &str) -> bool {
    !name.contains(['/', '\\', '\0']) && Path::new(name).components().count() == 1 && name != "." && name != ".."
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(first: &str, second: &str) -> String {
        let part = |folder: &str, with: &str| {
            format!(
                "[[component]]\nfolder = \"{folder}\"\nfile = \"weights.safetensors\"\nsha256 = \"{}\"\narchitecture = \"mobilefacenet\"\n\
                 values = 4\n{with}\ninput = {{ width = 112, height = 112, channels = \"RGB\", mean = 127.5, scale = 128.0 }}\n\
                 alignment = {{ points = [[1.0, 1.0], [2.0, 1.0], [1.5, 2.0], [1.0, 3.0], [2.0, 3.0]], transform = \"similarity\", interpolation = \"bilinear\" }}\n",
                "ab".repeat(32)
            )
        };
        format!("schema = \"frs.components/1\"\n{}{}", part("one", first), part("two", second))
    }

    #[test]
    fn a_list_is_read_and_a_wrong_one_is_told() {
        let good = list("share = 0.35", "share = 0.65");
        assert_eq!(
            components(good.as_bytes(), 8).unwrap().iter().map(|one| one.share).collect::<Vec<_>>(),
            [0.35, 0.65]
        );
        for (text, values, problem) in [
            (good.clone(), 9, "the parts give 8 values"),
            (list("share = 0.35", "share = 0.6"), 8, "the shares sum to"),
            (list("share = 1.0", "share = 0.0"), 8, "is not between 0 and 1"),
            (list("share = nan", "share = 0.5"), 8, "is not between 0 and 1"),
            (good.replace("\"two\"", "\"../two\""), 8, "names without a path"),
            (good.replace("\"two\"", "\"..\""), 8, "names without a path"),
            (good.replace("scale = 128.0", "scale = 0.0"), 8, "[input] or [alignment]"),
            (good.replace("similarity", "affine"), 8, "[input] or [alignment]"),
            (good.replace("components/1", "components/2"), 8, "this program reads"),
            (good.replace("values = 4", "values = 4\nmore = 1"), 8, "unknown field"),
            (good[..good.rfind("[[component]]").unwrap()].to_owned(), 4, "1 parts"),
        ] {
            let told = components(text.as_bytes(), values).unwrap_err();
            assert!(told.contains(problem), "{told}");
        }
        assert!(components(&[0xff], 8).is_err());
    }
}

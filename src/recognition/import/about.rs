//! What an ONNX file does not say of itself, and a card must: where it comes from, under which terms, trained on what, for what.

use serde::Deserialize;

use crate::recognition::{
    QualityLimits,
    align::{Landmarks, STANDARD},
    card::{Alignment, Detection, Landmarker, Mean, Source, Training, Uses},
};

/// `frs model import --about FILE`, strict: an unknown key is an error.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    schema: String,
    /// One sentence.
    pub summary: String,
    /// How pixels become numbers, where it is not as usual.
    pub input: Option<Input>,
    /// Where the landmarks lie, where it is not as usual.
    pub alignment: Option<Points>,
    /// How faces are found with a detector, where it is not as its architecture is usually used.
    pub detection: Option<Detection>,
    /// Who sets the landmarks on a detector's boxes: itself, where nothing is said.
    pub landmarks: Option<Landmarker>,
    /// Where the file comes from.
    pub source: Origin,
    /// Under which terms.
    pub licence: Terms,
    /// What it was trained on.
    pub training: Training,
    /// What it may be used for, and what not.
    #[serde(rename = "use")]
    pub uses: Uses,
    /// Limits of quality; the shipped embedder's where there are none.
    pub limits: Option<QualityLimits>,
}

/// How pixels become what the file takes, where it is not as its architecture is usually exported.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Subtracted from each value, 0 to 255: one number, or one for each channel in the order of `channels`.
    pub mean: Option<Mean>,
    /// What each value is then divided by.
    pub scale: Option<f64>,
    /// `RGB` or `BGR`.
    pub channels: Option<String>,
}

/// Where the landmarks lie, where it is not ArcFace's template.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Points {
    pub points: Landmarks,
}

/// Where the weights come from.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    pub paper: String,
    /// Who made the weights.
    pub origin: String,
    /// Where the file was had: a registry, a vendor, the department itself.
    pub registry: String,
    pub package: String,
    pub version: String,
}

/// The terms.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// SPDX identifier, or `LicenseRef-…` for terms that have none.
    pub spdx: String,
    /// File with the full text, beside the file that names it.
    pub text: String,
    /// What they allow the department, and what is not known.
    pub statement: String,
}

const SCHEMA: &str = "frs.model-about/1";
const MAX_TEXT: usize = 4000;

/// What no model is for, whatever its maker says.
pub const NEVER: [&str; 3] = [
    "identification: a score is never proof that two photographs show one person, nor a probability of it",
    "live video, bulk probing, or surveillance",
    "sketches, composites, synthesized or retouched faces",
];

impl About {
    /// A file to fill in.
    pub const TEMPLATE: &'static str = include_str!("about.toml");

    /// Reads one.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(text: &str) -> Result<Self, String> {
        let about: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        if about.schema != SCHEMA {
            return Err(format!("schema is {:?}, this program reads {SCHEMA:?}", about.schema));
        }
        let Origin { paper, origin, registry, package, version } = &about.source;
        let Terms { spdx, text, statement } = &about.licence;
        let single = [("summary", &about.summary), ("training.statement", &about.training.statement)];
        let source = [("paper", paper), ("origin", origin), ("registry", registry), ("package", package)];
        let terms = [("version", version), ("spdx", spdx), ("text", text), ("statement", statement)];
        let uses = about.uses.intended.iter().chain(&about.uses.prohibited).map(|text| ("use", text));
        for (key, value) in single.into_iter().chain(source).chain(terms).chain(uses) {
            let printable = !value.chars().any(crate::vocabulary::is_invisible);
            if value.trim().is_empty() || value.len() > MAX_TEXT || !printable || value.contains("TODO") {
                return Err(format!("{key}: write one line of text (of at most {MAX_TEXT} bytes)"));
            }
        }
        if about.uses.intended.is_empty() {
            return Err("use.intended: say what the department uses it for".to_owned());
        }
        if std::path::Path::new(text).components().count() != 1 || text.contains(['/', '\\']) {
            return Err("licence.text: name a file beside this one, without a path".to_owned());
        }
        if about.detection.is_some() && about.landmarks.is_some() {
            return Err("landmarks: [detection] says it already".to_owned());
        }
        if let Some(channels) = about.input.as_ref().and_then(|input| input.channels.as_deref())
            && !matches!(channels, "RGB" | "BGR")
        {
            return Err(format!("input.channels is {channels:?}; it is RGB or BGR"));
        }
        if about.input.as_ref().and_then(|input| input.scale).is_some_and(|scale| !scale.is_finite() || scale == 0.0) {
            return Err("input.scale must be finite and not zero".to_owned());
        }
        Ok(about)
    }

    /// Where the landmarks lie in a square of `side` pixels: as said, or ArcFace's template.
    pub(super) fn alignment(&self, side: usize) -> Alignment {
        let stretch = side as f64 / crate::recognition::ALIGNED_SIDE as f64;
        let standard = STANDARD.map(|point| point.map(|value| value * stretch));
        let points = self.alignment.as_ref().map_or(standard, |alignment| alignment.points);
        Alignment { points, transform: "similarity".to_owned(), interpolation: "bilinear".to_owned() }
    }

    /// The source as a card has it; the file stands for the package that it came in.
    pub(super) fn source(&self, file: &str, digest: crate::vocabulary::Digest) -> Source {
        let Origin { paper, origin, registry, package, version } = self.source.clone();
        let files = vec![file.to_owned()];
        Source { paper, origin, registry, package, version, archive_sha256: digest, files, file_sha256: Some(digest) }
    }

    /// Intended and prohibited use; what no model is for is always prohibited.
    pub(super) fn uses(&self) -> Uses {
        let Uses { intended, mut prohibited } = self.uses.clone();
        for never in NEVER {
            if !prohibited.iter().any(|text| text == never) {
                prohibited.push(never.to_owned());
            }
        }
        Uses { intended, prohibited }
    }
}

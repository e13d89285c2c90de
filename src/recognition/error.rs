//! What can go wrong between the models on disk and a template.

use std::path::PathBuf;

use crate::vocabulary::{ComparisonError, Digest};

/// A model that cannot be used, or an image the networks could not work on.
#[derive(Debug, thiserror::Error)]
pub enum RecognitionError {
    /// A file of a model cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A model card is not what this program understands.
    #[error("{} is not a valid model card: {problem}", path.display())]
    Card {
        /// The card.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// The weights are not the ones the card names.
    #[error("{} is not the file its card names: SHA-256 is {found}, the card says {expected}", path.display())]
    Weights {
        /// The weights file.
        path: PathBuf,
        /// What the card says.
        expected: Digest,
        /// What the file has.
        found: Digest,
    },
    /// The weights do not fit the architecture, or a layer failed.
    #[error("the network {network} failed: {problem}")]
    Network {
        /// Name of the model.
        network: String,
        /// The message of the layer that failed.
        problem: String,
    },
    /// The network gave something that is no template.
    #[error("the embedder gave no usable template: {0}")]
    Template(#[from] ComparisonError),
    /// A picture for the eye cannot be encoded.
    #[error("a picture cannot be encoded: {0}")]
    Picture(String),
}

//! What the other side needs to check a search (2-110-4-C): collected here, made again by anybody.

mod collect;
mod form;
mod recompute;
mod shown;

pub use collect::{DiscoveryRequest, collect_discovery};
pub use recompute::recompute;

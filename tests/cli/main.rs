//! Commands at a shell: the public ones, and how the gated ones refuse whoever has nothing.

mod gated;
mod model_import;
mod public;

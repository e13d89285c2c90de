//! What the gate judges by: papers, standing, floor and purposes.

mod floor;
mod paper_kinds;
mod purpose;
mod standing;

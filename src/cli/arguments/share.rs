//! `frs share …`: what is handed to somebody, inside the Department and outside of it.

use std::path::PathBuf;

use clap::Subcommand;

use super::PurposeArguments;
use crate::vocabulary::{Digest, ProbeId};

/// `frs share …`.
#[derive(Debug, Subcommand)]
pub enum ShareCommand {
    /// Share inside the Department, with the lead investigator's approval (2-110-4-D-6)
    #[command(after_help = "Examples:
  frs share inside --template > to-robbery.toml
  frs share inside report.pdf --details to-robbery.toml --out for-robbery --purpose purpose-4f1c…
  frs share inside report.pdf --probe probe-9a31… --approval 9f3a… --out for-robbery --purpose purpose-4f1c…

Shares what frs wrote for this case, byte for byte, and the probe as it was received: copies in a new directory, for you
alone (0600) until you hand them over, with a cover sheet. An approval by word is signed within 7 days: the draft lies
beside the directory.")]
    Inside {
        /// Files that frs wrote for this case
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
        /// The probe's image as it was received
        #[arg(long, value_name = "PROBE")]
        probe: Option<ProbeId>,
        /// TOML file: to whom, why, until when, and who approved it by word; `-` reads standard input
        #[arg(long, value_name = "FILE", required_unless_present_any = ["approval", "template"])]
        details: Option<PathBuf>,
        /// Digest of a signed and accepted approval, which says all of that
        #[arg(long, value_name = "DIGEST", conflicts_with = "details")]
        approval: Option<Digest>,
        /// The new directory
        #[arg(long, value_name = "DIR", required_unless_present = "template")]
        out: Option<PathBuf>,
        /// Print a form to fill in
        #[arg(long, conflicts_with_all = ["files", "probe", "details", "approval", "out", "PurposeArguments"])]
        template: bool,
        #[command(flatten)]
        purpose: PurposeArguments,
    },
}

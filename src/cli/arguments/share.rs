//! `frs share …`: what is handed to somebody, inside the Department and outside of it.

use std::path::PathBuf;

use clap::Subcommand;

use super::{AnchorArguments, PurposeArguments};
use crate::{
    seal::ReceivingKey,
    vocabulary::{Digest, ProbeId},
};

/// `frs share …`.
#[derive(Debug, Subcommand)]
pub enum ShareCommand {
    /// Share inside the Department, with the lead investigator's approval (2-110-4-D-6)
    #[command(after_help = "Examples:
  frs share inside --template > to-robbery.toml
  frs share inside report.pdf --out for-robbery --purpose purpose-4f1c…                        (asks)
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
        /// TOML file: to whom, why, until when, and who approved it by word; `-` reads standard input. Without it you are asked
        #[arg(long, value_name = "FILE")]
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
    /// Ask the release authority for a release: a paper to sign, and a sealed packet of exactly what would leave (2-110-4-C)
    #[command(after_help = "Examples:
  frs share request --template > to-defence.toml
  frs share request report.pdf --details to-defence.toml --to 1107 --out for-defence --purpose purpose-4f1c…

Writes release-approval.frs and packet.zip.age, sealed to the release authority. Nothing leaves: they look at the packet
(frs share open), sign or refuse (frs paper sign), the paper is entered (frs paper accept); then frs share release.")]
    Request {
        /// Files that frs wrote for this case
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
        /// The probe's image as it was received
        #[arg(long, value_name = "PROBE")]
        probe: Option<ProbeId>,
        /// TOML file: to whom, on which basis and terms; `-` reads standard input. Without it you are asked
        #[arg(long, value_name = "FILE")]
        details: Option<PathBuf>,
        /// The release authority: badge or person id
        #[arg(long = "to", value_name = "BADGE|ID", required_unless_present = "template")]
        authority: Option<String>,
        /// The new directory
        #[arg(long, value_name = "DIR", required_unless_present = "template")]
        out: Option<PathBuf>,
        /// Print a form to fill in
        #[arg(long, conflicts_with_all = ["files", "probe", "details", "authority", "out", "PurposeArguments"])]
        template: bool,
        #[command(flatten)]
        purpose: PurposeArguments,
    },
    /// Release what was approved, once, encrypted to the recipient (2-110-4-C)
    #[command(after_help = "Example:
  frs share release report.pdf --approval 9f3a… --out for-defence.zip.age --purpose purpose-4f1c…

Takes recipient, key and conditions from the approval, which is used by it. Where the approval names no key, the bundle is
sealed under a passphrase: it is asked, or read with --bundle-passphrase-file; tell it by another way.")]
    Release {
        /// The approved files
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
        /// The probe's image as it was received
        #[arg(long, value_name = "PROBE")]
        probe: Option<ProbeId>,
        /// Digest of the accepted approval
        #[arg(long, value_name = "DIGEST")]
        approval: Digest,
        /// The recipient's key, to be held against the approval's
        #[arg(long, value_name = "AGE1…")]
        recipient_key: Option<ReceivingKey>,
        /// Read the bundle's passphrase from the first line of this file instead of asking
        #[arg(long, value_name = "FILE")]
        bundle_passphrase_file: Option<PathBuf>,
        /// The bundle's new file
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        #[command(flatten)]
        purpose: PurposeArguments,
    },
    /// Record that the recipient acknowledged a release
    #[command(after_help = "Example:
  frs share receipt --approval 9f3a… --details receipt.toml --purpose purpose-4f1c…

With the SHA-256 of the file that they hold it is held against the one that left.")]
    Receipt {
        /// Digest of the approval by which it was released
        #[arg(long, value_name = "DIGEST", required_unless_present = "template")]
        approval: Option<Digest>,
        /// TOML file: who acknowledged it, when, by which channel; `-` reads standard input. Without it you are asked
        #[arg(long, value_name = "FILE")]
        details: Option<PathBuf>,
        /// Print a form to fill in
        #[arg(long, conflicts_with_all = ["approval", "details", "PurposeArguments"])]
        template: bool,
        #[command(flatten)]
        purpose: PurposeArguments,
    },
    /// What of a case was handed over, what waits, what is due and what has ended
    #[command(after_help = "Examples:
  frs share status --purpose purpose-4f1c…
  frs share status --draft 1/57 --out to-sign.frs --purpose purpose-4f1c…      (the draft of a share by word, once more)")]
    Status {
        /// Write the draft once more with which the approval of this share is to be signed
        #[arg(long, value_name = "ENTRY", requires = "out")]
        draft: Option<String>,
        /// The new file for it
        #[arg(long, value_name = "FILE", requires = "draft")]
        out: Option<PathBuf>,
        #[command(flatten)]
        purpose: PurposeArguments,
    },
    /// Open what was sealed to you: check it, and unpack it; needs no repository
    #[command(after_help = "Examples:
  frs share open for-defence.zip.age --out for-defence --identity key.txt --fingerprint 0001-0203-…
  frs share open packet.zip.age --out look

Opens with your own frs key, the key of an age identity file, or, where it is sealed under one, a passphrase. Checks
manifest, papers, approval, proofs and every file before it writes any.

Exit 0: all holds, and witnesses have seen that the book accepted the approval (of a packet: nothing is approved yet);
5: it does not hold, and nothing was unpacked; 12: signed (or recorded by word), but acceptance not proven; 13: consistent,
but neither --program nor --fingerprint (nor /etc/frs/trust.toml, nor your own authorization) says that it is the right
program. Without --witness those witnesses count that the Commander's floor in the bundle names.")]
    Open {
        /// The bundle
        bundle: PathBuf,
        /// The new directory
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// An age identity file (age-keygen) instead of your own frs key
        #[arg(long, value_name = "FILE")]
        identity: Option<PathBuf>,
        /// Read the bundle's passphrase from the first line of this file instead of asking
        #[arg(long, value_name = "FILE")]
        bundle_passphrase_file: Option<PathBuf>,
        #[command(flatten)]
        anchors: AnchorArguments,
    },
    /// Collect what is recorded of one search, for the defence: a working copy until its release is approved (2-110-4-C)
    #[command(after_help = "Example:
  frs share discovery search-51c0… --out discovery --purpose purpose-4f1c…

Writes the list with every record about it, the probe as received and as used, the templates by themselves, and the proof that a
witness has seen the search. Nothing leaves by it: release the files that are approved with frs share request and frs share release.")]
    Discovery {
        /// The search's id, as `frs search` printed it
        search: String,
        /// The new directory
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        #[command(flatten)]
        purpose: PurposeArguments,
    },
    /// Make again what a discovery file holds: edits, template, scores; opens no repository
    #[command(after_help = "Example:
  frs share open for-defence.zip.age --out got --identity key.txt
  frs share recompute got --models models --fingerprint 0001-0203-…

Exit 0: all is equal, and witnesses have seen that the book holds this list; 1: not everything could be made again (another
model, no templates); 5: something differs; 12: too few witnesses have seen it; 13: no proof of the search lies beside it, or
neither --program nor --fingerprint (nor /etc/frs/trust.toml) says that it is of the right program.")]
    Recompute {
        /// The directory that `frs share open` made
        #[arg(value_name = "DIR")]
        directory: PathBuf,
        #[command(flatten)]
        anchors: AnchorArguments,
    },
}

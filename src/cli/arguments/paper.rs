//! `frs purpose`, `frs paper`, `frs key`: what people state, sign and hold.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::PurposeArguments;
use crate::vocabulary::{PersonId, ProgramId};

/// `frs purpose …`.
#[derive(Debug, Subcommand)]
pub enum PurposeCommand {
    /// State a purpose; later commands cite its id
    #[command(after_help = "Examples:
  frs purpose state                                   (asks, at a terminal)
  frs purpose state --file purpose.toml
  frs purpose state --template endangered-person > purpose.toml")]
    State {
        /// TOML file with the answers
        #[arg(long, value_name = "FILE")]
        file: Option<PathBuf>,
        /// Print a file to fill in, and do nothing else
        #[arg(long, value_name = "KIND", conflicts_with_all = ["file", "kind", "case", "codes"])]
        template: Option<String>,
        /// criminal-activity, endangered-person, decedent, administration, oversight or evaluation
        #[arg(long, value_name = "KIND")]
        kind: Option<String>,
        /// Case number
        #[arg(long, value_name = "NUMBER")]
        case: Option<String>,
        /// Another answer that is a code, as FIELD=CODE (offense-code=30-16-2, relation=witness)
        #[arg(long = "set", value_name = "FIELD=CODE")]
        codes: Vec<String>,
    },
    /// List the purposes that you stated
    #[command(after_help = "Example:
  frs purpose list")]
    List,
    /// Show one purpose in full
    #[command(after_help = "Example:
  frs purpose show purpose-4f1c…")]
    Show {
        /// Its id
        id: String,
    },
}

/// `frs paper …`.
#[derive(Debug, Subcommand)]
pub enum PaperCommand {
    /// Write a request for a paper, signed with your key
    #[command(subcommand)]
    Request(PaperRequest),
    /// Sign a request or draft; shows in plain words what it says first
    #[command(after_help = "Examples:
  frs paper sign request.frs                                     (shows what it says, then asks)
  frs paper sign request.frs --not-after 2027-06-30 --out authorization.frs

What takes two people is signed by one after the other: the second signs what the first has signed.")]
    Sign {
        /// The request
        file: PathBuf,
        /// Where the signed paper goes [default: beside the request]
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// From when it holds [default: now]
        #[arg(long, value_name = "DATE|TIME")]
        not_before: Option<String>,
        /// Until when it holds [default: the training's end, at most a year]
        #[arg(long, value_name = "DATE|TIME")]
        not_after: Option<String>,
        /// Highest suspension number that you know
        #[arg(long, value_name = "N", default_value_t = 0)]
        suspensions: u64,
        /// You have read it: sign without asking
        #[arg(long)]
        yes: bool,
    },
    /// Enter a signed paper in the book: that is when it counts
    #[command(after_help = "Examples:
  frs paper accept authorization.frs --purpose administration --reason \"authorize badge 4412\"
  frs paper accept for-witness-answer.txt --purpose administration --reason \"weekly checkpoint\"")]
    Accept {
        /// The signed paper, or a witness's answer
        file: PathBuf,
        /// You know that a witness's time far ahead of this machine's clock is right
        #[arg(long)]
        confirm_time: bool,
        #[command(flatten)]
        purpose: PurposeArguments,
    },
    /// Say in plain words what a paper holds, and whether its signatures are whole
    #[command(after_help = "Example:
  frs paper show request.frs

Needs neither key nor repository: read it before you sign it.")]
    Show {
        /// The paper
        file: PathBuf,
    },
}

/// `frs paper request …`.
#[derive(Debug, Subcommand)]
pub enum PaperRequest {
    /// Ask to be authorized (2-110-3-A)
    #[command(after_help = "Example:
  frs paper request authorization --program 5c1e… --details me.toml --out request.frs

The details file holds name, badge, unit, roles and training; `--template` prints one to fill in.")]
    Authorization {
        /// The program's id, from its founding note
        #[arg(long, value_name = "ID", required_unless_present = "template")]
        program: Option<ProgramId>,
        /// TOML file: name, badge, unit, roles, purposes, training
        #[arg(long, value_name = "FILE", required_unless_present = "template")]
        details: Option<PathBuf>,
        /// Print a details file to fill in
        #[arg(long, conflicts_with_all = ["program", "details"])]
        template: bool,
        /// Where the request goes
        #[arg(long, value_name = "FILE", default_value = "authorization-request.frs")]
        out: PathBuf,
    },
    /// Draft a suspension (2-110-4-E)
    #[command(after_help = "Example:
  frs paper request suspension --program 5c1e… --person person-0a1b… --number 3 --reason-file reason.txt

Sign it (frs paper sign) and enter it (frs paper accept); then exchange the data keys (frs program rekey).")]
    Suspension {
        /// The program's id
        #[arg(long, value_name = "ID")]
        program: ProgramId,
        /// Whose access ends
        #[arg(long, value_name = "ID")]
        person: PersonId,
        /// Its number: one more than the last suspension or reinstatement
        #[arg(long, value_name = "N")]
        number: u64,
        /// File with the reason; `-` reads standard input
        #[arg(long, value_name = "FILE")]
        reason_file: PathBuf,
        /// Where the draft goes
        #[arg(long, value_name = "FILE", default_value = "suspension.frs")]
        out: PathBuf,
    },
    /// Draft a new policy floor
    #[command(after_help = "Examples:
  frs repository status --floor --purpose administration --reason \"new floor\" > floor.txt
  frs paper request floor --program 5c1e… --floor floor.txt")]
    Floor {
        /// The program's id
        #[arg(long, value_name = "ID")]
        program: ProgramId,
        /// File with every field of the floor, as `frs repository status --floor` prints it
        #[arg(long, value_name = "FILE")]
        floor: PathBuf,
        /// Where the draft goes
        #[arg(long, value_name = "FILE", default_value = "floor.frs")]
        out: PathBuf,
    },
    /// Draft a designation: who acts for the Commander, and until when (2-110-4-B)
    Designation(DraftArguments),
    /// Draft a reinstatement (2-110-4-E)
    Reinstatement(DraftArguments),
    /// Draft the retirement of a key: a passphrase was forgotten, or somebody left
    Retirement(DraftArguments),
    /// Draft a roster of who is on call (2-110-4-D-1)
    Roster(DraftArguments),
    /// Draft a succession: a new Commander, signed by the old root or the recovery key
    Succession(DraftArguments),
    /// Draft a new key of the log, which signs checkpoints
    LogKey(DraftArguments),
    /// Draft a paper that takes back the time of a witness's answer
    Time(DraftArguments),
    /// Draft an order to remove people, images or cases for good; two persons sign it
    ExpungeOrder(DraftArguments),
    /// Draft a legal hold: what must not be removed
    Hold(DraftArguments),
    /// Draft the release of a hold
    HoldRelease(DraftArguments),
    /// Draft a correction of a purpose or of a person in the repository
    Correction(DraftArguments),
    /// Draft the lead investigator's approval of an internal share (2-110-4-D-6)
    ShareApproval(DraftArguments),
    /// Draft the release authority's decision on a release (2-110-4-C)
    ReleaseApproval(DraftArguments),
    /// Draft a restore: a backup takes the place of the repository; Commander and witness sign it
    Restore(DraftArguments),
}

/// A draft that is filled in from a file and from flags.
#[derive(Debug, Clone, Args)]
#[command(after_help = "Examples:
  frs paper request designation --template > details.toml
  frs paper request designation --program 5c1e… --details details.toml --out designation.frs
  frs paper request hold-release --program 5c1e… --set hold=9f3a… --details why.toml

The file holds names and words; ids, codes, numbers and days may also come by --set.")]
pub struct DraftArguments {
    /// The program's id
    #[arg(long, value_name = "ID", required_unless_present = "template")]
    pub program: Option<ProgramId>,
    /// TOML file with the fields
    #[arg(long, value_name = "FILE")]
    pub details: Option<PathBuf>,
    /// A field that is an id, a code, a number or a day (repeatable)
    #[arg(long = "set", value_name = "FIELD=CODE")]
    pub codes: Vec<String>,
    /// Print a file to fill in, and do nothing else
    #[arg(long, conflicts_with_all = ["program", "details", "codes"])]
    pub template: bool,
    /// Where the draft goes [default: the kind's name with .frs]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// `frs key …`.
#[derive(Debug, Subcommand)]
pub enum KeyCommand {
    /// Make your key, sealed by a passphrase
    #[command(after_help = "Examples:
  frs key new
  frs --home recovery key new        (the recovery key, which goes to a safe)")]
    New,
    /// Show your person id and public keys
    #[command(after_help = "Examples:
  frs key show
  frs key show --witness > witness.pub")]
    Show {
        /// Print the one line by which a floor names you as a witness
        #[arg(long)]
        witness: bool,
    },
    /// Change the passphrase
    #[command(after_help = "Example:
  frs key passphrase

A forgotten passphrase opens nothing any more: make a new key and ask anew (docs/first-week.md).")]
    Passphrase {
        /// Read the new passphrase from the first line of this file instead of asking
        #[arg(long, value_name = "FILE")]
        new_passphrase_file: Option<PathBuf>,
    },
    /// Let the system's keyring unlock your key for a while
    #[command(after_help = "Example:
  frs key unlock --for 8h            (a shift; frs key lock ends it)

Signing, releasing and witnessing ask for the passphrase all the same.")]
    Unlock {
        /// For how long (8h, 30m)
        #[arg(long = "for", value_name = "TIME", default_value = "8h")]
        duration: String,
    },
    /// Take the key out of the keyring
    #[command(after_help = "Example:
  frs key lock")]
    Lock,
}

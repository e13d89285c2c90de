//! `frs program`, `frs repository`: who may do what, and the repository's upkeep.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::PurposeArguments;
use crate::vocabulary::Digest;

/// `frs program …`.
#[derive(Debug, Subcommand)]
pub enum ProgramCommand {
    /// Found a program: your key becomes its root key, and the Commander's (2-110-4-B)
    #[command(after_help = "Example:
  frs program found --repository /srv/frs --name \"City Police FRP\" --recovery recovery.pub --retention-years 10

`recovery.pub` is what `frs key show` prints for the recovery key, which lies in a safe. ")]
    Found {
        /// The program's name
        #[arg(long, value_name = "TEXT")]
        name: String,
        /// File with the public keys of the recovery root (`frs key show`)
        #[arg(long, value_name = "FILE")]
        recovery: PathBuf,
        /// How many years references are kept
        #[arg(long, value_name = "YEARS")]
        retention_years: u32,
        /// File with the other fields of the first floor, where the defaults do not suit
        #[arg(long, value_name = "FILE")]
        floor: Option<PathBuf>,
        /// File with the key of a witness (`frs key show --witness`); may be given more than once
        #[arg(long = "witness", value_name = "FILE")]
        witnesses: Vec<PathBuf>,
    },
    /// Write the program file: the founding note and the papers that anybody may see, for witnesses and other checkers
    #[command(after_help = "Example:
  frs program show --out program.txt --purpose oversight --reason \"for the witness\"")]
    Show {
        /// Where it goes
        #[arg(long, value_name = "FILE", default_value = "program.txt")]
        out: PathBuf,
        #[command(flatten)]
        purpose: PurposeArguments,
    },
    /// Who may do what until when, what waits for somebody, what ends within 30 days
    #[command(after_help = "Example:
  frs program status --purpose administration --reason \"weekly review\"

Of yourself alone: frs status.")]
    Status {
        #[command(flatten)]
        purpose: PurposeArguments,
    },
    /// Seal everything under new data keys, after a suspension (2-110-4-E)
    #[command(after_help = "Examples:
  frs program rekey --purpose administration --reason \"after suspension 3\"
  frs program rekey --log-key-only --purpose administration --reason \"the deputy exchanged the data keys\"

Run by the Commander, it renews the key that signs checkpoints too; a designee cannot, and `frs program status` then says so.
Witnesses learn the new key from the program file (`frs program show`).

Interrupted, the same command goes on where it ended. Other commands work meanwhile, and those that were running when it
began may have to be run again.")]
    Rekey {
        /// Renew only the key that signs checkpoints; the Commander's
        #[arg(long)]
        log_key_only: bool,
        #[command(flatten)]
        purpose: PurposeArguments,
    },
}

/// `frs repository …`.
#[derive(Debug, Subcommand)]
pub enum RepositoryCommand {
    /// Counts, models, floor and book
    #[command(after_help = "Examples:
  frs repository status --purpose administration --reason \"weekly look\"
  frs repository status --floor --purpose administration --reason \"new floor\" > floor.txt")]
    Status {
        /// Print the floor's fields only, to edit for a new floor
        #[arg(long)]
        floor: bool,
        #[command(flatten)]
        purpose: PurposeArguments,
    },
    /// Whether file, book, witness, clock and your authorization are as they must be; what `frs doctor` asks of a repository
    #[command(after_help = "Example:
  frs repository check --thorough     # every index and every record; reads the whole file

Exit 0: nothing is wrong; 1: something should be mended; 5: the file is damaged, or holds something unsealed; 6: the clock or
the models. docs/doctor.md says what each check means.")]
    Check {
        /// Hold every index and every record too; reads the whole file
        #[arg(long)]
        thorough: bool,
    },
    /// Copy the repository while others work with it: one file, sealed as the repository is, checked before it counts
    #[command(after_help = "Example:
  frs repository backup --out /mnt/backup/frs-$(date -u +%Y%m%dT%H%M%SZ).sqlite \\
      --purpose administration --reason \"nightly backup\"

It never overwrites a file. It is as sensitive as the repository itself (docs/backup.md).")]
    Backup {
        /// The new file
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        #[command(flatten)]
        purpose: PurposeArguments,
    },
    /// Remove for good what two people ordered: rows, values of the book, and what is left in the files
    #[command(after_help = "Examples:
  frs repository expunge --order 9f3a… --dry-run --purpose administration --reason \"court order 17\"
  frs repository expunge --order 9f3a… --purpose administration --reason \"court order 17\"

Two persons sign the order (frs paper request expunge-order); a third carries it out. Interrupted, the same command goes on.
Exit 0: gone, and the files looked through; 1: nothing was there, or something is left in the files, which is said.")]
    Expunge {
        /// SHA-256 of the accepted order, as `frs paper accept` printed it
        #[arg(long, value_name = "SHA256")]
        order: Digest,
        /// Show what would go, and remove nothing
        #[arg(long)]
        dry_run: bool,
        /// You have seen what goes: do not ask
        #[arg(long, conflicts_with = "dry_run")]
        yes: bool,
        #[command(flatten)]
        purpose: PurposeArguments,
    },
    /// Enter an accepted correction: a case number, a lead, a label, a doubled person; the record stays as it was
    #[command(after_help = "Example:
  frs repository correct --paper 9f3a… --purpose administration --reason \"case number mistyped\"

Somebody who is authorized signs the paper (frs paper request correction); of a person in the repository, two do.")]
    Correct {
        /// SHA-256 of the accepted correction, as `frs paper accept` printed it
        #[arg(long, value_name = "SHA256")]
        paper: Digest,
        #[command(flatten)]
        purpose: PurposeArguments,
    },
    /// Measure every enrolled photograph with the model that the floor pins now
    #[command(
        name = "re-embed",
        after_help = "Example:
  frs repository re-embed --purpose administration --reason \"floor 3 pins the new model\"

A gallery never mixes models: until all references are measured, nothing is searched or enrolled. Ended at any moment, the same
command goes on. Exit 1: in some photographs the model found no face, or several; they count as not searched."
    )]
    Reembed {
        #[command(flatten)]
        purpose: PurposeArguments,
    },
    /// List what is due by the floor's retention; removes nothing
    #[command(after_help = "Examples:
  frs repository retention --purpose administration --reason \"yearly retention\"
  frs repository retention --draft-order due.frs --purpose administration --reason \"yearly retention\"

References are kept from their enrollment, purposes with their probes and searches from their statement. Two persons sign the
draft (frs paper sign); once it is accepted, a third carries it out: frs repository expunge. Exit 1: nothing is due.")]
    Retention {
        /// Only what ended before this day
        #[arg(long, value_name = "DAY")]
        before: Option<jiff::civil::Date>,
        /// Write the draft of an order that removes it into this new file
        #[arg(long, value_name = "FILE")]
        draft_order: Option<PathBuf>,
        #[command(flatten)]
        purpose: PurposeArguments,
    },
    /// Let a backup take the place of the repository, by an order that the Commander and a witness sign
    #[command(after_help = "Examples:
  frs repository restore --from frs-20261122.sqlite --draft order.frs --anchor last-answer.txt \\
      --purpose administration --reason \"the disk failed on 23 November\"
  frs paper sign order.frs                         # the Commander, then a witness
  frs repository restore --from frs-20261122.sqlite --paper order-signed.frs \\
      --purpose administration --reason \"the disk failed on 23 November\"

The first changes nothing: it checks the backup, gathers what is known of the lost book, and drafts the order. With the
signed order the backup takes the place; what stood there is put aside, never deleted. Ended at any moment, the same
command goes on (docs/backup.md).")]
    Restore(RestoreArguments),
}

/// `frs repository restore`.
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("stage").required(true).args(["draft", "paper"]))]
pub struct RestoreArguments {
    /// The backup
    #[arg(long, value_name = "FILE")]
    pub from: PathBuf,
    /// Where the draft of the order goes
    #[arg(long, value_name = "PAPER")]
    pub draft: Option<PathBuf>,
    /// The order, signed by the Commander and a witness
    #[arg(long, value_name = "PAPER")]
    pub paper: Option<PathBuf>,
    /// For the draft: a file with the newest checkpoint that somebody kept, as a witness's answer (repeatable)
    #[arg(long = "anchor", value_name = "FILE", conflicts_with = "paper")]
    pub anchors: Vec<PathBuf>,
    /// For the draft: the highest suspension that anybody knows
    #[arg(long, value_name = "NUMBER", conflicts_with = "paper")]
    pub suspensions_known: Option<u64>,
    #[command(flatten)]
    pub purpose: PurposeArguments,
}

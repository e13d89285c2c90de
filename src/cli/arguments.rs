//! The command line. One word means the same everywhere; names and narrative are asked or read from a file, for a
//! command line shows in `ps` and in the shell's history.
//!
//! A file a group of commands; help, completions and the reference are read off them.

mod audit;
mod model;
mod paper;
mod share;
mod upkeep;
mod work;

pub use audit::{AnchorArguments, AuditCommand, PeriodArguments};
pub use model::{CalibrateArguments, EvaluateArguments, ListArguments, ModelCommand};
pub use paper::{DraftArguments, KeyCommand, PaperCommand, PaperRequest, PurposeCommand};
pub use share::ShareCommand;
pub use upkeep::{ProgramCommand, RepositoryCommand, RestoreArguments};
pub use work::{CandidateArguments, ClosingArguments, EnrollArguments, ProbeArguments, SearchArguments, VerifyCommand};

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Facial recognition investigator toolkit that carries out SOP 2-110.
///
/// A candidate is an investigative lead, never an identification.
#[derive(Debug, Parser)]
#[command(name = "frs", version, propagate_version = true, arg_required_else_help = true, max_term_width = 100)]
pub struct Arguments {
    /// Where things are.
    #[command(flatten)]
    pub places: Places,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Options that every command takes.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Everywhere")]
pub struct Places {
    /// Your own directory: key file, authorization, what you last saw of the book
    #[arg(long, global = true, value_name = "DIR", env = "FRS_HOME", hide_env_values = true)]
    pub home: Option<PathBuf>,
    /// The repository's directory
    #[arg(long, global = true, value_name = "DIR", env = "FRS_REPOSITORY", hide_env_values = true)]
    pub repository: Option<PathBuf>,
    /// The models' directory
    #[arg(long, global = true, value_name = "DIR", env = "FRS_MODELS", hide_env_values = true)]
    pub models: Option<PathBuf>,
    /// Your signed authorization [default: authorization.frs in your own directory]
    #[arg(long, global = true, value_name = "FILE", env = "FRS_AUTHORIZATION", hide_env_values = true)]
    pub authorization: Option<PathBuf>,
    /// Read the passphrase from the first line of this file instead of asking
    #[arg(long, global = true, value_name = "FILE", env = "FRS_PASSPHRASE_FILE", hide_env_values = true)]
    pub passphrase_file: Option<PathBuf>,
    /// Read the passphrase from this open file descriptor; goes before --passphrase-file
    #[arg(long, global = true, value_name = "N")]
    pub passphrase_fd: Option<i32>,
    /// Print JSON for scripts: one object, or JSON Lines for batches (docs/formats.md)
    #[arg(long, global = true)]
    pub json: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Enter images of known persons in the repository (2-110-3-H)
    Enroll(EnrollArguments),
    /// Input the image of the person being investigated (2-110-4-D-2)
    Probe(ProbeArguments),
    /// Cross-reference a probe with the repository: a list of candidates, each a lead only (2-110-4-D-3)
    Search(SearchArguments),
    /// Compare each candidate, and verify it elsewhere (2-110-4-D-4, 4-D-5)
    #[command(subcommand)]
    Verify(VerifyCommand),
    /// Hand over what frs wrote: inside the Department (2-110-4-D-6), outside of it (2-110-4-C)
    #[command(subcommand)]
    Share(ShareCommand),
    /// Read and check the book of everything that was done
    #[command(subcommand)]
    Audit(AuditCommand),
    /// State why, and see what was stated (2-110-4-A)
    #[command(subcommand)]
    Purpose(PurposeCommand),
    /// Ask, sign, read and accept papers: authorizations, suspensions, floors
    #[command(subcommand)]
    Paper(PaperCommand),
    /// Your own key
    #[command(subcommand)]
    Key(KeyCommand),
    /// Found a program; exchange its data keys
    #[command(subcommand)]
    Program(ProgramCommand),
    /// State and upkeep of the repository; backups, and restoring them
    #[command(subcommand)]
    Repository(RepositoryCommand),
    /// The networks and what is known of them
    #[command(subcommand)]
    Model(ModelCommand),
    /// Who am I, what may I do, what waits for me: one screen
    #[command(after_help = "Examples:
  frs status
  frs status --json                  (for a morning mail)")]
    Status,
    /// Whether machine, models, key and repository are fit for work, and what mends what is not
    #[command(after_help = "Examples:
  frs doctor                     # after installing, and whenever something does not work
  frs doctor --outside --json    # asks for no passphrase; for monitoring

Ends with 0 (nothing is wrong), 1 (something should be mended), 3 (the gate refuses you), 5 or 6 (something is broken), 10 or 11
(the book). docs/doctor.md says what each check means.")]
    Doctor {
        /// Look from outside only: ask for no passphrase, and do not open the book
        #[arg(long)]
        outside: bool,
        /// Hold every index and every record too; reads the whole file
        #[arg(long, conflicts_with = "outside")]
        thorough: bool,
    },
    /// See the whole thing work, in a new directory, on the shipped portraits
    Demo(DemoArguments),
    /// Print a completion script for your shell
    #[command(after_help = "Examples:
  frs completions bash > ~/.local/share/bash-completion/completions/frs
  frs completions fish > ~/.config/fish/completions/frs.fish")]
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
    /// Write the manual pages, one a command
    #[command(after_help = "Example:
  frs man /usr/local/share/man/man1     # then: man frs, man frs-verify-record

Pages of an earlier version are replaced. packaging/install.sh does this, and installs the completions too.")]
    Man {
        /// The directory for section 1; made where it is not there
        #[arg(value_name = "DIR")]
        dir: PathBuf,
    },
}

/// The purpose of one command: cited by its id, read from a file, or (for upkeep) stated with a reason.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Purpose (2-110-4-A)")]
pub struct PurposeArguments {
    /// Id of a stated purpose (purpose-…), or for upkeep: administration, oversight, evaluation
    #[arg(long, value_name = "ID|KIND")]
    pub purpose: Option<String>,
    /// State the purpose that this TOML file holds (see `frs purpose state --template`)
    #[arg(long, value_name = "FILE", conflicts_with = "purpose")]
    pub purpose_file: Option<PathBuf>,
    /// Why, for upkeep purposes, without names; `-` reads standard input, and at a terminal it is asked
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// Case number
    #[arg(long, value_name = "NUMBER")]
    pub case: Option<String>,
}

/// `frs demo`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  frs demo
  frs demo --dir /tmp/frs-demo       (then: its COMMANDS.txt)")]
pub struct DemoArguments {
    /// A new directory for the demo's program
    #[arg(long, value_name = "DIR", default_value = "frs-demo")]
    pub dir: PathBuf,
}

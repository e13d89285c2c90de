//! `frs enroll`, `frs probe`, `frs search`, `frs verify`: the order's work.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::PurposeArguments;

/// `frs enroll`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  frs enroll --manifest booking.csv --purpose administration --reason \"weekly ingest\"
  frs enroll mugshots/ --source \"county booking\" --purpose administration --reason \"first ingest\"
  frs enroll face.jpg --subject MVD-123 --capture-date 2024-05-31 --purpose administration --reason \"order 17\"

A manifest is CSV with a header, or JSON Lines (.jsonl): path, subject, capture_date, birth_year, source,
legal_basis; every other column is kept as given. The command can be repeated: what is enrolled is skipped.
docs/batch.md tells of exports with columns of their own, dry runs, tries of what failed, and nightly runs.")]
pub struct EnrollArguments {
    /// One image, or a folder: its subfolders name the subjects
    #[arg(required_unless_present_any = ["manifest", "columns_template"], conflicts_with = "manifest")]
    pub path: Option<PathBuf>,
    /// A manifest of images
    #[arg(long, value_name = "FILE")]
    pub manifest: Option<PathBuf>,
    /// Folder that the manifest's paths are relative to, and must stay in [default: the manifest's own]
    #[arg(long, value_name = "DIR", requires = "manifest")]
    pub root: Option<PathBuf>,
    /// Which column of a records system's export is which (--columns-template prints a file to fill in)
    #[arg(long, value_name = "FILE", requires = "manifest")]
    pub columns: Option<PathBuf>,
    /// Print a mapping of columns to fill in
    #[arg(long, conflicts_with_all = ["path", "manifest", "PurposeArguments"])]
    pub columns_template: bool,
    /// Look at every row and file, and enroll nothing
    #[arg(long, conflicts_with = "explain")]
    pub dry_run: bool,
    /// Only what an earlier run, whose --json output this file holds, did not enroll
    #[arg(long, value_name = "FILE", conflicts_with = "explain")]
    pub retry: Option<PathBuf>,
    /// Subject of the one image: an id, no name
    #[arg(long, value_name = "ID", conflicts_with = "manifest")]
    pub subject: Option<String>,
    /// When the photographs were taken, where a row does not say (2024-05-31 or 2024)
    #[arg(long, value_name = "DATE")]
    pub capture_date: Option<String>,
    /// Year of birth, where a row does not say
    #[arg(long, value_name = "YEAR")]
    pub birth_year: Option<String>,
    /// Where the photographs come from, where a row does not say
    #[arg(long, value_name = "TEXT")]
    pub source: Option<String>,
    /// Why they may be held, where a row does not say
    #[arg(long, value_name = "TEXT")]
    pub legal_basis: Option<String>,
    /// Write each stage of recognition into this directory (one image only)
    #[arg(long, value_name = "DIR", conflicts_with = "manifest")]
    pub explain: Option<PathBuf>,
    #[command(flatten)]
    pub purpose: PurposeArguments,
}

/// `frs probe`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  frs probe still.png --purpose purpose-4f1c… --intake intake.toml
  frs probe group.jpg --face 2 --purpose purpose-4f1c… --intake intake.toml --explain work/
  frs probe dark.png --edit crop=120,80,400,500 --edit exposure=1 --purpose purpose-4f1c… --intake intake.toml

The intake file says where the image comes from and how it was lawfully obtained (2-110-3-G);
`frs probe --template` prints one to fill in. At a terminal, what is missing is asked.")]
pub struct ProbeArguments {
    /// The image, as received
    #[arg(required_unless_present = "template")]
    pub image: Option<PathBuf>,
    /// TOML file with source, lawful acquisition, request and attestations
    #[arg(long, value_name = "FILE")]
    pub intake: Option<PathBuf>,
    /// Print an intake file to fill in
    #[arg(long, conflicts_with_all = ["image", "intake", "edits", "face", "override_file", "explain", "PurposeArguments"])]
    pub template: bool,
    /// Edit the image before it is measured; repeated, in this order
    ///
    /// crop=LEFT,TOP,WIDTH,HEIGHT (pixels), rotate=DEGREES (clockwise), exposure=EV (-3 to 3), contrast=FACTOR (0.25 to 4),
    /// deinterlace=top|bottom (first). The image as received is kept, each step is recorded with its digest.
    #[arg(long = "edit", value_name = "EDIT")]
    pub edits: Vec<String>,
    /// Which of several faces, by its number, of the image as edited
    #[arg(long, value_name = "N")]
    pub face: Option<usize>,
    /// File with the reason for going on past a quality warning
    #[arg(long, value_name = "FILE")]
    pub override_file: Option<PathBuf>,
    /// Write each stage of recognition into this directory
    #[arg(long, value_name = "DIR")]
    pub explain: Option<PathBuf>,
    #[command(flatten)]
    pub purpose: PurposeArguments,
}

/// `frs search`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  frs search probe-9a31… --purpose purpose-4f1c…
  frs search probe-9a31… --purpose purpose-4f1c… --candidates 50 --json
  frs search --replay search-51c0… --purpose oversight --reason \"motion to suppress, D-202\"

Exit 0: candidates above the floor's line; 1: all lie below it (the list is shown and kept all the same).
A replay: 0 identical; 1 every difference is accounted for, or another model or build made the probe's template; 5 it differs.")]
pub struct SearchArguments {
    /// The probe's id, as `frs probe` printed it
    #[arg(required_unless_present = "replay")]
    pub probe: Option<String>,
    /// Make this search again and say whether the list is the same; shows nobody who was not on it
    #[arg(long, value_name = "SEARCH", conflicts_with_all = ["probe", "candidates", "with_personal"])]
    pub replay: Option<String>,
    /// Length of the candidate list [default and maximum: the floor's, 20 and 50]
    #[arg(long, value_name = "N")]
    pub candidates: Option<u32>,
    /// With --json: print subject labels too; this is recorded
    #[arg(long, requires = "json")]
    pub with_personal: bool,
    #[command(flatten)]
    pub purpose: PurposeArguments,
}

/// `frs verify …`.
#[derive(Debug, Subcommand)]
pub enum VerifyCommand {
    /// What is open on a candidate list, and what is due
    #[command(after_help = "Example:
  frs verify status search-51c0… --purpose purpose-4f1c…

Names the command that goes on.")]
    Status {
        /// The search's id, as `frs search` printed it
        search: String,
        #[command(flatten)]
        purpose: PurposeArguments,
    },
    /// Show the list of an earlier search once more, with its scores
    #[command(after_help = "Example:
  frs verify list search-51c0… --purpose purpose-4f1c…

As the search recorded it: nothing is compared again. Who saw it stands in the book.")]
    List {
        /// The search's id, as `frs search` printed it
        search: String,
        #[command(flatten)]
        purpose: PurposeArguments,
    },
    /// Look at one candidate: both photographs side by side, as a working copy
    #[command(after_help = "Example:
  frs verify open search-51c0… --candidate 3 --out candidate-3 --purpose purpose-4f1c…

Writes comparison.html and the pictures into a new directory, for you alone (0600), not for release; the book holds
their SHA-256. The page shows neither score nor name.")]
    Open {
        /// The search's id, as `frs search` printed it
        search: String,
        /// Which candidate, by its place in the list
        #[arg(long, value_name = "N")]
        candidate: u32,
        /// The new directory
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        #[command(flatten)]
        purpose: PurposeArguments,
    },
    /// Look at the whole list on one sheet: the probe annotated, every candidate at one scale; a page and a picture
    #[command(after_help = "Example:
  frs verify contact search-51c0… --out contact --purpose purpose-4f1c…

Writes contact.html, contact.png and probe.png (every face numbered) into a new directory, for you alone (0600), not for release;
the book holds their SHA-256. Neither score nor name stands on it. It is for an overview: each candidate is opened and recorded
by itself (frs verify open), and no line-up is made from it.")]
    Contact {
        /// The search's id, as `frs search` printed it
        search: String,
        /// The new directory
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        #[command(flatten)]
        purpose: PurposeArguments,
    },
    /// Record the comparison of one candidate; at a terminal it is asked
    #[command(after_help = "Examples:
  frs verify record search-51c0… --candidate 3 --purpose purpose-4f1c…
  frs verify record search-51c0… --candidate 3 --file candidate-3.toml --purpose purpose-4f1c…
  frs verify record --template > candidate-3.toml

First whether each image is of use, then every feature, then a conclusion. Excluded at sight: one feature and words. A
later record stands beside the earlier one; none is overwritten. No command records several candidates at once.")]
    Record(CandidateArguments),
    /// Seal the packet for a blind second review: the kept candidates among others, in a drawn order
    #[command(after_help = "Example:
  frs verify packet search-51c0… --reviewer 3121 --purpose purpose-4f1c…

When every candidate has a record. The reviewer is another person who holds the role and has had nothing to do with the
list; tell them nothing of it. The first records then stand.")]
    Packet {
        /// The search's id, as `frs search` printed it
        search: String,
        /// Who is to review: badge or person id
        #[arg(long, value_name = "BADGE|ID")]
        reviewer: String,
        #[command(flatten)]
        purpose: PurposeArguments,
    },
    /// Review blind: open the packet, then record one item after the other
    #[command(after_help = "Examples:
  frs verify review search-51c0… --out review --purpose purpose-4f1c…
  frs verify review search-51c0… --item A --purpose purpose-4f1c…

The pages show neither score, rank, name nor the first record. Record as in frs verify record (its --template is the
form). With the last item you learn where the two of you differ; your records stay as they are.")]
    Review {
        /// The search's id, as the first examiner told it
        search: String,
        /// Open the packet: write its pages into this new directory
        #[arg(long, value_name = "DIR", conflicts_with_all = ["item", "file"])]
        out: Option<PathBuf>,
        /// Record this item
        #[arg(long, value_name = "LETTER", required_unless_present = "out")]
        item: Option<String>,
        /// TOML file with the record; `-` reads standard input
        #[arg(long, value_name = "FILE")]
        file: Option<PathBuf>,
        #[command(flatten)]
        purpose: PurposeArguments,
    },
    /// Record how a difference between the two examiners was resolved; both records stay
    #[command(after_help = "Examples:
  frs verify resolve search-51c0… --candidate 3 --purpose purpose-4f1c…
  frs verify resolve --template > resolution.toml")]
    Resolve(CandidateArguments),
    /// Record one source outside face recognition (2-110-4-D-5)
    #[command(after_help = "Example:
  frs verify source search-51c0… --candidate 3 --purpose purpose-4f1c…

Records system, MVD, fingerprints, interview, other; and what could speak against the candidate: custody, alibi, height, age,
current photo, tattoos, whereabouts. A match by this or another facial recognition service is no source.")]
    Source(CandidateArguments),
    /// Record what the sources lead to: confirmed, eliminated, unresolved (2-110-4-D-5)
    #[command(after_help = "Examples:
  frs verify outcome search-51c0… --candidate 3 --purpose purpose-4f1c…
  frs verify outcome --template > outcome.toml

Confirmed needs a source that speaks for it and a check that could have spoken against it; unresolved can always be recorded.")]
    Outcome(CandidateArguments),
    /// Close a list without a verification: searched by mistake, or not needed any more; at a terminal it is asked why
    #[command(after_help = "Examples:
  frs verify close search-51c0… --purpose purpose-4f1c…
  frs verify close --template > closing.toml

By whoever made the search. It verifies nobody and hides nothing: the list stays in the book, and the audit report names it with
the reason. It cannot be taken back; a list that is needed after all is searched again.")]
    Close(ClosingArguments),
    /// Write the lead report of the whole list: PDF, page, JSON
    #[command(after_help = "Examples:
  frs verify report search-51c0… --out report --purpose purpose-4f1c…
  frs verify report search-51c0… --preliminary --out preliminary --purpose purpose-4f1c…
  frs verify report search-51c0… --redact-others --out for-release --purpose purpose-4f1c…

When every candidate has a record and the blind review is done. The files are for you alone (0600), not for release; the
book holds their SHA-256. They can be made again at any time, and say then what stands then.")]
    Report {
        /// The search's id, as `frs search` printed it
        search: String,
        /// Before the blind review, where the floor allows it; marked so on every page, and the review is then due in 72 hours
        #[arg(long)]
        preliminary: bool,
        /// Leave away who the excluded and eliminated candidates are: what may be released is made of this one
        #[arg(long)]
        redact_others: bool,
        /// The new directory
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        #[command(flatten)]
        purpose: PurposeArguments,
    },
}

/// A form about one candidate of a list, or the form to fill in.
#[derive(Debug, Args)]
pub struct CandidateArguments {
    /// The search's id, as `frs search` printed it
    #[arg(required_unless_present = "template")]
    pub search: Option<String>,
    /// Which candidate, by its place in the list
    #[arg(long, value_name = "N", required_unless_present = "template")]
    pub candidate: Option<u32>,
    /// TOML file with the answers; `-` reads standard input
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Print a form to fill in
    #[arg(long, conflicts_with_all = ["search", "candidate", "file", "PurposeArguments"])]
    pub template: bool,
    #[command(flatten)]
    pub purpose: PurposeArguments,
}

/// Why a list is closed, or the form to fill in.
#[derive(Debug, Args)]
pub struct ClosingArguments {
    /// The search's id, as `frs search` printed it
    #[arg(required_unless_present = "template")]
    pub search: Option<String>,
    /// TOML file with the answers; `-` reads standard input
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Print a form to fill in
    #[arg(long, conflicts_with_all = ["search", "file", "PurposeArguments"])]
    pub template: bool,
    #[command(flatten)]
    pub purpose: PurposeArguments,
}

//! The command line. One word means the same everywhere; names and narrative are asked or read from a file, for a
//! command line shows in `ps` and in the shell's history.
//!
//! Longer than other files on purpose: it is one table, and help, completions and reference are read off it.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::vocabulary::{Digest, PersonId, ProgramId};

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
    /// See the whole thing work, in a new directory, on the shipped portraits
    Demo(DemoArguments),
    /// Print a completion script for your shell
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
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
    /// Why, for upkeep purposes; `-` reads standard input
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// Case number
    #[arg(long, value_name = "NUMBER")]
    pub case: Option<String>,
}

/// `frs enroll`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  frs enroll --manifest booking.csv --purpose administration --reason \"weekly ingest\"
  frs enroll mugshots/ --source \"county booking\" --purpose administration --reason \"first ingest\"
  frs enroll face.jpg --subject MVD-123 --capture-date 2024-05-31 --purpose administration --reason \"order 17\"

A manifest is CSV with a header, or JSON Lines (.jsonl): path, subject, capture_date, birth_year, source,
legal_basis; every other column is kept as given. The command can be repeated: what is enrolled is skipped.")]
pub struct EnrollArguments {
    /// One image, or a folder: its subfolders name the subjects
    #[arg(required_unless_present = "manifest", conflicts_with = "manifest")]
    pub path: Option<PathBuf>,
    /// A manifest of images
    #[arg(long, value_name = "FILE")]
    pub manifest: Option<PathBuf>,
    /// Folder that the manifest's paths are relative to, and must stay in [default: the manifest's own]
    #[arg(long, value_name = "DIR", requires = "manifest")]
    pub root: Option<PathBuf>,
    /// Subject id of the one image
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
    #[allow(missing_docs, reason = "described at its type")]
    pub purpose: PurposeArguments,
}

/// `frs probe`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  frs probe still.png --purpose purpose-4f1c… --intake intake.toml
  frs probe group.jpg --face 2 --purpose purpose-4f1c… --intake intake.toml --explain work/

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
    #[arg(long, conflicts_with_all = ["image", "intake", "face", "override_file", "explain", "PurposeArguments"])]
    pub template: bool,
    /// Which of several faces, by its number
    #[arg(long, value_name = "N")]
    pub face: Option<usize>,
    /// File with the reason for going on past a quality warning
    #[arg(long, value_name = "FILE")]
    pub override_file: Option<PathBuf>,
    /// Write each stage of recognition into this directory
    #[arg(long, value_name = "DIR")]
    pub explain: Option<PathBuf>,
    #[command(flatten)]
    #[allow(missing_docs, reason = "described at its type")]
    pub purpose: PurposeArguments,
}

/// `frs search`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  frs search probe-9a31… --purpose purpose-4f1c…
  frs search probe-9a31… --purpose purpose-4f1c… --candidates 50 --json

Exit 0: candidates above the floor's line; 1: all lie below it (the list is shown and kept all the same).")]
pub struct SearchArguments {
    /// The probe's id, as `frs probe` printed it
    pub probe: String,
    /// Length of the candidate list [default and maximum: the floor's, 20 and 50]
    #[arg(long, value_name = "N")]
    pub candidates: Option<u32>,
    /// With --json: print subject labels too; this is recorded
    #[arg(long, requires = "json")]
    pub with_personal: bool,
    #[command(flatten)]
    #[allow(missing_docs, reason = "described at its type")]
    pub purpose: PurposeArguments,
}

/// `frs verify …`.
#[derive(Debug, Subcommand)]
pub enum VerifyCommand {
    /// What is open on a candidate list, and what is due
    Status {
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
    /// Record the comparison of one candidate; at a terminal it is asked
    #[command(after_help = "Examples:
  frs verify record search-51c0… --candidate 3 --purpose purpose-4f1c…
  frs verify record search-51c0… --candidate 3 --file candidate-3.toml --purpose purpose-4f1c…
  frs verify record --template > candidate-3.toml

First whether each image is of use, then every feature, then a conclusion. Excluded at sight: one feature and words. A
later record stands beside the earlier one; none is overwritten. No command records several candidates at once.")]
    Record {
        /// The search's id, as `frs search` printed it
        #[arg(required_unless_present = "template")]
        search: Option<String>,
        /// Which candidate, by its place in the list
        #[arg(long, value_name = "N", required_unless_present = "template")]
        candidate: Option<u32>,
        /// TOML file with the record; `-` reads standard input
        #[arg(long, value_name = "FILE")]
        file: Option<PathBuf>,
        /// Print a form to fill in
        #[arg(long, conflicts_with_all = ["search", "candidate", "file", "PurposeArguments"])]
        template: bool,
        #[command(flatten)]
        purpose: PurposeArguments,
    },
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
    Resolve {
        /// The search's id, as `frs search` printed it
        #[arg(required_unless_present = "template")]
        search: Option<String>,
        /// Which candidate, by its place in the list
        #[arg(long, value_name = "N", required_unless_present = "template")]
        candidate: Option<u32>,
        /// TOML file with the answers; `-` reads standard input
        #[arg(long, value_name = "FILE")]
        file: Option<PathBuf>,
        /// Print a form to fill in
        #[arg(long, conflicts_with_all = ["search", "candidate", "file", "PurposeArguments"])]
        template: bool,
        #[command(flatten)]
        purpose: PurposeArguments,
    },
    /// Record one source outside face recognition (2-110-4-D-5)
    #[command(after_help = "Example:
  frs verify source search-51c0… --candidate 3 --purpose purpose-4f1c…

Records system, MVD, fingerprints, interview, other; and what could speak against the candidate: custody, alibi, height, age,
current photo, tattoos, whereabouts. A match by this or another facial recognition service is no source.")]
    Source {
        /// The search's id, as `frs search` printed it
        #[arg(required_unless_present = "template")]
        search: Option<String>,
        /// Which candidate, by its place in the list
        #[arg(long, value_name = "N", required_unless_present = "template")]
        candidate: Option<u32>,
        /// TOML file with the answers; `-` reads standard input
        #[arg(long, value_name = "FILE")]
        file: Option<PathBuf>,
        /// Print a form to fill in
        #[arg(long, conflicts_with_all = ["search", "candidate", "file", "PurposeArguments"])]
        template: bool,
        #[command(flatten)]
        purpose: PurposeArguments,
    },
    /// Record what the sources lead to: confirmed, eliminated, unresolved (2-110-4-D-5)
    Outcome {
        /// The search's id, as `frs search` printed it
        #[arg(required_unless_present = "template")]
        search: Option<String>,
        /// Which candidate, by its place in the list
        #[arg(long, value_name = "N", required_unless_present = "template")]
        candidate: Option<u32>,
        /// TOML file with the answers; `-` reads standard input
        #[arg(long, value_name = "FILE")]
        file: Option<PathBuf>,
        /// Print a form to fill in
        #[arg(long, conflicts_with_all = ["search", "candidate", "file", "PurposeArguments"])]
        template: bool,
        #[command(flatten)]
        purpose: PurposeArguments,
    },
}

/// By what somebody without a repository knows the program and its witnesses.
#[derive(Debug, Clone, Default, Args)]
pub struct AnchorArguments {
    /// The program file that you hold (`frs program show`)
    #[arg(long, value_name = "FILE")]
    pub program: Option<PathBuf>,
    /// The program's fingerprint, as the Commander told it
    #[arg(long, value_name = "FINGERPRINT")]
    pub root: Option<String>,
    /// File with the key of a witness (`frs key show --witness`); may be given more than once
    #[arg(long = "witness", value_name = "FILE")]
    pub witnesses: Vec<PathBuf>,
    /// How many of them must have cosigned
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub quorum: usize,
}

/// A period of time.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Period")]
pub struct PeriodArguments {
    /// From this day (UTC) or moment on
    #[arg(long, value_name = "DATE|TIME")]
    pub from: Option<String>,
    /// Up to and with this day (UTC), or before this moment
    #[arg(long, value_name = "DATE|TIME")]
    pub until: Option<String>,
}

/// `frs audit …`.
#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// Show entries of the book, the newest if nothing else is said
    #[command(after_help = "Examples:
  frs audit show --last 20 --purpose oversight --reason \"weekly look\"
  frs audit show --from 0 --limit 50 --purpose …
  frs audit show 117 --purpose …")]
    Show {
        /// Only this entry
        entry: Option<u64>,
        /// Begin here [default: so that the newest is the last one shown]
        #[arg(long, value_name = "N", conflicts_with = "entry")]
        from: Option<u64>,
        /// So many of the newest
        #[arg(long, value_name = "N", conflicts_with_all = ["entry", "from", "limit"])]
        last: Option<u64>,
        /// At most so many
        #[arg(long, value_name = "N", default_value_t = 100, conflicts_with = "entry")]
        limit: u64,
        #[command(flatten)]
        purpose: PurposeArguments,
    },
    /// Report what was done in a period, and what needs a look: table, JSON, CSV, or a page to print
    #[command(after_help = "Examples:
  frs audit report --from 2026-11-01 --until 2026-11-30 --html november.html --purpose oversight --reason \"monthly review\"
  frs audit report --of-case 26-00123 --purpose oversight --reason \"complaint 7\"
  frs audit report --of-person 4412 --csv 4412.csv --purpose oversight --reason \"yearly talk\"")]
    Report {
        #[command(flatten)]
        period: PeriodArguments,
        /// Only what this person did: badge or person id
        #[arg(long, value_name = "BADGE|ID")]
        of_person: Option<String>,
        /// Only what was done under this kind of purpose
        #[arg(long, value_name = "KIND")]
        of_purpose: Option<String>,
        /// Only what was done for this case
        #[arg(long, value_name = "NUMBER")]
        of_case: Option<String>,
        /// Time zone by which searches outside 06:00 to 22:00 are marked [default: the machine's]
        #[arg(long, value_name = "ZONE")]
        zone: Option<String>,
        /// Write the lists as one CSV table into this new file
        #[arg(long, value_name = "FILE")]
        csv: Option<PathBuf>,
        /// Write the report as a page into this new file
        #[arg(long, value_name = "FILE")]
        html: Option<PathBuf>,
        #[command(flatten)]
        purpose: PurposeArguments,
    },
    /// Tell one story in order, in plain words: of a case, a person, or an entry
    #[command(after_help = "Examples:
  frs audit follow 26-00123 --purpose oversight --reason \"complaint 7\"
  frs audit follow badge:4412 --purpose oversight --reason \"complaint 7\"
  frs audit follow '#1204' --purpose oversight --reason \"what happened there\"

Where a text can be several things, case:, badge: or # says which.")]
    Follow {
        /// Case number, badge, person id, entry, or the id of a purpose, probe or search
        topic: String,
        #[command(flatten)]
        purpose: PurposeArguments,
    },
    /// Draw searches for justification; the same seed draws the same ones (docs/audit.md)
    Sample {
        /// How many
        #[arg(long, value_name = "N", default_value_t = 20)]
        n: usize,
        /// What they are drawn by: chosen after the period ended, by somebody who made none of the searches
        #[arg(long, value_name = "TEXT")]
        seed: String,
        #[command(flatten)]
        period: PeriodArguments,
        #[command(flatten)]
        purpose: PurposeArguments,
    },
    /// Numbers of one year without personal data, to publish
    Statistics {
        /// The year (UTC)
        #[arg(long, value_name = "YEAR")]
        year: i16,
        #[command(flatten)]
        purpose: PurposeArguments,
    },
    /// Sign what the book is now, and write what a witness is asked
    #[command(after_help = "Examples:
  frs audit checkpoint --out for-witness.txt --purpose oversight --reason \"weekly checkpoint\"
  frs audit checkpoint --old 120 --out for-witness.txt --purpose …       (where the witness says that it has seen 120)

The witness runs `frs audit witness for-witness.txt`; the answer is entered with `frs paper accept`.
Of witnesses that have seen different sizes, each gets a file of its own.")]
    Checkpoint {
        /// Where the request to the witness goes
        #[arg(long, value_name = "FILE", default_value = "checkpoint-request.txt")]
        out: PathBuf,
        /// How many entries the witness says it has seen, where the book does not know it
        #[arg(long, value_name = "N")]
        old: Option<u64>,
        #[command(flatten)]
        purpose: PurposeArguments,
    },
    /// Prove to somebody who has no repository that an entry stands in the book
    #[command(after_help = "Examples:
  frs audit prove 117 --out lead.tlog-proof --purpose oversight --reason \"for the court\"
  frs audit prove 117 --open record --open result --out lead.tlog-proof --purpose …

Only what a witness has cosigned can be proven. What is opened, whoever gets the file can read.")]
    Prove {
        /// Which entry: its number, or LOG/NUMBER
        entry: String,
        /// A field whose value the proof opens; may be given more than once
        #[arg(long, value_name = "FIELD")]
        open: Vec<String>,
        /// Where the proof goes [default: entry-LOG-NUMBER.tlog-proof]
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        #[command(flatten)]
        purpose: PurposeArguments,
    },
    /// Check a proof; needs no key and no repository
    #[command(after_help = "Exit 0: proven; 5: it does not hold; 12: too few of the named witnesses cosigned it;
13: consistent, but neither --program nor --root (nor /etc/frs/trust.toml) says that it is the right program.")]
    CheckProof {
        /// The proof
        file: PathBuf,
        #[command(flatten)]
        anchors: AnchorArguments,
    },
    /// Write the leaves of the book, without values, so that they can be checked without any key
    Export {
        /// A new directory
        #[arg(long, value_name = "DIR", default_value = "book-export")]
        out: PathBuf,
        #[command(flatten)]
        purpose: PurposeArguments,
    },
    /// Check an export; needs no key and no repository
    #[command(after_help = "Exit 0: whole, and seen by the named witnesses as far as is said; 10: tampered with;
12: too few of the named witnesses have seen any of it; 13: nothing says that it is the right program.")]
    CheckExport {
        /// The directory
        directory: PathBuf,
        #[command(flatten)]
        anchors: AnchorArguments,
    },
    /// As a witness: check that the log only grew, remember what you saw, and cosign it
    #[command(after_help = "Examples:
  frs audit witness for-witness.txt --program program.txt     (the first time; asks for the fingerprint)
  frs audit witness for-witness.txt
  frs audit witness --state
  frs audit witness --take-up answer.txt                      (this witness's own, from the program's people)

Needs your own key and no repository. What you have seen is kept under `witness` in your own directory: whoever
puts that back to an older state could make you cosign a second history.
Exit 1: you stand elsewhere than the request says (told); 5: the log did not sign it, or your memory was put back;
10: the log shows another history than the one you have seen.")]
    Witness {
        /// The request, as `frs audit checkpoint` wrote it
        #[arg(required_unless_present_any = ["state", "take_up"])]
        request: Option<PathBuf>,
        /// The program file (`frs program show`): needed the first time, and where a key of the program changed
        #[arg(long, value_name = "FILE")]
        program: Option<PathBuf>,
        /// The program's fingerprint, as the Commander told it, instead of typing it
        #[arg(long, value_name = "FINGERPRINT")]
        fingerprint: Option<String>,
        /// You know that a backup was restored: a new log begins
        #[arg(long)]
        new_log: bool,
        /// Where the answer goes [default: beside the request]
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// Show what you have cosigned, and do nothing else
        #[arg(long, conflicts_with_all = ["request", "program", "fingerprint", "new_log", "out", "take_up"])]
        state: bool,
        /// Your memory was put back: go on from this newest answer of your own; asks for the fingerprint
        #[arg(long, value_name = "ANSWER", conflicts_with_all = ["request", "new_log", "out"])]
        take_up: Option<PathBuf>,
    },
    /// Check every entry, signature, commitment and the gallery, and what was seen of the book before
    #[command(after_help = "Examples:
  frs audit verify --purpose oversight --reason \"monthly review\"
  frs audit verify --anchor answer-march.txt --max-unwitnessed 50 --purpose …
  frs audit verify --read-only --repository /mnt/evidence/repository --purpose …

Exit 0: intact; 10: tampered with; 11: rolled back (shorter than what you, or --anchor, have seen); 12: more entries
without a witness than --max-unwitnessed allows; 13: consistent, but nothing that was seen before was at hand: no
memory of yours, no witness, no --anchor; 5: the references, or an anchor, are not what they must be; 6: it could
not run.")]
    Verify {
        /// A file with an old checkpoint (a witness's answer, a request, a proof): the book must extend it
        #[arg(long = "anchor", value_name = "FILE")]
        anchors: Vec<PathBuf>,
        /// How many entries may be unwitnessed
        #[arg(long, value_name = "N")]
        max_unwitnessed: Option<u64>,
        /// The repository is evidence: write nothing, anywhere
        #[arg(long)]
        read_only: bool,
        #[command(flatten)]
        purpose: PurposeArguments,
    },
}

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
    List,
    /// Show one purpose in full
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
    New,
    /// Show your person id and public keys
    Show {
        /// Print the one line by which a floor names you as a witness
        #[arg(long)]
        witness: bool,
    },
    /// Change the passphrase
    Passphrase {
        /// Read the new passphrase from the first line of this file instead of asking
        #[arg(long, value_name = "FILE")]
        new_passphrase_file: Option<PathBuf>,
    },
    /// Let the system's keyring unlock your key for a while
    Unlock {
        /// For how long (8h, 30m)
        #[arg(long = "for", value_name = "TIME", default_value = "8h")]
        duration: String,
    },
    /// Take the key out of the keyring
    Lock,
}

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
    Show {
        /// Where it goes
        #[arg(long, value_name = "FILE", default_value = "program.txt")]
        out: PathBuf,
        #[command(flatten)]
        purpose: PurposeArguments,
    },
    /// Who may do what until when, what waits for somebody, what ends within 30 days
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
    Status {
        /// Print the floor's fields only, to edit for a new floor
        #[arg(long)]
        floor: bool,
        #[command(flatten)]
        purpose: PurposeArguments,
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

/// `frs model …`.
#[derive(Debug, Subcommand)]
pub enum ModelCommand {
    /// List the models with their digests
    List,
    /// Show one model's card
    Show {
        /// Its name
        name: String,
    },
    /// Make a model of an ONNX file of a known architecture
    ///
    /// ArcFace IResNet-18/34/50/100 and MobileFaceNet as InsightFace exports them, AdaFace's IR-18/34/50/101, OpenCV's SFace; the
    /// detectors YuNet and SCRFD (bnkps). Any other graph is refused with the first operator that does not fit. What a
    /// card must say and the file does not (origin, terms, training data, intended use) stands in a file of its own.
    Import {
        /// The ONNX file
        file: PathBuf,
        /// The new model's name
        #[arg(long, value_name = "NAME")]
        name: String,
        /// What is to be said of it (TOML); without it, the form to fill in is shown
        #[arg(long, value_name = "FILE")]
        about: Option<PathBuf>,
    },
    /// Measure how often the software errs, on photographs whose people are known (purpose: evaluation)
    Evaluate(Box<EvaluateArguments>),
    /// Measure what a score means, and write the model's card with that table (purpose: evaluation)
    Calibrate(Box<CalibrateArguments>),
}

/// Photographs whose people are known.
#[derive(Debug, Args)]
pub struct ListArguments {
    /// A folder: its subfolders name the people
    #[arg(required_unless_present_any = ["manifest", "pairs"], conflicts_with_all = ["manifest", "pairs"])]
    pub path: Option<PathBuf>,
    /// A manifest of photographs and their people
    #[arg(long, value_name = "FILE", conflicts_with = "pairs")]
    pub manifest: Option<PathBuf>,
    /// A CSV file of pairs
    #[arg(long, value_name = "FILE")]
    pub pairs: Option<PathBuf>,
    /// Folder that the list's paths are relative to, and must stay in [default: the list's own]
    #[arg(long, value_name = "DIR", conflicts_with = "path")]
    pub root: Option<PathBuf>,
    /// Take only rows with this value in a column (repeatable)
    #[arg(long, value_name = "COLUMN=VALUE", conflicts_with = "path")]
    pub only: Vec<String>,
    /// The embedder [default: the one in use]
    #[arg(long, value_name = "NAME")]
    pub model: Option<String>,
}

/// `frs model calibrate`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  frs model calibrate --manifest strangers.csv --data-set \"booking photographs 2024, county\" --out card.toml \\
      --purpose evaluation --reason \"what our scores mean\"

The list is that of frs model evaluate; only comparisons between different people count. Every person must stand there under
one name: the same person under two names makes the rates look higher than they are. The table ends where fewer than 30
comparisons were let through: of higher scores only the bound is known. Nothing uses the card before the Commander's floor
pins it.")]
pub struct CalibrateArguments {
    #[command(flatten)]
    #[allow(missing_docs, reason = "described at its type")]
    pub list: ListArguments,
    /// What the photographs are, for the card: one line, no names
    #[arg(long, value_name = "TEXT")]
    pub data_set: String,
    /// Where the new card goes
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    #[command(flatten)]
    #[allow(missing_docs, reason = "described at its type")]
    pub purpose: PurposeArguments,
}

/// `frs model evaluate`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  frs model evaluate people/ --html rates.html --purpose evaluation --reason \"before the new floor\"
  frs model evaluate --manifest list.csv --by source --csv rates.csv --purpose evaluation --reason \"yearly measurement\"
  frs model evaluate --pairs pairs.csv --only set=lfw_view2 --purpose evaluation --reason \"published protocol\"

A manifest has the columns of an enrollment (path, subject, capture_date, …); a column role says gallery or probe. Without it
the oldest photograph of each person is enrolled, the others are searched, and of people with one photograph every second is
searched for in vain. A list of pairs has path_a, path_b, same (1 or 0); with fold, the protocol of LFW is run.
Nothing is enrolled, the repository is not searched, and no figure is about fewer than 10 people. Photographs without a
usable face are misses. Files hold figures only and are marked as working copies.")]
pub struct EvaluateArguments {
    #[command(flatten)]
    #[allow(missing_docs, reason = "described at its type")]
    pub list: ListArguments,
    /// Tell rates by the values of this column too (repeatable)
    #[arg(long, value_name = "COLUMN", conflicts_with = "path")]
    pub by: Vec<String>,
    /// Count photographs past a refusing quality limit as failures to enroll
    #[arg(long)]
    pub enforce_limits: bool,
    /// Write the figures as a CSV table into this new file
    #[arg(long, value_name = "FILE")]
    pub csv: Option<PathBuf>,
    /// Write the figures with their curves as a page into this new file
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    #[command(flatten)]
    #[allow(missing_docs, reason = "described at its type")]
    pub purpose: PurposeArguments,
}

/// `frs demo`.
#[derive(Debug, Args)]
pub struct DemoArguments {
    /// A new directory for the demo's program
    #[arg(long, value_name = "DIR", default_value = "frs-demo")]
    pub dir: PathBuf,
}

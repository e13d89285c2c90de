//! `frs audit`: the book, its evidence, its reports.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::PurposeArguments;

/// By what somebody without a repository knows the program and its witnesses.
#[derive(Debug, Clone, Default, Args)]
pub struct AnchorArguments {
    /// The program file that you hold (`frs program show`)
    #[arg(long, value_name = "FILE")]
    pub program: Option<PathBuf>,
    /// The program's fingerprint, as the Commander told it
    #[arg(long = "fingerprint", alias = "root", value_name = "FINGERPRINT")]
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
    /// From this day or moment on
    #[arg(long, value_name = "DATE|TIME")]
    pub from: Option<String>,
    /// Up to and with this day, or before this moment
    #[arg(long, value_name = "DATE|TIME")]
    pub until: Option<String>,
    /// Time zone of days and hours: America/Denver, UTC [default: the machine's]
    #[arg(long, value_name = "ZONE")]
    pub zone: Option<String>,
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
        /// Only this entry, with everything that it holds: 117, #117, or LOG/117 of a log before a restore
        entry: Option<String>,
        /// Begin here [default: so that the newest is the last one shown]
        #[arg(long, value_name = "ENTRY", conflicts_with = "entry")]
        from: Option<String>,
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
    #[command(after_help = "Examples:
  frs audit sample --n 20 --seed \"chief's draw of 1 December\" --from 2026-11-01 --until 2026-11-30 \\
      --purpose oversight --reason \"monthly review\"")]
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
    /// Record what you found of a search that was drawn: agreed or questioned, and why; at a terminal it is asked
    #[command(after_help = "Examples:
  frs audit answer search-51c0… --purpose oversight --reason \"monthly review\"
  frs audit answer --template > answer.toml

By somebody who neither made the search nor stated its purpose. The next audit report tells it; a later answer stands beside the earlier one, and counts.")]
    Answer {
        /// The search's id, as `frs audit sample` printed it
        #[arg(required_unless_present = "template")]
        search: Option<String>,
        /// TOML file with the answer; `-` reads standard input
        #[arg(long, value_name = "FILE")]
        file: Option<PathBuf>,
        /// Print a form to fill in
        #[arg(long, conflicts_with_all = ["search", "file", "PurposeArguments"])]
        template: bool,
        #[command(flatten)]
        purpose: PurposeArguments,
    },
    /// Numbers of one year without personal data, to publish
    #[command(after_help = "Example:
  frs audit statistics --year 2026 --purpose oversight --reason \"yearly report\"")]
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
    #[command(after_help = "Example:
  frs audit check-proof lead.tlog-proof --fingerprint 0001-0203-… --witness witness.pub

Exit 0: proven; 5: it does not hold; 12: too few of the named witnesses cosigned it;
13: consistent, but neither --program nor --fingerprint (nor /etc/frs/trust.toml) says that it is the right program.")]
    CheckProof {
        /// The proof
        file: PathBuf,
        #[command(flatten)]
        anchors: AnchorArguments,
    },
    /// Check the files of a lead report against the proof of its entry; needs no key and no repository
    #[command(after_help = "Example:
  frs audit check-report report.pdf report.html --proof report.tlog-proof --fingerprint 0001-0203-… --witness witness.pub

Exit 0: proven, byte for byte; 5: a file was changed, or the proof does not hold; 12: too few of the named witnesses
cosigned it; 13: consistent, but neither --program nor --fingerprint (nor /etc/frs/trust.toml) says that it is the right program.")]
    CheckReport {
        /// The report's files
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// The proof, made with `frs audit prove … --open record`
        #[arg(long, value_name = "FILE")]
        proof: PathBuf,
        #[command(flatten)]
        anchors: AnchorArguments,
    },
    /// Write the leaves of the book, without values, so that they can be checked without any key
    #[command(after_help = "Example:
  frs audit export --out book-export --purpose oversight --reason \"for the court's expert\"

Whoever gets it checks it with frs audit check-export.")]
    Export {
        /// A new directory
        #[arg(long, value_name = "DIR", default_value = "book-export")]
        out: PathBuf,
        #[command(flatten)]
        purpose: PurposeArguments,
    },
    /// Check an export; needs no key and no repository
    #[command(after_help = "Example:
  frs audit check-export book-export --program program.txt

Exit 0: whole, and seen by the named witnesses as far as is said; 10: tampered with;
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

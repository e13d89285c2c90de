//! `frs model`: what finds and measures faces, and how often it errs.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::PurposeArguments;

/// `frs model …`.
#[derive(Debug, Subcommand)]
pub enum ModelCommand {
    /// List the models with their digests
    #[command(after_help = "Example:
  frs model list")]
    List,
    /// Show one model's card
    #[command(after_help = "Example:
  frs model show fused")]
    Show {
        /// Its name
        name: String,
    },
    /// Make a model of an ONNX file of a known architecture
    ///
    /// ArcFace IResNet-18/34/50/100 and MobileFaceNet as InsightFace exports them, AdaFace's IR-18/34/50/101, OpenCV's SFace; the
    /// detectors YuNet and SCRFD (bnkps). Any other graph is refused with the first operator that does not fit. What a
    /// card must say and the file does not (origin, terms, training data, intended use) stands in a file of its own.
    #[command(after_help = "Examples:
  frs model import arcface.onnx --name arcface-r50                     (shows the form to fill in)
  frs model import arcface.onnx --name arcface-r50 --about about.toml

Nothing uses it before the Commander's floor pins it (docs/models.md).")]
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
    /// The detector [default: the one in use]
    #[arg(long, value_name = "NAME")]
    pub detector: Option<String>,
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
    pub list: ListArguments,
    /// What the photographs are, for the card: one line, no names
    #[arg(long, value_name = "TEXT")]
    pub data_set: String,
    /// Where the new card goes
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    #[command(flatten)]
    pub purpose: PurposeArguments,
}

/// `frs model evaluate`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  frs model evaluate people/ --html rates.html --purpose evaluation --reason \"before the new floor\"
  frs model evaluate --manifest list.csv --by source --csv rates.csv --purpose evaluation --reason \"yearly measurement\"
  frs model evaluate --pairs pairs.csv --only set=lfw_view2 --purpose evaluation --reason \"published protocol\"
  frs model evaluate people/ --enroll 2 --against mobilefacenet --purpose evaluation --reason \"two references, two networks\"

A manifest has the columns of an enrollment (path, subject, capture_date, …); a column role says gallery or probe. Without it
the oldest photograph of each person is enrolled, the others are searched, and of people with one photograph every second is
searched for in vain. With --enroll N the N oldest are; the result then says how many fewer searches fail by the mean of their
templates than by the best of them. A list of pairs has path_a, path_b, same (1 or 0); with fold, the protocol of LFW is run.
Nothing is enrolled, the repository is not searched, and no figure is about fewer than 10 people. Photographs without a
usable face are misses. Files hold figures only and are marked as working copies.")]
pub struct EvaluateArguments {
    #[command(flatten)]
    pub list: ListArguments,
    /// Tell rates by the values of this column too (repeatable)
    #[arg(long, value_name = "COLUMN", conflicts_with = "path")]
    pub by: Vec<String>,
    /// Of each person who has more photographs, enroll so many where the list gives no roles
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=50))]
    pub enroll: u8,
    /// Measure this embedder beside it, on the same photographs, with the interval of the difference
    #[arg(long, value_name = "NAME")]
    pub against: Option<String>,
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
    pub purpose: PurposeArguments,
}

//! What the commands do: each passes the gate, opens an entry, does its work, closes the entry and reports.
//!
//! `key`, `paper` and `model` open no repository; the rest is gated, and of `model` what measures.
//!
//! Nothing here prints or asks: progress goes to observers, passphrases come from an [`Unlocker`].

mod accept;
mod as_read;
mod audit;
mod backup;
mod check_report;
mod checkpoint;
mod correct;
mod demo;
mod desk;
pub mod doctor;
mod due;
mod edits;
pub mod enroll;
mod error;
mod evaluate;
mod export;
mod expunge;
pub mod files;
mod form;
mod found;
mod intake;
pub mod key;
pub mod keyring;
mod links;
pub mod model;
mod new_directory;
mod oversight;
mod own;
pub mod paper;
mod probe;
mod program_status;
mod prove;
mod purpose;
mod reembed;
mod rekey;
mod restore;
mod retention;
mod search;
pub mod share;
mod stages;
mod status;
mod trust;
mod unfinished;
mod unlock;
pub mod verification;
mod verify;
pub mod witness;
mod working_copy;

pub use accept::{accept_paper, accept_paper_with};
pub use audit::{ShowRange, show_book};
pub use backup::backup_repository;
pub use check_report::check_report;
pub use checkpoint::{CheckpointRequest, make_checkpoint, show_program};
pub use correct::enter_correction;
pub use demo::{Demo, DemoStep, run_demo};
pub use desk::{Admitted, Asker, Desk, PurposeSource, Request, Visit, head_memory, key_path};
pub use edits::read_edits;
pub use error::OperationError;
use error::json_of;
pub use evaluate::{CalibrationRequest, EvaluationObserver, EvaluationRequest, EvaluationSource, calibrate, evaluate};
pub use export::{check_export, export_book};
pub use expunge::{ExpungeStep, expunge, plan_expunge};
pub use form::FormFile;
pub use found::found_program;
pub use intake::{INTAKE_TEMPLATE, IntakeFile, OfDay, RequestFile as IntakeRequest, instant, instant_in, yes_or_no};
pub use oversight::{
    AnswerRequest, ReportQuery, ReportRequest, SampleRequest, answer_search, follow_book, report_book, sample_book,
    statistics_book,
};
pub use own::own_status;
pub use probe::{ProbeRequest, admit_probe};
pub use program_status::program_state;
pub use prove::{Anchors, ProveRequest, check_proof, prove_entry};
pub use purpose::{list_purposes, purpose_template, show_purpose, state_purpose};
pub use reembed::reembed_references;
pub use rekey::{rekey, renew_log_key};
pub use restore::{RestoreDraftRequest, RestoreRequest, RestoreStep, draft_restore, restore_repository};
pub use retention::{RetentionRequest, list_due};
pub use search::{SearchOutcome, SearchRequest, search};
pub use status::repository_state;
pub use unlock::Unlocker;
pub use verify::{VerifyRequest, verify_book};

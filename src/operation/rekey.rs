//! Exchange the data keys (2-110-4-E): the command that goes on where an interrupted one ended.

use super::{Desk, OperationError, PurposeSource, Request};
use crate::{
    audit::{Access, BookError, Intent, Outcome, OutcomeResult, Receipt, RekeyStep},
    gate::ProgramRekey,
    policy::{OperationKind, PaperFacts},
    report::{KeysExchanged, LogKeyRenewed, ResidueLine},
    repository::rekey_indexes,
    seal::VerifyingKey,
    store::{Residue, Traces},
};

/// What the book says of a rekey that renewed nothing but the log's key.
const ONLY_LOG_KEY: &str = "log-key";

/// What the exchange itself did.
struct Exchanged {
    records: u64,
    old_wraps: u64,
    log_key: Option<VerifyingKey>,
    traces: Traces,
    receipt: Receipt,
}

/// Seals everything under new data keys, deletes the wraps of the old ones and wipes the files; the Commander's also renews
/// the key of the log. `step` hears how far it is.
///
/// # Errors
/// The refusal; where this person lacks a key; where the repository cannot be read or written: the same command then goes
/// on.
pub fn rekey(
    desk: &Desk<'_>,
    purpose: PurposeSource,
    step: &mut dyn FnMut(RekeyStep),
) -> Result<KeysExchanged, OperationError> {
    let request = Request { purpose, ..Request::default() };
    let mut visit = desk.visit_anew(OperationKind::ProgramRekey, &request)?;
    let admitted = visit.admit::<ProgramRekey>(&request)?;
    let (program, now) = (visit.program_line(), visit.now());
    let state = visit.book.key_state();
    let pending = visit.book.pending_wipe()?;
    // The last exchange was ended before its files were wiped: new keys would not help that.
    let only_wipe = !state.changing && pending.is_some_and(|wipe| wipe.operation == OperationKind::ProgramRekey);
    let goes_on = state.changing || only_wipe;
    let holders = visit.book.standing().may_hold_keys(now).len() as u64;
    let purpose = admitted.purpose.as_ref().map(|purpose| purpose.id);
    let intent = Intent {
        arguments: Some(serde_json::json!({ "goes_on": goes_on }).to_string()),
        statement: admitted.statement,
        ..Intent::default()
    };
    let (book, presented) = visit.parts();
    let done = if only_wipe {
        let access = book.begin(admitted.permit, intent, now)?;
        let record = serde_json::json!({ "generation": state.generation, "only": "wipe" }).to_string();
        let outcome = Outcome::done(record);
        let receipt = access.finish(outcome, desk.clock.now())?;
        Exchanged { records: 0, old_wraps: 0, log_key: None, traces: Traces::default(), receipt }
    } else {
        let access = book.begin_rekey(admitted.permit, intent, now)?;
        step(RekeyStep::Begun);
        exchange(desk, access, step)?
    };
    step(RekeyStep::Closed);
    let residue = book.wipe(presented, purpose, &done.traces, desk.clock.now())?;
    step(RekeyStep::Wiped);
    let log_key_due = book.log_key_due()?;
    Ok(KeysExchanged {
        program,
        generation: book.key_state().generation,
        went_on: goes_on,
        records: done.records,
        holders,
        old_wraps: done.old_wraps,
        log_key: done.log_key.map(|key| key.to_string()),
        log_key_due,
        residue: residue_line(&residue),
        entry: (&done.receipt).into(),
    })
}

/// What a look through the files found, for a report.
pub(super) fn residue_line(residue: &Residue) -> ResidueLine {
    ResidueLine {
        bytes: residue.bytes,
        sought: residue.sought,
        found: residue.found,
        control_sought: residue.control_sought,
        control_found: residue.control_found,
        rebuilt: residue.rebuilt,
    }
}

fn exchange(
    desk: &Desk<'_>,
    mut access: Access<'_, ProgramRekey>,
    step: &mut dyn FnMut(RekeyStep),
) -> Result<Exchanged, OperationError> {
    let generation = access.generation();
    let made = access.reseal(step);
    let (access, resealed) = access.attempted(made, desk.clock.now())?;
    let new = access.new_log_key(&format!("rekey to generation {generation}"))?;
    let close = access.close_renewing::<_, OperationError>(desk.clock.now(), new.as_ref(), |writing, log_key| {
        let root = rekey_indexes(writing, &resealed.emptied)?;
        let old_wraps = writing.retire_old_keys()?;
        writing.mark_wipe(&Traces::default())?;
        let record = serde_json::json!({
            "generation": generation, "records": resealed.records, "old_wraps": old_wraps, "log_key": told(log_key),
        });
        let outcome = Outcome { result: OutcomeResult::Done, record: record.to_string(), gallery: Some(root) };
        Ok((outcome, (old_wraps, log_key)))
    });
    let (receipt, (old_wraps, log_key)) = close?;
    Ok(Exchanged { records: resealed.records, old_wraps, log_key, traces: resealed.traces, receipt })
}

fn told(log_key: Option<VerifyingKey>) -> Option<String> {
    log_key.map(|key| key.to_string())
}

/// Renews the key of the log alone: after a rekey that a designee ran, or because it was copied.
///
/// # Errors
/// The refusal; where a rekey has not ended, which renews it itself; where the book cannot be written.
pub fn renew_log_key(desk: &Desk<'_>, purpose: PurposeSource) -> Result<LogKeyRenewed, OperationError> {
    let mut request = Request { purpose, ..Request::default() };
    let mut visit = desk.visit_anew(OperationKind::ProgramRekey, &request)?;
    request.paper = Some(PaperFacts::LogKey { signed_by_commander: visit.book.renews_log_key() });
    let admitted = visit.admit::<ProgramRekey>(&request)?;
    if visit.book.key_state().changing {
        return Err(OperationError::Usage(
            "a rekey has not ended, and ends with a new key of the log: frs program rekey".to_owned(),
        ));
    }
    let (program, now) = (visit.program_line(), visit.now());
    let arguments = serde_json::json!({ "only": ONLY_LOG_KEY }).to_string();
    let intent = Intent { arguments: Some(arguments), statement: admitted.statement, ..Intent::default() };
    let access = visit.book.begin(admitted.permit, intent, now)?;
    let new = access.new_log_key("renewed by itself")?;
    let close = access.close_renewing::<_, OperationError>(desk.clock.now(), new.as_ref(), |_, log_key| {
        let outcome = |result, record: serde_json::Value| Outcome { result, record: record.to_string(), gallery: None };
        let done = |key: VerifyingKey| serde_json::json!({ "only": ONLY_LOG_KEY, "log_key": key.to_string() });
        let overtaken = || serde_json::json!({ "why": BookError::PapersChanged.to_string() });
        let outcome = match log_key {
            Some(key) => outcome(OutcomeResult::Done, done(key)),
            None => outcome(OutcomeResult::Failed, overtaken()),
        };
        Ok((outcome, log_key))
    });
    let (receipt, log_key) = close?;
    let log_key = log_key.ok_or(BookError::PapersChanged)?.to_string();
    Ok(LogKeyRenewed { program, log_key, entry: (&receipt).into() })
}

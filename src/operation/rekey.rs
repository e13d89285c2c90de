//! Exchange the data keys (2-110-4-E): the command that goes on where an interrupted one ended.

use super::{Desk, OperationError, PurposeSource, Request};
use crate::{
    audit::{Access, Intent, Outcome, OutcomeResult, Receipt, RekeyStep},
    gate::ProgramRekey,
    policy::OperationKind,
    report::{KeysExchanged, ResidueLine},
    repository::rekey_indexes,
    store::{Residue, Traces},
};

/// What the exchange itself did.
struct Exchanged {
    records: u64,
    old_wraps: u64,
    traces: Traces,
    receipt: Receipt,
}

/// Seals everything under new data keys, deletes the wraps of the old ones and wipes the files. `step` hears how far it is.
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
        let outcome = Outcome { result: OutcomeResult::Done, record, gallery: None };
        let receipt = access.finish(outcome, desk.clock.now())?;
        Exchanged { records: 0, old_wraps: 0, traces: Traces::default(), receipt }
    } else {
        let access = book.begin_rekey(admitted.permit, intent, now)?;
        step(RekeyStep::Begun);
        exchange(desk, access, step)?
    };
    step(RekeyStep::Closed);
    let residue = book.wipe(presented, purpose, &done.traces, desk.clock.now())?;
    step(RekeyStep::Wiped);
    Ok(KeysExchanged {
        program,
        generation: book.key_state().generation,
        went_on: goes_on,
        records: done.records,
        holders,
        old_wraps: done.old_wraps,
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
    let resealed = match access.reseal(step) {
        Ok(resealed) => resealed,
        Err(error) => {
            access.failed(&error.to_string(), desk.clock.now())?;
            return Err(error.into());
        }
    };
    let (receipt, old_wraps) = access.close::<_, OperationError>(desk.clock.now(), |writing| {
        let root = rekey_indexes(writing)?;
        let old_wraps = writing.retire_old_keys()?;
        writing.mark_wipe(&Traces::default())?;
        let record = serde_json::json!({
            "generation": generation, "records": resealed.records, "old_wraps": old_wraps,
        });
        let outcome = Outcome { result: OutcomeResult::Done, record: record.to_string(), gallery: Some(root) };
        Ok((outcome, old_wraps))
    })?;
    Ok(Exchanged { records: resealed.records, old_wraps, traces: resealed.traces, receipt })
}

//! `frs audit show|report|follow|sample|statistics|verify`.

use jiff::{Timestamp, tz::TimeZone};

use super::{gated::desk, verify::answers};
use crate::{
    cli::{
        CliError, Context, Exit,
        arguments::{AuditCommand, PeriodArguments},
        comparison,
        purpose::source,
    },
    operation::{
        AnswerRequest, CheckpointRequest, OfDay, OperationError, ProveRequest, ReportQuery, ReportRequest,
        SampleRequest, ShowRange, VerifyRequest, answer_search, export_book, follow_book, instant_in, make_checkpoint,
        prove_entry, report_book, sample_book, show_book, statistics_book, verification::ANSWER_TEMPLATE, verify_book,
    },
};

pub(super) fn run(command: AuditCommand, context: &Context) -> Result<Exit, CliError> {
    match command {
        AuditCommand::Show { entry, from, last, limit, purpose } => {
            let range = match (entry, from) {
                (Some(entry), _) => ShowRange::One(entry),
                (None, Some(from)) => ShowRange::From(from, limit),
                (None, None) => ShowRange::Newest(last.unwrap_or(limit)),
            };
            context.output.report(&show_book(&desk(context)?, &range, source(context, &purpose)?)?)?;
            Ok(Exit::Done)
        }
        AuditCommand::Report { period, of_person, of_purpose, of_case, csv, html, purpose } => {
            let (from, until, zone) = moments(&period)?;
            let kind = of_purpose.map(|kind| kind.parse());
            let kind = kind.transpose().map_err(|e| OperationError::Usage(format!("--of-purpose: {e}")))?;
            let query = ReportQuery { from, until, person: of_person, purpose: kind, case: of_case };
            let ask = ReportRequest { query, zone, csv, html, purpose: source(context, &purpose)? };
            context.output.report(&report_book(&desk(context)?, ask)?)?;
            Ok(Exit::Done)
        }
        AuditCommand::Follow { topic, purpose } => {
            context.output.report(&follow_book(&desk(context)?, &topic, source(context, &purpose)?)?)?;
            Ok(Exit::Done)
        }
        AuditCommand::Sample { n, seed, period, purpose } => {
            let (from, until, zone) = moments(&period)?;
            let ask = SampleRequest { n, seed, from, until, zone, purpose: source(context, &purpose)? };
            context.output.report(&sample_book(&desk(context)?, ask)?)?;
            Ok(Exit::Done)
        }
        AuditCommand::Answer { template: true, .. } => {
            context.output.text(ANSWER_TEMPLATE)?;
            Ok(Exit::Done)
        }
        AuditCommand::Answer { search, file, purpose, .. } => {
            let form = || answers(context, file.as_deref(), comparison::answer);
            let search = search.ok_or_else(|| OperationError::Usage("name the search".to_owned()))?;
            let ask = AnswerRequest { search, form: &form, purpose: source(context, &purpose)? };
            context.output.report(&answer_search(&desk(context)?, &ask)?)?;
            Ok(Exit::Done)
        }
        AuditCommand::Statistics { year, purpose } => {
            context.output.report(&statistics_book(&desk(context)?, year, source(context, &purpose)?)?)?;
            Ok(Exit::Done)
        }
        AuditCommand::Checkpoint { out, old, purpose } => {
            let ask = CheckpointRequest { out, old, purpose: source(context, &purpose)? };
            context.output.report(&make_checkpoint(&desk(context)?, ask)?)?;
            Ok(Exit::Done)
        }
        AuditCommand::Prove { entry, open, out, purpose } => {
            let ask = ProveRequest { entry, open, out, purpose: source(context, &purpose)? };
            context.output.report(&prove_entry(&desk(context)?, ask)?)?;
            Ok(Exit::Done)
        }
        AuditCommand::Export { out, purpose } => {
            context.output.report(&export_book(&desk(context)?, &out, source(context, &purpose)?)?)?;
            Ok(Exit::Done)
        }
        AuditCommand::Witness { .. }
        | AuditCommand::CheckProof { .. }
        | AuditCommand::CheckExport { .. }
        | AuditCommand::CheckReport { .. } => {
            Err(OperationError::Bug("a public command was sent to the gate".to_owned()).into())
        }
        AuditCommand::Verify { anchors, max_unwitnessed, read_only, purpose } => {
            let ask = VerifyRequest { anchors, max_unwitnessed, read_only, purpose: source(context, &purpose)? };
            let verdict = verify_book(&desk(context)?, ask)?;
            context.output.report(&verdict)?;
            Ok(match verdict.verdict {
                "intact" => Exit::Done,
                "rolled-back" => Exit::RolledBack,
                "unwitnessed" => Exit::Unwitnessed,
                "unanchored" => Exit::Unanchored,
                _ => Exit::Tampered,
            })
        }
    }
}

/// Begin and end, and the zone of which days are meant; a day at the end counts whole.
fn moments(period: &PeriodArguments) -> Result<(Option<Timestamp>, Option<Timestamp>, TimeZone), OperationError> {
    let zone = match period.zone.as_deref() {
        None => TimeZone::system(),
        Some(name) => TimeZone::get(name).map_err(|_| {
            OperationError::Usage(format!("--zone {name}: no such time zone; write America/Denver, or UTC"))
        })?,
    };
    let moment = |flag: &str, text: &Option<String>, of_day: OfDay| {
        let read = text.as_deref().map(|text| instant_in(text, of_day, zone.clone()));
        read.transpose().map_err(|why| OperationError::Usage(format!("{flag}: {why}")))
    };
    let (from, until) =
        (moment("--from", &period.from, OfDay::Begins)?, moment("--until", &period.until, OfDay::Over)?);
    if let (Some(from), Some(until)) = (from, until)
        && until <= from
    {
        return Err(OperationError::Usage("--until lies before --from: the period is empty".into()));
    }
    Ok((from, until, zone))
}

//! `frs repository status|check|backup|expunge|correct|re-embed|retention|restore`.

use std::path::Path;

use super::{doctor, gated::desk};
use crate::{
    audit::BackupStep,
    cli::{
        CliError, Context, Exit,
        arguments::{PurposeArguments, RepositoryCommand, RestoreArguments},
        progress::Progress,
        purpose::source,
    },
    operation::{
        ExpungeStep, OperationError, RestoreDraftRequest, RestoreRequest, RestoreStep, RetentionRequest,
        backup_repository, doctor::check_repository, draft_restore, enter_correction, expunge, list_due, plan_expunge,
        reembed_references, repository_state, restore_repository, yes_or_no,
    },
    report::{ExpungePlan, Human as _},
    vocabulary::Digest,
};

pub(super) fn run(command: RepositoryCommand, context: &Context) -> Result<Exit, CliError> {
    match command {
        RepositoryCommand::Status { floor, purpose } => status(floor, &purpose, context),
        RepositoryCommand::Check { thorough } => {
            let checked = check_repository(&desk(context)?, thorough)?;
            context.output.report(&checked)?;
            Ok(doctor::exit_of(&checked))
        }
        RepositoryCommand::Backup { out, purpose } => backup(&out, &purpose, context),
        RepositoryCommand::Expunge { order, dry_run: true, purpose, .. } => {
            let plan = plan_expunge(&desk(context)?, order, source(context, &purpose)?)?;
            context.output.report(&plan)?;
            Ok(if plan.is_empty() { Exit::Negative } else { Exit::Done })
        }
        RepositoryCommand::Correct { paper, purpose } => {
            context.output.report(&enter_correction(&desk(context)?, paper, source(context, &purpose)?)?)?;
            Ok(Exit::Done)
        }
        RepositoryCommand::Reembed { purpose } => reembed(&purpose, context),
        RepositoryCommand::Retention { before, draft_order, purpose } => {
            let purpose = source(context, &purpose)?;
            let due = list_due(&desk(context)?, &RetentionRequest { before, draft: draft_order.as_deref(), purpose })?;
            context.output.report(&due)?;
            Ok(if due.due.is_empty() { Exit::Negative } else { Exit::Done })
        }
        RepositoryCommand::Expunge { order, yes, purpose, .. } => carry_out(order, yes, &purpose, context),
        RepositoryCommand::Restore(arguments) => restore(arguments, context),
    }
}

fn status(floor: bool, purpose: &PurposeArguments, context: &Context) -> Result<Exit, CliError> {
    let state = repository_state(&desk(context)?, source(context, purpose)?)?;
    if floor && !context.output.json() {
        let lines: Vec<String> = state.floor.iter().map(|field| format!("{}: {}", field.key, field.value)).collect();
        context.output.text(&lines.join("\n"))?;
    } else {
        context.output.report(&state)?;
    }
    Ok(Exit::Done)
}

fn backup(out: &Path, purpose: &PurposeArguments, context: &Context) -> Result<Exit, CliError> {
    let progress = Progress::spinner(context.output);
    let mut show = |step: BackupStep| {
        progress.say(match step {
            BackupStep::Copied { pages, of } => format!("{pages} of {of} pages copied"),
            BackupStep::Checking => "the copy is checked".to_owned(),
            BackupStep::Checked => "the copy is made durable".to_owned(),
        });
    };
    let made = backup_repository(&desk(context)?, out, source(context, purpose)?, &mut show)?;
    drop(progress);
    context.output.report(&made)?;
    Ok(Exit::Done)
}

fn reembed(purpose: &PurposeArguments, context: &Context) -> Result<Exit, CliError> {
    let progress = Progress::spinner(context.output);
    let looked_at = || {
        let measured = progress.one_more();
        progress.say(format!("{measured} photographs measured"));
    };
    let done = reembed_references(&desk(context)?, source(context, purpose)?, &looked_at)?;
    drop(progress);
    context.output.report(&done)?;
    Ok(if done.without_face.is_empty() { Exit::Done } else { Exit::Negative })
}

fn carry_out(order: Digest, yes: bool, purpose: &PurposeArguments, context: &Context) -> Result<Exit, CliError> {
    let output = context.output;
    let mut confirm = |plan: &ExpungePlan| -> Result<bool, OperationError> {
        if yes {
            return Ok(true);
        }
        if !output.can_ask() {
            let why = "what an order removes is gone for good, and nobody can be asked here: look at it with --dry-run, then add \
                       --yes";
            return Err(OperationError::Usage(why.to_owned()));
        }
        output.note_as_it_is(&plan.human(output.width()));
        let answer = output.ask("Remove it for good? (yes/no)");
        // The entry is open already, and will say this.
        let answer =
            answer.map_err(|_| OperationError::Usage("the question was not answered; nothing was removed".into()))?;
        Ok(yes_or_no(&answer) == Ok(true))
    };
    let progress = Progress::spinner(output);
    let mut show = |step: ExpungeStep| {
        let words = match step {
            ExpungeStep::Begun => return,
            ExpungeStep::Removed { references, purposes } => {
                format!("{references} images and {purposes} purposes are out of the rows; the files come last")
            }
            ExpungeStep::Wiped => "done".to_owned(),
        };
        progress.say(words);
    };
    let expunged = expunge(&desk(context)?, order, source(context, purpose)?, &mut confirm, &mut show)?;
    drop(progress);
    output.report(&expunged)?;
    Ok(if expunged.did_something() && expunged.is_clean() { Exit::Done } else { Exit::Negative })
}

fn restore(arguments: RestoreArguments, context: &Context) -> Result<Exit, CliError> {
    // A restore in a place that nobody named would help nobody.
    context.repository()?;
    let RestoreArguments { from, draft, paper, anchors, suspensions_known, purpose } = arguments;
    let purpose = source(context, &purpose)?;
    match (draft, paper) {
        (Some(draft), _) => {
            let ask = RestoreDraftRequest { from, draft, anchors, suspensions: suspensions_known, purpose };
            context.output.report(&draft_restore(&desk(context)?, ask)?)?;
        }
        (None, Some(paper)) => {
            let progress = Progress::spinner(context.output);
            let mut show = |step: RestoreStep| {
                progress.say(match step {
                    RestoreStep::Judged => "the backup is copied",
                    RestoreStep::Copied => "the next log begins in the copy, which is checked",
                    RestoreStep::Begun => "the copy takes its place",
                    RestoreStep::Placed | RestoreStep::Remembered => "the repository is opened",
                });
            };
            let restored = restore_repository(&desk(context)?, RestoreRequest { from, paper, purpose }, &mut show)?;
            drop(progress);
            context.output.report(&restored)?;
        }
        (None, None) => return Err(OperationError::Bug("neither draft nor order was named".into()).into()),
    }
    Ok(Exit::Done)
}

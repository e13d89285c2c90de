//! `frs model evaluate|calibrate`.

use indicatif::{ProgressBar, ProgressStyle};

use super::gated::desk;
use crate::{
    cli::{
        CliError, Context, Exit, Output,
        arguments::{CalibrateArguments, EvaluateArguments, ListArguments},
        purpose::source,
    },
    operation::{
        self, CalibrationRequest, EvaluationObserver, EvaluationRequest, EvaluationSource, OperationError, evaluate,
    },
};

/// Progress on a terminal.
struct Observer(ProgressBar);

impl EvaluationObserver for Observer {
    fn begin(&self, photographs: u64) {
        self.0.set_length(photographs);
    }

    fn looked_at(&self) {
        self.0.inc(1);
    }
}

/// Where the photographs are listed, and which rows are taken.
fn list(arguments: &ListArguments) -> Result<(EvaluationSource, Vec<(String, String)>), OperationError> {
    let only = arguments.only.iter().map(|text| pair(text)).collect::<Result<_, _>>()?;
    let root = arguments.root.clone();
    let source = match (arguments.pairs.clone(), arguments.manifest.clone(), arguments.path.clone()) {
        (Some(file), ..) => EvaluationSource::Pairs { file, root },
        (None, Some(file), _) => EvaluationSource::Manifest { file, root },
        (None, None, Some(folder)) => EvaluationSource::Folder(folder),
        (None, None, None) => return Err(OperationError::Usage("name a folder, --manifest or --pairs".into())),
    };
    Ok((source, only))
}

pub(super) fn run(arguments: EvaluateArguments, context: &Context) -> Result<Exit, CliError> {
    let purpose = source(context, &arguments.purpose)?;
    let (source, only) = list(&arguments.list)?;
    let ask = EvaluationRequest {
        source,
        only,
        by: arguments.by,
        model: arguments.list.model,
        enforce_limits: arguments.enforce_limits,
        csv: arguments.csv,
        html: arguments.html,
        purpose,
    };
    let observer = Observer(bar(context.output));
    let evaluation = evaluate(&desk(context)?, ask, &observer);
    observer.0.finish_and_clear();
    context.output.report(&evaluation?)?;
    Ok(Exit::Done)
}

pub(super) fn calibrate(arguments: CalibrateArguments, context: &Context) -> Result<Exit, CliError> {
    let purpose = source(context, &arguments.purpose)?;
    let (source, only) = list(&arguments.list)?;
    let (data_set, out, model) = (arguments.data_set, arguments.out, arguments.list.model);
    let ask = CalibrationRequest { source, only, model, data_set, out, purpose };
    let observer = Observer(bar(context.output));
    let calibrated = operation::calibrate(&desk(context)?, ask, &observer);
    observer.0.finish_and_clear();
    context.output.report(&calibrated?)?;
    Ok(Exit::Done)
}

fn pair(text: &str) -> Result<(String, String), OperationError> {
    let (column, value) = text
        .split_once('=')
        .filter(|(column, _)| !column.is_empty())
        .ok_or_else(|| OperationError::Usage(format!("--only {text}: write COLUMN=VALUE")))?;
    Ok((column.to_owned(), value.to_owned()))
}

fn bar(output: Output) -> ProgressBar {
    if !output.can_draw() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(0);
    let form = "{bar:30} {pos}/{len} photographs  {per_sec}  {eta} left";
    bar.set_style(ProgressStyle::with_template(form).unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}

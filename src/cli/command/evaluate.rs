//! `frs model evaluate|calibrate`.

use super::gated::desk;
use crate::{
    cli::{
        CliError, Context, Exit,
        arguments::{CalibrateArguments, EvaluateArguments, ListArguments},
        progress::Progress,
        purpose::source,
    },
    operation::{
        self, CalibrationRequest, EvaluationObserver, EvaluationRequest, EvaluationSource, OperationError, evaluate,
    },
};

/// Progress on a terminal.
struct Observer(Progress);

impl EvaluationObserver for Observer {
    fn begin(&self, photographs: u64) {
        self.0.of(photographs);
    }

    fn looked_at(&self) {
        self.0.one_more();
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
        detector: arguments.list.detector,
        against: arguments.against,
        enroll: usize::from(arguments.enroll),
        enforce_limits: arguments.enforce_limits,
        csv: arguments.csv,
        html: arguments.html,
        purpose,
    };
    let observer = Observer(Progress::counted(context.output, "photographs"));
    let evaluation = evaluate(&desk(context)?, ask, &observer)?;
    drop(observer);
    context.output.report(&evaluation)?;
    Ok(Exit::Done)
}

pub(super) fn calibrate(arguments: CalibrateArguments, context: &Context) -> Result<Exit, CliError> {
    let purpose = source(context, &arguments.purpose)?;
    let (source, only) = list(&arguments.list)?;
    let (data_set, out) = (arguments.data_set, arguments.out);
    let (model, detector) = (arguments.list.model, arguments.list.detector);
    let ask = CalibrationRequest { source, only, model, detector, data_set, out, purpose };
    let observer = Observer(Progress::counted(context.output, "photographs"));
    let calibrated = operation::calibrate(&desk(context)?, ask, &observer)?;
    drop(observer);
    context.output.report(&calibrated)?;
    Ok(Exit::Done)
}

fn pair(text: &str) -> Result<(String, String), OperationError> {
    let (column, value) = text
        .split_once('=')
        .filter(|(column, _)| !column.is_empty())
        .ok_or_else(|| OperationError::Usage(format!("--only {text}: write COLUMN=VALUE")))?;
    Ok((column.to_owned(), value.to_owned()))
}

//! `frs enroll`.

use std::path::PathBuf;

use super::gated::desk;
use crate::{
    cli::{CliError, Context, Exit, Output, arguments::EnrollArguments, progress::Progress, purpose::source},
    operation::{
        OperationError,
        enroll::{
            Details, EnrollObserver, EnrollRequest, Item, MAPPING_TEMPLATE, ManifestError, Mapping, birth_year,
            capture_date, enroll, folder, one_image, only_failed, read_export, read_manifest, rehearse,
        },
    },
    report::{EnrollBegin, EnrollLine, Human as _},
};

/// JSON Lines, or a line for every image that needs a look; progress on a terminal.
struct Observer {
    output: Output,
    progress: Progress,
    all: bool,
}

impl EnrollObserver for Observer {
    fn begin(&self, begin: &EnrollBegin) {
        self.progress.of(begin.offered);
        if self.output.json() {
            // That nobody reads any more must not end the ingest: what is done is done.
            let _ = self.output.json_line(begin);
        }
    }

    fn looked_at(&self) {
        self.progress.one_more();
    }

    fn line(&self, line: &EnrollLine) {
        if self.output.json() {
            let _ = self.output.json_line(line);
        } else if self.all || !line.result.is_in() {
            self.progress.aside(|| {
                let _ = self.output.text(&line.human(self.output.width()));
            });
        }
    }
}

pub(super) fn run(arguments: EnrollArguments, context: &Context) -> Result<Exit, CliError> {
    if arguments.columns_template {
        context.output.text(MAPPING_TEMPLATE)?;
        return Ok(Exit::Done);
    }
    let source = source(context, &arguments.purpose)?;
    let usage = |error: crate::operation::enroll::RowError| OperationError::Usage(error.to_string());
    let details = Details {
        capture_date: arguments.capture_date.as_deref().map(capture_date).transpose().map_err(usage)?,
        birth_year: arguments.birth_year.as_deref().map(birth_year).transpose().map_err(usage)?,
        source: arguments.source.clone(),
        legal_basis: arguments.legal_basis.clone(),
        ..Details::default()
    };
    let what = What { arguments: &arguments, details, output: context.output };
    let items = || what.items();
    let ask = EnrollRequest { items: &items, purpose: source, explain: arguments.explain.clone() };
    let observer = Observer {
        output: context.output,
        progress: Progress::counted(context.output, "images"),
        all: arguments.manifest.is_none(),
    };
    if arguments.dry_run {
        let rehearsed = rehearse(&desk(context)?, &ask, &observer)?;
        drop(observer);
        context.output.report(&rehearsed)?;
        return Ok(if rehearsed.failed > 0 { Exit::Negative } else { Exit::Done });
    }
    let summary = enroll(&desk(context)?, &ask, &observer)?;
    drop(observer);
    context.output.report(&summary.end)?;
    Ok(if summary.end.failed > 0 { Exit::Negative } else { Exit::Done })
}

struct What<'w> {
    arguments: &'w EnrollArguments,
    details: Details,
    output: Output,
}

impl What<'_> {
    fn items(&self) -> Result<Vec<Item>, ManifestError> {
        let items = self.listed()?;
        match &self.arguments.retry {
            Some(results) => only_failed(items, results),
            None => Ok(items),
        }
    }

    fn listed(&self) -> Result<Vec<Item>, ManifestError> {
        let form = |path: &PathBuf, problem: &str| ManifestError::Form { path: path.clone(), problem: problem.into() };
        match (&self.arguments.manifest, &self.arguments.path, &self.arguments.subject) {
            (Some(manifest), ..) => {
                let root = self.arguments.root.as_deref();
                match &self.arguments.columns {
                    Some(columns) => read_export(manifest, root, &self.details, &Mapping::read(columns)?),
                    None => read_manifest(manifest, root, &self.details),
                }
            }
            (None, Some(path), Some(_)) if path.is_dir() => {
                Err(form(path, "--subject names the subject of one image; in a folder, subfolders name them"))
            }
            (None, Some(path), None) if path.is_dir() => {
                let (items, passed_over) = folder(path, &self.details)?;
                if passed_over > 0 {
                    let entries = if passed_over == 1 { "1 entry" } else { &format!("{passed_over} entries") };
                    self.output.note(&format!("{entries} passed over: neither folder nor image file (or a link)"));
                }
                Ok(items)
            }
            (None, Some(path), Some(subject)) => one_image(path, subject, &self.details),
            (None, Some(path), None) => Err(form(path, "name the subject of the image with --subject")),
            (None, None, _) => Err(form(&PathBuf::new(), "name an image, a folder or a manifest")),
        }
    }
}

//! `frs demo`: what it did, told as it happens.

use super::super::{Failure, Output};
use crate::{
    cli::{CliError, Context, Exit, arguments::DemoArguments},
    operation::{DemoStep, run_demo},
    report::{Human as _, Width, broken, with_local_times},
};

pub(super) fn run(arguments: &DemoArguments, context: &Context) -> Result<Exit, CliError> {
    let output = context.output;
    let show = move |step: DemoStep<'_>| {
        // That nobody reads any more must not stop the demo half-way.
        let _ = tell(output, step);
    };
    let demo = run_demo(&arguments.dir, context.models()?, &show)?;
    output.note(&format!(
        "Everything lies in {}; delete the directory when you are done with it.",
        demo.directory.display()
    ));
    Ok(Exit::Done)
}

fn tell(output: Output, step: DemoStep<'_>) -> Result<(), CliError> {
    let width = output.width();
    match step {
        DemoStep::Title(title) => output.text(&format!("\n{}", between_words(&format!("── {title}"), width))),
        DemoStep::Founded(program) => {
            output.text(&format!("   DEMO program {}, fingerprint {}", program.name, program.fingerprint))
        }
        DemoStep::Accepted(accepted) => {
            let effects = with_local_times(&accepted.effects.join("; "));
            output.text(&between_words(&format!("   {} accepted: {effects}", accepted.kind), width))
        }
        DemoStep::Enrolled(line) => output.text(&format!("   {}", line.human(width))),
        DemoStep::Purpose(purpose) => output.text(&format!(
            "   {}: {}, until {}, {} probes",
            purpose.purpose.short(),
            purpose.kind,
            with_local_times(&purpose.until),
            purpose.probes
        )),
        DemoStep::Probe(probe) => output.text(&probe.human(width)),
        DemoStep::Searched(outcome) => output.text(&outcome.report.human(width)),
        DemoStep::Refused(error) => {
            let failure = Failure::of(&CliError::Operation(error));
            output.text(&format!("{}\n   (exit status {})", failure.message, failure.exit.code()))
        }
        DemoStep::Checkpoint(made) => {
            output.text(&format!("   checkpoint over {} entries, root {}", made.size, made.root))
        }
        DemoStep::Cosigned(signed) => output.text(&format!(
            "   cosigned {} entries at {}",
            signed.size,
            with_local_times(&signed.time.to_string())
        )),
        DemoStep::Verified(verdict) => output.text(&verdict.human(width)),
        DemoStep::Commands(commands) => {
            let lines: Vec<String> = commands.iter().map(|command| format!("   {command}")).collect();
            output.text(&format!("\n── Go on by hand\n{}", lines.join("\n\n")))
        }
    }
}

/// Broken between words at the width of the terminal.
fn between_words(text: &str, width: Width) -> String {
    broken(text, usize::from(width.0), true).join("\n")
}

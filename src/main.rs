//! The `frs` program: keeps its memory to itself, runs one command, returns its exit status.

use std::process::ExitCode;

fn main() -> ExitCode {
    frs::cli::keep_memory_private();
    std::panic::set_hook(Box::new(|panic| frs::cli::report_panic(panic.location())));
    std::panic::catch_unwind(|| frs::cli::run(std::env::args_os())).unwrap_or_else(|_| frs::cli::panicked())
}

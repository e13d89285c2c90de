//! The command line as a page, as manual pages and as completion scripts, all from clap's one tree.

use std::fmt::Write as _;

use clap::{Arg, ArgAction, Command, CommandFactory as _};
use clap_complete::Shell;

use super::{arguments::Arguments, failure::EXITS};
use crate::policy::{Class, class_of};

/// The completion script of a shell.
pub fn completion_script(shell: Shell) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "frs", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

/// The manual pages, of section 1: file name and page. What stands after a command's help, its examples, stands in its page.
pub fn man_pages() -> Vec<(String, String)> {
    let mut root = Arguments::command().disable_help_subcommand(true);
    root.build();
    let mut pages = vec![man_page(&root, "frs")];
    walk(&root, &mut Vec::new(), &mut |words, command| {
        pages.push(man_page(command, &format!("frs-{}", words.join("-"))));
    });
    pages
}

fn man_page(command: &Command, name: &str) -> (String, String) {
    let mut page = Vec::new();
    // Into memory: it cannot fail.
    let _ = clap_mangen::Man::new(command.clone()).manual("frs").render(&mut page);
    (format!("{name}.1"), String::from_utf8_lossy(&page).into_owned())
}

/// The words of every command that does something, in the order of the tree.
pub fn leaves() -> Vec<Vec<String>> {
    let mut found = Vec::new();
    walk(&Arguments::command(), &mut Vec::new(), &mut |words, command| {
        if !command.has_subcommands() {
            found.push(words.to_vec());
        }
    });
    found
}

fn walk(command: &Command, words: &mut Vec<String>, visit: &mut impl FnMut(&[String], &Command)) {
    for sub in command.get_subcommands() {
        words.push(sub.get_name().to_owned());
        visit(words, sub);
        walk(sub, words, visit);
        words.pop();
    }
}

/// `docs/cli.md`.
pub fn reference() -> String {
    let root = Arguments::command();
    let mut page = String::from(
        "<!-- Written by `FRS_UPDATE_SNAPSHOTS=1 cargo test --test cli_reference`; do not edit. -->\n\n# The command line\n",
    );
    let _ = write!(page, "\n{}\n", root.get_long_about().or(root.get_about()).cloned().unwrap_or_default());
    page.push_str("\n## Exit status\n\n| status | meaning |\n|---|---|\n");
    for (exit, meaning) in EXITS {
        let _ = writeln!(page, "| {} | {meaning} |", exit.code());
    }
    page.push_str("\n## Options of every command\n\n");
    options(&mut page, root.get_arguments().filter(|arg| arg.is_global_set()));
    page.push_str(
        "\nWhere an option is not given, its environment variable counts, then `config.toml` in your own directory \
         (keys `repository`, `models`, `authorization`), then the default.\n\n\
         At a terminal a few words stand in colour; nothing is said by it alone. With `NO_COLOR` set, in a pipe and with `--json` there is none.\n\n## Commands\n\n\
         A *public* command opens no repository. A *founding* one makes a program. A *gated* one is refused (status 3) \
         unless the order allows it to this person, for this purpose.\n",
    );
    walk(&root, &mut Vec::new(), &mut |words, command| section(&mut page, words, command));
    page
}

fn section(page: &mut String, words: &[String], command: &Command) {
    let about = command.get_long_about().or(command.get_about()).cloned().unwrap_or_default();
    let level = if words.len() == 1 { "##" } else { "###" };
    let _ = write!(page, "\n#{level} frs {}\n\n{about}\n", words.join(" "));
    if command.has_subcommands() {
        return;
    }
    let spelled: Vec<&str> = words.iter().map(String::as_str).collect();
    let class = match class_of(&spelled) {
        Some(Class::Public) => "public".to_owned(),
        Some(Class::Founding) => "founding".to_owned(),
        Some(Class::Gated(kind)) => format!("gated (`{kind}`)"),
        None => "UNKNOWN".to_owned(),
    };
    let _ = write!(page, "\nClass: {class}\n\n```text\nfrs {}{}\n```\n", words.join(" "), usage(command));
    let own: Vec<&Arg> = command.get_arguments().filter(|arg| !arg.is_global_set()).collect();
    if !own.is_empty() {
        page.push('\n');
        options(page, own.into_iter());
    }
    if let Some(after) = command.get_after_help() {
        let _ = write!(page, "\n```text\n{}\n```\n", after.to_string().trim_end());
    }
}

fn usage(command: &Command) -> String {
    let mut usage = String::new();
    for arg in command.get_arguments().filter(|arg| arg.is_required_set() && !arg.is_positional()) {
        let _ = write!(usage, " {}", spelling(arg));
    }
    if command.get_arguments().any(|arg| !arg.is_required_set() && !arg.is_positional()) {
        usage.push_str(" [OPTIONS]");
    }
    for arg in command.get_positionals() {
        let _ = if arg.is_required_set() {
            write!(usage, " {}", spelling(arg))
        } else {
            write!(usage, " [{}]", spelling(arg))
        };
    }
    usage
}

fn options<'a>(page: &mut String, args: impl Iterator<Item = &'a Arg>) {
    page.push_str("| option | meaning |\n|---|---|\n");
    for arg in args.filter(|arg| !matches!(arg.get_action(), ArgAction::Help | ArgAction::Version)) {
        let mut meaning = arg.get_help().cloned().unwrap_or_default().to_string();
        let defaults: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
        if !defaults.is_empty() && arg.get_action().takes_values() {
            let _ = write!(meaning, " [default: {}]", defaults.join(" "));
        }
        let words: Vec<_> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
        if !words.is_empty() && arg.get_action().takes_values() {
            let _ = write!(meaning, " [{}]", words.join(", "));
        }
        if let Some(variable) = arg.get_env() {
            let _ = write!(meaning, " (`{}`)", variable.to_string_lossy());
        }
        let _ = writeln!(page, "| `{}` | {} |", spelling(arg).replace('|', "\\|"), meaning.replace('|', "\\|"));
    }
}

/// `--name VALUE`, or `<VALUE>` for what has no name.
fn spelling(arg: &Arg) -> String {
    let value = || {
        let names = arg.get_value_names().unwrap_or_default();
        names.first().map_or_else(|| arg.get_id().to_string().to_uppercase(), ToString::to_string)
    };
    match arg.get_long() {
        Some(long) if arg.get_action().takes_values() => format!("--{long} <{}>", value()),
        Some(long) => format!("--{long}"),
        None => format!("<{}>", value()),
    }
}

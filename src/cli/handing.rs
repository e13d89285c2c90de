//! To whom something is handed, on which terms and by whose leave, by prompts: the same answers as in the forms of `frs share`.

use super::{
    CliError, Context,
    comparison::{ask_until, code, sure, words},
};
use crate::{
    operation::{
        OfDay, instant,
        share::{ApprovedFile, InsideFile, OutsideFile, ReceiptFile},
    },
    seal::ReceivingKey,
    vocabulary::Digest,
};

/// Nothing typed is no answer.
fn perhaps(
    context: &Context,
    question: &str,
    read: impl Fn(&str) -> Result<(), String>,
) -> Result<Option<String>, CliError> {
    let asked = ask_until(context, question, |answer| match answer {
        "" => Ok(String::new()),
        text => read(text).map(|()| text.to_owned()),
    })?;
    Ok(Some(asked).filter(|answer| !answer.is_empty()))
}

fn time(context: &Context, question: &str, of_day: OfDay) -> Result<Option<String>, CliError> {
    ask_until(context, question, |answer| instant(answer, of_day).map(|_| Some(answer.to_owned())))
}

fn key(context: &Context, otherwise: &str) -> Result<Option<String>, CliError> {
    let question = format!("Their public key for receiving (age1…, frs key show)? Nothing typed: {otherwise}");
    perhaps(context, &question, |answer| answer.parse::<ReceivingKey>().map(drop).map_err(|e| e.to_string()))
}

fn conditions(context: &Context, paragraph: &str) -> Result<Vec<String>, CliError> {
    let mut all = Vec::new();
    loop {
        let which = if all.is_empty() { "A condition" } else { "Another condition" };
        let question = format!("[{paragraph}] {which}? (nothing typed: none)");
        let read = |answer: &str| crate::vocabulary::check_words(answer).map_err(|e| e.to_string());
        match perhaps(context, &question, read)? {
            Some(condition) => all.push(condition),
            None => return Ok(all),
        }
    }
}

/// How to leave, and how to mend an answer: said before the first question.
fn way_out(context: &Context) {
    context.output.note(
        "ctrl-C leaves: nothing is handed over, and nothing recorded, before your last answer. A wrong answer? Go on; at the end all of \
         them are shown as a file. Answer no there, mend the file, and give it with --details FILE.",
    );
}

/// A share inside the Department.
pub(super) fn inside(context: &Context, approvers: &[String]) -> Result<InsideFile, CliError> {
    way_out(context);
    context.output.note("[2-110-4-D-6] To whom, and what they need it for in their own duties (2-110-3-F):");
    let mut file = InsideFile {
        name: Some(words(context, "[2-110-4-D-6] Who receives it (name)?")?),
        badge: Some(code(context, "[2-110-4-D-6] Their badge?")?),
        unit: Some(words(context, "[2-110-4-D-6] Their unit?")?),
        need_to_know: Some(words(context, "[2-110-3-F] What do they need it for, in their own duties?")?),
        until: time(context, "[2-110-3-F] Until when may they use it? (2026-12-31)", OfDay::Ends)?,
        recipient_key: key(context, "plain copies for you to hand over")?,
        conditions: conditions(context, "2-110-4-D-6")?,
        approved: None,
    };
    context
        .output
        .note("[2-110-4-D-6] Who approved it: the lead on this incident, the Commander or a designee; never yourself.");
    if !approvers.is_empty() {
        context.output.note(&format!("Here that is: {}.", approvers.join(", ")));
    }
    file.approved = Some(ApprovedFile {
        badge: Some(code(context, "[2-110-4-D-6] Who approved it (badge)?")?),
        at: time(context, "[2-110-4-D-6] When? (2026-05-31T03:10:00-06:00)", OfDay::Begins)?,
        channel: Some(words(context, "[2-110-4-D-6] By which channel? (telephone, radio, in person)")?),
        words: Some(words(context, "[2-110-4-D-6] What was approved, in their words?")?),
    });
    sure(context, "--details", file)
}

/// A request for a release to an outside entity.
pub(super) fn outside(context: &Context) -> Result<OutsideFile, CliError> {
    way_out(context);
    context.output.note("[2-110-4-C] What the release authority decides on: to whom, on which basis and terms.");
    let file = OutsideFile {
        recipient: Some(words(context, "[2-110-4-C] Who receives it (agency, name, office)?")?),
        recipient_key: key(context, "it is sealed under a passphrase")?,
        basis: Some(words(context, "[2-110-4-C] On which legal basis?")?),
        onward: Some(words(context, "[2-110-4-C] May they pass it on, and to whom?")?),
        expires: time(context, "[2-110-4-C] Until when may it be released? (2026-12-31)", OfDay::Ends)?,
        conditions: conditions(context, "2-110-4-C")?,
    };
    sure(context, "--details", file)
}

/// What a recipient acknowledged.
pub(super) fn receipt(context: &Context) -> Result<ReceiptFile, CliError> {
    way_out(context);
    let digest = |answer: &str| answer.parse::<Digest>().map(drop).map_err(|e| e.to_string());
    let file = ReceiptFile {
        by: Some(words(context, "[2-110-4-C] Who acknowledged it (name, office)?")?),
        at: time(context, "[2-110-4-C] When? (2026-05-31T03:10:00-06:00 or 2026-05-31)", OfDay::Begins)?,
        channel: Some(words(context, "[2-110-4-C] By which channel? (e-mail, letter, in person)")?),
        reference: Some(code(context, "[2-110-4-C] Number or date of what they wrote?")?),
        sha256: perhaps(
            context,
            "[2-110-4-C] SHA-256 of the bundle that they hold? (nothing typed: not compared)",
            digest,
        )?,
    };
    sure(context, "--details", file)
}

//! The record of a comparison from its file, or by prompts: first whether each image is of use, then feature by feature,
//! last the conclusion.

use super::{CliError, Context};
use crate::{
    operation::{
        FormFile, OfDay, OperationError, instant,
        verification::{
            AnswerFile, AtSightFile, ClosingFile, ComparisonFile, FeatureFile, OutcomeFile, ResolutionFile, SourceFile,
        },
        yes_or_no,
    },
    vocabulary::{
        ClosedBecause, Conclusion, Disposition, Feature, FeatureFinding, ResolvedBy, SampleFinding, SourceKind,
        SourceResult, VerificationResult, check_code, check_words,
    },
};

/// What an operation can pass on.
pub(super) fn told(error: CliError) -> OperationError {
    match error {
        CliError::Operation(error) => error,
        error => OperationError::Environment(error.to_string()),
    }
}

/// Asks until the answer can be read.
pub(super) fn ask_until<T>(
    context: &Context,
    question: &str,
    read: impl Fn(&str) -> Result<T, String>,
) -> Result<T, CliError> {
    loop {
        let answer = context.output.ask(question)?;
        match read(&answer) {
            Ok(value) => return Ok(value),
            Err(problem) => context.output.note(&format!("  {problem}")),
        }
    }
}

/// Words that say something.
pub(super) fn words(context: &Context, question: &str) -> Result<String, CliError> {
    ask_until(context, question, |answer| check_words(answer).map(|()| answer.to_owned()).map_err(|e| e.to_string()))
}

fn truth(context: &Context, question: &str) -> Result<bool, CliError> {
    ask_until(context, question, yes_or_no)
}

pub(super) fn record(context: &Context) -> Result<ComparisonFile, CliError> {
    let note = |text: &str| context.output.note(text);
    let yes = |truth: bool| Some(if truth { "yes" } else { "no" }.to_owned());
    note("[2-110-4-D-4] Before you compare, each image by itself:");
    let probe = truth(context, "Is the probe of use for a comparison? (yes/no)")?;
    let reference = truth(context, "Is the reference of use for a comparison? (yes/no)")?;
    let mut file =
        ComparisonFile { probe_of_use: yes(probe), reference_of_use: yes(reference), ..ComparisonFile::default() };
    if !(probe && reference) {
        file.not_of_use_because = Some(words(context, "Why is it of no use?")?);
        return sure(context, "--file", file);
    }
    if truth(context, "Are these two different persons at sight, by one feature? (yes/no)")? {
        let feature = ask_until(context, &format!("Which feature? ({})", list(Feature::ALL)), pick::<Feature>)?;
        let words = words(context, &format!("What differs ({})?", feature.look_at()))?;
        file.at_sight = Some(AtSightFile { feature: Some(feature.to_string()), words: Some(words) });
        return sure(context, "--file", file);
    }
    note("Feature by feature: s = similar, d = different, n = not visible. Then what you see, in words.");
    for (number, feature) in (1..).zip(Feature::ALL) {
        let question = format!("{number}/{} {feature} ({}): s, d or n?", Feature::ALL.len(), feature.look_at());
        let finding = ask_until(context, &question, finding)?;
        let words = match finding {
            FeatureFinding::NotVisible => None,
            _ => Some(words(context, "    What do you see in both?")?),
        };
        file.features.insert(*feature, FeatureFile { finding: Some(finding.to_string()), words });
    }
    note("The conclusion, on this scale:");
    for (number, conclusion) in (1..).zip(Conclusion::ALL) {
        note(&format!("  {number}  {conclusion}: {}", conclusion.says()));
    }
    let conclusion = ask_until(context, "Which one? (1 to 4)", pick::<Conclusion>)?;
    file.conclusion = Some(conclusion.to_string());
    file.because = Some(words(context, "What does it rest on?")?);
    sure(context, "--file", file)
}

/// Shows the answers as a file for an option, and asks whether they are to be recorded: a slip is seen before it is recorded for
/// good, and nothing that was typed is lost.
pub(super) fn sure<F: FormFile>(context: &Context, option: &str, file: F) -> Result<F, CliError> {
    context.output.note_as_it_is(&format!("You answered (as a file for {option}):\n\n{}", file.to_toml()?));
    if truth(context, "Record this? It is kept for good. (yes/no)")? {
        return Ok(file);
    }
    Err(OperationError::Usage("nothing was recorded; your answers stand above".to_owned()).into())
}

/// How a difference was resolved.
pub(super) fn resolution(context: &Context) -> Result<ResolutionFile, CliError> {
    let file = ResolutionFile {
        stands: Some(
            ask_until(context, "What stands now? (kept, excluded; kept where you do not agree)", pick::<Disposition>)?
                .to_string(),
        ),
        by: Some(
            ask_until(context, "How was it resolved? (consultation, third-examiner)", pick::<ResolvedBy>)?.to_string(),
        ),
        with: Some(code(context, "Who looked again (badges)?")?),
        because: Some(words(context, "What was seen when you looked again?")?),
    };
    sure(context, "--file", file)
}

/// One independent source.
pub(super) fn source(context: &Context) -> Result<SourceFile, CliError> {
    let kinds = format!("[2-110-4-D-5] Which source? ({})", list(SourceKind::ALL));
    let time = |answer: &str| instant(answer, OfDay::Begins).map(|_| answer.to_owned());
    let file = SourceFile {
        kind: Some(ask_until(context, &kinds, pick::<SourceKind>)?.to_string()),
        reference: Some(code(context, "Which report, record or file (its number)?")?),
        at: Some(ask_until(context, "When was it asked? (2026-05-31T03:10:00-06:00 or 2026-05-31)", time)?),
        by: Some(code(context, "Who asked it (badge)?")?),
        result: Some(
            ask_until(
                context,
                "What does it say of the candidate? (supports, contradicts, neither)",
                pick::<SourceResult>,
            )?
            .to_string(),
        ),
        words: Some(words(context, "What does it say, in words?")?),
    };
    sure(context, "--file", file)
}

/// What the sources lead to.
pub(super) fn outcome(context: &Context) -> Result<OutcomeFile, CliError> {
    let asks = "[2-110-4-D-5] What do the sources lead to? (confirmed, eliminated, unresolved)";
    let result = ask_until(context, asks, pick::<VerificationResult>)?;
    let mut file = OutcomeFile {
        result: Some(result.to_string()),
        because: Some(words(context, "Which sources does it rest on, and why?")?),
        despite: None,
    };
    if result == VerificationResult::Confirmed && truth(context, "Does a source on record speak against it? (yes/no)")?
    {
        file.despite = Some(words(context, "Why does that not count?")?);
    }
    sure(context, "--file", file)
}

/// What a supervisor found of a search.
pub(super) fn answer(context: &Context) -> Result<AnswerFile, CliError> {
    let asks = format!("[2-110-4-A-2] Does the case file justify the search? ({})", list(SampleFinding::ALL));
    let file = AnswerFile {
        finding: Some(ask_until(context, &asks, pick::<SampleFinding>)?.to_string()),
        because: Some(words(context, "What does it say, or lack?")?),
    };
    sure(context, "--file", file)
}

/// Why a list is closed.
pub(super) fn closing(context: &Context) -> Result<ClosingFile, CliError> {
    let asks = format!("[2-110-4-D-4] Why is the list closed? ({})", list(ClosedBecause::ALL));
    let file = ClosingFile {
        why: Some(ask_until(context, &asks, pick::<ClosedBecause>)?.to_string()),
        because: Some(words(context, "What happened? Name nobody.")?),
    };
    context.output.note("It cannot be taken back: whoever needs the list after all searches again.");
    sure(context, "--file", file)
}

/// A number or code.
pub(super) fn code(context: &Context, question: &str) -> Result<String, CliError> {
    ask_until(context, question, |answer| check_code(answer).map(|()| answer.to_owned()).map_err(|e| e.to_string()))
}

fn list<T: std::fmt::Display>(words: &[T]) -> String {
    words.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// A word of a list, whole, or its number.
pub(super) trait Words: Copy + std::fmt::Display + 'static {
    /// All of them, in order.
    const WORDS: &'static [Self];
}

impl Words for Feature {
    const WORDS: &'static [Self] = Self::ALL;
}

impl Words for Conclusion {
    const WORDS: &'static [Self] = Self::ALL;
}

impl Words for SampleFinding {
    const WORDS: &'static [Self] = Self::ALL;
}

impl Words for ClosedBecause {
    const WORDS: &'static [Self] = Self::ALL;
}

impl Words for Disposition {
    const WORDS: &'static [Self] = Self::ALL;
}

impl Words for ResolvedBy {
    const WORDS: &'static [Self] = Self::ALL;
}

impl Words for SourceKind {
    const WORDS: &'static [Self] = Self::ALL;
}

impl Words for SourceResult {
    const WORDS: &'static [Self] = Self::ALL;
}

impl Words for VerificationResult {
    const WORDS: &'static [Self] = Self::ALL;
}

pub(super) fn pick<T: Words>(answer: &str) -> Result<T, String> {
    let numbered = answer.parse::<usize>().ok().and_then(|number| T::WORDS.get(number.checked_sub(1)?));
    let spelled = || T::WORDS.iter().find(|word| word.to_string() == answer.trim().to_lowercase().replace(' ', "-"));
    numbered.or_else(spelled).copied().ok_or_else(|| format!("{answer:?} is not one of: {}", list(T::WORDS)))
}

fn finding(answer: &str) -> Result<FeatureFinding, String> {
    match answer.trim().to_ascii_lowercase().as_str() {
        "s" | "similar" => Ok(FeatureFinding::Similar),
        "d" | "different" => Ok(FeatureFinding::Different),
        "n" | "not-visible" | "not visible" => Ok(FeatureFinding::NotVisible),
        _ => Err(format!("{answer:?} is neither; write s, d or n")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_may_be_its_number_or_its_letter() {
        assert_eq!(pick::<Conclusion>("4"), Ok(Conclusion::Excluded));
        assert_eq!(pick::<Feature>("Face shape"), Ok(Feature::FaceShape));
        for wrong in ["0", "5", "", "sure"] {
            assert!(pick::<Conclusion>(wrong).is_err(), "{wrong}");
        }
        assert_eq!(finding("N"), Ok(FeatureFinding::NotVisible));
        assert!(finding("").is_err());
    }
}

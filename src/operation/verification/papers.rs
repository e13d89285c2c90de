//! The smaller forms: how a difference was resolved, one independent source, and what the sources lead to.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    operation::form::{FormFile, Open, said},
    vocabulary::{ClosedBecause, Disposition, ResolvedBy, SampleFinding, SourceKind, SourceResult, VerificationResult},
};

/// A form to fill in.
pub const RESOLUTION_TEMPLATE: &str = "\
# How a difference between two examiners was resolved: frs verify resolve SEARCH --candidate N --file FILE
# Both records stay in the book and in every report, whatever stands here. It is resolved when whoever says another thing has
# agreed in an entry of their own, or when a third examiner has decided: nobody decides on their own record.
stands = \"\"    # kept or excluded; kept where you do not agree
by = \"\"        # consultation; or third-examiner, who has opened the candidate and made neither the search nor one of the records
with = \"\"      # badges of those who looked again
because = \"\"   # what was seen when you looked again
";

/// A form to fill in.
pub const SOURCE_TEMPLATE: &str = "\
# One source outside face recognition (2-110-4-D-5): frs verify source SEARCH --candidate N --file FILE
# Evidence: records-system, mvd, fingerprints, interview, other
# Checks that could speak against it: custody, alibi, height, age, current-photo, tattoos, whereabouts
# A match by this or another facial recognition service is no source.
kind = \"\"
reference = \"\"   # number of the report, record or file
at = \"\"          # when it was asked: 2026-05-31T03:10:00-06:00 or 2026-05-31
by = \"\"          # badge of who asked it
result = \"\"      # supports, contradicts or neither
words = \"\"       # what it says
";

/// A form to fill in.
pub const OUTCOME_TEMPLATE: &str = "\
# What the sources lead to (2-110-4-D-5): frs verify outcome SEARCH --candidate N --file FILE
result = \"\"    # confirmed, eliminated or unresolved
because = \"\"   # which of the sources on record it rests on, and why
# despite = \"\" # where a source speaks against a confirmation: why that does not count
";

/// A form to fill in.
pub const CLOSING_TEMPLATE: &str = "\
# Why a list is closed without a verification (2-110-4-D-4): frs verify close SEARCH --file FILE
# It verifies nobody and stays in the book and in the audit report. Name nobody in the words. It cannot be taken back: whoever
# needs the list after all searches again.
why = \"\"       # wrong-image, wrong-case, no-longer-wanted, or other
because = \"\"   # what happened, in words
";

/// A form to fill in.
pub const ANSWER_TEMPLATE: &str = "\
# What a supervisor found of a search that was looked at for justification (2-110-4-A-2): frs audit answer SEARCH --file FILE
# It is told in the next audit report. A later answer stands beside the earlier one, and counts.
finding = \"\"   # agreed or questioned
because = \"\"   # what the case file says or lacks
";

macro_rules! forms {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name { $($(#[$field_doc])* pub $field: Option<String>,)+ }

        impl FormFile for $name {}
    )+};
}

forms!(
    /// How a difference was resolved, as it was answered.
    ResolutionFile {
        /// kept or excluded.
        stands,
        /// consultation or third-examiner.
        by,
        /// Badges.
        with,
        /// Why.
        because,
    }
    /// One source, as it was answered.
    SourceFile {
        /// Which kind.
        kind,
        /// Number of the report, record or file.
        reference,
        /// When.
        at,
        /// By whom.
        by,
        /// supports, contradicts or neither.
        result,
        /// What it says.
        words,
    }
    /// What the sources lead to, as it was answered.
    OutcomeFile {
        /// confirmed, eliminated or unresolved.
        result,
        /// Why.
        because,
        /// Why what speaks against it does not count.
        despite,
    }
    /// What a supervisor found of a search, as it was answered.
    AnswerFile {
        /// agreed or questioned.
        finding,
        /// By what.
        because,
    }
    /// Why a list is closed, as it was answered.
    ClosingFile {
        /// wrong-image, wrong-case, no-longer-wanted or other.
        why,
        /// What happened.
        because,
    }
);

/// How a difference was resolved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolution {
    /// What stands now.
    pub stands: Disposition,
    /// How.
    pub by: ResolvedBy,
    /// Badges of those who looked again.
    pub with: String,
    /// What was seen.
    pub because: String,
}

/// One source outside face recognition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Which kind.
    pub kind: SourceKind,
    /// Number of the report, record or file.
    pub reference: String,
    /// When it was asked.
    pub at: Timestamp,
    /// By whom (badge).
    pub by: String,
    /// What it says of the candidate.
    pub result: SourceResult,
    /// What it says, in words.
    pub words: String,
}

/// What the sources lead to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verified {
    /// How it ended.
    pub result: VerificationResult,
    /// What it rests on.
    pub because: String,
    /// Why what speaks against it does not count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub despite: Option<String>,
}

/// Why a list is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    /// In one word.
    pub why: ClosedBecause,
    /// What happened.
    pub because: String,
}

impl ResolutionFile {
    /// The resolution, where it is whole.
    ///
    /// # Errors
    /// Everything that is missing, a line each.
    pub fn complete(&self) -> Result<Resolution, Vec<String>> {
        let mut open = Open::default();
        let stands = open.word("stands", "kept or excluded?", &self.stands);
        let by = open.word("by", "consultation or third-examiner?", &self.by);
        let with = open.code("with", "Whose badges: who looked again?", &self.with);
        let because = open.words("because", "What was seen?", &self.because);
        let made = stands.zip(by).map(|(stands, by)| Resolution { stands, by, with, because });
        open.finish(made)
    }
}

impl SourceFile {
    /// The source, where it is whole.
    ///
    /// # Errors
    /// Everything that is missing, a line each.
    pub fn complete(&self, now: Timestamp) -> Result<Source, Vec<String>> {
        let mut open = Open::default();
        let kind = open.word("kind", "Which source?", &self.kind);
        let reference = open.code("reference", "Which report, record or file (its number)?", &self.reference);
        let at = open.past("at", "When was it asked?", &self.at, now);
        let by = open.code("by", "Who asked it (badge)?", &self.by);
        let result = open.word("result", "supports, contradicts or neither?", &self.result);
        let words = open.words("words", "What does it say?", &self.words);
        let made =
            kind.zip(at).zip(result).map(|((kind, at), result)| Source { kind, reference, at, by, result, words });
        open.finish(made)
    }
}

impl OutcomeFile {
    /// The outcome, where it is whole.
    ///
    /// # Errors
    /// Everything that is missing, a line each.
    pub fn complete(&self) -> Result<Verified, Vec<String>> {
        let mut open = Open::default();
        let result = open.word("result", "confirmed, eliminated or unresolved?", &self.result);
        let because = open.words("because", "Which sources does it rest on, and why?", &self.because);
        let despite = (!said(&self.despite).is_empty())
            .then(|| open.words("despite", "Why does what speaks against it not count?", &self.despite));
        open.finish(result.map(|result| Verified { result, because, despite }))
    }
}

impl AnswerFile {
    /// Finding and words, where they are whole.
    ///
    /// # Errors
    /// Everything that is missing, a line each.
    pub fn complete(&self) -> Result<(SampleFinding, String), Vec<String>> {
        let mut open = Open::default();
        let finding = open.word("finding", "agreed or questioned?", &self.finding);
        let because = open.words("because", "What does the case file say, or lack?", &self.because);
        open.finish(finding.map(|finding| (finding, because)))
    }
}

impl ClosingFile {
    /// The reason, where it is whole.
    ///
    /// # Errors
    /// Everything that is missing, a line each.
    pub fn complete(&self) -> Result<Closing, Vec<String>> {
        let mut open = Open::default();
        let why = open.word("why", "wrong-image, wrong-case, no-longer-wanted or other?", &self.why);
        let because = open.words("because", "What happened?", &self.because);
        open.finish(why.map(|why| Closing { why, because }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2026-11-25T12:00:00Z".parse().unwrap()
    }

    #[test]
    fn the_templates_answer_nothing() {
        assert_eq!(ResolutionFile::read(RESOLUTION_TEMPLATE).unwrap().complete().unwrap_err().len(), 4);
        assert_eq!(SourceFile::read(SOURCE_TEMPLATE).unwrap().complete(now()).unwrap_err().len(), 6);
        assert_eq!(OutcomeFile::read(OUTCOME_TEMPLATE).unwrap().complete().unwrap_err().len(), 2);
        assert_eq!(AnswerFile::read(ANSWER_TEMPLATE).unwrap().complete().unwrap_err().len(), 2);
        assert_eq!(ClosingFile::read(CLOSING_TEMPLATE).unwrap().complete().unwrap_err().len(), 2);
    }

    #[test]
    fn a_source_lies_behind_and_says_which_record() {
        let source = |at: &str, reference: &str| SourceFile {
            kind: Some("mvd".into()),
            reference: Some(reference.into()),
            at: Some(at.into()),
            by: Some("4412".into()),
            result: Some("supports".into()),
            words: Some("lives at the address that the victim named".into()),
        };
        let made = source("2026-11-24", "MVD-88123").complete(now()).unwrap();
        assert_eq!(serde_json::from_str::<Source>(&serde_json::to_string(&made).unwrap()).unwrap(), made);
        assert!(source("2026-11-26", "MVD-88123").complete(now()).unwrap_err()[0].contains("still to come"));
        assert!(source("2026-11-24", "n/a").complete(now()).unwrap_err()[0].starts_with("reference:"));
    }
}

//! To whom, why, until when, and who approved it by word: a form to fill in.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    gate::HandoverTerms,
    operation::{
        OfDay,
        form::{FormFile, Open},
    },
};

/// A form to fill in.
pub const INSIDE_TEMPLATE: &str = "\
# Share inside the Department (2-110-4-D-6): frs share inside FILE… --details THIS --out DIR
# To whom
name = \"\"
badge = \"\"
unit = \"\"
need-to-know = \"\"    # what they need it for, in their own duties (2-110-3-F)
until = \"\"           # until when they may use it: 2026-12-31
# conditions = [\"\"]  # what else was agreed
# recipient-key = \"\" # their public key (age1…, frs key show): then one sealed file is written, for frs share open

# Who approved it, by word: the lead investigator of this incident, the Commander or a designee; never yourself.
# The signature is due within 7 days. Where the approval is signed and entered already: --approval DIGEST instead.
[approved]
badge = \"\"
at = \"\"              # when: 2026-05-31T03:10:00-06:00
channel = \"\"         # telephone, radio, in person, …
words = \"\"           # what was approved, in their words
";

/// A form to fill in.
pub const OUTSIDE_TEMPLATE: &str = "\
# Ask for a release to an outside entity (2-110-4-C): frs share request FILE… --details THIS --to BADGE --out DIR
recipient = \"\"          # agency, name, office
# recipient-key = \"\"   # their public key for receiving (age1…); without it the release is sealed under a passphrase
basis = \"\"              # legal basis
onward = \"\"             # whether they may pass it on, and to whom
expires = \"\"            # until when it may be released: 2026-12-31
# conditions = [\"\"]      # what else is asked of them
";

/// The form as it was answered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OutsideFile {
    /// To whom.
    pub recipient: Option<String>,
    /// Their key.
    pub recipient_key: Option<String>,
    /// Legal basis.
    pub basis: Option<String>,
    /// Whether it may be passed on.
    pub onward: Option<String>,
    /// Until when it may be released.
    pub expires: Option<String>,
    /// Conditions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<String>,
}

impl FormFile for OutsideFile {}

impl OutsideFile {
    /// Everything that is missing, or the whole of it.
    pub(super) fn complete(&self) -> Result<HandoverTerms, Vec<String>> {
        let mut open = Open::default();
        let recipient = open.words("recipient", "Who receives it (agency, name, office)?", &self.recipient);
        let basis = open.words("basis", "On which legal basis?", &self.basis);
        let onward = open.words("onward", "May they pass it on, and to whom?", &self.onward);
        let expires = open.time("expires", "Until when may it be released?", &self.expires, OfDay::Ends);
        let recipient_key = open.perhaps("recipient-key", &self.recipient_key);
        let conditions = conditions(&mut open, &self.conditions);
        open.finish(expires.map(|expires| HandoverTerms {
            recipient,
            recipient_key,
            conditions,
            onward: Some(onward),
            basis,
            expires,
        }))
    }
}

fn conditions(open: &mut Open, conditions: &[String]) -> Vec<String> {
    conditions.iter().map(|one| open.words("conditions", "Which condition?", &Some(one.clone()))).collect()
}

/// The form as it was answered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct InsideFile {
    /// The recipient's name.
    pub name: Option<String>,
    /// Their badge.
    pub badge: Option<String>,
    /// Their unit.
    pub unit: Option<String>,
    /// Their need to know.
    pub need_to_know: Option<String>,
    /// Until when they may use it.
    pub until: Option<String>,
    /// Their key, where it is sealed to them.
    pub recipient_key: Option<String>,
    /// Conditions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<String>,
    /// Who approved it.
    pub approved: Option<ApprovedFile>,
}

/// An approval by word, as it was answered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ApprovedFile {
    /// The badge of who approved.
    pub badge: Option<String>,
    /// When.
    pub at: Option<String>,
    /// By which channel.
    pub channel: Option<String>,
    /// In which words.
    pub words: Option<String>,
}

/// A share, told whole.
#[derive(Debug, Clone)]
pub(super) struct Inside {
    pub terms: HandoverTerms,
    /// The recipient without the name.
    pub shown: String,
    pub approved: ByWord,
}

/// An approval by word, told whole; part of the share's outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct ByWord {
    pub badge: String,
    pub at: Timestamp,
    pub channel: String,
    pub words: String,
}

impl FormFile for InsideFile {}

impl InsideFile {
    /// Everything that is missing, or the whole of it.
    pub(super) fn complete(&self, now: Timestamp) -> Result<Inside, Vec<String>> {
        let mut open = Open::default();
        let approved = self.approved.clone().unwrap_or_default();
        let name = open.words("name", "Who receives it (name)?", &self.name);
        let badge = open.code("badge", "Which badge has the recipient?", &self.badge);
        let unit = open.words("unit", "Which unit does the recipient belong to?", &self.unit);
        let need_to_know =
            open.words("need-to-know", "What do they need it for, in their own duties?", &self.need_to_know);
        let until = open.time("until", "Until when may they use it?", &self.until, OfDay::Ends);
        let conditions = conditions(&mut open, &self.conditions);
        let recipient_key = open.perhaps("recipient-key", &self.recipient_key);
        let by = open.code("approved.badge", "Who approved it (badge)?", &approved.badge);
        let at = open.past("approved.at", "When was it approved?", &approved.at, now);
        let channel = open.words("approved.channel", "By which channel?", &approved.channel);
        let words = open.words("approved.words", "What was approved, in their words?", &approved.words);
        open.finish(until.zip(at).map(|(expires, at)| Inside {
            terms: HandoverTerms {
                recipient: format!("{name}, badge {badge}, {unit}"),
                recipient_key,
                conditions,
                onward: None,
                basis: need_to_know,
                expires,
            },
            shown: format!("badge {badge}, {unit}"),
            approved: ByWord { badge: by, at, channel, words },
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "2026-11-22T20:00:00Z";

    fn filled() -> InsideFile {
        let text = INSIDE_TEMPLATE
            .replace("name = \"\"", "name = \"Ana Vigil\"")
            .replace("until = \"\"", "until = \"2026-12-31\"");
        let text = text
            .replace("unit = \"\"", "unit = \"Robbery Unit\"")
            .replace("need-to-know = \"\"", "need-to-know = \"leads the case\"");
        let text =
            text.replace("badge = \"\"", "badge = \"4412\"").replace("at = \"\"", "at = \"2026-11-22T03:10:00-06:00\"");
        let text = text
            .replace("channel = \"\"", "channel = \"telephone\"")
            .replace("words = \"\"", "words = \"yes, to Vigil\"");
        InsideFile::read(&text).unwrap()
    }

    #[test]
    fn the_template_is_the_form_and_says_what_is_missing() {
        let missing = InsideFile::read(INSIDE_TEMPLATE).unwrap().complete(NOW.parse().unwrap()).unwrap_err();
        assert_eq!(missing.len(), 9, "{missing:#?}");
        let whole = filled().complete(NOW.parse().unwrap()).unwrap();
        assert_eq!((whole.shown.as_str(), whole.approved.badge.as_str()), ("badge 4412, Robbery Unit", "4412"));
        assert_eq!(whole.terms.recipient, "Ana Vigil, badge 4412, Robbery Unit");
        assert!(InsideFile::read("nmae = \"x\"").is_err());
    }

    #[test]
    fn a_request_says_to_whom_on_which_basis_and_until_when() {
        let missing = OutsideFile::read(OUTSIDE_TEMPLATE).unwrap().complete().unwrap_err();
        assert_eq!(missing.len(), 4, "{missing:#?}");
        let whole =
            "recipient = \"Sheriff\"\nbasis = \"warrant 7\"\nonward = \"no, to nobody\"\nexpires = \"2026-12-31\"\n";
        assert!(OutsideFile::read(whole).unwrap().complete().unwrap().recipient_key.is_none());
        let wrong = OutsideFile::read(&format!("{whole}recipient-key = \"age1x\"\n")).unwrap().complete().unwrap_err();
        assert!(wrong[0].contains("recipient-key"), "{wrong:?}");
    }

    #[test]
    fn what_was_answered_is_the_same_as_a_file() {
        let file = InsideFile { conditions: vec!["not to be \"copied\"".into()], ..filled() };
        assert_eq!(InsideFile::read(&file.to_toml().unwrap()).unwrap(), file);
        let asked = OutsideFile { recipient: Some("محمد".into()), ..OutsideFile::default() };
        assert_eq!(OutsideFile::read(&asked.to_toml().unwrap()).unwrap(), asked);
    }

    #[test]
    fn nobody_has_approved_tomorrow() {
        let mut file = filled();
        file.approved.as_mut().unwrap().at = Some("2026-11-23".into());
        assert!(file.complete(NOW.parse().unwrap()).unwrap_err()[0].contains("still to come"));
    }
}

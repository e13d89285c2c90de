//! What a refusal says: every paragraph that is broken, why, and what mends it.

use std::fmt;

use serde::Serialize;

use super::{By, Facts, RULES, Verdict};

/// One broken rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Breach {
    /// The paragraph of the order.
    pub paragraph: &'static str,
    /// The name of the rule within the paragraph.
    pub rule: &'static str,
    /// What the rule says.
    pub says: &'static str,
    /// How it is broken.
    pub why: String,
    /// What mends it.
    pub remedy: String,
}

/// Asks every rule; the answer lists **every** one that is broken, in the order of the table. Nothing broken: empty.
pub fn judge(facts: &Facts<'_>) -> Vec<Breach> {
    RULES
        .iter()
        .filter_map(|rule| {
            let By::Gate(holds) = rule.by else { return None };
            let Verdict::Broken { why, remedy } = holds(facts) else { return None };
            Some(Breach { paragraph: rule.paragraph, rule: rule.name, says: rule.says, why, remedy })
        })
        .collect()
}

/// The gate stays closed. Never without a breach: [`Refusal::of`] makes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refusal {
    breaches: Vec<Breach>,
}

impl Refusal {
    /// Judges the facts.
    ///
    /// # Errors
    /// The refusal, where any rule is broken.
    pub fn of(facts: &Facts<'_>) -> Result<(), Self> {
        let breaches = judge(facts);
        if breaches.is_empty() { Ok(()) } else { Err(Self { breaches }) }
    }

    /// Of somebody whose access ended between the gate and the outcome (2-110-4-E).
    pub fn access_ended() -> Self {
        let rule = RULES.iter().filter(|rule| (rule.paragraph, rule.name) == ("2-110-4-E", "not_suspended"));
        let breaches = rule.map(|rule| Breach {
            paragraph: rule.paragraph,
            rule: rule.name,
            says: rule.says,
            why: "Your access ended while this command ran (a suspension, or a key that was retired).".into(),
            remedy: "Speak with the ISD Commander. What this entry would have told is neither kept nor shown.".into(),
        });
        Self { breaches: breaches.collect() }
    }

    /// Every broken rule, in the order of the table.
    pub fn breaches(&self) -> &[Breach] {
        &self.breaches
    }

    /// The paragraphs, each once, in order.
    pub fn paragraphs(&self) -> Vec<&'static str> {
        let mut paragraphs: Vec<_> = self.breaches.iter().map(|breach| breach.paragraph).collect();
        paragraphs.dedup();
        paragraphs
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.breaches.len() {
            1 => writeln!(f, "Refused under SOP 2-110:")?,
            n => writeln!(f, "Refused under SOP 2-110, for {n} reasons:")?,
        }
        for breach in &self.breaches {
            write!(f, "\n  {}  {}", breach.paragraph, breach.says)?;
            write!(f, "\n      Why: {}", indented(&breach.why))?;
            writeln!(f, "\n      Do:  {}", indented(&breach.remedy))?;
        }
        Ok(())
    }
}

fn indented(text: &str) -> String {
    text.replace('\n', "\n           ")
}

impl std::error::Error for Refusal {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sop_2_110_4_e_the_end_of_access_is_a_breach() {
        assert_eq!(Refusal::access_ended().paragraphs(), ["2-110-4-E"]);
    }
}

//! The record of one comparison: a TOML file, or the answers to prompts; and what makes it whole (2-110-4-D-4).

use std::{collections::BTreeMap, fmt::Write as _};

use serde::{Deserialize, Serialize};

use crate::{
    operation::form::{FormFile, Open, said},
    vocabulary::{Conclusion, Disposition, Feature, FeatureFinding},
};

/// The answers, as they were given; what is missing is for the gate to refuse.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ComparisonFile {
    /// Whether the probe is of use for a comparison: yes or no.
    pub probe_of_use: Option<String>,
    /// Whether the reference is.
    pub reference_of_use: Option<String>,
    /// Why not, where one is not.
    pub not_of_use_because: Option<String>,
    /// The conclusion.
    pub conclusion: Option<String>,
    /// What it rests on.
    pub because: Option<String>,
    /// Excluded at sight.
    pub at_sight: Option<AtSightFile>,
    /// Feature by feature.
    #[serde(default)]
    pub features: BTreeMap<Feature, FeatureFile>,
}

/// The short form: one feature that excludes the candidate at sight.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AtSightFile {
    /// Which feature.
    pub feature: Option<String>,
    /// What differs.
    pub words: Option<String>,
}

/// One feature.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FeatureFile {
    /// similar, different or not-visible.
    pub finding: Option<String>,
    /// What is seen.
    pub words: Option<String>,
}

/// A whole record, as the book keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// Whether the probe is of use for a comparison; decided before comparing.
    pub probe_of_use: bool,
    /// Whether the reference is.
    pub reference_of_use: bool,
    /// Why not, where one is not.
    pub not_of_use_because: Option<String>,
    /// Whether the candidate was excluded at sight, by the one feature that stands below.
    pub at_sight: bool,
    /// What was compared.
    pub features: Vec<ComparedFeature>,
    /// The conclusion.
    pub conclusion: Conclusion,
    /// What it rests on.
    pub because: String,
}

/// One feature as it was compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComparedFeature {
    /// Which.
    pub feature: Feature,
    /// What was found.
    pub finding: FeatureFinding,
    /// What is seen.
    pub words: String,
}

impl Comparison {
    /// What becomes of the candidate.
    pub fn disposition(&self) -> Disposition {
        self.conclusion.disposition()
    }
}

/// A form to fill in.
pub fn comparison_template() -> String {
    let mut text = String::from(
        "\
# Facial comparison of one candidate (2-110-4-D-4): frs verify record SEARCH --candidate N --file FILE

# 1. Before you compare, each image by itself: is it of use for a comparison?
probe-of-use = \"\"       # yes or no
reference-of-use = \"\"   # yes or no
# not-of-use-because = \"\"   # where one is not; then stop here: the conclusion is inconclusive

# 4. Last, when every feature (3) is compared: strong-support, some-support, inconclusive or excluded.
#    None of them identifies anybody. Excluded at sight (2) needs neither.
conclusion = \"\"
because = \"\"

# 2. Two different persons at sight? Then one feature and what differs, and leave 3 and 4 away.
# [at-sight]
# feature = \"ears\"
# words = \"lobe grown on in the probe, free in the reference\"

# 3. Every feature: similar, different or not-visible; for the first two, what you see.
[features]
",
    );
    for feature in Feature::ALL {
        let name = feature.as_str();
        // Writing to a String cannot fail.
        let _ = writeln!(text, "# {}\n{name} = {{ finding = \"\", words = \"\" }}", feature.look_at());
    }
    text
}

impl FormFile for ComparisonFile {
    const CALLED: &'static str = "record";
}

impl ComparisonFile {
    /// The record, where it is whole.
    ///
    /// # Errors
    /// Everything that is missing, a line each.
    pub fn complete(&self) -> Result<Comparison, Vec<String>> {
        let mut open = Open::default();
        let asks = "Is it of use for a comparison: yes or no? Decide before you compare";
        let probe = open.truth("probe-of-use", asks, &self.probe_of_use);
        let reference = open.truth("reference-of-use", asks, &self.reference_of_use);
        let made = match (probe, reference) {
            (Some(true), Some(true)) if self.at_sight.is_some() => self.excluded_at_sight(&mut open),
            (Some(true), Some(true)) => self.compared(&mut open),
            (Some(probe), Some(reference)) => self.of_no_use(probe, reference, &mut open),
            _ => None,
        };
        open.finish(made)
    }

    fn answered_features(&self) -> impl Iterator<Item = (&Feature, &FeatureFile)> {
        self.features.iter().filter(|(_, file)| !said(&file.finding).is_empty() || !said(&file.words).is_empty())
    }

    fn of_no_use(&self, probe: bool, reference: bool, open: &mut Open) -> Option<Comparison> {
        let because = open.words("not-of-use-because", "Why is it of no use?", &self.not_of_use_because);
        if self.at_sight.is_some() || self.answered_features().next().is_some() {
            open.add("features: an image of no use is not compared; leave them away");
        }
        if !matches!(said(&self.conclusion), "" | "inconclusive") {
            open.add("conclusion: where an image is of no use it is inconclusive");
        }
        Some(Comparison {
            probe_of_use: probe,
            reference_of_use: reference,
            not_of_use_because: Some(because.clone()),
            at_sight: false,
            features: Vec::new(),
            conclusion: Conclusion::Inconclusive,
            because,
        })
    }

    fn excluded_at_sight(&self, open: &mut Open) -> Option<Comparison> {
        let file = self.at_sight.as_ref()?;
        let feature =
            open.word::<Feature>("at-sight.feature", "Which one feature excludes the candidate?", &file.feature);
        let words = open.words("at-sight.words", "What differs?", &file.words);
        if self.answered_features().next().is_some() {
            open.add("features: excluded at sight names one feature; leave the others away, or leave at-sight away");
        }
        if !matches!(said(&self.conclusion), "" | "excluded") {
            open.add("conclusion: at sight a candidate can only be excluded; for anything else compare every feature");
        }
        Some(Comparison {
            probe_of_use: true,
            reference_of_use: true,
            not_of_use_because: None,
            at_sight: true,
            features: vec![ComparedFeature {
                feature: feature?,
                finding: FeatureFinding::Different,
                words: words.clone(),
            }],
            conclusion: Conclusion::Excluded,
            because: words,
        })
    }

    fn compared(&self, open: &mut Open) -> Option<Comparison> {
        let nothing = FeatureFile::default();
        let mut features = Vec::new();
        for feature in Feature::ALL {
            let file = self.features.get(feature).unwrap_or(&nothing);
            let asks = format!("{}: similar, different or not-visible?", feature.look_at());
            let finding = open.word::<FeatureFinding>(feature.as_str(), &asks, &file.finding);
            let words = match finding {
                Some(FeatureFinding::Similar | FeatureFinding::Different) => {
                    open.words(&format!("{feature}, words"), "What do you see in both images?", &file.words)
                }
                _ => said(&file.words).to_owned(),
            };
            features.extend(finding.map(|finding| ComparedFeature { feature: *feature, finding, words }));
        }
        let asks = "strong-support, some-support, inconclusive or excluded?";
        let conclusion = open.word::<Conclusion>("conclusion", asks, &self.conclusion);
        let because = open.words("because", "What does the conclusion rest on?", &self.because);
        let conclusion = conclusion?;
        let any = |finding| features.iter().any(|one| one.finding == finding);
        match conclusion {
            Conclusion::Excluded if !any(FeatureFinding::Different) => {
                open.add("conclusion: excluded rests on at least one feature that is different");
            }
            Conclusion::StrongSupport | Conclusion::SomeSupport if !any(FeatureFinding::Similar) => {
                open.add(format!("conclusion: {conclusion} rests on at least one feature that is similar"));
            }
            _ => {}
        }
        Some(Comparison {
            probe_of_use: true,
            reference_of_use: true,
            not_of_use_because: None,
            at_sight: false,
            features,
            conclusion,
            because,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> ComparisonFile {
        ComparisonFile::read(text).unwrap()
    }

    /// Every feature similar.
    fn whole() -> ComparisonFile {
        let mut file = file(
            "probe-of-use = \"yes\"\nreference-of-use = \"y\"\nconclusion = \"some-support\"\nbecause = \"ears agree\"",
        );
        for feature in Feature::ALL {
            let words = Some("the same form in both".to_owned());
            file.features.insert(*feature, FeatureFile { finding: Some("similar".into()), words });
        }
        file
    }

    #[test]
    fn the_template_answers_nothing_and_says_what_it_wants() {
        let missing = file(&comparison_template()).complete().unwrap_err();
        assert_eq!(missing.len(), 2, "what comes after depends on whether the images are of use: {missing:?}");
        let unknown = ComparisonFile::read("sure = \"yes\"").unwrap_err();
        assert!(unknown.to_string().contains("unknown field"), "{unknown}");
    }

    #[test]
    fn a_whole_record_is_kept_and_survives_the_book() {
        let made = whole().complete().unwrap();
        assert_eq!((made.disposition(), made.features.len()), (Disposition::Kept, Feature::ALL.len()));
        let text = serde_json::to_string(&made).unwrap();
        assert_eq!(serde_json::from_str::<Comparison>(&text).unwrap(), made);
        assert_eq!(ComparisonFile::read(&whole().to_toml().unwrap()).unwrap(), whole());
    }

    #[test]
    fn what_is_missing_is_said_feature_by_feature() {
        let mut file = whole();
        file.features.remove(&Feature::Ears);
        file.features.insert(Feature::Nose, FeatureFile { finding: Some("different".into()), words: None });
        file.features.insert(Feature::Chin, FeatureFile { finding: Some("perhaps".into()), words: None });
        file.because = Some("n/a".into());
        let missing = file.complete().unwrap_err();
        for begin in ["ears:", "nose, words:", "chin:", "because:"] {
            assert!(missing.iter().any(|line| line.starts_with(begin)), "{begin} {missing:?}");
        }
        assert_eq!(missing.len(), 4);
    }

    #[test]
    fn a_conclusion_rests_on_what_was_seen() {
        let mut file = whole();
        file.conclusion = Some("excluded".into());
        assert!(file.complete().unwrap_err()[0].contains("at least one feature that is different"));
        file.features.values_mut().for_each(|one| one.finding = Some("not-visible".into()));
        for conclusion in ["strong-support", "some-support"] {
            file.conclusion = Some(conclusion.into());
            assert!(file.complete().unwrap_err()[0].contains("at least one feature that is similar"));
        }
        file.conclusion = Some("inconclusive".into());
        assert_eq!(
            file.complete().unwrap().disposition(),
            Disposition::Kept,
            "only an exclusion takes a candidate off"
        );
        file.conclusion = Some("identified".into());
        assert!(file.complete().unwrap_err()[0].contains("is not one of"));
    }

    #[test]
    fn excluded_at_sight_is_one_feature_and_words() {
        let of_use = "probe-of-use = \"yes\"\nreference-of-use = \"yes\"\n";
        let made =
            file(&format!("{of_use}[at-sight]\nfeature = \"ears\"\nwords = \"lobe free, not grown on\"")).complete();
        let made = made.unwrap();
        assert_eq!((made.at_sight, made.disposition(), made.features.len()), (true, Disposition::Excluded, 1));
        for wrong in ["", "feature = \"ears\"", "feature = \"ears\"\nwords = \"-\"", "words = \"free lobe\""] {
            assert!(file(&format!("{of_use}[at-sight]\n{wrong}")).complete().is_err(), "{wrong}");
        }
        let support = "[at-sight]\nfeature = \"ears\"\nwords = \"lobe free\"";
        let missing = file(&format!("{of_use}conclusion = \"some-support\"\n{support}")).complete().unwrap_err();
        assert!(missing[0].contains("can only be excluded"), "{missing:?}");
    }

    #[test]
    fn an_image_of_no_use_is_not_compared() {
        let begin = "probe-of-use = \"no\"\nreference-of-use = \"yes\"\n";
        assert!(file(begin).complete().is_err());
        let begin = format!("{begin}not-of-use-because = \"the face is 20 pixels wide\"\n");
        let made = file(&begin).complete().unwrap();
        assert_eq!((made.conclusion, made.disposition()), (Conclusion::Inconclusive, Disposition::Kept));
        assert!(file(&format!("{begin}conclusion = \"excluded\"")).complete().is_err());
        let compared = "[features]\nears = { finding = \"similar\", words = \"alike\" }";
        assert!(file(&format!("{begin}{compared}")).complete().unwrap_err()[0].contains("not compared"));
    }
}

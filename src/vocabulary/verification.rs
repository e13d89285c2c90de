//! From candidate to lead (2-110-4-D-4, 4-D-5): the features that are compared, and the fixed scale of a conclusion.

use super::word::word_enum;

word_enum!(
    /// Parts of a face that are compared one by one (ASTM E3149 and the FISWG feature list, drawn together into ten).
    Feature {
        /// Outline of head and face.
        FaceShape = "face-shape",
        /// Hairline, forehead and baldness.
        Hairline = "hairline",
        /// Ears.
        Ears = "ears",
        /// Eyebrows.
        Brows = "brows",
        /// Eyes.
        Eyes = "eyes",
        /// Nose.
        Nose = "nose",
        /// Mouth and lips.
        Mouth = "mouth",
        /// Chin and jaw.
        Chin = "chin",
        /// Lines, creases and folds.
        Lines = "lines",
        /// Scars, moles, tattoos and other marks.
        Marks = "marks",
    }
);

impl Feature {
    /// What to look at, in a few words.
    pub const fn look_at(self) -> &'static str {
        match self {
            Self::FaceShape => "outline and proportions of head and face, cheeks",
            Self::Hairline => "hairline, forehead, baldness; hair itself changes",
            Self::Ears => "lobe, rim, folds, how far they stand off, height against the eyes",
            Self::Brows => "form, thickness, distance between them",
            Self::Eyes => "opening, lids, corners, distance between them",
            Self::Nose => "root, bridge, tip, wings, nostrils",
            Self::Mouth => "width, lips, corners, groove above the lip",
            Self::Chin => "form of the chin, cleft, line of the jaw",
            Self::Lines => "lines, creases and folds of forehead, eyes, cheeks and mouth",
            Self::Marks => "scars, moles, freckles, tattoos, piercings: where, how large",
        }
    }
}

word_enum!(
    /// What the comparison of one feature gave.
    FeatureFinding {
        /// Alike, as far as the images show.
        Similar = "similar",
        /// Unlike, in a way that pose, light, time or lens do not explain.
        Different = "different",
        /// One of the images does not show it well enough.
        NotVisible = "not-visible",
    }
);

word_enum!(
    /// The scale of a conclusion. None of its steps is an identification.
    Conclusion {
        /// The images strongly support that they show one person.
        StrongSupport = "strong-support",
        /// The images lend some support to it.
        SomeSupport = "some-support",
        /// The images say neither.
        Inconclusive = "inconclusive",
        /// The images show two persons.
        Excluded = "excluded",
    }
);

impl Conclusion {
    /// What it says, in words that a report can print.
    pub const fn says(self) -> &'static str {
        match self {
            Self::StrongSupport => "the images strongly support that they show one person; no identification",
            Self::SomeSupport => "the images lend some support that they show one person; no identification",
            Self::Inconclusive => "the images allow no conclusion either way",
            Self::Excluded => "the images show two different persons",
        }
    }

    /// What becomes of the candidate: only an exclusion takes it off.
    pub const fn disposition(self) -> Disposition {
        match self {
            Self::Excluded => Disposition::Excluded,
            _ => Disposition::Kept,
        }
    }
}

word_enum!(
    /// What an examiner made of a candidate.
    Disposition {
        /// Not excluded: looked into further.
        Kept = "kept",
        /// Excluded.
        Excluded = "excluded",
    }
);

word_enum!(
    /// Where a candidate's identity is checked outside face recognition (2-110-4-D-5).
    SourceKind {
        /// The records system.
        RecordsSystem = "records-system",
        /// Motor Vehicle Division.
        Mvd = "mvd",
        /// Fingerprints.
        Fingerprints = "fingerprints",
        /// An interview.
        Interview = "interview",
        /// Whether the person was in custody at the time.
        Custody = "custody",
        /// What speaks for the person having been elsewhere.
        Alibi = "alibi",
        /// Height against what was seen.
        Height = "height",
        /// Age against what was seen.
        Age = "age",
        /// What the person looks like now.
        CurrentPhoto = "current-photo",
        /// Tattoos and scars against what was seen.
        Tattoos = "tattoos",
        /// Where the person was.
        Whereabouts = "whereabouts",
        /// Something else, described in words.
        Other = "other",
    }
);

impl SourceKind {
    /// Whether it is one of the checks that could speak against the candidate: at least one is made before anybody counts
    /// as confirmed. None of them confirms by itself.
    pub const fn is_exculpatory(self) -> bool {
        matches!(
            self,
            Self::Custody
                | Self::Alibi
                | Self::Height
                | Self::Age
                | Self::CurrentPhoto
                | Self::Tattoos
                | Self::Whereabouts
        )
    }
}

word_enum!(
    /// What a source says of whether the candidate is the person sought.
    SourceResult {
        /// It speaks for it.
        Supports = "supports",
        /// It speaks against it.
        Contradicts = "contradicts",
        /// It says neither.
        Neither = "neither",
    }
);

word_enum!(
    /// How the verification of a candidate ended (2-110-4-D-5).
    VerificationResult {
        /// Confirmed by independent evidence.
        Confirmed = "confirmed",
        /// It is somebody else.
        Eliminated = "eliminated",
        /// The sources say neither.
        Unresolved = "unresolved",
    }
);

word_enum!(
    /// Why a list is closed without a verification (2-110-4-D-4).
    ClosedBecause {
        /// The photograph was not the one that was meant.
        WrongImage = "wrong-image",
        /// It was searched for another case than the one that was meant.
        WrongCase = "wrong-case",
        /// Nobody needs it any more: the case was closed or solved otherwise.
        NoLongerWanted = "no-longer-wanted",
        /// Something else, which the words say.
        Other = "other",
    }
);

word_enum!(
    /// What a supervisor found of a search that was looked at for justification (2-110-4-A-2).
    SampleFinding {
        /// The case file justifies it.
        Agreed = "agreed",
        /// It does not, or not yet.
        Questioned = "questioned",
    }
);

word_enum!(
    /// How a difference between two examiners was resolved.
    ResolvedBy {
        /// Both looked again and spoke.
        Consultation = "consultation",
        /// A third examiner decided.
        ThirdExaminer = "third-examiner",
    }
);

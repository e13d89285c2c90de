//! Who a person is in the program (docs/sop.md#operations, docs/sop.md#roles-of-one-person).

use super::word::word_enum;

word_enum!(
    /// An office or task that an authorization gives to a person.
    Role {
        /// The Investigative Services Division Commander, owner of the program's root key (2-110-4-B).
        Commander = "commander",
        /// Named by a note that the Commander signed, with an end date (2-110-3-A, 4-B).
        Designee = "designee",
        /// The on-call detective, an authorized person (2-110-3-A, 4-D-1).
        Examiner = "examiner",
        /// A second examiner, never the one who ran the search.
        Reviewer = "reviewer",
        /// The lead on the incident (2-110-4-D-6).
        LeadInvestigator = "lead-investigator",
        /// The Special Investigations Section Lieutenant (2-110-4-C).
        ReleaseAuthority = "release-authority",
        /// Ingest and upkeep of the repository (2-110-3-H).
        RepositoryManager = "repository-manager",
        /// A named responsible person's nightly ingest: enroll only.
        Batch = "batch",
        /// A supervisor who sees records and changes none.
        Auditor = "auditor",
    }
);

impl Role {
    /// Whether unit, training and the rule on long unused authorizations bind this role (2-110-3-A, 4-A-1).
    pub const fn binds_training(self) -> bool {
        matches!(self, Self::Examiner | Self::Reviewer | Self::RepositoryManager)
    }

    /// What the role may do, for refusals and for the person who signs an authorization.
    pub const fn may(self) -> &'static str {
        match self {
            Self::Commander => "found the program, designate, authorize, suspend, reinstate, set the policy floor",
            Self::Designee => "authorize, suspend, reinstate",
            Self::Examiner => "enroll, probe, search, verify, prepare a share",
            Self::Reviewer => "review candidates blind",
            Self::LeadInvestigator => "approve an internal share of the incident",
            Self::ReleaseAuthority => "approve or refuse a release to an outside entity",
            Self::RepositoryManager => "enroll, expunge, keep retention",
            Self::Batch => "enroll from one source on one host",
            Self::Auditor => "audit: report, verify, witness",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_round_trip_and_have_one_spelling() {
        for role in Role::ALL {
            assert_eq!(role.as_str().parse(), Ok(*role));
            assert_eq!(serde_json::to_string(role).unwrap(), format!("\"{role}\""));
        }
        assert!("Examiner".parse::<Role>().unwrap_err().to_string().contains("repository-manager"));
    }

    #[test]
    fn training_binds_those_who_handle_faces() {
        let bound: Vec<_> = Role::ALL.iter().filter(|r| r.binds_training()).collect();
        assert_eq!(bound, [&Role::Examiner, &Role::Reviewer, &Role::RepositoryManager]);
    }
}

//! A records system's own export: which of its columns is which, in a file that is written once.

use std::{collections::BTreeMap, path::Path};

use serde::Deserialize;

use super::{ManifestError, manifest::COLUMNS};
use crate::operation::files;

/// A mapping is much smaller.
const MAX_BYTES: u64 = 64 << 10;

/// The file to fill in.
pub const MAPPING_TEMPLATE: &str = "\
# Which column of the export is which.

# Other columns that are kept, by their names in the export; every column that stands nowhere here is left out.
# keep = [\"BOOKING_NO\"]

# What parts the columns, where it is no comma: \";\" or \"\\t\".
# delimiter = \";\"

# How dates are written, where it is not 2024-05-31 (strftime): month/day/year of four digits, for example.
# date = \"%m/%d/%Y\"

# Left side: what frs calls it; right side: what the export's header calls it. path and subject are needed; delete the
# lines of what the export does not have.
[columns]
path = \"IMAGE_FILE\"
subject = \"PERSON_NO\"
capture_date = \"TAKEN\"
birth_year = \"BIRTH_YEAR\"
source = \"SYSTEM\"
legal_basis = \"BASIS\"
";

/// What such a file says.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// By the column's name here: its name there.
    columns: BTreeMap<String, String>,
    #[serde(default)]
    keep: Vec<String>,
    delimiter: Option<char>,
    date: Option<String>,
}

impl Mapping {
    /// Reads a mapping.
    ///
    /// # Errors
    /// Where the file cannot be read, or says something else than a mapping.
    pub fn read(path: &Path) -> Result<Self, ManifestError> {
        let wrong = |problem: String| ManifestError::Form { path: path.into(), problem };
        let text = files::read_text(path, MAX_BYTES).map_err(|e| wrong(e.to_string()))?;
        let help = "`frs enroll --columns-template` prints a file to fill in";
        let mapping: Self = toml::from_str(&text).map_err(|e| wrong(format!("{}; {help}", e.message())))?;
        mapping.check().map_err(|problem| wrong(format!("{problem}; {help}")))?;
        Ok(mapping)
    }

    fn check(&self) -> Result<(), String> {
        if let Some(unknown) = self.columns.keys().find(|key| !COLUMNS.contains(&key.as_str())) {
            return Err(format!("{unknown:?} is no column of a manifest: {}", COLUMNS.join(", ")));
        }
        if let Some(missing) = ["path", "subject"].iter().find(|key| !self.columns.contains_key(**key)) {
            return Err(format!("columns.{missing} is missing"));
        }
        let mut there: Vec<&String> = self.columns.values().chain(&self.keep).collect();
        there.sort();
        if let Some(twice) = there.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(format!("the export's column {:?} stands twice", twice[0]));
        }
        if self.keep.iter().any(|name| COLUMNS.contains(&name.as_str())) {
            return Err("a kept column has the name of a column with a meaning; map it instead".to_owned());
        }
        match self.delimiter {
            Some(c) if !c.is_ascii() || c.is_ascii_alphanumeric() || c == '"' => {
                Err(format!("{c:?} cannot part columns"))
            }
            _ => Ok(()),
        }
    }

    /// What parts the columns of the export.
    pub(super) fn delimiter(&self) -> u8 {
        self.delimiter.and_then(|c| u8::try_from(c).ok()).unwrap_or(b',')
    }

    /// The export's header in the words of a manifest; `None` where a column is left out.
    ///
    /// # Errors
    /// Where the export has not every column that the mapping names.
    pub(super) fn names(&self, header: &[&str]) -> Result<Vec<Option<String>>, String> {
        let there = |name: &str| header.contains(&name);
        if let Some(missing) = self.columns.values().chain(&self.keep).find(|name| !there(name)) {
            return Err(format!("the header has no column {missing:?}, which the mapping names"));
        }
        let name = |theirs: &&str| {
            let ours = self.columns.iter().find(|(_, name)| name == theirs).map(|(ours, _)| ours.clone());
            ours.or_else(|| self.keep.iter().find(|kept| kept == theirs).cloned())
        };
        Ok(header.iter().map(name).collect())
    }

    /// A value of the export as a manifest has it: dates in its one form.
    ///
    /// # Errors
    /// Where it is no date of the form that the mapping says.
    pub(super) fn value(&self, column: &str, value: &str) -> Result<String, String> {
        let Some(form) = self.date.as_ref().filter(|_| !value.is_empty()) else { return Ok(value.to_owned()) };
        match column {
            "capture_date" => jiff::civil::Date::strptime(form, value).map(|date| date.to_string()),
            // A date of birth gives its year, and is not kept otherwise.
            "birth_year" if value.len() != 4 => {
                jiff::civil::Date::strptime(form, value).map(|date| date.year().to_string())
            }
            _ => return Ok(value.to_owned()),
        }
        .map_err(|_| format!("{column} {value:?} is not a date of the form {form}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapping(text: &str) -> Result<Mapping, String> {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("columns.toml");
        std::fs::write(&path, text).unwrap();
        Mapping::read(&path).map_err(|e| e.to_string())
    }

    #[test]
    fn the_template_is_a_mapping() {
        let whole = mapping(MAPPING_TEMPLATE).unwrap();
        assert_eq!((whole.delimiter(), whole.columns.len()), (b',', COLUMNS.len()));
        let all = ["keep", "delimiter", "date"]
            .iter()
            .fold(MAPPING_TEMPLATE.to_owned(), |form, key| form.replace(&format!("# {key} ="), &format!("{key} =")));
        let whole = mapping(&all).unwrap();
        assert_eq!((whole.delimiter(), whole.keep.len(), whole.date.is_some()), (b';', 1, true));
    }

    #[test]
    fn what_a_mapping_may_not_say() {
        for (text, why) in [
            ("[columns]\npath = \"P\"\n", "columns.subject is missing"),
            ("[columns]\npath = \"P\"\nsubject = \"P\"\n", "stands twice"),
            ("[columns]\npath = \"P\"\nsubject = \"S\"\nsex = \"X\"\n", "is no column of a manifest"),
            ("kept = 1\n[columns]\npath = \"P\"\nsubject = \"S\"\n", "unknown field"),
            ("keep = [\"source\"]\n[columns]\npath = \"P\"\nsubject = \"S\"\n", "map it instead"),
            ("delimiter = \"x\"\n[columns]\npath = \"P\"\nsubject = \"S\"\n", "cannot part columns"),
        ] {
            let error = mapping(text).unwrap_err();
            assert!(error.contains(why) && error.contains("--columns-template"), "{error}");
        }
    }

    #[test]
    fn dates_of_an_export_become_those_of_a_manifest() {
        let mapping =
            mapping("date = \"%m/%d/%Y\"\n[columns]\npath = \"P\"\nsubject = \"S\"\ncapture_date = \"T\"\n").unwrap();
        assert_eq!(mapping.value("capture_date", "05/31/2024").unwrap(), "2024-05-31");
        assert_eq!(mapping.value("birth_year", "05/31/1961").unwrap(), "1961");
        assert_eq!(mapping.value("birth_year", "1961").unwrap(), "1961");
        assert_eq!(mapping.value("shelf", "05/31/2024").unwrap(), "05/31/2024");
        assert!(mapping.value("capture_date", "31.05.2024").unwrap_err().contains("%m/%d/%Y"));
        assert_eq!(mapping.names(&["S", "X", "P", "T"]).unwrap()[1], None);
        assert!(mapping.names(&["S", "P"]).unwrap_err().contains("\"T\""));
    }
}

//! What is to be enrolled: a manifest (CSV or JSON Lines), or what [`folder`](super::folder) finds.
//!
//! A row that cannot be used is a result of its own; the others go on. Only a manifest that cannot be read at all (no
//! header, a required column missing) stops the command, before anything is enrolled.

use std::{
    collections::BTreeMap,
    fs,
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    columns::Mapping,
    rows::{Fields, Row, SAVE_AS, csv_rows, json_rows},
};
use crate::operation::files;

/// Columns with a meaning. Every other column is kept as given.
pub(super) const COLUMNS: [&str; 6] = ["path", "subject", "capture_date", "birth_year", "source", "legal_basis"];
pub(super) const REQUIRED: [&str; 2] = ["path", "subject"];
/// A manifest larger than this is not read: 1 GiB is some ten million rows.
const MANIFEST_MAX_BYTES: u64 = 1 << 30;
const TEXT_MAX_CHARS: usize = 1_000;

/// What is known of an image besides its pixels. Stored sealed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Details {
    /// When the photograph was taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capture_date: Option<Date>,
    /// The subject's year of birth.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub birth_year: Option<i16>,
    /// Where the photograph comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Why it may be held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_basis: Option<String>,
    /// Other columns, as given.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
}

/// One image to enroll.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Line of the manifest, or place in the folder, from 1.
    pub row: u64,
    /// The path as given, where one was: results name it, whatever became of the row.
    pub name: Option<String>,
    /// What the row says, or why it cannot be used.
    pub entry: Result<Entry, RowError>,
}

/// A usable row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The file.
    pub path: PathBuf,
    /// The subject's label in the records system.
    pub subject: String,
    /// What else is known.
    pub details: Details,
}

/// A row that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct RowError(pub(super) String);

/// A manifest or path that cannot be used at all.
#[derive(Debug, thiserror::Error)]
pub enum ManifestError {
    /// The file or folder cannot be read.
    #[error("{path}: cannot be read ({detail})")]
    Read {
        /// Which.
        path: PathBuf,
        /// What the system said.
        detail: String,
    },
    /// The manifest's form.
    #[error("{path}: {problem}")]
    Form {
        /// Which.
        path: PathBuf,
        /// What is wrong and what to do.
        problem: String,
    },
    /// There is nothing to enroll.
    #[error("{0}: no images are listed or found there")]
    Empty(PathBuf),
}

/// Reads a manifest; `.jsonl` and `.ndjson` are JSON Lines, all else is CSV. Paths are relative to `root` (default: the
/// manifest's folder) and must stay inside it. `defaults` fill what a row leaves out.
///
/// # Errors
/// Where the manifest as a whole cannot be used.
pub fn read_manifest(path: &Path, root: Option<&Path>, defaults: &Details) -> Result<Vec<Item>, ManifestError> {
    rows_of_manifest(path, &manifest_bytes(path)?, root, defaults)
}

/// As [`read_manifest`], of a records system's export, with the columns that `mapping` names.
///
/// # Errors
/// Where the export as a whole cannot be used, or is no CSV.
pub fn read_export(
    path: &Path,
    root: Option<&Path>,
    defaults: &Details,
    mapping: &Mapping,
) -> Result<Vec<Item>, ManifestError> {
    items_of(path, &manifest_bytes(path)?, root, defaults, Some(mapping))
}

/// The manifest whole.
///
/// # Errors
/// Where it cannot be read, or is too large for one.
pub(in crate::operation) fn manifest_bytes(path: &Path) -> Result<Vec<u8>, ManifestError> {
    let read = |e: io::Error| ManifestError::Read { path: path.into(), detail: e.to_string() };
    let mut file = files::open_regular(path).map_err(read)?;
    let size = file.metadata().map_err(read)?.len();
    if size > MANIFEST_MAX_BYTES {
        let problem = format!("{size} bytes are too many for a manifest; split it");
        return Err(ManifestError::Form { path: path.into(), problem });
    }
    let mut bytes = Vec::new();
    io::Read::by_ref(&mut file).take(MANIFEST_MAX_BYTES).read_to_end(&mut bytes).map_err(read)?;
    Ok(bytes)
}

/// What the bytes of a manifest list; otherwise as [`read_manifest`].
///
/// # Errors
/// Where the manifest as a whole cannot be used.
pub(in crate::operation) fn rows_of_manifest(
    path: &Path,
    bytes: &[u8],
    root: Option<&Path>,
    defaults: &Details,
) -> Result<Vec<Item>, ManifestError> {
    items_of(path, bytes, root, defaults, None)
}

fn items_of(
    path: &Path,
    bytes: &[u8],
    root: Option<&Path>,
    defaults: &Details,
    mapping: Option<&Mapping>,
) -> Result<Vec<Item>, ManifestError> {
    let root = match root {
        Some(root) => root.to_owned(),
        None => path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned(),
    };
    let root = fs::canonicalize(&root).map_err(|e| ManifestError::Read { path: root, detail: e.to_string() })?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") || bytes.iter().take(64).any(|b| *b == 0) {
        let problem = format!("this is not UTF-8 text (it looks like UTF-16); {SAVE_AS}");
        return Err(ManifestError::Form { path: path.into(), problem });
    }
    let json = path.extension().is_some_and(|e| e == "jsonl" || e == "ndjson");
    if json && mapping.is_some() {
        let problem = "a mapping of columns is for CSV; write JSON Lines with the manifest's own names".to_owned();
        return Err(ManifestError::Form { path: path.into(), problem });
    }
    let rows = if json { json_rows(bytes) } else { csv_rows(bytes, mapping) };
    let rows = rows.map_err(|problem| ManifestError::Form { path: path.into(), problem })?;
    if rows.is_empty() {
        return Err(ManifestError::Empty(path.into()));
    }
    let item = |row: Row| Item {
        row: row.line,
        name: row.name,
        entry: row.fields.and_then(|fields| entry(fields, &root, defaults)),
    };
    Ok(rows.into_iter().map(item).collect())
}

fn entry(mut fields: Fields, root: &Path, defaults: &Details) -> Result<Entry, RowError> {
    for (key, value) in &fields {
        check_text(key).and_then(|()| check_text(value)).map_err(|why| RowError(format!("{key:?}: {why}")))?;
    }
    let mut take = |key: &str| fields.remove(key).filter(|value| !value.is_empty());
    let name = take("path").ok_or_else(|| RowError("path is empty".into()))?;
    let subject = take("subject").ok_or_else(|| RowError("subject is empty".into()))?;
    let details = Details {
        capture_date: take("capture_date").map(|t| capture_date(&t)).transpose()?.or(defaults.capture_date),
        birth_year: take("birth_year").map(|t| birth_year(&t)).transpose()?.or(defaults.birth_year),
        source: take("source").or_else(|| defaults.source.clone()),
        legal_basis: take("legal_basis").or_else(|| defaults.legal_basis.clone()),
        columns: fields.into_iter().filter(|(_, value)| !value.is_empty()).collect(),
    };
    Ok(Entry { path: inside(root, Path::new(&name))?, subject, details })
}

/// Resolves links and `..` and refuses what leaves `root`: a manifest is data from elsewhere and does not decide which
/// files of this machine are read.
pub(in crate::operation) fn inside(root: &Path, path: &Path) -> Result<PathBuf, RowError> {
    let real = fs::canonicalize(root.join(path)).map_err(|e| match e.kind() {
        io::ErrorKind::NotFound if cfg!(unix) && path.to_string_lossy().contains('\\') => RowError(
            "there is no such file: the path holds backslashes (\\), which part no folders here; write it with /"
                .into(),
        ),
        io::ErrorKind::NotFound => RowError("there is no such file".into()),
        _ => RowError(format!("cannot be read ({e})")),
    })?;
    if !real.starts_with(root) {
        return Err(RowError("the file lies outside the manifest's folder; name the folder with --root".into()));
    }
    if !real.is_file() {
        return Err(RowError("this is not a file".into()));
    }
    Ok(real)
}

/// Refuses what is no line of text.
pub(super) fn check_text(text: &str) -> Result<(), String> {
    if text.chars().count() > TEXT_MAX_CHARS {
        return Err(format!("longer than {TEXT_MAX_CHARS} characters"));
    }
    match text.chars().find(|c| crate::vocabulary::is_invisible(*c)) {
        Some(c) => Err(format!("holds a control or invisible character (U+{:04X})", u32::from(c))),
        None => Ok(()),
    }
}

/// Reads `YYYY-MM-DD`; a bare year is its first day.
///
/// # Errors
/// Where it is neither, or lies in the future.
pub fn capture_date(text: &str) -> Result<Date, RowError> {
    let whole = if text.len() == 4 { format!("{text}-01-01") } else { text.to_owned() };
    let wrong = || RowError(format!("capture_date {text:?} is not a date of the form 2024-05-31"));
    let date = if whole.len() == 10 { whole.parse::<Date>().map_err(|_| wrong()) } else { Err(wrong()) }?;
    // A day of grace: the photograph may come from a time zone ahead of UTC.
    if date > jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date().saturating_add(jiff::Span::new().days(1))
    {
        return Err(RowError(format!("capture_date {text:?} lies in the future")));
    }
    Ok(date)
}

/// Reads a year of birth.
///
/// # Errors
/// Where it is not a year between 1850 and now.
pub fn birth_year(text: &str) -> Result<i16, RowError> {
    let now = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).year();
    text.parse::<i16>()
        .ok()
        .filter(|year| (1850..=now).contains(year))
        .ok_or_else(|| RowError(format!("birth_year {text:?} is not a year between 1850 and {now}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(name: &str, bytes: &[u8]) -> Result<Vec<Item>, ManifestError> {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("a.jpg"), "x").unwrap();
        fs::write(dir.path().join(name), bytes).unwrap();
        read_manifest(&dir.path().join(name), None, &Details::default())
    }

    fn why(item: &Item) -> String {
        item.entry.as_ref().unwrap_err().to_string()
    }

    #[test]
    fn a_failed_row_keeps_its_path() {
        let items = rows("m.csv", b"path,subject\nb.jpg,S\na.jpg,\n,S\na.jpg,S,1\na.jpg,S\n").unwrap();
        let names: Vec<_> = items.iter().map(|item| item.name.as_deref()).collect();
        assert_eq!(names, [Some("b.jpg"), Some("a.jpg"), None, Some("a.jpg"), Some("a.jpg")]);
        assert_eq!(items.iter().map(|item| item.entry.is_ok()).collect::<Vec<_>>(), [false, false, false, false, true]);
    }

    #[test]
    fn json_values_are_trimmed_and_neither_doubled_nor_guessed() {
        let text = concat!(
            r#"{"path": " a.jpg ", "subject": " S ", "note": true}"#,
            "\n",
            r#"{"path": "a.jpg", "subject": true}"#,
            "\n",
            r#"{"path": "a.jpg", "subject": "S", "subject": "T"}"#,
        );
        let items = rows("m.jsonl", text.as_bytes()).unwrap();
        assert_eq!(items[0].entry.as_ref().unwrap().subject, "S");
        assert!(why(&items[1]).contains("subject: true is no text"), "{}", why(&items[1]));
        assert!(why(&items[2]).contains("stands twice"), "{}", why(&items[2]));
        assert!(items.iter().all(|item| item.name.as_deref() == Some("a.jpg")));
    }

    #[test]
    fn a_header_that_cannot_be_used_says_what_helps() {
        let cases: [(&[u8], &str); 4] = [
            (b"Path,Subject\na.jpg,S\n", "lower case"),
            (b"path;subject\na.jpg;S\n", "commas"),
            (b"\xff\xfep\0a\0t\0h\0", "CSV UTF-8"),
            (b"path,subject,\xe9t\xe9\na.jpg,S,1\n", "CSV UTF-8"),
        ];
        for (bytes, hint) in cases {
            let error = rows("m.csv", bytes).unwrap_err().to_string();
            assert!(error.contains(hint), "{error}");
        }
        let items = rows("m.csv", b"path,subject\na.jpg,Ren\xe9\n").unwrap();
        assert!(why(&items[0]).contains("CSV UTF-8"));
    }
}

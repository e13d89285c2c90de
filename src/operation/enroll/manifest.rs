//! What is to be enrolled: one image, a folder, or a manifest (CSV or JSON Lines).
//!
//! A row that cannot be used is a result of its own; the others go on. Only a manifest that cannot be read at all (no
//! header, a required column missing) stops the command, before anything is enrolled.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Columns with a meaning. Every other column is kept as given.
const COLUMNS: [&str; 6] = ["path", "subject", "capture_date", "birth_year", "source", "legal_basis"];
const REQUIRED: [&str; 2] = ["path", "subject"];
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
    /// What the row says, or why it cannot be used.
    pub entry: Result<Entry, RowError>,
}

/// A usable row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The path as given: what results name.
    pub name: String,
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
pub struct RowError(String);

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
    let read = |e: io::Error| ManifestError::Read { path: path.into(), detail: e.to_string() };
    let size = fs::metadata(path).map_err(read)?.len();
    if size > MANIFEST_MAX_BYTES {
        let problem = format!("{size} bytes are too many for a manifest; split it");
        return Err(ManifestError::Form { path: path.into(), problem });
    }
    let root = match root {
        Some(root) => root.to_owned(),
        None => path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned(),
    };
    let root = fs::canonicalize(&root).map_err(|e| ManifestError::Read { path: root, detail: e.to_string() })?;
    let bytes = fs::read(path).map_err(read)?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let json = path.extension().is_some_and(|e| e == "jsonl" || e == "ndjson");
    let rows = if json { json_rows(bytes) } else { csv_rows(bytes) };
    let rows = rows.map_err(|problem| ManifestError::Form { path: path.into(), problem })?;
    if rows.is_empty() {
        return Err(ManifestError::Empty(path.into()));
    }
    let items = rows
        .into_iter()
        .map(|(row, fields)| Item { row, entry: fields.and_then(|fields| entry(fields, &root, defaults)) });
    Ok(items.collect())
}

type Fields = BTreeMap<String, String>;
type Rows = Vec<(u64, Result<Fields, RowError>)>;

fn csv_rows(bytes: &[u8]) -> Result<Rows, String> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes);
    let header = reader.headers().map_err(|e| format!("the header line cannot be read ({e})"))?.clone();
    check_columns(header.iter()).map_err(|problem| {
        let semicolons = header.len() == 1 && header.get(0).is_some_and(|h| h.contains(';'));
        let hint = if semicolons { ". The file uses semicolons: export it with commas" } else { "" };
        format!("{problem}{hint}")
    })?;
    let mut rows = Rows::new();
    let mut record = csv::StringRecord::new();
    loop {
        let line = reader.position().line();
        match reader.read_record(&mut record) {
            Ok(false) => return Ok(rows),
            Ok(true) => {
                let line = record.position().map_or(line, |position| first_line(bytes, position));
                let fields = header.iter().zip(record.iter()).map(|(k, v)| (k.to_owned(), v.to_owned()));
                rows.push((line, Ok(fields.collect())));
            }
            Err(e) => {
                let why = match e.kind() {
                    csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
                        format!("the row has {len} columns, the header {expected_len}")
                    }
                    csv::ErrorKind::Utf8 { .. } => "the row is not UTF-8 text".to_owned(),
                    csv::ErrorKind::Io(_) => return Err(e.to_string()),
                    _ => e.to_string(),
                };
                rows.push((e.position().map_or(line, |position| first_line(bytes, position)), Err(RowError(why))));
            }
        }
    }
}

/// The line on which a row begins: its position may stand before empty lines or the rest of the line break before it.
fn first_line(bytes: &[u8], position: &csv::Position) -> u64 {
    let from = usize::try_from(position.byte()).ok().and_then(|at| bytes.get(at..)).unwrap_or_default();
    let breaks = from.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    position.line() + breaks.filter(|byte| **byte == b'\n').count() as u64
}

fn json_rows(bytes: &[u8]) -> Result<Rows, String> {
    let mut rows = Rows::new();
    for (number, line) in bytes.split(|b| *b == b'\n').enumerate() {
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let fields = serde_json::from_slice::<BTreeMap<String, serde_json::Value>>(line)
            .map_err(|e| RowError(format!("the line is not a JSON object ({e})")))
            .and_then(|object| {
                object
                    .into_iter()
                    .filter(|(_, value)| !value.is_null())
                    .map(|(key, value)| match value {
                        serde_json::Value::String(text) => Ok((key, text)),
                        serde_json::Value::Number(number) => Ok((key, number.to_string())),
                        serde_json::Value::Bool(truth) => Ok((key, truth.to_string())),
                        _ => Err(RowError(format!("{key}: lists and objects are not kept; give a text"))),
                    })
                    .collect()
            });
        rows.push((number as u64 + 1, fields));
    }
    Ok(rows)
}

fn check_columns<'a>(names: impl Iterator<Item = &'a str>) -> Result<(), String> {
    let mut seen = BTreeSet::new();
    for name in names {
        if !seen.insert(name) {
            return Err(format!("the column {name:?} stands twice in the header"));
        }
    }
    match REQUIRED.iter().find(|required| !seen.contains(**required)) {
        Some(missing) => Err(format!(
            "the header has no column {missing:?}; it needs path and subject, and knows {}",
            COLUMNS[2..].join(", ")
        )),
        None => Ok(()),
    }
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
    Ok(Entry { path: inside(root, Path::new(&name))?, name, subject, details })
}

/// Resolves links and `..` and refuses what leaves `root`: a manifest is data from elsewhere and does not decide which
/// files of this machine are read.
fn inside(root: &Path, path: &Path) -> Result<PathBuf, RowError> {
    let real = fs::canonicalize(root.join(path)).map_err(|e| match e.kind() {
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

fn check_text(text: &str) -> Result<(), String> {
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

/// One image with what flags say of it.
///
/// # Errors
/// Where the file cannot be found.
pub fn one_image(path: &Path, subject: &str, details: &Details) -> Result<Vec<Item>, ManifestError> {
    let real = fs::canonicalize(path).map_err(|e| ManifestError::Read { path: path.into(), detail: e.to_string() })?;
    check_text(subject).map_err(|problem| ManifestError::Form { path: path.into(), problem })?;
    let entry = Entry {
        name: path.to_string_lossy().into_owned(),
        path: real,
        subject: subject.to_owned(),
        details: details.clone(),
    };
    Ok(vec![Item { row: 1, entry: Ok(entry) }])
}

/// Every image file below `folder`, in order of path. The first folder below it names the subject; an image that lies
/// directly in it is its own subject, named by its file.
///
/// # Errors
/// Where the folder cannot be read or holds no images.
pub fn folder(folder: &Path, details: &Details) -> Result<Vec<Item>, ManifestError> {
    let read = |path: &Path, e: io::Error| ManifestError::Read { path: path.into(), detail: e.to_string() };
    let root = fs::canonicalize(folder).map_err(|e| read(folder, e))?;
    let mut files = Vec::new();
    let mut open = vec![root.clone()];
    while let Some(directory) = open.pop() {
        for found in fs::read_dir(&directory).map_err(|e| read(&directory, e))? {
            let found = found.map_err(|e| read(&directory, e))?;
            // Links are not followed: a folder tree that contains itself would never end.
            match found.file_type().map_err(|e| read(&found.path(), e))? {
                kind if kind.is_dir() => open.push(found.path()),
                kind if kind.is_file() && is_image_name(&found.path()) => files.push(found.path()),
                _ => {}
            }
        }
    }
    files.sort();
    if files.is_empty() {
        return Err(ManifestError::Empty(folder.into()));
    }
    let item = |(index, path): (usize, PathBuf)| {
        let relative = path.strip_prefix(&root).unwrap_or(&path).to_owned();
        let subject = match relative.components().count() {
            1 => relative.file_stem().map(|s| s.to_string_lossy().into_owned()),
            _ => relative.components().next().map(|c| c.as_os_str().to_string_lossy().into_owned()),
        };
        let name = relative.to_string_lossy().into_owned();
        let entry = check_text(&name).map_err(|why| RowError(format!("file name: {why}"))).map(|()| Entry {
            name,
            path,
            subject: subject.unwrap_or_default(),
            details: details.clone(),
        });
        Item { row: index as u64 + 1, entry }
    };
    Ok(files.into_iter().enumerate().map(item).collect())
}

fn is_image_name(path: &Path) -> bool {
    let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    extension.is_some_and(|e| ["jpg", "jpeg", "png", "webp", "bmp", "tif", "tiff"].contains(&e.as_str()))
}

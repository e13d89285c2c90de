//! Only what failed before: the rows of a list that an earlier run's results name as not enrolled.

use std::{collections::BTreeSet, path::Path};

use serde::Deserialize;

use super::{Item, ManifestError};
use crate::operation::files;

/// As large as the results of the largest manifest.
const MAX_BYTES: u64 = 4 << 30;

/// A line of the results; what is not needed is passed over.
#[derive(Deserialize)]
struct Line {
    event: String,
    row: Option<u64>,
    path: Option<String>,
    result: Option<String>,
}

/// Keeps of `items` those that an earlier run, whose JSON Lines `results` holds, did not enroll: by their path, for rows move
/// when a list is mended; by their row where no path could be read.
///
/// # Errors
/// Where the file cannot be read or holds no results of `frs enroll --json`.
pub fn only_failed(items: Vec<Item>, results: &Path) -> Result<Vec<Item>, ManifestError> {
    let wrong = |problem: String| ManifestError::Form { path: results.into(), problem };
    let text = files::read_text(results, MAX_BYTES).map_err(|e| wrong(e.to_string()))?;
    let (mut paths, mut rows, mut told, mut ended) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new(), false);
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let line: Line = serde_json::from_str(line)
            .map_err(|e| wrong(format!("line {} is no result of `frs enroll --json` ({e})", number + 1)))?;
        ended |= line.event == "end";
        let failed = line.result.is_some_and(|result| !matches!(result.as_str(), "enrolled" | "duplicate"));
        told.extend(line.path.clone());
        match (line.path, line.row) {
            (Some(path), _) if failed => drop(paths.insert(path)),
            (None, Some(row)) if failed => drop(rows.insert(row)),
            _ => {}
        }
    }
    // A run that was stopped has not said what became of the rest.
    if !ended {
        let problem = "the run did not come to its end; give the whole list again: what is enrolled is skipped";
        return Err(wrong(problem.to_owned()));
    }
    // Of two lists that share no path, one is the wrong one: "nothing failed" would be false.
    let same_list = |item: &Item| match &item.name {
        Some(name) => told.contains(name) || rows.contains(&item.row),
        None => rows.contains(&item.row),
    };
    let are_told = !told.is_empty() || !rows.is_empty();
    if are_told && !items.is_empty() && !items.iter().any(same_list) {
        let problem =
            "no row of these results stands in the list: they are of another list, or its paths were written anew";
        return Err(wrong(problem.to_owned()));
    }
    let again = |item: &Item| match &item.name {
        // What had no path has one now.
        Some(name) => paths.contains(name) || (!told.contains(name) && rows.contains(&item.row)),
        None => rows.contains(&item.row),
    };
    Ok(items.into_iter().filter(again).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::enroll::RowError;

    #[test]
    fn only_what_failed_is_tried_again() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("results.jsonl");
        let item = |row, name: Option<&str>| Item {
            row,
            name: name.map(str::to_owned),
            entry: Err(RowError("it does not matter here".into())),
        };
        let items = || vec![item(2, Some("a.jpg")), item(3, Some("b.jpg")), item(9, Some("c.jpg")), item(5, None)];
        let lines = [
            r#"{"schema":"frs.enroll/1","event":"begin","offered":4}"#,
            r#"{"schema":"frs.enroll/1","event":"result","row":2,"path":"a.jpg","result":"enrolled"}"#,
            r#"{"schema":"frs.enroll/1","event":"result","row":3,"path":"b.jpg","result":"no-face"}"#,
            r#"{"schema":"frs.enroll/1","event":"result","row":4,"path":"c.jpg","result":"unusable","why":"x"}"#,
            r#"{"schema":"frs.enroll/1","event":"result","row":5,"result":"unusable","why":"x"}"#,
        ];
        std::fs::write(&path, lines.join("\n")).unwrap();
        assert!(only_failed(items(), &path).unwrap_err().to_string().contains("come to its end"));
        std::fs::write(&path, format!("{}\n{{\"event\":\"end\",\"offered\":4}}\n", lines.join("\n"))).unwrap();
        let again: Vec<u64> = only_failed(items(), &path).unwrap().into_iter().map(|item| item.row).collect();
        assert_eq!(again, [3, 9, 5]);
        let other = vec![item(2, Some("elsewhere/a.jpg")), item(7, None)];
        assert!(only_failed(other, &path).unwrap_err().to_string().contains("of another list"));
        // A row that had no path has one now.
        let mended: Vec<u64> =
            only_failed(vec![item(5, Some("mended.jpg"))], &path).unwrap().into_iter().map(|item| item.row).collect();
        assert_eq!(mended, [5]);
        // All of it is enrolled: there is nothing to try again, and that is no error.
        assert_eq!(only_failed(vec![item(2, Some("a.jpg"))], &path).unwrap().len(), 0);
        // Nor are results that tell of no row: nothing had failed the night before either.
        let nothing = "{\"event\":\"begin\",\"offered\":0}\n{\"event\":\"end\",\"offered\":0}\n";
        std::fs::write(&path, nothing).unwrap();
        assert_eq!(only_failed(items(), &path).unwrap().len(), 0);
        std::fs::write(&path, "path,subject\n").unwrap();
        assert!(only_failed(items(), &path).unwrap_err().to_string().contains("line 1"));
    }
}

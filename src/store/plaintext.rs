//! Which columns may hold something other than a sealed record, each with the reason.

/// `table.column` of every column that is stored in the clear: ids and links (random bits), digests that hide their
/// content behind random bits or a key, counters, and what is public anyway. `docs/threat-model.md` says what an
/// outsider learns from them. Everything else is bound as [`crate::seal::Sealed`].
pub const PLAINTEXT_COLUMNS: &[&str] = &[
    "program.id",
    "program.founding_note",
    "program.spool_key",
    "wrap.person",
    "wrap.key",
    "wrap.generation",
    "wrap.algorithm",
    "wrap.wrapped",
    "secret.name",
    "leaf.log",
    "leaf.sequence",
    "leaf.hash",
    "leaf.previous",
    "opening.log",
    "opening.sequence",
    "last_act.person",
    "last_act.log",
    "last_act.sequence",
    "paper.log",
    "paper.sequence",
    "paper.digest",
    "purpose.id",
    "purpose.log",
    "purpose.sequence",
    "subject.id",
    "subject.label_index",
    "reference.id",
    "reference.position",
    "reference.subject",
    "reference.model",
    "reference.image_index",
    "gallery_segment.number",
    "gallery_segment.digest",
    "enroll_failure.image_index",
    "probe.id",
    "probe.purpose",
    "probe.model",
    "probe.log",
    "probe.sequence",
    "probe_image.probe",
    "probe_image.image_index",
    "search.id",
    "search.probe",
    "search.log",
    "search.sequence",
    "key_generation.generation",
    "key_generation.log",
    "key_generation.sequence",
    "unfinished.work",
    "gallery_end.id",
    "gallery_end.next",
    "correction.log",
    "correction.sequence",
    "correction.target",
    "checkpoint.log",
    "checkpoint.sequence",
    "gallery_pack.number",
    "gallery_pack.digest",
    "gallery_packing.id",
    "gallery_packing.log",
    "gallery_packing.sequence",
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use rusqlite::Connection;

    use super::{super::sealed::SEALED, *};

    #[test]
    fn every_column_is_either_on_the_allowlist_or_sealed() {
        let memory = Connection::open_in_memory().unwrap();
        memory.execute_batch(super::super::SCHEMA).unwrap();
        let found: BTreeSet<String> = memory
            .prepare(
                "SELECT m.name || '.' || c.name FROM sqlite_schema m, pragma_table_info(m.name) c
                 WHERE m.type = 'table'",
            )
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        let sealed: Vec<String> = SEALED
            .iter()
            .flat_map(|table| table.columns.iter().map(|column| format!("{}.{column}", table.name)))
            .collect();
        let stated: BTreeSet<String> =
            PLAINTEXT_COLUMNS.iter().map(|c| (*c).to_owned()).chain(sealed.iter().cloned()).collect();
        // A sealed column that is missing in the list would be left behind by a rekey.
        assert_eq!(found, stated);
        assert_eq!(stated.len(), PLAINTEXT_COLUMNS.len() + sealed.len());
    }
}

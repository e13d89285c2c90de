//! Numbered steps from older schemas to the current one.
//!
//! A step is added here together with the change of `schema.sql` and of [`CURRENT`]; the test below then proves that the
//! steps lead to `schema.sql`.

use super::{Store, StoreError};

/// The schema version that this binary reads and writes (SQLite's `user_version`).
pub(super) const CURRENT: i64 = 4;

/// Step `n` leads from version `n + 1` to `n + 2`.
const STEPS: &[&str] =
    &[include_str!("migrations/2.sql"), include_str!("migrations/3.sql"), include_str!("migrations/4.sql")];

/// Brings an older file to [`CURRENT`] in one immediate transaction.
pub(super) fn migrate(store: &mut Store) -> Result<(), StoreError> {
    let found = store.pragma("user_version")?;
    if found == CURRENT {
        return Ok(());
    }
    let path = store.path.clone();
    let wrong = |e| StoreError::from_sql(&path, e);
    let first = usize::try_from(found - 1)
        .ok()
        .filter(|first| *first < STEPS.len())
        .ok_or_else(|| StoreError::Foreign(store.path.clone()))?;
    let transaction =
        store.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(wrong)?;
    for step in &STEPS[first..] {
        transaction.execute_batch(step).map_err(wrong)?;
    }
    transaction.pragma_update(None, "user_version", CURRENT).map_err(wrong)?;
    transaction.commit().map_err(wrong)
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::{super::open::schema_objects, *};

    /// `schema.sql` as version 1 had it. Never edited: later versions add steps.
    const VERSION_1: &str = include_str!("migrations/1.sql");

    #[test]
    fn steps_lead_to_the_current_schema() {
        assert_eq!(CURRENT, STEPS.len() as i64 + 1);
        let migrated = Connection::open_in_memory().unwrap();
        migrated.execute_batch(VERSION_1).unwrap();
        STEPS.iter().for_each(|step| migrated.execute_batch(step).unwrap());
        let fresh = Connection::open_in_memory().unwrap();
        fresh.execute_batch(super::super::SCHEMA).unwrap();
        assert_eq!(schema_objects(&migrated).unwrap(), schema_objects(&fresh).unwrap());
    }
}

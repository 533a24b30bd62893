//! The schema versions and the way from one to the next.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use crate::StoreError;
use crate::error::AtPath;

/// What stands in the header of every project file (`PRAGMA application_id`): the letters `RGST`.
pub const APPLICATION_ID: u32 = 0x5247_5354;

/// The schema version that this program writes (`PRAGMA user_version`).
pub const SCHEMA_VERSION: u32 = MIGRATIONS.len() as u32;

/// `MIGRATIONS[n]` leads from version `n` to `n + 1`.
const MIGRATIONS: &[&str] =
    &[include_str!("../migrations/0001_first.sql"), include_str!("../migrations/0002_pages.sql")];

/// Brings an empty database, or one of an earlier version, to the newest version in one transaction.
pub(crate) fn migrate(connection: &mut Connection, path: &Path) -> Result<(), StoreError> {
    migrate_along(connection, path, MIGRATIONS)
}

fn migrate_along(connection: &mut Connection, path: &Path, migrations: &[&str]) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).at(path)?;
    let found = user_version(&transaction).at(path)?;
    for script in migrations.iter().skip(found as usize) {
        transaction.execute_batch(script).at(path)?;
    }
    let version = migrations.len() as u32;
    transaction.pragma_update(None, "application_id", APPLICATION_ID).at(path)?;
    transaction.pragma_update(None, "user_version", version).at(path)?;
    transaction
        .execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('schema_version', ?1)", [version.to_string()])
        .at(path)?;
    transaction.commit().at(path)
}

/// Refuses files that are not projects and those of a later version; gives the version.
pub(crate) fn check_header(connection: &Connection, path: &Path) -> Result<u32, StoreError> {
    let application: i32 = connection.query_row("PRAGMA application_id", [], |row| row.get(0)).map_err(|source| {
        match source.sqlite_error_code() {
            Some(rusqlite::ErrorCode::NotADatabase) => {
                StoreError::NotAProject { path: path.to_owned(), found: "no SQLite file".to_owned() }
            }
            _ => StoreError::from_sqlite(path, source),
        }
    })?;
    if application.cast_unsigned() != APPLICATION_ID {
        let found = format!("an SQLite file with application_id {:#010x}", application.cast_unsigned());
        return Err(StoreError::NotAProject { path: path.to_owned(), found });
    }
    let found = user_version(connection).at(path)?;
    if found > SCHEMA_VERSION {
        return Err(StoreError::NewerSchema { path: path.to_owned(), found, supported: SCHEMA_VERSION });
    }
    Ok(found)
}

fn user_version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::*;

    fn fresh() -> Connection {
        let mut connection = Connection::open_in_memory().expect("memory");
        migrate(&mut connection, Path::new("p")).expect("the scripts run");
        connection
    }

    #[test]
    fn every_table_is_strict() {
        let connection = fresh();
        let loose: Vec<String> = connection
            .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'")
            .expect("query")
            .query_map([], |row| row.get(0))
            .expect("rows")
            .collect::<Result<_, _>>()
            .expect("names");
        assert!(loose.is_empty(), "{loose:?}");
    }

    #[test]
    fn checks_and_enums_name_the_same_words() {
        let connection = fresh();
        let script = |table: &str| -> String {
            connection
                .query_row("SELECT sql FROM sqlite_schema WHERE name = ?1", [table], |row| row.get(0))
                .expect("table")
        };
        macro_rules! same {
            ($table:literal, $column:literal, $words:ty) => {
                let sql = script($table);
                let list = sql
                    .split_once(concat!("CHECK (", $column, " IN ("))
                    .expect($column)
                    .1
                    .split_once(')')
                    .expect("end")
                    .0;
                let in_schema: Vec<&str> = list.split(',').map(|word| word.trim().trim_matches('\'')).collect();
                let in_code: Vec<&str> = <$words>::ALL.iter().map(|word| word.as_str()).collect();
                assert_eq!(in_schema, in_code, "{}.{}", $table, $column);
            };
        }
        same!("source", "kind", SourceKind);
        same!("source", "status", SourceStatus);
        same!("segment", "level", SegmentLevel);
        same!("segment", "kind", SegmentKind);
        same!("entity", "type", EntityType);
        same!("link", "status", LinkStatus);
        same!("assertion", "polarity", Polarity);
        same!("assertion", "modality", Modality);
        same!("assertion", "voice", Voice);
        same!("reading", "kind", ReadingKind);
        same!("decision", "action", Action);
        same!("diagnostic", "severity", Severity);
    }

    #[test]
    fn later_scripts_run_on_earlier_files_only_once() {
        let mut connection = fresh();
        let path = Path::new("p");
        let longer = [MIGRATIONS[0], MIGRATIONS[1], "ALTER TABLE source ADD COLUMN shelf TEXT;"];
        migrate_along(&mut connection, path, &longer).expect("upgrade");
        migrate_along(&mut connection, path, &longer).expect("nothing left to do");
        assert_eq!(user_version(&connection).expect("version"), 3);
        connection
            .query_row("SELECT count(shelf) FROM source", [], |row| row.get::<_, i64>(0))
            .expect("the new column");
    }

    #[test]
    fn broken_script_leaves_the_earlier_version() {
        let mut connection = fresh();
        let broken =
            [MIGRATIONS[0], MIGRATIONS[1], "ALTER TABLE source ADD COLUMN shelf TEXT; SELECT nonsense FROM nowhere;"];
        assert!(migrate_along(&mut connection, Path::new("p"), &broken).is_err());
        assert_eq!(user_version(&connection).expect("version"), 2);
        assert!(connection.prepare("SELECT shelf FROM source").is_err());
    }
}

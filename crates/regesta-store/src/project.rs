//! Opening, creating and closing a project file.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension};

use crate::StoreError;
use crate::error::AtPath;
use crate::lock::{WriterLock, beside};
use crate::schema;

/// What a project is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Reading; any number at a time, also beside a writer.
    Read,
    /// Reading and writing; one at a time.
    Write,
}

/// An open project file.
#[derive(Debug)]
pub struct Project {
    // Before the lock: fields are dropped in this order, and SQLite still writes while it closes.
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
    pub(crate) mode: Mode,
    lock: Option<WriterLock>,
}

impl Project {
    /// Makes a new project file and opens it for writing. The file appears at once with all its tables, or not at all.
    ///
    /// # Errors
    /// [`StoreError::AlreadyExists`], [`StoreError::Locked`], [`StoreError::DiskFull`], [`StoreError::NotFound`] for a folder
    /// that does not exist.
    pub fn create(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let path = path.as_ref();
        let lock = WriterLock::take(path)?;
        Self::create_locked(path)?;
        Self::open_locked(path, lock)
    }

    /// Opens a project file.
    ///
    /// A file of an earlier version is upgraded when it is opened for writing.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::NotAProject`], [`StoreError::NewerSchema`], [`StoreError::OlderSchema`] (for
    /// reading), [`StoreError::Locked`] (for writing), [`StoreError::Corrupt`].
    pub fn open(path: impl AsRef<Path>, mode: Mode) -> Result<Self, StoreError> {
        let path = path.as_ref();
        if !path.try_exists().at(path)? {
            return Err(StoreError::NotFound { path: path.to_owned() });
        }
        match mode {
            Mode::Write => Self::open_locked(path, WriterLock::take(path)?),
            Mode::Read => Self::open_for_reading(path),
        }
    }

    /// Opens a project file for writing, and makes it where there is none.
    ///
    /// # Errors
    /// As [`Project::open`].
    pub fn open_or_create(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let path = path.as_ref();
        let lock = WriterLock::take(path)?;
        if !path.try_exists().at(path)? {
            Self::create_locked(path)?;
        }
        Self::open_locked(path, lock)
    }

    /// Writes what is pending into the one file, and closes it. Dropping a project does the same without a word of errors.
    ///
    /// # Errors
    /// [`StoreError::DiskFull`] and others of writing; what was committed stays safe in the file and the `-wal` file beside it.
    pub fn close(self) -> Result<(), StoreError> {
        let Self { connection, path, mode, lock } = self;
        if mode == Mode::Write {
            // Readers may hold back the truncation; then a later close does it.
            connection.execute_batch("PRAGMA optimize;").at(&path)?;
            connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).at(&path)?;
        }
        let closed = connection.close().map_err(|(_, source)| source).at(&path);
        drop(lock);
        closed
    }

    /// The path of the file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What it was opened for.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// The directory where the search index of this project belongs: the path with `-index`.
    pub fn index_dir(&self) -> PathBuf {
        beside(&self.path, "-index")
    }

    /// The connection, for queries that this crate does not foresee. It may be read, and is not to be written through.
    pub fn connection(&self) -> &Connection {
        &self.connection
    }

    /// A value of the table `meta`.
    ///
    /// # Errors
    /// Those of reading.
    pub fn meta(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.connection
            .prepare_cached("SELECT value FROM meta WHERE key = ?1")
            .and_then(|mut query| query.query_row([key], |row| row.get(0)).optional())
            .at(&self.path)
    }

    /// Sets a value of the table `meta`. The keys `schema_version` and `analysis_key` are this crate's own.
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`] and others of writing.
    pub fn set_meta(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
        self.must_write()?;
        self.connection
            .execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)", [key, value])
            .map(|_| ())
            .at(&self.path)
    }

    /// Reads the whole file for damage: an empty list is health.
    ///
    /// # Errors
    /// Those of reading.
    pub fn integrity_problems(&self) -> Result<Vec<String>, StoreError> {
        let mut problems = self
            .query_rows("PRAGMA integrity_check", [], |row| row.get::<_, String>(0))?
            .into_iter()
            .filter(|line| line != "ok")
            .collect::<Vec<_>>();
        let dangling = "SELECT \"table\", coalesce(rowid, 0), parent FROM pragma_foreign_key_check";
        problems.extend(self.query_rows(dangling, [], |row| {
            let (table, rowid, parent) = (row.get::<_, String>(0)?, row.get::<_, i64>(1)?, row.get::<_, String>(2)?);
            Ok(format!("row {rowid} of {table} points to nothing in {parent}"))
        })?);
        Ok(problems)
    }

    pub(crate) fn must_write(&self) -> Result<(), StoreError> {
        match self.mode {
            Mode::Write => Ok(()),
            Mode::Read => Err(StoreError::ReadOnly { path: self.path.clone() }),
        }
    }

    /// A half-made file never stands at the path: it is made beside it and then moved.
    fn create_locked(path: &Path) -> Result<(), StoreError> {
        if path.try_exists().at(path)? {
            return Err(StoreError::AlreadyExists { path: path.to_owned() });
        }
        let unfinished = beside(path, "-new");
        for leftover in [unfinished.clone(), beside(&unfinished, "-journal")] {
            if leftover.try_exists().at(&leftover)? {
                fs::remove_file(&leftover).at(&leftover)?;
            }
        }
        let mut connection = Connection::open(&unfinished).at(&unfinished)?;
        schema::migrate(&mut connection, &unfinished)?;
        connection.close().map_err(|(_, source)| source).at(&unfinished)?;
        fs::rename(&unfinished, path).at(path)
    }

    fn open_locked(path: &Path, lock: WriterLock) -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(path, flags).at(path)?;
        configure(&connection, path)?;
        if schema::check_header(&connection, path)? < schema::SCHEMA_VERSION {
            schema::migrate(&mut connection, path)?;
        }
        connection
            .execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
                 PRAGMA cache_size = -131072; PRAGMA wal_autocheckpoint = 16384;",
            )
            .at(path)?;
        Ok(Self { connection, path: path.to_owned(), mode: Mode::Write, lock: Some(lock) })
    }

    fn open_for_reading(path: &Path) -> Result<Self, StoreError> {
        // With the right to write, the last to close clears away the `-wal` and `-shm` files; `query_only` forbids the rest.
        let connection = match Self::connect_for_reading(path, OpenFlags::SQLITE_OPEN_READ_WRITE) {
            Err(StoreError::ReadOnly { .. } | StoreError::Sqlite { .. }) => {
                match Self::connect_for_reading(path, OpenFlags::SQLITE_OPEN_READ_ONLY) {
                    // What is not yet in the one file would be passed over in silence.
                    Err(_) if !beside(path, "-wal").exists() => Self::connect_immutable(path)?,
                    other => other?,
                }
            }
            other => other?,
        };
        Ok(Self { connection, path: path.to_owned(), mode: Mode::Read, lock: None })
    }

    fn connect_for_reading(path: &Path, access: OpenFlags) -> Result<Connection, StoreError> {
        let connection = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX).at(path)?;
        Self::check_for_reading(connection, path)
    }

    /// A file of a closed project on a medium that cannot be written: SQLite cannot make its `-shm` file there.
    fn connect_immutable(path: &Path) -> Result<Connection, StoreError> {
        let mut name = String::from("file:");
        for byte in path.as_os_str().as_encoded_bytes() {
            match byte {
                b'%' | b'?' | b'#' => name.push_str(&format!("%{byte:02x}")),
                _ if byte.is_ascii() => name.push(char::from(*byte)),
                _ => name.push_str(&format!("%{byte:02x}")),
            }
        }
        name.push_str("?immutable=1");
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Self::check_for_reading(Connection::open_with_flags(name, flags).at(path)?, path)
    }

    fn check_for_reading(connection: Connection, path: &Path) -> Result<Connection, StoreError> {
        configure(&connection, path)?;
        connection.pragma_update(None, "query_only", true).at(path)?;
        let found = schema::check_header(&connection, path)?;
        if found < schema::SCHEMA_VERSION {
            return Err(StoreError::OlderSchema { path: path.to_owned(), found, supported: schema::SCHEMA_VERSION });
        }
        connection.query_row("SELECT count(*) FROM meta", [], |_| Ok(())).at(path)?;
        Ok(connection)
    }
}

fn configure(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    connection.busy_timeout(Duration::from_secs(5)).at(path)?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.pragma_update(None, "foreign_keys", true).at(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closed_file_can_be_read_without_writing_beside_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a ?#%41 ü.regesta");
        Project::create(&path).expect("create").close().expect("close");
        let connection = Project::connect_immutable(&path).expect("open");
        let version: String = connection
            .query_row("SELECT value FROM meta WHERE key = 'schema_version'", [], |row| row.get(0))
            .expect("row");
        assert_eq!(version, schema::SCHEMA_VERSION.to_string());
        assert_eq!(fs::read_dir(folder.path()).expect("folder").count(), 1);
    }
}

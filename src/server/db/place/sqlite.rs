//! A second file beside the database's, and a rename.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

use diesel::{
    Connection as _, QueryableByName, RunQueryDsl as _, SqliteConnection, connection::SimpleConnection as _, sql_query,
    sql_types,
};

const NEW: &str = ".restoring-";
const OLD: &str = ".before-";
/// How the name of the file ends that servers lock.
const SERVED: &str = ".served";
/// What SQLite may have beside a database.
const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

pub fn new_path(live: &Path, stamp: &str) -> PathBuf {
    live.with_file_name(format!("{}{NEW}{stamp}", name(live)))
}

pub fn previous_name(live: &Path, stamp: &str) -> String {
    format!("{}{OLD}{stamp}", name(live))
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Removes files of places that were given up.
pub fn clear(live: &Path) -> Result<(), String> {
    let begin = format!("{}{NEW}", name(live));
    let folder = match live.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(format!("The folder {} cannot be read: {error}", folder.display())),
    };
    for entry in entries.flatten() {
        if entry.file_name().to_string_lossy().starts_with(&begin) {
            fs::remove_file(entry.path()).map_err(|error| format!("{}: {error}", entry.path().display()))?;
        }
    }
    Ok(())
}

/// The live file gets a second name, then the new one its first: a rename is one step.
pub fn switch(live: &Path, new: &Path, stamp: &str) -> Result<(), String> {
    fold(new)?;
    if live.exists() {
        again_and_again(|| try_unserved(live)).map_err(|reason| in_use(&reason))?;
        let previous = live.with_file_name(previous_name(live, stamp));
        match fold(live) {
            Ok(()) => {}
            Err(reason) if is_damaged(live) => {
                // A backup is restored because of such a database: what it had beside it stays with it.
                tracing::warn!(%reason, "the database that is replaced is damaged");
                for ending in BESIDE {
                    let (from, to) = (beside(live, ending), beside(&previous, ending));
                    if from.exists() {
                        fs::rename(from, to).map_err(|error| error.to_string())?;
                    }
                }
            }
            Err(reason) => {
                return Err(in_use(&reason));
            }
        }
        fs::hard_link(live, &previous).map_err(|error| format!("The database cannot be kept: {error}"))?;
    }
    fs::rename(new, live).map_err(|error| format!("The new database cannot take its place: {error}"))?;
    let folder = live.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // Past the rename nothing is an error. With this it also survives a power cut.
    if let Err(error) = fs::File::open(folder).and_then(|folder| folder.sync_all()) {
        tracing::warn!(%error, "a power cut in the next seconds could undo the switch of the databases");
    }
    Ok(())
}

fn in_use(reason: &str) -> String {
    format!("The database is in use ({reason}): stop the server, then run this again")
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    path.with_file_name(format!("{}{ending}", name(path)))
}

/// Connections of this process that were closed a moment ago may still be closing.
const TRIES: u32 = 6;
const BETWEEN_TRIES: Duration = Duration::from_millis(300);

/// Puts everything of a database into its one file, which only succeeds while nothing else has it open.
fn fold(path: &Path) -> Result<(), String> {
    again_and_again(|| try_to_fold(path))
}

fn again_and_again(mut try_once: impl FnMut() -> Result<(), String>) -> Result<(), String> {
    let mut outcome = try_once();
    for _ in 1..TRIES {
        if outcome.is_ok() {
            break;
        }
        std::thread::sleep(BETWEEN_TRIES);
        outcome = try_once();
    }
    outcome
}

/// Waits until nothing else has the database open; a damaged one may be replaced, so it is no error here.
pub fn wait_for_others(live: &Path) -> Result<(), String> {
    if !live.exists() {
        return Ok(());
    }
    again_and_again(|| try_unserved(live).and_then(|()| try_alone(live))).map_err(|reason| in_use(&reason))
}

/// Tells that a server works on this database until what is returned is dropped or the process ends. Its connections tell
/// it too, but there can be moments in which all of them were closed.
pub fn hold(live: &Path) -> Option<fs::File> {
    let path = beside(live, SERVED);
    let file = fs::File::options().create(true).truncate(false).write(true).open(path);
    let held = file.and_then(|file| file.lock_shared().map(|()| file));
    held.inspect_err(|error| tracing::warn!(%error, "only its connections tell a restore that this server is there"))
        .ok()
}

fn try_unserved(live: &Path) -> Result<(), String> {
    // No server has made it yet.
    let Ok(file) = fs::File::options().write(true).open(beside(live, SERVED)) else { return Ok(()) };
    match file.try_lock() {
        Err(fs::TryLockError::WouldBlock) => Err("a server is running".to_owned()),
        // A file system without locks.
        Err(fs::TryLockError::Error(_)) | Ok(()) => Ok(()),
    }
}

/// With the write-ahead log a transaction alone does not mind idle connections; this locking mode does, because in it
/// the log is not shared.
fn try_alone(live: &Path) -> Result<(), String> {
    let text = live.to_str().ok_or("the database path is not UTF-8")?;
    let Ok(mut conn) = SqliteConnection::establish(text) else { return Ok(()) };
    match conn.batch_execute("PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE; ROLLBACK;") {
        Err(error) if error.to_string().contains("locked") => Err(error.to_string()),
        _ => Ok(()),
    }
}

fn try_to_fold(path: &Path) -> Result<(), String> {
    #[derive(QueryableByName)]
    struct Mode {
        #[diesel(sql_type = sql_types::Text)]
        journal_mode: String,
    }
    let text = path.to_str().ok_or("the database path is not UTF-8")?;
    let mut conn = SqliteConnection::establish(text).map_err(|error| error.to_string())?;
    let mut mode = |pragma: &str| -> Result<String, String> {
        let mode: Mode = sql_query(pragma).get_result(&mut conn).map_err(|error| error.to_string())?;
        Ok(mode.journal_mode)
    };
    match mode("PRAGMA journal_mode=DELETE")?.as_str() {
        "delete" => Ok(()),
        _ => Err("other connections are open".to_owned()),
    }
}

fn is_damaged(path: &Path) -> bool {
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(sql_type = sql_types::Text)]
        quick_check: String,
    }
    let Some(mut conn) = path.to_str().and_then(|text| SqliteConnection::establish(text).ok()) else { return true };
    let found: Result<Vec<Found>, diesel::result::Error> = sql_query("PRAGMA quick_check(1)").load(&mut conn);
    match found {
        Ok(found) => found.first().is_none_or(|found| found.quick_check != "ok"),
        Err(error) => !error.to_string().contains("locked"),
    }
}

pub fn discard(live: &Path, previous: &str) -> Result<(), String> {
    if !previous.starts_with(&format!("{}{OLD}", name(live))) || previous.contains('/') {
        return Err("this is no database that was kept".to_owned());
    }
    let path = live.with_file_name(previous);
    for path in BESIDE.iter().map(|ending| beside(&path, ending)).chain([path.clone()]) {
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(format!("{} cannot be removed: {error}", path.display()));
            }
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_noticed_that_has_no_connection_open() {
        let folder = tempfile::tempdir().unwrap();
        let (live, new) = (folder.path().join("live.db"), folder.path().join("live.db.restoring-1"));
        fs::write(&live, "").unwrap();
        fs::write(&new, "").unwrap();
        let servers = (hold(&live).unwrap(), hold(&live).unwrap());
        assert!(wait_for_others(&live).unwrap_err().contains("a server is running"));
        assert!(switch(&live, &new, "1").is_err() && new.exists());
        drop(servers.0);
        assert!(try_unserved(&live).is_err(), "there is another one");
        drop(servers.1);
        wait_for_others(&live).unwrap();
        switch(&live, &new, "1").unwrap();
        assert!(!new.exists() && live.with_file_name(previous_name(&live, "1")).exists());
    }
}

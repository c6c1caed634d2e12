//! Half-written files of a process that died: the storage itself neither lists nor opens them.

use std::{fs, io, path::Path, time::Duration};

/// Removes files named `…#NUMBER` of at least this age below a folder; answers how many.
pub fn remove(folder: &Path, age: Duration) -> io::Result<usize> {
    let mut removed = 0;
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            if kind.is_dir() {
                folders.push(entry.path());
            } else if is_staged(&entry.file_name().to_string_lossy()) && is_old(&entry, age) {
                fs::remove_file(entry.path())?;
                removed += 1;
            }
        }
    }
    Ok(removed)
}

/// As [`remove`], but only in this folder itself and only of files whose names are ours.
pub fn remove_of(folder: &Path, age: Duration, is_ours: impl Fn(&str) -> bool) -> io::Result<usize> {
    let mut removed = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let staged = name.to_str().filter(|name| is_staged(name)).and_then(|name| name.rsplit_once('#'));
        if staged.is_some_and(|(name, _)| is_ours(name)) && entry.file_type()?.is_file() && is_old(&entry, age) {
            fs::remove_file(entry.path())?;
            removed += 1;
        }
    }
    Ok(removed)
}

/// As `object_store` names what it has not finished.
fn is_staged(name: &str) -> bool {
    name.rsplit_once('#')
        .is_some_and(|(_, number)| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_old(entry: &fs::DirEntry, age: Duration) -> bool {
    entry.metadata().and_then(|meta| meta.modified()).is_ok_and(|at| at.elapsed().unwrap_or_default() >= age)
}

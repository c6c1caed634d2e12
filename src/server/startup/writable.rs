//! Finding out before anything else that the data folder cannot be written.

use std::{fs, path::Path};

/// Makes the folder if it is missing (only its owner may enter) and writes a file into it.
///
/// A database file can look writable while the journal beside it cannot be made, so the folder itself is tried.
///
/// # Errors
/// A sentence for the operator.
pub fn check_writable(folder: &Path) -> Result<(), String> {
    use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
    let shown = folder.display();
    if !folder.is_dir() {
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)
            .map_err(|error| format!("The data folder {shown} cannot be made: {error}"))?;
    }
    let probe = folder.join(format!(".write-test-{}", std::process::id()));
    fs::OpenOptions::new()
        .create(true)
        .truncate(true)
        .write(true)
        .mode(0o600)
        .open(&probe)
        .and_then(|_| fs::remove_file(&probe))
        .map_err(|error| format!("The data folder {shown} cannot be written: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_folder_is_made_for_its_owner_alone_and_left_clean() {
        use std::os::unix::fs::PermissionsExt as _;
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("a/b");
        check_writable(&folder).unwrap();
        assert_eq!(fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_named() {
        let root = tempfile::tempdir().unwrap();
        let file = root.path().join("taken");
        fs::write(&file, "").unwrap();
        let message = check_writable(&file).unwrap_err();
        assert!(message.starts_with("The data folder ") && message.contains("taken"), "{message}");
    }
}

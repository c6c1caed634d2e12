//! Where a passphrase comes from: never from the command line itself, which others on the machine can see.

use std::{
    fs::File,
    io::{IsTerminal as _, Read as _},
    path::Path,
};

use talentsmaroc::{
    domain::registration::normalise_password,
    server::services::operations::backup::{check_passphrase, new_passphrase},
};

use crate::commands::weakness::weakness;

/// Longest file with a passphrase, in bytes.
const LONGEST: u64 = 4096;

/// Of a backup that is to be made: it must not be guessed.
pub fn of_new_backup(file: Option<&Path>) -> Result<String, String> {
    if let Some(file) = file {
        return judged(&read(file)?);
    }
    let first = ask("Passphrase of the new backup (nothing: a new one is made): ")?;
    if first.is_empty() {
        let made = new_passphrase().map_err(|error| error.to_string())?;
        eprintln!("The passphrase is   {made}");
        eprintln!("Write it down now, apart from the backup: it is not stored anywhere.");
        return Ok(made);
    }
    if ask("Once more: ")? != first {
        return Err("The two passphrases differ".to_owned());
    }
    judged(&first)
}

/// Of a backup that was made.
pub fn of_backup(file: Option<&Path>) -> Result<String, String> {
    let typed = match file {
        Some(file) => read(file)?,
        None => ask("Passphrase of the backup: ")?,
    };
    Ok(normalise_password(&typed))
}

fn judged(typed: &str) -> Result<String, String> {
    check_passphrase(typed).map_err(|error| weakness(&error).replace("password", "passphrase"))
}

/// The first line.
fn read(path: &Path) -> Result<String, String> {
    let mut text = String::new();
    let read = File::open(path).and_then(|file| file.take(LONGEST).read_to_string(&mut text));
    read.map_err(|error| format!("The passphrase in {} cannot be read: {error}", path.display()))?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}

fn ask(prompt: &str) -> Result<String, String> {
    if !std::io::stdin().is_terminal() {
        return Err("There is no terminal to ask for the passphrase; use --passphrase-file".to_owned());
    }
    rpassword::prompt_password(prompt).map_err(|error| format!("No passphrase: {error}"))
}

//! `backup`

mod passphrase;
mod progress;

use std::{
    fs::File,
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

use clap::{Args, Subcommand};
use talentsmaroc::domain::backup::backup_name;
use talentsmaroc::server::{
    actor::Actor,
    clock::Clock,
    services::operations::backup::{self as service, Created, KeysFile, Proof},
    startup::{
        Secrets, check_writable,
        restore::{Wanted, restore},
    },
    storage::BackupPlace,
};

use self::progress::ProgressLine;
use super::{opening, outcome::CommandOutcome};

#[derive(Debug, Subcommand)]
pub enum Backup {
    /// Write everything (people, files, settings, audit log, keys) into one encrypted file, while the site runs.
    ///
    /// The file is a ZIP archive that 7-Zip opens with the passphrase. Without the passphrase it is worth nothing: keep
    /// that in another place.
    Create(Create),
    /// Look through a backup without restoring it: every byte, every row, every reference.
    Check(Check),
    /// List the backups in the place of BACKUP_URL.
    List,
    /// Bring an installation back from a backup. Stop the server first.
    ///
    /// Nothing is touched before the whole backup was looked through. What is replaced is kept for seven days, or until
    /// `serve --discard-previous`. All sessions end.
    Restore(Restore),
}

#[derive(Debug, Args)]
pub struct Create {
    /// Where to write it; `-` is the standard output. Without it: a new file in this folder.
    file: Option<PathBuf>,
    /// Leave SECRET_KEY and ENCRYPTION_KEY out. Who restores it must have them.
    #[arg(long)]
    without_keys: bool,
    #[command(flatten)]
    passphrase: PassphraseFile,
}

#[derive(Debug, Args)]
pub struct Check {
    /// The backup.
    file: PathBuf,
    #[command(flatten)]
    passphrase: PassphraseFile,
}

#[derive(Debug, Args)]
pub struct Restore {
    /// The backup.
    file: PathBuf,
    /// Stop after looking it through, as `backup check`.
    #[arg(long)]
    check: bool,
    /// Replace the installation that is there.
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    passphrase: PassphraseFile,
}

#[derive(Debug, Args)]
pub struct PassphraseFile {
    /// The file with the passphrase in its first line, instead of asking for it.
    #[arg(long, env = "BACKUP_PASSPHRASE_FILE")]
    passphrase_file: Option<PathBuf>,
}

pub async fn run(command: Backup) -> CommandOutcome {
    match command {
        Backup::Create(arguments) => create(arguments).await,
        Backup::Check(arguments) => check(&arguments.file, &arguments.passphrase).await,
        Backup::List => list().await,
        Backup::Restore(arguments) if arguments.check => check(&arguments.file, &arguments.passphrase).await,
        Backup::Restore(arguments) => Box::pin(bring_back(arguments)).await,
    }
}

async fn create(arguments: Create) -> CommandOutcome {
    let passphrase = passphrase::of_new_backup(arguments.passphrase.passphrase_file.as_deref())?;
    let (state, secrets) = opening::state_and_secrets().await?;
    let keys = (!arguments.without_keys).then(|| keys_of(&secrets));
    let path = arguments.file.unwrap_or_else(|| PathBuf::from(backup_name(Clock::default().now())));
    let to_output = path == Path::new("-");
    if !to_output && path.exists() {
        return Err(format!("{} is there already; choose another name", path.display()));
    }
    let unfinished = unfinished(&path);
    let out: Box<dyn Write + Send> =
        if to_output { Box::new(std::io::stdout()) } else { Box::new(new_file(&unfinished)?) };
    let out = BufWriter::with_capacity(256 << 10, out);
    let mut progress = ProgressLine::default();
    let made = service::create(&state, &Actor::command_line(), out, &passphrase, keys, |one| progress.show(one)).await;
    progress.end();
    let finished = made.map_err(not_made).and_then(|created| {
        if to_output {
            return Ok(created);
        }
        let synced = File::open(&unfinished).and_then(|file| file.sync_all());
        let named = synced.and_then(|()| std::fs::rename(&unfinished, &path));
        named.map(|()| created).map_err(|error| format!("{} cannot be written: {error}", path.display()))
    });
    if finished.is_err() && !to_output {
        let _ = std::fs::remove_file(&unfinished);
    }
    let noted = match &finished {
        Ok(_) => service::note_created(&state, &Actor::command_line()).await,
        Err(_) => Ok(()),
    };
    state.db.close().await;
    let place = if to_output { "the standard output".to_owned() } else { path.display().to_string() };
    tell_created(&finished?, &place);
    noted.map_err(|error| format!("The backup is whole, but the audit log does not say so: {error}"))
}

/// Where it is until it is whole: a name that no other run has.
fn unfinished(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    PathBuf::from(name)
}

fn keys_of(secrets: &Secrets) -> KeysFile {
    KeysFile { secret_key: secrets.secret_key.clone(), encryption_key: secrets.encryption_key.clone() }
}

fn not_made(error: impl std::fmt::Display) -> String {
    format!("The backup could not be made: {error}")
}

/// Only its owner may read it; what is there already is not touched.
fn new_file(path: &Path) -> Result<File, String> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let file = File::options().create_new(true).write(true).mode(0o600).open(path);
    file.map_err(|error| format!("{} cannot be written: {error}", path.display()))
}

fn tell_created(created: &Created, place: &str) {
    eprintln!(
        "{} rows and {} files ({} MB) are in {place}.",
        created.rows,
        created.files - created.gone,
        created.bytes.div_ceil(1_000_000)
    );
    if created.gone > 0 {
        eprintln!("{} files were deleted meanwhile.", created.gone);
    }
}

async fn check(file: &Path, passphrase: &PassphraseFile) -> CommandOutcome {
    let config = opening::config()?;
    let secrets = Secrets::obtain(&config, opening::variable)?;
    check_writable(&config.data_dir)?;
    let passphrase = passphrase::of_backup(passphrase.passphrase_file.as_deref())?;
    let mut progress = ProgressLine::default();
    let proof = service::check(file, &passphrase, &secrets.encryption_key, &config.data_dir, |one| progress.show(one));
    let proof = proof.await;
    progress.end();
    let proof = proof.map_err(|error| error.to_string())?;
    println!("The backup is whole and can be restored.");
    describe(&proof);
    Ok(())
}

async fn list() -> CommandOutcome {
    let config = opening::config()?;
    let backups = config.backups.ok_or("There is no place of backups: BACKUP_URL is not set")?;
    let stored = BackupPlace::open(&backups.place)?.list().await;
    let stored = stored.map_err(|error| format!("The backups cannot be listed: {error}"))?;
    if stored.is_empty() {
        println!("There is no backup in {} yet.", backups.place);
    }
    for backup in stored {
        println!("{}  {} MB", backup.name, backup.bytes.div_ceil(1_000_000));
    }
    Ok(())
}

fn describe(proof: &Proof) {
    let manifest = &proof.manifest;
    println!(
        "Made at {} by version {} on {}, for {}",
        manifest.made_at, manifest.application, manifest.engine, manifest.base_url
    );
    let people = manifest.tables.iter().find(|table| table.shape.name == "people").map_or(0, |table| table.rows);
    println!("{} people, {} rows, {} files", people, proof.rows(), manifest.files.rows - manifest.files.gone);
    println!("{}", if proof.keys.is_some() { "With its keys" } else { "Without its keys" });
}

async fn bring_back(arguments: Restore) -> CommandOutcome {
    let config = opening::config()?;
    let secrets = Secrets::obtain(&config, opening::variable)?;
    let passphrase = passphrase::of_backup(arguments.passphrase.passphrase_file.as_deref())?;
    let wanted = Wanted { file: &arguments.file, passphrase: &passphrase, force: arguments.force };
    let mut progress = ProgressLine::default();
    let restored = Box::pin(restore(config, secrets, wanted, |one| progress.show(one))).await;
    progress.end();
    let restored = restored?;
    println!("Restored. All sessions are over; administrators sign in with the passwords of the backup.");
    describe(&restored.proof);
    if let Some(previous) = restored.previous {
        println!("What was there before is kept for seven days as {previous}.");
    }
    Ok(())
}

//! The command line: one file a command. Its texts are English, for operators.

mod account;
mod admin;
mod audit;
mod backup;
mod doctor;
mod extract_text;
mod import;
mod keys;
mod migrate;
mod opening;
mod outbox;
mod outcome;
mod people;
mod restoring;
mod seed_demo;
mod serve;
mod storage;
mod weakness;

use clap::{Parser, Subcommand};

use self::outcome::CommandOutcome;

/// Talent directory for Morocco and Africa, with a film-casting module.
///
/// Settings come from environment variables; the README lists them all. Without any, the server listens on
/// http://127.0.0.1:3000 and keeps everything in the folder `data`.
#[derive(Debug, Parser)]
#[command(name = "talentsmaroc", version, max_term_width = 100)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the server (also what happens without a command).
    Serve(serve::Serve),
    /// Bring the database to the shape this version expects, and say what was done.
    Migrate,
    /// Make keys, or bring the database over to new ones.
    #[command(subcommand)]
    Keys(keys::Keys),
    /// Make, list and unmake administrators.
    #[command(subcommand)]
    Admin(admin::Admin),
    /// Look at one person, suspend, reactivate or approve them.
    #[command(subcommand)]
    People(people::People),
    /// Restore the access to an account.
    #[command(subcommand)]
    Account(account::AccountCommand),
    /// Read the mails written to people, and send failed ones again.
    Outbox(outbox::Outbox),
    /// Show the audit log.
    Audit(audit::Audit),
    /// Say whose the uploaded files are, or clear many of them away.
    #[command(subcommand)]
    Storage(storage::StorageCommand),
    /// Bring people from elsewhere: from the application this one replaces, or from a spreadsheet.
    #[command(subcommand)]
    Import(import::Import),
    /// Fill the directory with people who do not exist, or take them out again.
    SeedDemo(seed_demo::SeedDemo),
    /// Make a backup of everything, look one through, restore one.
    #[command(subcommand)]
    Backup(backup::Backup),
    /// Look at configuration, keys, database and files, and say what is wrong.
    ///
    /// Changes nothing. Exit code 1 when something does not work.
    Doctor,
    /// Read a CV from standard input and write its text to standard output: what the server runs for each CV.
    #[command(hide = true)]
    ExtractText,
}

impl Cli {
    pub async fn run(self) -> CommandOutcome {
        match self.command.unwrap_or(Command::Serve(serve::Serve::default())) {
            Command::Serve(arguments) => serve::run(arguments).await,
            Command::Migrate => migrate::run().await,
            Command::Keys(keys) => keys::run(keys).await,
            Command::Admin(admin) => admin::run(admin).await,
            Command::People(people) => people::run(people).await,
            Command::Account(account) => account::run(account).await,
            Command::Outbox(arguments) => outbox::run(arguments).await,
            Command::Audit(arguments) => audit::run(arguments).await,
            Command::Storage(command) => storage::run(command).await,
            Command::Backup(command) => backup::run(command).await,
            Command::Import(command) => import::run(command).await,
            Command::SeedDemo(arguments) => seed_demo::run(arguments).await,
            Command::Doctor => doctor::run().await,
            Command::ExtractText => extract_text::run(),
        }
    }
}

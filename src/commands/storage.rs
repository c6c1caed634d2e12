//! `storage`

use std::io::{BufRead as _, IsTerminal as _, Write as _};

use clap::Subcommand;
use talentsmaroc::server::{
    actor::Actor,
    services::files::{Hindrance, installation, sweep_all},
};

use super::{opening, outcome::CommandOutcome};

#[derive(Debug, Subcommand)]
pub enum StorageCommand {
    /// Say that the files of STORAGE_URL belong to this database, when `doctor` says that it is not sure.
    ///
    /// From then on files that this database does not know are moved to the trash and deleted after 7 days. Never do
    /// this with a storage that another database uses.
    Adopt {
        /// Do not ask.
        #[arg(long)]
        yes: bool,
    },
    /// Move all files that this database does not know to the trash, however many they are.
    ///
    /// The running server does this by itself, but not when they are so many that something must be wrong.
    Sweep {
        /// Do not ask.
        #[arg(long)]
        yes: bool,
    },
}

pub async fn run(command: StorageCommand) -> CommandOutcome {
    match command {
        StorageCommand::Adopt { yes } => adopt(yes).await,
        StorageCommand::Sweep { yes } => sweep(yes).await,
    }
}

async fn adopt(yes: bool) -> CommandOutcome {
    let state = opening::state().await?;
    let (storage, database) = (&state.config.storage_url, state.config.database_url.engine());
    confirm(yes, &format!("The files in {storage} belong to this {database} database and to no other."))?;
    installation::adopt(&state, &Actor::command_line())
        .await
        .map_err(|error| format!("Nothing was changed: {error}"))?;
    println!("The storage belongs to this database now.");
    Ok(())
}

async fn sweep(yes: bool) -> CommandOutcome {
    let state = opening::state().await?;
    confirm(yes, "All files in the storage that this database does not know go to the trash, for 7 days.")?;
    let swept =
        sweep_all(&state, &Actor::command_line()).await.map_err(|error| format!("Stopped, run it again: {error}"))?;
    if let Some(Hindrance::Owner(owner)) = swept.hindrance {
        return Err(owner.warning().unwrap_or_default());
    }
    println!("{} files moved to the trash, {} restored from it.", swept.orphans, swept.restored);
    Ok(())
}

fn confirm(yes: bool, statement: &str) -> CommandOutcome {
    if yes {
        return Ok(());
    }
    let stdin = std::io::stdin();
    if !stdin.is_terminal() {
        return Err("There is no terminal to ask; add --yes when you are sure".to_owned());
    }
    print!("{statement} Is that so? Type yes: ");
    let mut answer = String::new();
    std::io::stdout()
        .flush()
        .and_then(|()| stdin.lock().read_line(&mut answer))
        .map_err(|error| format!("No answer: {error}"))?;
    if answer.trim() == "yes" { Ok(()) } else { Err("Nothing was changed".to_owned()) }
}

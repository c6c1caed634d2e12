//! `migrate`

use talentsmaroc::server::db::migrations;

use super::{opening, outcome::CommandOutcome};

/// Runs pending migrations. Needs no keys: it changes tables, not what is encrypted in them.
pub async fn run() -> CommandOutcome {
    let config = opening::config()?;
    let versions = migrations::run(&config.database_url).await?;
    match versions.len() {
        0 => println!("The {} database is up to date.", config.database_url.engine()),
        number => println!(
            "Migrations run on the {} database ({number}): {}",
            config.database_url.engine(),
            versions.join(", ")
        ),
    }
    Ok(())
}

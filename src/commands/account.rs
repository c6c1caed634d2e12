//! `account`

use clap::Subcommand;
use talentsmaroc::server::{actor::Actor, error::AppError, services::accounts::password_reset};

use super::{opening, outcome::CommandOutcome};

#[derive(Debug, Subcommand)]
pub enum AccountCommand {
    /// Print a link with which the owner of an account chooses a new password: once, within an hour.
    ///
    /// Do not share it. That it was made is noted in the audit log.
    ResetLink {
        /// Address of the account.
        email: String,
    },
}

pub async fn run(command: AccountCommand) -> CommandOutcome {
    match command {
        AccountCommand::ResetLink { email } => reset_link(&email).await,
    }
}

async fn reset_link(email: &str) -> CommandOutcome {
    let state = opening::state().await?;
    let link =
        password_reset::operator_link(&state, &Actor::command_line(), email).await.map_err(|error| match error {
            AppError::BadRequest(_) => "This account is suspended; reactivate it first".to_owned(),
            other => format!("The link could not be made: {other}"),
        })?;
    let link = link.ok_or("There is no account with this address")?;
    println!("Whoever opens this link until {} UTC chooses a new password:", link.expires_at);
    println!("  {}", link.address);
    Ok(())
}

//! `account`

use clap::Subcommand;
use talentsmaroc::server::{actor::Actor, error::AppError, services::password_reset};

use super::{opening, outcome::Outcome};

#[derive(Debug, Subcommand)]
pub enum Account {
    /// Print a link with which the owner of an account chooses a new password: once, within an hour.
    ///
    /// Do not share it. That it was made is noted in the audit log.
    ResetLink {
        /// Address of the account.
        email: String,
    },
}

pub async fn run(command: Account) -> Outcome {
    match command {
        Account::ResetLink { email } => reset_link(&email).await,
    }
}

async fn reset_link(email: &str) -> Outcome {
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

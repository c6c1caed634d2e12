//! `audit`

use clap::Args;
use talentsmaroc::server::{actor::Actor, services::admin::audit_log};

use super::{
    opening,
    outcome::{CommandOutcome, clean},
};

/// What was done, by whom, to whom: the newest lines first.
#[derive(Debug, Args)]
pub struct Audit {
    /// How many lines.
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(i64).range(1..=100_000))]
    limit: i64,
}

/// Prints the log.
pub async fn run(Audit { limit }: Audit) -> CommandOutcome {
    let state = opening::state().await?;
    let lines = audit_log::newest(&state, &Actor::command_line(), limit).await;
    let lines = lines.map_err(|error| format!("The audit log cannot be read: {error}"))?;
    if lines.is_empty() {
        println!("Nothing has been noted yet.");
    }
    for line in lines {
        let actor = match line.actor_account_id {
            Some(id) => format!("{} account:{id}", line.actor),
            None => line.actor,
        };
        let from = if line.origin.is_empty() { String::new() } else { format!("  from {}", line.origin) };
        let why = line.reason.map(|reason| format!("  because {reason}")).unwrap_or_default();
        let what = line.fields.map(|fields| format!("  fields {fields}")).unwrap_or_default();
        println!("{} UTC  {:<24} {:<16} by {actor}{from}{why}{what}", line.at, line.action, clean(&line.subject));
    }
    Ok(())
}

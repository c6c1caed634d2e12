//! `keys`

use clap::Subcommand;
use talentsmaroc::server::{
    actor::Actor,
    security::{encryption::Keyring, tokens::new_token},
    services::operations::keys,
};

use super::{opening, outcome::CommandOutcome};

#[derive(Debug, Subcommand)]
pub enum Keys {
    /// Print a new SECRET_KEY and a new ENCRYPTION_KEY, as lines of an environment file.
    ///
    /// Nothing is stored. Keep a copy in a safe place before you use them.
    Generate,
    /// Encrypt everything with the newest key of ENCRYPTION_KEY.
    ///
    /// First put a new key before the old one (ENCRYPTION_KEY=NEW,OLD) and restart every server. Then run this; it
    /// works in small transactions beside the running servers, and can be stopped and run again. Then ask
    /// `keys verify` whether the old key may go.
    Rotate,
    /// Say whether the older keys of ENCRYPTION_KEY may be removed: whether the newest one opens everything.
    ///
    /// Changes nothing. Exit code 1 when an older key is still needed.
    Verify,
    /// Make encrypted phone numbers findable again after SECRET_KEY was changed.
    ///
    /// Stop the server first, run this once with the new SECRET_KEY, then start the server.
    Reindex,
}

pub async fn run(command: Keys) -> CommandOutcome {
    match command {
        Keys::Generate => generate(),
        Keys::Rotate => rotate().await,
        Keys::Verify => verify().await,
        Keys::Reindex => reindex().await,
    }
}

fn generate() -> CommandOutcome {
    let secret = new_token().map_err(|error| error.to_string())?;
    println!("SECRET_KEY={secret}");
    println!("ENCRYPTION_KEY={}", Keyring::generate_key());
    Ok(())
}

async fn rotate() -> CommandOutcome {
    let state = opening::state().await?;
    let done = keys::rotate(&state, &Actor::command_line())
        .await
        .map_err(|error| format!("The rotation stopped, run it again: {error}"))?;
    println!("{} encrypted values, {} of them encrypted again with the newest key.", done.seen, done.changed);
    if done.late > 0 {
        return Err(format!(
            "{} of them were written with an older key meanwhile: a server still runs with the old ENCRYPTION_KEY. \
             Restart every server with the new key first, then run this again",
            done.late
        ));
    }
    println!(
        "When every server runs with the new key first, `talentsmaroc keys verify` says whether the older ones may go."
    );
    Ok(())
}

async fn verify() -> CommandOutcome {
    let state = opening::state().await?;
    let found = keys::verify(&state, &Actor::command_line())
        .await
        .map_err(|error| format!("Not everything could be looked at, run it again: {error}"))?;
    println!("{} encrypted values, {} of them not encrypted with the newest key.", found.seen, found.not_under_newest);
    if found.not_under_newest > 0 {
        return Err("The older keys are still needed; run `talentsmaroc keys rotate`".to_owned());
    }
    println!(
        "The older keys may be removed from ENCRYPTION_KEY once no backup needs them, if every server runs with the"
    );
    println!("newest key first: one that does not would write with an older key again.");
    Ok(())
}

async fn reindex() -> CommandOutcome {
    let state = opening::state_after_new_secret_key().await?;
    let seen = keys::reindex(&state, &Actor::command_line())
        .await
        .map_err(|error| format!("The re-indexing stopped, run it again: {error}"))?;
    println!("{seen} phone numbers indexed with the present SECRET_KEY.");
    Ok(())
}

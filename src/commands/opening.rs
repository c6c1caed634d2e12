//! What most commands begin with.

use talentsmaroc::server::{
    config::Config,
    startup::{
        Secrets,
        open::{ChangedSecretKey, open_state_with},
        secrets::FILE_NAME,
    },
    state::AppState,
};

/// One variable of the environment.
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// The settings of this process.
pub fn config() -> Result<Config, String> {
    Config::read(variable)
}

/// The application on its database, ready for work; reports where new keys were stored.
pub async fn state() -> Result<AppState, String> {
    open(ChangedSecretKey::Refused).await
}

/// The same when `SECRET_KEY` was changed on purpose.
pub async fn state_after_new_secret_key() -> Result<AppState, String> {
    open(ChangedSecretKey::Accepted).await
}

/// The same with its keys. Nothing is printed: the standard output may be a backup.
pub async fn state_and_secrets() -> Result<(AppState, Secrets), String> {
    let config = config()?;
    let secrets = Secrets::obtain(&config, variable)?;
    let state = open_state_with(config, secrets.clone(), ChangedSecretKey::Refused).await?;
    Ok((state, secrets))
}

async fn open(changed: ChangedSecretKey) -> Result<AppState, String> {
    let config = config()?;
    let secrets = Secrets::obtain(&config, variable)?;
    let state = open_state_with(config, secrets.clone(), changed).await?;
    if secrets.is_new() {
        println!("New keys were made in {}.", state.config.data_dir.join(FILE_NAME).display());
        println!("Keep a copy of that file in a safe place: without it the encrypted part of the data is lost.");
    }
    Ok(state)
}

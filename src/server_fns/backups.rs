//! What administrators do with backups. Each action leads to the page about them, which says how it ended.

use leptos::prelude::*;

use crate::domain::fault::Fault;

/// Where the form of a new backup is sent.
pub const CREATE_BACKUP: &str = "/fn/create_backup";
/// Where the wish to look a backup through is sent.
pub const CHECK_BACKUP: &str = "/fn/check_backup";
/// Where the wish to delete one is sent.
pub const DELETE_BACKUP: &str = "/fn/delete_backup";

/// Begins a backup, sealed with a passphrase that is typed twice, made, or read from a file, as `source` says.
#[server(prefix = "/fn", endpoint = "create_backup")]
pub async fn create_backup(
    #[server(default)] source: String,
    #[server(default)] passphrase: String,
    #[server(default)] passphrase_again: String,
) -> Result<(), Fault> {
    use crate::{
        domain::backup::PassphraseSource,
        server::{ctx::Ctx, services::operations::backup::desk::create},
    };
    let ctx = Ctx::current()?;
    let source = PassphraseSource::from_key(&source).ok_or(Fault::BadRequest)?;
    let ended = create(&ctx.state, &ctx.actor(), source, &passphrase, &passphrase_again).await;
    at_the_page(&ctx, ended)
}

/// Looks through the stored backup of this name.
#[server(prefix = "/fn", endpoint = "check_backup")]
pub async fn check_backup(#[server(default)] name: String, #[server(default)] passphrase: String) -> Result<(), Fault> {
    use crate::server::{ctx::Ctx, services::operations::backup::desk::check};
    let ctx = Ctx::current()?;
    let ended = check(&ctx.state, &ctx.actor(), &name, &passphrase).await;
    at_the_page(&ctx, ended.map(Into::into))
}

/// Deletes the stored backup of this name, when `confirmed` is ticked.
#[server(prefix = "/fn", endpoint = "delete_backup")]
pub async fn delete_backup(
    #[server(default)] name: String,
    #[server(default)] confirmed: Option<String>,
) -> Result<(), Fault> {
    use crate::{
        domain::backup::BackupAnswer,
        server::{ctx::Ctx, services::operations::backup::desk::delete},
    };
    let ctx = Ctx::current()?;
    let ended = match confirmed {
        Some(_) => delete(&ctx.state, &ctx.actor(), &name).await,
        None => Ok(BackupAnswer::NotConfirmed),
    };
    at_the_page(&ctx, ended.map(Into::into))
}

/// Leads to the page, by way of the password where that was given some time ago.
#[cfg(feature = "ssr")]
fn at_the_page(
    ctx: &crate::server::ctx::Ctx,
    ended: crate::server::error::AppResult<crate::domain::backup::BackupFlash>,
) -> Result<(), Fault> {
    use crate::{
        domain::backup::{BACKUP_FLASH, BackupAnswer},
        routes::{DESK_BACKUPS, reauthentication_page},
        server::error::AppError,
    };
    let (flash, address) = match ended {
        Ok(flash) => (flash, DESK_BACKUPS.to_owned()),
        Err(AppError::ReauthenticationRequired) => {
            (BackupAnswer::SendAgain.into(), reauthentication_page(DESK_BACKUPS))
        }
        Err(error) => return Err(error.into()),
    };
    ctx.flash(BACKUP_FLASH, &flash)?;
    leptos_axum::redirect(&address);
    Ok(())
}

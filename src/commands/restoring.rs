//! Restoring what an administrator asked for on the desk, in the process of the server, whose database is closed.

use talentsmaroc::{
    domain::backup::BackupReport,
    server::{
        db::place,
        services::operations::backup::desk,
        startup::{
            Secrets,
            restore::{Wanted, restore},
        },
        state::AppState,
        takeover::RestoreOrder,
    },
};

use super::opening;

/// Restores the backup and opens the application on what is in its place then, where the page about backups says what came
/// of it.
///
/// # Errors
/// One sentence when the application cannot be opened: the process ends, and starts again as after any fault.
pub async fn restore_ordered(order: &RestoreOrder) -> Result<AppState, String> {
    let report = match Box::pin(bring_back(order)).await {
        Ok(report) => report,
        Err(reason) => {
            tracing::error!(%reason, "the backup that an administrator asked for was not restored");
            BackupReport::Failed
        }
    };
    let state = opening::state().await?;
    if let Err(error) = desk::note_restore(&state, order.work, &order.name, &report).await {
        tracing::error!(%error, "what became of a restore could not be written");
    }
    Ok(state)
}

async fn bring_back(order: &RestoreOrder) -> Result<BackupReport, String> {
    let config = opening::config()?;
    if let Err(reason) = place::wait_for_others(&config.database_url).await {
        tracing::warn!(%reason, "nothing was restored");
        return Ok(BackupReport::InUse);
    }
    let secrets = Secrets::obtain(&config, opening::variable)?;
    let wanted = Wanted { file: &order.path, passphrase: &order.passphrase, force: true };
    let restored = Box::pin(restore(config, secrets, wanted, |_| ())).await?;
    let files = &restored.proof.manifest.files;
    tracing::info!("a backup was restored");
    Ok(BackupReport::Restored { rows: restored.proof.rows(), files: files.rows.saturating_sub(files.gone) })
}

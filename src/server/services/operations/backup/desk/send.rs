//! A new backup that is sent to the browser while it is written, and stored nowhere.

use std::io::{self, BufWriter};

use bytes::Bytes;
use tokio::{sync::mpsc, task::JoinHandle};

use super::{judged, require};
use crate::{
    domain::backup::{BackupAnswer, BackupWorkKind, backup_name},
    server::{
        actor::Actor,
        error::{AppError, AppResult},
        services::operations::backup::{
            create::{Created, write_backup},
            noted::note_created,
            place::{own_keys, report_of},
            work::BackupWork,
        },
        state::AppState,
    },
};

/// Pieces of this size are sent.
const PIECE: usize = 256 << 10;
/// Pieces that wait for the browser.
const QUEUE: usize = 4;

/// A backup on its way.
pub struct SentBackup {
    pub file_name: String,
    pieces: mpsc::Receiver<Bytes>,
    writing: Option<JoinHandle<AppResult<()>>>,
}

impl SentBackup {
    /// The next piece; none when the backup is whole and its line in the audit log is written.
    ///
    /// # Errors
    /// When it could not be written to its end.
    pub async fn next(&mut self) -> AppResult<Option<Bytes>> {
        if let Some(piece) = self.pieces.recv().await {
            return Ok(Some(piece));
        }
        match self.writing.take() {
            Some(writing) => writing.await.map_err(AppError::internal)?.map(|()| None),
            None => Ok(None),
        }
    }
}

/// Begins to send a new backup, sealed with a passphrase that was typed twice. The inner error says why it was not begun.
///
/// # Errors
/// `Forbidden` without the capability, `ReauthenticationRequired` when the password was given some time ago.
pub async fn send(
    state: &AppState,
    actor: &Actor,
    typed: &str,
    again: &str,
) -> AppResult<Result<SentBackup, BackupAnswer>> {
    require(state, actor).await?;
    let passphrase = match judged(typed, again) {
        Ok(passphrase) => passphrase,
        Err(answer) => return Ok(Err(answer)),
    };
    let file_name = backup_name(state.clock.now());
    let Some(work) = BackupWork::begin(state, BackupWorkKind::Send, &file_name, None).await? else {
        return Ok(Err(BackupAnswer::Busy));
    };
    let (queue, pieces) = mpsc::channel(QUEUE);
    let writing = tokio::spawn(write(state.clone(), actor.clone(), passphrase, PieceWriter(queue), work));
    Ok(Ok(SentBackup { file_name, pieces, writing: Some(writing) }))
}

/// Ends early when the browser is gone.
async fn write(state: AppState, actor: Actor, passphrase: String, out: PieceWriter, work: BackupWork) -> AppResult<()> {
    let out = BufWriter::with_capacity(PIECE, out);
    let made: AppResult<Created> = async {
        let created = write_backup(&state, out, &passphrase, Some(own_keys(&state)), work.teller()).await?;
        note_created(&state, &actor).await?;
        Ok(created)
    }
    .await;
    let ended = work.end(&report_of(&made)).await;
    // What takes the pieces is gone when the browser is, and could not tell.
    made.and(ended).inspect_err(|error| tracing::error!(%error, "a backup could not be sent to its end"))
}

/// Hands pieces over; for threads that may block.
struct PieceWriter(mpsc::Sender<Bytes>);

impl io::Write for PieceWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let piece = Bytes::copy_from_slice(bytes);
        self.0.blocking_send(piece).map_err(|_| io::Error::other("the browser takes no more"))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

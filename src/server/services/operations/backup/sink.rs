//! The thread that packs, seals and writes: what is to be written waits for it in a short queue, so that neither a slow
//! disk nor a slow client makes memory grow.

use std::{
    io::{self, Write},
    thread,
};

use bytes::Bytes;
use tokio::sync::{mpsc, oneshot};

use crate::server::{
    documents::sealed_zip::{Method, SealedZipWriter, Written},
    error::{AppError, AppResult},
};

/// Pieces that wait: of rows some hundred kilobytes each, of files one file each.
const QUEUE: usize = 4;
/// How far the thread steps back behind those that answer visitors: where they need everything, it still gets a quarter.
#[cfg(target_os = "linux")]
const STEPS_BACK: i32 = 5;

enum Piece {
    Begin(String, Method),
    Content(Bytes),
    End(oneshot::Sender<Written>),
    Finish,
}

/// An archive that is being written elsewhere.
pub struct Sink {
    queue: mpsc::Sender<Piece>,
    /// How the thread ended.
    ended: oneshot::Receiver<io::Result<()>>,
}

impl Sink {
    /// Begins an archive.
    pub fn new(out: impl Write + Send + 'static, passphrase: &str) -> Self {
        let (queue, mut pieces) = mpsc::channel(QUEUE);
        let (end, ended) = oneshot::channel();
        let archive = SealedZipWriter::new(out, passphrase);
        // Not one of the threads that others use afterwards: this one keeps its place behind them.
        let started = thread::Builder::new().name("backup".to_owned()).spawn(move || {
            step_back();
            drop(end.send(pack(archive, &mut pieces)));
        });
        if let Err(error) = started {
            tracing::warn!(%error, "there is no thread for a backup");
        }
        Self { queue, ended }
    }

    /// Begins an entry.
    pub async fn begin(&mut self, name: String, method: Method) -> AppResult<()> {
        self.send(Piece::Begin(name, method)).await
    }

    /// Writes content.
    pub async fn write(&mut self, bytes: impl Into<Bytes>) -> AppResult<()> {
        self.send(Piece::Content(bytes.into())).await
    }

    /// Ends an entry.
    pub async fn end(&mut self) -> AppResult<Written> {
        let (answer, written) = oneshot::channel();
        self.send(Piece::End(answer)).await?;
        match written.await {
            Ok(written) => Ok(written),
            Err(_) => Err(self.failure().await),
        }
    }

    /// An entry of this content.
    pub async fn entry(&mut self, name: String, method: Method, content: impl Into<Bytes>) -> AppResult<Written> {
        self.begin(name, method).await?;
        self.write(content).await?;
        self.end().await
    }

    /// Writes the end of the archive.
    pub async fn finish(mut self) -> AppResult<()> {
        self.send(Piece::Finish).await?;
        self.ended.await.map_err(AppError::internal)?.map_err(fault)
    }

    async fn send(&mut self, piece: Piece) -> AppResult<()> {
        match self.queue.send(piece).await {
            Ok(()) => Ok(()),
            Err(_) => Err(self.failure().await),
        }
    }

    /// Why the writer stopped.
    async fn failure(&mut self) -> AppError {
        match (&mut self.ended).await {
            Ok(Err(error)) => fault(error),
            Ok(Ok(())) => AppError::internal("the backup ended early"),
            Err(error) => AppError::internal(error),
        }
    }
}

fn pack(mut archive: SealedZipWriter<impl Write>, pieces: &mut mpsc::Receiver<Piece>) -> io::Result<()> {
    while let Some(piece) = pieces.blocking_recv() {
        match piece {
            Piece::Begin(name, method) => archive.begin(&name, method)?,
            Piece::Content(bytes) => archive.write(&bytes)?,
            Piece::End(answer) => drop(answer.send(archive.end()?)),
            Piece::Finish => return archive.finish().map(drop),
        }
    }
    Err(io::Error::other("the backup was given up"))
}

/// Visitors come first, also before the keys that are made for this thread. Only on Linux does a thread have a priority
/// of its own.
fn step_back() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::nice(STEPS_BACK) {
        tracing::debug!(%error, "a backup goes on with the priority of visitors");
    }
}

fn fault(error: io::Error) -> AppError {
    use std::io::ErrorKind::{QuotaExceeded, StorageFull};
    match error.kind() {
        StorageFull | QuotaExceeded => AppError::StorageFull,
        _ => AppError::internal(format!("the backup cannot be written: {error}")),
    }
}

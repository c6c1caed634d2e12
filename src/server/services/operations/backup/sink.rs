//! The thread that packs, seals and writes: what is to be written waits for it in a short queue, so that neither a slow
//! disk nor a slow client makes memory grow.

use std::io::Write;

use bytes::Bytes;
use tokio::{
    sync::{mpsc, oneshot},
    task::JoinHandle,
};

use crate::server::{
    documents::sealed_zip::{Method, SealedZipWriter, Written},
    error::{AppError, AppResult},
};

/// Pieces that wait: of rows some hundred kilobytes each, of files one file each.
const QUEUE: usize = 4;

enum Piece {
    Begin(String, Method),
    Content(Bytes),
    End(oneshot::Sender<Written>),
    Finish,
}

/// An archive that is being written elsewhere.
pub struct Sink {
    queue: mpsc::Sender<Piece>,
    writer: JoinHandle<std::io::Result<()>>,
}

impl Sink {
    /// Begins an archive.
    pub fn new(out: impl Write + Send + 'static, passphrase: &str) -> Self {
        let (queue, mut pieces) = mpsc::channel(QUEUE);
        let mut archive = SealedZipWriter::new(out, passphrase);
        let writer = tokio::task::spawn_blocking(move || {
            while let Some(piece) = pieces.blocking_recv() {
                match piece {
                    Piece::Begin(name, method) => archive.begin(&name, method)?,
                    Piece::Content(bytes) => archive.write(&bytes)?,
                    Piece::End(answer) => drop(answer.send(archive.end()?)),
                    Piece::Finish => return archive.finish().map(drop),
                }
            }
            Err(std::io::Error::other("the backup was given up"))
        });
        Self { queue, writer }
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
        self.writer.await.map_err(AppError::internal)?.map_err(fault)
    }

    async fn send(&mut self, piece: Piece) -> AppResult<()> {
        match self.queue.send(piece).await {
            Ok(()) => Ok(()),
            Err(_) => Err(self.failure().await),
        }
    }

    /// Why the writer stopped.
    async fn failure(&mut self) -> AppError {
        match (&mut self.writer).await {
            Ok(Err(error)) => fault(error),
            Ok(Ok(())) => AppError::internal("the backup ended early"),
            Err(error) => AppError::internal(error),
        }
    }
}

fn fault(error: std::io::Error) -> AppError {
    use std::io::ErrorKind::{QuotaExceeded, StorageFull};
    match error.kind() {
        StorageFull | QuotaExceeded => AppError::StorageFull,
        _ => AppError::internal(format!("the backup cannot be written: {error}")),
    }
}

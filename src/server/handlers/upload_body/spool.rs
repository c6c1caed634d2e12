//! A file written to the disk as it comes: a slow upload waits there, not in memory.

use std::io;

use tokio::io::AsyncWriteExt as _;

use crate::server::{
    error::{AppError, AppResult},
    services::files::forms::{FileContent, SpooledFile},
};

/// Bytes that are written to the disk at once.
const STEP: usize = 64 << 10;

/// What has come of a file, in a nameless file that ends with the request.
pub struct Spool {
    file: Option<tokio::fs::File>,
    unwritten: Vec<u8>,
    length: usize,
    most: usize,
}

impl Spool {
    /// A file of which at most so many bytes are kept.
    pub const fn new(most: usize) -> Self {
        Self { file: None, unwritten: Vec::new(), length: 0, most }
    }

    /// Whether more came than is kept.
    pub const fn is_too_large(&self) -> bool {
        self.length > self.most
    }

    /// Keeps the next bytes.
    ///
    /// # Errors
    /// `StorageFull` without room on the disk.
    pub async fn add(&mut self, piece: &[u8]) -> AppResult<()> {
        self.length += piece.len();
        if self.is_too_large() {
            (self.file, self.unwritten) = (None, Vec::new());
            return Ok(());
        }
        self.unwritten.extend_from_slice(piece);
        // Pieces may be as small as a byte.
        if self.unwritten.len() >= STEP { self.write().await } else { Ok(()) }
    }

    /// The file, once all of it has come.
    ///
    /// # Errors
    /// As [`Self::add`].
    pub async fn end(mut self) -> AppResult<FileContent> {
        if self.is_too_large() {
            return Ok(FileContent::TooLarge);
        }
        if !self.unwritten.is_empty() {
            self.write().await?;
        }
        let Some(mut file) = self.file else { return Ok(FileContent::Empty) };
        file.flush().await.map_err(io_fault)?;
        Ok(FileContent::OnDisk(SpooledFile::new(file.into_std().await, self.length)))
    }

    async fn write(&mut self) -> AppResult<()> {
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(nameless_file().await?),
        };
        file.write_all(&self.unwritten).await.map_err(io_fault)?;
        self.unwritten.clear();
        Ok(())
    }
}

async fn nameless_file() -> AppResult<tokio::fs::File> {
    let file = tokio::task::spawn_blocking(tempfile::tempfile).await.map_err(AppError::internal)?.map_err(io_fault)?;
    Ok(tokio::fs::File::from_std(file))
}

fn io_fault(error: io::Error) -> AppError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => AppError::StorageFull,
        _ => AppError::internal(error),
    }
}

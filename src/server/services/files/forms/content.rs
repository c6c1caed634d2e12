//! The content of a file that was sent, on its way into the form.

use std::io::{Read as _, Seek as _, SeekFrom};

use bytes::Bytes;

use crate::server::{
    error::{AppError, AppResult},
    security::upload_places::HeldMemory,
};

/// A file that was sent.
pub enum FileContent {
    /// Nothing was sent under a name.
    Empty,
    /// A photo of an identity document, which no disk may hold in clear.
    InMemory(Bytes, HeldMemory),
    OnDisk(SpooledFile),
    /// It goes on beyond what is allowed; the rest was not kept.
    TooLarge,
}

impl FileContent {
    /// Bytes that are kept.
    #[must_use]
    pub const fn length(&self) -> usize {
        match self {
            Self::Empty | Self::TooLarge => 0,
            Self::InMemory(bytes, _) => bytes.len(),
            Self::OnDisk(file) => file.length,
        }
    }

    #[must_use]
    pub const fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }
}

/// A file without a name on the disk, which ends with this value.
pub struct SpooledFile {
    file: std::fs::File,
    length: usize,
}

impl SpooledFile {
    /// A file of so many bytes.
    #[must_use]
    pub const fn new(file: std::fs::File, length: usize) -> Self {
        Self { file, length }
    }

    #[must_use]
    pub const fn length(&self) -> usize {
        self.length
    }

    /// Its bytes.
    ///
    /// # Errors
    /// When the disk fails.
    pub async fn read(mut self) -> AppResult<Bytes> {
        let read = move || {
            let mut bytes = Vec::with_capacity(self.length);
            self.file.seek(SeekFrom::Start(0))?;
            self.file.read_to_end(&mut bytes)?;
            Ok::<_, std::io::Error>(Bytes::from(bytes))
        };
        tokio::task::spawn_blocking(read).await.map_err(AppError::internal)?.map_err(AppError::internal)
    }
}

//! The file of a job in the storage: parts of a mebibyte, each encrypted with its number, so that a part can neither be
//! read there nor take the place of another one.

use bytes::Bytes;

use crate::server::{
    error::{AppError, AppResult},
    services::files::room::require_disk,
    state::AppState,
    storage::Key,
};

/// Bytes of a part before it is encrypted.
const PART: usize = 1 << 20;
/// Bytes of its number.
const NUMBER: usize = size_of::<u32>();

/// A file that grows.
pub struct GrowingFile {
    state: AppState,
    name: String,
    waiting: Vec<u8>,
    parts: u32,
    bytes: u64,
}

impl GrowingFile {
    pub fn new(state: &AppState, name: &str) -> Self {
        Self { state: state.clone(), name: name.to_owned(), waiting: Vec::new(), parts: 0, bytes: 0 }
    }

    /// Adds bytes; whole parts are stored.
    ///
    /// # Errors
    /// `StorageFull` when there is no room, `Unavailable` when the bucket does not answer.
    pub async fn write(&mut self, bytes: &[u8]) -> AppResult<()> {
        self.bytes = self.bytes.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        self.waiting.extend_from_slice(bytes);
        while self.waiting.len() >= PART {
            let rest = self.waiting.split_off(PART);
            let part = std::mem::replace(&mut self.waiting, rest);
            self.store(part).await?;
        }
        Ok(())
    }

    /// Stores the rest, and says how many parts and bytes there are.
    pub async fn finish(mut self) -> AppResult<(u32, u64)> {
        if !self.waiting.is_empty() {
            let part = std::mem::take(&mut self.waiting);
            self.store(part).await?;
        }
        Ok((self.parts, self.bytes))
    }

    async fn store(&mut self, part: Vec<u8>) -> AppResult<()> {
        let (number, state) = (self.parts, self.state.clone());
        let sealed = tokio::task::spawn_blocking(move || {
            let mut numbered = Vec::with_capacity(NUMBER + part.len());
            numbered.extend_from_slice(&number.to_be_bytes());
            numbered.extend_from_slice(&part);
            state.security.keyring.encrypt(&numbered)
        });
        let sealed = sealed.await.map_err(AppError::internal)?;
        require_disk(&self.state, sealed.len())?;
        self.state.storage.put(&Key::export(&self.name, number), Bytes::from(sealed)).await?;
        self.parts = number.saturating_add(1);
        Ok(())
    }
}

/// Reads a part.
///
/// # Errors
/// When it is gone, or no key opens it.
pub async fn read_part(state: &AppState, name: &str, number: u32) -> AppResult<Bytes> {
    let sealed = state.storage.get(&Key::export(name, number)).await?;
    let sealed = sealed.ok_or_else(|| AppError::internal("a part of an export is gone"))?;
    let state = state.clone();
    let plain = tokio::task::spawn_blocking(move || state.security.keyring.decrypt(&sealed));
    let plain = plain.await.map_err(AppError::internal)??;
    match plain.split_first_chunk::<NUMBER>() {
        Some((own, part)) if *own == number.to_be_bytes() => Ok(Bytes::copy_from_slice(part)),
        _ => Err(AppError::internal("a part of an export is another one")),
    }
}

/// Encrypts the parts of a whole file with the newest key; answers how many were not.
pub async fn renew(state: &AppState, name: &str, parts: u32) -> AppResult<usize> {
    let mut changed = 0;
    for number in 0..parts {
        let key = Key::export(name, number);
        let Some(sealed) = state.storage.get(&key).await? else { continue };
        if let Some(renewed) = state.security.keyring.reencrypt(&sealed)? {
            state.storage.put(&key, Bytes::from(renewed)).await?;
            changed += 1;
        }
    }
    Ok(changed)
}

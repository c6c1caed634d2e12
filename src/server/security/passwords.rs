//! Argon2id, off the asynchronous threads and only so many at once.

use std::{sync::Arc, time::Duration};

use argon2::{
    Argon2, PasswordHash, PasswordVerifier as _,
    password_hash::{PasswordHasher as _, SaltString, rand_core::OsRng},
};
use tokio::sync::Semaphore;

use crate::server::error::{AppError, AppResult};

/// Registrations may wait this long for their turn before it counts as an error (spec 1).
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// Hashes and checks passwords, a bounded number at once: each takes 19 MiB and some 30 ms of a core.
pub struct PasswordHasher {
    turns: Arc<Semaphore>,
    /// Checked when the account does not exist, so that both cases take the same time.
    decoy: String,
}

impl PasswordHasher {
    /// A hasher that works on `at_once` passwords at a time.
    ///
    /// # Errors
    /// When Argon2 cannot hash at all.
    pub fn new(at_once: usize) -> AppResult<Self> {
        Ok(Self { turns: Arc::new(Semaphore::new(at_once.max(1))), decoy: hash_now("a password nobody has")? })
    }

    /// The PHC string to store for a password.
    ///
    /// # Errors
    /// `Unavailable` after a minute of waiting for a turn.
    pub async fn hash(&self, password: String) -> AppResult<String> {
        self.with_turn(move || hash_now(&password)).await
    }

    /// Whether `password` belongs to `stored`; for an account without one it is `false` after the same time.
    ///
    /// # Errors
    /// `Unavailable` after a minute of waiting for a turn.
    pub async fn verify(&self, password: String, stored: Option<String>) -> AppResult<bool> {
        let exists = stored.is_some();
        let stored = stored.unwrap_or_else(|| self.decoy.clone());
        self.with_turn(move || {
            let parsed = PasswordHash::new(&stored).map_err(AppError::internal)?;
            let fits = Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok();
            Ok(fits && exists)
        })
        .await
    }

    async fn with_turn<T: Send + 'static>(&self, work: impl FnOnce() -> AppResult<T> + Send + 'static) -> AppResult<T> {
        let turn = tokio::time::timeout(LONGEST_WAIT, self.turns.clone().acquire_owned())
            .await
            .map_err(|_| AppError::Unavailable("password hasher".to_owned()))?
            .map_err(AppError::internal)?;
        tokio::task::spawn_blocking(move || {
            let result = work();
            drop(turn);
            result
        })
        .await
        .map_err(AppError::internal)?
    }
}

fn hash_now(password: &str) -> AppResult<String> {
    let salt = SaltString::generate(&mut OsRng);
    Argon2::default().hash_password(password.as_bytes(), &salt).map(|hash| hash.to_string()).map_err(AppError::internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_of_an_existing_account_fits() {
        let hasher = PasswordHasher::new(2).unwrap();
        let stored = hasher.hash("blue couscous friday".to_owned()).await.unwrap();
        assert!(stored.starts_with("$argon2id$"));
        assert!(hasher.verify("blue couscous friday".to_owned(), Some(stored.clone())).await.unwrap());
        assert!(!hasher.verify("blue couscous monday".to_owned(), Some(stored)).await.unwrap());
        assert!(!hasher.verify("a password nobody has".to_owned(), None).await.unwrap());
    }
}

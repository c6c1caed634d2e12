//! Bringing stored values over to new keys, a batch a transaction, so that it can be stopped and taken up again.

use super::key_check;
use crate::domain::{access::Capability, registration::comparable_number};
use crate::server::{
    actor::Actor,
    error::AppResult,
    repositories::operations::encrypted_columns::{self, ALL, EncryptedColumn},
    services::{
        admin::{
            audit_log::{self, Subject},
            exports,
        },
        files::{Renewed, renew_id_photos, verify_id_photos},
    },
    state::AppState,
};

const BATCH: i64 = 500;

/// A value that is found by equality through a keyed hash beside it.
struct Hashed {
    encrypted: EncryptedColumn,
    /// Column of the hash.
    hash: &'static str,
    /// The form under which values are compared.
    comparable: fn(&str) -> String,
}

const HASHED: [Hashed; 2] = [
    Hashed {
        encrypted: EncryptedColumn { table: "people", column: "phone_encrypted" },
        hash: "phone_hash",
        comparable: str::to_owned,
    },
    Hashed {
        encrypted: EncryptedColumn { table: "identity_documents", column: "number_encrypted" },
        hash: "number_hash",
        comparable: comparable_number,
    },
];

/// How many values were looked at, and how many of them changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rotated {
    pub seen: usize,
    pub changed: usize,
    /// Those of the changed ones that were written with an older key while this ran: a server still encrypts with it.
    pub late: usize,
}

/// What the stored values are encrypted with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Verified {
    pub seen: usize,
    /// Those that need an older key, or that no key opens.
    pub not_under_newest: usize,
}

/// Encrypts every value and every picture of a document with the newest key that is not yet, and then looks a second
/// time for what was written meanwhile.
///
/// # Errors
/// `Forbidden` without the capability. When no key fits a value; what was done stays done.
pub async fn rotate(state: &AppState, actor: &Actor) -> AppResult<Rotated> {
    actor.require(Capability::ManageKeys)?;
    let first = renew_all(state).await?;
    let of_exports = exports::renew_files(state, actor).await?;
    let second = renew_all(state).await?;
    let changed = first.changed + of_exports + second.changed;
    let done = Rotated { seen: second.seen + of_exports, changed, late: second.changed };
    let mut tx = state.db.begin().await?;
    key_check::remember_encryption_key(tx.conn()?, &state.security.keyring).await?;
    audit_log::record(state, tx.conn()?, actor, "keys.rotated", &Subject::values(done.changed)).await?;
    tx.commit().await?;
    Ok(done)
}

/// Counts the values and pictures of documents that need another key than the newest. Nothing is changed.
///
/// # Errors
/// `Forbidden` without the capability; `Unavailable` when the bucket does not answer.
pub async fn verify(state: &AppState, actor: &Actor) -> AppResult<Verified> {
    actor.require(Capability::ManageKeys)?;
    let pictures = verify_id_photos(state).await?;
    let mut found = Verified { seen: pictures.seen, not_under_newest: pictures.not_under_newest };
    for column in ALL {
        let mut last = 0;
        loop {
            let batch = encrypted_columns::next(&mut state.db.read().await?, column, last, BATCH).await?;
            let Some(end) = batch.last().map(|value| value.id) else { break };
            found.seen += batch.len();
            found.not_under_newest +=
                batch.iter().filter(|value| !state.security.keyring.is_under_newest(&value.value)).count();
            last = end;
        }
    }
    Ok(found)
}

async fn renew_all(state: &AppState) -> AppResult<Renewed> {
    let mut done = renew_id_photos(state).await?;
    for column in ALL {
        let mut last = 0;
        loop {
            let batch = encrypted_columns::next(&mut state.db.read().await?, column, last, BATCH).await?;
            let Some(end) = batch.last().map(|value| value.id) else { break };
            let mut renewed = Vec::new();
            for value in &batch {
                if let Some(new) = state.security.keyring.reencrypt(&value.value)? {
                    renewed.push((value, new));
                }
            }
            if !renewed.is_empty() {
                let mut tx = state.db.begin().await?;
                for (old, new) in &renewed {
                    encrypted_columns::replace(tx.conn()?, column, old, new).await?;
                }
                tx.commit().await?;
            }
            done.seen += batch.len();
            done.changed += renewed.len();
            last = end;
        }
    }
    Ok(done)
}

/// Rebuilds the keyed hash of every phone and document number and returns how many there were.
///
/// # Errors
/// `Forbidden` without the capability. When no key fits a value; running it again starts from the beginning.
pub async fn reindex(state: &AppState, actor: &Actor) -> AppResult<usize> {
    actor.require(Capability::ManageKeys)?;
    let mut seen = 0;
    for hashed in &HASHED {
        let mut last = 0;
        loop {
            let batch = encrypted_columns::next(&mut state.db.read().await?, hashed.encrypted, last, BATCH).await?;
            let Some(end) = batch.last().map(|value| value.id) else { break };
            let mut hashes = Vec::new();
            for value in &batch {
                let text = state.security.keyring.decrypt_text(&value.value)?;
                hashes.push((value, state.security.lookup.hash(&(hashed.comparable)(&text))));
            }
            let mut tx = state.db.begin().await?;
            for (value, hash) in &hashes {
                encrypted_columns::put_hash(tx.conn()?, hashed.encrypted, hashed.hash, value, hash).await?;
            }
            tx.commit().await?;
            seen += batch.len();
            last = end;
        }
    }
    let mut tx = state.db.begin().await?;
    key_check::remember_secret_key(tx.conn()?, &state.security.lookup).await?;
    audit_log::record(state, tx.conn()?, actor, "keys.reindexed", &Subject::values(seen)).await?;
    tx.commit().await?;
    Ok(seen)
}

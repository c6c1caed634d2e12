//! Forms that are being filled in: found by a cookie or by the account, encrypted as a whole, deleted after a week.

use chrono::{NaiveDateTime, TimeDelta};
use serde::{Serialize, de::DeserializeOwned};

use crate::domain::{
    lang::Lang,
    registration::{FormStep as _, Step, cinema::Section},
};
use crate::server::{
    actor::Actor,
    db::{Conn, to_completion, within_transaction},
    error::{AppError, AppResult},
    repositories::{
        files::{self, FileOwner},
        registration::drafts::{self, DraftRow, NewDraft},
    },
    security::tokens::{new_token, token_hash},
    services::files::contents::delete_contents,
    state::AppState,
};

/// Days a draft is stored after its last change; the pages say so.
pub const KEPT_DAYS: i64 = 7;
/// The forms whose drafts are found by a cookie.
const BY_COOKIE: [&str; 2] = [Step::FORM, Section::FORM];
/// A draft changed by two requests at once is tried again this often.
const TRIES: usize = 4;
/// A sealed draft: every answer of a form, each as long as its field takes it, is a fraction of this.
const MOST_BYTES: usize = 256 << 10;

/// A request about a form that is filled in, or about its files.
#[derive(Debug, Clone)]
pub struct FormRequest {
    pub actor: Actor,
    /// The value of the draft cookie.
    pub draft_token: Option<String>,
    /// Language of the texts that are agreed to, and of a new account.
    pub lang: Lang,
    /// The person whose stored answers an administrator changes; `None` where people change their own.
    pub edited: Option<EditedPerson>,
}

/// A person whose stored answers an administrator changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditedPerson {
    pub id: i64,
    /// One of the codes of the person.
    pub code: String,
}

impl FormRequest {
    /// The person whose stored answers are changed.
    #[must_use]
    pub fn person_id(&self) -> Option<i64> {
        self.edited.as_ref().map(|person| person.id).or_else(|| self.actor.person_id())
    }

    /// The code under which an administrator changes somebody's answers; `None` where people change their own.
    #[must_use]
    pub fn desk_code(&self) -> Option<&str> {
        self.edited.as_ref().map(|person| person.code.as_str())
    }

    fn account_id(&self) -> Option<i64> {
        self.actor.account().map(|account| account.id)
    }

    /// The cookie's value, for a form whose drafts are found by it.
    fn token_for(&self, form: &str) -> Option<&str> {
        self.draft_token.as_deref().filter(|_| BY_COOKIE.contains(&form))
    }
}

/// A draft that was found, with its decrypted content.
pub struct OpenDraft<T> {
    pub row: DraftRow,
    pub content: T,
}

/// A draft after a change.
pub struct ChangedDraft<T> {
    pub content: T,
    /// What leads to the draft from now on, when it has just been begun.
    pub new_token: Option<String>,
}

/// The draft of a form that belongs to this visitor.
///
/// A draft begun without an account passes to the account its cookie's holder signs in with; from then on the
/// cookie alone no longer opens it.
pub async fn find<T: DeserializeOwned>(
    state: &AppState,
    conn: &mut Conn,
    form: &str,
    request: &FormRequest,
) -> AppResult<Option<OpenDraft<T>>> {
    let oldest = state.clock.now() - TimeDelta::days(KEPT_DAYS);
    let by_cookie = match request.token_for(form) {
        Some(token) => drafts::find_by_token(conn, form, &hash_of(form, token), oldest).await?,
        None => None,
    };
    let mut row = by_cookie.filter(|row| row.account_id.is_none() || row.account_id == request.account_id());
    if let (None, Some(account_id)) = (&row, request.account_id()) {
        row = drafts::find_by_account(conn, form, account_id, oldest).await?;
    }
    let Some(mut row) = row else { return Ok(None) };
    let sealed = std::mem::take(&mut row.content_encrypted);
    let (sealed, plain) = off_thread(state, move |state| {
        let plain = state.security.keyring.decrypt(&sealed);
        (sealed, plain)
    })
    .await?;
    row.content_encrypted = sealed;
    let content = serde_json::from_slice(&plain?).map_err(AppError::internal)?;
    Ok(Some(OpenDraft { row, content }))
}

/// Gives drafts begun without an account to the account their author goes on with.
pub async fn give_to_account(state: &AppState, request: &FormRequest) -> AppResult<()> {
    let (Some(token), Some(account_id)) = (&request.draft_token, request.account_id()) else { return Ok(()) };
    let (state, hashes) = (state.clone(), BY_COOKIE.map(|form| hash_of(form, token)));
    to_completion(async move {
        let mut tx = state.db.begin().await?;
        drafts::give_to_account(tx.conn()?, &hashes, account_id).await?;
        tx.commit().await
    })
    .await
}

/// The ids of the drafts this visitor holds, of whatever form.
pub async fn held(state: &AppState, conn: &mut Conn, request: &FormRequest) -> AppResult<Vec<i64>> {
    let oldest = state.clock.now() - TimeDelta::days(KEPT_DAYS);
    let hashes: Vec<Vec<u8>> =
        request.draft_token.iter().flat_map(|token| BY_COOKIE.map(|form| hash_of(form, token))).collect();
    let reached = drafts::reached_by(conn, &hashes, request.account_id(), oldest).await?;
    let own = reached.into_iter().filter(|(_, account)| account.is_none() || *account == request.account_id());
    Ok(own.map(|(id, _)| id).collect())
}

/// Counts a form that the visitor is about to begin, before what it takes to read the rest of the request; nothing when
/// there is a draft already. The draft is then begun by a request whose actor is [`Actor::already_counted`].
///
/// # Errors
/// `TooManyRequests` when this network begins too many forms.
pub async fn count_begin<T: DeserializeOwned>(state: &AppState, form: &str, request: &FormRequest) -> AppResult<()> {
    let found = find::<T>(state, &mut state.db.read().await?, form, request).await?;
    if found.is_some() {
        return Ok(());
    }
    request.actor.counted(|address| state.security.rate_limits.draft_begun(address))
}

/// Changes the visitor's draft, or begins one. It is read, changed and sealed before the transaction, which stores it if
/// no other request was quicker.
///
/// # Errors
/// `TooManyRequests` when this network begins too many forms, `TooLarge` for more than a draft holds.
pub async fn change<T>(
    state: &AppState,
    form: &str,
    request: &FormRequest,
    mut change: impl FnMut(&mut T) + Send,
) -> AppResult<ChangedDraft<T>>
where
    T: Serialize + DeserializeOwned + Default + Send,
{
    let mut counted = false;
    for _ in 0..TRIES {
        let mut conn = state.db.read().await?;
        let Some(found) = find::<T>(state, &mut conn, form, request).await? else {
            if !counted {
                request.actor.counted(|address| state.security.rate_limits.draft_begun(address))?;
                counted = true;
            }
            // One cookie leads to the drafts of all forms; a value that we did not give out leads to none.
            let token = match request.token_for(form) {
                Some(token) if may_lead_to(state, &mut conn, form, token).await? => token.to_owned(),
                // Another request with the same cookie was quicker.
                Some(_) if find::<T>(state, &mut conn, form, request).await?.is_some() => continue,
                _ => new_token()?,
            };
            drop(conn);
            let mut content = T::default();
            change(&mut content);
            if insert(state, form, request, &token, json_of(&content)?).await? {
                return Ok(ChangedDraft { content, new_token: Some(token) });
            }
            continue;
        };
        drop(conn);
        if let Some(content) = write(state, request, found, &mut change).await? {
            return Ok(ChangedDraft { content, new_token: None });
        }
    }
    Err(busy())
}

/// Changes the visitor's draft if it is still there; `None` when it was sent or erased meanwhile.
///
/// # Errors
/// `TooLarge` for more than a draft holds.
pub async fn change_existing<T>(
    state: &AppState,
    form: &str,
    request: &FormRequest,
    mut change: impl FnMut(&mut T) + Send,
) -> AppResult<Option<T>>
where
    T: Serialize + DeserializeOwned + Send,
{
    for _ in 0..TRIES {
        let mut conn = state.db.read().await?;
        let Some(found) = find::<T>(state, &mut conn, form, request).await? else { return Ok(None) };
        drop(conn);
        if let Some(content) = write(state, request, found, &mut change).await? {
            return Ok(Some(content));
        }
    }
    Err(busy())
}

/// Stores a new draft; `false` when another request began one with the same cookie first.
async fn insert(state: &AppState, form: &str, request: &FormRequest, token: &str, content: Vec<u8>) -> AppResult<bool> {
    let (sealed, now) = (seal(state, content).await?, state.clock.now());
    let network = request.actor.site().map(|site| state.security.lookup.hash(&format!("network:{site}")));
    let draft = NewDraft {
        form,
        token_hash: &hash_of(form, token),
        account_id: request.account_id(),
        content_encrypted: &sealed,
        created_at: now,
        updated_at: now,
        network_hash: network.as_deref(),
    };
    let stored: AppResult<()> = within_transaction!(state, |conn| {
        drafts::insert(conn, &draft).await?;
    });
    match stored {
        Ok(()) => Ok(true),
        Err(error) if error.is_unique_violation() => Ok(false),
        Err(error) => Err(error),
    }
}

/// `None` when another request changed the draft first.
async fn write<T: Serialize + Send>(
    state: &AppState,
    request: &FormRequest,
    OpenDraft { row, mut content }: OpenDraft<T>,
    change: &mut (impl FnMut(&mut T) + Send),
) -> AppResult<Option<T>> {
    change(&mut content);
    let sealed = seal(state, json_of(&content)?).await?;
    let stored = within_transaction!(state, |conn| {
        if !drafts::update(conn, &row, request.account_id(), &sealed, state.clock.now()).await? {
            return Ok(false);
        }
        true
    })?;
    Ok(stored.then_some(content))
}

fn busy() -> AppError {
    AppError::Unavailable("a draft is changed by many requests at once".to_owned())
}

/// Erases the visitor's draft and its files, and an older one of the account that would be found after it.
pub async fn erase<T: DeserializeOwned>(state: &AppState, form: &str, request: &FormRequest) -> AppResult<()> {
    for _ in 0..TRIES {
        let found = find::<T>(state, &mut state.db.read().await?, form, request).await?;
        let Some(OpenDraft { row, .. }) = found else { return Ok(()) };
        let files = within_transaction!(state, |conn| {
            if !drafts::delete(conn, &row).await? {
                return Ok(Vec::new());
            }
            let files = files::of_owner(conn, FileOwner::Draft(row.id)).await?;
            files::delete(conn, &files.iter().map(|file| file.id).collect::<Vec<_>>()).await?;
            files
        })?;
        delete_contents(state, &files).await;
    }
    Err(busy())
}

/// Erases every draft that was not touched for [`KEPT_DAYS`]; called twice an hour. Their files are swept after that.
pub async fn purge_expired_drafts(state: &AppState) -> AppResult<usize> {
    let oldest = state.clock.now() - TimeDelta::days(KEPT_DAYS);
    let mut tx = state.db.begin().await?;
    let erased = drafts::delete_older_than(tx.conn()?, oldest).await?;
    tx.commit().await?;
    Ok(erased)
}

/// Whether a cookie still leads to a draft of some form.
pub async fn leads_somewhere(state: &AppState, conn: &mut Conn, token: &str) -> AppResult<bool> {
    let oldest = state.clock.now() - TimeDelta::days(KEPT_DAYS);
    let hashes = BY_COOKIE.map(|form| hash_of(form, token));
    Ok(!drafts::reached_by(conn, &hashes, None, oldest).await?.is_empty())
}

/// Whether a cookie that leads to the draft of another form may lead to one of this form too: it must not lead to one
/// already, such as a draft that passed to an account.
async fn may_lead_to(state: &AppState, conn: &mut Conn, form: &str, token: &str) -> AppResult<bool> {
    let taken = drafts::reached_by(conn, &[hash_of(form, token)], None, NaiveDateTime::default()).await?;
    Ok(taken.is_empty() && leads_somewhere(state, conn, token).await?)
}

/// What a draft is found by: each form has its own, so that one cookie can lead to several drafts.
fn hash_of(form: &str, token: &str) -> Vec<u8> {
    token_hash(&format!("{form}:{token}"))
}

fn json_of<T: Serialize>(content: &T) -> AppResult<Vec<u8>> {
    serde_json::to_vec(content).map_err(AppError::internal)
}

/// A draft as it is stored.
async fn seal(state: &AppState, plain: Vec<u8>) -> AppResult<Vec<u8>> {
    if plain.len() > MOST_BYTES {
        return Err(AppError::TooLarge);
    }
    let sealed = off_thread(state, move |state| state.security.keyring.encrypt(&plain)).await?;
    if sealed.len() > MOST_BYTES { Err(AppError::TooLarge) } else { Ok(sealed) }
}

/// Encrypts or decrypts beside the threads that answer requests.
async fn off_thread<T: Send + 'static>(
    state: &AppState,
    work: impl FnOnce(&AppState) -> T + Send + 'static,
) -> AppResult<T> {
    let state = state.clone();
    tokio::task::spawn_blocking(move || work(&state)).await.map_err(AppError::internal)
}

//! A second factor for signing in: a code of an app, or one of ten recovery codes.

use chrono::NaiveDateTime;

use super::{
    factor_check::{accept, count, is_on, step_fits, succeeded},
    links, reauthentication,
};
use crate::{
    domain::{
        access::{Capability, Role},
        accounts::{no_address, two_factor::TwoFactorAnswer},
        registration::normalise_email,
    },
    server::{
        actor::Actor,
        context::ViewerAccount,
        db::{Conn, transaction},
        documents::qr,
        error::{AppError, AppResult},
        mails::Message,
        repositories::{
            accounts::{
                account, api_tokens, sessions,
                two_factors::{self, NewTwoFactor},
            },
            admin::administrators,
            profiles::{people, unique_codes},
        },
        security::{
            tokens::{in_groups, new_typed_token, token_hash},
            totp,
        },
        services::{
            admin::audit_log::{self, Subject},
            mail,
        },
        state::AppState,
    },
};

/// How many recovery codes there are at first.
const RECOVERY_CODES: usize = 10;
/// What the app calls the site.
const ISSUER: &str = "TalentsMaroc";

/// What the page of the second factor shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TwoFactorPage {
    pub factor: ShownFactor,
    /// Whether the account needs one to act as an administrator.
    pub required: bool,
    /// Whether the password was given a short time ago.
    pub password_fresh: bool,
}

/// How far an account is with its second factor.
#[derive(Clone, PartialEq, Eq)]
pub enum ShownFactor {
    Off,
    /// To be entered into an app, whose first code confirms it.
    Pending {
        /// For scanning, as SVG.
        drawing: String,
        /// For typing, in groups of four.
        key: String,
    },
    On {
        since: NaiveDateTime,
        recovery_codes: i64,
    },
}

/// Never shows the secret.
impl std::fmt::Debug for ShownFactor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Off => "Off",
            Self::Pending { .. } => "Pending",
            Self::On { .. } => "On",
        })
    }
}

/// The second factor of the viewer's account. A secret that is not confirmed is shown only with a fresh password.
///
/// # Errors
/// `NotFound` when the account is gone.
pub async fn load(state: &AppState, viewer: &ViewerAccount) -> AppResult<TwoFactorPage> {
    let password_fresh = reauthentication::is_fresh(state, viewer).await?;
    let mut conn = state.db.read().await?;
    let account = account::find(&mut conn, viewer.id).await?.ok_or(AppError::NotFound)?;
    let required = state.config.require_admin_totp && account.role == Role::Administrator.key();
    let factor = match two_factors::of_account(&mut conn, viewer.id).await? {
        Some(two_factors::TwoFactor { confirmed_at: Some(since), .. }) => {
            let recovery_codes = two_factors::codes_left(&mut conn, viewer.id).await?;
            ShownFactor::On { since, recovery_codes }
        }
        Some(pending) if password_fresh => {
            let secret = state.security.keyring.decrypt(&pending.secret_encrypted)?;
            let name = match no_address::is_placeholder(&account.email) {
                false => account.email,
                true => code_of(&mut conn, viewer).await?,
            };
            let drawing = qr::svg(&totp::address(ISSUER, &name, &secret))?;
            ShownFactor::Pending { drawing, key: in_groups(&totp::as_base32(&secret)) }
        }
        Some(_) | None => ShownFactor::Off,
    };
    Ok(TwoFactorPage { factor, required, password_fresh })
}

async fn code_of(conn: &mut Conn, viewer: &ViewerAccount) -> AppResult<String> {
    let Some(person_id) = people::id_of_account(conn, viewer.id).await? else { return Ok(String::new()) };
    Ok(unique_codes::primary_of_person(conn, person_id).await?.unwrap_or_default())
}

/// Makes a secret for the actor's account, in place of one that was not confirmed; nothing when one counts already.
///
/// # Errors
/// `ReauthenticationRequired` when the password was given some time ago.
pub async fn begin(state: &AppState, actor: &Actor) -> AppResult<()> {
    reauthentication::require_fresh(state, actor).await?;
    let account_id = actor.signed_in()?.id;
    let sealed = state.security.keyring.encrypt(&totp::new_secret()?);
    let state = state.clone();
    transaction!(state, |conn| {
        account::lock_access(conn, account_id).await?.ok_or(AppError::NotFound)?;
        if is_on(conn, account_id).await? {
            return Ok(());
        }
        two_factors::delete(conn, account_id).await?;
        let new = NewTwoFactor { account_id, secret_encrypted: &sealed, created_at: state.clock.now() };
        two_factors::insert(conn, &new).await?;
    })
}

/// Lets the secret count whose code was typed: the other sessions and the tokens of the account end. Answers the recovery codes, which
/// are shown this once.
///
/// # Errors
/// `ReauthenticationRequired` when the password was given some time ago, `TooManyRequests` after many wrong codes.
pub async fn confirm(state: &AppState, actor: &Actor, typed: &str) -> AppResult<(TwoFactorAnswer, Vec<String>)> {
    reauthentication::require_fresh(state, actor).await?;
    let viewer = actor.signed_in()?.clone();
    let account_id = viewer.id;
    count(state, actor, account_id)?;
    let codes = (0..RECOVERY_CODES).map(|_| new_typed_token()).collect::<AppResult<Vec<_>>>()?;
    let (held, own, typed) = (state.clone(), actor.clone(), typed.to_owned());
    let answer = transaction!(held, |conn| {
        account::lock_access(conn, viewer.id).await?.ok_or(AppError::NotFound)?;
        let factor = two_factors::of_account(conn, viewer.id).await?;
        let Some(factor) = factor.filter(|factor| factor.confirmed_at.is_none()) else {
            return Ok((TwoFactorAnswer::NotThere, Vec::new()));
        };
        if !step_fits(&held, conn, &factor, &typed).await? {
            return Ok((TwoFactorAnswer::WrongCode, Vec::new()));
        }
        two_factors::confirm(conn, factor.id, held.clock.now()).await?;
        for code in &codes {
            two_factors::add_code(conn, viewer.id, &token_hash(code)).await?;
        }
        sessions::delete_others(conn, viewer.id, viewer.session_id).await?;
        // Made with the password alone.
        api_tokens::delete_of_account(conn, viewer.id).await?;
        audit_log::record(&held, conn, &own, "two_factor.enabled", &Subject::account(viewer.id)).await?;
        mail::notify(&held, conn, viewer.id, &Message::TwoFactorOn).await?;
        (TwoFactorAnswer::On, codes.iter().map(|code| in_groups(code)).collect())
    })?;
    if answer.0 == TwoFactorAnswer::On {
        succeeded(state, account_id);
    }
    Ok(answer)
}

/// Turns the second factor of the actor's account off.
///
/// # Errors
/// `TooManyRequests` after many wrong passwords or codes.
pub async fn turn_off(state: &AppState, actor: &Actor, password: String, typed: &str) -> AppResult<TwoFactorAnswer> {
    let Some(given) = reauthentication::confirm(state, actor, password).await? else {
        return Ok(TwoFactorAnswer::WrongPassword);
    };
    let account_id = actor.signed_in()?.id;
    count(state, actor, account_id)?;
    let (held, own, typed) = (state.clone(), actor.clone(), typed.to_owned());
    let answer = transaction!(held, |conn| {
        if given.still_counts(conn).await?.is_none() {
            return Ok(TwoFactorAnswer::WrongPassword);
        }
        if !is_on(conn, account_id).await? {
            return Ok(TwoFactorAnswer::NotThere);
        }
        if !accept(&held, conn, &own, account_id, &typed).await? {
            return Ok(TwoFactorAnswer::WrongCode);
        }
        two_factors::delete(conn, account_id).await?;
        audit_log::record(&held, conn, &own, "two_factor.disabled", &Subject::account(account_id)).await?;
        mail::notify(&held, conn, account_id, &Message::TwoFactorOff).await?;
        TwoFactorAnswer::Off
    })?;
    if answer == TwoFactorAnswer::Off {
        succeeded(state, account_id);
    }
    Ok(answer)
}

/// Removes the second factor of an administrator who lost the app and the recovery codes, and ends every open way into
/// the account; `false` when there is none.
///
/// # Errors
/// `Forbidden` without the capability.
pub async fn reset(state: &AppState, actor: &Actor, email: &str) -> AppResult<bool> {
    actor.require(Capability::ManageAdministrators)?;
    let (state, actor, normalised) = (state.clone(), actor.clone(), normalise_email(email));
    transaction!(state, |conn| {
        let Some((account_id, _)) = administrators::find_account(conn, &normalised).await? else { return Ok(false) };
        if !two_factors::delete(conn, account_id).await? {
            return Ok(false);
        }
        links::end_all_access(conn, account_id).await?;
        audit_log::record(&state, conn, &actor, "two_factor.reset", &Subject::account(account_id)).await?;
        mail::notify(&state, conn, account_id, &Message::TwoFactorReset).await?;
        true
    })
}

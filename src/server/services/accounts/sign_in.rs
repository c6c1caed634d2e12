//! Signing in with an e-mail address or a unique code.

use super::{factor_check, sessions::start_session};
use crate::{
    domain::{access::Role, accounts::sign_in::SignInAnswer, registration::normalise_email, unique_code::UniqueCode},
    server::{
        actor::{Actor, ActorKind},
        db::{Conn, transaction},
        error::{AppError, AppResult},
        metrics::SignInFailure,
        repositories::accounts::{
            account::{self, AccountAccess},
            sessions,
        },
        security::{
            known_devices::KnownDevice, passwords::is_of_replaced, second_step::SecondStep, sessions::SessionToken,
        },
        state::AppState,
    },
};

/// What was typed into the form.
pub struct Credentials {
    /// E-mail address or unique code.
    pub identifier: String,
    pub password: String,
    /// « Stay signed in ».
    pub remember: bool,
    /// What the browser sent as the sealed device it is.
    pub device: Option<String>,
}

/// How an attempt to sign in ended, and what goes to the browser.
pub struct SignedIn {
    pub answer: SignInAnswer,
    pub session: Option<SessionToken>,
    /// The sign-in that waits for its second factor.
    pub second_step: Option<SecondStep>,
    /// Whether the account is an administrator's that needs a second factor and has none.
    pub factor_missing: bool,
}

impl SignedIn {
    /// Nothing goes to the browser but the answer.
    #[must_use]
    pub const fn refused(answer: SignInAnswer) -> Self {
        Self { answer, session: None, second_step: None, factor_missing: false }
    }
}

/// Input longer than any allowed password, in bytes, is not hashed.
pub const LONGEST_PASSWORD: usize = 2048;

/// Checks the credentials and begins a session; an earlier one of the same browser ends. Accounts with a second factor are
/// asked for it first ([`finish`]).
///
/// Unknown identifiers take the same time and get the same answer as wrong passwords. A suspension is revealed only
/// with the right password.
///
/// # Errors
/// `TooManyRequests` when this network or account failed too often.
pub async fn sign_in(state: &AppState, actor: &Actor, credentials: Credentials) -> AppResult<SignedIn> {
    let Credentials { identifier, password, remember, device } = credentials;
    let identifier = normalise(&identifier);
    let limits = &state.security.rate_limits;
    let slowed_down = |_: &AppError| {
        tracing::info!("sign-in slowed down");
        state.metrics.sign_in_failed(SignInFailure::SlowedDown);
    };
    actor.counted(|address| limits.sign_in_asked(address)).inspect_err(slowed_down)?;
    let mut conn = state.db.read().await?;
    let account = find(&mut conn, &identifier).await?;
    drop(conn);
    let device = device
        .and_then(|sealed| KnownDevice::open(&state.security.keyring, &sealed, state.clock.now()))
        .filter(|device| {
            account.as_ref().is_some_and(|account| device.is_known_to(account.id, account.device_generation))
        })
        .map(|device| device.counted_as());
    actor
        .counted(|address| match &device {
            Some(device) => limits.password_tried_on_device(device),
            // As it was typed: a counter that an address and a code of one account share would tell that they do.
            None => limits.password_tried(&identifier, address),
        })
        .inspect_err(slowed_down)?;
    let stored = account.as_ref().and_then(|account| account.password_hash.clone());
    let fits = password.len() <= LONGEST_PASSWORD && state.security.passwords.verify(password.clone(), stored).await?;
    let Some(account) = account.filter(|_| fits) else {
        tracing::info!("sign-in refused");
        state.metrics.sign_in_failed(SignInFailure::Password);
        return Ok(SignedIn::refused(SignInAnswer::Wrong));
    };
    actor.with_address(|address| match &device {
        Some(device) => limits.sign_in_succeeded_on_device(device),
        None => limits.sign_in_succeeded(&identifier, address),
    });
    if !account.is_active() {
        tracing::info!(account = account.id, "sign-in of a suspended account refused");
        state.metrics.sign_in_failed(SignInFailure::Suspended);
        return Ok(SignedIn::refused(SignInAnswer::Suspended));
    }
    let account = renewed(state, account, password).await?;
    let account_id = account.id;
    let mut conn = state.db.read().await?;
    let has_factor = factor_check::is_on(&mut conn, account_id).await?;
    let role = account::find(&mut conn, account_id).await?.map(|account| account.role);
    drop(conn);
    if has_factor {
        let step = SecondStep::new(account_id, remember, account.password_hash.as_deref(), state.clock.now());
        return Ok(SignedIn { second_step: Some(step), ..SignedIn::refused(SignInAnswer::SecondStep) });
    }
    let factor_missing = state.config.require_admin_totp && role.as_deref() == Some(Role::Administrator.key());
    let Some(token) = begin(state.clone(), actor.clone(), account, remember).await? else {
        tracing::info!(account = account_id, "sign-in refused: the account changed meanwhile");
        return Ok(SignedIn::refused(SignInAnswer::Wrong));
    };
    tracing::info!(account = account_id, "signed in");
    Ok(SignedIn { session: Some(token), factor_missing, ..SignedIn::refused(SignInAnswer::Welcome) })
}

/// Puts a hash of ours in place of one of the replaced application, now that the password is known to be right. When too
/// many new passwords are waited for, the old hash stays until the next sign-in.
async fn renewed(state: &AppState, account: AccountAccess, password: String) -> AppResult<AccountAccess> {
    let Some(old) = account.password_hash.clone().filter(|hash| is_of_replaced(hash)) else { return Ok(account) };
    let new = match state.security.passwords.hash(password).await {
        Ok(new) => new,
        Err(AppError::Unavailable(_)) => return Ok(account),
        Err(error) => return Err(error),
    };
    let (owned, id, hash) = (state.clone(), account.id, new.clone());
    let stored = transaction!(owned, |conn| {
        let unchanged = account::lock_access(conn, id).await?.is_some_and(|found| found.password_hash == Some(old));
        if unchanged {
            account::set_password(conn, id, &hash, owned.clock.now()).await?;
        }
        unchanged
    })?;
    Ok(if stored { AccountAccess { password_hash: Some(new), ..account } } else { account })
}

/// Ends a sign-in that waits for its second factor: begins the session when the code is right, which is used up.
///
/// # Errors
/// `TooManyRequests` after many wrong codes.
pub async fn finish(
    state: &AppState,
    actor: &Actor,
    begun: SecondStep,
    typed: &str,
) -> AppResult<(SignInAnswer, Option<SessionToken>)> {
    let account_id = begun.account_id;
    factor_check::count(state, actor, account_id)
        .inspect_err(|_| state.metrics.sign_in_failed(SignInFailure::SlowedDown))?;
    let (held, own, typed) = (state.clone(), actor.clone(), typed.to_owned());
    let token = transaction!(held, |conn| {
        let account = account::lock_access(conn, account_id).await?.filter(AccountAccess::is_active);
        if !account.is_some_and(|account| begun.fits(account.password_hash.as_deref())) {
            return Ok(None);
        }
        let holder = own.acting_as(ActorKind::LinkHolder { account_id });
        if !factor_check::accept(&held, conn, &holder, account_id, &typed).await? {
            return Ok(None);
        }
        if let Some(earlier) = own.account() {
            sessions::delete(conn, earlier.session_id).await?;
        }
        Some(start_session(conn, &held, account_id, begun.remember, &own).await?)
    })?;
    let Some(token) = token else {
        tracing::info!(account = account_id, "second step of a sign-in refused");
        state.metrics.sign_in_failed(SignInFailure::SecondFactor);
        return Ok((SignInAnswer::Wrong, None));
    };
    factor_check::succeeded(state, account_id);
    tracing::info!(account = account_id, "signed in with a second factor");
    Ok((SignInAnswer::Welcome, Some(token)))
}

/// Begins a session of an account as it was when its password was checked; `None` when the account may not be used any
/// more, or has another password or a second factor by now.
async fn begin(
    state: AppState,
    actor: Actor,
    checked: AccountAccess,
    remember: bool,
) -> AppResult<Option<SessionToken>> {
    transaction!(state, |conn| {
        let account = account::lock_access(conn, checked.id).await?;
        // Setting a second factor up locks the account too: it ends the sessions that it finds, or is found here.
        if factor_check::is_on(conn, checked.id).await? {
            return Ok(None);
        }
        if !account.is_some_and(|found| found.is_active() && found.password_hash == checked.password_hash) {
            return Ok(None);
        }
        if let Some(earlier) = actor.account() {
            sessions::delete(conn, earlier.session_id).await?;
        }
        Some(start_session(conn, &state, checked.id, remember, &actor).await?)
    })
}

async fn find(conn: &mut Conn, identifier: &str) -> AppResult<Option<AccountAccess>> {
    if identifier.contains('@') {
        account::find_by_email(conn, identifier).await
    } else {
        account::find_by_code(conn, identifier).await
    }
}

/// An address in the form under which it is unique, or a code in capitals without spaces, dashes and marks.
fn normalise(identifier: &str) -> String {
    let email = normalise_email(identifier);
    if email.contains('@') {
        return email;
    }
    identifier.parse::<UniqueCode>().map_or_else(|_| email.to_uppercase(), |code| code.to_string())
}

#[cfg(test)]
mod tests {
    use super::normalise;

    #[test]
    fn addresses_and_codes_are_found_however_they_are_typed() {
        assert_eq!(normalise(" Amina.B@Example.ORG "), "amina.b@example.org");
        assert_eq!(normalise("mailto:amina＠Bücher.example"), "amina@xn--bcher-kva.example");
        assert_eq!(normalise("ma-cas 0001‑f"), "MACAS0001F");
        assert_eq!(normalise("\u{2068}MACAS٠٠٠١F.\u{2069}"), "MACAS0001F");
    }
}

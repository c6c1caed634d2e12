//! Signing in and out by cookie, and the own account.

use axum::{
    http::{HeaderValue, header},
    response::Response,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    answer::{Answer, Done, json, moment},
    caller::Caller,
    input::{Body, Members, Parameters},
    tokens::ScopeKey,
};
use crate::{
    domain::accounts::sign_in::SignInAnswer,
    i18n::{Locale, td_string},
    server::{
        api::problem::{Problem, ProblemCode},
        error::AppError,
        security::{
            known_devices,
            sessions::{SessionToken, no_cookie},
        },
        services::accounts::{
            me::{self, OwnAccount},
            sessions,
            sign_in::{Credentials, SignedIn, sign_in},
        },
    },
};

/// Who signs in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LoginBody {
    /// E-mail address or unique code.
    #[schema(max_length = 254)]
    pub identifier: String,
    #[schema(max_length = 2048)]
    pub password: String,
    /// Whether the session outlives the browser.
    pub remember: Option<bool>,
}

impl Members for LoginBody {
    const MEMBERS: &'static [&'static str] = &["identifier", "password", "remember"];
}

/// The account that signed in.
#[derive(Serialize, ToSchema)]
pub struct SignedInUser {
    /// Number of the person; null of an account that has filled in no form, as the next ones.
    pub id: Option<i64>,
    pub email: Option<String>,
    pub unique_code: Option<String>,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub is_admin: bool,
}

/// The answer to a sign-in.
#[derive(Serialize, ToSchema)]
pub struct LoginAnswer {
    #[schema(default = true)]
    pub success: bool,
    pub message: String,
    pub user: SignedInUser,
}

/// The account of the caller.
#[derive(Serialize, ToSchema)]
pub struct MeUser {
    #[serde(flatten)]
    pub user: SignedInUser,
    /// Key of the list `gender`.
    pub gender: Option<String>,
    pub account_active: bool,
    /// RFC 3339, UTC.
    pub created_at: String,
    /// What the token may be used for; not there in a session.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Vec<ScopeKey>>)]
    pub scopes: Option<Vec<String>>,
}

/// The answer to « who am I ».
#[derive(Serialize, ToSchema)]
pub struct MeAnswer {
    #[schema(default = true)]
    pub success: bool,
    pub user: MeUser,
}

impl From<OwnAccount> for SignedInUser {
    fn from(own: OwnAccount) -> Self {
        let OwnAccount { id, email, code, first_name, last_name, is_admin, .. } = own;
        Self { id, email, unique_code: code, first_name, last_name, is_admin }
    }
}

/// Sign in
///
/// Gives a session cookie. The limits and refusals are those of the sign-in page. An account with a one-time code signs
/// in on the site and makes a token there.
#[utoipa::path(post, path = "/api/v1/auth/login", tag = "auth", request_body = LoginBody,
    responses((status = 200, description = "Signed in; the session is in `Set-Cookie`", body = LoginAnswer)))]
pub async fn login(caller: Caller, parameters: Parameters, Body(body): Body<LoginBody>) -> Answer {
    parameters.none()?;
    let device = known_devices::sent(caller.state.config.is_https(), &caller.headers);
    let LoginBody { identifier, password, remember } = body;
    let credentials = Credentials { identifier, password, remember: remember.unwrap_or_default(), device };
    let signed_in = sign_in(&caller.state, &caller.actor(), credentials).await?;
    let session = session_of(signed_in)?;
    let (viewer, _) = sessions::viewer(&caller.state, &session.secret).await?.ok_or(AppError::Forbidden)?;
    let user = me::load(&caller.state, &viewer).await?.into();
    let message = td_string!(Locale::from(caller.lang()), api.done_signed_in).to_owned();
    with_session(&caller, &session, json(&LoginAnswer { success: true, message, user }))
}

fn session_of(signed_in: SignedIn) -> Result<SessionToken, Problem> {
    let code = match signed_in.answer {
        SignInAnswer::Suspended => ProblemCode::Suspended,
        SignInAnswer::SecondStep => ProblemCode::SecondFactorRequired,
        _ => ProblemCode::WrongCredentials,
    };
    signed_in.session.ok_or(Problem::new(code))
}

fn with_session(caller: &Caller, session: &SessionToken, mut answer: Response) -> Answer {
    let https = caller.state.config.is_https();
    for cookie in [session.cookie(https)?, known_devices::cookie(https, &session.device)?] {
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(answer)
}

/// Sign out
///
/// Ends the session of the cookie.
#[utoipa::path(post, path = "/api/v1/auth/logout", tag = "auth",
    responses((status = 200, description = "Signed out", body = Done)))]
pub async fn logout(caller: Caller, parameters: Parameters) -> Answer {
    parameters.none()?;
    sessions::end_session(&caller.state, &caller.actor()).await?;
    let mut answer = Done::saying(td_string!(Locale::from(caller.lang()), api.done_signed_out));
    answer.headers_mut().append(header::SET_COOKIE, no_cookie(caller.state.config.is_https())?);
    Ok(answer)
}

/// The own account
///
/// Whose session or token it is. A token needs `private:read` for the e-mail address.
#[utoipa::path(get, path = "/api/v1/auth/me", tag = "auth",
    responses((status = 200, description = "The account", body = MeAnswer)))]
pub async fn show_me(caller: Caller, parameters: Parameters) -> Answer {
    parameters.none()?;
    let viewer = caller.account()?;
    let own = me::load(&caller.state, viewer).await?;
    let scopes = viewer.token.map(|token| token.scopes.iter().map(|scope| scope.key().to_owned()).collect());
    let (gender, account_active, created_at) = (own.gender.clone(), own.active, moment(own.created_at));
    let user = MeUser { user: own.into(), gender, account_active, created_at, scopes };
    Ok(json(&MeAnswer { success: true, user }))
}

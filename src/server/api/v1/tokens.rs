//! The own personal access tokens, in sessions alone.

use std::borrow::Cow;

use axum::{extract::Path, http::StatusCode, response::IntoResponse as _};
use serde::{Deserialize, Serialize};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        RefOr,
        schema::{ObjectBuilder, Schema, Type},
    },
};

use super::{
    answer::{Answer, Done, json, moment},
    caller::Caller,
    input::{Body, Members, Parameters},
};
use crate::{
    domain::{
        access::Scope,
        accounts::api_token::{TokenLine, TokenState},
    },
    i18n::{Locale, td_string},
    server::{
        api::problem::{Problem, ProblemCode},
        services::accounts::{
            api_tokens::{self, AskedToken, MadeToken},
            reauthentication,
        },
    },
};

/// Days a token lives, unless it is said.
const USUAL_LIFE: i64 = 90;

/// What a token may be used for.
pub struct ScopeKey;

impl PartialSchema for ScopeKey {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::String).enum_values(Some(Scope::ALL.map(Scope::key))).into()
    }
}

impl ToSchema for ScopeKey {
    fn name() -> Cow<'static, str> {
        "Scope".into()
    }
}

/// A token that is asked for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TokenBody {
    #[schema(max_length = 80)]
    pub name: String,
    #[schema(value_type = Vec<ScopeKey>, min_items = 1)]
    pub scopes: Vec<String>,
    /// 90 when it is not said.
    #[schema(minimum = 1, maximum = 365)]
    pub expires_in_days: Option<i64>,
}

impl Members for TokenBody {
    const MEMBERS: &'static [&'static str] = &["name", "scopes", "expires_in_days"];
}

/// A token without its secret.
#[derive(Serialize, ToSchema)]
pub struct TokenFacts {
    pub id: i64,
    pub name: String,
    #[schema(value_type = Vec<ScopeKey>)]
    pub scopes: Vec<String>,
    /// RFC 3339, UTC; as the next ones.
    pub created_at: String,
    pub expires_at: String,
    pub last_used_at: Option<String>,
    /// `working`, `expired` or `revoked`.
    pub state: &'static str,
}

impl From<TokenLine> for TokenFacts {
    fn from(line: TokenLine) -> Self {
        Self {
            id: line.id,
            name: line.name,
            scopes: line.scopes.iter().map(|scope| scope.key().to_owned()).collect(),
            created_at: moment(line.created_at),
            expires_at: moment(line.expires_at),
            last_used_at: line.last_used_at.map(moment),
            state: match line.state {
                TokenState::Working => "working",
                TokenState::Expired => "expired",
                TokenState::Revoked => "revoked",
            },
        }
    }
}

/// The tokens of the account.
#[derive(Serialize, ToSchema)]
pub struct TokenListAnswer {
    #[schema(default = true)]
    pub success: bool,
    pub tokens: Vec<TokenFacts>,
}

/// A new token.
#[derive(Serialize, ToSchema)]
pub struct TokenAnswer {
    #[schema(default = true)]
    pub success: bool,
    /// Shown this once.
    pub secret: String,
    pub token: TokenFacts,
}

/// Own tokens
///
/// The newest first, expired and revoked ones too. The password must have been given in the last 15 minutes.
#[utoipa::path(get, path = "/api/v1/tokens", tag = "tokens",
    responses((status = 200, description = "The tokens", body = TokenListAnswer)))]
pub async fn list_tokens(caller: Caller, parameters: Parameters) -> Answer {
    parameters.none()?;
    reauthentication::require_fresh(&caller.state, &caller.actor()).await?;
    let lines = api_tokens::list(&caller.state, &caller.actor()).await?;
    Ok(json(&TokenListAnswer { success: true, tokens: lines.into_iter().map(TokenFacts::from).collect() }))
}

/// Make a token
///
/// The secret is in this answer and nowhere else. The password must have been given in the last 15 minutes.
#[utoipa::path(post, path = "/api/v1/tokens", tag = "tokens", request_body = TokenBody,
    responses((status = 201, description = "The token", body = TokenAnswer)))]
pub async fn make_token(caller: Caller, parameters: Parameters, Body(body): Body<TokenBody>) -> Answer {
    parameters.none()?;
    let TokenBody { name, scopes, expires_in_days } = body;
    let asked = AskedToken { name, scopes, days: expires_in_days.unwrap_or(USUAL_LIFE) };
    match api_tokens::make(&caller.state, &caller.actor(), asked).await? {
        MadeToken::Made { secret, line } => {
            let answer = TokenAnswer { success: true, secret, token: line.into() };
            Ok((StatusCode::CREATED, json(&answer)).into_response())
        }
        MadeToken::Refused(errors) => Err(errors.into()),
        MadeToken::TooMany => Err(ProblemCode::TooManyTokens.into()),
    }
}

/// Revoke a token
///
/// It works no more from now on. The password must have been given in the last 15 minutes.
#[utoipa::path(delete, path = "/api/v1/tokens/{id}", tag = "tokens", params(("id" = i64, Path, description = "Number of the token")),
    responses((status = 200, description = "Revoked", body = Done)))]
pub async fn revoke_token(caller: Caller, parameters: Parameters, Path(id): Path<String>) -> Answer {
    parameters.none()?;
    reauthentication::require_fresh(&caller.state, &caller.actor()).await?;
    let id: i64 = id.parse().map_err(|_| Problem::new(ProblemCode::NotFound))?;
    api_tokens::revoke(&caller.state, &caller.actor(), id).await?;
    Ok(Done::saying(td_string!(Locale::from(caller.lang()), api.done_token_revoked)))
}

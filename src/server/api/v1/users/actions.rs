//! What administrators do to a person as a whole.

use axum::{
    extract::Path,
    http::{StatusCode, header},
    response::IntoResponse as _,
};
use serde::Serialize;
use serde_json::Value as Json;
use utoipa::ToSchema;

use super::change::matched;
use crate::{
    domain::{lang::Lang, unique_code::UniqueCode},
    i18n::{Locale, td_string},
    server::{
        api::{
            problem::{Problem, ProblemCode},
            v1::{
                answer::{Answer, Done},
                caller::Caller,
                idempotent::idempotent,
                input::Parameters,
            },
        },
        error::AppError,
        services::{
            admin::{
                erasure::{ErasedPerson, erase},
                people::{StateChange, toggle},
            },
            operations::idempotency::KeptAnswer,
        },
    },
};

/// Whether an account may be used now.
#[derive(Serialize, ToSchema)]
pub struct ToggleAnswer {
    #[schema(default = true)]
    pub success: bool,
    pub active: bool,
    pub message: String,
}

/// Erase a person
///
/// The account with everything about its person, as « delete my account » does. `If-Match` is needed. A session needs the
/// password given in the last 15 minutes. The account of an administrator is a member's again first (409).
#[utoipa::path(delete, path = "/api/v1/users/{id}", tag = "users",
    params(("id" = String, Path, description = "Number or code of the person"),
        ("If-Match" = String, Header, description = "The `ETag` of the person")),
    responses((status = 200, description = "Erased", body = Done)))]
pub async fn delete_user(caller: Caller, parameters: Parameters, Path(id): Path<String>) -> Answer {
    parameters.none()?;
    let person = caller.person(&id).await?;
    let version = matched(&caller, &person).await?;
    match erase(&caller.state, &caller.actor(), person.id, version).await? {
        ErasedPerson::Done => Ok(Done::saying(td_string!(Locale::from(caller.lang()), api.done_erased))),
        ErasedPerson::Administrator => Err(ProblemCode::AdministratorAccount.into()),
        ErasedPerson::Changed => Err(ProblemCode::PreconditionFailed.into()),
    }
}

/// Suspend or reactivate
///
/// Suspends an active account, lets a suspended one in again. The own account and that of the last administrator stay
/// (409). Takes an `Idempotency-Key`.
#[utoipa::path(post, path = "/api/v1/users/{id}/toggle-active", tag = "users",
    params(("id" = String, Path, description = "Number or code of the person"),
        ("Idempotency-Key" = Option<String>, Header, description = "At most 255 characters")),
    responses((status = 200, description = "What it is now", body = ToggleAnswer)))]
pub async fn toggle_active(caller: Caller, parameters: Parameters, Path(id): Path<String>) -> Answer {
    parameters.none()?;
    let person = caller.person(&id).await?;
    let code: UniqueCode = person.code.parse().map_err(AppError::internal)?;
    let (state, actor, lang) = (caller.state.clone(), caller.actor(), caller.lang());
    let work = async move {
        let (change, active) = toggle(&state, &actor, &code).await?;
        kept(change, active, lang)
    };
    let answer = Box::pin(idempotent(&caller, &Json::Null, work)).await?;
    Ok((StatusCode::OK, [(header::CONTENT_TYPE, "application/json")], answer.body).into_response())
}

fn kept(change: StateChange, active: bool, lang: Lang) -> Result<KeptAnswer, Problem> {
    match change {
        StateChange::Done => {}
        StateChange::OwnAccount => return Err(ProblemCode::OwnAccount.into()),
        StateChange::LastAdministrator => return Err(ProblemCode::LastAdministrator.into()),
        StateChange::Unchanged | StateChange::NotAMinor => return Err(ProblemCode::Conflict.into()),
    }
    let locale = Locale::from(lang);
    let message = if active { td_string!(locale, api.done_active) } else { td_string!(locale, api.done_inactive) };
    let answer = ToggleAnswer { success: true, active, message: message.to_owned() };
    let body = serde_json::to_string(&answer).map_err(AppError::internal)?;
    Ok(KeptAnswer { status: StatusCode::OK.as_u16(), body })
}

//! `GET /users/{id}`.

use axum::extract::Path;
use serde_json::json;

use super::{members, person_schema::Person};
use crate::server::{
    api::v1::{
        answer::{Answer, json as answer, tagged},
        caller::Caller,
        input::Parameters,
    },
    services::profiles::seen_person,
};

/// A person
///
/// By number or code. Members that the caller may not see are left out: a token needs `private:read` for contacts, birth
/// dates and masked documents. The `ETag` is what `If-Match` takes. An administrator who reads private answers of another
/// person leaves a line in the audit log.
#[utoipa::path(get, path = "/api/v1/users/{id}", tag = "users",
    params(("id" = String, Path, description = "Number or code of the person")),
    responses((status = 200, description = "The person", body = super::PersonAnswer)))]
pub async fn show_user(caller: Caller, parameters: Parameters, Path(id): Path<String>) -> Answer {
    parameters.none()?;
    let person = caller.person(&id).await?;
    let seen = seen_person::load(&caller.state, &caller.actor(), &person).await?;
    let user = members(&seen, &caller.state.config.base_url, caller.lang());
    Ok(tagged(seen.version, answer(&json!({ "success": true, "user": user }))))
}

/// The answer with a person.
#[derive(utoipa::ToSchema)]
#[expect(dead_code, reason = "the document says what the maps of `members` are")]
pub struct PersonAnswer {
    #[schema(default = true)]
    success: bool,
    #[schema(value_type = Person)]
    user: (),
}

//! `POST /users`.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::IntoResponse as _,
};
use serde::Serialize;
use serde_json::{Map, Value as Json};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        RefOr,
        schema::{ObjectBuilder, Schema, Type},
    },
};

use super::{
    change::{form, inputs},
    person_schema::PersonChange,
};
use crate::{
    domain::{admin::ConsentMeans, lang::Lang, registration::fields as f},
    i18n::{Locale, td_string},
    routes::API,
    server::{
        api::{
            problem::Problem,
            v1::{
                answer::Answer,
                caller::Caller,
                idempotent::idempotent,
                input::{Object, Parameters},
            },
        },
        error::AppError,
        services::{
            admin::{
                register_person::{RegisteredPerson, register},
                walk_in::{LANGUAGE, MEANS},
            },
            operations::idempotency::KeptAnswer,
            profiles::edit::{CINEMA_VISIBILITY, REASON, changeable_inputs},
        },
    },
};

/// A person to be registered.
pub struct PersonBody;

impl PartialSchema for PersonBody {
    fn schema() -> RefOr<Schema> {
        let RefOr::T(Schema::Object(mut change)) = PersonChange::schema() else { return PersonChange::schema() };
        change.properties.retain(|name, _| is_known(name));
        let text = || ObjectBuilder::new().schema_type(Type::String);
        let means = ConsentMeans::IN_PERSON.map(ConsentMeans::key);
        let languages = Lang::ALL.map(Lang::code);
        let mut object = ObjectBuilder::from(change)
            .property(f::EMAIL, text().description(Some("Where the person is mailed how to choose a password")))
            .property(MEANS, text().enum_values(Some(means)).description(Some("How the person agreed to the terms")))
            .property(LANGUAGE, text().enum_values(Some(languages)).description(Some("In which the person is mailed")));
        for name in [f::FIRST_NAME, f::LAST_NAME, f::DATE_OF_BIRTH, f::GENDER, f::PHONE, f::RESIDENCE_COUNTRY, MEANS] {
            object = object.required(name);
        }
        object.into()
    }
}

impl ToSchema for PersonBody {
    fn name() -> std::borrow::Cow<'static, str> {
        "PersonBody".into()
    }
}

/// Who was registered.
#[derive(Serialize, ToSchema)]
pub struct RegisteredUser {
    pub id: i64,
    pub unique_code: String,
}

/// The answer to a registration.
#[derive(Serialize, ToSchema)]
pub struct RegisteredAnswer {
    #[schema(default = true)]
    pub success: bool,
    pub message: String,
    pub user: RegisteredUser,
}

/// Register a person
///
/// With `talents` in the main module, with `talent_types` in CINEMA, with both in both. A person with an address is mailed
/// how to choose a password. With an `Idempotency-Key` the person is registered once, however often the request is sent
/// in 24 hours.
#[utoipa::path(post, path = "/api/v1/users", tag = "users", request_body = PersonBody,
    params(("Idempotency-Key" = Option<String>, Header, description = "At most 255 characters")),
    responses((status = 201, description = "Registered; `Location` leads to the person", body = RegisteredAnswer)))]
pub async fn create_user(caller: Caller, parameters: Parameters, Object(body): Object) -> Answer {
    parameters.none()?;
    let (state, actor, lang) = (caller.state.clone(), caller.actor(), caller.lang());
    let sent = form(inputs(&body, is_known)?);
    let work = async move {
        match register(&state, &actor, lang, &sent).await? {
            RegisteredPerson::Refused(errors) => Err(Problem::from(errors)),
            RegisteredPerson::Done { id, code } => kept(lang, id, code),
        }
    };
    let answer = Box::pin(idempotent(&caller, &Json::Object(body), work)).await?;
    let located = serde_json::from_str::<Map<String, Json>>(&answer.body).ok().and_then(|body| located(&caller, &body));
    let mut answer = (StatusCode::CREATED, [(header::CONTENT_TYPE, "application/json")], answer.body).into_response();
    answer.headers_mut().extend(located.map(|address| (header::LOCATION, address)));
    Ok(answer)
}

fn is_known(name: &str) -> bool {
    let not_yet = [CINEMA_VISIBILITY, REASON].contains(&name);
    [f::EMAIL, MEANS, LANGUAGE].contains(&name) || (changeable_inputs().any(|known| known == name) && !not_yet)
}

fn kept(lang: Lang, id: i64, unique_code: String) -> Result<KeptAnswer, Problem> {
    let message = td_string!(Locale::from(lang), api.done_registered).to_owned();
    let answer = RegisteredAnswer { success: true, message, user: RegisteredUser { id, unique_code } };
    let body = serde_json::to_string(&answer).map_err(AppError::internal)?;
    Ok(KeptAnswer { status: StatusCode::CREATED.as_u16(), body })
}

fn located(caller: &Caller, body: &Map<String, Json>) -> Option<HeaderValue> {
    let id = body.get("user")?.get("id")?.as_i64()?;
    HeaderValue::from_str(&format!("{}{API}/users/{id}", caller.state.config.base_url)).ok()
}

//! `PATCH /users/{id}`.

use axum::extract::Path;
use serde_json::{Map, Value as Json, json};

use super::{members, person_schema::PersonChange};
use crate::{
    domain::{profiles::version::PersonVersion, registration::FormValues},
    server::{
        api::{
            problem::{Problem, ProblemCode, Wrong, WrongValue},
            v1::{
                answer::{Answer, json as answer, tagged},
                caller::Caller,
                input::{Object, Parameters},
            },
        },
        services::profiles::{
            edit::{ChangedInputs, Patched, changeable_inputs, patch},
            person_ref::{PersonRef, version_of},
            seen_person,
        },
    },
};

/// The most values of one member.
const MOST_VALUES: usize = 100;

/// Change a person
///
/// Any of the answers of the forms, by their names there, checked as the forms check them. `If-Match` is needed: the
/// answer is 412 when the person changed since. Administrators let fewer see something only, with `stricter_reason`.
#[utoipa::path(patch, path = "/api/v1/users/{id}", tag = "users", request_body = PersonChange,
    params(("id" = String, Path, description = "Number or code of the person"),
        ("If-Match" = String, Header, description = "The `ETag` of the person")),
    responses((status = 200, description = "The person as stored", body = super::PersonAnswer)))]
pub async fn change_user(
    caller: Caller,
    parameters: Parameters,
    Path(id): Path<String>,
    body: Result<Object, Problem>,
) -> Answer {
    parameters.none()?;
    let person = caller.person(&id).await?;
    // What is wrong with the body is for those who may change the person.
    let Object(body) = body?;
    let version = matched(&caller, &person).await?;
    let changes = inputs(&body, |name| changeable_inputs().any(|known| known == name))?;
    let request = caller.form_request(Some(&person));
    match patch(&caller.state, &request, version, &changes).await? {
        Patched::Refused(errors) => return Err(errors.into()),
        Patched::Changed => return Err(ProblemCode::PreconditionFailed.into()),
        Patched::Done => {}
    }
    let seen = seen_person::load(&caller.state, &caller.actor(), &person).await?;
    let user = members(&seen, &caller.state.config.base_url, caller.lang());
    Ok(tagged(seen.version, answer(&json!({ "success": true, "user": user }))))
}

/// The version of a person that `If-Match` names.
///
/// # Errors
/// 428 without the header, 412 when the person has another version.
pub async fn matched(caller: &Caller, person: &PersonRef) -> Result<PersonVersion, Problem> {
    let tags = caller.header("if-match").ok_or(Problem::new(ProblemCode::PreconditionRequired))?;
    let version = version_of(&caller.state, person).await?;
    if version.matches(tags) { Ok(version) } else { Err(ProblemCode::PreconditionFailed.into()) }
}

/// The members of a body as inputs of forms.
pub fn inputs(body: &Map<String, Json>, known: impl Fn(&str) -> bool) -> Result<ChangedInputs, Problem> {
    let mut wrong = Vec::new();
    let mut inputs = ChangedInputs::new();
    for (name, value) in body {
        if !known(name) {
            wrong.push(Wrong::member(name, WrongValue::UnknownMember));
            continue;
        }
        match typed(value) {
            Some(values) => {
                inputs.insert(name.clone(), values);
            }
            None => wrong.push(Wrong::member(name, WrongValue::WrongType)),
        }
    }
    if wrong.is_empty() { Ok(inputs) } else { Err(Problem::invalid(wrong)) }
}

/// A value as a form would send it; `None` for one that no form sends.
fn typed(value: &Json) -> Option<Vec<String>> {
    match value {
        Json::Null | Json::Bool(false) => Some(Vec::new()),
        Json::Bool(true) => Some(vec!["on".to_owned()]),
        Json::Number(number) => Some(vec![number.to_string()]),
        Json::String(text) => Some(vec![text.clone()]),
        Json::Array(values) if values.len() <= MOST_VALUES => {
            values.iter().map(|one| one.as_str().map(str::to_owned)).collect()
        }
        Json::Array(_) | Json::Object(_) => None,
    }
}

/// The inputs as a whole form.
#[must_use]
pub fn form(inputs: ChangedInputs) -> FormValues {
    let mut values = FormValues::default();
    for (name, given) in inputs {
        values.set(&name, given);
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_become_what_a_form_sends() {
        let body =
            json!({ "bio": "x", "show_links": false, "height": 180, "languages": ["fr", "ar"], "website": null });
        let sent = inputs(body.as_object().unwrap(), |_| true).unwrap();
        assert_eq!(sent["bio"], ["x"]);
        assert_eq!(sent["show_links"], Vec::<String>::new());
        assert_eq!(sent["height"], ["180"]);
        assert_eq!(sent["languages"], ["fr", "ar"]);
        assert!(sent["website"].is_empty());
        let wrong = json!({ "bio": {}, "role": "administrator", "languages": [1] });
        let refused = inputs(wrong.as_object().unwrap(), |name| name != "role").unwrap_err();
        let pointers: Vec<_> = refused.wrong.iter().map(|one| one.pointer.as_str()).collect();
        assert_eq!(pointers, ["#/bio", "#/languages", "#/role"]);
    }
}

//! What a request says: the parameters of its address and the members of its body. What an operation does not know is
//! refused by name.

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Request},
    http::{HeaderMap, header, request::Parts},
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Json};

use crate::server::{
    api::problem::{Problem, ProblemCode, Wrong, WrongValue},
    state::AppState,
};

/// The most parameters an address may have.
const MOST_PARAMETERS: usize = 200;

/// The parameters of an address, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parameters(pub Vec<(String, String)>);

impl FromRequestParts<AppState> for Parameters {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Problem> {
        Self::read(parts.uri.query().unwrap_or_default())
    }
}

impl Parameters {
    fn read(query: &str) -> Result<Self, Problem> {
        let decoded = percent_encoding::percent_decode(query.as_bytes()).decode_utf8();
        let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        if decoded.is_err() || pairs.len() > MOST_PARAMETERS {
            return Err(Problem::new(ProblemCode::BadRequest));
        }
        Ok(Self(pairs))
    }

    /// Refuses parameters of other names.
    pub fn only(&self, known: impl Fn(&str) -> bool) -> Result<(), Problem> {
        let unknown = self.0.iter().filter(|(name, _)| !known(name));
        let wrong: Vec<Wrong> = unknown.map(|(name, _)| Wrong::parameter(name, WrongValue::UnknownParameter)).collect();
        if wrong.is_empty() { Ok(()) } else { Err(Problem::invalid(wrong)) }
    }

    /// Refuses every parameter.
    pub fn none(&self) -> Result<(), Problem> {
        self.only(|_| false)
    }

    /// The last value of a parameter; an empty one is none.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        let values = self.0.iter().rev().filter(|(one, _)| one == name);
        values.map(|(_, value)| value.trim()).find(|value| !value.is_empty())
    }

    /// A whole number between two bounds.
    pub fn number(&self, name: &str, least: usize, most: usize) -> Result<Option<usize>, Problem> {
        let Some(text) = self.get(name) else { return Ok(None) };
        let number = text.parse().ok().filter(|number| (least..=most).contains(number));
        number.map(Some).ok_or_else(|| Problem::parameter(name, WrongValue::InvalidValue))
    }
}

/// A body whose members are known.
pub trait Members: DeserializeOwned {
    const MEMBERS: &'static [&'static str];
}

/// A JSON body.
pub struct Body<T>(pub T);

impl<T: Members> FromRequest<AppState> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Problem> {
        let Object(members) = Object::from_request(request, state).await?;
        let unknown = members.keys().filter(|name| !T::MEMBERS.contains(&name.as_str()));
        let wrong: Vec<Wrong> = unknown.map(|name| Wrong::member(name, WrongValue::UnknownMember)).collect();
        if !wrong.is_empty() {
            return Err(Problem::invalid(wrong));
        }
        let read = serde_path_to_error::deserialize(Json::Object(members));
        read.map(Self).map_err(|error| {
            let path = error.path().to_string();
            // What is missing is named in the message alone.
            let missing = error.inner().to_string();
            match missing.strip_prefix("missing field `").and_then(|rest| rest.split('`').next()) {
                Some(name) => Problem::member(name, WrongValue::Missing),
                None => Problem::member(path.split(['.', '[']).next().unwrap_or_default(), WrongValue::WrongType),
            }
        })
    }
}

/// A JSON object, whose members the handler itself compares with what it knows.
pub struct Object(pub Map<String, Json>);

impl FromRequest<AppState> for Object {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Problem> {
        if !is_json(request.headers()) {
            return Err(Problem::new(ProblemCode::UnsupportedMediaType));
        }
        let bytes = Bytes::from_request(request, state).await.map_err(|_| Problem::new(ProblemCode::BadRequest))?;
        match serde_json::from_slice(&bytes) {
            Ok(Json::Object(members)) => Ok(Self(members)),
            Ok(_) => Err(Problem::invalid(vec![Wrong { pointer: "#".to_owned(), why: WrongValue::WrongType }])),
            Err(_) => Err(Problem::new(ProblemCode::BadRequest)),
        }
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_known_or_refused_by_name() {
        let read = |query: &str| Parameters::read(query).unwrap();
        let some = read("page=2&talent=dj&talent=vj&city=");
        assert!(some.only(|name| ["page", "talent", "city"].contains(&name)).is_ok());
        let refused = some.only(|name| name == "page").unwrap_err();
        assert_eq!(refused.wrong[0], Wrong::parameter("talent", WrongValue::UnknownParameter));
        assert_eq!((some.get("city"), some.get("talent")), (None, Some("vj")));
        assert_eq!(some.number("page", 1, 10).unwrap(), Some(2));
        for wrong in ["page=0", "page=11", "page=x", "page=-1", "page=1.5"] {
            assert!(read(wrong).number("page", 1, 10).is_err(), "{wrong}");
        }
        assert!(Parameters::read("a=%ff").is_err());
        assert!(Parameters::read(&"a=1&".repeat(201)).is_err());
    }
}

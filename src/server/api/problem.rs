//! Errors of the API: the problem document of RFC 9457, with the members that clients of the replaced application read.

mod code;
mod wrong;

pub use self::{
    code::ProblemCode,
    wrong::{Wrong, WrongValue},
};

use axum::{
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value as Json, json};

use crate::{
    domain::{
        access::Scope,
        fault::{Fault, RetryAfter},
        field_error::FieldErrors,
        lang::Lang,
    },
    server::error::AppError,
};

/// What is busy or away is tried again after this.
const BUSY_FOR: RetryAfter = RetryAfter(30);

/// Why a request was not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub code: ProblemCode,
    pub wrong: Vec<Wrong>,
    wait: Option<RetryAfter>,
    /// What a token lacks.
    missing_scope: Option<Scope>,
}

impl Problem {
    #[must_use]
    pub fn new(code: ProblemCode) -> Self {
        Self { code, wrong: Vec::new(), wait: None, missing_scope: None }
    }

    /// Values that were not taken.
    #[must_use]
    pub fn invalid(wrong: Vec<Wrong>) -> Self {
        Self { wrong, ..Self::new(ProblemCode::Invalid) }
    }

    /// A parameter that was not taken.
    #[must_use]
    pub fn parameter(name: &str, why: WrongValue) -> Self {
        Self::invalid(vec![Wrong::parameter(name, why)])
    }

    /// A member that was not taken.
    #[must_use]
    pub fn member(name: &str, why: WrongValue) -> Self {
        Self::invalid(vec![Wrong::member(name, why)])
    }

    /// A token that is not for this.
    #[must_use]
    pub fn missing(scope: Scope) -> Self {
        Self { missing_scope: Some(scope), ..Self::new(ProblemCode::Forbidden) }
    }

    /// What a plain error means.
    #[must_use]
    pub fn of_answer(answer: &Response) -> Self {
        if let Some(problem) = answer.extensions().get::<Self>() {
            return problem.clone();
        }
        match answer.extensions().get::<Fault>().copied() {
            Some(fault) => {
                let wait = match fault {
                    Fault::TooManyRequests(wait) => Some(wait),
                    Fault::Unavailable => Some(BUSY_FOR),
                    _ => None,
                };
                Self { wait, ..Self::new(fault.into()) }
            }
            None => Self::new(ProblemCode::of_status(answer.status())),
        }
    }

    /// The whole document. `site` is the address of the site, `request_id` that of the request.
    #[must_use]
    pub fn document(&self, site: &str, lang: Lang, request_id: &str) -> Json {
        let (status, code) = (self.code.status(), self.code.key());
        let errors: Vec<Json> = self
            .wrong
            .iter()
            .map(|wrong| json!({ "pointer": wrong.pointer, "code": wrong.why.code(), "detail": wrong.why.text(lang) }))
            .collect();
        json!({
            "type": format!("{site}/api/docs#error-{code}"),
            "title": status.canonical_reason().unwrap_or("Error"),
            "status": status.as_u16(),
            "detail": self.code.text(lang),
            "code": code,
            "instance": request_id,
            "errors": errors,
            "success": false,
            "error": self.code.text(Lang::En),
        })
    }

    /// The answer with this document, and what goes with its status.
    #[must_use]
    pub fn answer(&self, site: &str, lang: Lang, request_id: &str) -> Response {
        let status = self.code.status();
        let body = self.document(site, lang, request_id).to_string();
        let mut answer = (status, [(header::CONTENT_TYPE, PROBLEM_JSON)], body).into_response();
        let headers = answer.headers_mut();
        headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(lang.code()));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
        let wait = match (self.wait, self.code) {
            (Some(RetryAfter(seconds)), _) => Some(seconds),
            (None, ProblemCode::TooManyRequests) => Some(60),
            (None, ProblemCode::Unavailable) => Some(BUSY_FOR.0),
            _ => None,
        };
        if let Some(seconds) = wait {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if let Some(seconds) = wait.filter(|_| self.code == ProblemCode::TooManyRequests)
            && let Ok(value) = HeaderValue::from_str(&format!("\"api\";r=0;t={seconds}"))
        {
            headers.insert(RATE_LIMIT, value);
        }
        if let Some(challenge) = self.challenge() {
            headers.insert(header::WWW_AUTHENTICATE, challenge);
        }
        answer
    }

    /// How the caller could be let in (RFC 6750).
    fn challenge(&self) -> Option<HeaderValue> {
        let text = match (self.code.status(), self.missing_scope) {
            (StatusCode::UNAUTHORIZED, _) => "Bearer realm=\"api\"".to_owned(),
            (_, Some(scope)) => {
                format!("Bearer realm=\"api\", error=\"insufficient_scope\", scope=\"{}\"", scope.key())
            }
            _ => return None,
        };
        HeaderValue::from_str(&text).ok()
    }
}

const PROBLEM_JSON: HeaderValue = HeaderValue::from_static("application/problem+json");
/// As the draft of RateLimit fields has it.
pub const RATE_LIMIT: HeaderName = HeaderName::from_static("ratelimit");

/// A plain answer, which [`Problem::of_answer`] finds again where language and request are known.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut answer = self.code.status().into_response();
        answer.extensions_mut().insert(self);
        answer
    }
}

impl From<ProblemCode> for Problem {
    fn from(code: ProblemCode) -> Self {
        Self::new(code)
    }
}

/// Logs what is for the log and tells the client the rest.
impl From<AppError> for Problem {
    fn from(error: AppError) -> Self {
        let fault = Fault::from(error);
        let wait = match fault {
            Fault::TooManyRequests(wait) => Some(wait),
            _ => None,
        };
        Self { wait, ..Self::new(fault.into()) }
    }
}

impl From<RetryAfter> for Problem {
    fn from(wait: RetryAfter) -> Self {
        Self { wait: Some(wait), ..Self::new(ProblemCode::TooManyRequests) }
    }
}

/// What a form would say beside its fields.
impl From<FieldErrors> for Problem {
    fn from(errors: FieldErrors) -> Self {
        let wrong = errors.iter().map(|(field, error)| Wrong::member(field, WrongValue::Field(error.clone())));
        Self::invalid(wrong.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::field_error::FieldError;

    #[test]
    fn every_code_has_a_sentence_in_every_language_and_comes_back_from_its_status() {
        for code in ProblemCode::ALL {
            for lang in Lang::ALL {
                assert_ne!(code.text(lang), code.key(), "{}", code.key());
            }
            assert_eq!(ProblemCode::of_status(code.status()).status(), code.status());
        }
    }

    #[test]
    fn the_document_has_the_members_of_the_rfc_and_those_of_old_clients() {
        let problem = Problem::member("a/b", WrongValue::Field(FieldError::TooLong { max: 3 }));
        let document = problem.document("https://talents.example", Lang::Fr, "0123");
        assert_eq!(document["type"], "https://talents.example/api/docs#error-invalid");
        assert_eq!((&document["status"], &document["success"]), (&json!(422), &json!(false)));
        assert_eq!((&document["code"], &document["instance"]), (&json!("invalid"), &json!("0123")));
        assert_eq!(document["errors"][0]["pointer"], "#/a~1b");
        assert_eq!(document["errors"][0]["code"], "too_long");
        assert_ne!(document["error"], document["detail"]);
        for why in [
            WrongValue::UnknownMember,
            WrongValue::UnknownParameter,
            WrongValue::InvalidValue,
            WrongValue::WrongType,
            WrongValue::UseCursors,
            WrongValue::Missing,
            WrongValue::NeedsPrivateRead,
        ] {
            assert!(!why.text(Lang::Ar).is_empty(), "{why:?}");
        }
    }

    #[test]
    fn callers_are_told_how_to_come_in_and_when_to_come_again() {
        let header = |problem: Problem, name: HeaderName| {
            let answer = problem.answer("", Lang::En, "");
            answer.headers().get(name).map(|value| value.to_str().unwrap().to_owned())
        };
        let unauthenticated = Problem::new(ProblemCode::Unauthenticated);
        assert_eq!(header(unauthenticated, header::WWW_AUTHENTICATE).unwrap(), "Bearer realm=\"api\"");
        let scope = header(Problem::missing(Scope::Stats), header::WWW_AUTHENTICATE).unwrap();
        assert!(scope.contains("insufficient_scope") && scope.contains("scope=\"stats\""));
        assert_eq!(header(Problem::from(RetryAfter(7)), header::RETRY_AFTER).unwrap(), "7");
        assert_eq!(header(Problem::from(RetryAfter(7)), RATE_LIMIT).unwrap(), "\"api\";r=0;t=7");
        assert!(header(Problem::new(ProblemCode::Unavailable), header::RETRY_AFTER).is_some());
    }
}

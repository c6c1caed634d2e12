//! The document of the API, as it is served.

use std::sync::LazyLock;

use axum::http::{HeaderMap, HeaderValue, header};
use bytes::Bytes;
use serde_json::Value as Json;

use super::{
    answer::{Answer, public},
    input::Parameters,
    served::document,
    yaml::yaml,
};
use crate::{domain::lang::Lang, routes::YAML, server::api::problem::ProblemCode};

/// The document as YAML; made when it is first asked for.
static AS_YAML: LazyLock<String> =
    LazyLock::new(|| serde_json::from_str::<Json>(document()).map(|read| yaml(&read)).unwrap_or_default());

/// The document of this API
///
/// OpenAPI 3.1, of exactly the operations that are here.
#[utoipa::path(get, path = "/api/v1/openapi.json", tag = "lists",
    responses((status = 200, description = "The document", body = serde_json::Value)))]
pub async fn show_document(headers: HeaderMap, parameters: Parameters) -> Answer {
    parameters.none()?;
    served(&headers, document())
}

/// The document of this API as YAML
///
/// The same as JSON says.
#[utoipa::path(get, path = "/api/v1/openapi.yaml", tag = "lists",
    responses((status = 200, description = "The document")))]
pub async fn show_document_as_yaml(headers: HeaderMap, parameters: Parameters) -> Answer {
    parameters.none()?;
    // It is made of the other one, without which there is none.
    let text = if document().is_empty() { "" } else { AS_YAML.as_str() };
    let mut answer = served(&headers, text)?;
    if let Some(media) = answer.headers_mut().get_mut(header::CONTENT_TYPE) {
        *media = HeaderValue::from_static(YAML);
    }
    Ok(answer)
}

fn served(headers: &HeaderMap, text: &'static str) -> Answer {
    if text.is_empty() {
        return Err(ProblemCode::Internal.into());
    }
    Ok(public(headers, Lang::En, Bytes::from_static(text.as_bytes())))
}

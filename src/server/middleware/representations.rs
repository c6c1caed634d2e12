//! Public profiles for programs: the same address answers with a page, a JSON Resume or a contact card.
//!
//! Browsers get the page, and so does whatever takes anything (`*/*`). An address that ends in `.json` or `.vcf` says what
//! it wants whatever the headers say.

use axum::{
    extract::{MatchedPath, Request, State},
    http::{Extensions, HeaderMap, HeaderValue, Method, header, request::Parts},
    middleware::Next,
    response::{IntoResponse as _, Response},
};

use crate::{
    domain::module::Module,
    server::{
        context::RequestContext,
        documents::vcard::VCardVersion,
        error::AppError,
        handlers::profile_documents::{self, ProfileDocument, WantedDocument},
        state::AppState,
    },
};

/// What the address of a profile can answer with beside its page, with the end of its address.
const ENDINGS: [(&str, ProfileDocument); 2] =
    [(".json", ProfileDocument::JsonResume), (".vcf", ProfileDocument::VCard(VCardVersion::V4))];

/// Answers programs; browsers go on to the page.
pub async fn answer_programs(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let Some(wanted) = wanted(&request) else { return next.run(request).await };
    let Some(context) = request.extensions().get::<RequestContext>().cloned() else {
        return AppError::internal("a request without its context").into_response();
    };
    match profile_documents::answer(&state, &context, &wanted).await {
        Ok(answer) => answer,
        Err(error) => error.into_response(),
    }
}

/// Tells caches that what a profile's address answers depends on what is accepted, whichever of them it was.
pub async fn vary_by_accept(request: Request, next: Next) -> Response {
    let is_profile = module_of(request.extensions()).is_some();
    let mut answer = next.run(request).await;
    if is_profile {
        answer.headers_mut().append(header::VARY, HeaderValue::from_static("Accept"));
    }
    answer
}

/// Whether an address names a profile for programs, whose errors are no pages either.
#[must_use]
pub fn names_a_document(parts: &Parts) -> bool {
    module_of(&parts.extensions).is_some() && ENDINGS.iter().any(|(ending, _)| parts.uri.path().ends_with(ending))
}

/// What a request wants in place of the page of a profile.
#[must_use]
pub fn wanted(request: &Request) -> Option<WantedDocument> {
    let module = module_of(request.extensions())?;
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return None;
    }
    let last = request.uri().path().rsplit('/').next().unwrap_or_default();
    let query = request.uri().query().unwrap_or_default();
    let parameter = |name: &str| {
        form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    };
    let named = ENDINGS.iter().find_map(|(ending, document)| Some((last.strip_suffix(*ending)?, *ending, *document)));
    let (code, ending, document) = match named {
        Some(named) => named,
        None => (last, "", accepted(request.headers())?),
    };
    let document = match (document, parameter("version").as_deref()) {
        (ProfileDocument::VCard(_), Some("3" | "3.0")) => ProfileDocument::VCard(VCardVersion::V3),
        (document, _) => document,
    };
    Some(WantedDocument { module, code: code.to_owned(), ending, document, seen_as: parameter("as") })
}

fn module_of(extensions: &Extensions) -> Option<Module> {
    match extensions.get::<MatchedPath>()?.as_str() {
        "/profile/view/{code}" => Some(Module::Main),
        "/cinema/profile/{code}" => Some(Module::Cinema),
        _ => None,
    }
}

/// A range of the `Accept` header.
struct Range<'a> {
    kind: &'a str,
    parameters: Vec<&'a str>,
    /// In thousandths.
    weight: u16,
}

/// What is preferred to the page: by weight, then what is named before what a `*` stands for. In doubt it is the page.
fn accepted(headers: &HeaderMap) -> Option<ProfileDocument> {
    let values = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    let ranges: Vec<Range<'_>> = values.flat_map(|value| value.split(',')).map(range).collect();
    let of = |kind: &str| {
        let group = format!("{}/*", kind.split('/').next().unwrap_or_default());
        let exact = |range: &&Range<'_>| range.kind.eq_ignore_ascii_case(kind);
        let grouped = |range: &&Range<'_>| range.kind.eq_ignore_ascii_case(&group);
        let any = |range: &&Range<'_>| range.kind == "*/*";
        let found = ranges.iter().find(exact).map(|range| (range.weight, 3_u8));
        let found = found.or_else(|| ranges.iter().find(grouped).map(|range| (range.weight, 2)));
        found.or_else(|| ranges.iter().find(any).map(|range| (range.weight, 1))).unwrap_or((0, 0))
    };
    let version = match ranges.iter().find(|range| range.kind.eq_ignore_ascii_case("text/vcard")) {
        Some(range) if range.parameters.iter().any(|one| is_version_3(one)) => VCardVersion::V3,
        _ => VCardVersion::V4,
    };
    let page = of("text/html");
    let (json, card) = (of("application/json"), of("text/vcard"));
    if json > page && json >= card && json.0 > 0 {
        Some(ProfileDocument::JsonResume)
    } else if card > page && card.0 > 0 {
        Some(ProfileDocument::VCard(version))
    } else {
        None
    }
}

fn range(text: &str) -> Range<'_> {
    let mut parts = text.split(';').map(str::trim);
    let kind = parts.next().unwrap_or_default();
    let (mut parameters, mut weight) = (Vec::new(), 1000);
    for part in parts {
        match part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")) {
            Some(text) => weight = thousandths(text),
            None => parameters.push(part),
        }
    }
    Range { kind, parameters, weight }
}

/// `0.8` as 800; what is no weight refuses.
fn thousandths(text: &str) -> u16 {
    match text.parse::<f32>() {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 1000")]
        Ok(weight) if (0.0..=1.0).contains(&weight) => (weight * 1000.0) as u16,
        _ => 0,
    }
}

fn is_version_3(parameter: &str) -> bool {
    parameter.split_once('=').is_some_and(|(name, value)| {
        name.eq_ignore_ascii_case("version") && matches!(value.trim_matches('"'), "3.0" | "3")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(accept: &str) -> Option<ProfileDocument> {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, accept.parse().unwrap());
        accepted(&headers)
    }

    #[test]
    fn browsers_get_the_page_and_programs_what_they_name() {
        use ProfileDocument::{JsonResume, VCard};
        for (accept, expected) in [
            ("*/*", None),
            ("", None),
            ("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", None),
            ("image/avif,image/webp,*/*", None),
            ("text/html, application/json", None),
            ("application/json;q=0.5, text/html", None),
            ("application/json;q=0", None),
            ("application/json;q=nonsense", None),
            ("text/plain", None),
            ("text/*", None),
            ("application/json", Some(JsonResume)),
            ("Application/JSON; charset=utf-8", Some(JsonResume)),
            ("application/json, text/plain, */*", Some(JsonResume)),
            ("text/html;q=0.3, application/json;q=0.9", Some(JsonResume)),
            ("application/*", Some(JsonResume)),
            ("text/vcard", Some(VCard(VCardVersion::V4))),
            ("text/vcard; version=4.0", Some(VCard(VCardVersion::V4))),
            ("text/vcard; version=3.0", Some(VCard(VCardVersion::V3))),
            ("text/vcard;version=\"3.0\";q=0.8, application/json;q=0.5", Some(VCard(VCardVersion::V3))),
        ] {
            assert_eq!(asked(accept), expected, "{accept}");
        }
        assert_eq!(accepted(&HeaderMap::new()), None);
    }
}

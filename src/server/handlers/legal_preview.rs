//! `/admin/settings/legal/preview`: the additions to the legal texts as they were typed, for a frame of their page.

use axum::{
    Extension,
    body::Bytes,
    http::{HeaderName, HeaderValue, header},
    response::{IntoResponse as _, Response},
};

use crate::{
    domain::{lang::Lang, registration::FormValues},
    i18n::{Locale, td_string},
    named_texts,
    server::{
        actor::Actor,
        context::RequestContext,
        error::AppResult,
        services::admin::settings::{AdditionPreview, preview},
    },
};

const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");
const NO_STORE: HeaderValue = HeaderValue::from_static("private, no-store");
/// It is sanitised; besides, nothing in it may run or load.
const ISOLATED: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox",
);
const FRAMES_OF_OURS: HeaderValue = HeaderValue::from_static("SAMEORIGIN");

/// Every addition that was typed, under its name. Nothing is stored.
pub async fn show(Extension(request): Extension<RequestContext>, body: Bytes) -> AppResult<Response> {
    let typed = FormValues::from_urlencoded(&body);
    let additions = preview(&Actor::of(&request), &typed)?;
    let headers: [(HeaderName, HeaderValue); 4] = [
        (header::CONTENT_TYPE, HTML),
        (header::CONTENT_SECURITY_POLICY, ISOLATED),
        (header::X_FRAME_OPTIONS, FRAMES_OF_OURS),
        (header::CACHE_CONTROL, NO_STORE),
    ];
    Ok((headers, document(request.lang, &additions)).into_response())
}

fn document(lang: Lang, additions: &[AdditionPreview]) -> String {
    let locale: Locale = lang.into();
    let title = td_string!(locale, settings.preview);
    let (code, dir) = (lang.code(), lang.dir());
    let mut html =
        format!("<!DOCTYPE html><html lang=\"{code}\" dir=\"{dir}\"><meta charset=\"utf-8\"><title>{title}</title>");
    if additions.is_empty() {
        html.push_str(&format!("<p>{}</p>", td_string!(locale, settings.preview_nothing)));
    }
    for AdditionPreview { setting, lang, html: addition } in additions {
        let label = named_texts::settings(locale, &format!("label_{}", setting.key())).unwrap_or_default();
        let (code, dir) = (lang.code(), lang.dir());
        html.push_str(&format!("<h2>{label}</h2><div lang=\"{code}\" dir=\"{dir}\">{addition}</div>"));
    }
    html.push_str("</html>");
    html
}

//! The HTTP routes.

use std::time::Duration;

use axum::{
    Router,
    http::{HeaderValue, StatusCode, header},
    middleware,
    response::Response,
    routing::{get, post},
};
use leptos::prelude::IntoAny as _;
use leptos_axum::{LeptosRoutes as _, generate_route_list};
use tower::ServiceBuilder;
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer,
        predicate::{DefaultPredicate, NotForContentType, Predicate as _},
    },
    services::ServeDir,
    timeout::TimeoutLayer,
};

use super::{
    api,
    handlers::{
        backups, cards, cities, desk_imports, desk_logs, documents, exports, files, films, health, language,
        legal_preview, metrics, own_data, password_link, profile_files, qr, register_files, sign_out, unsubscribe,
    },
    middleware::{
        address_limit::address_limit,
        body_limit::body_limit,
        error_pages::{Document, error_pages},
        executor,
        form_answers::form_answers,
        page_cache::cached_pages,
        panics,
        reactive_owner::fresh_reactive_owner,
        representations::{answer_programs, vary_by_accept},
        request_context::request_context,
        request_counter::count_request,
    },
    security::{access, csrf::csrf_layer, headers},
    state::AppState,
    telemetry,
};
use crate::{
    app::{App, shell},
    domain::registration::{Step, cinema::Section},
};

/// Everything the server answers to. [`routes::ROUTES`](crate::routes::ROUTES) says which callers may use which route;
/// [`routes::API_OPERATIONS`](crate::routes::API_OPERATIONS) says it of the API.
pub fn router(state: AppState) -> Router {
    executor::install_tracing_executor();
    // Pages about the API show what its document says.
    let _ = state.caches.api_operations.set(api::v1::document::description);
    let options = state.leptos_options.clone();
    let pages = generate_route_list(App);
    let routes = Router::new()
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(metrics::metrics))
        .route("/cinema/api/cities/{country_code}", get(cities::cities_of_country))
        .route("/cinema/api/search_movies", get(films::search_movies))
        .route("/lang", post(language::choose))
        .route("/qr/{file}", get(qr::qr_answer))
        .route("/qr/cinema/{file}", get(qr::cinema_qr_answer))
        .route("/auth/logout", post(sign_out::sign_out))
        .route("/og/{file}", get(cards::card))
        .route("/files/photo/{file}", get(files::photo))
        .route("/files/gallery/{file}", get(files::gallery))
        .route("/files/id/{name}", get(files::id_photo))
        .route("/files/cv/{name}", get(files::cv))
        .route("/files/poster/{file}", get(files::poster))
        .route("/profile/data/download", post(own_data::download))
        .route("/profile/card.vcf", get(own_data::card))
        .route("/profile/card.pdf", get(documents::own_pdf))
        .route("/profile/card.docx", get(documents::own_docx))
        .route("/cinema/export/pdf/{code}", get(documents::cinema_pdf))
        .route("/admin/users/{code}/card.pdf", get(documents::pdf_of_person))
        .route("/admin/users/{code}/card.docx", get(documents::docx_of_person))
        .route("/admin/users/documents", post(documents::of_selection))
        .route("/admin/mails/{id}/content", get(desk_logs::mail_content))
        .route("/admin/exports/make", post(exports::make))
        .route("/admin/exports/{id}/file", get(exports::file))
        .route("/admin/backups/new", post(backups::send))
        .route("/admin/backups/{name}", get(backups::download))
        .route("/admin/audit/export", post(desk_logs::export_audit))
        .route("/admin/settings/legal/preview", post(legal_preview::show))
        .route("/auth/password/reset/{token}", get(password_link::exchange))
        .leptos_routes_with_context(&state, pages, headers::provide_page_policy, move || shell(options.clone()))
        .route_service(PACKAGE, package_files(&state))
        .fallback_service(public_files(&state));
    let uploads = Router::new()
        .route("/auth/register/files", post(register_files::register_files::<Step>))
        .route("/cinema/register/files", post(register_files::register_files::<Section>))
        .route("/profile/files", post(profile_files::profile_files::<Step>))
        .route("/cinema/edit/files", post(profile_files::profile_files::<Section>))
        .route("/admin/imports/file", post(desk_imports::send))
        .route("/admin/users/{code}/edit/files", post(profile_files::files_of_person::<Step>))
        .route("/admin/users/{code}/edit/cinema/files", post(profile_files::files_of_person::<Section>));
    let from_anywhere = Router::new().route("/unsubscribe/{token}", post(unsubscribe::one_click));
    let all = inside(routes, &state)
        .merge(for_uploads(uploads, &state))
        .merge(for_anyone(from_anywhere, &state))
        .merge(api::v1::router(&state));
    outside(all, &state).with_state(state)
}

/// Routes behind everything that protects them, from the sign-in check to the log.
pub fn guarded(routes: Router<AppState>, state: &AppState) -> Router<AppState> {
    outside(inside(routes, state), state)
}

/// As [`inside`] for routes that take files: on a slow line a file needs minutes, so they limit size and silence
/// themselves, not the time of the whole.
fn for_uploads(routes: Router<AppState>, state: &AppState) -> Router<AppState> {
    routes
        .layer(middleware::from_fn(access::guard))
        .layer(csrf_layer(&state.config))
        .layer(CatchPanicLayer::custom(panics::answer))
}

/// As [`inside`] for what mail programs send by themselves: from other sites, for the holder of the secret in the path.
/// No cookie counts there.
fn for_anyone(routes: Router<AppState>, state: &AppState) -> Router<AppState> {
    let longest = Duration::from_secs(state.config.request_timeout_seconds);
    routes
        .layer(middleware::from_fn_with_state(state.config.clone(), body_limit))
        .layer(middleware::from_fn(access::guard))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, longest))
        .layer(CatchPanicLayer::custom(panics::answer))
}

/// Around every handler, outermost last: what may end a request before its handler, as a plain error.
fn inside(routes: Router<AppState>, state: &AppState) -> Router<AppState> {
    let longest = Duration::from_secs(state.config.request_timeout_seconds);
    routes
        .layer(middleware::from_fn(fresh_reactive_owner))
        .layer(middleware::from_fn(form_answers))
        // Outside the answers to forms, which say that a page is accepted whatever was asked for.
        .layer(middleware::from_fn_with_state(state.clone(), answer_programs))
        .layer(middleware::from_fn_with_state(state.config.clone(), body_limit))
        .layer(middleware::from_fn(access::guard))
        .layer(csrf_layer(&state.config))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, longest))
        .layer(CatchPanicLayer::custom(panics::answer))
}

/// Around all that and the API, outermost last: what every answer gets, plain errors included.
pub fn outside(routes: Router<AppState>, state: &AppState) -> Router<AppState> {
    let document: Document = |options| shell(options).into_any();
    // An archive gets no smaller, and its parts could not be asked for.
    let compressible = DefaultPredicate::new().and(NotForContentType::const_new("application/zip"));
    routes
        .layer(middleware::from_fn(address_limit))
        .layer(middleware::from_fn_with_state((state.clone(), document), error_pages))
        .layer(middleware::from_fn_with_state(state.clone(), cached_pages))
        .layer(middleware::from_fn(vary_by_accept))
        .layer(middleware::from_fn_with_state(state.clone(), request_context))
        .layer(
            ServiceBuilder::new()
                .layer(middleware::from_fn(telemetry::log_request))
                .layer(middleware::from_fn_with_state(state.clone(), count_request))
                .layer(middleware::from_fn_with_state(state.clone(), headers::security_headers))
                .layer(CatchPanicLayer::custom(panics::answer))
                .layer(CompressionLayer::new().compress_when(compressible)),
        )
}

/// Where cargo-leptos puts the script, the wasm and the style sheet.
const PACKAGE: &str = "/pkg/{*path}";

/// Files whose name changes with their content may be cached for ever; compressed ones were made by the build.
fn package_files(state: &AppState) -> Router {
    let hashed = state.leptos_options.hash_files;
    let cache = if hashed { "public, max-age=31536000, immutable" } else { "no-cache" };
    Router::new().fallback_service(files(state)).layer(middleware::map_response(
        move |mut answer: Response| async move {
            if answer.status().is_success() || answer.status() == StatusCode::NOT_MODIFIED {
                answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
            }
            answer
        },
    ))
}

/// Favicon, logo and the like: cached for a day, then asked for again with `If-Modified-Since`. Other sites may show them:
/// the logo stands in mails, which webmail shows.
fn public_files(state: &AppState) -> Router {
    Router::new().fallback_service(files(state)).layer(middleware::map_response(|mut answer: Response| async move {
        if answer.status().is_success() || answer.status() == StatusCode::NOT_MODIFIED {
            let headers = answer.headers_mut();
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=86400"));
            headers.insert(headers::RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
        }
        answer
    }))
}

fn files(state: &AppState) -> ServeDir {
    ServeDir::new(&state.config.site_root)
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip()
}

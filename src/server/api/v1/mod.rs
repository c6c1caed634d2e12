//! Version 1.
//!
//! A handler is a row of [`operations`], from which both the router and the document are made; who may use it stands in
//! [`API_OPERATIONS`](crate::routes::API_OPERATIONS).

mod answer;
mod auth;
mod caller;
mod cinema;
mod cors;
mod described;
mod details;
pub mod document;
mod exports;
mod gate;
mod idempotent;
mod input;
mod lists;
mod paging;
mod parameters;
mod served;
mod stats;
mod tokens;
mod users;
mod yaml;

use std::time::Duration;

use axum::{
    Router,
    http::StatusCode,
    middleware::{from_fn, from_fn_with_state},
};
use tower_http::{catch_panic::CatchPanicLayer, timeout::TimeoutLayer};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::server::{
    middleware::{body_limit::body_limit, panics},
    security::csrf::csrf_layer,
    state::AppState,
};

/// Every operation but those that take files.
fn operations() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(auth::login))
        .routes(routes!(auth::logout))
        .routes(routes!(auth::show_me))
        .routes(routes!(users::list_users, users::create_user))
        .routes(routes!(users::show_user, users::change_user, users::delete_user))
        .routes(routes!(users::toggle_active))
        .routes(routes!(lists::list_talents))
        .routes(routes!(lists::list_countries))
        .routes(routes!(lists::list_cities))
        .routes(routes!(lists::list_vocabularies))
        .routes(routes!(cinema::list_cinema_talents))
        .routes(routes!(cinema::show_cinema_talent))
        .routes(routes!(cinema::show_cinema_stats))
        .routes(routes!(stats::show_overview))
        .routes(routes!(stats::show_talent_stats))
        .routes(routes!(exports::export_users_excel))
        .routes(routes!(exports::export_users_csv))
        .routes(routes!(exports::export_users_pdf))
        .routes(routes!(exports::show_user_card))
        .routes(routes!(exports::show_cinema_talent_card))
        .routes(routes!(tokens::list_tokens, tokens::make_token))
        .routes(routes!(tokens::revoke_token))
        .routes(routes!(described::show_document))
        .routes(routes!(described::show_document_as_yaml))
        .routes(routes!(lists::country_array))
        .routes(routes!(lists::city_array))
        .routes(routes!(lists::talent_array))
}

/// Those that take files: they limit size and silence themselves, not the time of the whole.
fn uploads() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(users::put_photo, users::delete_photo))
        .routes(routes!(users::put_cv, users::delete_cv))
}

/// The API, with everything that belongs to it alone: limits, permissions, the shape of errors, other sites.
pub fn router(state: &AppState) -> Router<AppState> {
    served::set_document(|| document::TEXT.as_str());
    let (operations, _) = operations().split_for_parts();
    let (uploads, _) = uploads().split_for_parts();
    guarded(operations, uploads, state)
}

/// Routes behind everything that protects those of the API.
pub fn guarded(operations: Router<AppState>, uploads: Router<AppState>, state: &AppState) -> Router<AppState> {
    let longest = Duration::from_secs(state.config.request_timeout_seconds);
    let operations = operations
        .layer(from_fn_with_state(state.config.clone(), body_limit))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, longest));
    operations
        .merge(uploads)
        .layer(from_fn_with_state(state.clone(), gate::gate))
        .layer(csrf_layer(&state.config))
        .layer(from_fn(gate::named_cross_site))
        .layer(from_fn(gate::tokens_from_anywhere))
        .layer(CatchPanicLayer::custom(panics::answer))
        .layer(from_fn_with_state(state.clone(), gate::problems))
        .layer(from_fn_with_state(state.clone(), cors::cors))
}

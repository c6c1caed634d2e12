//! Who may use which route: the one table. A route without a row answers nobody.

use axum::{
    extract::{MatchedPath, Request},
    http::{Method, StatusCode},
    middleware::Next,
    response::{IntoResponse as _, Redirect, Response},
};

use crate::server::context::{RequestContext, SessionUnreadable};

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Everybody, and the answer is the same for everybody: no session is read and caches may keep it.
    Asset,
    /// Everybody; what is shown depends on the viewer.
    Everyone,
    /// Whoever holds the secret in the path; the page itself checks it.
    Holder,
    /// Signed-in accounts.
    SignedIn,
    /// Administrators; to others the route does not exist.
    Administrator,
}

use Who::{Asset, Everyone, Holder, SignedIn};

/// Every route: method, pattern as the router has it, who. `GET` includes `HEAD`.
pub const TABLE: &[(Method, &str, Who)] = &[
    (Method::GET, "/healthz", Asset),
    (Method::GET, "/readyz", Asset),
    (Method::GET, "/pkg/{*path}", Asset),
    (Method::GET, "/cinema/api/cities/{country_code}", Asset),
    (Method::GET, "/qr/{file}", Asset),
    (Method::GET, "/qr/cinema/{file}", Asset),
    // The service asks for a session or a draft.
    (Method::GET, "/cinema/api/search_movies", Everyone),
    (Method::GET, "/", Everyone),
    (Method::GET, "/about", Everyone),
    (Method::GET, "/legal/terms", Everyone),
    (Method::GET, "/legal/privacy", Everyone),
    (Method::GET, "/cinema/talents", Everyone),
    (Method::GET, "/talents", Everyone),
    (Method::GET, "/talents/{talent}", Everyone),
    (Method::GET, "/profile/view/{code}", Everyone),
    (Method::GET, "/cinema/profile/{code}", Everyone),
    (Method::POST, "/fn/reveal_document", SignedIn),
    (Method::GET, "/profile/remove/{module}", SignedIn),
    (Method::POST, "/fn/remove_profile", SignedIn),
    (Method::GET, "/profile/dashboard", SignedIn),
    (Method::GET, "/profile/edit", SignedIn),
    (Method::POST, "/profile/files", SignedIn),
    (Method::POST, "/fn/save_profile_section", SignedIn),
    (Method::POST, "/fn/discard_profile_changes", SignedIn),
    (Method::GET, "/profile/security", SignedIn),
    (Method::GET, "/profile/reauthenticate", SignedIn),
    (Method::GET, "/profile/data", SignedIn),
    (Method::GET, "/profile/data/delete", SignedIn),
    (Method::POST, "/profile/data/download", SignedIn),
    (Method::GET, "/profile/card.vcf", SignedIn),
    (Method::POST, "/fn/delete_account", SignedIn),
    (Method::GET, "/auth/login", Everyone),
    (Method::GET, "/auth/first-administrator/{token}", Holder),
    (Method::GET, "/auth/password/forgot", Everyone),
    (Method::GET, "/auth/password/reset", Holder),
    (Method::GET, "/auth/password/reset/{token}", Holder),
    (Method::GET, "/auth/email/confirm/{token}", Holder),
    (Method::GET, "/auth/email/undo/{token}", Holder),
    (Method::GET, "/auth/register", Everyone),
    (Method::GET, "/auth/register/done", Everyone),
    (Method::GET, "/files/photo/{file}", Everyone),
    (Method::GET, "/files/gallery/{file}", Everyone),
    (Method::GET, "/files/id/{name}", Everyone),
    (Method::GET, "/files/cv/{name}", Everyone),
    (Method::GET, "/files/poster/{file}", Everyone),
    (Method::GET, "/og/{file}", Asset),
    (Method::POST, "/auth/register/files", Everyone),
    (Method::GET, "/cinema", Everyone),
    (Method::GET, "/cinema/register", Everyone),
    (Method::GET, "/cinema/register/done", Everyone),
    (Method::POST, "/cinema/register/files", Everyone),
    (Method::GET, "/cinema/edit", SignedIn),
    (Method::POST, "/cinema/edit/files", SignedIn),
    (Method::POST, "/fn/save_cinema_section", SignedIn),
    (Method::POST, "/fn/discard_cinema_changes", SignedIn),
    (Method::POST, "/fn/save_cinema_step", Everyone),
    (Method::POST, "/fn/submit_cinema_registration", Everyone),
    (Method::POST, "/fn/reset_cinema_registration", Everyone),
    (Method::POST, "/lang", Everyone),
    (Method::POST, "/auth/logout", Everyone),
    (Method::POST, "/fn/sign_in", Everyone),
    (Method::POST, "/fn/save_registration_step", Everyone),
    (Method::POST, "/fn/advise_on_password", Everyone),
    (Method::POST, "/fn/submit_registration", Everyone),
    (Method::POST, "/fn/reset_registration", Everyone),
    (Method::POST, "/fn/create_first_administrator", Holder),
    (Method::POST, "/fn/report_forgotten_password", Everyone),
    (Method::POST, "/fn/reset_password", Holder),
    (Method::POST, "/fn/confirm_email", Holder),
    (Method::POST, "/fn/disown_email", Holder),
    (Method::POST, "/fn/undo_email_change", Holder),
    (Method::POST, "/fn/change_password", SignedIn),
    (Method::POST, "/fn/change_email", SignedIn),
    (Method::POST, "/fn/end_sessions", SignedIn),
    (Method::POST, "/fn/send_confirmation", SignedIn),
    (Method::POST, "/fn/reauthenticate", SignedIn),
];

/// The row of a route; `None` is nobody. Methods a route does not have are left to the router's 405.
#[must_use]
pub fn who(method: &Method, pattern: &str) -> Option<Who> {
    let method = if *method == Method::HEAD { &Method::GET } else { method };
    let mut rows = TABLE.iter().filter(|(_, path, _)| *path == pattern).peekable();
    let any = rows.peek().map(|(_, _, who)| *who);
    rows.find(|(m, _, _)| m == method).map(|(_, _, who)| *who).or(any)
}

/// Who may use the route of this request. Addresses without a route are public files or nothing.
#[must_use]
pub fn of(request: &Request) -> Option<Who> {
    match request.extensions().get::<MatchedPath>() {
        Some(pattern) => who(request.method(), pattern.as_str()),
        None if matches!(*request.method(), Method::GET | Method::HEAD) => Some(Asset),
        None => None,
    }
}

/// Lets through who may, sends strangers to the sign-in page, and answers the others with a plain error.
pub async fn guard(request: Request, next: Next) -> Response {
    if let Some(SessionUnreadable(status)) = request.extensions().get() {
        return status.into_response();
    }
    let Some(context) = request.extensions().get::<RequestContext>() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let viewer = &context.viewer;
    match of(&request) {
        None => StatusCode::NOT_FOUND.into_response(),
        Some(Who::Asset | Who::Everyone | Who::Holder) => next.run(request).await,
        Some(Who::SignedIn) if viewer.account().is_some() => next.run(request).await,
        Some(Who::Administrator) if viewer.is_administrator() => next.run(request).await,
        Some(Who::Administrator) if viewer.account().is_some() => {
            tracing::warn!("refused: not an administrator");
            StatusCode::NOT_FOUND.into_response()
        }
        Some(Who::SignedIn | Who::Administrator) => stranger(&request, context),
    }
}

fn stranger(request: &Request, context: &RequestContext) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let next: String = form_urlencoded::byte_serialize(context.path_and_query.as_bytes()).collect();
    Redirect::to(&format!("/auth/login?next={next}")).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_route_without_a_row_answers_nobody() {
        assert_eq!(who(&Method::GET, "/profile/dashboard"), Some(SignedIn));
        assert_eq!(who(&Method::HEAD, "/profile/dashboard"), Some(SignedIn));
        assert_eq!(who(&Method::POST, "/profile/dashboard"), Some(SignedIn));
        assert_eq!(who(&Method::GET, "/secret"), None);
    }

    #[test]
    fn every_page_and_server_function_has_a_row() {
        let pages = leptos_axum::generate_route_list(crate::app::App);
        let missing: Vec<String> = pages
            .iter()
            .map(|page| (Method::GET, page.path().to_owned()))
            .chain(server_fn::axum::server_fn_paths().map(|(path, method)| (method, path.to_owned())))
            .filter(|(method, path)| !TABLE.iter().any(|(m, p, _)| m == method && p == path))
            .map(|(method, path)| format!("{method} {path}"))
            .collect();
        assert!(missing.is_empty(), "without a row in security/access.rs: {missing:?}");
    }
}

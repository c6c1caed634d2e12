use std::collections::BTreeSet;

use super::*;

fn rows(wanted: impl Fn(&Route) -> bool) -> BTreeSet<(String, String)> {
    let rows = ROUTES.iter().filter(|route| wanted(route));
    rows.map(|route| (route.method.to_string(), route.path.to_owned())).collect()
}

#[test]
fn a_path_has_one_row_a_method_and_unknown_ones_none() {
    assert_eq!(rows(|_| true).len(), ROUTES.len());
    assert_eq!(who(&Method::GET, DASHBOARD), Some(SignedIn));
    assert_eq!(who(&Method::HEAD, DASHBOARD), Some(SignedIn));
    assert_eq!(who(&Method::POST, DASHBOARD), Some(SignedIn));
    assert_eq!(who(&Method::GET, "/secret"), None);
}

#[test]
fn the_pages_are_those_of_the_app() {
    let pages = leptos_axum::generate_route_list(crate::app::App);
    let pages: BTreeSet<_> = pages.iter().map(|page| ("GET".to_owned(), page.path().to_owned())).collect();
    assert_eq!(rows(|route| matches!(route.kind, RouteKind::Page { .. })), pages);
}

#[test]
fn every_server_function_has_a_row() {
    let functions: BTreeSet<_> =
        server_fn::axum::server_fn_paths().map(|(path, method)| (method.to_string(), path.to_owned())).collect();
    assert_eq!(rows(|route| route.kind == RouteKind::ServerFunction), functions);
}

/// Reads the router's source: axum does not list its routes.
#[test]
fn every_handler_has_a_row() {
    let source = include_str!("../server/router.rs");
    let handlers = source.split(".route(\"").skip(1).map(|rest| {
        let (path, rest) = rest.split_once('"').unwrap();
        let method = rest.trim_start_matches([',', ' ', '\n']).split_once('(').unwrap().0;
        (method.to_uppercase(), path.to_owned())
    });
    let package = std::iter::once(("GET".to_owned(), "/pkg/{*path}".to_owned()));
    let handlers: BTreeSet<_> = handlers.chain(package).collect();
    assert_eq!(rows(|route| route.kind == RouteKind::Handler), handlers);
}

#[test]
fn the_browser_tests_open_every_public_page() {
    /// Pages that show nothing before a form was sent.
    const AFTER_A_FORM: [&str; 3] = [SECOND_STEP, "/auth/register/done", "/cinema/register/done"];
    let source = include_str!("../../end2end/pages.mjs");
    let listed: Vec<(&str, bool)> = source
        .lines()
        .filter(|line| !line.contains("status:"))
        .filter_map(|line| line.trim().strip_prefix("{ path: \"")?.split_once('"'))
        .map(|(path, rest)| (path, rest.contains("wasm: false")))
        .collect();
    let islands = |path: &str| {
        let route = ROUTES.iter().find(|route| route.path == path && matches!(route.kind, RouteKind::Page { .. }));
        route.unwrap_or_else(|| panic!("{path} is no page")).kind == RouteKind::Page { islands: true }
    };
    for (path, without_wasm) in &listed {
        assert!(!(islands(path) && *without_wasm), "{path} has islands");
    }
    for route in ROUTES.iter().filter(|route| matches!(route.kind, RouteKind::Page { .. }) && route.who == Everyone) {
        let known = listed.iter().any(|(path, _)| *path == route.path) || AFTER_A_FORM.contains(&route.path);
        assert!(known, "{} is missing in end2end/pages.mjs", route.path);
    }
}

#[test]
fn reading_pages_are_sent_without_wasm() {
    for path in [
        "/",
        "/about",
        "/legal/terms",
        "/profile/view/MACAS0001F",
        "/cinema/profile/MACAS0001F",
        "/profile/dashboard",
        "/talents/music",
        "/talents/compare?code=MACAS0001F",
        "/cinema/talents/compare?code=MACAS0001F",
        "/auth/login",
        "/auth/register/done",
        "/cinema",
        "/cinema/register/done",
        "/nowhere",
    ] {
        assert!(!needs_islands(path), "{path}");
    }
}

#[test]
fn forms_that_help_are_interactive() {
    for path in [
        "/profile/edit?section=talents",
        "/profile/security",
        "/auth/register",
        "/auth/register?step=location",
        "/auth/register/",
        "/cinema/register?step=types",
        "/cinema/edit?section=pictures",
        "/auth/password/reset",
        "/auth/first-administrator/0123",
        "/talents?q=a",
        "/cinema/talents?type=extra",
        "/api/docs/operations",
    ] {
        assert!(needs_islands(path), "{path}");
    }
}

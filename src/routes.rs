//! Every path of the site once: which callers may use it, and whether its page has interactive parts.
//!
//! A row of [`ROUTES`] opens a route to its users (a route without a row answers 404), decides which scripts its page
//! gets, and gives links their addresses. Tests compare the rows with the pages of `app.rs`, the server functions, the
//! handlers of `router.rs` and the list of the browser tests.

mod addresses;
mod api;

use http::Method;

pub use self::{
    addresses::*,
    api::{API, API_OPERATIONS, ApiCaller, ApiOperation, JSON, OPENAPI, OPENAPI_YAML, YAML, api_operation, is_api},
};
use crate::domain::access::Capability;

/// The callers a route is open to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Public, and the answer does not depend on the viewer: no session is read and caches may store it.
    Asset,
    /// Public; what is shown depends on the viewer.
    Everyone,
    /// Holders of the secret in the path; the page itself checks it.
    Holder,
    /// Signed-in accounts.
    SignedIn,
    /// Accounts with this capability; to others the route does not exist.
    Allowed(Capability),
    /// Programs in the networks of `METRICS_ALLOW`; to others the route does not exist. The handler itself checks it.
    Network,
}

/// What answers at a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RouteKind {
    /// A page of `app.rs`; without islands it is sent without any WebAssembly.
    Page {
        islands: bool,
    },
    ServerFunction,
    /// A handler of `router.rs`.
    Handler,
}

/// A route.
#[derive(Debug)]
pub struct Route {
    /// `GET` includes `HEAD`.
    pub method: Method,
    /// The pattern as the router has it.
    pub path: &'static str,
    pub who: Who,
    pub kind: RouteKind,
}

use Capability::{
    ExamineInstallation, ExportPeople, ManageAdministrators, ManageBackups, ManageJobs, ManageMails, ManagePeople,
    ManageSettings, ManageTalents, ManageWebhooks, ReadAudit,
};
use Who::{Allowed, Asset, Everyone, Holder, Network, SignedIn};

/// Every route.
pub const ROUTES: &[Route] = &[
    page(HOME, Everyone),
    page(ABOUT, Everyone),
    page(TERMS, Everyone),
    page(PRIVACY, Everyone),
    page(API_DOCS, Everyone),
    interactive(API_DOCS_OPERATIONS, Everyone),
    interactive(TALENTS, Everyone),
    page(COMPARE_TALENTS, Everyone),
    page("/talents/{talent}", Everyone),
    page("/profile/view/{code}", Everyone),
    page(CINEMA, Everyone),
    interactive(CASTING, Everyone),
    page(COMPARE_CASTING, Everyone),
    page("/cinema/profile/{code}", Everyone),
    interactive(CINEMA_REGISTER, Everyone),
    page("/cinema/register/done", Everyone),
    interactive(REGISTER, Everyone),
    page("/auth/register/done", Everyone),
    page(LOGIN, Everyone),
    page(SECOND_STEP, Everyone),
    page(FORGOT_PASSWORD, Everyone),
    page(SLIP, Everyone),
    interactive(RESET_PASSWORD, Holder),
    page("/auth/email/confirm/{token}", Holder),
    page("/auth/email/undo/{token}", Holder),
    interactive("/auth/first-administrator/{token}", Holder),
    page(ONE_CLICK_UNSUBSCRIBE, Holder),
    page(DASHBOARD, SignedIn),
    interactive(EDIT, SignedIn),
    interactive(SECURITY, SignedIn),
    page(TWO_FACTOR, SignedIn),
    page(REAUTHENTICATE, SignedIn),
    page(OWN_DATA, SignedIn),
    page(DELETE_ACCOUNT, SignedIn),
    page("/profile/remove/{module}", SignedIn),
    interactive(CINEMA_EDIT, SignedIn),
    page(CV_ANALYSIS, SignedIn),
    page(DESK, Allowed(ManagePeople)),
    interactive(DESK_PEOPLE, Allowed(ManagePeople)),
    page(DESK_ADMINS, Allowed(ManageAdministrators)),
    interactive(DESK_NEW_PERSON, Allowed(ManagePeople)),
    page(DESK_FILTERS, Allowed(ManagePeople)),
    page("/admin/users/{code}", Allowed(ManagePeople)),
    page("/admin/users/{code}/slip", Allowed(ManagePeople)),
    page("/admin/users/{code}/cv-analysis", Allowed(ManagePeople)),
    page(DESK_CV_ANALYSES, Allowed(ManagePeople)),
    interactive("/admin/users/{code}/edit", Allowed(ManagePeople)),
    interactive("/admin/users/{code}/edit/cinema", Allowed(ManagePeople)),
    page(DESK_GROUP_ACTIONS, Allowed(ManagePeople)),
    page("/admin/selection/{id}", Allowed(ManagePeople)),
    page(DESK_DUPLICATES, Allowed(ManagePeople)),
    page(COMPARE_DUPLICATES, Allowed(ManagePeople)),
    page(CONFIRM_MERGE, Allowed(ManagePeople)),
    page(DESK_IMPORTS, Allowed(ManagePeople)),
    page(DESK_NEW_IMPORT, Allowed(ManagePeople)),
    page("/admin/imports/{id}", Allowed(ManagePeople)),
    page(DESK_ANNOUNCEMENTS, Allowed(ManagePeople)),
    page("/admin/announcements/{id}", Allowed(ManagePeople)),
    page(DESK_EXPORTS, Allowed(ExportPeople)),
    page(DESK_NEW_EXPORT, Allowed(ExportPeople)),
    page(DESK_MAILS, Allowed(ManageMails)),
    page("/admin/mails/{id}", Allowed(ManageMails)),
    page(DESK_WEBHOOKS, Allowed(ManageWebhooks)),
    page("/admin/webhooks/{id}", Allowed(ManageWebhooks)),
    page(DESK_BACKUPS, Allowed(ManageBackups)),
    page(DESK_JOBS, Allowed(ManageJobs)),
    page(DESK_EXAMINATION, Allowed(ExamineInstallation)),
    page(DESK_AUDIT, Allowed(ReadAudit)),
    page(DESK_TOKENS, Allowed(ManageAdministrators)),
    page(DESK_TALENTS, Allowed(ManageTalents)),
    page(DESK_TALENT_ENTRY, Allowed(ManageTalents)),
    page(DESK_SETTINGS, Allowed(ManageSettings)),
    page(DESK_LEGAL, Allowed(ManageSettings)),
    function("/fn/sign_in", Everyone),
    function("/fn/sign_in_second_step", Everyone),
    function("/fn/advise_on_password", Everyone),
    function("/fn/save_registration_step", Everyone),
    function("/fn/submit_registration", Everyone),
    function("/fn/reset_registration", Everyone),
    function("/fn/save_cinema_step", Everyone),
    function("/fn/submit_cinema_registration", Everyone),
    function("/fn/reset_cinema_registration", Everyone),
    function("/fn/report_forgotten_password", Everyone),
    function("/fn/open_slip", Everyone),
    function("/fn/create_first_administrator", Holder),
    function("/fn/reset_password", Holder),
    function("/fn/confirm_email", Holder),
    function("/fn/disown_email", Holder),
    function("/fn/undo_email_change", Holder),
    function("/fn/choose_news_by_link", Holder),
    function("/fn/choose_news", SignedIn),
    function("/fn/begin_two_factor", SignedIn),
    function("/fn/confirm_two_factor", SignedIn),
    function("/fn/turn_two_factor_off", SignedIn),
    function("/fn/change_password", SignedIn),
    function("/fn/change_email", SignedIn),
    function("/fn/end_sessions", SignedIn),
    function("/fn/make_token", SignedIn),
    function("/fn/revoke_token", SignedIn),
    function("/fn/send_confirmation", SignedIn),
    function("/fn/reauthenticate", SignedIn),
    function("/fn/reveal_document", SignedIn),
    function("/fn/remove_profile", SignedIn),
    function("/fn/delete_account", SignedIn),
    function("/fn/confirm_import", SignedIn),
    function("/fn/save_profile_section", SignedIn),
    function("/fn/discard_profile_changes", SignedIn),
    function("/fn/save_cinema_section", SignedIn),
    function("/fn/discard_cinema_changes", SignedIn),
    function("/fn/analyse_own_cv", SignedIn),
    function("/fn/erase_own_cv_analysis", SignedIn),
    function("/fn/add_from_cv", SignedIn),
    function("/fn/analyse_cv", Allowed(ManagePeople)),
    function("/fn/erase_cv_analysis", Allowed(ManagePeople)),
    function("/fn/run_cv_analyses", Allowed(ManagePeople)),
    function("/fn/find_person", Allowed(ManagePeople)),
    function("/fn/suspend_person", Allowed(ManagePeople)),
    function("/fn/reactivate_person", Allowed(ManagePeople)),
    function("/fn/approve_minor", Allowed(ManagePeople)),
    function("/fn/withdraw_approval", Allowed(ManagePeople)),
    function("/fn/send_password_link", Allowed(ManagePeople)),
    function("/fn/change_address", Allowed(ManagePeople)),
    function("/fn/save_person_section", Allowed(ManagePeople)),
    function("/fn/discard_person_changes", Allowed(ManagePeople)),
    function("/fn/save_person_cinema_section", Allowed(ManagePeople)),
    function("/fn/discard_person_cinema_changes", Allowed(ManagePeople)),
    function("/fn/register_walk_in", Allowed(ManagePeople)),
    function("/fn/discard_walk_in", Allowed(ManagePeople)),
    function("/fn/print_slip", Allowed(ManagePeople)),
    function("/fn/choose_columns", Allowed(ManagePeople)),
    function("/fn/save_filter", Allowed(ManagePeople)),
    function("/fn/change_filter", Allowed(ManagePeople)),
    function("/fn/delete_filter", Allowed(ManagePeople)),
    function("/fn/select_people", Allowed(ManagePeople)),
    function("/fn/begin_group_action", Allowed(ManagePeople)),
    function("/fn/stop_group_action", Allowed(ManagePeople)),
    function("/fn/undo_group_action", Allowed(ManagePeople)),
    function("/fn/save_announcement", Allowed(ManagePeople)),
    function("/fn/test_announcement", Allowed(ManagePeople)),
    function("/fn/begin_announcement", Allowed(ManagePeople)),
    function("/fn/stop_announcement", Allowed(ManagePeople)),
    function("/fn/map_import", Allowed(ManagePeople)),
    function("/fn/stop_import", Allowed(ManagePeople)),
    function("/fn/see_import_value", Allowed(ManagePeople)),
    function("/fn/cancel_export", Allowed(ExportPeople)),
    function("/fn/delete_export", Allowed(ExportPeople)),
    function("/fn/save_export_template", Allowed(ExportPeople)),
    function("/fn/delete_export_template", Allowed(ExportPeople)),
    function("/fn/add_note", Allowed(ManagePeople)),
    function("/fn/remove_note", Allowed(ManagePeople)),
    function("/fn/tell_apart", Allowed(ManagePeople)),
    function("/fn/merge_people", Allowed(ManagePeople)),
    function("/fn/undo_merge", Allowed(ManagePeople)),
    function("/fn/promote_person", Allowed(ManageAdministrators)),
    function("/fn/demote_person", Allowed(ManageAdministrators)),
    function("/fn/invite_administrator", Allowed(ManageAdministrators)),
    function("/fn/dismiss_administrator", Allowed(ManageAdministrators)),
    function("/fn/revoke_any_token", Allowed(ManageAdministrators)),
    function("/fn/resend_mail", Allowed(ManageMails)),
    function("/fn/add_webhook", Allowed(ManageWebhooks)),
    function("/fn/rotate_webhook", Allowed(ManageWebhooks)),
    function("/fn/switch_webhook", Allowed(ManageWebhooks)),
    function("/fn/test_webhook", Allowed(ManageWebhooks)),
    function("/fn/delete_webhook", Allowed(ManageWebhooks)),
    function("/fn/resend_delivery", Allowed(ManageWebhooks)),
    function("/fn/create_backup", Allowed(ManageBackups)),
    function("/fn/check_backup", Allowed(ManageBackups)),
    function("/fn/restore_backup", Allowed(ManageBackups)),
    function("/fn/delete_backup", Allowed(ManageBackups)),
    function("/fn/run_job", Allowed(ManageJobs)),
    function("/fn/cancel_job", Allowed(ManageJobs)),
    function("/fn/examine_installation", Allowed(ExamineInstallation)),
    function("/fn/check_audit", Allowed(ReadAudit)),
    function("/fn/save_talent_entry", Allowed(ManageTalents)),
    function("/fn/act_on_talent_entry", Allowed(ManageTalents)),
    function("/fn/merge_talents", Allowed(ManageTalents)),
    function("/fn/save_settings", Allowed(ManageSettings)),
    function("/fn/set_provider_key", Allowed(ManageSettings)),
    function("/fn/try_provider", Allowed(ManageSettings)),
    get("/healthz", Asset),
    get("/readyz", Asset),
    get("/metrics", Network),
    get("/pkg/{*path}", Asset),
    get("/cinema/api/cities/{country_code}", Asset),
    get("/qr/{file}", Asset),
    get("/qr/cinema/{file}", Asset),
    get("/og/{file}", Asset),
    // The service asks for a session or a draft.
    get("/cinema/api/search_movies", Everyone),
    // The service checks whether the viewer may see the file.
    get("/files/photo/{file}", Everyone),
    get("/files/gallery/{file}", Everyone),
    get("/files/id/{name}", Everyone),
    get("/files/cv/{name}", Everyone),
    get("/files/poster/{file}", Everyone),
    // The service draws what the viewer may see.
    get("/cinema/export/pdf/{code}", Everyone),
    get("/admin/users/{code}/card.pdf", Allowed(ManagePeople)),
    get("/admin/users/{code}/card.docx", Allowed(ManagePeople)),
    post(DESK_DOCUMENTS, Allowed(ManagePeople)),
    get("/admin/mails/{id}/content", Allowed(ManageMails)),
    post(MAKE_EXPORT, Allowed(ExportPeople)),
    get("/admin/exports/{id}/file", Allowed(ExportPeople)),
    post(SEND_BACKUP, Allowed(ManageBackups)),
    get("/admin/backups/{name}", Allowed(ManageBackups)),
    post(EXPORT_AUDIT, Allowed(ReadAudit)),
    post(PREVIEW_LEGAL, Allowed(ManageSettings)),
    get("/auth/password/reset/{token}", Holder),
    // From other sites too.
    post(ONE_CLICK_UNSUBSCRIBE, Holder),
    get(CONTACT_CARD, SignedIn),
    get(OWN_CARD_PDF, SignedIn),
    get(OWN_CARD_DOCX, SignedIn),
    post(DOWNLOAD_OWN_DATA, SignedIn),
    post(LANGUAGE, Everyone),
    post(LOGOUT, Everyone),
    post(REGISTER_FILES, Everyone),
    post(CINEMA_REGISTER_FILES, Everyone),
    post(PROFILE_FILES, SignedIn),
    post(CINEMA_EDIT_FILES, SignedIn),
    post(SEND_IMPORT, Allowed(ManagePeople)),
    post("/admin/users/{code}/edit/files", Allowed(ManagePeople)),
    post("/admin/users/{code}/edit/cinema/files", Allowed(ManagePeople)),
];

const fn page(path: &'static str, who: Who) -> Route {
    Route { method: Method::GET, path, who, kind: RouteKind::Page { islands: false } }
}

const fn interactive(path: &'static str, who: Who) -> Route {
    Route { method: Method::GET, path, who, kind: RouteKind::Page { islands: true } }
}

const fn function(path: &'static str, who: Who) -> Route {
    Route { method: Method::POST, path, who, kind: RouteKind::ServerFunction }
}

const fn get(path: &'static str, who: Who) -> Route {
    Route { method: Method::GET, path, who, kind: RouteKind::Handler }
}

const fn post(path: &'static str, who: Who) -> Route {
    Route { method: Method::POST, path, who, kind: RouteKind::Handler }
}

/// The callers that may use the route of a pattern; `None` when it has no row. Methods that the route does not have are
/// left to the router, which answers 405.
#[must_use]
pub fn who(method: &Method, pattern: &str) -> Option<Who> {
    let method = if *method == Method::HEAD { &Method::GET } else { method };
    let mut rows = ROUTES.iter().filter(|route| route.path == pattern).peekable();
    let any = rows.peek().map(|route| route.who);
    rows.find(|route| route.method == method).map(|route| route.who).or(any).or_else(|| api::who(method, pattern))
}

/// The pattern itself, of a route that has a row.
#[must_use]
pub fn known_pattern(pattern: &str) -> Option<&'static str> {
    let of_api = || API_OPERATIONS.iter().find(|operation| operation.path == pattern).map(|operation| operation.path);
    ROUTES.iter().find(|route| route.path == pattern).map(|route| route.path).or_else(of_api)
}

/// Whether the page at this address has interactive parts.
#[must_use]
pub fn needs_islands(path_and_query: &str) -> bool {
    let path = path_and_query.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    ROUTES.iter().any(|route| route.kind == RouteKind::Page { islands: true } && matches(route.path, path))
}

fn matches(pattern: &str, path: &str) -> bool {
    let fits = |(segment, given): (&str, &str)| segment == given || (segment.starts_with('{') && !given.is_empty());
    pattern.split('/').count() == path.split('/').count() && pattern.split('/').zip(path.split('/')).all(fits)
}

#[cfg(all(test, feature = "ssr"))]
mod tests;

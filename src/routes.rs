//! Every path of the site once: which callers may use it, and whether its page has interactive parts.
//!
//! A row of [`ROUTES`] opens a route to its users (a route without a row answers 404), decides which scripts its page
//! gets, and gives links their addresses. Tests compare the rows with the pages of `app.rs`, the server functions, the
//! handlers of `router.rs` and the list of the browser tests.

use http::Method;

use crate::domain::{
    access::Capability,
    registration::{FormStep, Step, cinema::Section},
    talents::TalentListKind,
};

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

pub const HOME: &str = "/";
pub const ABOUT: &str = "/about";
pub const TERMS: &str = "/legal/terms";
pub const PRIVACY: &str = "/legal/privacy";
pub const TALENTS: &str = "/talents";
pub const COMPARE_TALENTS: &str = "/talents/compare";
pub const CINEMA: &str = "/cinema";
pub const CASTING: &str = "/cinema/talents";
pub const COMPARE_CASTING: &str = "/cinema/talents/compare";
pub const CINEMA_REGISTER: &str = <Section as FormStep>::PATH;
pub const CINEMA_EDIT: &str = "/cinema/edit";
pub const DASHBOARD: &str = "/profile/dashboard";
pub const EDIT: &str = "/profile/edit";
pub const SECURITY: &str = "/profile/security";
/// The second factor of the account.
pub const TWO_FACTOR: &str = "/profile/security/code";
pub const REAUTHENTICATE: &str = "/profile/reauthenticate";
pub const OWN_DATA: &str = "/profile/data";
pub const DOWNLOAD_OWN_DATA: &str = "/profile/data/download";
pub const DELETE_ACCOUNT: &str = "/profile/data/delete";
pub const CONTACT_CARD: &str = "/profile/card.vcf";
/// The same card as newer programs write it.
pub const CONTACT_CARD_4: &str = "/profile/card.vcf?version=4";
pub const REGISTER: &str = <Step as FormStep>::PATH;
pub const LOGIN: &str = "/auth/login";
/// Where a sign-in asks for the second factor.
pub const SECOND_STEP: &str = "/auth/second-step";
pub const LOGOUT: &str = "/auth/logout";
pub const FORGOT_PASSWORD: &str = "/auth/password/forgot";
/// Where the secret of a printed slip is typed.
pub const SLIP: &str = "/auth/slip";
pub const RESET_PASSWORD: &str = "/auth/password/reset";
/// A token follows.
pub const CONFIRM_EMAIL: &str = "/auth/email/confirm";
/// A token follows.
pub const UNDO_EMAIL_CHANGE: &str = "/auth/email/undo";
/// The choice about news by e-mail; a token follows.
pub const UNSUBSCRIBE: &str = "/unsubscribe";
/// What mail programs post to by themselves (RFC 8058), from anywhere and without cookies.
pub const ONE_CLICK_UNSUBSCRIBE: &str = "/unsubscribe/{token}";
/// The administrators' desk.
pub const DESK: &str = "/admin";
/// Everyone registered; a code may follow.
pub const DESK_PEOPLE: &str = "/admin/users";
/// People who may be registered twice.
pub const DESK_DUPLICATES: &str = "/admin/duplicates";
/// Two of them side by side.
pub const COMPARE_DUPLICATES: &str = "/admin/duplicates/compare";
/// What merging them does.
pub const CONFIRM_MERGE: &str = "/admin/duplicates/confirm";
/// The administrators of the site.
pub const DESK_ADMINS: &str = "/admin/admins";
/// A person who came in is registered.
pub const DESK_NEW_PERSON: &str = "/admin/users/new";
/// The searches of people that are kept under a name.
pub const DESK_FILTERS: &str = "/admin/users/filters";
/// What was done to many people at once; a number may follow.
pub const DESK_GROUP_ACTIONS: &str = "/admin/selection";
/// Mails of administrators to many people; a number may follow.
pub const DESK_ANNOUNCEMENTS: &str = "/admin/announcements";
/// The mails written to people; a number may follow.
pub const DESK_MAILS: &str = "/admin/mails";
/// Work for later.
pub const DESK_JOBS: &str = "/admin/jobs";
/// The examination of the installation.
pub const DESK_EXAMINATION: &str = "/admin/doctor";
/// The audit log.
pub const DESK_AUDIT: &str = "/admin/audit";
pub const EXPORT_AUDIT: &str = "/admin/audit/export";
/// The lists of talents and categories.
pub const DESK_TALENTS: &str = "/admin/talents";
/// One of their entries, or a new one.
pub const DESK_TALENT_ENTRY: &str = "/admin/talents/entry";
/// What administrators set.
pub const DESK_SETTINGS: &str = "/admin/settings";
/// What the operator adds to the legal texts.
pub const DESK_LEGAL: &str = "/admin/settings/legal";
/// Where they are shown before they are stored.
pub const PREVIEW_LEGAL: &str = "/admin/settings/legal/preview";
pub const LANGUAGE: &str = "/lang";
pub const REGISTER_FILES: &str = "/auth/register/files";
pub const CINEMA_REGISTER_FILES: &str = "/cinema/register/files";
pub const PROFILE_FILES: &str = "/profile/files";
pub const CINEMA_EDIT_FILES: &str = "/cinema/edit/files";

use Capability::{
    ExamineInstallation, ManageAdministrators, ManageJobs, ManageMails, ManagePeople, ManageSettings, ManageTalents,
    ReadAudit,
};
use Who::{Allowed, Asset, Everyone, Holder, Network, SignedIn};

/// Every route.
pub const ROUTES: &[Route] = &[
    page(HOME, Everyone),
    page(ABOUT, Everyone),
    page(TERMS, Everyone),
    page(PRIVACY, Everyone),
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
    page(DESK, Allowed(ManagePeople)),
    interactive(DESK_PEOPLE, Allowed(ManagePeople)),
    page(DESK_ADMINS, Allowed(ManageAdministrators)),
    interactive(DESK_NEW_PERSON, Allowed(ManagePeople)),
    page(DESK_FILTERS, Allowed(ManagePeople)),
    page("/admin/users/{code}", Allowed(ManagePeople)),
    page("/admin/users/{code}/slip", Allowed(ManagePeople)),
    interactive("/admin/users/{code}/edit", Allowed(ManagePeople)),
    interactive("/admin/users/{code}/edit/cinema", Allowed(ManagePeople)),
    page(DESK_GROUP_ACTIONS, Allowed(ManagePeople)),
    page("/admin/selection/{id}", Allowed(ManagePeople)),
    page(DESK_DUPLICATES, Allowed(ManagePeople)),
    page(COMPARE_DUPLICATES, Allowed(ManagePeople)),
    page(CONFIRM_MERGE, Allowed(ManagePeople)),
    page(DESK_ANNOUNCEMENTS, Allowed(ManagePeople)),
    page("/admin/announcements/{id}", Allowed(ManagePeople)),
    page(DESK_MAILS, Allowed(ManageMails)),
    page("/admin/mails/{id}", Allowed(ManageMails)),
    page(DESK_JOBS, Allowed(ManageJobs)),
    page(DESK_EXAMINATION, Allowed(ExamineInstallation)),
    page(DESK_AUDIT, Allowed(ReadAudit)),
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
    function("/fn/send_confirmation", SignedIn),
    function("/fn/reauthenticate", SignedIn),
    function("/fn/reveal_document", SignedIn),
    function("/fn/remove_profile", SignedIn),
    function("/fn/delete_account", SignedIn),
    function("/fn/save_profile_section", SignedIn),
    function("/fn/discard_profile_changes", SignedIn),
    function("/fn/save_cinema_section", SignedIn),
    function("/fn/discard_cinema_changes", SignedIn),
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
    function("/fn/add_note", Allowed(ManagePeople)),
    function("/fn/remove_note", Allowed(ManagePeople)),
    function("/fn/tell_apart", Allowed(ManagePeople)),
    function("/fn/merge_people", Allowed(ManagePeople)),
    function("/fn/undo_merge", Allowed(ManagePeople)),
    function("/fn/promote_person", Allowed(ManageAdministrators)),
    function("/fn/demote_person", Allowed(ManageAdministrators)),
    function("/fn/invite_administrator", Allowed(ManageAdministrators)),
    function("/fn/dismiss_administrator", Allowed(ManageAdministrators)),
    function("/fn/resend_mail", Allowed(ManageMails)),
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
    get("/admin/mails/{id}/content", Allowed(ManageMails)),
    post(EXPORT_AUDIT, Allowed(ReadAudit)),
    post(PREVIEW_LEGAL, Allowed(ManageSettings)),
    get("/auth/password/reset/{token}", Holder),
    // From other sites too.
    post(ONE_CLICK_UNSUBSCRIBE, Holder),
    get(CONTACT_CARD, SignedIn),
    post(DOWNLOAD_OWN_DATA, SignedIn),
    post(LANGUAGE, Everyone),
    post(LOGOUT, Everyone),
    post(REGISTER_FILES, Everyone),
    post(CINEMA_REGISTER_FILES, Everyone),
    post(PROFILE_FILES, SignedIn),
    post(CINEMA_EDIT_FILES, SignedIn),
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
    rows.find(|route| route.method == method).map(|route| route.who).or(any)
}

/// The pattern itself, of a route that has a row.
#[must_use]
pub fn known_pattern(pattern: &str) -> Option<&'static str> {
    ROUTES.iter().find(|route| route.path == pattern).map(|route| route.path)
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

/// The page of the desk about the person with this code.
#[must_use]
pub fn desk_person(code: &str) -> String {
    format!("{DESK_PEOPLE}/{code}")
}

/// The slip to print for the person with this code.
#[must_use]
pub fn desk_slip(code: &str) -> String {
    format!("{DESK_PEOPLE}/{code}/slip")
}

/// The page of the desk about the group action with this number.
#[must_use]
pub fn desk_group_action(id: i64) -> String {
    format!("{DESK_GROUP_ACTIONS}/{id}")
}

/// The page of the desk about the announcement with this number.
#[must_use]
pub fn desk_announcement(id: i64) -> String {
    format!("{DESK_ANNOUNCEMENTS}/{id}")
}

/// The page of the desk about the mail with this number.
#[must_use]
pub fn desk_mail(id: i64) -> String {
    format!("{DESK_MAILS}/{id}")
}

/// The page about an entry of the lists of talents; without a key about a new one. The key may be one that was sent and
/// that no entry has.
#[must_use]
pub fn desk_talent_entry(kind: TalentListKind, key: Option<&str>) -> String {
    let kind = kind.key();
    key.map_or_else(
        || format!("{DESK_TALENT_ENTRY}?kind={kind}"),
        |key| format!("{DESK_TALENT_ENTRY}?kind={kind}&key={}", escaped(key)),
    )
}

/// The sign-in page, which leads on to `next` (a path of this site).
#[must_use]
pub fn sign_in_page(next: &str) -> String {
    leading_on(LOGIN, next)
}

/// The page that asks for the second factor and leads on to `next` (a path of this site).
#[must_use]
pub fn second_step_page(next: &str) -> String {
    leading_on(SECOND_STEP, next)
}

/// The page that asks for the password again and leads on to `next` (a path of this site).
#[must_use]
pub fn reauthentication_page(next: &str) -> String {
    leading_on(REAUTHENTICATE, next)
}

fn leading_on(page: &str, next: &str) -> String {
    format!("{page}?next={}", escaped(next))
}

/// As the value of a query.
fn escaped(value: &str) -> String {
    form_urlencoded::byte_serialize(value.as_bytes()).collect()
}

#[cfg(all(test, feature = "ssr"))]
mod tests;

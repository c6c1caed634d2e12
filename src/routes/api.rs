//! Every operation of the REST API once: which callers may use it, and which scope a token needs for it.
//!
//! A test compares the rows with the document of the API, which is made of the router.

use http::Method;

use super::Who;
use crate::domain::access::Scope;

/// The callers an operation is open to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApiCaller {
    /// All of them; the answer is the same for each.
    Anyone,
    /// Signing in: all of them.
    SignIn,
    /// Accounts, by session or by token.
    Account,
    /// Sessions alone: a token makes no token.
    Session,
    /// Administrators.
    Administrator,
    /// Administrators, and the owner of the person in the path.
    OwnerOrAdministrator,
}

/// An operation.
#[derive(Debug)]
pub struct ApiOperation {
    /// `GET` includes `HEAD`.
    pub method: Method,
    /// The pattern as the router has it.
    pub path: &'static str,
    pub caller: ApiCaller,
    /// The scope a token needs.
    pub scope: Option<Scope>,
    /// The scope that a token of the person's owner needs in its place.
    pub own_scope: Option<Scope>,
    /// The media type of the answer; that of errors is the same for all.
    pub media: &'static str,
}

/// The media type of most answers.
pub const JSON: &str = "application/json";
/// The media type of YAML (RFC 9512).
pub const YAML: &str = "application/yaml";
const CSV: &str = "text/csv";
const PDF: &str = "application/pdf";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

use ApiCaller::{Account, Administrator, Anyone, OwnerOrAdministrator, Session, SignIn};

/// Where the API lives.
pub const API: &str = "/api/v1";
/// Its document.
pub const OPENAPI: &str = "/api/v1/openapi.json";
/// The same as YAML.
pub const OPENAPI_YAML: &str = "/api/v1/openapi.yaml";

/// Every operation.
pub const API_OPERATIONS: &[ApiOperation] = &[
    open(Method::POST, "/api/v1/auth/login", SignIn),
    open(Method::POST, "/api/v1/auth/logout", Session),
    scoped(Method::GET, "/api/v1/auth/me", Account, Scope::ProfileRead),
    scoped(Method::GET, "/api/v1/users", Administrator, Scope::PeopleRead),
    scoped(Method::POST, "/api/v1/users", Administrator, Scope::PeopleWrite),
    own(Method::GET, "/api/v1/users/{id}", Scope::ProfileRead, Scope::PeopleRead),
    own(Method::PATCH, "/api/v1/users/{id}", Scope::ProfileWrite, Scope::PeopleWrite),
    scoped(Method::DELETE, "/api/v1/users/{id}", Administrator, Scope::PeopleWrite),
    scoped(Method::POST, "/api/v1/users/{id}/toggle-active", Administrator, Scope::PeopleWrite),
    own(Method::PUT, "/api/v1/users/{id}/photo", Scope::ProfileWrite, Scope::PeopleWrite),
    own(Method::DELETE, "/api/v1/users/{id}/photo", Scope::ProfileWrite, Scope::PeopleWrite),
    own(Method::PUT, "/api/v1/users/{id}/cv", Scope::ProfileWrite, Scope::PeopleWrite),
    own(Method::DELETE, "/api/v1/users/{id}/cv", Scope::ProfileWrite, Scope::PeopleWrite),
    open(Method::GET, "/api/v1/talents", Anyone),
    open(Method::GET, "/api/v1/countries", Anyone),
    open(Method::GET, "/api/v1/cities", Anyone),
    open(Method::GET, "/api/v1/vocabularies", Anyone),
    scoped(Method::GET, "/api/v1/cinema/talents", Account, Scope::PeopleRead),
    scoped(Method::GET, "/api/v1/cinema/talents/{id}", Account, Scope::PeopleRead),
    scoped(Method::GET, "/api/v1/cinema/stats", Account, Scope::Stats),
    scoped(Method::GET, "/api/v1/stats/overview", Administrator, Scope::Stats),
    scoped(Method::GET, "/api/v1/stats/talents", Administrator, Scope::Stats),
    file(Method::GET, "/api/v1/export/users/excel", Administrator, Scope::Export, XLSX),
    file(Method::GET, "/api/v1/export/users/csv", Administrator, Scope::Export, CSV),
    file(Method::POST, "/api/v1/export/users/pdf", Administrator, Scope::Export, PDF),
    file(Method::GET, "/api/v1/export/users/{id}/card.pdf", Account, Scope::PeopleRead, PDF),
    file(Method::GET, "/api/v1/cinema/talents/{id}/card.pdf", Account, Scope::PeopleRead, PDF),
    open(Method::GET, "/api/v1/tokens", Session),
    open(Method::POST, "/api/v1/tokens", Session),
    open(Method::DELETE, "/api/v1/tokens/{id}", Session),
    open(Method::GET, OPENAPI, Anyone),
    open_as(OPENAPI_YAML, YAML),
    open(Method::GET, "/api/countries", Anyone),
    open(Method::GET, "/api/cities", Anyone),
    open(Method::GET, "/api/talents", Anyone),
];

const fn open(method: Method, path: &'static str, caller: ApiCaller) -> ApiOperation {
    ApiOperation { method, path, caller, scope: None, own_scope: None, media: JSON }
}

const fn open_as(path: &'static str, media: &'static str) -> ApiOperation {
    ApiOperation { method: Method::GET, path, caller: Anyone, scope: None, own_scope: None, media }
}

const fn scoped(method: Method, path: &'static str, caller: ApiCaller, scope: Scope) -> ApiOperation {
    ApiOperation { method, path, caller, scope: Some(scope), own_scope: None, media: JSON }
}

const fn file(
    method: Method,
    path: &'static str,
    caller: ApiCaller,
    scope: Scope,
    media: &'static str,
) -> ApiOperation {
    ApiOperation { method, path, caller, scope: Some(scope), own_scope: None, media }
}

const fn own(method: Method, path: &'static str, own_scope: Scope, scope: Scope) -> ApiOperation {
    let (caller, scope, own_scope) = (OwnerOrAdministrator, Some(scope), Some(own_scope));
    ApiOperation { method, path, caller, scope, own_scope, media: JSON }
}

/// The operation at a pattern; none for a method that it does not have.
#[must_use]
pub fn api_operation(method: &Method, pattern: &str) -> Option<&'static ApiOperation> {
    let method = if *method == Method::HEAD { &Method::GET } else { method };
    API_OPERATIONS.iter().find(|operation| operation.path == pattern && operation.method == *method)
}

/// The callers that the site lets through to a pattern of the API, which decides on the rest itself.
pub(super) fn who(method: &Method, pattern: &str) -> Option<Who> {
    let any = API_OPERATIONS.iter().find(|operation| operation.path == pattern)?;
    let operation = api_operation(method, pattern).unwrap_or(any);
    Some(if operation.caller == Anyone { Who::Asset } else { Who::Everyone })
}

/// Whether an address is one of the API's, its pages apart: errors there are never pages.
#[must_use]
pub fn is_api(path: &str) -> bool {
    let within = |prefix: &str| path.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    within(API) || ["/api/countries", "/api/cities", "/api/talents"].contains(&path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operation_has_one_row_and_a_token_needs_a_scope_wherever_an_account_counts() {
        for (index, one) in API_OPERATIONS.iter().enumerate() {
            let twins = API_OPERATIONS.iter().skip(index + 1);
            assert!(twins.filter(|other| other.path == one.path && other.method == one.method).count() == 0);
            let by_token = matches!(one.caller, Account | Administrator | OwnerOrAdministrator);
            assert_eq!(one.scope.is_some(), by_token, "{} {}", one.method, one.path);
            assert_eq!(one.own_scope.is_some(), one.caller == OwnerOrAdministrator, "{}", one.path);
            assert!(is_api(&one.path.replace("{id}", "1")), "{}", one.path);
        }
        assert!(!is_api("/api/docs") && !is_api("/api/v10") && is_api("/api/v1/nothing"));
    }

    #[test]
    fn reading_scopes_write_nothing() {
        let writes = [Scope::ProfileWrite, Scope::PeopleWrite];
        for operation in API_OPERATIONS {
            // People to be exported may be too many for an address: they are posted.
            let exports = operation.scope == Some(Scope::Export);
            let changes = operation.method != Method::GET && !exports;
            for scope in operation.scope.into_iter().chain(operation.own_scope) {
                assert_eq!(writes.contains(&scope), changes, "{} {}", operation.method, operation.path);
            }
        }
    }
}

//! Every route, every kind of caller: the rows of the table of routes, one by one.

use std::{
    collections::{BTreeMap, BTreeSet},
    net::{IpAddr, SocketAddr},
};

use axum::{body::Body, extract::ConnectInfo};
use http::{HeaderValue, Method, Request, StatusCode, header};
use talentsmaroc::{
    domain::access::Role,
    routes::{LOGIN, ONE_CLICK_UNSUBSCRIBE, ROUTES, Route, RouteKind, SECOND_STEP, Who},
    server::{mails::Message, services::mail},
};
use tower::ServiceExt as _;

use crate::support::{
    TestApp,
    accounts::{PASSWORD, administrator_browser, execute, member, sign_in},
    browser::{Browser, Page},
    cinema_people::{TestCinema, give_cinema},
    on_sqlite,
    own_data::{columns, number},
    people::{TestPerson, insert},
    routes::address,
};

/// Callers as the table of routes tells them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Caller {
    Anonymous,
    Member,
    /// Signed in when the account was suspended; an administrator's.
    Suspended,
    Administrator,
}

/// Open to everyone, but strangers without the step before are led to the sign-in page.
const AFTER_A_STEP: [&str; 3] = [SECOND_STEP, "/auth/register/done", "/cinema/register/done"];

/// What a caller meets at a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Met {
    Open,
    /// The sign-in page, or word that a form needs it.
    SignIn,
    /// Nothing: the route does not exist for this caller.
    Nothing,
}

fn expected(caller: Caller, who: Who) -> Met {
    match (who, caller) {
        (Who::Asset | Who::Everyone | Who::Holder, _) | (Who::SignedIn, Caller::Member | Caller::Administrator) => {
            Met::Open
        }
        (Who::SignedIn | Who::Allowed(_), Caller::Anonymous | Caller::Suspended) => Met::SignIn,
        (Who::Allowed(capability), Caller::Member) if !Role::Member.may(capability) => Met::Nothing,
        (Who::Allowed(capability), Caller::Administrator) if !Role::Administrator.may(capability) => Met::Nothing,
        (Who::Allowed(_), _) => Met::Open,
        // Browsers of the tests are in no network of METRICS_ALLOW.
        (Who::Network, _) => Met::Nothing,
    }
}

/// Asks a route as its forms do, with values that change nobody.
async fn ask(browser: &mut Browser, route: &Route) -> Page {
    let body = (route.method == Method::POST).then(|| "code=MACAN0001F&id=1".to_owned());
    browser.request(route.method.clone(), &address(route.path), body).await
}

fn assert_refused(caller: Caller, route: &Route, page: &Page) {
    let about = format!("{caller:?} {} {}: {}", route.method, route.path, page.status);
    match expected(caller, route.who) {
        Met::Nothing => assert_eq!(page.status, StatusCode::NOT_FOUND, "{about}"),
        Met::SignIn if route.method == Method::GET => {
            let location = page.headers.get(header::LOCATION).and_then(|value| value.to_str().ok());
            assert!(location.is_some_and(|to| to.starts_with("/auth/login?next=")), "{about} {location:?}");
            assert!(page.status.is_redirection(), "{about}");
        }
        Met::SignIn => assert_eq!(page.status, StatusCode::UNAUTHORIZED, "{about}"),
        Met::Open => panic!("{about}: it is open"),
    }
    assert!(!page.html().contains("Canari"), "{about}: nothing of the person is told");
}

fn assert_open(caller: Caller, route: &Route, page: &Page) {
    let about = format!("{caller:?} {} {}: {}", route.method, route.path, page.status);
    if route.kind == RouteKind::Handler {
        // A handler of public files has its own refusals.
        assert!(matches!(route.who, Who::Everyone | Who::Holder | Who::Asset) || page.status != 401, "{about}");
        return;
    }
    assert_ne!(page.status, StatusCode::UNAUTHORIZED, "{about}");
    if route.method == Method::GET {
        assert!(!page.status.is_server_error() && page.status != StatusCode::FORBIDDEN, "{about}");
        let location = page.headers.get(header::LOCATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
        assert!(!location.starts_with(LOGIN) || AFTER_A_STEP.contains(&route.path), "{about}: {location}");
    }
    if let (Who::Allowed(_), &Method::GET) = (route.who, &route.method) {
        assert!(page.status == StatusCode::OK || page.status.is_redirection(), "{about}");
    }
}

/// How many rows each table has.
async fn rows(app: &TestApp) -> BTreeMap<String, i64> {
    let mut rows = BTreeMap::new();
    let tables: BTreeSet<String> = columns().into_iter().map(|(table, ..)| table).collect();
    for table in tables {
        let count = number(app, &format!("SELECT COUNT(*) AS n FROM {table}")).await;
        rows.insert(table, count);
    }
    rows
}

/// Signed in when the account of this address is suspended.
async fn suspended_browser(app: &TestApp) -> Browser {
    member(app, "suspended@example.org").await;
    execute(app, "UPDATE accounts SET role = 'administrator' WHERE email = 'suspended@example.org'").await;
    let mut browser = app.browser();
    sign_in(&mut browser, "suspended@example.org", PASSWORD).await;
    execute(app, "UPDATE accounts SET state = 'suspended' WHERE email = 'suspended@example.org'").await;
    browser
}

/// Sent as older browsers do: they say where a form stands, not whether that is another site.
async fn from_elsewhere(app: &TestApp, route: &Route, cookies: &str) -> StatusCode {
    let mut request = Request::builder()
        .method(Method::POST)
        .uri(address(route.path))
        .header(header::HOST, "127.0.0.1:3000")
        .header(header::ORIGIN, "https://evil.example")
        .header(header::COOKIE, cookies)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from("code=MACAN0001F"))
        .unwrap();
    request.extensions_mut().insert(ConnectInfo(SocketAddr::new(IpAddr::from([192, 0, 2, 1]), 40_000)));
    tokio::spawn(app.router.clone().oneshot(request)).await.unwrap().unwrap().status()
}

on_sqlite! {
    async fn routes_are_open_to_their_callers_and_closed_to_all_others(app: TestApp) {
        let keys = insert(&app.state, &[TestPerson::new(1)]).await[0];
        give_cinema(&app.state, keys.person_id, &TestCinema::new(1)).await;
        let mut tx = app.state.db.begin().await.unwrap();
        mail::notify(&app.state, tx.conn().unwrap(), keys.account_id, &Message::Suspension).await.unwrap();
        tx.commit().await.unwrap();
        let action = "INSERT INTO group_actions (id, kind, state, total, created_at) \
                      VALUES (1, 'suspend', 'done', 1, '2026-01-01 00:00:00')";
        execute(&app, action).await;
        let import = "INSERT INTO imports (id, source, state, created_at) VALUES (1, 'csv', 'done', '2026-01-01 00:00:00')";
        execute(&app, import).await;
        let webhook = "INSERT INTO webhooks (id, address, events, secret_encrypted, active, created_at) \
                       VALUES (1, 'https://hooks.example.org/in', '', X'00', TRUE, '2026-01-01 00:00:00')";
        execute(&app, webhook).await;
        member(&app, "member@example.org").await;
        let mut signed_in = app.browser();
        sign_in(&mut signed_in, "member@example.org", PASSWORD).await;
        let mut callers = [
            (Caller::Anonymous, app.browser()),
            (Caller::Suspended, suspended_browser(&app).await),
            (Caller::Member, signed_in),
            (Caller::Administrator, administrator_browser(&app).await),
        ];
        // The announcement with the number 1.
        let [.., (_, administrator)] = &mut callers;
        administrator.post("/fn/select_people", &[("person", "MACAN0001F"), ("kind", "announce")]).await;
        let before = rows(&app).await;
        for (caller, browser) in &mut callers {
            for route in ROUTES.iter().filter(|route| expected(*caller, route.who) != Met::Open) {
                let page = ask(browser, route).await;
                assert_refused(*caller, route, &page);
            }
        }
        assert_eq!(rows(&app).await, before, "what was refused had an effect, or left a line in the audit log");
        // Each caller at what is for them; what everyone may do is asked by strangers alone.
        for (caller, browser) in &mut callers {
            let own = |who: Who| match caller {
                Caller::Anonymous => matches!(who, Who::Asset | Who::Everyone | Who::Holder),
                Caller::Suspended => false,
                Caller::Member => who == Who::SignedIn,
                Caller::Administrator => matches!(who, Who::Allowed(_)),
            };
            for route in ROUTES.iter().filter(|route| own(route.who)) {
                let page = ask(browser, route).await;
                assert_open(*caller, route, &page);
            }
        }
    }

    async fn no_other_site_posts_for_a_visitor(app: TestApp) {
        insert(&app.state, &[TestPerson::new(1)]).await;
        let mut administrator = administrator_browser(&app).await;
        let cookies: Vec<_> = administrator.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let cookies = cookies.join("; ");
        let before = rows(&app).await;
        let ours = |route: &&Route| route.method == Method::POST && route.path != ONE_CLICK_UNSUBSCRIBE;
        for route in ROUTES.iter().filter(ours) {
            for site in ["cross-site", "same-site"] {
                administrator.extra_headers.insert("sec-fetch-site", HeaderValue::from_static(site));
                let page = ask(&mut administrator, route).await;
                assert_eq!(page.status, StatusCode::FORBIDDEN, "{site} {}", route.path);
            }
            assert_eq!(from_elsewhere(&app, route, &cookies).await, StatusCode::FORBIDDEN, "{}", route.path);
        }
        assert_eq!(rows(&app).await, before, "what was refused had an effect");
    }
}

//! Which callers reach the desk: the rows of the table of routes, one by one.

use http::{HeaderValue, Method, StatusCode, header};
use talentsmaroc::{
    routes::{ROUTES, Route, Who},
    server::{mails::Message, services::mail},
};

use super::all_lines;
use crate::support::{
    TestApp,
    accounts::{PASSWORD, administrator_browser, execute, member, sign_in},
    browser::Browser,
    cinema_people::{TestCinema, give_cinema},
    on_both,
    people::{TestPerson, insert},
    routes::address,
};

/// The addresses of the desk's pages and functions, with what is posted to the functions.
fn requests() -> Vec<(Method, String, Option<String>)> {
    let of_desk = ROUTES.iter().filter(|route| matches!(route.who, Who::Allowed(_)));
    let all: Vec<_> = of_desk
        .map(|Route { method, path, .. }| {
            let body = (*method == Method::POST).then(|| "code=MACAN0001F&reason=asked&confirmed=on".to_owned());
            (method.clone(), address(path), body)
        })
        .collect();
    assert!(all.iter().filter(|(method, ..)| *method == Method::GET).count() >= 8);
    assert!(all.iter().filter(|(method, ..)| *method == Method::POST).count() >= 13);
    all
}

/// The mail with the number 1.
async fn suspension_mail(app: &TestApp, account_id: i64) {
    let mut tx = app.state.db.begin().await.unwrap();
    mail::notify(&app.state, tx.conn().unwrap(), account_id, &Message::Suspension).await.unwrap();
    tx.commit().await.unwrap();
}

async fn member_browser(app: &TestApp) -> Browser {
    member(app, "member@example.org").await;
    let mut browser = app.browser();
    sign_in(&mut browser, "member@example.org", PASSWORD).await;
    browser
}

/// Sent to the sign-in page, or told that a form needs it.
async fn assert_strangers(mut browser: Browser, who: &str) {
    for (method, address, body) in requests() {
        let page = browser.request(method.clone(), &address, body).await;
        if method == Method::GET {
            assert!(page.status.is_redirection(), "{who} {address}: {}", page.status);
            let location = page.headers[header::LOCATION].to_str().unwrap();
            assert!(location.starts_with("/auth/login?next=%2Fadmin"), "{who} {address}: {location}");
        } else {
            assert_eq!(page.status, StatusCode::UNAUTHORIZED, "{who} {address}");
        }
    }
}

on_both! {
    async fn the_desk_is_there_for_administrators_alone(app: TestApp) {
        let keys = insert(&app.state, &[TestPerson::new(1)]).await[0];
        give_cinema(&app.state, keys.person_id, &TestCinema::new(1)).await;
        suspension_mail(&app, keys.account_id).await;
        let action = "INSERT INTO group_actions (id, kind, state, total, created_at) \
                      VALUES (1, 'suspend', 'done', 1, '2026-01-01 00:00:00')";
        execute(&app, action).await;
        let import = "INSERT INTO imports (id, source, state, created_at) VALUES (1, 'csv', 'done', '2026-01-01 00:00:00')";
        execute(&app, import).await;
        let before = all_lines(&app).await;
        assert_strangers(app.browser(), "anonymous").await;
        let mut member = member_browser(&app).await;
        for (method, address, body) in requests() {
            let page = member.request(method, &address, body).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "a member at {address}");
            assert!(!page.html().contains("Canari"), "{address}");
        }
        assert_eq!(all_lines(&app).await, before, "nothing was done");
        let mut administrator = administrator_browser(&app).await;
        // The announcement with the number 1.
        administrator.post("/fn/select_people", &[("person", "MACAN0001F"), ("kind", "announce")]).await;
        let hook = [("address", "https://hooks.example.org/in"), ("event", "person.updated")];
        administrator.post("/fn/add_webhook", &hook).await;
        let before = all_lines(&app).await;
        // Files are no pages.
        let is_file = |at: &str| at.contains("/card.") || at.ends_with("/file") || at.starts_with("/admin/backups/");
        for (_, address, _) in requests().into_iter().filter(|(method, at, _)| *method == Method::GET && !is_file(at)) {
            let page = administrator.get(&address).await;
            assert_eq!(page.status, StatusCode::OK, "{address}");
            assert_eq!(page.texts("h1").len(), 1, "{address}");
            let cached = page.headers.get(header::CACHE_CONTROL).and_then(|value| value.to_str().ok());
            assert!(!cached.is_some_and(|cached| cached.contains("public")), "{address}");
        }
        execute(&app, "UPDATE accounts SET state = 'suspended' WHERE email = 'admin@example.org'").await;
        assert_strangers(administrator, "suspended").await;
        // Looking leaves no line either: mails are shown without the secrets of their links.
        assert_eq!(all_lines(&app).await, before);
    }

    async fn other_sites_act_for_no_administrator(app: TestApp) {
        insert(&app.state, &[TestPerson::new(1)]).await;
        let mut administrator = administrator_browser(&app).await;
        administrator.extra_headers.insert("sec-fetch-site", HeaderValue::from_static("cross-site"));
        administrator.extra_headers.insert("origin", HeaderValue::from_static("https://evil.example"));
        for (method, address, body) in requests().into_iter().filter(|(method, ..)| *method == Method::POST) {
            assert_eq!(administrator.request(method, &address, body).await.status, StatusCode::FORBIDDEN, "{address}");
        }
        assert_eq!(all_lines(&app).await, 0, "nothing was done");
    }

    async fn only_administrators_are_shown_the_way(app: TestApp) {
        let (mut member, mut administrator) = (member_browser(&app).await, administrator_browser(&app).await);
        let way = "header a[href='/admin']";
        // The header is kept for later pages: whichever comes first must not decide.
        for _ in 0..2 {
            assert!(!app.browser().get("/about").await.has(way));
            assert!(!member.get("/about").await.has(way));
            assert!(administrator.get("/about").await.has(way));
        }
        assert!(administrator.get("/admin").await.has("header a[href='/admin'][aria-current=page]"));
    }

    async fn places_that_no_list_gave_lead_nowhere_else(app: TestApp) {
        insert(&app.state, &[TestPerson::new(1)]).await;
        let mut administrator = administrator_browser(&app).await;
        let places = ["n", "p", "nzz", "n-1", "p-8000000000000000", "n7fffffffffffffff", "p7fffffffffffffff", "n10000000000000000",
            "n1%00", "n1%27%20OR%201%3D1--", "%F0%9F%92%A9"];
        for list in ["/admin/users", "/admin/mails", "/admin/jobs", "/admin/audit"] {
            for place in places {
                let page = administrator.get(&format!("{list}?page={place}")).await;
                assert_eq!((page.status, page.texts("h1").len()), (StatusCode::OK, 1), "{list} {place}");
            }
        }
    }
}

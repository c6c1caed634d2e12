//! What is said of a password while it is typed.

use http::{HeaderValue, Method, StatusCode, header};

use crate::support::{
    TestApp,
    browser::{Browser, Page},
    registration::{STEP, typed},
};

async fn ask(browser: &mut Browser, password: &str, email: &str) -> Page {
    browser.extra_headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    let body = form_urlencoded::Serializer::new(String::new())
        .append_pair("password", password)
        .append_pair("email", email)
        .finish();
    let answer = browser.request(Method::POST, "/fn/advise_on_password", Some(body)).await;
    browser.extra_headers.remove(header::ACCEPT);
    answer
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_judged_with_the_words_typed_so_far() {
    let app = TestApp::sqlite().await;
    let mut browser = app.browser();
    let good = ask(&mut browser, "velvet tram olive seven", "").await;
    assert_eq!((good.status, good.html().as_str()), (StatusCode::OK, "null"));
    assert!(ask(&mut browser, "short", "").await.html().contains("10 caractères au moins"));
    let own = ask(&mut browser, "zebulonia1", "zebulonia@example.org").await;
    assert_eq!(own.status, StatusCode::OK);
    let first = browser.get("/auth/register").await;
    let names = typed("identity", &[("first_name", "Zebulonia"), ("last_name", "Exemple")]);
    browser.submit(&first, STEP, &names).await;
    let with_name = ask(&mut browser, "zebulonia1", "").await;
    assert_eq!(with_name.html(), own.html(), "the name of the first step counts like the address");
    assert_ne!(with_name.html(), "null");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_tries_passwords_without_end() {
    let app = TestApp::sqlite().await.with(&[("LIMIT_PASSWORD_ADVICE_PER_MINUTE", "2")]).await;
    let mut browser = app.browser();
    for _ in 0..2 {
        assert_eq!(ask(&mut browser, "short", "").await.status, StatusCode::OK);
    }
    let refused = ask(&mut browser, "short", "").await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.headers.contains_key(header::RETRY_AFTER));
    assert!(refused.html().contains("Attendez "), "{}", refused.html());
}

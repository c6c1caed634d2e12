//! One snapshot of the headers of each kind of answer.

use crate::support::{
    TestApp,
    accounts::{PASSWORD, member, sign_in},
    browser::Page,
};

/// Every header but those that differ each time.
fn headers(page: &Page) -> String {
    let mut lines: Vec<String> = page
        .headers
        .iter()
        .filter(|(name, _)| !matches!(name.as_str(), "x-request-id" | "content-length" | "last-modified" | "etag"))
        .map(|(name, value)| {
            let value = value.to_str().unwrap();
            let nonce = value.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next());
            format!("{name}: {}", nonce.map_or_else(|| value.to_owned(), |nonce| value.replace(nonce, "…")))
        })
        .collect();
    lines.sort();
    lines.join("\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_for_strangers() {
    let app = TestApp::sqlite().await;
    let [first, second] = [app.browser().get("/talents").await, app.browser().get("/talents").await];
    assert_ne!(
        first.headers["content-security-policy"], second.headers["content-security-policy"],
        "a nonce serves once"
    );
    assert_ne!(first.headers["x-request-id"], second.headers["x-request-id"]);
    insta::assert_snapshot!(headers(&app.browser().get("/about").await), @r"
    cache-control: no-cache
    content-language: fr
    content-security-policy: default-src 'none'; script-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'
    content-type: text/html; charset=utf-8
    cross-origin-opener-policy: same-origin
    cross-origin-resource-policy: same-origin
    permissions-policy: camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()
    referrer-policy: same-origin
    vary: Accept-Language, Cookie
    vary: accept-encoding
    x-content-type-options: nosniff
    x-frame-options: DENY
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_for_somebody_signed_in() {
    let app = TestApp::sqlite().await;
    member(&app, "amina@example.org").await;
    let mut browser = app.browser();
    sign_in(&mut browser, "amina@example.org", PASSWORD).await;
    insta::assert_snapshot!(headers(&browser.get("/about").await), @r"
    cache-control: private, no-store
    content-language: fr
    content-security-policy: default-src 'none'; script-src 'nonce-…' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'
    content-type: text/html; charset=utf-8
    cross-origin-opener-policy: same-origin
    cross-origin-resource-policy: same-origin
    permissions-policy: camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()
    referrer-policy: same-origin
    vary: Accept-Language, Cookie
    vary: accept-encoding
    x-content-type-options: nosniff
    x-frame-options: DENY
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_the_same_for_everybody() {
    let app = TestApp::sqlite().await;
    insta::assert_snapshot!(headers(&app.browser().get("/healthz").await), @r"
    content-security-policy: default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'
    content-type: text/plain; charset=utf-8
    cross-origin-opener-policy: same-origin
    cross-origin-resource-policy: same-origin
    permissions-policy: camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()
    referrer-policy: same-origin
    x-content-type-options: nosniff
    x-frame-options: DENY
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_error() {
    let app = TestApp::sqlite().await;
    insta::assert_snapshot!(headers(&app.browser().get("/nowhere").await), @r"
    cache-control: no-cache
    content-language: fr
    content-security-policy: default-src 'none'; script-src 'nonce-…' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'
    content-type: text/html; charset=utf-8
    cross-origin-opener-policy: same-origin
    cross-origin-resource-policy: same-origin
    permissions-policy: camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()
    referrer-policy: same-origin
    vary: Accept-Language, Cookie
    vary: accept-encoding
    x-content-type-options: nosniff
    x-frame-options: DENY
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn files_of_the_build() {
    let app = TestApp::sqlite().await;
    let site = tempfile::tempdir().unwrap();
    std::fs::create_dir(site.path().join("pkg")).unwrap();
    std::fs::write(site.path().join("pkg/talentsmaroc.css"), "body{}").unwrap();
    std::fs::write(site.path().join("pkg/talentsmaroc.css.br"), "packed").unwrap();
    std::fs::write(site.path().join("robots.txt"), "User-agent: *").unwrap();
    let app = app.with(&[("SITE_ROOT", site.path().to_str().unwrap())]).await;
    let mut browser = app.browser();
    insta::assert_snapshot!(headers(&browser.get("/pkg/talentsmaroc.css").await), @r"
    accept-ranges: bytes
    cache-control: no-cache
    content-security-policy: default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'
    content-type: text/css
    cross-origin-opener-policy: same-origin
    cross-origin-resource-policy: same-origin
    permissions-policy: camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()
    referrer-policy: same-origin
    vary: accept-encoding
    x-content-type-options: nosniff
    x-frame-options: DENY
    ");
    insta::assert_snapshot!(headers(&browser.get("/robots.txt").await), @r"
    accept-ranges: bytes
    cache-control: public, max-age=86400
    content-security-policy: default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'
    content-type: text/plain
    cross-origin-opener-policy: same-origin
    cross-origin-resource-policy: cross-origin
    permissions-policy: camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()
    referrer-policy: same-origin
    vary: accept-encoding
    x-content-type-options: nosniff
    x-frame-options: DENY
    ");
    browser.extra_headers.insert("accept-encoding", "br".parse().unwrap());
    let packed = browser.get("/pkg/talentsmaroc.css").await;
    assert_eq!((packed.html().as_str(), packed.headers["content-encoding"].to_str().unwrap()), ("packed", "br"));
    assert_eq!(browser.get("/pkg/../../Cargo.toml").await.status, 404);
    assert_eq!(browser.get("/pkg/").await.status, 404);
}

//! Pages sent from memory are those that would be rendered now.

use chrono::{Datelike as _, TimeDelta};
use http::{HeaderValue, StatusCode, header};
use talentsmaroc::{
    domain::module::Module,
    server::{
        actor::Actor,
        error::AppError,
        freshness::DatabaseNews,
        router::router,
        services::{
            admin::people,
            files::{self, FileKind, FileOwner},
        },
    },
};

use crate::support::{
    TestApp,
    accounts::{PASSWORD, member, sign_in},
    browser::{Browser, Page},
    casting::{TestCinema, erase, insert_cinema, save_again},
    files::{give_photo, rename_photos},
    on_both, on_sqlite,
};

const PROFILES: [&str; 2] = ["/profile/view/MACAN0001F", "/cinema/profile/MACAN0001F"];
const LISTS: [&str; 5] = ["/", "/talents", "/talents/dj", "/cinema", "/cinema/talents"];
const FIXED: [&str; 3] = ["/about", "/legal/terms", "/legal/privacy"];

/// A page without the nonce of its answer.
fn html(page: &Page) -> String {
    let nonce = page.attribute("script[nonce]", "nonce").unwrap_or_default();
    if nonce.is_empty() { page.html() } else { page.html().replace(&nonce, "…") }
}

/// Opens an address twice, so that the second answer may come from memory.
async fn twice(app: &TestApp, address: &str) -> Page {
    let first = app.browser().get(address).await;
    let second = app.browser().get(address).await;
    assert_eq!((first.status, html(&first)), (second.status, html(&second)), "{address}");
    second
}

/// How many answers came from memory while something was done.
async fn hits(app: &TestApp, work: impl Future<Output = ()>) -> u64 {
    let before = app.state.page_cache.counters().hits;
    work.await;
    app.state.page_cache.counters().hits - before
}

on_both! {
    async fn the_second_visitor_gets_the_page_of_the_first(app: TestApp) {
        insert_cinema(&app.state, &[TestCinema::new(1), TestCinema::new(2)]).await;
        let pages: Vec<_> = PROFILES.into_iter().chain(LISTS).chain(FIXED).collect();
        let sent = hits(&app, async {
            for address in &pages {
                assert_eq!(twice(&app, address).await.status, StatusCode::OK, "{address}");
            }
        });
        assert_eq!(sent.await, pages.len() as u64);
        // Another language is another page.
        let mut arabic = app.browser();
        arabic.language = "ar";
        assert_eq!(arabic.get("/about").await.attribute("html", "lang").as_deref(), Some("ar"));
    }

    async fn a_person_who_changes_is_seen_so_at_the_next_request(app: TestApp) {
        let state = &app.state;
        let mut someone = TestCinema::new(1);
        someone.person.show_name_photo = true;
        let keys = insert_cinema(state, &[someone.clone(), TestCinema::new(2)]).await[0];
        let shows = async |text: &str| {
            let mut shown = Vec::new();
            for address in PROFILES.into_iter().chain(["/talents", "/cinema/talents"]) {
                shown.push(twice(&app, address).await.text().contains(text));
            }
            shown
        };
        assert_eq!(shows("Canarifirst1").await, [true; 4]);
        someone.person.show_name_photo = false;
        for module in Module::ALL {
            save_again(state, &someone, keys, module).await;
        }
        assert_eq!(shows("Canarifirst1").await, [false; 4]);
        assert_eq!(shows("MACAN0001F").await, [true; 4]);
        let others = hits(&app, async {
            app.browser().get("/profile/view/MACAN0002F").await;
            save_again(state, &someone, keys, Module::Main).await;
            app.browser().get("/profile/view/MACAN0002F").await;
        });
        assert_eq!(others.await, 1, "the pages of others stay");
        people::suspend(state, &Actor::command_line(), &"MACAN0001F".parse().unwrap(), None).await.unwrap();
        assert_eq!(shows("MACAN0001F").await, [false; 4]);
        people::reactivate(state, &Actor::command_line(), &"MACAN0001F".parse().unwrap()).await.unwrap();
        assert_eq!(shows("MACAN0001F").await, [true; 4]);
        erase(state, keys).await;
        assert_eq!(shows("MACAN0001F").await, [false; 4]);
        assert_eq!(app.browser().get(PROFILES[0]).await.status, StatusCode::NOT_FOUND);
    }

    async fn photos_come_go_and_get_other_addresses(app: TestApp) {
        let state = &app.state;
        let mut someone = TestCinema::new(1);
        someone.person.show_name_photo = true;
        let keys = insert_cinema(state, &[someone]).await[0];
        let photos = async || twice(&app, PROFILES[0]).await.attributes("img[src*='/files/photo/']", "src");
        assert!(photos().await.is_empty());
        give_photo(state, keys.person_id).await;
        let before = photos().await;
        assert!(!before.is_empty());
        rename_photos(state, &keys).await;
        let after = photos().await;
        assert!(!after.is_empty() && after != before);
        files::remove(state, &Actor::command_line(), FileOwner::Person(keys.person_id), FileKind::Photo).await.unwrap();
        assert!(photos().await.is_empty());
    }

    async fn a_public_photo_is_sent_once_and_gone_when_it_is_hidden(app: TestApp) {
        let state = &app.state;
        let mut someone = TestCinema::new(1);
        someone.person.show_name_photo = true;
        let keys = insert_cinema(state, &[someone.clone()]).await[0];
        let address = format!("/files/photo/{}-160.jpg", give_photo(state, keys.person_id).await);
        let mut visitor = app.browser();
        for _ in 0..2 {
            assert_eq!(visitor.get(&address).await.status, StatusCode::OK);
        }
        let etag = visitor.get(&address).await.headers[header::ETAG].clone();
        visitor.extra_headers.insert(header::IF_NONE_MATCH, etag);
        let again = visitor.get(&address).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED);
        visitor.cookies.insert("draft".to_owned(), "x".to_owned());
        let with_cookie = visitor.get(&address).await;
        for answer in [again, with_cookie] {
            assert_eq!(answer.headers[header::CACHE_CONTROL], "public, max-age=86400");
            assert!(!answer.headers.contains_key(header::VARY));
        }
        someone.person.show_name_photo = false;
        save_again(state, &someone, keys, Module::Main).await;
        assert_eq!(visitor.get(&address).await.status, StatusCode::NOT_FOUND);
    }

    async fn what_one_server_hides_is_gone_from_the_next_answer_of_another(app: TestApp) {
        let keys = insert_cinema(&app.state, &[TestCinema::new(1)]).await[0];
        let (other, _folder) = app.another_server().await;
        let mut visitor = Browser::new(router(other.clone()));
        for address in PROFILES {
            assert_eq!(visitor.get(address).await.status, StatusCode::OK);
            assert_eq!(visitor.get(address).await.status, StatusCode::OK);
        }
        assert_eq!(other.page_cache.counters().hits, 2);
        let mut hidden = TestCinema::new(1);
        (hidden.visibility, hidden.person.visibility) = ("private", "private");
        for module in Module::ALL {
            save_again(&app.state, &hidden, keys, module).await;
        }
        for address in PROFILES {
            assert_eq!(visitor.get(address).await.status, StatusCode::NOT_FOUND);
        }
        other.db.close().await;
    }

    async fn ages_follow_the_day(app: TestApp) {
        let state = &app.state;
        state.clock.stop();
        let tomorrow = || state.clock.today() + TimeDelta::days(1);
        if tomorrow().with_year(1990).is_none() {
            // 1990 has no 29 February.
            state.clock.advance(TimeDelta::days(1));
        }
        let mut someone = TestCinema::new(1);
        someone.person.date_of_birth = tomorrow().with_year(1990).unwrap();
        insert_cinema(state, &[someone]).await;
        let age = tomorrow().year() - 1990;
        assert!(twice(&app, PROFILES[0]).await.text().contains(&format!("{} ans", age - 1)));
        state.clock.advance(TimeDelta::days(1));
        assert!(twice(&app, PROFILES[0]).await.text().contains(&format!("{age} ans")));
    }
}

on_sqlite! {
    async fn a_photo_waits_no_longer_than_a_page_for_what_changed(app: TestApp) {
        let state = &app.state;
        let mut someone = TestCinema::new(1);
        someone.person.show_name_photo = true;
        let keys = insert_cinema(state, &[someone.clone()]).await[0];
        let address = format!("/files/photo/{}-160.jpg", give_photo(state, keys.person_id).await);
        let mut visitor = app.browser();
        for _ in 0..2 {
            assert_eq!(visitor.get(&address).await.status, StatusCode::OK);
        }
        // A check that never ends: others wait for their turn.
        let (freshness, (begun, has_begun)) = (state.freshness.clone(), tokio::sync::oneshot::channel());
        let endless = tokio::spawn(async move {
            let load = async {
                let _ = begun.send(());
                std::future::pending::<Result<DatabaseNews, AppError>>().await
            };
            freshness.check(|_| load).await
        });
        has_begun.await.unwrap();
        assert_eq!(visitor.get(&address).await.status, StatusCode::OK, "the database decides");
        someone.person.show_name_photo = false;
        save_again(state, &someone, keys, Module::Main).await;
        assert_eq!(visitor.get(&address).await.status, StatusCode::NOT_FOUND, "the database decides");
        endless.abort();
    }

    async fn only_strangers_without_a_query_are_answered_from_memory(app: TestApp) {
        insert_cinema(&app.state, &[TestCinema::new(1)]).await;
        member(&app, "member@example.org").await;
        let mut signed_in = app.browser();
        sign_in(&mut signed_in, "member@example.org", PASSWORD).await;
        let sent = hits(&app, async {
            for address in PROFILES.into_iter().chain(LISTS).chain(FIXED) {
                app.browser().get(address).await;
                assert!(signed_in.get(address).await.has("form[action='/auth/logout']"), "{address}");
                let mut with_draft = app.browser();
                with_draft.cookies.insert("draft".to_owned(), "x".to_owned());
                with_draft.get(address).await;
                app.browser().get(&format!("{address}?q=a")).await;
                if address.contains('a') {
                    app.browser().get(&address.replace('a', "%61")).await;
                }
            }
            for address in ["/profile/view/MACAN9999F", "/auth/login", "/auth/register", "/nothing"] {
                twice(&app, address).await;
            }
        });
        assert_eq!(sent.await, 0);
    }

    async fn each_answer_with_scripts_has_its_own_nonce(app: TestApp) {
        insert_cinema(&app.state, &[TestCinema::new(1)]).await;
        let mut nonces = Vec::new();
        for _ in 0..3 {
            let page = app.browser().get("/talents").await;
            let nonce = page.attribute("script[nonce]", "nonce").unwrap();
            assert!(page.attributes("script[nonce], link[nonce]", "nonce").iter().all(|other| *other == nonce));
            let policy = page.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
            assert!(policy.contains(&format!("'nonce-{nonce}'")));
            nonces.push(nonce);
        }
        nonces.sort();
        nonces.dedup();
        assert_eq!(nonces.len(), 3);
        for _ in 0..2 {
            let page = app.browser().get("/about").await;
            assert!(!page.has("script"));
            let policy = page.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
            assert!(policy.contains("script-src 'none'"), "{policy}");
        }
    }

    async fn a_browser_that_has_the_page_is_not_sent_it_again(app: TestApp) {
        insert_cinema(&app.state, &[TestCinema::new(1)]).await;
        let mut visitor = app.browser();
        let etag = visitor.get("/").await.headers[header::ETAG].clone();
        visitor.extra_headers.insert(header::IF_NONE_MATCH, etag.clone());
        let again = visitor.get("/").await;
        assert_eq!((again.status, again.bytes.len()), (StatusCode::NOT_MODIFIED, 0));
        insert_cinema(&app.state, &[TestCinema::new(2)]).await;
        let other = visitor.get("/").await;
        assert_eq!(other.status, StatusCode::OK);
        assert_ne!(other.headers[header::ETAG], etag);
    }

    async fn the_bytes_are_compressed_once(app: TestApp) {
        let mut visitor = app.browser();
        let plain = visitor.get("/legal/terms").await.bytes;
        visitor.extra_headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("br"));
        let mut lengths = Vec::new();
        for _ in 0..2 {
            let page = visitor.get("/legal/terms").await;
            assert_eq!(page.headers[header::CONTENT_ENCODING], "br");
            let mut html = Vec::new();
            brotli::BrotliDecompress(&mut &page.bytes[..], &mut html).unwrap();
            assert!(html == plain);
            lengths.push(page.bytes.len());
        }
        assert!(lengths.iter().all(|length| *length < plain.len() / 2), "{lengths:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_memory_every_page_is_rendered() {
    let app = TestApp::sqlite().await.with(&[("PAGE_CACHE_MEGABYTES", "0")]).await;
    let sent = hits(&app, async {
        for _ in 0..5 {
            assert_eq!(twice(&app, "/about").await.status, StatusCode::OK);
        }
    });
    assert_eq!(sent.await, 0);
}

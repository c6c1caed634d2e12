//! What others see of a CINEMA profile: the visibility table, over services and over HTTP.

use chrono::{Datelike as _, NaiveDate, TimeDelta};
use http::{Method, StatusCode};
use talentsmaroc::server::actor::Actor;
use talentsmaroc::{
    domain::{
        lang::Lang,
        visibility::{Audience, ModerationState, Visibility},
    },
    server::{
        context::Viewer,
        services::{
            admin::people,
            profiles::view::{cinema::open, opening::Opened},
        },
    },
};

use crate::support::{
    TestApp,
    accounts::{PASSWORD, PASSWORD_HASH, administrator_browser, change_people, execute, member as account, sign_in},
    browser::{Browser, Page, filled_form},
    cinema_people::{TestCinema, give_cinema},
    files::rename_photos,
    on_both, on_sqlite,
    own_data::number,
    people::{Inserted, TestPerson, administrator, insert, member, untrusted},
};

const PROFILE: &str = "/cinema/profile/MACAN0001F";
const REVEAL: &str = "form[action='/fn/reveal_document']";

/// A person without a main profile.
async fn only_cinema(app: &TestApp, person: TestPerson, cinema: &TestCinema) -> Inserted {
    let keys = insert(&app.state, &[person]).await[0];
    give_cinema(&app.state, keys.person_id, cinema).await;
    execute(app, &format!("DELETE FROM main_profiles WHERE person_id = {}", keys.person_id)).await;
    keys
}

/// Signs in as an inserted person, who gets a password first.
pub async fn signed_in_as(app: &TestApp, keys: Inserted, email: &str) -> Browser {
    execute(app, &format!("UPDATE accounts SET password_hash = '{PASSWORD_HASH}' WHERE id = {}", keys.account_id))
        .await;
    let mut browser = app.browser();
    sign_in(&mut browser, email, PASSWORD).await;
    browser
}

async fn member_browser(app: &TestApp) -> Browser {
    account(app, "member@example.org").await;
    let mut browser = app.browser();
    sign_in(&mut browser, "member@example.org", PASSWORD).await;
    browser
}

async fn lines(app: &TestApp, action: &str, actor: &str) -> i64 {
    number(app, &format!("SELECT COUNT(*) AS n FROM audit_log WHERE action = '{action}' AND actor = '{actor}'")).await
}

fn assert_not_found(page: &Page) {
    assert_eq!(page.status, StatusCode::NOT_FOUND, "{}", page.address);
    assert!(page.via.is_empty(), "{:?}", page.via);
}

on_both! {
    async fn the_table_decides_for_every_cinema_profile(app: TestApp) {
        let this_year = app.state.clock.today().year();
        let mut number = 0;
        for visibility in ["public", "members", "private"] {
            for show_name_photo in [false, true] {
                for (minor, minor_approved, suspended) in
                    [(false, false, false), (true, false, false), (true, true, false), (false, false, true)]
                {
                    number += 1;
                    let mut person = TestPerson::new(number);
                    person.visibility = if visibility == "public" { "private" } else { "public" };
                    (person.show_name_photo, person.minor_approved, person.suspended) =
                        (show_name_photo, minor_approved, suspended);
                    if minor {
                        person.date_of_birth = NaiveDate::from_ymd_opt(this_year - 15, 1, 1).unwrap();
                    }
                    let keys = insert(&app.state, std::slice::from_ref(&person)).await[0];
                    give_cinema(&app.state, keys.person_id, &TestCinema { visibility, ..TestCinema::new(number) }).await;
                    let standing = ModerationState {
                        visibility: Visibility::from_key(visibility).unwrap(),
                        suspended,
                        minor,
                        minor_approved,
                    };
                    for (viewer, audience) in [
                        (Viewer::Anonymous, Audience::Anonymous),
                        (untrusted(), Audience::Anonymous),
                        (member(-3, None), Audience::SignedIn),
                        (keys.viewer(), Audience::Owner),
                        (administrator(), Audience::Administrator),
                    ] {
                        let opened = open(&app.state, &viewer, Lang::Fr, &person.code, None, None).await.unwrap();
                        let Opened::Profile(opened) = opened else {
                            assert!(!standing.reachable(audience), "{person:?} {audience:?}");
                            assert_eq!(opened, Opened::NotReachable);
                            continue;
                        };
                        assert!(standing.reachable(audience), "{visibility} {person:?} {audience:?}");
                        let sent = format!("{:?}", opened.profile);
                        let privileged = matches!(audience, Audience::Owner | Audience::Administrator);
                        let sees_name = audience != Audience::Anonymous || show_name_photo;
                        for word in [&person.first_name, &format!("Canarifilm{number}"), &format!("Canarirole{number}")] {
                            assert_eq!(sent.contains(word), sees_name, "{audience:?} {sent}");
                        }
                        assert_eq!(sent.contains("/files/poster/"), sees_name);
                        assert_eq!(opened.profile.gallery.len(), if sees_name { 2 } else { 0 });
                        for origin in ["Amazighe", "Olivâtre"] {
                            assert_eq!(sent.contains(origin), privileged, "{origin} {audience:?}");
                        }
                        for fact in ["Vairons", "Poivre et sel", "Crépus", "Imposant", "193", "61", "73", "Ventriloque", "Cascadeur, cascadeuse"] {
                            assert!(sent.contains(fact), "{fact} {audience:?} {sent}");
                        }
                        for never in ["CANARIDOC", "canarimail", "+2126", "1990-05-17"] {
                            assert!(!sent.contains(never), "{never} {audience:?}");
                        }
                        assert_eq!(opened.private.is_some(), privileged);
                        assert_eq!(opened.privacy.is_some(), privileged);
                    }
                }
            }
        }
    }

    async fn the_page_shows_what_is_answered_and_nothing_private(app: TestApp) {
        let keys = insert(&app.state, &[TestPerson::new(1)]).await[0];
        let given = give_cinema(&app.state, keys.person_id, &TestCinema::new(1)).await;
        let page = app.browser().get(PROFILE).await;
        assert_eq!(page.status, StatusCode::OK);
        // Physique, skills and the QR code: the others are hidden or empty. Numbers are those of the form's steps.
        assert_eq!(page.texts("main section.section-card > header > div:first-child > span"), ["", "", ""]);
        let html = page.html();
        for hidden in ["Canari", "canarimail", "CANARIDOC", "1990", "/files/id/", &given.gallery[0], &given.poster, "Pièce d’identité", "Amazighe"] {
            let place = html.matches(hidden).count();
            // The city is public.
            assert_eq!(place, if hidden == "Canari" { html.matches("Aïn Canari").count() } else { 0 }, "{hidden}");
        }
        assert!(!page.has("script[src]") && !page.has("link[rel=modulepreload]"), "no wasm");
        assert!(page.has("img[src='/qr/cinema/MACAN0001F.svg']"));
        assert!(page.has("a[href^='mailto:contact@talents.invalid']"));
        assert!(page.has("a[href='/cinema/talents?type=stunt_performer']"));
        assert!(page.has("a[href='/cinema/talents?skill=ventriloquist']"));
        assert!(page.has("a[href='/profile/view/MACAN0001F']"), "the main profile is public too");
        assert_eq!(page.attribute("meta[property='og:title']", "content").as_deref(), Some("C. C."));
        let data: serde_json::Value = serde_json::from_str(&page.texts("script[type='application/ld+json']")[0]).unwrap();
        assert_eq!(data["name"], "C. C.");
        assert!(data["url"].as_str().unwrap().ends_with(PROFILE));
        assert!(data.get("image").is_none() && data.get("sameAs").is_none());
        let mut arabic = app.browser();
        arabic.language = "ar";
        assert!(arabic.get(PROFILE).await.text().contains("لونان مختلفان"));
        assert!(app.browser().get("/profile/view/MACAN0001F").await.has("a[href='/cinema/profile/MACAN0001F']"));

        change_people(&app, "UPDATE people SET show_name_photo = TRUE, show_origins = TRUE, nationality = 'TV', show_links = TRUE, website = 'https://canari.example/'").await;
        let page = app.browser().get(PROFILE).await;
        assert!(page.text().contains("Canarifilm1") && page.text().contains("Amazighe") && page.text().contains("Olivâtre"));
        assert!(page.has(&format!("img[src='/files/poster/{}.jpg']", given.poster)));
        // The small photo leads to the large one, which leads to its neighbour and back.
        assert!(page.has("a[href='#photo-1'] img") && page.has("#photo-1.full-view nav a[href='#photo-2']"));
        assert!(page.has("#photo-2.full-view nav a[href='#gallery']") && page.has("#gallery"));
        assert!(page.has(&format!("#photo-2 img[src='/files/gallery/{}-1600.jpg']", given.gallery[1])));
        let data: serde_json::Value = serde_json::from_str(&page.texts("script[type='application/ld+json']")[0]).unwrap();
        assert_eq!(data["sameAs"][0], "https://canari.example/");
    }

    async fn every_reason_not_to_be_reached_looks_the_same(app: TestApp) {
        let mut hidden: Vec<_> = (1..=5).map(TestPerson::new).collect();
        hidden[2].suspended = true;
        hidden[3].date_of_birth = NaiveDate::from_ymd_opt(app.state.clock.today().year() - 12, 1, 1).unwrap();
        let keys = insert(&app.state, &hidden).await;
        // The fifth has a main profile alone.
        for (number, visibility) in (1..).zip(["private", "members", "public", "public"]) {
            let cinema = TestCinema { visibility, ..TestCinema::new(number) };
            give_cinema(&app.state, keys[number as usize - 1].person_id, &cinema).await;
        }
        let mut answers = Vec::new();
        for code in ["MACAN0001F", "MACAN0002F", "MACAN0003F", "MACAN0004F", "MACAN0005F", "MACAN9999F", "MACAN999XF"] {
            let page = app.browser().get(&format!("/cinema/profile/{code}")).await;
            assert_not_found(&page);
            assert!(page.has(&format!("a[href='/auth/login?next=%2Fcinema%2Fprofile%2F{code}']")));
            let mut names: Vec<_> = page.headers.keys().map(ToString::to_string).collect();
            names.sort();
            answers.push((page.text().replace(code, ""), names));
        }
        assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{answers:#?}");
    }

    async fn the_main_address_leads_to_the_only_profile_there_is(app: TestApp) {
        let mut person = TestPerson::new(1);
        person.aliases = vec!["FRPAR123456M".to_owned()];
        let keys = only_cinema(&app, person, &TestCinema::new(1)).await;
        for typed in ["MACAN0001F", "macan0001f", "FRPAR123456M"] {
            let page = app.browser().get(&format!("/profile/view/{typed}")).await;
            assert_eq!((page.status, page.address.as_str()), (StatusCode::OK, PROFILE), "{typed}");
        }
        for typed in ["macan-0001-f", "FRPAR123456M"] {
            let page = app.browser().get(&format!("/cinema/profile/{typed}")).await;
            assert_eq!((page.status, page.address.as_str()), (StatusCode::OK, PROFILE), "{typed}");
        }
        execute(&app, "UPDATE cinema_profiles SET visibility = 'members'").await;
        assert_not_found(&app.browser().get("/profile/view/MACAN0001F").await);
        assert_eq!(member_browser(&app).await.get("/profile/view/MACAN0001F").await.address, PROFILE);
        let mut own = signed_in_as(&app, keys, "canarimail1@example.org").await;
        let hidden = own.get("/profile/view/MACAN0001F?as=visitor").await;
        assert_eq!(hidden.address, format!("{PROFILE}?as=visitor"));
        assert!(hidden.text().contains("ne peut pas ouvrir ce profil"), "{}", hidden.text());
        let page = own.get("/profile/dashboard").await;
        assert!(page.has("a[href='/cinema/profile/MACAN0001F?as=member']") && page.has("a[href='/auth/register']"));
        assert!(page.has("img[src='/qr/cinema/MACAN0001F.svg']") && !page.has("img[src='/qr/MACAN0001F.svg']"));
        assert!(!page.has("a[href^='/profile/remove/']"), "the last profile goes with the account");
    }

    async fn a_minor_is_seen_by_nobody_until_approved_and_then_by_members(app: TestApp) {
        let mut person = TestPerson::new(1);
        person.date_of_birth = NaiveDate::from_ymd_opt(app.state.clock.today().year() - 15, 1, 1).unwrap();
        person.show_name_photo = true;
        let keys = insert(&app.state, &[person]).await[0];
        let given = give_cinema(&app.state, keys.person_id, &TestCinema::new(1)).await;
        execute(&app, "DELETE FROM main_profiles").await;
        let photo = crate::support::files::give_photo(&app.state, keys.person_id).await;
        let (mut visitor, mut member) = (app.browser(), member_browser(&app).await);
        let addresses = [
            PROFILE.to_owned(),
            "/profile/view/MACAN0001F".to_owned(),
            format!("/files/gallery/{}-640.jpg", given.gallery[0]),
            format!("/files/photo/{photo}-640.jpg"),
        ];
        for address in &addresses {
            assert_not_found(&visitor.get(address).await);
            assert_not_found(&member.get(address).await);
        }
        people::approve(&app.state, &Actor::command_line(), &"MACAN0001F".parse().unwrap()).await.unwrap();
        for address in &addresses {
            assert_not_found(&visitor.get(address).await);
            assert_eq!(member.get(address).await.status, StatusCode::OK, "{address}");
        }
        // No card, although the profile asks to be public; the QR is of any code.
        assert!(!member.get(PROFILE).await.has("meta[property='og:image']"));
        let guess = format!("/og/cinema.{:x}-fr-00000000000000000000000000000000.png", given.profile_id);
        assert_not_found(&visitor.get(&guess).await);
        assert_eq!(visitor.request(Method::GET, "/qr/cinema/MACAN0001F.png", None).await.status, StatusCode::OK);
    }

    async fn a_card_is_drawn_of_a_public_profile_and_dies_with_it(app: TestApp) {
        let mut person = TestPerson::new(1);
        person.visibility = "private";
        let keys = insert(&app.state, &[person]).await[0];
        give_cinema(&app.state, keys.person_id, &TestCinema::new(1)).await;
        let mut browser = app.browser();
        let address = browser.get(PROFILE).await.attribute("meta[property='og:image']", "content").unwrap();
        let card = format!("/og/{}", address.rsplit('/').next().unwrap());
        let png = browser.request(Method::GET, &card, None).await;
        assert_eq!(png.status, StatusCode::OK);
        assert_eq!(image::load_from_memory(&png.bytes).unwrap().width(), 1200);
        // The name of one module's card opens nothing in the other.
        assert_not_found(&browser.get(&card.replace("cinema.", "")).await);
        execute(&app, "UPDATE cinema_profiles SET visibility = 'members'").await;
        assert_not_found(&browser.get(&card).await);
    }

    async fn a_number_is_shown_once_to_whom_gave_the_password_just_now(app: TestApp) {
        let keys = insert(&app.state, &[TestPerson::new(1)]).await[0];
        give_cinema(&app.state, keys.person_id, &TestCinema::new(1)).await;
        let mut own = signed_in_as(&app, keys, "canarimail1@example.org").await;
        for (module, address) in [("cinema", PROFILE), ("main", "/profile/view/MACAN0001F")] {
            let page = own.get(address).await;
            assert!(page.text().contains("••••••01") && !page.html().contains("CANARIDOC0001"), "{}", page.text());
            assert_eq!(page.attribute("input[name=module]", "value").as_deref(), Some(module));
            let mut again = own.clone();
            let body = filled_form(&page, REVEAL, &[]).2;
            again.request(Method::POST, "/fn/reveal_document", Some(body)).await;
            let permitted = again.clone();
            assert!(again.get(address).await.text().contains("CANARIDOC0001"));
            again.cookies = permitted.cookies;
            assert!(!again.get(address).await.html().contains("CANARIDOC0001"), "once, though the cookie was sent again");
            let shown = own.submit(&page, REVEAL, &[]).await;
            assert_eq!(shown.address.split('#').next(), Some(address));
            assert!(shown.text().contains("CANARIDOC0001"), "{}", shown.text());
            assert!(!own.get(address).await.html().contains("CANARIDOC0001"), "once");
        }
        assert_eq!(lines(&app, "document.revealed", "owner").await, 4);
        app.state.clock.advance(TimeDelta::minutes(16));
        let page = own.get(PROFILE).await;
        let asked = own.submit(&page, REVEAL, &[]).await;
        assert!(asked.address.starts_with("/profile/reauthenticate?next=%2Fcinema%2Fprofile%2FMACAN0001F"), "{}", asked.address);
        assert_eq!(lines(&app, "document.revealed", "owner").await, 4);

        let mut admin = administrator_browser(&app).await;
        let page = admin.get(PROFILE).await;
        assert!(page.text().contains("canarimail1@example.org"));
        let shown = admin.submit(&page, REVEAL, &[]).await;
        assert!(shown.text().contains("CANARIDOC0001"));
        assert_eq!(lines(&app, "document.revealed", "administrator").await, 1);
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM audit_log WHERE subject LIKE '%CANARI%'").await, 0);

        // A member sees no form, and a hand-made form reveals nothing. A permission of one session is not another's.
        let mut member = member_browser(&app).await;
        assert!(!member.get(PROFILE).await.has(REVEAL));
        let sent = [("code", "MACAN0001F"), ("kind", "national_id"), ("module", "cinema")];
        assert_eq!(member.post("/fn/reveal_document", &sent).await.status, StatusCode::NOT_FOUND);
        let wrong = [("code", "MACAN0001F"), ("kind", "passport"), ("module", "cinema")];
        assert_eq!(admin.post("/fn/reveal_document", &wrong).await.status, StatusCode::NOT_FOUND);
        let body = Some("code=MACAN0001F&kind=national_id&module=cinema".to_owned());
        admin.request(Method::POST, "/fn/reveal_document", body).await;
        let (name, flash) = admin.cookies.iter().find(|(name, _)| name.contains("flash-document")).unwrap();
        member.cookies.insert(name.clone(), flash.clone());
        assert!(!member.get(PROFILE).await.html().contains("CANARIDOC0001"));
        let seen_as = admin.get(&format!("{PROFILE}?as=member")).await;
        assert!(!seen_as.html().contains("CANARIDOC0001") && !seen_as.has(REVEAL));
    }

    async fn photos_move_when_a_profile_closes(app: TestApp) {
        let keys = insert(&app.state, &[TestPerson::new(1)]).await[0];
        let given = give_cinema(&app.state, keys.person_id, &TestCinema::new(1)).await;
        rename_photos(&app.state, &keys).await;
        let mut admin = administrator_browser(&app).await;
        let page = admin.get(PROFILE).await;
        assert!(page.has("a[href='#photo-2']"));
        for old in &given.gallery {
            assert!(!page.html().contains(old));
            assert_not_found(&admin.get(&format!("/files/gallery/{old}-640.jpg")).await);
        }
        let new = page.attribute("#photo-1 img", "src").unwrap();
        assert_eq!(admin.get(&new).await.status, StatusCode::OK);
    }
}

on_sqlite! {
    async fn a_member_cannot_copy_the_whole_list(app: TestApp) {
        let app = app.with(&[("LIMIT_PROFILE_VIEWS_PER_HOUR", "3")]).await;
        let own = TestPerson::new(2);
        let email = own.email.clone();
        let mut hidden = TestPerson::new(3);
        hidden.visibility = "private";
        let keys = insert(&app.state, &[TestPerson::new(1), own, hidden]).await;
        give_cinema(&app.state, keys[0].person_id, &TestCinema::new(1)).await;
        let mut member = signed_in_as(&app, keys[1], &email).await;
        let unreachable = ["/profile/view/MACAN0003F", "/profile/view/MACAN0004F", "/cinema/profile/MACAN0003F"];
        for address in unreachable {
            assert_not_found(&member.get(address).await);
        }
        let main = "/profile/view/MACAN0001F";
        for address in [main, "/profile/view/MACAN0002F", PROFILE, "/profile/view/MACAN0002F", main] {
            assert_eq!(member.get(address).await.status, StatusCode::OK, "one's own profile does not count: {address}");
        }
        for address in [PROFILE, main] {
            let refused = member.get(address).await;
            assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS, "{address}");
            assert!(refused.headers.contains_key("retry-after"));
            assert!(refused.text().contains("Attendez "), "{}", refused.text());
            assert!(refused.text().contains("Trop de demandes") && !refused.text().contains("Canarilast1"));
        }
        assert_eq!(member.get("/profile/view/MACAN0002F").await.status, StatusCode::OK);
        // What is hidden looks like what does not exist, now too.
        for address in unreachable {
            assert_not_found(&member.get(address).await);
        }
        // Visitors see no more than search engines do, and administrators have work to do.
        let mut administrator = administrator_browser(&app).await;
        for _ in 0..5 {
            assert_eq!(app.browser().get(main).await.status, StatusCode::OK);
            assert_eq!(administrator.get(PROFILE).await.status, StatusCode::OK);
        }
    }
}

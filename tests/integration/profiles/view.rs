//! What others see of a person: the visibility table, over services and over HTTP.

use chrono::{Datelike as _, NaiveDate};
use http::{Method, StatusCode, header};
use talentsmaroc::{
    domain::{
        fields::FieldId,
        lang::Lang,
        legal::{PRIVACY_VERSION, TERMS_VERSION},
        visibility::{Audience, ModerationState, Visibility},
    },
    server::{
        context::Viewer,
        services::profiles::{
            dashboard,
            view::{open, opening::Opened},
        },
    },
};

use crate::support::{
    accounts::administrator_browser,
    cinema_people::{TestCinema, give_cinema},
    files::give_cv,
    on_both, on_sqlite,
    own_data::number,
    people::{TestPerson, administrator, insert, member, untrusted},
    registration::{code_on, register},
};

const PROFILE: &str = "/profile/view/";

/// Every combination of what decides the visibility of a person.
fn everybody(this_year: i32) -> Vec<TestPerson> {
    let mut all = Vec::new();
    for visibility in ["public", "members", "private"] {
        for show_name_photo in [false, true] {
            for (minor, minor_approved) in [(false, false), (true, false), (true, true)] {
                for suspended in [false, true] {
                    let mut person = TestPerson::new(u32::try_from(all.len()).unwrap() + 1);
                    person.visibility = visibility;
                    person.show_name_photo = show_name_photo;
                    person.minor_approved = minor_approved;
                    person.suspended = suspended;
                    if minor {
                        person.date_of_birth = NaiveDate::from_ymd_opt(this_year - 15, 1, 1).unwrap();
                    }
                    all.push(person);
                }
            }
        }
    }
    all
}

on_both! {
    async fn the_table_decides_for_every_person_and_viewer(app: TestApp) {
        let this_year = app.state.clock.today().year();
        let people = everybody(this_year);
        let inserted = insert(&app.state, &people).await;
        for (person, keys) in people.iter().zip(&inserted) {
            let standing = ModerationState {
                visibility: Visibility::from_key(person.visibility).unwrap(),
                suspended: person.suspended,
                minor: person.date_of_birth.year() > this_year - 18,
                minor_approved: person.minor_approved,
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
                assert!(standing.reachable(audience), "{person:?} {audience:?}");
                let sent = format!("{:?}", opened.profile);
                let sees_name = audience != Audience::Anonymous || person.show_name_photo;
                assert_eq!(sent.contains(&person.first_name), sees_name, "{audience:?} {sent}");
                assert_eq!(sent.contains(&person.last_name), sees_name, "{audience:?} {sent}");
                assert!(!sent.contains("canarimail") && !sent.contains("+2126"), "{sent}");
                assert_eq!(opened.profile.person.initials, "C. C.");
                let told_privacy = matches!(audience, Audience::Owner | Audience::Administrator);
                assert_eq!(opened.privacy.is_some(), told_privacy);
            }
        }
    }

    async fn anonymous_answers_hold_no_private_value(app: TestApp) {
        let this_year = app.state.clock.today().year();
        let people = everybody(this_year);
        insert(&app.state, &people).await;
        let mut browser = app.browser();
        for person in &people {
            let page = browser.get(&format!("{PROFILE}{}", person.code)).await;
            let adult = person.date_of_birth.year() <= this_year - 18;
            let open = person.visibility == "public" && adult && !person.suspended;
            assert_eq!(page.status, if open { StatusCode::OK } else { StatusCode::NOT_FOUND }, "{person:?}");
            let everything = format!("{:?} {}", page.headers, page.html());
            let named = open && person.show_name_photo;
            assert_eq!(everything.contains(&person.first_name), named, "{person:?}");
            assert_eq!(everything.contains(&person.last_name), named, "{person:?}");
            assert!(!everything.contains("canarimail") && !everything.contains("212600000000"));
            assert!(!everything.contains("1990-05-17"));
            assert_eq!(page.has("script[type='application/ld+json']"), open);
            assert_eq!(page.has("meta[name=robots][content=noindex]"), !open);
            if open {
                assert!(page.has(&format!("img[src='/qr/{}.svg']", person.code)));
                assert!(page.has("a[href='/talents/dj']"));
                assert!(page.has("a[href^='mailto:contact@talents.invalid']"));
                assert!(page.html().contains(&format!("Pour contacter {}, écrivez à contact@talents.invalid", person.code)));
            }
        }
    }

    async fn an_administrator_sees_cv_score_and_consents(app: TestApp) {
        let mut browser = app.browser();
        let code = code_on(&register(&mut browser, &[]).await);
        let person = number(&app, "SELECT person_id AS n FROM main_profiles").await;
        let cv = give_cv(&app.state, person).await;
        let profile = format!("/profile/view/{code}");
        let mut admin = administrator_browser(&app).await;
        for browser in [&mut browser, &mut admin] {
            let page = browser.get(&profile).await;
            assert!(page.has(&format!("main a[href='/files/cv/{cv}']")));
            let text = page.text();
            assert!(text.contains("Profil complété") && text.contains("/ 100"), "{text}");
            assert!(text.contains("Consentements") && text.contains(TERMS_VERSION) && text.contains(PRIVACY_VERSION));
        }
        for eyes in ["visitor", "member"] {
            let page = admin.get(&format!("{profile}?as={eyes}")).await;
            assert!(!page.has("a[href^='/files/cv/']") && !page.text().contains("Consentements"), "{eyes}");
        }
    }

    async fn every_reason_not_to_be_reached_looks_the_same(app: TestApp) {
        let mut hidden: Vec<_> = (1..=4).map(TestPerson::new).collect();
        hidden[0].visibility = "private";
        hidden[1].visibility = "members";
        hidden[2].suspended = true;
        hidden[3].date_of_birth = NaiveDate::from_ymd_opt(app.state.clock.today().year() - 12, 1, 1).unwrap();
        hidden[0].aliases = vec!["MACAN0900F".to_owned()];
        insert(&app.state, &hidden).await;
        let mut browser = app.browser();
        // The last three: an alias of the private one, an unused code, no code at all.
        let codes = ["MACAN0001F", "MACAN0002F", "MACAN0003F", "MACAN0004F", "MACAN0900F", "MACAN9999F", "MACAN999XF"];
        let mut answers = Vec::new();
        for code in codes {
            let page = browser.get(&format!("{PROFILE}{code}")).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND);
            assert!(page.via.is_empty(), "{code} was redirected");
            assert!(page.text().contains("Si ce profil est réservé aux membres, connectez-vous"));
            assert!(page.has(&format!("a[href='/auth/login?next=%2Fprofile%2Fview%2F{code}']")));
            let mut names: Vec<_> = page.headers.keys().map(ToString::to_string).collect();
            names.sort();
            answers.push((page.text().replace(code, ""), names));
        }
        assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{answers:#?}");
    }

    async fn every_spelling_and_alias_leads_to_the_one_address(app: TestApp) {
        let mut person = TestPerson::new(1);
        person.aliases = vec!["FRPAR123456M".to_owned()];
        insert(&app.state, &[person]).await;
        let mut browser = app.browser();
        for typed in ["macan0001f", "MA-CAN-0001-F", "MA%20CAN%200001%20F", "FRPAR123456M", "frpar123456m"] {
            let page = browser.get(&format!("{PROFILE}{typed}")).await;
            assert_eq!(page.status, StatusCode::OK, "{typed}");
            assert_eq!(page.address, "/profile/view/MACAN0001F", "{typed}");
            assert_eq!(page.via.len(), 1, "{typed}");
        }
    }

    async fn optional_answers_are_shown_by_the_table(app: TestApp) {
        let person = TestPerson::new(1)
            .with(FieldId::Education, "Canarischool".to_owned())
            .with(FieldId::Website, "https://canarilink.example/".to_owned());
        insert(&app.state, &[person]).await;
        let page = app.browser().get("/profile/view/MACAN0001F").await;
        assert!(page.text().contains("Canarischool"));
        assert!(!page.html().contains("canarilink"), "links are hidden until their switch is on");
    }

    async fn a_hidden_name_is_initials_in_metadata_and_data(app: TestApp) {
        insert(&app.state, &[TestPerson::new(1)]).await;
        let page = app.browser().get("/profile/view/MACAN0001F").await;
        assert_eq!(page.attribute("meta[property='og:title']", "content").as_deref(), Some("C. C."));
        let data: serde_json::Value = serde_json::from_str(&page.texts("script[type='application/ld+json']")[0]).unwrap();
        assert_eq!(data["name"], "C. C.");
        assert_eq!(data["identifier"], "MACAN0001F");
        assert_eq!(data["address"]["addressCountry"], "MA");
        assert!(page.texts("title")[0].starts_with("C. C."));
        let mut arabic = app.browser();
        arabic.language = "ar";
        assert!(arabic.get("/profile/view/MACAN0001F").await.text().contains("المغرب"));
    }

    async fn a_stage_name_stands_for_the_civil_name(app: TestApp) {
        let mut person = TestPerson::new(1).with(FieldId::StageName, "Zara Canariscene".to_owned());
        person.show_name_photo = true;
        let keys = insert(&app.state, &[person]).await[0];
        give_cinema(&app.state, keys.person_id, &TestCinema::new(1)).await;
        let mut administrator = administrator_browser(&app).await;
        for address in ["/profile/view/MACAN0001F", "/cinema/profile/MACAN0001F"] {
            let page = app.browser().get(address).await;
            assert_eq!(page.texts("h1"), ["Zara Canariscene"]);
            assert_eq!(page.attribute("meta[property='og:title']", "content").as_deref(), Some("Zara Canariscene"));
            assert!(!page.html().contains("Canarifirst1") && !page.html().contains("Canarilast1"), "{address}");
            let page = administrator.get(address).await.text();
            assert!(page.contains("Canarifirst1") && page.contains("Canarilast1"), "{address}");
            let page = administrator.get(&format!("{address}?as=member")).await;
            assert!(!page.html().contains("Canarifirst1") && !page.html().contains("Canarilast1"), "{address}");
        }
        for list in ["/talents", "/cinema/talents"] {
            let found = async |word: &str| app.browser().get(&format!("{list}?q={word}")).await.has("a[href$='/MACAN0001F']");
            assert!(found("canariscene").await && found("zara").await, "{list}");
            assert!(!found("Canarifirst1").await && !found("Canarilast1").await, "{list} finds the civil name");
        }
    }

    async fn a_name_in_arabic_stands_beside_the_name_by_the_same_rule(app: TestApp) {
        let mut people = [1, 2].map(|number| TestPerson::new(number).with(FieldId::NameAr, "كناري العربي".to_owned()));
        people[0].show_name_photo = true;
        let keys = insert(&app.state, &people).await;
        give_cinema(&app.state, keys[0].person_id, &TestCinema::new(1)).await;
        for address in ["/profile/view/MACAN0001F", "/cinema/profile/MACAN0001F"] {
            let page = app.browser().get(address).await;
            assert_eq!(page.texts("h1"), ["Canarifirst1 Canarilast1"]);
            assert_eq!(page.texts("header bdi[dir=auto]"), ["كناري العربي"], "{address}");
            let data: serde_json::Value = serde_json::from_str(&page.texts("script[type='application/ld+json']")[0]).unwrap();
            assert_eq!(data["alternateName"][0], "كناري العربي");
        }
        assert!(!app.browser().get("/profile/view/MACAN0002F").await.html().contains("كناري"), "the switch is off");
        let list = app.browser().get("/talents?q=كناري").await;
        assert!(list.has("a[href='/profile/view/MACAN0001F']") && !list.has("a[href='/profile/view/MACAN0002F']"));
        assert_eq!(list.texts("main li bdi[dir=auto]"), ["كناري العربي"]);
    }

    async fn the_dashboard_tells_what_others_read(app: TestApp) {
        let keys = insert(&app.state, &[TestPerson::new(1)]).await[0];
        let viewer = keys.viewer();
        let own = dashboard::load(&app.state, viewer.account().unwrap(), Lang::Fr).await.unwrap().unwrap();
        assert!(own.cinema.is_none());
        let own = own.main.unwrap();
        assert_eq!(own.shown.display_name(), "C. C.", "as visitors read it");
        assert_eq!(own.profile.display_name(), "Canarifirst1 Canarilast1");
        assert_eq!(own.privacy.effective, Visibility::Public);
        assert!(!own.points.is_empty());
        let administrator = administrator();
        assert!(dashboard::load(&app.state, administrator.account().unwrap(), Lang::Fr).await.unwrap().is_none());
    }
}

on_sqlite! {
    async fn qr_codes_are_made_for_any_code_and_kept_by_browsers(app: TestApp) {
        let mut browser = app.browser();
        for (file, kind) in [("MACAS0001F.png", "image/png"), ("MACAS0001F.svg", "image/svg+xml"), ("cinema/MACAS0001F.png", "image/png")] {
            let page = browser.request(Method::GET, &format!("/qr/{file}"), None).await;
            assert_eq!(page.status, StatusCode::OK);
            assert_eq!(page.headers[header::CONTENT_TYPE], kind);
            assert_eq!(page.headers[header::CACHE_CONTROL], "public, max-age=3600");
            let tag = page.headers[header::ETAG].clone();
            let mut again = app.browser();
            again.extra_headers.insert(header::IF_NONE_MATCH, tag);
            let page = again.request(Method::GET, &format!("/qr/{file}"), None).await;
            assert_eq!(page.status, StatusCode::NOT_MODIFIED);
            assert!(page.bytes.is_empty());
        }
        for file in ["MACAS01F.png", "MACAS0001F.gif", "MACAS0001F", "nobody.svg", "cinema/nobody.png"] {
            assert_eq!(browser.request(Method::GET, &format!("/qr/{file}"), None).await.status, StatusCode::NOT_FOUND);
        }
    }
}

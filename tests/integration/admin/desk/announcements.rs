//! Mails to many people: written in the page of a selection, read, tried out, sent at their speed, stopped.

use chrono::TimeDelta;
use http::{HeaderValue, Method, StatusCode, header};
use talentsmaroc::server::{
    jobs::LEASE,
    services::{
        admin::announcements::{AnnouncementJob, work},
        mail::outbox,
        operations::{housekeeping, jobs::JobVerdict},
    },
};

use super::{all_lines, lines};
use crate::support::{
    TestApp,
    accounts::{PASSWORD, administrator_browser, execute, member, sign_in},
    browser::{Browser, Page},
    mails::{self, Mail, run_jobs},
    on_both,
    own_data::{data, download, number},
    people::{TestPerson, insert},
    registration::register,
    sendgrid::SendGridStandIn,
};

const BAR: &str = "form[action='/fn/select_people']";
const SAVE: &str = "form[action='/fn/save_announcement']";
const TEST: &str = "form[action='/fn/test_announcement']";
const BEGIN: &str = "form[action='/fn/begin_announcement']";
const STOP: &str = "form[action='/fn/stop_announcement']";
const BY_LINK: &str = "form[action='/fn/choose_news_by_link']";
const OWN: &str = "form[action='/fn/choose_news']";

/// A convocation in French.
const FRENCH: [(&str, &str); 3] = [
    ("kind", "convocation"),
    ("subject_fr", "Casting samedi"),
    ("body_fr", "Bonjour {prénom},\r\nvenez.\r\n\r\n{code}"),
];

/// People with the numbers from 1 on.
async fn people(app: &TestApp, many: u32) {
    insert(&app.state, &(1..=many).map(TestPerson::new).collect::<Vec<_>>()).await;
}

/// Changes the accounts of the people with these numbers.
async fn change(app: &TestApp, set: &str, numbers: &[u32]) {
    for number in numbers {
        execute(app, &format!("UPDATE accounts SET {set} WHERE email = 'canarimail{number}@example.org'")).await;
    }
}

/// Chooses everyone in the table, and leads to the empty draft.
async fn choose_all(browser: &mut Browser) -> Page {
    let page = browser.get("/admin/users").await;
    let shown = page.attribute(&format!("{BAR} [name=all]"), "value").unwrap();
    browser.submit(&page, BAR, &[("all", shown.as_str()), ("kind", "announce")]).await
}

/// Everyone is to be written to.
async fn draft(browser: &mut Browser, typed: &[(&str, &str)]) -> Page {
    let page = choose_all(browser).await;
    browser.submit(&page, SAVE, typed).await
}

/// Begins what was read.
async fn begin(browser: &mut Browser, draft: &Page) -> Page {
    let begun = browser.submit(draft, BEGIN, &[("confirmed", "on")]).await;
    assert_eq!(begun.address, draft.address, "{}", begun.text());
    begun
}

/// What the job of the announcement on this page is about.
fn about(page: &Page) -> AnnouncementJob {
    AnnouncementJob { announcement: page.address.rsplit('/').next().unwrap().parse().unwrap() }
}

async fn mails_of(app: &TestApp, kind: &str) -> Vec<Mail> {
    mails::all(app).await.into_iter().filter(|mail| mail.kind == kind).collect()
}

async fn counted(app: &TestApp, page: &Page, column: &str) -> i64 {
    number(app, &format!("SELECT {column} AS n FROM announcements WHERE id = {}", about(page).announcement)).await
}

async fn withdrawn(app: &TestApp) -> i64 {
    number(app, "SELECT COUNT(*) AS n FROM outbox_mails WHERE state = 'withdrawn'").await
}

on_both! {
    async fn an_announcement_is_written_read_tried_out_and_sent(app: TestApp) {
        people(&app, 4).await;
        change(&app, "language = 'ar'", &[2]).await;
        change(&app, "state = 'suspended'", &[3]).await;
        change(&app, "email = 'nobody4@invalid', email_normalised = 'nobody4@invalid'", &[4]).await;
        let mut browser = administrator_browser(&app).await;
        let empty = choose_all(&mut browser).await;
        assert!(empty.address.starts_with("/admin/announcements/"), "{}", empty.text());
        assert!(empty.text().contains("4 personnes") && empty.text().contains("MACAN0001F"), "{}", empty.text());
        assert!(!empty.has(BEGIN) && !empty.has(TEST));
        assert!(empty.has("input[name=subject_ar][lang=ar][dir=rtl]") && empty.has("textarea[name=body_en][lang=en][dir=ltr]"));
        let half = browser.submit(&empty, SAVE, &[("kind", "convocation"), ("subject_fr", "Casting <b>"), ("body_fr", "")]).await;
        assert!(half.has("[name=body_fr][aria-invalid]") && !half.has(BEGIN), "{}", half.text());
        assert_eq!(half.attribute("[name=subject_fr]", "value").as_deref(), Some("Casting <b>"), "nothing typed is lost");
        let long = "é".repeat(5001);
        let refused = browser.submit(&half, SAVE, &[("body_fr", &*long)]).await;
        assert!(refused.has("[name=body_fr][aria-invalid]") && refused.text().contains(&long));
        let body = "Bonjour {prénom} <b>,\r\nhttps://talents.example/x?a=1&b=2\r\n\r\n{code}";
        let read = browser
            .submit(&half, SAVE, &[("body_fr", body), ("subject_ar", "كاستينغ"), ("body_ar", "مرحبا {الاسم}")])
            .await;
        assert!(read.text().contains("Bonjour Amina <b>") && read.text().contains("مرحبا أمينة"), "{}", read.text());
        assert!(read.has("main a[href='https://talents.example/x?a=1&b=2']") && !read.has(".desk-letter b"));
        assert!(read.text().contains("Compte suspendu") && read.text().contains("Aucune adresse e-mail"), "{}", read.text());
        assert_eq!((mails::all(&app).await.len(), all_lines(&app).await), (0, 0), "nothing is done before it begins");

        let tried = browser.submit(&read, TEST, &[]).await;
        assert!(tried.text().contains("L’essai vous est envoyé"), "{}", tried.text());
        let trials = mails_of(&app, "announcement_test").await;
        assert_eq!(trials.iter().map(|mail| mail.language.as_str()).collect::<Vec<_>>(), ["fr", "ar"]);
        assert!(trials.iter().all(|mail| mail.to == "admin@example.org") && trials[0].subject.contains("Casting <b>"));

        let asked = browser.submit(&read, BEGIN, &[]).await;
        assert!(asked.text().contains("Cochez la case") && asked.has("[name=confirmed][aria-invalid]"), "{}", asked.text());
        let id = about(&read).announcement.to_string();
        let changed = [("id", id.as_str()), ("version", "1"), ("confirmed", "on")];
        let changed = browser.post("/fn/begin_announcement", &changed).await;
        assert!(changed.text().contains("a changé depuis"), "{}", changed.text());
        let begun = begin(&mut browser, &read).await;
        assert!(begun.has(STOP) && begun.text().contains("0 sur 4"), "{}", begun.text());
        assert_eq!(begun.headers.get("refresh").unwrap(), "10");
        // A second press of the button begins nothing more.
        begin(&mut browser, &read).await;
        assert_eq!(run_jobs(&app).await, 1);
        let sent = mails_of(&app, "convocation").await;
        let to: Vec<_> = sent.iter().map(|mail| (mail.to.as_str(), mail.language.as_str())).collect();
        assert_eq!(to, [("canarimail1@example.org", "fr"), ("canarimail2@example.org", "ar")]);
        assert!(sent[0].text.contains("Bonjour Canarifirst1 <b>,\nhttps://talents.example/x?a=1&b=2\n\nMACAN0001F"), "{}", sent[0].text);
        assert!(sent[1].text.contains("مرحبا Canarifirst2"), "{}", sent[1].text);
        assert!(!sent[0].text.contains("/unsubscribe/"), "a convocation is part of the service");
        let report = browser.get(&read.address).await;
        assert!(report.text().contains("Terminée") && report.has("a[href='/admin/users/MACAN0003F']"), "{}", report.text());
        assert!(report.headers.get("refresh").is_none());
        assert_eq!((counted(&app, &read, "written").await, counted(&app, &read, "left_out").await), (2, 2));
        assert_eq!((lines(&app, "announcement.begun").await, lines(&app, "announcement.tested").await), (1, 1));
        let others = "SELECT COUNT(*) AS n FROM audit_log WHERE action NOT IN ('announcement.begun', 'announcement.tested', 'mail.shown')";
        assert_eq!(number(&app, others).await, 0);
        assert!(browser.get("/admin/announcements").await.has(&format!("a[href='{}']", read.address)));
        assert!(browser.get("/admin/audit").await.has(&format!("main a[href='{}']", read.address)));
    }

    async fn news_go_to_those_who_want_them_and_one_click_ends_them(app: TestApp) {
        people(&app, 5).await;
        change(&app, "news = TRUE, news_at = created_at, email_confirmed_at = created_at", &[1, 5]).await;
        change(&app, "news = TRUE, news_at = created_at, email_confirmed_at = NULL", &[2]).await;
        change(&app, "news = FALSE, news_at = created_at", &[3]).await;
        let mut browser = administrator_browser(&app).await;
        let read = draft(&mut browser, &[("kind", "information"), ("subject_fr", "Salon"), ("body_fr", "Bonjour {prénom}")]).await;
        for reason in ["non confirmée", "Ne veut plus de nouvelles", "N’a pas encore accepté"] {
            assert!(read.text().contains(reason), "{reason}: {}", read.text());
        }
        begin(&mut browser, &read).await;
        run_jobs(&app).await;
        let sent = mails_of(&app, "information").await;
        assert_eq!(sent.iter().map(|mail| mail.to.as_str()).collect::<Vec<_>>(), ["canarimail1@example.org", "canarimail5@example.org"]);
        let link = sent[0].link();
        assert!(link.starts_with("/unsubscribe/"), "{link}");
        let token = link.rsplit('/').next().unwrap();
        let listed = outbox::newest(&app.state, &talentsmaroc::server::actor::Actor::command_line(), 10).await.unwrap();
        assert!(listed.iter().all(|mail| !mail.content.text.contains(token) && !mail.content.html.contains(token)));
        assert!(!browser.get(&format!("/admin/mails/{}/content", sent[0].id)).await.html().contains(token));

        // A mail program, from anywhere.
        let mut program = app.browser();
        program.extra_headers.insert("sec-fetch-site", HeaderValue::from_static("cross-site"));
        program.extra_headers.insert("origin", HeaderValue::from_static("https://mail.example"));
        let one_click = || Some("List-Unsubscribe=One-Click".to_owned());
        let wants = "SELECT COUNT(*) AS n FROM accounts WHERE email = 'canarimail1@example.org' AND news = TRUE";
        // Looking changes nothing: programs follow links.
        program.get(&link).await;
        assert_eq!(number(&app, wants).await, 1);
        for _ in 0..2 {
            let answer = program.request(Method::POST, &link, one_click()).await;
            assert_eq!((answer.status, answer.headers.get(header::SET_COOKIE)), (StatusCode::OK, None));
            assert_eq!(number(&app, wants).await, 0);
        }
        let refusals = "SELECT COUNT(*) AS n FROM audit_log WHERE action = 'news.refused'";
        assert_eq!(number(&app, refusals).await, 1, "saying it again changes nothing");
        let forged = format!("/unsubscribe/{}", "A".repeat(43));
        assert_eq!(program.request(Method::POST, &forged, one_click()).await.status, StatusCode::NOT_FOUND);
        assert_eq!(app.browser().request(Method::DELETE, &link, None).await.status, StatusCode::METHOD_NOT_ALLOWED);

        // A person, who comes back.
        let mut person = app.browser();
        let page = person.get(&link).await;
        assert!(page.text().contains("Vous ne recevez pas nos nouvelles"), "{}", page.text());
        let back = person.submit(&page, BY_LINK, &[]).await;
        assert!(back.text().contains("Vous recevez nos nouvelles"), "{}", back.text());
        assert_eq!(number(&app, wants).await, 1);
        assert!(person.get(&forged).await.text().contains("aucun compte"));
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM audit_log WHERE action = 'news.agreed'").await, 1);
    }

    async fn a_person_gets_one_of_a_kind_a_day(app: TestApp) {
        people(&app, 2).await;
        change(&app, "news = TRUE, news_at = created_at, email_confirmed_at = created_at", &[1]).await;
        let mut browser = administrator_browser(&app).await;
        for (kind, mails) in [("convocation", 2), ("convocation", 2), ("information", 3)] {
            let read = draft(&mut browser, &[("kind", kind), ("subject_fr", "a"), ("body_fr", "b")]).await;
            if read.has(BEGIN) {
                begin(&mut browser, &read).await;
            } else {
                assert!(read.text().contains("Aucune des personnes choisies"), "{}", read.text());
            }
            run_jobs(&app).await;
            assert_eq!(mails::all(&app).await.len(), mails, "{kind}");
        }
        // Two were read before either was sent.
        app.state.clock.advance(TimeDelta::hours(25));
        sign_in(&mut browser, "admin@example.org", PASSWORD).await;
        let first = draft(&mut browser, &FRENCH).await;
        let second = draft(&mut browser, &FRENCH).await;
        begin(&mut browser, &first).await;
        begin(&mut browser, &second).await;
        run_jobs(&app).await;
        assert_eq!((counted(&app, &first, "written").await, counted(&app, &second, "written").await), (2, 0));
        let report = browser.get(&second.address).await;
        assert!(report.text().contains("A déjà reçu une annonce de ce type le même jour"), "{}", report.text());
        assert_eq!(mails::all(&app).await.len(), 5);
    }

    async fn mails_are_written_at_their_speed_and_once_whatever_dies(app: TestApp) {
        people(&app, 63).await;
        let mut browser = administrator_browser(&app).await;
        let read = draft(&mut browser, &[("per_minute", "60"), FRENCH[0], FRENCH[1], FRENCH[2]]).await;
        begin(&mut browser, &read).await;
        // A server claimed the job, wrote the mails of a minute and died before it said so.
        assert!(matches!(work(&app.state, &about(&read)).await.unwrap(), JobVerdict::GoesOnAfter(_)));
        assert_eq!(mails::all(&app).await.len(), 60);
        let until = (app.state.clock.now() + LEASE).format("%Y-%m-%d %H:%M:%S").to_string();
        execute(&app, &format!("UPDATE jobs SET claimed_until = '{until}', claimed_by = 'dead', attempts = 1 WHERE kind = 'announcement'")).await;
        assert_eq!(run_jobs(&app).await, 0);
        app.state.clock.advance(LEASE);
        // As long as these wait, nothing is added.
        run_jobs(&app).await;
        assert_eq!(mails::all(&app).await.len(), 60);
        assert!(browser.get(&read.address).await.text().contains("60 sur 63"));
        // Even if it were lost how far it was, each person gets it once.
        execute(&app, "UPDATE announcements SET position = 0").await;
        execute(&app, "UPDATE outbox_mails SET state = 'sent'").await;
        app.state.clock.advance(TimeDelta::minutes(1));
        run_jobs(&app).await;
        assert_eq!((mails::all(&app).await.len(), counted(&app, &read, "written").await), (63, 63));
        let twice = "SELECT COUNT(*) AS n FROM (SELECT account_id FROM outbox_mails GROUP BY account_id HAVING COUNT(*) > 1) AS twice";
        assert_eq!(number(&app, twice).await, 0);
    }

    async fn mails_that_wait_are_not_sent_to_those_who_left_meanwhile(app: TestApp) {
        let sendgrid = SendGridStandIn::start([]).await;
        let settings = sendgrid.settings();
        let app = app.with(&settings.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>()).await;
        people(&app, 4).await;
        change(&app, "news = TRUE, news_at = created_at, email_confirmed_at = created_at", &[1, 2, 3, 4]).await;
        let mut browser = administrator_browser(&app).await;
        let read = draft(&mut browser, &[("kind", "information"), ("subject_fr", "Salon"), ("body_fr", "Bonjour")]).await;
        begin(&mut browser, &read).await;
        work(&app.state, &about(&read)).await.unwrap();
        change(&app, "news = FALSE", &[1]).await;
        change(&app, "state = 'suspended'", &[2]).await;
        execute(&app, "DELETE FROM accounts WHERE email = 'canarimail3@example.org'").await;
        app.state.clock.advance(TimeDelta::minutes(1));
        run_jobs(&app).await;
        let taken = sendgrid.taken();
        assert_eq!(taken.len(), 1);
        assert_eq!(taken[0]["personalizations"][0]["to"][0]["email"], "canarimail4@example.org");
        let unsubscribe = taken[0]["headers"]["List-Unsubscribe"].as_str().unwrap();
        assert!(unsubscribe.starts_with("<http://127.0.0.1:3000/unsubscribe/") && unsubscribe.ends_with('>'), "{unsubscribe}");
        assert_eq!(taken[0]["headers"]["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click");
        assert_eq!(withdrawn(&app).await, 2);
        let report = browser.get(&read.address).await;
        assert!(report.text().contains("Retirés avant l’envoi"), "{}", report.text());
        assert!(browser.get("/admin/mails?state=withdrawn").await.text().contains("Retiré avant l’envoi"));
    }

    async fn what_waited_takes_the_turn_of_the_day_on_which_it_leaves(app: TestApp) {
        let sendgrid = SendGridStandIn::start([]).await;
        let settings = sendgrid.settings();
        let app = app.with(&settings.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>()).await;
        people(&app, 2).await;
        let mut browser = administrator_browser(&app).await;
        let first = draft(&mut browser, &FRENCH).await;
        begin(&mut browser, &first).await;
        work(&app.state, &about(&first)).await.unwrap();
        app.state.clock.advance(TimeDelta::hours(25));
        sign_in(&mut browser, "admin@example.org", PASSWORD).await;
        let second = draft(&mut browser, &FRENCH).await;
        begin(&mut browser, &second).await;
        work(&app.state, &about(&second)).await.unwrap();
        app.state.clock.advance(TimeDelta::minutes(1));
        run_jobs(&app).await;
        assert_eq!((sendgrid.taken().len(), withdrawn(&app).await), (2, 2), "one of a kind a day, whenever it was written");
        // A mail to an address that is not the account's any more stays here.
        app.state.clock.advance(TimeDelta::hours(25));
        sign_in(&mut browser, "admin@example.org", PASSWORD).await;
        let third = draft(&mut browser, &FRENCH).await;
        begin(&mut browser, &third).await;
        work(&app.state, &about(&third)).await.unwrap();
        change(&app, "email = 'other@example.org', email_normalised = 'other@example.org'", &[1]).await;
        app.state.clock.advance(TimeDelta::minutes(1));
        run_jobs(&app).await;
        assert_eq!((sendgrid.taken().len(), withdrawn(&app).await), (3, 3));
    }

    async fn an_announcement_that_waited_too_long_ends(app: TestApp) {
        people(&app, 61).await;
        let mut browser = administrator_browser(&app).await;
        let read = draft(&mut browser, &[("per_minute", "60"), FRENCH[0], FRENCH[1], FRENCH[2]]).await;
        begin(&mut browser, &read).await;
        assert!(matches!(work(&app.state, &about(&read)).await.unwrap(), JobVerdict::GoesOnAfter(_)));
        execute(&app, "UPDATE outbox_mails SET state = 'withdrawn'").await;
        app.state.clock.advance(TimeDelta::days(4));
        work(&app.state, &about(&read)).await.unwrap();
        assert_eq!(mails::all(&app).await.len(), 60, "what it says is old");
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM announcements WHERE state = 'cancelled'").await, 1);
    }

    async fn an_announcement_is_stopped_before_its_mails_leave(app: TestApp) {
        let sendgrid = SendGridStandIn::start([]).await;
        let settings = sendgrid.settings();
        let app = app.with(&settings.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>()).await;
        people(&app, 3).await;
        let mut browser = administrator_browser(&app).await;
        let read = draft(&mut browser, &FRENCH).await;
        begin(&mut browser, &read).await;
        work(&app.state, &about(&read)).await.unwrap();
        // Every mail is written; none has left.
        let waiting = browser.get(&read.address).await;
        let stopped = browser.submit(&waiting, STOP, &[]).await;
        assert!(stopped.text().contains("L’envoi est arrêté"), "{}", stopped.text());
        app.state.clock.advance(TimeDelta::minutes(1));
        run_jobs(&app).await;
        assert_eq!((sendgrid.taken().len(), withdrawn(&app).await), (0, 3));
        // Corrected, it reaches them on the same day.
        let corrected = draft(&mut browser, &FRENCH).await;
        begin(&mut browser, &corrected).await;
        work(&app.state, &about(&corrected)).await.unwrap();
        app.state.clock.advance(TimeDelta::minutes(1));
        run_jobs(&app).await;
        assert_eq!(sendgrid.taken().len(), 3);
        let again = browser.post("/fn/stop_announcement", &[("id", &about(&read).announcement.to_string())]).await;
        assert!(again.text().contains("rien à changer"), "{}", again.text());
        assert_eq!(lines(&app, "announcement.stopped").await, 1);
        // Cancelling the job stops another one; none goes on for an author who may not.
        app.state.clock.advance(TimeDelta::hours(25));
        sign_in(&mut browser, "admin@example.org", PASSWORD).await;
        let read = draft(&mut browser, &FRENCH).await;
        begin(&mut browser, &read).await;
        let job = number(&app, "SELECT MAX(id) AS n FROM jobs WHERE kind = 'announcement'").await.to_string();
        browser.post("/fn/cancel_job", &[("job", &job), ("confirmed", "on")]).await;
        assert!(browser.get(&read.address).await.text().contains("Arrêtée"));
        let read = draft(&mut browser, &FRENCH).await;
        begin(&mut browser, &read).await;
        execute(&app, "UPDATE accounts SET role = 'member' WHERE email = 'admin@example.org'").await;
        run_jobs(&app).await;
        let stopped = "SELECT COUNT(*) AS n FROM announcements WHERE state = 'stopped'";
        assert_eq!((number(&app, stopped).await, sendgrid.taken().len()), (1, 3));
    }

    async fn owners_choose_about_news_in_their_own_settings(app: TestApp) {
        let mut browser = app.browser();
        register(&mut browser, &[]).await;
        let asks = browser.get("/profile/dashboard").await;
        let declined = browser.submit(&asks, OWN, &[("news", "no")]).await;
        assert_eq!(declined.address, "/profile/dashboard");
        assert!(!declined.has(OWN), "it is asked once");
        let page = browser.get("/profile/security").await;
        assert!(page.text().contains("Vous ne recevez pas nos nouvelles"), "{}", page.text());
        let agreed = browser.submit(&page, OWN, &[]).await;
        assert!(agreed.text().contains("Vous recevez nos nouvelles"), "{}", agreed.text());
        assert_eq!(browser.post("/fn/choose_news", &[("news", "maybe")]).await.status, StatusCode::BAD_REQUEST);
        let own = data(&download(&mut browser).await);
        assert_eq!(own["account"]["wants_news"], true);
        assert!(own["account"]["wants_news_said_at"].is_string());
        let said: Vec<_> = own["audit_log"].as_array().unwrap().iter().map(|line| line["action"].clone()).collect();
        assert!(said.contains(&"news.refused".into()) && said.contains(&"news.agreed".into()), "{said:?}");
        // What was written to the person, and that it was, is theirs too.
        let mut administrator = administrator_browser(&app).await;
        let read = draft(&mut administrator, &FRENCH).await;
        begin(&mut administrator, &read).await;
        run_jobs(&app).await;
        let own = data(&download(&mut browser).await);
        assert_eq!(own["announcements"][0]["kind"], "convocation");
        assert_eq!(own["announcements"][0]["outcome"], "written");
    }

    async fn drafts_are_their_writers_and_old_ones_go(app: TestApp) {
        people(&app, 2).await;
        let mut browser = administrator_browser(&app).await;
        let read = draft(&mut browser, &FRENCH).await;
        member(&app, "second@example.org").await;
        execute(&app, "UPDATE accounts SET role = 'administrator' WHERE email = 'second@example.org'").await;
        let mut second = app.browser();
        sign_in(&mut second, "second@example.org", PASSWORD).await;
        assert_eq!(second.get(&read.address).await.status, StatusCode::NOT_FOUND);
        let id = about(&read).announcement.to_string();
        for (path, fields) in [
            ("/fn/save_announcement", vec![("id", id.as_str()), ("kind", "information"), ("per_minute", "60")]),
            ("/fn/test_announcement", vec![("id", id.as_str())]),
            ("/fn/begin_announcement", vec![("id", id.as_str()), ("version", "2"), ("confirmed", "on")]),
        ] {
            assert_eq!(second.post(path, &fields).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        run_jobs(&app).await;
        assert_eq!((mails::all(&app).await.len(), all_lines(&app).await), (0, 0));
        begin(&mut browser, &read).await;
        run_jobs(&app).await;
        choose_all(&mut browser).await;
        app.state.clock.advance(TimeDelta::hours(25));
        housekeeping::purge(&app.state).await.unwrap();
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM announcements").await, 1);
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM announcement_recipients").await, 2);
        app.state.clock.advance(TimeDelta::days(91));
        housekeeping::purge(&app.state).await.unwrap();
        for table in ["announcements", "announcement_recipients", "announcement_days"] {
            assert_eq!(number(&app, &format!("SELECT COUNT(*) AS n FROM {table}")).await, 0, "{table}");
        }
    }
}

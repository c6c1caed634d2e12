//! What is done to many people at once: chosen in the table, confirmed, done by a job, reported and taken back.

use std::time::Duration;

use chrono::{Months, TimeDelta};
use http::StatusCode;
use talentsmaroc::server::{
    jobs::LEASE,
    services::{
        admin::group_actions::{GroupActionJob, Slice, work},
        operations::{housekeeping, jobs::JobVerdict},
    },
};

use super::{all_lines, lines};
use crate::support::{
    TestApp,
    accounts::{PASSWORD, administrator_browser, execute, member, sign_in},
    browser::{Browser, Page},
    mails::{self, run_jobs},
    on_both,
    own_data::number,
    people::{TestPerson, insert},
    registration::{code_on, register},
};

const BAR: &str = "form[action='/fn/select_people']";
const BEGIN: &str = "form[action='/fn/begin_group_action']";
const STOP: &str = "form[action='/fn/stop_group_action']";
const UNDO: &str = "form[action='/fn/undo_group_action']";
const SUSPENDED: &str = "SELECT COUNT(*) AS n FROM accounts WHERE state = 'suspended'";
const PEOPLE: &str = "SELECT COUNT(*) AS n FROM people";

/// The most bytes of a page about an action.
const MOST_BYTES: usize = 120_000;

/// People with the numbers from 1 on.
async fn people(app: &TestApp, many: u32) {
    insert(&app.state, &(1..=many).map(TestPerson::new).collect::<Vec<_>>()).await;
}

fn code(number: u32) -> String {
    TestPerson::new(number).code
}

/// Chooses people in the table, and leads to the page that asks.
async fn choose(browser: &mut Browser, kind: &str, codes: &[&str]) -> Page {
    let page = browser.get("/admin/users").await;
    let fields: Vec<_> = codes.iter().map(|code| ("person", *code)).chain([("kind", kind)]).collect();
    browser.submit(&page, BAR, &fields).await
}

/// Chooses all who match, as a table says how many they are.
async fn choose_all(browser: &mut Browser, kind: &str, table: &str) -> Page {
    let page = browser.get(table).await;
    let shown = page.attribute(&format!("{BAR} [name=all]"), "value").unwrap();
    browser.submit(&page, BAR, &[("all", shown.as_str()), ("kind", kind)]).await
}

/// The number in the address of a page.
fn number_of(page: &Page) -> i64 {
    page.address.rsplit('/').next().unwrap().parse().unwrap_or_else(|_| panic!("{}: {}", page.address, page.text()))
}

/// Begins, does the jobs and opens the report.
async fn done(app: &TestApp, browser: &mut Browser, asked: &Page, fields: &[(&str, &str)]) -> Page {
    let begun = browser.submit(asked, BEGIN, fields).await;
    assert_eq!(begun.address, asked.address, "{}", begun.text());
    run_jobs(app).await;
    browser.get(&asked.address).await
}

async fn counted(app: &TestApp, id: i64, column: &str) -> i64 {
    number(app, &format!("SELECT {column} AS n FROM group_actions WHERE id = {id}")).await
}

on_both! {
    async fn people_are_ticked_suspended_reported_and_brought_back(app: TestApp) {
        people(&app, 4).await;
        execute(&app, "UPDATE accounts SET state = 'suspended' WHERE email = 'canarimail3@example.org'").await;
        let mut browser = administrator_browser(&app).await;
        let table = browser.get("/admin/users").await;
        assert_eq!(table.attributes("input[name=person][form=selection]", "value").len(), 4);
        let asked = choose(&mut browser, "suspend", &[&code(1), &code(2), &code(3), &code(1), "nothing"]).await;
        assert!(asked.address.starts_with("/admin/selection/"), "{}", asked.text());
        assert!(asked.text().contains("3 personnes") && asked.text().contains("MACAN0001F"), "{}", asked.text());
        assert_eq!((number(&app, SUSPENDED).await, all_lines(&app).await), (1, 0), "nothing is done before it begins");
        let refused = browser.submit(&asked, BEGIN, &[("reason", "")]).await;
        assert!(refused.has("[name=reason][aria-invalid]"), "{}", refused.text());
        let begun = browser.submit(&asked, BEGIN, &[("reason", "conduct")]).await;
        assert!(begun.has(STOP) && begun.text().contains("0 sur 3"), "{}", begun.text());
        assert_eq!(begun.headers.get("refresh").unwrap(), "5");
        // A second press of the button begins nothing more.
        browser.submit(&asked, BEGIN, &[("reason", "conduct")]).await;
        assert_eq!(run_jobs(&app).await, 1);
        let report = browser.get(&asked.address).await;
        assert!(report.headers.get("refresh").is_none() && !report.has(STOP));
        assert!(report.text().contains("Terminée") && report.text().contains("C’était déjà le cas"), "{}", report.text());
        assert!(report.has("a[href='/admin/users/MACAN0003F']") && !report.has("a[href='/admin/users/MACAN0001F']"));
        let id = number_of(&report);
        assert_eq!((counted(&app, id, "changed").await, counted(&app, id, "unchanged").await), (2, 1));
        assert_eq!(number(&app, SUSPENDED).await, 3);
        assert_eq!((lines(&app, "account.suspended").await, lines(&app, "people.suspended").await), (2, 1));
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM audit_log WHERE reason = 'conduct'").await, 3);
        assert_eq!(mails::all(&app).await.iter().filter(|mail| mail.kind == "suspension").count(), 2);
        assert!(browser.get("/admin/selection").await.has(&format!("a[href='/admin/selection/{id}']")));
        // One of them came back meanwhile: the way back leaves him alone.
        browser.post("/fn/reactivate_person", &[("code", "MACAN0002F")]).await;
        let undoing = browser.submit(&report, UNDO, &[]).await;
        assert_ne!(undoing.address, report.address);
        // A second press of the button leads to what the first began.
        assert_eq!(browser.submit(&report, UNDO, &[]).await.address, undoing.address);
        run_jobs(&app).await;
        assert_eq!(browser.submit(&report, UNDO, &[]).await.address, undoing.address);
        assert_eq!(run_jobs(&app).await, 0);
        let undone = browser.get(&undoing.address).await;
        let other = number_of(&undone);
        assert_eq!((counted(&app, other, "changed").await, counted(&app, other, "unchanged").await), (1, 1));
        assert_eq!(number(&app, SUSPENDED).await, 1, "who was suspended before stays so");
        assert_eq!((lines(&app, "account.reactivated").await, lines(&app, "people.reactivated").await), (2, 1));
        assert!(!browser.get(&report.address).await.has(UNDO) && undone.has(&format!("a[href='{}']", report.address)));
    }

    async fn all_who_match_are_those_the_filters_find(app: TestApp) {
        people(&app, 3).await;
        insert(&app.state, &[TestPerson { gender: "N", ..TestPerson::new(4) }]).await;
        let mut browser = administrator_browser(&app).await;
        let asked = choose_all(&mut browser, "suspend", "/admin/users?gender=F").await;
        assert!(asked.text().contains("3 personnes") && !asked.text().contains("MACAN0004F"), "{}", asked.text());
        // A person who registers meanwhile was not counted, and is not touched.
        insert(&app.state, &[TestPerson::new(5)]).await;
        let report = done(&app, &mut browser, &asked, &[("reason", "unlisted")]).await;
        assert_eq!((number(&app, SUSPENDED).await, counted(&app, number_of(&report), "changed").await), (3, 3));
        let filters = "SELECT COUNT(*) AS n FROM group_actions WHERE filters = 'gender=F'";
        assert_eq!(number(&app, filters).await, 1);
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM audit_log WHERE fields = 'gender'").await, 1);
        // A value that is found only whole is neither stored nor in an address.
        let private = [("all", "1"), ("shown", "1"), ("filters", "email=canarimail5%40example.org"), ("kind", "ask")];
        let asked = browser.post("/fn/select_people", &private).await;
        assert!(asked.text().contains("MACAN0005F") && !asked.address.contains("canari"), "{}", asked.text());
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM group_actions WHERE filters = 'email='").await, 1);
        let hidden = browser.post("/fn/select_people", &[("filters", "email=canarimail5%40example.org&gender=F"), ("kind", "ask")]).await;
        assert_eq!(hidden.address, "/admin/users?gender=F");
        assert!(hidden.text().contains("Cochez des personnes"), "{}", hidden.text());
    }

    async fn the_own_account_and_the_last_administrator_stay(app: TestApp) {
        people(&app, 1).await;
        let mut browser = app.browser();
        let own = code_on(&register(&mut browser, &[]).await);
        execute(&app, "UPDATE accounts SET role = 'administrator', email_confirmed_at = created_at WHERE email <> 'canarimail1@example.org'").await;
        for kind in ["suspend", "delete"] {
            let asked = choose(&mut browser, kind, &[&own]).await;
            let report = done(&app, &mut browser, &asked, &[("reason", "asked"), ("confirmation", "1")]).await;
            assert!(report.text().contains("Compte de l’administrateur qui l’a demandé"), "{kind}: {}", report.text());
        }
        // Another administrator, who cannot sign in again: the site would be left without one who can.
        let mut other = administrator_browser(&app).await;
        execute(&app, "UPDATE accounts SET password_hash = NULL WHERE email = 'admin@example.org'").await;
        let asked = choose(&mut other, "suspend", &[&own, &code(1)]).await;
        let report = done(&app, &mut other, &asked, &[("reason", "asked")]).await;
        assert!(report.text().contains("Dernier administrateur"), "{}", report.text());
        assert_eq!(number(&app, SUSPENDED).await, 1);
        // Suspended before the job comes to it: what was asked for is not done.
        let asked = choose(&mut other, "reactivate", &[&code(1)]).await;
        other.submit(&asked, BEGIN, &[]).await;
        execute(&app, "UPDATE accounts SET state = 'suspended' WHERE email = 'admin@example.org'").await;
        run_jobs(&app).await;
        assert_eq!(number(&app, SUSPENDED).await, 2);
        assert!(browser.get(&asked.address).await.text().contains("n’est plus administrateur"));
    }

    async fn deleting_asks_for_the_number_and_the_password(app: TestApp) {
        people(&app, 3).await;
        let mut browser = administrator_browser(&app).await;
        let asked = choose(&mut browser, "delete", &[&code(1), &code(2)]).await;
        for typed in ["", "3", "oui"] {
            let refused = browser.submit(&asked, BEGIN, &[("confirmation", typed)]).await;
            assert!(refused.has("[name=confirmation][aria-invalid]"), "{typed}: {}", refused.text());
        }
        app.state.clock.advance(TimeDelta::minutes(16));
        let locked = browser.get(&asked.address).await;
        assert_eq!(locked.address.split('?').next(), Some("/profile/reauthenticate"));
        let refused = browser.submit(&asked, BEGIN, &[("confirmation", "2")]).await;
        assert_eq!(refused.address.split('?').next(), Some("/profile/reauthenticate"));
        run_jobs(&app).await;
        assert_eq!(number(&app, PEOPLE).await, 3);
        browser.submit(&refused, "form[action='/fn/reauthenticate']", &[("password", PASSWORD)]).await;
        let before = all_lines(&app).await;
        let report = done(&app, &mut browser, &asked, &[("confirmation", " 2 ")]).await;
        assert!(report.text().contains("Terminée") && !report.has(UNDO), "{}", report.text());
        assert_eq!(number(&app, PEOPLE).await, 1);
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM accounts WHERE email LIKE 'canarimail%'").await, 1);
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM unique_codes WHERE person_id IS NULL").await, 2);
        let deleted = "SELECT COUNT(*) AS n FROM audit_log WHERE action = 'account.deleted' AND actor = 'administrator'";
        assert_eq!((number(&app, deleted).await, lines(&app, "people.deleted").await), (2, 1));
        assert!(all_lines(&app).await > before + 2);
        assert_eq!(browser.get("/admin/users").await.attributes("input[name=person]", "value"), [code(3)]);
    }

    async fn a_killed_job_goes_on_where_it_was(app: TestApp) {
        people(&app, 7).await;
        let mut browser = administrator_browser(&app).await;
        let asked = choose_all(&mut browser, "suspend", "/admin/users").await;
        browser.submit(&asked, BEGIN, &[("reason", "conduct")]).await;
        let id = number_of(&asked);
        // A server claimed the job, did three people and died.
        let about = GroupActionJob { group_action: id, client_ip: Some([192, 0, 2, 1].into()) };
        let three = Slice { people: 3, time: Duration::from_secs(3_600) };
        assert_eq!(work(&app.state, &about, three).await.unwrap(), JobVerdict::GoesOn);
        assert_eq!((number(&app, SUSPENDED).await, counted(&app, id, "changed").await), (3, 3));
        let until = (app.state.clock.now() + LEASE).format("%Y-%m-%d %H:%M:%S").to_string();
        execute(&app, &format!("UPDATE jobs SET claimed_until = '{until}', claimed_by = 'dead', attempts = 1 WHERE kind = 'group_action'")).await;
        assert_eq!(run_jobs(&app).await, 0);
        assert!(browser.get(&asked.address).await.text().contains("3 sur 7"));
        app.state.clock.advance(LEASE);
        assert_eq!(run_jobs(&app).await, 1);
        assert_eq!((number(&app, SUSPENDED).await, counted(&app, id, "changed").await), (7, 7));
        assert_eq!(lines(&app, "account.suspended").await, 7, "no person was done twice");
        assert_eq!(mails::all(&app).await.len(), 7);
        assert_eq!(work(&app.state, &about, three).await.unwrap(), JobVerdict::Done { note: "" });
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM group_actions WHERE people IS NULL").await, 1);
    }

    async fn an_action_is_stopped_and_what_is_done_stays(app: TestApp) {
        people(&app, 5).await;
        let mut browser = administrator_browser(&app).await;
        let asked = choose_all(&mut browser, "suspend", "/admin/users").await;
        let begun = browser.submit(&asked, BEGIN, &[("reason", "conduct")]).await;
        let about = GroupActionJob { group_action: number_of(&asked), client_ip: None };
        work(&app.state, &about, Slice { people: 2, time: Duration::from_secs(3_600) }).await.unwrap();
        let stopped = browser.submit(&begun, STOP, &[]).await;
        assert!(stopped.text().contains("L’action est arrêtée."), "{}", stopped.text());
        run_jobs(&app).await;
        assert_eq!((number(&app, SUSPENDED).await, lines(&app, "people.action_cancelled").await), (2, 1));
        assert!(browser.submit(&begun, STOP, &[]).await.text().contains("rien à changer"));
        let undone = browser.submit(&stopped, UNDO, &[]).await;
        run_jobs(&app).await;
        assert_eq!((number(&app, SUSPENDED).await, counted(&app, number_of(&undone), "total").await), (0, 2));
    }

    async fn taking_back_leaves_alone_who_was_suspended_again_and_goes_on_after_a_stop(app: TestApp) {
        people(&app, 3).await;
        let mut browser = administrator_browser(&app).await;
        let asked = choose_all(&mut browser, "suspend", "/admin/users").await;
        let report = done(&app, &mut browser, &asked, &[("reason", "unlisted")]).await;
        app.state.clock.advance(TimeDelta::minutes(1));
        browser.post("/fn/reactivate_person", &[("code", &code(2))]).await;
        browser.post("/fn/suspend_person", &[("code", &code(2)), ("reason", "conduct")]).await;
        let first = browser.submit(&report, UNDO, &[]).await;
        browser.submit(&first, STOP, &[]).await;
        assert_eq!(number(&app, SUSPENDED).await, 3);
        let report = browser.get(&report.address).await;
        let second = browser.submit(&report, UNDO, &[]).await;
        assert_ne!(second.address, first.address, "{}", second.text());
        run_jobs(&app).await;
        let undone = browser.get(&second.address).await;
        assert!(undone.text().contains("A changé depuis") && undone.has("a[href='/admin/users/MACAN0002F']"), "{}", undone.text());
        assert_eq!(number(&app, SUSPENDED).await, 1, "another reason keeps one of them out");
        assert!(!browser.get(&report.address).await.has(UNDO));
    }

    async fn pages_of_a_hundred_people_stay_small(app: TestApp) {
        people(&app, 100).await;
        execute(&app, "UPDATE accounts SET state = 'suspended'").await;
        let mut browser = administrator_browser(&app).await;
        let table = browser.get("/admin/users").await;
        assert_eq!(table.attributes("input[name=person]", "value").len(), 50);
        let asked = choose_all(&mut browser, "suspend", "/admin/users?state=suspended").await;
        let report = done(&app, &mut browser, &asked, &[("reason", "asked")]).await;
        assert_eq!(counted(&app, number_of(&report), "unchanged").await, 100);
        for page in [&asked, &report] {
            assert!(page.html().len() <= MOST_BYTES, "{}: {} bytes", page.address, page.html().len());
        }
        // Each of them is named on one page.
        let next = report.attribute("nav a[rel=next]", "href").unwrap();
        let others = browser.get(&next).await;
        let named = |page: &Page| page.attributes("main li a[href^='/admin/users/']", "href");
        let all: std::collections::BTreeSet<String> = named(&report).into_iter().chain(named(&others)).collect();
        assert_eq!((named(&report).len(), all.len()), (50, 100));
    }

    async fn cancelling_the_job_stops_the_action(app: TestApp) {
        people(&app, 2).await;
        let mut browser = administrator_browser(&app).await;
        let asked = choose_all(&mut browser, "suspend", "/admin/users").await;
        browser.submit(&asked, BEGIN, &[("reason", "conduct")]).await;
        let job = number(&app, "SELECT id AS n FROM jobs WHERE kind = 'group_action'").await.to_string();
        browser.post("/fn/cancel_job", &[("job", &job), ("confirmed", "on")]).await;
        assert!(browser.get(&asked.address).await.text().contains("Arrêtée"));
        assert_eq!((run_jobs(&app).await, number(&app, SUSPENDED).await), (0, 0));
    }

    async fn two_actions_over_the_same_people_do_each_once(app: TestApp) {
        people(&app, 3).await;
        let mut browser = administrator_browser(&app).await;
        let mut reports = Vec::new();
        for reason in ["conduct", "security"] {
            let asked = choose_all(&mut browser, "suspend", "/admin/users").await;
            browser.submit(&asked, BEGIN, &[("reason", reason)]).await;
            reports.push(number_of(&asked));
        }
        run_jobs(&app).await;
        assert_eq!((counted(&app, reports[0], "changed").await, counted(&app, reports[1], "unchanged").await), (3, 3));
        assert_eq!((lines(&app, "account.suspended").await, mails::all(&app).await.len()), (3, 3));
        // The second changed no one: there is nothing to take back.
        let second = browser.get(&format!("/admin/selection/{}", reports[1])).await;
        assert!(!second.has(UNDO));
        let refused = browser.post("/fn/undo_group_action", &[("id", &reports[1].to_string())]).await;
        assert!(refused.text().contains("pas de retour en arrière"), "{}", refused.text());
    }

    async fn minors_are_approved_and_adults_left_out(app: TestApp) {
        let born = app.state.clock.today() - Months::new(12 * 15);
        let minor = TestPerson { date_of_birth: born, visibility: "members", ..TestPerson::new(1) };
        insert(&app.state, &[minor, TestPerson::new(2)]).await;
        let mut browser = administrator_browser(&app).await;
        let asked = choose_all(&mut browser, "approve", "/admin/users").await;
        let report = done(&app, &mut browser, &asked, &[]).await;
        assert!(report.text().contains("Personne majeure") && !report.has(UNDO), "{}", report.text());
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM people WHERE minor_approved_at IS NOT NULL").await, 1);
        assert_eq!((lines(&app, "minor.approved").await, lines(&app, "people.approved").await), (1, 1));
    }

    async fn people_are_asked_once_a_day_in_their_language(app: TestApp) {
        people(&app, 4).await;
        execute(&app, "UPDATE accounts SET language = 'ar' WHERE email = 'canarimail1@example.org'").await;
        execute(&app, "UPDATE accounts SET demo = TRUE WHERE email = 'canarimail2@example.org'").await;
        execute(&app, "UPDATE accounts SET state = 'suspended' WHERE email = 'canarimail3@example.org'").await;
        let mut browser = administrator_browser(&app).await;
        let asked = choose_all(&mut browser, "ask", "/admin/users").await;
        let report = done(&app, &mut browser, &asked, &[]).await;
        assert!(report.text().contains("Compte suspendu") && report.text().contains("Compte de démonstration"), "{}", report.text());
        let sent = mails::all(&app).await;
        assert_eq!(sent.iter().map(|mail| mail.kind.as_str()).collect::<Vec<_>>(), ["completion", "completion"]);
        let arabic = sent.iter().find(|mail| mail.to == "canarimail1@example.org").unwrap();
        assert_eq!((arabic.language.as_str(), arabic.subject.as_str()), ("ar", "أكملوا ملفكم"));
        let asked = choose_all(&mut browser, "ask", "/admin/users").await;
        let report = done(&app, &mut browser, &asked, &[]).await;
        assert!(report.text().contains("moins d’un jour"), "{}", report.text());
        assert_eq!((mails::all(&app).await.len(), lines(&app, "profile.completion_asked").await), (2, 2));
        app.state.clock.advance(TimeDelta::hours(25));
        sign_in(&mut browser, "admin@example.org", PASSWORD).await;
        let asked = choose(&mut browser, "ask", &[&code(1)]).await;
        done(&app, &mut browser, &asked, &[]).await;
        assert_eq!(mails::all(&app).await.len(), 3);
    }

    async fn drafts_are_their_makers_and_old_ones_go(app: TestApp) {
        people(&app, 1).await;
        let mut browser = administrator_browser(&app).await;
        let asked = choose(&mut browser, "suspend", &[&code(1)]).await;
        member(&app, "second@example.org").await;
        execute(&app, "UPDATE accounts SET role = 'administrator' WHERE email = 'second@example.org'").await;
        let mut second = app.browser();
        sign_in(&mut second, "second@example.org", PASSWORD).await;
        assert_eq!(second.get(&asked.address).await.status, StatusCode::NOT_FOUND);
        let id = number_of(&asked).to_string();
        second.post("/fn/begin_group_action", &[("id", &id), ("reason", "asked")]).await;
        run_jobs(&app).await;
        assert_eq!((number(&app, SUSPENDED).await, all_lines(&app).await), (0, 0));
        app.state.clock.advance(TimeDelta::minutes(61));
        assert_eq!(browser.get(&asked.address).await.status, StatusCode::NOT_FOUND);
        housekeeping::purge(&app.state).await.unwrap();
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM group_actions").await, 0);
    }

    async fn reports_go_after_a_while_with_their_results(app: TestApp) {
        people(&app, 2).await;
        let mut browser = administrator_browser(&app).await;
        let asked = choose_all(&mut browser, "suspend", "/admin/users").await;
        done(&app, &mut browser, &asked, &[("reason", "asked")]).await;
        housekeeping::purge(&app.state).await.unwrap();
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM group_action_results").await, 2);
        app.state.clock.advance(TimeDelta::days(91));
        housekeeping::purge(&app.state).await.unwrap();
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM group_action_results").await, 0);
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM group_actions").await, 0);
    }
}

//! The first page of the desk.

use chrono::{Months, TimeDelta};

use super::{all_lines, lines};
use crate::support::{
    accounts::{administrator_browser, change_people, execute},
    cinema_people::{TestCinema, give_cinema},
    on_both,
    own_data::number,
    people::{TestPerson, insert},
};

on_both! {
    async fn what_needs_an_administrator_comes_first(app: TestApp) {
        let born = app.state.clock.today() - Months::new(12 * 15);
        let minor = |number| TestPerson { date_of_birth: born, ..TestPerson::new(number) };
        insert(&app.state, &[TestPerson::new(1), minor(2), minor(3)]).await;
        let mut browser = administrator_browser(&app).await;
        let page = browser.get("/admin").await;
        assert_eq!(page.texts("a[href='/admin/users?waiting=1'] .desk-number"), ["2"]);
        assert!(!page.has("a[href='/admin/mails?state=failed']") && !page.has("a[href='/admin/jobs?state=failed']"));
        assert!(page.text().contains("les e-mails attendent"), "no provider is configured");
        let person = browser.get("/admin/users/MACAN0001F").await;
        browser.submit(&person, "form[action='/fn/send_password_link']", &[]).await;
        execute(&app, "UPDATE outbox_mails SET state = 'failed', last_error = 'SendGrid answered 400'").await;
        execute(&app, "UPDATE jobs SET state = 'failed', last_error = 'moon', kind = 'rename_photos'").await;
        let page = browser.get("/admin").await;
        assert_eq!(page.texts("a[href='/admin/mails?state=failed'] .desk-number"), ["1"]);
        assert_eq!(page.texts("a[href='/admin/jobs?state=failed'] .desk-number"), ["1"]);
        let listed = page.texts("#mails li").join(" ");
        assert!(listed.contains("Lien de mot de passe") && listed.contains("SendGrid answered 400"), "{listed}");
        assert!(page.has("#mails a[href='/admin/users/MACAN0001F']") && page.texts("#jobs li").join(" ").contains("moon"));
        let before = all_lines(&app).await;
        let again = browser.submit(&page, "#mails form", &[]).await;
        assert_eq!(again.address, "/admin");
        assert!(again.text().contains("L’e-mail va être envoyé de nouveau.") && !again.has("#mails"));
        assert_eq!((lines(&app, "mail.resent").await, all_lines(&app).await), (1, before + 1));
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM outbox_mails WHERE state = 'waiting'").await, 1);
        assert!(browser.submit(&page, "#mails form", &[]).await.text().contains("rien n’a changé"));
    }

    async fn figures_count_people_by_day_and_module(app: TestApp) {
        let people: Vec<_> = (1..=12).map(TestPerson::new).collect();
        let keys = insert(&app.state, &people).await;
        give_cinema(&app.state, keys[0].person_id, &TestCinema::new(1)).await;
        let day = |ago: i64| (app.state.clock.now() - TimeDelta::days(ago)).format("%Y-%m-%d 12:00:00").to_string();
        let (week, month) = (keys[1].account_id, keys[2].account_id);
        let (ten, forty) = (day(10), day(40));
        change_people(&app, &format!("UPDATE accounts SET created_at = '{ten}' WHERE id = {week}")).await;
        change_people(&app, &format!("UPDATE accounts SET created_at = '{forty}' WHERE id = {month}")).await;
        let mut browser = administrator_browser(&app).await;
        let page = browser.get("/admin").await;
        assert_eq!(page.texts(".desk-figures dd"), ["12", "10", "11", "12", "1", "0"]);
        let newest = page.attributes("tbody a[href^='/admin/users/']", "href");
        assert_eq!(newest.len(), 10);
        assert_eq!(newest[0], "/admin/users/MACAN0012F");
    }
}

on_both! {
    async fn charts_count_registrations_of_the_chosen_span(app: TestApp) {
        let people: Vec<_> = (1..=4).map(TestPerson::new).collect();
        let keys = insert(&app.state, &people).await;
        give_cinema(&app.state, keys[0].person_id, &TestCinema::new(1)).await;
        let old = (app.state.clock.now() - TimeDelta::days(40)).format("%Y-%m-%d 12:00:00").to_string();
        change_people(&app, &format!("UPDATE accounts SET created_at = '{old}' WHERE id = {}", keys[3].account_id)).await;
        let mut browser = administrator_browser(&app).await;
        for (range, registered, periods) in [("", "3", 30), ("?range=7d", "3", 7), ("?range=12m", "4", 12), ("?range=moon", "3", 30)] {
            let page = browser.get(&format!("/admin{range}")).await;
            assert_eq!(page.texts("#charts dd").first().map(String::as_str), Some(registered), "{range}");
            assert_eq!(page.texts("#charts tbody tr").len(), periods, "{range}");
            assert!(page.has("#charts svg[role=img] polyline") && page.has("#charts details table"), "{range}");
            assert_eq!(page.texts("#charts nav a[aria-current]").len(), 1, "{range}");
        }
        let page = browser.get("/admin?range=all").await;
        assert_eq!(page.texts("#charts dd").first().map(String::as_str), Some("4"));
        let titles = page.texts("#charts h3");
        assert_eq!(titles.len(), 8, "{titles:?}");
        assert!(page.texts("#charts li").join(" ").contains("DJ"), "talents have their names");
    }
}

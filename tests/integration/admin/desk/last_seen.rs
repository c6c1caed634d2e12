//! When people were last seen: noted once a day, shown and searched.

use chrono::{NaiveDate, TimeDelta};

use crate::support::{
    TestApp,
    accounts::{PASSWORD, administrator_browser, sign_in},
    browser::Page,
    on_both,
    own_data::{data, download, number},
    people::{TestPerson, insert},
    registration::{code_on, register},
};

/// The codes of the people in the table.
fn found(page: &Page) -> Vec<String> {
    page.attributes("tbody input[name=person]", "value")
}

async fn seen(app: &TestApp, day: NaiveDate) -> i64 {
    number(app, &format!("SELECT COUNT(*) AS n FROM accounts WHERE last_seen_on = '{day}'")).await
}

on_both! {
    async fn a_day_is_noted_once_and_searched_at_once(app: TestApp) {
        // Eight in the morning, UTC.
        app.state.clock.stop();
        let now = app.state.clock.now();
        app.state.clock.advance((now.date() + TimeDelta::days(1)).and_hms_opt(8, 0, 0).unwrap() - now);
        insert(&app.state, &[TestPerson::new(1), TestPerson::new(2)]).await;
        let mut person = app.browser();
        let code = code_on(&register(&mut person, &[]).await);
        let mut browser = administrator_browser(&app).await;
        let first = app.state.clock.now().date();
        assert_eq!(seen(&app, first).await, 2, "signing in is being seen");
        assert_eq!(data(&download(&mut person).await)["account"]["last_seen_on"], first.to_string());
        let versions = number(&app, "SELECT CAST(SUM(version) AS BIGINT) AS n FROM accounts").await;
        assert_eq!(found(&browser.get(&format!("/admin/users?seen_since={first}")).await), std::slice::from_ref(&code));
        let others = browser.get(&format!("/admin/users?not_seen_since={first}&sort=code")).await;
        assert_eq!(found(&others), [TestPerson::new(1).code, TestPerson::new(2).code]);

        for (hours, day) in [(8, first), (3, first), (11, first + TimeDelta::days(1))] {
            app.state.clock.advance(TimeDelta::hours(hours));
            assert_eq!(person.get("/profile/dashboard").await.address, "/profile/dashboard");
            assert_eq!(seen(&app, day).await, if day == first { 2 } else { 1 });
        }
        let next = first + TimeDelta::days(1);
        assert_eq!(number(&app, "SELECT CAST(SUM(version) AS BIGINT) AS n FROM accounts").await, versions, "it changes no account");

        // Twelve idle hours ended the administrator's session.
        sign_in(&mut browser, "admin@example.org", PASSWORD).await;
        // A file asks it as the table does, and needs no look at the table before.
        let filters = format!("seen_since={next}");
        let asked = [("filters", filters.as_str()), ("list", "main"), ("format", "csv_comma"), ("lang", "fr"), ("order", "newest"), ("column", "code")];
        let file = browser.post("/admin/exports/make", &asked).await;
        assert!(file.text().contains(&code) && !file.text().contains("MACAN0001F"), "{}", file.text());
        assert_eq!(found(&browser.get(&format!("/admin/users?seen_since={next}")).await), std::slice::from_ref(&code));
        assert_eq!(found(&browser.get(&format!("/admin/users?not_seen_since={next}")).await).len(), 2);
        let shown = next.format("%d/%m/%Y").to_string();
        assert!(browser.get(&format!("/admin/users/{code}")).await.text().contains(&shown));
        browser.post("/fn/choose_columns", &[("column", "last_seen")]).await;
        assert!(browser.get(&format!("/admin/users?code={code}")).await.texts("tbody td").contains(&shown));
    }
}

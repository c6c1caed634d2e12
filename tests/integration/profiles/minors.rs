//! The birth date of a stored minor is an administrator's to change.

use chrono::{Months, NaiveDate, TimeDelta};
use talentsmaroc::{
    domain::registration::{Step, fields as f},
    server::{actor::Actor, services::admin::people},
};

use crate::support::{
    TestApp,
    accounts::{execute, sign_in},
    browser::{Browser, Page},
    on_both,
    own_data::number,
    registration::{code_on, register},
};

const SECTION: &str = "form[data-section]";
const SENTENCE: &str = "Seul un administrateur peut donner à une personne mineure une date de naissance plus ancienne";

/// A minor of fifteen who is registered and approved.
async fn approved_minor(app: &TestApp) -> (Browser, NaiveDate) {
    let born = app.state.clock.today() - Months::new(12 * 15);
    let mut browser = app.browser();
    let typed = born.to_string();
    let answers = [
        ("date_of_birth", typed.as_str()),
        ("guardian_name", "Parent Exemple"),
        ("guardian_phone", "+12025550143"),
        ("guardian_consent", "on"),
        ("visibility", "members"),
    ];
    let code = code_on(&register(&mut browser, &answers).await).parse().unwrap();
    people::approve(&app.state, &Actor::command_line(), &code).await.unwrap();
    assert_eq!(approved(app).await, 1);
    (browser, born)
}

async fn approved(app: &TestApp) -> i64 {
    number(app, "SELECT COUNT(*) AS n FROM people WHERE minor_approved_at IS NOT NULL").await
}

async fn save_birth_date(browser: &mut Browser, born: NaiveDate) -> Page {
    let page = browser.get(&format!("/profile/edit?section={}", Step::Identity.key())).await;
    browser.submit(&page, SECTION, &[(f::DATE_OF_BIRTH, born.to_string().as_str()), ("action", "save")]).await
}

fn is_saved(page: &Page) -> bool {
    page.address.split('#').next() == Some("/profile/edit")
}

on_both! {
    async fn a_minor_does_not_come_of_age_by_waiting_a_day(app: TestApp) {
        let (mut browser, born) = approved_minor(&app).await;
        // One day before the eighteenth birthday, and one day after the stored date: both make them older.
        let eighteen_tomorrow = app.state.clock.today() - Months::new(12 * 18) + TimeDelta::days(1);
        for earlier in [eighteen_tomorrow, born - TimeDelta::days(1)] {
            let refused = save_birth_date(&mut browser, earlier).await;
            assert!(refused.text().contains(SENTENCE), "{earlier}: {}", refused.text());
            assert!(refused.has("#errors a[href='#field-date_of_birth']"));
            let kept = refused.attribute("[name=date_of_birth]", "value");
            assert_eq!(kept, Some(earlier.to_string()), "what was typed is shown again");
        }
        app.state.clock.advance(TimeDelta::days(1));
        sign_in(&mut browser, "amina@example.org", "velvet tram olive seven").await;
        // What was refused yesterday is judged again: it would be across the birthday today.
        let refused = save_birth_date(&mut browser, eighteen_tomorrow).await;
        assert!(refused.has("#errors a[href='#field-date_of_birth']"), "{}", refused.text());
        let stored = number(&app, &format!("SELECT COUNT(*) AS n FROM people WHERE date_of_birth = '{born}'")).await;
        assert_eq!((stored, approved(&app).await), (1, 1), "nothing changed");
    }

    async fn another_date_of_a_minor_withdraws_the_approval(app: TestApp) {
        let (mut browser, born) = approved_minor(&app).await;
        assert!(is_saved(&save_birth_date(&mut browser, born).await));
        assert_eq!(approved(&app).await, 1, "the same date");
        let younger = born + TimeDelta::days(40);
        let saved = save_birth_date(&mut browser, younger).await;
        assert!(is_saved(&saved), "{}", saved.text());
        assert_eq!(approved(&app).await, 0);
        let refused = save_birth_date(&mut browser, born).await;
        assert!(refused.text().contains(SENTENCE), "there is no way back either: {}", refused.text());
    }

    async fn an_administrator_changes_the_date_of_a_minor(app: TestApp) {
        let (mut browser, born) = approved_minor(&app).await;
        execute(&app, "UPDATE accounts SET role = 'administrator'").await;
        let saved = save_birth_date(&mut browser, born - TimeDelta::days(1)).await;
        assert!(is_saved(&saved), "{}", saved.text());
        assert_eq!(approved(&app).await, 1);
    }
}

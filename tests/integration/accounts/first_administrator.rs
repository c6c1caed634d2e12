//! The link printed at the first start.

use chrono::TimeDelta;
use http::StatusCode;
use talentsmaroc::server::{actor::Actor, services::accounts::first_administrator::offer};

use crate::support::{
    TestApp,
    accounts::{PASSWORD, member},
    on_both,
    own_data::number,
};

async fn link(app: &TestApp) -> Option<String> {
    let link = offer(&app.state, &Actor::command_line()).await.unwrap()?;
    Some(link.strip_prefix(&app.state.config.base_url).unwrap().to_owned())
}

on_both! {
    async fn it_makes_one_administrator_and_dies(app: TestApp) {
        let path = link(&app).await.unwrap();
        let mut browser = app.browser();
        let page = browser.get(&path).await;
        assert_eq!(page.status, StatusCode::OK);
        let page = browser.submit(&page, "main form", &[("email", "x"), ("password", "s7-tiny"), ("password_confirm", "")]).await;
        assert_eq!(page.texts("[id=errors] li").len(), 2);
        assert_eq!(page.attribute("[name=email]", "value").unwrap(), "x");
        assert!(!page.html().contains("s7-tiny"));
        let fields = [("email", "admin@example.org"), ("password", PASSWORD), ("password_confirm", PASSWORD)];
        let page = browser.submit(&page, "main form", &fields).await;
        assert_eq!(page.address, "/profile/dashboard");
        assert!(browser.get("/about").await.has("form[action='/auth/logout']"));
        let line = "SELECT COUNT(*) AS n FROM audit_log WHERE action = 'administrator.created' AND actor = 'owner'";
        assert_eq!(number(&app, line).await, 1);
        assert_eq!(app.browser().get(&path).await.status, StatusCode::NOT_FOUND);
        assert_eq!(link(&app).await, None, "there is an administrator now");
    }

    async fn a_newer_link_and_a_day_end_it(app: TestApp) {
        let older = link(&app).await.unwrap();
        let newer = link(&app).await.unwrap();
        assert_eq!(app.browser().get(&older).await.status, StatusCode::NOT_FOUND);
        assert_eq!(app.browser().get(&newer).await.status, StatusCode::OK);
        assert_eq!(app.browser().get("/auth/first-administrator/guess").await.status, StatusCode::NOT_FOUND);
        app.state.clock.advance(TimeDelta::hours(25));
        assert_eq!(app.browser().get(&newer).await.status, StatusCode::NOT_FOUND);
    }

    async fn a_taken_address_leaves_the_link_usable(app: TestApp) {
        member(&app, "amina@example.org").await;
        let path = link(&app).await.unwrap();
        let mut browser = app.browser();
        let page = browser.get(&path).await;
        let fields = [("email", "Amina@example.org"), ("password", PASSWORD), ("password_confirm", PASSWORD)];
        let page = browser.submit(&page, "main form", &fields).await;
        assert_eq!(page.address, path);
        assert_eq!(page.texts("[id=errors] li").len(), 1);
    }
}

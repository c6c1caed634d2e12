//! Searches where there is hardly a connection to the database.

use std::time::{Duration, Instant};

use futures_util::future::join_all;
use http::StatusCode;

use crate::support::{
    on_both,
    people::{TestPerson, insert},
};

on_both! {
    async fn pages_with_the_last_connection_do_not_wait_for_themselves(app: TestApp) {
        insert(&app.state, &[TestPerson::new(1)]).await;
        // PostgreSQL has two.
        let app = app.with(&[("DATABASE_CONNECTIONS", "1")]).await;
        let began = Instant::now();
        // First the index is made, then it is behind.
        for number in 2..5 {
            let pages = join_all((0..6).map(|_| {
                let mut browser = app.browser();
                async move { browser.get("/talents?sort=name").await }
            }))
            .await;
            for page in &pages {
                assert_eq!(page.status, StatusCode::OK, "{}", page.text());
                assert!(page.has(&format!("a[href*='{}']", TestPerson::new(number - 1).code)), "{}", page.text());
            }
            insert(&app.state, &[TestPerson::new(number)]).await;
        }
        assert!(began.elapsed() < Duration::from_secs(4), "{:?}", began.elapsed());
    }
}

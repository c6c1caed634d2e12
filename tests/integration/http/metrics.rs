//! `/metrics`: what it counts, who reads it, and that it tells nothing of anybody.

use http::{HeaderValue, StatusCode, header};

use crate::support::{
    TestApp,
    accounts::{PASSWORD, execute, member, sign_in},
    browser::{Browser, Page},
    on_both, on_sqlite,
    people::{TestPerson, insert},
};

/// A program on the machine of the server.
fn collector(app: &TestApp) -> Browser {
    let mut browser = app.browser();
    browser.ip = [127, 0, 0, 1].into();
    browser
}

async fn collect(app: &TestApp) -> Page {
    let page = collector(app).get("/metrics").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.html());
    page
}

/// The value of a series.
fn value(page: &Page, series: &str) -> f64 {
    let text = page.html();
    let found = text.lines().find_map(|line| line.strip_prefix(series)?.strip_prefix(' ')?.parse().ok());
    found.unwrap_or_else(|| panic!("{series} is missing in\n{text}"))
}

on_both! {
    async fn requests_work_and_pools_are_counted(app: TestApp) {
        insert(&app.state, &[TestPerson::new(1)]).await;
        member(&app, "canary@example.org").await;
        let mut browser = app.browser();
        browser.get("/talents?q=canary").await;
        browser.get("/profile/view/MACAN0001F?canary=1").await;
        browser.get("/canary").await;
        sign_in(&mut browser, "canary@example.org", "another canary 42").await;
        sign_in(&mut browser, "canary@example.org", PASSWORD).await;
        let now = app.state.clock.now();
        execute(&app, &format!("INSERT INTO jobs (kind, state, run_after, created_at) VALUES ('send_mail', 'failed', '{now}', '{now}')")).await;
        let page = collect(&app).await;
        let text = page.html();
        for (series, expected) in [
            ("talentsmaroc_http_requests_total{method=\"GET\",route=\"/profile/view/{code}\",status=\"2xx\"}", 1.0),
            ("talentsmaroc_http_requests_total{method=\"GET\",route=\"other\",status=\"4xx\"}", 1.0),
            ("talentsmaroc_http_requests_total{method=\"POST\",route=\"/fn/sign_in\",status=\"3xx\"}", 2.0),
            ("talentsmaroc_http_request_duration_seconds_count{route=\"/talents\"}", 1.0),
            ("talentsmaroc_http_request_duration_seconds_bucket{route=\"/talents\",le=\"+Inf\"}", 1.0),
            ("talentsmaroc_sign_in_failures_total{reason=\"password\"}", 1.0),
            ("talentsmaroc_database_up", 1.0),
            ("talentsmaroc_jobs{state=\"failed\"}", 1.0),
            ("talentsmaroc_jobs{state=\"running\"}", 0.0),
            ("talentsmaroc_mails{state=\"failed\"}", 0.0),
            ("talentsmaroc_search_index_people", 1.0),
        ] {
            assert!((value(&page, series) - expected).abs() < f64::EPSILON, "{series}\n{text}");
        }
        assert!(value(&page, "talentsmaroc_database_checkouts_total") > 0.0);
        assert!(value(&page, "talentsmaroc_storage_free_bytes") > 0.0);
        assert!(text.contains(&format!("talentsmaroc_build_info{{version=\"{}\"}} 1", env!("CARGO_PKG_VERSION"))));
        for private in ["canary", "MACAN", "@", "192.0.2"] {
            assert!(!text.to_lowercase().contains(&private.to_lowercase()), "{private} in\n{text}");
        }
        assert_eq!(page.headers[header::CONTENT_TYPE], "text/plain; version=0.0.4; charset=utf-8");
        assert_eq!(page.headers[header::CACHE_CONTROL], "private, no-store");
    }

    async fn a_collector_that_gives_up_leaves_the_count_to_the_next(app: TestApp) {
        let app = app.with(&[("DATABASE_CONNECTIONS", "1")]).await;
        for _ in 0..20 {
            let mut given_up = collector(&app);
            let _ = tokio::time::timeout(std::time::Duration::from_micros(300), given_up.get("/metrics")).await;
        }
        assert!((value(&collect(&app).await, "talentsmaroc_database_up") - 1.0).abs() < f64::EPSILON);
    }

    async fn counts_of_the_database_are_some_seconds_old_at_most(app: TestApp) {
        app.state.clock.stop();
        assert!(value(&collect(&app).await, "talentsmaroc_jobs{state=\"failed\"}").abs() < f64::EPSILON);
        let now = app.state.clock.now();
        execute(&app, &format!("INSERT INTO jobs (kind, state, run_after, created_at) VALUES ('send_mail', 'waiting', '{now}', '{now}')")).await;
        app.state.clock.advance(chrono::TimeDelta::seconds(20));
        let page = collect(&app).await;
        assert!((value(&page, "talentsmaroc_jobs{state=\"waiting\"}") - 1.0).abs() < f64::EPSILON);
        assert!((value(&page, "talentsmaroc_jobs_oldest_due_seconds") - 20.0).abs() < f64::EPSILON);
    }
}

on_sqlite! {
    async fn only_the_networks_that_are_named_read(app: TestApp) {
        assert_eq!(app.browser().get("/metrics").await.status, StatusCode::NOT_FOUND, "another machine");
        let mut proxy = collector(&app);
        proxy.extra_headers.insert("x-forwarded-for", HeaderValue::from_static("127.0.0.1"));
        assert_eq!(proxy.get("/metrics").await.status, StatusCode::NOT_FOUND, "a proxy that is not trusted");
        let app = app.with(&[("METRICS_ALLOW", "192.0.2.0/24")]).await;
        assert_eq!(app.browser().get("/metrics").await.status, StatusCode::OK);
        assert_eq!(collector(&app).get("/metrics").await.status, StatusCode::NOT_FOUND);
        let app = app.with(&[("METRICS_ALLOW", "none")]).await;
        assert_eq!(collector(&app).get("/metrics").await.status, StatusCode::NOT_FOUND);
    }
}

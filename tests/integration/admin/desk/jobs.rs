//! The queue: its list, running failed work again, cancelling what waits.

use super::{all_lines, lines};
use crate::support::{
    TestApp,
    accounts::{administrator_browser, execute},
    browser::{Browser, Page},
    mails::run_jobs,
    on_both,
    own_data::number,
    people::{TestPerson, insert},
};

const RUN: &str = "form[action='/fn/run_job']";
const CANCEL: &str = "form[action='/fn/cancel_job']";

/// An administrator, and the job that sends a mail.
async fn with_job(app: &TestApp) -> (Browser, i64) {
    insert(&app.state, &[TestPerson::new(1)]).await;
    let mut browser = administrator_browser(app).await;
    let page = browser.get("/admin/users/MACAN0001F").await;
    browser.submit(&page, "form[action='/fn/send_password_link']", &[]).await;
    let id = number(app, "SELECT id AS n FROM jobs").await;
    (browser, id)
}

fn listed(page: &Page) -> usize {
    page.texts("tbody tr").len()
}

async fn jobs(app: &TestApp, state: &str) -> i64 {
    number(app, &format!("SELECT COUNT(*) AS n FROM jobs WHERE state = '{state}'")).await
}

/// As a runner has it for a while.
async fn claim(app: &TestApp) {
    let until = (app.state.clock.now() + chrono::TimeDelta::minutes(1)).format("%Y-%m-%d %H:%M:%S");
    execute(app, &format!("UPDATE jobs SET claimed_until = '{until}', claimed_by = 'another'")).await;
}

on_both! {
    async fn filters_find_work_by_kind_and_state(app: TestApp) {
        let (mut browser, _) = with_job(&app).await;
        let mut expect = async |found: &[(&str, usize)]| {
            for (query, expected) in found {
                let page = browser.get(&format!("/admin/jobs?{query}")).await;
                assert_eq!(listed(&page), *expected, "{query}: {}", page.text());
            }
        };
        expect(&[("", 1), ("state=waiting", 1), ("state=running", 0), ("kind=send_mail", 1), ("kind=rename_photos", 0)]).await;
        claim(&app).await;
        expect(&[("state=waiting", 0), ("state=running", 1)]).await;
        execute(&app, "UPDATE jobs SET state = 'failed', last_error = 'mail to canari@example.org refused'").await;
        expect(&[("state=running", 0), ("state=failed", 1), ("state=failed&kind=send_mail", 1), ("state=moon", 0)]).await;
        let page = browser.get("/admin/jobs").await;
        assert!(page.text().contains("refused") && !page.html().contains("canari@example.org"));
        assert!(page.has("a[href='/admin/users/MACAN0001F']"));
    }

    async fn failed_work_is_run_again(app: TestApp) {
        let (mut browser, _) = with_job(&app).await;
        execute(&app, "UPDATE jobs SET state = 'failed', attempts = 5, finished_at = created_at").await;
        execute(&app, "UPDATE outbox_mails SET state = 'failed'").await;
        let before = all_lines(&app).await;
        let page = browser.get("/admin/jobs").await;
        assert!(!page.has(CANCEL));
        let done = browser.submit(&page, RUN, &[]).await;
        assert_eq!(done.address, "/admin/jobs");
        assert!(done.text().contains("La tâche va être relancée."), "{}", done.text());
        let fresh = "SELECT COUNT(*) AS n FROM jobs WHERE state = 'waiting' AND attempts = 0 AND finished_at IS NULL";
        assert_eq!(number(&app, fresh).await, 1);
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM outbox_mails WHERE state = 'waiting'").await, 1);
        assert_eq!((lines(&app, "job.run_again").await, all_lines(&app).await), (1, before + 1));
        let again = browser.submit(&page, RUN, &[]).await;
        assert!(again.text().contains("rien n’a changé"));
        assert_eq!(all_lines(&app).await, before + 1);
    }

    async fn work_whose_subject_is_gone_is_not_run_again(app: TestApp) {
        let (mut browser, _) = with_job(&app).await;
        execute(&app, "UPDATE jobs SET state = 'failed', payload_encrypted = NULL").await;
        let before = all_lines(&app).await;
        let page = browser.get("/admin/jobs").await;
        let refused = browser.submit(&page, RUN, &[]).await;
        assert!(refused.text().contains("ne peut pas être relancée"), "{}", refused.text());
        assert_eq!((jobs(&app, "failed").await, all_lines(&app).await), (1, before));
    }

    async fn waiting_work_is_cancelled_and_never_done(app: TestApp) {
        let (mut browser, _) = with_job(&app).await;
        let before = all_lines(&app).await;
        let page = browser.get("/admin/jobs").await;
        assert!(browser.submit(&page, CANCEL, &[]).await.text().contains("Cochez la case"));
        assert_eq!((jobs(&app, "waiting").await, all_lines(&app).await), (1, before));
        let done = browser.submit(&page, CANCEL, &[("confirmed", "on")]).await;
        assert!(done.text().contains("La tâche est annulée.") && !done.has(CANCEL) && !done.has(RUN));
        assert_eq!((lines(&app, "job.cancelled").await, all_lines(&app).await), (1, before + 1));
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM jobs WHERE state = 'cancelled' AND payload_encrypted IS NULL").await, 1);
        // The mail does not wait for ever: it can be sent again.
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM outbox_mails WHERE state = 'failed'").await, 1);
        assert_eq!(run_jobs(&app).await, 0);
        assert!(browser.submit(&page, CANCEL, &[("confirmed", "on")]).await.text().contains("rien n’a changé"));
        assert_eq!(all_lines(&app).await, before + 1);
    }

    async fn running_work_is_left_alone(app: TestApp) {
        let (mut browser, id) = with_job(&app).await;
        let older = browser.get("/admin/jobs").await;
        claim(&app).await;
        let before = all_lines(&app).await;
        assert!(!browser.get("/admin/jobs").await.has(CANCEL));
        let refused = browser.submit(&older, CANCEL, &[("confirmed", "on")]).await;
        assert!(refused.text().contains("Cette tâche est en cours"), "{}", refused.text());
        assert_eq!((jobs(&app, "waiting").await, all_lines(&app).await), (1, before));
        let running = format!("SELECT COUNT(*) AS n FROM jobs WHERE id = {id} AND payload_encrypted IS NOT NULL");
        assert_eq!(number(&app, &running).await, 1);
    }
}

//! How often analyses are run, and whose.

use super::*;

const RUN_AGAIN: &str = "/fn/run_cv_analyses";

on_both! {
    async fn a_person_asks_for_three_a_day(app: TestApp) {
        let reply = || Reply::Status(200, wrapped(&advice(12).to_string()));
        let receiver = Receiver::start([reply(), reply(), reply()]).await;
        let app = asking(app, &receiver).await;
        let (mut browser, _) = with_cv(&app, true, cv(&LINES, "")).await;
        run_jobs(&app).await;
        for _ in 0..2 {
            let page = browser.get(PAGE).await;
            browser.submit(&page, RUN, &[]).await;
            run_jobs(&app).await;
        }
        assert_eq!(receiver.received().len(), 3);
        let page = browser.get(PAGE).await;
        let refused = browser.submit(&page, RUN, &[]).await.text();
        assert!(refused.contains("déjà demandé trois analyses"), "{refused}");
        // What is there stays.
        assert!(refused.contains("62 / 100"), "{refused}");
        run_jobs(&app).await;
        assert_eq!(receiver.received().len(), 3);
    }

    async fn the_desk_runs_again_what_people_agreed_to(app: TestApp) {
        let reply = || Reply::Status(401, String::new());
        let receiver = Receiver::start([reply(), reply(), reply()]).await;
        let app = asking(app, &receiver).await;
        let (_, agrees) = with_cv(&app, true, cv(&LINES, "")).await;
        let second = TestPerson::new(2).with(FieldId::AllowCvAnalysis, Value::Flag(true));
        let changed = insert(&app.state, &[second]).await[0];
        send(&app.state, changed.person_id, FileKind::Cv, cv(&LINES, "")).await;
        run_jobs(&app).await;
        assert_eq!(analyses(&app, "state = 'failed' AND problem = 'refused'").await, 2);
        let sql = format!("UPDATE main_profiles SET allow_cv_analysis = FALSE WHERE person_id = {}", changed.person_id);
        execute(&app, &sql).await;

        let of = |person: i64| format!("SELECT a.id AS n FROM cv_analyses a JOIN files f ON f.id = a.file_id WHERE f.person_id = {person}");
        let first = number(&app, &of(agrees.person_id)).await.to_string();
        let second = number(&app, &of(changed.person_id)).await.to_string();
        let mut administrator = administrator_browser(&app).await;
        let list = administrator.get("/admin/cv-analyses").await.text();
        assert!(list.contains(sentence("refused")), "{list}");
        let none = administrator.post(RUN_AGAIN, &[]).await.text();
        assert!(none.contains("Choisissez au moins une analyse"), "{none}");
        administrator.post(RUN_AGAIN, &[("analysis", &first), ("analysis", &second)]).await;
        assert_eq!(analyses(&app, "state = 'waiting'").await, 1);
        assert_eq!(analyses(&app, &format!("id = {second} AND state = 'failed'")).await, 1);
        run_jobs(&app).await;
        assert_eq!(receiver.received().len(), 3);
        let audited = "SELECT COUNT(*) AS n FROM audit_log WHERE action = 'cv_analysis.requested'";
        assert_eq!(number(&app, audited).await, 1, "one line for the selection");
    }
}

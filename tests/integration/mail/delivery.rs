//! A mail is never lost, and sent twice in one window only.

use chrono::TimeDelta;
use serde_json::{Value, json};
use talentsmaroc::server::actor::Actor;
use talentsmaroc::server::{
    jobs::{LEASE, MOST_ATTEMPTS, Runner, Worker},
    mails::Message,
    services::{
        mail::{
            self,
            outbox::{self, Resent},
        },
        operations::{housekeeping, jobs::JobVerdict},
    },
};

use crate::support::{
    TestApp,
    accounts::member,
    mails::{all, newest, run_jobs},
    on_both,
    registration::register,
    sendgrid::{Next, SendGridStandIn},
};

const EMAIL: &str = "amina@example.org";

async fn using(app: TestApp, sendgrid: &SendGridStandIn) -> TestApp {
    let settings = sendgrid.settings();
    app.with(&settings.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>()).await
}

/// Writes a mail without a link to a new account.
async fn post(app: &TestApp) -> i64 {
    let account = member(app, EMAIL).await;
    let mut tx = app.state.db.begin().await.unwrap();
    mail::notify(&app.state, tx.conn().unwrap(), account, &Message::Suspension).await.unwrap();
    tx.commit().await.unwrap();
    account
}

fn message_id(mail: &Value) -> &str {
    mail["personalizations"][0]["custom_args"]["message_id"].as_str().unwrap()
}

on_both! {
    async fn a_registration_writes_one_mail_with_code_and_link(app: TestApp) {
        let mut browser = app.browser();
        register(&mut browser, &[]).await;
        let mails = all(&app).await;
        assert_eq!(mails.len(), 1);
        let welcome = &mails[0];
        assert_eq!((welcome.kind.as_str(), welcome.to.as_str(), welcome.state.as_str()), ("registration", EMAIL, "waiting"));
        assert!(welcome.subject.contains("MACAS0001F") && welcome.text.contains("/profile/view/MACAS0001F"));
        assert!(welcome.link().starts_with("/auth/email/confirm/"));
        assert_eq!(run_jobs(&app).await, 0, "without a key mails wait");
        let listed = outbox::newest(&app.state, &Actor::command_line(), 10).await.unwrap();
        let secret = welcome.link().rsplit('/').next().unwrap().to_owned();
        assert!(!listed[0].content.text.contains(&secret) && !listed[0].content.html.contains(&secret));
    }

    async fn the_language_of_the_account_decides(app: TestApp) {
        let mut browser = app.browser();
        browser.language = "ar";
        register(&mut browser, &[]).await;
        let mail = newest(&app, "registration").await;
        assert_eq!(mail.language, "ar");
        assert!(mail.subject.contains("مرحبًا"), "{}", mail.subject);
    }

    async fn what_is_rolled_back_is_not_written(app: TestApp) {
        let account = member(&app, EMAIL).await;
        let mut tx = app.state.db.begin().await.unwrap();
        mail::notify(&app.state, tx.conn().unwrap(), account, &Message::Suspension).await.unwrap();
        drop(tx);
        assert!(all(&app).await.is_empty());
    }

    async fn a_mail_is_sent_as_documented(app: TestApp) {
        let sendgrid = SendGridStandIn::start([]).await;
        let app = using(app, &sendgrid).await;
        register(&mut app.browser(), &[]).await;
        assert_eq!(run_jobs(&app).await, 1);
        let [sent] = &sendgrid.taken()[..] else { panic!("{:?}", all(&app).await) };
        assert_eq!(sent["personalizations"][0]["to"], json!([{ "email": EMAIL }]));
        assert_eq!(message_id(sent).len(), 43);
        assert_eq!(sent["tracking_settings"]["click_tracking"]["enable"], false);
        let html = sent["content"][1]["value"].as_str().unwrap();
        assert!(html.contains("/mail-logo.png") && html.contains("alt=\"TalentsMaroc\""));
        let mail = newest(&app, "registration").await;
        assert_eq!((mail.state.as_str(), mail.last_error), ("sent", None));
        assert_eq!(run_jobs(&app).await, 0);
        assert_eq!(outbox::resend(&app.state, &Actor::command_line(), mail.id).await.unwrap(), Resent::Sent);
    }

    async fn mails_that_waited_for_a_key_are_sent_once_there_is_one(app: TestApp) {
        post(&app).await;
        assert_eq!(run_jobs(&app).await, 0);
        let sendgrid = SendGridStandIn::start([]).await;
        let app = using(app, &sendgrid).await;
        assert_eq!(run_jobs(&app).await, 1);
        assert_eq!(sendgrid.taken().len(), 1);
    }

    async fn a_mail_whose_link_has_expired_is_not_sent(app: TestApp) {
        register(&mut app.browser(), &[]).await;
        let sendgrid = SendGridStandIn::start([]).await;
        let app = using(app, &sendgrid).await;
        app.state.clock.advance(TimeDelta::days(7));
        assert_eq!(run_jobs(&app).await, 1);
        assert_eq!(sendgrid.asked(), 0);
        let mail = newest(&app, "registration").await;
        assert_eq!(mail.state, "expired");
        assert_eq!(outbox::resend(&app.state, &Actor::command_line(), mail.id).await.unwrap(), Resent::Expired);
    }

    async fn without_a_key_housekeeping_says_what_has_expired_and_forgets_in_the_end(app: TestApp) {
        register(&mut app.browser(), &[]).await;
        app.state.clock.advance(TimeDelta::days(7));
        housekeeping::purge(&app.state).await.unwrap();
        assert_eq!(newest(&app, "registration").await.state, "expired");
        app.state.clock.advance(TimeDelta::days(90));
        housekeeping::purge(&app.state).await.unwrap();
        assert!(all(&app).await.is_empty());
    }

    async fn trouble_at_the_provider_is_tried_again_later(app: TestApp) {
        let unavailable = |status| Next::Answer(status, vec![], Value::Null);
        let sendgrid = SendGridStandIn::start([unavailable(503), Next::Sleep, Next::HangUp, unavailable(200)]).await;
        let app = using(app, &sendgrid).await;
        post(&app).await;
        for (waits, reason) in
            [(1, "HTTP 503"), (6, "no answer in time"), (36, "the connection broke"), (216, "HTTP 200 instead of 202")]
        {
            assert_eq!(run_jobs(&app).await, 1);
            let mail = newest(&app, "suspension").await;
            assert_eq!((mail.state.as_str(), mail.last_error.as_deref()), ("waiting", Some(reason)));
            app.state.clock.advance(TimeDelta::seconds(waits * 50));
            assert_eq!(run_jobs(&app).await, 0, "not yet");
            app.state.clock.advance(TimeDelta::seconds(waits * 20));
        }
        assert_eq!(run_jobs(&app).await, 1);
        let mail = newest(&app, "suspension").await;
        assert_eq!((mail.state.as_str(), mail.last_error), ("sent", None));
        assert_eq!((sendgrid.asked(), sendgrid.taken().len()), (5, 1));
    }

    async fn after_five_tries_it_is_kept_as_failed_and_can_be_sent_again(app: TestApp) {
        let unavailable = Next::Answer(500, vec![], Value::Null);
        let tries = usize::try_from(MOST_ATTEMPTS).unwrap();
        let sendgrid = SendGridStandIn::start(vec![unavailable; tries]).await;
        let app = using(app, &sendgrid).await;
        post(&app).await;
        for _ in 0..10 {
            run_jobs(&app).await;
            app.state.clock.advance(TimeDelta::hours(5));
        }
        assert_eq!(sendgrid.asked(), tries);
        let mail = newest(&app, "suspension").await;
        assert_eq!((mail.state.as_str(), mail.last_error.as_deref()), ("failed", Some("HTTP 500")));
        assert_eq!(outbox::resend(&app.state, &Actor::command_line(), mail.id).await.unwrap(), Resent::Done);
        assert_eq!(outbox::resend(&app.state, &Actor::command_line(), mail.id).await.unwrap(), Resent::Waiting);
        assert_eq!(run_jobs(&app).await, 1);
        assert_eq!(newest(&app, "suspension").await.state, "sent");
    }

    async fn a_busy_provider_is_waited_for_as_long_as_it_says(app: TestApp) {
        let busy = |headers| Next::Answer(429, headers, Value::Null);
        let reset = app.state.clock.since_epoch().as_secs() + 585 + 200;
        let sendgrid = SendGridStandIn::start(
            std::iter::repeat_n(busy(vec![("retry-after", "60".to_owned())]), 9)
                .chain([busy(vec![("x-ratelimit-reset", reset.to_string())])]),
        )
        .await;
        let app = using(app, &sendgrid).await;
        post(&app).await;
        for _ in 0..9 {
            assert_eq!(run_jobs(&app).await, 1);
            app.state.clock.advance(TimeDelta::seconds(50));
            assert_eq!(run_jobs(&app).await, 0);
            app.state.clock.advance(TimeDelta::seconds(15));
        }
        assert_eq!(run_jobs(&app).await, 1);
        let mail = newest(&app, "suspension").await;
        assert_eq!(mail.last_error.as_deref(), Some("too many requests (HTTP 429)"), "busy is no failed try");
        assert_eq!(run_jobs(&app).await, 0);
        app.state.clock.advance(TimeDelta::seconds(220));
        assert_eq!(run_jobs(&app).await, 1);
        assert_eq!(newest(&app, "suspension").await.state, "sent");
    }

    async fn a_refused_mail_is_kept_with_the_reason(app: TestApp) {
        let said = json!({ "errors": [{
            "message": format!("{EMAIL} does not contain a valid address."),
            "field": "personalizations.0.to.0.email",
            "help": null,
        }] });
        let answers = [(400, said, "HTTP 400: personalizations.0.to.0.email: … does not contain a valid address."),
            (413, Value::Null, "HTTP 413"),
            (406, json!("garbage"), "HTTP 406")];
        let next = answers.iter().map(|(status, body, _)| Next::Answer(*status, vec![], body.clone()));
        let sendgrid = SendGridStandIn::start(next).await;
        let app = using(app, &sendgrid).await;
        post(&app).await;
        let id = newest(&app, "suspension").await.id;
        for (_, _, reason) in &answers {
            assert_eq!(run_jobs(&app).await, 1);
            let mail = newest(&app, "suspension").await;
            assert_eq!((mail.state.as_str(), mail.last_error.as_deref()), ("failed", Some(*reason)));
            app.state.clock.advance(TimeDelta::hours(9));
            assert_eq!(run_jobs(&app).await, 0, "not tried again by itself");
            outbox::resend(&app.state, &Actor::command_line(), id).await.unwrap();
        }
    }

    async fn mails_wait_until_the_operator_has_corrected_the_key(app: TestApp) {
        let answers = [(401, "HTTP 401 (SENDGRID_API_KEY is not known to SendGrid)"),
            (403, "HTTP 403 (the key may not send, or SENDGRID_FROM_EMAIL is not verified)")];
        let next = answers.iter().cycle().take(12).map(|(status, _)| Next::Answer(*status, vec![], Value::Null));
        let sendgrid = SendGridStandIn::start(next).await;
        let app = using(app, &sendgrid).await;
        post(&app).await;
        for (_, reason) in answers.iter().cycle().take(12) {
            assert_eq!(run_jobs(&app).await, 1);
            let mail = newest(&app, "suspension").await;
            assert_eq!((mail.state.as_str(), mail.last_error.as_deref()), ("waiting", Some(*reason)));
            app.state.clock.advance(TimeDelta::minutes(9));
            assert_eq!(run_jobs(&app).await, 0);
            app.state.clock.advance(TimeDelta::minutes(2));
        }
        assert_eq!(run_jobs(&app).await, 1);
        assert_eq!(newest(&app, "suspension").await.state, "sent");
    }

    async fn all_mails_that_failed_can_be_sent_again(app: TestApp) {
        let next = (0..2).map(|_| Next::Answer(400, vec![], Value::Null));
        let sendgrid = SendGridStandIn::start(next).await;
        let app = using(app, &sendgrid).await;
        let account = post(&app).await;
        let mut tx = app.state.db.begin().await.unwrap();
        mail::notify(&app.state, tx.conn().unwrap(), account, &Message::Reactivation).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(run_jobs(&app).await, 2);
        assert_eq!(outbox::resend_failed(&app.state, &Actor::command_line()).await.unwrap(), 2);
        assert_eq!(outbox::resend_failed(&app.state, &Actor::command_line()).await.unwrap(), 0, "they wait already");
        assert_eq!(run_jobs(&app).await, 2);
        assert_eq!(sendgrid.taken().len(), 2);
        assert_eq!(outbox::resend_failed(&app.state, &Actor::command_line()).await.unwrap(), 0);
    }

    async fn whoever_dies_before_the_provider_answers_sends_once(app: TestApp) {
        let sendgrid = SendGridStandIn::start([]).await;
        let app = using(app, &sendgrid).await;
        post(&app).await;
        // The first runner claims the work and is gone.
        assert!(Worker::new(app.state.clone()).unwrap().claim().await.unwrap().is_some());
        assert_eq!(run_jobs(&app).await, 0, "the claim of the dead still counts");
        app.state.clock.advance(LEASE);
        assert_eq!(run_jobs(&app).await, 1);
        assert_eq!(sendgrid.taken().len(), 1);
    }

    async fn whoever_dies_between_the_answer_and_the_commit_sends_twice_with_one_id(app: TestApp) {
        let sendgrid = SendGridStandIn::start([]).await;
        let app = using(app, &sendgrid).await;
        post(&app).await;
        let doomed = Worker::new(app.state.clone()).unwrap();
        let job = doomed.claim().await.unwrap().unwrap();
        assert_eq!(doomed.work(&job).await, JobVerdict::Done { note: "sent" });
        // Here it dies: the verdict is never written.
        assert_eq!(newest(&app, "suspension").await.state, "waiting");
        app.state.clock.advance(LEASE);
        assert_eq!(run_jobs(&app).await, 1);
        let taken = sendgrid.taken();
        assert_eq!(taken.len(), 2);
        assert_eq!(message_id(&taken[0]), message_id(&taken[1]));
        // Had it only been slow, its late verdict changes nothing.
        doomed.conclude(&job, &JobVerdict::Failed { reason: "late".to_owned() }).await.unwrap();
        assert_eq!(newest(&app, "suspension").await.state, "sent");
        app.state.clock.advance(LEASE + LEASE);
        assert_eq!(run_jobs(&app).await, 0, "and never a third time");
    }

    async fn work_that_ends_the_process_every_time_is_given_up(app: TestApp) {
        let sendgrid = SendGridStandIn::start([]).await;
        let app = using(app, &sendgrid).await;
        post(&app).await;
        for _ in 0..MOST_ATTEMPTS {
            assert!(Worker::new(app.state.clone()).unwrap().claim().await.unwrap().is_some());
            app.state.clock.advance(LEASE);
        }
        assert_eq!(run_jobs(&app).await, 1);
        assert_eq!(sendgrid.asked(), 0);
        assert_eq!(newest(&app, "suspension").await.state, "failed");
    }

    async fn many_runners_send_each_mail_once(app: TestApp) {
        let sendgrid = SendGridStandIn::start([]).await;
        let app = using(app, &sendgrid).await;
        let account = post(&app).await;
        for _ in 0..24 {
            let mut tx = app.state.db.begin().await.unwrap();
            mail::notify(&app.state, tx.conn().unwrap(), account, &Message::Reactivation).await.unwrap();
            tx.commit().await.unwrap();
        }
        let mut runners = tokio::task::JoinSet::new();
        for _ in 0..4 {
            let worker = Worker::new(app.state.clone()).unwrap();
            runners.spawn(async move { worker.run_due().await.unwrap() });
        }
        assert_eq!(runners.join_all().await.into_iter().sum::<usize>(), 25);
        let mut ids: Vec<_> = sendgrid.taken().iter().map(|mail| message_id(mail).to_owned()).collect();
        ids.sort();
        ids.dedup();
        assert_eq!((sendgrid.taken().len(), ids.len()), (25, 25));
    }

    async fn the_runner_of_the_server_sends_by_itself_and_stops_when_told(app: TestApp) {
        let sendgrid = SendGridStandIn::start([]).await;
        let app = using(app, &sendgrid).await;
        let runner = Runner::start(app.state.clone()).unwrap();
        post(&app).await;
        for _ in 0..100 {
            if newest(&app, "suspension").await.state == "sent" {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        assert_eq!(sendgrid.taken().len(), 1);
        runner.stop().await;
        assert_eq!(newest(&app, "suspension").await.state, "sent");
    }

    async fn a_server_that_closes_its_pools_still_writes_down_what_was_sent(app: TestApp) {
        let sendgrid = SendGridStandIn::start([]).await;
        let app = using(app, &sendgrid).await;
        post(&app).await;
        let worker = Worker::new(app.state.clone()).unwrap();
        let job = worker.claim().await.unwrap().unwrap();
        let verdict = worker.work(&job).await;
        app.state.db.close().await;
        worker.conclude(&job, &verdict).await.unwrap();
        let app = app.with(&[]).await;
        assert_eq!(newest(&app, "suspension").await.state, "sent");
    }

    async fn nobody_writes_to_demonstration_people(app: TestApp) {
        let account = member(&app, EMAIL).await;
        crate::support::accounts::execute(&app, "UPDATE accounts SET demo = (1 = 1)").await;
        let mut tx = app.state.db.begin().await.unwrap();
        mail::notify(&app.state, tx.conn().unwrap(), account, &Message::Suspension).await.unwrap();
        tx.commit().await.unwrap();
        assert!(all(&app).await.is_empty());
    }

    async fn an_account_made_for_somebody_is_entered_by_a_link(app: TestApp) {
        let account = member(&app, EMAIL).await;
        let mut tx = app.state.db.begin().await.unwrap();
        mail::account_made(&app.state, tx.conn().unwrap(), account).await.unwrap();
        tx.commit().await.unwrap();
        let mail = newest(&app, "access").await;
        app.state.clock.advance(TimeDelta::days(6));
        let page = app.browser().get(&mail.link()).await;
        assert_eq!(page.address, "/auth/password/reset");
        assert!(page.has("form[action='/fn/reset_password']"));
    }
}

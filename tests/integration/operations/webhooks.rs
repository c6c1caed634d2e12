//! Webhooks: what is told of what happens, how it is sent, and where nothing is sent.

use chrono::{Months, TimeDelta};
use serde_json::Value;
use talentsmaroc::{
    domain::{
        fields::{Answers, FieldId},
        module::Module,
        webhook::{WebhookEvent, joined},
    },
    server::{
        actor::Actor,
        integrations::webhooks::signature::new_secret,
        repositories::{
            operations::webhooks::{self, NewWebhook},
            profiles::person_row,
        },
        services::{
            admin::people,
            operations::{housekeeping, webhooks::events},
            profiles::Target,
        },
    },
};

use crate::support::{
    TestApp,
    accounts::execute,
    mails::run_jobs,
    on_both, on_sqlite,
    own_data::{delete, number},
    people::{TestPerson, insert, save_as_owner},
    receiver::{Receiver, Reply},
    registration::{code_on, register},
};

/// With this machine as a network to which webhooks may be sent.
async fn allowing(app: TestApp) -> TestApp {
    app.with(&[("WEBHOOK_ALLOW", "127.0.0.0/8,::1")]).await
}

/// A webhook for these events, with its secret.
async fn webhook(app: &TestApp, address: &str, events: &[WebhookEvent]) -> (i64, String) {
    let secret = new_secret().unwrap();
    let new = NewWebhook {
        account_id: None,
        address,
        events: &joined(events),
        secret_encrypted: &app.state.security.keyring.encrypt(secret.as_bytes()),
        active: true,
        created_at: app.state.clock.now(),
    };
    let mut tx = app.state.db.begin().await.unwrap();
    let id = webhooks::insert(tx.conn().unwrap(), &new).await.unwrap();
    tx.commit().await.unwrap();
    (id, secret)
}

/// Tells the webhooks of a change of the person.
async fn tell(app: &TestApp, person_id: i64) {
    let mut tx = app.state.db.begin().await.unwrap();
    events::tell(&app.state, tx.conn().unwrap(), WebhookEvent::Updated, person_id).await.unwrap();
    tx.commit().await.unwrap();
}

/// How many deliveries there are with this condition.
async fn deliveries(app: &TestApp, condition: &str) -> i64 {
    number(app, &format!("SELECT COUNT(*) AS n FROM webhook_deliveries WHERE {condition}")).await
}

fn told(receiver: &Receiver) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    receiver.received().iter().map(|one| one.json()).map(|body| (text(&body["event"]), text(&body["code"]))).collect()
}

on_both! {
    async fn what_happens_is_told_and_what_is_rolled_back_is_not(app: TestApp) {
        let app = allowing(app).await;
        let born = app.state.clock.today() - Months::new(12 * 15);
        let minor = TestPerson { date_of_birth: born, visibility: "members", ..TestPerson::new(2) };
        let people_before = insert(&app.state, &[TestPerson::new(1), minor]).await;
        let receiver = Receiver::start([]).await;
        let (_, secret) = webhook(&app, &receiver.url(), &WebhookEvent::ALL).await;
        let deaf = Receiver::start([]).await;
        webhook(&app, &deaf.url(), &[]).await;

        let change = async |committed: bool| {
            let mut tx = app.state.db.begin().await.unwrap();
            let conn = tx.conn().unwrap();
            let now = app.state.clock.now();
            let row = person_row::lock(conn, people_before[0].person_id, None, now).await.unwrap().unwrap();
            let answers = Answers::default().with(FieldId::Bio, "Canaribio".to_owned());
            let target = Target::StoredProfile(Box::new(row));
            save_as_owner(&app.state, conn, people_before[0].account_id, target, Module::Main, &answers).await;
            if committed { tx.commit().await.unwrap() } else { tx.rollback().await }
        };
        change(false).await;
        assert_eq!((deliveries(&app, "TRUE").await, run_jobs(&app).await), (0, 0));
        change(true).await;

        let actor = Actor::command_line();
        let code = |text: &str| text.parse().unwrap();
        people::suspend(&app.state, &actor, &code("MACAN0001F"), None).await.unwrap();
        people::suspend(&app.state, &actor, &code("MACAN0001F"), None).await.unwrap();
        people::reactivate(&app.state, &actor, &code("MACAN0001F")).await.unwrap();
        people::approve(&app.state, &actor, &code("MACAN0002F")).await.unwrap();
        let mut browser = app.browser();
        let registered = code_on(&register(&mut browser, &[]).await);
        delete(&mut browser, &registered).await;
        run_jobs(&app).await;

        let expected = [
            ("person.updated", "MACAN0001F"),
            ("person.suspended", "MACAN0001F"),
            ("person.updated", "MACAN0001F"),
            ("profile.approved", "MACAN0002F"),
            ("person.registered", registered.as_str()),
            ("person.deleted", registered.as_str()),
        ];
        let mut found = told(&receiver);
        // A registration with files changes the person once more.
        found.retain(|(event, code)| !(event == "person.updated" && *code == registered));
        assert_eq!(found, expected.map(|(event, code)| (event.to_owned(), code.to_owned())));
        for one in receiver.received() {
            let mut members: Vec<String> = one.json().as_object().unwrap().keys().cloned().collect();
            members.sort();
            assert_eq!(members, ["code", "event", "id", "time"], "no private field");
            assert!(one.is_signed_with(&secret) && !one.body.contains("Canari"), "{}", one.body);
            assert_eq!(one.header("content-type"), "application/json");
        }
        assert!(deaf.received().is_empty());
    }

    async fn a_refused_message_is_sent_again_for_three_days(app: TestApp) {
        let app = allowing(app).await;
        let person = insert(&app.state, &[TestPerson::new(1)]).await[0];
        let refused = (0..100).map(|_| Reply::Status(500, "x\n".repeat(50_000)));
        let receiver = Receiver::start(refused).await;
        webhook(&app, &receiver.url(), &[WebhookEvent::Updated]).await;
        tell(&app, person.person_id).await;
        run_jobs(&app).await;
        assert_eq!(run_jobs(&app).await, 0, "not at once");
        app.state.clock.advance(TimeDelta::seconds(40));
        assert_eq!(run_jobs(&app).await, 1);
        assert_eq!(deliveries(&app, "state = 'waiting' AND attempts = 2 AND last_status = 500").await, 1);
        assert_eq!(deliveries(&app, "LENGTH(last_answer) BETWEEN 1 AND 300").await, 1, "the answer is bounded");
        while deliveries(&app, "state = 'waiting'").await > 0 {
            app.state.clock.advance(TimeDelta::hours(7));
            run_jobs(&app).await;
        }
        let received = receiver.received();
        assert!((8..40).contains(&received.len()), "{}", received.len());
        assert!(received.iter().all(|one| one.header("webhook-id") == received[0].header("webhook-id")));
        assert_eq!(deliveries(&app, "state = 'failed' AND next_attempt_at IS NULL").await, 1);
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM jobs WHERE kind = 'webhook' AND state = 'failed'").await, 1);

        app.state.clock.advance(TimeDelta::days(31));
        tell(&app, person.person_id).await;
        housekeeping::purge(&app.state).await.unwrap();
        assert_eq!(deliveries(&app, "state = 'waiting'").await, 1);
        assert_eq!(deliveries(&app, "TRUE").await, 1, "what happened long ago is forgotten");
    }

    async fn redirects_are_not_followed(app: TestApp) {
        let app = allowing(app).await;
        let person = insert(&app.state, &[TestPerson::new(1)]).await[0];
        let receiver = Receiver::start([Reply::Redirect]).await;
        webhook(&app, &receiver.url(), &[WebhookEvent::Updated]).await;
        tell(&app, person.person_id).await;
        run_jobs(&app).await;
        assert_eq!(receiver.received().iter().map(|one| one.path.as_str()).collect::<Vec<_>>(), ["/in"]);
        assert_eq!(deliveries(&app, "state = 'waiting' AND last_status = 307").await, 1);
    }

    async fn nothing_is_sent_into_private_networks(app: TestApp) {
        let person = insert(&app.state, &[TestPerson::new(1)]).await[0];
        let receiver = Receiver::start([]).await;
        let port = receiver.address.port();
        for address in [
            format!("https://localhost:{port}/in"),
            format!("https://127.0.0.1:{port}/in"),
            format!("https://[::ffff:127.0.0.1]:{port}/in"),
            format!("https://[64:ff9b::7f00:1]:{port}/in"),
            format!("http://localhost:{port}/in"),
        ] {
            webhook(&app, &address, &[WebhookEvent::Updated]).await;
        }
        tell(&app, person.person_id).await;
        assert_eq!(run_jobs(&app).await, 5);
        assert!(receiver.received().is_empty());
        let refused = "last_status IS NULL AND last_answer = 'the address is in a network that is not public'";
        assert_eq!(deliveries(&app, refused).await, 5);
        // The same addresses where the operator names the network: only what is not encrypted reaches the stand-in.
        let app = allowing(app).await;
        app.state.clock.advance(TimeDelta::minutes(1));
        run_jobs(&app).await;
        assert_eq!(receiver.received().len(), 1);
    }

    async fn one_that_is_switched_off_or_deleted_is_told_nothing(app: TestApp) {
        let app = allowing(app).await;
        let person = insert(&app.state, &[TestPerson::new(1)]).await[0];
        let receiver = Receiver::start([]).await;
        let (id, _) = webhook(&app, &receiver.url(), &[WebhookEvent::Updated]).await;
        tell(&app, person.person_id).await;
        execute(&app, &format!("UPDATE webhooks SET active = FALSE WHERE id = {id}")).await;
        run_jobs(&app).await;
        assert_eq!(deliveries(&app, "state = 'failed'").await, 1);
        tell(&app, person.person_id).await;
        assert_eq!(deliveries(&app, "TRUE").await, 1);
        execute(&app, &format!("UPDATE webhooks SET active = TRUE WHERE id = {id}")).await;
        tell(&app, person.person_id).await;
        execute(&app, &format!("DELETE FROM webhooks WHERE id = {id}")).await;
        assert_eq!(run_jobs(&app).await, 1, "the work finds nothing to do");
        assert!(receiver.received().is_empty());
        assert_eq!(deliveries(&app, "TRUE").await, 0);
    }
}

on_sqlite! {
    async fn one_that_does_not_answer_is_left_alone_after_ten_seconds(app: TestApp) {
        let app = allowing(app).await;
        let person = insert(&app.state, &[TestPerson::new(1)]).await[0];
        let receiver = Receiver::start([Reply::Sleep]).await;
        webhook(&app, &receiver.url(), &[WebhookEvent::Updated]).await;
        tell(&app, person.person_id).await;
        tell(&app, person.person_id).await;
        let began = std::time::Instant::now();
        run_jobs(&app).await;
        assert!(began.elapsed().as_secs() < 15);
        let late = "state = 'waiting' AND last_status IS NULL AND last_answer = 'no answer in time'";
        assert_eq!(deliveries(&app, late).await, 1);
        assert_eq!(deliveries(&app, "state = 'waiting' AND attempts = 0").await, 1, "the other message waits unsent");
        app.state.clock.advance(TimeDelta::minutes(2));
        run_jobs(&app).await;
        assert_eq!(deliveries(&app, "state = 'delivered'").await, 2);
        assert_eq!(deliveries(&app, "state = 'delivered' AND attempts = 2").await, 1);
    }
}

//! Whether older keys may go.

use talentsmaroc::server::{
    actor::Actor,
    context::Viewer,
    error::AppError,
    services::operations::keys::{self, Rotated},
};

use crate::support::{
    cinema_people::{TestCinema, give_cinema},
    on_both,
    people::{TestPerson, actor, insert},
};

const OLD: &str = "sha256:an encryption key that only the tests know";

on_both! {
    async fn older_keys_may_go_when_the_newest_opens_everything(app: TestApp) {
        let keys = insert(&app.state, &[TestPerson::new(1), TestPerson::new(2)]).await;
        give_cinema(&app.state, keys[0].person_id, &TestCinema::new(1)).await;
        let line = Actor::command_line();
        let before = keys::verify(&app.state, &line).await.unwrap();
        assert!(before.seen > 2 && before.not_under_newest == 0, "{before:?}");
        let app = app.with(&[("ENCRYPTION_KEY", &format!("sha256:another key,{OLD}"))]).await;
        assert!(matches!(keys::verify(&app.state, &actor(&Viewer::Anonymous)).await, Err(AppError::Forbidden)));
        let needed = keys::verify(&app.state, &line).await.unwrap();
        assert_eq!((needed.seen, needed.not_under_newest), (before.seen, before.seen));
        let done = keys::rotate(&app.state, &line).await.unwrap();
        assert_eq!(done, Rotated { seen: before.seen, changed: before.seen, late: 0 });
        assert_eq!(keys::verify(&app.state, &line).await.unwrap().not_under_newest, 0);

        // A server that still runs with the old key alone.
        let behind = app.with(&[("ENCRYPTION_KEY", &format!("{OLD},sha256:another key"))]).await;
        give_cinema(&behind.state, keys[1].person_id, &TestCinema::new(2)).await;
        let app = behind.with(&[("ENCRYPTION_KEY", &format!("sha256:another key,{OLD}"))]).await;
        assert!(keys::verify(&app.state, &line).await.unwrap().not_under_newest > 0);
        assert!(keys::rotate(&app.state, &line).await.unwrap().changed > 0);
        assert_eq!(keys::verify(&app.state, &line).await.unwrap().not_under_newest, 0);
    }
}

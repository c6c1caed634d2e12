//! Demo people are added once, and not beside real ones unless that is requested.

use talentsmaroc::server::actor::Actor;
use talentsmaroc::server::services::demo::{Seeded, seed};

use crate::support::{
    on_both,
    people::{TestPerson, insert},
};

on_both! {
    async fn a_second_run_adds_nobody_whoever_registered_meanwhile(app: TestApp) {
        let seed = async |people, force| seed(&app.state, &Actor::command_line(), people, 0.5, force, |_| {}).await.unwrap();
        assert_eq!(seed(5, false).await, Seeded::Added(5));
        assert_eq!(seed(5, false).await, Seeded::Added(0));
        insert(&app.state, &[TestPerson::new(1)]).await;
        assert_eq!(seed(5, false).await, Seeded::Added(0), "`make demo` again");
        assert_eq!(seed(6, false).await, Seeded::RealPeople);
        assert_eq!(seed(6, true).await, Seeded::Added(1));
    }
}

//! People full of unique values: whatever the application answers, to any viewer, holds only those that the visibility
//! table lets through.

mod at_rest;
mod finder;
mod people;
mod plan;
mod rounds;
mod walk;
mod world;

use std::collections::BTreeSet;

use talentsmaroc::domain::visibility::Audience;

use self::world::{Viewer, World};
use crate::support::{full_size, on_both};

on_both! {
    async fn canaries_escape_nowhere(app: TestApp) {
        let world = World::make(app).await;
        let all: Vec<usize> = (0..world.people.len()).collect();
        let seen = futures_util::future::join_all(Viewer::OTHERS.map(|viewer| world.walk(viewer))).await;
        let leaks: BTreeSet<&String> = seen.iter().flat_map(|seen| &seen.leaks).collect();
        assert!(leaks.is_empty(), "{} leaks: {leaks:#?}", leaks.len());
        let audiences = [Audience::Anonymous, Audience::Anonymous, Audience::SignedIn, Audience::Administrator];
        let mut missing = BTreeSet::new();
        for (seen, audience) in seen.iter().zip(audiences) {
            missing.extend(world.missing(seen, audience, &all));
        }
        // A suspended person sees nothing of their own.
        for number in all.into_iter().filter(|number| !world.people[*number].suspended) {
            let own = world.walk_own(number).await;
            assert!(own.leaks.is_empty(), "{:#?}", own.leaks);
            missing.extend(world.missing(&own, Audience::Owner, &[number]));
        }
        assert!(missing.is_empty(), "{missing:#?}");
        let answers: usize = seen.iter().map(|seen| seen.answers).sum();
        let least = if full_size() { 4_000 } else { 1_400 };
        assert!(answers > least, "only {answers} answers were looked at");
    }
}

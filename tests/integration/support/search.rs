//! Searching as a viewer does, without pages.

use std::sync::Arc;

use talentsmaroc::{
    domain::{
        search::list::SearchList,
        visibility::Audience::{self, Administrator, Anonymous, SignedIn},
    },
    server::{
        context::Viewer,
        services::search::lists::{self, FoundPeople},
        state::{AppParts, AppState},
    },
};

use super::people::{administrator, member, untrusted};

/// The viewers who may search a list, with the audience each belongs to.
pub fn viewers(list: SearchList) -> Vec<(Viewer, Audience)> {
    let mut all = vec![(administrator(), Administrator)];
    if list != SearchList::Desk {
        all.extend([(Viewer::Anonymous, Anonymous), (untrusted(), Anonymous), (member(-3, None), SignedIn)]);
    }
    all
}

/// What a search finds.
pub async fn find(state: &AppState, viewer: &Viewer, list: SearchList, address: &str) -> FoundPeople {
    lists::find(state, &mut state.db.read().await.unwrap(), viewer, list, address).await.unwrap()
}

/// How many people a search finds.
pub async fn count(state: &AppState, viewer: &Viewer, list: SearchList, address: &str) -> u64 {
    find(state, viewer, list, address).await.found.total
}

/// How many people the visitors, members and administrators find who look for the same in a list.
pub async fn counts(state: &AppState, list: SearchList, address: &str) -> [u64; 3] {
    let mut counts = [0; 3];
    for (place, viewer) in [Viewer::Anonymous, member(-3, None), administrator()].iter().enumerate() {
        counts[place] = count(state, viewer, list, address).await;
    }
    counts
}

/// The same server with an index that is made from the database.
pub fn with_new_index(state: &AppState) -> AppState {
    AppState::new(AppParts { search_index: Arc::default(), ..AppParts::clone(state) })
}

/// Searches answer what those of an index do that is made from the database, for everyone who may search.
pub async fn assert_as_made_anew(state: &AppState, addresses: &[&str]) {
    let new = with_new_index(state);
    for list in SearchList::ALL {
        for (viewer, audience) in viewers(list) {
            for address in addresses {
                let (known, read) =
                    (find(state, &viewer, list, address).await, find(&new, &viewer, list, address).await);
                assert_eq!(known.found, read.found, "{list:?} {audience:?} {address}");
            }
        }
    }
}

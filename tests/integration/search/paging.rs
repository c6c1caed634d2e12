//! Turning pages shows every person exactly once, forwards and backwards, also while people register.

use talentsmaroc::{
    domain::{
        module::Module,
        search::{
            cursor::Cursor,
            filter::FilterId,
            list::{Order, SearchList},
            query::SearchQuery,
        },
    },
    server::{context::Viewer, state::AppState},
};

use crate::support::{
    casting::{TestCinema, erase, insert_cinema, save_again},
    on_both,
    people::administrator,
    search::{find, viewers},
};

fn people(numbers: std::ops::RangeInclusive<u32>) -> Vec<TestCinema> {
    numbers
        .map(|number| {
            let mut cinema = TestCinema::new(number);
            // Several of the same name.
            cinema.person.last_name = format!("Nom{}", number % 7);
            cinema.person.first_name = "Prénom".to_owned();
            cinema.person.show_name_photo = number % 3 != 0;
            cinema.person.photo = number % 2 == 0;
            cinema.listed_city = Some(("MA", if number % 5 == 0 { "Rabat" } else { "Salé" }));
            cinema
        })
        .collect()
}

fn read(list: SearchList, address: &str) -> SearchQuery {
    let (query, ignored) = SearchQuery::from_address(list, address);
    assert_eq!(ignored, []);
    query
}

/// The same search in every order that makes sense for it.
fn in_every_order(query: &SearchQuery) -> Vec<SearchQuery> {
    let sorted = |order: Order| {
        if order == query.usual_order() { query.clone() } else { query.with(FilterId::Sort, order.key()) }
    };
    query.orders().into_iter().map(sorted).collect()
}

/// A search that finds every one of these people, and has every order the list knows.
fn widest(list: SearchList) -> SearchQuery {
    match list {
        SearchList::Directory => read(list, "q=dj"),
        SearchList::Casting | SearchList::Desk => read(list, "q=figurant&city=Rabat&radius_km=50"),
    }
}

/// The ids on every page from the first on.
async fn there(state: &AppState, viewer: &Viewer, query: &SearchQuery) -> Vec<i64> {
    let (mut ids, mut at) = (Vec::new(), query.clone());
    loop {
        let page = find(state, viewer, query.list(), &at.to_address()).await;
        assert!(page.found.ids.len() <= query.list().page_size() && page.ignored.is_empty());
        ids.extend(&page.found.ids);
        match page.found.next {
            Some(next) => at = query.at(next),
            None => return ids,
        }
    }
}

/// The ids on every page from the last back.
async fn back(state: &AppState, viewer: &Viewer, query: &SearchQuery) -> Vec<i64> {
    let (mut ids, mut at) = (Vec::new(), query.at(Cursor::Before(0)));
    loop {
        let page = find(state, viewer, query.list(), &at.to_address()).await;
        assert!(page.ignored.is_empty());
        ids.splice(0..0, page.found.ids.iter().copied());
        match page.found.previous {
            Some(previous) => at = query.at(previous),
            None => return ids,
        }
    }
}

fn assert_once(mut ids: Vec<i64>, count: usize, what: &str) {
    assert_eq!(ids.len(), count, "{what}");
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "{what}");
}

on_both! {
    async fn pages_there_and_back_lose_nobody(app: TestApp) {
        insert_cinema(&app.state, &people(1..=75)).await;
        for (list, searches) in [
            (SearchList::Directory, &[("", 75), ("q=dj", 75), ("talent=dj&gender=F", 75), ("code=MACAN000", 9), ("code=MA", 75)][..]),
            (SearchList::Casting, &[("", 75), ("type=extra&gender=F", 75), ("code=MACAN000", 9), ("q=figurant", 75), ("city=Rabat&radius_km=50", 75)][..]),
            (SearchList::Desk, &[("", 75), ("q=nom3", 11), ("state=active", 75)][..]),
        ] {
            for ((viewer, audience), (address, count)) in viewers(list).iter().flat_map(|viewer| searches.iter().map(move |search| (viewer, search))) {
                for query in in_every_order(&read(list, address)) {
                    let what = format!("{list:?} {audience:?} {}", query.to_address());
                    let ids = there(&app.state, viewer, &query).await;
                    assert_eq!(back(&app.state, viewer, &query).await, ids, "{what}");
                    assert_once(ids, *count, &what);
                }
            }
        }
    }

    async fn whoever_registers_between_two_pages_hides_nobody(app: TestApp) {
        let state = &app.state;
        let mut last = 60;
        insert_cinema(state, &people(1..=last)).await;
        for list in SearchList::ALL {
            let (viewer, _) = viewers(list).pop().unwrap();
            for query in in_every_order(&widest(list)) {
                let what = format!("{list:?} {}", query.to_address());
                let present = there(state, &viewer, &query).await;
                for begin in [query.clone(), query.at(Cursor::Before(0))] {
                    let forward = begin == query;
                    let (mut shown, mut at) = (Vec::new(), begin);
                    loop {
                        let page = find(state, &viewer, list, &at.to_address()).await;
                        assert!(page.ignored.is_empty(), "{what}");
                        shown.extend(&page.found.ids);
                        last += 1;
                        insert_cinema(state, &people(last..=last)).await;
                        match if forward { page.found.next } else { page.found.previous } {
                            Some(cursor) => at = query.at(cursor),
                            None => break,
                        }
                    }
                    let whole = shown.clone();
                    assert_once(whole, shown.len(), &what);
                    let missing: Vec<_> = present.iter().filter(|id| !shown.contains(id)).collect();
                    assert!(missing.is_empty(), "{what}: {missing:?}");
                }
            }
        }
    }

    async fn whoever_goes_between_two_pages_takes_nobody_along(app: TestApp) {
        let state = &app.state;
        let mut all = people(1..=60);
        let keys = insert_cinema(state, &all).await;
        let query = read(SearchList::Casting, "type=extra&sort=newest");
        let viewer = Viewer::Anonymous;
        let present = there(state, &viewer, &query).await;
        let first = find(state, &viewer, query.list(), &query.to_address()).await;
        // The next page begins after the one is hidden and the other erased.
        let size = query.list().page_size();
        let (hidden, erased) = (60 - size, 60 - size + 1);
        all[hidden].visibility = "private";
        save_again(state, &all[hidden], keys[hidden], Module::Cinema).await;
        erase(state, keys[erased]).await;
        let second = find(state, &viewer, query.list(), &query.at(first.found.next.unwrap()).to_address()).await;
        assert_eq!(second.ignored, []);
        assert_eq!((second.found.total, &second.found.ids[..]), (58, &present[size..2 * size]));
        let first = find(state, &viewer, query.list(), &query.at(second.found.previous.unwrap()).to_address()).await;
        assert_eq!(first.found.ids, present[..size - 2]);
    }

    async fn beyond_the_end_every_list_begins_again(app: TestApp) {
        insert_cinema(&app.state, &people(1..=3)).await;
        for list in SearchList::ALL {
            for query in in_every_order(&widest(list)) {
                let first = find(&app.state, &administrator(), list, &query.to_address()).await;
                let (first_id, last_id) = match query.order() {
                    Order::Newest => (i64::MAX, 1),
                    Order::Oldest => (1, i64::MAX),
                    _ => (i64::MAX, i64::MAX),
                };
                for beyond in [Cursor::After(0), Cursor::Before(first_id), Cursor::After(last_id)] {
                    let page = find(&app.state, &administrator(), list, &query.at(beyond).to_address()).await;
                    assert_eq!((page.query, page.ignored), (query.clone(), vec![FilterId::Page]), "{beyond:?}");
                    assert!(page.found.lost && page.found.ids == first.found.ids && page.found.total == 3, "{beyond:?}");
                }
            }
        }
    }

    async fn a_place_in_a_list_tells_nothing_of_whom_its_viewer_cannot_reach(app: TestApp) {
        let state = &app.state;
        let mut all = people(1..=9);
        for (place, cinema) in all.iter_mut().enumerate() {
            cinema.person.show_name_photo = true;
            if place % 3 == 1 {
                (cinema.visibility, cinema.person.visibility) = ("private", "private");
            }
        }
        let keys = insert_cinema(state, &all).await;
        for list in [SearchList::Directory, SearchList::Casting] {
            for query in in_every_order(&widest(list)).into_iter().filter(|query| query.order() != Order::Newest) {
                let at = async |cursor: Cursor| {
                    let page = find(state, &Viewer::Anonymous, list, &query.at(cursor).to_address()).await;
                    (page.query, page.ignored, page.found)
                };
                let nobody = i64::MAX;
                for hidden in keys.iter().skip(1).step_by(3).map(|keys| keys.person_id) {
                    let what = query.to_address();
                    assert!(at(Cursor::After(hidden)).await == at(Cursor::After(nobody)).await, "{what}: after {hidden}");
                    assert!(at(Cursor::Before(hidden)).await == at(Cursor::Before(nobody)).await, "{what}: before {hidden}");
                }
            }
        }
    }
}

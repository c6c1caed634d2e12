//! Every list finds exactly whom its viewer may find, in the order that was asked for, page by page, with the right
//! counts: whatever people are written, changed, hidden and erased, on both databases.

mod addresses;
mod expected;
mod someone;

use chrono::TimeDelta;
use fastrand::Rng;
use talentsmaroc::{
    domain::{
        lang::Lang,
        module::Module,
        reference,
        search::{
            attribute::{ACCOUNT_STATES, Attribute},
            cursor::Cursor,
            filter::{FilterId, FilterKind},
            list::{Order, SearchList},
            page::{FacetCounts, Total},
            query::SearchQuery,
        },
        visibility::Audience,
    },
    server::{
        actor::Actor,
        context::Viewer,
        geo::CityLocation,
        repositories::search::cities,
        services::{admin, search::lists},
        state::AppState,
    },
};

use self::{
    expected::{Expected, World},
    someone::{Someone, insert_all, one_in},
};
use crate::support::{
    casting::erase,
    full_size, on_both,
    search::{find, viewers},
};

/// What was seen in all: too little of it would prove nothing.
#[derive(Debug, Default)]
struct Seen {
    people: usize,
    pages_turned: usize,
    approximate: usize,
    loosened: usize,
}

/// Every choice of a closed list.
fn choices(attribute: Attribute) -> Vec<&'static str> {
    match attribute {
        Attribute::Country => reference::countries().iter().map(|country| country.code.as_str()).collect(),
        Attribute::Module => Module::ALL.into_iter().map(Module::key).collect(),
        Attribute::AccountState => ACCOUNT_STATES.to_vec(),
        _ => reference::terms(attribute.key()).map(|term| term.key.as_str()).collect(),
    }
}

fn assert_counts(counts: &FacetCounts, expected: &Expected<'_>, query: &SearchQuery, audience: Audience) {
    for filter in query.list().filters() {
        let wanted = |key: &str| expected.counts.get(&filter.id).and_then(|keys| keys.get(key)).copied().unwrap_or(0);
        // Around a city, another country means another city of that name: nothing is told.
        let untold = filter.id == FilterId::Country && counts.get(filter.id, "MA").is_none();
        if untold {
            assert!(!query.value(FilterId::RadiusKm).is_empty(), "{audience:?} {}", query.to_address());
        } else if let Some(attribute) = filter.kind.attribute() {
            let choices = choices(attribute);
            assert!(choices.len() > 1, "{attribute:?}");
            for key in choices {
                let told = (filter.id, key, counts.get(filter.id, key));
                assert_eq!(told, (filter.id, key, Some(wanted(key))), "{audience:?} {}", query.to_address());
            }
        } else if let (FilterKind::Flag(_), Some(count)) = (filter.kind, counts.get(filter.id, "1")) {
            assert_eq!((filter.id, count), (filter.id, wanted("1")), "{audience:?} {}", query.to_address());
        }
    }
}

/// Walks the pages of a search to the end, and sometimes back from there.
async fn check(
    state: &AppState,
    rng: &mut Rng,
    world: &World<'_>,
    viewer: &Viewer,
    query: &SearchQuery,
    seen: &mut Seen,
) {
    let (list, size) = (query.list(), query.list().page_size());
    let whose = format!("{list:?} {:?} {}", world.audience, query.to_address());
    let expected = world.search(query);
    let ids: Vec<i64> = expected.people.iter().map(|someone| someone.id(list)).collect();
    let number = |place: usize| match query.order() {
        Order::Newest => ids[place],
        _ => expected.people[place].keys.person_id,
    };
    let previous = |start: usize| (start > 0).then(|| Cursor::Before(number(start)));
    let next = |end: usize| (end < ids.len()).then(|| Cursor::After(number(end - 1)));

    let (mut at, mut start) = (query.clone(), 0);
    loop {
        let page = find(state, viewer, list, &at.to_address()).await;
        let end = (start + size).min(ids.len());
        assert_eq!(page.found.ids, ids[start..end], "{whose} from {start}");
        assert_eq!((page.query, page.ignored), (at, Vec::new()), "{whose}");
        assert_eq!((page.found.total, page.found.lost), (u64::try_from(ids.len()).unwrap(), false), "{whose}");
        assert_eq!((page.found.previous, page.found.next), (previous(start), next(end)), "{whose} from {start}");
        assert_eq!((page.approximate, &page.found.loosen), (expected.approximate, &expected.loosen), "{whose}");
        if start == 0 {
            assert_counts(&page.found.counts, &expected, query, world.audience);
        }
        let Some(cursor) = page.found.next else { break };
        (at, start) = (query.at(cursor), end);
        seen.pages_turned += 1;
    }
    if !ids.is_empty() && one_in(rng, 3) {
        let (mut cursor, mut end) = (Cursor::Before(0), ids.len());
        loop {
            let page = find(state, viewer, list, &query.at(cursor).to_address()).await;
            let start = end.saturating_sub(size);
            assert_eq!(page.found.ids, ids[start..end], "{whose} back to {start}");
            assert_eq!((page.found.previous, page.found.next), (previous(start), next(end)), "{whose} back to {start}");
            let Some(before) = page.found.previous else { break };
            (cursor, end) = (before, start);
        }
    }
    if list != SearchList::Desk && one_in(rng, 4) {
        let (_, page) = lists::search(state, viewer, Lang::Fr, list, &query.to_address()).await.unwrap();
        let codes = expected.people.iter().take(size).map(|someone| &someone.cinema.person.code);
        assert!(page.lines.iter().map(|card| &card.code).eq(codes), "{whose}");
        assert_eq!((page.total, page.approximate), (Total::Exact(ids.len() as u64), expected.approximate), "{whose}");
        assert_counts(&page.counts, &expected, query, world.audience);
    }
    seen.people += ids.len();
    seen.approximate += usize::from(expected.approximate);
    seen.loosened += expected.loosen.len();
}

/// Searches as everyone who may.
async fn check_all(
    state: &AppState,
    rng: &mut Rng,
    people: &[Someone],
    places: &[CityLocation],
    query: &SearchQuery,
    seen: &mut Seen,
) {
    for (viewer, audience) in viewers(query.list()) {
        let world = World { people, places, audience, today: state.clock.today() };
        check(state, rng, &world, &viewer, query, seen).await;
    }
}

/// Changes one person at random; returns their code.
async fn change(state: &AppState, rng: &mut Rng, people: &mut Vec<Someone>) -> String {
    let today = state.clock.today();
    let place = rng.usize(..people.len());
    let someone = &mut people[place];
    let code = someone.cinema.person.code.clone();
    let (operator, known) = (Actor::command_line(), code.parse().unwrap());
    match rng.u8(..8) {
        0 => {
            (someone.cinema.visibility, someone.cinema.person.visibility) = ("private", "private");
            someone.save(state).await;
        }
        1 if someone.cinema.person.suspended => {
            admin::people::reactivate(state, &operator, &known).await.unwrap();
            someone.cinema.person.suspended = false;
        }
        1 => {
            admin::people::suspend(state, &operator, &known, None).await.unwrap();
            someone.cinema.person.suspended = true;
        }
        2 => {
            erase(state, someone.keys).await;
            people.remove(place);
        }
        3 => {
            let photo = !someone.cinema.person.photo;
            someone.set_photo(state, photo).await;
        }
        4 => someone.change_profiles(rng, state).await,
        5 => {
            let outcome = admin::people::approve(state, &operator, &known).await.unwrap();
            someone.cinema.person.minor_approved |= outcome == admin::people::StateChange::Done;
        }
        _ => {
            someone.answer(rng, today);
            someone.save(state).await;
        }
    }
    code
}

on_both! {
    async fn every_list_finds_exactly_whom_its_viewer_may_find(app: TestApp) {
        let state = &app.state;
        // Every run of `make test` asks the same; the full size asks something else each time.
        let seed = if full_size() { fastrand::u64(..) } else { 20_261_129 };
        println!("seed {seed}");
        let (random, changes) = if full_size() { (200, 60) } else { (25, 15) };
        let mut rng = Rng::with_seed(seed);
        let mut seen = Seen::default();
        // Birthdays come when the test wants them.
        state.clock.stop();
        let places = cities::places(&mut state.db.read().await.unwrap()).await.unwrap();
        let mut people: Vec<Someone> = Vec::new();
        let mut number = 0_u32;
        for round in 0..3 {
            let today = state.clock.today();
            let last = if round == 0 { 110 } else { number + 10 };
            let mut added: Vec<_> =
                (number + 1..=last).map(|number| Someone::new(&mut rng, number, today)).collect();
            number = last;
            insert_all(state, &mut added).await;
            people.append(&mut added);
            for list in SearchList::ALL {
                if round == 0 {
                    for query in addresses::one_by_one(list, today) {
                        check_all(state, &mut rng, &people, &places, &query, &mut seen).await;
                    }
                }
                for _ in 0..random {
                    let query = addresses::at_random(&mut rng, list, &people, today);
                    check_all(state, &mut rng, &people, &places, &query, &mut seen).await;
                }
            }
            for _ in 0..changes {
                let code = change(state, &mut rng, &mut people).await;
                for list in SearchList::ALL {
                    let address = format!("code={code}");
                    let (query, _) = SearchQuery::from_address(list, &address);
                    check_all(state, &mut rng, &people, &places, &query, &mut seen).await;
                }
            }
            state.clock.advance(TimeDelta::days(2));
        }
        let enough = seen.people > 10_000 && seen.pages_turned > 200 && seen.approximate > 20 && seen.loosened > 40;
        assert!(enough, "this test proves too little: {seen:?}");
    }
}

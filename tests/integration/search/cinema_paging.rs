//! Paging through the casting search skips no profile and shows none twice, however many there are.

use talentsmaroc::{
    domain::{
        lang::Lang,
        search::{
            cinema::{CastingFilter, Sort},
            directory::PAGE_SIZE,
            listing::{Cursor, ListFilter as _},
        },
    },
    server::{
        context::Viewer,
        repositories::search::{
            cinema as repository,
            cinema::{CastingSearch, FoundPage},
        },
        services::search::cinema,
    },
};

use crate::support::{
    TestApp,
    casting::{TestCinema, insert_cinema},
    on_both,
    people::member,
};

fn people(count: u32) -> Vec<TestCinema> {
    (1..=count)
        .map(|number| {
            let mut cinema = TestCinema::new(number);
            // Several of the same name.
            cinema.person.last_name = format!("Nom{}", number % 7);
            cinema.person.first_name = "Prénom".to_owned();
            cinema.person.show_name_photo = number % 3 != 0;
            cinema
        })
        .collect()
}

async fn find(app: &TestApp, search: &CastingSearch, sort: Sort, cursor: Option<Cursor>) -> FoundPage {
    repository::find(&mut app.state.db.read().await.unwrap(), search, sort, cursor).await.unwrap()
}

/// Every page from the first on, then every page from the last back.
async fn there_and_back(app: &TestApp, search: &CastingSearch, sort: Sort) -> (Vec<i64>, Vec<i64>) {
    let (mut there, mut cursor) = (Vec::new(), None);
    loop {
        let page = find(app, search, sort, cursor).await;
        assert!(page.ids.len() <= PAGE_SIZE && !page.lost);
        there.extend(&page.ids);
        match Cursor::neighbours(&page.ids, cursor, page.more).1 {
            Some(next) => cursor = Some(next),
            None => break,
        }
    }
    let (mut back, mut cursor) = (Vec::new(), Some(Cursor::Before(0)));
    loop {
        let page = find(app, search, sort, cursor).await;
        back.splice(0..0, page.ids.iter().copied());
        match Cursor::neighbours(&page.ids, cursor, page.more).0 {
            Some(previous) => cursor = Some(previous),
            None => break,
        }
    }
    (there, back)
}

on_both! {
    async fn pages_of_few_and_of_many_people_are_the_same(app: TestApp) {
        insert_cinema(&app.state, &people(75)).await;
        for viewer in [Viewer::Anonymous, member(-3, None)] {
            for (query, count) in [("", 75), ("type=extra&gender=F", 75), ("code=MACAN000", 9), ("q=figurant", 75)] {
                let (filter, _) = CastingFilter::from_query(query);
                let mut conn = app.state.db.read().await.unwrap();
                let mut search = cinema::resolve(&app.state, &mut conn, &viewer, &filter).await.unwrap();
                drop(conn);
                for sort in [Sort::Newest, Sort::Name] {
                    search.few = 10_000;
                    let few = there_and_back(&app, &search, sort).await;
                    search.few = 5;
                    let many = there_and_back(&app, &search, sort).await;
                    assert_eq!(few.0.len(), count, "{query}");
                    assert_eq!(few.0, few.1, "{query} {sort:?}");
                    assert_eq!(few, many, "{query} {sort:?}");
                    let mut once = few.0.clone();
                    once.sort_unstable();
                    once.dedup();
                    assert_eq!(once.len(), count, "{query} {sort:?}");
                }
            }
        }
    }

    async fn a_place_in_the_list_of_names_tells_nobodys_name(app: TestApp) {
        let mut people = people(3);
        people[1].visibility = "private";
        insert_cinema(&app.state, &people).await;
        let search = async |query: &str| cinema::search(&app.state, &Viewer::Anonymous, Lang::Fr, query).await.unwrap();
        let (_, first) = search("sort=name").await;
        let (_, behind_nobody) = search("sort=name&page=n999999").await;
        // A private profile is not visible to others.
        for number in 1..=9 {
            let (_, page) = search(&format!("sort=name&page=n{number:x}")).await;
            let visible = page.ignored.is_empty();
            assert!(visible || page == behind_nobody, "{number}");
        }
        assert_eq!(first.cards, behind_nobody.cards);
        assert_eq!(first.cards.len(), 2);
    }
}

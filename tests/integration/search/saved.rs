//! Several servers on one database, and indexes that were saved: none answers from what is no longer so.

use std::path::PathBuf;

use chrono::TimeDelta;
use talentsmaroc::{
    domain::{module::Module, search::list::SearchList},
    server::{
        actor::Actor,
        services::{admin::people, search::index},
        state::AppState,
    },
};

use crate::support::{
    TestApp,
    casting::{TestCinema, erase, insert_cinema, save_again},
    on_both,
    people::member,
    search::{count, find, viewers},
};

fn people(numbers: std::ops::RangeInclusive<u32>) -> Vec<TestCinema> {
    numbers.map(TestCinema::new).collect()
}

fn file(app: &TestApp) -> PathBuf {
    app.folder.path().join("search-index.bin")
}

/// How many people members find in either list of profiles.
async fn found(state: &AppState, address: &str) -> [u64; 2] {
    let viewer = member(-3, None);
    [
        count(state, &viewer, SearchList::Directory, address).await,
        count(state, &viewer, SearchList::Casting, address).await,
    ]
}

/// Both servers answer every list alike.
async fn assert_same(one: &AppState, other: &AppState) {
    for list in SearchList::ALL {
        for (viewer, audience) in viewers(list) {
            for address in ["", "sort=name", "sort=photo"] {
                let (one, other) = (find(one, &viewer, list, address).await, find(other, &viewer, list, address).await);
                assert_eq!(one.found, other.found, "{list:?} {audience:?} {address}");
            }
        }
    }
}

on_both! {
    async fn what_one_server_hides_is_gone_from_the_other(app: TestApp) {
        let one = &app.state;
        let (two, _folder) = app.another_server().await;
        let mut all = people(1..=6);
        let keys = insert_cinema(one, &all).await;
        assert_eq!((found(one, "").await, found(&two, "").await), ([6, 6], [6, 6]));
        let operator = Actor::command_line();
        for (here, there, suspended, hidden, erased) in [(one, &two, 0, 1, 2), (&two, one, 3, 4, 5)] {
            let code = all[suspended].person.code.clone();
            people::suspend(here, &operator, &code.parse().unwrap(), None).await.unwrap();
            assert_eq!(found(there, &format!("code={code}")).await, [0, 0]);
            (all[hidden].visibility, all[hidden].person.visibility) = ("private", "private");
            for module in Module::ALL {
                save_again(here, &all[hidden], keys[hidden], module).await;
            }
            assert_eq!(found(there, &format!("code={}", all[hidden].person.code)).await, [0, 0]);
            erase(here, keys[erased]).await;
            assert_eq!(found(there, &format!("code={}", all[erased].person.code)).await, [0, 0]);
            assert_same(one, &two).await;
            people::reactivate(here, &operator, &code.parse().unwrap()).await.unwrap();
            assert_eq!(found(there, &format!("code={code}")).await, [1, 1]);
        }
        for number in 7..=12 {
            let (here, there) = if number % 2 == 0 { (one, &two) } else { (&two, one) };
            insert_cinema(here, &people(number..=number)).await;
            assert_eq!(found(there, &format!("code=MACAN{number:04}")).await, [1, 1]);
        }
        assert_same(one, &two).await;
        two.db.close().await;
    }

    async fn people_of_one_name_stand_alike_on_every_server(app: TestApp) {
        let one = &app.state;
        let mut all = people(1..=40);
        for cinema in &mut all {
            (cinema.person.first_name, cinema.person.last_name) = ("Amina".to_owned(), "Exemple".to_owned());
            cinema.person.show_name_photo = true;
        }
        let keys = insert_cinema(one, &all).await;
        found(one, "").await;
        // One server sees people change one by one; the other reads them all afterwards.
        for place in [3, 20, 39, 3, 0] {
            save_again(one, &all[place], keys[place], Module::Main).await;
            found(one, "").await;
        }
        let (two, _folder) = app.another_server().await;
        assert_same(one, &two).await;
        two.db.close().await;
    }

    async fn a_saved_index_knows_what_changed_since(app: TestApp) {
        let mut all = people(1..=5);
        let keys = insert_cinema(&app.state, &all).await;
        assert_eq!(found(&app.state, "").await, [5, 5]);
        app.state.search_index.save().unwrap();
        let (other, _folder) = app.another_server().await;
        people::suspend(&other, &Actor::command_line(), &"MACAN0001F".parse().unwrap(), None).await.unwrap();
        all[1].person.bio = Some("Canarispäter".to_owned());
        save_again(&other, &all[1], keys[1], Module::Main).await;
        erase(&other, keys[2]).await;
        insert_cinema(&other, &people(6..=7)).await;
        let app = app.with(&[]).await;
        assert!(app.state.search_index.progress().is_none() && app.state.search_index.load().is_some());
        assert_eq!(found(&app.state, "").await, [5, 5]);
        assert!(!file(&app).exists(), "it knows the person who was erased meanwhile");
        assert_eq!(found(&app.state, "q=canarispater").await, [1, 0]);
        assert_same(&app.state, &other).await;
        // Saved by the program itself and opened once more: nothing is lost without any change either.
        app.state.search_index.save().unwrap();
        let app = app.with(&[]).await;
        assert_same(&app.state, &other).await;
        other.db.close().await;
    }

    async fn a_saved_index_of_another_database_is_not_used(app: TestApp) {
        insert_cinema(&app.state, &people(1..=3)).await;
        assert_eq!(found(&app.state, "").await, [3, 3]);
        app.state.search_index.save().unwrap();
        for stranger in [Some(TestApp::sqlite().await), TestApp::postgres().await].into_iter().flatten() {
            // As many changes, made at another moment.
            stranger.state.clock.advance(TimeDelta::hours(1));
            insert_cinema(&stranger.state, &people(7..=9)).await;
            std::fs::copy(file(&app), file(&stranger)).unwrap();
            assert!(stranger.state.search_index.load().is_some());
            assert_eq!(found(&stranger.state, "code=MACAN000").await, [3, 3]);
            for number in 1..=3 {
                assert_eq!(found(&stranger.state, &format!("code=MACAN{number:04}")).await, [0, 0]);
            }
        }
    }

    async fn a_damaged_index_is_made_anew(app: TestApp) {
        insert_cinema(&app.state, &people(1..=3)).await;
        assert_eq!(found(&app.state, "").await, [3, 3]);
        app.state.search_index.save().unwrap();
        let whole = std::fs::read(file(&app)).unwrap();
        let mut damaged: Vec<Vec<u8>> = [0, 1, 3, 16, whole.len() / 2, whole.len() - 1]
            .into_iter()
            .map(|length| whole[..length].to_vec())
            .collect();
        for place in [0, 8, 20, whole.len() / 3, whole.len() / 2, whole.len() - 1] {
            let mut flipped = whole.clone();
            flipped[place] ^= 0b0001_0000;
            damaged.push(flipped);
        }
        let mut app = app;
        for (number, bytes) in damaged.into_iter().enumerate() {
            std::fs::write(file(&app), bytes).unwrap();
            app = app.with(&[]).await;
            assert!(app.state.search_index.load().is_none(), "{number}");
            assert_eq!(found(&app.state, "").await, [3, 3], "{number}");
            assert_eq!(found(&app.state, "q=canarifirst2").await, [1, 1], "{number}");
        }
        app.state.search_index.save().unwrap();
        assert!(app.state.search_index.load().is_some());
        std::fs::remove_file(file(&app)).unwrap();
        let app = app.with(&[]).await;
        assert_eq!(found(&app.state, "").await, [3, 3]);
    }

    async fn what_was_erased_is_in_no_saved_index(app: TestApp) {
        let state = &app.state;
        let mut all = people(1..=3);
        all[0].person.bio = Some("Zqunsaid".to_owned());
        let keys = insert_cinema(state, &all).await;
        let holds = |word: &str| {
            let saved = std::fs::read(file(&app)).unwrap();
            saved.windows(word.len()).any(|part| part == word.as_bytes())
        };
        index::tidy(state).await.unwrap();
        assert!(holds("canarifirst2") && holds("zqunsaid"));
        // Of a person who is gone no file knows, from the next search on.
        erase(state, keys[1]).await;
        assert_eq!(found(state, "").await, [2, 2]);
        assert!(!file(&app).exists());
        index::save(state).await;
        assert!(!file(&app).exists());
        all[0].person.bio = None;
        save_again(state, &all[0], keys[0], Module::Main).await;
        index::tidy(state).await.unwrap();
        assert!(!holds("canarifirst2") && !holds("zqunsaid") && holds("canarifirst1"));
        assert_eq!(found(state, "").await, [2, 2]);
    }

    async fn an_index_can_be_saved_before_there_is_one(app: TestApp) {
        app.state.search_index.save().unwrap();
        assert!(!file(&app).exists());
        assert_eq!(found(&app.state, "").await, [0, 0]);
        app.state.search_index.save().unwrap();
        insert_cinema(&app.state, &people(1..=1)).await;
        let app = app.with(&[]).await;
        assert_eq!(found(&app.state, "").await, [1, 1]);
    }
}

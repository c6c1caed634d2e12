//! What is written is found, and what is hidden is gone, by the next search.

use chrono::{Datelike as _, TimeDelta};
use talentsmaroc::{
    domain::{
        lang::Lang,
        module::Module,
        search::{list::SearchList, page::Total},
    },
    server::{
        actor::Actor,
        context::Viewer,
        repositories::search::changes,
        services::{
            admin::people,
            demo,
            files::{self, FileKind, FileOwner},
            search::{home, lists},
        },
        state::AppState,
    },
};

use crate::support::{
    accounts::execute,
    casting::{TestCinema, erase, insert_cinema, remove_profile, save_again},
    cinema,
    files::give_photo,
    on_both,
    own_data::delete,
    people::{TestPerson, administrator, insert, member},
    registration::{code_on, register},
    search::{assert_as_made_anew, count, counts},
};

/// Searches answer what those of a server do that has just read everything.
async fn assert_up_to_date(state: &AppState) {
    assert_as_made_anew(state, &["", "sort=name", "sort=photo", "q=a", "code=MA"]).await;
}

/// The profiles of both modules are changed alike.
async fn everywhere(state: &AppState, address: &str, expected: [u64; 3]) {
    for list in [SearchList::Directory, SearchList::Casting] {
        assert_eq!(counts(state, list, address).await, expected, "{list:?} {address}");
    }
}

async fn on_desk(state: &AppState, address: &str) -> u64 {
    count(state, &administrator(), SearchList::Desk, address).await
}

on_both! {
    async fn photos_come_and_go(app: TestApp) {
        let state = &app.state;
        let keys = insert_cinema(state, &[TestCinema::new(1)]).await[0];
        everywhere(state, "has_photo=1", [0, 0, 0]).await;
        give_photo(state, keys.person_id).await;
        // Visitors do not see that one.
        everywhere(state, "has_photo=1", [0, 1, 1]).await;
        give_photo(state, keys.person_id).await;
        assert_up_to_date(state).await;
        files::remove(state, &Actor::command_line(), FileOwner::Person(keys.person_id), FileKind::Photo).await.unwrap();
        everywhere(state, "has_photo=1", [0, 0, 0]).await;
        assert_up_to_date(state).await;
    }

    async fn suspended_and_approved_people_are_followed(app: TestApp) {
        let state = &app.state;
        let mut minor = TestCinema::new(2);
        minor.person.date_of_birth = state.clock.today() - TimeDelta::days(365 * 16);
        insert_cinema(state, &[TestCinema::new(1), minor]).await;
        let (adult, minor) = ("MACAN0001F".parse().unwrap(), "MACAN0002F".parse().unwrap());
        everywhere(state, "", [1, 1, 2]).await;
        people::suspend(state, &Actor::command_line(), &adult, None).await.unwrap();
        everywhere(state, "", [0, 0, 1]).await;
        assert_eq!((on_desk(state, "").await, on_desk(state, "state=suspended").await), (2, 1));
        people::reactivate(state, &Actor::command_line(), &adult).await.unwrap();
        people::approve(state, &Actor::command_line(), &minor).await.unwrap();
        everywhere(state, "", [1, 2, 2]).await;
        assert_eq!(on_desk(state, "minor=1&approved=1").await, 1);
        assert_up_to_date(state).await;
    }

    async fn where_everybody_is_suspended_no_list_shows_anybody(app: TestApp) {
        let mut suspended = TestCinema::new(1);
        suspended.person.suspended = true;
        insert_cinema(&app.state, &[suspended]).await;
        everywhere(&app.state, "", [0, 0, 0]).await;
        assert_eq!(on_desk(&app.state, "").await, 1);
    }

    async fn whoever_turns_eighteen_is_found_that_day(app: TestApp) {
        let state = &app.state;
        state.clock.stop();
        let tomorrow = || state.clock.today() + TimeDelta::days(1);
        let birth = || tomorrow().with_year(tomorrow().year() - 18);
        if birth().is_none() {
            // No birthday is on 29 February.
            state.clock.advance(TimeDelta::days(1));
        }
        let mut minor = TestCinema::new(1);
        minor.person.date_of_birth = birth().unwrap();
        minor.person.minor_approved = true;
        insert_cinema(state, &[minor, TestCinema::new(2)]).await;
        everywhere(state, "", [1, 2, 2]).await;
        assert_eq!((on_desk(state, "minor=1").await, on_desk(state, "age_min=18").await), (1, 1));
        state.clock.advance(TimeDelta::days(1));
        everywhere(state, "", [2, 2, 2]).await;
        assert_eq!((on_desk(state, "minor=1").await, on_desk(state, "age_min=18").await), (0, 2));
        assert_up_to_date(state).await;
    }

    async fn other_answers_replace_those_before(app: TestApp) {
        let state = &app.state;
        let mut someone = TestCinema::new(1);
        someone.person.bio = Some("Canarivorher".to_owned());
        someone.titles = vec!["Canarivorher"];
        someone.person.show_name_photo = true;
        let keys = insert_cinema(state, &[someone.clone()]).await[0];
        everywhere(state, "q=canarivorher", [1, 1, 1]).await;
        someone.person.bio = Some("Canarinachher".to_owned());
        someone.titles = vec!["Canarinachher"];
        (someone.person.talents, someone.types) = (vec!["music"], vec!["model"]);
        someone.person.city = "Nachherstadt".to_owned();
        for module in Module::ALL {
            save_again(state, &someone, keys, module).await;
        }
        everywhere(state, "q=canarivorher", [0, 0, 0]).await;
        everywhere(state, "q=canarinachher", [1, 1, 1]).await;
        everywhere(state, "country=MA&city=nachherstadt", [1, 1, 1]).await;
        assert_eq!(counts(state, SearchList::Directory, "talent=dj").await, [0, 0, 0]);
        assert_eq!(counts(state, SearchList::Directory, "talent=music").await, [1, 1, 1]);
        assert_eq!(counts(state, SearchList::Casting, "type=extra").await, [0, 0, 0]);
        assert_eq!(counts(state, SearchList::Casting, "type=model").await, [1, 1, 1]);
        assert_up_to_date(state).await;
    }

    async fn what_is_hidden_is_gone(app: TestApp) {
        let state = &app.state;
        let mut someone = TestCinema::new(1);
        someone.person.show_name_photo = true;
        let keys = insert_cinema(state, &[someone.clone()]).await[0];
        everywhere(state, "q=canarifirst1", [1, 1, 1]).await;
        someone.person.show_name_photo = false;
        save_again(state, &someone, keys, Module::Main).await;
        everywhere(state, "q=canarifirst1", [0, 1, 1]).await;
        for (visibility, expected) in [("members", [0, 1, 1]), ("private", [0, 0, 1]), ("public", [1, 1, 1])] {
            (someone.visibility, someone.person.visibility) = (visibility, visibility);
            for module in Module::ALL {
                save_again(state, &someone, keys, module).await;
            }
            everywhere(state, "", expected).await;
        }
        remove_profile(state, keys, Module::Cinema).await;
        assert_eq!(counts(state, SearchList::Casting, "").await, [0, 0, 0]);
        assert_eq!(counts(state, SearchList::Directory, "").await, [1, 1, 1]);
        assert_eq!((on_desk(state, "module=cinema").await, on_desk(state, "module=main").await), (0, 1));
        assert_up_to_date(state).await;
        erase(state, keys).await;
        assert_eq!((counts(state, SearchList::Directory, "").await, on_desk(state, "").await), ([0, 0, 0], 0));
        assert_up_to_date(state).await;
    }

    async fn a_second_code_is_found_from_the_next_change_on(app: TestApp) {
        let state = &app.state;
        let keys = insert_cinema(state, &[TestCinema::new(1)]).await[0];
        everywhere(state, "code=SNDAK", [0, 0, 0]).await;
        execute(&app, &format!(
            "INSERT INTO unique_codes (code, person_id, is_primary, created_at) \
             VALUES ('SNDAK000007F', {}, FALSE, '2026-01-01 00:00:00')",
            keys.person_id
        )).await;
        let mut tx = state.db.begin().await.unwrap();
        changes::record_person(tx.conn().unwrap(), keys.person_id, state.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        for beginning in ["M", "MACAN", "MACAN0001F", "S", "SNDAK", "SNDAK0", "SNDAK000007F"] {
            everywhere(state, &format!("code={beginning}"), [1, 1, 1]).await;
        }
        everywhere(state, "code=SNDAL", [0, 0, 0]).await;
        assert_up_to_date(state).await;
    }

    async fn whoever_registers_is_found_and_whoever_leaves_is_not(app: TestApp) {
        let state = &app.state;
        assert_eq!(on_desk(state, "").await, 0);
        let mut browser = app.browser();
        let code = code_on(&register(&mut browser, &[("visibility", "public")]).await);
        for beginning in ["M", "MACAS", code.as_str()] {
            assert_eq!(counts(state, SearchList::Directory, &format!("code={beginning}")).await, [1, 1, 1], "{beginning}");
        }
        let email = [("email", "other@example.org"), ("visibility", "public")];
        let other = cinema::code_on(&cinema::register(&mut app.browser(), &email).await);
        assert_eq!(counts(state, SearchList::Casting, &format!("code={other}")).await, [1, 1, 1]);
        assert_eq!(on_desk(state, "").await, 2);
        assert_up_to_date(state).await;
        delete(&mut browser, &code).await;
        assert_eq!(counts(state, SearchList::Directory, "").await, [0, 0, 0]);
        assert_eq!((on_desk(state, "").await, on_desk(state, &format!("code={code}")).await), (1, 0));
        assert_up_to_date(state).await;
    }

    async fn totals_follow_what_is_written(app: TestApp) {
        let state = &app.state;
        let people: Vec<_> = (1..=30).map(TestPerson::new).collect();
        insert(state, &people).await;
        let total = async |viewer: &Viewer| {
            lists::search(state, viewer, Lang::Fr, SearchList::Directory, "").await.unwrap().1.total
        };
        assert_eq!(total(&Viewer::Anonymous).await, Total::Exact(30));
        people::suspend(state, &Actor::command_line(), &"MACAN0002F".parse().unwrap(), None).await.unwrap();
        assert_eq!(total(&Viewer::Anonymous).await, Total::Exact(29));
        let mut hidden = TestPerson::new(31);
        hidden.visibility = "members";
        insert(state, &[hidden]).await;
        assert_eq!(total(&Viewer::Anonymous).await, Total::Exact(29));
        assert_eq!(total(&member(-3, None)).await, Total::Exact(30));
        assert_eq!(home::summary(state, Lang::Fr).await.unwrap().figures.people, Total::Exact(29));
    }

    async fn demo_people_are_searched_like_everybody(app: TestApp) {
        let state = &app.state;
        assert_eq!(on_desk(state, "").await, 0);
        demo::seed(state, &Actor::command_line(), 60, 0.5, false, |_| {}).await.unwrap();
        demo::draw_photos(state, &Actor::command_line(), 2, |_| {}).await.unwrap();
        assert_up_to_date(state).await;
        assert_eq!((on_desk(state, "").await, on_desk(state, "has_photo=1").await), (60, 2));
        assert_eq!(count(state, &administrator(), SearchList::Directory, "has_photo=1").await, 2);
        assert!(count(state, &administrator(), SearchList::Casting, "").await > 10);
        demo::remove(state, &Actor::command_line(), |_| {}).await.unwrap();
        assert_eq!(on_desk(state, "").await, 0);
        assert_eq!(count(state, &administrator(), SearchList::Casting, "").await, 0);
        assert_up_to_date(state).await;
    }

    async fn people_of_whom_no_change_was_recorded_are_found_after_a_start(app: TestApp) {
        insert_cinema(&app.state, &[TestCinema::new(1), TestCinema::new(2)]).await;
        // As another program leaves them.
        execute(&app, "DELETE FROM search_changes").await;
        let app = app.with(&[]).await;
        everywhere(&app.state, "code=MACAN", [2, 2, 2]).await;
        assert_eq!(count(&app.state, &Viewer::Anonymous, SearchList::Directory, "q=dj").await, 2);
        assert_eq!(count(&app.state, &Viewer::Anonymous, SearchList::Casting, "q=figurant").await, 2);
        insert_cinema(&app.state, &[TestCinema::new(3)]).await;
        everywhere(&app.state, "code=MACAN", [3, 3, 3]).await;
        assert_up_to_date(&app.state).await;
    }

    async fn searches_at_once_see_what_was_written_before_each(app: TestApp) {
        let state = &app.state;
        // The first ones make the index, the others bring it forward.
        for number in 1..=6 {
            insert_cinema(state, &[TestCinema::new(number)]).await;
            let found = tokio::join!(on_desk(state, ""), on_desk(state, ""), on_desk(state, ""), on_desk(state, ""));
            let all = u64::from(number);
            assert_eq!(found, (all, all, all, all));
        }
    }
}

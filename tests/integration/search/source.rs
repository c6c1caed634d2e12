//! What the index takes of people is what they answered.

use talentsmaroc::{
    domain::{
        module::Module,
        profiles::completeness::score,
        search::attribute::{Attribute, Flag, TextField},
        visibility::Visibility,
    },
    server::{repositories::search::source, search_index::PersonEntry, services::profiles::completeness},
};

use crate::support::{
    TestApp,
    accounts::execute,
    cinema_people::{TestCinema, give_cinema},
    files::{give_cv, give_photo},
    on_both,
    people::{TestPerson, insert},
};

async fn load(app: &TestApp, first: i64, last: i64) -> Vec<PersonEntry> {
    source::load(&mut app.state.db.read().await.unwrap(), first, last).await.unwrap()
}

on_both! {
    async fn each_person_has_their_own_lists(app: TestApp) {
        let mut people: Vec<_> = (1..=3).map(TestPerson::new).collect();
        people[0].languages = vec!["fr", "ar"];
        people[0].bio = Some("Canari words".to_owned());
        people[1].aliases = vec!["SNDAK0007F".to_owned(), "AAAAA0001F".to_owned()];
        people[1].suspended = true;
        people[2].languages = vec!["en"];
        people[2].visibility = "members";
        let keys = insert(&app.state, &people).await;
        give_cinema(&app.state, keys[1].person_id, &TestCinema { visibility: "private", ..TestCinema::new(1) }).await;
        let entries = load(&app, keys[0].person_id, keys[2].person_id).await;
        assert!(entries.iter().map(|entry| entry.person_id).eq(keys.iter().map(|keys| keys.person_id)));
        let languages = |entry: &PersonEntry| {
            let spoken = entry.attributes.iter().filter(|(attribute, _)| *attribute == Attribute::Language);
            spoken.map(|(_, key)| key.clone()).collect::<Vec<_>>()
        };
        assert_eq!(entries.iter().map(languages).map(|keys| keys.join(" ")).collect::<Vec<_>>(), ["ar fr", "", "en"]);
        let codes: Vec<_> = entries.iter().map(|entry| entry.codes.join(" ")).collect();
        assert_eq!(codes, ["MACAN0001F", "MACAN0002F AAAAA0001F SNDAK0007F", "MACAN0003F"]);
        assert_eq!(entries.iter().map(|entry| entry.suspended).collect::<Vec<_>>(), [false, true, false]);
        let visibility: Vec<_> = entries.iter().map(|entry| entry.main.unwrap().visibility).collect();
        assert_eq!(visibility, [Visibility::Public, Visibility::Public, Visibility::Members]);
        let cinema: Vec<_> = entries.iter().map(|entry| entry.cinema.map(|profile| profile.visibility)).collect();
        assert_eq!(cinema, [None, Some(Visibility::Private), None]);
        assert_eq!((entries[1].height, entries[1].playing_age), (Some(193), Some((61, 73))));
        assert!(entries[1].attributes.contains(&(Attribute::CinemaType, "stunt_performer".to_owned())));
        assert!(entries[1].texts.contains(&(TextField::Productions, "Canarifilm1".to_owned())));
        assert!(entries[0].texts.contains(&(TextField::Bio, "Canari words".to_owned())));
        assert!(!entries[1].texts.iter().any(|(field, _)| *field == TextField::Bio));
        assert_eq!((entries[0].city.as_str(), entries[0].city_id), ("aincanari", None));
        assert!(entries.iter().all(|entry| entry.attributes.contains(&(Attribute::Talent, "dj".to_owned()))));
        // One at a time they are the same.
        for entry in &entries {
            assert_eq!(load(&app, entry.person_id, entry.person_id).await, std::slice::from_ref(entry));
        }
    }

    async fn the_score_is_the_one_that_profiles_show(app: TestApp) {
        let mut people: Vec<_> = (1..=2).map(TestPerson::new).collect();
        people[0].bio = Some("Words".to_owned());
        let keys = insert(&app.state, &people).await;
        let first = keys[0].person_id;
        give_photo(&app.state, first).await;
        give_cv(&app.state, first).await;
        for network in ["github", "x"] {
            execute(&app, &format!(
                "INSERT INTO social_links (person_id, network, address_encrypted) \
                 SELECT id, '{network}', phone_encrypted FROM people WHERE id = {first}"
            )).await;
        }
        let entries = load(&app, first, keys[1].person_id).await;
        assert!(entries[0].flags.contains(&Flag::Cv) && entries[0].flags.contains(&Flag::Photo));
        assert!(entries[1].flags.is_empty());
        let mut conn = app.state.db.read().await.unwrap();
        for entry in &entries {
            let points = completeness::of_person(&app.state, &mut conn, entry.person_id, Module::Main).await.unwrap();
            assert_eq!(entry.completeness, Some(score(&points)));
        }
        assert_eq!((entries[0].completeness, entries[1].completeness), (Some(84), Some(40)));
    }

    async fn people_come_range_by_range(app: TestApp) {
        let people: Vec<_> = (1..=5).map(TestPerson::new).collect();
        let ids: Vec<_> = insert(&app.state, &people).await.iter().map(|keys| keys.person_id).collect();
        let mut conn = app.state.db.read().await.unwrap();
        let mut ranges = Vec::new();
        let mut last = 0;
        while let Some((first, end)) = source::next_range(&mut conn, last, 2).await.unwrap() {
            ranges.push((first, end));
            last = end;
        }
        assert_eq!(ranges, [(ids[0], ids[1]), (ids[2], ids[3]), (ids[4], ids[4])]);
    }
}

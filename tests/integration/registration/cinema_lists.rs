//! Every key of every list of the CINEMA form: chosen, stored, worded in the three languages, found.

use talentsmaroc::domain::{
    lang::Lang,
    reference,
    search::{
        attribute::Attribute,
        filter::{Filter, FilterKind},
        list::SearchList,
    },
};

use crate::support::{browser::Page, cinema, on_both, own_data::number};

/// Lists of which any number may be chosen: form field, vocabulary, where the keys are stored.
const MANY: [(&str, Attribute, &str); 4] = [
    ("talent_types", Attribute::CinemaType, "SELECT COUNT(*) AS n FROM cinema_profile_types WHERE talent_type ="),
    ("other_talents", Attribute::CinemaSkill, "SELECT COUNT(*) AS n FROM cinema_profile_skills WHERE skill ="),
    ("ethnicities", Attribute::Ethnicity, "SELECT COUNT(*) AS n FROM cinema_profile_ethnicities WHERE ethnicity ="),
    ("languages", Attribute::Language, "SELECT COUNT(*) AS n FROM person_languages WHERE language ="),
];
/// Lists of which one may be chosen.
const ONE: [(&str, Attribute, &str); 5] = [
    ("eye_color", Attribute::EyeColor, "SELECT COUNT(*) AS n FROM cinema_profiles WHERE eye_color ="),
    ("hair_color", Attribute::HairColor, "SELECT COUNT(*) AS n FROM cinema_profiles WHERE hair_color ="),
    ("hair_type", Attribute::HairType, "SELECT COUNT(*) AS n FROM cinema_profiles WHERE hair_type ="),
    ("skin_tone", Attribute::SkinTone, "SELECT COUNT(*) AS n FROM cinema_profiles WHERE skin_tone ="),
    ("build", Attribute::Build, "SELECT COUNT(*) AS n FROM cinema_profiles WHERE build ="),
];
/// Chosen one at a time and not searched: form field, vocabulary, where the key is stored.
const NOT_SEARCHED: [(&str, &str, &str); 2] = [
    ("id_document_type", "id_document", "SELECT COUNT(*) AS n FROM identity_documents WHERE kind ="),
    ("production_type", "production_type", "SELECT COUNT(*) AS n FROM cinema_productions WHERE kind ="),
];

fn keys(vocabulary: &'static str) -> Vec<&'static str> {
    reference::terms(vocabulary).map(|term| term.key.as_str()).collect()
}

/// The filters of the casting search that look for keys of a list of the form.
fn filters() -> impl Iterator<Item = (&'static Filter, Attribute)> {
    SearchList::Casting.filters().filter_map(|filter| match filter.kind {
        FilterKind::AnyOf(list) | FilterKind::AllOf(list) => Some((filter, list)),
        _ => None,
    })
}

/// What the page itself says, head and foot of the site apart.
fn words(page: &Page) -> String {
    page.texts("main").join(" ")
}

on_both! {
    async fn every_key_of_every_list_is_chosen_stored_shown_and_found(app: TestApp) {
        let everybody = ONE.iter().map(|(_, list, _)| keys(list.key()).len()).max().unwrap();
        let mut codes = Vec::new();
        for number in 0..everybody {
            let email = format!("person{number}@example.org");
            let mut answers = vec![("email", email.as_str()), ("show_origins", "on"), ("show_name_photo", "on")];
            for (field, list, _) in ONE {
                let keys = keys(list.key());
                answers.push((field, keys[number % keys.len()]));
            }
            for (field, vocabulary, _) in NOT_SEARCHED {
                let keys = keys(vocabulary);
                answers.push((field, keys[number % keys.len()]));
            }
            // The first person is everything at once.
            if number == 0 {
                for (field, list, _) in MANY {
                    answers.extend(keys(list.key()).into_iter().map(|key| (field, key)));
                }
            }
            codes.push(cinema::code_on(&cinema::register(&mut app.browser(), &answers).await));
        }

        let all = MANY.iter().chain(&ONE).map(|(_, list, sql)| (list.key(), *sql));
        for (vocabulary, sql) in all.chain(NOT_SEARCHED.map(|(_, vocabulary, sql)| (vocabulary, sql))) {
            for key in keys(vocabulary) {
                assert!(number(&app, &format!("{sql} '{key}'")).await > 0, "{vocabulary}: {key} is not stored");
            }
        }

        for lang in Lang::ALL {
            let mut browser = app.browser();
            browser.cookies.insert("lang".to_owned(), lang.code().to_owned());
            for (number, code) in codes.iter().enumerate() {
                let page = words(&browser.get(&format!("/cinema/profile/{code}")).await);
                let shown = |vocabulary: &str, key: &str| {
                    let label = reference::term(vocabulary, key).unwrap().label(lang);
                    assert!(page.contains(label), "{vocabulary}: {key} of {code} is not shown in {lang:?}: {page}");
                };
                for list in ONE.map(|(_, list, _)| list.key()).into_iter().chain(["production_type"]) {
                    let keys = keys(list);
                    shown(list, keys[number % keys.len()]);
                }
                for (_, list, _) in MANY.iter().filter(|_| number == 0) {
                    keys(list.key()).into_iter().for_each(|key| shown(list.key(), key));
                }
            }
        }

        let mut browser = app.browser();
        assert_eq!(filters().count(), MANY.len() + ONE.len());
        for (filter, list) in filters() {
            let keys = keys(list.key());
            for (place, key) in keys.iter().enumerate() {
                let page = browser.get(&format!("/cinema/talents?{}={key}", filter.id.key())).await;
                let mut found = page.attributes("main a[href^='/cinema/profile/']", "href");
                found.dedup();
                if ONE.iter().any(|(_, one, _)| *one == list) {
                    let who = codes.iter().enumerate().filter(|(number, _)| number % keys.len() == place);
                    let mut who: Vec<_> = who.map(|(_, code)| format!("/cinema/profile/{code}")).collect();
                    who.reverse();
                    assert_eq!(found, who, "{list:?}: {key}");
                } else {
                    assert!(found.contains(&format!("/cinema/profile/{}", codes[0])), "{list:?}: {key}: {found:?}");
                }
            }
        }
    }
}

//! However a name is spelt, each spelling finds each: in names, other texts and cities.

use talentsmaroc::{
    domain::search::{filter::FilterId, list::SearchList, query::SearchQuery},
    server::context::Viewer,
};

use crate::support::{
    on_both,
    people::{TestPerson, insert},
    search::{count, counts},
};

const SPELLINGS: &[&[&str]] = &[
    &["N'Diaye", "N’Diaye", "Nʼdiaye", "Ndiaye", "N Diaye", "NDIAYE"],
    &["Ben-Ali", "Ben Ali", "Benali", "Ben‑Ali", "بن علي"],
    &["chœur", "choeur"],
    &["Straße", "strasse"],
    &["Bjørn", "bjorn"],
    &["Łukasz", "Lukasz"],
    &["Đặng", "dang"],
    &["Işık", "isik", "IŞIK"],
    &["كريم", "کریم", "Karim"],
    &["هند", "ہند", "ھند"],
    &["مُحَمَّد", "محمد", "محمـــد", "ﻣﺤﻤﺪ", "Mohamed", "Mohammed", "Muhammad"],
    &["عبد الله", "عبدالله", "Abdallah", "Abd Allah"],
    &["الفاسي", "فاسي", "El Fassi", "Elfassi"],
    &["٢٠٢٦", "۲۰۲۶", "2026"],
    &["ⴰⵎⵓⵔ", "ⴰⵎⵓⵔ"],
    &["𞤀𞤣𞤤𞤢𞤥", "𞤢𞤣𞤤𞤢𞤥"],
];

/// The address of a search in the directory.
fn address(values: &[(FilterId, &str)]) -> String {
    let everyone = SearchQuery::everyone(SearchList::Directory);
    values.iter().fold(everyone, |query, (id, value)| query.with(*id, value)).to_address()
}

on_both! {
    async fn each_spelling_finds_each(app: TestApp) {
        let mut people = Vec::new();
        for (number, spelling) in (1..).step_by(2).zip(SPELLINGS.iter().copied().flatten()) {
            let (mut named, mut described) = (TestPerson::new(number), TestPerson::new(number + 1));
            named.show_name_photo = true;
            named.last_name = (*spelling).to_owned();
            named.city = (*spelling).to_owned();
            described.bio = Some(format!("Bonjour, {spelling} ; actrice"));
            people.extend([named, described]);
        }
        insert(&app.state, &people).await;
        let mut people = people.chunks(2);
        for spellings in SPELLINGS {
            for stored in *spellings {
                let Some([named, described]) = people.next() else { panic!("two people a spelling") };
                for &typed in *spellings {
                    for (place, address) in [
                        ("name", address(&[(FilterId::Words, typed), (FilterId::Code, named.code.as_str())])),
                        ("bio", address(&[(FilterId::Words, typed), (FilterId::Code, described.code.as_str())])),
                        ("city", address(&[
                            (FilterId::Country, "MA"),
                            (FilterId::City, typed),
                            (FilterId::Code, named.code.as_str()),
                        ])),
                    ] {
                        let found = count(&app.state, &Viewer::Anonymous, SearchList::Directory, &address).await;
                        assert_eq!(found, 1, "{typed} finds the {place} {stored}");
                    }
                }
            }
        }
    }

    async fn a_city_is_found_in_latin_and_in_arabic_letters(app: TestApp) {
        let mut people = Vec::new();
        for (number, city) in (1..).zip(["Casablanca", "الدار البيضاء", "Rabat"]) {
            let mut person = TestPerson::new(number);
            person.city = city.to_owned();
            people.push(person);
        }
        insert(&app.state, &people).await;
        for typed in ["casablanca", "الدار البيضاء", "الدار البيضا"] {
            let address = address(&[(FilterId::Country, "MA"), (FilterId::City, typed)]);
            assert_eq!(count(&app.state, &Viewer::Anonymous, SearchList::Directory, &address).await, 2, "{typed}");
        }
    }

    async fn no_spelling_finds_a_hidden_name(app: TestApp) {
        let mut hidden = TestPerson::new(1);
        hidden.last_name = "بن محمد".to_owned();
        insert(&app.state, &[hidden]).await;
        for typed in ["محمد", "Mohamed", "Benmohamed", "بنمحمد", "Ben Muhammad"] {
            let found = counts(&app.state, SearchList::Directory, &address(&[(FilterId::Words, typed)])).await;
            assert_eq!(found, [0, 1, 1], "{typed}");
        }
    }

    async fn a_mistyped_name_is_still_found(app: TestApp) {
        let mut person = TestPerson::new(1);
        person.show_name_photo = true;
        person.last_name = "N'Diaye-Benkirane".to_owned();
        insert(&app.state, &[person]).await;
        for (typed, found) in [("Ndiaie", 1), ("Benkiran", 1), ("Bemkirane", 1), ("Ndiayebenkirame", 1), ("Bemkiranne", 0)] {
            let address = address(&[(FilterId::Words, typed)]);
            assert_eq!(count(&app.state, &Viewer::Anonymous, SearchList::Directory, &address).await, found, "{typed}");
        }
    }
}

//! Names that were stored before anything was asked of them, on pages and on the pictures of links.

use http::StatusCode;

use crate::support::{
    on_both,
    people::{TestPerson, insert},
};

on_both! {
    async fn a_card_is_drawn_of_any_stored_name(app: TestApp) {
        let tower = format!("Z{}", "\u{302}".repeat(200));
        let names = ["A\u{ffff}\u{fffe}\u{1}\u{b}", "\u{200b}", "王芳", "ⴰⵎⵉⵏⴰ", "ኃይለ", "ߝߊߕߎ", "🎬", "<&'\"", tower.as_str()];
        let people: Vec<TestPerson> = (1..)
            .zip(names)
            .map(|(number, name)| {
                let mut person = TestPerson::new(number);
                (person.first_name, person.last_name) = (name.to_owned(), name.to_owned());
                person.show_name_photo = number % 2 == 0;
                person
            })
            .collect();
        insert(&app.state, &people).await;
        let mut browser = app.browser();
        for person in people {
            let page = browser.get(&format!("/profile/view/{}", person.code)).await;
            assert_eq!(page.status, StatusCode::OK, "{}", person.first_name.escape_unicode());
            let address = page.attribute("meta[property='og:image']", "content").unwrap();
            let card = browser.get(&format!("/og/{}", address.rsplit('/').next().unwrap())).await;
            assert_eq!(card.status, StatusCode::OK, "{}", person.first_name.escape_unicode());
            assert_eq!(image::load_from_memory(&card.bytes).unwrap().width(), 1200);
        }
    }

    async fn hidden_names_show_one_capital_letter_each_or_the_code(app: TestApp) {
        let rows = [
            ("'Abd", "El Fassi", "A. E."),
            ("(Mimi)", "Exemple", "M. E."),
            ("🎬 Sara", "Exemple", "S. E."),
            ("-", "Exemple", "E."),
            ("\u{200f}أمينة", "بناني", "أ. ب."),
            ("ﬁlippo", "Exemple", "F. E."),
            ("-", "12", "MACAN0007F"),
        ];
        let people: Vec<TestPerson> = (1..)
            .zip(rows)
            .map(|(number, (first_name, last_name, _))| {
                let mut person = TestPerson::new(number);
                (person.first_name, person.last_name) = (first_name.to_owned(), last_name.to_owned());
                person
            })
            .collect();
        insert(&app.state, &people).await;
        for (person, (_, _, shown)) in people.iter().zip(rows) {
            let page = app.browser().get(&format!("/profile/view/{}", person.code)).await;
            assert_eq!(page.texts("h1"), [shown]);
            assert_eq!(page.attribute("meta[property='og:title']", "content").as_deref(), Some(shown));
        }
    }
}

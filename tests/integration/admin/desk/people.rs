//! The list of everyone: filters in the address, private values posted, pages.

use chrono::Months;
use talentsmaroc::domain::{
    fields::{FieldId, Value},
    registration::IdentityDocument,
};

use super::all_lines;
use crate::support::{
    accounts::administrator_browser,
    browser::Page,
    on_both,
    people::{TestPerson, insert},
};

const FIND: &str = "form[action='/fn/find_person']";

fn codes(page: &Page) -> Vec<String> {
    let links = page.attributes("tbody a[href^='/admin/users/']", "href");
    links.into_iter().map(|link| link.trim_start_matches("/admin/users/").to_owned()).collect()
}

on_both! {
    async fn filters_find_people_of_every_state(app: TestApp) {
        let born = app.state.clock.today() - Months::new(12 * 15);
        let suspended = TestPerson { suspended: true, ..TestPerson::new(2) };
        let minor = TestPerson { date_of_birth: born, ..TestPerson::new(3) };
        let approved = TestPerson { minor_approved: true, date_of_birth: born, ..TestPerson::new(4) };
        insert(&app.state, &[TestPerson::new(1), suspended, minor, approved]).await;
        let mut browser = administrator_browser(&app).await;
        let cases: [(&str, &[&str]); 9] = [
            ("", &["MACAN0004F", "MACAN0003F", "MACAN0002F", "MACAN0001F"]),
            ("q=canarifirst2", &["MACAN0002F"]),
            ("code=MACAN0003", &["MACAN0003F"]),
            ("state=suspended", &["MACAN0002F"]),
            ("minor=1", &["MACAN0004F", "MACAN0003F"]),
            ("waiting=1", &["MACAN0003F"]),
            ("approved=1", &["MACAN0004F"]),
            ("module=cinema", &[]),
            ("q=canari&sort=name&state=active", &["MACAN0001F", "MACAN0003F", "MACAN0004F"]),
        ];
        for (query, expected) in cases {
            let page = browser.get(&format!("/admin/users?{query}")).await;
            assert_eq!(codes(&page), expected, "{query}");
            if !query.is_empty() {
                assert!(page.has("a.chip-link[href^='/admin/users']"), "{query}: a chip takes the filter off");
            }
        }
        let page = browser.get("/admin/users?waiting=1").await;
        // Without script too the order needs a button, which belongs to the form of the filters.
        assert!(page.has("select[name=sort][form=people-search]") && page.has("form#people-search[role=search]"));
        assert!(page.html().contains(r#"<noscript><button type="submit" form="people-search""#));
        assert!(page.has("input[name=waiting][checked]") && page.text().contains("Moins de 18 ans : à approuver"));
        let nobody = browser.get("/admin/users?q=zzzzzz").await;
        assert!(nobody.text().contains("Aucun profil ne correspond") && nobody.has("a[href='/admin/users']"));
        let odd = browser.get("/admin/users?state=asleep&registered_from=yesterday").await;
        assert!(odd.text().contains("Critères inconnus, ignorés") && codes(&odd).len() == 4);
    }

    async fn portfolios_and_consents_to_analysis_are_filters(app: TestApp) {
        let portfolio = TestPerson::new(2).with(FieldId::PortfolioUrl, "https://works.example".to_owned());
        let consent = TestPerson::new(3).with(FieldId::AllowCvAnalysis, Value::Flag(true));
        insert(&app.state, &[TestPerson::new(1), portfolio, consent]).await;
        let mut browser = administrator_browser(&app).await;
        for (query, expected) in [("has_portfolio=1", "MACAN0002F"), ("cv_analysis=1", "MACAN0003F")] {
            let page = browser.get(&format!("/admin/users?{query}")).await;
            assert_eq!(codes(&page), [expected], "{query}");
        }
    }

    async fn columns_sort_in_both_directions(app: TestApp) {
        let born = |years: u32| app.state.clock.today() - Months::new(12 * years);
        let aged = |number: u32, years: u32| TestPerson { date_of_birth: born(years), ..TestPerson::new(number) };
        insert(&app.state, &[aged(1, 30), aged(2, 50), aged(3, 20), aged(4, 30)]).await;
        let mut browser = administrator_browser(&app).await;
        // What follows the order of the address, and what the head of its column leads to.
        let cases: [(&str, &[u32], &str, &str); 6] = [
            ("youngest", &[3, 4, 1, 2], "ascending", "eldest"),
            ("eldest", &[2, 4, 1, 3], "descending", "youngest"),
            ("name", &[1, 2, 3, 4], "ascending", "name_down"),
            ("name_down", &[4, 3, 2, 1], "descending", "name"),
            ("oldest", &[1, 2, 3, 4], "ascending", "newest"),
            ("newest", &[4, 3, 2, 1], "descending", "oldest"),
        ];
        for (order, expected, direction, reverse) in cases {
            let page = browser.get(&format!("/admin/users?state=active&sort={order}")).await;
            let expected: Vec<_> = expected.iter().map(|number| format!("MACAN000{number}F")).collect();
            assert_eq!(codes(&page), expected, "{order}");
            assert_eq!(page.attributes("th[aria-sort]", "aria-sort"), [direction], "{order}");
            let links = page.attributes("th[aria-sort] a", "href");
            assert_eq!(links, [format!("/admin/users?state=active&sort={reverse}")], "{order}");
        }
        for (order, expected) in [("code", [1, 2, 3, 4]), ("code_down", [4, 3, 2, 1])] {
            let page = browser.get(&format!("/admin/users?sort={order}")).await;
            assert_eq!(codes(&page), expected.map(|number| format!("MACAN000{number}F")), "{order}");
        }
        let unknown = browser.get("/talents?sort=eldest").await;
        assert!(unknown.text().contains("Critères inconnus, ignorés"), "other lists have no such order");
    }

    async fn the_table_is_ordered_by_city(app: TestApp) {
        let lives_in = |number: u32, city: &str| TestPerson { city: city.to_owned(), ..TestPerson::new(number) };
        let cities = ["Zagora", "Çanari", "Baie Canari", "Çanari"];
        let people: Vec<_> = (1..).zip(cities).map(|(number, city)| lives_in(number, city)).collect();
        insert(&app.state, &people).await;
        let mut browser = administrator_browser(&app).await;
        // In the same city the newest first, in both directions.
        for (order, expected, direction, reverse) in [
            ("city", [3, 4, 2, 1], "ascending", "city_down"),
            ("city_down", [1, 4, 2, 3], "descending", "city"),
        ] {
            let page = browser.get(&format!("/admin/users?sort={order}")).await;
            assert_eq!(codes(&page), expected.map(|number| format!("MACAN000{number}F")), "{order}");
            assert_eq!(page.attributes("th[aria-sort]", "aria-sort"), [direction], "{order}");
            assert_eq!(page.attributes("th[aria-sort] a", "href"), [format!("/admin/users?sort={reverse}")], "{order}");
        }
        let other = browser.get("/talents?sort=city").await;
        assert!(other.text().contains("Critères inconnus, ignorés"), "other lists have no such order");
    }

    async fn private_values_find_people_and_stand_in_no_address(app: TestApp) {
        let document = IdentityDocument { kind: "passport", number: "zz-12 345".to_owned() };
        let third = TestPerson::new(3)
            .with(FieldId::Phone, "+212600000003".to_owned())
            .with(FieldId::Documents, Value::Documents(vec![document]));
        insert(&app.state, &[TestPerson::new(1), TestPerson::new(2), third]).await;
        let mut browser = administrator_browser(&app).await;
        let list = browser.get("/admin/users").await;
        for name in ["email", "phone"] {
            assert!(!list.has(&format!("form[action='/admin/users'] [name={name}]")), "{name}");
        }
        let typed = ["canariMAIL3@example.org", "06 00 00 00 03", "+212600000003", "ZZ12345", "macan-0003 f"];
        for page in [list, browser.get("/admin").await] {
            for value in typed {
                let found = browser.submit(&page, FIND, &[("value", value)]).await;
                assert_eq!(found.address, "/admin/users/MACAN0003F", "{value}");
                assert_eq!(found.via, ["/fn/find_person"], "{value}: no other address was visited");
            }
        }
        let page = browser.get("/admin/users").await;
        let several = browser.submit(&page, FIND, &[("value", "0600000000")]).await;
        assert_eq!(several.address, "/admin/users");
        assert_eq!(several.attributes("[role=status] a", "href"), ["/admin/users/MACAN0001F", "/admin/users/MACAN0002F"]);
        let nobody = browser.submit(&page, FIND, &[("value", "+212611111111")]).await;
        assert_eq!(nobody.address, "/admin/users");
        assert!(nobody.has("[role=alert]"));
        assert_eq!(nobody.attribute("[name=value]", "value").as_deref(), Some("+212611111111"), "what was typed stays");
        assert_eq!(all_lines(&app).await, 0);
    }

    async fn fifty_people_a_page(app: TestApp) {
        let people: Vec<_> = (1..=55).map(TestPerson::new).collect();
        insert(&app.state, &people).await;
        let mut browser = administrator_browser(&app).await;
        let first = browser.get("/admin/users?sort=name").await;
        assert_eq!(codes(&first).len(), 50);
        assert!(first.text().contains("55 profils"));
        assert!(first.bytes.len() < 300_000, "{} bytes", first.bytes.len());
        let second = browser.get(&first.attribute("a[rel=next]", "href").unwrap()).await;
        assert_eq!(codes(&second).len(), 5);
        let back = browser.get(&second.attribute("a[rel=prev]", "href").unwrap()).await;
        assert_eq!(codes(&back), codes(&first));
    }
}

//! The columns of the list of everyone, as each administrator chooses them.

use talentsmaroc::{
    domain::desk_columns::DeskColumn,
    server::{actor::Actor, services::demo::seed},
};

use super::{all_lines, lines};
use crate::support::{
    TestApp,
    accounts::{PASSWORD, administrator_browser, execute, member, sign_in},
    browser::{Browser, Page},
    on_both,
    own_data::{data, download},
    people::{TestPerson, insert},
};

/// The most bytes of a page of the table.
const MOST_BYTES: usize = 120_000;
const CHOOSE: &str = "form[action='/fn/choose_columns']";

fn heads(page: &Page) -> Vec<String> {
    page.texts("thead th")
}

async fn another_administrator(app: &TestApp) -> Browser {
    let id = member(app, "second@example.org").await;
    execute(app, &format!("UPDATE accounts SET role = 'administrator' WHERE id = {id}")).await;
    let mut browser = app.browser();
    sign_in(&mut browser, "second@example.org", PASSWORD).await;
    browser
}

/// The columns that are ticked in the form.
fn ticked(page: &Page) -> Vec<String> {
    page.attributes(&format!("{CHOOSE} [name=column][checked]"), "value")
}

on_both! {
    async fn columns_are_chosen_kept_and_reset(app: TestApp) {
        let person = TestPerson { gender: "M", ..TestPerson::new(1) };
        insert(&app.state, &[person, TestPerson::new(2)]).await;
        let mut browser = administrator_browser(&app).await;
        let page = browser.get("/admin/users?state=active&sort=name").await;
        let usual = ["Personne", "Adresse e-mail", "Ville", "Âge", "Profils", "Inscription"];
        assert_eq!(heads(&page), usual);
        assert_eq!(ticked(&page), DeskColumn::USUAL.map(DeskColumn::key));
        assert!(!page.has("[name=action][value=reset]"), "these are the usual ones");

        let typed = [
            ("column", "gender"),
            ("column", "email"),
            ("column", "moon"),
            ("filters", "state=active&sort=name"),
        ];
        let chosen = browser.post("/fn/choose_columns", &typed).await;
        assert_eq!(chosen.address, "/admin/users?state=active&sort=name");
        assert_eq!(heads(&chosen), ["Personne", "Adresse e-mail", "Genre"]);
        assert!(chosen.texts("tbody tr")[0].contains("Homme"), "{:?}", chosen.texts("tbody tr"));
        assert_eq!(ticked(&chosen), ["email", "gender"]);
        assert_eq!((lines(&app, "desk_columns.chosen").await, all_lines(&app).await), (1, 1));

        // The others see theirs.
        assert_eq!(heads(&another_administrator(&app).await.get("/admin/users").await), usual);
        assert_eq!(heads(&browser.get("/admin/users").await), ["Personne", "Adresse e-mail", "Genre"], "they are kept");
        assert_eq!(data(&download(&mut browser).await)["account"]["desk_columns"], "email,gender");

        let before = all_lines(&app).await;
        let page = browser.get("/admin/users?state=active").await;
        let same = browser.submit(&page, CHOOSE, &[]).await;
        assert!(same.text().contains("rien n’a changé"), "{}", same.text());
        assert_eq!((same.address.as_str(), all_lines(&app).await), ("/admin/users?state=active", before));
        let reset = browser.submit(&page, CHOOSE, &[("action", "reset")]).await;
        assert_eq!((heads(&reset), reset.address.as_str()), (usual.map(str::to_owned).to_vec(), "/admin/users?state=active"));
        assert!(reset.text().contains("de nouveau les colonnes habituelles"));
        assert_eq!(all_lines(&app).await, before + 1);
    }

    async fn every_column_has_a_head_and_a_cell(app: TestApp) {
        insert(&app.state, &[TestPerson::new(1)]).await;
        let mut browser = administrator_browser(&app).await;
        browser.post("/fn/choose_columns", &DeskColumn::ALL.map(|column| ("column", column.key()))).await;
        let page = browser.get("/admin/users").await;
        assert_eq!(heads(&page).len(), DeskColumn::ALL.len() + 1);
        assert_eq!(page.texts("tbody td").len(), DeskColumn::ALL.len());
        let named = DeskColumn::ALL.into_iter().zip(heads(&page).into_iter().skip(1));
        let named: Vec<_> = named.filter(|(column, _)| !column.says_itself()).map(|(_, head)| head).collect();
        assert_eq!(page.attributes("tbody td", "data-label"), named);
        let cell = |column: DeskColumn| {
            let place = DeskColumn::ALL.iter().position(|other| *other == column).unwrap();
            page.texts("tbody td")[place].clone()
        };
        assert_eq!(cell(DeskColumn::Country), "Maroc");
        assert_eq!(cell(DeskColumn::BirthDate), "17/05/1990");
        assert_eq!(cell(DeskColumn::Photo), "Non");
        assert_eq!(cell(DeskColumn::MainVisibility), "Tout le monde");
        assert_eq!(cell(DeskColumn::CinemaVisibility), "");
        assert_eq!(cell(DeskColumn::State), "Actif");
        assert_eq!(cell(DeskColumn::LastSeen), "", "the account was never used");
        let score: u8 = cell(DeskColumn::Completeness).parse().unwrap();
        assert!((1..=100).contains(&score), "{score}");
        // Heads order by what they name.
        let sorted = browser.get("/admin/users?sort=fullest").await;
        assert_eq!(sorted.texts("th[aria-sort=descending]"), ["Profil rempli à (%)"]);
    }

    async fn a_page_of_fifty_stays_small(app: TestApp) {
        seed(&app.state, &Actor::command_line(), 60, 0.5, false, |_| {}).await.unwrap();
        let mut browser = administrator_browser(&app).await;
        for language in ["fr", "ar", "en"] {
            browser.post("/lang", &[("lang", language)]).await;
            let page = browser.get("/admin/users").await;
            assert_eq!(page.attributes("tbody tr input[name=person]", "value").len(), 50);
            let bytes = page.html().len();
            assert!(bytes <= MOST_BYTES, "{language}: {bytes} bytes");
        }
    }

    async fn a_table_without_columns_has_names_and_codes(app: TestApp) {
        insert(&app.state, &[TestPerson::new(1)]).await;
        let mut browser = administrator_browser(&app).await;
        browser.post("/fn/choose_columns", &[("filters", "")]).await;
        let page = browser.get("/admin/users").await;
        assert_eq!(heads(&page), ["Personne"]);
        assert!(page.texts("tbody th")[0].contains("MACAN0001F"));
    }

    async fn the_way_back_holds_no_private_value(app: TestApp) {
        let mut browser = administrator_browser(&app).await;
        let back = browser.post("/fn/choose_columns", &[("filters", "email=a%40b.example&gender=F"), ("column", "city")]).await;
        assert_eq!(back.address, "/admin/users?gender=F");
        let odd = browser.post("/fn/choose_columns", &[("filters", "https://evil.example/?gender=moon"), ("column", "age")]).await;
        assert_eq!(odd.address, "/admin/users");
    }
}

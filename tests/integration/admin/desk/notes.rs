//! Notes of administrators about people.

use super::{all_lines, lines};
use crate::support::{
    accounts::{administrator_browser, execute},
    on_both,
    own_data::{data, download, number},
    people::{TestPerson, insert},
    registration::{code_on, register},
};

const ADD: &str = "form[action='/fn/add_note']";
const REMOVE: &str = "form[action='/fn/remove_note']";

on_both! {
    async fn notes_are_written_read_newest_first_and_deleted(app: TestApp) {
        insert(&app.state, &[TestPerson::new(1), TestPerson::new(2)]).await;
        let mut browser = administrator_browser(&app).await;
        let page = browser.get("/admin/users/MACAN0001F").await;
        let refused = browser.submit(&page, ADD, &[("text", " \r\n ")]).await;
        assert!(refused.text().contains("Écrivez quelque chose"), "{}", refused.text());
        let refused = browser.submit(&page, ADD, &[("text", &"x".repeat(1001))]).await;
        assert!(refused.text().contains("La note est trop longue"), "{}", refused.text());
        assert_eq!(all_lines(&app).await, 0);
        browser.submit(&page, ADD, &[("text", "Canarinote one <b>")]).await;
        let done = browser.submit(&page, ADD, &[("text", "Canarinote two")]).await;
        let text = done.text();
        assert!(text.find("Canarinote two").unwrap() < text.find("Canarinote one <b>").unwrap(), "{text}");
        assert_eq!((lines(&app, "note.added").await, all_lines(&app).await), (2, 2));
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM person_notes").await, 2);
        assert!(!browser.get("/admin/users/MACAN0002F").await.html().contains("Canarinote"));
        for address in ["/profile/view/MACAN0001F", "/talents", "/admin/users"] {
            assert!(!browser.get(address).await.html().contains("Canarinote"), "{address}");
        }
        let removed = browser.submit(&done, REMOVE, &[]).await;
        assert!(removed.text().contains("La note est supprimée") && !removed.text().contains("Canarinote two"));
        assert_eq!((lines(&app, "note.removed").await, all_lines(&app).await), (1, 3));
        // A note of another person is not reached by this code.
        let again = browser.post("/fn/remove_note", &[("code", "MACAN0002F"), ("note", "1")]).await;
        assert!(again.text().contains("rien n’a changé"), "{}", again.text());
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM person_notes").await, 1);
    }

    async fn people_get_the_notes_about_them_with_their_data_and_take_them_along(app: TestApp) {
        let mut own = app.browser();
        let code = code_on(&register(&mut own, &[]).await);
        let mut browser = administrator_browser(&app).await;
        browser.post("/fn/add_note", &[("code", &code), ("text", "Canarinote")]).await;
        assert!(!own.get("/profile/data").await.html().contains("Canarinote"));
        let archive = data(&download(&mut own).await);
        assert_eq!(archive["internal_notes"][0]["text"], "Canarinote");
        assert!(!archive.to_string().contains("admin@example.org"), "others are not named");
        execute(&app, "DELETE FROM accounts WHERE email = 'amina@example.org'").await;
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM person_notes").await, 0);
    }
}

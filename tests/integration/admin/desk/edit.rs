//! An administrator changes the answers of a person in the person's own forms.

use talentsmaroc::domain::{
    files::FileKind,
    registration::{FormStep as _, Step, fields as f},
};

use super::{all_lines, lines};
use crate::support::{
    TestApp,
    accounts::administrator_browser,
    answers::first,
    browser::{Browser, Page},
    files::photo,
    mails, on_both,
    own_data::number,
    registration::{code_on, register},
};

const SECTION: &str = "form[data-section]";

/// A registered person, with the browser they registered with.
async fn person(app: &TestApp) -> (Browser, String) {
    let mut browser = app.browser();
    let code = code_on(&register(&mut browser, &first()).await);
    (browser, code)
}

async fn section(browser: &mut Browser, code: &str, section: Step) -> Page {
    browser.get(&format!("/admin/users/{code}/edit?section={}", section.key())).await
}

on_both! {
    async fn an_answer_is_corrected_and_noted_without_its_value(app: TestApp) {
        let (_, code) = person(&app).await;
        let mut browser = administrator_browser(&app).await;
        let before = all_lines(&app).await;
        let desk = browser.get(&format!("/admin/users/{code}")).await;
        assert!(desk.has(&format!("a[href='/admin/users/{code}/edit']")));
        let page = section(&mut browser, &code, Step::Career).await;
        let saved = browser.submit(&page, SECTION, &[(f::BIO, "Canaribio desk"), ("action", "save")]).await;
        assert_eq!(saved.address, format!("/admin/users/{code}/edit#career"));
        assert!(saved.text().contains("Canaribio desk"), "{}", saved.text());
        assert_eq!((lines(&app, "person.changed").await, all_lines(&app).await), (1, before + 1));
        let noted = "SELECT COUNT(*) AS n FROM audit_log WHERE action = 'person.changed' AND fields = 'bio'";
        assert_eq!(number(&app, noted).await, 1);
        // What was not changed leaves no line.
        let page = section(&mut browser, &code, Step::Career).await;
        browser.submit(&page, SECTION, &[("action", "save")]).await;
        assert_eq!(all_lines(&app).await, before + 1);
        let desk = browser.get(&format!("/admin/users/{code}")).await;
        assert!(desk.text().contains("Réponses modifiées par un administrateur"), "{}", desk.text());
    }

    async fn what_the_person_changed_meanwhile_is_shown_beside_what_was_typed(app: TestApp) {
        let (mut own, code) = person(&app).await;
        let mut browser = administrator_browser(&app).await;
        let page = section(&mut browser, &code, Step::Career).await;
        let theirs = own.get("/profile/edit?section=career").await;
        own.submit(&theirs, SECTION, &[(f::BIO, "Canaribio own"), ("action", "save")]).await;
        let refused = browser.submit(&page, SECTION, &[(f::BIO, "Canaribio desk"), ("action", "save")]).await;
        assert!(refused.address.starts_with(&format!("/admin/users/{code}/edit?section=career")), "{}", refused.address);
        assert!(refused.text().contains("Canaribio own"), "{}", refused.text());
        assert_eq!(refused.texts(&format!("{SECTION} textarea[name=bio]")).concat().trim(), "Canaribio desk");
        assert_eq!(lines(&app, "person.changed").await, 0);
        // Neither the person nor another person of the desk sees what is not stored.
        assert!(!own.get("/profile/edit?section=career").await.text().contains("Canaribio desk"));
        browser.submit(&refused, SECTION, &[("action", "save")]).await;
        assert_eq!(lines(&app, "person.changed").await, 1);
        assert!(own.get("/profile/edit").await.text().contains("Canaribio desk"));
    }

    async fn who_sees_what_becomes_stricter_only_with_a_reason_that_the_person_is_told(app: TestApp) {
        let (mut own, code) = person(&app).await;
        let mut browser = administrator_browser(&app).await;
        let page = section(&mut browser, &code, Step::Privacy).await;
        let refused = browser.submit(&page, SECTION, &[(f::SHOW_LINKS, "on"), ("action", "save")]).await;
        assert!(refused.text().contains("Seule la personne peut montrer plus"), "{}", refused.text());
        let private = [(f::SHOW_LINKS, ""), (f::VISIBILITY, "private"), ("action", "save")];
        let refused = browser.submit(&refused, SECTION, &private).await;
        assert!(refused.has("#errors a[href='#field-stricter_reason']"), "{}", refused.text());
        assert_eq!(lines(&app, "person.changed").await, 0);
        let told = [("stricter_reason", "safety"), ("action", "save")];
        let saved = browser.submit(&refused, SECTION, &told).await;
        assert_eq!(saved.address, format!("/admin/users/{code}/edit#privacy"), "{}", saved.text());
        let noted = "SELECT COUNT(*) AS n FROM audit_log WHERE reason = 'safety' AND fields = 'visibility'";
        assert_eq!((number(&app, noted).await, lines(&app, "person.changed").await), (1, 1));
        let log = browser.get("/admin/audit?action=person.changed").await.text();
        assert!(log.contains("Pour protéger la personne") && log.contains("Visibilité du profil"), "{log}");
        let mail = mails::newest(&app, "stricter_visibility").await;
        assert!(mail.text.contains("pour vous protéger"), "{}", mail.text);
        // The person may open it again.
        let page = own.get("/profile/edit?section=privacy").await;
        assert!(!page.has("[name=stricter_reason]"));
        own.submit(&page, SECTION, &[(f::VISIBILITY, "public"), ("action", "save")]).await;
        let open = "SELECT COUNT(*) AS n FROM main_profiles WHERE visibility = 'public'";
        assert_eq!(number(&app, open).await, 1);
    }

    async fn files_are_changed_for_a_person(app: TestApp) {
        let (_, code) = person(&app).await;
        let mut browser = administrator_browser(&app).await;
        let address = format!("/admin/users/{code}/edit/files");
        let page = section(&mut browser, &code, Step::FILES).await;
        assert_eq!(page.attribute(SECTION, "action").as_deref(), Some(address.as_str()));
        let fields = [("section", "documents"), ("action", "upload")];
        let answer = browser.upload(&address, &fields, &[(FileKind::Photo.field(), "me.jpg", &photo(1))]).await;
        assert!(answer.status.is_redirection(), "{}", answer.status);
        let photos = "SELECT COUNT(*) AS n FROM people WHERE photo_file_id IS NOT NULL";
        assert_eq!((number(&app, photos).await, lines(&app, "person.files_changed").await), (1, 1));
        browser.upload(&address, &[("section", "documents"), ("remove", "photo")], &[]).await;
        assert_eq!((number(&app, photos).await, lines(&app, "person.files_changed").await), (0, 2));
    }
}

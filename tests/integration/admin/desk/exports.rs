//! People as files: the same as on the desk, in any script, noted for each of them, kept encrypted for a day.

use std::io::Cursor;

use calamine::{Data, DataType as _, Reader as _, Xlsx, open_workbook_from_rs};
use chrono::TimeDelta;
use http::{StatusCode, header};
use talentsmaroc::{
    domain::{
        access::{Capability, Role},
        export::{ExportFormat, ExportList},
        fields::FieldId,
    },
    server::services::operations::housekeeping,
};

use super::{all_lines, lines};
use crate::support::{
    TestApp,
    accounts::{PASSWORD, administrator_browser, execute, member, sign_in},
    browser::{Browser, Page},
    cinema_people::{TestCinema, give_cinema},
    files::all_files,
    mails::run_jobs,
    on_both, on_sqlite,
    own_data::{data, delete, download, number},
    people::{TestPerson, insert},
};

const MAKE: &str = "/admin/exports/make";
const BAR: &str = "form[action='/fn/select_people']";

/// Asks for an export by filters.
pub(super) async fn export(browser: &mut Browser, filters: &str, options: &[(&str, &str)], columns: &[&str]) -> Page {
    let usual = [("list", "main"), ("format", "csv_semicolon"), ("lang", "fr"), ("order", "newest")];
    let mut fields: Vec<(&str, &str)> = vec![("filters", filters)];
    fields.extend(usual.into_iter().filter(|(name, _)| !options.iter().any(|(own, _)| own == name)));
    fields.extend_from_slice(options);
    fields.extend(columns.iter().map(|column| ("column", *column)));
    browser.post(MAKE, &fields).await
}

/// The rows of a file of either kind, its head first.
pub(super) fn rows(page: &Page) -> Vec<Vec<String>> {
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let kind = page.headers[header::CONTENT_TYPE].to_str().unwrap();
    if kind.starts_with("text/csv") {
        let text = page.bytes.strip_prefix("\u{feff}".as_bytes()).expect("it begins with the mark of UTF-8");
        let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(b';').from_reader(text);
        return reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    }
    assert_eq!(kind, ExportFormat::Xlsx.media_type());
    let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(page.bytes.clone())).unwrap();
    let sheet = workbook.worksheet_range_at(0).unwrap().unwrap();
    let text = |cell: &Data| cell.as_string().unwrap_or_default();
    sheet.rows().map(|row| row.iter().map(text).collect()).collect()
}

/// The codes in the first column.
fn codes(page: &Page) -> Vec<String> {
    rows(page).into_iter().skip(1).map(|row| row[0].clone()).collect()
}

/// The codes on every page of the desk's table.
pub(super) async fn on_the_desk(browser: &mut Browser, filters: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut address = format!("/admin/users?{filters}");
    loop {
        let page = browser.get(&address).await;
        all.extend(page.texts(".desk-table .desk-code"));
        match page.attribute("a[rel=next]", "href") {
            Some(next) => address = next,
            None => return all,
        }
    }
}

async fn stored_files(app: &TestApp) -> Vec<std::path::PathBuf> {
    let storage = app.folder.path().join("storage/export");
    if storage.exists() { all_files(&storage) } else { Vec::new() }
}

/// People who differ in what lists filter and order by.
pub(super) async fn a_crowd(app: &TestApp) {
    let cities = ["Rabat", "Fès", "Agadir", "Aïn Canari"];
    let born = chrono::NaiveDate::from_ymd_opt(1970, 1, 3).unwrap();
    let person = |number: u32| TestPerson {
        gender: if number.is_multiple_of(3) { "M" } else { "F" },
        city: cities[usize::try_from(number).unwrap() % cities.len()].to_owned(),
        date_of_birth: born + chrono::Months::new(number * 59 % 420),
        suspended: number.is_multiple_of(11),
        availability: number.is_multiple_of(2).then_some("immediate"),
        bio: Some(format!("Canaribio {}", number % 5)),
        photo: number.is_multiple_of(4),
        ..TestPerson::new(number)
    };
    let people = insert(&app.state, &(1..=70).map(person).collect::<Vec<_>>()).await;
    for (number, keys) in (1..).zip(&people).step_by(9) {
        give_cinema(&app.state, keys.person_id, &TestCinema::new(number)).await;
    }
}

on_both! {
    async fn a_file_holds_the_people_of_the_desk_in_their_order(app: TestApp) {
        a_crowd(&app).await;
        let mut browser = administrator_browser(&app).await;
        let filters = ["", "gender=F", "city=Rabat", "state=suspended", "module=cinema", "q=Canaribio+3", "has_photo=1", "q=canaribiox"];
        for (number, filters) in filters.into_iter().enumerate() {
            let page = browser.get(&format!("/admin/exports/new?{filters}")).await;
            let orders = page.attributes("[name=order] option", "value");
            assert!(orders.len() > 10, "{filters}: {orders:?}");
            // All orders once, and each filter with some of them.
            for order in orders.iter().skip(number % 3).step_by(if filters.is_empty() { 1 } else { 4 }) {
                let sorted = format!("{filters}&sort={order}");
                let expected = on_the_desk(&mut browser, sorted.trim_start_matches('&')).await;
                assert!(!expected.is_empty(), "{sorted}");
                for format in ["csv_semicolon", "xlsx"] {
                    let file = export(&mut browser, filters, &[("order", order), ("format", format)], &["code", "gender"]).await;
                    assert_eq!(codes(&file), expected, "{sorted} as {format}");
                }
            }
        }
    }

    async fn ticked_people_are_exported_and_no_others(app: TestApp) {
        insert(&app.state, &(1..=5).map(TestPerson::new).collect::<Vec<_>>()).await;
        let mut browser = administrator_browser(&app).await;
        let page = browser.get("/admin/users").await;
        assert!(page.has("a[href='/admin/exports/new']"), "the button is there");
        let chosen = [("person", "MACAN0004F"), ("person", "MACAN0002F"), ("kind", "export")];
        let form = browser.post("/fn/select_people", &chosen).await;
        assert!(form.address.starts_with("/admin/exports/new?draft="), "{}: {}", form.address, form.text());
        assert!(form.text().contains("2 personnes"), "{}", form.text());
        let sent = [("order", "code"), ("format", "csv_semicolon")];
        let file = browser.submit(&form, &format!("form[action='{MAKE}']"), &sent).await;
        assert_eq!(codes(&file), ["MACAN0002F", "MACAN0004F"]);
        // Pressed again, nothing is exported: it was noted once.
        let again = browser.submit(&form, &format!("form[action='{MAKE}']"), &sent).await;
        assert!(again.status == StatusCode::NOT_FOUND || again.text().contains("n’est plus valable"), "{}", again.text());
        assert_eq!((lines(&app, "people.exported").await, all_lines(&app).await), (1, 1));
        // A private value stands in no address: then only the form exports.
        let found = browser.get("/admin/users?email=canarimail3%40example.org").await;
        assert!(found.has(BAR) && !found.has("a[href^='/admin/exports/new']"), "{}", found.html());
        let page = browser.get("/admin/users").await;
        let shown = page.attribute(&format!("{BAR} [name=all]"), "value").unwrap();
        let exact = [("all", shown.as_str()), ("shown", "1"), ("filters", "email=canarimail3%40example.org"), ("kind", "export")];
        let form = browser.post("/fn/select_people", &exact).await;
        assert!(form.address.starts_with("/admin/exports/new?draft="), "{}", form.address);
        assert!(form.text().contains("1 personne") && !form.html().contains("canarimail3"), "{}", form.text());
    }

    async fn sensitive_columns_need_a_purpose_which_each_person_can_read(app: TestApp) {
        let people = insert(&app.state, &[TestPerson::new(1), TestPerson::new(2)]).await;
        let mut browser = administrator_browser(&app).await;
        let sensitive = ["code", "phone", "email", "date_of_birth"];
        let refused = export(&mut browser, "code=MACAN0001F", &[], &sensitive).await;
        assert!(refused.address.starts_with("/admin/exports/new?code=MACAN0001F"), "{}", refused.address);
        assert!(refused.text().contains("dites pourquoi"), "{}", refused.text());
        assert!(refused.has("[name=column][value=phone][checked]") && refused.has("[name=purpose][aria-invalid]"));
        assert_eq!(all_lines(&app).await, 0, "nothing left the site");
        let purpose = [("purpose", "  Casting\u{7} d’un <b>film ")];
        let file = export(&mut browser, "code=MACAN0001F", &purpose, &sensitive).await;
        assert_eq!(rows(&file), [
            ["Code Unique", "E-mail", "Téléphone", "Date de naissance"],
            ["MACAN0001F", "canarimail1@example.org", "+212600000000", "1990-05-17"],
        ]);
        assert_eq!((lines(&app, "people.exported").await, all_lines(&app).await), (1, 1));
        let noted = number(&app, "SELECT COUNT(*) AS n FROM audit_log WHERE action = 'people.exported' \
            AND fields = 'filter.code,code,email,phone,date_of_birth' AND reason = 'Casting d’un <b>film' \
            AND subject LIKE 'export:%:1'").await;
        assert_eq!(noted, 1);
        let log = browser.get("/admin/audit").await;
        assert!(log.text().contains("Casting d’un <b>film") && log.text().contains("Personnes exportées"), "{}", log.text());
        // What was ticked without a purpose is told too.
        export(&mut browser, "", &[], &["code", "gender"]).await;
        let tells = |who: u32| {
            let app = &app;
            async move {
                execute(app, &format!("UPDATE accounts SET password_hash = (SELECT password_hash FROM accounts WHERE email = 'admin@example.org') WHERE email = 'canarimail{who}@example.org'")).await;
                let mut browser = app.browser();
                sign_in(&mut browser, &format!("canarimail{who}@example.org"), PASSWORD).await;
                browser
            }
        };
        let mut owner = tells(1).await;
        let page = owner.get("/profile/data").await;
        assert!(page.text().contains("Casting d’un <b>film") && page.text().contains("Date de naissance"), "{}", page.text());
        let archive = data(&download(&mut owner).await);
        assert_eq!(archive["exports"].as_array().unwrap().len(), 2);
        assert_eq!(archive["exports"][1]["purpose"], "Casting d’un <b>film");
        assert_eq!(archive["exports"][0]["columns"], serde_json::json!(["code", "gender"]));
        let other = data(&download(&mut tells(2).await).await);
        assert_eq!(other["exports"].as_array().unwrap().len(), 1, "the other person stood in one");
        // Erased, the person stands in none.
        delete(&mut owner, "MACAN0001F").await;
        let gone = people[0].person_id;
        let mut conn = app.state.db.read().await.unwrap();
        let found = talentsmaroc::server::repositories::admin::exported_people::of_people(&mut conn, &[gone], 1).await.unwrap();
        assert!(found.is_empty());
    }

    async fn no_value_keeps_a_file_from_being_written(app: TestApp) {
        let hostile = [
            "=HYPERLINK(\"http://x\")", "+1+1", "@SUM(A1)", "-2+3", "<b>&amp;\"'", "a\u{1}b\u{fffe}c", "a;b,\"c\"\r\nd",
            "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}", "محمّد (لائحة) 12 Karim", "ⵣⵉⵔⵉ ߒߞߏ አማርኛ", "👩🏽‍🎬🇲🇦",
        ];
        let long = "é".repeat(2_000);
        let people: Vec<TestPerson> = (1..).zip(hostile.iter().copied().chain([long.as_str()])).map(|(number, text)| TestPerson {
            bio: Some(text.to_owned()),
            ..TestPerson::new(number)
        }).collect();
        insert(&app.state, &people).await;
        let column = "bio";
        let mut browser = administrator_browser(&app).await;
        let cleaned = |text: &str| text.replace(['\u{1}', '\u{fffe}'], "").replace("\r\n", "\n");
        for format in ["csv_semicolon", "xlsx"] {
            for lang in ["fr", "ar"] {
                let file = export(&mut browser, "", &[("order", "code"), ("format", format), ("lang", lang)], &["code", column]).await;
                let rows = rows(&file);
                assert_eq!(rows.len(), hostile.len() + 2, "{format}");
                for (row, text) in rows[1..].iter().zip(hostile.iter().copied().chain([long.as_str()])) {
                    let is_formula = text.starts_with(['=', '+', '-', '@']) && format != "xlsx";
                    let expected = if is_formula { format!("'{}", cleaned(text)) } else { cleaned(text) };
                    assert_eq!(row[1], expected, "{format}");
                }
            }
        }
        for lang in ["fr", "ar"] {
            let file = export(&mut browser, "", &[("format", "pdf"), ("lang", lang)], &["code", column]).await;
            assert_eq!(file.headers[header::CONTENT_TYPE], "application/pdf", "{}", file.text());
            assert!(file.bytes.starts_with(b"%PDF-") && file.bytes.trim_ascii_end().ends_with(b"%%EOF"), "{lang}");
        }
        execute(&app, "UPDATE accounts SET email = 'none-x@invalid' WHERE email = 'canarimail1@example.org'").await;
        let file = export(&mut browser, "code=MACAN0001F", &[("purpose", "essai")], &["code", "email"]).await;
        assert_eq!(rows(&file)[1], ["MACAN0001F", ""], "there is no address");
        // An answer that no key opens is a question mark, and the others are there.
        execute(&app, "UPDATE people SET phone_encrypted = phone_hash WHERE id = (SELECT MIN(id) FROM people)").await;
        let file = export(&mut browser, "", &[("order", "oldest"), ("purpose", "essai")], &["code", "phone"]).await;
        let phones: Vec<String> = rows(&file).into_iter().skip(1).map(|row| row[1].clone()).collect();
        assert_eq!((phones[0].as_str(), phones[1].as_str(), phones.len()), ("?", "+212600000000", hostile.len() + 1));
    }

    async fn every_column_of_every_list_can_be_exported(app: TestApp) {
        let people = insert(&app.state, &[
            TestPerson { languages: vec!["fr", "ar"], years_experience: Some(7), ..TestPerson::new(1) }
                .with(FieldId::NameAr, "أمينة".to_owned())
                .with(FieldId::Nationality, "MA".to_owned()),
        ]).await;
        give_cinema(&app.state, people[0].person_id, &TestCinema::new(1)).await;
        let mut browser = administrator_browser(&app).await;
        for list in ExportList::ALL {
            let columns: Vec<&str> = list.columns().iter().map(|column| column.key()).collect();
            for lang in ["fr", "ar", "en"] {
                let options = [("list", list.key()), ("lang", lang), ("format", "xlsx"), ("purpose", "essai")];
                let file = export(&mut browser, "", &options, &columns).await;
                let rows = rows(&file);
                assert_eq!(rows[0].len(), columns.len(), "{list:?} {lang}");
                assert!(!rows[1].contains(&"?".to_owned()), "{rows:?}");
                let at = |key: &str| columns.iter().position(|column| *column == key).map(|at| rows[1][at].clone());
                assert_eq!(at("code").as_deref(), Some("MACAN0001F"));
                assert_eq!(at("name_ar").as_deref(), Some("أمينة"));
                assert_eq!(at("residence_city").as_deref(), Some("Aïn Canari"));
                if lang == "fr" {
                    assert_eq!(at("gender").as_deref(), Some("Femme"));
                    assert_eq!(at("languages").map(|all| all.split(" · ").count()), Some(2));
                    assert_eq!(at("residence_country").as_deref(), Some("Maroc"));
                }
                // Documents leave the site as administrators see them.
                if let Some(documents) = at("id_document_number").filter(|text| !text.is_empty()) {
                    assert!(documents.contains("••••••"), "{documents}");
                }
            }
        }
    }

    async fn a_long_export_is_a_job_whose_encrypted_file_is_kept_for_a_day(app: TestApp) {
        let app = app.with(&[("EXPORT_ROWS_AT_ONCE", "3")]).await;
        insert(&app.state, &(1..=9).map(TestPerson::new).collect::<Vec<_>>()).await;
        let mut browser = administrator_browser(&app).await;
        let expected = on_the_desk(&mut browser, "").await;
        for format in ["csv_semicolon", "xlsx"] {
            let list = export(&mut browser, "", &[("format", format)], &["code", "first_name", "last_name"]).await;
            assert_eq!(list.address, "/admin/exports");
            assert!(list.text().contains("se prépare") && list.text().contains("0 sur 9"), "{}", list.text());
            assert_eq!(list.headers.get("refresh").unwrap(), "5");
            assert_eq!(run_jobs(&app).await, 1);
            let desk = browser.get("/admin").await;
            assert!(desk.has("a.desk-task[href='/admin/exports']"), "the desk says that a file waits: {}", desk.text());
            let list = browser.get("/admin/exports").await;
            let href = list.attribute("a[download]", "href").unwrap();
            for file in stored_files(&app).await {
                let stored = std::fs::read(file).unwrap();
                assert!(!String::from_utf8_lossy(&stored).contains("Canarifirst") && stored.starts_with(b"gAAAA"));
            }
            let file = browser.get(&href).await;
            assert_eq!(codes(&file), expected, "{format}");
            assert_eq!(file.headers[header::CACHE_CONTROL], "private, no-store");
            assert_eq!(file.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
            let name = file.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
            assert!(name.contains("filename*=UTF-8''Talents%20"), "{name}");
            assert!(!browser.get("/admin").await.has("a.desk-task[href='/admin/exports']"), "it was fetched");
            // Others see that it is there, and fetch nothing.
            let id = member(&app, &format!("second-{format}@example.org").replace('_', "-")).await;
            execute(&app, &format!("UPDATE accounts SET role = 'administrator' WHERE id = {id}")).await;
            let mut other = app.browser();
            sign_in(&mut other, &format!("second-{format}@example.org").replace('_', "-"), PASSWORD).await;
            assert!(!other.get("/admin/exports").await.has("a[download]"));
            assert_eq!(other.get(&href).await.status, StatusCode::NOT_FOUND);
        }
        assert_eq!((lines(&app, "people.exported").await, lines(&app, "export.downloaded").await), (2, 2));
        app.state.clock.advance(TimeDelta::hours(23));
        housekeeping::purge(&app.state).await.unwrap();
        assert_eq!(stored_files(&app).await.len(), 2, "they are still there");
        app.state.clock.advance(TimeDelta::hours(2));
        housekeeping::purge(&app.state).await.unwrap();
        assert_eq!(stored_files(&app).await.len(), 0);
        let expired = number(&app, "SELECT COUNT(*) AS n FROM exports WHERE state = 'expired' AND name IS NULL").await;
        assert_eq!(expired, 2, "the note of whom they held stays");
        assert!(number(&app, "SELECT COUNT(*) AS n FROM exported_people").await > 0);
    }

    async fn a_cancelled_export_leaves_no_file(app: TestApp) {
        let app = app.with(&[("EXPORT_ROWS_AT_ONCE", "1")]).await;
        insert(&app.state, &[TestPerson::new(1), TestPerson::new(2)]).await;
        let mut browser = administrator_browser(&app).await;
        let list = export(&mut browser, "", &[], &["code"]).await;
        let stopped = browser.submit(&list, "form[action='/fn/cancel_export']", &[]).await;
        assert!(stopped.text().contains("L’export est arrêté"), "{}", stopped.text());
        run_jobs(&app).await;
        assert!(stored_files(&app).await.is_empty());
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM exports WHERE state = 'cancelled' AND people IS NULL").await, 1);
        // One whose administrator is one no more writes nothing either.
        export(&mut browser, "", &[], &["code"]).await;
        execute(&app, "UPDATE accounts SET role = 'member' WHERE email = 'admin@example.org'").await;
        run_jobs(&app).await;
        assert!(stored_files(&app).await.is_empty());
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM exports WHERE problem = 'not_allowed'").await, 1);
    }

    async fn templates_keep_columns_for_oneself_or_for_all(app: TestApp) {
        insert(&app.state, &[TestPerson::new(1)]).await;
        let mut browser = administrator_browser(&app).await;
        let form = browser.get("/admin/exports/new?gender=F").await;
        let typed = [("list", "main"), ("filters", "gender=F"), ("column", "code"), ("column", "bio"), ("name", "Canari <b>"), ("shared", "on")];
        let saved = browser.post("/fn/save_export_template", &typed).await;
        assert!(saved.address.starts_with("/admin/exports/new?gender=F") && saved.text().contains("Le modèle est gardé"), "{}", saved.text());
        let taken = browser.post("/fn/save_export_template", &typed).await;
        assert!(taken.text().contains("déjà un modèle de ce nom"), "{}", taken.text());
        let second = [("list", "cinema"), ("filters", ""), ("column", "height"), ("name", "Caché")];
        browser.post("/fn/save_export_template", &second).await;
        assert!(!form.has("a[href*='template=']"));
        let id = member(&app, "second@example.org").await;
        execute(&app, &format!("UPDATE accounts SET role = 'administrator' WHERE id = {id}")).await;
        let mut other = app.browser();
        sign_in(&mut other, "second@example.org", PASSWORD).await;
        let page = other.get("/admin/exports/new").await;
        assert!(page.text().contains("Canari <b>") && !page.text().contains("Caché"), "{}", page.text());
        let href = page.attribute("a[href*='template=']", "href").unwrap();
        let applied = other.get(&href).await;
        assert_eq!(applied.attributes("[name=column][checked]", "value"), ["code", "bio"]);
        let own = browser.get("/admin/exports").await;
        assert!(own.has("form[action='/fn/delete_export_template']"));
        assert!(!other.get("/admin/exports").await.has("form[action='/fn/delete_export_template']"));
        let gone = browser.submit(&own, "form[action='/fn/delete_export_template']", &[("confirmed", "on")]).await;
        assert!(gone.text().contains("Le modèle est supprimé"), "{}", gone.text());
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM export_templates").await, 1);
    }
}

on_sqlite! {
    async fn only_who_may_export_people_reaches_exports(app: TestApp) {
        assert!(Role::Administrator.may(Capability::ExportPeople) && !Role::Member.may(Capability::ExportPeople));
        member(&app, "member@example.org").await;
        let mut browser = app.browser();
        sign_in(&mut browser, "member@example.org", PASSWORD).await;
        for address in ["/admin/exports", "/admin/exports/new", "/admin/exports/1/file"] {
            assert!(browser.get(address).await.status.is_client_error(), "{address}");
        }
        let sent = export(&mut browser, "", &[], &["code"]).await;
        assert!(sent.status.is_client_error() && all_lines(&app).await == 0, "{}", sent.status);
    }

    async fn a_full_disk_is_said_and_leaves_no_half_file(app: TestApp) {
        let app = app.with(&[("EXPORT_ROWS_AT_ONCE", "1")]).await;
        insert(&app.state, &[TestPerson::new(1), TestPerson::new(2)]).await;
        let mut browser = administrator_browser(&app).await;
        export(&mut browser, "", &[], &["code"]).await;
        let app = app.with(&[("MIN_FREE_MEGABYTES", "1000000000")]).await;
        run_jobs(&app).await;
        assert!(stored_files(&app).await.is_empty());
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM exports WHERE problem = 'storage_full'").await, 1);
    }
}

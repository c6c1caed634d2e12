//! Lists to print hold the same people as the desk; names of every kind; and what is left of an export that broke off.

use std::time::Duration;

use http::{StatusCode, header};
use talentsmaroc::{
    domain::{
        access::Role,
        export::{Column, ExportChoice, ExportFormat, ExportList},
        fields::FieldId,
        lang::Lang,
        search::list::Order,
    },
    server::{
        actor::Actor,
        context::ViewerAccount,
        services::admin::exports::{self, Begun, ExportSource, ReadyExport},
    },
};
use tokio::runtime::Handle;

use super::exports::{a_crowd, export, on_the_desk, rows};
use crate::{
    documents::read_back::ReadPdf,
    support::{
        TestApp,
        accounts::{administrator_browser, execute, member},
        browser::Page,
        disk::SmallDisk,
        files::{all_files, give_photo},
        mails::run_jobs,
        on_both, on_sqlite,
        own_data::number,
        people::{TestPerson, insert},
    },
};

fn printed(page: &Page) -> ReadPdf {
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    assert_eq!(page.headers[header::CONTENT_TYPE], "application/pdf", "{}", page.text());
    ReadPdf::new(&page.bytes)
}

/// The codes of a list, in the order in which it is read.
fn codes(pdf: &ReadPdf) -> Vec<String> {
    pdf.text().lines().map(str::trim).filter(|word| word.starts_with("MACAN")).map(str::to_owned).collect()
}

/// Letters and digits alone.
fn letters(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphanumeric()).collect()
}

/// Names that people typed or pasted, and what they would do to a spreadsheet or a page.
const NAMES: [(&str, &str); 24] = [
    ("ⴰⵎⵉⵏⴰ", "ⵎⵓⵔⴰⴷ"),
    ("ኃይለ", "ተስፋዬ"),
    ("Əli", "Ɓa"),
    ("🎬", "Sara"),
    ("مُحَمَّد", "بن الحُسَيْن"),
    ("Amina", "بناني"),
    ("لائحة", "الإدريسي"),
    ("ߝߊߕߎߡߊ", "ߖߊߟߏ"),
    ("<b>Dupont", "& fils</b>"),
    ("=cmd|'", "/C calc'!A0"),
    ("+1", "@SUM(A1)"),
    ("a;b", "c,\"d\""),
    ("[محمد]", "(بناني) 12"),
    ("👩🏽‍🎬", "🇲🇦"),
    ("𞤀𞤣𞤤𞤢𞤥", "Exemple"),
    ("\u{2068}Amina\u{2069}", "\u{feff}Exemple"),
    ("Amina\u{a0}Sara", "ﷺ"),
    ("q\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}", "\u{202e}olleh"),
    ("\u{200b}", "\u{2800}"),
    ("\u{200d}\u{200d}", "\u{ffa0}"),
    ("\u{34f}", "\u{fe0f}"),
    ("'", "12"),
    ("-", "\u{640}"),
    ("a\u{fffe}b", "a\u{1}b"),
];
/// So many of them are read out of a page letter by letter.
const READ_BACK: usize = 10;

on_both! {
    async fn a_list_to_print_holds_the_people_of_the_desk_in_their_order(app: TestApp) {
        a_crowd(&app).await;
        let mut browser = administrator_browser(&app).await;
        for (number, filters) in ["", "gender=F", "module=cinema", "q=Canaribio+3"].into_iter().enumerate() {
            let form = browser.get(&format!("/admin/exports/new?{filters}")).await;
            let orders = form.attributes("[name=order] option", "value");
            for order in orders.iter().skip(number).step_by(5) {
                let expected = on_the_desk(&mut browser, format!("{filters}&sort={order}").trim_start_matches('&')).await;
                let options = [("format", "pdf"), ("order", order.as_str()), ("lang", "ar")];
                let file = export(&mut browser, filters, &options, &["code", "gender"]).await;
                assert_eq!(codes(&printed(&file)), expected, "{filters} by {order}");
            }
        }
    }

    async fn no_name_keeps_a_file_from_being_written(app: TestApp) {
        let person = |(number, (first, last)): (u32, &(&str, &str))| TestPerson {
            first_name: (*first).to_owned(),
            last_name: (*last).to_owned(),
            ..TestPerson::new(number)
        };
        insert(&app.state, &(1..).zip(&NAMES).map(person).collect::<Vec<_>>()).await;
        let mut browser = administrator_browser(&app).await;
        let columns = ["code", "first_name", "last_name"];
        let expected: Vec<String> = (1..=NAMES.len()).map(|number| format!("MACAN{number:04}F")).collect();
        for lang in ["fr", "ar", "en"] {
            for format in ["csv_semicolon", "xlsx"] {
                let file = export(&mut browser, "", &[("order", "code"), ("format", format), ("lang", lang)], &columns).await;
                let rows = rows(&file);
                let found: Vec<&str> = rows[1..].iter().map(|row| row[0].as_str()).collect();
                assert_eq!(found, expected, "{format}");
                for (row, (first, last)) in rows[1..].iter().zip(NAMES) {
                    assert_eq!([letters(&row[1]), letters(&row[2])], [letters(first), letters(last)], "{format}");
                }
            }
            let file = export(&mut browser, "", &[("order", "code"), ("format", "pdf"), ("lang", lang)], &columns).await;
            let pdf = printed(&file);
            assert_eq!(codes(&pdf), expected);
            let text = letters(&pdf.text());
            for (first, last) in &NAMES[..READ_BACK] {
                assert!(text.contains(&letters(first)) && text.contains(&letters(last)), "{first} {last}: {text}");
            }
        }
    }

    async fn a_list_to_print_shows_photos(app: TestApp) {
        let lost = TestPerson { photo: true, ..TestPerson::new(2) };
        let people = insert(&app.state, &[TestPerson::new(1), lost, TestPerson::new(3)]).await;
        give_photo(&app.state, people[0].person_id).await;
        let mut browser = administrator_browser(&app).await;
        let columns = ["code", "photo"];
        let said = export(&mut browser, "", &[("order", "code")], &columns).await;
        let said: Vec<String> = rows(&said).into_iter().skip(1).map(|row| row[1].clone()).collect();
        assert_eq!(said, ["Oui", "Oui", "Non"]);
        let file = export(&mut browser, "", &[("order", "code"), ("format", "pdf")], &columns).await;
        let pdf = printed(&file);
        assert_eq!(codes(&pdf), ["MACAN0001F", "MACAN0002F", "MACAN0003F"]);
        let drawn: usize = pdf.pages().iter().map(|page| page.matches("cm /I").count()).sum();
        assert_eq!((drawn, pdf.dictionaries().matches("/DCTDecode").count()), (1, 1));
        let without = export(&mut browser, "", &[("format", "pdf")], &["code"]).await;
        assert!(!printed(&without).dictionaries().contains("/DCTDecode"));
    }
}

/// People whose file is longer than what is written ahead of its client.
async fn many_words(app: &TestApp) {
    let bio = "é".repeat(2_000);
    let person = |number| TestPerson { bio: Some(bio.clone()), ..TestPerson::new(number) };
    insert(&app.state, &(1..=300).map(person).collect::<Vec<_>>()).await;
}

async fn begun(app: &TestApp, actor: &Actor) -> ReadyExport {
    let choice = ExportChoice {
        list: ExportList::Main,
        format: ExportFormat::CsvSemicolon,
        lang: Lang::Fr,
        order: Order::Newest,
        columns: vec![Column::Code, Column::Field(FieldId::Bio)],
        purpose: String::new(),
    };
    let everyone = ExportSource::Matching(String::new());
    match exports::begin(&app.state, actor, &everyone, choice).await.unwrap().unwrap() {
        Begun::Ready(ready) => *ready,
        Begun::Job => panic!("it is a small one"),
    }
}

on_sqlite! {
    async fn a_client_that_hangs_up_stops_the_work(app: TestApp) {
        many_words(&app).await;
        let id = member(&app, "admin@example.org").await;
        execute(&app, &format!("UPDATE accounts SET role = 'administrator' WHERE id = {id}")).await;
        let role = Role::Administrator;
        let account = ViewerAccount { id, session_id: 0, token: None, person_id: None, role, trusted: true };
        let actor = Actor::going_on(account, None);
        let mut whole = begun(&app, &actor).await;
        let mut bytes = 0;
        while let Some(chunk) = whole.production.next().await.unwrap() {
            bytes += chunk.len();
        }
        assert!(bytes > 1_000_000, "{bytes}");
        let tasks = || Handle::current().metrics().num_alive_tasks();
        let before = tasks();
        let mut left = begun(&app, &actor).await;
        assert!(left.production.next().await.unwrap().is_some());
        drop(left);
        // The thread that writes ends too: the runtime of this test waits for it.
        for _ in 0..100 {
            if tasks() <= before {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("it goes on without its client");
    }

    async fn a_disk_that_fills_up_is_said_and_keeps_nothing(app: TestApp) {
        let Some(disk) = SmallDisk::mount(1024) else { return };
        let storage = disk.path().join("storage");
        let app = app.with(&[("STORAGE_URL", storage.to_str().unwrap()), ("EXPORT_ROWS_AT_ONCE", "10")]).await;
        many_words(&app).await;
        let mut browser = administrator_browser(&app).await;
        export(&mut browser, "", &[], &["code", "bio"]).await;
        run_jobs(&app).await;
        let written = storage.join("export");
        assert!(!written.exists() || all_files(&written).is_empty(), "no half file is kept");
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM exports WHERE problem = 'storage_full'").await, 1);
        let list = browser.get("/admin/exports").await;
        assert!(list.text().contains("Le disque est plein") && !list.has("a[download]"), "{}", list.text());
        // A short one fits.
        export(&mut browser, "", &[], &["code"]).await;
        run_jobs(&app).await;
        assert!(browser.get("/admin/exports").await.has("a[download]"));
    }
}

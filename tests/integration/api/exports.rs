//! People as files, for programs.

use std::io::Cursor;

use calamine::{Data, DataType as _, Reader as _, Xlsx, open_workbook_from_rs};
use http::{Method, StatusCode};
use serde_json::{Value as Json, json};
use talentsmaroc::domain::{access::Scope, export::ExportFormat, fields::FieldId};

use crate::support::{
    TestApp,
    api::{Program, Reply, appoint},
    casting::{TestCinema, insert_cinema},
    on_both, on_sqlite,
    own_data::number,
    people::{Inserted, TestPerson, insert},
};

const CSV: &str = "/api/v1/export/users/csv";
const EXCEL: &str = "/api/v1/export/users/excel";
const PDF: &str = "/api/v1/export/users/pdf";

/// These people, and an administrator as the last one.
async fn with_office(app: &TestApp, people: &[TestPerson]) -> Vec<Inserted> {
    let people = insert(&app.state, &[people, &[TestPerson::new(900)]].concat()).await;
    appoint(app, *people.last().unwrap()).await;
    people
}

async fn office(app: &TestApp, people: &[Inserted], scopes: &[Scope]) -> Program {
    Program::with_token(app, people.last().unwrap().account_id, scopes).await
}

/// The rows of a file, its head first.
#[track_caller]
fn rows(reply: &Reply) -> Vec<Vec<String>> {
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.json());
    assert_eq!(reply.header("cache-control"), "private, no-store");
    assert!(reply.header("content-disposition").starts_with("attachment; filename="));
    if reply.header("content-type") == ExportFormat::CsvComma.media_type() {
        let text = reply.bytes.strip_prefix("\u{feff}".as_bytes()).expect("it begins with the mark of UTF-8");
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text);
        return reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    }
    assert_eq!(reply.header("content-type"), ExportFormat::Xlsx.media_type());
    let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(reply.bytes.clone())).unwrap();
    let sheet = workbook.worksheet_range_at(0).unwrap().unwrap();
    let text = |cell: &Data| cell.as_string().unwrap_or_default();
    sheet.rows().map(|row| row.iter().map(text).collect()).collect()
}

#[track_caller]
fn codes(reply: &Reply) -> Vec<String> {
    rows(reply).into_iter().skip(1).map(|row| row[0].clone()).collect()
}

async fn listed(program: &mut Program, query: &str) -> Vec<String> {
    let page = program.get(&format!("/api/v1/users?limit=100&{query}")).await.json();
    let code = |user: &Json| user["unique_code"].as_str().unwrap().to_owned();
    page["users"].as_array().unwrap().iter().map(code).collect()
}

async fn exported(app: &TestApp, condition: &str) -> i64 {
    number(app, &format!("SELECT COUNT(*) AS n FROM audit_log WHERE action = 'people.exported' AND {condition}")).await
}

on_both! {
    async fn a_file_holds_the_people_of_the_list_in_their_order(app: TestApp) {
        // A long file is sent at once too: no program comes back for it.
        let app = app.with(&[("EXPORT_ROWS_AT_ONCE", "3")]).await;
        let person = |number: u32| TestPerson {
            gender: if number.is_multiple_of(3) { "M" } else { "F" },
            suspended: number.is_multiple_of(7),
            visibility: if number.is_multiple_of(4) { "private" } else { "public" },
            ..TestPerson::new(number)
        };
        let people = with_office(&app, &(1..=24).map(person).collect::<Vec<_>>()).await;
        let mut lists = office(&app, &people, &[Scope::PeopleRead]).await;
        let mut files = office(&app, &people, &[Scope::Export]).await;
        for query in ["", "gender=F", "state=suspended", "search=canarifirst7", "sort=newest", "gender=M&sort=code_down"] {
            let expected = listed(&mut lists, query).await;
            assert!(!expected.is_empty(), "{query}");
            for address in [CSV, EXCEL] {
                let file = files.get(&format!("{address}?{query}")).await;
                assert_eq!(codes(&file), expected, "{address} {query}");
            }
        }
        let noted = number(&app, "SELECT COUNT(*) AS n FROM exports WHERE state = 'done'").await;
        assert_eq!((exported(&app, "1 = 1").await, noted), (12, 12));
        assert_eq!(exported(&app, "reason = 'Export through the API' AND subject LIKE 'export:%:25'").await, 4);
        assert!(number(&app, "SELECT COUNT(*) AS n FROM exported_people").await >= 12, "each person can read of it");
    }

    async fn private_answers_leave_only_with_their_scope(app: TestApp) {
        let known = TestPerson::new(2).with(FieldId::StageName, "Canaristage".to_owned());
        let people = with_office(&app, &[TestPerson::new(1), known]).await;
        let mut open = office(&app, &people, &[Scope::Export]).await;
        let text = String::from_utf8(open.get(CSV).await.bytes).unwrap();
        assert!(text.contains("Canarifirst1") && text.contains("Canaristage") && text.contains("Aïn Canari"), "{text}");
        for private in ["canarimail", "212600000000", "1990-05-17", "Canarifirst2", "Canarilast2"] {
            assert!(!text.contains(private), "{private}: {text}");
        }
        let by_contact = format!("{CSV}?search=canarimail1@example.org");
        assert_eq!(open.get(&by_contact).await.status, StatusCode::FORBIDDEN, "addresses are contacts");
        let mut private = office(&app, &people, &[Scope::Export, Scope::PrivateRead]).await;
        let file = private.get(&format!("{by_contact}&purpose=Casting%20du%203")).await;
        let found = rows(&file);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[1].contains(&"canarimail1@example.org".to_owned()) && found[1].contains(&"+212600000000".to_owned()));
        assert_eq!(exported(&app, "reason = 'Casting du 3' AND fields LIKE 'filter.email,code,%'").await, 1);
        let stored = number(&app, "SELECT COUNT(*) AS n FROM exports WHERE filters LIKE '%canarimail%'").await;
        assert_eq!(stored, 0, "a private value is stored nowhere");
    }

    async fn a_list_to_print_is_of_numbers_or_of_filters(app: TestApp) {
        let man = TestPerson { gender: "M", ..TestPerson::new(3) };
        let people = with_office(&app, &[TestPerson::new(1), TestPerson::new(2), man]).await;
        let mut program = office(&app, &people, &[Scope::Export]).await;
        let ids: Vec<i64> = people.iter().take(2).map(|person| person.person_id).collect();
        for (body, count) in [
            (json!({ "user_ids": ids }), 2),
            (json!({ "user_ids": [ids[0], ids[0], 999_999, -1], "purpose": "Casting" }), 1),
            (json!({ "filters": { "gender": ["M"] } }), 1),
            (json!({ "filters": {} }), 4),
        ] {
            let file = program.post(PDF, body.clone()).await;
            assert_eq!(file.status, StatusCode::OK, "{body}: {}", file.json());
            assert_eq!(file.header("content-type"), "application/pdf");
            assert!(file.bytes.starts_with(b"%PDF-"), "{body}");
            let newest = "id = (SELECT MAX(id) FROM audit_log)";
            assert_eq!(exported(&app, &format!("{newest} AND subject LIKE 'export:%:{count}'")).await, 1, "{body}");
        }
        for (body, pointer, code) in [
            (json!({}), "#/user_ids", "missing"),
            (json!({ "user_ids": [] }), "#/user_ids", "missing"),
            (json!({ "user_ids": ["one"] }), "#/user_ids", "wrong_type"),
            (json!({ "user_ids": [1], "filters": {} }), "#/filters", "invalid_value"),
            (json!({ "filters": { "nonsense": 1 } }), "#/filters/nonsense", "unknown_parameter"),
            (json!({ "filters": { "gender": "canary" } }), "#/filters/gender", "invalid_value"),
            (json!({ "filters": { "page": 2 } }), "#/filters/page", "unknown_parameter"),
            (json!({ "user_ids": [1], "purpose": "é".repeat(201) }), "#/purpose", "too_long"),
            (json!({ "user_ids": [1], "format": "pdf" }), "#/format", "unknown_member"),
        ] {
            let refused = program.post(PDF, body.clone()).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}: {}", refused.json());
            assert_eq!(refused.wrong(), [(pointer.to_owned(), code.to_owned())], "{body}");
        }
        for body in [json!({ "user_ids": [999_999] }), json!({ "filters": { "country": "SN" } })] {
            assert_eq!(program.post(PDF, body).await.code(), "not_found");
        }
        assert_eq!(exported(&app, "1 = 1").await, 4, "what was refused left nothing");
    }
}

on_sqlite! {
    async fn what_makes_no_sense_is_named_and_other_types_are_refused(app: TestApp) {
        let people = with_office(&app, &[]).await;
        let mut program = office(&app, &people, &[Scope::Export]).await;
        for (query, pointer, code) in [
            ("page=1", "?page", "unknown_parameter"),
            ("gender=canary", "?gender", "invalid_value"),
            ("country=XX", "?country", "invalid_value"),
            ("purpose=ab", "?purpose", "invalid_value"),
        ] {
            // A purpose is needed where something sensitive leaves.
            let scopes = [Scope::Export, Scope::PrivateRead];
            let mut program = office(&app, &people, &scopes).await;
            let refused = program.get(&format!("{CSV}?{query}")).await;
            assert_eq!(refused.wrong(), [(pointer.to_owned(), code.to_owned())], "{query}: {}", refused.json());
        }
        assert_eq!(program.get(&format!("{CSV}?country=SN")).await.code(), "not_found");
        for (accept, status) in [
            ("application/json", StatusCode::NOT_ACCEPTABLE),
            ("text/csv", StatusCode::OK),
            ("text/*;q=0.5, application/json", StatusCode::OK),
        ] {
            let reply = program.send(Method::GET, CSV, &[("accept", accept)], None).await;
            assert_eq!(reply.status, status, "{accept}");
        }
    }

    async fn a_card_shows_what_the_profile_shows(app: TestApp) {
        let hidden = TestCinema { visibility: "private", ..TestCinema::new(2) };
        let reader = TestCinema { visibility: "private", ..TestCinema::new(3) };
        let people = insert_cinema(&app.state, &[TestCinema::new(1), hidden, reader]).await;
        let mut program = Program::with_token(&app, people[2].account_id, &[Scope::PeopleRead]).await;
        let id = people[0].person_id.to_string();
        for address in [
            "/api/v1/cinema/talents/MACAN0001F/card.pdf".to_owned(),
            format!("/api/v1/cinema/talents/{id}/card.pdf"),
            format!("/api/v1/export/users/{id}/card.pdf"),
        ] {
            let card = program.get(&address).await;
            assert_eq!(card.status, StatusCode::OK, "{address}: {}", card.json());
            assert_eq!((card.header("content-type"), card.header("cache-control")), ("application/pdf".to_owned(), "private, no-store".to_owned()));
            assert!(card.bytes.starts_with(b"%PDF-") && card.header("content-disposition").contains("MACAN0001F.pdf"));
        }
        for address in ["/api/v1/cinema/talents/MACAN0002F/card.pdf", "/api/v1/export/users/999999/card.pdf", "/api/v1/export/users/x/card.pdf"] {
            assert_eq!(program.get(address).await.code(), "not_found", "{address}");
        }
        let made = "SELECT COUNT(*) AS n FROM audit_log WHERE action = 'person.card_made'";
        assert_eq!(number(&app, made).await, 0);
        appoint(&app, people[2]).await;
        let mut office = Program::with_token(&app, people[2].account_id, &[Scope::PeopleRead, Scope::PrivateRead]).await;
        assert_eq!(office.get("/api/v1/cinema/talents/MACAN0002F/card.pdf").await.status, StatusCode::OK);
        assert_eq!(number(&app, made).await, 1, "as on the desk");
    }
}

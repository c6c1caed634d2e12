//! People from spreadsheets, at the command line.

use talentsmaroc::{
    domain::{
        fields::FieldId,
        import::{Fate, RowOutcome, sheet::Mapping},
    },
    server::{
        actor::Actor,
        services::{
            import::{
                Report,
                csv::{self, CsvImport},
            },
            profiles::load_answers,
        },
    },
};

use super::{accounts_for_every_cell, filled};
use crate::support::{TestApp, on_both, own_data::number};

const MAP: &str = "Prénom = first_name\nNom = last_name\nEmail = email\nTéléphone = phone\nVille = residence_city\n\
                   Date de naissance = date_of_birth\n";

fn example(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/import/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

async fn take(app: &TestApp, bytes: Vec<u8>, map: &str, dates: Option<&str>, dry_run: bool) -> Result<Report, String> {
    let mut mapping = Mapping::read(map).unwrap();
    mapping.dates = dates.map(str::to_owned);
    let asked = CsvImport { bytes, mapping, dry_run, mails: true };
    csv::run(&app.state, &Actor::command_line(), asked, |_, _| {}).await
}

on_both! {
    async fn spreadsheets_come_in_or_say_which_line_is_wrong(app: TestApp) {
        let windows = || example("windows1252_semicolon.csv");
        let planned = take(&app, windows(), MAP, None, true).await.unwrap();
        assert_eq!((planned.imported, number(&app, "SELECT COUNT(*) AS n FROM people").await), (1, 0));
        let report = take(&app, windows(), MAP, None, false).await.unwrap();
        accounts_for_every_cell(&report);
        assert_eq!((report.imported, report.refused, &report.cells), (1, 1, &planned.cells));
        let refused = report.row_reports.iter().find(|row| row.outcome == RowOutcome::Refused).unwrap();
        // 1990 had no 29 February.
        assert_eq!((refused.row.as_str(), refused.reason.as_deref()), ("3", Some("Date de naissance: invalid_date")));
        let before = filled(&app).await;
        let again = take(&app, windows(), MAP, None, false).await.unwrap();
        assert_eq!((again.unchanged, again.imported), (1, 0));
        assert_eq!(filled(&app).await, before);
        let twice = "Prénom;Nom;Email;Date de naissance;Ville\nAwa;Sow;deux@example.org;1990-01-31;Fès\n\
                     Ama;Sow;deux@example.org;1991-01-31;Fès\n";
        let map = "Prénom = first_name\nNom = last_name\nEmail = email\nVille = residence_city\nDate de naissance = date_of_birth";
        for dry_run in [true, false] {
            let report = take(&app, twice.into(), map, None, dry_run).await.unwrap();
            accounts_for_every_cell(&report);
            let reasons: Vec<_> = report.row_reports.iter().filter_map(|row| row.reason.as_deref()).collect();
            assert_eq!(reasons, ["Email: email_taken"], "the column as the file names it");
        }

        let unicode = example("utf16le_tab_excel_unicode_text.txt");
        let report = take(&app, unicode, MAP, None, false).await.unwrap();
        // The first row stands in the other file too; the third has the date that never was.
        assert_eq!((report.imported, report.unchanged, report.refused), (1, 1, 1), "{:?}", report.row_reports);
        let person = "SELECT p.id AS n FROM people p JOIN accounts a ON a.id = p.account_id WHERE a.email = 'beta@example.org'";
        let person_id = number(&app, person).await;
        let stored = load_answers(&mut app.state.db.read().await.unwrap(), &app.state.security.keyring, person_id, None)
            .await.unwrap().unwrap();
        assert_eq!(stored.person.first_name, "أمينة");
        assert_eq!(stored.person.date_of_birth.to_string(), "2008-03-01");
        assert_eq!(stored.answers.residence().unwrap().city_name(), "Casablanca");

        let names = "Nom = last_name\nEmail = email";
        for (name, map, sentence) in [
            ("open_quote.csv", names, "line 2"),
            ("two_columns_one_name.csv", names, "same name: Nom"),
            ("formula.csv", names, "are needed"),
        ] {
            let error = take(&app, example(name), map, None, false).await.unwrap_err();
            assert!(error.contains(sentence), "{name}: {error}");
        }
        let formula = b"Nom;P;D\r\n=1+1;Amina;1990-01-01\r\nSow;Amina;1990-01-02\r\n".to_vec();
        let map = "Nom = last_name\nP = first_name\nD = date_of_birth";
        let report = take(&app, formula, map, None, false).await.unwrap();
        let reasons: Vec<_> = report.row_reports.iter().map(|row| row.reason.as_deref().unwrap()).collect();
        assert_eq!(reasons, ["Nom: no_letter", "residence_country: required"]);
    }

    async fn dates_of_two_orders_wait_for_a_choice_and_zeros_come_back(app: TestApp) {
        let table = |rows: &str| format!("Prénom,Nom,D,Tel,Pays,Ville\r\n{rows}").into_bytes();
        let map = "Prénom = first_name\nNom = last_name\nD = date_of_birth\nTel = phone\nPays = residence_country\nVille = residence_city";
        let open = table("Amina,Sow,01/03/2000,612345678,Maroc,Fès\r\nAwa,Sow,02/03/2000,212612345679,Morocco,fes\r\n");
        let error = take(&app, open.clone(), map, None, false).await.unwrap_err();
        assert!(error.contains("01/03/2000") || error.contains("02/03/2000"), "{error}");
        let report = take(&app, open, map, Some("mdy"), false).await.unwrap();
        assert_eq!(report.imported, 2, "{:?}", report.row_reports);
        let mut found = Vec::new();
        for id in [1, 2] {
            let nth = format!("SELECT MIN(id) + {id} - 1 AS n FROM people");
            let person_id = number(&app, &nth).await;
            let mut conn = app.state.db.read().await.unwrap();
            let stored = load_answers(&mut conn, &app.state.security.keyring, person_id, None).await.unwrap().unwrap();
            let phone = stored.answers.text(FieldId::Phone).unwrap_or_default().to_owned();
            let city = stored.answers.residence().unwrap().city_name().to_owned();
            found.push((stored.person.date_of_birth.to_string(), phone, city));
        }
        let row = |born: &str, phone: &str| (born.to_owned(), phone.to_owned(), "Fès".to_owned());
        assert_eq!(found, [row("2000-01-03", "+212612345678"), row("2000-02-03", "+212612345679")]);
        let film = table("Amina,Film,1990-05-05,,Sénégal,Dakar\r\n");
        let report = take(&app, film, map, None, false).await.unwrap();
        assert_eq!(report.imported, 1);
        assert!(report.cells.0["csv"]["Tel"].contains_key(&Fate::Empty));
    }
}

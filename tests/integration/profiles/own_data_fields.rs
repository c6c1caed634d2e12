//! Every field of the nine steps: stored, shown to its audience, changed, taken along, erased.
//!
//! The lists are walked from the form's own; a field that is new there fails here until this test says where it is
//! exported, who sees it and in which words.

use std::collections::BTreeSet;

use serde_json::Value;
use talentsmaroc::domain::{
    fields::{Kind, Owner, columns_of, field_of_input},
    lang::Lang,
    reference,
    registration::{FormStep as _, Step, fields as f},
    visibility::{Audience, Switches, TABLE, VisibilityField, may_see},
};

use crate::support::{
    TestApp,
    accounts::{PASSWORD, member, sign_in},
    answers::{ANSWERS, NOT_EDITED, first},
    browser::{Browser, Page},
    cinema_people::{TestCinema, give_cinema},
    files::{all_files, give_cv, give_photo},
    on_both,
    own_data::{columns_with, data, delete, download, number, rows_of},
    registration::{code_on, register},
};

const SECTION: &str = "form[data-section]";

/// Every field the nine steps ask for, files included, passwords apart.
fn asked() -> impl Iterator<Item = &'static str> {
    Step::ALL.into_iter().flat_map(Step::stored_inputs).copied().chain([f::PHOTO, f::CV])
}

/// What the archive says of a field, as the form would send it.
pub fn exported(data: &Value, field: &str) -> Vec<String> {
    let person = |key: &str| as_sent(&data["person"][key]);
    let profile = |key: &str| as_sent(&data["main_profile"][key]);
    let one_of = |list: &Value, key: &str, wanted: &str, value: &str| -> Vec<String> {
        let found = list.as_array().unwrap().iter().filter(|row| row[key] == wanted);
        found.flat_map(|row| as_sent(&row[value])).collect()
    };
    let consent = |kind: &str| -> Vec<String> {
        let dated = one_of(&data["consents"], "kind", kind, "given_at");
        dated.iter().map(|at| if at.ends_with('Z') { "on".to_owned() } else { at.clone() }).collect()
    };
    match field {
        f::EMAIL => as_sent(&data["account"]["email"]),
        f::PASSPORT_NUMBER => one_of(&data["person"]["identity_documents"], "kind", "passport", "number"),
        f::RESIDENCE_CARD => one_of(&data["person"]["identity_documents"], "kind", "residence_card", "number"),
        f::GUARDIAN_CONSENT => consent("guardian"),
        f::ACCEPT_TERMS => consent("terms"),
        f::ACCEPT_PRIVACY => consent("privacy"),
        // The beginning of an international number says its country.
        f::PHONE_COUNTRY => country(&person(f::PHONE)),
        f::WHATSAPP_COUNTRY => country(&person(f::WHATSAPP)),
        f::RESIDENCE_CITY if data["person"][f::RESIDENCE_CITY].is_null() => vec![f::CITY_NOT_LISTED.to_owned()],
        network if f::NETWORKS.contains(&network) => {
            one_of(&data["person"]["social_networks"], "network", network, "address")
        }
        _ => {
            let row = field_of_input(field).unwrap_or_else(|| panic!("nobody said where {field} is exported"));
            match (row.kind, row.owner) {
                (Kind::File(kind), _) => one_of(&data["files"], "kind", kind.key(), "media_type"),
                (_, Owner::Person) => person(field),
                (_, Owner::MainProfile | Owner::EachProfile) => profile(field),
                (_, Owner::Account | Owner::CinemaProfile) => panic!("{field} is no field of the main form"),
            }
        }
    }
}

pub fn as_sent(value: &Value) -> Vec<String> {
    match value {
        Value::Null | Value::Bool(false) => Vec::new(),
        Value::Bool(true) => vec!["on".to_owned()],
        Value::String(text) => vec![text.clone()],
        Value::Array(all) => all.iter().flat_map(as_sent).collect(),
        other => vec![other.to_string()],
    }
}

fn country(number: &[String]) -> Vec<String> {
    number.iter().map(|number| if number.starts_with("+212") { "MA" } else { "US" }.to_owned()).collect()
}

/// The rule a field is shown by, and its words on the page of a profile (`value` is the answer). Choices and consents
/// have no words there: the owner finds them elsewhere.
fn shown(field: &str, value: &str) -> (VisibilityField, Option<String>) {
    let row = field_of_input(field).unwrap_or_else(|| panic!("nobody said who sees {field}"));
    let as_is = Some(value.to_owned());
    let words = |text: &str| Some(text.to_owned());
    let shown = match field {
        f::DATE_OF_BIRTH => {
            let day: chrono::NaiveDate = value.parse().unwrap();
            Some(day.format("%d/%m/%Y").to_string())
        }
        f::GENDER => words(if value == "F" { "Femme" } else { "Non précisé" }),
        f::PASSPORT_NUMBER | f::RESIDENCE_CARD => Some(format!("••••••{}", &value[value.len() - 2..])),
        f::PHONE_COUNTRY | f::WHATSAPP_COUNTRY | f::VISIBILITY | f::ACCEPT_TERMS | f::ACCEPT_PRIVACY => None,
        f::GUARDIAN_CONSENT => return (VisibilityField::Consents, None),
        f::COUNTRY_OF_ORIGIN => words(if value == "SN" { "Sénégal" } else { "Mali" }),
        f::NATIONALITY => words(if value == "TN" { "Tunisi" } else { "Algéri" }),
        f::RESIDENCE_COUNTRY => words(if value == "MA" { "Maroc" } else { "France" }),
        f::RESIDENCE_CITY if value == f::CITY_NOT_LISTED => None,
        f::YEARS_EXPERIENCE => Some(format!("{value} · ")),
        f::LANGUAGES => words(if value == "es" { "Espagnol" } else { "Portugais" }),
        f::HOURLY_RATE | f::MONTHLY_RATE => Some(format!("{} {}", &value[..3], &value[3..])),
        f::TALENTS => words(if value == "music" { "Mus" } else { "DJ" }),
        link if link == f::PORTFOLIO_URL || f::WEBSITE_AND_NETWORKS.contains(&link) => {
            words(value.trim_start_matches("https://").trim_start_matches("www."))
        }
        _ => match row.kind {
            Kind::Choice(list) => reference::term(list, value).map(|term| term.label(Lang::Fr).to_owned()),
            Kind::File(_) | Kind::Switch => None,
            Kind::Choices(_) | Kind::Country => panic!("nobody said in which words {field} is shown"),
            _ => as_is,
        },
    };
    (row.seen, shown)
}

/// Whether others see the answer to another field in place of this one.
fn is_stood_for(field: &str, answers: &[(&str, &str)]) -> bool {
    let answered = |name| answers.iter().any(|(field, value)| *field == name && !value.is_empty());
    field_of_input(field).is_some_and(|field| field.stand_ins().any(|other| answered(other.name)))
}

/// Looks at a profile as each audience.
async fn look(app: &TestApp, owner: &mut Browser, code: &str, answers: &[(&str, &str)], switches: Switches) {
    let address = format!("/profile/view/{code}");
    let mut other = app.browser();
    sign_in(&mut other, "other@example.org", PASSWORD).await;
    let pages = [
        (Audience::Anonymous, app.browser().get(&address).await),
        (Audience::SignedIn, other.get(&address).await),
        (Audience::Owner, owner.get(&address).await),
    ];
    let public = answers.contains(&(f::VISIBILITY, "public"));
    for (field, value) in answers.iter().filter(|(_, value)| !value.is_empty()) {
        let (rule, Some(words)) = shown(field, value) else { continue };
        for (audience, page) in &pages {
            let reached = public || *audience != Audience::Anonymous;
            // A viewer who may see a number masked sees its end.
            let masked = f::SECRETS.contains(field) && *audience == Audience::Owner;
            let private = *audience != Audience::Owner && is_stood_for(field, answers);
            let sees = reached && (masked || may_see(rule, *audience, switches) && !private);
            if !reached || sees {
                assert_eq!(page.text().contains(&words), sees, "{field} « {words} », {audience:?}: {}", page.text());
            } else {
                assert!(!page.html().contains(&words), "{field} « {words} », {audience:?}");
            }
            if f::SECRETS.contains(field) {
                assert!(!page.html().contains(value), "{field}, {audience:?}");
            }
        }
    }
}

/// Compares the archive with the answers; answers the fields that had a value.
fn compare(data: &Value, answers: &[(&'static str, &str)]) -> BTreeSet<&'static str> {
    let mut seen = BTreeSet::new();
    for (field, value) in answers {
        let expected: Vec<String> = if value.is_empty() { Vec::new() } else { vec![(*value).to_owned()] };
        let mut found = exported(data, field);
        if *field == f::GUARDIAN_CONSENT {
            // Each guardian who was named agreed.
            found.dedup();
        }
        assert_eq!(found, expected, "{field} in the archive");
        if !value.is_empty() {
            seen.insert(*field);
        }
    }
    seen
}

async fn edit(browser: &mut Browser, answers: &[(&'static str, &str)]) {
    for step in Step::ALL {
        let mut typed: Vec<(&str, &str)> =
            answers.iter().filter(|(field, _)| step.stored_inputs().contains(field)).copied().collect();
        if typed.is_empty() {
            continue;
        }
        typed.push(("action", "save"));
        let page = browser.get(&format!("/profile/edit?section={}", step.key())).await;
        let mut after: Page = browser.submit(&page, SECTION, &typed).await;
        if after.has("#errors a[href='#field-guardian_consent']") {
            // Another guardian ticks the box themselves.
            after = browser.submit(&after, SECTION, &typed).await;
        }
        assert_eq!(after.address.split('#').next(), Some("/profile/edit"), "{step:?}: {}", after.text());
    }
}

pub async fn ids(app: &TestApp, email: &str) -> [i64; 3] {
    let account = number(app, &format!("SELECT id AS n FROM accounts WHERE email = '{email}'")).await;
    let person = number(app, &format!("SELECT id AS n FROM people WHERE account_id = {account}")).await;
    let profile = number(app, &format!("SELECT id AS n FROM main_profiles WHERE person_id = {person}")).await;
    [account, person, profile]
}

pub async fn gone(app: &TestApp, [account, person, profile]: [i64; 3], words: &[&str]) {
    assert_eq!(rows_of(app, account, person, profile).await, Vec::<String>::new());
    assert_eq!(columns_with(app, words).await, Vec::<String>::new());
}

on_both! {
    async fn no_field_of_the_form_is_forgotten(app: TestApp) {
        member(&app, "other@example.org").await;
        let mut walked = BTreeSet::from([f::PHOTO, f::CV]);

        // An adult who answers everything an adult is asked.
        let mut browser = app.browser();
        let code = code_on(&register(&mut browser, &first()).await);
        let ids_of_adult = ids(&app, "amina@example.org").await;
        let (photo, _) = (give_photo(&app.state, ids_of_adult[1]).await, give_cv(&app.state, ids_of_adult[1]).await);
        let consents = [(f::EMAIL, "amina@example.org"), (f::ACCEPT_TERMS, "on"), (f::ACCEPT_PRIVACY, "on")];
        let typed: Vec<(&'static str, &str)> =
            ANSWERS.iter().map(|(field, value, _)| (*field, *value)).chain(consents).collect();
        let archive = data(&download(&mut browser).await);
        walked.extend(compare(&archive, &typed));
        assert_eq!(exported(&archive, f::PHOTO), ["image/jpeg"]);
        assert_eq!(exported(&archive, f::CV), ["application/pdf"]);
        look(&app, &mut browser, &code, &typed, Switches::default()).await;
        assert!(!app.browser().get(&format!("/profile/view/{code}")).await.html().contains(&photo));
        assert!(browser.get("/profile/edit").await.text().contains("canaricvname.pdf"));

        let changed: Vec<(&'static str, &str)> = ANSWERS.iter().map(|(field, _, value)| (*field, *value)).collect();
        edit(&mut browser, &changed).await;
        let all_on = Switches { show_name_photo: true, show_links: true, show_origins: true };
        walked.extend(compare(&data(&download(&mut browser).await), &changed));
        look(&app, &mut browser, &code, &changed, all_on).await;

        // A minor in a city of no list, whose guardian changes.
        let born = (app.state.clock.today() - chrono::Months::new(12 * 15)).to_string();
        let mut minor = app.browser();
        let guardian = |name, phone| [
            (f::DATE_OF_BIRTH, born.as_str()),
            (f::GUARDIAN_NAME, name),
            (f::GUARDIAN_PHONE, phone),
            (f::GUARDIAN_CONSENT, "on"),
            (f::RESIDENCE_CITY, f::CITY_NOT_LISTED),
            (f::RESIDENCE_CITY_OTHER, "Aïn Canari"),
        ];
        let typed = guardian("Canariguardian", "+12025550143");
        let young = [(f::EMAIL, "young@example.org"), (f::VISIBILITY, "members"), (f::FIRST_NAME, "Canariyoung")];
        let code_of_minor = code_on(&register(&mut minor, &[&typed[..], &young[..]].concat()).await);
        let ids_of_minor = ids(&app, "young@example.org").await;
        walked.extend(compare(&data(&download(&mut minor).await), &typed));
        let changed = guardian("Canariguardiantwo", "+12025550144");
        edit(&mut minor, &changed).await;
        walked.extend(compare(&data(&download(&mut minor).await), &changed));
        let own = minor.get(&format!("/profile/view/{code_of_minor}")).await.text();
        assert!(own.contains("Canariguardiantwo") && own.contains("+12025550144"), "{own}");

        assert_eq!(walked, asked().collect::<BTreeSet<_>>(), "each field had a value once");

        delete(&mut browser, &code).await;
        delete(&mut minor, &code_of_minor).await;
        let words = ["canari", "amina@example", "young@example", "987651", "876542"];
        gone(&app, ids_of_adult, &words).await;
        gone(&app, ids_of_minor, &words).await;
        assert_eq!(all_files(&app.folder.path().join("storage")), Vec::<std::path::PathBuf>::new());
    }

    async fn every_stored_column_is_exported_or_internal(app: TestApp) {
        let mut browser = app.browser();
        register(&mut browser, &first()).await;
        let [_, person, _] = ids(&app, "amina@example.org").await;
        give_photo(&app.state, person).await;
        give_cv(&app.state, person).await;
        give_cinema(&app.state, person, &TestCinema::new(1)).await;
        let archive = data(&download(&mut browser).await);
        for row in TABLE.iter().filter(|row| row.field != VisibilityField::Internal) {
            for column in columns_of(row) {
                let (table, name) = column.split_once('.').unwrap();
                let name = name.strip_suffix("_encrypted").unwrap_or(name);
                let part = match table {
                    "accounts" => &archive["account"],
                    "people" => &archive["person"],
                    "main_profiles" => &archive["main_profile"],
                    "main_profile_talents" | "person_languages" => continue,
                    "cinema_productions" => &archive["cinema_profile"]["previous_productions"][0],
                    cinema if cinema.starts_with("cinema_") => &archive["cinema_profile"],
                    "social_links" => &archive["person"]["social_networks"][0],
                    "identity_documents" => &archive["person"]["identity_documents"][0],
                    "unique_codes" => &archive["unique_codes"][0],
                    "consents" => &archive["consents"][0],
                    "files" => &archive["files"][0],
                    "outbox_mails" => &archive["mails"][0],
                    unknown => panic!("nobody said where {unknown} is exported"),
                };
                let key = match (table, name) {
                    ("cinema_profiles", "height_cm") => "height",
                    ("cinema_profile_types", _) => "talent_types",
                    ("cinema_profile_skills", _) => "other_talents",
                    ("cinema_profile_ethnicities", _) => "ethnicities",
                    ("cinema_gallery_photos", _) => "gallery_file_ids",
                    ("cinema_productions", "kind") => "type",
                    // Lists are in their order.
                    ("cinema_productions", "position") => "title",
                    (_, "residence_city_id") => "residence_city",
                    ("accounts", "news") => "wants_news",
                    ("accounts", "news_at") => "wants_news_said_at",
                    (_, "text_hash") => "text_sha256",
                    (_, "content") => "text",
                    (_, name) => name,
                };
                assert!(part.as_object().unwrap().contains_key(key), "{column} is not in the archive: {part}");
            }
        }
    }
}

#[test]
fn every_field_has_an_answer_to_walk_with() {
    for field in asked().filter(|field| ![f::PHOTO, f::CV].contains(field)) {
        let walked = ANSWERS.iter().any(|(name, ..)| *name == field) || NOT_EDITED.contains(&field);
        assert!(walked, "{field} is in no test of what is stored, shown, changed, exported, erased");
    }
}

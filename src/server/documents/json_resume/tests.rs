//! The rules of the schema, as far as they concern what is written here.

use super::*;
use crate::domain::{
    files::photo::Photo,
    profiles::{
        cinema::{ShownProduction, SkillGroup},
        public::{ShownResidence, TalentBadge},
    },
};

/// The members of the schema at its root: others are refused there.
const ROOT: [&str; 14] = [
    "$schema",
    "basics",
    "work",
    "volunteer",
    "education",
    "awards",
    "certificates",
    "publications",
    "skills",
    "languages",
    "interests",
    "references",
    "projects",
    "meta",
];

/// Members that are one text, wherever they stand below the root.
const TEXTS: [&str; 18] = [
    "name",
    "label",
    "image",
    "email",
    "phone",
    "url",
    "summary",
    "city",
    "countryCode",
    "network",
    "username",
    "area",
    "language",
    "level",
    "type",
    "canonical",
    "version",
    "startDate",
];

/// Fails for a document that the schema refuses.
fn check(resume: &Value) {
    let root = resume.as_object().unwrap();
    for (key, value) in root {
        assert!(ROOT.contains(&key.as_str()), "{key} is no member of the root");
        match key.as_str() {
            "$schema" => assert!(value.as_str().unwrap().starts_with("https://")),
            "basics" | "meta" => assert!(value.is_object(), "{key}"),
            _ => assert!(value.as_array().unwrap().iter().all(Value::is_object), "{key}"),
        }
    }
    check_below(resume);
    for address in ["/basics/url", "/basics/image", "/meta/canonical"] {
        let text = resume.pointer(address).and_then(Value::as_str);
        assert!(text.is_none_or(|text| url::Url::parse(text).is_ok()), "{address}: {text:?}");
    }
    let country = resume.pointer("/basics/location/countryCode").and_then(Value::as_str).unwrap();
    assert!(country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase()));
    for project in resume["projects"].as_array().into_iter().flatten() {
        assert!(project["startDate"].as_str().is_none_or(|date| date.len() == 4), "{project}");
        assert!(project["roles"].is_null() || project["roles"].as_array().unwrap().iter().all(Value::is_string));
    }
}

fn check_below(value: &Value) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                assert!(!TEXTS.contains(&key.as_str()) || value.is_string(), "{key}: {value}");
                assert!(key != "keywords" || value.as_array().unwrap().iter().all(Value::is_string));
                if key != "answers" {
                    check_below(value);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(check_below),
        Value::Null => panic!("nothing is left out by null"),
        _ => {}
    }
}

const PLACE: ResumePlace<'_> =
    ResumePlace { base: "https://t.example", path: "/profile/view/MACAS0001F", lang: Lang::Fr };

fn badge(label: &str) -> TalentBadge {
    TalentBadge { key: "x".to_owned(), emoji: "🎧".to_owned(), label: label.to_owned() }
}

fn person(names: &[&str]) -> PublicProfile {
    PublicProfile {
        code: "MACAS0001F".to_owned(),
        names: names.iter().map(|name| (*name).to_owned()).collect(),
        initials: "A. E.".to_owned(),
        photo: None::<Photo>,
        gender: "F".to_owned(),
        age: 30,
        residence: ShownResidence {
            country_code: "MA".to_owned(),
            country: "Maroc".to_owned(),
            flag: "🇲🇦".to_owned(),
            city: "Casablanca".to_owned(),
        },
        talents: vec![badge("DJ"), badge("Musique")],
    }
}

fn fact(field: FieldId, words: &[&str]) -> Fact {
    Fact { field, words: words.iter().map(|word| (*word).to_owned()).collect() }
}

#[test]
fn a_main_profile_is_a_resume() {
    let profile = MainProfile {
        person: person(&[]),
        facts: vec![
            fact(FieldId::Bio, &["Une vie"]),
            fact(FieldId::Education, &["Master"]),
            fact(FieldId::Languages, &["Arabe", "Français"]),
            fact(FieldId::Availability, &["Week-ends"]),
        ],
        links: vec![
            ProfileLink { kind: "behance".to_owned(), address: "https://www.behance.net/a".to_owned() },
            ProfileLink { kind: "portfolio".to_owned(), address: "https://p.example/".to_owned() },
        ],
    };
    let resume = of_main(&profile, &ResumeContact::default(), &PLACE);
    check(&resume);
    assert_eq!(resume["basics"]["name"], "A. E.", "initials stand for a hidden name");
    assert_eq!(resume["basics"]["label"], "DJ, Musique");
    assert_eq!(resume["basics"]["url"], "https://t.example/profile/view/MACAS0001F");
    assert_eq!(resume["basics"]["profiles"].as_array().unwrap().len(), 1);
    assert!(resume["basics"].get("email").is_none() && resume["basics"].get("phone").is_none());
    assert_eq!(resume["education"], json!([{ "area": "Master" }]));
    assert_eq!(resume["languages"], json!([{ "language": "Arabe" }, { "language": "Français" }]));
    assert_eq!(resume["skills"][1]["name"], "Musique");
    assert_eq!(resume["meta"]["answers"], json!({ "availability": ["Week-ends"] }));
    let contact = ResumeContact { email: Some("a@example.org".to_owned()), phone: Some("+212600000000".to_owned()) };
    let resume = of_main(&profile, &contact, &PLACE);
    check(&resume);
    assert_eq!(resume["basics"]["email"], "a@example.org");
}

#[test]
fn a_cinema_profile_has_its_productions() {
    let production = |year| ShownProduction {
        title: "Film".to_owned(),
        year,
        kind: "🎬 Court métrage".to_owned(),
        role: Some("Elle-même".to_owned()),
        poster: None,
    };
    let profile = CinemaProfile {
        person: person(&["Stage Name", "Autre"]),
        facts: Vec::new(),
        skills: vec![SkillGroup { category: "🎭 Scène".to_owned(), skills: vec![badge("Chant")] }],
        links: vec![ProfileLink { kind: "website".to_owned(), address: "https://w.example/".to_owned() }],
        productions: vec![production(Some(1987)), production(None), production(Some(87))],
        gallery: Vec::new(),
    };
    let resume = of_cinema(&profile, &ResumeContact::default(), &PLACE);
    check(&resume);
    assert_eq!(resume["basics"]["url"], "https://w.example/");
    assert_eq!(resume["skills"][2], json!({ "name": "Scène", "keywords": ["Chant"] }));
    assert_eq!(resume["projects"][0]["startDate"], "1987");
    assert_eq!(resume["projects"][0]["type"], "Court métrage");
    assert!(resume["projects"][1].get("startDate").is_none() && resume["projects"][2].get("startDate").is_none());
    assert_eq!(resume["meta"]["otherNames"], json!(["Autre"]));
}

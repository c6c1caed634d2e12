//! Every field of the nine sections of the CINEMA form: taken along, and erased with the account.

use serde_json::Value;
use talentsmaroc::domain::{
    fields::{Owner, field_of_input},
    registration::{
        FormStep as _,
        cinema::{Section, fields as c, production_fields as p},
        fields as f,
    },
};

use crate::{
    profiles::own_data_fields::{as_sent, exported, gone, ids},
    support::{
        answers::{ANSWERS, first},
        cinema_people::{TestCinema, give_cinema},
        files::{all_files, give_photo},
        on_both,
        own_data::{data, delete, download, number, unpacked},
        registration::{code_on, register},
    },
};

/// Files of the form.
const FILES: [&str; 3] = [f::PHOTO, c::ID_PHOTO, c::GALLERY_PHOTOS];

/// What the archive says of a field, as the form would send it.
fn exported_of(data: &Value, field: &str) -> Vec<String> {
    let profile = |key: &str| as_sent(&data["cinema_profile"][key]);
    let production = |key: &str| as_sent(&data["cinema_profile"]["previous_productions"][0][key]);
    let files = |kind: &str| -> Vec<String> {
        let of_kind = data["files"].as_array().unwrap().iter().filter(|file| file["kind"] == kind);
        of_kind.flat_map(|file| as_sent(&file["media_type"])).collect()
    };
    match field {
        f::ID_DOCUMENT_NUMBER => {
            let kind = &data["cinema_profile"][f::ID_DOCUMENT_TYPE];
            let all = data["person"]["identity_documents"].as_array().unwrap();
            all.iter().filter(|document| &document["kind"] == kind).flat_map(|d| as_sent(&d["number"])).collect()
        }
        p::TITLE => production("title"),
        p::YEAR => production("year"),
        p::KIND => production("type"),
        p::ROLE => production("role"),
        p::TMDB_ID => production("tmdb_id"),
        p::POSTER => files("poster"),
        c::ID_PHOTO => files("id_photo"),
        c::GALLERY_PHOTOS => files("gallery"),
        c::GALLERY_ORDER => profile("gallery_file_ids").iter().map(|_| "in order".to_owned()).collect(),
        _ => match field_of_input(field).map(|row| row.owner) {
            Some(Owner::CinemaProfile | Owner::EachProfile) => profile(field),
            _ => exported(data, field),
        },
    }
}

/// What was answered.
fn answered(field: &str) -> Vec<String> {
    let one = |text: &str| vec![text.to_owned()];
    match field {
        f::EMAIL => one("amina@example.org"),
        // Agreed to with each profile.
        f::ACCEPT_TERMS | f::ACCEPT_PRIVACY => vec!["on".to_owned(); 2],
        f::ID_DOCUMENT_TYPE => one("national_id"),
        f::ID_DOCUMENT_NUMBER => one("CANARIDOC0001"),
        f::VISIBILITY => one("members"),
        c::ETHNICITIES => one("amazigh"),
        c::TALENT_TYPES => one("stunt_performer"),
        c::OTHER_TALENTS => one("ventriloquist"),
        c::EYE_COLOR => one("odd"),
        c::HAIR_COLOR => one("salt_and_pepper"),
        c::HAIR_TYPE => one("kinky"),
        c::SKIN_TONE => one("olive"),
        c::BUILD => one("imposing"),
        c::HEIGHT => one("193"),
        c::PLAYING_AGE_MIN => one("61"),
        c::PLAYING_AGE_MAX => one("73"),
        p::TITLE => one("Canarifilm1"),
        p::YEAR => one("1987"),
        p::KIND => one("short_film"),
        p::ROLE => one("Canarirole1"),
        p::TMDB_ID => one("7654321"),
        p::POSTER | c::ID_PHOTO | f::PHOTO => one("image/jpeg"),
        c::GALLERY_PHOTOS => vec!["image/jpeg".to_owned(); 2],
        c::GALLERY_ORDER => vec!["in order".to_owned(); 2],
        f::GUARDIAN_NAME | f::GUARDIAN_PHONE | f::GUARDIAN_CONSENT => Vec::new(),
        shared => {
            let answer = ANSWERS.iter().find(|(name, ..)| *name == shared);
            let (_, value, _) = answer.unwrap_or_else(|| panic!("nobody answered {shared}"));
            if value.is_empty() { Vec::new() } else { one(value) }
        }
    }
}

on_both! {
    async fn no_field_of_the_cinema_form_is_forgotten(app: TestApp) {
        let mut browser = app.browser();
        let code = code_on(&register(&mut browser, &first()).await);
        let [account, person, profile] = ids(&app, "amina@example.org").await;
        give_photo(&app.state, person).await;
        let given = give_cinema(&app.state, person, &TestCinema { visibility: "members", ..TestCinema::new(1) }).await;
        let page = download(&mut browser).await;
        let archive = data(&page);
        for field in Section::ALL.into_iter().flat_map(Section::stored_inputs).chain(&FILES) {
            assert_eq!(exported_of(&archive, field), answered(field), "{field}");
        }
        let files = unpacked(&page);
        let pictures = files.iter().filter(|(path, _)| path.ends_with(".jpg")).collect::<Vec<_>>();
        assert_eq!(pictures.len(), 3 + 2 * 3 + 1 + 1, "{:?}", files.keys());
        // In the archive the picture of the document is one.
        assert!(pictures.iter().all(|(path, bytes)| bytes.starts_with(&[0xff, 0xd8]) || panic!("{path}")));
        let mut listed: Vec<String> =
            archive["files"].as_array().unwrap().iter().flat_map(|file| as_sent(&file["paths_in_archive"])).collect();
        listed.sort();
        assert_eq!(listed, pictures.iter().map(|(path, _)| (*path).clone()).collect::<Vec<_>>());

        delete(&mut browser, &code).await;
        gone(&app, [account, person, profile], &["canari", "amina@example"]).await;
        for table in ["types", "skills", "ethnicities"] {
            let left = format!("SELECT COUNT(*) AS n FROM cinema_profile_{table} WHERE profile_id = {}", given.profile_id);
            assert_eq!(number(&app, &left).await, 0, "{table}");
        }
        for table in ["cinema_profiles", "cinema_productions", "cinema_gallery_photos", "files"] {
            assert_eq!(number(&app, &format!("SELECT COUNT(*) AS n FROM {table}")).await, 0, "{table}");
        }
        assert_eq!(all_files(&app.folder.path().join("storage")), Vec::<std::path::PathBuf>::new());
    }
}

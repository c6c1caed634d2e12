//! Answers that are stored as rows of their own, beside the row of the person or of the profile.

use super::load::keyed;
use crate::{
    domain::{
        fields::{Answers, FieldId, Value, field},
        files::FileKind,
        module::Module,
        registration::{
            DOCUMENT_FIELDS, IdentityDocument, SocialLink,
            cinema::{Production, gallery_order::settled},
            comparable_number,
        },
    },
    server::{
        db::Conn,
        error::AppResult,
        repositories::{
            files::{self, FileOwner},
            profiles::{
                cinema::{
                    answers::{self, StoredProduction},
                    lists::{self, NewProduction},
                },
                identity_documents, languages, main_talents,
                module_profile::ModuleProfile,
                social_links, talents,
            },
        },
        security::{Security, encryption::Keyring},
    },
};

/// Every document of a person, the one first that the CINEMA form shows unless its profile names another: the passport
/// where there is one.
pub async fn documents(conn: &mut Conn, keyring: &Keyring, person_id: i64) -> AppResult<Vec<IdentityDocument>> {
    let stored = identity_documents::of_person(conn, person_id).await?;
    let mut documents = Vec::with_capacity(stored.len());
    for kind in ["passport", "national_id", "residence_card"] {
        if let Some(document) = stored.iter().find(|document| document.kind == kind) {
            documents.push(IdentityDocument { kind, number: keyring.decrypt_text(&document.number_encrypted)? });
        }
    }
    Ok(documents)
}

/// The links of a person.
pub async fn links(conn: &mut Conn, keyring: &Keyring, person_id: i64) -> AppResult<Vec<SocialLink>> {
    let known = field(FieldId::Networks).map_or(&[][..], |field| field.inputs);
    let mut links = Vec::new();
    for link in social_links::of_person(conn, person_id).await? {
        if let Some(&network) = known.iter().find(|network| **network == link.network) {
            links.push(SocialLink { network, address: keyring.decrypt_text(&link.address_encrypted)? });
        }
    }
    Ok(links)
}

/// The stored value of a field that a profile keeps in rows of their own; `None` for other fields.
pub async fn of_profile(conn: &mut Conn, profile_id: i64, id: FieldId) -> AppResult<Option<Value>> {
    Ok(match id {
        FieldId::Talents => keyed(main_talents::talent_keys(conn, profile_id).await?),
        FieldId::TalentTypes => keyed(answers::types(conn, profile_id).await?),
        FieldId::Skills => keyed(answers::skills(conn, profile_id).await?),
        FieldId::Ethnicities => keyed(answers::ethnicities(conn, profile_id).await?),
        FieldId::Gallery => {
            let photos = answers::gallery(conn, profile_id).await?;
            keyed(photos.into_iter().map(|file| file.name).collect())
        }
        FieldId::Productions => {
            let stored = answers::productions(conn, profile_id).await?;
            let productions: Vec<_> = stored.into_iter().map(production).collect();
            (!productions.is_empty()).then_some(Value::Productions(productions))
        }
        _ => None,
    })
}

fn production(stored: StoredProduction) -> Production {
    Production {
        title: stored.title,
        year: stored.year,
        kind: stored.kind,
        role: stored.role,
        tmdb_id: stored.tmdb_id,
        poster: stored.poster,
    }
}

/// Stores documents, languages and links in place of those the form of the module asks. Links to networks that it does
/// not ask stay, unless the answer has another for them: that of a joined row or a merge names every network.
pub async fn replace_of_person(
    conn: &mut Conn,
    security: &Security,
    person_id: i64,
    module: Module,
    answers: &Answers,
) -> AppResult<()> {
    for (id, value) in answers.iter() {
        match id {
            FieldId::Documents => {
                let documents = value.map_or(&[][..], Value::documents);
                for (_, kind) in DOCUMENT_FIELDS {
                    match documents.iter().find(|document| document.kind == kind) {
                        Some(document) => put_document(conn, security, person_id, document).await?,
                        None => identity_documents::delete(conn, person_id, kind).await?,
                    }
                }
            }
            FieldId::CinemaDocument => {
                for document in value.map_or(&[][..], Value::documents) {
                    put_document(conn, security, person_id, document).await?;
                }
            }
            FieldId::Languages => {
                languages::replace(conn, person_id, value.map_or(&[], Value::keys)).await?;
            }
            FieldId::Networks => {
                let asked = field(id).map_or(&[][..], |field| field.inputs_of(module));
                let links = value.map_or(&[][..], Value::links).iter();
                let encrypt = |link: &SocialLink| (link.network, security.keyring.encrypt(link.address.as_bytes()));
                social_links::replace(conn, person_id, asked, &links.map(encrypt).collect::<Vec<_>>()).await?;
            }
            _ => {}
        }
    }
    Ok(())
}

async fn put_document(
    conn: &mut Conn,
    security: &Security,
    person_id: i64,
    document: &IdentityDocument,
) -> AppResult<()> {
    let encrypted = security.keyring.encrypt(document.number.as_bytes());
    let hash = security.lookup.hash(&comparable_number(&document.number));
    identity_documents::put(conn, person_id, document.kind, &encrypted, &hash).await
}

/// Erases the number of the document that a CINEMA profile named before, unless the main form asks it: nothing would
/// show it any more, nor erase it.
pub async fn delete_unnamed_document(
    conn: &mut Conn,
    person_id: i64,
    before: Option<&str>,
    now: Option<&str>,
) -> AppResult<()> {
    let Some(before) = before.filter(|before| Some(*before) != now) else { return Ok(()) };
    let asked_by_main = DOCUMENT_FIELDS.iter().any(|(_, kind)| *kind == before);
    if !asked_by_main || !main_talents::exists(conn, person_id).await? {
        identity_documents::delete(conn, person_id, before).await?;
    }
    Ok(())
}

/// Stores what a profile keeps in rows of their own in place of what is stored.
pub async fn replace_of_profile(conn: &mut Conn, profile: &ModuleProfile, answers: &Answers) -> AppResult<()> {
    let (person_id, profile_id) = (profile.person_id(), profile.id());
    for (id, value) in answers.iter() {
        let keys = value.map_or(&[][..], Value::keys);
        match id {
            FieldId::Talents => {
                let found = talents::find_by_keys(conn, keys).await?;
                let id_of = |key: &String| found.iter().find(|talent| &talent.key == key).map(|talent| talent.id);
                let ids: Vec<i64> = keys.iter().filter_map(id_of).collect();
                main_talents::replace_talents(conn, profile_id, &ids).await?;
            }
            FieldId::TalentTypes => lists::replace_types(conn, profile_id, keys).await?,
            FieldId::Skills => lists::replace_skills(conn, profile_id, keys).await?,
            FieldId::Ethnicities => lists::replace_ethnicities(conn, profile_id, keys).await?,
            FieldId::Gallery => {
                let photos = files_of(conn, person_id, FileKind::Gallery.key()).await?;
                let names: Vec<String> = photos.iter().map(|(name, _)| name.clone()).collect();
                let id_of = |name: &String| photos.iter().find(|(own, _)| own == name).map(|(_, id)| *id);
                // Photos that the answer does not name follow as they came.
                let ids: Vec<i64> = settled(&names, keys).iter().filter_map(id_of).collect();
                lists::replace_gallery(conn, profile_id, &ids).await?;
            }
            FieldId::Productions => {
                let posters = files_of(conn, person_id, "poster").await?;
                let rows: Vec<NewProduction<'_>> = (1_i64..)
                    .zip(value.map_or(&[][..], Value::productions))
                    .map(|(position, production)| new_production(profile_id, position, production, &posters))
                    .collect();
                lists::replace_productions(conn, profile_id, &rows).await?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// Only posters that are the person's are stored: their names came with the answers.
fn new_production<'a>(
    profile_id: i64,
    position: i64,
    production: &'a Production,
    posters: &[(String, i64)],
) -> NewProduction<'a> {
    let poster = production.poster.as_ref().and_then(|name| posters.iter().find(|(own, _)| own == name));
    NewProduction {
        profile_id,
        position,
        title: &production.title,
        year: production.year,
        kind: &production.kind,
        role: production.role.as_deref(),
        tmdb_id: production.tmdb_id,
        poster_file_id: poster.map(|(_, id)| *id),
    }
}

/// Names and ids of the person's files of a kind, oldest first.
async fn files_of(conn: &mut Conn, person_id: i64, kind: &str) -> AppResult<Vec<(String, i64)>> {
    let rows = files::of_owner(conn, FileOwner::Person(person_id)).await?;
    Ok(rows.into_iter().filter(|row| row.kind == kind).map(|row| (row.name, row.id)).collect())
}

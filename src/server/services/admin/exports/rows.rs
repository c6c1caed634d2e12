//! The whole rows of some people, as far as columns need them.

use std::collections::HashMap;

use bytes::Bytes;

use crate::{
    domain::{
        export::Column,
        fields::{Composite, FieldId, Kind},
    },
    server::{
        db::Conn,
        error::AppResult,
        repositories::{
            admin::listed_people::{self, ListedPerson},
            profiles::{
                cinema::profile::{self, CinemaProfileRow},
                identity_documents::StoredDocument,
                main_profile::{self, MainProfileRow},
                many_answers::{self, ByPerson, ListedProduction},
                person_row::{self, PersonAndCity},
                social_links::StoredLink,
            },
        },
        services::search::index,
        state::AppState,
    },
};

/// Some people with everything that the columns ask for; what they do not ask for is empty.
#[derive(Default)]
pub struct PeopleRows {
    /// Account and code.
    pub listed: HashMap<i64, ListedPerson>,
    pub people: HashMap<i64, PersonAndCity>,
    pub main: HashMap<i64, MainProfileRow>,
    pub cinema: HashMap<i64, CinemaProfileRow>,
    /// Chosen keys in rows of their own, by field.
    pub keys: HashMap<FieldId, ByPerson<String>>,
    pub links: ByPerson<StoredLink>,
    pub documents: ByPerson<StoredDocument>,
    pub productions: ByPerson<ListedProduction>,
    pub gallery: ByPerson<i64>,
    pub completeness: HashMap<i64, u8>,
    /// JPEGs, where the file shows them.
    pub photos: Option<HashMap<i64, Bytes>>,
}

/// Reads a batch of people. One that was erased meanwhile is in none of the rows.
pub async fn load(state: &AppState, conn: &mut Conn, ids: &[i64], columns: &[Column]) -> AppResult<PeopleRows> {
    let mut rows = PeopleRows {
        listed: listed_people::load_many(conn, ids).await?.into_iter().map(|row| (row.id, row)).collect(),
        people: person_row::load_many(conn, ids).await?.into_iter().map(|row| (row.row.id, row)).collect(),
        main: main_profile::of_people(conn, ids).await?.into_iter().map(|row| (row.person_id, row)).collect(),
        cinema: profile::of_people(conn, ids).await?.into_iter().map(|row| (row.person_id, row)).collect(),
        ..PeopleRows::default()
    };
    for column in columns {
        match column {
            Column::Completeness => {
                let scores = index::read(state, conn, |index| {
                    ids.iter().filter_map(|id| Some((*id, index.completeness_of(*id)?))).collect()
                });
                rows.completeness = scores.await?;
            }
            Column::Field(id) => load_lists(conn, ids, *id, &mut rows).await?,
            _ => {}
        }
    }
    Ok(rows)
}

async fn load_lists(conn: &mut Conn, ids: &[i64], id: FieldId, rows: &mut PeopleRows) -> AppResult<()> {
    let keys = match id {
        FieldId::Talents => many_answers::talents(conn, ids).await?,
        FieldId::Languages => many_answers::languages(conn, ids).await?,
        FieldId::TalentTypes => many_answers::types(conn, ids).await?,
        FieldId::Skills => many_answers::skills(conn, ids).await?,
        FieldId::Ethnicities => many_answers::ethnicities(conn, ids).await?,
        other => {
            match crate::domain::fields::field(other).map(|field| field.kind) {
                Some(Kind::Composite(Composite::Networks)) => rows.links = many_answers::links(conn, ids).await?,
                Some(Kind::Composite(Composite::Documents | Composite::CinemaDocument)) => {
                    rows.documents = many_answers::documents(conn, ids).await?;
                }
                Some(Kind::Composite(Composite::Productions)) => {
                    rows.productions = many_answers::productions(conn, ids).await?;
                }
                Some(Kind::Composite(Composite::Gallery)) => {
                    rows.gallery = many_answers::gallery_files(conn, ids).await?;
                }
                _ => {}
            }
            return Ok(());
        }
    };
    rows.keys.insert(id, keys);
    Ok(())
}

//! CINEMA profiles of demo people, in bulk.

use diesel::prelude::*;

use crate::server::{
    db::{
        Conn,
        schema::{
            cinema_productions, cinema_profile_ethnicities, cinema_profile_skills, cinema_profile_types,
            cinema_profiles,
        },
    },
    error::AppResult,
    repositories::{batches::insert_batches, profiles::cinema::profile::CinemaProfileRow},
};

/// A row of `cinema_profiles` with the id reserved for it.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = cinema_profiles)]
pub struct NumberedCinemaProfile {
    pub id: i64,
    #[diesel(embed)]
    pub row: CinemaProfileRow,
}

/// A row of `cinema_profile_types`.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = cinema_profile_types)]
pub struct TypeRow {
    pub profile_id: i64,
    pub talent_type: String,
}

/// A row of `cinema_profile_skills`.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = cinema_profile_skills)]
pub struct SkillRow {
    pub profile_id: i64,
    pub skill: String,
}

/// A row of `cinema_profile_ethnicities`.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = cinema_profile_ethnicities)]
pub struct EthnicityRow {
    pub profile_id: i64,
    pub ethnicity: String,
}

/// A row of `cinema_productions`.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = cinema_productions)]
pub struct ProductionRow {
    pub profile_id: i64,
    pub position: i64,
    pub title: String,
    pub year: i64,
    pub kind: String,
    pub role: Option<String>,
}

/// CINEMA profiles of a batch.
#[derive(Debug, Default)]
pub struct CinemaBatch {
    pub profiles: Vec<NumberedCinemaProfile>,
    pub types: Vec<TypeRow>,
    pub skills: Vec<SkillRow>,
    pub ethnicities: Vec<EthnicityRow>,
    pub productions: Vec<ProductionRow>,
}

/// Writes a batch, after the people it belongs to.
pub async fn insert(conn: &mut Conn, batch: CinemaBatch) -> AppResult<()> {
    insert_batches!(
        conn,
        cinema_profiles::table => batch.profiles,
        cinema_profile_types::table => batch.types,
        cinema_profile_skills::table => batch.skills,
        cinema_profile_ethnicities::table => batch.ethnicities,
        cinema_productions::table => batch.productions,
    );
    Ok(())
}

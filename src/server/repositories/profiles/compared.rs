//! Several people with their profiles of one module, as a comparison reads them.

use std::collections::HashMap;

use diesel::prelude::*;

use super::{
    cinema::{profile::CinemaProfileRow, views::CinemaRow},
    main_profile::MainProfileRow,
    main_views::{ProfileRow, ProfileTalent, profiles_of_people},
    person_row::PersonRow,
};
use crate::{
    domain::unique_code::UniqueCode,
    server::{
        db::{
            Conn, among,
            schema::{
                accounts, cinema_profile_ethnicities, cinema_profile_types, cinema_profiles, cities, files,
                main_profile_talents, main_profiles, people, person_languages, talents, unique_codes,
            },
            together,
        },
        error::AppResult,
    },
};

/// The profiles behind some codes, primary or former.
#[derive(Debug)]
pub struct ProfilesByCode<P> {
    /// `people.id` by code.
    people: HashMap<String, i64>,
    /// By `people.id`.
    profiles: HashMap<i64, P>,
}

impl<P> ProfilesByCode<P> {
    /// The profile behind a code.
    #[must_use]
    pub fn get(&self, code: &UniqueCode) -> Option<&P> {
        self.people.get(code.as_str()).and_then(|person_id| self.profiles.get(person_id))
    }
}

/// A main profile with what a comparison may show of it.
#[derive(Debug, Clone)]
pub struct ComparedMain {
    pub row: ProfileRow,
    pub person: PersonRow,
    pub main: MainProfileRow,
    pub talents: Vec<ProfileTalent>,
    /// Keys.
    pub languages: Vec<String>,
}

/// A CINEMA profile with what a comparison may show of it.
#[derive(Debug, Clone)]
pub struct ComparedCinema {
    pub row: ProfileRow,
    pub person: PersonRow,
    pub cinema: CinemaProfileRow,
    /// Keys, as those below.
    pub types: Vec<String>,
    pub ethnicities: Vec<String>,
    pub languages: Vec<String>,
}

/// Keys of several people or profiles, each with whom it belongs to.
type OwnedKeys = Vec<(i64, String)>;

/// The main profiles behind these codes.
pub async fn load_main(conn: &mut Conn, codes: &[UniqueCode]) -> AppResult<ProfilesByCode<ComparedMain>> {
    let codes = written(codes);
    let (owners, rows, chosen, languages) = together!(conn, |c, load, $| {
        let owners: Vec<(String, Option<i64>)> = load!(
            unique_codes::table
                .filter(among(unique_codes::code, &codes))
                .select((unique_codes::code, unique_codes::person_id))
        );
        let person_ids: Vec<i64> = owners.iter().filter_map(|(_, person_id)| *person_id).collect();
        let rows: Vec<(ProfileRow, PersonRow, MainProfileRow)> = load!(
            profiles_of_people!(main_profiles)
                .filter(among(main_profiles::person_id, &person_ids))
                .select((ProfileRow::as_select(), PersonRow::as_select(), MainProfileRow::as_select()))
        );
        let profile_ids: Vec<i64> = rows.iter().map(|(row, ..)| row.profile_id).collect();
        let chosen: Vec<ProfileTalent> = load!(
            main_profile_talents::table
                .inner_join(talents::table)
                .filter(among(main_profile_talents::profile_id, &profile_ids))
                .order((main_profile_talents::profile_id, main_profile_talents::position))
                .select(ProfileTalent::as_select())
        );
        let languages: OwnedKeys = load!(
            person_languages::table
                .filter(among(person_languages::person_id, &person_ids))
                .select((person_languages::person_id, person_languages::language))
        );
        Ok((owners, rows, chosen, languages))
    })?;
    let profile = |(row, person, main): (ProfileRow, PersonRow, MainProfileRow)| {
        let talents = chosen.iter().filter(|talent| talent.profile_id == row.profile_id).cloned().collect();
        let languages = keys_of(&languages, person.id);
        (person.id, ComparedMain { row, person, main, talents, languages })
    };
    Ok(ProfilesByCode { people: found(owners), profiles: rows.into_iter().map(profile).collect() })
}

/// The CINEMA profiles behind these codes.
pub async fn load_cinema(conn: &mut Conn, codes: &[UniqueCode]) -> AppResult<ProfilesByCode<ComparedCinema>> {
    let codes = written(codes);
    let (owners, rows, types, ethnicities, languages) = together!(conn, |c, load, $| {
        let owners: Vec<(String, Option<i64>)> = load!(
            unique_codes::table
                .filter(among(unique_codes::code, &codes))
                .select((unique_codes::code, unique_codes::person_id))
        );
        let person_ids: Vec<i64> = owners.iter().filter_map(|(_, person_id)| *person_id).collect();
        let rows: Vec<(CinemaRow, PersonRow, CinemaProfileRow)> = load!(
            profiles_of_people!(cinema_profiles)
                .filter(among(cinema_profiles::person_id, &person_ids))
                .select((CinemaRow::as_select(), PersonRow::as_select(), CinemaProfileRow::as_select()))
        );
        let profile_ids: Vec<i64> = rows.iter().map(|(_, _, cinema)| cinema.id).collect();
        let types: OwnedKeys = load!(
            cinema_profile_types::table
                .filter(among(cinema_profile_types::profile_id, &profile_ids))
                .select((cinema_profile_types::profile_id, cinema_profile_types::talent_type))
        );
        let ethnicities: OwnedKeys = load!(
            cinema_profile_ethnicities::table
                .filter(among(cinema_profile_ethnicities::profile_id, &profile_ids))
                .select((cinema_profile_ethnicities::profile_id, cinema_profile_ethnicities::ethnicity))
        );
        let languages: OwnedKeys = load!(
            person_languages::table
                .filter(among(person_languages::person_id, &person_ids))
                .select((person_languages::person_id, person_languages::language))
        );
        Ok((owners, rows, types, ethnicities, languages))
    })?;
    let profile = |(row, person, cinema): (CinemaRow, PersonRow, CinemaProfileRow)| {
        let (types, ethnicities) = (keys_of(&types, cinema.id), keys_of(&ethnicities, cinema.id));
        let languages = keys_of(&languages, person.id);
        (person.id, ComparedCinema { row: row.into(), person, cinema, types, ethnicities, languages })
    };
    Ok(ProfilesByCode { people: found(owners), profiles: rows.into_iter().map(profile).collect() })
}

fn written(codes: &[UniqueCode]) -> Vec<String> {
    codes.iter().map(|code| code.as_str().to_owned()).collect()
}

/// Codes that belong to a person.
fn found(owners: Vec<(String, Option<i64>)>) -> HashMap<String, i64> {
    owners.into_iter().filter_map(|(code, person_id)| Some((code, person_id?))).collect()
}

fn keys_of(keys: &[(i64, String)], owner: i64) -> Vec<String> {
    keys.iter().filter(|(id, _)| *id == owner).map(|(_, key)| key.clone()).collect()
}

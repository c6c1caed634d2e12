//! From drawn people to the rows of one transaction.

use super::{
    career::DemoCareer,
    cinema::{self, DemoCinema},
    cinema_rows,
    draft::DemoDraft,
    person::{DemoPerson, generator},
    place::Places,
};
use crate::{
    domain::{
        access::Role,
        duplicates::name_key,
        talents::Talent,
        unique_code::{CodePrefix, UniqueCode},
    },
    server::{
        db::Conn,
        error::{AppError, AppResult},
        repositories::{
            demo::people::{
                self, AccountRow, Batch, CodeRow, DemoTalentRow, LanguageRow, NumberedPerson, NumberedProfile,
            },
            profiles::{main_profile::MainProfileRow, person_row::PersonRow},
        },
        state::AppState,
    },
};
use chrono::NaiveDateTime;
use std::{
    collections::{BTreeMap, HashSet},
    ops::RangeInclusive,
};

const MOST_TALENTS: usize = 5;

/// Draws people by their numbers.
///
/// # Errors
/// When the reference lists are empty.
pub fn draw(
    state: &AppState,
    places: &Places,
    talents: &[Talent],
    cinema_share: f64,
    numbers: RangeInclusive<i64>,
    registered_at: impl Fn(i64) -> NaiveDateTime,
) -> AppResult<Vec<DemoDraft>> {
    let today = state.clock.today();
    let keyring = &state.security.keyring;
    numbers
        .map(|number| {
            let mut rng = generator(number);
            let person = DemoPerson::draw(number, &mut rng, today);
            let city = places.draw(&mut rng).ok_or_else(|| AppError::internal("the list of cities is empty"))?.clone();
            let prefix = CodePrefix::of_place(&city.country_code, city.code.as_deref(), &city.name)
                .map_err(AppError::internal)?;
            let wanted = rng.usize(1..=MOST_TALENTS);
            let guardian = person.minor.then(|| format!("{} {}", person.guardian_first_name, person.last_name));
            let talents = rng.choose_multiple(talents.iter(), wanted).into_iter().cloned().collect();
            Ok(DemoDraft {
                talents,
                career: DemoCareer::draw(&mut rng, person.minor),
                cinema: DemoCinema::draw(&mut cinema::generator(number), cinema_share, person.date_of_birth, today),
                phone_encrypted: keyring.encrypt(person.phone.as_bytes()),
                phone_hash: state.security.lookup.hash(&person.phone),
                guardian_phone_encrypted: guardian.is_some().then(|| keyring.encrypt(person.guardian_phone.as_bytes())),
                guardian_name_encrypted: guardian.map(|name| keyring.encrypt(name.as_bytes())),
                registered_at: registered_at(number),
                person,
                city,
                prefix,
            })
        })
        .collect()
}

/// Gives the people ids and codes and makes their rows.
pub async fn rows(conn: &mut Conn, drafts: Vec<DemoDraft>) -> AppResult<Batch> {
    let codes = assign_codes(conn, &drafts).await?;
    let accounts = people::reserve_ids(conn, "accounts", drafts.len()).await?;
    let people = people::reserve_ids(conn, "people", drafts.len()).await?;
    let profiles = people::reserve_ids(conn, "main_profiles", drafts.len()).await?;
    let cinema = cinema_rows::rows(conn, &drafts, &people).await?;
    let mut batch = Batch { cinema, ..Batch::default() };
    let ids = accounts.into_iter().zip(people).zip(profiles).zip(codes);
    for (draft, (((account_id, person_id), profile_id), code)) in drafts.into_iter().zip(ids) {
        let at = draft.registered_at;
        batch.codes.push(CodeRow { code, person_id, is_primary: true, created_at: at });
        let profile = MainProfileRow {
            person_id,
            visibility: draft.person.visibility.to_owned(),
            created_at: at,
            updated_at: at,
            bio: draft.career.bio,
            availability: draft.career.availability,
            work_mode: draft.career.work_mode,
            ..MainProfileRow::default()
        };
        batch.profiles.push(NumberedProfile { id: profile_id, row: profile });
        batch.languages.extend(draft.career.languages.into_iter().map(|language| LanguageRow { person_id, language }));
        batch.talents.extend(draft.talents.iter().zip(0..).map(|(talent, position)| DemoTalentRow {
            profile_id,
            talent_id: talent.id,
            position,
        }));
        batch.accounts.push(AccountRow {
            id: account_id,
            email: draft.person.email.clone(),
            email_normalised: draft.person.email,
            role: Role::Member.key(),
            language: draft.person.language,
            state: "active",
            demo: true,
            created_at: at,
            updated_at: at,
        });
        let person = PersonRow {
            account_id,
            first_name: draft.person.first_name.to_owned(),
            last_name: draft.person.last_name.to_owned(),
            name_key: name_key(draft.person.first_name, draft.person.last_name),
            date_of_birth: draft.person.date_of_birth,
            gender: draft.person.gender.to_string(),
            phone_encrypted: Some(draft.phone_encrypted),
            phone_hash: Some(draft.phone_hash),
            guardian_name_encrypted: draft.guardian_name_encrypted,
            guardian_phone_encrypted: draft.guardian_phone_encrypted,
            residence_country: draft.city.country_code,
            residence_city_id: Some(draft.city.id),
            show_name_photo: draft.person.show_name_photo,
            show_links: draft.person.show_links,
            show_origins: draft.person.show_origins,
            minor_approved_at: draft.person.approved.then_some(at),
            created_at: at,
            updated_at: at,
            years_experience: draft.career.years_experience,
            ..PersonRow::default()
        };
        batch.people.push(NumberedPerson { id: person_id, row: person });
    }
    Ok(batch)
}

/// Codes in the order of the people, from the counters that registrations use. Numbers that an imported code
/// already has are skipped, as there.
async fn assign_codes(conn: &mut Conn, drafts: &[DemoDraft]) -> AppResult<Vec<String>> {
    let mut codes: Vec<Option<String>> = vec![None; drafts.len()];
    loop {
        let mut waiting: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, draft) in drafts.iter().enumerate() {
            if codes.get(index).is_some_and(Option::is_none) {
                waiting.entry(draft.prefix.as_str()).or_default().push(index);
            }
        }
        if waiting.is_empty() {
            return Ok(codes.into_iter().flatten().collect());
        }
        let mut candidates = Vec::new();
        for (prefix, indices) in waiting {
            let count = i64::try_from(indices.len()).unwrap_or(0);
            let last = people::advance_counter(conn, prefix, count).await?;
            for (index, number) in indices.into_iter().zip(last - count + 1..) {
                if let Some(draft) = drafts.get(index) {
                    let code = UniqueCode::from_parts(&draft.prefix, number, draft.person.gender);
                    candidates.push((index, code.map_err(AppError::internal)?.to_string()));
                }
            }
        }
        let names: Vec<_> = candidates.iter().map(|(_, code)| code.clone()).collect();
        let taken: HashSet<_> = people::taken_codes(conn, &names).await?.into_iter().collect();
        for (index, code) in candidates {
            if let Some(place) = codes.get_mut(index).filter(|_| !taken.contains(&code)) {
                *place = Some(code);
            }
        }
    }
}

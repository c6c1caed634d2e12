//! The unique code of a person.

use chrono::NaiveDateTime;

use crate::{
    domain::{registration::Residence, unique_code::UniqueCode},
    server::{
        db::Conn,
        error::{AppError, AppResult},
        repositories::profiles::unique_codes,
    },
};

/// The code a person has, else the next free one of the place. Numbers whose code came from elsewhere are passed over.
/// Call it last: the counter is what registrations of one city wait for, so it is held for the shortest time.
pub async fn issue(
    conn: &mut Conn,
    person_id: i64,
    residence: &Residence,
    gender: &str,
    now: NaiveDateTime,
) -> AppResult<UniqueCode> {
    if let Some(code) = unique_codes::primary_of_person(conn, person_id).await? {
        return code.parse().map_err(AppError::internal);
    }
    let prefix = residence.code_prefix().map_err(AppError::internal)?;
    let gender = gender.chars().next().ok_or_else(|| AppError::internal("a person without gender"))?;
    loop {
        let number = unique_codes::next_number(conn, &prefix).await?;
        let code = UniqueCode::from_parts(&prefix, number, gender).map_err(AppError::internal)?;
        if unique_codes::insert_primary(conn, &code, person_id, now).await? {
            return Ok(code);
        }
    }
}

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

/// Gives a person a code of elsewhere as the primary one; `false` when another person has it. The counter of its place
/// goes on beyond it.
pub async fn bring(conn: &mut Conn, person_id: i64, code: &UniqueCode, now: NaiveDateTime) -> AppResult<bool> {
    let is_theirs = unique_codes::insert_primary(conn, code, person_id, now).await?;
    if is_theirs {
        pass_by(conn, code).await?;
    }
    Ok(is_theirs)
}

/// Gives a person a further code; `false` when another person has it.
pub async fn bring_alias(conn: &mut Conn, person_id: i64, code: &UniqueCode, now: NaiveDateTime) -> AppResult<bool> {
    if unique_codes::insert_alias(conn, code, person_id, now).await? {
        pass_by(conn, code).await?;
        return Ok(true);
    }
    Ok(unique_codes::person_of(conn, code.as_str()).await? == Some(person_id))
}

/// Numbers of six digits are not counted: the replaced application drew them, and ours would grow by as many digits.
async fn pass_by(conn: &mut Conn, code: &UniqueCode) -> AppResult<()> {
    match code.counted() {
        Some((prefix, number)) => unique_codes::raise_counter(conn, &prefix, number).await,
        None => Ok(()),
    }
}

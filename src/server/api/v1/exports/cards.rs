//! The card of a person as PDF.

use axum::{body::Body, extract::Path};

use crate::{
    domain::module::Module,
    server::{
        api::{
            problem::{Problem, ProblemCode},
            v1::{answer::Answer, caller::Caller, input::Parameters},
        },
        handlers::documents::{PDF, as_file},
        services::{
            documents::{CardFormat, CardOf, CardWish, card_of},
            profiles::person_ref::find_person,
        },
    },
};

/// Card of a person
///
/// The main profile as the caller may see it, the CINEMA profile of a person who has no other. One that an administrator
/// makes of another person leaves a line in the audit log.
#[utoipa::path(get, path = "/api/v1/export/users/{id}/card.pdf", tag = "exports",
    params(("id" = String, Path, description = "Number or code of the person")),
    responses((status = 200, description = "The card")))]
pub async fn show_user_card(caller: Caller, parameters: Parameters, Path(id): Path<String>) -> Answer {
    parameters.none()?;
    card(&caller, &id, CardWish::Any).await
}

/// Card of a CINEMA profile
///
/// The profile as the caller may see it. One that an administrator makes of another person leaves a line in the audit log.
#[utoipa::path(get, path = "/api/v1/cinema/talents/{id}/card.pdf", tag = "exports",
    params(("id" = String, Path, description = "Number or code of the person")),
    responses((status = 200, description = "The card")))]
pub async fn show_cinema_talent_card(caller: Caller, parameters: Parameters, Path(id): Path<String>) -> Answer {
    parameters.none()?;
    card(&caller, &id, CardWish::Only(Module::Cinema)).await
}

async fn card(caller: &Caller, typed: &str, wish: CardWish) -> Answer {
    let person = find_person(&caller.state, typed).await?.ok_or(Problem::new(ProblemCode::NotFound))?;
    let format = CardFormat::Pdf;
    match card_of(&caller.state, &caller.actor(), caller.lang(), wish, &person.code, format).await? {
        CardOf::Card { file_name, bytes } => Ok(as_file(PDF, &file_name, Body::from(bytes))),
        // The code is the primary one: it moved between two queries.
        CardOf::Moved(_) | CardOf::NotReachable => Err(ProblemCode::NotFound.into()),
    }
}

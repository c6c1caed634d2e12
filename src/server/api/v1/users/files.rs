//! Photo and CV of a person.

use axum::{
    extract::{Path, Request},
    response::Response,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{change::matched, file_body::receive};
use crate::{
    domain::files::{FileKind, photo::Photo},
    i18n::{Locale, td_string},
    server::{
        api::{
            problem::{Problem, ProblemCode, WrongValue},
            v1::{
                answer::{Answer, Done, json, tagged},
                caller::Caller,
                input::Parameters,
            },
        },
        db::to_completion,
        services::{
            files::{Accepted, FileOwner, accept, remove_of_version},
            profiles::person_ref::{PersonRef, version_of},
        },
        state::AppState,
    },
};

/// A file that was stored.
#[derive(Serialize, ToSchema)]
pub struct FileAnswer {
    #[schema(default = true)]
    pub success: bool,
    pub message: String,
    /// Its address.
    pub url: String,
}

/// Send a photo
///
/// JPEG or PNG, as the whole body or as the part `file` of a form; at most 5 MB. It takes the place of an earlier one.
#[utoipa::path(put, path = "/api/v1/users/{id}/photo", tag = "users",
    request_body(content((Vec<u8> = "image/jpeg"), (Vec<u8> = "image/png"))),
    params(("id" = String, Path, description = "Number or code of the person")),
    responses((status = 200, description = "Stored", body = FileAnswer)))]
pub async fn put_photo(caller: Caller, parameters: Parameters, Path(id): Path<String>, request: Request) -> Answer {
    put(caller, parameters, &id, FileKind::Photo, request).await
}

/// Send a CV
///
/// PDF or Word, as the whole body or as the part `file` of a form; at most 10 MB. It takes the place of an earlier one.
#[utoipa::path(put, path = "/api/v1/users/{id}/cv", tag = "users",
    request_body(content((Vec<u8> = "application/pdf"), (Vec<u8> = "application/msword"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"))),
    params(("id" = String, Path, description = "Number or code of the person")),
    responses((status = 200, description = "Stored", body = FileAnswer)))]
pub async fn put_cv(caller: Caller, parameters: Parameters, Path(id): Path<String>, request: Request) -> Answer {
    put(caller, parameters, &id, FileKind::Cv, request).await
}

/// Remove the photo
///
/// `If-Match` is needed. Without a photo nothing changes.
#[utoipa::path(delete, path = "/api/v1/users/{id}/photo", tag = "users",
    params(("id" = String, Path, description = "Number or code of the person"),
        ("If-Match" = String, Header, description = "The `ETag` of the person")),
    responses((status = 200, description = "Removed", body = Done)))]
pub async fn delete_photo(caller: Caller, parameters: Parameters, Path(id): Path<String>) -> Answer {
    delete(caller, parameters, &id, FileKind::Photo).await
}

/// Remove the CV
///
/// `If-Match` is needed. Without a CV nothing changes.
#[utoipa::path(delete, path = "/api/v1/users/{id}/cv", tag = "users",
    params(("id" = String, Path, description = "Number or code of the person"),
        ("If-Match" = String, Header, description = "The `ETag` of the person")),
    responses((status = 200, description = "Removed", body = Done)))]
pub async fn delete_cv(caller: Caller, parameters: Parameters, Path(id): Path<String>) -> Answer {
    delete(caller, parameters, &id, FileKind::Cv).await
}

async fn put(caller: Caller, parameters: Parameters, id: &str, kind: FileKind, request: Request) -> Answer {
    parameters.none()?;
    let person = caller.person(id).await?;
    let account_id = caller.account()?.id;
    let limits = &caller.state.security.rate_limits;
    caller.actor().counted(|address| limits.upload(address, Some(account_id)))?;
    let places = &caller.state.security.upload_places;
    let place = places.enter(Some(caller.request.client_ip)).await?;
    let file = receive(&caller, kind, request).await?;
    // A slow line holds a place and room on the disk; memory is held from here on, until the file is stored.
    let memory = places.memory_for_file(kind.max_bytes()).await?;
    let (name, bytes) = (file.name.clone(), file.bytes().await?);
    let (state, actor, owner) = (caller.state.clone(), caller.actor(), FileOwner::Person(person.id));
    let accepted = to_completion(async move {
        let _until_stored = (place, memory);
        accept(&state, &actor, owner, kind, &name, bytes).await
    });
    match accepted.await? {
        Accepted::Stored { name } => stored(&caller, &person, kind, name).await,
        Accepted::Refused(error) => Err(Problem::member(kind.field(), WrongValue::Field(error))),
        Accepted::OwnerGone => Err(ProblemCode::NotFound.into()),
    }
}

async fn stored(caller: &Caller, person: &PersonRef, kind: FileKind, name: String) -> Answer {
    let site = &caller.state.config.base_url;
    let url = match kind {
        FileKind::Cv => format!("{site}/files/cv/{name}"),
        _ => format!("{site}{}", Photo::new(name).address(640)),
    };
    let message = td_string!(Locale::from(caller.lang()), api.done_file_stored).to_owned();
    of_version(&caller.state, person, json(&FileAnswer { success: true, message, url })).await
}

async fn delete(caller: Caller, parameters: Parameters, id: &str, kind: FileKind) -> Answer {
    parameters.none()?;
    let person = caller.person(id).await?;
    let version = matched(&caller, &person).await?;
    if !remove_of_version(&caller.state, &caller.actor(), person.id, kind, version).await? {
        return Err(ProblemCode::PreconditionFailed.into());
    }
    let answer = Done::saying(td_string!(Locale::from(caller.lang()), api.done_file_removed));
    of_version(&caller.state, &person, answer).await
}

async fn of_version(state: &AppState, person: &PersonRef, answer: Response) -> Answer {
    let version = version_of(state, person).await?;
    Ok(tagged(version, answer))
}

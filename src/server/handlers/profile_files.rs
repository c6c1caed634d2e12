//! `POST /profile/files` and `POST /cinema/edit/files`: files of somebody signed in, with the section's other answers.
//!
//! As [`super::register_files`], for a person instead of a draft. Files come and go at once; what else was typed is
//! stored by the button `action=save` alone, and kept beside by every other one.

use axum::{
    Extension,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};

use super::{
    register_files::{FROM_GALLERY, Sent, Told, answer, failed, kind_of, sort, take, wants_json},
    upload_body::{Unreadable, read},
};
use crate::{
    domain::{
        cinema::{gallery_order, productions::edit_rows},
        field_error::FieldErrors,
        registration::FormValues,
    },
    server::{
        context::RequestContext,
        db::to_completion,
        error::AppResult,
        security::{flash::flash_cookie, rate_limits::RetryAfter},
        services::{
            posters,
            profile_edit::{EditedForm, Editor, Saved, discard_posters, keep_section, save_section, saved_flash},
            uploads::{FileKind, FileOwner},
        },
        state::AppState,
    },
};

/// Keeps what was sent.
pub async fn profile_files<S: EditedForm>(
    State(state): State<AppState>,
    Extension(request): Extension<RequestContext>,
    body: Request,
) -> Response {
    let Some(editor) = Editor::of(&request) else { return StatusCode::NOT_FOUND.into_response() };
    let json = wants_json(body.headers());
    let kind_of = |field: &str| kind_of(S::RENAMED, S::FILE_KINDS, field);
    let sent = match read(body, |field| kind_of(field).map(FileKind::max_bytes)).await {
        Ok(parts) => sort(parts, kind_of),
        Err(Unreadable::Status(status)) => return status.into_response(),
        Err(Unreadable::Failed(error)) => return failed(&error),
    };
    match to_completion(async move { keep::<S>(&state, &editor, sent, json).await }).await {
        Ok(answer) => answer,
        Err(error) => failed(&error),
    }
}

async fn keep<S: EditedForm>(state: &AppState, editor: &Editor, sent: Sent, json: bool) -> AppResult<Response> {
    let Sent { files, values } = sent;
    let mut values = S::received(values);
    let owner = FileOwner::Person(editor.person_id);
    let has_profile = S::has_profile(&mut state.db.read().await?, editor.person_id).await?;
    if !has_profile {
        let told = Told { next: S::PATH.to_owned(), ..Told::default() };
        return answer(state, None, &told, &FieldErrors::default(), json);
    }
    let (mut told, errors) = take(state, owner, editor.lang, files, &values, S::RENAMED).await?;
    posters::adopt(state, owner, &mut values).await?;
    let pressed = press::<S>(&mut values);
    let saved = match pressed {
        Pressed::Save => save_section(state, editor, S::FILES, &values).await?,
        Pressed::Nothing => Saved::Kept,
        Pressed::Stay { .. } => keep_section(state, editor, S::FILES, &values).await?,
    };
    if !matches!(pressed, Pressed::Nothing) {
        discard_posters(state, editor, S::FILES).await?;
    }
    told.next = match saved {
        Saved::Done if errors.is_empty() => format!("{}#{}", S::EDIT_PATH, S::FILES.key()),
        Saved::Kept if errors.is_empty() => match pressed {
            Pressed::Stay { at: Some(place) } => format!("{}#{place}", S::FILES.edit_path()),
            _ => S::FILES.edit_path(),
        },
        Saved::NoProfile => S::PATH.to_owned(),
        Saved::TooFast(RetryAfter(seconds)) => {
            let later = [(header::RETRY_AFTER, HeaderValue::from(seconds))];
            return Ok((StatusCode::TOO_MANY_REQUESTS, later).into_response());
        }
        Saved::Done | Saved::Kept | Saved::Refused => format!("{}#errors", S::FILES.edit_path()),
    };
    let done = matches!(saved, Saved::Done) && errors.is_empty();
    let mut answer = answer(state, None, &told, &errors, json)?;
    if done && !json {
        let said = flash_cookie(state, &saved_flash::<S>(), &S::FILES)?;
        answer.headers_mut().append(header::SET_COOKIE, said);
    }
    Ok(answer)
}

/// Which button was pressed.
enum Pressed {
    Save,
    /// None: a script sends a file alone.
    Nothing,
    /// One that needs the page anew, which is shown at this place.
    Stay {
        at: Option<String>,
    },
}

/// Does what the pressed button asks of the rows and of the gallery's order.
fn press<S: EditedForm>(values: &mut FormValues) -> Pressed {
    let (action, removed) = (values.first("action").to_owned(), values.first("remove").to_owned());
    let of_rows = edit_rows(values, &action);
    let of_gallery = gallery_order::change(values, &action);
    let field = |kind: FileKind| Some(format!("field-{}", S::shown_name(kind.field())));
    match action.as_str() {
        "save" => Pressed::Save,
        "" if removed.is_empty() => Pressed::Nothing,
        _ if of_rows => Pressed::Stay { at: Some("productions".to_owned()) },
        _ if of_gallery || action == gallery_order::UPLOAD || removed.starts_with(FROM_GALLERY) => {
            Pressed::Stay { at: field(FileKind::Gallery) }
        }
        _ => Pressed::Stay { at: FileKind::from_key(&removed).and_then(field) },
    }
}

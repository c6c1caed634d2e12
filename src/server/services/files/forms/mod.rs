//! Files sent with the other answers of their step, for a draft or for a person who has the profile already.

mod content;
mod draft;
mod presence;
mod profile;

pub use self::{
    content::{FileContent, SpooledFile},
    draft::store_in_draft,
    presence::{Presence, WaitingClient},
    profile::{FileOutcome, store_in_profile},
};
use super::{Accepted, FileKind, FileOwner, accept, remove, remove_from_gallery};
use crate::{
    domain::{
        field_error::{FieldError, FieldErrors},
        registration::{
            FormPlace, FormStep, FormValues,
            cinema::{
                gallery_order::{self, REMOVED, UPLOAD},
                productions::edit_rows,
            },
        },
    },
    server::{
        actor::Actor,
        error::{AppError, AppResult},
        metrics::UploadOutcome,
        state::AppState,
    },
};

/// Everything that was sent, in order.
#[derive(Default)]
pub struct SentForm {
    pub files: Vec<(FileKind, String, FileContent)>,
    pub values: FormValues,
}

/// What became of the files.
#[derive(Default)]
pub struct Taken {
    /// Name of the photo the form now holds.
    pub photo: Option<String>,
    /// Name of the CV.
    pub cv: Option<String>,
    /// Names of the photos that came into the gallery.
    pub gallery: Vec<String>,
    /// What was refused.
    pub errors: FieldErrors,
}

/// Removes the file whose button was pressed and takes those that were sent.
async fn take(
    state: &AppState,
    actor: &Actor,
    owner: FileOwner,
    files: Vec<(FileKind, String, FileContent)>,
    values: &FormValues,
    client: &Presence,
) -> AppResult<Taken> {
    let mut taken = Taken::default();
    let removed = values.first("remove");
    if let Some(name) = removed.strip_prefix(REMOVED) {
        remove_from_gallery(state, actor, owner, name).await?;
    } else if let Some(kind) = FileKind::from_key(removed).filter(|kind| kind.is_single()) {
        remove(state, actor, owner, kind).await?;
    }
    for (kind, file_name, content) in files {
        let accepted = tokio::select! {
            biased;
            () = client.gone() => break,
            accepted = accept_content(state, actor, owner, kind, &file_name, content) => {
                state.metrics.uploaded(kind, outcome_of(&accepted));
                accepted?
            }
        };
        match accepted {
            Accepted::Stored { name } => match kind {
                FileKind::Photo => taken.photo = Some(name),
                FileKind::Cv => taken.cv = Some(name),
                FileKind::Gallery => taken.gallery.push(name),
                FileKind::IdPhoto | FileKind::Poster => {}
            },
            Accepted::Refused(error) => taken.errors.add(kind.field(), error),
            Accepted::OwnerGone => return Err(AppError::NotFound),
        }
    }
    Ok(taken)
}

fn outcome_of(accepted: &AppResult<Accepted>) -> UploadOutcome {
    match accepted {
        Ok(Accepted::Stored { .. }) => UploadOutcome::Stored,
        Ok(Accepted::Refused(_)) => UploadOutcome::Refused,
        Ok(Accepted::OwnerGone) | Err(_) => UploadOutcome::Failed,
    }
}

/// Takes a file when there is memory for it: until then it waits on the disk.
async fn accept_content(
    state: &AppState,
    actor: &Actor,
    owner: FileOwner,
    kind: FileKind,
    file_name: &str,
    content: FileContent,
) -> AppResult<Accepted> {
    // Held until the file is stored.
    let (bytes, _memory) = match content {
        FileContent::Empty => return Ok(Accepted::Refused(FieldError::FileEmpty)),
        FileContent::TooLarge => {
            return Ok(Accepted::Refused(FieldError::FileTooLarge { max_megabytes: kind.max_bytes() >> 20 }));
        }
        FileContent::InMemory(bytes, memory) => (bytes, memory),
        FileContent::OnDisk(file) => {
            let memory = state.security.upload_places.memory_for_file(file.length()).await?;
            (file.read().await?, memory)
        }
    };
    accept(state, actor, owner, kind, file_name, bytes).await
}

/// Which button was pressed.
enum Pressed<S> {
    /// One that leaves the step.
    Leave,
    /// None: a script sends a file alone.
    Nothing,
    /// One that shows the step once more, at this place.
    Stay(FormPlace<S>),
}

/// Does what the pressed button asks of the productions and of the gallery's order. `leaving` are the values of the
/// buttons that leave the step.
fn press<S: FormStep>(step: S, values: &mut FormValues, leaving: &[&str]) -> Pressed<S> {
    let (action, removed) = (values.first("action").to_owned(), values.first("remove").to_owned());
    let of_rows = edit_rows(values, &action);
    let of_gallery = gallery_order::change(values, &action) || action == UPLOAD || removed.starts_with(REMOVED);
    if leaving.contains(&action.as_str()) {
        return Pressed::Leave;
    }
    if action.is_empty() && removed.is_empty() {
        return Pressed::Nothing;
    }
    let kind = if of_gallery { Some(FileKind::Gallery) } else { FileKind::from_key(&removed) };
    Pressed::Stay(match kind {
        _ if of_rows => FormPlace::Productions(step),
        Some(kind) => FormPlace::Field(step, kind.field()),
        None => FormPlace::Step(step),
    })
}

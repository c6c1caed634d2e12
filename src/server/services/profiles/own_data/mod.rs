//! Download and deletion of everything stored about an account.
//!
//! Both ask for the password when it was given some time ago.

mod answers;
mod cinema;
mod content;
mod download;
mod erase;
mod gather;

use crate::server::{
    context::ViewerAccount,
    error::AppResult,
    repositories::{admin::administrators, profiles::unique_codes},
    services::{
        accounts::reauthentication,
        admin::exports::{self, OwnExport},
    },
    state::AppState,
};

pub(in crate::server::services) use self::erase::erase_account;
pub use self::{
    download::{Archive, download},
    erase::erase,
};

/// Exports that the page lists; the archive has all.
const MOST_EXPORTS: usize = 20;

/// What the pages need to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnDataPage {
    /// Whether the password was given a short time ago.
    pub password_fresh: bool,
    /// The primary code, if there is a person.
    pub code: Option<String>,
    /// Whether there is no other administrator.
    pub last_administrator: bool,
    /// The newest files of administrators that the person stands in.
    pub exports: Vec<OwnExport>,
}

/// What the pages show to an account.
pub async fn load(state: &AppState, viewer: &ViewerAccount) -> AppResult<OwnDataPage> {
    let password_fresh = reauthentication::is_fresh(state, viewer).await?;
    let mut conn = state.db.read().await?;
    let exports = match viewer.person_id {
        Some(person_id) => exports::of_person(state, &mut conn, person_id, MOST_EXPORTS).await?,
        None => Vec::new(),
    };
    let code = match viewer.person_id {
        Some(person_id) => unique_codes::primary_of_person(&mut conn, person_id).await?,
        None => None,
    };
    let active: Vec<i64> = administrators::all(&mut conn)
        .await?
        .into_iter()
        .filter(|administrator| administrator.state == "active")
        .map(|administrator| administrator.id)
        .collect();
    Ok(OwnDataPage { password_fresh, code, last_administrator: active == [viewer.id], exports })
}

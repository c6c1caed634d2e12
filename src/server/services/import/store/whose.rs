//! Whom a row is about.

use crate::{
    domain::{fields::FieldId, import::Fate, module::Module},
    server::{
        db::Conn,
        error::{AppError, AppResult},
        repositories::{
            accounts::account,
            imports::people::{self as imported, RowKey},
            profiles::{module_profile::ModuleProfile, people, person_row},
        },
        services::{
            import::{joining::Winner, row::Draft, run::Run},
            profiles::{StoredAnswers, exists, load_answers},
        },
    },
};

/// The account of a row: its address as it was written and as it is unique.
pub struct Address {
    pub written: String,
    pub normalised: String,
}

/// By what a row is known once it was taken.
pub fn key_of<'a>(run: &Run<'_>, draft: &'a Draft) -> RowKey<'a> {
    RowKey { source: run.source.key(), table: &draft.table, id: &draft.id }
}

/// The person of a row.
pub enum Whose {
    /// A new person, of an account that is there or is to be made.
    New { account_id: Option<i64> },
    /// A person who has no such profile yet; whether the other one is private.
    Known { person_id: i64, stored: Box<StoredAnswers>, is_private: bool },
    /// Not whom the row is about, as far as is known; why not.
    Other(Fate),
}

/// Finds the person of a row by its address. One that was typed into a form and never confirmed may be that of another
/// person than its account: what a row says would go to a stranger.
pub async fn whose(conn: &mut Conn, run: &Run<'_>, draft: &Draft, address: Option<&Address>) -> AppResult<Whose> {
    let Some(address) = address else { return Ok(Whose::New { account_id: None }) };
    let Some(account) = account::find_by_email(conn, &address.normalised).await? else {
        return Ok(Whose::New { account_id: None });
    };
    let person_id = people::id_of_account(conn, account.id).await?;
    if let Some(person_id) = person_id.filter(|_| run.import_id.is_some()) {
        // What is read below is still true when the row is stored beside it.
        person_row::hold(conn, person_id).await?;
    }
    let is_imported = match person_id {
        Some(person_id) => imported::is_imported(conn, person_id).await?,
        None => false,
    };
    if account.email_confirmed_at.is_none() && !is_imported {
        return Ok(Whose::Other(Fate::EmailUnconfirmed));
    }
    let Some(person_id) = person_id else { return Ok(Whose::New { account_id: Some(account.id) }) };
    if exists(conn, draft.module, person_id).await? {
        return Ok(Whose::Other(Fate::EmailTaken));
    }
    let stored = load_answers(conn, &run.state.security.keyring, person_id, None).await?;
    let stored = stored.ok_or_else(|| AppError::internal("a person without answers"))?;
    let other = match draft.module {
        Module::Main => Module::Cinema,
        Module::Cinema => Module::Main,
    };
    let other = ModuleProfile::of_person(conn, other, person_id).await?;
    let visibility = other.and_then(|profile| profile.value(FieldId::Visibility));
    let is_private = visibility.is_some_and(|value| value.text() == Some("private"));
    Ok(Whose::Known { person_id, stored: Box::new(stored), is_private })
}

/// Whether a row or what is stored of its person counts where they differ.
pub async fn winner(conn: &mut Conn, draft: &Draft, person_id: i64, stored: &StoredAnswers) -> AppResult<Winner> {
    if imported::is_changed_here(conn, person_id).await? {
        return Ok(Winner::ChangedHere);
    }
    let known = imported::changed_at(conn, person_id).await?.unwrap_or(stored.person.updated_at);
    let row_is_newer = draft.changed_at.is_some_and(|changed| changed > known);
    Ok(if row_is_newer { Winner::Row } else { Winner::Stored })
}

//! The statements of one row.

use super::whose::{Address, Whose, key_of, whose, winner};
use crate::{
    domain::{
        access::Role,
        accounts::no_address,
        admin::ConsentMeans,
        fields::{Answers, FieldId, Value},
        import::{Fate, RowOutcome},
        lang::Lang,
        module::Module,
        unique_code::UniqueCode,
    },
    server::{
        db::{Conn, within_transaction},
        error::{AppError, AppResult},
        mails::Message,
        repositories::{
            accounts::account::{self, NewAccount},
            imports::{
                cells::{self, NewImportValue},
                files::{self, NewImportFile},
                people::{self as imported, NewImportedPerson},
            },
            profiles::{person_row, unique_codes},
        },
        security::tokens::new_typed_token,
        services::{
            admin::audit_log::ChangeNote,
            import::{
                joining::{drop_older_photo, joined},
                report::Came,
                row::{Cell, Draft},
                run::Run,
            },
            mail,
            profiles::{Change, SaveContext, SaveError, Target, code, save},
        },
    },
};

/// More of a lost value is not kept, in characters.
const LONGEST_LOST: usize = 2_000;

/// Stores a row in the caller's transaction, which is to be given up when it answers a fate.
pub(super) async fn write(
    conn: &mut Conn,
    run: &Run<'_>,
    draft: &mut Draft,
    answers: &Answers,
    address: Option<&Address>,
) -> AppResult<Result<Came, Fate>> {
    // Looked at again under the transaction: another run may be at work.
    if imported::is_taken(conn, key_of(run, draft)).await? {
        return Ok(Ok(Came::of(RowOutcome::Unchanged)));
    }
    let now = run.state.clock.now();
    let registered_at = draft.registered_at.filter(|moment| *moment <= now).unwrap_or(now);
    let (target, answers, made) = match whose(conn, run, draft, address).await? {
        Whose::Other(fate) => return Ok(Err(fate)),
        Whose::New { account_id: Some(account_id) } => {
            (Target::Imported { account_id, code: draft.code.clone(), registered_at }, answers.clone(), None)
        }
        Whose::New { account_id: None } => {
            let account_id = insert_account(conn, run, draft, address).await?;
            let target = Target::Imported { account_id, code: draft.code.clone(), registered_at };
            (target, answers.clone(), Some(account_id))
        }
        Whose::Known { person_id, stored, is_private } => {
            let winner = winner(conn, draft, person_id, &stored).await?;
            let mut answers = joined(draft, answers, &stored.answers, winner);
            // Who hides one profile is not shown by another.
            if is_private {
                answers.put(FieldId::Visibility, Some(Value::Text("private".to_owned())));
            }
            drop_older_photo(draft, stored.person.photo_file_id.is_some(), winner);
            let row = person_row::lock(conn, person_id, None, now).await?;
            let row = row.ok_or_else(|| AppError::Busy("a person was erased meanwhile".to_owned()))?;
            (Target::NewProfile(Box::new(row)), answers, None)
        }
    };
    let outcome = match target {
        Target::NewProfile(_) => RowOutcome::Joined,
        _ => RowOutcome::Imported,
    };
    let consent = Some(ConsentMeans::Imported);
    let (state, actor, note) = (run.state, run.actor, ChangeNote::default());
    let context = SaveContext { state, actor, now, lang: Lang::Fr, note, consent };
    let change = Change { module: draft.module, answers: &answers, draft_files: None };
    let saved = save(conn, &context, target, change).await.map_err(|error| match error {
        SaveError::Failed(error) => error,
        conflict => AppError::Busy(format!("a person changed meanwhile: {conflict:?}")),
    })?;
    let person_id = saved.person_id;
    take_code(conn, run, draft, person_id).await?;
    let primary = unique_codes::primary_of_person(conn, person_id).await?;
    note_row(conn, run, draft, person_id).await?;
    if let (Some(account_id), Some(primary)) = (made, &primary)
        && run.mails
        && draft.is_active
    {
        invite(conn, run, draft, account_id, primary).await?;
    }
    Ok(Ok(Came { outcome, code: primary, reason: None }))
}

async fn insert_account(conn: &mut Conn, run: &Run<'_>, draft: &Draft, address: Option<&Address>) -> AppResult<i64> {
    let now = run.state.clock.now();
    let placeholder = no_address::placeholder(&new_typed_token()?);
    let (email, email_normalised) = match address {
        Some(address) => (address.written.as_str(), address.normalised.as_str()),
        None => (placeholder.as_str(), placeholder.as_str()),
    };
    let new = NewAccount {
        email,
        email_normalised,
        password_hash: draft.password_hash.as_deref(),
        role: Role::Member.key(),
        language: Lang::Fr.code(),
        state: if draft.is_active { "active" } else { "suspended" },
        // Without an address there is nothing to confirm.
        email_confirmed_at: address.is_none().then_some(now),
        demo: false,
        created_at: draft.registered_at.filter(|moment| *moment <= now).unwrap_or(now),
        updated_at: now,
    };
    account::insert(conn, &new).await
}

/// The code of a new person was brought by the writer; that of a joined row becomes a further one.
async fn take_code(conn: &mut Conn, run: &Run<'_>, draft: &mut Draft, person_id: i64) -> AppResult<()> {
    let Some(code) = draft.code.clone() else { return Ok(()) };
    if !code::bring_alias(conn, person_id, &code, run.state.clock.now()).await? {
        draft.cells.insert(draft.code_column.clone(), Cell::label(Fate::CodeTaken, code.to_string()));
    }
    Ok(())
}

/// Notes that the row was taken, which of its cells were not, and which files follow.
async fn note_row(conn: &mut Conn, run: &Run<'_>, draft: &Draft, person_id: i64) -> AppResult<()> {
    let import_id = run.import_id.ok_or_else(|| AppError::internal("a row of no import"))?;
    let key = key_of(run, draft);
    let row = NewImportedPerson {
        source: key.source,
        source_table: key.table,
        source_id: key.id,
        import_id,
        person_id,
        changed_at: draft.changed_at,
    };
    imported::insert(conn, &row).await?;
    cells::delete_of_row(conn, key).await?;
    for (column, cell) in &draft.cells {
        if !cell.fate.is_lost() && cell.fate != Fate::Mended && cell.lost.is_none() {
            continue;
        }
        let lost = cell.lost.as_deref().map(|text| text.chars().take(LONGEST_LOST).collect::<String>());
        let value = NewImportValue {
            import_id,
            person_id: Some(person_id),
            source: key.source,
            source_table: key.table,
            source_id: key.id,
            row_label: &draft.label,
            column_name: column,
            fate: cell.fate.key(),
            value_encrypted: run.state.security.keyring.encrypt_optional(lost.as_deref()),
            created_at: run.state.clock.now(),
        };
        cells::put(conn, &value).await?;
    }
    for file in &draft.files {
        let new = NewImportFile {
            import_id,
            person_id,
            source: key.source,
            source_table: key.table,
            source_id: key.id,
            row_label: &draft.label,
            column_name: &file.column,
            kind: file.kind.key(),
            name: &file.name,
        };
        files::insert(conn, &new).await?;
    }
    Ok(())
}

/// Invites the owner of a new account to look at the profile; without a password that counts here, to choose one.
async fn invite(conn: &mut Conn, run: &Run<'_>, draft: &Draft, account_id: i64, primary: &str) -> AppResult<()> {
    if draft.module == Module::Cinema || draft.password_hash.is_none() {
        return mail::account_made(run.state, conn, account_id).await;
    }
    let code: UniqueCode = primary.parse().map_err(AppError::internal)?;
    mail::notify(run.state, conn, account_id, &Message::Moved { code: &code }).await
}

/// Notes what kept a row out.
pub(super) async fn note_refusal(run: &Run<'_>, draft: &Draft, column: &str, fate: Fate) -> AppResult<()> {
    let Some(import_id) = run.import_id else { return Ok(()) };
    let key = key_of(run, draft);
    let value = NewImportValue {
        import_id,
        person_id: None,
        source: key.source,
        source_table: key.table,
        source_id: key.id,
        row_label: &draft.label,
        column_name: column,
        fate: fate.key(),
        value_encrypted: None,
        created_at: run.state.clock.now(),
    };
    within_transaction!(run.state, |conn| {
        cells::put(conn, &value).await?;
    })
}

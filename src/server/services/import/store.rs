//! One row: decided, then stored in one transaction that also notes that it was taken.

mod plan;
mod whose;
mod write;

use self::whose::{Address, key_of};
use super::{
    files,
    judge::{code_of, judge},
    report::Came,
    row::{Cell, Draft},
    run::Run,
};
use crate::{
    domain::{
        import::{Fate, RowOutcome},
        registration::{check_email, normalise_email},
    },
    server::{
        error::{AppError, AppResult},
        repositories::imports::people as imported,
        services::profiles::answers::known,
    },
};

/// A transaction the database aborted for another one is tried again this often.
const TRIES: usize = 5;

/// Takes a row, or notes why not.
///
/// # Errors
/// When nothing can be stored for now: the import is to be run again later.
pub async fn take(run: &mut Run<'_>, mut draft: Draft) -> AppResult<()> {
    let came = decide(run, &mut draft).await?;
    run.report.note(&draft, came);
    Ok(())
}

async fn decide(run: &mut Run<'_>, draft: &mut Draft) -> AppResult<Came> {
    if draft.is_administrator {
        return Ok(Came::of(RowOutcome::LeftOut));
    }
    let mut conn = run.state.db.read().await?;
    if imported::is_taken(&mut conn, key_of(run, draft)).await? {
        return Ok(Came::of(RowOutcome::Unchanged));
    }
    let mut known = known::load(run.state, &mut conn, &draft.values, true, None).await?;
    // They are registered already.
    known.least_age = 0;
    let answers = match judge(draft, &known) {
        Ok(answers) => answers,
        Err(column) => {
            let error = draft.cells.get(&column).and_then(|cell| cell.error.clone());
            let fate = draft.cells.get(&column).map_or(Fate::Empty, |cell| cell.fate);
            let code = error.unwrap_or_else(|| if fate == Fate::Empty { "required" } else { fate.key() }.to_owned());
            return refuse(run, draft, &column, &code, fate).await;
        }
    };
    let address = address(draft);
    if run.import_id.is_none() {
        let came = plan::plan(run, &mut conn, draft, answers, address.as_ref()).await?;
        drop(conn);
        if came.outcome != RowOutcome::Refused {
            files::examine(run, draft).await?;
        }
        return Ok(came);
    }
    drop(conn);
    for _ in 0..TRIES {
        let mut tx = run.state.db.begin().await?;
        let written = write::write(tx.conn()?, run, draft, &answers, address.as_ref()).await;
        match written {
            Ok(Ok(came)) => {
                tx.commit().await?;
                return Ok(came);
            }
            Ok(Err(fate)) => {
                tx.rollback().await;
                return refuse_address(run, draft, fate).await;
            }
            Err(error) => {
                tx.rollback().await;
                if error.is_worth_retrying() {
                    continue;
                }
                if matches!(error, AppError::Unavailable(_) | AppError::StorageFull) {
                    return Err(error);
                }
                tracing::error!(%error, table = draft.table, row = draft.id, "a row could not be stored");
                return refuse(run, draft, "id", "not_stored", Fate::Invalid).await;
            }
        }
    }
    Err(AppError::Unavailable("a row met too many other changes".to_owned()))
}

/// The address of the row, if it is one.
fn address(draft: &mut Draft) -> Option<Address> {
    let typed = draft.email.clone()?;
    match check_email(&typed) {
        Ok(written) => {
            let normalised = normalise_email(&written);
            Some(Address { written, normalised })
        }
        Err(error) => {
            let cell = Cell { error: Some(code_of(&error)), ..Cell::lost(Fate::Invalid, typed) };
            draft.cells.insert(draft.email_column.clone(), cell);
            None
        }
    }
}

async fn refuse_address(run: &Run<'_>, draft: &mut Draft, fate: Fate) -> AppResult<Came> {
    let column = draft.email_column.clone();
    draft.cells.insert(column.clone(), Cell::new(fate));
    refuse(run, draft, &column, fate.key(), fate).await
}

/// Notes what kept a row out, without any value of it.
async fn refuse(run: &Run<'_>, draft: &Draft, column: &str, code: &str, fate: Fate) -> AppResult<Came> {
    write::note_refusal(run, draft, column, fate).await?;
    Ok(Came::refused(column, code))
}

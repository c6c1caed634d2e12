//! What would become of a row: nothing is stored.

use super::whose::{Address, Whose, whose, winner};
use crate::{
    domain::{fields::Answers, files::FileKind, import::Fate, import::RowOutcome, unique_code::UniqueCode},
    server::{
        db::Conn,
        error::AppResult,
        repositories::profiles::unique_codes,
        services::import::{
            joining::{Winner, drop_older_photo, joined},
            report::Came,
            row::{Cell, Draft},
            run::{Planned, Run},
        },
    },
};

/// Decides about a row as if everything before it had been stored.
pub(super) async fn plan(
    run: &mut Run<'_>,
    conn: &mut Conn,
    draft: &mut Draft,
    answers: Answers,
    address: Option<&Address>,
) -> AppResult<Came> {
    let holder = address.map_or_else(|| format!("{}:{}", draft.table, draft.id), |address| address.normalised.clone());
    if let Some(planned) = run.planned.get_mut(&holder) {
        if planned.modules.contains(&draft.module) {
            return Ok(refused_address(draft, Fate::EmailTaken));
        }
        let winner = if draft.changed_at > planned.changed_at { Winner::Row } else { Winner::Stored };
        let answers = joined(draft, &answers, &planned.answers, winner);
        drop_older_photo(draft, planned.has_photo, winner);
        planned.answers.extend(answers);
        planned.modules.push(draft.module);
        let code = planned.code.clone();
        take_code(run, conn, draft, &holder).await?;
        return Ok(Came { outcome: RowOutcome::Joined, code, reason: None });
    }
    match whose(conn, run, draft, address).await? {
        Whose::Other(fate) => Ok(refused_address(draft, fate)),
        Whose::Known { person_id, stored, .. } => {
            let winner = winner(conn, draft, person_id, &stored).await?;
            joined(draft, &answers, &stored.answers, winner);
            drop_older_photo(draft, stored.person.photo_file_id.is_some(), winner);
            take_code(run, conn, draft, &holder).await?;
            let code = unique_codes::primary_of_person(conn, person_id).await?;
            Ok(Came { outcome: RowOutcome::Joined, code, reason: None })
        }
        Whose::New { .. } => {
            let code = take_code(run, conn, draft, &holder).await?.map(|code| code.to_string());
            let has_photo = draft.files.iter().any(|file| file.kind == FileKind::Photo);
            let (modules, changed_at) = (vec![draft.module], draft.changed_at);
            run.planned.insert(holder, Planned { answers, modules, changed_at, code: code.clone(), has_photo });
            Ok(Came { outcome: RowOutcome::Imported, code, reason: None })
        }
    }
}

fn refused_address(draft: &mut Draft, fate: Fate) -> Came {
    draft.cells.insert(draft.email_column.clone(), Cell::new(fate));
    Came::refused(&draft.email_column, fate.key())
}

/// The code of the row, unless another person has it or would have it.
async fn take_code(
    run: &mut Run<'_>,
    conn: &mut Conn,
    draft: &mut Draft,
    holder: &str,
) -> AppResult<Option<UniqueCode>> {
    let Some(code) = draft.code.clone() else { return Ok(None) };
    let stored = unique_codes::exists(conn, code.as_str()).await?;
    let planned = run.planned_codes.entry(code.to_string()).or_insert_with(|| holder.to_owned());
    if stored || planned != holder {
        draft.cells.insert(draft.code_column.clone(), Cell::label(Fate::CodeTaken, code.to_string()));
        return Ok(None);
    }
    Ok(Some(code))
}

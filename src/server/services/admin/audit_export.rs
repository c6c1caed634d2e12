//! The audit log as a table for spreadsheets, written while it is read.

use super::{
    audit_list::read_filter,
    audit_log::{self, Subject},
};
use crate::{
    domain::{access::Capability, lang::Lang, search::cursor::Cursor},
    i18n::{Locale, td_string},
    server::{
        actor::Actor,
        clock::Clock,
        db::transaction,
        documents::csv::{self, BYTE_ORDER_MARK, Separator},
        error::{AppError, AppResult},
        repositories::admin::audit::{self, LineFilter, StoredLine},
        state::AppState,
    },
};

/// Lines read at once: a longer log needs no more memory.
const AT_ONCE: i64 = 1000;

/// An export that was begun.
pub struct AuditExport {
    state: AppState,
    lang: Lang,
    filter: LineFilter,
    separator: Separator,
    /// None when everything was written.
    cursor: Option<Cursor>,
    is_begun: bool,
}

/// Begins an export of the lines that the filters of this form want; `separator` is one of its fields. The export itself
/// is a line of the log, and not part of itself.
///
/// # Errors
/// `Forbidden` without the capability, `BadRequest` for filters that make no sense.
pub async fn begin(
    state: &AppState,
    actor: &Actor,
    lang: Lang,
    form: &str,
    separator: Separator,
) -> AppResult<AuditExport> {
    actor.require(Capability::ReadAudit)?;
    let mut conn = state.db.read().await?;
    let (query, filter) = read_filter(&mut conn, form).await?;
    if !query.is_sound() {
        return Err(AppError::BadRequest("filters of the audit log that make no sense"));
    }
    let newest = audit::newest_id(&mut conn).await?;
    drop(conn);
    let (owned, actor) = (state.clone(), actor.clone());
    transaction!(owned, |conn| {
        audit_log::record(&owned, conn, &actor, "audit.exported", &Subject::audit_log()).await?;
    })?;
    let cursor = Some(Cursor::After(newest.saturating_add(1)));
    Ok(AuditExport { state: state.clone(), lang, filter, separator, cursor, is_begun: false })
}

impl AuditExport {
    /// The next bytes of the file; none at its end.
    pub async fn next_bytes(&mut self) -> AppResult<Option<Vec<u8>>> {
        let mut bytes = Vec::new();
        if !self.is_begun {
            self.is_begun = true;
            bytes.extend_from_slice(BYTE_ORDER_MARK.as_bytes());
            bytes.extend(csv::lines(self.separator, [header(self.lang)])?);
        }
        let Some(cursor) = self.cursor else { return Ok(None) };
        let lines = audit::page(&mut self.state.db.read().await?, &self.filter, Some(cursor), AT_ONCE).await?;
        self.cursor = lines.last().map(|line| Cursor::After(line.id));
        let rows: Vec<[String; 10]> = lines.iter().map(row).collect();
        bytes.extend(csv::lines(self.separator, rows.iter().map(|row| row.iter().map(String::as_str)))?);
        Ok(Some(bytes).filter(|bytes| !bytes.is_empty()))
    }
}

fn header(lang: Lang) -> [&'static str; 10] {
    let locale = Locale::from(lang);
    [
        td_string!(locale, admin.column_number),
        td_string!(locale, admin.column_moment),
        td_string!(locale, admin.column_moment_utc),
        td_string!(locale, admin.column_action),
        td_string!(locale, admin.column_actor),
        td_string!(locale, admin.column_account),
        td_string!(locale, admin.column_subject),
        td_string!(locale, admin.column_network),
        td_string!(locale, admin.column_reason),
        td_string!(locale, admin.column_fields),
    ]
}

/// Keys instead of words: they are the same in every language and version.
fn row(line: &StoredLine) -> [String; 10] {
    [
        line.id.to_string(),
        Clock::in_morocco(line.at).format("%Y-%m-%d %H:%M:%S").to_string(),
        line.at.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        line.action.clone(),
        line.actor.clone(),
        line.actor_account_id.map(|id| id.to_string()).unwrap_or_default(),
        line.subject.clone(),
        line.origin.clone(),
        line.reason.clone().unwrap_or_default(),
        line.fields.clone().unwrap_or_default(),
    ]
}

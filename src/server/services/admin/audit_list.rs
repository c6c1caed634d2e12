//! `/admin/audit`.

use std::collections::HashMap;

use chrono::NaiveDateTime;

use super::{
    line_details::LineDetails,
    list_page::{ListPage, READ},
    list_query::{CodeOwner, ListQuery},
};
use crate::{
    domain::access::Capability,
    server::{
        actor::Actor,
        db::Conn,
        error::AppResult,
        repositories::admin::{
            administrators,
            audit::{self, LineFilter, StoredLine},
            listed_people::{codes_of_accounts, codes_of_people},
        },
        state::AppState,
    },
};

/// The inputs of the filters.
pub const FIELDS: &[&str] = &["action", "actor", "code", "from", "to"];
/// What the choice of one administrator begins with; the number of the account follows.
const ACCOUNT: &str = "account:";
/// The kinds of actors, as the log stores them.
pub const ACTORS: [&str; 7] =
    ["administrator", "owner", "member", "command line", "job", "visitor", "holder of the address"];

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    pub id: i64,
    /// UTC.
    pub at: NaiveDateTime,
    /// A stable key: `account.suspended`.
    pub action: String,
    /// The kind of actor, as the log stores it.
    pub actor: String,
    /// The address of the administrator who acted.
    pub email: Option<String>,
    /// As stored: `person:12`.
    pub subject: String,
    /// The code of the person that was acted on.
    pub code: Option<String>,
    /// The network it came from; empty outside requests, and of people who were erased.
    pub origin: String,
    pub details: LineDetails,
}

/// A page of the log.
#[derive(Debug, Clone)]
pub struct AuditList {
    pub query: ListQuery,
    /// Every action that was ever noted.
    pub actions: Vec<String>,
    /// The value of the filter for each administrator, and their address.
    pub administrators: Vec<(String, String)>,
    pub page: ListPage<AuditEntry>,
}

/// The page for the query of an address.
///
/// # Errors
/// `Forbidden` without the capability.
pub async fn load(state: &AppState, actor: &Actor, address: &str) -> AppResult<AuditList> {
    actor.require(Capability::ReadAudit)?;
    let mut conn = state.db.read().await?;
    let administrators = administrators::all(&mut conn).await?;
    let (query, filter) = read_filter(&mut conn, address).await?;
    let lines = if query.is_sound() { audit::page(&mut conn, &filter, query.cursor, READ).await? } else { Vec::new() };
    let page = ListPage::new(lines, query.cursor, |line| line.id);
    let codes = CodesOfLines::of(&mut conn, &page.lines).await?;
    let emails: HashMap<i64, &str> = administrators.iter().map(|one| (one.id, one.email.as_str())).collect();
    let page = page.map(|line| AuditEntry {
        id: line.id,
        at: line.at,
        email: line.actor_account_id.and_then(|id| emails.get(&id)).map(|email| (*email).to_owned()),
        code: codes.of_subject(&line.subject),
        details: LineDetails::of(&line),
        action: line.action,
        actor: line.actor,
        subject: line.subject,
        origin: line.origin,
    });
    let administrators = administrators.into_iter().map(|one| (format!("{ACCOUNT}{}", one.id), one.email)).collect();
    Ok(AuditList { query, actions: actions(&mut conn).await?, administrators, page })
}

/// The filter of an urlencoded text.
pub(super) async fn read_filter(conn: &mut Conn, text: &str) -> AppResult<(ListQuery, LineFilter)> {
    let mut query = ListQuery::read(text, FIELDS);
    let mut filter = LineFilter { action: query.value("action"), ..LineFilter::default() };
    if let Some(actor) = query.choice("actor", WantedActor::read) {
        match actor {
            WantedActor::Kind(kind) => filter.actor = Some(kind.to_owned()),
            WantedActor::Account(id) => filter.actor_account_id = Some(id),
        }
    }
    if let Some(CodeOwner { code, ids }) = query.owner(conn, true).await? {
        match ids {
            Some(ids) => {
                let subjects = [format!("person:{}", ids.person), format!("account:{}", ids.account)];
                filter.subjects = Some(subjects.to_vec());
            }
            // What an erased person leaves in the log begins with the code.
            None => filter.subject_pattern = Some(format!("code:{code}%")),
        }
    }
    (filter.from, filter.until) = query.period();
    Ok((query, filter))
}

enum WantedActor {
    Kind(&'static str),
    Account(i64),
}

impl WantedActor {
    fn read(value: &str) -> Option<Self> {
        if let Some(id) = value.strip_prefix(ACCOUNT) {
            return id.parse().ok().map(Self::Account);
        }
        ACTORS.into_iter().find(|kind| *kind == value).map(Self::Kind)
    }
}

async fn actions(conn: &mut Conn) -> AppResult<Vec<String>> {
    let mut actions: Vec<String> = Vec::new();
    while let Some(action) = audit::action_after(conn, actions.last().map_or("", String::as_str)).await? {
        actions.push(action);
    }
    Ok(actions)
}

/// Codes of people by what lines say of them.
struct CodesOfLines {
    of_people: HashMap<i64, String>,
    of_accounts: HashMap<i64, String>,
}

impl CodesOfLines {
    async fn of(conn: &mut Conn, lines: &[StoredLine]) -> AppResult<Self> {
        let ids = |kind| lines.iter().filter_map(|line| number(&line.subject, kind)).collect::<Vec<i64>>();
        Ok(Self {
            of_people: codes_of_people(conn, &ids("person:")).await?.into_iter().collect(),
            of_accounts: codes_of_accounts(conn, &ids("account:")).await?.into_iter().collect(),
        })
    }

    fn of_subject(&self, subject: &str) -> Option<String> {
        let of_person = number(subject, "person:").and_then(|id| self.of_people.get(&id));
        of_person.or_else(|| number(subject, "account:").and_then(|id| self.of_accounts.get(&id))).cloned()
    }
}

fn number(subject: &str, kind: &str) -> Option<i64> {
    subject.strip_prefix(kind)?.parse().ok()
}

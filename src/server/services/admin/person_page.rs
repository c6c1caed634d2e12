//! Everything about one person, as an administrator sees it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;

use super::{
    duplicates::{self, PossibleTwin},
    line_details::LineDetails,
    merging::{self, PastMerge},
    notes::{self, Note},
    people_list::{self, PersonLine},
};
use crate::{
    domain::{
        access::{Capability, Role},
        lang::Lang,
        profiles::{cinema::CinemaProfile, public::MainProfile},
        unique_code::UniqueCode,
    },
    server::{
        actor::Actor,
        db::Conn,
        error::AppResult,
        repositories::{
            accounts::account,
            admin::{
                administrators,
                audit::{self, StoredLine},
                listed_people::{self, ListedPerson},
            },
            profiles::unique_codes,
        },
        services::profiles::{
            documents::Reveal,
            view::{
                self,
                opening::{Opened, OpenedProfile},
            },
        },
        state::AppState,
    },
};

/// How many lines of the audit log, and how many notes, are shown.
const LINES: i64 = 20;

/// The result of opening the page of a code.
#[derive(Debug, Clone)]
pub enum DeskOpened {
    Person(Box<PersonPage>),
    /// The same person under the primary code.
    Moved(String),
    /// No person has this code.
    Unknown,
}

/// What the page about a person shows.
#[derive(Debug, Clone)]
pub struct PersonPage {
    pub line: PersonLine,
    /// Further codes of the person.
    pub aliases: Vec<String>,
    pub main: Option<OpenedProfile<MainProfile>>,
    pub cinema: Option<OpenedProfile<CinemaProfile>>,
    /// Whether it is the viewer's own account.
    pub own: bool,
    /// Whether it is the only active administrator's.
    pub last_administrator: bool,
    /// The newest lines of the audit log about the person, newest first.
    pub log: Vec<LogLine>,
    /// What administrators wrote down about the person, newest first.
    pub notes: Vec<Note>,
    /// People who may be the same.
    pub twins: Vec<PossibleTwin>,
    /// The merges by which the person became what it is, the newest first.
    pub merges: Vec<PastMerge>,
}

/// A line of the audit log about a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogLine {
    /// UTC.
    pub at: NaiveDateTime,
    /// A stable key: `account.suspended`.
    pub action: String,
    /// The kind of actor, as the log stores it.
    pub actor: String,
    /// The address of the administrator who acted.
    pub email: Option<String>,
    pub details: LineDetails,
}

/// Opens the page of a code as it was typed.
///
/// # Errors
/// `Forbidden` without the capability.
pub async fn open(
    state: &AppState,
    actor: &Actor,
    lang: Lang,
    typed: &str,
    revealed: Option<&Reveal>,
) -> AppResult<DeskOpened> {
    actor.require(Capability::ManagePeople)?;
    let Ok(code) = typed.parse::<UniqueCode>() else { return Ok(DeskOpened::Unknown) };
    let mut conn = state.db.read().await?;
    let Some(person_id) = unique_codes::person_of(&mut conn, code.as_str()).await? else {
        return Ok(DeskOpened::Unknown);
    };
    let Some(person) = listed_people::load_many(&mut conn, &[person_id]).await?.pop() else {
        return Ok(DeskOpened::Unknown);
    };
    if typed != person.code {
        return Ok(DeskOpened::Moved(person.code));
    }
    let codes = unique_codes::of_person(&mut conn, person_id).await?;
    let aliases = codes.into_iter().filter(|code| !code.is_primary).map(|code| code.code).collect();
    let last_administrator = administrators::active(&mut conn).await? == [person.account_id];
    let log = log(&mut conn, &person).await?;
    let notes = notes::of_person(state, &mut conn, person_id, LINES).await?;
    let twins = duplicates::twins_of(&mut conn, person_id).await?;
    let merges = merging::of_person(state, &mut conn, person_id).await?;
    drop(conn);
    let viewer = actor.viewer();
    let main = profile(view::open(state, &viewer, lang, &person.code, None, revealed).await?);
    let cinema = profile(view::cinema::open(state, &viewer, lang, &person.code, None, revealed).await?);
    Ok(DeskOpened::Person(Box::new(PersonPage {
        line: people_list::line(state, lang, &person),
        aliases,
        main,
        cinema,
        own: actor.owns_account(person.account_id),
        last_administrator,
        log,
        notes,
        twins,
        merges,
    })))
}

fn profile<P>(opened: Opened<P>) -> Option<OpenedProfile<P>> {
    match opened {
        Opened::Profile(profile) => Some(*profile),
        Opened::Moved(_) | Opened::InCinema(_) | Opened::HiddenFrom(_) | Opened::NotReachable => None,
    }
}

async fn log(conn: &mut Conn, person: &ListedPerson) -> AppResult<Vec<LogLine>> {
    let mut subjects = vec![format!("person:{}", person.id), format!("account:{}", person.account_id)];
    subjects.extend(merging::subjects_of_merges(conn, person.id).await?);
    let lines = audit::newest_about(conn, &subjects, LINES).await?;
    let administrators = lines.iter().filter(|line| line.actor == Role::Administrator.key());
    let ids: BTreeSet<i64> = administrators.filter_map(|line| line.actor_account_id).collect();
    let mut emails = BTreeMap::new();
    for id in ids {
        emails.insert(id, account::email_of(conn, id).await?);
    }
    let line = |line: StoredLine| LogLine {
        at: line.at,
        details: LineDetails::of(&line),
        action: line.action,
        actor: line.actor,
        email: line.actor_account_id.and_then(|id| emails.get(&id).cloned().flatten()),
    };
    Ok(lines.into_iter().map(line).collect())
}

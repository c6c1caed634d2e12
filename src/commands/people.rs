//! `people`

use clap::Subcommand;
use talentsmaroc::{
    domain::{admin::SuspensionReason, unique_code::UniqueCode},
    server::{
        actor::Actor,
        error::AppError,
        services::admin::people::{self, ShownPerson, StateChange},
    },
};

use super::{
    opening,
    outcome::{CommandOutcome, clean},
};

#[derive(Debug, Subcommand)]
pub enum People {
    /// Show what administrators may see of a person.
    Show {
        /// Unique code, in any spelling: MACAS0001F, macas-0001-f.
        code: String,
        /// Decrypt telephone and guardian. This is noted in the audit log.
        #[arg(long)]
        reveal: bool,
    },
    /// Suspend a person: no sign-in, open sessions end, no profile can be reached.
    Suspend {
        /// Unique code.
        code: String,
        /// Why, for the audit log: asked, guardian, false_identity, duplicate, conduct, security or unlisted.
        #[arg(long)]
        reason: Option<String>,
    },
    /// Let a suspended person in again.
    Reactivate {
        /// Unique code.
        code: String,
    },
    /// Approve a minor; until then only the person and administrators see the main and the CINEMA profile.
    Approve {
        /// Unique code.
        code: String,
    },
}

pub async fn run(command: People) -> CommandOutcome {
    let (state, actor) = (opening::state().await?, Actor::command_line());
    match command {
        People::Show { code, reveal } => {
            print(&people::show(&state, &actor, &read(&code)?, reveal).await.map_err(sentence)?);
            Ok(())
        }
        People::Suspend { code, reason } => {
            let reason = reason.as_deref().map(read_reason).transpose()?;
            let suspended = people::suspend(&state, &actor, &read(&code)?, reason).await;
            report(suspended, "is suspended", "was suspended already")
        }
        People::Reactivate { code } => {
            report(people::reactivate(&state, &actor, &read(&code)?).await, "is active again", "was active already")
        }
        People::Approve { code } => {
            report(people::approve(&state, &actor, &read(&code)?).await, "is approved", "was approved already")
        }
    }
}

fn read(code: &str) -> Result<UniqueCode, String> {
    code.parse().map_err(|_| "This is not a unique code (example: MACAS0001F)".to_owned())
}

fn read_reason(key: &str) -> Result<SuspensionReason, String> {
    let keys = SuspensionReason::ALL.map(SuspensionReason::key).join(", ");
    SuspensionReason::from_key(key).ok_or_else(|| format!("This is not a reason; choose one of: {keys}"))
}

fn report(result: Result<StateChange, AppError>, done: &str, unchanged: &str) -> CommandOutcome {
    match result.map_err(sentence)? {
        StateChange::Done => println!("This person {done}."),
        StateChange::Unchanged => println!("This person {unchanged}; nothing was changed."),
        StateChange::OwnAccount => return Err("This is the own account".to_owned()),
        StateChange::LastAdministrator => {
            return Err("This is the last active administrator; make another one first".to_owned());
        }
        StateChange::NotAMinor => return Err("This person is of age; only minors need approval".to_owned()),
    }
    Ok(())
}

fn sentence(error: AppError) -> String {
    match error {
        AppError::NotFound => "Nobody has this code".to_owned(),
        other => format!("Nothing was changed: {other}"),
    }
}

fn print(shown: &ShownPerson) {
    let person = &shown.person;
    let city = person.person.city.as_ref().or(person.residence_city_other.as_ref()).map_or("", String::as_str);
    let yes = |flag: bool| if flag { "yes" } else { "no" };
    line("codes", &shown.codes.join(", "));
    line("name", &format!("{} {}", person.first_name, person.last_name));
    line("born", &person.date_of_birth.to_string());
    line("gender", &person.gender);
    line("residence", &format!("{city}, {}", person.residence_country));
    line("e-mail", &person.email);
    line("account", &format!("{}, {}", person.state, person.role));
    line("registered", &format!("{} UTC", person.created_at));
    line("visibility", person.visibility.as_deref().unwrap_or("no main profile"));
    line("CINEMA", person.cinema_visibility.as_deref().unwrap_or("no CINEMA profile"));
    line("shows name", yes(person.show_name_photo));
    line("shows links", yes(person.show_links));
    line("shows origins", yes(person.show_origins));
    line("talents", &shown.talents.join(", "));
    if person.cinema_visibility.is_some() {
        line("CINEMA types", &shown.cinema_types.join(", "));
    }
    if let Some(at) = person.minor_approved_at {
        line("minor approved", &format!("{at} UTC"));
    }
    let kept = |field: &Option<Vec<u8>>| if field.is_some() { "kept encrypted (see --reveal)" } else { "none" };
    match &shown.revealed {
        Some(revealed) => {
            line("phone", revealed.phone.as_deref().unwrap_or("none"));
            line("guardian", revealed.guardian_name.as_deref().unwrap_or("none"));
            line("guardian phone", revealed.guardian_phone.as_deref().unwrap_or("none"));
        }
        None => {
            line("phone", kept(&person.phone_encrypted));
            line("guardian", kept(&person.guardian_name_encrypted));
        }
    }
}

fn line(name: &str, value: &str) {
    println!("{name:<15} {}", clean(value));
}

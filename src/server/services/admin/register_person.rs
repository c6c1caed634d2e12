//! Registering a person at once, in one module or in both: what programs of the office send. A form is filled in by
//! [`walk_in`](super::walk_in).

use super::vouched::{self, LANGUAGE, check_address, check_means};
use crate::{
    domain::{
        access::Capability,
        admin::ConsentMeans,
        field_error::{FieldError, FieldErrors},
        fields::{Answers, FIELDS, Typed, check},
        lang::Lang,
        module::Module,
        registration::{FormValues, cinema::fields as c, fields as f},
    },
    server::{
        actor::Actor,
        db::{Conn, transaction},
        error::{AppError, AppResult},
        repositories::profiles::person_row,
        services::{
            admin::audit_log::ChangeNote,
            mail,
            profiles::{Change, SaveContext, Target, answers::known, edit::is_changeable, save},
        },
        state::AppState,
    },
};

/// How a registration ended.
#[derive(Debug)]
pub enum RegisteredPerson {
    Done {
        id: i64,
        code: String,
    },
    /// Nothing was stored; what is wrong, by input.
    Refused(FieldErrors),
}

/// Good answers.
struct Judged {
    profiles: Vec<(Module, Answers)>,
    email: Option<String>,
    means: ConsentMeans,
}

/// Registers a person: in the main module when talents are named, in CINEMA when types of talent are, in both with both.
/// A person with an address is mailed how to choose a password.
///
/// # Errors
/// `Forbidden` without the capability.
pub async fn register(state: &AppState, actor: &Actor, lang: Lang, sent: &FormValues) -> AppResult<RegisteredPerson> {
    actor.require(Capability::ManagePeople)?;
    let judged = judge(state, &mut state.db.read().await?, sent).await?;
    let Judged { profiles, email, means } = match judged {
        Ok(judged) => judged,
        Err(errors) => return Ok(RegisteredPerson::Refused(errors)),
    };
    let lang = Lang::from_code(sent.trimmed(LANGUAGE)).unwrap_or(lang);
    let (state, actor) = (state.clone(), actor.clone());
    transaction!(state, |conn| {
        let now = state.clock.now();
        let account_id = match vouched::insert_account(conn, email.as_deref(), lang, now).await {
            Err(error) if error.is_unique_violation() => {
                return Ok(RegisteredPerson::Refused(FieldErrors::of(f::EMAIL, FieldError::EmailTaken)));
            }
            inserted => inserted?,
        };
        let context =
            SaveContext { state: &state, actor: &actor, now, lang, note: ChangeNote::default(), consent: Some(means) };
        let mut registered: Option<(i64, String)> = None;
        for (module, answers) in &profiles {
            let target = match &registered {
                None => Target::NewPerson { account_id },
                Some((id, _)) => {
                    let person = person_row::lock(conn, *id, None, now).await?;
                    Target::NewProfile(Box::new(person.ok_or(AppError::NotFound)?))
                }
            };
            let change = Change { module: *module, answers, draft_files: None };
            let saved = save(conn, &context, target, change)
                .await
                .map_err(|error| error.unexpected("a new person could not be stored"))?;
            let code = saved.code.ok_or_else(|| AppError::internal("a new profile without a code"))?;
            registered.get_or_insert((saved.person_id, code.to_string()));
        }
        let (id, code) = registered.ok_or_else(|| AppError::internal("nothing was to be registered"))?;
        if email.is_some() {
            mail::account_made(&state, conn, account_id).await?;
        }
        RegisteredPerson::Done { id, code }
    })
}

async fn judge(state: &AppState, conn: &mut Conn, sent: &FormValues) -> AppResult<Result<Judged, FieldErrors>> {
    let known = known::load(state, conn, sent, true, None).await?;
    let mut errors = FieldErrors::default();
    let email = check_address(conn, sent, &mut errors).await?;
    let means = check_means(sent, &mut errors);
    let values = vouched::agreed(sent);
    let mut profiles = Vec::new();
    for module in modules_of(sent) {
        let typed = Typed { module, values: &values, known: &known, has_password: true };
        let agreed = |name: &str| [f::ACCEPT_TERMS, f::ACCEPT_PRIVACY].contains(&name);
        let asked =
            FIELDS.iter().filter(|field| field.is_asked_by(module) && (is_changeable(field) || agreed(field.name)));
        match check(asked, &typed) {
            Ok(answers) => profiles.push((module, answers)),
            Err(found) => errors.extend(found),
        }
    }
    Ok(match means {
        Some(means) if errors.is_empty() => Ok(Judged { profiles, email, means }),
        _ => Err(errors),
    })
}

/// The modules that the answers are for; the main one when nothing says.
fn modules_of(sent: &FormValues) -> Vec<Module> {
    let cinema = sent.is_ticked(c::TALENT_TYPES);
    let main = sent.is_ticked(f::TALENTS) || !cinema;
    [(Module::Main, main), (Module::Cinema, cinema)]
        .into_iter()
        .filter(|(_, asked)| *asked)
        .map(|(one, _)| one)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_say_which_modules_they_are_for() {
        let of = |pairs: &[(&str, &str)]| modules_of(&pairs.iter().copied().collect());
        assert_eq!(of(&[]), [Module::Main]);
        assert_eq!(of(&[(f::TALENTS, "dj")]), [Module::Main]);
        assert_eq!(of(&[(c::TALENT_TYPES, "extra")]), [Module::Cinema]);
        assert_eq!(of(&[(f::TALENTS, "dj"), (c::TALENT_TYPES, "extra")]), [Module::Main, Module::Cinema]);
    }
}

//! What administrators do from the desk. Each action goes back to the page it came from and says there how it ended.

use leptos::prelude::*;

use crate::domain::{admin::DeskAnswer, fault::Fault};

/// Where a private value is sent by which one person is sought.
pub const FIND_PERSON: &str = "/fn/find_person";
/// Where the form that suspends a person is sent.
pub const SUSPEND_PERSON: &str = "/fn/suspend_person";
/// Where the form that reactivates a person is sent.
pub const REACTIVATE_PERSON: &str = "/fn/reactivate_person";
/// Where the approval of a minor is sent.
pub const APPROVE_MINOR: &str = "/fn/approve_minor";
/// Where the withdrawal of that approval is sent.
pub const WITHDRAW_APPROVAL: &str = "/fn/withdraw_approval";
/// Where the button for a mail with a password link is sent.
pub const SEND_PASSWORD_LINK: &str = "/fn/send_password_link";
/// Where the form that makes an administrator is sent.
pub const PROMOTE_PERSON: &str = "/fn/promote_person";
/// Where the form that makes a member of an administrator is sent.
pub const DEMOTE_PERSON: &str = "/fn/demote_person";
/// Where the button that makes a slip to print is sent.
pub const PRINT_SLIP: &str = "/fn/print_slip";
/// Where a new note about a person is sent.
pub const ADD_NOTE: &str = "/fn/add_note";
/// Where the button that deletes a note is sent.
pub const REMOVE_NOTE: &str = "/fn/remove_note";
/// Where the button that sends a refused mail again is sent.
pub const RESEND_MAIL: &str = "/fn/resend_mail";
/// Where the button that has failed work done again is sent.
pub const RUN_JOB: &str = "/fn/run_job";
/// Where the form that cancels work is sent.
pub const CANCEL_JOB: &str = "/fn/cancel_job";
/// Where the button that checks the audit log is sent.
pub const CHECK_AUDIT: &str = "/fn/check_audit";

/// The flash with what the check of the audit log found.
#[cfg(feature = "ssr")]
pub const AUDIT_CHECK: &str = "audit_check";

/// The flash with the answer to an action that is about no person.
#[cfg(feature = "ssr")]
pub const DESK_ANSWER: &str = "desk";

/// The flash with the answer to an action on the person with this code: the page of no other shows it.
#[cfg(feature = "ssr")]
#[must_use]
pub fn person_answer(code: &str) -> String {
    format!("{DESK_ANSWER}-{code}")
}

/// The flash with the slip of the person with this code.
#[cfg(feature = "ssr")]
#[must_use]
pub fn person_slip(code: &str) -> String {
    format!("slip-{code}")
}

/// A slip that was just made; shown once.
#[cfg(feature = "ssr")]
#[derive(Clone, serde::Serialize, serde::Deserialize)]
pub struct SlipFlash {
    /// The whole address that leads to the choice of a password.
    pub address: String,
    /// The secret of that address, as it is typed.
    pub typed: String,
    /// UTC.
    pub until: chrono::NaiveDateTime,
}

/// The flash with the people found by a private value.
#[cfg(feature = "ssr")]
pub const FOUND_PEOPLE: &str = "desk_found";

/// What the list says after a private value was sought that not exactly one person has.
#[cfg(feature = "ssr")]
#[derive(Clone, serde::Serialize, serde::Deserialize)]
pub struct FoundFlash {
    pub typed: String,
    /// Their primary codes.
    pub codes: Vec<String>,
}

/// Leads to the person with this e-mail address, telephone number, number of a document or code. It is posted, because
/// addresses are logged and shared.
#[server(prefix = "/fn", endpoint = "find_person")]
pub async fn find_person(#[server(default)] value: String) -> Result<(), Fault> {
    use crate::{
        routes,
        server::{ctx::Ctx, services::admin::exact::codes_of},
    };
    /// Longer values are no person's.
    const LONGEST: usize = 254;
    let ctx = Ctx::current()?;
    let typed: String = value.trim().chars().filter(|c| !c.is_control()).take(LONGEST).collect();
    let codes = codes_of(&ctx.state, &ctx.actor(), &typed).await?;
    if let [code] = codes.as_slice() {
        leptos_axum::redirect(&routes::desk_person(code));
    } else {
        ctx.flash(FOUND_PEOPLE, &FoundFlash { typed, codes })?;
        leptos_axum::redirect(routes::DESK_PEOPLE);
    }
    Ok(())
}

/// Suspends the person with this code for a reason of the closed list.
#[server(prefix = "/fn", endpoint = "suspend_person")]
pub async fn suspend_person(
    #[server(default)] code: String,
    #[server(default)] reason: String,
) -> Result<DeskAnswer, Fault> {
    use crate::{domain::admin::SuspensionReason, server::services::admin::people::suspend};
    let action = PersonAction::new(&code)?;
    let Some(reason) = SuspensionReason::from_key(&reason) else { return action.answer(DeskAnswer::NoReason) };
    let change = suspend(&action.ctx.state, &action.ctx.actor(), &action.code, Some(reason)).await?;
    action.answer(change.answer(DeskAnswer::Suspended))
}

/// Lets the person with this code in again.
#[server(prefix = "/fn", endpoint = "reactivate_person")]
pub async fn reactivate_person(#[server(default)] code: String) -> Result<DeskAnswer, Fault> {
    use crate::server::services::admin::people::reactivate;
    let action = PersonAction::new(&code)?;
    let change = reactivate(&action.ctx.state, &action.ctx.actor(), &action.code).await?;
    action.answer(change.answer(DeskAnswer::Reactivated))
}

/// Approves the minor with this code.
#[server(prefix = "/fn", endpoint = "approve_minor")]
pub async fn approve_minor(#[server(default)] code: String) -> Result<DeskAnswer, Fault> {
    use crate::server::services::admin::people::approve;
    let action = PersonAction::new(&code)?;
    let change = approve(&action.ctx.state, &action.ctx.actor(), &action.code).await?;
    action.answer(change.answer(DeskAnswer::Approved))
}

/// Takes the approval of the minor with this code back.
#[server(prefix = "/fn", endpoint = "withdraw_approval")]
pub async fn withdraw_approval(
    #[server(default)] code: String,
    #[server(default)] confirmed: Option<String>,
) -> Result<DeskAnswer, Fault> {
    use crate::server::services::admin::people::withdraw_approval;
    let action = PersonAction::new(&code)?;
    if let Some(refused) = action.unless_confirmed(confirmed.as_deref())? {
        return Ok(refused);
    }
    let change = withdraw_approval(&action.ctx.state, &action.ctx.actor(), &action.code).await?;
    action.answer(change.answer(DeskAnswer::ApprovalWithdrawn))
}

/// Mails the person with this code a link to choose a new password.
#[server(prefix = "/fn", endpoint = "send_password_link")]
pub async fn send_password_link(#[server(default)] code: String) -> Result<DeskAnswer, Fault> {
    use crate::server::services::accounts::password_reset::send_link;
    let action = PersonAction::new(&code)?;
    let answer = send_link(&action.ctx.state, &action.ctx.actor(), &action.code).await?;
    action.answer(answer)
}

/// Makes the account of the person with this code an administrator's.
#[server(prefix = "/fn", endpoint = "promote_person")]
pub async fn promote_person(
    #[server(default)] code: String,
    #[server(default)] confirmed: Option<String>,
) -> Result<DeskAnswer, Fault> {
    use crate::server::services::admin::roles::promote;
    let action = PersonAction::new(&code)?;
    if let Some(refused) = action.unless_confirmed(confirmed.as_deref())? {
        return Ok(refused);
    }
    let answer = promote(&action.ctx.state, &action.ctx.actor(), &action.code).await?;
    action.answer(answer)
}

/// Makes the account of the person with this code a member's again.
#[server(prefix = "/fn", endpoint = "demote_person")]
pub async fn demote_person(
    #[server(default)] code: String,
    #[server(default)] confirmed: Option<String>,
) -> Result<DeskAnswer, Fault> {
    use crate::server::services::admin::roles::demote;
    let action = PersonAction::new(&code)?;
    if let Some(refused) = action.unless_confirmed(confirmed.as_deref())? {
        return Ok(refused);
    }
    let answer = demote(&action.ctx.state, &action.ctx.actor(), &action.code).await?;
    action.answer(answer)
}

/// Makes a slip for the person with this code and leads to the page to print.
#[server(prefix = "/fn", endpoint = "print_slip")]
pub async fn print_slip(#[server(default)] code: String) -> Result<(), Fault> {
    use crate::server::{
        security::tokens::in_groups,
        services::accounts::slips::{Printed, print},
    };
    let action = PersonAction::new(&code)?;
    match print(&action.ctx.state, &action.ctx.actor(), &action.code).await? {
        Printed::Refused(answer) => {
            action.answer(answer)?;
        }
        Printed::Slip(link) => {
            let code = action.code.as_str();
            let slip = SlipFlash { address: link.address, typed: in_groups(&link.token), until: link.expires_at };
            action.ctx.flash(&person_slip(code), &slip)?;
            leptos_axum::redirect(&crate::routes::desk_slip(code));
        }
    }
    Ok(())
}

/// Writes a note about the person with this code.
#[server(prefix = "/fn", endpoint = "add_note")]
pub async fn add_note(#[server(default)] code: String, #[server(default)] text: String) -> Result<DeskAnswer, Fault> {
    use crate::server::services::admin::notes::add;
    let action = PersonAction::new(&code)?;
    let answer = add(&action.ctx.state, &action.ctx.actor(), &action.code, &text).await?;
    action.answer(answer)
}

/// Deletes the note with this number about the person with this code.
#[server(prefix = "/fn", endpoint = "remove_note")]
pub async fn remove_note(
    #[server(default)] code: String,
    #[server(default)] note: String,
) -> Result<DeskAnswer, Fault> {
    use crate::server::services::admin::notes::remove;
    let action = PersonAction::new(&code)?;
    let note: i64 = note.parse().map_err(|_| Fault::BadRequest)?;
    let answer = remove(&action.ctx.state, &action.ctx.actor(), &action.code, note).await?;
    action.answer(answer)
}

/// Lets the refused mail with this number wait for the runner again. With a `page` the mail's own page says so, else the
/// desk's first.
#[server(prefix = "/fn", endpoint = "resend_mail")]
pub async fn resend_mail(
    #[server(default)] mail: String,
    #[server(default)] page: Option<String>,
) -> Result<DeskAnswer, Fault> {
    use crate::server::{
        ctx::Ctx,
        services::mail::outbox::{Resent, resend},
    };
    let ctx = Ctx::current()?;
    let id: i64 = mail.parse().map_err(|_| Fault::BadRequest)?;
    let answer = match resend(&ctx.state, &ctx.actor(), id).await? {
        Resent::Done => DeskAnswer::MailResent,
        Resent::Waiting | Resent::Sent => DeskAnswer::Unchanged,
        Resent::Expired => DeskAnswer::MailExpired,
    };
    ctx.flash(DESK_ANSWER, &answer)?;
    let own_page = page.map(|_| crate::routes::desk_mail(id));
    leptos_axum::redirect(own_page.as_deref().unwrap_or(crate::routes::DESK));
    Ok(answer)
}

/// Lets the failed work with this number wait for the runner again.
#[server(prefix = "/fn", endpoint = "run_job")]
pub async fn run_job(#[server(default)] job: String) -> Result<DeskAnswer, Fault> {
    use crate::server::{ctx::Ctx, services::admin::job_actions::run_again};
    let ctx = Ctx::current()?;
    let id: i64 = job.parse().map_err(|_| Fault::BadRequest)?;
    let answer = run_again(&ctx.state, &ctx.actor(), id).await?;
    ctx.flash(DESK_ANSWER, &answer)?;
    leptos_axum::redirect(crate::routes::DESK_JOBS);
    Ok(answer)
}

/// Cancels the work with this number, unless it runs.
#[server(prefix = "/fn", endpoint = "cancel_job")]
pub async fn cancel_job(
    #[server(default)] job: String,
    #[server(default)] confirmed: Option<String>,
) -> Result<DeskAnswer, Fault> {
    use crate::server::{ctx::Ctx, services::admin::job_actions::cancel};
    let ctx = Ctx::current()?;
    let id: i64 = job.parse().map_err(|_| Fault::BadRequest)?;
    let answer = match confirmed {
        Some(_) => cancel(&ctx.state, &ctx.actor(), id).await?,
        None => DeskAnswer::NotConfirmed,
    };
    ctx.flash(DESK_ANSWER, &answer)?;
    leptos_axum::redirect(crate::routes::DESK_JOBS);
    Ok(answer)
}

/// Checks the chain of the audit log; its page says what was found.
#[server(prefix = "/fn", endpoint = "check_audit")]
pub async fn check_audit() -> Result<(), Fault> {
    use crate::server::{ctx::Ctx, services::admin::audit_check::check};
    let ctx = Ctx::current()?;
    let found = check(&ctx.state, &ctx.actor()).await?;
    ctx.flash(AUDIT_CHECK, &found)?;
    leptos_axum::redirect(crate::routes::DESK_AUDIT);
    Ok(())
}

/// An action on one person.
#[cfg(feature = "ssr")]
struct PersonAction {
    ctx: crate::server::ctx::Ctx,
    code: crate::domain::unique_code::UniqueCode,
}

#[cfg(feature = "ssr")]
impl PersonAction {
    /// Goes back to the page about the person, also after the password was asked for.
    fn new(code: &str) -> Result<Self, Fault> {
        let ctx = crate::server::ctx::Ctx::current()?;
        let code: crate::domain::unique_code::UniqueCode = code.parse().map_err(|_| Fault::BadRequest)?;
        leptos_axum::redirect(&crate::routes::desk_person(code.as_str()));
        Ok(Self { ctx, code })
    }

    /// Says there that the box which confirms the action was not ticked, if it was not.
    fn unless_confirmed(&self, confirmed: Option<&str>) -> Result<Option<DeskAnswer>, Fault> {
        confirmed.is_none().then(|| self.answer(DeskAnswer::NotConfirmed)).transpose()
    }

    /// Says there how the action ended.
    fn answer(&self, answer: DeskAnswer) -> Result<DeskAnswer, Fault> {
        self.ctx.flash(&person_answer(self.code.as_str()), &answer)?;
        Ok(answer)
    }
}

//! `outbox`

use clap::Args;
use talentsmaroc::{
    domain::settings::Provider,
    server::{
        actor::Actor,
        error::AppError,
        services::mail::outbox::{self, OpenMail, Resent},
        state::AppState,
    },
};

use super::{
    opening,
    outcome::{CommandOutcome, clean},
};

/// The mails written to people: waiting, sent, expired, failed; the newest first.
///
/// Without SENDGRID_API_KEY all of them wait here, to be read. The secrets in their links are masked in the list.
#[derive(Debug, Args)]
pub struct Outbox {
    /// How many mails.
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(i64).range(1..=10_000))]
    limit: i64,
    /// Show one mail as plain text, with its link. This is noted in the audit log: such a link may open an account.
    #[arg(long, value_name = "ID", conflicts_with = "resend")]
    show: Option<i64>,
    /// Let a mail that failed be sent again by the running server.
    #[arg(long, value_name = "ID")]
    resend: Option<i64>,
    /// Let every mail that failed be sent again by the running server, but for those whose link has expired.
    #[arg(long, conflicts_with_all = ["show", "resend"])]
    resend_failed: bool,
}

pub async fn run(Outbox { limit, show, resend, resend_failed }: Outbox) -> CommandOutcome {
    let state = opening::state().await?;
    if resend_failed {
        let again = outbox::resend_failed(&state, &Actor::command_line()).await.map_err(sentence)?;
        println!("Mails that wait again: {again}.");
        return Ok(());
    }
    match (show, resend) {
        (Some(id), _) => show_one(&state, id).await,
        (None, Some(id)) => send_again(&state, id).await,
        (None, None) => list(&state, limit).await,
    }
}

async fn list(state: &AppState, limit: i64) -> CommandOutcome {
    let mails = outbox::newest(state, &Actor::command_line(), limit).await.map_err(sentence)?;
    if mails.is_empty() {
        println!("There is no mail.");
    }
    for mail in &mails {
        let row = &mail.row;
        println!(
            "{:>6}  {} UTC  {:<8} {:<19} {}  to {}: {}",
            row.id,
            row.created_at,
            row.state,
            row.kind,
            row.language,
            clean(&mail.recipient),
            clean(&mail.content.subject)
        );
        if let Some(error) = &row.last_error {
            println!("        {}", clean(error));
        }
    }
    if !state.settings.latest().has(Provider::SendGrid) {
        println!("Mails are not sent: no key of SendGrid is set. Read one with `talentsmaroc outbox --show ID`.");
    }
    Ok(())
}

async fn show_one(state: &AppState, id: i64) -> CommandOutcome {
    let OpenMail { row, recipient, content } =
        outbox::show(state, &Actor::command_line(), id).await.map_err(sentence)?;
    println!("To: {}", clean(&recipient));
    println!("Subject: {}", clean(&content.subject));
    println!("State: {}", row.state);
    if let Some(error) = &row.last_error {
        println!("Last error: {}", clean(error));
    }
    if let Some(end) = row.expires_at {
        println!("Link works until: {end} UTC");
    }
    println!("\n{}", content.text);
    Ok(())
}

async fn send_again(state: &AppState, id: i64) -> CommandOutcome {
    match outbox::resend(state, &Actor::command_line(), id).await.map_err(sentence)? {
        Resent::Done => println!("The mail waits again; the running server sends it."),
        Resent::Waiting => println!("The mail waits already; nothing was changed."),
        Resent::Sent => return Err("This mail was sent already".to_owned()),
        Resent::Expired => return Err("The link in this mail does not work any more; it is not sent".to_owned()),
    }
    Ok(())
}

fn sentence(error: AppError) -> String {
    match error {
        AppError::NotFound => "There is no mail with this number".to_owned(),
        other => format!("The outbox cannot be used: {other}"),
    }
}

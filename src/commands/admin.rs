//! `admin`

use std::io::{IsTerminal as _, Read as _};

use clap::Subcommand;
use talentsmaroc::{
    domain::registration::{check_email, check_password, normalise_password},
    server::{
        actor::Actor,
        services::{
            accounts::{first_administrator, two_factor},
            admin::administrators::{self, Created, Demoted},
        },
    },
};

use super::{opening, outcome::CommandOutcome, weakness::weakness};

#[derive(Debug, Subcommand)]
pub enum Admin {
    /// Make an account that administers the site.
    ///
    /// The password is asked for twice and never shown; it is judged by the same rule as at registration.
    Create {
        /// Address the administrator signs in with.
        email: String,
        /// Read the password from standard input instead of asking for it.
        #[arg(long)]
        password_stdin: bool,
        /// Promote the account that has this address already: its password is replaced and its sessions end.
        #[arg(long)]
        promote: bool,
    },
    /// Print a link with which the first administrator is made: once, within 24 hours.
    ///
    /// Do not share it. Earlier links die. Refused when there is an administrator.
    Link,
    /// List the administrators.
    List,
    /// The second factor of administrators.
    Totp {
        #[command(subcommand)]
        command: Totp,
    },
    /// Make an administrator a member again and end their sessions. The last active one cannot be demoted.
    Demote {
        /// Address of the administrator.
        email: String,
    },
}

#[derive(Debug, Subcommand)]
pub enum Totp {
    /// Remove the second factor of an account whose owner lost the app and the recovery codes.
    ///
    /// Its sessions and links end. Make sure first that the request comes from the owner.
    Reset {
        /// Address of the account.
        email: String,
    },
}

pub async fn run(command: Admin) -> CommandOutcome {
    match command {
        Admin::Create { email, password_stdin, promote } => create(&email, password_stdin, promote).await,
        Admin::Link => link().await,
        Admin::List => list().await,
        Admin::Totp { command: Totp::Reset { email } } => reset_totp(&email).await,
        Admin::Demote { email } => demote(&email).await,
    }
}

async fn create(email: &str, password_stdin: bool, promote: bool) -> CommandOutcome {
    check_email(email).map_err(|_| "This is not an e-mail address".to_owned())?;
    let state = opening::state().await?;
    let password = if password_stdin { password_from_stdin()? } else { ask_twice()? };
    check_password(&password, &[email]).map_err(|error| weakness(&error))?;
    let created = administrators::create(&state, &Actor::command_line(), email, password, promote).await;
    match created.map_err(|error| format!("The administrator could not be made: {error}"))? {
        Created::New => println!("Administrator made. Sign in at {}/auth/login", state.config.base_url),
        Created::Promoted => println!("This account is an administrator now, with the new password."),
        Created::Exists => {
            return Err("There is an account with this address; add --promote to make it an administrator".to_owned());
        }
        Created::AlreadyAdministrator => {
            return Err("This is an administrator already; add --promote to replace the password".to_owned());
        }
    }
    Ok(())
}

async fn link() -> CommandOutcome {
    let state = opening::state().await?;
    let link = first_administrator::offer(&state, &Actor::command_line()).await;
    let link = link.map_err(|error| format!("The link could not be made: {error}"))?;
    let link =
        link.ok_or("There is an administrator already; make another one with `talentsmaroc admin create EMAIL`")?;
    println!("The person who opens this link within 24 hours becomes the first administrator:");
    println!("  {link}");
    Ok(())
}

async fn list() -> CommandOutcome {
    let state = opening::state().await?;
    let all = administrators::all(&state, &Actor::command_line()).await;
    let all = all.map_err(|error| format!("The list cannot be read: {error}"))?;
    if all.is_empty() {
        println!("There is no administrator. Make one with `talentsmaroc admin create EMAIL`.");
    }
    for administrator in all {
        println!("{}  {}  since {}", administrator.email, administrator.state, administrator.created_at.date());
    }
    Ok(())
}

async fn demote(email: &str) -> CommandOutcome {
    let state = opening::state().await?;
    let demoted = administrators::demote(&state, &Actor::command_line(), email).await;
    match demoted.map_err(|error| format!("Nothing was changed: {error}"))? {
        Demoted::Done => println!("This account is a member's now; its sessions are over."),
        Demoted::NoSuchAdministrator => return Err("There is no administrator with this address".to_owned()),
        Demoted::LastOne => {
            return Err("This is the last active administrator; make another one first".to_owned());
        }
    }
    Ok(())
}

async fn reset_totp(email: &str) -> CommandOutcome {
    let state = opening::state().await?;
    let reset = two_factor::reset(&state, &Actor::command_line(), email).await;
    if !reset.map_err(|error| format!("Nothing was changed: {error}"))? {
        return Err("There is no account with this address and a second factor".to_owned());
    }
    println!("The second factor is removed; the next sign-in asks for the password alone.");
    Ok(())
}

fn ask_twice() -> Result<String, String> {
    if !std::io::stdin().is_terminal() {
        return Err("There is no terminal to ask for the password; use --password-stdin".to_owned());
    }
    let ask = |prompt: &str| rpassword::prompt_password(prompt).map_err(|error| format!("No password: {error}"));
    let first = ask("Password: ")?;
    if normalise_password(&ask("Once more: ")?) == normalise_password(&first) {
        Ok(first)
    } else {
        Err("The two passwords differ".to_owned())
    }
}

/// One line; what `echo` adds at its end is no part of the password.
fn password_from_stdin() -> Result<String, String> {
    let mut text = String::new();
    std::io::stdin().take(4096).read_to_string(&mut text).map_err(|error| format!("No password: {error}"))?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}

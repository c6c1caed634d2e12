//! `serve`

use std::io::IsTerminal as _;

use clap::Args;
use talentsmaroc::server::{
    actor::Actor,
    db::place,
    jobs::Runner,
    serve::{StopSignal, ToRestore, listen, serve},
    services::{accounts::first_administrator, operations::backup},
    state::AppState,
    telemetry,
};

use super::{opening, outcome::CommandOutcome, restoring::restore_ordered};

#[derive(Debug, Default, Args)]
pub struct Serve {
    /// First remove what restores replaced, instead of seven days after the last one.
    #[arg(long)]
    discard_previous: bool,
}

/// Runs the server until it is stopped. A restore that the desk asks for ends one server of this process and begins the
/// next, on the same socket.
pub async fn run(arguments: Serve) -> CommandOutcome {
    telemetry::start(opening::variable)?;
    let mut state = opening::state().await?;
    // First, so that a second start by mistake leaves the running server's one-time link alone.
    let mut listener = listen(state.config.bind).await?;
    if arguments.discard_previous {
        let discarded = backup::discard_previous(&state).await;
        discarded.map_err(|error| format!("What restores replaced cannot be removed: {error}"))?;
    }
    println!("TalentsMaroc: {}", state.config.base_url);
    tell_first_administrator(&state).await?;
    let stop = StopSignal::listen()?;
    loop {
        let held = place::hold(&state.config.database_url);
        let runner = Runner::start(state.clone()).map_err(|error| format!("Jobs cannot be run: {error}"))?;
        let ended = serve(listener, &state, &stop).await;
        // An answer of the mail provider is stored before the database is closed.
        runner.stop().await;
        state.db.close().await;
        drop((state, held));
        let Some(ToRestore { order, maintenance }) = ended? else {
            tracing::info!("stopped");
            return Ok(());
        };
        let restored = tokio::select! {
            // As if the process were killed: the old or the new, whole.
            () = stop.given() => None,
            restored = restore_ordered(&order) => Some(restored),
        };
        let Some(restored) = restored else { return Ok(()) };
        state = restored?;
        listener = maintenance.end()?;
    }
}

/// The link makes its holder an administrator: it is printed to a terminal only. What a service prints ends in a log,
/// which more people read and which is stored for long.
async fn tell_first_administrator(state: &AppState) -> CommandOutcome {
    if !std::io::stdout().is_terminal() {
        let missing = first_administrator::is_missing(state).await;
        if missing.map_err(|error| format!("The administrators cannot be looked up: {error}"))? {
            println!(
                "There is no administrator yet: make one with `talentsmaroc admin create EMAIL`, or print a link with \
                 `talentsmaroc admin link`."
            );
        }
        return Ok(());
    }
    let link = first_administrator::offer(state, &Actor::command_line())
        .await
        .map_err(|error| format!("The administrators cannot be looked up: {error}"))?;
    if let Some(link) = link {
        println!("There is no administrator yet. Whoever opens this link within 24 hours becomes the first one:");
        println!("  {link}");
    }
    Ok(())
}

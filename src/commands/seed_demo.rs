//! `seed-demo`

use std::{
    io::{IsTerminal as _, Write as _},
    time::Instant,
};

use clap::Args;
use talentsmaroc::server::{
    actor::Actor,
    services::demo::{self, Seeded},
};

use super::{opening, outcome::CommandOutcome};

#[derive(Debug, Args)]
pub struct SeedDemo {
    /// How many demo people there shall be. Running it again with the same number adds none.
    #[arg(long, value_name = "N", required_unless_present = "remove", value_parser = clap::value_parser!(i64).range(0..=1_000_000))]
    people: Option<i64>,
    /// What share of them have a CINEMA profile too, from 0 to 1.
    #[arg(long, value_name = "SHARE", default_value_t = 0.33, conflicts_with = "remove", value_parser = share)]
    cinema_share: f64,
    /// How many of them shall have a portrait: drawn shapes, never photographs.
    #[arg(long, value_name = "N", default_value_t = 200, conflicts_with = "remove", value_parser = clap::value_parser!(i64).range(0..=1_000_000))]
    photos: i64,
    /// Erase all demo people; real people stay.
    #[arg(long, conflicts_with = "people")]
    remove: bool,
    /// Add them even beside real people.
    #[arg(long)]
    force: bool,
}

fn share(text: &str) -> Result<f64, String> {
    let share = text.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "a number between 0 and 1".to_owned())
}

pub async fn run(arguments: SeedDemo) -> CommandOutcome {
    let state = opening::state().await?;
    let started = Instant::now();
    let Some(people) = arguments.people else {
        let removed = demo::remove(&state, &Actor::command_line(), |done| progress(done, "erased")).await;
        end_progress();
        let removed = removed.map_err(|error| format!("Stopped, run it again: {error}"))?;
        println!("{removed} demo people erased in {:.1} s.", started.elapsed().as_secs_f64());
        return Ok(());
    };
    let seeded = demo::seed(&state, &Actor::command_line(), people, arguments.cinema_share, arguments.force, |done| {
        progress(done, "demo people");
    })
    .await;
    end_progress();
    match seeded.map_err(|error| format!("Stopped, run it again: {error}"))? {
        Seeded::Added(added) => {
            println!("{added} demo people added in {:.1} s.", started.elapsed().as_secs_f64());
            let started = Instant::now();
            let drawn =
                demo::draw_photos(&state, &Actor::command_line(), arguments.photos, |done| progress(done, "portraits"))
                    .await;
            end_progress();
            let drawn = drawn.map_err(|error| format!("Stopped, run it again: {error}"))?;
            if drawn > 0 {
                println!("{drawn} portraits drawn in {:.1} s.", started.elapsed().as_secs_f64());
            }
            Ok(())
        }
        Seeded::RealPeople => {
            Err("This database holds real people; add --force to put demo people beside them".to_owned())
        }
    }
}

/// One line that renews itself; nothing in a log file.
fn progress(done: i64, what: &str) {
    let mut terminal = std::io::stderr();
    if terminal.is_terminal() {
        // A terminal that went away is no reason to stop.
        let _ = write!(terminal, "\r{done} {what}").and_then(|()| terminal.flush());
    }
}

fn end_progress() {
    if std::io::stderr().is_terminal() {
        eprintln!();
    }
}

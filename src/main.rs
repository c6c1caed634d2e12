//! The program: reads the command line, does what it says, ends with one sentence when it cannot.

mod commands;

use std::process::ExitCode;

use clap::Parser as _;

/// Requests allocate on many threads and free on others: the system's allocator keeps what each thread once needed and
/// makes them wait for each other.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    match commands::Cli::parse().run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("Error: {sentence}");
            ExitCode::FAILURE
        }
    }
}

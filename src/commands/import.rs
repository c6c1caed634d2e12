//! `import`

use std::{
    io::{IsTerminal as _, Read as _, Write as _},
    path::{Path, PathBuf},
};

use clap::{Args, Subcommand};
use talentsmaroc::{
    domain::import::sheet::{self, DateOrder, Mapping, Orders, Sheet},
    server::{
        actor::Actor,
        db::DatabaseUrl,
        services::import::{
            Report,
            csv::{self, CsvImport},
            flask::{self, FlaskImport},
        },
    },
};

use super::{
    opening,
    outcome::{CommandOutcome, clean},
};

#[derive(Debug, Subcommand)]
pub enum Import {
    /// Move in from the application this one replaces.
    ///
    /// Can be stopped and run again at any moment: no row is taken twice. No profile becomes more visible: imported ones are
    /// shown to members, and their owners are invited by mail to choose.
    Flask(Flask),
    /// Take people from a spreadsheet that was saved as CSV.
    ///
    /// UTF-8, UTF-16 or Windows-1252, with commas, semicolons or tabs. The first row names the columns. A row is never taken
    /// twice, so that a longer file brings only what is new.
    Csv(Csv),
}

#[derive(Debug, Args)]
pub struct Csv {
    /// The spreadsheet.
    file: PathBuf,
    /// A file with a line for each column to be taken: NAME OF THE COLUMN = FIELD.
    ///
    /// Without it the columns and the fields are listed, and what seems to belong together; nothing is stored.
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// Which of day and month stands first, where the dates do not say so themselves: dmy or mdy.
    #[arg(long, value_name = "ORDER", value_parser = ["dmy", "mdy"])]
    dates: Option<String>,
    #[command(flatten)]
    how: How,
}

#[derive(Debug, Args)]
pub struct Flask {
    /// Its database: sqlite:///PATH or postgresql://USER:PASSWORD@HOST/DATABASE. It is only read.
    #[arg(long, value_name = "URL")]
    database: String,
    /// Its folder of uploads, with photos and cvs below.
    #[arg(long, value_name = "DIR")]
    uploads: PathBuf,
    /// Its ENCRYPTION_KEY, as it stands there.
    #[arg(long, value_name = "TEXT", env = "IMPORT_ENCRYPTION_KEY", hide_env_values = true)]
    encryption_key: String,
    #[command(flatten)]
    how: How,
}

// How either is imported. A doc comment would become the text of both commands.
#[derive(Debug, Args)]
struct How {
    /// Say what would happen; store nothing.
    #[arg(long)]
    dry_run: bool,
    /// Write no mails to the people who are imported.
    #[arg(long)]
    no_mails: bool,
    /// Write the report to this file, as JSON: each row, and what became of each cell.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

pub async fn run(command: Import) -> CommandOutcome {
    match command {
        Import::Flask(arguments) => flask(arguments).await,
        Import::Csv(arguments) => csv(arguments).await,
    }
}

async fn csv(arguments: Csv) -> CommandOutcome {
    let Csv { file, map, dates, how: How { dry_run, no_mails, report } } = arguments;
    let bytes = read_at_most(&file, sheet::MOST_BYTES)?;
    let found = sheet::read(&bytes).map_err(|problem| problem.to_string())?;
    let Some(map) = map else {
        suggest(&found);
        return Ok(());
    };
    let text = String::from_utf8(read_at_most(&map, LONGEST_MAP)?).map_err(|_| "The map is not UTF-8".to_owned())?;
    let mut mapping = Mapping::read(&text).map_err(|problem| problem.to_string())?;
    mapping.dates = dates;
    show_dates(&found, &mapping);
    let state = opening::state().await?;
    let asked = CsvImport { bytes, mapping, dry_run, mails: !no_mails };
    let came = csv::run(&state, &Actor::command_line(), asked, progress).await;
    end_progress();
    conclude(&came?, report.as_deref())
}

/// More is no map.
const LONGEST_MAP: usize = 64 << 10;

fn read_at_most(file: &Path, most: usize) -> Result<Vec<u8>, String> {
    let unreadable = |error| format!("{} cannot be read: {error}", file.display());
    let mut bytes = Vec::new();
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    std::fs::File::open(file).and_then(|file| file.take(limit).read_to_end(&mut bytes)).map_err(unreadable)?;
    if bytes.len() > most { Err(format!("{} is too large", file.display())) } else { Ok(bytes) }
}

/// A map to begin with.
fn suggest(found: &Sheet) {
    let guess = sheet::guessed(&found.columns);
    println!("# {} rows. A map to begin with:", found.rows.len());
    for column in found.columns.iter().filter(|column| !column.is_empty()) {
        match guess.columns.get(column) {
            Some(field) => println!("{} = {field}", clean(column)),
            None => println!("# {} =", clean(column)),
        }
    }
    println!("# Fields: {}", sheet::field_names().join(", "));
}

/// How dates are read, before anything is stored.
fn show_dates(found: &Sheet, mapping: &Mapping) {
    match csv::dates(found, mapping) {
        Orders::Known(order) => println!("Dates are written {}.", order.key()),
        Orders::Open(text) => println!(
            "Dates can be read in two ways: {} is {} (dmy) or {} (mdy).",
            clean(&text),
            sheet::rewritten(&text, DateOrder::DayFirst),
            sheet::rewritten(&text, DateOrder::MonthFirst),
        ),
    }
}

async fn flask(arguments: Flask) -> CommandOutcome {
    let Flask { database, uploads, encryption_key, how: How { dry_run, no_mails, report } } = arguments;
    let database = DatabaseUrl::parse(&database).map_err(|error| error.replacen("DATABASE_URL", "--database", 1))?;
    let state = opening::state().await?;
    let asked = FlaskImport { database, uploads, encryption_key, dry_run, mails: !no_mails };
    let came = flask::run(&state, &Actor::command_line(), asked, progress).await;
    end_progress();
    conclude(&came?, report.as_deref())
}

/// Prints the figures, and writes the report.
fn conclude(came: &Report, file: Option<&Path>) -> CommandOutcome {
    print(came);
    let Some(file) = file else { return Ok(()) };
    let text = serde_json::to_vec_pretty(came).map_err(|error| error.to_string())?;
    write_private(file, &text).map_err(|error| format!("{} cannot be written: {error}", file.display()))?;
    println!("The report is in {}.", file.display());
    Ok(())
}

fn print(came: &Report) {
    println!("{}", if came.dry_run { "Nothing was stored. This would happen:" } else { "Done:" });
    for (what, count) in [
        ("rows read", came.rows),
        ("people imported", came.imported),
        ("profiles joined to a person", came.joined),
        ("of these, changed something stored", came.changed),
        ("taken by an earlier run", came.unchanged),
        ("administrators left out", came.left_out),
        ("refused", came.refused),
        ("files stored", came.files_stored),
        ("files refused", came.files_refused),
    ] {
        println!("{count:>8} {what}");
    }
    if !came.tables_not_taken.is_empty() {
        println!("Of these tables nothing is taken: {}.", came.tables_not_taken.join(", "));
    }
    for row in came.row_reports.iter().filter(|row| row.reason.is_some()).take(SHOWN) {
        println!("refused: {} {} ({})", row.table, row.row, row.reason.as_deref().unwrap_or_default());
    }
}

/// Refused rows that are printed; the report names all.
const SHOWN: usize = 20;

/// For its owner alone: it says who was imported.
fn write_private(file: &Path, text: &[u8]) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)?.write_all(text)
}

/// One line that renews itself; nothing in a log file.
fn progress(done: i64, total: i64) {
    const WIDTH: i64 = 30;
    let mut terminal = std::io::stderr();
    if terminal.is_terminal() && (done % 10 == 0 || done == total) {
        let filled = usize::try_from(done.saturating_mul(WIDTH) / total.max(1)).unwrap_or(0).min(30);
        let bar = format!("{}{}", "#".repeat(filled), ".".repeat(30 - filled));
        // A terminal that went away is no reason to stop.
        let _ = write!(terminal, "\r[{bar}] {done} of {total}").and_then(|()| terminal.flush());
    }
}

fn end_progress() {
    if std::io::stderr().is_terminal() {
        eprintln!();
    }
}

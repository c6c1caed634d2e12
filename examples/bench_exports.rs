//! Measures exports alone, without pages: `make bench-exports`.
//!
//! `bench_exports PEOPLE`, on the database of the environment, which gets so many demo people of both modules. Everybody
//! is exported once in each format, then ten times at once; `MEASURE_DATABASE` must be true and `EXPORT_ROWS_AT_ONCE`
//! more than there are people.

use std::{
    error::Error,
    io::Write as _,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use talentsmaroc::{
    domain::{
        access::Role,
        export::{ExportAnswer, ExportChoice, ExportFormat, ExportList},
        lang::Lang,
        search::list::{Order, SearchList},
    },
    server::{
        actor::Actor,
        config::Config,
        context::{Viewer, ViewerAccount},
        db::measure,
        error::{AppError, AppResult},
        services::{
            admin::{
                administrators,
                exports::{self, Begun, ExportSource, Production},
            },
            demo,
            search::{index, lists},
        },
        startup::{Secrets, open::open_state},
        state::AppState,
    },
};
use tokio::task::JoinSet;

const FORMATS: [ExportFormat; 3] = [ExportFormat::CsvSemicolon, ExportFormat::Xlsx, ExportFormat::Pdf];
const AT_ONCE: usize = 10;

fn main() -> Result<(), Box<dyn Error>> {
    let people: i64 = std::env::args().nth(1).ok_or("usage: bench_exports PEOPLE")?.parse()?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(run(people))
}

async fn run(people: i64) -> Result<(), Box<dyn Error>> {
    let variable = |name: &str| std::env::var(name).ok();
    let config = Config::read(variable)?;
    let secrets = Secrets::obtain(&config, variable)?;
    let state = open_state(config, secrets).await?;
    println!("{}: exports of {people} people of both modules", state.config.database_url.engine());
    demo::seed(&state, &Actor::command_line(), people, 1.0, true, |_| ()).await?;
    index::warm_up(&state).await?;
    let actor = administrator(&state).await?;
    let idle = memory()?;
    println!("memory before {idle:.0} MB\n");
    println!(
        "| format | rows | MB | s | CPU µs a row | database µs a row | memory above | writing the bytes is faster by |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    for format in FORMATS {
        one(&state, &actor, format, idle).await?;
    }
    many_at_once(&state, &actor, idle).await
}

/// An administrator of the database.
async fn administrator(state: &AppState) -> Result<Actor, Box<dyn Error>> {
    let operator = Actor::command_line();
    let password = "velvet couscous lantern 42".to_owned();
    administrators::create(state, &operator, "bench@example.org", password, false).await?;
    let id = administrators::all(state, &operator).await?.first().ok_or("no administrator")?.id;
    let role = Role::Administrator;
    let account = ViewerAccount { id, session_id: 0, token: None, person_id: None, role, trusted: true };
    Ok(Actor::going_on(account, None))
}

/// The file of everybody; none where they are more than the format takes.
async fn begun(state: &AppState, actor: &Actor, format: ExportFormat) -> AppResult<Option<Production>> {
    let choice = ExportChoice {
        list: ExportList::Main,
        format,
        lang: Lang::Fr,
        order: Order::Newest,
        columns: ExportList::columns_of_programs(true),
        purpose: "bench".to_owned(),
    };
    let everyone = ExportSource::Matching(String::new());
    match exports::begin(state, actor, &everyone, choice.written_on()).await? {
        Ok(Begun::Ready(ready)) => {
            let ready = *ready;
            Ok(Some(ready.production))
        }
        Ok(Begun::Job) => Err(AppError::internal("EXPORT_ROWS_AT_ONCE is too small")),
        Err(ExportAnswer::TooManyForPdf) => Ok(None),
        Err(answer) => Err(AppError::internal(format!("no export: {answer:?}"))),
    }
}

/// Takes a file to its end: its rows and bytes.
async fn taken(mut production: Production) -> AppResult<(usize, u64)> {
    let mut bytes = 0_u64;
    while let Some(chunk) = production.next().await? {
        bytes += chunk.len() as u64;
    }
    Ok((production.position(), bytes))
}

async fn one(state: &AppState, actor: &Actor, format: ExportFormat, idle: f64) -> Result<(), Box<dyn Error>> {
    let (_, database) = measure::total();
    let (processor, began, watch) = (processor_time()?, Instant::now(), MemoryWatch::begin());
    let Some(production) = begun(state, actor, format).await? else {
        watch.end();
        println!("| {} | more than it takes | | | | | | |", format.key());
        return Ok(());
    };
    let (rows, bytes) = taken(production).await?;
    let (took, most) = (began.elapsed(), watch.end());
    let processor = processor_time()?.saturating_sub(processor);
    let database = measure::total().1.saturating_sub(database);
    let rows = u32::try_from(rows)?;
    let a_row = |time: Duration| time.as_secs_f64() * 1e6 / f64::from(rows.max(1));
    let ratio = took.as_secs_f64() / written(bytes)?.as_secs_f64().max(1e-6);
    println!(
        "| {} | {rows} | {:.1} | {:.1} | {:.1} | {:.1} | {:.0} MB | ×{ratio:.0} |",
        format.key(),
        f64::from(u32::try_from(bytes >> 10)?) / 1024.0,
        took.as_secs_f64(),
        a_row(processor),
        a_row(database),
        most - idle,
    );
    Ok(())
}

/// Ten exports, and a visitor who searches meanwhile.
async fn many_at_once(state: &AppState, actor: &Actor, idle: f64) -> Result<(), Box<dyn Error>> {
    let (began, watch) = (Instant::now(), MemoryWatch::begin());
    let mut running = JoinSet::new();
    for format in FORMATS.into_iter().cycle().take(AT_ONCE) {
        let (state, actor) = (state.clone(), actor.clone());
        running.spawn(async move {
            match begun(&state, &actor, format).await? {
                Some(production) => taken(production).await.map(|(rows, _)| rows),
                None => Ok(0),
            }
        });
    }
    let mut times = Vec::new();
    while !running.is_empty() {
        let asked = Instant::now();
        lists::search(state, &Viewer::Anonymous, Lang::Fr, SearchList::Directory, "").await?;
        times.push(asked.elapsed());
        tokio::time::sleep(Duration::from_millis(20)).await;
        while let Some(ended) = running.try_join_next() {
            ended??;
        }
    }
    times.sort_unstable();
    let p95 = times.get(times.len() * 95 / 100).copied().unwrap_or_default();
    println!(
        "\n{AT_ONCE} at once: {:.1} s, memory above {:.0} MB; a visitor's search meanwhile: p95 {:.1} ms",
        began.elapsed().as_secs_f64(),
        watch.end() - idle,
        p95.as_secs_f64() * 1e3
    );
    Ok(())
}

/// How long so many bytes take into a file, in the pieces in which exports hand them over.
fn written(bytes: u64) -> Result<Duration, Box<dyn Error>> {
    let (mut file, piece) = (tempfile::tempfile()?, vec![b'x'; 64 << 10]);
    let began = Instant::now();
    let mut left = usize::try_from(bytes)?;
    while left > 0 {
        let part = piece.get(..left.min(piece.len())).unwrap_or_default();
        file.write_all(part)?;
        left -= part.len();
    }
    Ok(began.elapsed())
}

/// Processor time of this process so far.
fn processor_time() -> Result<Duration, Box<dyn Error>> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let (_, after) = stat.rsplit_once(')').ok_or("no figures")?;
    let mut ticks = 0_u64;
    for figure in after.split_whitespace().skip(11).take(2) {
        ticks += figure.parse::<u64>()?;
    }
    // The kernel counts in hundredths of a second.
    Ok(Duration::from_millis(ticks * 10))
}

/// Looks at the memory again and again.
struct MemoryWatch {
    ended: Arc<AtomicBool>,
    looking: thread::JoinHandle<f64>,
}

impl MemoryWatch {
    fn begin() -> Self {
        let ended = Arc::new(AtomicBool::new(false));
        let is_over = ended.clone();
        let looking = thread::spawn(move || {
            let mut most = 0.0_f64;
            while !is_over.load(Ordering::Relaxed) {
                most = most.max(memory().unwrap_or_default());
                thread::sleep(Duration::from_millis(10));
            }
            most
        });
        Self { ended, looking }
    }

    /// The most that was seen, in megabytes.
    fn end(self) -> f64 {
        self.ended.store(true, Ordering::Relaxed);
        self.looking.join().unwrap_or_default()
    }
}

/// Megabytes of this process in memory.
fn memory() -> Result<f64, Box<dyn Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).ok_or("no VmRSS")?;
    Ok(line.split_whitespace().nth(1).ok_or("no figure")?.parse::<f64>()? / 1024.0)
}

//! Measures the search alone, without pages: `make bench-search`.
//!
//! `bench_search PEOPLE [SECONDS]`, on the database of the environment, which gets so many demo people of both modules.
//! Four tasks ask one after another on two threads; every search draws its values by chance.

use std::{
    collections::BTreeSet,
    error::Error,
    sync::Arc,
    time::{Duration, Instant},
};

use talentsmaroc::{
    domain::{
        access::Role,
        lang::Lang,
        reference,
        search::{attribute::Attribute, list::SearchList},
    },
    server::{
        actor::Actor,
        config::Config,
        context::{Viewer, ViewerAccount},
        repositories::search::{changes, source},
        services::{
            demo,
            search::{index, lists},
        },
        startup::{Secrets, open::open_state},
        state::AppState,
    },
};

const CONNECTIONS: usize = 4;

/// Draws the address of a search.
type Draw = fn(&Sample, &mut fastrand::Rng) -> String;

/// What is searched for: taken from people of the list.
struct Sample {
    words: Vec<String>,
    cities: Vec<(String, String)>,
    codes: Vec<String>,
    cursors: Vec<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let people: i64 = arguments.next().ok_or("usage: bench_search PEOPLE [SECONDS]")?.parse()?;
    let seconds = arguments.next().map_or(Ok(3), |seconds| seconds.parse())?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(measure(people, Duration::from_secs(seconds)))
}

async fn measure(people: i64, duration: Duration) -> Result<(), Box<dyn Error>> {
    let state = open().await?;
    println!("{}: {people} people of both modules", state.config.database_url.engine());
    let began = Instant::now();
    demo::seed(&state, &Actor::command_line(), people, 1.0, true, |_| ()).await?;
    println!("people added in {:.0} s", began.elapsed().as_secs_f64());
    let before = memory()?;
    let began = Instant::now();
    index::warm_up(&state).await?;
    println!(
        "index made or loaded in {:.2} s, memory {before:.0} → {:.0} MB",
        began.elapsed().as_secs_f64(),
        memory()?
    );
    index::save(&state).await;
    let state = restart(state).await?;
    let state = Arc::new(state);
    visibility_of_a_write(&state).await?;
    for (list, viewer) in [
        (SearchList::Directory, Viewer::Anonymous),
        (SearchList::Casting, Viewer::Anonymous),
        (SearchList::Desk, administrator()),
    ] {
        let sample = Arc::new(sample(&state, &viewer, list).await?);
        println!(
            "\n| {} | searches/s | p50 ms | p95 ms | p99 ms | found on average |\n|---|---|---|---|---|---|",
            list.key()
        );
        for (name, draw) in cases(list) {
            run(&state, &viewer, list, &sample, (name, draw), duration).await?;
        }
    }
    println!("\nmemory {:.0} MB", memory()?);
    Ok(())
}

async fn open() -> Result<AppState, Box<dyn Error>> {
    let variable = |name: &str| std::env::var(name).ok();
    let config = Config::read(variable)?;
    let secrets = Secrets::obtain(&config, variable)?;
    Ok(open_state(config, secrets).await?)
}

/// A start with the saved index there.
async fn restart(state: AppState) -> Result<AppState, Box<dyn Error>> {
    state.db.close().await;
    drop(state);
    let state = open().await?;
    let began = Instant::now();
    index::warm_up(&state).await?;
    println!("saved index loaded in {:.2} s", began.elapsed().as_secs_f64());
    Ok(state)
}

/// From the commit of a change to the search that sees it.
async fn visibility_of_a_write(state: &AppState) -> Result<(), Box<dyn Error>> {
    let mut times = Vec::new();
    for number in 0..50 {
        let mut tx = state.db.begin().await?;
        let person = source::next_range(tx.conn()?, number * 100, 1).await?.ok_or("no people")?.0;
        let began = Instant::now();
        changes::record_person(tx.conn()?, person, state.clock.now()).await?;
        let recorded = began.elapsed();
        tx.commit().await?;
        let began = Instant::now();
        let mut conn = state.db.read().await?;
        lists::find(state, &mut conn, &Viewer::Anonymous, SearchList::Directory, "").await?;
        times.push((began.elapsed(), recorded));
    }
    times.sort_unstable();
    let at = |part: usize| times.get(times.len() * part / 100).copied().unwrap_or_default();
    let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
    println!(
        "a change is in the next search after {:.1} ms (95th percentile {:.1}); recording it takes {:.2} ms",
        milliseconds(at(50).0),
        milliseconds(at(95).0),
        milliseconds(at(50).1),
    );
    Ok(())
}

fn administrator() -> Viewer {
    Viewer::Account(ViewerAccount {
        id: 0,
        session_id: 0,
        token: None,
        person_id: None,
        role: Role::Administrator,
        trusted: true,
    })
}

/// Walks through the list here and there.
async fn sample(state: &AppState, viewer: &Viewer, list: SearchList) -> Result<Sample, Box<dyn Error>> {
    let shown = if list == SearchList::Desk { SearchList::Directory } else { list };
    let (mut words, mut cities, mut codes, mut cursors) = (BTreeSet::new(), Vec::new(), Vec::new(), Vec::new());
    for country in ["MA", "SN", "FR", "TN", "CI"] {
        let mut address = format!("country={country}");
        for _ in 0..8 {
            let (query, page) = lists::search(state, viewer, Lang::Fr, shown, &address).await?;
            for card in page.lines {
                let name = card.names.join(" ").to_lowercase();
                words.extend(name.split(' ').filter(|word| word.chars().count() > 2).map(str::to_owned));
                cities.push((country.to_owned(), card.residence.city));
                codes.push(card.code);
            }
            let Some(next) = page.next else { break };
            cursors.push(next.encode());
            address = query.at(next).to_address();
        }
    }
    Ok(Sample { words: words.into_iter().collect(), cities, codes, cursors })
}

/// The searches of a list.
fn cases(list: SearchList) -> Vec<(&'static str, Draw)> {
    let mut cases: Vec<(&'static str, Draw)> = vec![
        ("everyone", |_, _| String::new()),
        ("everyone, last page", |_, _| "page=p0".to_owned()),
        ("everyone, some page", |sample, random| format!("page={}", one(&sample.cursors, random))),
        ("everyone by name", |_, _| "sort=name".to_owned()),
        ("everyone by name, last page", |_, _| "sort=name&page=p0".to_owned()),
        ("everyone, photos first", |_, _| "sort=photo".to_owned()),
        ("q", |sample, random| format!("q={}", word(sample, random, 99))),
        ("q, one letter", |sample, random| format!("q={}", word(sample, random, 1))),
        ("q, three letters, newest", |sample, random| format!("q={}&sort=newest", word(sample, random, 3))),
        ("q, two words", |sample, random| format!("q={}+{}", word(sample, random, 99), word(sample, random, 2))),
        ("q, a wrong letter", |sample, random| format!("q=x{}", word(sample, random, 99))),
        ("code", |sample, random| format!("code={}", one(&sample.codes, random).get(..5).unwrap_or_default())),
        ("country and city", |sample, random| place(sample, random)),
        ("language, last page", |_, random| format!("language={}&page=p0", key(Attribute::Language, random))),
        ("gender, photo, experience", |_, random| {
            format!("gender={}&has_photo=1&experience_min={}", key(Attribute::Gender, random), random.u8(..30))
        }),
    ];
    if list != SearchList::Directory {
        cases.extend::<[(&'static str, Draw); 6]>([
            ("types", |_, random| {
                format!("type={}&type={}", key(Attribute::CinemaType, random), key(Attribute::CinemaType, random))
            }),
            ("ages", |_, random| {
                let (from, to) = (random.u8(18..38), random.u8(40..60));
                format!("age_min={from}&age_max={to}&playing_age_min=20&playing_age_max=30")
            }),
            ("radius", |sample, random| format!("{}&radius_km={}", place(sample, random), random.u16(1..500))),
            ("radius, nearest first", |sample, random| {
                format!("{}&radius_km={}&sort=nearest", place(sample, random), random.u16(1..500))
            }),
            ("looks", |_, random| {
                let (eyes, hair) = (key(Attribute::EyeColor, random), key(Attribute::HairColor, random));
                let (other, build) = (key(Attribute::HairColor, random), key(Attribute::Build, random));
                format!("eye_color={eyes}&hair_color={hair}&hair_color={other}&build={build}&height_min=160")
            }),
            ("mix by name", |_, random| {
                let (kind, skill) = (key(Attribute::CinemaType, random), key(Attribute::CinemaSkill, random));
                format!("type={kind}&skill={skill}&gender=F&age_max={}&sort=name", random.u8(20..60))
            }),
        ]);
    }
    if list != SearchList::Casting {
        cases.extend::<[(&'static str, Draw); 2]>([
            ("availability, work mode, language", |_, random| {
                let (availability, mode) = (key(Attribute::Availability, random), key(Attribute::WorkMode, random));
                format!("availability={availability}&work_mode={mode}&language={}", key(Attribute::Language, random))
            }),
            ("q, language, gender", |sample, random| {
                format!("q={}&language={}&gender=F", word(sample, random, 2), key(Attribute::Language, random))
            }),
        ]);
    }
    if list == SearchList::Desk {
        cases.extend::<[(&'static str, Draw); 2]>([
            ("registered, completeness", |_, random| {
                format!("registered_from=2025-{:02}-01&completeness_min={}", random.u8(1..13), random.u8(..90))
            }),
            ("minors to approve", |_, _| "minor=1&state=active&module=cinema".to_owned()),
        ]);
    }
    cases
}

async fn run(
    state: &Arc<AppState>,
    viewer: &Viewer,
    list: SearchList,
    sample: &Arc<Sample>,
    (name, draw): (&'static str, Draw),
    duration: Duration,
) -> Result<(), Box<dyn Error>> {
    let tasks = (0..CONNECTIONS).map(|number| {
        let (state, sample, viewer) = (state.clone(), sample.clone(), viewer.clone());
        tokio::spawn(async move {
            let mut random = fastrand::Rng::with_seed(u64::try_from(number).unwrap_or(0));
            let mut times = Vec::new();
            let mut people = 0;
            let end = Instant::now() + duration;
            while Instant::now() < end {
                let address = draw(&sample, &mut random);
                let began = Instant::now();
                let mut conn = state.db.read().await?;
                people += lists::find(&state, &mut conn, &viewer, list, &address).await?.found.total;
                times.push(began.elapsed());
            }
            Ok::<_, talentsmaroc::server::error::AppError>((times, people))
        })
    });
    let (mut times, mut people) = (Vec::new(), 0);
    for task in tasks.collect::<Vec<_>>() {
        let (own, found) = task.await??;
        times.extend(own);
        people += found;
    }
    times.sort_unstable();
    let at = |part: usize| times.get(times.len() * part / 100).map_or(0.0, |time| time.as_secs_f64() * 1e3);
    let count = u32::try_from(times.len())?;
    let rate = f64::from(count) / duration.as_secs_f64();
    let average = people / u64::from(count.max(1));
    println!("| {name} | {rate:.0} | {:.2} | {:.2} | {:.2} | {average} |", at(50), at(95), at(99));
    Ok(())
}

fn one<'a>(list: &'a [String], random: &mut fastrand::Rng) -> &'a str {
    random.choice(list).map_or("", String::as_str)
}

fn word(sample: &Sample, random: &mut fastrand::Rng, letters: usize) -> String {
    let word: String = one(&sample.words, random).chars().take(letters).collect();
    form_urlencoded::byte_serialize(word.as_bytes()).collect()
}

fn key(attribute: Attribute, random: &mut fastrand::Rng) -> &'static str {
    let keys: Vec<_> = reference::terms(attribute.key()).collect();
    random.choice(keys).map_or("", |term| term.key.as_str())
}

fn place(sample: &Sample, random: &mut fastrand::Rng) -> String {
    let Some((country, city)) = random.choice(&sample.cities) else { return String::new() };
    let city: String = form_urlencoded::byte_serialize(city.as_bytes()).collect();
    format!("country={country}&city={city}")
}

/// Megabytes of this process in memory.
fn memory() -> Result<f64, Box<dyn Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).ok_or("no VmRSS")?;
    Ok(line.split_whitespace().nth(1).ok_or("no figure")?.parse::<f64>()? / 1024.0)
}

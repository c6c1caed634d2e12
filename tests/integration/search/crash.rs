//! Whenever a server is killed, the next one answers every search as an index does that is made from the database.

use std::{
    collections::BTreeMap,
    fs,
    net::SocketAddr,
    path::Path,
    process::Stdio,
    sync::{Arc, Mutex},
    time::Duration,
};

use fastrand::Rng;
use http::StatusCode;
use talentsmaroc::{
    domain::module::Module,
    server::{
        db::{DatabaseUrl, Db},
        router::router,
    },
};
use tokio::{task::JoinHandle, time::sleep};

use crate::{
    faults::process::count,
    support::{
        app::open,
        browser::Browser,
        casting::{TestCinema, insert_cinema},
        cinema,
        cinema_edit::SECTION,
        database, full_size,
        own_data::DELETE,
        registration,
        search::{assert_as_made_anew, with_new_index},
        server::Server,
    },
};

const VISITORS: usize = 4;

/// What is compared in every list for every viewer; a list ignores filters that it does not have.
const ADDRESSES: [&str; 12] = [
    "",
    "sort=name",
    "sort=photo",
    "q=a",
    "q=bennis",
    "q=actrize",
    "q=figurant",
    "code=MA",
    "country=MA&city=casablanca&radius_km=90&sort=nearest",
    "talent=dj",
    "type=extra",
    "height_min=160",
];

/// What is searched in a browser.
const PAGES: [&str; 4] = ["/talents", "/talents?q=bennis", "/cinema/talents", "/cinema/talents?q=figurant"];

const NAMES: [&str; 3] = ["Bennis", "El Fassi", "Żółw"];
const BIOS: [&str; 3] = ["Actrice et DJ à Fès", "J’aime la scène, l’été.", "ممثلة من الدار البيضاء"];

/// A section of a form, one of its fields, and answers to it.
type Edit = (&'static str, &'static str, [&'static str; 3]);

const MAIN_EDITS: [Edit; 3] =
    [("identity", "last_name", NAMES), ("career", "bio", BIOS), ("talents", "talents", ["music", "dj", "dance"])];
const CINEMA_EDITS: [Edit; 3] = [
    ("identity", "last_name", NAMES),
    ("physique", "height", ["150", "171", "190"]),
    ("types", "talent_types", ["stunt_performer", "extra", "lead_actor"]),
];

/// What a visitor does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Act {
    Register,
    Edit,
    Hide,
    Show,
    Search,
    Delete,
}

/// How often each was answered.
type Answered = Arc<Mutex<BTreeMap<Act, usize>>>;

/// A visitor, who outlives servers.
struct Visitor {
    number: usize,
    rng: Rng,
    /// As of the last answer.
    cookies: BTreeMap<String, String>,
    registrations: usize,
    /// The visitor's profile and its code, while there is an account.
    profile: Option<(Module, String)>,
    /// What is done before the account is deleted, the last first.
    plan: Vec<Act>,
}

impl Visitor {
    fn new(number: usize, rng: Rng) -> Self {
        Self { number, rng, cookies: BTreeMap::new(), registrations: 0, profile: None, plan: Vec::new() }
    }

    fn pick(&mut self, from: &[&'static str]) -> &'static str {
        from[self.rng.usize(..from.len())]
    }

    /// Does the next thing and answers what it was; `None` when a server that was killed had deleted the account.
    async fn act(&mut self, browser: &mut Browser) -> Option<Act> {
        let Some((module, code)) = self.profile.clone() else {
            self.register(browser).await;
            return Some(Act::Register);
        };
        let act = self.plan.pop().unwrap_or(Act::Delete);
        let privacy = if module == Module::Main { "privacy" } else { "pictures" };
        let done = match act {
            Act::Register | Act::Delete => delete(browser, &code).await,
            Act::Edit => {
                let edits = if module == Module::Main { MAIN_EDITS } else { CINEMA_EDITS };
                let (section, field, answers) = edits[self.rng.usize(..edits.len())];
                save(browser, module, section, &[(field, self.pick(&answers))]).await
            }
            Act::Hide => {
                let hidden = self.pick(&["private", "members"]);
                save(browser, module, privacy, &[("visibility", hidden), ("show_name_photo", "")]).await
            }
            Act::Show => save(browser, module, privacy, &[("visibility", "public"), ("show_name_photo", "on")]).await,
            Act::Search => {
                assert_eq!(browser.get(self.pick(&PAGES)).await.status, StatusCode::OK);
                true
            }
        };
        if !done || act == Act::Delete {
            self.profile = None;
            browser.cookies.clear();
        }
        done.then_some(act)
    }

    async fn register(&mut self, browser: &mut Browser) {
        // The one before may be there although it was not answered.
        self.registrations += 1;
        let email = format!("v{}-n{}@example.org", self.number, self.registrations);
        let answers = [("email", email.as_str()), ("last_name", self.pick(&NAMES))];
        self.profile = Some(if self.rng.bool() {
            let done = registration::register(browser, &answers).await;
            (Module::Main, registration::code_on(&done))
        } else {
            let done = cinema::register(browser, &answers).await;
            (Module::Cinema, cinema::code_on(&done))
        });
        self.plan = vec![Act::Edit, Act::Hide, Act::Search, Act::Show];
        self.rng.shuffle(&mut self.plan);
    }
}

/// Stores an answer; `false` when there is no account.
async fn save(browser: &mut Browser, module: Module, section: &str, changes: &[(&str, &str)]) -> bool {
    let overview = if module == Module::Main { "/profile/edit" } else { "/cinema/edit" };
    let page = browser.get(&format!("{overview}?section={section}")).await;
    if !page.has(SECTION) {
        return false;
    }
    let changes: Vec<_> = changes.iter().copied().chain([("action", "save")]).collect();
    let saved = browser.submit(&page, SECTION, &changes).await;
    assert_eq!(saved.address.split('#').next(), Some(overview), "{section} {changes:?}: {}", saved.text());
    true
}

/// Deletes the account; `false` when there is none, or its password was given too long ago.
async fn delete(browser: &mut Browser, code: &str) -> bool {
    let page = browser.get("/profile/data/delete").await;
    if !page.has(DELETE) {
        return false;
    }
    let done = browser.submit(&page, DELETE, &[("confirmation", code)]).await;
    assert_eq!(done.address, "/", "{}", done.text());
    true
}

/// Does one thing after the other until the server is gone, which panics.
async fn visit(visitor: Arc<tokio::sync::Mutex<Visitor>>, server: SocketAddr, answered: Answered) {
    let mut visitor = visitor.lock().await;
    let mut browser = Browser::over_http(server);
    browser.cookies.clone_from(&visitor.cookies);
    loop {
        let act = visitor.act(&mut browser).await;
        visitor.cookies.clone_from(&browser.cookies);
        if let Some(act) = act {
            *answered.lock().unwrap().entry(act).or_default() += 1;
        }
    }
}

/// Waits until a few more requests were answered, and then until some moment of the next ones.
async fn wait_for_answers(rng: &mut Rng, answered: &Answered, visits: &[JoinHandle<()>]) {
    let total = || answered.lock().unwrap().values().sum::<usize>();
    let assert_running = || assert!(visits.iter().all(|visit| !visit.is_finished()), "a visitor met an error");
    let enough = total() + rng.usize(2..6);
    while total() < enough {
        assert_running();
        sleep(Duration::from_millis(10)).await;
    }
    sleep(Duration::from_millis(rng.u64(..200))).await;
    assert_running();
}

/// Waits until PostgreSQL has ended what a killed server had begun: a last transaction may still be committed.
async fn wait_for_backends(url: &str) {
    const OTHERS: &str = "SELECT COUNT(*) AS n FROM pg_stat_activity WHERE datname = current_database() \
         AND backend_type = 'client backend' AND pid <> pg_backend_pid()";
    if url.starts_with("sqlite:") {
        return;
    }
    let db = Db::open(&DatabaseUrl::parse(url).unwrap(), 1).unwrap();
    for _ in 0..600 {
        if count(&db, OTHERS).await == 0 {
            db.close().await;
            return;
        }
        sleep(Duration::from_millis(50)).await;
    }
    panic!("the connections of a killed server do not end");
}

/// The profiles that a visitor gets to see on each page.
async fn shown(mut browser: Browser) -> Vec<Vec<String>> {
    let mut shown = Vec::new();
    for address in PAGES {
        let page = browser.get(address).await;
        assert_eq!(page.status, StatusCode::OK, "{address}: {}", page.text());
        shown.push(page.attributes("main a[href^='/profile/view/'], main a[href^='/cinema/profile/']", "href"));
    }
    shown
}

/// Starts a server again. Its searches, and those of a state on the same folder, equal those of an index made from the database.
async fn restart(folder: &Path, url: &str) -> Server {
    wait_for_backends(url).await;
    let state = open(folder, url).await;
    assert_as_made_anew(&state, &ADDRESSES).await;
    let server = Server::start(folder, url, &[]).await;
    let expected = shown(Browser::new(router(with_new_index(&state)))).await;
    assert!(expected.iter().any(|profiles| profiles.len() >= 24), "{expected:?}");
    assert_eq!(shown(Browser::over_http(server.address)).await, expected);
    state.db.close().await;
    server
}

async fn searches_survive(folder: &Path, url: &str) {
    let seed = if full_size() { fastrand::u64(..) } else { 20_261_129 };
    println!("seed {seed}");
    let kills = if full_size() { 100 } else { 10 };
    let mut rng = Rng::with_seed(seed);
    let state = open(folder, url).await;
    // More than a page of people who stay.
    let people: Vec<_> = (1..=30).map(TestCinema::new).collect();
    insert_cinema(&state, &people).await;
    state.db.close().await;
    let visitors: Vec<_> =
        (0..VISITORS).map(|number| Arc::new(tokio::sync::Mutex::new(Visitor::new(number, rng.fork())))).collect();
    let answered = Answered::default();
    let saved_index = folder.join("search-index.bin");
    let (mut killed, mut earlier) = (0, None);
    while killed < kills {
        let mut server = restart(folder, url).await;
        let visits: Vec<_> = visitors
            .iter()
            .map(|visitor| tokio::spawn(visit(visitor.clone(), server.address, answered.clone())))
            .collect();
        wait_for_answers(&mut rng, &answered, &visits).await;
        if rng.u8(..4) == 0 {
            server.terminate();
            assert!(server.ended().await.success());
            // A server that saw a deletion leaves no file.
            earlier = fs::read(&saved_index).ok().or(earlier);
        } else {
            server.kill();
            killed += 1;
        }
        for visit in visits {
            // Each ends by finding the server gone.
            assert!(visit.await.is_err());
        }
        // The next one finds the file of the last start, of an earlier proper end, or none.
        match (rng.u8(..4), &earlier) {
            (0, _) => drop(fs::remove_file(&saved_index)),
            (1, Some(earlier)) => fs::write(&saved_index, earlier).unwrap(),
            _ => {}
        }
        if rng.u8(..3) == 0 {
            // Or one that is killed while it starts, reads the index, makes or saves it.
            let mut server = Server::spawn(folder, url, &[], Stdio::null());
            sleep(Duration::from_millis(rng.u64(..600))).await;
            server.kill();
            killed += 1;
        }
    }
    restart(folder, url).await.kill();
    let answered = answered.lock().unwrap();
    println!("answered between {killed} kills: {answered:?}");
    let acts = [Act::Register, Act::Edit, Act::Hide, Act::Show, Act::Search, Act::Delete];
    assert!(acts.iter().all(|act| answered.contains_key(act)), "this test proves too little: {answered:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn kill_9_leaves_every_search_as_made_anew_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let path = database::sqlite(folder.path()).await;
    searches_survive(folder.path(), &format!("sqlite:{}", path.display())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn kill_9_leaves_every_search_as_made_anew_on_postgresql() {
    let Some(server) = database::postgres_server() else { return };
    let (name, url) = database::postgres(&server).await;
    let folder = tempfile::tempdir().unwrap();
    searches_survive(folder.path(), &url).await;
    database::drop_postgres(&server, &name).await;
}

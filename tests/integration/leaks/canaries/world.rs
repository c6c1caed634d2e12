//! All people, their viewers, and what these are shown.

use std::collections::{BTreeMap, BTreeSet};

use aho_corasick::{AhoCorasick, MatchKind};
use chrono::Datelike as _;
use http::{Method, StatusCode, header};
use talentsmaroc::domain::visibility::{Audience, Shown};

use crate::leaks::canaries::{
    finder::{Finder, Sighting, by_chance},
    people::{self, Person},
    plan::{self, Canary, Column},
    walk::Visit,
};
use crate::support::{
    TestApp,
    accounts::{self, execute},
    browser::{Browser, Page},
    full_size,
};

/// What the table lets a viewer see and no page shows yet. Whatever appears leaves this list.
const NOT_SHOWN: &[&str] = &[
    "accounts.updated_at",
    "accounts.email_confirmed_at",
    "people.created_at",
    "people.minor_approved_at",
    "unique_codes.created_at",
    "main_profiles.created_at",
    "main_profiles.updated_at",
    "cinema_profiles.updated_at",
    "files.created_at",
    "outbox_mails.content_encrypted",
];

/// Shown to administrators alone, as the day of the registration, in the casting list of the API and on the pages of
/// mails; the table lets the owner see them too.
const SHOWN_TO_ADMINISTRATORS: [&str; 5] = [
    "accounts.created_at",
    "cinema_profiles.created_at",
    "outbox_mails.created_at",
    "outbox_mails.expires_at",
    "outbox_mails.sent_at",
];

/// A viewer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Viewer {
    Stranger,
    /// An account whose address waits for its confirmation.
    Unconfirmed,
    Member,
    Administrator,
    /// One of the people.
    Person(usize),
}

impl Viewer {
    pub const OTHERS: [Self; 4] = [Self::Stranger, Self::Unconfirmed, Self::Member, Self::Administrator];

    /// Whether this viewer asks a route in one of three ways. Below the full size each way of a route is asked by one
    /// or two of the viewers, at the full size by all of them.
    pub fn asks(self, route: usize, way: usize) -> bool {
        let place = Self::OTHERS.iter().position(|viewer| *viewer == self).unwrap_or_default();
        full_size() || (place + route + way).is_multiple_of(3)
    }

    /// The audience of this viewer towards a person; `as` in an address chooses another one.
    pub fn audience(self, person: &Person, people: &[Person], address: &str) -> Audience {
        let own = match self {
            Self::Stranger | Self::Unconfirmed => Audience::Anonymous,
            Self::Member => Audience::SignedIn,
            Self::Administrator => Audience::Administrator,
            Self::Person(number) if number == person.number => Audience::Owner,
            Self::Person(number) if people[number].confirmed => Audience::SignedIn,
            Self::Person(_) => Audience::Anonymous,
        };
        let may_borrow = matches!(own, Audience::Owner | Audience::Administrator) && address.contains(&person.code);
        match address.rsplit_once("?as=") {
            Some((_, "visitor")) if may_borrow => Audience::Anonymous,
            Some((_, "member")) if may_borrow => Audience::SignedIn,
            _ => own,
        }
    }
}

/// All people, what is known of them, and what was seen.
pub struct World {
    app: TestApp,
    finder: Finder,
    choices: AhoCorasick,
    /// The column of each pattern of `choices`.
    choice_columns: Vec<Vec<usize>>,
    pub columns: Vec<Column>,
    pub people: Vec<Person>,
}

/// What a viewer was shown.
#[derive(Default)]
pub struct Seen {
    pub leaks: BTreeSet<String>,
    /// Column, person, audience.
    sightings: BTreeSet<(usize, usize, u8)>,
    pub answers: usize,
}

impl World {
    pub async fn make(app: TestApp) -> Self {
        let app = app.with(&[("REQUIRE_CONFIRMED_EMAIL", "true")]).await;
        let people = people::plant(&app).await;
        let columns = plan::columns();
        let mut finder = Finder::new(&columns, people.len());
        let birth_date = columns.iter().position(|column| column.name == "people.date_of_birth").unwrap();
        for person in &people {
            finder.add_day(person.born(app.state.clock.today().year()), (birth_date, person.number));
        }
        for (value, column, person) in people::stored_values(&app, &people, &columns).await {
            finder.add_stored(&value, (column, person));
        }
        let mut choices: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, column) in columns.iter().enumerate() {
            if let Canary::Choice(all) = column.canary {
                for word in all.iter().flat_map(|choice| choice.words()) {
                    choices.entry(word).or_default().push(index);
                }
            }
        }
        let (words, choice_columns): (Vec<_>, Vec<_>) = choices.into_iter().unzip();
        let choices = AhoCorasick::builder().match_kind(MatchKind::Standard).build(words).unwrap();
        Self { app, columns, finder, choices, choice_columns, people }
    }

    pub async fn browser(&self, viewer: Viewer) -> Browser {
        let (email, role) = match viewer {
            Viewer::Stranger => return self.app.browser(),
            Viewer::Person(number) => return self.people[number].browser.clone(),
            Viewer::Unconfirmed => ("unconfirmed@example.net", "member"),
            Viewer::Member => ("confirmed@example.net", "member"),
            Viewer::Administrator => ("administrator@example.net", "administrator"),
        };
        let id = accounts::member(&self.app, email).await;
        let confirmed = if viewer == Viewer::Unconfirmed { "NULL" } else { "created_at" };
        let sql = format!("UPDATE accounts SET role = '{role}', email_confirmed_at = {confirmed} WHERE id = {id}");
        execute(&self.app, &sql).await;
        let mut browser = self.app.browser();
        accounts::sign_in(&mut browser, email, accounts::PASSWORD).await;
        browser
    }

    pub fn allowed(&self, audience: Audience, column: usize, person: &Person) -> bool {
        let Column { canary, .. } = self.columns[column];
        let shown = match self.columns[column].rule(audience).resolve(person.switches) {
            Shown::Fully => true,
            // That there is something, and where to ask for it, may be shown, not what.
            Shown::Masked => matches!(canary, Canary::Choice(_) | Canary::Stored),
            Shown::Hidden => false,
        };
        shown && person.reached(self.columns[column].name, audience)
    }

    /// Asks, follows redirects, looks at every answer on the way.
    pub async fn visit(&self, viewer: Viewer, browser: &mut Browser, visit: &Visit, seen: &mut Seen) -> Page {
        let mut page = browser.request(visit.method.clone(), &visit.address, visit.body.clone()).await;
        let typed = format!("{} {}", visit.address, visit.body.as_deref().unwrap_or_default());
        self.look(viewer, &page, &typed, seen);
        for _ in 0..5 {
            let Some(next) = page.headers.get(header::LOCATION).map(|next| next.to_str().unwrap().to_owned()) else {
                break;
            };
            page = browser.request(Method::GET, &next, None).await;
            self.look(viewer, &page, &format!("{typed} {next}"), seen);
        }
        page
    }

    pub fn look(&self, viewer: Viewer, page: &Page, typed: &str, seen: &mut Seen) {
        seen.answers += 1;
        let headers: String = page.headers.iter().map(|(name, value)| format!("{name}: {value:?}\n")).collect();
        let mut found = self.finder.find(&[headers.as_bytes(), &page.bytes].concat());
        found.extend(self.choices(page));
        // What a viewer typed comes back to them: they knew it.
        let known = self.finder.find(typed.as_bytes());
        for (column, number) in found.difference(&known).copied() {
            let person = &self.people[number];
            let audience = viewer.audience(person, &self.people, &page.address);
            if self.allowed(audience, column, person) {
                seen.sightings.insert((column, number, audience as u8));
            } else {
                let Person { visibility, switches, minor, approved, suspended, .. } = person;
                seen.leaks.insert(format!(
                    "{viewer:?} sees {} of person {number} ({visibility:?} {switches:?} minor {minor} approved \
                     {approved} suspended {suspended}) as {audience:?} at {} ({})",
                    self.columns[column].name, page.address, page.status
                ));
            }
        }
    }

    /// Choices from closed lists are told from others' only on the page about the person.
    fn choices(&self, page: &Page) -> Vec<Sighting> {
        let main = page.address.strip_prefix("/profile/view/");
        let Some(rest) = main.or(page.address.strip_prefix("/cinema/profile/")) else { return Vec::new() };
        let code = rest.split('?').next().unwrap_or_default();
        let Some(person) = self.people.iter().find(|person| person.code == code) else { return Vec::new() };
        if page.status != StatusCode::OK {
            return Vec::new();
        }
        let html = page.html();
        // The foot of every page names the country.
        let main = html.split("<main").nth(1).and_then(|rest| rest.split("</main").next()).unwrap_or_default();
        let found = self.choices.find_overlapping_iter(main).filter(|word| !by_chance(main, word.range()));
        let columns: BTreeSet<usize> = found.flat_map(|word| &self.choice_columns[word.pattern()]).copied().collect();
        columns.into_iter().map(|index| (index, person.number)).collect()
    }

    /// What a viewer may see appears somewhere: a canary that is never seen proves nothing.
    pub fn missing(&self, seen: &Seen, audience: Audience, people: &[usize]) -> BTreeSet<String> {
        let mut missing = BTreeSet::new();
        for (index, column) in self.columns.iter().enumerate() {
            let here = |number: &usize| seen.sightings.contains(&(index, *number, audience as u8));
            if matches!(column.canary, Canary::Silent(_)) {
                continue;
            }
            let by_administrators_only =
                SHOWN_TO_ADMINISTRATORS.contains(&column.name) && audience != Audience::Administrator;
            if by_administrators_only || NOT_SHOWN.contains(&column.name) {
                let shown = people.iter().any(here);
                assert!(!shown, "{} is shown to {audience:?} now: take it off NOT_SHOWN", column.name);
                continue;
            }
            let may = |number: &&usize| {
                let person = &self.people[**number];
                // No list shows the suspended, and to open their page one types their code.
                let listed = ["unique_codes.code", "cinema_profiles.created_at"].contains(&column.name);
                let typed = person.suspended && listed;
                person.has(column.name) && !typed && self.allowed(audience, index, person)
            };
            if let Some(number) = people.iter().filter(may).find(|number| !here(number)) {
                missing.insert(format!("{audience:?} may see {} and does not (person {number})", column.name));
            }
        }
        missing
    }
}

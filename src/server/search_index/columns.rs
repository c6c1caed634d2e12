//! One value a person: numbers that are compared and sorted by.

use chrono::{Datelike as _, NaiveDate};
use roaring::RoaringBitmap;
use serde::{Deserialize, Serialize};

use super::entry::{PersonEntry, ProfileEntry};
use crate::domain::{
    module::Module,
    search::attribute::Flag,
    visibility::{Audience, ModerationState, Visibility},
};

/// A person in the index. A person who changes gets a new number; the old one is dead.
pub type Doc = u32;

/// The value of a number that a person has not.
const NONE: u8 = u8::MAX;
/// Before every day.
const NEVER: i32 = i32::MIN;

/// The values of every person, by [`Doc`].
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Columns {
    person: Ids,
    main: Ids,
    cinema: Ids,
    standing: Vec<Standing>,
    /// Days of the common era.
    born: Vec<i32>,
    registered: Vec<i32>,
    /// When the account was last used; [`NEVER`] if it was not.
    seen: Vec<i32>,
    /// Where the city stands among those people live in; 0 for one typed by hand.
    city: Vec<u32>,
    height: Vec<u8>,
    experience: Vec<u8>,
    completeness: Vec<u8>,
    playing_from: Vec<u8>,
    playing_to: Vec<u8>,
}

/// So many people are passed over at once when none of them can be on a page.
pub const BLOCK: usize = 4_096;

/// An id a person; 0 for none. Ids of the database grow with time.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Ids {
    ids: Vec<i64>,
    /// Smallest and greatest id of every block.
    bounds: Vec<(i64, i64)>,
}

impl Ids {
    fn push(&mut self, id: i64) {
        if self.ids.len().is_multiple_of(BLOCK) {
            self.bounds.push((i64::MAX, 0));
        }
        self.ids.push(id);
        if let Some((smallest, greatest)) = self.bounds.last_mut().filter(|_| id > 0) {
            *smallest = id.min(*smallest);
            *greatest = id.max(*greatest);
        }
    }

    /// The id of a person; 0 for none.
    pub fn of(&self, doc: Doc) -> i64 {
        at(&self.ids, doc).unwrap_or(0)
    }

    /// Every id, by [`Doc`].
    pub fn all(&self) -> &[i64] {
        &self.ids
    }

    /// The first number of every block, with the smallest and the greatest id in it; those without any left out.
    pub fn blocks(&self) -> impl DoubleEndedIterator<Item = (Doc, i64, i64)> {
        let start = |number: usize| Doc::try_from(number * BLOCK).unwrap_or(Doc::MAX);
        let bounds = self.bounds.iter().enumerate();
        bounds
            .map(move |(number, (smallest, greatest))| (start(number), *smallest, *greatest))
            .filter(|block| block.2 > 0)
    }
}

/// What decides whether a person's profiles are reachable.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Standing {
    main: u8,
    cinema: u8,
    suspended: bool,
    minor_approved: bool,
}

/// A column of small numbers.
#[derive(Debug, Clone, Copy)]
pub enum Small {
    Height,
    Experience,
    Completeness,
    PlayingFrom,
    PlayingTo,
}

/// A column of days.
#[derive(Debug, Clone, Copy)]
pub enum Day {
    Born,
    Registered,
    Seen,
}

impl Columns {
    /// How many numbers were given out, dead ones included.
    pub fn len(&self) -> usize {
        self.person.ids.len()
    }

    /// Adds a person and gives their number.
    pub fn push(&mut self, entry: &PersonEntry, city: u32) -> Doc {
        let doc = Doc::try_from(self.len()).unwrap_or(Doc::MAX);
        let id = |profile: Option<ProfileEntry>| profile.map_or(0, |profile| profile.id);
        let rank = |profile: Option<ProfileEntry>| profile.map_or(0, |profile| rank_of(profile.visibility));
        self.person.push(entry.person_id);
        self.main.push(id(entry.main));
        self.cinema.push(id(entry.cinema));
        self.standing.push(Standing {
            main: rank(entry.main),
            cinema: rank(entry.cinema),
            suspended: entry.suspended,
            minor_approved: entry.flags.contains(&Flag::Approved),
        });
        self.born.push(entry.born.num_days_from_ce());
        self.registered.push(entry.registered.num_days_from_ce());
        self.seen.push(entry.seen.map_or(NEVER, day_number));
        self.city.push(city);
        self.height.push(entry.height.unwrap_or(NONE));
        self.experience.push(entry.experience.unwrap_or(NONE));
        self.completeness.push(entry.completeness.unwrap_or(NONE));
        self.playing_from.push(entry.playing_age.map_or(NONE, |(from, _)| from));
        self.playing_to.push(entry.playing_age.map_or(NONE, |(_, to)| to));
        doc
    }

    /// `people.id`, or the id of the person's profile in a module; 0 for none.
    pub fn id(&self, module: Option<Module>, doc: Doc) -> i64 {
        self.ids(module).of(doc)
    }

    /// The column of [`Columns::id`].
    pub fn ids(&self, module: Option<Module>) -> &Ids {
        match module {
            None => &self.person,
            Some(Module::Main) => &self.main,
            Some(Module::Cinema) => &self.cinema,
        }
    }

    /// Whether an audience reaches a person's profile in a module on a day by which adults were born.
    pub fn reachable(&self, module: Module, audience: Audience, doc: Doc, adults_born_by: i32) -> bool {
        let (Some(standing), Some(born)) = (at(&self.standing, doc), at(&self.born, doc)) else { return false };
        let rank = match module {
            Module::Main => standing.main,
            Module::Cinema => standing.cinema,
        };
        let Some(visibility) = visibility_of(rank) else { return false };
        let state = ModerationState {
            visibility,
            suspended: standing.suspended,
            minor: born > adults_born_by,
            minor_approved: standing.minor_approved,
        };
        // Lists show suspended people to no audience.
        !standing.suspended && state.reachable(audience)
    }

    /// Whether a person is under eighteen on a day by which adults were born.
    pub fn is_minor(&self, doc: Doc, adults_born_by: i32) -> bool {
        at(&self.born, doc).is_some_and(|born| born > adults_born_by)
    }

    /// People with a day in these bounds, both included.
    pub fn days(&self, column: Day, first: i32, last: i32) -> RoaringBitmap {
        let column = self.day_column(column);
        matching(column, |day| day >= first && day <= last)
    }

    /// The earliest day of these people.
    pub fn first_day(&self, column: Day, people: &RoaringBitmap) -> Option<i32> {
        let column = self.day_column(column);
        people.iter().filter_map(|doc| at(column, doc)).min()
    }

    /// People with a number in these bounds, both included.
    pub fn numbers(&self, column: Small, least: u8, most: u8) -> RoaringBitmap {
        let column = self.small_column(column);
        let most = most.min(NONE - 1);
        matching(column, |number| number >= least && number <= most)
    }

    /// The day of a person.
    pub fn day(&self, column: Day, doc: Doc) -> Option<i32> {
        at(self.day_column(column), doc)
    }

    /// Notes a later day on which a person's account was used.
    pub fn see(&mut self, doc: Doc, day: i32) {
        if let Some(own) = usize::try_from(doc).ok().and_then(|doc| self.seen.get_mut(doc)) {
            *own = day.max(*own);
        }
    }

    /// The number of a person, who may have none.
    pub fn number(&self, column: Small, doc: Doc) -> Option<u8> {
        at(self.small_column(column), doc).filter(|number| *number != NONE)
    }

    fn day_column(&self, column: Day) -> &[i32] {
        match column {
            Day::Born => &self.born,
            Day::Registered => &self.registered,
            Day::Seen => &self.seen,
        }
    }

    fn small_column(&self, column: Small) -> &[u8] {
        match column {
            Small::Height => &self.height,
            Small::Experience => &self.experience,
            Small::Completeness => &self.completeness,
            Small::PlayingFrom => &self.playing_from,
            Small::PlayingTo => &self.playing_to,
        }
    }

    /// People in cities a condition holds for.
    pub fn in_cities(&self, condition: impl Fn(u32) -> bool) -> RoaringBitmap {
        matching(&self.city, condition)
    }

    /// Where a person's city stands among those people live in; 0 for one typed by hand.
    pub fn city(&self, doc: Doc) -> u32 {
        at(&self.city, doc).unwrap_or(0)
    }
}

fn at<T: Copy>(column: &[T], doc: Doc) -> Option<T> {
    column.get(usize::try_from(doc).ok()?).copied()
}

/// The day's number in a column.
pub fn day_number(day: NaiveDate) -> i32 {
    day.num_days_from_ce()
}

/// The people a condition holds for. Compilers compare many values at once as long as the answers are whole bytes;
/// eight of these are then packed into one by a multiplication.
fn matching<T: Copy>(column: &[T], condition: impl Fn(T) -> bool) -> RoaringBitmap {
    let mut bits = Vec::with_capacity(column.len() / 8 + 1);
    for chunk in column.chunks(64) {
        let mut answers = [0_u8; 64];
        for (answer, value) in answers.iter_mut().zip(chunk) {
            *answer = u8::from(condition(*value));
        }
        for eight in answers.as_chunks::<8>().0 {
            bits.push((u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56).to_le_bytes()[0]);
        }
    }
    RoaringBitmap::from_lsb0_bytes(0, &bits)
}

const fn rank_of(visibility: Visibility) -> u8 {
    match visibility {
        Visibility::Public => 1,
        Visibility::Members => 2,
        Visibility::Private => 3,
    }
}

const fn visibility_of(rank: u8) -> Option<Visibility> {
    match rank {
        1 => Some(Visibility::Public),
        2 => Some(Visibility::Members),
        3 => Some(Visibility::Private),
        _ => None,
    }
}

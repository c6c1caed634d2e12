//! The page of what was found, in the order of the list.

use roaring::RoaringBitmap;

use super::{
    columns::Doc,
    evaluate::Evaluation,
    search::Search,
    tier::{FIRST, Key, NumberOf, Tier, TierOrder, newest},
};
use crate::domain::search::{attribute::Flag, cursor::Cursor, list::Order};

/// A page of people.
pub struct Page {
    pub docs: Vec<Doc>,
    pub previous: Option<Cursor>,
    pub next: Option<Cursor>,
    pub lost: bool,
}

/// A person's place in a list: the tier, then the place in it.
type Place = (usize, Key);

/// Where at least one of so many people is found, walking through all names comes to a page soonest.
const SPARSE: u64 = 16;

/// What was found in the order of the list.
struct Ordered<'a> {
    evaluation: &'a Evaluation<'a>,
    order: Order,
    tiers: Vec<Tier<'a>>,
}

/// Cuts the page that the cursor names. Where its place is gone, or nothing is beyond it, the list begins again.
pub fn page(evaluation: &Evaluation<'_>, search: &Search) -> Page {
    let ordered = Ordered { evaluation, order: search.order, tiers: tiers(evaluation, search) };
    if let Some(cursor) = search.cursor {
        let page = ordered.place_of(cursor).map(|place| ordered.cut(cursor, place, search.list.page_size()));
        if let Some(page) = page.filter(|page| !page.docs.is_empty()) {
            return page;
        }
    }
    let first = ordered.after(None, search.list.page_size());
    Page { lost: search.cursor.is_some(), ..first }
}

/// Everyone who was found, in the order of the list.
pub fn everyone(evaluation: &Evaluation<'_>, search: &Search) -> Vec<Doc> {
    let all = |tier: Tier<'_>| tier.after(None, usize::try_from(tier.people.len()).unwrap_or(usize::MAX));
    tiers(evaluation, search).into_iter().flat_map(all).collect()
}

fn tiers<'a>(evaluation: &'a Evaluation<'a>, search: &Search) -> Vec<Tier<'a>> {
    let (found, view) = (&evaluation.found, evaluation.view());
    let newest = |people| Tier { people, by: TierOrder::Newest(view.ids()) };
    // Equal numbers follow each other as in the list of the newest: no two people have the same place.
    let by_number = |number: NumberOf<'a>| Tier { people: found.clone(), by: TierOrder::Nearest(number, view.ids()) };
    match search.order {
        Order::Newest => vec![newest(found.clone())],
        Order::Best => evaluation.ranks.iter().cloned().map(newest).collect(),
        Order::Photo => {
            let with_photo = found & view.with_flag(Flag::Photo);
            let without = found - &with_photo;
            vec![newest(with_photo), newest(without)]
        }
        Order::Nearest => {
            let rank = Box::new(view.city_ranks(&search.nearest));
            vec![Tier { people: found.clone(), by: TierOrder::Nearest(rank, view.ids()) }]
        }
        Order::Name => {
            let named = view.named(found);
            let others = found - &named;
            let codes = Box::new(|doc| view.code_number(doc));
            let by_name = TierOrder::Name { names: view.by_name(), walk: named.len() * SPARSE > view.size() };
            vec![Tier { people: named, by: by_name }, Tier { people: others, by: TierOrder::Code(codes) }]
        }
        Order::Oldest => vec![by_number(Box::new(|doc| u64::try_from(view.person_id(doc)).unwrap_or(0)))],
        Order::NameDown => vec![by_number(Box::new(|doc| u64::MAX - view.by_name().place(doc)))],
        Order::Code => vec![by_number(Box::new(|doc| view.code_number(doc)))],
        Order::CodeDown => vec![by_number(Box::new(|doc| u64::MAX - view.code_number(doc)))],
        Order::Youngest => vec![by_number(Box::new(|doc| u64::MAX - view.birth_number(doc)))],
        Order::Eldest => vec![by_number(Box::new(|doc| view.birth_number(doc)))],
        Order::Fullest => vec![by_number(Box::new(|doc| {
            view.completeness(doc).map_or(u64::MAX, |score| 100_u64.saturating_sub(score))
        }))],
        Order::Emptiest => vec![by_number(Box::new(|doc| view.completeness(doc).unwrap_or(u64::MAX)))],
        Order::City => {
            let place = view.city_places();
            vec![by_number(Box::new(move |doc| place(doc).unwrap_or(u64::MAX)))]
        }
        Order::CityDown => {
            let place = view.city_places();
            vec![by_number(Box::new(move |doc| place(doc).map_or(u64::MAX, |place| u64::from(u32::MAX) - place)))]
        }
    }
}

impl Ordered<'_> {
    /// The place a cursor names.
    fn place_of(&self, cursor: Cursor) -> Option<Place> {
        let (Cursor::After(number) | Cursor::Before(number)) = cursor;
        if number == 0 {
            return Some((self.tiers.len(), FIRST));
        }
        if self.order == Order::Newest {
            return Some((0, (0, newest(number))));
        }
        // Of a person who is not on the list, no place in it is told.
        let doc = self.evaluation.view().doc_of(number).filter(|doc| self.evaluation.lists(*doc))?;
        let tier = match self.order {
            // These places are there even if the person is not found any more.
            Order::Name => usize::from(self.evaluation.view().named(&RoaringBitmap::from_iter([doc])).is_empty()),
            Order::Nearest
            | Order::Oldest
            | Order::NameDown
            | Order::Code
            | Order::CodeDown
            | Order::Youngest
            | Order::Eldest
            | Order::Fullest
            | Order::Emptiest
            | Order::City
            | Order::CityDown => 0,
            _ => self.tiers.iter().position(|tier| tier.people.contains(doc))?,
        };
        Some((tier, self.tiers.get(tier)?.key(doc)))
    }

    fn cut(&self, cursor: Cursor, place: Place, size: usize) -> Page {
        match cursor {
            Cursor::After(_) => self.after(Some(place), size),
            Cursor::Before(_) => self.before(place, size),
        }
    }

    /// The page after a place, or the first one.
    fn after(&self, place: Option<Place>, size: usize) -> Page {
        let mut docs = Vec::with_capacity(size + 1);
        let (first, key) = place.map_or((0, None), |(tier, key)| (tier, Some(key)));
        for (number, tier) in self.tiers.iter().enumerate().skip(first) {
            let beyond = key.filter(|_| number == first);
            let wanted = (size + 1).saturating_sub(docs.len());
            docs.extend(tier.after(beyond, wanted));
            if docs.len() > size {
                break;
            }
        }
        let more = docs.len() > size;
        docs.truncate(size);
        self.page(docs, place.is_some(), more)
    }

    /// The page before a place.
    fn before(&self, (last, key): Place, size: usize) -> Page {
        let mut docs = Vec::with_capacity(size + 1);
        for (number, tier) in self.tiers.iter().enumerate().take(last + 1).rev() {
            let beyond = Some(key).filter(|_| number == last);
            let wanted = (size + 1).saturating_sub(docs.len());
            docs.extend(tier.before(beyond, wanted));
            if docs.len() > size {
                break;
            }
        }
        let more = docs.len() > size;
        docs.truncate(size);
        docs.reverse();
        let next = last < self.tiers.len();
        self.page(docs, more, next)
    }

    fn page(&self, docs: Vec<Doc>, previous: bool, next: bool) -> Page {
        let number = |doc: Option<&Doc>| doc.map(|doc| self.cursor_number(*doc));
        let previous = number(docs.first()).filter(|_| previous).map(Cursor::Before);
        let next = number(docs.last()).filter(|_| next).map(Cursor::After);
        Page { docs, previous, next, lost: false }
    }

    fn cursor_number(&self, doc: Doc) -> i64 {
        let view = self.evaluation.view();
        if self.order == Order::Newest { view.id(doc) } else { view.person_id(doc) }
    }
}

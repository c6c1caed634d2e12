//! The search index: everything that can be searched of every person, in memory.
//!
//! It is derived from the answers in the database and can be made again at any time. `docs/search.md` says why it is
//! built so, what it costs and what was measured.

mod charts;
mod choices;
mod codes;
mod columns;
mod dictionary;
mod entry;
mod evaluate;
mod holders;
mod index;
mod labels;
mod names;
mod paging;
mod search;
mod shared;
mod snapshot;
mod tier;
mod view;

pub use self::{
    choices::ChoiceFigures,
    entry::{PersonEntry, ProfileEntry},
    index::Index,
    labels::Label,
    search::{Condition, Found, Search},
    shared::{ChangePosition, Progress, SearchIndex},
};

use std::sync::{Arc, PoisonError};

use chrono::NaiveDate;
use roaring::RoaringBitmap;

use self::{evaluate::Evaluation, view::View};
use crate::domain::{
    search::{
        attribute::{Attribute, Flag},
        list::SearchList,
        page::FacetCounts,
    },
    visibility::Audience,
};

impl Index {
    /// Runs a search, on this day.
    #[must_use]
    pub fn search(&self, search: &Search, today: NaiveDate) -> Found {
        let evaluation = Evaluation::new(View::new(self, search.list, search.audience), search, today);
        let page = paging::page(&evaluation, search);
        let view = evaluation.view();
        Found {
            ids: page.docs.iter().map(|doc| view.id(*doc)).collect(),
            total: evaluation.found.len(),
            previous: page.previous,
            next: page.next,
            lost: page.lost,
            loosen: if evaluation.found.is_empty() { evaluation.loosen() } else { Vec::new() },
            counts: self.counts(&evaluation, search),
        }
    }

    /// Everyone a search finds on this day, by `people.id`, the lowest first: a million take eight megabytes.
    #[must_use]
    pub fn people_found(&self, search: &Search, today: NaiveDate) -> Vec<i64> {
        let evaluation = Evaluation::new(View::new(self, search.list, search.audience), search, today);
        let view = evaluation.view();
        let mut people: Vec<i64> = evaluation.found.iter().map(|doc| view.person_id(doc)).collect();
        people.sort_unstable();
        people
    }

    /// Everyone a search finds on this day, by `people.id`, in the order of the list.
    #[must_use]
    pub fn people_in_order(&self, search: &Search, today: NaiveDate) -> Vec<i64> {
        let evaluation = Evaluation::new(View::new(self, search.list, search.audience), search, today);
        let view = evaluation.view();
        paging::everyone(&evaluation, search).into_iter().map(|doc| view.person_id(doc)).collect()
    }

    fn counts(&self, evaluation: &Evaluation<'_>, search: &Search) -> FacetCounts {
        if !search.counted {
            return FacetCounts::default();
        }
        if !search.conditions.is_empty() {
            return evaluation.counts();
        }
        let mut known = self.counts_of_everyone.lock().unwrap_or_else(PoisonError::into_inner);
        known.entry((search.list, search.audience)).or_insert_with(|| evaluation.counts()).clone()
    }

    /// People a flag is so of.
    fn flag(&self, flag: Flag) -> RoaringBitmap {
        match flag {
            Flag::Minor => self.minors.clone(),
            Flag::Waiting => &self.minors - &self.flag(Flag::Approved),
            stored => self.flags.get(&stored).cloned().unwrap_or_default(),
        }
    }

    /// How many people an audience may find on a list, and in how many cities they live.
    #[must_use]
    pub fn figures(&self, list: SearchList, audience: Audience) -> (u64, u64) {
        let mut known = self.figures.lock().unwrap_or_else(PoisonError::into_inner);
        *known.entry((list, audience)).or_insert_with(|| {
            let view = View::new(self, list, audience);
            let everyone = view.everyone();
            (everyone.len(), view.count_cities(&everyone))
        })
    }

    /// Counts everyone on a list by the keys of one attribute, and by groups of them.
    #[must_use]
    pub fn choices(
        &self,
        list: SearchList,
        audience: Audience,
        attribute: Attribute,
        groups: &[Vec<String>],
    ) -> Arc<ChoiceFigures> {
        self.choices.get_or_count((list, audience, attribute), groups, || {
            let view = View::new(self, list, audience);
            let everyone = view.everyone();
            let keys = view.count_keys(&[attribute], &everyone).into_iter().flat_map(|(_, keys)| keys).collect();
            ChoiceFigures { keys, groups: view.count_groups(attribute, groups, &everyone) }
        })
    }
}

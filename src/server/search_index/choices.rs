//! How many people on a list chose what: the figures of landing pages.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, PoisonError},
};

use super::{index::Index, view::View};
use crate::domain::{
    search::{attribute::Attribute, list::SearchList},
    visibility::Audience,
};

/// The people of a list by their keys of one attribute, as far as the audience may know.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChoiceFigures {
    /// How many have each key; a key of no one is left out.
    pub keys: BTreeMap<String, u64>,
    /// How many have at least one key of each group that was asked for.
    pub groups: Vec<u64>,
}

/// Keys of one attribute, in groups.
type Groups = Vec<Vec<String>>;

/// What figures are of.
type Place = (SearchList, Audience, Attribute);

/// The figures asked for since the last change, with the groups they were asked for.
#[derive(Debug, Default)]
pub struct KnownChoices(Mutex<HashMap<Place, (Groups, Arc<ChoiceFigures>)>>);

impl KnownChoices {
    /// Forgets them: people changed.
    pub fn clear(&mut self) {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl Index {
    /// Counts everyone on a list by the keys of one attribute, and by groups of them.
    #[must_use]
    pub fn choices(
        &self,
        list: SearchList,
        audience: Audience,
        attribute: Attribute,
        groups: &[Vec<String>],
    ) -> Arc<ChoiceFigures> {
        let mut known = self.choices.0.lock().unwrap_or_else(PoisonError::into_inner);
        let place = (list, audience, attribute);
        if let Some((_, figures)) = known.get(&place).filter(|(asked, _)| asked == groups) {
            return figures.clone();
        }
        let view = View::new(self, list, audience);
        let everyone = view.everyone();
        let keys = view.count_keys(&[attribute], &everyone).into_iter().flat_map(|(_, keys)| keys).collect();
        let figures = Arc::new(ChoiceFigures { keys, groups: view.count_groups(attribute, groups, &everyone) });
        known.insert(place, (groups.to_vec(), figures.clone()));
        figures
    }
}

//! The lists of people, each a configuration of the one search.

use crate::domain::{keyed, module::Module};

keyed! {
    /// A list of people that can be searched.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum SearchList {
        /// `/talents`: people with a main profile.
        Directory = "directory",
        /// `/cinema/talents`: people with a CINEMA profile.
        Casting = "casting",
        /// The administrators' table: everyone, suspended people too.
        Desk = "desk",
    }
}

impl SearchList {
    /// The module whose profiles are listed; the desk lists people of either.
    #[must_use]
    pub const fn module(self) -> Option<Module> {
        match self {
            Self::Directory => Some(Module::Main),
            Self::Casting => Some(Module::Cinema),
            Self::Desk => None,
        }
    }

    /// People on a page.
    #[must_use]
    pub const fn page_size(self) -> usize {
        match self {
            Self::Directory | Self::Casting => 24,
            Self::Desk => 50,
        }
    }
}

keyed! {
    /// The order of a list, as addresses name it.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Order {
        /// The newest profiles first.
        Newest = "newest",
        /// Last names first; people whose name is hidden come after the others, by code.
        Name = "name",
        /// The best match for the words first: names over trades over other texts.
        Best = "best",
        /// The nearest to the city first; needs a city with a radius.
        Nearest = "nearest",
        /// People with a photo first.
        Photo = "photo",
        /// The first registered first; of the administrators' table, like the following ones.
        Oldest = "oldest",
        /// Last names last; the reverse of [`Order::Name`].
        NameDown = "name_down",
        /// By primary code.
        Code = "code",
        CodeDown = "code_down",
        Youngest = "youngest",
        Eldest = "eldest",
        /// The fullest main profiles first; people without one come last in both directions.
        Fullest = "fullest",
        Emptiest = "emptiest",
        /// By the name of the city, then the newest; people without a city come last in both directions.
        City = "city",
        CityDown = "city_down",
    }
}

//! The columns of the administrators' table of people.

use super::keyed;

keyed! {
    /// A column that each administrator shows or hides, in the order of the table. Name and code stand before them, always.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub enum DeskColumn {
        Email = "email",
        /// With the flag of the country.
        City = "city",
        Country = "country",
        /// In years.
        Age = "age",
        BirthDate = "birth_date",
        Gender = "gender",
        /// Which profiles the person has.
        Module = "module",
        /// Of the main profile, in percent.
        Completeness = "completeness",
        Availability = "availability",
        WorkMode = "work_mode",
        Photo = "photo",
        Cv = "cv",
        /// Which audience the main profile is for.
        MainVisibility = "main_visibility",
        /// The same of the CINEMA profile.
        CinemaVisibility = "cinema_visibility",
        /// In which the site writes to the person.
        Language = "language",
        /// Of the account.
        State = "state",
        Registered = "registered",
        /// The last day on which the account was used, in UTC.
        LastSeen = "last_seen",
    }
}

impl DeskColumn {
    /// What an administrator sees who has chosen nothing.
    pub const USUAL: [Self; 5] = [Self::Email, Self::City, Self::Age, Self::Module, Self::Registered];

    /// Whether its values are known for what they are without its head.
    #[must_use]
    pub const fn says_itself(self) -> bool {
        matches!(self, Self::Email | Self::City)
    }

    /// Reads what was stored, in the order of the table. What there is no more is left out.
    #[must_use]
    pub fn read(stored: Option<&str>) -> Vec<Self> {
        let Some(stored) = stored else { return Self::USUAL.to_vec() };
        Self::among(stored.split(','))
    }

    /// The columns with these keys, each once, in the order of the table.
    #[must_use]
    pub fn among<'a>(keys: impl IntoIterator<Item = &'a str>) -> Vec<Self> {
        let mut columns: Vec<Self> = keys.into_iter().filter_map(Self::from_key).collect();
        columns.sort_unstable();
        columns.dedup();
        columns
    }

    /// As [`DeskColumn::read`] reads it back; none for what everyone sees anyway.
    #[must_use]
    pub fn stored(columns: &[Self]) -> Option<String> {
        let keys: Vec<&str> = columns.iter().map(|column| column.key()).collect();
        (columns != Self::USUAL).then(|| keys.join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_read_as_they_were_stored_in_the_order_of_the_table() {
        for chosen in [&DeskColumn::ALL[..], &[], &[DeskColumn::Email], &DeskColumn::USUAL] {
            assert_eq!(DeskColumn::read(DeskColumn::stored(chosen).as_deref()), chosen);
        }
        assert_eq!(DeskColumn::stored(&DeskColumn::USUAL), None);
        let mixed = DeskColumn::read(Some("registered,moon,email,registered"));
        assert_eq!(mixed, [DeskColumn::Email, DeskColumn::Registered]);
    }
}

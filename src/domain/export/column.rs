//! The columns of exports: the fields of the catalogue, and what is made of them.

use crate::domain::{
    fields::{Composite, FIELDS, Field, FieldId, Kind, Sensitivity, field},
    keyed,
    module::Module,
    registration::fields as f,
    visibility::{Audience, Shown, Switches, shown},
};

keyed! {
    /// Which answers the columns come from. It decides no rows: those are the people who were chosen.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum ExportList {
        Main = "main",
        Cinema = "cinema",
        Both = "both",
    }
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// The answer to a field.
    Field(FieldId),
    /// The part of an answer that this input asks.
    Part(FieldId, &'static str),
    /// Whom a profile is for.
    VisibilityOf(Module),
    /// The primary code.
    Code,
    /// The name others read, and the one in Arabic letters.
    FullName,
    /// In years.
    Age,
    /// How complete the main profile is, in percent.
    Completeness,
    /// The day of registration.
    Registered,
    /// Empty, to write in.
    Observations,
}

/// The CINEMA list, as casting directors read it.
const CINEMA: [Column; 11] = [
    Column::Code,
    Column::FullName,
    Column::Age,
    Column::Field(FieldId::Gender),
    Column::Field(FieldId::Phone),
    Column::Field(FieldId::Whatsapp),
    Column::Part(FieldId::Residence, f::RESIDENCE_CITY),
    Column::Field(FieldId::TalentTypes),
    Column::Field(FieldId::Height),
    Column::Field(FieldId::Languages),
    Column::Observations,
];

/// What is no answer, with its position among those of the catalogue; without one it stands behind them.
const MADE: [(Column, Option<u16>); 6] = [
    (Column::Code, Some(10)),
    (Column::FullName, Some(15)),
    (Column::Age, None),
    (Column::Completeness, Some(130)),
    (Column::Registered, Some(160)),
    (Column::Observations, None),
];

impl ExportList {
    /// Every column that can be ticked, in the order of the file.
    #[must_use]
    pub fn columns(self) -> Vec<Column> {
        let asked = |field: &&Field| match self {
            Self::Main => field.is_asked_by(Module::Main),
            Self::Cinema => field.is_asked_by(Module::Cinema),
            Self::Both => true,
        };
        let answers = FIELDS.iter().filter(asked).flat_map(|field| {
            let columns = columns_of(field).into_iter().filter(|column| self.has(*column));
            columns.map(|column| (column, field.export))
        });
        // The completeness is the main profile's.
        let made = MADE.into_iter().filter(|(column, _)| self != Self::Cinema || *column != Column::Completeness);
        let mut all: Vec<(Column, Option<u16>)> = made.chain(answers).collect();
        all.sort_by_key(|(column, position)| match self {
            _ if *column == Column::Observations => usize::MAX,
            Self::Cinema => CINEMA.iter().position(|listed| listed == column).unwrap_or(CINEMA.len()),
            Self::Main | Self::Both => position.map_or(usize::MAX - 1, usize::from),
        });
        all.into_iter().map(|(column, _)| column).collect()
    }

    /// The columns that are ticked before anything is chosen: those of the list that are not sensitive.
    #[must_use]
    pub fn usual_columns(self) -> Vec<Column> {
        let is_usual = |column: &Column| match self {
            Self::Cinema => CINEMA.contains(column),
            Self::Main | Self::Both => column.is_usual(),
        };
        self.columns().into_iter().filter(|column| is_usual(column) && !column.is_sensitive()).collect()
    }

    /// The columns of a file that a program asks for: those of the main list. Without `private`, those
    /// that every member sees of everyone, and the name that others read in the place of the civil ones.
    #[must_use]
    pub fn columns_of_programs(private: bool) -> Vec<Column> {
        let mut columns = Self::Main.columns();
        columns.retain(|column| match private {
            true => column.is_usual(),
            false => *column == Column::FullName || (column.is_usual() && column.is_for_members()),
        });
        columns
    }

    /// The columns with these keys, in the order of the file, each once.
    #[must_use]
    pub fn among<'a>(self, keys: impl Iterator<Item = &'a str>) -> Vec<Column> {
        let keys: Vec<&str> = keys.collect();
        self.columns().into_iter().filter(|column| keys.contains(&column.key())).collect()
    }

    fn has(self, column: Column) -> bool {
        match (self, column) {
            (Self::Main, Column::VisibilityOf(module)) => module == Module::Main,
            (Self::Cinema, Column::VisibilityOf(module)) => module == Module::Cinema,
            _ => true,
        }
    }
}

impl Column {
    /// Its name in forms and templates, and in the audit log.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Field(id) => field(*id).map_or("", |field| field.name),
            Self::Part(_, input) => input,
            Self::VisibilityOf(Module::Main) => "main_visibility",
            Self::VisibilityOf(Module::Cinema) => "cinema_visibility",
            Self::Code => "code",
            Self::FullName => "full_name",
            Self::Age => "age",
            Self::Completeness => "completeness",
            Self::Registered => "registered",
            Self::Observations => "observations",
        }
    }

    /// The field it shows the answer to.
    #[must_use]
    pub fn field(&self) -> Option<&'static Field> {
        match self {
            Self::Field(id) | Self::Part(id, _) => field(*id),
            Self::VisibilityOf(_) => field(FieldId::Visibility),
            Self::Code | Self::FullName | Self::Age | Self::Completeness | Self::Registered | Self::Observations => {
                None
            }
        }
    }

    /// Whether it leaves the site only for a stated purpose.
    #[must_use]
    pub fn is_sensitive(&self) -> bool {
        self.field().is_some_and(|field| field.sensitivity == Sensitivity::Sensitive)
    }

    /// Whether every member sees it of everyone, whatever the person chose.
    #[must_use]
    pub fn is_for_members(&self) -> bool {
        match self {
            Self::Code | Self::FullName | Self::Age | Self::Registered | Self::Observations => true,
            Self::Completeness | Self::VisibilityOf(_) => false,
            Self::Field(_) | Self::Part(..) => self.field().is_some_and(|field| {
                // What another name stands for is seen of some people only.
                let is_seen = shown(field.seen, Audience::SignedIn, Switches::default()) == Shown::Fully;
                is_seen && field.stand_ins().next().is_none()
            }),
        }
    }

    /// Whether the main list has it without being asked: what has a position, but not the full name beside the names it
    /// is made of.
    fn is_usual(&self) -> bool {
        self.position().is_some() && *self != Self::FullName
    }

    fn position(&self) -> Option<u16> {
        match self.field() {
            Some(field) => field.export,
            None => MADE.iter().find(|(column, _)| column == self).and_then(|(_, position)| *position),
        }
    }
}

/// The columns of a field; none of one that administrators never see, or that is no stored answer.
fn columns_of(field: &Field) -> Vec<Column> {
    // No switch counts for administrators. What they see masked is exported masked.
    let is_hidden = shown(field.seen, Audience::Administrator, Switches::default()) == Shown::Hidden;
    if field.columns.is_empty() || is_hidden {
        return Vec::new();
    }
    match field.kind {
        Kind::Composite(Composite::Residence) => {
            [f::RESIDENCE_COUNTRY, f::RESIDENCE_CITY].map(|input| Column::Part(field.id, input)).to_vec()
        }
        Kind::Composite(Composite::Guardian) => {
            [f::GUARDIAN_NAME, f::GUARDIAN_PHONE].map(|input| Column::Part(field.id, input)).to_vec()
        }
        Kind::Composite(Composite::PlayingAges) => {
            field.inputs.iter().map(|input| Column::Part(field.id, input)).collect()
        }
        Kind::Composite(Composite::Visibility) => Module::ALL.map(Column::VisibilityOf).to_vec(),
        _ => vec![Column::Field(field.id)],
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::domain::export::MOST_PDF_COLUMNS;

    fn keys(columns: &[Column]) -> Vec<&'static str> {
        columns.iter().map(Column::key).collect()
    }

    #[test]
    fn the_lists_begin_as_offices_know_them() {
        assert_eq!(
            keys(&ExportList::Main.columns())[..19],
            [
                "code",
                "full_name",
                "first_name",
                "last_name",
                "stage_name",
                "name_ar",
                "email",
                "phone",
                "whatsapp",
                "residence_country",
                "residence_city",
                "gender",
                "talents",
                "availability",
                "work_mode",
                "completeness",
                "cv",
                "portfolio_url",
                "registered",
            ]
        );
        assert_eq!(keys(&ExportList::Both.columns())[..3], ["code", "full_name", "first_name"]);
        assert_eq!(ExportList::Cinema.columns()[..10], CINEMA[..10]);
        assert_eq!(ExportList::Cinema.columns().last(), Some(&Column::Observations));
    }

    #[test]
    fn nothing_sensitive_is_ticked_before() {
        for list in ExportList::ALL {
            let usual = list.usual_columns();
            assert!(usual.contains(&Column::Code) && !usual.iter().any(Column::is_sensitive), "{list:?}");
        }
        let main = keys(&ExportList::Main.usual_columns());
        assert_eq!(main[..2], ["code", "first_name"], "the full name is made of names that are there");
        assert!(keys(&ExportList::Cinema.usual_columns()).ends_with(&["languages", "observations"]));
    }

    #[test]
    fn every_column_has_a_key_of_its_own_and_is_read_back() {
        for list in ExportList::ALL {
            let all = list.columns();
            let distinct: HashSet<&str> = keys(&all).into_iter().collect();
            assert_eq!(distinct.len(), all.len(), "{list:?}");
            assert!(!distinct.contains(""), "{list:?}");
            assert_eq!(list.among(keys(&all).into_iter().rev().chain(["password"])), all);
        }
    }

    #[test]
    fn programs_get_private_columns_only_when_they_may() {
        let open = ExportList::columns_of_programs(false);
        let hidden = ["first_name", "last_name", "email", "phone", "whatsapp", "completeness", "cv", "portfolio_url"];
        assert!(hidden.iter().all(|key| !keys(&open).contains(key)), "{:?}", keys(&open));
        for key in ["code", "full_name", "gender", "residence_country", "residence_city", "talents", "registered"] {
            assert!(keys(&open).contains(&key), "{key}");
        }
        assert_eq!(keys(&open)[..2], ["code", "full_name"]);
        let all = ExportList::columns_of_programs(true);
        assert!(!all.contains(&Column::FullName));
        assert!(["first_name", "email", "phone"].iter().all(|key| keys(&all).contains(key)));
        // With the one to write in they fit on a page.
        assert!(open.len() < MOST_PDF_COLUMNS && all.len() < MOST_PDF_COLUMNS, "{}", all.len());
    }

    #[test]
    fn no_secret_is_a_column() {
        for hidden in [FieldId::Password, FieldId::AcceptTerms, FieldId::AcceptPrivacy] {
            assert!(!ExportList::Both.columns().iter().any(|column| column.field().is_some_and(|f| f.id == hidden)));
        }
        for sensitive in [FieldId::DateOfBirth, FieldId::Documents, FieldId::Email, FieldId::Address, FieldId::Guardian]
        {
            let column = ExportList::Both.columns().into_iter().find(|c| c.field().is_some_and(|f| f.id == sensitive));
            assert!(column.is_some_and(|column| column.is_sensitive()), "{sensitive:?}");
        }
    }
}

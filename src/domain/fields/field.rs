//! A row of the catalogue.

use super::{Composite, FIELDS, FieldId, Kind, Section, Step};
use crate::domain::{
    module::Module,
    registration::cinema::fields::NETWORKS as CINEMA_NETWORKS,
    visibility::{self, Audience, Switches},
};

/// The table (and what belongs to its rows) that stores a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Owner {
    Account,
    /// One value whichever form asks it.
    Person,
    MainProfile,
    CinemaProfile,
    /// Each profile has a value of its own.
    EachProfile,
}

/// Whether a form insists on an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Required {
    No,
    /// Wherever it is asked.
    Yes,
    /// In the CINEMA form alone.
    Cinema,
}

/// What must be given to see a field leave the site in an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sensitivity {
    Ordinary,
    /// Contacts, birth date, documents, origins: exported only for a stated purpose.
    Sensitive,
}

/// A field of a person, of an account or of a profile.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    pub id: FieldId,
    /// Its name in forms, addresses, « my data », exports and REST. Of several inputs, the one that stands for all.
    pub name: &'static str,
    /// Every input a form sends for it, in their order; a file has none.
    pub inputs: &'static [&'static str],
    pub kind: Kind,
    pub owner: Owner,
    /// Columns that store it, as `table.column`. Names that end in `_encrypted` hold ciphertext.
    pub columns: &'static [&'static str],
    /// The step of the main form that asks it.
    pub main: Option<Step>,
    /// The section of the CINEMA form that asks it.
    pub cinema: Option<Section>,
    pub required: Required,
    /// The row of the visibility table that governs it.
    pub seen: visibility::VisibilityField,
    /// Whether the head of a profile shows it, apart from the other facts.
    pub in_heading: bool,
    /// Fields in whose place others see this one, once it is answered: they are then private.
    pub stands_for: &'static [FieldId],
    /// Whether the free search reads it.
    pub searched: bool,
    pub sensitivity: Sensitivity,
    /// Position in exports, from 1; `None` is exported only on request.
    pub export: Option<u16>,
}

impl Field {
    /// A field of one input that carries its own name, stored in one column, asked by no form yet.
    pub(super) const fn new(
        id: FieldId,
        input: &'static [&'static str],
        kind: Kind,
        owner: Owner,
        columns: &'static [&'static str],
        seen: visibility::VisibilityField,
    ) -> Self {
        let name = match input {
            [.., last] => last,
            [] => "",
        };
        Self {
            id,
            name,
            inputs: input,
            kind,
            owner,
            columns,
            main: None,
            cinema: None,
            required: Required::No,
            seen,
            in_heading: false,
            stands_for: &[],
            searched: false,
            sensitivity: Sensitivity::Ordinary,
            export: None,
        }
    }

    /// Named otherwise than its last input.
    pub(super) const fn named(mut self, name: &'static str) -> Self {
        self.name = name;
        self
    }

    /// Asked by a step of the main form.
    pub(super) const fn main(mut self, step: Step) -> Self {
        self.main = Some(step);
        self
    }

    /// Asked by a section of the CINEMA form.
    pub(super) const fn cinema(mut self, section: Section) -> Self {
        self.cinema = Some(section);
        self
    }

    /// Required wherever it is asked.
    pub(super) const fn required(mut self) -> Self {
        self.required = Required::Yes;
        self
    }

    /// Required by the CINEMA form alone.
    pub(super) const fn required_by_cinema(mut self) -> Self {
        self.required = Required::Cinema;
        self
    }

    /// Shown at the head of a profile.
    pub(super) const fn in_heading(mut self) -> Self {
        self.in_heading = true;
        self
    }

    /// Read by the free search.
    pub(super) const fn searched(mut self) -> Self {
        self.searched = true;
        self
    }

    /// Exported only for a stated purpose.
    pub(super) const fn sensitive(mut self) -> Self {
        self.sensitivity = Sensitivity::Sensitive;
        self
    }

    /// Exported at this position.
    pub(super) const fn export(mut self, position: u16) -> Self {
        self.export = Some(position);
        self
    }

    /// Whether other members can see it, if the person's switches allow that.
    #[must_use]
    pub fn is_public(&self) -> bool {
        let everything = Switches { show_name_photo: true, show_links: true, show_origins: true };
        visibility::may_see(self.seen, Audience::SignedIn, everything)
    }

    /// The fields that stand for this one where they are answered.
    pub fn stand_ins(&self) -> impl Iterator<Item = &'static Self> + use<> {
        let id = self.id;
        FIELDS.iter().filter(move |field| field.stands_for.contains(&id))
    }

    /// Whether the form of a module asks it.
    #[must_use]
    pub const fn is_asked_by(&self, module: Module) -> bool {
        match module {
            Module::Main => self.main.is_some(),
            Module::Cinema => self.cinema.is_some(),
        }
    }

    /// Whether the form of a module insists on an answer.
    #[must_use]
    pub const fn is_required(&self, module: Module) -> bool {
        match self.required {
            Required::No => false,
            Required::Yes => true,
            Required::Cinema => matches!(module, Module::Cinema),
        }
    }

    /// Whether a table stores it, or a part of it.
    #[must_use]
    pub fn is_stored_in(&self, table: &str) -> bool {
        self.columns.iter().any(|column| column.split_once('.').is_some_and(|(of, _)| of == table))
    }

    /// Whether it is one stored value whichever form asks it: of a person, and the CINEMA form's document, whose number
    /// is the person's.
    #[must_use]
    pub fn is_of_person(&self) -> bool {
        self.owner == Owner::Person || self.id == FieldId::CinemaDocument
    }

    /// The inputs that the form of a module sends for it.
    #[must_use]
    pub const fn inputs_of(&self, module: Module) -> &'static [&'static str] {
        match (self.kind, module) {
            // The CINEMA form asks fewer networks.
            (Kind::Composite(Composite::Networks), Module::Cinema) => &CINEMA_NETWORKS,
            _ => self.inputs,
        }
    }
}

/// The row of a field; `None` only for an id without one, which a test excludes.
#[must_use]
pub fn field(id: FieldId) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.id == id)
}

/// The row of the field that a form sends this input for, or that bears this name.
#[must_use]
pub fn field_of_input(input: &str) -> Option<&'static Field> {
    FIELDS
        .iter()
        .find(|field| field.inputs.contains(&input))
        .or_else(|| FIELDS.iter().find(|field| field.name == input))
}

/// The columns of every field that a row of the visibility table covers.
pub fn columns_seen_as(seen: visibility::VisibilityField) -> impl Iterator<Item = &'static str> {
    FIELDS.iter().filter(move |field| field.seen == seen).flat_map(|field| field.columns).copied()
}

/// Every column that a row of the visibility table covers.
pub fn columns_of(row: &visibility::VisibilityRow) -> impl Iterator<Item = &'static str> + use<> {
    columns_seen_as(row.field).chain(row.other_columns.iter().copied())
}

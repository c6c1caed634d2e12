//! Checked and stored answers.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::FieldId;
use crate::domain::registration::{Guardian, IdentityDocument, Residence, SocialLink, cinema::Production};

/// An answer to a field, typed by the field's kind.
#[derive(Clone, PartialEq, Eq)]
pub enum Value {
    /// Text, the key of a term, a country code, a telephone number (E.164) or a web address.
    Text(String),
    Date(NaiveDate),
    Number(i64),
    Flag(bool),
    /// Keys of terms, names of files.
    Keys(Vec<String>),
    Residence(Residence),
    Guardian(Guardian),
    Documents(Vec<IdentityDocument>),
    Links(Vec<SocialLink>),
    /// Youngest and oldest age.
    Ages(Option<i64>, Option<i64>),
    Productions(Vec<Production>),
}

/// Answers are private: a log shows that there is one, not what it says.
impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Value(…)")
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl Value {
    /// The text, of a value that is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number, of a value that is one.
    #[must_use]
    pub const fn number(&self) -> Option<i64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The day, of a value that is one.
    #[must_use]
    pub const fn date(&self) -> Option<NaiveDate> {
        match self {
            Self::Date(date) => Some(*date),
            _ => None,
        }
    }

    /// Whether it is a switch that is on.
    #[must_use]
    pub const fn is_on(&self) -> bool {
        matches!(self, Self::Flag(true))
    }

    /// The keys, of a value that has some.
    #[must_use]
    pub fn keys(&self) -> &[String] {
        match self {
            Self::Keys(keys) => keys,
            _ => &[],
        }
    }

    /// The ages, of a value that has some.
    #[must_use]
    pub const fn ages(&self) -> (Option<i64>, Option<i64>) {
        match self {
            Self::Ages(youngest, oldest) => (*youngest, *oldest),
            _ => (None, None),
        }
    }

    /// The documents, of a value that has some.
    #[must_use]
    pub fn documents(&self) -> &[IdentityDocument] {
        match self {
            Self::Documents(documents) => documents,
            _ => &[],
        }
    }

    /// The links, of a value that has some.
    #[must_use]
    pub fn links(&self) -> &[SocialLink] {
        match self {
            Self::Links(links) => links,
            _ => &[],
        }
    }

    /// The productions, of a value that has some.
    #[must_use]
    pub fn productions(&self) -> &[Production] {
        match self {
            Self::Productions(productions) => productions,
            _ => &[],
        }
    }
}

/// Answers to some fields. A field that was asked and left empty is there with `None`; one that was not asked is
/// absent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers(BTreeMap<FieldId, Option<Value>>);

impl Answers {
    /// Adds the answer to a field, `None` for an empty one.
    pub fn put(&mut self, id: FieldId, value: Option<Value>) {
        self.0.insert(id, value);
    }

    /// Adds a value as the answer to a field.
    #[must_use]
    pub fn with(mut self, id: FieldId, value: impl Into<Value>) -> Self {
        self.put(id, Some(value.into()));
        self
    }

    /// Every answer, in the order of the catalogue.
    pub fn iter(&self) -> impl Iterator<Item = (FieldId, Option<&Value>)> {
        self.0.iter().map(|(id, value)| (*id, value.as_ref()))
    }

    /// Adds the answers to other fields.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Whether the field was asked.
    #[must_use]
    pub fn has(&self, id: FieldId) -> bool {
        self.0.contains_key(&id)
    }

    /// The answer to a field, if there is one.
    #[must_use]
    pub fn get(&self, id: FieldId) -> Option<&Value> {
        self.0.get(&id)?.as_ref()
    }

    /// The text of an answer.
    #[must_use]
    pub fn text(&self, id: FieldId) -> Option<&str> {
        self.get(id)?.text()
    }

    /// The keys of an answer.
    #[must_use]
    pub fn keys(&self, id: FieldId) -> &[String] {
        self.get(id).map_or(&[], Value::keys)
    }

    /// Whether a switch is on.
    #[must_use]
    pub fn is_on(&self, id: FieldId) -> bool {
        self.get(id).is_some_and(Value::is_on)
    }

    /// Country and city of residence.
    #[must_use]
    pub fn residence(&self) -> Option<&Residence> {
        match self.get(FieldId::Residence)? {
            Value::Residence(residence) => Some(residence),
            _ => None,
        }
    }

    /// A minor's guardian.
    #[must_use]
    pub fn guardian(&self) -> Option<&Guardian> {
        match self.get(FieldId::Guardian)? {
            Value::Guardian(guardian) => Some(guardian),
            _ => None,
        }
    }
}

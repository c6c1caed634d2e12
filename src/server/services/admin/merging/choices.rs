//! Which answers of two people differ, so that one of each is chosen, and what is not a matter of choice.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::sides::MergedPerson;
use crate::domain::{
    access::Role,
    age::is_minor,
    fields::{FIELDS, Field, FieldId, Kind, Owner, Value, field},
    files::{FileKind, photo::MOST_IN_GALLERY},
    module::Module,
    registration::{DOCUMENT_FIELDS, FormValues, SocialLink, comparable_number, fields as f},
    unique_code::UniqueCode,
    visibility::Visibility,
};

/// Amounts and their currency are one answer.
const RATES: [FieldId; 2] = [FieldId::MonthlyRate, FieldId::RateCurrency];
/// Who sees what: of two choices the stricter one counts, because people open for themselves only.
pub const SWITCHES: [FieldId; 3] = [FieldId::ShowNamePhoto, FieldId::ShowLinks, FieldId::ShowOrigins];

/// The name of the input that says of which of the two people an answer is taken begins so.
const FROM: &str = "from_";
const OTHER: &str = "other";
const KEPT: &str = "kept";

/// An answer to be chosen.
#[derive(Debug, Clone, Copy)]
pub struct MergedField {
    pub field: &'static Field,
    /// Fields that go with it.
    pub with: &'static [FieldId],
}

impl MergedField {
    fn new(field: &'static Field) -> Self {
        let with: &'static [FieldId] = if field.id == FieldId::HourlyRate { &RATES } else { &[] };
        Self { field, with }
    }

    /// It and the fields that go with it.
    pub fn ids(&self) -> impl Iterator<Item = FieldId> {
        std::iter::once(self.field.id).chain(self.with.iter().copied())
    }

    /// The name of its inputs.
    #[must_use]
    pub fn input(&self) -> String {
        format!("{FROM}{}", self.field.name)
    }
}

/// What was asked for: two codes, the state of both people that was shown, and the choices.
#[derive(Debug, Clone, Default)]
pub struct MergeQuery {
    /// The first keeps its code as the primary one.
    pub codes: Vec<String>,
    /// The fingerprint of what was compared; empty at first.
    pub base: String,
    chosen: BTreeMap<String, bool>,
}

impl MergeQuery {
    /// Reads an address or a form.
    #[must_use]
    pub fn read(values: &FormValues) -> Self {
        let typed = values.all("code").iter().map(|code| code.trim().to_owned());
        let codes: Vec<String> = typed.filter(|code| !code.is_empty()).collect();
        let name = |field: &Field| format!("{FROM}{}", field.name);
        let chosen = FIELDS
            .iter()
            .filter(|field| values.has(&name(field)))
            .map(|field| (field.name.to_owned(), values.first(&name(field)) == OTHER))
            .collect();
        Self { codes, base: values.trimmed("base").to_owned(), chosen }
    }

    /// The same choices about people with these codes in this state.
    #[must_use]
    pub fn about(self, codes: Vec<String>, base: String) -> Self {
        Self { codes, base, ..self }
    }

    /// The two codes; `None` unless there are two that are shaped like codes.
    #[must_use]
    pub fn pair(&self) -> Option<(UniqueCode, UniqueCode)> {
        match self.codes.as_slice() {
            [kept, other] => Some((kept.parse().ok()?, other.parse().ok()?)),
            _ => None,
        }
    }

    /// Whether the answer of the other person is taken.
    #[must_use]
    pub fn takes(&self, choice: &MergedField, kept: &MergedPerson, other: &MergedPerson) -> bool {
        self.chosen.get(choice.field.name).copied().unwrap_or_else(|| by_default(choice, kept, other))
    }

    /// What forms and addresses carry of it, beside the names of inputs that are shown.
    #[must_use]
    pub fn hidden(&self) -> Vec<(String, String)> {
        let codes = self.codes.iter().map(|code| ("code".to_owned(), code.clone()));
        let base = (!self.base.is_empty()).then(|| ("base".to_owned(), self.base.clone()));
        codes.chain(base).collect()
    }

    /// The choices, as inputs carry them.
    #[must_use]
    pub fn choices(&self) -> Vec<(String, String)> {
        let value = |other: bool| if other { OTHER } else { KEPT };
        self.chosen.iter().map(|(name, other)| (format!("{FROM}{name}"), value(*other).to_owned())).collect()
    }

    /// The address of a page about the same two people, with the choices.
    #[must_use]
    pub fn address(&self, page: &str, further: &[(&str, &str)]) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(self.hidden()).extend_pairs(self.choices()).extend_pairs(further);
        format!("{page}?{}", query.finish())
    }

    /// The same with the codes in the other order and without choices.
    #[must_use]
    pub fn the_other_way_round(&self) -> Self {
        Self { codes: self.codes.iter().rev().cloned().collect(), ..Self::default() }
    }
}

/// The answers in which two people differ and of which the second has one. Where it has none, that of the first stays.
#[must_use]
pub fn differing(kept: &MergedPerson, other: &MergedPerson, today: NaiveDate) -> Vec<MergedField> {
    FIELDS.iter().filter(|field| is_chosen(field, kept, other, today)).map(MergedField::new).collect()
}

fn is_chosen(field: &Field, kept: &MergedPerson, other: &MergedPerson, today: NaiveDate) -> bool {
    if SWITCHES.contains(&field.id) || RATES.contains(&field.id) {
        return false;
    }
    if let Kind::File(kind) = field.kind {
        return kind != FileKind::Gallery && has_profiles(field, kept, other) && other.single_file(kind).is_some();
    }
    match field.id {
        // An administrator's address is the way into everything: it stays.
        FieldId::Email => {
            kept.role == Role::Member.key() && other.has_email() && kept.account.email != other.account.email
        }
        FieldId::Guardian => {
            let minor = |side: &MergedPerson| is_minor(side.person.date_of_birth, today);
            (minor(kept) || minor(other)) && is_another(kept.value(field), other.value(field))
        }
        FieldId::Documents => {
            numbers(other).any(|(kind, number)| numbers(kept).any(|(same, own)| same == kind && own != number))
        }
        FieldId::AllowCvAnalysis | FieldId::Gallery => false,
        FieldId::HourlyRate => {
            has_profiles(field, kept, other)
                && FIELDS
                    .iter()
                    .filter(|rate| rate.id == FieldId::HourlyRate || RATES.contains(&rate.id))
                    .any(|rate| is_another(kept.value(rate), other.value(rate)))
        }
        _ => has_profiles(field, kept, other) && is_another(kept.value(field), other.value(field)),
    }
}

/// Whether both people have the profile that the field belongs to: a profile that one of them has alone stays whole.
fn has_profiles(field: &Field, kept: &MergedPerson, other: &MergedPerson) -> bool {
    match field.owner {
        Owner::Person => true,
        Owner::MainProfile => kept.main.is_some() && other.main.is_some(),
        Owner::CinemaProfile => kept.cinema.is_some() && other.cinema.is_some(),
        Owner::Account | Owner::EachProfile => false,
    }
}

/// Whether there is an answer that says something else.
fn is_another(kept: Option<&Value>, other: Option<&Value>) -> bool {
    let Some(other) = other.filter(|value| !is_empty(value)) else { return false };
    match (kept, other) {
        (Some(Value::Keys(kept)), Value::Keys(other)) => sorted(kept) != sorted(other),
        (Some(Value::Links(kept)), Value::Links(other)) => {
            let comparable = |links: &[SocialLink]| {
                let mut all: Vec<_> = links.iter().map(|link| (link.network, link.address.clone())).collect();
                all.sort();
                all
            };
            comparable(kept) != comparable(other)
        }
        (kept, other) => kept != Some(other),
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Links(links) => links.is_empty(),
        Value::Keys(keys) => keys.is_empty(),
        Value::Documents(documents) => documents.iter().all(|document| document.number.is_empty()),
        _ => false,
    }
}

fn sorted(keys: &[String]) -> Vec<&String> {
    let mut keys: Vec<&String> = keys.iter().collect();
    keys.sort();
    keys
}

/// The numbers of the documents that the main form asks, as they are compared.
fn numbers(side: &MergedPerson) -> impl Iterator<Item = (&'static str, String)> {
    let documents = side.answers.get(FieldId::Documents).map_or(&[][..], Value::documents);
    documents
        .iter()
        .filter(|document| DOCUMENT_FIELDS.iter().any(|(_, kind)| *kind == document.kind))
        .map(|document| (document.kind, comparable_number(&document.number)))
}

/// The newer answer, unless it is empty.
fn by_default(choice: &MergedField, kept: &MergedPerson, other: &MergedPerson) -> bool {
    let field = choice.field;
    if field.id == FieldId::Email {
        return !kept.has_email();
    }
    let kept_is_empty = match field.kind {
        Kind::File(kind) => kept.single_file(kind).is_none(),
        _ => kept.value(field).is_none_or(is_empty),
    };
    kept_is_empty || other.changed_at(field) > kept.changed_at(field)
}

/// What a merge does without being asked, to be told before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MergeEffects {
    /// Profiles that only the other person has.
    pub moved: Vec<Module>,
    /// Photos of the other gallery for which there is no room.
    pub photos_left_out: usize,
    /// The other address is not kept.
    pub email_dropped: bool,
    /// The password of the other account is the only one, and goes with its address.
    pub password_moves: bool,
    /// Names of fields whose stricter choice counts.
    pub stricter: Vec<&'static str>,
    /// The other account is suspended, the one that stays is not.
    pub other_suspended: bool,
    /// A minor with a new profile is to be approved again.
    pub approval_ends: bool,
}

impl MergeEffects {
    /// Of merging these people, when the other address is taken or not.
    #[must_use]
    pub fn of(kept: &MergedPerson, other: &MergedPerson, takes_email: bool, today: NaiveDate) -> Self {
        let moved: Vec<Module> = other.modules().filter(|module| kept.profile(*module).is_none()).collect();
        let both_cinema = kept.cinema.is_some() && other.cinema.is_some();
        let room = MOST_IN_GALLERY.saturating_sub(kept.files_of(FileKind::Gallery).count());
        let others = if both_cinema { other.files_of(FileKind::Gallery).count() } else { 0 };
        let mut stricter: Vec<&'static str> = SWITCHES
            .into_iter()
            .chain((kept.main.is_some() && other.main.is_some()).then_some(FieldId::AllowCvAnalysis))
            .filter(|id| kept.is_on(*id) != other.is_on(*id))
            .filter_map(|id| field(id).map(|field| field.name))
            .collect();
        let visibilities = Module::ALL.into_iter().any(|module| stricter_visibility(module, kept, other).is_some());
        stricter.extend(visibilities.then_some(f::VISIBILITY));
        Self {
            approval_ends: !moved.is_empty()
                && kept.person.minor_approved_at.is_some()
                && is_minor(kept.person.date_of_birth, today),
            moved,
            photos_left_out: others.saturating_sub(room),
            email_dropped: !takes_email && other.has_email() && kept.account.email != other.account.email,
            password_moves: takes_email
                && kept.account.password_hash.is_none()
                && other.account.password_hash.is_some(),
            stricter,
            other_suspended: !other.account.is_active() && kept.account.is_active(),
        }
    }
}

/// The stricter of two different choices for a profile that both have.
#[must_use]
pub fn stricter_visibility(module: Module, kept: &MergedPerson, other: &MergedPerson) -> Option<Visibility> {
    let (kept, other) = (kept.visibility(module)?, other.visibility(module)?);
    if kept == other {
        return None;
    }
    // The most open one comes first.
    Visibility::ALL.into_iter().rev().find(|visibility| [kept, other].contains(&visibility.key()))
}

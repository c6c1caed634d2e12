//! A row about a person who is there already: what both say is stored once.

use super::row::{Cell, Draft};
use crate::domain::{
    fields::{Answers, FieldId, Value, field},
    files::FileKind,
    import::Fate,
    registration::{IdentityDocument, SocialLink},
};

/// Which counts where a row and what is stored of its person say something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Winner {
    /// The row, which was changed later.
    Row,
    /// What is stored, which was changed later.
    Stored,
    /// What is stored: it was changed on this site after it came here, whatever the dates of its source.
    ChangedHere,
}

impl Winner {
    /// What becomes of a cell that says something else.
    const fn fate(self) -> Fate {
        match self {
            Self::Row => Fate::Prevailed,
            Self::Stored => Fate::Outdone,
            Self::ChangedHere => Fate::ChangedHere,
        }
    }
}

/// What of a row is stored beside what is known of the person. Where both say something else, the winner counts; what is
/// lost is noted.
pub fn joined(draft: &mut Draft, answers: &Answers, stored: &Answers, winner: Winner) -> Answers {
    let mut result = Answers::default();
    for (id, new) in answers.iter() {
        let Some(field) = field(id) else { continue };
        // The document that a CINEMA profile names is one of its person's.
        if !field.is_of_person() && id != FieldId::CinemaDocument {
            result.put(id, new.cloned());
            continue;
        }
        // Nothing becomes visible by joining, and nothing is hidden that its owner shows.
        if matches!(id, FieldId::ShowNamePhoto | FieldId::ShowLinks | FieldId::ShowOrigins) {
            continue;
        }
        let Some(new) = new else { continue };
        let known = stored.get(id).cloned();
        let (value, fate) = match (&known, new) {
            (Some(Value::Links(known)), Value::Links(new)) => links(known, new, winner),
            (_, Value::Documents(new)) => documents(id, stored, new, winner),
            (None, new) => (new.clone(), None),
            (Some(known), new) if known == new => (new.clone(), None),
            (Some(_), new) if winner == Winner::Row => (new.clone(), Some(winner.fate())),
            (Some(known), _) => (known.clone(), Some(winner.fate())),
        };
        if let Some(fate) = fate {
            let older = known.as_ref().filter(|_| fate == Fate::Prevailed).and_then(text_of);
            note(draft, field.inputs, fate, older.as_deref());
        }
        result.put(id, Some(value));
    }
    result
}

/// The photo of a row that does not count does not take the place of the one that is there.
pub fn drop_older_photo(draft: &mut Draft, has_photo: bool, winner: Winner) {
    if winner == Winner::Row || !has_photo {
        return;
    }
    for photo in draft.files.extract_if(.., |file| file.kind == FileKind::Photo) {
        draft.cells.insert(photo.column, Cell::lost(winner.fate(), photo.name));
    }
}

/// Each network once.
fn links(known: &[SocialLink], new: &[SocialLink], winner: Winner) -> (Value, Option<Fate>) {
    let mut all = known.to_vec();
    let mut differs = false;
    for link in new {
        match all.iter_mut().find(|other| other.network == link.network) {
            Some(other) if other.address != link.address => {
                differs = true;
                if winner == Winner::Row {
                    other.address.clone_from(&link.address);
                }
            }
            Some(_) => {}
            None => all.push(link.clone()),
        }
    }
    (Value::Links(all), differs.then_some(winner.fate()))
}

/// Each kind of document once. Those that the row does not name stay; a CINEMA profile names a single one.
fn documents(id: FieldId, stored: &Answers, new: &[IdentityDocument], winner: Winner) -> (Value, Option<Fate>) {
    let known = stored.get(FieldId::Documents).map_or(&[][..], Value::documents);
    let mut differs = false;
    let kept = new.iter().map(|document| match known.iter().find(|other| other.kind == document.kind) {
        Some(other) if other.number != document.number => {
            differs = true;
            if winner == Winner::Row { document.clone() } else { other.clone() }
        }
        _ => document.clone(),
    });
    let mut kept: Vec<IdentityDocument> = kept.collect();
    if id == FieldId::Documents {
        let others = known.iter().filter(|document| new.iter().all(|named| named.kind != document.kind));
        kept.extend(others.cloned());
    }
    (Value::Documents(kept), differs.then_some(winner.fate()))
}

/// An answer that another one takes the place of, as an administrator reads it; what is on or off says nothing more.
fn text_of(value: &Value) -> Option<String> {
    let text = match value {
        Value::Text(text) => text.clone(),
        Value::Date(date) => date.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Keys(keys) => keys.join("\n"),
        Value::Residence(residence) => format!("{} {}", residence.country, residence.city_name()),
        Value::Documents(documents) => {
            documents.iter().map(|document| document.number.as_str()).collect::<Vec<_>>().join("\n")
        }
        Value::Links(links) => links.iter().map(|link| link.address.as_str()).collect::<Vec<_>>().join("\n"),
        Value::Flag(_) | Value::Guardian(_) | Value::Ages(..) | Value::Productions(_) => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

/// `older` is the answer that the row takes the place of, where it does.
fn note(draft: &mut Draft, inputs: &[&str], fate: Fate, older: Option<&str>) {
    for input in inputs {
        let Some(column) = draft.origins.get(*input).cloned() else { continue };
        let is_whole = draft.cells.get(&column).is_some_and(|cell| matches!(cell.fate, Fate::Taken | Fate::Mended));
        if is_whole {
            let lost = match older {
                Some(older) => Some(older.to_owned()),
                None => fate.is_lost().then(|| draft.values.all(input).join("\n")),
            };
            draft.cells.insert(column, Cell { lost, ..Cell::new(fate) });
        }
    }
}

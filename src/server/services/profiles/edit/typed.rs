//! What was typed into a section, laid over what is stored of it.

use super::EditDraft;
use crate::{
    domain::registration::{
        FormStep, FormValues,
        cinema::{fields as c, gallery_order::settled, production_fields as p},
        fields as f, guardian_in,
    },
    server::security::Security,
};

/// Names the fields a form asked without necessarily sending them: boxes, lists and rows.
const ASKED: &str = "asked";

/// The stored answers with what was sent in place of the section's. Fields that the form did not ask stay as they are.
pub fn over<S: FormStep>(section: S, stored: &FormValues, draft: Option<&EditDraft>, sent: &FormValues) -> FormValues {
    let mut asked = sent.clone();
    for field in section.stored_inputs() {
        if !f::SECRETS.contains(field) && !sent.has(field) && !sent.all(ASKED).iter().any(|asked| asked == field) {
            asked.set(field, stored.all(field).to_vec());
        }
    }
    let mut typed = stored.clone();
    // A number that was typed and refused with its form is not sent back, so it is taken from the draft: with the type
    // of document it belongs to.
    let of_same_type =
        |draft: &&EditDraft| draft.values.trimmed(f::ID_DOCUMENT_TYPE) == asked.trimmed(f::ID_DOCUMENT_TYPE);
    if let Some(draft) = draft.filter(of_same_type) {
        for field in section.stored_inputs() {
            if f::SECRETS.contains(field) || *field == f::ID_DOCUMENT_TYPE {
                typed.set(field, draft.values.all(field).to_vec());
            }
        }
    }
    section.take(&mut typed, &asked);
    // A box that was ticked already agreed for the guardian whom the form showed, not for another one.
    let shown = draft.map_or(stored, |draft| &draft.values);
    if section.asks(f::GUARDIAN_CONSENT)
        && shown.is_ticked(f::GUARDIAN_CONSENT)
        && guardian_in(shown) != guardian_in(&typed)
    {
        typed.set(f::GUARDIAN_CONSENT, Vec::new());
    }
    settle_gallery(section, stored, &mut typed);
    typed
}

/// The stored answers with those of a draft in place of the section's.
pub fn of_draft<S: FormStep>(section: S, stored: &FormValues, draft: &EditDraft) -> FormValues {
    let mut typed = stored.clone();
    for field in section.stored_inputs() {
        typed.set(field, draft.values.all(field).to_vec());
    }
    settle_gallery(section, stored, &mut typed);
    typed
}

/// Photos come and go at once, whatever order a form knew.
fn settle_gallery<S: FormStep>(section: S, stored: &FormValues, typed: &mut FormValues) {
    if section.asks(c::GALLERY_ORDER) {
        typed.set(c::GALLERY_ORDER, settled(stored.all(c::GALLERY_ORDER), typed.all(c::GALLERY_ORDER)));
    }
}

/// The values of a section alone.
pub fn of_section<S: FormStep>(section: S, values: &FormValues) -> FormValues {
    let mut own = FormValues::default();
    for field in section.stored_inputs() {
        own.set(field, values.all(field).to_vec());
    }
    own
}

/// Detects whether a section changed since it was shown: a keyed hash of its stored answers. The gallery is left out:
/// its photos come and go while the form is filled in, and of two orders the later one counts.
pub fn fingerprint<S: FormStep>(security: &Security, section: S, values: &FormValues) -> String {
    let mut answers = of_section(section, values);
    answers.set(c::GALLERY_ORDER, Vec::new());
    let hash = security.lookup.hash(&answers.to_urlencoded());
    hash.iter().take(12).map(|byte| format!("{byte:02x}")).collect()
}

/// Fields of a section whose stored and typed answers differ, beyond the way they are written and the gallery. The
/// fields of productions count as one.
pub fn differing<S: FormStep>(section: S, stored: &FormValues, typed: &FormValues) -> Vec<&'static str> {
    let mut fields: Vec<&'static str> = section
        .stored_inputs()
        .iter()
        .copied()
        .filter(|field| !matches!(*field, f::PHONE_COUNTRY | f::WHATSAPP_COUNTRY | c::GALLERY_ORDER))
        .filter(|field| differs(field, stored, typed))
        .map(|field| if p::ALL.contains(&field) { c::PRODUCTIONS } else { field })
        .collect();
    fields.dedup();
    fields
}

/// The names of the fields that a change is about, for the audit log.
pub fn changed<S: FormStep>(section: S, stored: &FormValues, typed: &FormValues) -> Vec<&'static str> {
    let mut fields = differing(section, stored, typed);
    if section.asks(c::GALLERY_ORDER) && differs(c::GALLERY_ORDER, stored, typed) {
        fields.push(c::GALLERY_ORDER);
    }
    fields
}

/// Whether there is anything typed that is not stored.
pub fn is_new<S: FormStep>(section: S, stored: &FormValues, typed: &FormValues) -> bool {
    section.stored_inputs().iter().any(|field| differs(field, stored, typed))
}

fn differs(field: &str, stored: &FormValues, typed: &FormValues) -> bool {
    let (stored, typed) = (stored.all(field), typed.all(field));
    if p::ALL.contains(&field) || field == c::GALLERY_ORDER {
        return stored != typed;
    }
    // Of boxes each form has its own order, and an empty field is no answer.
    let sorted = |values: &[String]| {
        let mut values: Vec<String> = values.iter().filter(|value| !value.is_empty()).cloned().collect();
        values.sort();
        values
    };
    sorted(stored) != sorted(typed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::registration::{Step, cinema::Section};

    fn values(pairs: &[(&str, &str)]) -> FormValues {
        pairs.iter().copied().collect()
    }

    #[test]
    fn what_a_form_did_not_ask_stays() {
        let stored = values(&[(f::BIO, "one"), (f::LANGUAGES, "fr"), (f::YEARS_EXPERIENCE, "3")]);
        let typed = over(Step::Career, &stored, None, &values(&[(f::BIO, "two")]));
        assert_eq!(typed, values(&[(f::BIO, "two"), (f::LANGUAGES, "fr"), (f::YEARS_EXPERIENCE, "3")]));
        let typed = over(Step::Career, &stored, None, &values(&[("asked", f::LANGUAGES)]));
        assert_eq!(typed, values(&[(f::BIO, "one"), (f::YEARS_EXPERIENCE, "3")]));
    }

    #[test]
    fn a_refused_number_is_not_typed_twice_and_belongs_to_its_type() {
        let stored = values(&[(f::ID_DOCUMENT_TYPE, "passport"), (f::ID_DOCUMENT_NUMBER, "P1")]);
        let other = values(&[(f::ID_DOCUMENT_TYPE, "national_id"), (f::ID_DOCUMENT_NUMBER, "")]);
        assert_eq!(over(Section::Identity, &stored, None, &other).first(f::ID_DOCUMENT_NUMBER), "");
        let refused = values(&[(f::ID_DOCUMENT_TYPE, "national_id"), (f::ID_DOCUMENT_NUMBER, "N2")]);
        let draft = EditDraft { values: refused, ..EditDraft::default() };
        assert_eq!(over(Section::Identity, &stored, Some(&draft), &other).first(f::ID_DOCUMENT_NUMBER), "N2");
        let back = values(&[(f::ID_DOCUMENT_TYPE, "passport"), (f::ID_DOCUMENT_NUMBER, "")]);
        assert_eq!(over(Section::Identity, &stored, Some(&draft), &back).first(f::ID_DOCUMENT_NUMBER), "P1");
    }

    #[test]
    fn rows_of_productions_differ_as_one_and_the_gallery_is_nobodys_conflict() {
        let stored = values(&[(p::TITLE, "A"), (p::YEAR, "1999"), (c::GALLERY_ORDER, "a"), (c::GALLERY_ORDER, "b")]);
        let typed = values(&[(p::TITLE, "B"), (p::YEAR, "2000"), (c::GALLERY_ORDER, "b"), (c::GALLERY_ORDER, "a")]);
        assert_eq!(differing(Section::Pictures, &stored, &typed), [c::PRODUCTIONS]);
        assert!(is_new(Section::Pictures, &stored, &typed));
    }
}

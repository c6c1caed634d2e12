//! Merges a draft with what is stored of a person, who adds a profile or signs in while filling in a form.

use crate::domain::fields::{FIELDS, Field, Kind, Owner, field_of_input};
use crate::domain::registration::{FormDraft, FormStep, FormValues, fields as f};

/// The field that stands for its group where a choice is offered.
#[must_use]
pub fn lead_of_group(field: &'static str) -> &'static str {
    group_of(field).map_or(field, Group::lead)
}

/// Whether a field is answered together with the one that leads its group.
#[must_use]
pub fn answered_with(lead: &str, field: &'static str) -> bool {
    lead_of_group(field) == lead
}

/// Inputs that make sense only together: those of a field, or a single one.
#[derive(Clone, Copy)]
struct Group {
    field: &'static Field,
    inputs: &'static [&'static str],
}

impl Group {
    /// The input that stands for all.
    fn lead(self) -> &'static str {
        match self.inputs {
            [input] => input,
            _ => self.field.name,
        }
    }

    fn is_switch(self) -> bool {
        self.field.kind == Kind::Switch && self.field.owner == Owner::Person
    }

    fn meaning(self, values: &FormValues) -> Vec<String> {
        self.field.meaning(self.inputs, values)
    }
}

fn groups(field: &'static Field, inputs: &'static [&'static str]) -> impl Iterator<Item = Group> {
    let size = if field.is_answered_as_one() { inputs.len() } else { 1 };
    inputs.chunks(size.max(1)).map(move |inputs| Group { field, inputs })
}

fn group_of(input: &str) -> Option<Group> {
    let field = field_of_input(input)?;
    groups(field, field.inputs).find(|group| group.inputs.contains(&input))
}

/// Answers about the person, which are one stored value whichever form asks them.
fn groups_of<S: FormStep>() -> impl Iterator<Item = Group> {
    let asked = FIELDS.iter().filter(|field| field.is_of_person() && field.is_asked_by(S::MODULE));
    asked.flat_map(|field| groups(field, field.inputs_of(S::MODULE)))
}

impl<S: FormStep> FormDraft<S> {
    /// Fills in what is stored of the person. What was changed here since the last time stays; what was changed
    /// elsewhere is taken over; where both differ, the stored answer stands and the typed one waits to be chosen.
    pub fn merge_with_stored(&mut self, stored: &FormValues) {
        let first_time = self.stored.is_none();
        let before = self.stored.take().unwrap_or_default();
        for group in groups_of::<S>() {
            let now = group.meaning(stored);
            let typed = group.meaning(&self.values);
            let unchanged_there = !first_time && now == group.meaning(&before);
            // A box that was not shown says nothing; every form asks them beside the visibility.
            let left_unticked =
                first_time && typed.is_empty() && group.is_switch() && self.values.is_ticked(f::VISIBILITY);
            let unchanged_here = typed == group.meaning(&before) && !left_unticked;
            // Where nothing is stored, what was typed contradicts nothing; a box that is not ticked is an answer.
            let adds = first_time && now.is_empty() && !group.is_switch();
            if unchanged_there || adds || typed == now {
                continue;
            }
            for field in group.inputs {
                if !unchanged_here {
                    let typed = self.values.all(field).to_vec();
                    let unticked = typed.is_empty() && group.is_switch();
                    self.typed_otherwise.set(field, if unticked { vec![String::new()] } else { typed });
                }
                self.values.set(field, stored.all(field).to_vec());
            }
        }
        self.stored = Some(stored.clone());
    }

    /// Whether an answer of the draft says something else than what is stored of the person.
    pub(crate) fn differs_from_stored(&self, field: &'static str) -> bool {
        let differs = |stored, group: Group| group.meaning(&self.values) != group.meaning(stored);
        self.stored.as_ref().is_none_or(|stored| group_of(field).is_some_and(|group| differs(stored, group)))
    }

    /// Makes the typed answers count: those of these fields and of what belongs to them.
    pub fn choose_typed(&mut self, fields: &[String]) {
        for group in groups_of::<S>() {
            let chosen = group.inputs.iter().any(|field| fields.iter().any(|chosen| chosen == field));
            for field in group.inputs {
                if chosen {
                    self.values.set(field, self.typed_otherwise.all(field).to_vec());
                }
            }
        }
        self.typed_otherwise = FormValues::default();
    }

    /// The fields for which a typed answer waits to be chosen, one of each group.
    #[must_use]
    pub fn choices(&self) -> Vec<&'static str> {
        let waits = |group: &Group| {
            let typed = &self.typed_otherwise;
            group.inputs.iter().any(|field| typed.is_ticked(field) || (group.is_switch() && typed.has(field)))
        };
        groups_of::<S>().filter(waits).map(Group::lead).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::registration::{RegistrationDraft, Step};

    fn values(pairs: &[(&str, &str)]) -> FormValues {
        pairs.iter().copied().collect()
    }

    fn draft(pairs: &[(&str, &str)]) -> RegistrationDraft {
        RegistrationDraft { values: values(pairs), ..RegistrationDraft::default() }
    }

    #[test]
    fn an_empty_draft_shows_what_is_stored() {
        let mut draft = draft(&[(f::PHONE_COUNTRY, "MA"), (f::BIO, "typed")]);
        draft.merge_with_stored(&values(&[
            (f::FIRST_NAME, "Amina"),
            (f::PHONE_COUNTRY, "US"),
            (f::PHONE, "+12025550142"),
        ]));
        assert_eq!(draft.values.first(f::FIRST_NAME), "Amina");
        assert_eq!((draft.values.first(f::PHONE_COUNTRY), draft.values.first(f::BIO)), ("US", "typed"));
        assert!(draft.choices().is_empty());
    }

    #[test]
    fn what_was_typed_before_waits_to_be_chosen() {
        let typed =
            [(f::FIRST_NAME, "Mina"), (f::LAST_NAME, " Exemple"), (f::PHONE_COUNTRY, "US"), (f::PHONE, "2025550142")];
        let stored = values(&[(f::FIRST_NAME, "Amina"), (f::LAST_NAME, "Exemple"), (f::PHONE, "+12025550143")]);
        let mut draft = draft(&typed);
        draft.merge_with_stored(&stored);
        assert_eq!(draft.values.first(f::FIRST_NAME), "Amina");
        assert_eq!(draft.choices(), [f::FIRST_NAME, f::PHONE]);
        let mut chosen = draft.clone();
        chosen.choose_typed(&[f::PHONE.to_owned()]);
        assert_eq!((chosen.values.first(f::FIRST_NAME), chosen.values.first(f::PHONE)), ("Amina", "2025550142"));
        assert_eq!(chosen.values.first(f::PHONE_COUNTRY), "US");
        assert!(chosen.choices().is_empty());
        // Merging the same person again changes nothing.
        let before = draft.clone();
        draft.merge_with_stored(&stored);
        assert!(draft == before);
    }

    #[test]
    fn what_is_written_otherwise_is_no_difference() {
        let typed = [
            (f::DATE_OF_BIRTH, "28/02/1990"),
            (f::PHONE_COUNTRY, "US"),
            (f::PHONE, "(202) 555-0142"),
            (f::RESIDENCE_COUNTRY, "MA"),
            (f::RESIDENCE_CITY, "Casablanca"),
            ("instagram", "@amina"),
        ];
        let mut draft = draft(&typed);
        draft.merge_with_stored(&values(&[
            (f::DATE_OF_BIRTH, "1990-02-28"),
            (f::PHONE_COUNTRY, "CA"),
            (f::PHONE, "+12025550142"),
            (f::RESIDENCE_COUNTRY, "MA"),
            (f::RESIDENCE_CITY, "Casablanca"),
            ("instagram", "https://www.instagram.com/amina"),
        ]));
        assert!(draft.choices().is_empty(), "{:?}", draft.choices());
    }

    #[test]
    fn sending_a_step_back_as_it_was_shown_chooses_nothing() {
        let mut draft = draft(&[(f::FIRST_NAME, "Mina"), (f::LAST_NAME, "Exemple")]);
        draft.merge_with_stored(&values(&[(f::FIRST_NAME, "Amina"), (f::LAST_NAME, "Modele")]));
        assert_eq!(draft.choices(), [f::FIRST_NAME, f::LAST_NAME]);
        draft.take(Step::Identity, &values(&[(f::FIRST_NAME, "Amina"), (f::LAST_NAME, "Autre")]));
        assert_eq!(draft.choices(), [f::FIRST_NAME]);
        assert_eq!(draft.values.first(f::LAST_NAME), "Autre");
    }

    #[test]
    fn a_box_left_unticked_is_an_answer_once_it_was_shown() {
        let stored = values(&[(f::SHOW_NAME_PHOTO, "on")]);
        let mut unseen = draft(&[(f::FIRST_NAME, "Amina")]);
        unseen.merge_with_stored(&stored);
        assert!(unseen.choices().is_empty() && unseen.values.is_ticked(f::SHOW_NAME_PHOTO));
        let mut seen = draft(&[(f::VISIBILITY, "members")]);
        seen.merge_with_stored(&stored);
        assert!(seen.values.is_ticked(f::SHOW_NAME_PHOTO), "the stored answer stands until the other one is chosen");
        assert_eq!(seen.choices(), [f::SHOW_NAME_PHOTO]);
        seen.choose_typed(&[f::SHOW_NAME_PHOTO.to_owned()]);
        assert!(seen.choices().is_empty() && !seen.values.is_ticked(f::SHOW_NAME_PHOTO));
    }

    #[test]
    fn changes_here_stay_and_changes_elsewhere_are_taken_over() {
        let mut draft = draft(&[]);
        draft.merge_with_stored(&values(&[(f::FIRST_NAME, "Amina"), (f::LAST_NAME, "Exemple")]));
        draft.values.set(f::FIRST_NAME, vec!["Mina".to_owned()]);
        draft.merge_with_stored(&values(&[(f::FIRST_NAME, "Amina"), (f::LAST_NAME, "Modele")]));
        assert_eq!((draft.values.first(f::FIRST_NAME), draft.values.first(f::LAST_NAME)), ("Mina", "Modele"));
        assert!(draft.choices().is_empty());
        draft.merge_with_stored(&values(&[(f::FIRST_NAME, "Aminata"), (f::LAST_NAME, "Modele")]));
        assert_eq!(draft.values.first(f::FIRST_NAME), "Aminata");
        assert_eq!((draft.choices(), draft.typed_otherwise.first(f::FIRST_NAME)), (vec![f::FIRST_NAME], "Mina"));
    }
}

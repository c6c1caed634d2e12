//! A draft meets what is stored of a person: somebody adds a profile, or signs in while filling in a form.

use super::{
    FormDraft, FormStep, FormValues, career, check_web_address, comparable_number, fields as f, identity,
    phone::phone_to_e164, social_network::check_social_link,
};

/// Answers that make sense only together.
const GROUPS: [&[&str]; 4] = [
    &[f::PHONE_COUNTRY, f::PHONE],
    &[f::WHATSAPP_COUNTRY, f::WHATSAPP],
    &[f::RESIDENCE_COUNTRY, f::RESIDENCE_CITY, f::RESIDENCE_CITY_OTHER],
    &[f::ID_DOCUMENT_TYPE, f::ID_DOCUMENT_NUMBER],
];

const SWITCHES: [&str; 3] = [f::SHOW_NAME_PHOTO, f::SHOW_LINKS, f::SHOW_ORIGINS];

/// The field that stands for its group where a choice is offered.
#[must_use]
pub fn lead_of_group(field: &'static str) -> &'static str {
    group_of(field).last_named().unwrap_or(field)
}

/// Whether a field is answered together with the one that leads its group.
#[must_use]
pub fn answered_with(lead: &str, field: &'static str) -> bool {
    lead_of_group(field) == lead
}

/// Fields that are answered together.
#[derive(Clone, Copy)]
struct Group(&'static [&'static str], &'static str);

impl Group {
    fn last_named(self) -> Option<&'static str> {
        match self.0 {
            [_, lead] | [_, lead, _] => Some(lead),
            _ => None,
        }
    }

    fn fields(self) -> Vec<&'static str> {
        if self.0.is_empty() { vec![self.1] } else { self.0.to_vec() }
    }
}

fn group_of(field: &'static str) -> Group {
    Group(GROUPS.into_iter().find(|group| group.contains(&field)).unwrap_or(&[]), field)
}

impl<S: FormStep> FormDraft<S> {
    /// Fills in what is stored of the person. What was changed here since the last time stays; what was changed
    /// elsewhere is taken over; where both differ, the stored answer stands and the typed one waits to be chosen.
    pub fn meet(&mut self, stored: &FormValues) {
        let first_time = self.stored.is_none();
        let before = self.stored.take().unwrap_or_default();
        for group in groups_of::<S>() {
            let now = meaning(stored, group);
            let typed = meaning(&self.values, group);
            let unchanged_there = !first_time && now == meaning(&before, group);
            // Of a box nobody was shown nothing can be told; every form asks them beside the visibility.
            let left_unticked =
                first_time && typed.is_empty() && is_switch(group.1) && self.values.is_ticked(f::VISIBILITY);
            let unchanged_here = typed == meaning(&before, group) && !left_unticked;
            // Where nothing is stored, what was typed contradicts nothing; a box that is not ticked is an answer.
            let adds = first_time && now.is_empty() && !is_switch(group.1);
            if unchanged_there || adds || typed == now {
                continue;
            }
            for field in group.fields() {
                if !unchanged_here {
                    let typed = self.values.all(field).to_vec();
                    let unticked = typed.is_empty() && is_switch(field);
                    self.typed_otherwise.set(field, if unticked { vec![String::new()] } else { typed });
                }
                self.values.set(field, stored.all(field).to_vec());
            }
        }
        self.stored = Some(stored.clone());
    }

    /// Whether an answer of the draft says something else than what is stored of the person.
    pub(super) fn differs_from_stored(&self, field: &'static str) -> bool {
        let group = group_of(field);
        self.stored.as_ref().is_none_or(|stored| meaning(&self.values, group) != meaning(stored, group))
    }

    /// Has the typed answers count after all: those of these fields and of what belongs to them.
    pub fn choose_typed(&mut self, fields: &[String]) {
        for group in groups_of::<S>() {
            let chosen = group.fields().iter().any(|field| fields.iter().any(|chosen| chosen == field));
            for field in group.fields() {
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
        let waits = |field: &&str| {
            self.typed_otherwise.is_ticked(field) || (is_switch(field) && self.typed_otherwise.has(field))
        };
        let waiting = |group: &Group| group.fields().iter().any(waits);
        groups_of::<S>().into_iter().filter(waiting).map(|group| lead_of_group(group.1)).collect()
    }
}

fn is_switch(field: &str) -> bool {
    SWITCHES.contains(&field)
}

fn groups_of<S: FormStep>() -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for field in S::ALL.into_iter().flat_map(FormStep::kept_fields).copied().filter(|field| is_of_person(field)) {
        let group = group_of(field);
        if !groups.iter().any(|known| known.fields() == group.fields()) {
            groups.push(group);
        }
    }
    groups
}

/// Whether an answer is about the person, and so one stored value whichever form asks it.
fn is_of_person(field: &str) -> bool {
    const OF_PERSON: &[&str] = &[
        f::FIRST_NAME,
        f::LAST_NAME,
        f::DATE_OF_BIRTH,
        f::GENDER,
        f::PASSPORT_NUMBER,
        f::RESIDENCE_CARD,
        f::ID_DOCUMENT_TYPE,
        f::ID_DOCUMENT_NUMBER,
        f::GUARDIAN_NAME,
        f::GUARDIAN_PHONE,
        f::GUARDIAN_CONSENT,
        f::PHONE_COUNTRY,
        f::PHONE,
        f::WHATSAPP_COUNTRY,
        f::WHATSAPP,
        f::ADDRESS,
        f::COUNTRY_OF_ORIGIN,
        f::NATIONALITY,
        f::RESIDENCE_COUNTRY,
        f::RESIDENCE_CITY,
        f::RESIDENCE_CITY_OTHER,
        f::YEARS_EXPERIENCE,
        f::LANGUAGES,
        f::SHOW_NAME_PHOTO,
        f::SHOW_LINKS,
        f::SHOW_ORIGINS,
    ];
    OF_PERSON.contains(&field) || f::WEBSITE_AND_NETWORKS.contains(&field)
}

/// What an answer says, however it is written; nothing for no answer.
fn meaning(values: &FormValues, group: Group) -> Vec<String> {
    let typed = |field: &str| values.trimmed(field).to_owned();
    let says = match group.fields().as_slice() {
        [country, number] if *number == f::PHONE || *number == f::WHATSAPP => {
            let country = if values.is_ticked(country) { typed(country) } else { f::DEFAULT_COUNTRY.to_owned() };
            vec![phone_to_e164(values.first(number), &country).unwrap_or_else(|_| typed(number))]
        }
        [country, city, other] => {
            let city = match values.trimmed(city) {
                "" | f::CITY_NOT_LISTED => typed(other),
                listed => listed.to_owned(),
            };
            if city.is_empty() { Vec::new() } else { vec![typed(country), city] }
        }
        [kind, number] => match values.trimmed(number) {
            "" => Vec::new(),
            given => vec![typed(kind), comparable_number(given)],
        },
        [field] => match *field {
            f::PASSPORT_NUMBER | f::RESIDENCE_CARD => vec![comparable_number(values.first(field))],
            f::DATE_OF_BIRTH => {
                vec![identity::read_date(values.trimmed(field)).map_or_else(|| typed(field), |day| day.to_string())]
            }
            f::GUARDIAN_PHONE => {
                vec![phone_to_e164(values.first(field), f::DEFAULT_COUNTRY).unwrap_or_else(|_| typed(field))]
            }
            f::YEARS_EXPERIENCE => {
                vec![career::years(values).ok().flatten().map_or_else(|| typed(field), |years| years.to_string())]
            }
            f::WEBSITE => vec![check_web_address(values.first(field)).ok().flatten().unwrap_or_else(|| typed(field))],
            network if f::NETWORKS.contains(&network) => {
                let address = check_social_link(network, values.first(network)).ok().flatten();
                vec![address.unwrap_or_else(|| typed(network))]
            }
            field => values.all(field).iter().map(|value| value.trim().to_owned()).collect(),
        },
        _ => Vec::new(),
    };
    let mut says: Vec<String> = says.into_iter().filter(|text| !text.is_empty()).collect();
    says.sort();
    says
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
        draft.meet(&values(&[(f::FIRST_NAME, "Amina"), (f::PHONE_COUNTRY, "US"), (f::PHONE, "+12025550142")]));
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
        draft.meet(&stored);
        assert_eq!(draft.values.first(f::FIRST_NAME), "Amina");
        assert_eq!(draft.choices(), [f::FIRST_NAME, f::PHONE]);
        let mut chosen = draft.clone();
        chosen.choose_typed(&[f::PHONE.to_owned()]);
        assert_eq!((chosen.values.first(f::FIRST_NAME), chosen.values.first(f::PHONE)), ("Amina", "2025550142"));
        assert_eq!(chosen.values.first(f::PHONE_COUNTRY), "US");
        assert!(chosen.choices().is_empty());
        // Meeting the same again changes nothing.
        let before = draft.clone();
        draft.meet(&stored);
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
        draft.meet(&values(&[
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
        draft.meet(&values(&[(f::FIRST_NAME, "Amina"), (f::LAST_NAME, "Modele")]));
        assert_eq!(draft.choices(), [f::FIRST_NAME, f::LAST_NAME]);
        draft.take(Step::Identity, &values(&[(f::FIRST_NAME, "Amina"), (f::LAST_NAME, "Autre")]));
        assert_eq!(draft.choices(), [f::FIRST_NAME]);
        assert_eq!(draft.values.first(f::LAST_NAME), "Autre");
    }

    #[test]
    fn a_box_left_unticked_is_an_answer_once_it_was_shown() {
        let stored = values(&[(f::SHOW_NAME_PHOTO, "on")]);
        let mut unseen = draft(&[(f::FIRST_NAME, "Amina")]);
        unseen.meet(&stored);
        assert!(unseen.choices().is_empty() && unseen.values.is_ticked(f::SHOW_NAME_PHOTO));
        let mut seen = draft(&[(f::VISIBILITY, "members")]);
        seen.meet(&stored);
        assert!(seen.values.is_ticked(f::SHOW_NAME_PHOTO), "the stored answer stands until the other one is chosen");
        assert_eq!(seen.choices(), [f::SHOW_NAME_PHOTO]);
        seen.choose_typed(&[f::SHOW_NAME_PHOTO.to_owned()]);
        assert!(seen.choices().is_empty() && !seen.values.is_ticked(f::SHOW_NAME_PHOTO));
    }

    #[test]
    fn changes_here_stay_and_changes_elsewhere_are_taken_over() {
        let mut draft = draft(&[]);
        draft.meet(&values(&[(f::FIRST_NAME, "Amina"), (f::LAST_NAME, "Exemple")]));
        draft.values.set(f::FIRST_NAME, vec!["Mina".to_owned()]);
        draft.meet(&values(&[(f::FIRST_NAME, "Amina"), (f::LAST_NAME, "Modele")]));
        assert_eq!((draft.values.first(f::FIRST_NAME), draft.values.first(f::LAST_NAME)), ("Mina", "Modele"));
        assert!(draft.choices().is_empty());
        draft.meet(&values(&[(f::FIRST_NAME, "Aminata"), (f::LAST_NAME, "Modele")]));
        assert_eq!(draft.values.first(f::FIRST_NAME), "Aminata");
        assert_eq!((draft.choices(), draft.typed_otherwise.first(f::FIRST_NAME)), (vec![f::FIRST_NAME], "Mina"));
    }
}

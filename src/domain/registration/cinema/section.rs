//! The nine sections of the CINEMA form.

use std::{collections::BTreeMap, sync::LazyLock};

use super::fields as c;
use crate::domain::{
    fields::{Field, Section, Step},
    module::Module,
    registration::{FormStep, FormValues, fields as f, inputs_by_step, take_fields},
};

impl FormStep for Section {
    type Other = Step;

    const ALL: [Self; 9] = Self::ALL;
    const MODULE: Module = Module::Cinema;
    const FORM: &'static str = "cinema";
    const PATH: &'static str = "/cinema/register";
    const ACCOUNT: Self = Self::Identity;
    const FILES: Self = Self::Pictures;
    const RENAMED: &'static [(&'static str, &'static str)] = &c::RENAMED;

    fn key(self) -> &'static str {
        self.key()
    }

    fn of_field(field: &Field) -> Option<Self> {
        field.cinema
    }

    fn stored_inputs(self) -> &'static [&'static str] {
        static INPUTS: LazyLock<BTreeMap<Section, Vec<&'static str>>> = LazyLock::new(inputs_by_step);
        INPUTS.get(&self).map_or(&[], Vec::as_slice)
    }

    fn take(self, values: &mut FormValues, sent: &FormValues) {
        let number_is_anothers = self == Self::Identity
            && !sent.is_ticked(f::ID_DOCUMENT_NUMBER)
            && sent.trimmed(f::ID_DOCUMENT_TYPE) != values.trimmed(f::ID_DOCUMENT_TYPE);
        take_fields(self.stored_inputs(), values, sent);
        // The stored number of a passport is not that of an identity card.
        if number_is_anothers {
            values.set(f::ID_DOCUMENT_NUMBER, Vec::new());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(pairs: &[(&str, &str)]) -> FormValues {
        pairs.iter().copied().collect()
    }

    #[test]
    fn sections_are_passed_over_only_when_the_other_form_asks_all_of_them() {
        let shared = Section::ALL.into_iter().filter(|section| section.is_asked_elsewhere()).collect::<Vec<_>>();
        assert_eq!(shared, [Section::Residence, Section::Languages, Section::Networks]);
        let shared = Step::ALL.into_iter().filter(|step| step.is_asked_elsewhere()).collect::<Vec<_>>();
        assert_eq!(shared, [Step::Identity, Step::Location, Step::Privacy]);
    }

    #[test]
    fn another_document_needs_its_own_number() {
        let mut kept = values(&[(f::ID_DOCUMENT_TYPE, "passport"), (f::ID_DOCUMENT_NUMBER, "AB12")]);
        Section::Identity.take(&mut kept, &values(&[(f::ID_DOCUMENT_TYPE, "passport")]));
        assert_eq!(kept.first(f::ID_DOCUMENT_NUMBER), "AB12");
        Section::Identity.take(&mut kept, &values(&[(f::ID_DOCUMENT_TYPE, "national_id")]));
        assert_eq!(kept.first(f::ID_DOCUMENT_NUMBER), "");
    }

    #[test]
    fn answers_are_kept_under_the_names_of_the_main_form() {
        let sent = values(&[("country_of_residence", "MA"), ("city_of_residence", "Fès"), ("residence_country", "FR")]);
        let received = Section::received(sent);
        assert_eq!((received.first("residence_country"), received.first("residence_city")), ("MA", "Fès"));
        assert_eq!(Section::shown_name("residence_city"), "city_of_residence");
        assert_eq!(Section::shown_name("phone"), "phone");
    }
}

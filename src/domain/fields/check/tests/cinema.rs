//! What only the CINEMA form asks.

use super::*;

#[test]
fn every_key_of_the_lists_is_taken_once_and_in_order() {
    for (section, id, field, list, count) in [
        (Section::Types, FieldId::TalentTypes, c::TALENT_TYPES, "cinema_talent_type", 13),
        (Section::Skills, FieldId::Skills, c::OTHER_TALENTS, "cinema_skill", 45),
        (Section::Origins, FieldId::Ethnicities, c::ETHNICITIES, "ethnicity", 15),
    ] {
        let keys: Vec<&str> = reference::terms(list).map(|term| term.key.as_str()).collect();
        assert_eq!(keys.len(), count);
        let mut twice: Vec<(&str, &str)> = keys.iter().rev().chain(&keys).map(|key| (field, *key)).collect();
        twice.push((f::NATIONALITY, "MA"));
        assert_eq!(checked(section, &twice).unwrap().keys(id), keys);
        let errors = checked(section, &[(field, "klingon")]).unwrap_err();
        assert_eq!(errors.get(field), Some(&FieldError::UnknownChoice));
    }
}

#[test]
fn only_types_are_required() {
    assert_eq!(checked(Section::Types, &[]).unwrap_err().get(c::TALENT_TYPES), Some(&FieldError::Required));
    assert!(checked(Section::Skills, &[]).unwrap().keys(FieldId::Skills).is_empty());
    let origins = checked(Section::Origins, &[(f::NATIONALITY, "MA")]).unwrap();
    assert!(origins.keys(FieldId::Ethnicities).is_empty());
}

#[test]
fn of_looks_nothing_is_required_and_every_key_is_taken() {
    let answers = checked(Section::Physique, &[]).unwrap();
    assert!(answers.iter().all(|(_, value)| value.is_none()));
    for (list, count) in
        [(c::EYE_COLOR, 12), (c::HAIR_COLOR, 16), (c::HAIR_TYPE, 10), (c::SKIN_TONE, 10), (c::BUILD, 10)]
    {
        assert_eq!(reference::terms(list).count(), count);
        for term in reference::terms(list) {
            assert!(checked(Section::Physique, &[(list, &term.key)]).is_ok(), "{list} {}", term.key);
        }
        let errors = checked(Section::Physique, &[(list, "klingon")]).unwrap_err();
        assert_eq!(errors.get(list), Some(&FieldError::UnknownChoice));
    }
}

#[test]
fn each_wrong_number_names_itself() {
    let height = || FieldError::NumberOutOfRange { min: 50, max: 250 };
    let age = || FieldError::InvalidNumber { max: 110 };
    let wrong = [
        (c::HEIGHT, "49", height()),
        (c::HEIGHT, "251", height()),
        (c::HEIGHT, "1,75", height()),
        (c::PLAYING_AGE_MIN, "111", age()),
        (c::PLAYING_AGE_MAX, "-1", age()),
    ];
    each_names_itself(Section::Physique, &[], &wrong);
    let reversed = [(c::PLAYING_AGE_MIN, "40"), (c::PLAYING_AGE_MAX, "30")];
    let errors = checked(Section::Physique, &reversed).unwrap_err();
    assert_eq!(errors.iter().collect::<Vec<_>>(), [(c::PLAYING_AGE_MAX, &FieldError::PlayingAgesReversed)]);
    let same = [(c::PLAYING_AGE_MIN, "30"), (c::PLAYING_AGE_MAX, "30"), (c::HEIGHT, "١٧٥")];
    assert!(checked(Section::Physique, &same).is_ok());
}

proptest! {
    #[test]
    fn whatever_is_taken_fits_the_table(height in ".{0,5}", from in "[0-9]{0,4}", to in "[0-9]{0,4}") {
        let pairs = [(c::HEIGHT, &*height), (c::PLAYING_AGE_MIN, &*from), (c::PLAYING_AGE_MAX, &*to)];
        if let Ok(answers) = checked(Section::Physique, &pairs) {
            let height = answers.get(FieldId::Height).and_then(Value::number);
            prop_assert!(height.is_none_or(|height| (50..=250).contains(&height)));
            let (from, to) = answers.get(FieldId::PlayingAges).map_or((None, None), Value::ages);
            prop_assert!([from, to].into_iter().flatten().all(|age| (0..=110).contains(&age)));
            prop_assert!(from.zip(to).is_none_or(|(from, to)| from <= to));
        }
    }
}

#[test]
fn a_section_is_judged_alone() {
    let values: FormValues = [(c::TALENT_TYPES, "extra")].into_iter().collect();
    assert_eq!(check_on(Section::Types, &values, &known()).unwrap().keys(FieldId::TalentTypes), ["extra"]);
    let errors = check_on(Section::Residence, &values, &known()).unwrap_err();
    assert!(errors.get(f::RESIDENCE_COUNTRY).is_some() && errors.get(c::TALENT_TYPES).is_none());
}

fn complete() -> CinemaDraft {
    let own = [
        (f::ID_DOCUMENT_TYPE, "passport"),
        (f::ID_DOCUMENT_NUMBER, "ZZ-1"),
        (f::NATIONALITY, "MA"),
        (c::TALENT_TYPES, "extra"),
    ];
    let values = COMPLETE.into_iter().filter(|(field, _)| *field != f::TALENTS).chain(own);
    CinemaDraft { values: values.collect(), password_hash: Some("hash".to_owned()), ..CinemaDraft::default() }
}

#[test]
fn what_is_required_is_enough() {
    let answers = complete().check(&known()).finish().unwrap();
    let documents = answers.get(FieldId::CinemaDocument).unwrap().documents();
    assert_eq!((answers.keys(FieldId::TalentTypes), documents[0].kind), (&["extra".to_owned()][..], "passport"));
}

#[test]
fn each_required_answer_is_missed_in_its_section() {
    for (field, section) in [
        (f::FIRST_NAME, Section::Identity),
        (f::ID_DOCUMENT_TYPE, Section::Identity),
        (f::ID_DOCUMENT_NUMBER, Section::Identity),
        (f::EMAIL, Section::Identity),
        (f::PHONE, Section::Identity),
        (f::NATIONALITY, Section::Origins),
        (f::RESIDENCE_COUNTRY, Section::Residence),
        (c::TALENT_TYPES, Section::Types),
        (f::VISIBILITY, Section::Pictures),
        (f::ACCEPT_TERMS, Section::Pictures),
    ] {
        let mut draft = complete();
        draft.values.set(field, Vec::new());
        let checked = draft.check(&known());
        assert_eq!(checked.first_incomplete(), Some(section), "{field}");
        assert!(checked.errors_of(section).unwrap().get(field).is_some(), "{field}");
        assert!(checked.finish().is_err(), "{field}");
    }
}

#[test]
fn every_field_that_can_be_wrong_is_asked_by_its_section() {
    let mut wrong = CinemaDraft::default();
    for section in Section::ALL {
        for field in section.stored_inputs() {
            wrong.values.set(field, vec!["\u{7}?".repeat(300)]);
        }
    }
    let checked = wrong.check(&known());
    for section in Section::ALL {
        for (field, _) in checked.errors_of(section).iter().flat_map(|errors| errors.iter()) {
            let name = field.split('-').next().unwrap();
            assert!(section.asks(name) || name.starts_with("password"), "{field} in {section:?}");
        }
    }
}

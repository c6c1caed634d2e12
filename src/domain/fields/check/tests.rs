use proptest::prelude::*;

use super::*;
use crate::domain::{
    fields::FIELDS,
    registration::{CinemaDraft, FormStep, Step, cinema::Section, currency_of},
};

fn known() -> CheckContext {
    CheckContext {
        today: "2026-11-22".parse().unwrap(),
        signed_in: false,
        cities: Vec::new(),
        talents: Vec::new(),
        born: None,
        least_age: 0,
        needed_by_cinema: Vec::new(),
    }
}

fn check_on<S: FormStep>(step: S, values: &FormValues, known: &CheckContext) -> Result<Answers, FieldErrors> {
    check(step.asked_fields(), &Typed { module: S::MODULE, values, known, has_password: true })
}

fn checked<S: FormStep>(step: S, pairs: &[(&str, &str)]) -> Result<Answers, FieldErrors> {
    check_on(step, &pairs.iter().copied().collect(), &known())
}

/// A step that is complete with `valid` finds this error, and no other, in each of these fields.
fn each_names_itself<S: FormStep>(step: S, valid: &[(&str, &str)], wrong: &[(&str, &str, FieldError)]) {
    for (field, value, error) in wrong {
        let mut values: FormValues = valid.iter().copied().collect();
        values.set(field, vec![(*value).to_owned()]);
        let errors = check_on(step, &values, &known()).unwrap_err();
        assert_eq!(errors.iter().collect::<Vec<_>>(), [(*field, error)], "{value}");
    }
}

fn wrong_fields<S: FormStep>(step: S, values: &FormValues, has_password: bool) -> Vec<String> {
    let typed = Typed { module: S::MODULE, values, known: &known(), has_password };
    check(step.asked_fields(), &typed).unwrap_err().iter().map(|(field, _)| field.to_owned()).collect()
}

#[test]
fn every_field_has_one_row_and_its_own_names() {
    for (index, field) in FIELDS.iter().enumerate() {
        assert!(field.main.is_some() || field.cinema.is_some(), "{:?} is asked by no form", field.id);
        for other in FIELDS.iter().skip(index + 1) {
            assert!(field.id < other.id, "{:?} stands before {:?}", field.id, other.id);
            assert_ne!(field.name, other.name);
            assert!(field.inputs.iter().all(|input| !other.inputs.contains(input)), "{:?}", field.inputs);
        }
    }
    // Ids have no gaps: the last one counts them.
    assert_eq!(FIELDS.last().map(|field| field.id as usize + 1), Some(FIELDS.len()));
}

#[test]
fn no_input_stands_in_two_steps() {
    fn inputs<S: FormStep>() -> Vec<&'static str> {
        S::ALL.into_iter().flat_map(FormStep::stored_inputs).copied().collect()
    }
    for mut inputs in [inputs::<Step>(), inputs::<Section>()] {
        let count = inputs.len();
        inputs.sort_unstable();
        inputs.dedup();
        assert_eq!(inputs.len(), count);
    }
}

#[test]
fn whatever_is_taken_is_typed_back_as_it_is_stored() {
    let values: FormValues = COMPLETE.into_iter().chain([(f::WHATSAPP, "0600000001"), ("x", "@amina")]).collect();
    let known = CheckContext { talents: vec!["music".to_owned()], ..known() };
    let typed = Typed { module: Module::Main, values: &values, known: &known, has_password: true };
    let fields = || FIELDS.iter().filter(|field| field.main.is_some());
    let answers = check(fields(), &typed).unwrap();
    let mut filled = FormValues::default();
    for field in fields() {
        if let Some(value) = answers.get(field.id) {
            field.fill(value, &mut filled);
        }
    }
    assert!(check(fields(), &Typed { values: &filled, ..typed }).unwrap() == answers);
    assert_eq!((filled.first(f::PHONE_COUNTRY), filled.first(f::PHONE)), ("MA", "+212600000000"));
}

const COMPLETE: [(&str, &str); 12] = [
    (f::FIRST_NAME, "Amina"),
    (f::LAST_NAME, "Exemple"),
    (f::DATE_OF_BIRTH, "1990-02-28"),
    (f::GENDER, "F"),
    (f::EMAIL, "amina@example.org"),
    (f::PHONE, "0600000000"),
    (f::RESIDENCE_COUNTRY, "MA"),
    (f::RESIDENCE_CITY_OTHER, "Ain Exemple"),
    (f::TALENTS, "music"),
    (f::VISIBILITY, "public"),
    (f::ACCEPT_TERMS, "on"),
    (f::ACCEPT_PRIVACY, "on"),
];

#[test]
fn a_line_can_be_kept_to_arabic_letters() {
    let kind = Kind::Line { max: 20, script: Script::Arabic };
    let check = |typed: &str| kind.check(&["name"], &[("name", typed)].into_iter().collect());
    for typed in ["أمينة العلوي", "آيت-لحسن", "مُحَمَّد"] {
        assert!(check(typed) == Ok(Some(Value::Text(typed.to_owned()))), "{typed}");
    }
    assert!(check(" ") == Ok(None));
    assert!(check("\u{200b}\u{2800}") == Ok(None));
    assert!(check("\u{200f}أمينة\u{200e}") == Ok(Some(Value::Text("أمينة".to_owned()))));
    for typed in ["Amina", "أمينة Alaoui", "12", "\u{640}", "\u{64e}"] {
        assert!(check(typed) == Err(FieldError::NotArabic), "{typed}");
    }
}

mod identity {
    use super::*;

    const ADULT: [(&str, &str); 4] =
        [(f::FIRST_NAME, " Amina "), (f::LAST_NAME, "Exemple"), (f::DATE_OF_BIRTH, "1990-02-28"), (f::GENDER, "F")];

    fn with(field: &str, value: &str) -> FormValues {
        let mut values: FormValues = ADULT.into_iter().collect();
        values.set(field, vec![value.to_owned()]);
        values
    }

    #[test]
    fn an_adult_needs_no_guardian() {
        let answers = check_on(Step::Identity, &with(f::GUARDIAN_NAME, "ignored"), &known()).unwrap();
        assert_eq!((answers.text(FieldId::FirstName), answers.text(FieldId::Gender)), (Some("Amina"), Some("F")));
        assert_eq!(answers.guardian(), None);
    }

    #[test]
    fn a_minor_needs_the_three_guardian_fields() {
        let mut values = with(f::DATE_OF_BIRTH, "2008-11-23");
        let wrong = wrong_fields(Step::Identity, &values, true);
        assert_eq!(wrong, [f::GUARDIAN_NAME, f::GUARDIAN_PHONE, f::GUARDIAN_CONSENT]);
        for (field, value) in
            [(f::GUARDIAN_NAME, "Parent Exemple"), (f::GUARDIAN_PHONE, "0600000000"), (f::GUARDIAN_CONSENT, "on")]
        {
            values.set(field, vec![value.to_owned()]);
        }
        let answers = check_on(Step::Identity, &values, &known()).unwrap();
        assert_eq!(answers.guardian().unwrap().phone, "+212600000000");
        for (name, error) in [("\u{2060}", FieldError::GuardianRequired), ("12", FieldError::NoLetter)] {
            let mut blank = values.clone();
            blank.set(f::GUARDIAN_NAME, vec![name.to_owned()]);
            let errors = check_on(Step::Identity, &blank, &known()).unwrap_err();
            assert_eq!(errors.iter().collect::<Vec<_>>(), [(f::GUARDIAN_NAME, &error)]);
        }
        // The next day they are 18.
        let tomorrow = CheckContext { today: "2026-11-23".parse().unwrap(), ..known() };
        assert_eq!(check_on(Step::Identity, &values, &tomorrow).unwrap().guardian(), None);
    }

    #[test]
    fn each_wrong_field_names_itself() {
        let wrong = [
            (f::FIRST_NAME, "", FieldError::Required),
            (f::LAST_NAME, " ", FieldError::Required),
            (f::FIRST_NAME, "\u{200b}", FieldError::Required),
            (f::LAST_NAME, "\u{3164}", FieldError::Required),
            (f::FIRST_NAME, "'", FieldError::NoLetter),
            (f::LAST_NAME, "12", FieldError::NoLetter),
            (f::FIRST_NAME, "\u{640}", FieldError::NoLetter),
            ("stage_name", "🎬", FieldError::NoLetter),
            (f::DATE_OF_BIRTH, "", FieldError::Required),
            (f::DATE_OF_BIRTH, "yesterday", FieldError::DateInWords),
            (f::DATE_OF_BIRTH, "2001-02-30", FieldError::InvalidDate),
            (f::DATE_OF_BIRTH, "2026-11-23", FieldError::DateInFuture),
            (f::DATE_OF_BIRTH, "1915-11-22", FieldError::TooOld { max: 110 }),
            (f::GENDER, "", FieldError::Required),
            (f::GENDER, "X", FieldError::UnknownChoice),
        ];
        each_names_itself(Step::Identity, &ADULT, &wrong);
        assert!(check_on(Step::Identity, &with(f::DATE_OF_BIRTH, "28/02/1990"), &known()).is_ok());
        let sixteen = CheckContext { least_age: 16, ..known() };
        assert!(check_on(Step::Identity, &with(f::DATE_OF_BIRTH, "1990-02-28"), &sixteen).is_ok());
        let errors = check_on(Step::Identity, &with(f::DATE_OF_BIRTH, "2010-11-23"), &sixteen).unwrap_err();
        assert_eq!(errors.get(f::DATE_OF_BIRTH), Some(&FieldError::TooYoung { min: 16 }));
        assert!(check_on(Step::Identity, &with(f::DATE_OF_BIRTH, "1915-11-23"), &known()).is_ok());
    }
}

mod contact {
    use super::*;

    fn typed(email: &str, phone: &str, country: &str) -> FormValues {
        [(f::EMAIL, email), (f::PHONE, phone), (f::PHONE_COUNTRY, country)].into_iter().collect()
    }

    #[test]
    fn a_new_account_needs_address_number_and_password() {
        let answers = check_on(Step::Contact, &typed("Amina@Example.org", "0600000000", ""), &known()).unwrap();
        assert_eq!(answers.text(FieldId::Phone), Some("+212600000000"));
        assert_eq!(answers.text(FieldId::Email), Some("Amina@Example.org"));
        let wrong = wrong_fields(Step::Contact, &typed("", "", "MA"), false);
        assert_eq!(wrong, [f::EMAIL, f::PHONE, f::PASSWORD]);
    }

    #[test]
    fn somebody_signed_in_gives_a_number_only() {
        let known = CheckContext { signed_in: true, ..known() };
        let values = typed("", "(202) 555-0101", "US");
        let typed = Typed { module: Module::Main, values: &values, known: &known, has_password: false };
        let answers = check(Step::Contact.asked_fields(), &typed).unwrap();
        assert_eq!(answers.text(FieldId::Phone), Some("+12025550101"));
        assert!(!answers.has(FieldId::Email));
    }
}

mod career_and_availability {
    use super::*;

    #[test]
    fn nothing_is_required() {
        let answers = checked(Step::Career, &[]).unwrap();
        assert!(answers.iter().all(|(_, value)| value.is_none()));
    }

    #[test]
    fn languages_come_once_and_in_the_order_of_the_list() {
        let answers = checked(Step::Career, &["en", "ar", "en"].map(|key| (f::LANGUAGES, key))).unwrap();
        assert_eq!(answers.keys(FieldId::Languages), ["ar", "en"]);
        let errors = checked(Step::Career, &[(f::LANGUAGES, "klingon")]).unwrap_err();
        assert_eq!(errors.get(f::LANGUAGES), Some(&FieldError::UnknownChoice));
    }

    #[test]
    fn each_wrong_field_names_itself() {
        let long = "a".repeat(2_001);
        let wrong = [
            (f::YEARS_EXPERIENCE, "81", FieldError::InvalidNumber { max: 80 }),
            (f::BIO, long.as_str(), FieldError::TooLong { max: 2_000 }),
            (f::EDUCATION, long.as_str(), FieldError::TooLong { max: 2_000 }),
        ];
        each_names_itself(Step::Career, &[], &wrong);
        let wrong = [
            (f::AVAILABILITY, "never", FieldError::UnknownChoice),
            (f::WORK_MODE, "moon", FieldError::UnknownChoice),
            (f::HOURLY_RATE, "-1", FieldError::InvalidNumber { max: 1_000_000_000 }),
            (f::MONTHLY_RATE, "12,5", FieldError::InvalidNumber { max: 1_000_000_000 }),
            (f::RATE_CURRENCY, "XXX", FieldError::UnknownChoice),
        ];
        each_names_itself(Step::Availability, &[], &wrong);
        let taken = checked(Step::Availability, &[(f::AVAILABILITY, "full_time"), (f::HOURLY_RATE, "1 500")]).unwrap();
        assert_eq!(taken.text(FieldId::Availability), Some("full_time"));
        assert_eq!(taken.get(FieldId::HourlyRate).and_then(Value::number), Some(1_500));
    }

    #[test]
    fn the_currency_is_that_of_the_residence_unless_chosen() {
        let currency = |pairs: &[(&str, &str)]| {
            let answers = checked(Step::Availability, pairs).unwrap();
            answers.text(FieldId::RateCurrency).unwrap().to_owned()
        };
        assert_eq!(currency(&[(f::RESIDENCE_COUNTRY, "FR")]), "EUR");
        assert_eq!(currency(&[(f::RESIDENCE_COUNTRY, "FR"), (f::RATE_CURRENCY, "MAD")]), "MAD");
        assert_eq!(currency(&[]), currency_of("??"));
    }
}

mod privacy {
    use super::*;

    fn typed(visibility: &str) -> FormValues {
        [(f::VISIBILITY, visibility), (f::ACCEPT_TERMS, "on"), (f::ACCEPT_PRIVACY, "on"), (f::SHOW_LINKS, "on")]
            .into_iter()
            .collect()
    }

    #[test]
    fn switches_are_off_unless_ticked() {
        let answers = check_on(Step::Privacy, &typed("members"), &known()).unwrap();
        assert!(answers.is_on(FieldId::ShowLinks));
        assert!(!answers.is_on(FieldId::ShowNamePhoto) && !answers.is_on(FieldId::ShowOrigins));
    }

    #[test]
    fn a_minor_is_never_public() {
        let minor = |visibility| {
            let mut values = typed(visibility);
            values.set(f::DATE_OF_BIRTH, vec!["2012-01-01".to_owned()]);
            check_on(Step::Privacy, &values, &known())
        };
        assert_eq!(minor("public").unwrap_err().get(f::VISIBILITY), Some(&FieldError::MinorCannotBePublic));
        assert!(minor("members").is_ok());
    }

    #[test]
    fn nothing_is_agreed_to_by_silence() {
        let wrong = wrong_fields(Step::Privacy, &FormValues::default(), true);
        assert_eq!(wrong, [f::VISIBILITY, f::ACCEPT_TERMS, f::ACCEPT_PRIVACY]);
    }
}

mod cinema;

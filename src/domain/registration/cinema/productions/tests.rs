use proptest::prelude::*;

use super::*;

fn today() -> NaiveDate {
    "2026-11-26".parse().unwrap()
}

fn form(rows: &[[&str; 4]]) -> FormValues {
    let fields = [f::TITLE, f::YEAR, f::KIND, f::ROLE];
    rows.iter().flat_map(|row| fields.into_iter().zip(*row)).collect()
}

#[test]
fn rows_become_productions_in_their_order() {
    let mut values = form(&[["", "", "", ""], [" Ali Zaoua ", "٢٠٠٠", "film", "Kwita"], ["مسلسل", "", "series", " "]]);
    values.set(f::TMDB_ID, ["", "12345", "-3"].map(str::to_owned).to_vec());
    values.set(f::POSTER, ["", "0a1b", "abc.jpg"].map(str::to_owned).to_vec());
    let expected = [
        Production {
            title: "Ali Zaoua".to_owned(),
            year: Some(2000),
            kind: "film".to_owned(),
            role: Some("Kwita".to_owned()),
            tmdb_id: Some(12_345),
            poster: Some("0a1b".to_owned()),
        },
        Production {
            title: "مسلسل".to_owned(),
            year: None,
            kind: "series".to_owned(),
            role: None,
            tmdb_id: None,
            poster: None,
        },
    ];
    assert_eq!(check_productions(&values, today()).unwrap(), expected);
    let mut shown = FormValues::default();
    show_productions(&mut shown, &expected);
    assert_eq!(check_productions(&shown, today()).unwrap(), expected);
}

#[test]
fn nothing_is_required() {
    assert_eq!(check_productions(&FormValues::default(), today()), Ok(Vec::new()));
    assert_eq!(check_productions(&form(&[["", " ", "", ""]]), today()), Ok(Vec::new()));
}

#[test]
fn each_wrong_field_names_its_row() {
    let long = "a".repeat(201);
    for (row, field, error) in [
        (["", "2000", "film", ""], "production_title-1", FieldError::Required),
        (["", "", "film", ""], "production_title-1", FieldError::Required),
        (["\u{200b}", "", "film", ""], "production_title-1", FieldError::Required),
        (["…", "", "film", ""], "production_title-1", FieldError::NoLetterOrDigit),
        ([long.as_str(), "", "film", ""], "production_title-1", FieldError::TooLong { max: 200 }),
        (["A", "1887", "film", ""], "production_year-1", FieldError::YearOutOfRange { first: 1888, last: 2031 }),
        (["A", "2032", "film", ""], "production_year-1", FieldError::YearOutOfRange { first: 1888, last: 2031 }),
        (["A", "hier", "film", ""], "production_year-1", FieldError::YearOutOfRange { first: 1888, last: 2031 }),
        (["A", "", "", ""], "production_type-1", FieldError::Required),
        (["A", "", "opera", ""], "production_type-1", FieldError::UnknownChoice),
        (["A", "", "film", &long[..101]], "production_role-1", FieldError::TooLong { max: 100 }),
    ] {
        let errors = check_productions(&form(&[["Fine", "1888", "film", ""], row]), today()).unwrap_err();
        assert_eq!(errors.iter().collect::<Vec<_>>(), [(field, &error)], "{row:?}");
    }
}

#[test]
fn a_title_of_digits_is_one_and_invisible_signs_are_dropped() {
    let rows = [["1917", "", "film", "\u{3164}"], ["\u{2068}Ali\u{a0}Zaoua\u{2069}", "", "film", "Kwi\u{200b}ta"]];
    let taken = check_productions(&form(&rows), today()).unwrap();
    let written: Vec<(&str, Option<&str>)> =
        taken.iter().map(|production| (production.title.as_str(), production.role.as_deref())).collect();
    assert_eq!(written, [("1917", None), ("Ali Zaoua", Some("Kwita"))]);
}

#[test]
fn there_are_fifty_at_most() {
    assert_eq!(check_productions(&form(&[["A", "2031", "film", ""]; 50]), today()).unwrap().len(), 50);
    let errors = check_productions(&form(&[["A", "", "film", ""]; 60]), today()).unwrap_err();
    assert_eq!(errors.get("production_title-50"), Some(&FieldError::TooManyProductions { max: 50 }));
}

#[test]
fn buttons_remove_and_make_room() {
    let three = [["A", "", "film", ""], ["", "", "", ""], ["C", "", "film", ""]];
    let after = |action: &str| {
        let mut values = form(&three);
        let stay = edit_rows(&mut values, action);
        (stay, values.all(f::TITLE).to_vec())
    };
    assert_eq!(after("next"), (false, vec!["A".to_owned(), "C".to_owned()]));
    assert_eq!(after(f::ADD), (true, vec!["A".to_owned(), "C".to_owned()]));
    assert_eq!(after("remove_production:0"), (true, vec!["C".to_owned()]));
    assert_eq!(after("remove_production:2"), (true, vec!["A".to_owned()]));
    for nonsense in ["remove_production:9", "remove_production:-1", "remove_production:"] {
        assert_eq!(after(nonsense), (true, vec!["A".to_owned(), "C".to_owned()]), "{nonsense}");
    }
}

fn any_form() -> impl Strategy<Value = FormValues> {
    let cell = prop_oneof![Just(String::new()), ".{0,6}", "[0-9]{1,4}", Just("film".to_owned())];
    let column = prop::collection::vec(cell, 0..60);
    prop::collection::vec(column, f::ALL.len()).prop_map(|columns| {
        let mut values = FormValues::default();
        for (field, column) in f::ALL.into_iter().zip(columns) {
            values.set(field, column);
        }
        values
    })
}

proptest! {
    #[test]
    fn what_is_taken_fits(values in any_form()) {
        match check_productions(&values, today()) {
            Ok(productions) => {
                prop_assert!(productions.len() <= f::MOST);
                prop_assert_eq!(productions.len(), rows(&values).iter().filter(|row| !row.is_empty()).count());
                for one in productions {
                    prop_assert!((1..=LONGEST_TITLE).contains(&one.title.chars().count()));
                    prop_assert!(one.year.is_none_or(|year| (FIRST_YEAR..=2031).contains(&year)));
                    prop_assert!(one.role.is_none_or(|role| (1..=LONGEST_ROLE).contains(&role.chars().count())));
                    prop_assert!(one.poster.is_none_or(|name| !name.contains('.')));
                }
            }
            Err(errors) => prop_assert!(!errors.is_empty()),
        }
    }

    #[test]
    fn a_removed_row_is_the_only_one_that_goes(values in any_form(), number in 0_usize..60) {
        let before = rows(&values);
        let mut after = values;
        let stay = edit_rows(&mut after, &format!("{}{number}", f::REMOVE));
        prop_assert!(stay);
        let kept = before.into_iter().enumerate().filter(|(index, row)| *index != number && !row.is_empty());
        prop_assert_eq!(rows(&after), kept.map(|(_, row)| row).collect::<Vec<_>>());
    }

    #[test]
    fn rows_read_back_in_step(values in any_form()) {
        let mut tidy = values;
        edit_rows(&mut tidy, "next");
        let before = rows(&tidy);
        prop_assert!(!edit_rows(&mut tidy, "next"));
        prop_assert_eq!(rows(&tidy), before);
        let lengths: Vec<usize> = f::ALL.iter().map(|field| tidy.all(field).len()).collect();
        prop_assert!(lengths.iter().all(|length| *length == lengths[0]));
    }
}

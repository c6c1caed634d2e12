//! Addresses of searches: what is read is written again, what makes no sense is named.

use proptest::prelude::*;

use super::*;

const DIRECTORY: &str = "q=a&country=MA&city=Fes&talent=dj&talent=actor&gender=F&availability=weekends&work_mode=remote\
    &language=fr&language=ary&experience_min=3&has_photo=1&code=MA&sort=photo&page=n1";
const CASTING: &str = "q=a&type=extra&type=model&country=MA&city=Fes&radius_km=50&gender=F&age_min=18&age_max=30\
    &playing_age_min=16&playing_age_max=25&language=fr&language=ary&skill=parkour&skill=dj&eye_color=green\
    &hair_color=black&hair_type=curly&build=slender&height_min=150&height_max=190&ethnicity=amazigh&skin_tone=olive\
    &experience_min=3&has_photo=1&code=MACAS&sort=name&page=n1";
const DESK: &str = "q=a&email=a%40b.example&phone=%2B212600000000&module=main&state=suspended&minor=1&approved=1&waiting=1\
    &has_cv=1&has_portfolio=1&cv_analysis=1&completeness_min=10&completeness_max=90&registered_from=2026-01-01&registered_to=2026-12-31\
    &seen_since=2026-01-01&not_seen_since=2026-12-31";

fn read(list: SearchList, address: &str) -> SearchQuery {
    let (query, ignored) = SearchQuery::from_address(list, address);
    assert_eq!(ignored, []);
    query
}

#[test]
fn every_filter_is_written_as_it_is_read() {
    for (list, address) in
        [(SearchList::Directory, DIRECTORY), (SearchList::Casting, CASTING), (SearchList::Desk, DESK)]
    {
        let query = read(list, address);
        assert_eq!(query.to_address(), address);
        let nothing = query.in_use().into_iter().fold(query, |rest, id| rest.without(id)).without(FilterId::Sort);
        assert_eq!(nothing, SearchQuery::everyone(list));
    }
    let used = |list, address| read(list, address).in_use().len();
    let has = |list: SearchList| list.filters().filter(|filter| filter.id.selects()).count();
    assert_eq!(used(SearchList::Directory, DIRECTORY), has(SearchList::Directory));
    assert_eq!(used(SearchList::Casting, CASTING), has(SearchList::Casting));
}

#[test]
fn nonsense_is_left_out_and_named() {
    let bad = "q=%2C&type=dj&country=ZZ&city=%3B&radius_km=501&gender=X&age_min=-1&age_max=111&playing_age_min=a\
        &playing_age_max=999&language=klingon&skill=%27&eye_color=EYES&hair_color=1&hair_type=x&build=x&height_min=49\
        &height_max=251&ethnicity=x&skin_tone=x&experience_min=81&has_photo=maybe&sort=age&page=zz&utm=1";
    let (query, ignored) = SearchQuery::from_address(SearchList::Casting, bad);
    assert_eq!(query, SearchQuery::everyone(SearchList::Casting));
    let all: Vec<_> =
        SearchList::Casting.filters().map(|filter| filter.id).filter(|id| *id != FilterId::Code).collect();
    assert_eq!(ignored, all);
}

#[test]
fn codes_are_understood_or_find_no_person() {
    for typed in [
        "%E2%80%8EMACAS0001F",
        "%E2%81%A8MACAS0001F%E2%81%A9",
        "%EF%BC%AD%EF%BC%A1CAS0001F",
        "MACAS+0001+F",
        "MACAS%E2%80%8B0001F",
        "MACAS%D9%A0%D9%A0%D9%A0%D9%A1F",
        "macas0001f.",
    ] {
        let query = read(SearchList::Directory, &format!("code={typed}"));
        assert_eq!((query.to_address().as_str(), query.unreadable_code()), ("code=MACAS0001F", None), "{typed}");
        let words = read(SearchList::Directory, &format!("q={typed}"));
        let words: Vec<_> = words.words().iter().map(|word| word.text().to_owned()).collect();
        assert_eq!(words, ["macas0001f"], "{typed}");
    }
    for (typed, kept) in
        [("%3B", ";"), ("MACAS0001FMACAS", "MACAS0001FMACAS"), ("%D9%85%D8%AD", "مح"), ("MA%3FC", "MA?C")]
    {
        let query = read(SearchList::Directory, &format!("code={typed}"));
        assert_eq!((query.value(FilterId::Code), query.unreadable_code()), (kept, Some(kept)), "{typed}");
        assert_ne!(query, SearchQuery::everyone(SearchList::Directory));
    }
    for nothing in ["", "+", "%E2%80%8E", "%E2%81%A8%E2%81%A9"] {
        let query = read(SearchList::Directory, &format!("code={nothing}"));
        assert_eq!(query, SearchQuery::everyone(SearchList::Directory), "{nothing}");
    }
}

#[test]
fn days_are_read_as_people_write_them() {
    for typed in ["2026-01-31", "31/01/2026", "31.01.2026", "%D9%A3%D9%A1%2F01%2F2026"] {
        let query = read(SearchList::Desk, &format!("registered_from={typed}"));
        assert_eq!(query.to_address(), "registered_from=2026-01-31", "{typed}");
    }
    let (_, ignored) = SearchQuery::from_address(SearchList::Desk, "registered_from=%2B2026-01-31");
    assert_eq!(ignored, [FilterId::RegisteredFrom]);
}

#[test]
fn a_list_knows_only_its_own_filters() {
    let (query, ignored) = SearchQuery::from_address(SearchList::Directory, "eye_color=green&state=active&email=a");
    assert_eq!((query, ignored), (SearchQuery::everyone(SearchList::Directory), Vec::new()));
}

#[test]
fn spellings_meet() {
    let query = read(SearchList::Directory, "code=ma-cas+0001&country=ma&city=F%C3%A8s&talent=dj&talent=dj&gender=f");
    assert_eq!(query.to_address(), "country=MA&city=F%C3%A8s&talent=dj&gender=F&code=MACAS0001");
}

#[test]
fn what_counts_only_with_another_filter_goes_with_it() {
    let alone = |list, address| SearchQuery::from_address(list, address);
    let (query, ignored) = alone(SearchList::Casting, "radius_km=20&country=ma");
    assert_eq!((query.to_address().as_str(), ignored), ("country=MA", vec![FilterId::RadiusKm]));
    let (query, ignored) = alone(SearchList::Directory, "city=Fes");
    assert_eq!((query.to_address().as_str(), ignored), ("", vec![FilterId::City]));
    let near = read(SearchList::Casting, "city=Fes&radius_km=20&sort=nearest");
    assert_eq!(near.without(FilterId::City), SearchQuery::everyone(SearchList::Casting));
}

#[test]
fn an_order_must_make_sense_and_the_usual_one_is_not_written() {
    let (query, ignored) = SearchQuery::from_address(SearchList::Directory, "sort=best");
    assert_eq!((query.order(), ignored), (Order::Newest, vec![FilterId::Sort]));
    let words = read(SearchList::Directory, "q=amina&sort=best");
    assert_eq!((words.order(), words.to_address().as_str()), (Order::Best, "q=amina"));
    let newest = read(SearchList::Directory, "q=amina&sort=newest");
    assert_eq!((newest.order(), newest.to_address().as_str()), (Order::Newest, "q=amina&sort=newest"));
    assert_eq!(newest.without(FilterId::Words), SearchQuery::everyone(SearchList::Directory));
    assert_eq!(words.orders(), [Order::Best, Order::Newest, Order::Name, Order::Photo]);
}

#[test]
fn a_casting_search_without_words_begins_with_faces() {
    for (list, address, usual) in [
        (SearchList::Casting, "type=extra", Order::Photo),
        (SearchList::Casting, "q=amina", Order::Best),
        (SearchList::Directory, "gender=F", Order::Newest),
        (SearchList::Desk, "gender=F", Order::Newest),
    ] {
        assert_eq!(read(list, address).order(), usual, "{list:?} {address}");
    }
    let chosen = read(SearchList::Casting, "type=extra&sort=photo");
    assert_eq!(chosen.to_address(), "type=extra");
    let newest = read(SearchList::Casting, "type=extra&sort=newest");
    assert_eq!((newest.order(), newest.to_address().as_str()), (Order::Newest, "type=extra&sort=newest"));
    assert_eq!(chosen.orders(), [Order::Photo, Order::Newest, Order::Name]);
}

#[test]
fn values_are_taken_off_one_by_one() {
    let query = read(SearchList::Casting, "type=extra&type=model&type=extra&page=n1");
    assert_eq!(query.without_value(FilterId::Type, "extra").to_address(), "type=model");
    let none = query.without_value(FilterId::Type, "extra").without_value(FilterId::Type, "model");
    assert_eq!(none, SearchQuery::everyone(SearchList::Casting));
}

#[test]
fn no_more_is_read_than_is_searched_for() {
    let many: Vec<_> = (0..=MOST_VALUES).map(|number| format!("talent=t{number}")).collect();
    let (query, ignored) = SearchQuery::from_address(SearchList::Directory, &many.join("&"));
    assert_eq!((query.values(FilterId::Talent).len(), ignored), (MOST_VALUES, vec![FilterId::Talent]));
    let long = read(SearchList::Directory, &format!("q={}", "a".repeat(30_000)));
    assert_eq!(long.value(FilterId::Words).len(), 200);
    let address = form_urlencoded::Serializer::new(String::new()).append_pair("q", &"ع é ".repeat(5_000)).finish();
    let many = read(SearchList::Directory, &address);
    assert_eq!(many.value(FilterId::Words).chars().count(), 199);
    assert_eq!(many.words().len(), 8);
    assert!(many.to_address().len() < 1_200 && many.with(FilterId::Gender, "F").to_address().len() < 1_200);
    for (key, value) in [("talent", "a".repeat(65)), ("language", "fr".repeat(40)), ("city", "é".repeat(101))] {
        let (query, ignored) = SearchQuery::from_address(SearchList::Directory, &format!("country=MA&{key}={value}"));
        assert_eq!((query.to_address().as_str(), ignored.len()), ("country=MA", 1), "{key}");
    }
}

proptest! {
    #[test]
    fn any_address_can_be_read_and_written_again(address in any::<String>()) {
        for list in SearchList::ALL {
            let (query, _) = SearchQuery::from_address(list, &address);
            let (again, ignored) = SearchQuery::from_address(list, &query.to_address());
            prop_assert!(ignored.is_empty());
            prop_assert_eq!(again, query);
        }
    }
}

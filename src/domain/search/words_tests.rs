//! Spellings of one name find each other.

use proptest::prelude::*;

use super::*;

/// Each of these finds each, as names and in other texts, and as cities.
const SPELLINGS: &[&[&str]] = &[
    &["N'Diaye", "N’Diaye", "Nʼdiaye", "Ndiaye", "N Diaye", "NDIAYE", "N´Diaye", "n`diaye"],
    &["M'Barek", "Mbarek", "M Barek"],
    &["O'Neil", "ONeil", "O Neil"],
    &["D'Almeida", "Dalmeida", "d almeida"],
    &["Ben-Ali", "Ben Ali", "Benali", "Ben‑Ali", "بن علي", "بنعلي"],
    &["Aït-Ben-Haddou", "Ait Benhaddou", "Aitbenhaddou", "Aït Ben-Haddou"],
    &["El Fassi", "El-Fassi", "Elfassi", "الفاسي", "Fassi", "فاسي"],
    &["Van Damme", "Vandamme", "van-damme"],
    &["De Souza", "Desouza", "De-Souza"],
    &["chœur", "choeur", "CHŒUR"],
    &["Straße", "strasse", "STRASSE", "STRAẞE"],
    &["Bjørn", "bjorn"],
    &["Łukasz", "lukasz"],
    &["Đặng", "dang"],
    &["Işık", "isik", "IŞIK", "ISIK"],
    &["كريم", "کریم", "Karim", "Kareem"],
    &["مُحَمَّد", "محمد", "محمـــد", "ﻣﺤﻤﺪ", "Mohamed", "Mohammed", "Muhammad"],
    &["عبد الله", "عبدالله", "عبد\u{200c}الله", "Abdallah", "Abd Allah", "Abdellah", "Abd-Allah"],
    &["عبد القادر", "عبدالقادر", "Abdelkader", "Abd El Kader", "Abdel Kader", "Abd-el-Kader"],
    &["نور الدين", "نورالدين", "Noureddine", "Nour Eddine", "Nour-Eddine"],
    &["فاطمة الزهراء", "Fatima Zahra", "Fatima-Zahra", "Fatimazahra"],
    &["هدى", "ھدی", "ہدي"],
    &["2026", "٢٠٢٦", "۲۰۲۶", "２０２６"],
    &["ⴰⵎⵓⵔ", "ⴰⵎⵓⵔ"],
    &["𞤀𞤣𞤤𞤢𞤥", "𞤢𞤣𞤤𞤢𞤥"],
];

/// Names alone, where any neighbours may be one word.
const NAMES: &[&[&str]] = &[
    &["Jean-Luc", "Jean Luc", "Jeanluc"],
    &["Marie-Anne-Sophie", "Marie Anne Sophie", "Marieanne Sophie", "Marie-Annesophie"],
    &["Ben Abd El Kader", "Benabdelkader", "Ben Abdelkader", "بن عبد القادر"],
    &["يوسف", "Youssef", "Yusuf", "Youcef"],
    &["فاطمة", "Fatima", "Fatma", "Fatema"],
    &["Casablanca", "الدار البيضاء", "دار البيضاء"],
];

fn finds(question: &str, stored: &[String]) -> bool {
    let words = query_words(question);
    let found = |word: &QueryWord| {
        word.beginnings().any(|beginning| stored.iter().any(|own| own.starts_with(beginning)))
            || word.whole().iter().any(|whole| stored.contains(whole))
    };
    !words.is_empty() && words.iter().all(found)
}

#[test]
fn each_spelling_finds_each() {
    for spellings in SPELLINGS.iter().chain(NAMES) {
        for stored in *spellings {
            for question in *spellings {
                assert!(finds(question, &stored_words(stored, true)), "{question} finds the name {stored}");
                assert_eq!(city_key(question), city_key(stored), "{question} and {stored} are one city");
            }
        }
    }
    for spellings in SPELLINGS {
        for stored in *spellings {
            let text = format!("Bonjour, {stored} ; actrice, ممثلة");
            for question in *spellings {
                assert!(finds(question, &stored_words(&text, false)), "{question} is found in {text}");
            }
        }
    }
}

#[test]
fn other_words_are_not_found() {
    for (question, stored) in [
        ("Salim", "Salma"),
        ("محمد", "حامد"),
        ("Mohamed", "Mahmoud"),
        ("إلياس", "ياسين"),
        ("Alami", "Amine"),
        ("Benali", "Ali"),
        ("a b", "Abdel"),
    ] {
        assert!(!finds(question, &stored_words(stored, true)), "{question} {stored}");
    }
}

#[test]
fn a_name_is_searched_by_its_beginning_too() {
    for (question, stored) in [
        ("ndia", "N'Diaye"),
        ("ben al", "Benali"),
        ("benal", "Ben Ali"),
        ("الفا", "الفاسي"),
        ("moham", "Mohamed"),
        ("عبد ال", "عبدالله"),
    ] {
        assert!(finds(question, &stored_words(stored, true)), "{question} {stored}");
    }
    assert!(!finds("مح", &stored_words("Mohamed", true)));
}

#[test]
fn more_words_stand_only_where_parts_belong_together() {
    assert_eq!(stored_words("Actrice et danseuse à Lyon", false), ["actrice", "et", "danseuse", "a", "lyon"]);
    assert_eq!(stored_words("l’été", false), ["l", "lete", "ete"]);
    assert_eq!(stored_words("Zoé", true), ["zoe"]);
}

#[test]
fn questions_are_bounded() {
    let question = query_words(&format!("un deux trois quatre cinq six sept huit neuf {}", "a".repeat(99)));
    assert_eq!(question.len(), MOST_WORDS);
    let long = query_words(&format!("{0} {0}", "é".repeat(99)));
    assert!(long.iter().flat_map(QueryWord::beginnings).all(|word| word.chars().count() <= LONGEST_WORD));
    assert!(query_words(" ,;- ").is_empty());
}

proptest! {
    #[test]
    fn a_text_is_found_by_itself(text in "\\PC{0,80}", is_name in any::<bool>()) {
        prop_assert!(query_words(&text).is_empty() || finds(&text, &stored_words(&text, is_name)));
    }

    #[test]
    fn words_are_bounded(text in any::<String>()) {
        for word in stored_words(&text, true) {
            prop_assert!(!word.is_empty() && word.chars().count() <= LONGEST_WORD + NAME_MARK.len());
        }
    }
}

//! Words that say that a name, an address, a birth date or a number follows.

use std::sync::LazyLock;

use crate::domain::search::text::normalise;

/// A label is of no more words.
const MOST_WORDS: usize = 5;
/// Labels as they stand alone.
const WHOLE: [&str; 42] = [
    "nom",
    "prenom",
    "nom complet",
    "nom et prenom",
    "nom prenom",
    "prenom et nom",
    "nom de famille",
    "nom d usage",
    "nom de scene",
    "name",
    "full name",
    "first name",
    "last name",
    "family name",
    "surname",
    "stage name",
    "residence",
    "ne le",
    "nee le",
    "ne e le",
    "lieu de naissance",
    "place of birth",
    "born",
    "tel",
    "telephone",
    "gsm",
    "mobile",
    "portable",
    "whatsapp",
    "phone",
    "skype",
    "instagram",
    "facebook",
    "linkedin",
    "tiktok",
    "twitter",
    "youtube",
    "الاسم",
    "الاسم الكامل",
    "الاسم العائلي",
    "الاسم الشخصي",
    "النسب",
];
/// Labels that other words follow: « adresse personnelle », « CIN n° ».
const BEGINNING: [&str; 28] = [
    "adresse",
    "address",
    "domicile",
    "العنوان",
    "عنوان السكن",
    "date de naissance",
    "date et lieu de naissance",
    "date of birth",
    "تاريخ الازدياد",
    "تاريخ الميلاد",
    "مكان الازدياد",
    "e mail",
    "email",
    "mail",
    "courriel",
    "البريد الالكتروني",
    "الهاتف",
    "هاتف",
    "cin",
    "cni",
    "carte nationale",
    "carte d identite",
    "passeport",
    "passport",
    "id number",
    "رقم البطاقة",
    "البطاقة الوطنية",
    "رقم جواز السفر",
];
/// Of these the next line has the value, when nothing else stands in theirs.
const STACKED: [&str; 10] =
    ["nom", "nom complet", "name", "full name", "الاسم", "الاسم الكامل", "adresse", "address", "العنوان", "domicile"];
/// What a birth date follows: folded words at the beginning of a sentence.
const BIRTH: [&str; 10] =
    ["ne ", "nee ", "ne e ", "born ", "naissance ", "date of birth ", "من مواليد ", "مواليد ", "ازداد ", "ولد "];

static FOLDED: LazyLock<[Vec<String>; 4]> = LazyLock::new(|| {
    let folded = |word: &&str| if word.ends_with(' ') { format!("{} ", normalise(word)) } else { normalise(word) };
    [WHOLE.as_slice(), &BEGINNING, &STACKED, &BIRTH].map(|words| words.iter().map(folded).collect())
});

/// Whether a text is a label.
pub fn is_label(text: &str) -> bool {
    let [whole, beginning, ..] = &*FOLDED;
    let folded = normalise(text);
    let begins = |label: &String| {
        folded.strip_prefix(label.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    whole.contains(&folded) || (folded.split(' ').count() <= MOST_WORDS && beginning.iter().any(begins))
}

/// Whether the next line has the value of the label that this line is.
pub fn is_stacked(line: &str) -> bool {
    let [_, _, stacked, _] = &*FOLDED;
    stacked.contains(&normalise(line))
}

/// Whether a text begins by saying when a person was born.
pub fn tells_birth(text: &str) -> bool {
    let [.., birth] = &*FOLDED;
    let folded = normalise(text);
    folded.chars().any(|c| c.is_ascii_digit()) && birth.iter().any(|word| folded.starts_with(word.as_str()))
}

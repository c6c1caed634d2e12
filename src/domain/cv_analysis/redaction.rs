//! What is taken out of a CV before it leaves the site: everything that says who the person is.

use std::sync::LazyLock;

use chrono::{Datelike as _, NaiveDate};

use super::contacts;
use crate::domain::{search::text::normalise, typed::to_ascii};

/// What stands in its place.
const GONE: &str = "[…]";
/// Words of names with fewer letters are words of any text too, unless they begin with a capital.
const SHORTEST_NAME: usize = 3;
/// Names without the blanks between them, as programs that take text out of a file may write them: shorter ones are words.
const SHORTEST_JOINED: usize = 6;
/// Words that stand in names and in every text.
const PARTICLES: [&str; 14] = ["el", "al", "la", "le", "du", "de", "di", "da", "ou", "st", "des", "les", "del", "ال"];
/// The last digits of a phone number are the same however its beginning is written.
const END_OF_PHONE: usize = 8;
/// Shorter answers stand in any text.
const SHORTEST_ANSWER: usize = 5;
/// Digits of a number that may be one of a document or a phone.
const FEWEST_DIGITS: usize = 6;
/// What stands before a name, an address or a birth date, as [`normalise`] writes it.
const LABELS: [&str; 46] = [
    "nom",
    "prenom",
    "nom complet",
    "nom et prenom",
    "nom prenom",
    "prenom et nom",
    "adresse",
    "domicile",
    "residence",
    "ne le",
    "nee le",
    "ne e le",
    "date de naissance",
    "date et lieu de naissance",
    "lieu de naissance",
    "tel",
    "telephone",
    "gsm",
    "mobile",
    "portable",
    "whatsapp",
    "e mail",
    "email",
    "mail",
    "courriel",
    "cin",
    "cni",
    "passeport",
    "skype",
    "name",
    "full name",
    "first name",
    "last name",
    "address",
    "date of birth",
    "born",
    "place of birth",
    "passport",
    "phone",
    "الاسم",
    "الاسم الكامل",
    "العنوان",
    "تاريخ الازدياد",
    "تاريخ الميلاد",
    "الهاتف",
    "البريد الالكتروني",
];

/// The same, folded as lines are.
static FOLDED: LazyLock<Vec<String>> = LazyLock::new(|| LABELS.iter().map(|label| normalise(label)).collect());

/// What of the profile identifies the person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identity {
    /// Names in every script there is.
    pub names: Vec<String>,
    /// Addresses of all kinds, numbers of documents.
    pub answers: Vec<String>,
}

/// A text without what says whose it is.
#[must_use]
pub fn redacted(text: &str, identity: &Identity) -> String {
    let known = Known::of(identity);
    let mut kept = String::with_capacity(text.len());
    for line in text.lines() {
        kept.push_str(&known.line(line));
        kept.push('\n');
    }
    kept
}

/// A birth date as people write it in three languages.
#[must_use]
pub fn written_dates(date: NaiveDate) -> Vec<String> {
    const FRENCH: [&str; 12] = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    const ENGLISH: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    // As in Morocco, and as farther east.
    const ARABIC: [&str; 12] =
        ["يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"];
    const EASTERN: [&str; 12] =
        ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"];
    let (day, year) = (date.day(), date.year());
    let place = usize::try_from(date.month0()).unwrap_or_default();
    let mut all = vec![date.to_string()];
    for month in [FRENCH, ENGLISH, ARABIC, EASTERN].iter().filter_map(|months| months.get(place)) {
        all.push(format!("{day} {month} {year}"));
        all.push(format!("{day:02} {month} {year}"));
        all.push(format!("{month} {day} {year}"));
    }
    all
}

struct Known {
    names: Vec<String>,
    /// Words of names that are names only where they begin with a capital, or in a script that has none.
    short_names: Vec<String>,
    /// Without blanks.
    answers: Vec<String>,
}

impl Known {
    fn of(identity: &Identity) -> Self {
        let words =
            identity.names.iter().flat_map(|name| normalise(name).split(' ').map(str::to_owned).collect::<Vec<_>>());
        let (mut names, short): (Vec<String>, Vec<String>) = words
            .filter(|word| !PARTICLES.contains(&word.as_str()))
            .partition(|word| word.chars().count() >= SHORTEST_NAME);
        names.extend(joined(&identity.names));
        let answers = identity.answers.iter().flat_map(|answer| parts(answer)).map(|part| part.replace(' ', ""));
        Self {
            names,
            short_names: short.into_iter().filter(|word| word.chars().count() == SHORTEST_NAME - 1).collect(),
            answers: answers.filter(|answer| answer.chars().count() >= SHORTEST_ANSWER).collect(),
        }
    }

    fn line(&self, line: &str) -> String {
        if let Some((label, _)) = line.split_once([':', '：'])
            && FOLDED.contains(&normalise(label))
        {
            return format!("{label}: {GONE}");
        }
        // Also where it is written with other signs or blanks.
        let folded = normalise(line);
        let squeezed = folded.replace(' ', "");
        // As in « C A N A R I » above a page.
        let letters = folded.split(' ').filter(|word| word.chars().count() == 1).count();
        let spaced = letters >= SHORTEST_NAME && 2 * letters >= folded.split(' ').count();
        if self.answers.iter().any(|answer| squeezed.contains(answer.as_str()))
            || (spaced && self.names.iter().any(|name| squeezed.contains(name.as_str())))
        {
            return GONE.to_owned();
        }
        let mut plain = line.to_owned();
        for (begin, end) in contacts::phones(line).into_iter().rev() {
            plain.replace_range(begin..end, GONE);
        }
        // Blanks and tabs stay: they part the cells of tables.
        plain.split_inclusive(char::is_whitespace).map(|word| self.word(word)).collect()
    }

    fn word(&self, word: &str) -> String {
        let bare = word.trim_end();
        let blank = word.get(bare.len()..).unwrap_or_default();
        let gone = self.is_name(bare)
            || contacts::email(bare).is_some()
            || bare.contains('@')
            || contacts::is_link(bare)
            || is_date(bare)
            || is_number(bare);
        if gone { format!("{GONE}{blank}") } else { word.to_owned() }
    }

    /// Parts of a word too: a hyphen may join two names, an article stand before one.
    fn is_name(&self, word: &str) -> bool {
        let folded = normalise(word);
        folded.split(' ').any(|part| {
            let bare = part.strip_prefix("ال").unwrap_or(part);
            self.names.iter().any(|name| name == part || name.strip_prefix("ال").unwrap_or(name) == bare)
                || (begins_high(word) && self.short_names.iter().any(|name| name == part))
        })
    }
}

/// Each name without blanks, and each two of them in both orders.
fn joined(names: &[String]) -> Vec<String> {
    let whole: Vec<String> = names.iter().map(|name| normalise(name).replace(' ', "")).collect();
    let pairs = whole.iter().flat_map(|one| whole.iter().map(move |other| format!("{one}{other}")));
    whole.iter().cloned().chain(pairs).filter(|name| name.chars().count() >= SHORTEST_JOINED).collect()
}

/// An answer and what may stand in a CV of it: of an address each part that is not just a city, of a phone its end.
fn parts(answer: &str) -> Vec<String> {
    let whole = normalise(answer);
    let digits: Vec<char> = whole.chars().filter(char::is_ascii_digit).collect();
    let end = digits.len().checked_sub(END_OF_PHONE).filter(|_| answer.trim_start().starts_with('+'));
    let end: Option<String> = end.map(|before| digits.iter().skip(before).collect());
    let of_address = answer.split([',', '\n']).map(normalise);
    let of_address = of_address.filter(|part| part.contains(' ') || part.chars().any(|c| c.is_ascii_digit()));
    of_address.chain(end).chain([whole]).collect()
}

/// Whether the first letter of a word is no small one.
fn begins_high(word: &str) -> bool {
    word.chars().find(|c| c.is_alphabetic()).is_some_and(|c| !c.is_lowercase())
}

/// A date with a day: jobs have months and years.
fn is_date(word: &str) -> bool {
    let plain: String = word.chars().map(to_ascii).collect();
    let parts: Vec<&str> = plain
        .trim_matches(|c: char| !c.is_ascii_digit())
        .split(['/', '-', '.'])
        .filter(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()))
        .collect();
    match parts.as_slice() {
        [one, two, three] => one.len() <= 2 && two.len() <= 2 && three.len() >= 2 || one.len() == 4 && three.len() <= 2,
        _ => false,
    }
}

/// A number of a document: of letters and many digits.
fn is_number(word: &str) -> bool {
    let digits = word.chars().map(to_ascii).filter(char::is_ascii_digit).count();
    let span = word.contains(['-', '–', '—', '/']) && digits <= 8;
    digits >= FEWEST_DIGITS && !span
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity() -> Identity {
        Identity {
            names: vec!["Canari Prénom".to_owned(), "El Témoin".to_owned(), "كناري الشاهد".to_owned()],
            answers: vec!["12, rue des Canaris, Fès".to_owned(), "1990-02-03".to_owned(), "ZZ123456".to_owned()],
        }
    }

    #[test]
    fn nothing_says_whose_it_is() {
        let text = "CANARI PRENOM El-Témoin\nكناري شاهد\nContact : canari@exemple.test / +212 6 12 34 56 78\n\
                    Rue des Canaris 12\n12 rue des canaris\nNé le 03/02/1990\nCIN : ZZ 123456\nPasseport ZZ123456\n\
                    linkedin.com/in/canari\nالهاتف: ٠٦١٢٣٤٥٦٧٨\nعنوان ٠٦١٢٣٤٥٦٧٨\nNom : Canari\nAdresse : ailleurs\n03-02-1990\t03.02.90";
        let sent = normalise(&redacted(text, &identity()));
        for canary in [
            "canari",
            "prenom",
            "temoin",
            "كناري",
            "شاهد",
            "exemple",
            "612",
            "1990",
            "123456",
            "linkedin",
            "ailleurs",
            "rue",
        ] {
            assert!(!sent.contains(&normalise(canary)), "{canary} in {sent}");
        }
    }

    #[test]
    fn short_names_spaced_names_and_ends_of_phones_go_too() {
        let identity = Identity {
            names: vec!["Ba Sy".to_owned(), "El Canari".to_owned(), "طه".to_owned()],
            answers: vec!["+22670123456".to_owned(), "Derb Canaris, Casablanca".to_owned()],
        };
        for line in ["C A N A R I", "Mobile 70-12-34-56", "70123456", "12 derb canaris"] {
            assert_eq!(redacted(line, &identity).trim_end().trim_start_matches("Mobile "), GONE, "{line}");
        }
        assert_eq!(redacted("SY Ba طه", &identity).trim_end(), format!("{GONE} {GONE} {GONE}"));
        let text = "Théâtre de Casablanca, de la danse à la ba";
        assert_eq!(redacted(text, &identity).trim_end(), text);
    }

    #[test]
    fn names_without_the_blank_between_them_go_too() {
        let identity = Identity { names: vec!["Canari".to_owned(), "El Témoin".to_owned()], answers: Vec::new() };
        for line in ["CanariElTémoin", "ELTEMOINCANARI", "ElTémoin"] {
            assert_eq!(redacted(line, &identity).trim_end(), GONE, "{line}");
        }
        assert_eq!(redacted("canaris témoins", &identity).trim_end(), "canaris témoins");
    }

    #[test]
    fn birth_dates_in_words_go_too() {
        let born = NaiveDate::from_ymd_opt(1990, 2, 3).unwrap();
        let identity = Identity { names: Vec::new(), answers: written_dates(born) };
        for line in ["Né le 3 février 1990", "Born February 3, 1990", "03 FEVRIER 1990", "3 فبراير 1990"] {
            assert_eq!(redacted(line, &identity).trim_end(), GONE, "{line}");
        }
    }

    #[test]
    fn what_somebody_did_stays() {
        let text =
            "Comédien\t2015 - 2019\nDanse à Fès, 03/2020 – 05/2021\nPrix 2018/2019 et 150 spectacles\nممثل مسرحي";
        assert_eq!(redacted(text, &identity()).trim_end(), text);
    }
}

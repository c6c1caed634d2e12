//! What is taken out of a CV before it leaves the site: everything that says who the person is.

mod address;
mod labels;
mod written;

pub use self::written::written_dates;
use self::{
    address::is_address,
    labels::{is_label, is_stacked, tells_birth},
};
use super::{arabic::bare, contacts};
use crate::domain::{search::text::normalise, typed::to_ascii};

/// What stands in its place.
const GONE: &str = "[…]";
/// Words of names with fewer letters are words of any text too, unless they begin with a capital.
const SHORTEST_NAME: usize = 3;
/// Names without the blanks between them, as programs that take text out of a file may write them: shorter ones are words.
const SHORTEST_JOINED: usize = 6;
/// Shorter names stand within other words: « Ben » and « Ali » in « bengali ».
const SHORTEST_WITHIN: usize = 4;
/// Words that stand in names and in every text.
const PARTICLES: [&str; 14] = ["el", "al", "la", "le", "du", "de", "di", "da", "ou", "st", "des", "les", "del", "ال"];
/// The last digits of a phone number are the same however its beginning is written.
const END_OF_PHONE: usize = 8;
/// Shorter answers stand in any text.
const SHORTEST_ANSWER: usize = 5;
/// Digits of a number that may be one of a document or a phone.
const FEWEST_DIGITS: usize = 6;
/// Behind so many letters fewer do.
const FEWEST_DIGITS_OF_CARD: usize = 5;
const MOST_LETTERS: usize = 3;
/// What parts the cells of a line.
const BETWEEN: [char; 5] = ['\t', '|', '•', '·', ';'];
const COLONS: [char; 2] = [':', '：'];
/// What the profile says of a person’s identity.
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
    let lines: Vec<&str> = text.lines().collect();
    let mut kept = String::with_capacity(text.len());
    // What a line begins may end in the next one.
    let mut begun = false;
    for (line, following) in lines.iter().zip(lines.iter().skip(1).map(Some).chain([None])) {
        let goes_on = following.is_some_and(|next| known.goes_on(line, next));
        if begun || goes_on {
            kept.push_str(GONE);
        } else {
            kept.push_str(&known.line(line));
        }
        kept.push('\n');
        begun = goes_on || is_stacked(line);
    }
    kept
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

    /// Whether an answer begins in one line and ends in the next one.
    fn goes_on(&self, line: &str, next: &str) -> bool {
        let [line, next] = [line, next].map(|line| normalise(line).replace(' ', ""));
        let both = format!("{line}{next}");
        let has = |text: &str, answer: &str| text.contains(answer);
        let long = |answer: &&String| answer.chars().count() >= END_OF_PHONE;
        self.answers.iter().filter(long).any(|one| has(&both, one) && !has(&line, one) && !has(&next, one))
    }

    fn line(&self, line: &str) -> String {
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
        let line = contacts::joined(line);
        let mut plain = String::with_capacity(line.len());
        let mut labelled = false;
        for segment in line.split_inclusive(BETWEEN) {
            let end = segment.trim_end_matches(BETWEEN);
            if std::mem::take(&mut labelled) || is_address(end) || tells_birth(end) {
                plain.push_str(GONE);
            } else if let Some((label, _)) =
                end.split_once(COLONS).filter(|(label, value)| is_label(label) && !value.trim().is_empty())
            {
                plain.push_str(&format!("{label}: {GONE}"));
            } else {
                labelled = is_label(end.trim_end_matches(COLONS));
                plain.push_str(&self.words(end));
            }
            plain.push_str(segment.get(end.len()..).unwrap_or_default());
        }
        plain
    }

    fn words(&self, text: &str) -> String {
        let mut plain = text.to_owned();
        for (begin, end) in contacts::phones(text).into_iter().rev() {
            plain.replace_range(begin..end, GONE);
        }
        plain.split_inclusive(char::is_whitespace).map(|word| self.word(word)).collect()
    }

    fn word(&self, word: &str) -> String {
        let end = word.trim_end();
        let blank = word.get(end.len()..).unwrap_or_default();
        let gone = self.is_name(end)
            || contacts::email(end).is_some()
            || end.contains('@')
            || contacts::is_link(end)
            || is_date(end)
            || is_number(end)
            || is_card(end);
        if gone { format!("{GONE}{blank}") } else { word.to_owned() }
    }

    /// Parts of a word too: a hyphen may join two names, an article stand before one, and an address of a network be two
    /// names without a blank.
    fn is_name(&self, word: &str) -> bool {
        let folded = normalise(word);
        folded.split(' ').any(|part| {
            let is = |name: &String| name == part || bare(name) == bare(part);
            let long = self.names.iter().filter(|name| name.chars().count() >= SHORTEST_WITHIN);
            long.filter(|name| part.contains(name.as_str())).count() > 1
                || self.names.iter().any(is)
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

/// A number of a document: one to three letters, then digits alone.
fn is_card(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let digits = word.trim_start_matches(|c: char| c.is_alphabetic());
    let letters = word.chars().count() - digits.chars().count();
    (1..=MOST_LETTERS).contains(&letters)
        && digits.chars().count() >= FEWEST_DIGITS_OF_CARD
        && digits.chars().all(|c| to_ascii(c).is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

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
        for line in [
            "Né le 3 février 1990",
            "Born February 3, 1990",
            "3rd of February 1990",
            "3 févr. 1990",
            "03 02 1990",
            "03 FEVRIER 1990",
            "3 فبراير 1990",
        ] {
            assert_eq!(redacted(line, &identity).trim_end(), GONE, "{line}");
        }
    }

    #[test]
    fn what_the_profile_does_not_say_is_known_by_its_look() {
        for (line, left) in [
            ("CIN QX71717, permis B", "CIN […] permis B"),
            ("scene @ essai.test", GONE),
            ("scene [at] essai.test", GONE),
            ("Tél 06/00/00/00/00", "Tél […]"),
            ("Née en 1990 à Fès", GONE),
            ("Chant | Instagram : scene_essai", "Chant | Instagram : […]"),
            ("Adresse\tailleurs", "Adresse\t[…]"),
            ("Adresse\nailleurs\nDanse", "Adresse\n[…]\nDanse"),
            ("12, rue de l’Essai", GONE),
            ("canariprenom", GONE),
            ("canari\n@exemple.test", "[…]\n[…]"),
        ] {
            assert_eq!(
                redacted(line, &identity()).trim_end().replace(" : ", ": "),
                left.replace(" : ", ": "),
                "{line}"
            );
        }
        let wrapped = Identity { names: Vec::new(), answers: vec!["+212600000123".to_owned()] };
        assert_eq!(redacted("+212 6 00\n00 01 23\nDanse", &wrapped).trim_end(), "[…]\n[…]\nDanse");
    }

    #[test]
    fn what_somebody_did_stays() {
        let text =
            "Comédien\t2015 - 2019\nDanse à Fès, 03/2020 – 05/2021\nPrix 2018/2019 et 150 spectacles\nممثل مسرحي";
        assert_eq!(redacted(text, &identity()).trim_end(), text);
    }
}

//! The choices of selects that several sections have.

use std::sync::OnceLock;

use crate::{
    components::form::SelectOption,
    domain::{
        lang::Lang,
        reference::{self, Country},
        search::text::normalise,
    },
};

/// Every country, by its name in the reader's language.
pub fn countries(lang: Lang) -> &'static [SelectOption] {
    static SORTED: ByLang = [const { OnceLock::new() }; 3];
    sorted(&SORTED, lang, |country| country.name(lang).to_owned())
}

/// Every country with its dialling code.
pub fn dialling_codes(lang: Lang) -> Vec<SelectOption> {
    static SORTED: ByLang = [const { OnceLock::new() }; 3];
    let label = |country: &Country| format!("{} ({}+{})", country.name(lang), before_plus(lang), country.dial_code);
    sorted(&SORTED, lang, label).to_vec()
}

/// Among Arabic words a plus sign moves behind its number unless a left-to-right mark holds it.
const fn before_plus(lang: Lang) -> &'static str {
    match lang {
        Lang::Ar => "\u{200e}",
        Lang::Fr | Lang::En => "",
    }
}

/// Every nationality.
pub fn nationalities(lang: Lang) -> Vec<SelectOption> {
    static SORTED: ByLang = [const { OnceLock::new() }; 3];
    sorted(&SORTED, lang, |country| country.nationality(lang).to_owned()).to_vec()
}

/// The terms of a closed list, in its order. Their words come first: a list is searched by typing how a choice begins.
pub fn terms(list: &'static str, lang: Lang) -> Vec<SelectOption> {
    reference::terms(list)
        .map(|term| {
            SelectOption::new(term.key.clone(), format!("{} {}", term.label(lang), term.emoji).trim().to_owned())
        })
        .collect()
}

/// A list in each language, sorted when it is first asked for: comparing as people do takes longer than the page.
type ByLang = [OnceLock<Vec<SelectOption>>; 3];

fn sorted(kept: &'static ByLang, lang: Lang, label: impl Fn(&Country) -> String) -> &'static [SelectOption] {
    let [fr, ar, en] = kept;
    let kept = match lang {
        Lang::Fr => fr,
        Lang::Ar => ar,
        Lang::En => en,
    };
    kept.get_or_init(|| sort(lang, label))
}

fn sort(lang: Lang, label: impl Fn(&Country) -> String) -> Vec<SelectOption> {
    let mut labelled: Vec<(String, &Country)> =
        reference::countries().iter().map(|country| (label(country), country)).collect();
    labelled.sort_by_cached_key(|(label, country)| (normalise(label), country.name(lang)));
    labelled
        .into_iter()
        .map(|(label, country)| {
            SelectOption::new(country.code.clone(), format!("{label} {}", reference::flag(&country.code)))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plus_sign_stands_before_the_number_in_every_language() {
        for (lang, expected) in [(Lang::Fr, "(+212)"), (Lang::En, "(+212)"), (Lang::Ar, "(\u{200e}+212)")] {
            let options = dialling_codes(lang);
            let morocco = options.iter().find(|option| option.value == "MA").unwrap();
            assert!(morocco.label.contains(expected), "{:?}", morocco.label);
            assert_eq!(options.len(), reference::countries().len());
        }
    }
}

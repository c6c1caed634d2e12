//! The lines of a card, written as text: twenty-four cards as views would take most of the time of a list.

use super::addresses::COMPARE_FORM;
use crate::{
    components::html::Html,
    domain::{
        module::Module,
        search::{
            comparison::CODE,
            list::SearchList,
            page::{Hidden, TalentCard},
        },
        visibility::Visibility,
    },
    i18n::{Locale, td_string},
};

/// Talents that a card of the directory names; a face has room for one.
const NAMED_TALENTS: usize = 2;

/// Writes everything of a card but its picture. The link lies over the whole card, the box to tick over the link.
pub fn write_card_text(html: &mut Html, card: &TalentCard, list: SearchList, locale: Locale) {
    let casting = list == SearchList::Casting;
    let name = card.names.first().unwrap_or(&card.initials);
    let profile = list.module().unwrap_or(Module::Main).profile_path(&card.code);
    html.markup("<h2><a").attribute("href", profile).markup("><bdi>").text(name).markup("</bdi></a></h2>");
    for other in card.names.iter().skip(1) {
        html.markup(r#"<p><bdi dir="auto">"#).text(other).markup("</bdi></p>");
    }
    if casting {
        html.markup("<p>").text(age_and_height(card, locale)).markup("</p>");
    }
    html.markup(r#"<p class="text-muted"><span aria-hidden="true">"#)
        .text(&card.residence.flag)
        .markup("</span> <bdi>")
        .text(&card.residence.city)
        .markup(r#"</bdi><span class="sr-only"> "#)
        .text(&card.residence.country)
        .markup("</span></p>");
    let talents = talents_line(card, if casting { 1 } else { NAMED_TALENTS }, locale);
    if !talents.is_empty() {
        html.markup("<p>").text(talents).markup("</p>");
    }
    if let Some(availability) = &card.availability {
        html.markup(r#"<p class="card-availability"><span aria-hidden="true" class=""#)
            .markup(if availability.available { "bg-success" } else { "bg-base-300" })
            .markup(r#""></span>"#)
            .text(&availability.label)
            .markup("</p>");
    }
    if let Some(hidden) = card.hidden {
        html.markup(r#"<p class="chip border-warning/40 bg-warning/15 text-warning-strong">"#)
            .text(hidden_text(hidden, locale))
            .markup("</p>");
    }
    html.markup(r#"<p class="card-code" dir="ltr">"#).text(&card.code).markup("</p>");
    write_box(html, &card.code, &td_string!(locale, search.compare_person, name = name.as_str()).to_string());
}

/// Writes the box to tick. It belongs to the form that compares.
fn write_box(html: &mut Html, code: &str, label: &str) {
    html.markup(r#"<label class="card-box"><input class="checkbox checkbox-primary compare-box" type="checkbox""#)
        .attribute("form", COMPARE_FORM)
        .attribute("name", CODE)
        .attribute("value", code)
        .markup(r#"><span class="sr-only">"#)
        .text(label)
        .markup("</span></label>");
}

/// « 31 ans · 172 cm ».
fn age_and_height(card: &TalentCard, locale: Locale) -> String {
    let age = td_string!(locale, profile.years_old, count = u64::from(card.age)).to_string();
    match card.height {
        Some(height) => format!("{age} · {}", td_string!(locale, common.centimetres, height = height)),
        None => age,
    }
}

/// « Soudure · Musique +3 ».
fn talents_line(card: &TalentCard, named: usize, locale: Locale) -> String {
    let shown: Vec<&str> = card.talents.iter().take(named).map(|talent| talent.label.as_str()).collect();
    // In Arabic a sign before a number would stand behind it.
    let mark = match locale {
        Locale::ar => "\u{200e}",
        Locale::fr | Locale::en => "",
    };
    match card.talents.len().saturating_sub(named) {
        0 => shown.join(" · "),
        more => format!("{} {mark}+{more}", shown.join(" · ")),
    }
}

/// For administrators: why others do not see this person.
fn hidden_text(hidden: Hidden, locale: Locale) -> &'static str {
    match hidden {
        Hidden::MinorWaiting => td_string!(locale, term.state_minor_waiting),
        Hidden::Limited(Visibility::Private) => td_string!(locale, term.state_private),
        Hidden::Limited(_) => td_string!(locale, term.state_members),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        profiles::public::{ShownResidence, TalentBadge},
        search::page::CardAvailability,
    };

    fn card() -> TalentCard {
        let talent =
            |key: &str| TalentBadge { key: key.to_owned(), emoji: "🎬".to_owned(), label: format!("<{key}>") };
        TalentCard {
            code: "MACAS0001F".to_owned(),
            names: vec!["<Zara> & \"Co\"".to_owned(), "زارا".to_owned()],
            initials: "Z. C.".to_owned(),
            photo: None,
            age: 31,
            height: Some(172),
            residence: ShownResidence {
                country_code: "MA".to_owned(),
                country: "Maroc".to_owned(),
                flag: "🇲🇦".to_owned(),
                city: "<Salé>".to_owned(),
            },
            talents: ["a", "b", "c"].map(talent).to_vec(),
            availability: Some(CardAvailability { label: "<libre>".to_owned(), available: true }),
            hidden: Some(Hidden::MinorWaiting),
        }
    }

    fn card_text(card: &TalentCard, list: SearchList, locale: Locale) -> String {
        let mut html = Html::default();
        write_card_text(&mut html, card, list, locale);
        html.into_inner()
    }

    #[test]
    fn nothing_a_person_wrote_is_taken_for_markup() {
        for list in [SearchList::Casting, SearchList::Directory] {
            let html = card_text(&card(), list, Locale::fr);
            for written in ["<Zara>", "<Salé>", "<a>", "<libre>"] {
                assert!(!html.contains(written), "{written} in {html}");
            }
            assert!(html.contains("&lt;Zara&gt; &amp; ") && html.contains("زارا"), "{html}");
            assert_eq!(html.matches("type=\"checkbox\"").count(), 1, "{html}");
        }
    }

    #[test]
    fn a_card_names_few_talents_and_counts_the_others() {
        let card = card();
        let spaced = |html: String| html.replace(['\u{a0}', '\u{202f}'], " ");
        let casting = spaced(card_text(&card, SearchList::Casting, Locale::fr));
        assert!(casting.contains("31 ans · 172 cm") && casting.contains("&lt;a&gt; +2"), "{casting}");
        assert!(casting.contains(r#"href="/cinema/profile/MACAS0001F""#), "{casting}");
        let directory = card_text(&card, SearchList::Directory, Locale::fr);
        assert!(directory.contains("&lt;a&gt; · &lt;b&gt; +1") && !directory.contains("172 cm"), "{directory}");
        assert!(card_text(&card, SearchList::Casting, Locale::ar).contains("&lt;a&gt; \u{200e}+2"));
        let unmeasured = TalentCard { height: None, talents: Vec::new(), ..card };
        let html = spaced(card_text(&unmeasured, SearchList::Casting, Locale::fr));
        assert!(html.contains("<p>31 ans</p>") && !html.contains('+'), "{html}");
    }
}

//! What can be chosen in the filters of closed lists.

use std::borrow::Cow;

use crate::{
    domain::{
        lang::Lang,
        module::Module,
        reference,
        search::{
            attribute::{ACCOUNT_STATES, Attribute},
            page::TalentChoices,
        },
    },
    pages::sections::{choice_list::groups_list, options::countries},
    texts::filters::term_text,
};

/// The group that stands before the others, in the lists that have it.
const FIRST_GROUP: &str = "moroccan";
/// Groups of languages that stand folded away.
const FOLDED_LANGUAGES: [&str; 2] = ["african", "other"];

/// A key of a closed list, with what is read.
pub struct FilterChoice<'a> {
    pub key: Cow<'a, str>,
    /// May be empty.
    pub emoji: &'a str,
    pub label: Cow<'a, str>,
}

/// Choices that belong together.
pub struct FilterChoices<'a> {
    /// Empty where the list has no groups.
    pub label: String,
    /// Whether they are folded away until one is chosen: few people look for them.
    pub folded: bool,
    pub choices: Vec<FilterChoice<'a>>,
}

/// Every choice of an attribute, by group.
pub fn choices_of(attribute: Attribute, talents: &TalentChoices, lang: Lang) -> Vec<FilterChoices<'_>> {
    match attribute {
        Attribute::Talent => talents_by_category(talents, lang),
        Attribute::Country => ungrouped(countries(lang).iter().map(|country| FilterChoice {
            key: country.value.as_str().into(),
            emoji: "",
            label: country.label.as_str().into(),
        })),
        Attribute::Module => ungrouped(Module::ALL.into_iter().map(|module| named("module", module.key(), lang))),
        Attribute::AccountState => ungrouped(ACCOUNT_STATES.into_iter().map(|state| named("account", state, lang))),
        listed => terms_by_group(listed.key(), lang),
    }
}

fn ungrouped<'a>(choices: impl Iterator<Item = FilterChoice<'a>>) -> Vec<FilterChoices<'a>> {
    vec![FilterChoices { label: String::new(), folded: false, choices: choices.collect() }]
}

/// A key whose text stands in `term.json`.
fn named(list: &str, key: &'static str, lang: Lang) -> FilterChoice<'static> {
    FilterChoice { key: key.into(), emoji: "", label: term_text(list, key, lang).unwrap_or(key).into() }
}

fn talents_by_category(talents: &TalentChoices, lang: Lang) -> Vec<FilterChoices<'_>> {
    talents
        .categories
        .iter()
        .map(|category| FilterChoices {
            label: format!("{} {}", category.emoji, category.labels.get(lang)),
            folded: false,
            choices: talents
                .talents
                .iter()
                .filter(|talent| talent.category_id == category.id)
                .map(|talent| FilterChoice {
                    key: talent.key.as_str().into(),
                    emoji: &talent.emoji,
                    label: talent.labels.get(lang).into(),
                })
                .collect(),
        })
        .collect()
}

fn terms_by_group(list: &'static str, lang: Lang) -> Vec<FilterChoices<'static>> {
    let terms = |group: &str| {
        reference::terms(list)
            .filter(|term| term.group == group)
            .map(|term| FilterChoice {
                key: term.key.as_str().into(),
                emoji: &term.emoji,
                label: term.label(lang).into(),
            })
            .collect()
    };
    let Some(groups) = groups_list(list) else {
        return vec![FilterChoices { label: String::new(), folded: false, choices: terms("") }];
    };
    let mut groups: Vec<_> = reference::terms(groups).collect();
    groups.sort_by_key(|group| group.key != FIRST_GROUP);
    groups
        .into_iter()
        .map(|group| FilterChoices {
            label: group.label_with_emoji(lang),
            folded: list == Attribute::Language.key() && FOLDED_LANGUAGES.contains(&group.key.as_str()),
            choices: terms(&group.key),
        })
        .collect()
}

//! What can be done to a talent or a category as a whole.

use leptos::prelude::*;

use super::{notice::in_use, stored::StoredEntry};
use crate::{
    components::{
        button::{Button, ButtonStyle},
        form::{Checkbox, SelectField, SelectOption},
        lang::current_locale,
        section_card::{SectionCard, SectionColor},
    },
    domain::talents::TalentListKind,
    i18n::{Locale, td_string},
    server::{
        context::use_lang,
        services::admin::talent_lists::{EntryAction, ListedCategory},
    },
    server_fns::talent_lists::{ACT_ON_TALENT_ENTRY, MERGE_TALENTS},
};

/// Moving, switching, merging, deleting; why not, where something is in the way.
#[component]
pub fn EntryActions<'a>(
    kind: TalentListKind,
    entry: &'a StoredEntry,
    categories: &'a [ListedCategory],
) -> impl IntoView + use<> {
    let locale = current_locale();
    let is_talent = kind == TalentListKind::Talent;
    let mut buttons = vec![
        button(EntryAction::Up, td_string!(locale, talent_lists.up)),
        button(EntryAction::Down, td_string!(locale, talent_lists.down)),
    ];
    if is_talent && entry.active {
        buttons.push(button(EntryAction::Off, td_string!(locale, talent_lists.off)));
    } else if is_talent {
        buttons.push(button(EntryAction::On, td_string!(locale, talent_lists.on)));
    }
    let deletable = entry.uses == 0;
    if deletable {
        buttons.push(button(EntryAction::Delete, td_string!(locale, talent_lists.delete)));
    }
    let why_not = (!deletable).then(|| in_use(locale, kind, entry.uses));
    let key = entry.key.clone();
    let merge = is_talent.then(|| merge_form(locale, &entry.key, categories));
    view! {
        <SectionCard color=SectionColor::Red title=td_string!(locale, talent_lists.actions)>
            <form method="post" action=ACT_ON_TALENT_ENTRY class="flex flex-wrap gap-3">
                <input type="hidden" name="kind" value=kind.key() />
                <input type="hidden" name="key" value=key />
                {buttons}
            </form>
            {is_talent.then(|| view! { <p class="text-muted">{td_string!(locale, talent_lists.off_text)}</p> })}
            {why_not.map(|why| view! { <p class="text-muted">{why}</p> })}
            {merge}
        </SectionCard>
    }
}

fn button(action: EntryAction, text: &'static str) -> AnyView {
    let style = if action == EntryAction::Delete { ButtonStyle::Danger } else { ButtonStyle::Outline };
    view! {
        <Button style name="action" value=action.key()>
            {text}
        </Button>
    }
    .into_any()
}

fn merge_form(locale: Locale, key: &str, categories: &[ListedCategory]) -> AnyView {
    let lang = use_lang();
    let others = categories.iter().flat_map(|category| &category.talents).filter(|talent| talent.key != key);
    let options: Vec<_> =
        others.map(|talent| SelectOption::new(talent.key.clone(), talent.words.labels.get(lang))).collect();
    view! {
        <details class="desk-action">
            <summary class="py-2.5 font-semibold">{td_string!(locale, talent_lists.merge)}</summary>
            <p class="mb-3 text-muted">{td_string!(locale, talent_lists.merge_text)}</p>
            <form method="post" action=MERGE_TALENTS class="flex flex-col gap-4">
                <input type="hidden" name="key" value=key.to_owned() />
                <SelectField
                    name="into"
                    label=td_string!(locale, talent_lists.merge_into)
                    options
                    empty=td_string!(locale, talent_lists.choose)
                    required=true
                />
                <Checkbox name="confirmed" required=true>
                    {td_string!(locale, admin.confirm)}
                </Checkbox>
                <div>
                    <Button style=ButtonStyle::Danger wide=true>
                        {td_string!(locale, talent_lists.merge)}
                    </Button>
                </div>
            </form>
        </details>
    }
    .into_any()
}

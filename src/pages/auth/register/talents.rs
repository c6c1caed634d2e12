//! Step 4: what you can do.

use leptos::prelude::*;

use crate::{
    components::{
        field_error_text::text_for,
        form::{FieldIds, FieldNotes},
        lang::current_locale,
    },
    domain::registration::{MAX_TALENTS, fields as f},
    i18n::td_string,
    islands::talent_picker::{TalentPicker, TalentPickerLabels},
    server::services::registration::{CategoryChoices, RegistrationPage},
};

/// Every talent as a checkbox, by category. The island adds search, chips and a counter.
#[component]
pub fn TalentsStep(page: RegistrationPage) -> impl IntoView {
    let locale = current_locale();
    let labels = TalentPickerLabels {
        search: td_string!(locale, register.talents_search).to_owned(),
        count: td_string!(locale, register.talents_count).to_owned(),
        remove: td_string!(locale, register.talents_remove).to_owned(),
        none: td_string!(locale, register.talents_none).to_owned(),
        full: td_string!(locale, register.talents_full).to_owned(),
    };
    let chosen = page.values.all(f::TALENTS).to_vec();
    let error = text_for(locale, &page.errors, f::TALENTS);
    let ids = FieldIds::new(f::TALENTS);
    let control = ids.control.clone();
    let described_by = ids.described_by(false, error.is_some());
    view! {
        <div id=control tabindex="-1" role="group" aria-describedby=described_by>
            <FieldNotes ids hint=None error />
            <TalentPicker labels max=MAX_TALENTS>
                <div class="flex flex-col gap-6">
                    {page.categories.into_iter().map(|category| view! { <Category category chosen=chosen.clone() /> }).collect_view()}
                </div>
            </TalentPicker>
        </div>
    }
}

#[component]
fn Category(category: CategoryChoices, chosen: Vec<String>) -> impl IntoView {
    view! {
        <fieldset data-category>
            <legend class="mb-2 font-semibold">
                <span aria-hidden="true">{category.emoji}</span>
                " "
                {category.label}
            </legend>
            <div class="grid gap-x-4 sm:grid-cols-2">
                {category
                    .talents
                    .into_iter()
                    .map(|talent| {
                        let checked = chosen.contains(&talent.key);
                        let id = format!("talent-{}", talent.key);
                        let target = id.clone();
                        view! {
                            <label class="flex min-h-11 cursor-pointer items-center gap-3" for=target data-talent>
                                <input
                                    id=id
                                    class="checkbox checkbox-primary"
                                    type="checkbox"
                                    name=f::TALENTS
                                    value=talent.key
                                    checked=checked
                                />
                                <span aria-hidden="true">{talent.emoji}</span>
                                <span data-label>{talent.label}</span>
                            </label>
                        }
                    })
                    .collect_view()}
            </div>
        </fieldset>
    }
}

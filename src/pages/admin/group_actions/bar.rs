//! Choosing people in the table and what to do to them: boxes and a plain form, which islands only make quicker.

use leptos::prelude::*;

use super::words::kind_text;
use crate::{
    components::{
        alert::Alert,
        button::{Button, ButtonLink, ButtonStyle},
        form::{SelectField, SelectOption},
        html::Html,
        icon::{Icon, IconName},
        lang::current_locale,
        tone::Tone,
    },
    domain::{
        documents::{DOCUMENT_FIELD, MOST_IN_A_DOCUMENT, PeopleDocument, VALID_UNTIL_FIELD},
        group_action::GroupActionKind,
        saved_filter::shareable,
        search::{page::Total, query::SearchQuery},
        selection::{ALL_FIELD, FILTERS_FIELD, MatchingFilters, PERSON_FIELD, SHOWN_FIELD, SelectionProblem},
    },
    i18n::td_string,
    routes,
    server_fns::admin_selection::{ANNOUNCE, EXPORT, KIND_FIELD, SELECT_PEOPLE},
    texts::numbers::grouped,
};

/// The form that the boxes belong to.
const SELECTION_FORM: &str = "selection";

/// What is offered, the harmless first.
const OFFERED: [GroupActionKind; 5] = [
    GroupActionKind::Ask,
    GroupActionKind::Approve,
    GroupActionKind::Suspend,
    GroupActionKind::Reactivate,
    GroupActionKind::Delete,
];

/// Writes the box of a person in the table: fifty stand on a page.
pub fn write_person_box(html: &mut Html, code: &str, name: &str) {
    let label = td_string!(current_locale(), group.choose, name = name);
    html.markup("<label class=desk-pick><input type=checkbox")
        .key_attribute("form", SELECTION_FORM)
        .key_attribute("name", PERSON_FIELD)
        .key_attribute("value", code)
        .attribute("aria-label", label)
        .markup("></label>");
}

/// Below the table that shows these people of a search. It counts the ticked boxes before it.
#[component]
pub fn SelectionBar(query: SearchQuery, total: Total) -> impl IntoView {
    let locale = current_locale();
    let matching = match total {
        Total::Exact(shown) => MatchingFilters::new(&query, shown).ok(),
        Total::MoreThanCounted => None,
    };
    let all = matching.map(|matching| {
        let shown = matching.shown();
        let count = grouped(locale, shown);
        // Its value changes with the number, so that other filters untick it.
        view! {
            <input type="hidden" name=FILTERS_FIELD value=matching.address() />
            <input type="hidden" name=SHOWN_FIELD value=shown.to_string() />
            <label class="choice">
                <input class="checkbox checkbox-primary" type="checkbox" name=ALL_FIELD value=shown.to_string() />
                <span class="min-w-0">{td_string!(locale, group.all, count = count)}</span>
            </label>
        }
    });
    let kinds = OFFERED.map(|kind| SelectOption::new(kind.key(), kind_text(locale, kind)));
    let mut options = vec![
        SelectOption::new(EXPORT, td_string!(locale, export.choose)),
        SelectOption::new(ANNOUNCE, td_string!(locale, group.announce)),
    ];
    options.extend(kinds);
    // Private values stand in no address: with one of them in use, only the form above knows whom it is about.
    let address = shareable(&query).to_address();
    let is_complete = address == query.first_page().to_address();
    let new_export = is_complete.then(|| {
        view! {
            <p class="mt-4">
                <ButtonLink href=routes::desk_new_export(&address) style=ButtonStyle::Outline>
                    <Icon name=IconName::Download />
                    {td_string!(locale, export.button)}
                </ButtonLink>
            </p>
        }
    });
    view! {
        <form
            id=SELECTION_FORM
            method="post"
            action=SELECT_PEOPLE
            class="selection-bar"
            aria-label=td_string!(locale, group.bar)
        >
            <p class="compare-count">{td_string!(locale, group.chosen)}</p>
            {all}
            <SelectField
                name=KIND_FIELD
                id="group-kind"
                label=td_string!(locale, group.what)
                options
                value=GroupActionKind::Ask.key()
                unmarked=true
            />
            <Button>{td_string!(locale, group.continue_button)}</Button>
            <DocumentChoice />
        </form>
        {new_export}
        <p class="mt-4 flex flex-wrap gap-x-6">
            <a class="link inline-flex min-h-11 items-center" href=routes::DESK_GROUP_ACTIONS>
                {td_string!(locale, group.see_all)}
            </a>
            <a class="link inline-flex min-h-11 items-center" href=routes::DESK_ANNOUNCEMENTS>
                {td_string!(locale, announcement.see_all)}
            </a>
            <a class="link inline-flex min-h-11 items-center" href=routes::DESK_EXPORTS>
                {td_string!(locale, export.see_all)}
            </a>
        </p>
    }
}

/// Documents about the people that were chosen: the same form, sent elsewhere.
#[component]
fn DocumentChoice() -> impl IntoView {
    let locale = current_locale();
    let name = |kind| match kind {
        PeopleDocument::Cards => td_string!(locale, documents.kind_cards),
        PeopleDocument::CinemaCards => td_string!(locale, documents.kind_cinema_cards),
        PeopleDocument::Sheet12 => td_string!(locale, documents.kind_sheet_12),
        PeopleDocument::Sheet20 => td_string!(locale, documents.kind_sheet_20),
        PeopleDocument::BadgesA6 => td_string!(locale, documents.kind_badges_a6),
        PeopleDocument::BadgesCard => td_string!(locale, documents.kind_badges_card),
    };
    let options = PeopleDocument::ALL.map(|kind| SelectOption::new(kind.key(), name(kind))).into();
    view! {
        <details class="basis-full">
            <summary class="link inline-flex min-h-11 cursor-pointer items-center">
                {td_string!(locale, documents.of_selection)}
            </summary>
            <div class="flex flex-wrap items-end gap-x-6 gap-y-3">
                <SelectField
                    name=DOCUMENT_FIELD
                    id="document-kind"
                    label=td_string!(locale, documents.what)
                    options
                    value=PeopleDocument::Cards.key()
                    unmarked=true
                />
                <label class="flex flex-col gap-1">
                    <span class="text-sm">{td_string!(locale, documents.badges_until)}</span>
                    <input type="date" name=VALID_UNTIL_FIELD class="input" />
                </label>
                <button class="btn btn-outline min-h-11 border-base-content/30" formaction=routes::DESK_DOCUMENTS>
                    {td_string!(locale, documents.download)}
                </button>
            </div>
        </details>
    }
}

/// Why nothing was prepared.
#[component]
pub fn SelectionNotice(problem: SelectionProblem) -> impl IntoView {
    let locale = current_locale();
    let title = match problem {
        SelectionProblem::Nobody => td_string!(locale, group.problem_nobody).to_owned(),
        SelectionProblem::TooMany => td_string!(locale, group.problem_too_many).to_owned(),
        SelectionProblem::TooManyForDocument => {
            td_string!(locale, documents.problem_too_many, most = MOST_IN_A_DOCUMENT).to_string()
        }
        SelectionProblem::BadFilters => td_string!(locale, group.problem_bad_filters).to_owned(),
    };
    view! {
        <div class="mb-6">
            <Alert tone=Tone::Warning title />
        </div>
    }
}

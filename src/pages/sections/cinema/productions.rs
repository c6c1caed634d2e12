//! Section: what you played in or worked on.

use leptos::prelude::*;

use crate::{
    components::{
        alert::Alert,
        button::{Button, ButtonStyle},
        field_error_text::{field_error_text, text_for},
        form::{FieldProblem, SelectField, TextField},
        lang::current_locale,
        tone::Tone,
    },
    domain::{
        field_error::FieldErrors,
        files::photo::POSTER_WIDTH,
        reference,
        registration::cinema::{
            production_fields as f,
            productions::{FIRST_YEAR, LONGEST_ROLE, LONGEST_TITLE, TypedProduction, field_of_row, last_year, rows},
        },
        settings::Provider,
    },
    i18n::{Locale, td_string},
    islands::film_search::{FilmSearch, FilmSearchLabels},
    named_texts,
    pages::sections::options::terms,
    server::{
        context::{use_request, use_state},
        services::profiles::answers::FormContent,
    },
};

/// The rows of productions, with an empty one after them while there is room. The buttons `action=add_production`
/// and `action=remove_production:N` do without script what the island does with it.
#[component]
pub fn ProductionFields<'a>(content: &'a FormContent) -> impl IntoView + use<> {
    let locale = current_locale();
    let search = use_state().is_ok_and(|state| state.settings.latest().has(Provider::Tmdb));
    let typed: Vec<TypedProduction> = rows(&content.values).into_iter().filter(|row| !row.is_empty()).collect();
    let empty = (typed.len() < f::MOST).then(TypedProduction::default);
    let years = td_string!(locale, field.production_year_hint, first = FIRST_YEAR, last = last_year(content.today));
    let cards = typed
        .into_iter()
        .chain(empty)
        .enumerate()
        .map(|(number, row)| view! { <ProductionCard number row errors=&content.errors years=years.clone() /> })
        .collect_view();
    let untouched = FieldErrors::default();
    let template = view! { <ProductionCard number=f::MOST row=TypedProduction::default() errors=&untouched years /> };
    let source = if search {
        view! { <p class="text-sm text-muted">{td_string!(locale, films.attribution)}</p> }.into_any()
    } else {
        view! { <Alert tone=Tone::Info>{td_string!(locale, films.not_configured)}</Alert> }.into_any()
    };
    view! {
        <fieldset id="productions" tabindex="-1" class="flex flex-col gap-4 border-t border-base-300 pt-5 scroll-mt-4">
            <legend class="sr-only">{td_string!(locale, field.previous_productions)}</legend>
            <h3 class="text-lg font-semibold" aria-hidden="true">
                {td_string!(locale, field.previous_productions)}
                " "
                <span class="ms-1 text-sm font-normal text-muted">{td_string!(locale, common.optional)}</span>
            </h3>
            <p class="text-muted">{td_string!(locale, films.intro, max = f::MOST)}</p>
            {source}
            <FilmSearch labels=island_labels(locale) search>
                <div data-rows class="flex flex-col gap-4">
                    {cards}
                </div>
                // The template of the island's further rows; its number is unique.
                <template data-empty-row>{template}</template>
                <div class="mt-4" data-add-row>
                    <Button style=ButtonStyle::Outline name="action" value=f::ADD skip_validation=true wide=true>
                        {td_string!(locale, films.add)}
                    </Button>
                </div>
            </FilmSearch>
        </fieldset>
    }
}

#[component]
fn ProductionCard<'a>(
    number: usize,
    row: TypedProduction,
    errors: &'a FieldErrors,
    years: String,
) -> impl IntoView + use<> {
    let locale = current_locale();
    let id = |field: &str| field_of_row(field, number);
    let error = |field: &str| text_for(locale, errors, &id(field));
    let shown_number = move || view! { <span data-number>{number + 1}</span> };
    // Only the last one, in which nothing was typed yet.
    let is_empty = row.is_empty();
    let poster = row.stored_poster().map(|name| poster(locale, name, &row.title));
    let length = |most: usize| u32::try_from(most).unwrap_or(u32::MAX);
    view! {
        <fieldset data-row=number.to_string() class="min-w-0 rounded-box border border-base-300 p-4">
            <legend class="px-2 font-semibold">
                {td_string!(locale, films.production)} " " {shown_number()}
            </legend>
            <div class="flex flex-col gap-4 sm:flex-row">
                {poster} <div class="grid min-w-0 flex-1 items-start gap-4 sm:grid-cols-2">
                    <TextField
                        name=f::TITLE
                        id=id(f::TITLE)
                        label=td_string!(locale, field.production_title)
                        value=row.title
                        error=error(f::TITLE)
                        maxlength=length(LONGEST_TITLE)
                        unmarked=true
                    />
                    <SelectField
                        name=f::KIND
                        id=id(f::KIND)
                        label=td_string!(locale, field.production_type)
                        options=terms("production_type", use_request().lang)
                        value=row.kind
                        empty=td_string!(locale, register.choose)
                        error=error(f::KIND)
                        unmarked=true
                    />
                    <TextField
                        name=f::YEAR
                        id=id(f::YEAR)
                        label=td_string!(locale, field.production_year)
                        value=row.year
                        hint=years
                        error=error(f::YEAR)
                        inputmode="numeric"
                    />
                    <TextField
                        name=f::ROLE
                        id=id(f::ROLE)
                        label=td_string!(locale, field.production_role)
                        value=row.role
                        hint=td_string!(locale, field.production_role_hint)
                        error=error(f::ROLE)
                        maxlength=length(LONGEST_ROLE)
                    />
                    <input type="hidden" name=f::TMDB_ID value=row.tmdb_id />
                    <input type="hidden" name=f::POSTER value=row.poster />
                </div>
            </div>
            <div data-remove-row class="mt-2" hidden=is_empty>
                <Button
                    style=ButtonStyle::Quiet
                    name="action"
                    value=format!("{}{number}", f::REMOVE)
                    skip_validation=true
                >
                    {td_string!(locale, common.remove)}
                    <span class="sr-only">
                        {td_string!(locale, films.production)} " " {shown_number()}
                    </span>
                </Button>
            </div>
        </fieldset>
    }
}

fn poster(locale: Locale, name: &str, title: &str) -> impl IntoView + use<> {
    view! {
        <img
            class="h-auto w-20 shrink-0 self-start rounded-field"
            src=format!("/files/poster/{name}.jpg")
            alt=td_string!(locale, films.poster_of, title = title)
            width=POSTER_WIDTH
            height=POSTER_WIDTH * 3 / 2
            loading="lazy"
        />
    }
}

fn island_labels(locale: Locale) -> FilmSearchLabels {
    let kind = |key: &str| reference::term("production_type", key).map(|term| term.label(locale.into()).to_owned());
    FilmSearchLabels {
        search: td_string!(locale, films.search).to_owned(),
        hint: td_string!(locale, films.search_hint).to_owned(),
        film: kind("film").unwrap_or_default(),
        series: kind("series").unwrap_or_default(),
        loading: td_string!(locale, films.loading).to_owned(),
        found: td_string!(locale, films.found).to_owned(),
        nothing_found: td_string!(locale, films.none).to_owned(),
        failed: td_string!(locale, films.failed).to_owned(),
        too_fast: td_string!(locale, films.too_fast).to_owned(),
        manual: td_string!(locale, films.not_configured).to_owned(),
        added: td_string!(locale, films.added).to_owned(),
        removed: td_string!(locale, films.removed).to_owned(),
        full: td_string!(locale, films.full, max = f::MOST),
    }
}

/// What is wrong with the rows, for the summary at the top of the form.
#[must_use]
pub fn production_problems(locale: Locale, errors: &FieldErrors) -> Vec<FieldProblem> {
    errors
        .iter()
        .filter_map(|(name, error)| {
            let (field, row) = name.rsplit_once('-')?;
            let label = named_texts::field(locale, field)?;
            let number = row.parse::<usize>().ok()? + 1;
            let production = td_string!(locale, films.production);
            let message = format!("{production} {number} · {label} — {}", field_error_text(locale, error));
            Some(FieldProblem { name: name.to_owned(), message })
        })
        .collect()
}

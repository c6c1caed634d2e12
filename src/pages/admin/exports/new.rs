//! `/admin/exports/new`: whom a file will hold, and what of them.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    columns::column_boxes,
    templates::{save_template, template_links},
    words::{ExportNotice, answer_text, format_text, list_text},
};
use crate::{
    components::{
        button::Button,
        empty_state::EmptyState,
        form::{RadioGroup, RadioOption, SelectField, SelectOption, TextField},
        lang::current_locale,
        page_header::PageHeader,
        section_card::{SectionCard, SectionColor},
    },
    domain::{
        export::{
            Column, DRAFT_FIELD, EXPORT_REFUSAL, ExportAnswer, ExportFormat, ExportList, ExportRefusal, FORMAT_FIELD,
            LANG_FIELD, LIST_FIELD, LONGEST_PURPOSE, ORDER_FIELD, PURPOSE_FIELD, TEMPLATE_FIELD,
        },
        lang::Lang,
        registration::FormValues,
        search::page::TalentChoices,
        selection::FILTERS_FIELD,
    },
    i18n::{Locale, td_string},
    named_texts,
    pages::{
        admin::{frame::DeskFrame, group_actions::words::people_text},
        site::failure::loaded,
    },
    routes,
    server::{
        ctx::Ctx,
        error::{AppError, AppResult},
        security::flash::take_flash,
        services::{
            admin::exports::{self, ExportForm},
            search::lists,
        },
    },
    texts::{filters::described_filters, numbers::grouped},
};

/// What is chosen before the button is pressed.
pub(super) struct Shown {
    pub form: ExportForm,
    pub list: ExportList,
    ticked: Vec<Column>,
    /// What was typed and refused; empty otherwise.
    pub typed: FormValues,
    talents: Arc<TalentChoices>,
}

/// Choosing format, language, order and columns.
#[component]
pub fn DeskNewExportPage() -> impl IntoView {
    let locale = current_locale();
    let refusal: Option<ExportRefusal> = take_flash(EXPORT_REFUSAL);
    let answer = refusal.as_ref().map(|refusal| refusal.answer);
    view! {
        <DeskFrame title=td_string!(locale, export.new_title) current=Some(routes::DESK_EXPORTS)>
            <PageHeader title=td_string!(locale, export.new_title) lead=td_string!(locale, export.new_lead) />
            {answer.map(|answer| view! { <ExportNotice locale answer /> })}
            {loaded(read(refusal), move |shown| page(locale, &shown, answer))}
        </DeskFrame>
    }
}

async fn read(refusal: Option<ExportRefusal>) -> AppResult<Shown> {
    let ctx = Ctx::current()?;
    let asked = FormValues::from_urlencoded(ctx.query().as_bytes());
    let draft = match asked.trimmed(DRAFT_FIELD) {
        "" => None,
        id => Some(id.parse().map_err(|_| AppError::NotFound)?),
    };
    let form = exports::form(&ctx.state, &ctx.actor(), draft, ctx.query()).await?;
    let (typed, refused) = match refusal {
        Some(refusal) => (refusal.typed.clone(), Some(refusal.columns())),
        None => (FormValues::default(), None),
    };
    let template = asked.trimmed(TEMPLATE_FIELD).parse().ok().and_then(|id| form.templates.find(id));
    let list = template.map(|template| template.list);
    let list = list.or_else(|| ExportList::from_key(asked.first(LIST_FIELD))).unwrap_or(ExportList::Main);
    let ticked = match refused {
        Some(columns) => list.among(columns.iter().map(Column::key)),
        None => template.map_or_else(|| list.usual_columns(), |template| template.columns.clone()),
    };
    Ok(Shown { list, ticked, typed, talents: lists::talent_choices(&ctx.state).await?, form })
}

/// The query of this page for the same people.
pub(super) fn same_people(form: &ExportForm) -> String {
    form.draft.map_or_else(|| form.filters.clone().unwrap_or_default(), |id| format!("{DRAFT_FIELD}={id}"))
}

fn page(locale: Locale, shown: &Shown, answer: Option<ExportAnswer>) -> AnyView {
    let form = &shown.form;
    if form.total == 0 {
        let title = answer_text(locale, ExportAnswer::Nobody);
        return view! { <EmptyState title text=td_string!(locale, export.nobody_hint) /> }.into_any();
    }
    let (lists, templates, people) = (list_links(locale, shown), template_links(locale, shown), people_fields(form));
    let boxes = column_boxes(locale, shown.list, &shown.ticked);
    let (options, save) = (options(locale, shown, answer), save_template(locale, shown, answer));
    let list = shown.list.key();
    view! {
        <div class="flex flex-col gap-6">
            {whom(locale, shown)}
            <SectionCard color=SectionColor::Cyan title=td_string!(locale, export.what)>
                {lists}
                {templates}
                <form
                    method="post"
                    action=routes::MAKE_EXPORT
                    class="flex flex-col gap-6"
                    aria-label=td_string!(locale, export.new_title)
                >
                    {people}
                    <input type="hidden" name=LIST_FIELD value=list />
                    {boxes}
                    {options}
                    <div>
                        <Button wide=true>{td_string!(locale, export.make)}</Button>
                    </div>
                    {save}
                </form>
            </SectionCard>
        </div>
    }
    .into_any()
}

/// How many people, by which filters, and how the file will come.
fn whom(locale: Locale, shown: &Shown) -> AnyView {
    let form = &shown.form;
    let filters = form.filters.as_deref().map_or_else(
        || td_string!(locale, group.ticked).to_owned(),
        |filters| described_filters(locale, filters, &shown.talents),
    );
    let total = i64::try_from(form.total).unwrap_or(i64::MAX);
    let most = u64::try_from(form.at_once).unwrap_or(u64::MAX);
    let how = if form.total > most {
        td_string!(locale, export.as_job, most = grouped(locale, most)).to_string()
    } else {
        td_string!(locale, export.at_once).to_owned()
    };
    view! {
        <SectionCard color=SectionColor::Blue title=td_string!(locale, export.whom)>
            <p class="text-lg font-semibold">{people_text(locale, total)}</p>
            <p class="wrap-anywhere">{filters}</p>
            <p class="text-muted">{how}</p>
        </SectionCard>
    }
    .into_any()
}

/// The columns on offer depend on the list: each is a page of its own.
fn list_links(locale: Locale, shown: &Shown) -> AnyView {
    let people = same_people(&shown.form);
    let links: Vec<AnyView> = ExportList::ALL
        .into_iter()
        .map(|list| {
            let separator = if people.is_empty() { "" } else { "&" };
            let href = routes::desk_new_export(&format!("{people}{separator}{LIST_FIELD}={}", list.key()));
            view! {
                <li>
                    <a
                        class="nav-link"
                        href=href
                        aria-current=(list == shown.list).then_some("true")
                    >
                        {list_text(locale, list)}
                    </a>
                </li>
            }
            .into_any()
        })
        .collect();
    view! {
        <nav aria-label=td_string!(locale, export.list)>
            <ul class="flex flex-wrap gap-x-6">{links}</ul>
        </nav>
    }
    .into_any()
}

fn people_fields(form: &ExportForm) -> AnyView {
    match form.draft {
        Some(id) => view! { <input type="hidden" name=DRAFT_FIELD value=id.to_string() /> }.into_any(),
        None => {
            let filters = form.filters.clone().unwrap_or_default();
            view! { <input type="hidden" name=FILTERS_FIELD value=filters /> }.into_any()
        }
    }
}

fn options(locale: Locale, shown: &Shown, answer: Option<ExportAnswer>) -> AnyView {
    let typed = |field: &str, usual: &str| match shown.typed.first(field) {
        "" => usual.to_owned(),
        typed => typed.to_owned(),
    };
    let formats = ExportFormat::ALL.map(|format| RadioOption::new(format.key(), format_text(locale, format)));
    let languages = Lang::ALL.map(|lang| SelectOption::new(lang.code(), lang.own_name()));
    let order_text = |key: &str| named_texts::filter(locale, &format!("order_{key}")).unwrap_or_default();
    let orders = shown.form.orders.iter().map(|order| SelectOption::new(order.key(), order_text(order.key())));
    let orders: Vec<SelectOption> = orders.collect();
    let about_purpose =
        |answer: &ExportAnswer| matches!(answer, ExportAnswer::PurposeMissing | ExportAnswer::PurposeTooLong);
    let error = answer.filter(about_purpose).map(|answer| answer_text(locale, answer).to_owned());
    view! {
        <RadioGroup
            name=FORMAT_FIELD
            label=td_string!(locale, export.format)
            options=formats.to_vec()
            value=typed(FORMAT_FIELD, ExportFormat::Xlsx.key())
            required=true
        />
        <SelectField
            name=LANG_FIELD
            label=td_string!(locale, export.language)
            options=languages.to_vec()
            value=typed(LANG_FIELD, Lang::from(locale).code())
            required=true
        />
        <SelectField
            name=ORDER_FIELD
            label=td_string!(locale, export.order)
            options=orders
            value=typed(ORDER_FIELD, shown.form.order.key())
            required=true
        />
        <TextField
            name=PURPOSE_FIELD
            label=td_string!(locale, export.purpose)
            hint=td_string!(locale, export.purpose_hint)
            value=shown.typed.first(PURPOSE_FIELD).to_owned()
            error=error
            autocomplete="off"
            maxlength=u32::try_from(LONGEST_PURPOSE).unwrap_or(u32::MAX)
        />
    }
    .into_any()
}

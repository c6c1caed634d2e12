//! `/talents/compare` and `/cinema/talents/compare`: a few people side by side, as their profiles show them.

use leptos::prelude::*;
use leptos_meta::{Meta, Title};

use super::addresses::{comparison_address, list_address};
use crate::{
    components::{
        alert::Alert,
        button::{ButtonLink, ButtonStyle},
        empty_state::EmptyState,
        html::Html,
        lang::current_locale,
        layout::Page,
        other_names::OtherNames,
        page_header::PageHeader,
        portrait::{Fetch, Portrait},
        tone::Tone,
    },
    domain::{
        fields::{FieldId, field},
        module::Module,
        profiles::public::TalentBadge,
        search::{
            comparison::{ComparedPerson, Comparison, WantedPeople, comparison_query},
            list::SearchList,
        },
    },
    i18n::{Locale, td_string},
    pages::{sections::labels::fact_label, site::failure::loaded},
    server::{ctx::Ctx, error::AppResult, services::search::compare},
};

/// The facts that are compared, in this order, where a profile has them.
const COMPARED: [FieldId; 10] = [
    FieldId::PlayingAges,
    FieldId::Height,
    FieldId::Languages,
    FieldId::Availability,
    FieldId::WorkMode,
    FieldId::YearsExperience,
    FieldId::EyeColor,
    FieldId::HairColor,
    FieldId::HairType,
    FieldId::Build,
];

/// People of the directory.
#[component]
pub fn CompareTalentsPage() -> impl IntoView {
    view! { <ComparePage list=SearchList::Directory module=Module::Main /> }
}

/// People of the casting list.
#[component]
pub fn CompareCastingPage() -> impl IntoView {
    view! { <ComparePage list=SearchList::Casting module=Module::Cinema /> }
}

#[component]
fn ComparePage(list: SearchList, module: Module) -> impl IntoView {
    let locale = current_locale();
    let title = td_string!(locale, search.compare_title);
    view! {
        <Title text=title />
        <Meta name="robots" content="noindex" />
        <Page>
            <PageHeader title lead=td_string!(locale, search.compare_lead)>
                <ButtonLink href=list_address(list) style=ButtonStyle::Outline>
                    {td_string!(locale, search.compare_back)}
                </ButtonLink>
            </PageHeader>
            {loaded(compared(module), move |comparison| compared_people(list, module, comparison))}
        </Page>
    }
}

async fn compared(module: Module) -> AppResult<Comparison> {
    let ctx = Ctx::current()?;
    let wanted = WantedPeople::from_address(ctx.query());
    compare::compare(&ctx.state, ctx.viewer(), ctx.lang(), module, &wanted).await
}

fn compared_people(list: SearchList, module: Module, comparison: Comparison) -> AnyView {
    let locale = current_locale();
    let Comparison { people, left_out, too_many } = comparison;
    let left_out = (left_out > 0)
        .then(|| td_string!(locale, search.compare_left_out, count = left_out, number = left_out).to_string());
    let too_many = too_many.then(|| td_string!(locale, search.compare_too_many).to_owned());
    let notices = too_many
        .into_iter()
        .chain(left_out)
        .map(|text| {
            view! {
                <div class="mb-6">
                    <Alert tone=Tone::Info>
                        <p>{text}</p>
                    </Alert>
                </div>
            }
        })
        .collect_view();
    let content = if people.is_empty() {
        view! { <EmptyState title=td_string!(locale, search.compare_nobody) text=td_string!(locale, search.compare_how) /> }
            .into_any()
    } else {
        table(list, module, people)
    };
    view! {
        {notices}
        {content}
    }
    .into_any()
}

/// A column a person, a row a fact. It scrolls sideways where there is no room, the names of the facts stay.
fn table(list: SearchList, module: Module, people: Vec<ComparedPerson>) -> AnyView {
    let locale = current_locale();
    let mut rows = Html::default();
    for (name, values) in facts(locale, module, &people) {
        rows.markup(r#"<tr><th scope="row">"#).text(name).markup("</th>");
        for value in &values {
            write_cell(&mut rows, locale, value.as_deref());
        }
        rows.markup("</tr>");
    }
    let codes: Vec<String> = people.iter().map(|compared| compared.person.code.clone()).collect();
    let heads = people.into_iter().map(|compared| head(locale, list, module, compared, &codes)).collect_view();
    let title = td_string!(locale, search.compare_title);
    view! {
        <div class="comparison" role="region" aria-label=title tabindex="0">
            <table>
                <thead>
                    <tr>
                        <td></td>
                        {heads}
                    </tr>
                </thead>
                <tbody inner_html=rows.into_inner()></tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Face and name, which open the profile, and a way to go on without the person.
fn head(
    locale: Locale,
    list: SearchList,
    module: Module,
    compared: ComparedPerson,
    all: &[String],
) -> impl IntoView + use<> {
    let person = compared.person;
    let name = person.display_name().to_owned();
    let profile = module.profile_path(&person.code);
    let without = (all.len() > 1).then(|| {
        let others = comparison_query(all.iter().filter(|code| **code != person.code).map(String::as_str));
        let label = td_string!(locale, search.compare_without, name = name.as_str()).to_string();
        view! {
            <a class="comparison-without" href=format!("{}?{others}", comparison_address(list)) aria-label=label>
                <span aria-hidden="true">"✕"</span>
            </a>
        }
    });
    view! {
        <th scope="col">
            <Portrait
                initials=person.initials
                code=person.code.clone()
                photo=person.photo
                sizes="(width >= 64rem) 11rem, 9rem"
                fetch=Fetch::First
            />
            <a class="comparison-name" href=profile>
                <bdi>{name}</bdi>
            </a>
            <OtherNames names=person.names />
            <p class="card-code" dir="ltr">
                {person.code}
            </p>
            {without}
        </th>
    }
}

fn write_cell(html: &mut Html, locale: Locale, value: Option<&str>) {
    match value {
        Some(value) => html.markup("<td><bdi>").text(value).markup("</bdi></td>"),
        None => html
            .markup(r#"<td><span aria-hidden="true">–</span><span class="sr-only">"#)
            .text(td_string!(locale, search.compare_unknown))
            .markup("</span></td>"),
    };
}

/// The names of the facts with the value of each person; without those that no person has.
fn facts(locale: Locale, module: Module, people: &[ComparedPerson]) -> Vec<(&'static str, Vec<Option<String>>)> {
    let of_each = |value: &dyn Fn(&ComparedPerson) -> Option<String>| people.iter().map(value).collect::<Vec<_>>();
    let age = |compared: &ComparedPerson| {
        Some(td_string!(locale, profile.years_old, count = u64::from(compared.person.age)).to_string())
    };
    let city = |compared: &ComparedPerson| {
        let residence = &compared.person.residence;
        Some(format!("{} {}", residence.flag, residence.city))
    };
    let talents = |compared: &ComparedPerson| in_a_row(&compared.person.talents);
    let talents_name = match module {
        Module::Main => td_string!(locale, filter.group_talents),
        Module::Cinema => td_string!(locale, filter.group_types),
    };
    let mut rows = vec![
        (td_string!(locale, profile.age), of_each(&age)),
        (td_string!(locale, common.city), of_each(&city)),
        (talents_name, of_each(&talents)),
    ];
    for id in COMPARED {
        let words = |compared: &ComparedPerson| {
            compared.facts.iter().find(|fact| fact.field == id).map(|fact| fact.words.join(" · "))
        };
        if let Some(field) = field(id) {
            rows.push((fact_label(locale, field.name), of_each(&words)));
        }
    }
    rows.retain(|(_, values)| values.iter().any(Option::is_some));
    rows
}

fn in_a_row(talents: &[TalentBadge]) -> Option<String> {
    let labels: Vec<&str> = talents.iter().map(|talent| talent.label.as_str()).collect();
    (!labels.is_empty()).then(|| labels.join(" · "))
}

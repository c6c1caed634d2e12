//! The input of a filter, by its kind.

use leptos::prelude::*;

use super::{
    check_list::{CheckList, OpenList, RowGroup},
    choices::choices_of,
    hints::{any_choice, choice_search, filter_hint, list_hint},
    names::{list_title, order_label, range_label},
};
use crate::{
    components::{
        form::{
            Checkbox, ChoiceRow, FieldIds, SelectField, SelectOption, TextField, choice_rows, count_class, write_notes,
        },
        html::Html,
    },
    domain::search::{
        attribute::Attribute,
        filter::{Filter, FilterId, FilterKind, LONGEST_SEARCH, RADIUS_KM, TICKED},
        list::Order,
        page::{FacetCounts, TalentChoices},
        query::SearchQuery,
    },
    i18n::{Locale, td_string},
    pages::sections::choice_list::picker_labels,
    texts::{filters::filter_label, numbers::grouped},
};

/// A code as people write it, with spaces and dashes.
const LONGEST_CODE: u32 = 40;
/// A list with more choices has a field to search it, where there is room.
const LONG_LIST: usize = 20;

/// What the inputs of a form show.
#[derive(Clone, Copy)]
pub struct FormState<'a> {
    pub query: &'a SearchQuery,
    pub counts: &'a FacetCounts,
    pub talents: &'a TalentChoices,
    pub locale: Locale,
}

impl FormState<'_> {
    /// The input of a filter. `alone` says that it stands in a folded group of its own.
    pub fn input(self, filter: &Filter, alone: bool) -> AnyView {
        let id = filter.id;
        match filter.kind {
            FilterKind::Words => self.text(id, "search", LONGEST_SEARCH.into(), false),
            FilterKind::City => self.text(id, "text", LONGEST_SEARCH.into(), false),
            FilterKind::Exact(_) => self.text(id, "text", LONGEST_SEARCH.into(), true),
            FilterKind::Code => self.text(id, "text", LONGEST_CODE, true),
            FilterKind::One(attribute) => self.select(id, attribute),
            FilterKind::AnyOf(attribute) | FilterKind::AllOf(attribute) => {
                self.list(id, attribute, list_hint(self.locale, filter.kind), alone)
            }
            FilterKind::AtLeast(measure) | FilterKind::AtMost(measure) => self.number(id, measure.bounds()),
            FilterKind::Radius => self.number(id, RADIUS_KM),
            FilterKind::RegisteredFrom | FilterKind::RegisteredTo => self.day(id),
            FilterKind::Flag(_) => self.flag(id),
            // The order stands beside the results.
            FilterKind::Order | FilterKind::Cursor => ().into_any(),
        }
    }

    fn text(self, id: FilterId, kind: &'static str, maxlength: u32, ltr: bool) -> AnyView {
        view! {
            <TextField
                name=id.key()
                kind
                label=filter_label(self.locale, id)
                value=self.query.value(id)
                maxlength
                hint=filter_hint(self.locale, self.query.list(), id)
                ltr
                unmarked=true
            />
        }
        .into_any()
    }

    fn number(self, id: FilterId, (least, most): (u16, u16)) -> AnyView {
        view! {
            <TextField
                name=id.key()
                kind="number"
                label=filter_label(self.locale, id)
                value=self.query.value(id)
                inputmode="numeric"
                min=least.to_string()
                max=most.to_string()
                hint=filter_hint(self.locale, self.query.list(), id)
                ltr=true
                unmarked=true
            />
        }
        .into_any()
    }

    /// The least and the greatest number of a measure, on one line.
    pub fn range(self, least: FilterId, greatest: FilterId, (min, max): (u16, u16)) -> AnyView {
        let hint = filter_hint(self.locale, self.query.list(), greatest);
        let ids = FieldIds::new(greatest.key());
        let described_by = (!hint.is_empty()).then(|| ids.hint.clone());
        let mut html = Html::new(r#"<fieldset><legend class="mb-1.5 font-semibold">"#);
        html.text(range_label(self.locale, least)).markup(r#"</legend><div class="range">"#);
        for (id, label) in
            [(least, td_string!(self.locale, search.range_from)), (greatest, td_string!(self.locale, search.range_to))]
        {
            html.markup(r#"<label class="range-field"><span>"#)
                .text(label)
                .markup("</span><input")
                .attribute("id", FieldIds::new(id.key()).control)
                .markup(r#" type="number""#)
                .attribute("name", id.key())
                .attribute("value", self.query.value(id))
                .markup(r#" inputmode="numeric""#)
                .attribute("min", min.to_string())
                .attribute("max", max.to_string())
                .markup(r#" dir="ltr""#)
                .attribute_if("aria-describedby", described_by.as_ref())
                .markup(r#" class="input"></label>"#);
        }
        html.markup("</div>");
        write_notes(&mut html, &ids, described_by.is_some().then_some(hint), None);
        html.markup("</fieldset>");
        html.into_view().into_any()
    }

    fn day(self, id: FilterId) -> AnyView {
        view! {
            <TextField
                name=id.key()
                kind="date"
                label=filter_label(self.locale, id)
                value=self.query.value(id)
                ltr=true
                unmarked=true
            />
        }
        .into_any()
    }

    fn flag(self, id: FilterId) -> AnyView {
        let label = filter_label(self.locale, id);
        let count = self.counts.get(id, TICKED).map(|count| {
            view! {
                " "
                <span class=count_class(count) data-count=format!("{}:{TICKED}", id.key())>
                    {grouped(self.locale, count)}
                </span>
            }
        });
        view! {
            <div class="self-end">
                <Checkbox name=id.key() value=TICKED checked=!self.query.value(id).is_empty()>
                    {label}
                    {count}
                </Checkbox>
            </div>
        }
        .into_any()
    }

    fn select(self, id: FilterId, attribute: Attribute) -> AnyView {
        let choices = choices_of(attribute, self.talents, self.locale.into());
        let options = choices
            .into_iter()
            .flat_map(|group| group.choices)
            .map(|choice| {
                // The words come first: a list is searched by typing how a choice begins.
                let mut label = choice.label.into_owned();
                if !choice.emoji.is_empty() {
                    label.push_str(&format!(" {}", choice.emoji));
                }
                if let Some(count) = self.counts.get(id, &choice.key) {
                    label.push_str(&format!(" ({})", grouped(self.locale, count)));
                }
                SelectOption::new(choice.key, label)
            })
            .collect();
        view! {
            <SelectField
                name=id.key()
                label=filter_label(self.locale, id)
                value=self.query.value(id)
                empty=any_choice(self.locale, attribute)
                options
                hint=filter_hint(self.locale, self.query.list(), id)
                unmarked=true
                follows=true
            />
        }
        .into_any()
    }

    /// The orders of the list, of the form with this id. The usual one has no value: the address need not say what is so
    /// anyway.
    pub fn order(self, form: &'static str) -> AnyView {
        let orders = self.query.orders();
        let Some((usual, others)) = orders.split_first().filter(|(_, others)| !others.is_empty()) else {
            return ().into_any();
        };
        let id = FilterId::Sort;
        let label = |order: &Order| order_label(self.locale, *order);
        let chosen = self.query.value(id);
        let options = others
            .iter()
            .map(|order| {
                let selected = order.key() == chosen;
                view! {
                    <option value=order.key() selected=selected>
                        {label(order)}
                    </option>
                }
            })
            .collect_view();
        let send = view! {
            <button type="submit" form=form class="btn btn-outline border-base-content/30">
                {td_string!(self.locale, search.apply_order)}
            </button>
        };
        view! {
            <div class="results-order">
                <select
                    form=form
                    class="select w-auto"
                    name=id.key()
                    aria-label=filter_label(self.locale, id)
                    data-count=id.key()
                >
                    <option value="">{label(usual)}</option>
                    {options}
                </select>
                <noscript>{send}</noscript>
            </div>
        }
        .into_any()
    }

    fn list(self, id: FilterId, attribute: Attribute, hint: &'static str, alone: bool) -> AnyView {
        let choices = choices_of(attribute, self.talents, self.locale.into());
        let chosen = self.query.values(id);
        let groups = choices
            .iter()
            .map(|group| RowGroup {
                label: if group.label.is_empty() {
                    filter_label(self.locale, id).to_owned()
                } else {
                    group.label.clone()
                },
                folded: group.folded && !group.choices.iter().any(|choice| chosen.iter().any(|key| *key == choice.key)),
                rows: choice_rows(
                    id.key(),
                    group.choices.iter().map(|choice| ChoiceRow {
                        key: &choice.key,
                        emoji: choice.emoji,
                        label: &choice.label,
                        checked: chosen.iter().any(|key| *key == choice.key),
                        count: self.counts.get(id, &choice.key),
                    }),
                ),
            })
            .collect();
        if alone {
            let is_long = choices.iter().map(|group| group.choices.len()).sum::<usize>() > LONG_LIST;
            let search =
                is_long.then(|| picker_labels(self.locale, choice_search(self.locale, attribute).to_owned(), None));
            view! { <OpenList hint groups search /> }.into_any()
        } else {
            let title = list_title(self.locale, id);
            view! { <CheckList title hint groups open=!chosen.is_empty() /> }.into_any()
        }
    }
}

//! A person in a list.

use leptos::prelude::*;

use super::addresses::people_with;
use crate::{
    components::{avatar::Avatar, badge::Badge, lang::current_locale, other_names::OtherNames, tone::Tone},
    domain::{
        module::Module,
        search::{
            list::SearchList,
            page::{CardAvailability, Hidden, TalentCard},
        },
        visibility::Visibility,
    },
    i18n::td_string,
};

/// Cards side by side; on phones one below the other.
#[component]
pub fn TalentCards(
    cards: Vec<TalentCard>,
    #[prop(default = SearchList::Directory)] list: SearchList,
    /// Whether a form takes a part of the width.
    #[prop(optional)]
    beside_form: bool,
) -> impl IntoView {
    let columns = if beside_form { "sm:grid-cols-2" } else { "sm:grid-cols-2 lg:grid-cols-3" };
    view! {
        <ul class=format!("grid gap-4 {columns}")>
            {cards.into_iter().map(|card| view! { <Card card list /> }).collect_view()}
        </ul>
    }
}

/// The whole card opens the profile; the talents on it are links of their own.
#[component]
fn Card(card: TalentCard, list: SearchList) -> impl IntoView {
    let name = card.names.first().unwrap_or(&card.initials).clone();
    let residence = card.residence;
    let profile = list.module().unwrap_or(Module::Main).profile_path(&card.code);
    view! {
        <li class="relative flex flex-col gap-4 rounded-box border border-base-300 bg-card p-5 focus-within:border-primary hover:border-primary">
            <div class="flex items-center gap-4">
                <Avatar initials=card.initials code=card.code.clone() photo=card.photo />
                <div class="min-w-0">
                    <h2 class="font-display text-lg font-bold wrap-anywhere">
                        <a href=profile class="after:absolute after:inset-0 after:content-['']">
                            <bdi>{name}</bdi>
                        </a>
                    </h2>
                    <OtherNames names=card.names />
                    <p class="font-mono text-sm text-muted" dir="ltr">
                        <span class="block">{card.code.clone()}</span>
                    </p>
                    <p class="text-muted">
                        <span aria-hidden="true">{residence.flag}</span>
                        " "
                        <bdi>{residence.city}</bdi>
                        <span class="sr-only">" " {residence.country}</span>
                    </p>
                </div>
            </div>
            {card.availability.map(|availability| view! { <AvailabilityBadge availability /> })}
            {card.hidden.map(|hidden| view! { <HiddenBadge hidden /> })}
            <ul class="relative z-10 flex flex-wrap gap-2 self-start">
                {card
                    .talents
                    .into_iter()
                    .map(|talent| {
                        view! {
                            <li>
                                <Badge text=format!("{} {}", talent.emoji, talent.label) href=people_with(list, &talent.key) />
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </li>
    }
}

#[component]
fn AvailabilityBadge(availability: CardAvailability) -> impl IntoView {
    let tone = if availability.available { Tone::Success } else { Tone::Neutral };
    view! {
        <p>
            <Badge tone text=format!("{} {}", availability.emoji, availability.label) />
        </p>
    }
}

/// For administrators: why others do not see this person.
#[component]
fn HiddenBadge(hidden: Hidden) -> impl IntoView {
    let locale = current_locale();
    let text = match hidden {
        Hidden::MinorWaiting => td_string!(locale, term.state_minor_waiting),
        Hidden::Limited(Visibility::Private) => td_string!(locale, term.state_private),
        Hidden::Limited(_) => td_string!(locale, term.state_members),
    };
    view! {
        <p>
            <Badge tone=Tone::Warning text />
        </p>
    }
}

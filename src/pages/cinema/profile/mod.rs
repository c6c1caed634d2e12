//! `/cinema/profile/{code}`: a person's film profile as this viewer may see it.

mod gallery;
mod identity;
mod physique;
mod pictures;
mod section;

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use self::{
    gallery::FullViews,
    identity::IdentitySection,
    physique::PhysiqueSection,
    pictures::PicturesSection,
    section::{Badges, Section},
};
use crate::{
    components::{
        avatar::{Avatar, AvatarSize},
        lang::current_locale,
        layout::Page,
        section_card::SectionColor,
        suspended::suspended,
    },
    domain::{
        cinema_profile::{CinemaProfile, SkillGroup},
        module::Module,
        profile::TalentBadge,
    },
    i18n::td_string,
    pages::{
        error::ProfileNotFoundPage,
        failure::failure,
        profile::{
            as_others::{HiddenProfile, SeenAsNotice},
            contact::{ContactLine, HiddenNameNote},
            details::{Facts, LinkList},
            metadata::Metadata,
            privacy_notice::PrivacyNotice,
            qr_card::QrCard,
        },
    },
    server::services::cinema_view::{Opened, OpenedProfile},
    server_fns::profile::open_cinema_profile,
};

/// The public film profile.
#[component]
pub fn CinemaProfilePage() -> impl IntoView {
    let code = use_params_map().with_untracked(|params| params.get("code")).unwrap_or_default();
    let seen_as = use_query_map().with_untracked(|query| query.get("as"));
    suspended(async move {
        match open_cinema_profile(code, seen_as).await {
            Ok(Opened::Profile(opened)) => view! { <OpenProfile opened=*opened /> }.into_any(),
            Ok(Opened::Moved(code)) => {
                leptos_axum::redirect(&path(&code));
                ().into_any()
            }
            Ok(Opened::HiddenFrom(code)) => {
                view! { <HiddenProfile address=path(&code) change="/cinema/edit?section=pictures" /> }.into_any()
            },
            Ok(Opened::NotReachable) => view! { <ProfileNotFoundPage /> }.into_any(),
            Err(error) => failure(error),
        }
    })
}

fn path(code: &str) -> String {
    format!("/cinema/profile/{code}")
}

#[component]
fn OpenProfile(opened: OpenedProfile) -> impl IntoView {
    let locale = current_locale();
    let OpenedProfile { profile, private, seen_as, public, card, privacy, owner, in_main } = opened;
    let person = profile.person.clone();
    let (name, code) = (person.display_name().to_owned(), person.code.clone());
    let (initials, photo, residence) = (person.initials.clone(), person.photo.clone(), person.residence.clone());
    let name_hidden = person.name.is_none();
    let main = in_main.then(|| format!("/profile/view/{code}"));
    let (address, qr_code, contact_code) = (path(&code), code.clone(), code.clone());
    let (gallery, shown_name) = (profile.gallery.clone(), name.clone());
    view! {
        <Metadata profile=person links=profile.links.clone() path=address.clone() public card />
        <Page>
            {seen_as.map(|audience| view! { <SeenAsNotice address audience /> })}
            {privacy.map(|state| view! { <PrivacyNotice state initials=initials.clone() owner /> })}
            <header class="mt-6 mb-8 flex flex-wrap items-center gap-6">
                <Avatar initials=initials.clone() code=code.clone() photo size=AvatarSize::Large />
                <div class="min-w-0">
                    <p class="font-semibold text-muted">{td_string!(locale, cinema_profile.cinema_profile)}</p>
                    <h1 class="font-display text-3xl font-bold break-words sm:text-4xl">
                        <bdi>{name}</bdi>
                    </h1>
                    <p class="mt-2 text-lg text-muted">
                        <span aria-hidden="true">{residence.flag}</span>
                        " "
                        <bdi>{residence.city}</bdi>
                        {td_string!(locale, profile.comma)}
                        {residence.country}
                    </p>
                    <p class="mt-1 font-mono text-lg" dir="ltr">
                        {code.clone()}
                    </p>
                    {main
                        .map(|href| {
                            view! {
                                <a class="link inline-flex min-h-11 items-center" href=href>
                                    {td_string!(locale, cinema_profile.see_main)}
                                </a>
                            }
                        })}
                </div>
            </header>
            <div class="grid gap-6 lg:grid-cols-3">
                <div class="flex flex-col gap-6 lg:col-span-2">
                    <NineSections profile private owner />
                    {(!owner).then(|| view! { <ContactLine code=contact_code /> })}
                    {name_hidden.then(|| view! { <HiddenNameNote /> })}
                </div>
                <div>
                    <QrCard code=qr_code module=Module::Cinema />
                </div>
            </div>
            <FullViews gallery name=shown_name />
        </Page>
    }
}

/// In the order and the colours of the form.
#[component]
fn NineSections(
    profile: CinemaProfile,
    private: Option<crate::server::services::cinema_view::PrivateAnswers>,
    owner: bool,
) -> impl IntoView {
    let locale = current_locale();
    let residence = profile.person.residence.clone();
    let place = vec![
        (td_string!(locale, profile.country), format!("{} {}", residence.flag, residence.country)),
        (td_string!(locale, profile.city), residence.city),
    ];
    let origins: Vec<(&'static str, String)> = [
        (td_string!(locale, profile.country_of_origin), profile.country_of_origin),
        (td_string!(locale, profile.nationality), profile.nationality),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name, value?)))
    .collect();
    let no_origins = origins.is_empty() && profile.ethnicities.is_empty();
    let (types, skills, links) = (profile.person.talents.clone(), profile.skills, profile.links);
    view! {
        <IdentitySection person=profile.person private owner />
        <Section number=2 color=SectionColor::Green title=td_string!(locale, cinema_profile.origins) empty=no_origins>
            <Facts facts=origins />
            <Badges texts=profile.ethnicities />
        </Section>
        <Section number=3 color=SectionColor::Purple title=td_string!(locale, cinema_profile.residence) empty=false>
            <Facts facts=place />
        </Section>
        <Section
            number=4
            color=SectionColor::Cyan
            title=td_string!(locale, cinema_profile.languages)
            empty=profile.languages.is_empty()
        >
            <Badges texts=profile.languages />
        </Section>
        <PhysiqueSection looks=profile.looks />
        <Section
            number=6
            color=SectionColor::Yellow
            title=td_string!(locale, cinema_profile.types)
            empty=types.is_empty()
        >
            <SearchBadges badges=types parameter="type" />
        </Section>
        <Section
            number=7
            color=SectionColor::Pink
            title=td_string!(locale, cinema_profile.skills)
            empty=skills.is_empty()
        >
            {skills.into_iter().map(|group| view! { <Skills group /> }).collect_view()}
        </Section>
        <Section
            number=8
            color=SectionColor::Indigo
            title=td_string!(locale, cinema_profile.networks)
            empty=links.is_empty()
        >
            <LinkList links />
        </Section>
        <PicturesSection
            experience=profile.experience
            gallery=profile.gallery
            productions=profile.productions
        />
    }
}

#[component]
fn Skills(group: SkillGroup) -> impl IntoView {
    view! {
        <div>
            <h3 class="mb-2 font-semibold">{group.category}</h3>
            <SearchBadges badges=group.skills parameter="skill" />
        </div>
    }
}

/// Each leads to the people who share it.
#[component]
fn SearchBadges(badges: Vec<TalentBadge>, parameter: &'static str) -> impl IntoView {
    use crate::components::{badge::Badge, tone::Tone};
    view! {
        <ul class="flex flex-wrap gap-2">
            {badges
                .into_iter()
                .map(|badge| {
                    view! {
                        <li>
                            <Badge
                                tone=Tone::Primary
                                text=format!("{} {}", badge.emoji, badge.label).trim().to_owned()
                                href=format!("/cinema/talents?{parameter}={}", badge.key)
                            />
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
}

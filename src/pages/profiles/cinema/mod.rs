//! `/cinema/profile/{code}`: a person's film profile as this viewer may see it.

mod gallery;
mod productions;
mod section;
mod sections;

use leptos::prelude::*;

use self::{
    gallery::Gallery,
    sections::{CinemaFacts, CinemaSections},
};
use crate::{
    components::{lang::current_locale, layout::Page},
    domain::{
        fields::FieldId, module::Module, profiles::cinema::CinemaProfile, registration::cinema::Section,
        visibility::Audience,
    },
    i18n::td_string,
    pages::profiles::{
        contact::HiddenNameNote,
        details::{Facts, TalentBadges, labelled},
        documents::just_revealed,
        full_view::{FullViews, pictures},
        heading::ProfileHeading,
        metadata::Metadata,
        opening::profile_page,
        preview_as::SeenAsNotice,
        privacy_notice::{PrivacyNotice, missing},
        private::PrivateCard,
        qr_card::QrCard,
    },
    routes,
    server::{
        ctx::Ctx,
        error::AppResult,
        freshness::Shown,
        services::profiles::view::{
            cinema::open,
            opening::{Opened, OpenedProfile},
        },
    },
};

/// The public film profile.
#[component]
pub fn CinemaProfilePage() -> impl IntoView {
    profile_page(Module::Cinema, "/cinema/edit?section=pictures", open_profile, |opened| {
        view! { <OpenProfile opened /> }.into_any()
    })
}

async fn open_profile(code: String, seen_as: Option<Audience>) -> AppResult<Opened<CinemaProfile>> {
    let ctx = Ctx::current()?;
    let revealed = just_revealed(&ctx);
    let opened = open(&ctx.state, ctx.viewer(), ctx.lang(), &code, seen_as, revealed.as_ref()).await?;
    if let Opened::Profile(profile) = &opened {
        ctx.shows(Shown::Person(profile.person_id));
    }
    Ok(opened)
}

#[component]
fn OpenProfile(opened: OpenedProfile<CinemaProfile>) -> impl IntoView {
    let locale = current_locale();
    let OpenedProfile { profile, private, seen_as, public, card, privacy, owner, in_other_module, .. } = opened;
    let CinemaProfile { person, facts, skills, links, productions, gallery } = profile;
    let CinemaFacts { measures, head, physique, origins } = CinemaFacts::new(locale, facts);
    let (name, code, initials) = (person.display_name().to_owned(), person.code.clone(), person.initials.clone());
    let (name_hidden, types) = (person.names.is_empty(), person.talents.clone());
    let pictures = pictures(person.photo.as_ref(), &gallery);
    let other =
        in_other_module.then(|| (Module::Main.profile_path(&code), td_string!(locale, cinema_profile.see_main)));
    let path = Module::Cinema.profile_path(&code);
    let notice = privacy.map(|state| {
        let sections = [
            (Section::Pictures, person.photo.is_some() && !gallery.is_empty()),
            (Section::Languages, head.iter().any(|fact| fact.field == FieldId::Languages)),
            (Section::Physique, !physique.is_empty()),
            (Section::Skills, !skills.is_empty()),
            (Section::Networks, !links.is_empty()),
        ];
        let missing = missing(locale, sections);
        view! { <PrivacyNotice state initials owner path=path.clone() edit=routes::CINEMA_EDIT missing /> }
    });
    let (heading, before) = (person.clone(), pictures.len() - gallery.len());
    let (private_code, qr_code) = (code.clone(), code);
    let head: Vec<_> = labelled(locale, head).collect();
    view! {
        <Metadata profile=person links=links.clone() path=path.clone() public card contact=private.is_some() />
        <Page>
            <div class="profile">
                {seen_as.map(|audience| view! { <SeenAsNotice address=path.clone() audience /> })}
                {notice}
                <ProfileHeading
                    person=heading
                    kind=td_string!(locale, term.module_cinema)
                    measures
                    other
                    pictures=pictures.len()
                    path=path.clone()
                    owner
                >
                    <TalentBadges talents=types list=format!("{}?type=", routes::CASTING) />
                    <Facts facts=head />
                </ProfileHeading>
                <Gallery gallery before />
                <div class="profile-sections">
                    <div>
                        <CinemaSections productions physique skills origins links />
                        {private
                            .map(|private| {
                                view! {
                                    <div class="print:hidden">
                                        <PrivateCard module=Module::Cinema private code=private_code owner />
                                    </div>
                                }
                            })}
                        {name_hidden.then(|| view! { <HiddenNameNote /> })}
                    </div>
                    <QrCard code=qr_code module=Module::Cinema />
                </div>
            </div>
            <FullViews pictures name />
        </Page>
    }
}

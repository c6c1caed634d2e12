//! `/profile/view/{code}`: a person as this viewer may see them.

use leptos::prelude::*;

use crate::{
    components::{lang::current_locale, layout::Page},
    domain::{
        fields::{FieldId, field},
        module::Module,
        profiles::public::MainProfile,
        registration::Step,
        visibility::Audience,
    },
    i18n::td_string,
    pages::profiles::{
        contact::HiddenNameNote,
        details::{Details, Facts, Links, TalentBadges, TextCards, labelled, taken},
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
            open,
            opening::{Opened, OpenedProfile},
        },
    },
};

/// The public profile.
#[component]
pub fn ProfilePage() -> impl IntoView {
    profile_page(Module::Main, "/profile/edit?section=privacy", open_profile, |opened| {
        view! { <OpenProfile opened /> }.into_any()
    })
}

async fn open_profile(code: String, seen_as: Option<Audience>) -> AppResult<Opened<MainProfile>> {
    let ctx = Ctx::current()?;
    let revealed = just_revealed(&ctx);
    let opened = open(&ctx.state, ctx.viewer(), ctx.lang(), &code, seen_as, revealed.as_ref()).await?;
    if let Opened::Profile(profile) = &opened {
        ctx.shows(Shown::Person(profile.person_id));
    }
    Ok(opened)
}

/// What the head shows beside name, age and place; the rest stands in cards of its own.
const IN_HEAD: [FieldId; 4] = [FieldId::Availability, FieldId::WorkMode, FieldId::YearsExperience, FieldId::Languages];

#[component]
fn OpenProfile(opened: OpenedProfile<MainProfile>) -> impl IntoView {
    let locale = current_locale();
    let OpenedProfile { profile, private, seen_as, public, card, privacy, owner, in_other_module, .. } = opened;
    let MainProfile { person, mut facts, links } = profile;
    let head = taken(&mut facts, &IN_HEAD);
    let (name, code, initials) = (person.display_name().to_owned(), person.code.clone(), person.initials.clone());
    let (name_hidden, talents) = (person.names.is_empty(), person.talents.clone());
    let pictures = pictures(person.photo.as_ref(), &[]);
    let other =
        in_other_module.then(|| (Module::Cinema.profile_path(&code), td_string!(locale, cinema_profile.see_cinema)));
    let path = Module::Main.profile_path(&code);
    let notice = privacy.map(|state| {
        let asked_in = |step: Step| {
            head.iter().chain(&facts).any(|fact| field(fact.field).is_some_and(|field| field.main == Some(step)))
        };
        let sections = [
            (Step::Documents, person.photo.is_some()),
            (Step::Career, asked_in(Step::Career)),
            (Step::Availability, asked_in(Step::Availability)),
            (Step::Networks, !links.is_empty()),
        ];
        let missing = missing(locale, sections);
        view! { <PrivacyNotice state initials owner path=path.clone() edit=routes::EDIT missing /> }
    });
    let (heading, texts) = (person.clone(), facts.clone());
    let (private_code, qr_code) = (code.clone(), code);
    let head: Vec<_> = labelled(locale, head).collect();
    view! {
        <Metadata profile=person links=links.clone() path=path.clone() public card contact=private.is_some() />
        <Page>
            <div class="profile">
                {seen_as.map(|audience| view! { <SeenAsNotice address=path.clone() audience /> })}
                {notice}
                <ProfileHeading person=heading other pictures=pictures.len() path=path.clone() owner>
                    <TalentBadges talents list=format!("{}/", routes::TALENTS) />
                    <Facts facts=head />
                </ProfileHeading>
                <div class="profile-sections">
                    <div>
                        <TextCards facts=texts />
                        <Details facts />
                        <Links links />
                        {private
                            .map(|private| {
                                view! {
                                    <div class="print:hidden">
                                        <PrivateCard module=Module::Main private owner code=private_code />
                                    </div>
                                }
                            })}
                        {name_hidden.then(|| view! { <HiddenNameNote /> })}
                    </div>
                    <QrCard code=qr_code />
                </div>
            </div>
            <FullViews pictures name />
        </Page>
    }
}

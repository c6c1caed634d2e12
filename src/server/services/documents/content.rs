//! From a profile as a viewer may see it to what a card, a contact sheet or a badge says.

use chrono::NaiveDate;

use super::{
    pictures::{gallery, portrait},
    sections,
};
use crate::{
    domain::{
        lang::Lang,
        module::Module,
        profiles::{
            cinema::CinemaProfile,
            public::{MainProfile, PublicProfile},
        },
        reference,
        unique_code::UniqueCode,
    },
    i18n::{Locale, td_string},
    server::{
        clock::Clock,
        context::Viewer,
        documents::{
            pdf::{badges::BadgeFace, contact_sheet::SheetFace},
            person_card::{CardGallery, PersonCard},
            qr,
        },
        error::AppResult,
        services::profiles::view::{self, opening::Opened},
        state::AppState,
    },
};

/// A profile of either module, as a viewer may see it.
pub(super) enum SeenProfile {
    Main(MainProfile),
    Cinema(CinemaProfile),
}

impl SeenProfile {
    pub const fn module(&self) -> Module {
        match self {
            Self::Main(_) => Module::Main,
            Self::Cinema(_) => Module::Cinema,
        }
    }

    pub const fn person(&self) -> &PublicProfile {
        match self {
            Self::Main(profile) => &profile.person,
            Self::Cinema(profile) => &profile.person,
        }
    }
}

/// The profile of a code in a module, with `people.id`; otherwise its proper code, where it is found under that.
pub(super) async fn open(
    state: &AppState,
    viewer: &Viewer,
    lang: Lang,
    module: Module,
    code: &str,
) -> AppResult<Result<(i64, SeenProfile), Option<String>>> {
    Ok(match module {
        Module::Main => seen(view::open(state, viewer, lang, code, None, None).await?, SeenProfile::Main),
        Module::Cinema => seen(view::cinema::open(state, viewer, lang, code, None, None).await?, SeenProfile::Cinema),
    })
}

fn seen<P>(opened: Opened<P>, of: impl FnOnce(P) -> SeenProfile) -> Result<(i64, SeenProfile), Option<String>> {
    match opened {
        Opened::Profile(opened) => Ok((opened.person_id, of(opened.profile))),
        Opened::Moved(code) => Err(Some(code)),
        Opened::InCinema(_) | Opened::HiddenFrom(_) | Opened::NotReachable => Err(None),
    }
}

/// The profile of a code, preferably that of this module.
pub(super) async fn open_either(
    state: &AppState,
    viewer: &Viewer,
    lang: Lang,
    preferred: Module,
    code: &str,
) -> AppResult<Option<SeenProfile>> {
    let other = match preferred {
        Module::Main => Module::Cinema,
        Module::Cinema => Module::Main,
    };
    for module in [preferred, other] {
        if let Ok((_, profile)) = open(state, viewer, lang, module, code).await? {
            return Ok(Some(profile));
        }
    }
    Ok(None)
}

/// Everything that the card of a profile says, with its pictures.
pub(super) async fn card(state: &AppState, lang: Lang, profile: SeenProfile) -> AppResult<PersonCard> {
    let locale = Locale::from(lang);
    let module = profile.module();
    let person = profile.person();
    let photo = portrait(state, person).await?;
    let names = names(person);
    let kind = match module {
        Module::Main => td_string!(locale, term.module_main),
        Module::Cinema => td_string!(locale, term.module_cinema),
    };
    let mut card = PersonCard {
        lang,
        kind: kind.to_owned(),
        photo_alt: td_string!(locale, documents.photo_alt, name = names.first().map_or("", String::as_str)).to_string(),
        names,
        initials: person.initials.clone(),
        code: person.code.clone(),
        lines: Vec::new(),
        talents: person.talents.iter().map(|talent| format!("{} {}", talent.emoji, talent.label)).collect(),
        sections: Vec::new(),
        gallery: None,
        address: address(state, module, &person.code),
        scan: td_string!(locale, documents.scan).to_owned(),
        made_by: made_by(state, lang),
        photo,
    };
    let place = place(person, lang);
    let gender = reference::term("gender", &person.gender).map(|gender| gender.label(lang).to_owned());
    match profile {
        SeenProfile::Main(profile) => {
            card.lines = vec![joined([Some(age(locale, profile.person.age)), gender]), place];
            card.sections = sections::of_main(locale, profile);
        }
        SeenProfile::Cinema(profile) => {
            let measures = sections::measures(locale, &profile.facts);
            card.lines = vec![joined([Some(age(locale, profile.person.age)), gender]), measures, place];
            card.lines.retain(|line| !line.is_empty());
            let photos = gallery(state, &profile.gallery).await?;
            card.gallery = (!photos.is_empty())
                .then(|| CardGallery { title: td_string!(locale, cinema_profile.gallery).to_owned(), photos });
            card.sections = sections::of_cinema(locale, profile);
        }
    }
    Ok(card)
}

/// What a contact sheet shows of a person.
pub(super) async fn sheet_face(state: &AppState, lang: Lang, profile: &SeenProfile) -> AppResult<SheetFace> {
    let person = profile.person();
    Ok(SheetFace {
        name: person.display_name().to_owned(),
        initials: person.initials.clone(),
        code: person.code.clone(),
        line: joined([Some(age(lang.into(), person.age)), Some(person.residence.city.clone())]),
        photo: portrait(state, person).await?,
    })
}

/// What the badge of a person says; it counts until this day.
pub(super) async fn badge(
    state: &AppState,
    lang: Lang,
    profile: &SeenProfile,
    until: Option<NaiveDate>,
) -> AppResult<BadgeFace> {
    let person = profile.person();
    let until = until.map(|day| {
        let day = day.format("%d/%m/%Y").to_string();
        td_string!(Locale::from(lang), documents.valid_until, day = day.as_str()).to_string()
    });
    Ok(BadgeFace {
        names: names(person),
        initials: person.initials.clone(),
        code: person.code.clone(),
        kind: person.talents.iter().take(3).map(|talent| talent.label.clone()).collect::<Vec<_>>().join(" · "),
        address: address(state, profile.module(), &person.code),
        valid_until: until.unwrap_or_default(),
        photo: portrait(state, person).await?,
    })
}

/// « Établi le 30/11/2026 · talents.example ».
pub(super) fn made_by(state: &AppState, lang: Lang) -> String {
    let day = Clock::in_morocco(state.clock.now()).format("%d/%m/%Y").to_string();
    let site = crate::server::documents::person_card::short_address(&state.config.base_url);
    td_string!(Locale::from(lang), documents.made_on, day = day.as_str(), site = site).to_string()
}

/// The names this viewer reads, or what stands for them.
fn names(person: &PublicProfile) -> Vec<String> {
    if person.names.is_empty() { vec![person.initials.clone()] } else { person.names.clone() }
}

fn age(locale: Locale, age: u32) -> String {
    td_string!(locale, profile.years_old, count = u64::from(age)).to_string()
}

fn place(person: &PublicProfile, lang: Lang) -> String {
    let comma = if lang == Lang::Ar { "، " } else { ", " };
    format!("{}{comma}{}", person.residence.city, person.residence.country)
}

fn joined<const N: usize>(parts: [Option<String>; N]) -> String {
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn address(state: &AppState, module: Module, code: &str) -> String {
    match code.parse::<UniqueCode>() {
        Ok(code) => qr::payload(&state.config.base_url, module, &code),
        Err(_) => state.config.base_url.clone(),
    }
}

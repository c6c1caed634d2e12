//! An announcement as people will read it, to whom it goes, and the way to try it out and to send it.

use std::sync::Arc;

use leptos::prelude::*;

use super::words::outcome_text;
use crate::{
    components::{
        alert::Alert,
        button::{Button, ButtonStyle},
        form::Checkbox,
        lang::current_locale,
        section_card::{SectionCard, SectionColor},
        tone::Tone,
    },
    domain::{
        announcement::{AnnouncementAudience, AnnouncementText, AnnouncementTexts, TextPiece, minutes, pieces},
        lang::Lang,
    },
    i18n::{Locale, td_string},
    server::services::admin::announcements::SAMPLE_CODE,
    server_fns::announcements::{BEGIN_ANNOUNCEMENT, TEST_ANNOUNCEMENT},
    texts::numbers::grouped,
};

/// The text in each language, filled in with a sample name and a sample code.
#[component]
pub fn Preview(texts: AnnouncementTexts) -> impl IntoView {
    let locale = current_locale();
    let shown: Vec<_> = texts
        .languages()
        .into_iter()
        .map(|lang| {
            let name = td_string!(Locale::from(lang), announcement.sample_name);
            letter(lang, &texts.of(lang).filled(lang, name, SAMPLE_CODE))
        })
        .collect();
    view! {
        <SectionCard
            color=SectionColor::Cyan
            title=td_string!(locale, announcement.preview_title)
            intro=td_string!(locale, announcement.preview_lead)
        >
            {shown}
        </SectionCard>
    }
}

fn letter(lang: Lang, text: &AnnouncementText) -> AnyView {
    let paragraphs: Vec<_> = text
        .paragraphs()
        .into_iter()
        .map(|paragraph| view! { <p class="whitespace-pre-line" dir="auto">{typed(&paragraph)}</p> })
        .collect();
    view! {
        <article class="desk-letter" lang=lang.code() dir=lang.dir()>
            <h3 class="font-semibold wrap-anywhere" dir="auto">
                {text.subject.clone()}
            </h3>
            {paragraphs}
        </article>
    }
    .into_any()
}

/// Words and links as the mail has them.
fn typed(text: &str) -> Vec<AnyView> {
    pieces(text)
        .into_iter()
        .map(|piece| match piece {
            TextPiece::Words(words) => words.to_owned().into_any(),
            TextPiece::Link(address) => {
                let (href, label) = (address.to_owned(), address.to_owned());
                view! {
                    <a class="link break-all" dir="ltr" href=href rel="noreferrer">
                        {label}
                    </a>
                }
                .into_any()
            }
        })
        .collect()
}

/// How many mails in each language, how long they take, and who gets none.
#[component]
pub fn Numbers(audience: Arc<AnnouncementAudience>, per_minute: u32) -> impl IntoView {
    let locale = current_locale();
    let total = audience.total();
    let figure = |label: String, content: String| {
        view! {
            <div>
                <dt>{label}</dt>
                <dd>{content}</dd>
            </div>
        }
    };
    let first = audience.mails.first().map(|(lang, _)| *lang).filter(|_| audience.mails.len() < Lang::ALL.len());
    let others = first.map(|lang| {
        view! {
            <p class="mt-3 text-muted">
                {td_string!(locale, announcement.other_languages, language = lang.own_name())}
            </p>
        }
    });
    let languages: Vec<_> = audience
        .mails
        .iter()
        .map(|(lang, count)| figure(lang.own_name().to_owned(), grouped(locale, *count)))
        .collect();
    let mut left_out: Vec<_> = audience
        .left_out
        .iter()
        .map(|(reason, count)| figure(outcome_text(locale, *reason).to_owned(), grouped(locale, *count)))
        .collect();
    if audience.gone > 0 {
        left_out.push(figure(td_string!(locale, announcement.gone).to_owned(), grouped(locale, audience.gone)));
    }
    let left_out = (!left_out.is_empty()).then(|| {
        view! {
            <h3 class="mt-4 font-semibold">{td_string!(locale, announcement.left_out)}</h3>
            <dl class="desk-figures mt-3">{left_out}</dl>
        }
    });
    let time = grouped(locale, minutes(total, per_minute));
    view! {
        <SectionCard color=SectionColor::Yellow title=td_string!(locale, announcement.numbers_title)>
            <dl class="desk-figures">
                {figure(td_string!(locale, announcement.mails).to_owned(), grouped(locale, total))} {languages}
                {figure(
                    td_string!(locale, announcement.duration).to_owned(),
                    td_string!(locale, announcement.minutes, count = time),
                )}
            </dl>
            {others}
            {left_out}
        </SectionCard>
    }
}

/// Writes it to the administrator alone.
#[component]
pub fn TrialForm(id: i64, own_address: Option<String>) -> impl IntoView {
    let locale = current_locale();
    let content = match own_address {
        None => view! { <p>{td_string!(locale, announcement.answer_no_own_address)}</p> }.into_any(),
        Some(address) => view! {
            <p>
                {td_string!(locale, announcement.test_text)} " "
                <bdi class="font-semibold break-all" dir="ltr">
                    {address}
                </bdi>
            </p>
            <form method="post" action=TEST_ANNOUNCEMENT>
                <input type="hidden" name="id" value=id.to_string() />
                <Button style=ButtonStyle::Outline>{td_string!(locale, announcement.test_button)}</Button>
            </form>
        }
        .into_any(),
    };
    view! {
        <SectionCard color=SectionColor::Green title=td_string!(locale, announcement.test_title)>
            {content}
        </SectionCard>
    }
}

/// The question whether to send it; `missed`: the box was not ticked before.
#[component]
pub fn BeginForm(id: i64, version: i64, mails: u64, missed: bool) -> impl IntoView {
    let locale = current_locale();
    let content = if mails == 0 {
        view! { <Alert tone=Tone::Warning title=td_string!(locale, announcement.nobody) /> }.into_any()
    } else {
        let error = missed.then(|| td_string!(locale, announcement.answer_not_confirmed).to_owned());
        view! {
            <form method="post" action=BEGIN_ANNOUNCEMENT class="flex flex-col gap-5">
                <input type="hidden" name="id" value=id.to_string() />
                <input type="hidden" name="version" value=version.to_string() />
                <p>{td_string!(locale, announcement.begin_text)}</p>
                <Checkbox name="confirmed" error required=true>
                    {td_string!(locale, announcement.confirm)}
                </Checkbox>
                <div>
                    <Button wide=true>{td_string!(locale, announcement.begin_button)}</Button>
                </div>
            </form>
        }
        .into_any()
    };
    view! {
        <SectionCard color=SectionColor::Red title=td_string!(locale, announcement.begin_title)>
            {content}
        </SectionCard>
    }
}

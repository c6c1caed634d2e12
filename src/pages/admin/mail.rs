//! `/admin/mails/{id}`: a mail as it was sent, and what became of it.

use chrono::NaiveDateTime;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{
    answer::AnswerNotice,
    frame::DeskFrame,
    listing::{error_line, person_link},
    mails::state_badge,
    texts::mail_text,
};
use crate::{
    components::{
        button::Button,
        lang::current_locale,
        local_time::LocalTime,
        page_header::PageHeader,
        section_card::{SectionCard, SectionColor},
    },
    domain::admin::DeskAnswer,
    i18n::td_string,
    pages::site::failure::loaded,
    routes,
    server::{
        ctx::Ctx,
        error::{AppError, AppResult},
        security::{flash::take_flash, headers::allow_own_frames},
        services::admin::mail_list::{ReadMail, open},
    },
    server_fns::admin::{DESK_ANSWER, RESEND_MAIL},
};

/// The page about a mail.
#[component]
pub fn DeskMailPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id")).unwrap_or_default();
    let answer: Option<DeskAnswer> = take_flash(DESK_ANSWER);
    allow_own_frames();
    loaded(read(id), move |mail| view! { <Mail mail answer /> }.into_any())
}

async fn read(id: String) -> AppResult<ReadMail> {
    let ctx = Ctx::current()?;
    let id = id.parse().map_err(|_| AppError::NotFound)?;
    open(&ctx.state, &ctx.actor(), id).await
}

#[component]
fn Mail(mail: ReadMail, answer: Option<DeskAnswer>) -> impl IntoView {
    let locale = current_locale();
    let ReadMail { line, language, text, expires_at } = mail;
    let (id, subject) = (line.id, line.subject.clone());
    let content = format!("{}/content", routes::desk_mail(id));
    let moment = |label: &'static str, moment: NaiveDateTime| {
        view! {
            <div>
                <dt>{label}</dt>
                <dd>
                    <LocalTime moment />
                </dd>
            </div>
        }
    };
    let person = person_link(line.code).map(|link| {
        view! {
            <div>
                <dt>{td_string!(locale, admin.person)}</dt>
                <dd>{link}</dd>
            </div>
        }
    });
    let resend = line.resendable.then(|| {
        view! {
            <form method="post" action=RESEND_MAIL class="mt-4">
                <input type="hidden" name="mail" value=id.to_string() />
                <input type="hidden" name="page" value="mail" />
                <Button>{td_string!(locale, admin.resend)}</Button>
            </form>
        }
    });
    view! {
        <DeskFrame title=subject.clone() current=Some(routes::DESK_MAILS)>
            <PageHeader title=subject.clone() lead=mail_text(locale, line.kind) />
            {answer.map(|answer| view! { <AnswerNotice answer /> })}
            <div class="flex flex-col gap-6">
                <section class="section-card">
                    <dl class="desk-figures">
                        <div>
                            <dt>{td_string!(locale, admin.state)}</dt>
                            <dd>{state_badge(locale, line.state)}</dd>
                        </div>
                        <div>
                            <dt>{td_string!(locale, admin.recipient)}</dt>
                            <dd class="break-all" dir="ltr">
                                {line.recipient}
                            </dd>
                        </div>
                        {person}
                        {moment(td_string!(locale, admin.written), line.created_at)}
                        {line.sent_at.map(|at| moment(td_string!(locale, admin.sent_at), at))}
                        {expires_at.map(|at| moment(td_string!(locale, admin.link_until), at))}
                    </dl>
                    {error_line(line.error)}
                    {resend}
                    <p class="mt-4 text-sm text-muted">{td_string!(locale, admin.mail_masked)}</p>
                </section>
                <SectionCard color=SectionColor::Blue title=td_string!(locale, admin.mail_html)>
                    <iframe
                        class="desk-mail"
                        src=content
                        sandbox=""
                        title=td_string!(locale, admin.mail_html)
                    ></iframe>
                </SectionCard>
                <SectionCard color=SectionColor::Slate title=td_string!(locale, admin.mail_plain)>
                    <pre class="desk-plain" dir="auto" lang=language>
                        {text}
                    </pre>
                </SectionCard>
            </div>
        </DeskFrame>
    }
}

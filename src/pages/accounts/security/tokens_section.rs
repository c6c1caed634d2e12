//! Personal access tokens: what they are for, the form that makes one, the list.

use leptos::prelude::*;

use crate::{
    components::{
        alert::Alert,
        button::{Button, ButtonStyle},
        field_error_text::text_for,
        form::{Checkbox, SelectField, SelectOption, TextField},
        lang::current_locale,
        secret_card::SecretText,
        section_card::{SectionCard, SectionColor},
        token_details::{TokenDetails, scope_text},
        tone::Tone,
    },
    domain::{
        access::{LONGEST_TOKEN_NAME, Scope, TOKEN_LIVES},
        accounts::api_token::{TokenAnswer, TokenLine, TokenState},
        field_error::FieldErrors,
    },
    i18n::td_string,
    named_texts, routes,
    server_fns::accounts::tokens::{DAYS_FIELD, MAKE_TOKEN, NAME_FIELD, REVOKE_TOKEN, SCOPE_FIELD, TOKEN_FIELD},
};

/// How long a token lives when nothing else is chosen, in days.
const USUAL_LIFE: i64 = 90;

/// The list, the form, and how it was answered.
#[component]
pub fn TokensSection(answer: Option<TokenAnswer>, tokens: Vec<TokenLine>) -> impl IntoView {
    let locale = current_locale();
    let (typed, errors) = match &answer {
        Some(TokenAnswer::Refused { name, errors }) => (name.clone(), errors.clone()),
        _ => (String::new(), FieldErrors::default()),
    };
    let empty = tokens.is_empty();
    view! {
        <SectionCard
            color=SectionColor::Blue
            title=td_string!(locale, api.tokens_title)
            intro=td_string!(locale, api.tokens_intro)
        >
            {answer.map(|answer| view! { <Notice answer /> })}
            {empty.then(|| view! { <p class="text-muted">{td_string!(locale, api.tokens_none)}</p> })}
            <ul class="flex flex-col divide-y divide-base-300 empty:hidden">
                {tokens.into_iter().map(|token| view! { <Line token /> }).collect_view()}
            </ul>
            <TokenForm typed errors />
            <p>
                <a class="link inline-flex min-h-11 items-center" href=routes::API_DOCS>
                    {td_string!(locale, api.docs_link)}
                </a>
            </p>
        </SectionCard>
    }
}

#[component]
fn Notice(answer: TokenAnswer) -> impl IntoView {
    let locale = current_locale();
    match answer {
        TokenAnswer::Made { secret } => view! {
            <Alert tone=Tone::Success title=td_string!(locale, api.token_made_title) />
            <p>{td_string!(locale, api.token_made_text)}</p>
            <SecretText secret />
        }
        .into_any(),
        TokenAnswer::Revoked => {
            view! { <Alert tone=Tone::Success title=td_string!(locale, api.token_revoke_done) /> }.into_any()
        }
        TokenAnswer::TooMany => {
            view! { <Alert tone=Tone::Warning title=td_string!(locale, api.token_too_many) /> }.into_any()
        }
        TokenAnswer::Refused { .. } => ().into_any(),
    }
}

#[component]
fn Line(token: TokenLine) -> impl IntoView {
    let locale = current_locale();
    let (id, working) = (token.id, token.state == TokenState::Working);
    view! {
        <li class="flex flex-wrap items-center justify-between gap-3 py-4 first:pt-0">
            <div class="min-w-0">
                <TokenDetails token />
            </div>
            {working
                .then(|| {
                    view! {
                        <form method="post" action=REVOKE_TOKEN>
                            <input type="hidden" name=TOKEN_FIELD value=id.to_string() />
                            <Button style=ButtonStyle::Outline>{td_string!(locale, api.token_revoke)}</Button>
                        </form>
                    }
                })}
        </li>
    }
}

#[component]
fn TokenForm(typed: String, errors: FieldErrors) -> impl IntoView {
    let locale = current_locale();
    let name_error = text_for(locale, &errors, "name");
    let scope_error = text_for(locale, &errors, "scopes");
    let lives = TOKEN_LIVES
        .into_iter()
        .map(|days| {
            SelectOption::new(days.to_string(), named_texts::api(locale, &format!("life_{days}")).unwrap_or_default())
        })
        .collect::<Vec<_>>();
    let boxes = Scope::ALL
        .into_iter()
        .map(|scope| {
            let suffix = scope.key().replace(':', "-");
            view! {
                <Checkbox name=SCOPE_FIELD value=scope.key() id_suffix=suffix>
                    {scope_text(locale, scope)}
                </Checkbox>
            }
        })
        .collect_view();
    view! {
        <form method="post" action=MAKE_TOKEN class="flex flex-col gap-4">
            <TextField
                name=NAME_FIELD
                id="token_name"
                label=td_string!(locale, api.token_name)
                hint=td_string!(locale, api.token_name_hint)
                value=typed
                error=name_error
                required=true
                autocomplete="off"
                maxlength=u32::try_from(LONGEST_TOKEN_NAME).unwrap_or(u32::MAX)
            />
            <fieldset class="flex flex-col gap-1">
                <legend class="mb-1 font-semibold">{td_string!(locale, api.token_scopes)}</legend>
                {boxes}
                {scope_error.map(|text| view! { <p class="text-error">{text}</p> })}
            </fieldset>
            <SelectField
                name=DAYS_FIELD
                id="token_days"
                label=td_string!(locale, api.token_life)
                options=lives
                value=USUAL_LIFE.to_string()
                required=true
            />
            <div>
                <Button wide=true>{td_string!(locale, api.token_make)}</Button>
            </div>
        </form>
    }
}

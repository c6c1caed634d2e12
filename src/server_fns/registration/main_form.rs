//! The main registration form's three posts.

use crate::domain::{fault::Fault, registration::FormValues};
use crate::server_fns::form_encoding::FormPost;
use leptos::prelude::*;
#[cfg(feature = "ssr")]
pub use request::{discard_draft, save_step_answers, send_form};

/// Stores the answers of one step (fields `step`, `action` and the step's own) and leads to the next page.
#[server(prefix = "/fn", endpoint = "save_registration_step", input = FormPost)]
pub async fn save_registration_step(form: FormValues) -> Result<(), Fault> {
    Ok(save_step_answers::<crate::domain::registration::Step>(form).await?)
}

/// Erases everything that was typed.
#[server(prefix = "/fn", endpoint = "reset_registration", input = FormPost)]
pub async fn reset_registration(form: FormValues) -> Result<(), Fault> {
    drop(form);
    Ok(discard_draft::<crate::domain::registration::Step>().await?)
}

/// Registers the person of the draft and signs them in, or adds the profile to the signed-in person.
#[server(prefix = "/fn", endpoint = "submit_registration", input = FormPost)]
pub async fn submit_registration(form: FormValues) -> Result<(), Fault> {
    Ok(send_form::<crate::domain::registration::Step>(form).await?)
}

#[cfg(feature = "ssr")]
mod request {
    //! What the functions above take from the request and put into the answer.

    use crate::{
        domain::registration::FormValues,
        server::{
            ctx::{Ctx, draft_cookie},
            db::to_completion,
            error::AppResult,
            services::registration::{self, StoredForm, Submitted, drafts::leads_somewhere, save_step, submit},
        },
    };

    /// Stores the answers of one step and leads to the next page.
    ///
    /// # Errors
    /// `TooManyRequests` when this network begins too many forms.
    pub async fn save_step_answers<S: StoredForm>(form: FormValues) -> AppResult<()> {
        let (ctx, form) = (Ctx::current()?, S::received(form));
        let (state, visitor) = (ctx.state.clone(), ctx.form_request());
        let token = visitor.draft_token.clone();
        let [first, ..] = S::ALL;
        let page = S::from_key(form.first("step")).unwrap_or(first).path();
        let typed = form.clone();
        let saved = to_completion(async move { save_step::<S>(&state, &visitor, &form).await }).await;
        let saved = ctx.keep_typed(saved, &page, typed)?;
        if let Some(token) = saved.new_token.or(token) {
            ctx.set_cookie(draft_cookie(&ctx.state, Some(&token))?);
        }
        leptos_axum::redirect(&saved.place.path());
        Ok(())
    }

    /// Erases everything that was typed into a form.
    pub async fn discard_draft<S: StoredForm>() -> AppResult<()> {
        let ctx = Ctx::current()?;
        let (state, visitor) = (ctx.state.clone(), ctx.form_request());
        let token = visitor.draft_token.clone();
        to_completion(async move { registration::reset::<S>(&state, &visitor).await }).await?;
        drop_draft_cookie(&ctx, token).await?;
        leptos_axum::redirect(S::PATH);
        Ok(())
    }

    /// Registers the person of the draft and signs them in, or adds the profile to the signed-in person.
    ///
    /// # Errors
    /// `TooManyRequests` when this network registers too many people.
    pub async fn send_form<S: StoredForm>(form: FormValues) -> AppResult<()> {
        let ctx = Ctx::current()?;
        let (state, visitor) = (ctx.state.clone(), ctx.form_request());
        let token = visitor.draft_token.clone();
        let had_draft = token.is_some() || visitor.actor.account().is_some();
        let done = format!("{}/done", S::PATH);
        let typed = form.clone();
        let sent = to_completion(async move { submit::<S>(&state, &visitor, &form).await }).await;
        match ctx.keep_typed(sent, &S::review_path(), typed)? {
            Submitted::Done { session } => {
                if let Some(session) = session {
                    ctx.set_session(&session)?;
                }
                drop_draft_cookie(&ctx, token).await?;
                leptos_axum::redirect(&done);
            }
            Submitted::Incomplete(step) => leptos_axum::redirect(&format!("{}#errors", step.path())),
            Submitted::Changed => leptos_axum::redirect(&S::review_path()),
            // Sent twice: the first one made the profile.
            Submitted::NoDraft if had_draft => leptos_axum::redirect(&done),
            Submitted::NoDraft | Submitted::Closed => leptos_axum::redirect(S::PATH),
        }
        Ok(())
    }

    /// Removes the cookie unless it leads to the draft of another form.
    async fn drop_draft_cookie(ctx: &Ctx, token: Option<String>) -> AppResult<()> {
        if let Some(token) = token
            && leads_somewhere(&ctx.state, &mut ctx.state.db.read().await?, &token).await?
        {
            return Ok(());
        }
        ctx.set_cookie(draft_cookie(&ctx.state, None)?);
        Ok(())
    }
}

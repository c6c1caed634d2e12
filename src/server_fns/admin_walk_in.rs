//! Registering people who came in person.

use leptos::prelude::*;

use crate::{
    domain::{fault::Fault, registration::FormValues},
    server_fns::form_encoding::FormPost,
};

/// Where the form is sent.
pub const REGISTER_WALK_IN: &str = "/fn/register_walk_in";
/// Where « forget these changes » is sent.
pub const DISCARD_WALK_IN: &str = "/fn/discard_walk_in";

/// Registers a person and leads to the page about them, or back to the form while something is wrong.
#[server(prefix = "/fn", endpoint = "register_walk_in", input = FormPost)]
pub async fn register_walk_in(form: FormValues) -> Result<(), Fault> {
    use crate::{
        domain::{
            admin::DeskAnswer,
            registration::{FormStep as _, Step, fields as f},
        },
        routes,
        server::{
            ctx::Ctx,
            db::to_completion,
            services::admin::walk_in::{WalkIn, register},
        },
        server_fns::admin::person_answer,
    };
    let (ctx, form) = (Ctx::current()?, Step::received(form));
    let (state, visitor) = (ctx.state.clone(), ctx.form_request());
    let cities = form.first("action") == "cities";
    let typed = form.clone();
    let done = to_completion(async move { register(&state, &visitor, &form).await }).await;
    match ctx.keep_typed(done, routes::DESK_NEW_PERSON, typed)? {
        WalkIn::Registered(code) => {
            ctx.flash(&person_answer(code.as_str()), &DeskAnswer::Registered)?;
            leptos_axum::redirect(&routes::desk_person(code.as_str()));
        }
        WalkIn::Already(code) => {
            ctx.flash(&person_answer(code.as_str()), &DeskAnswer::RegisteredBefore)?;
            leptos_axum::redirect(&routes::desk_person(code.as_str()));
        }
        WalkIn::Kept if cities => {
            leptos_axum::redirect(&format!("{}#field-{}", routes::DESK_NEW_PERSON, f::RESIDENCE_CITY));
        }
        WalkIn::Kept => leptos_axum::redirect(&format!("{}#errors", routes::DESK_NEW_PERSON)),
    }
    Ok(())
}

/// Forgets what was typed.
#[server(prefix = "/fn", endpoint = "discard_walk_in", input = FormPost)]
pub async fn discard_walk_in(form: FormValues) -> Result<(), Fault> {
    use crate::{
        routes,
        server::{ctx::Ctx, services::admin::walk_in::discard},
    };
    drop(form);
    let ctx = Ctx::current()?;
    discard(&ctx.state, &ctx.form_request()).await?;
    leptos_axum::redirect(routes::DESK_NEW_PERSON);
    Ok(())
}

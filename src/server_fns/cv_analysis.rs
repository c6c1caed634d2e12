//! Analyses of CVs: of the own one, and of others from the desk. Each action leads back to its page, which says how it
//! ended.

use leptos::prelude::*;

use super::form_encoding::FormPost;
use crate::domain::{fault::Fault, registration::FormValues};

/// Where the button that analyses the own CV is sent.
pub const ANALYSE_OWN_CV: &str = "/fn/analyse_own_cv";
/// Where the button that erases the own analysis is sent.
pub const ERASE_OWN_CV_ANALYSIS: &str = "/fn/erase_own_cv_analysis";
/// Where a button that adds something to the own profile is sent.
pub const ADD_FROM_CV: &str = "/fn/add_from_cv";
/// Where the button that analyses a person's CV is sent.
pub const ANALYSE_CV: &str = "/fn/analyse_cv";
/// Where the button that erases a person's analysis is sent.
pub const ERASE_CV_ANALYSIS: &str = "/fn/erase_cv_analysis";
/// Where the list of analyses is sent.
pub const RUN_CV_ANALYSES: &str = "/fn/run_cv_analyses";

/// The field of the analyses that are ticked.
pub const ANALYSIS_FIELD: &str = "analysis";

/// The flash with what a page says.
#[cfg(feature = "ssr")]
pub const CV_ANALYSIS_FLASH: &str = "cv_analysis";

/// Has the own CV analysed.
#[server(prefix = "/fn", endpoint = "analyse_own_cv")]
pub async fn analyse_own_cv() -> Result<(), Fault> {
    use crate::{
        routes::CV_ANALYSIS,
        server::{
            ctx::Ctx,
            services::cv_analysis::actions::{own_person, run},
        },
    };
    let ctx = Ctx::current()?;
    let actor = ctx.actor();
    let answer = run(&ctx.state, &actor, own_person(&actor)?).await?;
    ctx.flash(CV_ANALYSIS_FLASH, &answer)?;
    leptos_axum::redirect(CV_ANALYSIS);
    Ok(())
}

/// Erases what is known of the own CV.
#[server(prefix = "/fn", endpoint = "erase_own_cv_analysis")]
pub async fn erase_own_cv_analysis() -> Result<(), Fault> {
    use crate::{
        routes::CV_ANALYSIS,
        server::{
            ctx::Ctx,
            services::cv_analysis::actions::{erase, own_person},
        },
    };
    let ctx = Ctx::current()?;
    let actor = ctx.actor();
    let answer = erase(&ctx.state, &actor, own_person(&actor)?).await?;
    ctx.flash(CV_ANALYSIS_FLASH, &answer)?;
    leptos_axum::redirect(CV_ANALYSIS);
    Ok(())
}

/// Adds to the own profile what was read of the CV: a talent or a language by its key, or the years of experience.
#[server(prefix = "/fn", endpoint = "add_from_cv")]
pub async fn add_from_cv(#[server(default)] what: String, #[server(default)] key: String) -> Result<(), Fault> {
    use crate::{
        routes::CV_ANALYSIS,
        server::{
            ctx::Ctx,
            services::cv_analysis::proposals::{Proposal, add},
        },
    };
    let ctx = Ctx::current()?;
    let proposal = match what.as_str() {
        "talent" => Proposal::Talent(key),
        "language" => Proposal::Language(key),
        "years" => Proposal::Years,
        _ => return Err(Fault::BadRequest),
    };
    let answer = add(&ctx.state, &ctx.form_request(), &proposal).await?;
    ctx.flash(CV_ANALYSIS_FLASH, &answer)?;
    leptos_axum::redirect(CV_ANALYSIS);
    Ok(())
}

/// Has the CV of the person with this code analysed.
#[server(prefix = "/fn", endpoint = "analyse_cv")]
pub async fn analyse_cv(#[server(default)] code: String) -> Result<(), Fault> {
    use crate::{
        routes::desk_cv_analysis,
        server::{
            ctx::Ctx,
            services::cv_analysis::actions::{person_with, run},
        },
    };
    let ctx = Ctx::current()?;
    let actor = ctx.actor();
    let person_id = person_with(&ctx.state, &actor, &code).await?;
    let answer = run(&ctx.state, &actor, person_id).await?;
    ctx.flash(CV_ANALYSIS_FLASH, &answer)?;
    leptos_axum::redirect(&desk_cv_analysis(&code));
    Ok(())
}

/// Erases what is known of the CV of the person with this code.
#[server(prefix = "/fn", endpoint = "erase_cv_analysis")]
pub async fn erase_cv_analysis(#[server(default)] code: String) -> Result<(), Fault> {
    use crate::{
        routes::desk_cv_analysis,
        server::{
            ctx::Ctx,
            services::cv_analysis::actions::{erase, person_with},
        },
    };
    let ctx = Ctx::current()?;
    let actor = ctx.actor();
    let person_id = person_with(&ctx.state, &actor, &code).await?;
    let answer = erase(&ctx.state, &actor, person_id).await?;
    ctx.flash(CV_ANALYSIS_FLASH, &answer)?;
    leptos_axum::redirect(&desk_cv_analysis(&code));
    Ok(())
}

/// Runs the analyses that are ticked again, of people who agree to it.
#[server(prefix = "/fn", endpoint = "run_cv_analyses", input = FormPost)]
pub async fn run_cv_analyses(form: FormValues) -> Result<(), Fault> {
    use crate::{
        routes::DESK_CV_ANALYSES,
        server::{ctx::Ctx, services::cv_analysis::actions::run_again},
    };
    let ctx = Ctx::current()?;
    let ids: Vec<i64> = form.all(ANALYSIS_FIELD).iter().filter_map(|id| id.parse().ok()).collect();
    let answer = run_again(&ctx.state, &ctx.actor(), &ids).await?;
    ctx.flash(CV_ANALYSIS_FLASH, &answer)?;
    leptos_axum::redirect(DESK_CV_ANALYSES);
    Ok(())
}

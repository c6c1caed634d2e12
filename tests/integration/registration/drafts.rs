//! Drafts: room for every answer and no more, one for each form and cookie.

use std::time::Duration;

use http::StatusCode;
use talentsmaroc::{
    domain::{
        fields::{FIELDS, Kind},
        registration::{CinemaDraft, FormStep as _, FormValues, RegistrationDraft, Step, cinema, fields as f},
    },
    server::{
        context::Viewer, error::AppError, repositories::registration::drafts as draft_rows,
        services::registration::drafts,
    },
};

use crate::support::{
    TestApp,
    browser::Browser,
    cinema as cinema_form, on_both,
    own_data::number,
    people::form_request,
    registration::{REVIEW, STEP, code_on, fill_in, typed},
};
use cinema::{Section, production_fields as p};

/// A visitor who has begun the main form.
async fn begun(app: &TestApp) -> Browser {
    let mut browser = app.browser();
    let page = browser.get("/auth/register").await;
    browser.submit(&page, STEP, &typed("identity", &[])).await;
    assert!(browser.cookies.contains_key("draft"));
    browser
}

/// So many productions, whose texts have so many characters.
fn productions(count: usize, characters: usize) -> FormValues {
    let mut values = FormValues::default();
    for input in [p::TITLE, p::ROLE, p::TMDB_ID] {
        values.set(input, vec!["𐓷".repeat(characters); count]);
    }
    values
}

on_both! {
    async fn every_answer_at_its_longest_fits(app: TestApp) {
        let mut sent = productions(p::MOST, 100);
        for field in FIELDS {
            if let Kind::Line { max, .. } | Kind::Text { max } = field.kind {
                for input in field.inputs {
                    sent.set(input, vec!["ع".repeat(max)]);
                }
            }
        }
        let visitor = form_request(&Viewer::Anonymous, None);
        let stored = drafts::change::<CinemaDraft>(&app.state, Section::FORM, &visitor, |draft| {
            for step in Section::ALL {
                draft.take(step, &sent);
            }
        })
        .await
        .unwrap();
        assert_eq!(stored.content.values.all(p::TITLE).len(), p::MOST);
        let stored = drafts::change::<RegistrationDraft>(&app.state, Step::FORM, &visitor, |draft| {
            for step in Step::ALL {
                draft.take(step, &sent);
            }
        })
        .await
        .unwrap();
        assert_eq!(stored.content.values.first(f::BIO), sent.first(f::BIO));
    }

    async fn what_no_draft_holds_is_refused_and_the_draft_stays(app: TestApp) {
        let mut browser = begun(&app).await;
        let token = browser.cookies.get("draft").cloned();
        let huge = productions(1_000, 5_000);
        let visitor = form_request(&Viewer::Anonymous, token);
        let refused = drafts::change::<CinemaDraft>(&app.state, Section::FORM, &visitor, |draft| {
            draft.take(Section::Pictures, &huge);
        })
        .await;
        assert!(matches!(refused, Err(AppError::TooLarge)));

        let page = browser.get("/cinema/register").await;
        browser.submit(&page, STEP, &cinema_form::typed(Section::Identity.key(), &[])).await;
        let text = "𐓷".repeat(500);
        let mut fields = vec![("step", Section::Pictures.key()), ("action", "next")];
        for input in [p::TITLE, p::ROLE, p::TMDB_ID] {
            fields.extend([(input, text.as_str()); 60]);
        }
        let refused = browser.upload(cinema_form::UPLOAD, &fields, &[]).await;
        assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(refused.text().contains("dépasse la taille permise"), "{}", refused.text());
        let page = browser.get("/cinema/register?step=identity").await;
        assert_eq!(page.attribute("[name=first_name]", "value").as_deref(), Some("Amina"), "what was stored stays");
    }

    async fn a_step_that_no_draft_holds_is_shown_again(app: TestApp) {
        let mut browser = begun(&app).await;
        let visitor = form_request(&Viewer::Anonymous, browser.cookies.get("draft").cloned());
        let most = productions(60, 265);
        drafts::change::<CinemaDraft>(&app.state, Section::FORM, &visitor, |draft| draft.take(Section::Pictures, &most))
            .await
            .unwrap();
        let text = "ل".repeat(1_000);
        let mut fields = vec![("step", Section::Networks.key()), ("action", "next")];
        fields.extend(f::NETWORKS.map(|network| (network, text.as_str())));
        let refused = browser.post("/fn/save_cinema_step", &fields).await;
        assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(refused.texts("#refused").join(" ").contains("dépasse la taille permise"), "{}", refused.text());
        assert_eq!(refused.attribute("[name=instagram]", "value"), Some(text));
    }

    async fn a_form_that_changes_while_it_is_sent_still_registers(app: TestApp) {
        let mut browser = app.browser();
        let review = fill_in(&mut browser, &[]).await;
        let visitor = form_request(&Viewer::Anonymous, browser.cookies.get("draft").cloned());
        let mut conn = app.state.db.read().await.unwrap();
        let found = drafts::find::<RegistrationDraft>(&app.state, &mut conn, Step::FORM, &visitor).await;
        let row = found.unwrap().unwrap().row;
        drop(conn);
        // The form is read before another request's change of it is committed, and erased after that.
        let mut tx = app.state.db.begin().await.unwrap();
        let now = app.state.clock.now();
        assert!(draft_rows::update(tx.conn().unwrap(), &row, None, &row.content_encrypted, now).await.unwrap());
        let commit = async {
            tokio::time::sleep(Duration::from_secs(1)).await;
            tx.commit().await.unwrap();
        };
        let (done, ()) = tokio::join!(browser.submit(&review, REVIEW, &[]), commit);
        assert!(!code_on(&done).is_empty());
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM accounts").await, 1);
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM drafts").await, 0);
    }

    async fn two_first_posts_of_a_second_form_make_one_draft(app: TestApp) {
        for _ in 0..5 {
            let mut browser = begun(&app).await;
            let page = browser.get("/cinema/register").await;
            let answers = cinema_form::typed(Section::Identity.key(), &[]);
            let mut twin = browser.clone();
            let (one, two) =
                tokio::join!(browser.submit(&page, STEP, &answers), twin.submit(&page, STEP, &answers));
            assert_eq!((one.status, two.status), (StatusCode::OK, StatusCode::OK), "{} | {}", one.text(), two.text());
            let page = browser.get("/cinema/register?step=identity").await;
            assert_eq!(page.attribute("[name=first_name]", "value").as_deref(), Some("Amina"));
        }
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM drafts WHERE form = 'register'").await, 5);
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM drafts WHERE form = 'cinema'").await, 5);
    }
}

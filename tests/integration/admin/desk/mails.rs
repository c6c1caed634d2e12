//! The outbox: its list, a mail as it was sent, sending again.

use http::{StatusCode, header};

use super::{all_lines, lines};
use crate::support::{
    TestApp,
    accounts::{administrator_browser, execute},
    browser::{Browser, Page},
    mails, on_both,
    own_data::number,
    people::{TestPerson, insert},
};

/// Two people, each with a mail that holds a link; gives their text with its secret.
async fn written(app: &TestApp, browser: &mut Browser) -> mails::Mail {
    insert(&app.state, &[TestPerson::new(1), TestPerson::new(2)]).await;
    for code in ["MACAN0001F", "MACAN0002F"] {
        let page = browser.get(&format!("/admin/users/{code}")).await;
        browser.submit(&page, "form[action='/fn/send_password_link']", &[]).await;
    }
    mails::all(app).await.remove(0)
}

fn listed(page: &Page) -> Vec<String> {
    page.attributes("tbody a[href^='/admin/mails/']", "href")
}

on_both! {
    async fn filters_find_mails(app: TestApp) {
        let mut browser = administrator_browser(&app).await;
        let first = written(&app, &mut browser).await;
        let (one, two) = (format!("/admin/mails/{}", first.id), format!("/admin/mails/{}", first.id + 1));
        let failed = format!("UPDATE outbox_mails SET state = 'failed', last_error = 'no such box <canari@example.org>', \
            created_at = '2026-01-31 23:30:00' WHERE id = {}", first.id);
        execute(&app, &failed).await;
        let all = [two.clone(), one.clone()];
        let cases: [(&str, &[String]); 10] = [
            ("", &all),
            ("state=failed", &all[1..]),
            ("state=waiting", &all[..1]),
            ("state=sent", &[]),
            ("kind=password_reset", &all),
            ("kind=suspension", &[]),
            ("code=macan0001f", &all[1..]),
            // Half past midnight in Casablanca.
            ("from=2026-02-01&to=2026-02-01", &all[1..]),
            ("to=31/01/2026", &[]),
            ("state=failed&code=MACAN0002F", &[]),
        ];
        for (query, expected) in cases {
            assert_eq!(listed(&browser.get(&format!("/admin/mails?{query}")).await), expected, "{query}");
        }
        let page = browser.get("/admin/mails").await;
        assert!(page.text().contains("no such box") && !page.html().contains("canari@example.org"), "{}", page.text());
        assert!(page.text().contains("canarimail1@example.org"));
        for (query, field) in [("state=moon", "state"), ("from=hier", "from"), ("code=MACAN0099F", "code"), ("code=x", "code"), ("from=2026-02-02&to=2026-02-01", "to")] {
            let page = browser.get(&format!("/admin/mails?{query}")).await;
            assert!(page.has(&format!("[name={field}][aria-invalid]")) && listed(&page).is_empty(), "{query}");
        }
        let typed = browser.get("/admin/mails?from=hier").await;
        assert_eq!(typed.attribute("[name=from]", "value").as_deref(), Some("hier"), "what was typed stays");
    }

    async fn fifty_mails_a_page(app: TestApp) {
        let mut browser = administrator_browser(&app).await;
        let first = written(&app, &mut browser).await;
        for number in 0..60 {
            execute(&app, &format!(
                "INSERT INTO outbox_mails (account_id, kind, language, message_id, recipient_encrypted, content_encrypted, state, created_at) \
                 SELECT account_id, kind, language, 'copy{number}', recipient_encrypted, content_encrypted, 'sent', created_at \
                 FROM outbox_mails WHERE id = {}", first.id)).await;
        }
        let page = browser.get("/admin/mails?kind=password_reset").await;
        assert_eq!(listed(&page).len(), 50);
        assert!(page.bytes.len() < 300_000, "{} bytes", page.bytes.len());
        let next = browser.get(&page.attribute("a[rel=next]", "href").unwrap()).await;
        assert_eq!(listed(&next).len(), 12);
        assert!(!next.has("a[rel=next]"));
        let back = browser.get(&next.attribute("a[rel=prev]", "href").unwrap()).await;
        assert_eq!(listed(&back), listed(&page));
    }

    async fn a_mail_is_shown_in_an_isolated_frame_without_its_secret(app: TestApp) {
        let mut browser = administrator_browser(&app).await;
        let mail = written(&app, &mut browser).await;
        let secret = mail.link().rsplit('/').next().unwrap().to_owned();
        let before = all_lines(&app).await;
        let address = format!("/admin/mails/{}", mail.id);
        let page = browser.get(&address).await;
        assert!(page.text().contains(&mail.subject) && page.text().contains("canarimail1@example.org"));
        assert!(!page.html().contains(&secret) && page.text().contains("••••"));
        let frame = format!("{address}/content");
        assert_eq!(page.attribute("iframe", "src").as_deref(), Some(frame.as_str()));
        assert_eq!(page.attribute("iframe", "sandbox").as_deref(), Some(""));
        let policy = page.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.contains("frame-src 'self'") && policy.contains("frame-ancestors 'none'"), "{policy}");
        let content = browser.get(&frame).await;
        assert_eq!(content.status, StatusCode::OK);
        assert!(content.html().starts_with("<!DOCTYPE html>") && !content.html().contains(&secret));
        let policy = content.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert_eq!(
            policy,
            "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox"
        );
        assert_eq!(content.headers[header::X_FRAME_OPTIONS], "SAMEORIGIN");
        assert_eq!(content.headers[header::CACHE_CONTROL], "private, no-store");
        assert_eq!(all_lines(&app).await, before, "what is masked reveals nothing");
        for nowhere in ["/admin/mails/99", "/admin/mails/x", "/admin/mails/99/content", "/admin/mails/x/content"] {
            assert_eq!(browser.get(nowhere).await.status, StatusCode::NOT_FOUND, "{nowhere}");
        }
    }

    async fn a_failed_mail_is_sent_again_from_its_page(app: TestApp) {
        let mut browser = administrator_browser(&app).await;
        let mail = written(&app, &mut browser).await;
        let address = format!("/admin/mails/{}", mail.id);
        let form = "form[action='/fn/resend_mail']";
        assert!(!browser.get(&address).await.has(form), "it waits");
        execute(&app, &format!("UPDATE outbox_mails SET state = 'failed', last_error = 'SendGrid answered 400' WHERE id = {}", mail.id)).await;
        let page = browser.get(&address).await;
        assert!(page.text().contains("SendGrid answered 400"));
        let before = all_lines(&app).await;
        let again = browser.submit(&page, form, &[]).await;
        assert_eq!(again.address, address);
        assert!(again.text().contains("L’e-mail va être envoyé de nouveau.") && !again.has(form));
        assert_eq!((lines(&app, "mail.resent").await, all_lines(&app).await), (1, before + 1));
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM outbox_mails WHERE state = 'waiting'").await, 2);
    }
}

//! Numbers, dates and addresses as phones and hands write them, through the form.

use crate::support::{
    accounts::sign_in,
    on_both,
    registration::{fill_in, register},
};

const PASSWORD: &str = "velvet tram olive seven";

on_both! {
    async fn phones_and_dates_are_taken_however_they_are_written(app: TestApp) {
        for (phone, born) in [
            ("\u{202a}0600000000\u{202c}", "28/02/90"),
            ("06\u{2009}00\u{2009}00\u{2009}00\u{2009}00", "\u{200e}28/02/1990"),
            ("+212 (0)6 00 00 00 00", "1990/02/28"),
            ("٠٦٠٠٠٠٠٠٠٠", "٢٨/٠٢/١٩٩٠"),
            ("tel:+212600000000", "28 . 02 . 1990"),
            ("https://wa.me/212600000000", "1990-02-28"),
        ] {
            let answers = [("phone_country", "MA"), ("phone", phone), ("date_of_birth", born)];
            let review = fill_in(&mut app.browser(), &answers).await;
            assert!(!review.has("#errors"), "{phone} {born}: {}", review.text());
            assert!(review.text().contains("28/02/1990"), "{phone} {born}: {}", review.text());
        }
    }

    async fn a_typing_error_is_no_number_and_is_kept(app: TestApp) {
        for phone in ["0612cast34", "+212600aaa000", "06 00 00 00 00 WhatsApp"] {
            let page = fill_in(&mut app.browser(), &[("phone_country", "MA"), ("phone", phone)]).await;
            assert!(page.has("[name=phone][aria-invalid]"), "{phone}");
            assert!(page.text().contains("sans lettres"), "{phone}: {}", page.text());
            assert_eq!(page.attribute("[name=phone]", "value").as_deref(), Some(phone));
        }
    }

    async fn a_date_that_is_not_understood_says_what_to_write(app: TestApp) {
        for (born, sentence) in [
            ("28 février 1990", "en chiffres"),
            ("0090-02-28", "quatre chiffres"),
            ("28/02/16", "quatre chiffres"),
            ("02/28/1990", "n’existe pas"),
            ("+1990-02-28", "n’existe pas"),
        ] {
            let page = fill_in(&mut app.browser(), &[("date_of_birth", born)]).await;
            assert!(page.has("[name=date_of_birth][aria-invalid]"), "{born}");
            assert!(page.text().contains(sentence), "{born}: {}", page.text());
        }
    }

    async fn one_mailbox_has_one_account(app: TestApp) {
        app.state.clock.stop();
        register(&mut app.browser(), &[("email", "amina@bücher.example")]).await;
        for other in ["amina@xn--bcher-kva.example", "AMINA@BÜCHER.example", "amina@bu\u{308}cher。example", "mailto:amina＠bücher.example"] {
            let page = fill_in(&mut app.browser(), &[("email", other)]).await;
            assert!(page.has("#errors a[href='#field-email']"), "{other}: {}", page.text());
            let mut browser = app.browser();
            assert_eq!(sign_in(&mut browser, other, PASSWORD).await.address, "/profile/dashboard", "{other}");
            assert!(browser.get("/profile/security").await.text().contains("amina@bücher.example"), "{other}");
        }
        for code in ["\u{2068}MACAS0001F\u{2069}", "macas\u{200b} ٠٠٠١ f."] {
            assert_eq!(sign_in(&mut app.browser(), code, PASSWORD).await.address, "/profile/dashboard", "{code}");
        }
    }

    async fn what_cannot_be_an_address_is_refused(app: TestApp) {
        for email in ["amina@exemple", "\"amina b\"@example.org", "mi\u{212a}e@example.org"] {
            let page = fill_in(&mut app.browser(), &[("email", email)]).await;
            assert!(page.has("[name=email][aria-invalid]"), "{email}: {}", page.text());
        }
    }
}

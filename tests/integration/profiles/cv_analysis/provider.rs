//! A provider that is slow, busy, away or not the one it should be: a state and a sentence, never a score.

use std::{
    net::{SocketAddr, TcpListener},
    sync::{Arc, mpsc},
    time::Duration,
};

use chrono::TimeDelta;
use rustls::{
    ServerConfig, ServerConnection,
    crypto::ring,
    pki_types::{CertificateDer, PrivatePkcs8KeyDer},
};
use talentsmaroc::server::jobs::{LEASE, MOST_ATTEMPTS};

use super::*;
use crate::support::server::Server;

/// A program that names itself 127.0.0.1 with a certificate of its own making, and how each handshake with it ended.
fn self_signed() -> (SocketAddr, mpsc::Receiver<std::io::Result<()>>) {
    let certificate = CertificateDer::from(include_bytes!("../../../fixtures/tls/self_signed.der").to_vec());
    let key = PrivatePkcs8KeyDer::from(include_bytes!("../../../fixtures/tls/self_signed.key.der").to_vec());
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key.into())
        .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || {
        while let Ok((mut stream, _)) = listener.accept() {
            let mut tls = ServerConnection::new(config.clone()).unwrap();
            if tell.send(tls.complete_io(&mut stream).map(drop)).is_err() {
                return;
            }
        }
    });
    (address, told)
}

/// What the person sees: why there is no advice, what was read, and no score.
async fn assert_no_score(browser: &mut Browser, problem: &str) {
    let page = browser.get(PAGE).await.text();
    assert!(page.contains(sentence(problem)), "{page}");
    assert!(!page.contains("Score du CV"), "{page}");
    assert!(page.contains("Ce que nous avons lu"), "{page}");
}

on_sqlite! {
    async fn an_answer_that_comes_too_late_is_none(app: TestApp) {
        let receiver = Receiver::start([Reply::Sleep]).await;
        let app = asking(app, &receiver).await.with(&[("OPENROUTER_TIMEOUT_SECONDS", "1")]).await;
        let (mut browser, _) = with_cv(&app, true, cv(&LINES, "")).await;
        run_jobs(&app).await;
        assert_eq!(receiver.received().len(), 1);
        assert_eq!(analyses(&app, "state = 'waiting' AND problem = 'unavailable'").await, 1);
        assert_no_score(&mut browser, "unavailable").await;
    }

    async fn a_wrong_certificate_gets_neither_key_nor_cv(app: TestApp) {
        let (address, handshakes) = self_signed();
        let app = app
            .with(&[
                ("OPENROUTER_BASE_URL", &format!("https://{address}")),
                ("OPENROUTER_API_KEY", "sk-or-test"),
                ("OPENROUTER_MODEL", "maker/model"),
            ])
            .await;
        let (mut browser, _) = with_cv(&app, true, cv(&LINES, "")).await;
        run_jobs(&app).await;
        let ended = handshakes.recv_timeout(Duration::from_secs(10)).unwrap();
        assert!(ended.is_err() && handshakes.try_iter().all(|ended| ended.is_err()), "the client went on");
        assert_eq!(analyses(&app, "state = 'waiting' AND problem = 'unavailable'").await, 1);
        assert_no_score(&mut browser, "unavailable").await;
    }

    async fn a_busy_provider_is_asked_again_when_it_says(app: TestApp) {
        let reply = Reply::Status(200, wrapped(&advice(12).to_string()));
        let receiver = Receiver::start([Reply::Wait(300), reply]).await;
        let app = asking(app, &receiver).await;
        let (mut browser, _) = with_cv(&app, true, cv(&LINES, "")).await;
        run_jobs(&app).await;
        assert_eq!(analyses(&app, "state = 'waiting' AND problem = 'busy'").await, 1);
        assert_no_score(&mut browser, "busy").await;
        // Sooner than that, however soon our own patience would end.
        app.state.clock.advance(TimeDelta::seconds(290));
        run_jobs(&app).await;
        assert_eq!(receiver.received().len(), 1);
        app.state.clock.advance(TimeDelta::seconds(20));
        run_jobs(&app).await;
        assert_eq!(receiver.received().len(), 2);
        assert_eq!(analyses(&app, "state = 'advised' AND problem IS NULL").await, 1);
    }

    async fn what_never_comes_is_given_up_and_said(app: TestApp) {
        let most = usize::try_from(MOST_ATTEMPTS).unwrap();
        let receiver = Receiver::start(vec![Reply::Status(500, String::new()); most + 1]).await;
        let app = asking(app, &receiver).await;
        with_cv(&app, true, cv(&LINES, "")).await;
        for _ in 0..=most {
            run_jobs(&app).await;
            app.state.clock.advance(TimeDelta::minutes(300));
        }
        let mut browser = app.browser();
        sign_in(&mut browser, "canarimail1@example.org", PASSWORD).await;
        assert_eq!(receiver.received().len(), most);
        assert_eq!(analyses(&app, "state = 'failed' AND problem = 'unavailable'").await, 1);
        assert_no_score(&mut browser, "unavailable").await;
    }

    // The first server dies while the model thinks; the one after it asks once more and stores one answer.
    async fn kill_9_asks_once_more_and_stores_once(app: TestApp) {
        let reply = Reply::Status(200, wrapped(&advice(12).to_string()));
        let receiver = Receiver::start([Reply::Sleep, reply]).await;
        with_cv(&app, true, cv(&LINES, "")).await;
        let address = format!("http://{}", receiver.address);
        let settings = [
            ("OPENROUTER_BASE_URL", address.as_str()),
            ("OPENROUTER_API_KEY", "sk-or-test"),
            ("OPENROUTER_MODEL", "maker/model"),
        ];
        let url = format!("sqlite:{}", app.folder.path().join("talentsmaroc.db").display());
        let mut server = Server::start(app.folder.path(), &url, &settings).await;
        for _ in 0..300 {
            if !receiver.received().is_empty() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        server.kill();
        assert_eq!(receiver.received().len(), 1);
        assert_eq!(analyses(&app, "state = 'waiting'").await, 1);

        let app = app.with(&settings).await;
        run_jobs(&app).await;
        assert_eq!(receiver.received().len(), 1, "the claim of the dead one still holds");
        app.state.clock.advance(LEASE + TimeDelta::seconds(1));
        run_jobs(&app).await;
        run_jobs(&app).await;
        assert_eq!(receiver.received().len(), 2, "asked, and so paid for, at most twice");
        assert_eq!(analyses(&app, "state = 'advised' AND model = 'maker/model-1'").await, 1);
        assert_eq!(analyses(&app, "1 = 1").await, 1);
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM cv_analysis_calls").await, 2);
        assert_eq!(number(&app, "SELECT COUNT(*) AS n FROM cv_analysis_calls WHERE cost_microdollars = 1200").await, 1);
        let mut browser = app.browser();
        sign_in(&mut browser, "canarimail1@example.org", PASSWORD).await;
        let page = browser.get(PAGE).await.text();
        assert!(page.contains("62 / 100"), "{page}");
    }
}

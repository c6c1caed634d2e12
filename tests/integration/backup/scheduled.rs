//! Backups that a server makes by itself.

use chrono::TimeDelta;
use talentsmaroc::server::{
    actor::Actor,
    services::operations::backup::{ScheduleState, make_due, note_created, schedule_state},
};

use super::target::{PASSPHRASE, Target};
use crate::support::{
    accounts::administrator_browser,
    on_both,
    people::{TestPerson, insert},
};

on_both! {
    async fn a_backup_is_made_when_it_is_due_and_only_then(app: TestApp) {
        insert(&app.state, &[TestPerson::new(1)]).await;
        let (place, passphrase) = (app.folder.path().join("backups"), app.folder.path().join("passphrase"));
        let (place_text, passphrase_text) = (place.display().to_string(), passphrase.display().to_string());
        let app = app
            .with(&[
                ("BACKUP_EVERY", "24h"),
                ("BACKUP_URL", &place_text),
                ("BACKUP_PASSPHRASE_FILE", &passphrase_text),
                ("BACKUP_KEEP", "2d"),
            ])
            .await;
        talentsmaroc::server::services::files::installation::establish(&app.state).await.unwrap();
        let names = || {
            let mut names: Vec<String> =
                std::fs::read_dir(&place).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
            names.sort();
            names
        };
        // Without its passphrase there is none, and the desk says so.
        assert!(make_due(&app.state).await.is_err());
        assert_eq!(schedule_state(&app.state).await.unwrap(), Some(ScheduleState::Failed));
        assert!(!make_due(&app.state).await.unwrap(), "it rests");
        let failed = administrator_browser(&app).await.get("/admin").await;
        assert!(failed.text().contains("La dernière sauvegarde a échoué"), "{}", failed.text());

        std::fs::write(&passphrase, format!("{PASSPHRASE}\n")).unwrap();
        app.state.clock.advance(TimeDelta::hours(2));
        assert!(make_due(&app.state).await.unwrap());
        assert!(!make_due(&app.state).await.unwrap());
        assert_eq!(schedule_state(&app.state).await.unwrap(), Some(ScheduleState::OnTime));
        assert_eq!(names().len(), 1);
        for _ in 0..3 {
            app.state.clock.advance(TimeDelta::hours(25));
            assert!(make_due(&app.state).await.unwrap());
        }
        assert_eq!(names().len(), 2, "{:?}", names());
        app.state.clock.advance(TimeDelta::hours(49));
        // One that was made by hand is none of the schedule.
        note_created(&app.state, &Actor::command_line()).await.unwrap();
        assert_eq!(schedule_state(&app.state).await.unwrap(), Some(ScheduleState::Late));

        let target = Target::sqlite();
        target.restore(&place.join(names().pop().unwrap()), PASSPHRASE).await.unwrap();
    }
}

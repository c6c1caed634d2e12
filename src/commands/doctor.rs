//! `doctor`

use talentsmaroc::{domain::examination::Level, server::services::operations::doctor};

use super::{opening, outcome::CommandOutcome};

/// Prints what was found; fails when something does not work.
pub async fn run() -> CommandOutcome {
    let findings = doctor::examine(opening::variable).await;
    for finding in &findings {
        let level = match finding.level {
            Level::Ok => "OK  ",
            Level::Warn => "WARN",
            Level::Fail => "FAIL",
        };
        println!("{level}  {:<15} {}", finding.about.name(), finding.text);
    }
    match findings.iter().filter(|finding| finding.level == Level::Fail).count() {
        0 => Ok(()),
        1 => Err("1 thing does not work".to_owned()),
        number => Err(format!("{number} things do not work")),
    }
}

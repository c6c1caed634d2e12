//! The two keys, as far as they can be judged without the database.

use super::finding::Finding;
use crate::server::{
    config::Config,
    security::encryption::{Keyring, LookupKey},
    startup::{Secrets, secrets::FILE_NAME},
};

pub fn examine(config: &Config, secrets: &Secrets) -> Vec<Finding> {
    if secrets.is_new() {
        let path = config.data_dir.join(FILE_NAME);
        return vec![Finding::warn("keys", format!("none yet: the first start makes them in {}", path.display()))];
    }
    let encryption = match Keyring::parse(&secrets.encryption_key) {
        Ok(_) => {
            let number = secrets.encryption_key.split(',').filter(|key| !key.trim().is_empty()).count();
            let more = if number > 1 { "; `talentsmaroc keys verify` says whether the older ones may go" } else { "" };
            Finding::ok("ENCRYPTION_KEY", format!("{number} well-formed{more}"))
        }
        Err(sentence) => Finding::fail("ENCRYPTION_KEY", sentence),
    };
    let secret = match LookupKey::derive(&secrets.secret_key, "lookup") {
        Ok(_) => Finding::ok("SECRET_KEY", format!("{} characters", secrets.secret_key.len())),
        Err(sentence) => Finding::fail("SECRET_KEY", sentence),
    };
    vec![encryption, secret]
}

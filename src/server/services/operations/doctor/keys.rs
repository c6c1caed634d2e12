//! The two keys, as far as they can be judged without the database.

use super::installation::Keys;
use crate::{
    domain::examination::{Finding, Topic},
    server::{
        config::Config,
        security::encryption::{Keyring, LookupKey},
        startup::{Secrets, secrets::FILE_NAME},
    },
};

pub fn examine(config: &Config, keys: &Keys) -> Vec<Finding> {
    match keys {
        Keys::Given(secrets) => given(config, secrets),
        Keys::InUse => [Topic::EncryptionKey, Topic::SecretKey]
            .map(|key| Finding::ok(key, "well-formed: the server started with it"))
            .to_vec(),
        Keys::Missing(sentence) => vec![Finding::fail(Topic::Keys, sentence.as_str())],
    }
}

fn given(config: &Config, secrets: &Secrets) -> Vec<Finding> {
    if secrets.is_new() {
        let path = config.data_dir.join(FILE_NAME);
        return vec![Finding::warn(Topic::Keys, format!("none yet: the first start makes them in {}", path.display()))];
    }
    let encryption = match Keyring::parse(&secrets.encryption_key) {
        Ok(_) => {
            let number = secrets.encryption_key.split(',').filter(|key| !key.trim().is_empty()).count();
            let more = if number > 1 { "; `talentsmaroc keys verify` says whether the older ones may go" } else { "" };
            Finding::ok(Topic::EncryptionKey, format!("{number} well-formed{more}"))
        }
        Err(sentence) => Finding::fail(Topic::EncryptionKey, sentence),
    };
    let secret = match LookupKey::derive(&secrets.secret_key, "lookup") {
        Ok(_) => Finding::ok(Topic::SecretKey, format!("{} characters", secrets.secret_key.len())),
        Err(sentence) => Finding::fail(Topic::SecretKey, sentence),
    };
    vec![encryption, secret]
}

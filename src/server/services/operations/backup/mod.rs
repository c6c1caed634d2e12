//! Backups: one sealed archive that brings everything back.
//!
//! `manifest.json` says what is inside, `tables/NAME.jsonl` hold rows, `files.jsonl` says of every uploaded file where its
//! contents are (`files/…`, by their keys in the storage), `keys.json` holds the keys.

mod adopt;
mod check;
mod create;
pub mod desk;
mod load;
mod manifest;
mod noted;
mod object_lines;
mod passphrase;
mod place;
mod previous;
mod progress;
mod proof;
mod rows;
mod scheduled;
mod sink;
mod work;

pub use self::{
    adopt::{OtherKeys, adopt, note_replaced},
    check::{check, prove_file},
    create::{Created, create},
    load::{LoadError, load},
    manifest::{KeysFile, Manifest, TableEntry},
    noted::{last_made, note_created},
    passphrase::{BadPassphrase, SHORTEST, check_passphrase, new_passphrase},
    previous::{Previous, discard_old, discard_previous},
    progress::Progress,
    proof::{Proof, prove},
    scheduled::{ScheduleState, make_due, schedule_state},
};

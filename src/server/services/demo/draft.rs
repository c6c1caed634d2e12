//! A person of the demo before there are rows.

use chrono::NaiveDateTime;

use super::{career::DemoCareer, cinema::DemoCinema, person::DemoPerson};
use crate::{
    domain::{talents::Talent, unique_code::CodePrefix},
    server::repositories::demo::people::DemoCity,
};

/// A person with everything that can be made before the transaction begins.
pub struct DemoDraft {
    pub(super) person: DemoPerson,
    pub(super) career: DemoCareer,
    pub(super) cinema: Option<DemoCinema>,
    pub(super) city: DemoCity,
    pub(super) prefix: CodePrefix,
    pub(super) talents: Vec<Talent>,
    pub(super) phone_encrypted: Vec<u8>,
    pub(super) phone_hash: Vec<u8>,
    pub(super) guardian_name_encrypted: Option<Vec<u8>>,
    pub(super) guardian_phone_encrypted: Option<Vec<u8>>,
    pub(super) registered_at: NaiveDateTime,
}

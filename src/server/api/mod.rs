//! The REST API: what outside programs ask. Handlers read a request, call a service and write the answer.

pub mod problem;
pub mod v1;

//! One file a use-case family; transactions live here.

pub mod account_security;
pub mod administrators;
pub mod answers;
pub mod cards;
<<<<<<< HEAD
pub mod audit_log;
=======
>>>>>>> files
pub mod dashboard;
pub mod demo;
pub mod directory;
pub mod doctor;
pub mod drafts;
pub mod email_change;
pub mod email_confirmation;
pub mod first_administrator;
pub mod home;
pub mod housekeeping;
pub mod keys;
pub mod links;
pub mod mail;
pub mod password_reset;
pub mod people_admin;
pub mod profile_edit;
pub mod profile_view;
pub mod reauthentication;
pub mod reference;
pub mod registration;
pub mod sessions;
pub mod sign_in;
pub mod uploads;

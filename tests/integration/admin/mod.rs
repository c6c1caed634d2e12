//! Administrators and the command line.

mod audit_chain;
mod command_line;
mod desk;
mod ended_access;

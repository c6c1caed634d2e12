//! Administrators and the command line.

mod command_line;
mod desk;
mod ended_access;

//! Administrators and the command line.

mod command_line;
mod ended_access;

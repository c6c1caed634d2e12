//! Administrators and the command line.

mod command_line;

//! The server: database, services, security, HTTP.

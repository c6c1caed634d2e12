//! The interactive parts of pages: compiled for the server and for the browser.

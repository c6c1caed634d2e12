//! One file a use-case family; transactions live here.

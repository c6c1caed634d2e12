//! One page a file, by area.

//! Reference data.

mod reference_data;

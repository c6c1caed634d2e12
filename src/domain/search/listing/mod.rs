//! What every list of people reads from its address in the same way.

mod cursor;
mod filter;
mod values;

pub use cursor::Cursor;
pub use filter::{ListFilter, text_value};
pub use values::{add_key, city_name, code_beginning, country_code, gender_key, is_key, take, whole_number, yes_or_no};

//! Addresses of the table of routes, about people of the tests.

/// What stands in the place of a parameter: of people that `people::insert` made with the number 1, and of the first
/// mail.
const VALUES: &[(&str, &str)] = &[
    ("{code}", "MACAN0001F"),
    ("{id}", "1"),
    ("{talent}", "music"),
    ("{module}", "cinema"),
    ("{token}", "0123456789abcdef0123456789abcdef0123456789A"),
    ("{country_code}", "MA"),
    ("{file}", "MACAN0001F.png"),
    ("{name}", "0123456789abcdef0123456789abcdef"),
    ("{*path}", "nothing.css"),
];

/// The address of the route with this pattern.
pub fn address(pattern: &str) -> String {
    let address = VALUES.iter().fold(pattern.to_owned(), |address, (name, value)| address.replace(name, value));
    assert!(
        !address.contains('{'),
        "the route {pattern} has a parameter that no test has a value for: add it to VALUES in \
         tests/integration/support/routes.rs"
    );
    address
}

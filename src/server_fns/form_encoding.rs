//! Plain HTML forms as the input of server functions.

use leptos::server_fn::{Bytes, ContentType, Decodes, Encodes, Format, FormatType, codec::Post};
use std::convert::Infallible;

use crate::domain::registration::FormValues;

/// `application/x-www-form-urlencoded` with every value of a repeated field, which the usual encoding would refuse.
///
/// For functions with one argument of type [`FormValues`]:
/// `#[server(prefix = "/fn", input = FormPost)] async fn save(form: FormValues) -> …`.
pub type FormPost = Post<FormEncoding>;

/// See [`FormPost`].
pub struct FormEncoding;

impl ContentType for FormEncoding {
    const CONTENT_TYPE: &'static str = "application/x-www-form-urlencoded";
}

impl FormatType for FormEncoding {
    const FORMAT_TYPE: Format = Format::Text;
}

impl<T: From<FormValues>> Decodes<T> for FormEncoding {
    type Error = Infallible;

    fn decode(body: Bytes) -> Result<T, Self::Error> {
        Ok(FormValues::from_urlencoded(&body).into())
    }
}

impl<T: Clone + Into<FormValues>> Encodes<T> for FormEncoding {
    type Error = Infallible;

    fn encode(arguments: &T) -> Result<Bytes, Self::Error> {
        Ok(arguments.clone().into().to_urlencoded().into())
    }
}

//! Line icons, 24 × 24, drawn in the colour of the text around them.

use leptos::prelude::*;

use super::html::Html;

/// The usual size.
pub const SIZE: &str = "size-5";

/// What an icon shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IconName {
    Menu,
    Search,
    Globe,
    Check,
    Alert,
    Info,
    /// Towards the end of the line: mirrored in right-to-left pages.
    Forward,
    /// Towards the start of the line: mirrored in right-to-left pages.
    Back,
    Person,
    Pin,
    Shield,
    Code,
    Download,
    Pen,
    /// A paper plane.
    Send,
    Bin,
    Mail,
    Eye,
    Lock,
    Star,
    Chevron,
}

impl IconName {
    const fn path(self) -> &'static str {
        match self {
            Self::Menu => "M4 7h16M4 12h16M4 17h16",
            Self::Search => "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16.2 16.2 21 21",
            Self::Globe => {
                "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c2.6 2.6 3.8 5.600 3.800 9s-1.200 6.400-3.800 9c-2.600-2.600-3.800-5.600-3.800-9S9.400 5.600 12 3z"
            }
            Self::Check => "M5 12.5 10 17.500 19.500 7",
            Self::Alert => "M12 4 2.800 20h18.400zM12 10v4.500M12 17.400v.1",
            Self::Info => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5.500M12 7.600v.1",
            Self::Forward => "M5 12h14M13 6l6 6-6 6",
            Self::Back => "M19 12H5M11 6l-6 6 6 6",
            Self::Person => {
                "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.500 20.500c.8-3.700 3.700-5.500 7.500-5.500s6.700 1.800 7.500 5.500"
            }
            Self::Pin => {
                "M12 21.500s7-6.300 7-11.700a7 7 0 0 0-14 0c0 5.400 7 11.700 7 11.700zM12 7.300a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5z"
            }
            Self::Shield => {
                "M12 3 4.500 6v5.500c0 4.600 3 7.900 7.500 9.500 4.500-1.600 7.500-4.900 7.500-9.500V6zM8.500 12l2.500 2.500 4.500-5"
            }
            Self::Code => "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2.500v2.500M20 14v6M14 20h3",
            Self::Download => "M12 4v11M7 10.500l5 5 5-5M4.500 20h15",
            Self::Pen => "M4 20h4L19.500 8.500l-4-4L4 16zM13 7l4 4",
            Self::Send => "M21 3.500 10.500 14M21 3.500l-6.500 17-4-6.500-6.500-4z",
            Self::Bin => "M4 7h16M9.500 7V4.500h5V7M6.500 7l1 13h9l1-13M10.300 11v5M13.700 11v5",
            Self::Mail => "M3.500 5.500h17v13h-17zM3.500 7l8.500 6.500L20.500 7",
            Self::Eye => {
                "M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12zM12 9.200a2.800 2.800 0 1 0 0 5.600 2.800 2.800 0 0 0 0-5.600z"
            }
            Self::Lock => "M5 10.500h14V21H5zM8 10.500V7.500a4 4 0 0 1 8 0v3M12 14.500v2.500",
            Self::Star => {
                "M12 2.500 14.800 5.200H18.800V9.200L21.500 12 18.800 14.800V18.800H14.800L12 21.500 9.200 18.800H5.200V14.800L2.500 12 5.200 9.200V5.200H9.200z"
            }
            Self::Chevron => "M6 9.500l6 6 6-6",
        }
    }

    const fn mirrors(self) -> bool {
        matches!(self, Self::Forward | Self::Back)
    }
}

/// A decorative icon (hidden from assistive technology: the text beside it speaks).
///
/// `class` sets the size, `size-5` by default.
#[component]
pub fn Icon(name: IconName, #[prop(default = SIZE)] class: &'static str) -> impl IntoView {
    let mut html = Html::default();
    write_icon(&mut html, name, class);
    html.into_view()
}

/// Writes an [`Icon`]; [`SIZE`] is the usual class.
pub fn write_icon(html: &mut Html, name: IconName, class: &'static str) {
    html.markup(r#"<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" "#)
        .markup(r#"stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" class="shrink-0 "#)
        .markup(class)
        .markup(if name.mirrors() { " rtl:-scale-x-100" } else { "" })
        .markup(r#""><path d=""#)
        .markup(name.path())
        .markup(r#""></path></svg>"#);
}

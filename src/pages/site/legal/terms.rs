//! Terms of use.

use leptos::prelude::*;
use leptos_meta::{Meta, Title};

use super::{Addition, Address, Paragraph, TextSection, VersionLine};
use crate::components::lang::current_locale;
use crate::components::layout::{Page, PageWidth};
use crate::components::page_header::PageHeader;
use crate::components::site::operator;
use crate::domain::legal::{LegalText, TERMS_VERSION};
use crate::i18n::td_string;
use crate::server::ctx::page_shows_nothing_stored;

/// The rules one accepts when registering.
#[component]
pub fn TermsPage() -> impl IntoView {
    page_shows_nothing_stored();
    let locale = current_locale();
    let operator = operator();
    let address = operator.address_or(td_string!(locale, legal.no_address));
    let service = td_string!(locale, legal.terms1_text, name = operator.name.as_str(), address = address.as_str());
    let rest = [
        (td_string!(locale, legal.terms2_title), td_string!(locale, legal.terms2_text)),
        (td_string!(locale, legal.terms3_title), td_string!(locale, legal.terms3_text)),
        (td_string!(locale, legal.terms4_title), td_string!(locale, legal.terms4_text)),
        (td_string!(locale, legal.terms5_title), td_string!(locale, legal.terms5_text)),
        (td_string!(locale, legal.terms6_title), td_string!(locale, legal.terms6_text)),
        (td_string!(locale, legal.terms7_title), td_string!(locale, legal.terms7_text)),
    ]
    .into_iter()
    .map(|(title, text)| view! { <Paragraph title text /> })
    .collect_view();
    view! {
        <Title text=td_string!(locale, legal.terms_title) />
        <Meta name="description" content=td_string!(locale, legal.terms_lead) />
        <Page width=PageWidth::Narrow>
            <PageHeader title=td_string!(locale, legal.terms_title) lead=td_string!(locale, legal.terms_lead) />
            <VersionLine version=TERMS_VERSION />
            <TextSection title=td_string!(locale, legal.terms1_title)>
                <p>{service}</p>
            </TextSection>
            {rest}
            <TextSection title=td_string!(locale, legal.terms8_title)>
                <p>{td_string!(locale, legal.terms8_text)}</p>
                <Address />
            </TextSection>
            <Addition text=LegalText::Terms />
        </Page>
    }
}

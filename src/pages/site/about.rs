//! The operator of this site, what it is, where its data comes from.

use leptos::prelude::*;
use leptos_meta::{Meta, Title};

use crate::components::lang::current_locale;
use crate::components::layout::{Page, PageWidth};
use crate::components::page_header::PageHeader;
use crate::components::site::operator;
use crate::i18n::td_string;
use crate::pages::site::legal::{Address, Paragraph, TextSection};
use crate::server::ctx::page_shows_nothing_stored;

/// About the directory and its operator, with the credit GeoNames asks for.
#[component]
pub fn AboutPage() -> impl IntoView {
    page_shows_nothing_stored();
    let locale = current_locale();
    let operator = operator();
    let address = operator.address_or(td_string!(locale, legal.no_address));
    view! {
        <Title text=td_string!(locale, legal.about_title) />
        <Meta name="description" content=td_string!(locale, legal.about_lead) />
        <Page width=PageWidth::Narrow>
            <PageHeader title=td_string!(locale, legal.about_title) lead=td_string!(locale, legal.about_lead) />
            <Paragraph title=td_string!(locale, legal.about1_title) text=td_string!(locale, legal.about1_text) />
            <TextSection title=td_string!(locale, legal.about2_title)>
                <p>{td_string!(locale, legal.about2_text, name = operator.name.as_str(), address = address.as_str())}</p>
                <Address />
            </TextSection>
            <Paragraph title=td_string!(locale, legal.about3_title) text=td_string!(locale, legal.about3_text) />
            <TextSection title=td_string!(locale, legal.about4_title)>
                <p>{td_string!(locale, legal.about4_text)}</p>
                <ul class="flex flex-wrap gap-x-6">
                    <li>
                        <a class="link inline-block py-2.5" href="https://www.geonames.org/" rel="external noopener">
                            {td_string!(locale, legal.geonames_link)}
                        </a>
                    </li>
                    <li>
                        <a class="link inline-block py-2.5" href="https://creativecommons.org/licenses/by/4.0/" rel="license noopener">
                            {td_string!(locale, legal.licence_link)}
                        </a>
                    </li>
                </ul>
            </TextSection>
        </Page>
    }
}

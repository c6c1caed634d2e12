//! What is stored, who sees it, for how long, and the rights people have.

use leptos::prelude::*;
use leptos_meta::{Meta, Title};

use super::{Address, Bullets, Paragraph, TextSection, VersionLine};
use crate::components::lang::current_locale;
use crate::components::layout::{Page, PageWidth};
use crate::components::page_header::PageHeader;
use crate::components::site::operator;
use crate::domain::legal::PRIVACY_VERSION;
use crate::i18n::td_string;
use crate::server::ctx::page_shows_nothing_stored;

/// The privacy page.
#[component]
pub fn PrivacyPage() -> impl IntoView {
    page_shows_nothing_stored();
    let locale = current_locale();
    let operator = operator();
    let address = operator.address_or(td_string!(locale, legal.no_address));
    let responsible =
        td_string!(locale, legal.privacy1_text, name = operator.name.as_str(), address = address.as_str());
    let stored = vec![
        td_string!(locale, legal.privacy2_account),
        td_string!(locale, legal.privacy2_person),
        td_string!(locale, legal.privacy2_profile),
        td_string!(locale, legal.privacy2_cinema),
        td_string!(locale, legal.privacy2_consents),
        td_string!(locale, legal.privacy2_notes),
        td_string!(locale, legal.privacy2_logs),
    ];
    let seen = vec![
        td_string!(locale, legal.privacy4_visitors),
        td_string!(locale, legal.privacy4_members),
        td_string!(locale, legal.privacy4_cinema),
        td_string!(locale, legal.privacy4_links),
        td_string!(locale, legal.privacy4_never),
    ];
    view! {
        <Title text=td_string!(locale, legal.privacy_title) />
        <Meta name="description" content=td_string!(locale, legal.privacy_lead) />
        <Page width=PageWidth::Narrow>
            <PageHeader title=td_string!(locale, legal.privacy_title) lead=td_string!(locale, legal.privacy_lead) />
            <VersionLine version=PRIVACY_VERSION />
            <TextSection title=td_string!(locale, legal.privacy1_title)>
                <p>{responsible}</p>
                <Address />
            </TextSection>
            <TextSection title=td_string!(locale, legal.privacy2_title)>
                <Bullets items=stored />
            </TextSection>
            <Paragraph title=td_string!(locale, legal.privacy3_title) text=td_string!(locale, legal.privacy3_text) />
            <TextSection title=td_string!(locale, legal.privacy4_title)>
                <Bullets items=seen />
            </TextSection>
            <Paragraph title=td_string!(locale, legal.privacy5_title) text=td_string!(locale, legal.privacy5_text) />
            <Paragraph title=td_string!(locale, legal.privacy6_title) text=td_string!(locale, legal.privacy6_text) />
            <Paragraph title=td_string!(locale, legal.privacy7_title) text=td_string!(locale, legal.privacy7_text) />
            <Paragraph title=td_string!(locale, legal.privacy8_title) text=td_string!(locale, legal.privacy8_text) />
            <Paragraph title=td_string!(locale, legal.privacy9_title) text=td_string!(locale, legal.privacy9_text) />
        </Page>
    }
}

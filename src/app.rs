//! The table of contents of the interface.

use leptos::{nonce::use_nonce, prelude::*, tachys::reactive_graph::OwnedView};
use leptos_meta::{MetaTags, Title, provide_meta_context};
use leptos_router::SsrMode;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

use crate::components::layout::Layout;
use crate::components::style_sheet::StyleSheet;
use crate::pages::accounts::email::{ConfirmEmailPage, UndoEmailChangePage};
use crate::pages::accounts::password::{ForgotPasswordPage, ResetPasswordPage, SlipPage};
use crate::pages::accounts::second_step::SecondStepPage;
use crate::pages::accounts::security::{ReauthenticatePage, SecurityPage, TwoFactorPage};
use crate::pages::accounts::{first_administrator::FirstAdministratorPage, login::LoginPage, news::UnsubscribePage};
use crate::pages::admin::{
    ComparePeoplePage, ConfirmMergePage, DeskAdminsPage, DeskAnnouncementPage, DeskAnnouncementsPage, DeskAuditPage,
    DeskBackupsPage, DeskCinemaEditPage, DeskCvAnalysesPage, DeskCvAnalysisPage, DeskDuplicatesPage, DeskEditPage,
    DeskExaminationPage, DeskExportsPage, DeskFiltersPage, DeskGroupActionPage, DeskGroupActionsPage, DeskImportPage,
    DeskImportsPage, DeskJobsPage, DeskLegalPage, DeskMailPage, DeskMailsPage, DeskNewExportPage, DeskNewImportPage,
    DeskPage, DeskPeoplePage, DeskPersonPage, DeskSettingsPage, DeskSlipPage, DeskTalentEntryPage, DeskTalentsPage,
    DeskTokensPage, DeskWalkInPage, DeskWebhookPage, DeskWebhooksPage,
};
use crate::pages::profiles::{
    CvAnalysisPage, DashboardPage, DeleteAccountPage, EditPage, OwnDataPage, ProfilePage, RemovalPage,
};
use crate::pages::profiles::{cinema::CinemaProfilePage, edit::cinema::CinemaEditPage};
use crate::pages::registration::cinema::{CinemaRegisterDonePage, CinemaRegisterPage};
use crate::pages::registration::main_form::{RegisterDonePage, RegisterPage};
use crate::pages::search::{CastingPage, CompareCastingPage, CompareTalentsPage, DirectoryListPage, TalentPage};
use crate::pages::site::about::AboutPage;
use crate::pages::site::api_docs::{ApiGuidePage, ApiOperationsPage};
use crate::pages::site::cinema::CinemaPage;
use crate::pages::site::error::{ErrorPage, NotFoundPage};
use crate::pages::site::home::HomePage;
use crate::pages::site::legal::{PrivacyPage, TermsPage};
use crate::pages::site::restoring::restoring_document;
use crate::routes::needs_islands;
use crate::server::context::{ErrorStatus, use_request};

/// Leptos starts the islands when the browser is idle and waits for that without a limit. A page that draws nothing
/// more may never be reported idle, and a slow phone late: after this many milliseconds they start anyway.
const IDLE_CALLBACK_DEADLINE_SCRIPT: &str = "\
if (window.requestIdleCallback) {
  const whenIdle = window.requestIdleCallback;
  window.requestIdleCallback = (work, options) => whenIdle.call(window, work, { timeout: 200, ...options });
}";

/// Leptos walks through the HTML of an island and stops the whole program at a node that is not there. An island whose
/// own nodes another program (a translator, an extension) has changed since the page was read is therefore not started:
/// it stays as it works without JavaScript. What an island is around is not its own.
const CHANGED_ISLANDS_SCRIPT: &str = "\
document.addEventListener('readystatechange', () => {
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const owner = target.closest('leptos-island, leptos-children');
      if (owner && owner.localName === 'leptos-island') owner.dataset.component = 'leave_island';
    }
  }).observe(document.body, { childList: true, subtree: true });
}, { once: true });";

/// The document around every page.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let request = use_request();
    let failed = use_context::<ErrorStatus>().is_some();
    let islands = !failed && needs_islands(&request.path_and_query);
    view! {
        <!DOCTYPE html>
        <html lang=request.lang.code() dir=request.lang.dir()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="theme-color" content="#0b5d52" />
                <link rel="icon" href="/favicon.ico" sizes="32x32" />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
                <link rel="manifest" href="/site.webmanifest" />
                <StyleSheet options=options.clone() />
                {islands
                    .then(|| {
                        view! {
                            <script nonce=use_nonce()>{IDLE_CALLBACK_DEADLINE_SCRIPT}</script>
                            <script nonce=use_nonce()>{CHANGED_ISLANDS_SCRIPT}</script>
                            <HydrationScripts options islands=true />
                        }
                    })}
                <MetaTags />
            </head>
            <body class="flex min-h-dvh flex-col">
                <App />
            </body>
        </html>
    }
}

/// The document of every address while a backup is restored.
#[must_use]
pub fn restoring(options: LeptosOptions) -> AnyView {
    restoring_document(options)
}

/// Root component.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let title = |text: String| format!("{text} · TalentsMaroc");
    if let Some(ErrorStatus { status, request_id, wait }) = use_context::<ErrorStatus>() {
        return view! {
            <Title formatter=title />
            <Layout>
                <ErrorPage status request_id wait />
            </Layout>
        }
        .into_any();
    }
    // Elements of the head are found when the tree becomes text, after every wait: another request's owner may be the
    // current one by then.
    OwnedView::new(view! {
        <Title formatter=title />
        <Router>
            <Layout>
                <Routes fallback=NotFoundPage>
                    <Route path=path!("/") view=HomePage ssr=SsrMode::Async />
                    <Route path=path!("/cinema") view=CinemaPage ssr=SsrMode::Async />
                    <Route path=path!("/cinema/register") view=CinemaRegisterPage ssr=SsrMode::Async />
                    <Route path=path!("/cinema/edit") view=CinemaEditPage ssr=SsrMode::Async />
                    <Route path=path!("/cinema/register/done") view=CinemaRegisterDonePage ssr=SsrMode::Async />
                    <Route path=path!("/cinema/talents") view=CastingPage ssr=SsrMode::Async />
                    <Route path=path!("/cinema/talents/compare") view=CompareCastingPage ssr=SsrMode::Async />
                    <Route path=path!("/talents") view=DirectoryListPage ssr=SsrMode::Async />
                    // Before the talents: the first route that fits is taken.
                    <Route path=path!("/talents/compare") view=CompareTalentsPage ssr=SsrMode::Async />
                    <Route path=path!("/talents/:talent") view=TalentPage ssr=SsrMode::Async />
                    <Route path=path!("/profile/view/:code") view=ProfilePage ssr=SsrMode::Async />
                    <Route path=path!("/cinema/profile/:code") view=CinemaProfilePage ssr=SsrMode::Async />
                    <Route path=path!("/profile/remove/:module") view=RemovalPage ssr=SsrMode::Async />
                    <Route path=path!("/profile/dashboard") view=DashboardPage ssr=SsrMode::Async />
                    <Route path=path!("/profile/cv-analysis") view=CvAnalysisPage ssr=SsrMode::Async />
                    <Route path=path!("/profile/edit") view=EditPage ssr=SsrMode::Async />
                    <Route path=path!("/profile/security/code") view=TwoFactorPage ssr=SsrMode::Async />
                    <Route path=path!("/profile/security") view=SecurityPage ssr=SsrMode::Async />
                    <Route path=path!("/profile/data") view=OwnDataPage ssr=SsrMode::Async />
                    <Route path=path!("/profile/data/delete") view=DeleteAccountPage ssr=SsrMode::Async />
                    <Route path=path!("/profile/reauthenticate") view=ReauthenticatePage ssr=SsrMode::Async />
                    <Route path=path!("/auth/login") view=LoginPage ssr=SsrMode::Async />
                    <Route path=path!("/auth/password/forgot") view=ForgotPasswordPage ssr=SsrMode::Async />
                    <Route path=path!("/auth/second-step") view=SecondStepPage ssr=SsrMode::Async />
                    <Route path=path!("/auth/slip") view=SlipPage ssr=SsrMode::Async />
                    <Route path=path!("/auth/password/reset") view=ResetPasswordPage ssr=SsrMode::Async />
                    <Route path=path!("/auth/email/confirm/:token") view=ConfirmEmailPage ssr=SsrMode::Async />
                    <Route path=path!("/unsubscribe/:token") view=UnsubscribePage ssr=SsrMode::Async />
                    <Route path=path!("/auth/email/undo/:token") view=UndoEmailChangePage ssr=SsrMode::Async />
                    <Route path=path!("/auth/register") view=RegisterPage ssr=SsrMode::Async />
                    <Route path=path!("/auth/register/done") view=RegisterDonePage ssr=SsrMode::Async />
                    <Route
                        path=path!("/auth/first-administrator/:token")
                        view=FirstAdministratorPage
                        ssr=SsrMode::Async
                    />
                    <Route path=path!("/admin") view=DeskPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/admins") view=DeskAdminsPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/users") view=DeskPeoplePage ssr=SsrMode::Async />
                    // Before the codes: the first route that fits is taken.
                    <Route path=path!("/admin/users/new") view=DeskWalkInPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/users/filters") view=DeskFiltersPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/users/:code") view=DeskPersonPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/users/:code/slip") view=DeskSlipPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/users/:code/edit") view=DeskEditPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/users/:code/edit/cinema") view=DeskCinemaEditPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/selection") view=DeskGroupActionsPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/selection/:id") view=DeskGroupActionPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/duplicates") view=DeskDuplicatesPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/duplicates/compare") view=ComparePeoplePage ssr=SsrMode::Async />
                    <Route path=path!("/admin/duplicates/confirm") view=ConfirmMergePage ssr=SsrMode::Async />
                    <Route path=path!("/admin/imports") view=DeskImportsPage ssr=SsrMode::Async />
                    // Before the numbers: the first route that fits is taken.
                    <Route path=path!("/admin/imports/new") view=DeskNewImportPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/imports/:id") view=DeskImportPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/announcements") view=DeskAnnouncementsPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/announcements/:id") view=DeskAnnouncementPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/exports") view=DeskExportsPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/exports/new") view=DeskNewExportPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/mails") view=DeskMailsPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/mails/:id") view=DeskMailPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/backups") view=DeskBackupsPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/cv-analyses") view=DeskCvAnalysesPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/users/:code/cv-analysis") view=DeskCvAnalysisPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/webhooks") view=DeskWebhooksPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/webhooks/:id") view=DeskWebhookPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/jobs") view=DeskJobsPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/doctor") view=DeskExaminationPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/audit") view=DeskAuditPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/tokens") view=DeskTokensPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/talents") view=DeskTalentsPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/talents/entry") view=DeskTalentEntryPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/settings/legal") view=DeskLegalPage ssr=SsrMode::Async />
                    <Route path=path!("/admin/settings") view=DeskSettingsPage ssr=SsrMode::Async />
                    <Route path=path!("/about") view=AboutPage ssr=SsrMode::Async />
                    <Route path=path!("/api/docs") view=ApiGuidePage ssr=SsrMode::Async />
                    <Route path=path!("/api/docs/operations") view=ApiOperationsPage ssr=SsrMode::Async />
                    <Route path=path!("/legal/terms") view=TermsPage ssr=SsrMode::Async />
                    <Route path=path!("/legal/privacy") view=PrivacyPage ssr=SsrMode::Async />
                </Routes>
            </Layout>
        </Router>
    })
    .into_any()
}

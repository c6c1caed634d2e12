//! Making one person of two, in one transaction.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::{
    apart::ApartPairs,
    choices::{MergeEffects, MergeQuery, MergedField, SWITCHES, differing, stricter_visibility},
    copies::{PersonCopy, fingerprint},
    files::{self, FilePlan},
    sides::MergedPerson,
};
use crate::{
    domain::{
        access::{Capability, Role},
        fields::{Answers, FieldId, Owner, Value, field},
        files::FileKind,
        lang::Lang,
        module::Module,
        registration::{DOCUMENT_FIELDS, IdentityDocument},
        unique_code::UniqueCode,
        webhook::WebhookEvent,
    },
    server::{
        actor::Actor,
        db::{Conn, to_completion},
        error::{AppError, AppResult},
        repositories::{
            accounts::{account, two_factors},
            admin::{
                merges::{self, MovedRows, NewMerge, PersonNumbers},
                moved_announcements::{self, MovedAnnouncements},
                person_summary,
            },
            files::{set_cv, set_photo},
            imports::moved::{self as moved_imports, MovedImports},
            profiles::{
                cinema::lists::set_id_photo, cv_analyses, identity_documents, person_row, removal as profile_rows,
                unique_codes,
            },
            registration::drafts,
            search::changes,
        },
        services::{
            accounts::{links, reauthentication},
            admin::audit_log::{self, ChangeNote, Subject},
            cv_analysis::request::keep_to_consent,
            files::Renaming,
            operations::webhooks::events as webhooks,
            profiles::{Change, SaveContext, Target, save},
        },
        state::AppState,
    },
};

/// Why two people are not merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MergeRefusal {
    /// The account that would end is the administrator's own.
    OwnAccount,
    /// The account that would end is an administrator's.
    Administrator,
}

/// The outcome of a merge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MergeOutcome {
    /// Merged, with this as the primary code.
    Merged(String),
    /// One of the two changed since they were compared.
    Changed,
    Refused(MergeRefusal),
    /// One of the codes has no person, or both have one by now.
    Gone,
}

/// What undoes a merge.
#[derive(Serialize, Deserialize)]
pub struct MergeContent {
    pub winner: PersonNumbers,
    pub loser: PersonNumbers,
    pub winner_before: PersonCopy,
    pub loser_before: PersonCopy,
    pub winner_after: PersonCopy,
    pub moved: MovedRows,
    pub announcements: MovedAnnouncements,
    pub imports: MovedImports,
    pub apart: ApartPairs,
    pub winner_files: Vec<i64>,
    pub loser_files: Vec<i64>,
}

/// Why the second of two people may not be merged into the first.
#[must_use]
pub fn refusal(actor: &Actor, other: &MergedPerson) -> Option<MergeRefusal> {
    if actor.owns_account(other.numbers.account) {
        return Some(MergeRefusal::OwnAccount);
    }
    // So neither the last administrator ends nor a role moves.
    (other.role != Role::Member.key()).then_some(MergeRefusal::Administrator)
}

/// Merges the second of two people into the first. It can be undone for thirty days.
///
/// # Errors
/// `Forbidden` without the capability, `ReauthenticationRequired` when the password was given some time ago.
pub async fn merge(state: &AppState, actor: &Actor, lang: Lang, query: &MergeQuery) -> AppResult<MergeOutcome> {
    actor.require(Capability::ManagePeople)?;
    reauthentication::require_fresh(state, actor).await?;
    let Some((kept, other)) = query.pair() else { return Ok(MergeOutcome::Gone) };
    let (state, actor, query) = (state.clone(), actor.clone(), query.clone());
    to_completion(async move {
        let mut tx = state.db.begin().await?;
        let merging = Merging { state: &state, actor: &actor, lang, query: &query, now: state.clock.now() };
        let done = Box::pin(merging.within(tx.conn()?, &kept, &other)).await;
        match done {
            Ok(Done::Merged { code, renaming }) => {
                tx.commit().await?;
                state.caches.duplicates.clear();
                renaming.at_once(&state).await;
                Ok(MergeOutcome::Merged(code))
            }
            Ok(Done::Not(outcome)) => {
                tx.rollback().await;
                Ok(outcome)
            }
            Err(error) => {
                tx.rollback().await;
                Err(error)
            }
        }
    })
    .await
}

/// Locks two people in the order of their numbers, and their accounts; `false` when one of them is gone.
async fn lock_both(conn: &mut Conn, one: i64, other: i64, now: NaiveDateTime) -> AppResult<bool> {
    let first = person_row::lock(conn, one.min(other), None, now).await?;
    let second = person_row::lock(conn, one.max(other), None, now).await?;
    let (Some(first), Some(second)) = (first, second) else { return Ok(false) };
    for account_id in [first.account_id.min(second.account_id), first.account_id.max(second.account_id)] {
        account::lock_access(conn, account_id).await?;
    }
    Ok(true)
}

/// What a transaction came to.
enum Done {
    Merged { code: String, renaming: Renaming },
    Not(MergeOutcome),
}

/// The circumstances of a merge.
struct Merging<'a> {
    state: &'a AppState,
    actor: &'a Actor,
    lang: Lang,
    query: &'a MergeQuery,
    now: NaiveDateTime,
}

impl Merging<'_> {
    async fn within(&self, conn: &mut Conn, kept: &UniqueCode, other: &UniqueCode) -> AppResult<Done> {
        let (state, now) = (self.state, self.now);
        let ids =
            (unique_codes::person_of(conn, kept.as_str()).await?, unique_codes::person_of(conn, other.as_str()).await?);
        let (Some(kept_id), Some(other_id)) = ids else { return Ok(Done::Not(MergeOutcome::Gone)) };
        if kept_id == other_id || !lock_both(conn, kept_id, other_id, now).await? {
            return Ok(Done::Not(MergeOutcome::Gone));
        }
        let people =
            (MergedPerson::load(state, conn, kept_id).await?, MergedPerson::load(state, conn, other_id).await?);
        let (Some(kept), Some(other)) = people else { return Ok(Done::Not(MergeOutcome::Gone)) };
        if let Some(refusal) = refusal(self.actor, &other) {
            return Ok(Done::Not(MergeOutcome::Refused(refusal)));
        }
        let winner_before = PersonCopy::read(&state.security, conn, kept.numbers).await?;
        let loser_before = PersonCopy::read(&state.security, conn, other.numbers).await?;
        if fingerprint(&state.security, [&winner_before, &loser_before])? != self.query.base {
            return Ok(Done::Not(MergeOutcome::Changed));
        }
        let mut taken = differing(&kept, &other, state.clock.today());
        taken.retain(|choice| self.query.takes(choice, &kept, &other));

        let new = NewMerge {
            winner_person_id: kept.numbers.person,
            loser_person_id: other.numbers.person,
            loser_account_id: other.numbers.account,
            loser_code: &other.code,
            merged_at: now,
        };
        // Earlier merges of the other person are given to the first before this one is noted as the newest.
        let moved = merges::move_rows(conn, other.numbers, kept.numbers).await?;
        let announcements = moved_announcements::move_to(conn, other.numbers.person, kept.numbers.person).await?;
        let imports = moved_imports::move_to(conn, other.numbers.person, kept.numbers.person).await?;
        let merge_id = merges::insert(conn, &new).await?;
        let apart = ApartPairs::give(conn, other.numbers.person, kept.numbers.person, now).await?;
        self.take_profiles_and_files(conn, &kept, &other, &taken, merge_id).await?;
        self.take_answers(conn, &kept, &other, &taken).await?;
        keep_to_consent(conn, kept.numbers.person).await?;
        self.take_account(conn, &kept, &other, &taken).await?;
        drafts::delete_about_person(conn, other.numbers.person).await?;
        changes::record_person(conn, other.numbers.person, now).await?;
        changes::record_person(conn, kept.numbers.person, now).await?;
        // Its code leads to the first from now on.
        webhooks::tell_with_code(state, conn, WebhookEvent::Deleted, other.numbers.person, &other.code).await?;
        webhooks::tell(state, conn, WebhookEvent::Updated, kept.numbers.person).await?;
        account::delete(conn, other.numbers.account).await?;

        let content = MergeContent {
            winner: kept.numbers,
            loser: other.numbers,
            winner_before,
            loser_before,
            winner_after: PersonCopy::read(&state.security, conn, kept.numbers).await?,
            moved,
            announcements,
            imports,
            apart,
            winner_files: kept.files.iter().map(|file| file.id).collect(),
            loser_files: other.files.iter().map(|file| file.id).collect(),
        };
        let content = serde_json::to_vec(&content).map_err(AppError::internal)?;
        merges::set_undo(conn, &[merge_id], Some(&state.security.keyring.encrypt(&content))).await?;
        let fields: Vec<&'static str> = taken.iter().map(|choice| choice.field.name).collect();
        let note = ChangeNote { fields: &fields, reason: None };
        let (winner, loser) = (Subject::person(kept.numbers.person), Subject::person(other.numbers.person));
        audit_log::record_change(state, conn, self.actor, "person.merged", &winner, note).await?;
        audit_log::record(state, conn, self.actor, "person.merged_away", &loser).await?;
        // Pictures of one of them may have been shown to people who do not see the merged person.
        let renaming = Renaming::decide(state, conn, kept.numbers.account, kept.numbers.person).await?;
        Ok(Done::Merged { code: kept.code, renaming })
    }

    /// Profiles that only the other person has move as they are; of the others, files are taken or put aside.
    async fn take_profiles_and_files(
        &self,
        conn: &mut Conn,
        kept: &MergedPerson,
        other: &MergedPerson,
        taken: &[MergedField],
        merge_id: i64,
    ) -> AppResult<()> {
        let (from, to) = (other.numbers.person, kept.numbers.person);
        let plan = FilePlan::of(kept, other, taken);
        merges::give_files(conn, &plan.given, to).await?;
        for module in other.modules() {
            match (kept.profile(module), module) {
                (None, _) => merges::move_profile(conn, module, from, to).await?,
                (Some(_), Module::Main) => profile_rows::delete_main(conn, from).await?,
                (Some(_), Module::Cinema) => profile_rows::delete_cinema(conn, from).await?,
            }
        }
        if let Some(photo) = plan.single(FileKind::Photo) {
            set_photo(conn, to, Some(photo)).await?;
        }
        if let Some(cv) = plan.single(FileKind::Cv) {
            set_cv(conn, to, Some(cv)).await?;
        }
        if let Some(id_photo) = plan.single(FileKind::IdPhoto) {
            set_id_photo(conn, to, Some(id_photo)).await?;
        }
        merges::hold_files(conn, &plan.held, merge_id).await?;
        // A CV that is put aside is of no person, who could erase what is known of it.
        cv_analyses::delete_of_files(conn, &plan.held).await?;
        let own = identity_documents::of_person(conn, to).await?;
        for document in identity_documents::of_person(conn, from).await? {
            if !own.iter().any(|own| own.kind == document.kind) {
                merges::move_document(conn, &document.kind, from, to).await?;
            }
        }
        if MergeEffects::of(kept, other, false, self.state.clock.today()).approval_ends {
            person_summary::withdraw_approval(conn, to, self.now).await?;
        }
        Ok(())
    }

    /// The answers that are taken, and the stricter of two choices about who sees what, written by the one writer.
    async fn take_answers(
        &self,
        conn: &mut Conn,
        kept: &MergedPerson,
        other: &MergedPerson,
        taken: &[MergedField],
    ) -> AppResult<()> {
        let (mut of_person, mut of_main, mut of_cinema) = (Answers::default(), Answers::default(), Answers::default());
        for id in SWITCHES {
            if kept.is_on(id) && !other.is_on(id) {
                of_person.put(id, Some(Value::Flag(false)));
            }
        }
        let both_main = kept.main.is_some() && other.main.is_some();
        if both_main && kept.is_on(FieldId::AllowCvAnalysis) && !other.is_on(FieldId::AllowCvAnalysis) {
            of_main.put(FieldId::AllowCvAnalysis, Some(Value::Flag(false)));
        }
        for (module, answers) in [(Module::Main, &mut of_main), (Module::Cinema, &mut of_cinema)] {
            if let Some(stricter) = stricter_visibility(module, kept, other) {
                answers.put(FieldId::Visibility, Some(Value::Text(stricter.key().to_owned())));
            }
        }
        let all = taken.iter().flat_map(MergedField::ids).filter_map(field);
        for field in all {
            let value = match field.id {
                FieldId::Documents => Some(Value::Documents(documents(kept, other))),
                _ => other.value(field).cloned(),
            };
            match field.owner {
                Owner::Person if field.id != FieldId::Photo => of_person.put(field.id, value),
                Owner::MainProfile if field.id != FieldId::Cv => of_main.put(field.id, value),
                Owner::CinemaProfile if field.id != FieldId::IdPhoto => of_cinema.put(field.id, value),
                _ => {}
            }
        }
        let photos = files::gallery_order(kept, other);
        if !photos.is_empty() {
            of_cinema.put(FieldId::Gallery, Some(Value::Keys(photos)));
        }
        // What is about the person goes with whichever profile there is.
        let has_main = kept.main.is_some() || other.main.is_some();
        if has_main {
            of_person.extend(of_main);
            self.save(conn, kept.numbers.person, Module::Main, &of_person).await?;
            self.save(conn, kept.numbers.person, Module::Cinema, &of_cinema).await
        } else {
            of_person.extend(of_cinema);
            self.save(conn, kept.numbers.person, Module::Cinema, &of_person).await
        }
    }

    async fn save(&self, conn: &mut Conn, person_id: i64, module: Module, answers: &Answers) -> AppResult<()> {
        if answers.iter().next().is_none() {
            return Ok(());
        }
        let found = person_row::find(conn, person_id).await?;
        let person = found.ok_or_else(|| AppError::internal("a locked person is gone"))?.row;
        let context = SaveContext {
            state: self.state,
            actor: self.actor,
            now: self.now,
            lang: self.lang,
            note: ChangeNote::default(),
            consent: None,
        };
        let change = Change { module, answers, draft_files: None };
        save(conn, &context, Target::Merged(Box::new(person)), change)
            .await
            .map_err(|error| error.unexpected("answers of a merged person could not be stored"))?;
        Ok(())
    }

    /// Every way into the other account ends. Where its address is taken, so does every way into the first one that was
    /// open before.
    async fn take_account(
        &self,
        conn: &mut Conn,
        kept: &MergedPerson,
        other: &MergedPerson,
        taken: &[MergedField],
    ) -> AppResult<()> {
        let (from, to) = (other.numbers.account, kept.numbers.account);
        links::end_all_access(conn, from).await?;
        // A refusal of news was said by the same person.
        if account::news(conn, from).await?.is_some_and(|(wanted, _)| !wanted) {
            account::set_news(conn, to, false, self.now).await?;
        }
        if !taken.iter().any(|choice| choice.field.id == FieldId::Email) {
            return Ok(());
        }
        links::end_all_access(conn, to).await?;
        account::free_email(conn, from, self.now).await?;
        let address = (other.account.email.as_str(), other.account.email_normalised.as_str());
        account::take_over_email(conn, to, address, other.account.email_confirmed_at, self.now).await?;
        if let (None, Some(hash)) = (&kept.account.password_hash, &other.account.password_hash) {
            account::set_password(conn, to, hash, self.now).await?;
            if two_factors::of_account(conn, to).await?.is_none() {
                merges::move_factor(conn, from, to).await?;
            }
        }
        Ok(())
    }
}

/// The numbers of documents: the other person's where there is one.
fn documents(kept: &MergedPerson, other: &MergedPerson) -> Vec<IdentityDocument> {
    let of = |side: &MergedPerson, kind: &str| -> Option<IdentityDocument> {
        let documents = side.answers.get(FieldId::Documents).map_or(&[][..], Value::documents);
        documents.iter().find(|document| document.kind == kind).cloned()
    };
    DOCUMENT_FIELDS.iter().filter_map(|(_, kind)| of(other, kind).or_else(|| of(kept, kind))).collect()
}

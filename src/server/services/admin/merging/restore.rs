//! Planning and writing what undoing a merge brings back.

use std::collections::{BTreeSet, HashSet};

use chrono::NaiveDateTime;
use serde_json::{Value as Json, json};

use super::{
    copies::{PersonCopy, is_uncompared, owner, same, sealed},
    merge::MergeContent,
};
use crate::{
    domain::{
        duplicates::name_key,
        fields::FIELDS,
        registration::{fields as f, normalise_email},
    },
    server::{
        db::Conn,
        error::{AppError, AppResult},
        repositories::admin::row_copies::{
            self, CINEMA_PROFILES, CopiedTable, GALLERY, MAIN_PROFILES, OF_ACCOUNT, OF_CINEMA_PROFILE, OF_MAIN_PROFILE,
            OF_PERSON, PEOPLE, RowCopy,
        },
        security::Security,
    },
};

/// Columns that name a file. Its owner may have deleted it since.
const FILE_COLUMNS: [&str; 4] = ["photo_file_id", "cv_file_id", "id_photo_file_id", "poster_file_id"];

/// Who sees what, and whether news are wanted: a choice that the person made since the merge stays, because an undo shows
/// no one to more people.
const SHOWN_TO: [&str; 7] =
    ["show_name_photo", "show_links", "show_origins", "allow_cv_analysis", "visibility", "news", "news_at"];

/// Leaves out files that are gone.
pub fn without_lost_files(row: &mut RowCopy, files: &HashSet<i64>) {
    for column in FILE_COLUMNS {
        if let Some(value) = row.get_mut(column)
            && !value.as_i64().is_some_and(|file| files.contains(&file))
        {
            *value = Json::Null;
        }
    }
}

/// What becomes of a profile of the merged person.
pub enum ProfilePlan {
    /// Nothing of it was changed by the merge, or neither person had one.
    Unchanged,
    /// The other person's alone: it is given back.
    GivenBack,
    /// The row as it is to be, and the tables beside it that become what they were.
    Restored { row: RowCopy, tables: Vec<CopiedTable> },
}

/// What is known while a merge is undone.
pub struct Undoing<'a> {
    pub security: &'a Security,
    pub content: &'a MergeContent,
    /// The merged person as it is now.
    pub current: PersonCopy,
    /// Fields that the merge changed and that were changed since.
    pub conflicts: BTreeSet<&'static str>,
    pub now: NaiveDateTime,
}

impl Undoing<'_> {
    /// The row of a table of which there is one, with what the merge changed put back; `None` where it changed nothing.
    pub fn columns(&mut self, table: &CopiedTable) -> Option<RowCopy> {
        let before = self.content.winner_before.row(table)?;
        let after = self.content.winner_after.row(table)?;
        let current = self.current.row(table)?;
        let mut row = current.clone();
        let merged =
            before.iter().filter(|(column, value)| !is_uncompared(column) && !same(Some(*value), after.get(*column)));
        let columns: BTreeSet<String> = merged.flat_map(|(column, _)| columns_beside(table, column)).collect();
        let mut changed = false;
        for column in &columns {
            if !same(current.get(column), after.get(column)) {
                if SHOWN_TO.contains(&column.as_str()) {
                    continue;
                }
                self.conflicts.extend(field_of(table, Some(column)));
            }
            row.insert(column.clone(), before.get(column).cloned().unwrap_or_default());
            changed = true;
        }
        if !changed {
            return None;
        }
        if let (Some(first), Some(last)) = (text_in(&row, "first_name"), text_in(&row, "last_name")) {
            let key = name_key(first, last);
            row.insert("name_key".to_owned(), json!(key));
        }
        let version = row.get("version").and_then(Json::as_i64).unwrap_or_default();
        row.insert("version".to_owned(), json!(version.saturating_add(1)));
        row.insert("updated_at".to_owned(), json!(self.now.format("%Y-%m-%d %H:%M:%S%.f").to_string()));
        Some(row)
    }

    /// Whether the merge changed the rows of a table, which then become what they were.
    pub fn is_set_restored(&mut self, table: &CopiedTable) -> bool {
        let (before, after) = (&self.content.winner_before, &self.content.winner_after);
        if before.is_same(after, table) {
            return false;
        }
        if !self.current.is_same(after, table) {
            self.conflicts.extend(field_of(table, None));
        }
        true
    }

    /// What becomes of the profile in a table, and of the tables beside it.
    pub fn profile(&mut self, table: &CopiedTable, children: &[CopiedTable]) -> ProfilePlan {
        let (before, after) = (self.content.winner_before.row(table), self.content.winner_after.row(table));
        let Some(before) = before else {
            let Some(after) = after else { return ProfilePlan::Unchanged };
            for (column, value) in after.iter().filter(|(column, _)| !is_uncompared(column)) {
                if !same(self.current.row(table).and_then(|row| row.get(column)), Some(value)) {
                    self.conflicts.extend(field_of(table, Some(column)));
                }
            }
            for child in children {
                if !self.current.is_same(&self.content.winner_after, child) {
                    self.conflicts.extend(field_of(child, None));
                }
            }
            return ProfilePlan::GivenBack;
        };
        let before = before.clone();
        let restored: Vec<CopiedTable> = children.iter().copied().filter(|child| self.is_set_restored(child)).collect();
        if self.current.row(table).is_some() {
            let row = self.columns(table);
            return match row.or_else(|| self.current.row(table).cloned()) {
                Some(row) => ProfilePlan::Restored { row, tables: restored },
                None => ProfilePlan::Unchanged,
            };
        }
        // The person removed the profile since. What the merge had not changed stays removed.
        let after = after.cloned().unwrap_or_default();
        let is_changed = |column: &String| !is_uncompared(column) && !same(before.get(column), after.get(column));
        if restored.is_empty() && !before.keys().any(is_changed) {
            return ProfilePlan::Unchanged;
        }
        self.conflicts.insert(f::VISIBILITY);
        ProfilePlan::Restored { row: before, tables: children.to_vec() }
    }

    /// The other person's only row of a table.
    pub fn loser(&self, table: &CopiedTable) -> AppResult<RowCopy> {
        let row = self.content.loser_before.row(table).cloned();
        row.ok_or_else(|| AppError::internal(format!("a merge has no copy of {}", table.name)))
    }

    /// Writes a row as it is to be stored now.
    pub async fn put(&self, conn: &mut Conn, table: &CopiedTable, row: &RowCopy) -> AppResult<()> {
        row_copies::put(conn, table, &sealed(self.security, table, row)?).await
    }

    /// Makes the rows of the merged person in a table what they were, of the profile with this number if it is another
    /// one by now.
    pub async fn restore_set(
        &self,
        conn: &mut Conn,
        table: &CopiedTable,
        profile: Option<&Json>,
        files: &HashSet<i64>,
    ) -> AppResult<()> {
        row_copies::delete(conn, table, owner(self.content.winner)).await?;
        for row in self.content.winner_before.rows(table) {
            let mut row = row.clone();
            without_lost_files(&mut row, files);
            if let Some(profile) = profile {
                row.insert("profile_id".to_owned(), profile.clone());
            }
            self.put(conn, table, &row).await?;
        }
        Ok(())
    }

    /// Does what is planned for a profile.
    pub async fn restore_profile(
        &self,
        conn: &mut Conn,
        plan: ProfilePlan,
        table: &CopiedTable,
        children: &[CopiedTable],
        files: &HashSet<i64>,
    ) -> AppResult<()> {
        match plan {
            ProfilePlan::Unchanged => Ok(()),
            ProfilePlan::GivenBack => {
                let given = self.content.winner_after.row(table).and_then(|row| row.get("id"));
                // Another one that the person added since is their own.
                if same(self.current.row(table).and_then(|row| row.get("id")), given) {
                    for child in children {
                        row_copies::delete(conn, child, owner(self.content.winner)).await?;
                    }
                }
                Ok(())
            }
            ProfilePlan::Restored { mut row, tables } => {
                without_lost_files(&mut row, files);
                self.put(conn, table, &row).await?;
                for child in &tables {
                    self.restore_set(conn, child, row.get("id"), files).await?;
                }
                Ok(())
            }
        }
    }

    /// Photos of the merged person's gallery that came after the merge.
    pub fn photos_since(&self) -> Vec<i64> {
        let known: HashSet<Option<i64>> = self.content.winner_after.rows(&GALLERY).iter().map(file_of).collect();
        let current = self.current.rows(&GALLERY).iter().filter(|row| !known.contains(&file_of(row)));
        current.filter_map(file_of).collect()
    }

    /// The merged person's gallery loses what it got and has again what it lost; photos that came since stay.
    pub async fn restore_gallery(&self, conn: &mut Conn, files: &HashSet<i64>) -> AppResult<()> {
        let (before, after) = (self.content.winner_before.rows(&GALLERY), self.content.winner_after.rows(&GALLERY));
        if before == after || self.content.winner_before.row(&CINEMA_PROFILES).is_none() {
            return Ok(());
        }
        let Some(profile) = self.current.row(&CINEMA_PROFILES).and_then(|row| row.get("id")) else { return Ok(()) };
        let since = self.photos_since();
        let since = self.current.rows(&GALLERY).iter().filter(|row| file_of(row).is_some_and(|id| since.contains(&id)));
        let all: Vec<&RowCopy> = before.iter().chain(since).collect();
        row_copies::delete(conn, &GALLERY, owner(self.content.winner)).await?;
        for (position, row) in (1_i64..).zip(all) {
            if !file_of(row).is_some_and(|file| files.contains(&file)) {
                continue;
            }
            let mut row = row.clone();
            row.insert("position".to_owned(), json!(position));
            row.insert("profile_id".to_owned(), profile.clone());
            self.put(conn, &GALLERY, &row).await?;
        }
        Ok(())
    }

    /// Everything of the other person, after what it takes the place of is gone.
    pub async fn restore_loser(&self, conn: &mut Conn, files: &HashSet<i64>) -> AppResult<()> {
        let tables = [PEOPLE]
            .into_iter()
            .chain(OF_ACCOUNT)
            .chain(OF_PERSON)
            .chain([MAIN_PROFILES])
            .chain(OF_MAIN_PROFILE)
            .chain([CINEMA_PROFILES])
            .chain(OF_CINEMA_PROFILE)
            .chain([GALLERY]);
        for table in tables {
            for row in self.content.loser_before.rows(&table) {
                let mut row = row.clone();
                if file_of(&row).is_some_and(|file| !files.contains(&file)) {
                    continue;
                }
                without_lost_files(&mut row, files);
                self.put(conn, &table, &row).await?;
            }
        }
        Ok(())
    }
}

/// The file of a row of the gallery.
fn file_of(row: &RowCopy) -> Option<i64> {
    row.get("file_id").and_then(Json::as_i64)
}

/// Puts something in place of an address that another account has by now.
pub fn without_email(account: &mut RowCopy, account_id: i64) {
    let nowhere = format!("freed-{account_id}@invalid");
    account.insert("email_normalised".to_owned(), json!(normalise_email(&nowhere)));
    account.insert("email".to_owned(), json!(nowhere));
    account.insert("email_confirmed_at".to_owned(), Json::Null);
}

fn text_in<'a>(row: &'a RowCopy, column: &str) -> Option<&'a str> {
    row.get(column).and_then(Json::as_str)
}

/// A column and those of the same table in which the rest of its field is stored, because an answer is put back as a
/// whole.
fn columns_beside(table: &CopiedTable, column: &str) -> Vec<String> {
    let whole = format!("{}.{column}", table.name);
    let Some(field) = FIELDS.iter().find(|field| field.columns.contains(&whole.as_str())) else {
        return vec![column.to_owned()];
    };
    let stored = field.columns.iter().filter_map(|stored| stored.split_once('.'));
    stored.filter(|(of, _)| *of == table.name).map(|(_, column)| column.to_owned()).collect()
}

/// The name of the field that is stored in a column, or in a table.
fn field_of(table: &CopiedTable, column: Option<&str>) -> Option<&'static str> {
    let name = table.name;
    let stored = match column {
        Some(column) => {
            let whole = format!("{name}.{column}");
            FIELDS.iter().find(|field| field.columns.contains(&whole.as_str()))
        }
        None => FIELDS.iter().find(|field| field.is_stored_in(name)),
    };
    match (stored, name) {
        (Some(field), _) => Some(field.name),
        (None, "accounts" | "two_factors" | "recovery_codes") => Some(f::EMAIL),
        // Keys and moments follow from fields that are named themselves.
        (None, _) => None,
    }
}

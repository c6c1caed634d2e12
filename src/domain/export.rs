//! Taking people out of the site as a file: what can be chosen, and how it ended.

mod column;

pub use self::column::{Column, ExportList};

use serde::{Deserialize, Serialize};

use super::{
    kept_name::{LONGEST_NAME, NameProblem},
    keyed,
    lang::Lang,
    registration::FormValues,
    search::list::Order,
};

/// The fewest letters of a purpose.
pub const SHORTEST_PURPOSE: usize = 3;
/// The most letters of a purpose.
pub const LONGEST_PURPOSE: usize = 200;
/// The most columns that can be read on a page.
pub const MOST_PDF_COLUMNS: usize = 24;
/// The most rows of a list to print: five thousand pages.
pub const MOST_PDF_ROWS: usize = 100_000;
/// Hours that the file of a job is kept.
pub const HOURS_KEPT: i64 = 24;

/// The field with the list.
pub const LIST_FIELD: &str = "list";
/// The field with the format.
pub const FORMAT_FIELD: &str = "format";
/// The field with the language of heads and labels.
pub const LANG_FIELD: &str = "lang";
/// The field with the order of the rows.
pub const ORDER_FIELD: &str = "order";
/// The box of a column, whose value is its key; repeated.
pub const COLUMN_FIELD: &str = "column";
/// The field with the purpose.
pub const PURPOSE_FIELD: &str = "purpose";
/// The number of the people that were ticked.
pub const DRAFT_FIELD: &str = "draft";
/// The number of the template whose columns are shown.
pub const TEMPLATE_FIELD: &str = "template";

keyed! {
    /// What kind of file.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum ExportFormat {
        /// A workbook of Excel.
        Xlsx = "xlsx",
        /// Text with semicolons, as spreadsheets in French expect it.
        CsvSemicolon = "csv_semicolon",
        /// Text with commas.
        CsvComma = "csv_comma",
        /// A list to print: A4 across, with room to write in.
        Pdf = "pdf",
    }
}

impl ExportFormat {
    /// How names of such files end.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::CsvSemicolon | Self::CsvComma => "csv",
            Self::Pdf => "pdf",
        }
    }

    /// The media type of such files.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::CsvSemicolon | Self::CsvComma => "text/csv; charset=utf-8",
            Self::Pdf => "application/pdf",
        }
    }
}

keyed! {
    /// How far an export is.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum ExportState {
        /// People were ticked; nothing is exported yet.
        Draft = "draft",
        /// The job writes the file.
        Running = "running",
        /// Written into the answer, or the file can be downloaded.
        Done = "done",
        Cancelled = "cancelled",
        Failed = "failed",
        /// The file was deleted; the note of whom it held stays.
        Expired = "expired",
    }
}

keyed! {
    /// Why the job of an export failed.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum ExportFailure {
        /// There was no room for the file.
        StorageFull = "storage_full",
        /// The account that asked may export no people any more.
        NotAllowed = "not_allowed",
        Other = "other",
    }
}

keyed! {
    /// How an action on exports and templates ended; everything but the first six changed nothing.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum ExportAnswer {
        /// The job is enqueued.
        Begun = "begun",
        Cancelled = "cancelled",
        Deleted = "deleted",
        TemplateSaved = "template_saved",
        TemplateDeleted = "template_deleted",
        /// It was so already.
        Unchanged = "unchanged",
        /// Sensitive columns need a purpose.
        PurposeMissing = "purpose_missing",
        /// More than [`LONGEST_PURPOSE`] letters.
        PurposeTooLong = "purpose_too_long",
        NoColumns = "no_columns",
        /// More than [`MOST_PDF_COLUMNS`].
        TooManyColumns = "too_many_columns",
        /// More than [`MOST_PDF_ROWS`].
        TooManyForPdf = "too_many_for_pdf",
        /// The filters find no person any more.
        Nobody = "nobody",
        /// More than [`MOST_MATCHING`](super::selection::MOST_MATCHING) people.
        TooManyPeople = "too_many_people",
        /// The filters make no sense any more, or the ticked people were forgotten meanwhile.
        BadFilters = "bad_filters",
        /// The administrator has exports enough that are being written.
        TooMany = "too_many",
        NameMissing = "name_missing",
        NameTooLong = "name_too_long",
        /// The administrator has another template of this name.
        NameTaken = "name_taken",
        /// There are templates enough.
        TooManyTemplates = "too_many_templates",
        /// The box that confirms the action was not ticked.
        NotConfirmed = "not_confirmed",
    }
}

impl ExportAnswer {
    /// Whether something was changed.
    #[must_use]
    pub const fn is_done(self) -> bool {
        matches!(self, Self::Begun | Self::Cancelled | Self::Deleted | Self::TemplateSaved | Self::TemplateDeleted)
    }
}

impl From<NameProblem> for ExportAnswer {
    fn from(problem: NameProblem) -> Self {
        match problem {
            NameProblem::Missing => Self::NameMissing,
            NameProblem::TooLong => Self::NameTooLong,
        }
    }
}

/// What an administrator chose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportChoice {
    pub list: ExportList,
    pub format: ExportFormat,
    /// Of heads and labels.
    pub lang: Lang,
    pub order: Order,
    /// In the order of the list, each once.
    pub columns: Vec<Column>,
    /// Why sensitive answers leave the site; empty where none do.
    pub purpose: String,
}

impl ExportChoice {
    /// Why it cannot be begun as it is.
    #[must_use]
    pub fn problem(&self) -> Option<ExportAnswer> {
        let letters = self.purpose.chars().count();
        if self.columns.is_empty() {
            Some(ExportAnswer::NoColumns)
        } else if self.format == ExportFormat::Pdf && self.columns.len() > MOST_PDF_COLUMNS {
            Some(ExportAnswer::TooManyColumns)
        } else if letters > LONGEST_PURPOSE {
            Some(ExportAnswer::PurposeTooLong)
        } else if letters < SHORTEST_PURPOSE && self.columns.iter().any(Column::is_sensitive) {
            Some(ExportAnswer::PurposeMissing)
        } else {
            None
        }
    }
}

impl ExportChoice {
    /// What a form says; none of one that no page of ours sends.
    #[must_use]
    pub fn from_form(form: &FormValues) -> Option<Self> {
        let list = ExportList::from_key(form.first(LIST_FIELD))?;
        let format = ExportFormat::from_key(form.first(FORMAT_FIELD))?;
        let columns = list.among(form.all(COLUMN_FIELD).iter().map(String::as_str));
        let choice = Self {
            list,
            format,
            lang: Lang::from_code(form.first(LANG_FIELD))?,
            order: Order::from_key(form.first(ORDER_FIELD))?,
            columns,
            purpose: purpose_of(form.first(PURPOSE_FIELD)),
        };
        Some(choice.written_on())
    }

    /// A list to print has room to write in.
    #[must_use]
    pub fn written_on(mut self) -> Self {
        let is_written_on = self.columns.is_empty() || self.columns.contains(&Column::Observations);
        if self.format == ExportFormat::Pdf && !is_written_on && self.columns.len() < MOST_PDF_COLUMNS {
            self.columns.push(Column::Observations);
        }
        self
    }
}

/// The flash with how an action on exports ended.
pub const EXPORT_ANSWER: &str = "export_answer";
/// The flash with an [`ExportRefusal`].
pub const EXPORT_REFUSAL: &str = "export_refusal";

/// Why a choice was not exported, or its columns not kept, with what was typed. It fits into a cookie whatever that was.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ExportRefusal {
    pub answer: ExportAnswer,
    /// The form, as it was sent, without columns and without what chooses people.
    pub typed: FormValues,
    /// The ticked columns by their places in [`ExportList::columns`]: their names would be too long.
    columns: Vec<usize>,
}

impl ExportRefusal {
    /// Of a form. What is too long is cut: it must be sent again anyway.
    #[must_use]
    pub fn of(answer: ExportAnswer, form: &FormValues) -> Self {
        let mut typed = FormValues::default();
        for field in [LIST_FIELD, FORMAT_FIELD, LANG_FIELD, ORDER_FIELD] {
            let short = form.all(field).iter().filter(|value| value.len() <= 40).take(1).cloned();
            typed.set(field, short.collect());
        }
        for (field, longest) in [(PURPOSE_FIELD, LONGEST_PURPOSE), (TEMPLATE_NAME_FIELD, LONGEST_NAME)] {
            typed.set(field, vec![form.first(field).chars().take(longest + 20).collect()]);
        }
        if form.is_ticked(SHARED_FIELD) {
            typed.set(SHARED_FIELD, vec!["on".to_owned()]);
        }
        let list = ExportList::from_key(form.first(LIST_FIELD)).map(ExportList::columns).unwrap_or_default();
        let keys = form.all(COLUMN_FIELD);
        let is_ticked = |column: &Column| keys.iter().any(|key| key == column.key());
        let columns = list.iter().enumerate().filter(|(_, column)| is_ticked(column)).map(|(place, _)| place);
        Self { answer, typed, columns: columns.collect() }
    }

    /// The ticked columns of the list that the form was about.
    #[must_use]
    pub fn columns(&self) -> Vec<Column> {
        let list = ExportList::from_key(self.typed.first(LIST_FIELD)).map(ExportList::columns).unwrap_or_default();
        self.columns.iter().filter_map(|place| list.get(*place).copied()).collect()
    }
}

/// The name of a template.
pub const TEMPLATE_NAME_FIELD: &str = "name";
/// Whether all administrators see it.
pub const SHARED_FIELD: &str = "shared";

/// The address of the page on which a form was filled in: the same people, the same list.
#[must_use]
pub fn way_back(form: &FormValues) -> String {
    let mut query = form_urlencoded::Serializer::new(match form.trimmed(DRAFT_FIELD) {
        "" => super::selection::way_back(form),
        draft => form_urlencoded::Serializer::new(String::new()).append_pair(DRAFT_FIELD, draft).finish(),
    });
    if let Some(list) = ExportList::from_key(form.first(LIST_FIELD)) {
        query.append_pair(LIST_FIELD, list.key());
    }
    query.finish()
}

/// A purpose as it is stored: one line.
#[must_use]
pub fn purpose_of(typed: &str) -> String {
    super::unicode::line(typed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fields::FieldId;

    #[test]
    fn sensitive_columns_need_a_purpose() {
        let choice = |columns: &[Column], purpose: &str| ExportChoice {
            list: ExportList::Main,
            format: ExportFormat::Xlsx,
            lang: Lang::Fr,
            order: Order::Newest,
            columns: columns.to_vec(),
            purpose: purpose.to_owned(),
        };
        let phone = [Column::Code, Column::Field(FieldId::Phone)];
        assert_eq!(choice(&phone, "").problem(), Some(ExportAnswer::PurposeMissing));
        assert_eq!(choice(&phone, "ab").problem(), Some(ExportAnswer::PurposeMissing));
        assert_eq!(choice(&phone, "Casting du 3").problem(), None);
        assert_eq!(choice(&phone, &"é".repeat(201)).problem(), Some(ExportAnswer::PurposeTooLong));
        assert_eq!(choice(&[Column::Code], "").problem(), None);
        assert_eq!(choice(&[], "Casting").problem(), Some(ExportAnswer::NoColumns));
    }

    #[test]
    fn what_is_refused_comes_back_and_fits_into_a_cookie() {
        let list = ExportList::Both;
        let keys: Vec<String> = list.columns().iter().map(|column| column.key().to_owned()).collect();
        for letter in ["ب", "👩", "\u{1}", "\""] {
            let mut form = FormValues::default();
            form.set(LIST_FIELD, vec![list.key().to_owned()]);
            form.set(COLUMN_FIELD, keys.clone());
            form.set(PURPOSE_FIELD, vec![letter.repeat(5_000)]);
            form.set(TEMPLATE_NAME_FIELD, vec![letter.repeat(5_000)]);
            let refusal = ExportRefusal::of(ExportAnswer::PurposeTooLong, &form);
            let stored = serde_json::to_string(&refusal).unwrap();
            // Encrypted it is a third longer, and a cookie has 3,800 bytes.
            assert!(stored.len() < 2_600, "{}", stored.len());
            let read: ExportRefusal = serde_json::from_str(&stored).unwrap();
            assert_eq!((read.columns(), read.typed.first(PURPOSE_FIELD).chars().count()), (list.columns(), 220));
        }
    }
}

//! What is wrong with an answer, as a code the interface puts into words.

use serde::{Deserialize, Serialize};

use crate::domain::files::{kind::FileFormat, photo::RareJpeg};

/// Why an answer was not taken. Its sentences are in the catalogues' `validation` namespace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum FieldError {
    /// Nothing was answered.
    Required,
    /// Nothing was answered, and the person's CINEMA profile requires it.
    RequiredByCinema,
    /// More characters than there is room for.
    TooLong { max: usize },
    /// Signs or digits alone, where a name is asked.
    NoLetter,
    /// Signs alone, where letters or digits are asked.
    NoLetterOrDigit,
    /// Letters of another script than the Arabic one.
    NotArabic,
    /// None of the choices offered.
    UnknownChoice,
    /// No date, or one that does not exist.
    InvalidDate,
    /// A date with a month in letters.
    DateInWords,
    /// A year of two figures that leaves the century open, or one before 1000.
    YearInFull,
    /// A birth date after today.
    DateInFuture,
    /// Born longer ago than the oldest age that is accepted.
    TooOld { max: u32 },
    /// Younger than administrators let register.
    TooYoung { min: u32 },
    /// A minor's guardian must be named.
    GuardianRequired,
    /// A minor's guardian must agree.
    GuardianConsentRequired,
    /// Not shaped like an e-mail address.
    InvalidEmail,
    /// Another account has this address.
    EmailTaken,
    /// No number the telephone network of that country knows.
    InvalidPhone,
    /// More than a number: letters, or two numbers with a word between them.
    PhoneNotDigits,
    /// The password is too short.
    PasswordTooShort { min: usize },
    /// The password is longer than we hash.
    PasswordTooLong { max: usize },
    /// The password would be guessed.
    PasswordWeak { why: PasswordWeakness },
    /// The two passwords differ.
    PasswordMismatch,
    /// No whole number between 0 and `max`.
    InvalidNumber { max: i64 },
    /// No year, or none between these.
    YearOutOfRange { first: i64, last: i64 },
    /// More productions than a profile holds.
    TooManyProductions { max: usize },
    /// No whole number between `min` and `max`.
    NumberOutOfRange { min: i64, max: i64 },
    /// The lowest playing age is above the highest.
    PlayingAgesReversed,
    /// No http(s) address of a public host.
    InvalidWebAddress,
    /// Characters that no key of a provider has.
    NotAKey,
    /// No profile on this social network.
    NotThisNetwork,
    /// Only administrators move a birth date across the eighteenth birthday.
    BirthDateAcrossMajority,
    /// Only administrators make the birth date of a stored minor earlier.
    BirthDateOfAMinor,
    /// Only the person lets more see something.
    OnlyTheOwnerOpens,
    /// Not the password of the account.
    PasswordWrong,
    /// The new password is the old one.
    PasswordUnchanged,
    /// The new address is the old one.
    EmailUnchanged,
    /// A city not listed must be written.
    CityNameRequired,
    /// More talents than allowed.
    TooManyTalents { max: usize },
    /// A profile of a minor cannot be public.
    MinorCannotBePublic,
    /// The terms must be accepted.
    TermsRequired,
    /// The privacy notice must be accepted.
    PrivacyRequired,
    /// The file holds nothing.
    FileEmpty,
    /// The file has more bytes than allowed.
    FileTooLarge { max_megabytes: usize },
    /// Neither a JPEG nor a PNG picture, whatever its name says.
    NotAPhoto,
    /// Another format than JPEG and PNG, which could be named.
    PhotoOfOtherFormat { found: FileFormat },
    /// A JPEG of a kind that browsers do not show.
    PhotoRareJpeg { kind: RareJpeg },
    /// A picture that ends too early or cannot be read.
    PhotoDamaged,
    /// More pixels than we take.
    PhotoTooManyPixels { max_side: u32, max_megapixels: u32 },
    /// Neither PDF nor Word, whatever its name says.
    NotACv,
    /// A format that is not taken as a CV.
    CvOfOtherFormat { format: FileFormat },
    /// A CV that ends too early.
    CvIncomplete,
    /// A CV that opens with a password only.
    CvProtected,
    /// A CV with programs inside.
    CvWithMacros,
    /// The gallery holds all the photos it may.
    TooManyPhotos { max: usize },
    /// The form holds all the files it may.
    TooManyFiles { max_files: i64, max_megabytes: i64 },
}

/// Why a password would be guessed, from the estimator's own findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PasswordWeakness {
    /// Among the most used passwords, or close to one.
    Common,
    /// A single word or name.
    SingleWord,
    /// Made of the person's own name or address.
    Personal,
    /// Neighbouring keys.
    Keyboard,
    /// A repetition.
    Repeated,
    /// `abc`, `6543`.
    Sequence,
    /// A date or year.
    Date,
    /// Simply too few possibilities.
    Guessable,
}

/// The wrong answers of a form, in the order of its fields.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldErrors(Vec<(String, FieldError)>);

impl FieldErrors {
    /// One wrong field.
    #[must_use]
    pub fn of(field: &str, error: FieldError) -> Self {
        Self(vec![(field.to_owned(), error)])
    }

    /// Notes what is wrong with a field; the first finding of a field stays.
    pub fn add(&mut self, field: &str, error: FieldError) {
        if self.get(field).is_none() {
            self.0.push((field.to_owned(), error));
        }
    }

    /// What is wrong with a field.
    #[must_use]
    pub fn get(&self, field: &str) -> Option<&FieldError> {
        self.0.iter().find(|(name, _)| name == field).map(|(_, error)| error)
    }

    /// Whether every answer is fine.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Field and finding, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &FieldError)> {
        self.0.iter().map(|(field, error)| (field.as_str(), error))
    }

    /// Takes over the findings of another part of the form.
    pub fn extend(&mut self, other: Self) {
        for (field, error) in other.0 {
            self.add(&field, error);
        }
    }

    /// Returns the value of a check, or notes its finding.
    pub fn collect<T>(&mut self, field: &str, checked: Result<T, FieldError>) -> Option<T> {
        checked.map_err(|error| self.add(field, error)).ok()
    }
}

//! What is wrong with an answer, in words.

use super::{file_format::format_name, numbers::grouped};
use crate::{
    domain::{
        field_error::{FieldError, PasswordWeakness as Weak},
        files::{kind::FileFormat, photo::RareJpeg},
    },
    i18n::{Locale, td_string},
};

/// The sentence that says what is wrong with an answer and what to do.
#[must_use]
pub fn field_error_text(locale: Locale, error: &FieldError) -> String {
    match error {
        FieldError::Required => td_string!(locale, validation.required).to_owned(),
        FieldError::TooLong { max } => td_string!(locale, validation.too_long, max = *max),
        FieldError::NotArabic => td_string!(locale, validation.not_arabic).to_owned(),
        FieldError::NoLetter => td_string!(locale, validation.no_letter).to_owned(),
        FieldError::NoLetterOrDigit => td_string!(locale, validation.no_letter_or_digit).to_owned(),
        FieldError::UnknownChoice => td_string!(locale, validation.unknown_choice).to_owned(),
        FieldError::InvalidDate => td_string!(locale, validation.invalid_date).to_owned(),
        FieldError::DateInWords => td_string!(locale, validation.date_in_words).to_owned(),
        FieldError::YearInFull => td_string!(locale, validation.year_in_full).to_owned(),
        FieldError::DateInFuture => td_string!(locale, validation.date_in_future).to_owned(),
        FieldError::TooYoung { min } => td_string!(locale, validation.too_young, min = *min),
        FieldError::TooOld { max } => td_string!(locale, validation.too_old, max = *max),
        FieldError::GuardianRequired => td_string!(locale, validation.guardian_required).to_owned(),
        FieldError::GuardianConsentRequired => td_string!(locale, validation.guardian_consent_required).to_owned(),
        FieldError::InvalidEmail => td_string!(locale, validation.invalid_email).to_owned(),
        FieldError::EmailTaken => td_string!(locale, validation.email_taken).to_owned(),
        FieldError::InvalidPhone => td_string!(locale, validation.invalid_phone).to_owned(),
        FieldError::PhoneNotDigits => td_string!(locale, validation.phone_not_digits).to_owned(),
        FieldError::PasswordTooShort { min } => td_string!(locale, validation.password_too_short, min = *min),
        FieldError::PasswordTooLong { max } => td_string!(locale, validation.password_too_long, max = *max),
        FieldError::PasswordWeak { why } => weakness_text(locale, *why).to_owned(),
        FieldError::PasswordMismatch => td_string!(locale, validation.password_mismatch).to_owned(),
        FieldError::InvalidNumber { max } => {
            td_string!(locale, validation.invalid_number, max = grouped(locale, *max))
        }
        FieldError::YearOutOfRange { first, last } => {
            td_string!(locale, validation.year_out_of_range, first = *first, last = *last)
        }
        FieldError::TooManyProductions { max } => td_string!(locale, validation.too_many_productions, max = *max),
        FieldError::NumberOutOfRange { min, max } => {
            td_string!(locale, validation.number_out_of_range, min = *min, max = *max)
        }
        FieldError::PlayingAgesReversed => td_string!(locale, validation.playing_ages_reversed).to_owned(),
        FieldError::TooManyPhotos { max } => td_string!(locale, validation.too_many_photos, max = *max),
        FieldError::NotAKey => td_string!(locale, validation.not_a_key).to_owned(),
        FieldError::InvalidWebAddress => td_string!(locale, validation.invalid_web_address).to_owned(),
        FieldError::NotThisNetwork => td_string!(locale, validation.not_this_network).to_owned(),
        FieldError::BirthDateAcrossMajority => td_string!(locale, validation.birth_date_across_majority).to_owned(),
        FieldError::BirthDateOfAMinor => td_string!(locale, validation.birth_date_of_a_minor).to_owned(),
        FieldError::OnlyTheOwnerOpens => td_string!(locale, validation.only_the_owner_opens).to_owned(),
        FieldError::PasswordWrong => td_string!(locale, validation.password_wrong).to_owned(),
        FieldError::PasswordUnchanged => td_string!(locale, validation.password_unchanged).to_owned(),
        FieldError::EmailUnchanged => td_string!(locale, validation.email_unchanged).to_owned(),
        FieldError::RequiredByCinema => td_string!(locale, validation.required_by_cinema).to_owned(),
        FieldError::CityNameRequired => td_string!(locale, validation.city_name_required).to_owned(),
        FieldError::TooManyTalents { max } => td_string!(locale, validation.too_many_talents, max = *max),
        FieldError::MinorCannotBePublic => td_string!(locale, validation.minor_cannot_be_public).to_owned(),
        FieldError::TermsRequired => td_string!(locale, validation.terms_required).to_owned(),
        FieldError::PrivacyRequired => td_string!(locale, validation.privacy_required).to_owned(),
        FieldError::FileEmpty => td_string!(locale, validation.file_empty).to_owned(),
        FieldError::FileTooLarge { max_megabytes } => {
            td_string!(locale, validation.file_too_large, max = *max_megabytes)
        }
        FieldError::NotAPhoto => td_string!(locale, validation.not_a_photo).to_owned(),
        FieldError::PhotoOfOtherFormat { found } => other_format_text(locale, *found),
        FieldError::PhotoRareJpeg { kind } => {
            td_string!(locale, validation.photo_rare_jpeg, kind = rare_jpeg_name(locale, *kind))
        }
        FieldError::PhotoDamaged => td_string!(locale, validation.photo_damaged).to_owned(),
        FieldError::PhotoTooManyPixels { max_side, max_megapixels } => {
            td_string!(locale, validation.photo_too_many_pixels, side = *max_side, megapixels = *max_megapixels)
        }
        FieldError::NotACv => td_string!(locale, validation.not_a_cv).to_owned(),
        FieldError::CvOfOtherFormat { format } => {
            td_string!(locale, validation.cv_of_other_format, format = format_name(locale, *format))
        }
        FieldError::CvIncomplete => td_string!(locale, validation.cv_incomplete).to_owned(),
        FieldError::CvProtected => td_string!(locale, validation.cv_protected).to_owned(),
        FieldError::CvWithMacros => td_string!(locale, validation.cv_with_macros).to_owned(),
        FieldError::TooManyFiles { max_files, max_megabytes } => {
            td_string!(locale, validation.too_many_files, files = *max_files, megabytes = *max_megabytes)
        }
    }
}

/// The format that was found, and the way to a JPEG.
fn other_format_text(locale: Locale, found: FileFormat) -> String {
    let name = format_name(locale, found);
    match found {
        FileFormat::Heic => td_string!(locale, validation.photo_is_heic, format = name),
        found if found.is_picture() => td_string!(locale, validation.photo_of_other_format, format = name),
        _ => td_string!(locale, validation.photo_is_no_picture, format = name),
    }
}

fn rare_jpeg_name(locale: Locale, kind: RareJpeg) -> &'static str {
    match kind {
        RareJpeg::Arithmetic => td_string!(locale, file_format.jpeg_arithmetic),
        RareJpeg::DeepColour => td_string!(locale, file_format.jpeg_deep_colour),
        RareJpeg::Lossless => td_string!(locale, file_format.jpeg_lossless),
        RareJpeg::Hierarchical => td_string!(locale, file_format.jpeg_hierarchical),
    }
}

fn weakness_text(locale: Locale, why: Weak) -> &'static str {
    match why {
        Weak::Common => td_string!(locale, validation.password_common),
        Weak::SingleWord => td_string!(locale, validation.password_single_word),
        Weak::Personal => td_string!(locale, validation.password_personal),
        Weak::Keyboard => td_string!(locale, validation.password_keyboard),
        Weak::Repeated => td_string!(locale, validation.password_repeated),
        Weak::Sequence => td_string!(locale, validation.password_sequence),
        Weak::Date => td_string!(locale, validation.password_date),
        Weak::Guessable => td_string!(locale, validation.password_guessable),
    }
}

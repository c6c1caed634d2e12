//! Checks what was typed: the only place that does, for a section as for a whole form, from any caller.

#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use super::{Composite, Field, FieldId, Kind, Script, Value, value::Answers};
use crate::domain::{
    age::age_on,
    field_error::{FieldError, FieldErrors},
    module::Module,
    reference,
    registration::{
        City, FormValues, birth_date, check_currency, check_documents, check_email, check_guardian, check_links,
        check_residence, check_talents, check_visibility, check_web_address,
        cinema::{check_ages, check_document, check_productions, fields as c},
        fields as f, is_minor, phone_to_e164, read_date, text,
    },
    unicode::is_letter,
};

/// What answers are checked against.
#[derive(Debug, Clone)]
pub struct CheckContext {
    /// The day in Morocco.
    pub today: NaiveDate,
    /// Whether an account exists already: its address and password are not asked.
    pub signed_in: bool,
    /// The cities of the chosen country that the typed names could mean.
    pub cities: Vec<City>,
    /// Keys on offer among the chosen talents.
    pub talents: Vec<String>,
    /// The stored birth date of an existing person who may not change it freely.
    pub born: Option<NaiveDate>,
    /// Full years that one must have to register; 0 where any age may. Asked of those who register, not of people who are
    /// registered.
    pub least_age: u32,
    /// Inputs of the main form that the person's CINEMA profile cannot do without.
    pub needed_by_cinema: Vec<&'static str>,
}

/// What was typed into a form, and what it is checked against.
#[derive(Debug, Clone, Copy)]
pub struct Typed<'a> {
    /// The module whose form asked.
    pub module: Module,
    pub values: &'a FormValues,
    pub known: &'a CheckContext,
    /// Whether a password was accepted, or refused for a reason that is known already.
    pub has_password: bool,
}

/// Checks fields, each once, in their order. Fields that are not asked here are left out of the answers.
///
/// # Errors
/// Every wrong input.
pub fn check(fields: impl IntoIterator<Item = &'static Field>, typed: &Typed<'_>) -> Result<Answers, FieldErrors> {
    let (mut answers, mut errors) = (Answers::default(), FieldErrors::default());
    for field in fields.into_iter().filter(|field| typed.asks(field)) {
        match field.check(typed) {
            Ok(value) => answers.put(field.id, value),
            Err(found) => errors.extend(found),
        }
        for input in field.inputs {
            if typed.known.needed_by_cinema.contains(input) && typed.values.trimmed(input).is_empty() {
                errors.add(input, FieldError::RequiredByCinema);
            }
        }
    }
    if errors.is_empty() { Ok(answers) } else { Err(errors) }
}

impl Typed<'_> {
    /// Files are taken one by one, and what a new account signs in with is asked of visitors only.
    fn asks(&self, field: &Field) -> bool {
        match field.kind {
            Kind::File(_) => false,
            Kind::Composite(Composite::Email | Composite::Password) => !self.known.signed_in,
            _ => true,
        }
    }

    fn is_minor(&self) -> bool {
        is_minor(self.values, self.known.today)
    }
}

impl Field {
    /// Checks what was typed for this field; `None` is an optional answer that was left out.
    fn check(&self, typed: &Typed<'_>) -> Result<Option<Value>, FieldErrors> {
        let checked = match self.kind {
            Kind::Composite(composite) => self.check_composite(composite, typed)?,
            kind => kind.check(self.inputs, typed.values).map_err(|error| FieldErrors::of(self.name, error))?,
        };
        if checked.is_none() && self.is_required(typed.module) && !matches!(self.kind, Kind::Composite(_)) {
            return Err(FieldErrors::of(self.name, FieldError::Required));
        }
        Ok(checked)
    }

    /// The answers made of several inputs and those with a rule of their own, each by the module it lives in.
    fn check_composite(&self, composite: Composite, typed: &Typed<'_>) -> Result<Option<Value>, FieldErrors> {
        let (values, known) = (typed.values, typed.known);
        let wrong = |error| FieldErrors::of(self.name, error);
        Ok(match composite {
            Composite::BirthDate => {
                let birth = birth_date(values.trimmed(f::DATE_OF_BIRTH), known.today).map_err(wrong)?;
                if age_on(birth, known.today) < known.least_age {
                    return Err(wrong(FieldError::TooYoung { min: known.least_age }));
                }
                Some(Value::Date(birth))
            }
            // Asked of minors only; dropped when an adult sends one.
            Composite::Guardian if typed.is_minor() => Some(Value::Guardian(check_guardian(values)?)),
            Composite::Guardian => None,
            Composite::Email => Some(Value::Text(check_email(values.first(f::EMAIL)).map_err(wrong)?)),
            // The password itself was judged when it was typed: only its hash was stored.
            Composite::Password if typed.has_password => None,
            Composite::Password => return Err(wrong(FieldError::Required)),
            Composite::Residence => Some(Value::Residence(check_residence(values, &known.cities)?)),
            Composite::Documents => some_of(check_documents(values)?, Value::Documents),
            Composite::CinemaDocument => Some(Value::Documents(vec![check_document(values)?])),
            Composite::Currency => Some(Value::Text(check_currency(values).map_err(wrong)?)),
            Composite::Talents => Some(Value::Keys(check_talents(values, &known.talents).map_err(wrong)?)),
            Composite::Networks => some_of(check_links(values, self.inputs_of(typed.module))?, Value::Links),
            Composite::PlayingAges => match check_ages(values)? {
                (None, None) => None,
                (youngest, oldest) => Some(Value::Ages(youngest, oldest)),
            },
            Composite::Gallery => some_of(values.all(c::GALLERY_ORDER).to_vec(), Value::Keys),
            Composite::Productions => some_of(check_productions(values, known.today)?, Value::Productions),
            Composite::Visibility => Some(Value::Text(check_visibility(values, typed.is_minor()).map_err(wrong)?)),
            Composite::Agreement if values.is_ticked(self.name) => Some(Value::Flag(true)),
            Composite::Agreement if self.id == FieldId::AcceptTerms => return Err(wrong(FieldError::TermsRequired)),
            Composite::Agreement => return Err(wrong(FieldError::PrivacyRequired)),
        })
    }
}

impl Kind {
    /// Checks an answer of this kind, typed into these inputs; `None` when nothing was typed.
    pub fn check(self, inputs: &[&str], values: &FormValues) -> Result<Option<Value>, FieldError> {
        let [.., input] = inputs else { return Ok(None) };
        let (typed, trimmed) = (values.first(input), values.trimmed(input));
        Ok(match self {
            Self::Line { max, script } => {
                text::line(typed, max).and_then(|line| in_script(line, script))?.map(Value::Text)
            }
            Self::Text { max } => text::paragraphs(typed, max)?.map(Value::Text),
            Self::Date if trimmed.is_empty() => None,
            Self::Date => Some(Value::Date(read_date(trimmed)?)),
            Self::Number { min, max } => text::number_between(typed, min, max)?.map(Value::Number),
            Self::Choice(_) | Self::Country if trimmed.is_empty() => None,
            Self::Choice(list) => {
                Some(Value::Text(reference::term(list, trimmed).ok_or(FieldError::UnknownChoice)?.key.clone()))
            }
            Self::Choices(list) => some_of(terms(list, values.all(input))?, Value::Keys),
            Self::Country => {
                Some(Value::Text(reference::country(trimmed).ok_or(FieldError::UnknownChoice)?.code.clone()))
            }
            Self::Phone => match phone(inputs, values) {
                Err(FieldError::Required) => None,
                number => Some(Value::Text(number?)),
            },
            Self::WebAddress => check_web_address(typed)?.map(Value::Text),
            Self::Switch => Some(Value::Flag(values.is_ticked(input))),
            Self::File(_) | Self::Composite(_) => None,
        })
    }
}

/// `None` for an empty list.
fn some_of<T>(list: Vec<T>, value: fn(Vec<T>) -> Value) -> Option<Value> {
    if list.is_empty() { None } else { Some(value(list)) }
}

/// Terms of a closed list, each once, in its order.
fn terms(list: &str, sent: &[String]) -> Result<Vec<String>, FieldError> {
    let keys: Vec<&str> = sent.iter().map(|key| key.trim()).filter(|key| !key.is_empty()).collect();
    if keys.iter().any(|key| reference::term(list, key).is_none()) {
        return Err(FieldError::UnknownChoice);
    }
    let in_order = reference::terms(list).filter(|term| keys.contains(&term.key.as_str()));
    Ok(in_order.map(|term| term.key.clone()).collect())
}

/// A number typed in the country chosen beside it, as E.164.
fn phone(inputs: &[&str], values: &FormValues) -> Result<String, FieldError> {
    let [country, number] = inputs else { return Err(FieldError::InvalidPhone) };
    let country = match values.trimmed(country) {
        "" => f::DEFAULT_COUNTRY,
        chosen => chosen,
    };
    phone_to_e164(values.first(number), country)
}

fn in_script(line: Option<String>, script: Script) -> Result<Option<String>, FieldError> {
    let arabic = |c: char| matches!(c, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}');
    let Some(line) = line else { return Ok(None) };
    let fits = match script {
        Script::Any => return text::with_letter(line).map(Some),
        Script::Arabic => line.chars().any(is_letter) && line.chars().filter(|c| c.is_alphabetic()).all(arabic),
    };
    if fits { Ok(Some(line)) } else { Err(FieldError::NotArabic) }
}

//! The pages of the main form.

use std::{collections::BTreeMap, sync::LazyLock};

use super::form_step::{FormStep, inputs_by_step};
use crate::domain::{
    fields::{Field, Section, Step},
    module::Module,
};

impl FormStep for Step {
    type Other = Section;

    const ALL: [Self; 9] = Self::ALL;
    const MODULE: Module = Module::Main;
    const FORM: &'static str = "register";
    const PATH: &'static str = "/auth/register";
    const ACCOUNT: Self = Self::Contact;
    const FILES: Self = Self::Documents;

    fn key(self) -> &'static str {
        self.key()
    }

    fn of_field(field: &Field) -> Option<Self> {
        field.main
    }

    fn stored_inputs(self) -> &'static [&'static str] {
        static INPUTS: LazyLock<BTreeMap<Step, Vec<&'static str>>> = LazyLock::new(inputs_by_step);
        INPUTS.get(&self).map_or(&[], Vec::as_slice)
    }
}

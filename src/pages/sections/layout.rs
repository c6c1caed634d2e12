//! Where the fields of a step stand on its page.

use leptos::prelude::*;

use super::field_input::FieldInput;
use crate::{
    domain::{
        fields::{Field, FieldId},
        module::Module,
    },
    pages::registration::ShownForm,
    server::services::profiles::answers::FormContent,
};

/// A part of a step.
pub enum StepPart {
    Field(FieldId),
    /// Parts with something around them.
    Group(fn(&FormContent, AnyView) -> AnyView, &'static [Self]),
}

/// Every field that a step asks. The layout needs to name only those with something around them or out of their order:
/// each of the others follows the field before it in the catalogue.
pub fn fields_view<S: ShownForm>(step: S, content: &FormContent) -> AnyView {
    let page =
        StepPage { module: S::MODULE, content, asked: step.asked_fields().collect(), placed: named(step.layout()) };
    let mut views: Vec<AnyView> = page.unplaced(0).map(|field| page.input(field)).collect();
    views.extend(page.parts(step.layout()));
    views.into_any()
}

/// The fields that a step asks, in the order in which [`fields_view`] shows them.
pub fn fields_in_order<S: ShownForm>(step: S) -> Vec<&'static Field> {
    let asked: Vec<&'static Field> = step.asked_fields().collect();
    let placed = named(step.layout());
    let position = |id: &FieldId| asked.iter().position(|field| field.id == *id);
    // Each that the layout names, with those that follow it; before them what comes first.
    let starts = std::iter::once(0).chain(placed.iter().filter_map(position).map(|start| start + 1));
    let run = |start: usize| {
        let this = start.checked_sub(1).and_then(|position| asked.get(position));
        let following = asked.iter().skip(start).take_while(|field| !placed.contains(&field.id));
        this.into_iter().chain(following).copied().collect::<Vec<_>>()
    };
    starts.flat_map(run).collect()
}

/// The fields a layout names.
fn named(parts: &[StepPart]) -> Vec<FieldId> {
    parts
        .iter()
        .flat_map(|part| match part {
            StepPart::Field(id) => vec![*id],
            StepPart::Group(_, parts) => named(parts),
        })
        .collect()
}

struct StepPage<'a> {
    module: Module,
    content: &'a FormContent,
    asked: Vec<&'static Field>,
    /// What the layout names.
    placed: Vec<FieldId>,
}

impl StepPage<'_> {
    fn parts(&self, parts: &[StepPart]) -> Vec<AnyView> {
        parts
            .iter()
            .flat_map(|part| match part {
                StepPart::Field(id) => self.placed_field(*id),
                StepPart::Group(around, parts) => vec![around(self.content, self.parts(parts).into_any())],
            })
            .collect()
    }

    /// A field and those that follow it.
    fn placed_field(&self, id: FieldId) -> Vec<AnyView> {
        let Some(position) = self.asked.iter().position(|field| field.id == id) else { return Vec::new() };
        let this = self.asked.iter().skip(position).take(1).copied();
        this.chain(self.unplaced(position + 1)).map(|field| self.input(field)).collect()
    }

    /// The fields from a position on that the layout does not name, up to the next one that it names.
    fn unplaced(&self, from: usize) -> impl Iterator<Item = &'static Field> {
        self.asked.iter().skip(from).take_while(|field| !self.placed.contains(&field.id)).copied()
    }

    fn input(&self, field: &'static Field) -> AnyView {
        view! { <FieldInput field module=self.module content=self.content /> }.into_any()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::registration::{FormStep as _, Step, cinema::Section};

    fn places_only_what_is_asked<S: ShownForm>() {
        for step in S::ALL {
            let asked: Vec<FieldId> = step.asked_fields().map(|field| field.id).collect();
            let mut placed = named(step.layout());
            assert!(placed.iter().all(|id| asked.contains(id)), "{step:?}: {placed:?} of {asked:?}");
            let count = placed.len();
            placed.sort_unstable();
            placed.dedup();
            assert_eq!(placed.len(), count, "{step:?} places a field twice");
        }
    }

    #[test]
    fn every_field_has_its_place_in_the_order_of_the_page() {
        let names = |step: Step| fields_in_order(step).iter().map(|field| field.id).collect::<Vec<_>>();
        for step in Step::ALL {
            let mut sorted = names(step);
            sorted.sort_unstable();
            assert_eq!(sorted, step.asked_fields().map(|field| field.id).collect::<Vec<_>>(), "{step:?}");
        }
        let documents = names(Step::Documents);
        assert_eq!((documents.first(), documents.last()), (Some(&FieldId::Photo), Some(&FieldId::Documents)));
        for section in Section::ALL {
            assert_eq!(fields_in_order(section).len(), section.asked_fields().count(), "{section:?}");
        }
    }

    #[test]
    fn layouts_place_fields_of_their_step_once() {
        places_only_what_is_asked::<Step>();
        places_only_what_is_asked::<Section>();
    }
}

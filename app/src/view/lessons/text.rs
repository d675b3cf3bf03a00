//! Texts of a lesson: pieces of its markup, with the student's own figures in their places.

use leptos::prelude::*;

use crate::i18n::lessons;
use crate::lesson::{Span, Text, spans};
use crate::view::{desk, preferences};

/// Paragraphs of a lesson.
#[component]
pub fn Paragraphs(texts: Vec<Text>) -> impl IntoView {
    texts.into_iter().map(|text| view! { <p><Pieces text /></p> }).collect_view()
}

/// A text of a lesson, within a line.
#[component]
pub fn Pieces(text: Text) -> impl IntoView {
    let prefs = preferences();
    move || spans(text.get(prefs.language.get())).into_iter().map(piece).collect_view()
}

fn piece(span: Span) -> AnyView {
    let (desk, prefs) = (desk(), preferences());
    match span {
        Span::Plain(text) => text.into_any(),
        Span::Strong(text) => view! { <strong>{text}</strong> }.into_any(),
        Span::Code(text) => view! { <code>{text}</code> }.into_any(),
        Span::Figure { step, figure } => {
            let value = desk.memo(move |state| state.lesson.figure(step.as_deref(), figure));
            let words = move || match value.get() {
                Some(value) => lessons::figure(prefs.language.get(), figure, value),
                None => format!("({})", prefs.later_phrases().lessons.not_measured),
            };
            view! {
                <b
                    class="lesson-figure"
                    data-testid="lesson-figure"
                    data-figure=figure.name()
                    data-value=move || value.get().map(|value| value.to_string()).unwrap_or_default()
                >
                    {words}
                </b>
            }
            .into_any()
        }
    }
}

//! Texts of a lesson: pieces of its markup, with the student's own figures in their places.

use leptos::prelude::*;

use crate::i18n::lessons;
use crate::preferences::preferences;
use crate::rules::lesson::{Span, spans};
use crate::store::store;

/// Paragraphs of a lesson.
#[component]
pub fn Paragraphs(texts: Signal<Vec<String>>) -> impl IntoView {
    move || texts.get().iter().map(|text| view! { <p>{pieces(text)}</p> }).collect_view()
}

/// A text of a lesson, within a line.
#[component]
pub fn Pieces(text: Signal<String>) -> impl IntoView {
    move || pieces(&text.get())
}

fn pieces(text: &str) -> Vec<AnyView> {
    spans(text).into_iter().map(piece).collect()
}

fn piece(span: Span) -> AnyView {
    let (store, prefs) = (store(), preferences());
    match span {
        Span::Plain(text) => text.into_any(),
        Span::Strong(text) => view! { <strong>{text}</strong> }.into_any(),
        Span::Code(text) => view! { <code>{text}</code> }.into_any(),
        Span::Figure { step, figure } => {
            let value = store.memo(move |state| state.lesson.figure(step.as_deref(), figure));
            let words = move || match value.get() {
                Some(value) => lessons::figure(prefs.language.get(), figure, value),
                None => format!("({})", prefs.phrases().lessons().not_measured()),
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

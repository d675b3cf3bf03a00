//! A small drawing on the page.

use leptos::prelude::*;

use crate::chart::sketch::Sketch;

/// A small drawing; `label` tells in words what it shows.
#[component]
pub fn SketchView(
    /// What is drawn.
    #[prop(into)]
    sketch: Signal<Sketch>,
    /// Tells it in words.
    #[prop(into)]
    label: Signal<String>,
    /// For tests.
    test_id: &'static str,
) -> impl IntoView {
    view! {
        <svg
            class="sketch"
            role="img"
            data-testid=test_id
            data-export=test_id
            aria-label=move || label.get()
            viewBox=move || sketch.with(|s| format!("0 0 {} {}", s.size.0, s.size.1))
            width=move || sketch.with(|s| s.size.0)
            height=move || sketch.with(|s| s.size.1)
        >
            {move || sketch.with(inside)}
        </svg>
    }
}

fn inside(sketch: &Sketch) -> Vec<AnyView> {
    let [left, top, right, bottom] = sketch.frame;
    let mut parts = Vec::new();
    let grid: String = sketch.y_ticks.iter().map(|tick| format!("M{left} {}H{right}", tick.at)).collect();
    let teeth: String = sketch.x_ticks.iter().map(|tick| format!("M{} {bottom}v3", tick.at)).collect();
    let mut path = |class: &'static str, path: String| parts.push(view! { <path class=class d=path /> }.into_any());
    path("sketch-grid", grid);
    for stroke in &sketch.strokes {
        path(stroke.class, stroke.path.clone());
    }
    path("sketch-axis", format!("M{left} {top}V{bottom}H{right}{teeth}"));
    let mut word = |x: f64, y: f64, anchor: &'static str, text: String| {
        parts.push(view! { <text x=x y=y text-anchor=anchor>{text}</text> }.into_any());
    };
    for tick in &sketch.x_ticks {
        word(tick.at, bottom + 15.0, "middle", tick.text.clone());
    }
    for tick in &sketch.y_ticks {
        word(left - 5.0, tick.at + 4.0, "end", tick.text.clone());
    }
    for label in &sketch.labels {
        word(label.at.0, label.at.1, if label.ends { "end" } else { "start" }, label.text.clone());
    }
    let [x_name, y_name] = sketch.names.clone();
    word(right, sketch.size.1 - 4.0, "end", x_name);
    word(2.0, 12.0, "start", y_name);
    parts
}

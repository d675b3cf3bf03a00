//! Which files are read, in a few words and a drawing of folders.

use leptos::prelude::*;

use crate::preferences::preferences;

/// Which files are read.
#[component]
pub fn Help() -> impl IntoView {
    let prefs = preferences();
    let name = move |place: usize| move || prefs.phrases().own().folders()[place];
    view! {
        <div class="own-help">
            <svg viewBox="0 0 150 116" role="img" aria-label=move || prefs.phrases().own().diagram()>
                <path
                    class="lines"
                    d="M14 22V94M14 44H30M14 84H30M40 52V64M40 64H52M40 92V104M40 104H52"
                />
                <path class="folder" d="M4 6h8l3 3h11v13H4zM30 36h8l3 3h11v13H30zM30 76h8l3 3h11v13H30z" />
                <path class="file" d="M54 58h9v11h-9zM67 58h9v11h-9zM80 58h9v11h-9zM54 98h9v11h-9zM67 98h9v11h-9z" />
                <text x="32" y="19">{name(0)}</text>
                <text x="58" y="49">{name(1)}</text>
                <text x="58" y="89">{name(2)}</text>
            </svg>
            <div>
                <p>{move || prefs.phrases().own().pictures()}</p>
                <p>{move || prefs.phrases().own().others()}</p>
                <p class="soft">{move || prefs.phrases().own().private()}</p>
            </div>
        </div>
    }
}

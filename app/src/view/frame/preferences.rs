//! The choice of language and theme.

use leptos::prelude::*;

use crate::browser::theme::Theme;
use crate::language::Language;
use crate::preferences::preferences;
use crate::state::Notice;
use crate::store::store;

/// The languages of the page.
#[component]
pub fn LanguageSwitch() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let button = move |language: Language| {
        view! {
            <button
                type="button"
                lang=language.code()
                title=language.name()
                data-testid=format!("language-{}", language.code())
                aria-pressed=move || (prefs.language.get() == language).to_string()
                on:click=move |_| {
                    prefs.choose(language, move || store.act(|state| state.notices.push(Notice::NoLanguage)));
                }
            >
                {language.code()}
            </button>
        }
    };
    view! {
        <div
            class="switch"
            role="group"
            data-testid="language"
            data-value=move || prefs.language.get().code()
            aria-label=move || prefs.phrases().header().language()
        >
            {Language::ALL.map(button)}
        </div>
    }
}

/// System, light, dark: one button that goes round.
#[component]
pub fn ThemeSwitch() -> impl IntoView {
    let prefs = preferences();
    let word = move || {
        let phrases = prefs.phrases().header();
        match prefs.theme.get() {
            Theme::System => phrases.theme_system(),
            Theme::Light => phrases.theme_light(),
            Theme::Dark => phrases.theme_dark(),
        }
    };
    let icon = move || match prefs.theme.get() {
        // A disc half in shadow, a sun, a moon.
        Theme::System => {
            "M8.500 2a6.500 6.500 0 1 0 0 13a6.500 6.500 0 0 0 0-13zm0 1.600v9.800a4.900 4.900 0 0 1 0-9.800z"
        }
        Theme::Light => {
            "M8.5 5a3.500 3.500 0 1 0 0 7a3.500 3.500 0 0 0 0-7zM7.800 1h1.400v2.500H7.800zM7.800 13.500h1.400V16H7.800z\
             M1 7.800h2.500v1.400H1zM13.500 7.800H16v1.400h-2.500zM2.700 3.700l1-1 1.800 1.800-1 1zM11.500 12.500l1-1 1.800 1.800-1 1z\
             M14.300 3.700l-1-1-1.800 1.800 1 1zM5.500 12.500l-1-1-1.800 1.800 1 1z"
        }
        Theme::Dark => "M10.500 1.800a6.800 6.800 0 1 0 4.700 9.600A5.600 5.600 0 0 1 10.500 1.800z",
    };
    view! {
        <button
            type="button"
            class="bare"
            data-testid="theme"
            data-value=move || prefs.theme.get().name()
            title=word
            aria-label=move || format!("{}: {}", prefs.phrases().header().theme(), word())
            on:click=move |_| prefs.theme.update(|theme| *theme = theme.next())
        >
            <svg class="icon" viewBox="0 0 17 17" aria-hidden="true">
                <path d=icon fill-rule="evenodd" />
            </svg>
        </button>
    }
}

//! Language and theme: chosen from the browser, switchable, remembered.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::i18n::{Language, LaterPhrases, Phrases};
use crate::theme::Theme;

const LANGUAGE_KEY: &str = "trazo.language";
const THEME_KEY: &str = "trazo.theme";

/// The reader's preferences.
#[derive(Clone, Copy)]
pub struct Preferences {
    /// The language of the page.
    pub language: RwSignal<Language>,
    /// The theme that is asked for.
    pub theme: RwSignal<Theme>,
    /// The theme to paint with.
    pub painted: Memo<Theme>,
}

impl Preferences {
    /// Reads them, keeps the document in step with them and remembers what is chosen later.
    pub fn new() -> Self {
        let language =
            RwSignal::new(remembered(LANGUAGE_KEY).and_then(|code| Language::from_code(&code)).unwrap_or_else(|| {
                let codes: Vec<String> =
                    window().navigator().languages().iter().filter_map(|c| c.as_string()).collect();
                Language::choose(codes.iter().map(String::as_str))
            }));
        let theme = RwSignal::new(remembered(THEME_KEY).and_then(|name| Theme::from_name(&name)).unwrap_or_default());
        let system_is_dark = RwSignal::new(false);
        if let Ok(Some(query)) = window().match_media("(prefers-color-scheme: dark)") {
            system_is_dark.set(query.matches());
            let changed = wasm_bindgen::closure::Closure::<dyn FnMut(web_sys::MediaQueryListEvent)>::new(
                move |event: web_sys::MediaQueryListEvent| system_is_dark.set(event.matches()),
            );
            query.set_onchange(Some(changed.as_ref().unchecked_ref()));
            // Lives as long as the page.
            changed.forget();
            std::mem::forget(query);
        }
        let painted = Memo::new(move |_| theme.get().resolved(system_is_dark.get()));

        // The attribute comes before any child reads colours, the memory only after a change.
        set_on_root("data-theme", painted.get_untracked().name());
        set_on_root("lang", language.get_untracked().code());
        set_title(language.get_untracked());
        Effect::watch(move || painted.get(), |theme, _, _| set_on_root("data-theme", theme.name()), false);
        Effect::watch(
            move || language.get(),
            |language, _, _| {
                set_on_root("lang", language.code());
                set_title(*language);
                remember(LANGUAGE_KEY, language.code());
            },
            false,
        );
        Effect::watch(move || theme.get(), |theme, _, _| remember(THEME_KEY, theme.name()), false);
        Self { language, theme, painted }
    }

    /// The phrases of the language, tracked.
    pub fn phrases(&self) -> &'static Phrases {
        self.language.get().phrases()
    }

    /// Those of what comes later, tracked.
    pub fn later_phrases(&self) -> &'static LaterPhrases {
        self.language.get().later_phrases()
    }
}

impl Default for Preferences {
    fn default() -> Self {
        Self::new()
    }
}

fn set_on_root(attribute: &str, value: &str) {
    if let Some(root) = document().document_element() {
        // Fails only for a malformed name.
        let _ = root.set_attribute(attribute, value);
    }
}

/// The name in the browser's tab.
fn set_title(language: Language) {
    document().set_title(&format!("Trazo · {}", language.phrases().header.tagline));
}

/// What was remembered; storage may be forbidden, then nothing is.
pub(crate) fn remembered(key: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(key).ok()?
}

/// Remembers something for the next visit.
pub(crate) fn remember(key: &str, value: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        // A full or forbidden storage only means that nothing is remembered.
        let _ = storage.set_item(key, value);
    }
}

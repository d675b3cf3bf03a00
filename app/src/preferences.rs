//! Language and theme: chosen from the browser, switchable, remembered.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::browser::fetch;
use crate::browser::theme::Theme;
use crate::i18n::Phrases;
use crate::language::Language;

const LANGUAGE_KEY: &str = "trazo.language";
const THEME_KEY: &str = "trazo.theme";

/// The reader's preferences.
#[derive(Clone, Copy)]
pub struct Preferences {
    /// The language of the page.
    pub language: RwSignal<Language>,
    /// The one that was chosen last, whose texts may be on their way.
    chosen: StoredValue<Language>,
    /// The theme that is asked for.
    pub theme: RwSignal<Theme>,
    /// The theme to paint with.
    pub painted: Memo<Theme>,
}

impl Preferences {
    /// Reads them, keeps the document in step with them and remembers what is chosen later.
    pub fn new() -> Self {
        let language = RwSignal::new(brought());
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
        Self { language, chosen: StoredValue::new(language.get_untracked()), theme, painted }
    }

    /// The phrases of the language, tracked.
    pub fn phrases(&self) -> Phrases {
        self.language.get().phrases()
    }

    /// Changes to a language as soon as its texts are here, unless another is chosen meanwhile; where they do not come,
    /// `failed` is called.
    pub fn choose(self, language: Language, failed: impl FnOnce() + 'static) {
        self.chosen.set_value(language);
        leptos::task::spawn_local(async move {
            let here = language.is_here() || learn(language).await.is_some();
            match self.chosen.get_value() == language {
                true if here => self.language.set(language),
                true => failed(),
                false => {}
            }
        });
    }
}

impl Default for Preferences {
    fn default() -> Self {
        Self::new()
    }
}

/// The language that `boot.js` chose and named at the root, with the texts that it brought.
fn brought() -> Language {
    let code = document().document_element().and_then(|root| root.get_attribute("lang"));
    let language = code.and_then(|code| Language::from_code(&code)).unwrap_or_default();
    let texts = js_sys::Reflect::get(&window(), &"trazoWords".into()).ok().and_then(|texts| texts.as_string());
    language.learn(texts.unwrap_or_default());
    language
}

/// Fetches a language's texts from the file that the page names.
async fn learn(language: Language) -> Option<()> {
    let attribute = format!("data-words-{}", language.code());
    let tag = document().query_selector(&format!("[{attribute}]")).ok()??;
    let texts = fetch::text(&tag.get_attribute(&attribute)?).await.ok()?;
    language.learn(texts);
    Some(())
}

/// The reader's preferences, for every panel.
pub fn preferences() -> Preferences {
    expect_context()
}

fn set_on_root(attribute: &str, value: &str) {
    if let Some(root) = document().document_element() {
        // Fails only for a malformed name.
        let _ = root.set_attribute(attribute, value);
    }
}

/// The name in the browser's tab.
fn set_title(language: Language) {
    document().set_title(&format!("Trazo · {}", language.phrases().header().tagline()));
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

//! Where state, workers and browser meet: what a panel asks for changes the state, and its effects are carried out.

use std::rc::Rc;
use std::time::Duration;

use js_sys::Array;
use leptos::prelude::*;
use spec::Spec;
use spec::device::{DeviceKind, DeviceRequest};
use web_sys::Blob;

use crate::browser;
use crate::browser::workers::reader::{Heard, Reader};
use crate::browser::workers::{self, Trainer};
use crate::rules::permalink;
use crate::state::{self, Notice, State, TICK_SECONDS, UserSet};

/// How long the settings must rest before a network is made from them.
const SETTLE: Duration = Duration::from_millis(300);

/// The bytes of a person's own images, by handle, and who reads more of them.
#[derive(Default)]
struct UserFiles {
    /// Those that can be used.
    held: Option<Blob>,
    /// Those that were read last.
    offered: Option<Blob>,
    reader: Option<Reader>,
}

/// What every panel works with.
#[derive(Clone, Copy)]
pub struct Store {
    state: RwSignal<State>,
    trainer: StoredValue<Option<Trainer>, LocalStorage>,
    /// The bytes of a person's own images.
    files: StoredValue<UserFiles, LocalStorage>,
    /// Counts edits, so that only the last one's timer settles.
    edits: StoredValue<u32>,
}

impl Store {
    /// Reads the address and starts the workers.
    pub fn new() -> Self {
        let location = window().location();
        let (spec, problems) = permalink::read(&location.hash().unwrap_or_default());
        let request = device_request(&location.search().unwrap_or_default());
        let dice = (js_sys::Math::random() * 2f64.powi(53)) as u64;
        let store = Self {
            state: RwSignal::new(State::new(spec, request, dice)),
            trainer: StoredValue::new_local(None),
            files: StoredValue::new_local(UserFiles::default()),
            edits: StoredValue::new(0),
        };
        store.trainer.set_value(Some(Trainer::new(Rc::new(move |kind, heard| store.hear(kind, heard)))));
        if let Some(lesson) = query(&location.search().unwrap_or_default(), "lesson") {
            store.act(|state| state.open_lesson(&lesson));
        }
        store.act(|state| problems.into_iter().for_each(|problem| state.notices.push(Notice::Link(problem))));
        set_interval(move || store.act(State::tick), Duration::from_secs(u64::from(TICK_SECONDS)));
        store.keep_link();
        store.look_up_own();
        store
    }

    /// A part of the state; changes only when that part does.
    pub fn memo<T: PartialEq + Send + Sync + 'static>(
        &self,
        part: impl Fn(&State) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        self.memo_of(Box::new(part))
    }

    /// Compiled once for each kind of part, and not for each part: the page has some hundred.
    fn memo_of<T: PartialEq + Send + Sync + 'static>(&self, part: Box<dyn Fn(&State) -> T + Send + Sync>) -> Memo<T> {
        let state = self.state;
        Memo::new(move |_| state.with(&part))
    }

    /// Looks at the state once.
    pub fn look<T>(&self, part: impl FnOnce(&State) -> T) -> T {
        self.state.with_untracked(part)
    }

    /// Changes the state and carries out its effects.
    pub fn act(&self, action: impl FnOnce(&mut State)) {
        let mut action = Some(action);
        self.act_once(&mut |state| action.take().into_iter().for_each(|action| action(state)));
    }

    /// Compiled once, and not for each of the page's many actions.
    fn act_once(&self, action: &mut dyn FnMut(&mut State)) {
        // An event may still arrive while the page goes away.
        let Some(effects) = self.state.try_update(|state| {
            action(state);
            state.take_effects()
        }) else {
            return;
        };
        for effect in effects {
            self.carry_out(effect);
        }
    }

    /// Changes the settings; the network follows when they rest.
    pub fn edit(&self, change: impl FnOnce(&mut Spec)) {
        self.act(|state| state.edit(change));
        self.settle_soon();
    }

    /// Lets a network follow the settings when they rest.
    pub fn settle_soon(&self) {
        let store = *self;
        let edit = store.edits.with_value(|edits| edits.wrapping_add(1));
        store.edits.set_value(edit);
        set_timeout(
            move || {
                if store.edits.get_value() == edit {
                    store.act(State::settle);
                }
            },
            SETTLE,
        );
    }

    fn hear(&self, kind: DeviceKind, heard: workers::Heard) {
        self.act(|state| match heard {
            workers::Heard::Event(event) => state.apply(kind, event),
            workers::Heard::Died(detail) => state.worker_died(kind, detail),
        });
    }

    /// Lets the reader look at files (an array of `[path, File]` pairs).
    pub fn read_own(&self, files: Array) {
        let (store, mut script) = (*self, None);
        store.act(|state| script = state.begin_reading());
        let Some(script) = script else { return };
        let hear = move |heard| match heard {
            Heard::Says(message, file) => {
                store.files.update_value(|files| files.offered = file.or(files.offered.take()));
                store.act(|state| state.reader_says(message));
            }
            Heard::Died(detail) => store.act(|state| state.reader_died(&detail)),
        };
        match Reader::new(&script, files, Rc::new(hear)) {
            Ok(reader) => store.files.update_value(|files| files.reader = Some(reader)),
            Err(detail) => store.act(|state| state.reader_died(&detail)),
        }
    }

    /// Looks up what the browser keeps.
    fn look_up_own(&self) {
        let store = *self;
        leptos::task::spawn_local(async move {
            let found = browser::database::find().await;
            let set = found.as_ref().and_then(|(_, words)| UserSet::from_json(words));
            if store.look(|state| state.user_images.here.is_none()) && set.is_some() {
                store.files.update_value(|files| files.held = found.map(|(file, _)| file));
            }
            store.act(|state| state.own_looked_up(set));
        });
    }

    fn carry_out(&self, effect: state::Effect) {
        use state::Effect;

        let store = *self;
        let with_trainer = |action: &dyn Fn(&mut Trainer)| {
            store.trainer.update_value(|trainer| trainer.iter_mut().for_each(action));
        };
        match effect {
            Effect::FetchManifest => leptos::task::spawn_local(async move {
                let manifest = browser::fetch::manifest().await;
                store.act(|state| state.manifest_arrived(manifest));
            }),
            Effect::Start { kind, script } => with_trainer(&|trainer| trainer.start(kind, &script)),
            Effect::End(kind) => with_trainer(&|trainer| trainer.end(kind)),
            Effect::Send(kind, command) => with_trainer(&|trainer| trainer.send(kind, &command)),
            Effect::SendUserImages(kind) => self.files.with_value(|files| {
                files.held.iter().for_each(|file| with_trainer(&|trainer| trainer.send_file(kind, file)));
            }),
            Effect::HoldUserImages => self.files.update_value(|files| files.held = files.offered.take()),
            Effect::KeepUserImages(words) => {
                let Some(file) = self.files.with_value(|files| files.held.clone()) else { return };
                leptos::task::spawn_local(async move {
                    let kept = browser::database::keep(&file, &words).await;
                    store.act(|state| state.own_kept(kept));
                });
            }
            Effect::ForgetUserImages => leptos::task::spawn_local(async move {
                if browser::database::forget().await.is_ok() {
                    store.act(State::own_forgotten);
                }
            }),
            Effect::EndReader => self.files.update_value(|files| files.reader = None),
            Effect::Save { name, bytes } => browser::files::save_file(&name, &bytes),
        }
    }

    /// Address bar and settings follow each other.
    fn keep_link(&self) {
        let store = *self;
        let link = store.memo(|state| state.draft_error.is_none().then(|| permalink::write(&state.draft)));
        // Not at the first run: a visitor's link stays as it came until something changes.
        Effect::watch(
            move || link.get(),
            |link, _, _| link.iter().for_each(|link| browser::address::show_fragment(link)),
            false,
        );
        let lesson = store.memo(|state| state.lesson.open().map(str::to_owned));
        Effect::watch(move || lesson.get(), |lesson, _, _| browser::address::show_lesson(lesson.as_deref()), false);
        let handle = window_event_listener(leptos::ev::hashchange, move |_| {
            let (spec, problems) = permalink::read(&window().location().hash().unwrap_or_default());
            store.act(|state| {
                state.notices.forget(|notice| matches!(notice, Notice::Link(_)));
                problems.into_iter().for_each(|problem| state.notices.push(Notice::Link(problem)));
                state.set_draft(spec);
            });
            store.settle_soon();
        });
        on_cleanup(move || handle.remove());
    }
}

impl Default for Store {
    fn default() -> Self {
        Self::new()
    }
}

/// What every panel works with.
pub fn store() -> Store {
    expect_context()
}

/// What `?device=…` asks for.
fn device_request(search: &str) -> DeviceRequest {
    match query(search, "device").as_deref() {
        Some("cpu") => DeviceRequest::Cpu,
        Some("webgpu") => DeviceRequest::Webgpu,
        Some(_) | None => DeviceRequest::Auto,
    }
}

/// The value of `name` in the query of an address, as it is written there.
fn query(search: &str, name: &str) -> Option<String> {
    let mut pairs = search.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
}

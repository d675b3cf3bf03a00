//! Where state, workers and browser meet: what a panel asks for changes the state, and its orders are carried out.

use std::rc::Rc;
use std::time::Duration;

use js_sys::Array;
use leptos::prelude::*;
use model::device::{DeviceKind, DeviceRequest};
use model::spec::Spec;
use web_sys::Blob;

use crate::browser;
use crate::permalink;
use crate::reader::{Heard, Reader};
use crate::state::{Notice, Order, OwnSet, State, TICK_SECONDS};
use crate::trainer::{self, Trainer};

/// How long the settings must rest before a network is made from them.
const SETTLE: Duration = Duration::from_millis(300);

/// The bytes of a person's own images, by handle, and who reads more of them.
#[derive(Default)]
struct OwnFiles {
    /// Those that can be used.
    held: Option<Blob>,
    /// Those that were read last.
    offered: Option<Blob>,
    reader: Option<Reader>,
}

/// What every panel works with.
#[derive(Clone, Copy)]
pub struct Desk {
    state: RwSignal<State>,
    trainer: StoredValue<Option<Trainer>, LocalStorage>,
    /// The bytes of a person's own images.
    own: StoredValue<OwnFiles, LocalStorage>,
    /// Counts edits, so that only the last one's timer settles.
    edits: StoredValue<u32>,
}

impl Desk {
    /// Reads the address and starts the workers.
    pub fn new() -> Self {
        let location = window().location();
        let (spec, problems) = permalink::read(&location.hash().unwrap_or_default());
        let request = device_request(&location.search().unwrap_or_default());
        let dice = (js_sys::Math::random() * 2f64.powi(53)) as u64;
        let desk = Self {
            state: RwSignal::new(State::new(spec, request, dice)),
            trainer: StoredValue::new_local(None),
            own: StoredValue::new_local(OwnFiles::default()),
            edits: StoredValue::new(0),
        };
        desk.trainer.set_value(Some(Trainer::new(Rc::new(move |kind, heard| desk.hear(kind, heard)))));
        if let Some(lesson) = query(&location.search().unwrap_or_default(), "lesson") {
            desk.act(|state| state.open_lesson(&lesson));
        }
        desk.act(|state| problems.into_iter().for_each(|problem| state.notices.push(Notice::Link(problem))));
        set_interval(move || desk.act(State::tick), Duration::from_secs(u64::from(TICK_SECONDS)));
        desk.keep_link();
        desk.look_up_own();
        desk
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

    /// Changes the state and carries out its orders.
    pub fn act(&self, action: impl FnOnce(&mut State)) {
        let mut action = Some(action);
        self.act_once(&mut |state| action.take().into_iter().for_each(|action| action(state)));
    }

    /// Compiled once, and not for each of the page's many actions.
    fn act_once(&self, action: &mut dyn FnMut(&mut State)) {
        // An event may still arrive while the page goes away.
        let Some(orders) = self.state.try_update(|state| {
            action(state);
            state.follow_lesson();
            state.follow_examination();
            state.follow_inside();
            state.take_orders()
        }) else {
            return;
        };
        for order in orders {
            self.carry_out(order);
        }
    }

    /// Changes the settings; the network follows when they rest.
    pub fn edit(&self, change: impl FnOnce(&mut Spec)) {
        self.act(|state| state.edit(change));
        self.settle_soon();
    }

    /// Lets a network follow the settings when they rest.
    pub fn settle_soon(&self) {
        let desk = *self;
        let edit = desk.edits.with_value(|edits| edits.wrapping_add(1));
        desk.edits.set_value(edit);
        set_timeout(
            move || {
                if desk.edits.get_value() == edit {
                    desk.act(State::settle);
                }
            },
            SETTLE,
        );
    }

    fn hear(&self, kind: DeviceKind, heard: trainer::Heard) {
        self.act(|state| match heard {
            trainer::Heard::Event(event) => state.apply(kind, event),
            trainer::Heard::Died(detail) => state.worker_died(kind, detail),
        });
    }

    /// Lets the reader look at files (an array of `[path, File]` pairs).
    pub fn read_own(&self, files: Array) {
        let (desk, mut script) = (*self, None);
        desk.act(|state| script = state.begin_reading());
        let Some(script) = script else { return };
        let hear = move |heard| match heard {
            Heard::Says(message, file) => {
                desk.own.update_value(|own| own.offered = file.or(own.offered.take()));
                desk.act(|state| state.reader_says(message));
            }
            Heard::Died(detail) => desk.act(|state| state.reader_died(&detail)),
        };
        match Reader::new(&script, files, Rc::new(hear)) {
            Ok(reader) => desk.own.update_value(|own| own.reader = Some(reader)),
            Err(detail) => desk.act(|state| state.reader_died(&detail)),
        }
    }

    /// Looks up what the browser keeps.
    fn look_up_own(&self) {
        let desk = *self;
        leptos::task::spawn_local(async move {
            let found = browser::keep::find().await;
            let set = found.as_ref().and_then(|(_, words)| OwnSet::from_json(words));
            if desk.look(|state| state.own.here.is_none()) && set.is_some() {
                desk.own.update_value(|own| own.held = found.map(|(file, _)| file));
            }
            desk.act(|state| state.own_looked_up(set));
        });
    }

    fn carry_out(&self, order: Order) {
        let desk = *self;
        let with_trainer = |action: &dyn Fn(&mut Trainer)| {
            desk.trainer.update_value(|trainer| trainer.iter_mut().for_each(action));
        };
        match order {
            Order::FetchManifest => leptos::task::spawn_local(async move {
                let manifest = trainer::manifest().await;
                desk.act(|state| state.manifest_arrived(manifest));
            }),
            Order::Start { kind, script } => with_trainer(&|trainer| trainer.start(kind, &script)),
            Order::End(kind) => with_trainer(&|trainer| trainer.end(kind)),
            Order::Send(kind, command) => with_trainer(&|trainer| trainer.send(kind, &command)),
            Order::SendOwn(kind) => self.own.with_value(|own| {
                own.held.iter().for_each(|file| with_trainer(&|trainer| trainer.send_file(kind, file)));
            }),
            Order::HoldOwn => self.own.update_value(|own| own.held = own.offered.take()),
            Order::KeepOwn(words) => {
                let Some(file) = self.own.with_value(|own| own.held.clone()) else { return };
                leptos::task::spawn_local(async move {
                    let kept = browser::keep::keep(&file, &words).await;
                    desk.act(|state| state.own_kept(kept));
                });
            }
            Order::ForgetOwn => leptos::task::spawn_local(async move {
                if browser::keep::forget().await.is_ok() {
                    desk.act(State::own_forgotten);
                }
            }),
            Order::EndReader => self.own.update_value(|own| own.reader = None),
            Order::Save { name, bytes } => browser::save_file(&name, &bytes),
        }
    }

    /// Address bar and settings follow each other.
    fn keep_link(&self) {
        let desk = *self;
        let link = desk.memo(|state| state.draft_error.is_none().then(|| permalink::write(&state.draft)));
        // Not at the first run: a visitor's link stays as it came until something changes.
        Effect::watch(
            move || link.get(),
            |link, _, _| link.iter().for_each(|link| browser::show_fragment(link)),
            false,
        );
        let lesson = desk.memo(|state| state.lesson.open().map(str::to_owned));
        Effect::watch(move || lesson.get(), |lesson, _, _| browser::show_lesson(lesson.as_deref()), false);
        let handle = window_event_listener(leptos::ev::hashchange, move |_| {
            let (spec, problems) = permalink::read(&window().location().hash().unwrap_or_default());
            desk.act(|state| {
                state.notices.forget(|notice| matches!(notice, Notice::Link(_)));
                problems.into_iter().for_each(|problem| state.notices.push(Notice::Link(problem)));
                state.set_draft(spec);
            });
            desk.settle_soon();
        });
        on_cleanup(move || handle.remove());
    }
}

impl Default for Desk {
    fn default() -> Self {
        Self::new()
    }
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

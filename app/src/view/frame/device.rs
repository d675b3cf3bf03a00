//! What computes, why, and the choice of another.

use leptos::prelude::*;
use spec::device::DeviceRequest;

use crate::i18n::device;
use crate::preferences::preferences;
use crate::state::{Computing, State, WorkerFailure};
use crate::store::store;
use crate::view::parts::menu::Menu;

/// The name of a request, in tests and in the address.
fn name(request: DeviceRequest) -> &'static str {
    match request {
        DeviceRequest::Auto => "auto",
        DeviceRequest::Cpu => "cpu",
        DeviceRequest::Webgpu => "webgpu",
    }
}

/// What computes: a chip that opens the choice.
#[component]
pub fn Device() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let computing = store.memo(|state| state.workers.computing());
    let request = store.memo(|state| state.workers.request());
    let pending = store.memo(|state| state.workers.webgpu_pending());

    let state_name = move || match computing.get() {
        Computing::Starting => "starting",
        Computing::Trying(_) => "trying",
        Computing::Cpu(_) => "cpu",
        Computing::Webgpu(_) => "webgpu",
        Computing::Failed(_) => "failed",
    };
    let word = move || {
        let phrases = prefs.phrases().device();
        match computing.get() {
            Computing::Starting => phrases.starting(),
            Computing::Trying(_) => phrases.trying(),
            Computing::Cpu(_) => phrases.cpu(),
            Computing::Webgpu(_) => phrases.webgpu(),
            Computing::Failed(_) => phrases.failed(),
        }
    };
    let reason = move || {
        let phrases = prefs.phrases().device();
        match computing.get() {
            Computing::Starting => phrases.starting().to_owned(),
            Computing::Trying(adapter) => format!("{} {}", phrases.webgpu_tried(), adapter.name),
            Computing::Cpu(reason) => device::reason(prefs.language.get(), &reason),
            Computing::Webgpu(adapter) => format!("{} {}", phrases.webgpu_used(), adapter.name),
            Computing::Failed(WorkerFailure::Version) => phrases.version().to_owned(),
            Computing::Failed(WorkerFailure::Broken(detail)) => format!("{} {detail}", phrases.broken()),
        }
    };
    let reason_name = move || match computing.get() {
        Computing::Cpu(reason) => format!("{reason:?}"),
        Computing::Starting | Computing::Trying(_) | Computing::Webgpu(_) | Computing::Failed(_) => String::new(),
    };
    let choice = move |request_of_button: DeviceRequest| {
        let word = move || {
            let phrases = prefs.phrases().device();
            match request_of_button {
                DeviceRequest::Auto => phrases.choose_auto(),
                DeviceRequest::Cpu => phrases.choose_cpu(),
                DeviceRequest::Webgpu => phrases.choose_webgpu(),
            }
        };
        view! {
            <label class="tick">
                <input
                    type="radio"
                    name="device"
                    data-testid=format!("device-{}", name(request_of_button))
                    prop:checked=move || request.get() == request_of_button
                    on:change=move |_| store.act(|state| state.choose_device(request_of_button))
                />
                <span>{word}</span>
            </label>
        }
    };
    let chip = view! {
        <span class="chip" data-testid="device" data-value=state_name data-state=state_name>
            {word}
        </span>
    };
    let title = Signal::derive(move || format!("{}: {}", prefs.phrases().device().label(), word()));
    view! {
        <Menu summary=chip title=title test_id="device-menu" class="device">
            <p data-testid="device-reason" data-value=reason_name>
                {reason}
            </p>
            <Show when=move || pending.get()>
                <p data-testid="device-pending">{move || prefs.phrases().device().pending()}</p>
            </Show>
            <Show when=move || matches!(computing.get(), Computing::Failed(_))>
                <button type="button" data-testid="device-retry" on:click=move |_| store.act(State::retry_workers)>
                    {move || prefs.phrases().device().retry()}
                </button>
            </Show>
            <fieldset>
                <legend>{move || prefs.phrases().device().label()}</legend>
                {choice(DeviceRequest::Auto)}
                {choice(DeviceRequest::Cpu)}
                {choice(DeviceRequest::Webgpu)}
            </fieldset>
            <p class="soft">{move || prefs.phrases().device().choose_help()}</p>
        </Menu>
    }
}

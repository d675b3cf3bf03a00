//! Network panel: the diagram, the hidden layers and what they amount to.

mod add;
mod diagram;
mod layer;
mod presets;

use leptos::html;
use leptos::prelude::*;
use spec::Initializer;

use self::add::AddLayer;
use self::presets::ReadyNetworks;
use super::parts::field::Choice;
use crate::format;
use crate::i18n::{errors, network};
use crate::preferences::preferences;
use crate::rules::architecture::{Panel, panel_at_fault};
use crate::state::State;
use crate::store::store;
use diagram::Diagram;
use layer::LayerRow;

/// Network panel.
#[component]
pub fn Network() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let spec = store.memo(|state| state.draft.clone());
    let parameters = store.memo(|state| state.draft.parameters());
    let layers = store.memo(|state| state.draft.layers.len());
    let initializer = store.memo(|state| state.draft.initializer.id());
    let stale = store.memo(|state| state.stale() && state.controls().can_reset);
    let error = store.memo(|state| state.draft_error.clone().filter(|error| panel_at_fault(error) == Panel::Network));
    let list = NodeRef::<html::Div>::new();
    let initializers = move || {
        let word = |initializer| network::initializer(prefs.language.get(), initializer);
        Initializer::ALL.map(|initializer| (initializer.id(), word(initializer))).to_vec()
    };
    view! {
        <section class="panel network" aria-labelledby="network-title">
            <div class="heading">
                <h2 id="network-title">
                    <span class="number" aria-hidden="true">
                        "2"
                    </span>
                    {move || prefs.phrases().network().title()}
                </h2>
                <p
                    class="parameters"
                    data-help="parameters"
                    data-testid="parameters"
                    data-value=move || parameters.get().to_string()
                    title=move || prefs.phrases().network().parameters_help()
                >
                    <b>{move || format::whole(prefs.language.get(), parameters.get() as f64)}</b>
                    " "
                    {move || prefs.phrases().network().parameters()}
                </p>
                <ReadyNetworks />
                <label class="inline" data-help="initializer" title=move || prefs.phrases().network().initializer_help()>
                    <span class="label">{move || prefs.phrases().network().initializer()}</span>
                    <Choice
                        value=initializer
                        options=Signal::derive(initializers)
                        on_change=Callback::new(move |name: String| {
                            let found = Initializer::from_id(&name);
                            if let Some(initializer) = found {
                                store.edit(|spec| spec.initializer = initializer);
                            }
                        })
                        test_id="initializer".to_owned()
                    />
                </label>
            </div>
            <Diagram spec=spec language=prefs.language />
            <div node_ref=list class="layers" role="group" aria-label=move || prefs.phrases().network().layers()>
                <For each=move || 0..layers.get() key=|index| *index children=|index| view! { <LayerRow index /> } />
            </div>
            <div class="layers-foot">
                <AddLayer list />
                <Show when=move || layers.get() == 0>
                    <p class="soft">{move || prefs.phrases().network().none()}</p>
                </Show>
                {move || {
                    error.get().map(|error| {
                        view! {
                            <p class="error" role="alert" data-testid="network-error">
                                {errors::spec(prefs.language.get(), &error)}
                            </p>
                        }
                    })
                }}
                <Show when=move || stale.get()>
                    <p class="hint" role="status" data-testid="stale">
                        {move || prefs.phrases().network().stale()}
                        " "
                        <button type="button" class="link" data-testid="back-to-run" on:click=move |_| store.act(State::back_to_run)>
                            {move || prefs.phrases().network().back()}
                        </button>
                    </p>
                </Show>
            </div>
        </section>
    }
}

//! Data panel: which images, what they look like, how many, and how the network sees them.

pub mod augment;
pub mod histogram;
pub mod samples;
pub mod validation;

use leptos::prelude::*;
use spec::catalogue::DatasetId;
use spec::protocol::{DataError, Split};
use spec::{Augmentation, PixelScale, Validation};

use super::dialogs::user_images::OpenUserImages;
use super::parts::field::{Choice, Field, Tick};
use crate::browser;
use crate::format;
use crate::i18n::phrases::DataPhrases;
use crate::i18n::{data, errors};
use crate::preferences::preferences;
use crate::rules::architecture::{Panel, panel_at_fault};
use crate::state::{DatasetState, State};
use crate::store::store;
use augment::AugmentMenu;
use histogram::HistogramMenu;
use samples::Samples;
use validation::ValidationChoice;

/// The name of a person's own images in the list.
const OWN: &str = "own";

/// Data panel.
#[component]
pub fn Data() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let dataset = store.memo(|state| state.draft.dataset.info().id);
    let error = store.memo(|state| state.draft_error.clone().filter(|error| panel_at_fault(error) == Panel::Data));
    let own_here = store.memo(|state| state.user_images.here.is_some());
    view! {
        <section class="panel data" aria-labelledby="data-title">
            <h2 id="data-title">
                <span class="number" aria-hidden="true">
                    "1"
                </span>
                {move || prefs.phrases().data().title()}
            </h2>
            <DatasetChoice dataset own_here />
            <Show when=move || dataset.get() == OWN && own_here.get()>
                <OpenUserImages test_id="own-open" />
            </Show>
            <Samples />
            <Arrival />
            <Counts />
            <Fields />
            {move || {
                error.get().map(|error| {
                    view! {
                        <p class="error" role="alert" data-testid="data-error">
                            {errors::spec(prefs.language.get(), &error)}
                        </p>
                    }
                })
            }}
        </section>
    }
}

/// Which data set, and other images of it.
#[component]
fn DatasetChoice(
    /// The name of the one in view.
    dataset: Memo<&'static str>,
    /// Whether a person's own images are here.
    own_here: Memo<bool>,
) -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    // A person's own images stand at the end of the list; where they are not here, the dialog opens.
    let datasets = move || {
        let phrases = prefs.phrases().data();
        let own = if own_here.get() { phrases.own() } else { phrases.own_choose() };
        DatasetId::ALL.map(|id| (id.info().id, id.info().name)).into_iter().chain([(OWN, own)]).collect::<Vec<_>>()
    };
    view! {
        <div class="with-button">
            <Choice
                value=dataset
                options=Signal::derive(datasets)
                on_change=Callback::new(move |id: String| {
                    match DatasetId::from_id(&id) {
                        Some(id) => store.edit(|spec| spec.dataset = id),
                        None => {
                            store.act(State::choose_own);
                            store.settle_soon();
                            browser::dom::show_choice("dataset", dataset.get_untracked());
                        }
                    }
                })
                test_id="dataset".to_owned()
                name=Signal::derive(move || prefs.phrases().data().dataset().to_owned())
                topic="dataset"
            />
            <button
                type="button"
                class="bare"
                data-testid="new-samples"
                title=move || prefs.phrases().data().new_samples()
                aria-label=move || prefs.phrases().data().new_samples()
                on:click=move |_| store.act(State::new_samples)
            >
                <svg class="icon" viewBox="0 0 17 17" aria-hidden="true">
                    <path d="M2 2h13v13H2zm1.600 1.600v9.800h9.800V3.600zM5 5h2.200v2.200H5zm4.800 0H12v2.200H9.800zM7.400 7.400h2.200v2.200H7.400zM5 9.800h2.200V12H5zm4.800 0H12V12H9.800z" fill-rule="evenodd" />
                </svg>
            </button>
        </div>
    }
}

/// How the network sees the images, and which of them it learns from.
#[component]
fn Fields() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let scale = store.memo(|state| state.draft.scale.id());
    let shuffle = store.memo(|state| state.draft.shuffle);
    let augment = store.memo(|state| state.draft.augmentation.is_some());
    let scales = move || {
        let phrases = prefs.phrases().data();
        let word = |scale| match scale {
            PixelScale::Unit => phrases.scale_unit(),
            PixelScale::Raw => phrases.scale_raw(),
            PixelScale::Standardized => phrases.scale_standardized(),
        };
        PixelScale::ALL.map(|scale| (scale.id(), word(scale))).to_vec()
    };
    view! {
        <div class="fields">
            <Field
                label=Signal::derive(move || prefs.phrases().data().scale())
                help=Signal::derive(move || prefs.phrases().data().scale_help())
                topic="scale"
            >
                <span class="with-button">
                <Choice
                    value=scale
                    options=Signal::derive(scales)
                    on_change=Callback::new(move |name: String| {
                        if let Some(scale) = PixelScale::from_id(&name) {
                            store.edit(|spec| spec.scale = scale);
                        }
                    })
                    test_id="scale".to_owned()
                />
                <HistogramMenu />
                </span>
            </Field>
            <ValidationChoice />
            <div class="ticks">
                <Tick
                    label=Signal::derive(move || prefs.phrases().data().shuffle())
                    help=Signal::derive(move || prefs.phrases().data().shuffle_help())
                    value=shuffle
                    on_change=Callback::new(move |on| store.edit(|spec| spec.shuffle = on))
                    test_id="shuffle"
                    topic="shuffle"
                />
                <Tick
                    label=Signal::derive(move || prefs.phrases().data().augment())
                    help=Signal::derive(move || prefs.phrases().data().augment_help())
                    value=augment
                    on_change=Callback::new(move |on: bool| {
                        store.edit(|spec| spec.augmentation = on.then(Augmentation::default));
                    })
                    test_id="augment"
                    topic="augment"
                />
                <AugmentMenu />
            </div>
        </div>
    }
}

/// How the data set arrives: bytes so far, or what went wrong. Takes its place only while there is something to say.
#[component]
fn Arrival() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let dataset = store.memo(|state| state.dataset.clone());
    move || {
        let phrases = prefs.phrases().data();
        let language = prefs.language.get();
        match dataset.get() {
            DatasetState::Ready { .. } => ().into_any(),
            DatasetState::Absent => {
                view! { <p class="arrival soft" data-testid="dataset-progress">{phrases.waiting()}</p> }.into_any()
            }
            DatasetState::Loading { received, total, .. } => {
                let words = format!(
                    "{} {} {} {}",
                    phrases.loading(),
                    format::megabytes(language, received),
                    phrases.of(),
                    if total > 0 { format::megabytes(language, total) } else { "…".to_owned() },
                );
                let share = if total > 0 { received as f64 / total as f64 } else { 0.0 };
                view! {
                    <div class="arrival" data-testid="dataset-progress" data-value=received.to_string()>
                        <p class="soft">{words}</p>
                        <progress max="1" prop:value=share aria-label=phrases.loading()></progress>
                    </div>
                }
                .into_any()
            }
            DatasetState::Failed { id, error } => {
                let own = id == DatasetId::Cifar10 || error == DataError::NotHere;
                view! {
                    <div class="arrival error" role="alert" data-testid="dataset-error">
                        <p>{data::error(language, id, &error)}</p>
                        {own.then(|| view! { <OpenUserImages test_id="dataset-open-own" /> })}
                        <button
                            type="button"
                            data-testid="dataset-retry"
                            on:click=move |_| store.act(State::retry_dataset)
                        >
                            {phrases.retry()}
                        </button>
                    </div>
                }
                .into_any()
            }
        }
    }
}

/// How many images train, validate and test.
#[component]
fn Counts() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let counts = store.memo(|state| {
        let info = state.draft.dataset.info();
        // What has arrived counts; until then, what is known of the data set.
        let arrived = |split| state.dataset.images(split).filter(|_| state.dataset.is_ready(state.draft.dataset));
        let train = arrived(Split::Train).unwrap_or(info.train);
        let test = arrived(Split::Test).unwrap_or(info.test);
        let valid = state.draft_error.is_none();
        let held_back = if valid { state.draft.validation.held_back(train).min(train) } else { 0 };
        let validation = match state.draft.validation {
            Validation::TestSet => test,
            Validation::None
            | Validation::First(_)
            | Validation::LastFraction(_)
            | Validation::RandomFraction { .. } => held_back,
        };
        [train - held_back, validation, test]
    });
    let row = move |place: usize, test_id: &'static str, word: fn(DataPhrases) -> &'static str| {
        view! {
            <div>
                // There is room for the first word in short only.
                <dt title=move || (place == 0).then(|| prefs.phrases().chart().training())>
                    {move || word(prefs.phrases().data())}
                </dt>
                <dd data-testid=test_id data-value=move || counts.get()[place].to_string()>
                    {move || format::whole(prefs.language.get(), counts.get()[place] as f64)}
                </dd>
            </div>
        }
    };
    view! {
        <dl class="counts" data-help="counts">
            {row(0, "count-train", |phrases| phrases.train())}
            {row(1, "count-validation", |phrases| phrases.validation())}
            {row(2, "count-test", |phrases| phrases.test())}
        </dl>
    }
}

//! What nobody sees at once, and so comes in a second file of wasm once the page stands.
//!
//! [`content`] is the one way there: the build cuts the wasm at it, and what only [`content`] reaches goes into the
//! second file. A call from anywhere else to what lies behind it would bring that back into the first.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use leptos::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::{
    augment, histogram, optimizer, own, preferences, regularization, replay, schedule, strip, take_away, training,
};
use crate::state::Tab;

/// How long after the page is shown the second file is asked for: the workers and the data go first. Not
/// `requestIdleCallback`, which Safari lacks.
const AFTER: Duration = Duration::from_millis(1500);

/// A part of the page that comes later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The curves of the run.
    Curves,
    /// What a menu holds.
    Sheet(Sheet),
    /// What a tab of the strip opens.
    Tab(Tab),
    /// What the dialog of a person's own images holds.
    OwnImages,
    /// The choice of the epoch that is looked back at.
    Replay,
    /// What the menu of files holds.
    TakeAway,
}

/// A menu whose button alone is there from the first paint on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// The plan of the learning rate.
    Schedule,
    /// The numbers of the update rule.
    Optimizer,
    /// What keeps the network from memorising.
    Regularization,
    /// The pixels' histogram.
    Histogram,
    /// How much the images are varied.
    Augmentation,
}

#[wasm_split(later, fallible, preload(load))]
fn content(part: Part) -> Result<AnyView, SplitLoaderError> {
    Ok(match part {
        Part::Curves => training::curves::content(),
        Part::Sheet(Sheet::Schedule) => schedule::sheet::content(),
        Part::Sheet(Sheet::Optimizer) => optimizer::sheet::content(),
        Part::Sheet(Sheet::Regularization) => regularization::sheet::content(),
        Part::Sheet(Sheet::Histogram) => histogram::sheet::content(),
        Part::Sheet(Sheet::Augmentation) => augment::sheet::content(),
        Part::Tab(tab) => strip::content::content(tab),
        Part::OwnImages => own::content(),
        Part::Replay => replay::content(),
        Part::TakeAway => take_away::content::content(),
    })
}

impl Part {
    /// Whether it stands on the page from the beginning; the others are shown when a person asks for them.
    fn stands_at_once(self) -> bool {
        match self {
            Self::Curves | Self::Sheet(_) => true,
            Self::Tab(_) | Self::OwnImages | Self::Replay | Self::TakeAway => false,
        }
    }
}

/// Where the second file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Code {
    /// Not asked for.
    There,
    /// On its way.
    Coming,
    /// Ready to run.
    Here,
    /// It could not be had.
    Failed,
}

/// The second file, shared by all that show a part of it.
#[derive(Clone, Copy)]
pub struct Second(RwSignal<Code>);

impl Second {
    /// Asks for the file, unless it is here or on its way.
    pub fn fetch(self) {
        match self.0.get_untracked() {
            Code::Coming | Code::Here => return,
            Code::There | Code::Failed => self.0.set(Code::Coming),
        }
        leptos::task::spawn_local(async move {
            self.0.set(if load().await.is_ok() { Code::Here } else { Code::Failed });
        });
    }
}

/// Lets parts be shown, and fetches their code once the page had time for what is needed first.
pub fn provide() {
    let second = Second(RwSignal::new(Code::There));
    provide_context(second);
    set_timeout(move || second.fetch(), AFTER);
}

/// A part, or a word on why it is not there yet.
#[component]
pub fn Later(
    /// Which.
    part: Part,
    /// Whether nothing is said of what is not there yet.
    #[prop(optional)]
    quiet: bool,
) -> impl IntoView {
    let prefs = preferences();
    let second = second();
    // A first click may come before the timer.
    if second.0.get_untracked() == Code::There && !part.stands_at_once() {
        second.fetch();
    }
    move || match second.0.get() {
        Code::There | Code::Coming | Code::Failed if quiet => ().into_any(),
        Code::There | Code::Coming => waiting(part),
        Code::Here => shown(part),
        Code::Failed => view! {
            <p role="alert" data-testid="later-failed">
                {move || prefs.phrases().strip.failed}
                " "
                <button type="button" data-testid="later-retry" on:click=move |_| second.fetch()>
                    {move || prefs.phrases().strip.retry}
                </button>
            </p>
        }
        .into_any(),
    }
}

/// The second file, for those who know that it will be wanted soon.
pub fn second() -> Second {
    expect_context()
}

/// What is shown in a part's place until its code is here.
fn waiting(part: Part) -> AnyView {
    let prefs = preferences();
    match part {
        Part::Curves => training::empty_curves(),
        Part::Sheet(_) | Part::Tab(_) | Part::OwnImages | Part::Replay | Part::TakeAway => view! {
            <p class="soft" role="status" data-testid="later-waiting">
                {move || prefs.phrases().strip.coming}
            </p>
        }
        .into_any(),
    }
}

/// A part whose code is here.
fn shown(part: Part) -> AnyView {
    // The future has nothing left to wait for. Polled here and now, the part is built at once and belongs to the
    // one that shows it.
    match pin!(content(part)).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Ok(view)) => view,
        Poll::Ready(Err(_)) | Poll::Pending => ().into_any(),
    }
}

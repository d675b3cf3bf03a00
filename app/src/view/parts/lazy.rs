//! What nobody sees at once, and so comes in a second file of wasm once the page stands.
//!
//! What the file holds is named in `view/contents.rs` alone and given here as a [`SecondFile`]: a
//! panel that shows a [`Part`] does not bring its code into the first file.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use leptos::prelude::*;

use crate::preferences::preferences;
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
    UserImages,
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

impl Part {
    /// Whether it stands on the page from the beginning; the others are shown when a person asks for them.
    fn stands_at_once(self) -> bool {
        match self {
            Self::Curves | Self::Sheet(_) => true,
            Self::Tab(_) | Self::UserImages | Self::Replay | Self::TakeAway => false,
        }
    }
}

/// The way into the second file.
#[derive(Clone, Copy)]
pub struct SecondFile {
    /// Fetches it; says whether it is here.
    pub load: fn() -> Pin<Box<dyn Future<Output = bool>>>,
    /// Makes a part; only once the file is here.
    pub part: fn(Part) -> AnyView,
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
pub struct Second {
    file: SecondFile,
    code: RwSignal<Code>,
}

impl Second {
    /// Asks for the file, unless it is here or on its way.
    pub fn fetch(self) {
        match self.code.get_untracked() {
            Code::Coming | Code::Here => return,
            Code::There | Code::Failed => self.code.set(Code::Coming),
        }
        leptos::task::spawn_local(async move {
            self.code.set(if (self.file.load)().await { Code::Here } else { Code::Failed });
        });
    }
}

/// Lets parts be shown, and fetches their code once the page had time for what is needed first.
pub fn provide(file: SecondFile) {
    let second = Second { file, code: RwSignal::new(Code::There) };
    provide_context(second);
    set_timeout(move || second.fetch(), AFTER);
}

/// A part, or a word on why it is not there yet.
#[component]
pub fn Lazy(
    /// Which.
    part: Part,
    /// Whether nothing is said of what is not there yet.
    #[prop(optional)]
    quiet: bool,
    /// What holds its place until then; without it, a word.
    #[prop(optional)]
    before: Option<fn() -> AnyView>,
) -> impl IntoView {
    let prefs = preferences();
    let second = second();
    // A first click may come before the timer.
    if second.code.get_untracked() == Code::There && !part.stands_at_once() {
        second.fetch();
    }
    move || match second.code.get() {
        Code::There | Code::Coming | Code::Failed if quiet => ().into_any(),
        Code::There | Code::Coming => before.unwrap_or(waiting)(),
        Code::Here => (second.file.part)(part),
        Code::Failed => view! {
            <p role="alert" data-testid="later-failed">
                {move || prefs.phrases().strip().failed()}
                " "
                <button type="button" data-testid="later-retry" on:click=move |_| second.fetch()>
                    {move || prefs.phrases().strip().retry()}
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
fn waiting() -> AnyView {
    let prefs = preferences();
    view! {
        <p class="soft" role="status" data-testid="later-waiting">
            {move || prefs.phrases().strip().coming()}
        </p>
    }
    .into_any()
}

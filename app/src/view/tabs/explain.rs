//! The explanations: what is pointed at, or a topic from the list, in a few sentences and its formula.

use leptos::html;
use leptos::prelude::*;
use spec::Activation;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget};

use crate::chart::function;
use crate::format;
use crate::i18n::{classes, network};
use crate::preferences::preferences;
use crate::rules::explain::activation::formula;
use crate::rules::explain::{Answer, Help, Topic};
use crate::store::store;
use crate::view::parts::fetched::fetched;
use crate::view::parts::field::Choice;
use crate::view::parts::sketch::SketchView;

/// Width and height of a function's plot, pixels.
const SIZE: (f64, f64) = (280.0, 190.0);

/// What is explained.
#[derive(Clone, Debug, Default, PartialEq)]
struct Pointed {
    topic: Option<String>,
    /// The sentence that the control itself carries.
    sentence: Option<String>,
    activation: Option<Activation>,
}

/// What an element is about.
fn pointed(target: Option<EventTarget>) -> Option<Pointed> {
    let element = target?.dyn_into::<Element>().ok()?;
    let near = |selector| element.closest(selector).ok().flatten();
    let topic = near("[data-help]")?.get_attribute("data-help");
    let value = near("select").and_then(|select| select.get_attribute("data-value"));
    let activation = value.as_deref().and_then(Activation::from_id);
    let sentence = near("[title]").and_then(|titled| titled.get_attribute("title"));
    Some(Pointed { topic, sentence, activation })
}

/// The explanations.
#[component]
pub fn Explain() -> impl IntoView {
    let prefs = preferences();
    let phrases = move || prefs.phrases().explain();
    let here = RwSignal::new(Pointed::default());
    let follow = move |target| {
        if let Some(pointed) = pointed(target)
            && here.with_untracked(|here| *here != pointed)
        {
            here.set(pointed);
        }
    };
    let over = window_event_listener(leptos::ev::pointerover, move |event| follow(event.target()));
    let focus = window_event_listener(leptos::ev::focusin, move |event| follow(event.target()));
    on_cleanup(move || {
        over.remove();
        focus.remove();
    });

    let failed = RwSignal::new(None);
    let help = fetched::<Help>(move || Some(format!("help/{}.json", prefs.language.get().code())), failed);
    // Another language is another try.
    Effect::watch(move || prefs.language.track(), move |(), _, _| failed.set(None), false);
    let failed = move || failed.with(Option::is_some);
    let titles = move || match help.get() {
        Some(help) => help.topics.iter().map(|topic| (topic.id.clone(), topic.title.clone())).collect(),
        None => Vec::new(),
    };
    let topic = Memo::new(move |_| {
        let id = here.with(|here| here.topic.clone())?;
        help.with(|help| help.as_ref()?.topic(&id).cloned())
    });
    let id = Memo::new(move |_| here.with(|here| here.topic.clone()));
    let choose =
        move |id: String| here.set(Pointed { topic: Some(id).filter(|id| !id.is_empty()), ..Pointed::default() });
    // The list goes with the choice, and the keyboard with it.
    let list = NodeRef::<html::Select>::new();
    let pick = move |id: String| {
        choose(id);
        if let Some(list) = list.get_untracked() {
            // Fails only where it is not on the page any more.
            let _ = list.focus();
        }
    };
    let about = move |ids: &'static [&'static str]| id.get().is_some_and(|id| ids.contains(&&id[..]));
    view! {
        <div class="explain" data-testid="explain" data-value=move || id.get()>
            <div class="explain-list">
                <label class="field">
                    <span class="label">{move || phrases().topic()}</span>
                    <select
                        node_ref=list
                        data-testid="explain-topic"
                        on:change=move |event| choose(event_target_value(&event))
                    >
                        <option value="" prop:selected=move || id.get().is_none()>
                            {move || phrases().choose_topic()}
                        </option>
                        {move || {
                            titles()
                                .into_iter()
                                .map(|(topic, title)| {
                                    let value = topic.clone();
                                    view! {
                                        <option value=value prop:selected=move || id.get().as_ref() == Some(&topic)>
                                            {title}
                                        </option>
                                    }
                                })
                                .collect_view()
                        }}
                    </select>
                </label>
                <p class="soft" class:explain-point=move || !failed()>
                    {move || if failed() { phrases().failed() } else { phrases().intro() }}
                </p>
            </div>
            <Show when=move || id.get().is_none()>
                <div class="explain-topics" role="group" aria-label=move || phrases().choose_topic()>
                    {move || titles().into_iter().map(|topic| title(topic, pick)).collect_view()}
                </div>
            </Show>
            <article class="explain-text" aria-live="polite">
                {move || topic.get().map(|topic| text(topic, here.with(|here| here.sentence.clone())))}
            </article>
            <Show when=move || about(&["activation"])>
                <Function here />
            </Show>
            <Show when=move || about(&["softmax", "loss", "accuracy", "pad"])>
                <RealAnswer />
            </Show>
        </div>
    }
}

/// A topic to be chosen.
fn title((topic, title): (String, String), choose: impl Fn(String) + 'static) -> impl IntoView {
    let value = topic.clone();
    view! {
        <button type="button" data-testid="explain-title-of" data-value=value on:click=move |_| choose(topic.clone())>
            {title}
        </button>
    }
}

fn text(topic: Topic, sentence: Option<String>) -> impl IntoView {
    view! {
        <h3 data-testid="explain-title">{topic.title}</h3>
        {sentence.map(|sentence| view! { <p class="soft">{sentence}</p> })}
        {topic.text.into_iter().map(|paragraph| view! { <p>{paragraph}</p> }).collect_view()}
        {topic.formula.into_iter().map(|line| view! { <p class="formula">{line}</p> }).collect_view()}
    }
}

/// The activation that is pointed at, or one from the list, with its slope.
#[component]
fn Function(here: RwSignal<Pointed>) -> impl IntoView {
    let prefs = preferences();
    let activation = Memo::new(move |_| here.with(|here| here.activation).unwrap_or(Activation::Relu));
    let word = move |activation| network::activation(prefs.language.get(), activation);
    let drawn = move || {
        let decimal = |value, decimals| format::decimal(prefs.language.get(), value, decimals);
        function::sketch(activation.get(), SIZE, &decimal)
    };
    view! {
        <figure class="explain-plot">
            <Choice
                value=Signal::derive(move || activation.get().id())
                options=Signal::derive(move || Activation::ALL.map(|a| (a.id(), word(a))).to_vec())
                on_change=Callback::new(move |name: String| {
                    let found = Activation::from_id(&name);
                    here.update(|here| here.activation = found);
                })
                test_id="explain-activation".to_owned()
                name=Signal::derive(move || prefs.phrases().network().activation().to_owned())
            />
            <SketchView
                sketch=Signal::derive(drawn)
                label=Signal::derive(move || format!("{}: {}", word(activation.get()), formula(activation.get())))
                test_id="explain-function"
            />
            <figcaption class="formula">{move || formula(activation.get())}</figcaption>
            <p class="soft explain-key">"f(z) —   f′(z) - -"</p>
        </figure>
    }
}

/// Softmax, argmax and one-hot on what the network answers now.
#[component]
fn RealAnswer() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let phrases = move || prefs.phrases().explain();
    let answer = store.memo(|state| {
        let prediction = state.prediction()?;
        Answer::of(&prediction.probabilities, state.truth())
    });
    let names = store.memo(|state| state.draft.dataset);
    let table = move |answer: Answer| {
        let language = prefs.language.get();
        let names = classes::names(language, names.get());
        let row = |class: usize| {
            let p = f64::from(answer.probabilities[class]);
            let one_hot = answer.one_hot.as_ref().map_or_else(|| "·".to_owned(), |hot| hot[class].to_string());
            let argmax = if class == answer.argmax { "← argmax" } else { "" };
            view! {
                <tr class:explain-argmax=class == answer.argmax>
                    <th scope="row">{names.get(class).cloned()}</th>
                    <td>{format::decimal(language, p, 4)}</td>
                    <td>{if p > 0.0 { format::decimal(language, p.ln(), 2) } else { "−∞".to_owned() }}</td>
                    <td>{one_hot}</td>
                    <td>{argmax}</td>
                </tr>
            }
        };
        let rows = (0..answer.probabilities.len()).map(row).collect_view();
        let loss = match answer.cross_entropy {
            Some(loss) => format!("−ln p = {} nats", format::decimal(language, loss, 4)),
            None => phrases().truth_unknown().to_owned(),
        };
        view! {
            <table data-testid="explain-answer" data-value=answer.argmax.to_string()>
                <caption>{phrases().answer()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{phrases().class()}</th>
                        <th scope="col">"softmax p"</th>
                        <th scope="col">"ln p"</th>
                        <th scope="col">"one-hot"</th>
                        <td></td>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <p data-testid="explain-loss" data-value=answer.cross_entropy.map(|loss| loss.to_string())>{loss}</p>
            <p class="soft">{phrases().answer_note()}</p>
        }
    };
    view! {
        <div class="explain-answer">
            {move || match answer.get() {
                Some(answer) => table(answer).into_any(),
                None => view! { <p class="soft">{phrases().no_answer()}</p> }.into_any(),
            }}
        </div>
    }
}

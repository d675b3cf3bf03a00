//! One image in numbers: as rows of pixels or as one long vector, before and after scaling.

use leptos::prelude::*;
use spec::{PixelScale, mean_and_deviation};

use crate::chart::histogram::{counts, scaled};
use crate::format;
use crate::i18n::browse;
use crate::language::Language;
use crate::preferences::preferences;
use crate::state::DatasetState;
use crate::store::store;
use crate::view::parts::classes::class_names;
use crate::view::parts::image::Image;
use crate::view::parts::switch::Switch;

/// Larger images are shown up to this row and column.
const MOST_ROWS: usize = 64;
/// Longer vectors are shown up to this number.
const MOST_NUMBERS: usize = 4_096;
/// Shades of a cell, from paper to ink; those of `styles/tabs/browse.css`.
const SHADES: usize = 9;

const CHANNELS: [&str; 3] = ["red", "green", "blue"];

/// What each byte becomes.
fn values(scale: PixelScale, moments: (f64, f64)) -> [f64; 256] {
    std::array::from_fn(|byte| scaled(byte as f64, scale, moments))
}

/// The decimals that tell neighbouring bytes apart well enough for the eye.
fn decimals(scale: PixelScale) -> usize {
    match scale {
        PixelScale::Raw => 0,
        PixelScale::Unit | PixelScale::Standardized => 2,
    }
}

/// The bytes of one channel, as far as they are shown, row by row.
fn rows(pixels: &[u8], [height, width, channels]: [usize; 3], channel: usize) -> Vec<Vec<u8>> {
    let channels = channels.max(1);
    if pixels.len() != height * width * channels || width == 0 {
        return Vec::new();
    }
    let shown = width.min(MOST_ROWS);
    let rows = pixels.chunks_exact(width * channels).take(MOST_ROWS);
    rows.map(|row| row.iter().skip(channel).step_by(channels).take(shown).copied().collect()).collect()
}

fn shade(byte: u8) -> usize {
    usize::from(byte) * (SHADES - 1) / 255
}

/// What is written of each byte, and what it is.
struct Written {
    texts: Vec<String>,
    values: [f64; 256],
}

impl Written {
    fn new(language: Language, scale: PixelScale, moments: (f64, f64)) -> Self {
        let values = values(scale, moments);
        let texts = values.iter().map(|value| format::decimal(language, *value, decimals(scale))).collect();
        Self { texts, values }
    }
}

/// The image that was chosen in the grid, in numbers.
#[component]
pub fn Numbers() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let phrases = move || prefs.language.get().phrases().browse();
    let names = class_names();
    let image = store.memo(|state| state.browse.chosen.clone());
    let shape = store.memo(|state| state.draft.dataset.info().shape);
    let scale = store.memo(|state| state.draft.scale);
    let spread = store.memo(|state| match &state.dataset {
        DatasetState::Ready { histogram, .. } => counts(histogram).map(mean_and_deviation),
        DatasetState::Absent | DatasetState::Loading { .. } | DatasetState::Failed { .. } => None,
    });
    // One long vector and not a matrix; the bytes and not what they become.
    let [as_vector, before] = [false, false].map(RwSignal::new);
    let channel = RwSignal::new(0);
    let colour = Memo::new(move |_| shape.get()[2] == 3);
    let written = move || {
        let scale = if before.get() { PixelScale::Raw } else { scale.get() };
        Written::new(prefs.language.get(), scale, spread.get().unwrap_or((0.0, 1.0)))
    };
    let title = move || {
        image.with(|image| {
            let image = image.as_ref()?;
            let class = names.with(|names| names.get(usize::from(image.label)).cloned()).unwrap_or_default();
            Some(prefs.phrases().browse().image(image.index, &class))
        })
    };
    let help = move || {
        let phrases = phrases();
        let values = if before.get() { phrases.before_help() } else { phrases.after_help() };
        if as_vector.get() { format!("{values} {}", phrases.vector_help()) } else { values.to_owned() }
    };
    let partly = move || {
        let [height, width, channels] = shape.get();
        let (all, shown) = if as_vector.get() {
            (height * width * channels, (height * width * channels).min(MOST_NUMBERS))
        } else {
            (height * width, height.min(MOST_ROWS) * width.min(MOST_ROWS))
        };
        (shown < all).then(|| browse::part(prefs.language.get(), shown, all))
    };
    let numbers = move || {
        let written = written();
        let pixels = image.with(|image| image.as_ref().map(|image| image.pixels.clone())).unwrap_or_default();
        if as_vector.get() {
            vector(&pixels, &written, kind(before.get())).into_any()
        } else {
            let channel = if colour.get() { channel.get() } else { 0 };
            let label = title().unwrap_or_default();
            matrix(&rows(&pixels, shape.get(), channel), &written, kind(before.get()), label).into_any()
        }
    };
    view! {
        <p class="soft" hidden=move || image.with(Option::is_some)>{move || phrases().waiting()}</p>
        <div
            class="pixel-numbers"
            hidden=move || image.with(Option::is_none)
            data-testid="pixels"
            data-index=move || image.with(|image| image.as_ref().map(|image| image.index.to_string()))
        >
            <div class="pixels-side">
                <figure class="pixels-image" data-export="image" aria-label=title>
                    <Image
                        pixels=Signal::derive(move || image.with(|image| image.as_ref().map(|i| i.pixels.clone())))
                        label=Signal::derive(move || title().unwrap_or_default())
                    />
                    <figcaption>{title}</figcaption>
                </figure>
                <div class="pixels-choices">
                    {labelled(
                        Signal::derive(move || phrases().values()),
                        Signal::derive(move || {
                            vec![(true, kind(true), phrases().before()), (false, kind(false), phrases().after())]
                        }),
                        before,
                        "pixel-values",
                    )}
                    {labelled(
                        Signal::derive(move || phrases().form()),
                        Signal::derive(move || {
                            vec![(false, "matrix", phrases().matrix()), (true, "vector", phrases().vector())]
                        }),
                        as_vector,
                        "pixel-form",
                    )}
                    <Show when=move || colour.get() && !as_vector.get()>
                        {labelled(
                            Signal::derive(move || phrases().channel()),
                            Signal::derive(move || {
                                let channels = CHANNELS.into_iter().zip(phrases().channels()).enumerate();
                                channels.map(|(channel, (name, word))| (channel, name, word)).collect()
                            }),
                            channel,
                            "pixel-channel",
                        )}
                    </Show>
                    <p class="soft">{help} " " {partly}</p>
                </div>
            </div>
            <div class="pixels-scroll" tabindex="0" role="region" aria-label=move || phrases().numbers()>
                {numbers}
            </div>
        </div>
    }
}

/// The name of what is written, in tests and files.
fn kind(before: bool) -> &'static str {
    if before { "before" } else { "after" }
}

/// Buttons of which one holds, with the name of the choice beside them.
fn labelled<T: Copy + PartialEq + Send + Sync + 'static>(
    name: Signal<&'static str>,
    options: Signal<Vec<(T, &'static str, &'static str)>>,
    value: RwSignal<T>,
    test_id: &'static str,
) -> impl IntoView {
    view! {
        <div class="inline">
            // The group of buttons carries the name for those who hear the page.
            <span class="label" aria-hidden="true">{move || name.get()}</span>
            <Switch name options value test_id />
        </div>
    }
}

fn matrix(rows: &[Vec<u8>], written: &Written, kind: &'static str, label: String) -> impl IntoView + use<> {
    let size = format!("{}x{}", rows.len(), rows.first().map_or(0, Vec::len));
    let cell = |byte: &u8| {
        let place = usize::from(*byte);
        view! {
            <td class=format!("shade-{}", shade(*byte)) data-value=written.values[place].to_string()>
                {written.texts[place].clone()}
            </td>
        }
    };
    let row = |row: &Vec<u8>| view! { <tr>{row.iter().map(cell).collect_view()}</tr> };
    view! {
        <table
            class="matrix"
            data-testid="matrix"
            data-value=size
            data-export=format!("pixels-{kind}")
            aria-label=label
        >
            <tbody>{rows.iter().map(row).collect_view()}</tbody>
        </table>
    }
}

fn vector(pixels: &[u8], written: &Written, kind: &'static str) -> impl IntoView + use<> {
    let shown = pixels.len().min(MOST_NUMBERS);
    let text = pixels[..shown].iter().map(|byte| &written.texts[usize::from(*byte)][..]).collect::<Vec<_>>().join("  ");
    let full = pixels[..shown].iter().map(|byte| written.values[usize::from(*byte)].to_string());
    let full = full.collect::<Vec<_>>().join(" ");
    let rest = if shown < pixels.len() { " …" } else { "" };
    view! {
        <p class="vector-length">{pixels.len().to_string()} " ×"</p>
        <p class="vector" data-testid="vector" data-kind=kind data-length=pixels.len().to_string() data-value=full>
            "[" {text} {rest} "]"
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_channel_is_taken_row_by_row() {
        let pixels: Vec<u8> = (0..12).collect();
        assert_eq!(rows(&pixels, [2, 2, 3], 1), [[1, 4], [7, 10]]);
        assert_eq!(rows(&pixels, [3, 4, 1], 0), [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]]);
        assert!(rows(&pixels, [3, 3, 1], 0).is_empty(), "bytes of another size");
        let large = rows(&vec![7; 100 * 200], [100, 200, 1], 0);
        assert_eq!((large.len(), large[0].len()), (64, 64));
    }

    #[test]
    fn numbers_are_those_that_enter_the_network() {
        let unit = values(PixelScale::Unit, (30.0, 80.0));
        assert_eq!((unit[0], unit[51], unit[255]), (0.0, 0.2, 1.0));
        assert_eq!(values(PixelScale::Raw, (30.0, 80.0))[7], 7.0);
        assert_eq!(values(PixelScale::Standardized, (30.0, 80.0))[110], 1.0);
        assert_eq!([0, 31, 32, 254, 255].map(shade), [0, 0, 1, 7, 8]);
    }

    #[test]
    fn numbers_are_written_for_the_reader() {
        let written = Written::new(Language::Es, PixelScale::Unit, (0.0, 1.0));
        assert_eq!((&written.texts[128][..], written.values[128]), ("0,50", 128.0 / 255.0));
        assert_eq!(Written::new(Language::En, PixelScale::Raw, (0.0, 1.0)).texts[128], "128");
    }
}

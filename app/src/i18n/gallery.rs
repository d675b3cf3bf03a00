//! The tab of wrong answers: the gallery, the grid of predictions and the large view.

use spec::PixelScale;

use super::Language;
use super::report::images;
use crate::format;
use crate::rules::results::{Group, Order};

/// The name of an order.
pub fn order(language: Language, order: Order) -> &'static str {
    let phrases = language.phrases().gallery();
    match order {
        Order::Certainty => phrases.certainty(),
        Order::Pair => phrases.pair(),
        Order::Class => phrases.class(),
    }
}

/// The heading of a group with so many images; none where there are no groups.
pub fn group(language: Language, group: Group, count: usize, names: &[String]) -> Option<String> {
    let name = |class: u8| names.get(usize::from(class)).map_or("", String::as_str);
    let images = images(language, count);
    match group {
        Group::All => None,
        Group::Pair(label, answer) => Some(format!("{} → {} · {images}", name(label), name(answer))),
        Group::Class(label) => Some(format!("{} · {images}", name(label))),
    }
}

/// An image and its answer in a sentence; without an answer of its own it was recognised.
pub fn image(language: Language, index: u32, truth: &str, answer: Option<&str>, certainty: f32) -> String {
    let (phrases, share) = (language.phrases().gallery(), format::probability(language, certainty));
    match answer {
        None => phrases.image_recognised(index, truth, share),
        Some(answer) => phrases.image_mistaken(index, truth, answer, share),
    }
}

/// A place of so many: `25–48 of 812`.
pub fn places(language: Language, from: usize, to: usize, all: usize) -> String {
    let [from, to, all] = [from, to, all].map(|place| format::whole(language, place as f64));
    language.phrases().gallery().places(from, to, all)
}

/// One of so many: `3 of 812`.
pub fn place(language: Language, at: usize, all: usize) -> String {
    let [at, all] = [at, all].map(|place| format::whole(language, place as f64));
    language.phrases().gallery().place(at, all)
}

/// What the network saw of an image: how many numbers, and from where to where.
pub fn saw(language: Language, [height, width, channels]: [usize; 3], scale: PixelScale) -> String {
    let phrases = language.phrases().gallery();
    let shape = if channels == 1 { format!("{height}×{width}") } else { format!("{height}×{width}×{channels}") };
    let numbers = format!("{shape} = {}", format::whole(language, (height * width * channels) as f64));
    match scale {
        PixelScale::Unit => phrases.saw_unit(numbers),
        PixelScale::Raw => phrases.saw_raw(numbers),
        PixelScale::Standardized => phrases.saw_standardized(numbers),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_image_is_told_in_a_sentence() {
        assert_eq!(image(Language::En, 7, "4", Some("9"), 0.874), "Image 7: 4, taken for 9 with 87%");
        assert_eq!(image(Language::Es, 7, "4", None, 0.9).replace('\u{a0}', " "), "Imagen 7: 4, reconocida con 90 %");
        let names = ["0".to_owned(), "1".to_owned()];
        assert_eq!(group(Language::En, Group::Pair(0, 1), 1, &names).as_deref(), Some("0 → 1 · 1 image"));
        assert_eq!(group(Language::En, Group::All, 1, &names), None);
        assert_eq!(
            saw(Language::En, [32, 32, 3], PixelScale::Raw),
            "The network saw 32×32×3 = 3072 numbers from 0 to 255: the bytes as they are."
        );
    }
}

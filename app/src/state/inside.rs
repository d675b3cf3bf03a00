//! What is looked at inside the network: what is asked of the worker while somebody looks, and its newest answers.
//!
//! [`State::follow_inside`] compares what is wanted with what was asked last, so that an image, a layer, a moment or a
//! network that changes needs no rule of its own. One question of a kind is under way at a time; when its answer comes,
//! the newest wish is asked for. A network that trains changes with every step: its steps count only from one beat of
//! the open tab to the next ([`State::beat_inside`], twice a second).

mod asked;
mod standing;

pub use asked::{Asked, Held};
pub use standing::Standing;

use model::protocol::{
    Command, LabelledImage, Looked, Method, Moment, RequestId, RunId, Saliency, Split, Survey, Weights,
};
use model::spec::Layer;

use super::{Presence, State, Tab};

/// A layer with more parameters is not asked for again and again while it trains: 2.4 MB a second is enough to carry
/// and to draw. The largest layer of the lessons, 784 × 700, is below it.
const LIVE_PARAMETERS: usize = 600_000;
/// Beats from one look at the weights to the next while they train: one a second.
const WEIGHT_BEATS: u32 = 2;
/// The most images on the map.
pub const MAX_SURVEY: u32 = 5_000;
/// Side of the square that covers a part of the image, pixels, before a person chooses.
const SIDE: u32 = 5;

/// A part of the tab.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Section {
    /// The layers with their shapes and parameters.
    #[default]
    Layers,
    /// What each layer makes of the image in view.
    Activations,
    /// The weights of a layer.
    Weights,
    /// Which pixels mattered.
    Pixels,
    /// Where test images lie in the last hidden layer.
    Map,
}

impl Section {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 5] = [Self::Layers, Self::Activations, Self::Weights, Self::Pixels, Self::Map];

    /// Its name in test ids.
    pub fn name(self) -> &'static str {
        match self {
            Self::Layers => "layers",
            Self::Activations => "activations",
            Self::Weights => "weights",
            Self::Pixels => "pixels",
            Self::Map => "map",
        }
    }
}

/// Whose weights answer a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whose {
    run: RunId,
    moment: Moment,
    /// Steps, or epochs, that it had taken when it was asked; 0 for a moment of the past, which does not change.
    time: u64,
}

/// A question about pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct PixelWish {
    whose: Whose,
    /// The image's bytes.
    pub image: Vec<u8>,
    class: u8,
    side: u32,
}

/// What is looked at inside the network.
#[derive(Clone, Debug, Default)]
pub struct Inside {
    /// The part that is open.
    pub section: Section,
    /// The layer whose weights are shown, where a person chose one; see [`State::weights_layer`].
    layer: Option<usize>,
    /// The class whose pixels are sought; the winner where none was chosen.
    pub class: Option<u8>,
    /// Side of the square that covers a part of the image, pixels.
    pub side: u32,
    /// How many images the map was asked to show; none before the first time.
    survey_of: Option<u32>,
    /// What each layer makes of the image in view.
    pub looked: Asked<(Whose, Vec<u8>), Looked>,
    /// The weights of a layer.
    pub weights: Asked<(Whose, usize), Weights>,
    /// Which pixels mattered, by gradient and by covering.
    pub saliency: [Asked<PixelWish, Saliency>; 2],
    /// What was last asked about pixels, and whether it has gone out by each method.
    pixels: Option<PixelWish>,
    /// Where test images lie.
    pub survey: Asked<(Whose, u32), Survey>,
    /// The place among the test images of the one that is pointed at on the map.
    pub pointed: Option<u32>,
    /// That image, once it is there.
    pub point_image: Option<LabelledImage>,
    point_asked: Option<(RequestId, u32)>,
    run: Option<RunId>,
    beats: u32,
    /// Steps taken at the newest beat, and at the newest beat for weights.
    steps: [u64; 2],
}

impl State {
    /// The bytes of the image in view.
    pub fn image_in_view(&self) -> Option<&[u8]> {
        self.looking_at.as_deref()
    }

    /// Opens a part of the tab.
    pub fn open_section(&mut self, section: Section) {
        self.inside.section = section;
    }

    /// The place of the layer whose weights are shown; the output comes after the last hidden layer.
    pub fn weights_layer(&self) -> usize {
        let layers = self.run.as_ref().map_or(&self.draft.layers, |run| &run.spec.layers);
        let first = layers.iter().position(has_weights).unwrap_or(layers.len());
        let chosen = |layer: &usize| layers.get(*layer).is_none_or(has_weights) && *layer <= layers.len();
        self.inside.layer.filter(chosen).unwrap_or(first)
    }

    /// Shows the weights of another layer.
    pub fn show_weights_of(&mut self, layer: usize) {
        self.inside.layer = Some(layer);
    }

    /// The class whose pixels are sought: the one that was chosen, or the winner.
    pub fn pixel_class(&self) -> Option<u8> {
        let winner = || {
            let looked = self.inside.looked.answer()?;
            let finite = looked.probabilities.iter().enumerate().filter(|(_, share)| share.is_finite());
            // Of equals the first, as everywhere.
            u8::try_from(finite.rev().max_by(|a, b| a.1.total_cmp(b.1))?.0).ok()
        };
        self.inside.class.or_else(winner)
    }

    /// The side of the square that covers a part of the image: never larger than the image.
    pub fn cover_side(&self) -> u32 {
        let [height, width, _] = self.draft.dataset.info().shape;
        let side = if self.inside.side == 0 { SIDE } else { self.inside.side };
        side.clamp(1, height.min(width) as u32)
    }

    /// Asks which pixels of the image in view mattered, by both methods.
    pub fn ask_pixels(&mut self) {
        let (Some(whose), Some(class)) = (self.inside_of(0), self.pixel_class()) else { return };
        let Some(image) = self.looking_at.clone() else { return };
        self.inside.pixels = Some(PixelWish { whose, image, class, side: self.cover_side() });
        // The network may have learnt since.
        self.inside.saliency.iter_mut().for_each(Asked::again);
    }

    /// Whether the maps of pixels are about another image or another question than the one that could be asked now.
    pub fn pixels_are_old(&self) -> bool {
        let Some(asked) = &self.inside.pixels else { return false };
        self.looking_at.as_ref() != Some(&asked.image)
            || self.pixel_class().is_some_and(|class| class != asked.class)
            || self.cover_side() != asked.side
            || self.moment != asked.whose.moment
    }

    /// The image that the maps of pixels are about.
    pub fn pixels_image(&self) -> Option<&[u8]> {
        self.inside.pixels.as_ref().map(|asked| &asked.image[..])
    }

    /// Draws the map of so many test images, and again after each epoch as long as it is in view.
    pub fn ask_survey(&mut self, count: u32) {
        self.inside.survey_of = Some(count.clamp(1, MAX_SURVEY));
        self.inside.survey.again();
    }

    /// Points at a test image of the map, by its place in the file.
    pub fn point_at(&mut self, index: Option<u32>) {
        self.inside.pointed = index;
        if self.inside.point_image.as_ref().map(|image| image.index) != index {
            self.inside.point_image = None;
        }
    }

    /// Whether a network stands that can be asked.
    pub fn can_look_inside(&self) -> bool {
        self.inside_of(0).is_some()
    }

    /// Called twice a second while the tab is open.
    pub fn beat_inside(&mut self) {
        let step = self.run.as_ref().map_or(0, |run| run.progress.step);
        self.inside.beats = self.inside.beats.wrapping_add(1);
        self.inside.steps[0] = step;
        if self.inside.beats.is_multiple_of(WEIGHT_BEATS) {
            self.inside.steps[1] = step;
        }
    }

    /// Asks for what is wanted and was not asked yet. Called after every change.
    pub fn follow_inside(&mut self) {
        let id = self.run.as_ref().map(|run| run.id);
        if self.inside.run != id {
            self.forget_inside();
            self.inside.run = id;
        }
        // A network that rests is shown as it is, without waiting for a beat.
        if let Some(run) = self.run.as_ref().filter(|run| !run.busy()) {
            self.inside.steps = [run.progress.step; 2];
        }
        if self.looking_at.is_none() {
            self.inside.looked.forget();
        }
        if self.tab != Some(Tab::Inside) {
            return;
        }
        match self.inside.section {
            Section::Layers => {}
            Section::Activations => self.ask_look(),
            Section::Weights => self.ask_weights(),
            Section::Pixels => {
                self.ask_look();
                self.ask_saliency();
            }
            Section::Map => {
                self.ask_look();
                self.ask_map();
                self.ask_point();
            }
        }
    }

    /// Whose weights answer now, if a network stands that fits the images in view.
    fn inside_of(&self, time: u64) -> Option<Whose> {
        let run = self.run.as_ref()?;
        let here = run.presence == Presence::Ready && run.spec.dataset == self.draft.dataset;
        let time = match self.moment {
            Moment::Now => time,
            Moment::Epoch(_) => 0,
        };
        here.then_some(Whose { run: run.id, moment: self.moment, time })
    }

    /// The image in view, if the network can see it.
    fn image_to_look_at(&self) -> Option<&Vec<u8>> {
        let numbers: usize = self.run.as_ref()?.spec.dataset.info().shape.iter().product();
        self.looking_at.as_ref().filter(|image| image.len() == numbers)
    }

    fn ask_look(&mut self) {
        let (Some(whose), Some(image)) = (self.inside_of(self.inside.steps[0]), self.image_to_look_at()) else {
            return;
        };
        if !self.inside.looked.is_due(|(asked, about)| *asked == whose && about == image) {
            return;
        }
        let image = image.clone();
        let request = self.next_request();
        self.inside.looked.ask(request, (whose, image.clone()));
        let Whose { run, moment, .. } = whose;
        self.workers.send(Command::Look { request, run, moment, image }, &mut self.orders);
    }

    fn ask_weights(&mut self) {
        let layer = self.weights_layer();
        let parameters = self.run.as_ref().and_then(|run| Some(run.spec.summary().get(layer + 1)?.parameters));
        let live = parameters.is_some_and(|parameters| parameters <= LIVE_PARAMETERS);
        let Some(whose) = self.inside_of(self.inside.steps[1]) else { return };
        let waits = !live && self.run.as_ref().is_some_and(super::Run::busy);
        let known = |asked: &(Whose, usize)| {
            *asked == (whose, layer)
                || (waits && asked.1 == layer && Whose { time: 0, ..asked.0 } == Whose { time: 0, ..whose })
        };
        if !self.inside.weights.is_due(known) {
            return;
        }
        let request = self.next_request();
        self.inside.weights.ask(request, (whose, layer));
        let Whose { run, moment, .. } = whose;
        self.workers.send(Command::LayerWeights { request, run, moment, layer: layer as u32 }, &mut self.orders);
    }

    fn ask_saliency(&mut self) {
        let Some(wish) = self.inside.pixels.clone() else { return };
        for place in 0..self.inside.saliency.len() {
            if !self.inside.saliency[place].is_due(|asked| *asked == wish) {
                continue;
            }
            let request = self.next_request();
            self.inside.saliency[place].ask(request, wish.clone());
            let PixelWish { whose: Whose { run, moment, .. }, image, class, side } = wish.clone();
            let method = if place == 0 { Method::Gradient } else { Method::Occlusion { side } };
            self.workers.send(Command::Saliency { request, run, moment, class, method, image }, &mut self.orders);
        }
    }

    fn ask_map(&mut self) {
        let epochs = self.run.as_ref().map_or(0, |run| run.epochs.len() as u64);
        let (Some(count), Some(whose)) = (self.inside.survey_of, self.inside_of(epochs)) else { return };
        let here = self.dataset.is_ready(self.draft.dataset);
        if !here || !self.inside.survey.is_due(|asked| *asked == (whose, count)) {
            return;
        }
        let request = self.next_request();
        self.inside.survey.ask(request, (whose, count));
        let Whose { run, moment, .. } = whose;
        self.workers.send(Command::Survey { request, run, moment, count }, &mut self.orders);
    }

    /// Asks for the image of the map that is pointed at, one at a time.
    fn ask_point(&mut self) {
        let Some(index) = self.inside.pointed.filter(|_| self.inside.point_asked.is_none()) else { return };
        let here = self.inside.point_image.as_ref().is_some_and(|image| image.index == index);
        if here || !self.dataset.is_ready(self.draft.dataset) {
            return;
        }
        let request = self.next_request();
        self.inside.point_asked = Some((request, index));
        let command = Command::Images { request, split: Split::Test, indices: vec![index] };
        self.workers.send(command, &mut self.orders);
    }

    /// Takes an image of the map, if it is the one that was asked for.
    pub(super) fn point_arrived(&mut self, request: RequestId, images: &[LabelledImage]) {
        let Some((_, index)) = self.inside.point_asked.take_if(|(asked, _)| *asked == request) else { return };
        let image = images.first().filter(|image| image.index == index);
        if self.inside.pointed != Some(index) {
            return;
        }
        self.inside.point_image = image.cloned();
        if image.is_none() {
            // Past the end of the file: not to be asked again.
            self.inside.pointed = None;
        }
    }

    pub(super) fn saliency_arrived(&mut self, request: RequestId, result: Option<Box<Saliency>>) {
        let [gradient, occlusion] = &mut self.inside.saliency;
        if !gradient.awaits(request) {
            occlusion.take(request, result);
        } else {
            gradient.take(request, result);
        }
    }

    /// Another network, another data set, or a worker that is gone: nothing that was asked or answered counts any more.
    pub(super) fn forget_inside(&mut self) {
        let Inside { section, layer, side, survey_of, beats, .. } = std::mem::take(&mut self.inside);
        self.inside = Inside { section, layer, side, survey_of, beats, ..Inside::default() };
    }
}

/// Whether a layer has numbers that it learns.
pub fn has_weights(layer: &Layer) -> bool {
    match layer {
        Layer::Dense(_) | Layer::Conv(_) | Layer::BatchNorm(_) => true,
        Layer::Pool(_) | Layer::Flatten | Layer::Dropout(_) => false,
    }
}

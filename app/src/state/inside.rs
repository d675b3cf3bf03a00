//! What is looked at inside the network: what is wanted while somebody looks, and the newest answers.
//!
//! [`Inside::follow`] compares what is wanted with what was asked last, so that an image, a layer, a moment or a network
//! that changes needs no rule of its own. A network that trains changes with every step: its steps count only from one
//! beat of the open tab to the next ([`State::beat_inside`], twice a second).

mod status;

use spec::Layer;
use spec::device::DeviceKind;
use spec::protocol::{
    Activations, Ask, LabelledImage, LayerWeights, Method, Moment, Projection, Question, RequestId, RunId, Saliency,
    Split,
};

use super::outbox::Outbox;
use super::questions::{Asked, Topic};
use super::scene::Scene;
use super::{State, Tab};

/// A layer with more parameters is not asked for again and again while it trains: 2.4 MB a second is enough to carry
/// and to draw. The largest layer of the lessons, 784 × 700, is below it.
const LIVE_PARAMETERS: usize = 600_000;
/// Beats from one look at the weights to the next while they train: one a second.
const WEIGHT_BEATS: u32 = 2;
/// The most images of a projection.
pub const MAX_PROJECTED: u32 = 5_000;
/// Side of the square that covers a part of the image, pixels, before a person chooses.
const SIDE: u32 = 5;

/// A part of the tab.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Section {
    /// The layers with their shapes and parameters.
    #[default]
    Layers,
    /// The outputs of each layer for the image in view.
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

impl Whose {
    /// If a network stands that fits the images in view. It is asked again when `time` is another.
    fn of(scene: Scene<'_>, time: u64) -> Option<Self> {
        let moment = scene.in_view.moment;
        let time = match moment {
            Moment::Now => time,
            Moment::Epoch(_) => 0,
        };
        scene.network().map(|run| Self { run: run.id, moment, time })
    }

    fn question(self, what: Ask) -> Question {
        Question::Network { run: self.run, moment: self.moment, what }
    }
}

/// A question about pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct PixelWish {
    whose: Whose,
    /// The image's bytes.
    image: Vec<u8>,
    class: u8,
    side: u32,
}

/// What is looked at inside the network.
#[derive(Debug, Default)]
pub struct Inside {
    /// The part that is open.
    pub section: Section,
    /// The layer whose weights are shown, where a person chose one; see [`State::weights_layer`].
    layer: Option<usize>,
    /// The class whose pixels are sought; the winner where none was chosen.
    pub class: Option<u8>,
    /// Side of the square that covers a part of the image, pixels; 0 before a person chose one.
    side: u32,
    /// How many images were to be projected; none before the first time.
    projected: Option<u32>,
    /// The outputs of every layer for the image in view.
    pub activations: Asked<(Whose, Vec<u8>), Activations>,
    /// The weights of a layer.
    pub weights: Asked<(Whose, usize), LayerWeights>,
    /// What was last asked about pixels.
    pixels: Option<PixelWish>,
    /// Which pixels mattered, by the gradient.
    pub gradient: Asked<PixelWish, Saliency>,
    /// Which pixels mattered, by covering them.
    pub occlusion: Asked<PixelWish, Saliency>,
    /// Where test images lie.
    pub projection: Asked<(Whose, u32), Projection>,
    /// The place in the file of the test image that is pointed at in the projection.
    pub pointed: Option<u32>,
    /// That image, once it is there.
    pub point_image: Option<LabelledImage>,
    /// The question for it: its place.
    point: Asked<u32, ()>,
    beats: u32,
    /// Steps taken at the newest beat, and at the newest beat for weights.
    steps: [u64; 2],
}

impl Inside {
    /// Another network, another data set, or a worker that is gone: nothing that was asked or answered counts any more.
    pub(super) fn forget(&mut self) {
        let Self { section, layer, side, projected, beats, .. } = *self;
        *self = Self { section, layer, side, projected, beats, ..Self::default() };
    }

    /// Asks for what is wanted and was not asked yet.
    pub(super) fn follow(&mut self, scene: Scene<'_>, worker: Option<DeviceKind>, outbox: &mut Outbox) {
        // A network that rests is shown as it is, without waiting for a beat.
        if let Some(run) = scene.run.filter(|run| !run.busy()) {
            self.steps = [run.progress.step; 2];
        }
        if scene.in_view.image.is_none() {
            self.activations.forget();
        }
        let Some(worker) = worker.filter(|_| scene.in_view.tab == Some(Tab::Inside)) else { return };
        match self.section {
            Section::Layers => {}
            Section::Activations => self.ask_activations(scene, worker, outbox),
            Section::Weights => self.ask_weights(scene, worker, outbox),
            Section::Pixels => {
                self.ask_activations(scene, worker, outbox);
                self.ask_saliency(worker, outbox);
            }
            Section::Map => {
                self.ask_activations(scene, worker, outbox);
                self.ask_projection(scene, worker, outbox);
                self.ask_point(scene, worker, outbox);
            }
        }
    }

    fn ask_activations(&mut self, scene: Scene<'_>, worker: DeviceKind, outbox: &mut Outbox) {
        let (Some(whose), Some(image)) = (Whose::of(scene, self.steps[0]), scene.image()) else { return };
        if self.activations.is_due(|(asked, about)| *asked == whose && about == image) {
            let question = whose.question(Ask::Activations { image: image.to_vec() });
            self.activations.ask(outbox.ask(worker, Topic::Activations, question), (whose, image.to_vec()));
        }
    }

    /// The place of the layer whose weights are shown; the output comes after the last hidden layer.
    fn weights_layer(&self, layers: &[Layer]) -> usize {
        let first = layers.iter().position(has_weights).unwrap_or(layers.len());
        let chosen = |layer: &usize| layers.get(*layer).is_none_or(has_weights) && *layer <= layers.len();
        self.layer.filter(chosen).unwrap_or(first)
    }

    fn ask_weights(&mut self, scene: Scene<'_>, worker: DeviceKind, outbox: &mut Outbox) {
        let (Some(whose), Some(run)) = (Whose::of(scene, self.steps[1]), scene.run) else { return };
        let layer = self.weights_layer(&run.spec.layers);
        let parameters = run.spec.summary().get(layer + 1).map(|row| row.parameters);
        let waits = run.busy() && parameters.is_none_or(|parameters| parameters > LIVE_PARAMETERS);
        let known = |(asked, of): &(Whose, usize)| {
            *of == layer && (*asked == whose || (waits && Whose { time: whose.time, ..*asked } == whose))
        };
        if self.weights.is_due(known) {
            let question = whose.question(Ask::Weights { layer: layer as u32 });
            self.weights.ask(outbox.ask(worker, Topic::Weights, question), (whose, layer));
        }
    }

    fn ask_saliency(&mut self, worker: DeviceKind, outbox: &mut Outbox) {
        let Some(wish) = &self.pixels else { return };
        let methods = [
            (&mut self.gradient, Topic::Gradient, Method::Gradient),
            (&mut self.occlusion, Topic::Occlusion, Method::Occlusion { side: wish.side }),
        ];
        for (asked, topic, method) in methods {
            if asked.is_due(|last| last == wish) {
                let what = Ask::Saliency { class: wish.class, method, image: wish.image.clone() };
                asked.ask(outbox.ask(worker, topic, wish.whose.question(what)), wish.clone());
            }
        }
    }

    fn ask_projection(&mut self, scene: Scene<'_>, worker: DeviceKind, outbox: &mut Outbox) {
        let epochs = scene.run.map_or(0, |run| run.epochs.len() as u64);
        let (Some(count), Some(whose)) = (self.projected, Whose::of(scene, epochs)) else { return };
        if scene.has_images() && self.projection.is_due(|last| *last == (whose, count)) {
            let question = whose.question(Ask::Projection { count });
            self.projection.ask(outbox.ask(worker, Topic::Projection, question), (whose, count));
        }
    }

    /// Asks for the image that is pointed at, one at a time.
    fn ask_point(&mut self, scene: Scene<'_>, worker: DeviceKind, outbox: &mut Outbox) {
        let Some(index) = self.pointed.filter(|_| !self.point.is_pending()) else { return };
        if scene.has_images() && self.point_image.as_ref().is_none_or(|image| image.index != index) {
            let question = Question::Images { split: Split::Test, indices: vec![index] };
            self.point.ask(outbox.ask(worker, Topic::Pointed, question), index);
        }
    }

    /// Takes the image that was asked for, if it is still pointed at.
    pub(super) fn image_arrived(&mut self, request: RequestId, image: Option<LabelledImage>) {
        let Some(index) = self.point.question().copied().filter(|_| self.point.awaits(request)) else { return };
        self.point.forget();
        if self.pointed == Some(index) {
            self.point_image = image.filter(|image| image.index == index);
            // Past the end of the file: not to be asked again.
            self.pointed = self.point_image.as_ref().map(|image| image.index);
        }
    }
}

impl State {
    /// Opens a part of the tab.
    pub fn open_section(&mut self, section: Section) {
        self.inside.section = section;
    }

    /// The place of the layer whose weights are shown; the output comes after the last hidden layer.
    pub fn weights_layer(&self) -> usize {
        self.inside.weights_layer(self.run.as_ref().map_or(&self.draft.layers, |run| &run.spec.layers))
    }

    /// Shows the weights of another layer.
    pub fn show_weights_of(&mut self, layer: usize) {
        self.inside.layer = Some(layer);
    }

    /// Seeks the pixels of this class, or of the winner.
    pub fn choose_pixel_class(&mut self, class: Option<u8>) {
        self.inside.class = class;
    }

    /// The class whose pixels are sought: the one that was chosen, or the winner.
    pub fn pixel_class(&self) -> Option<u8> {
        let winner = || {
            let activations = self.inside.activations.answer()?;
            u8::try_from(spec::argmax(&activations.probabilities)?).ok()
        };
        self.inside.class.or_else(winner)
    }

    /// Covers squares of this side, pixels.
    pub fn choose_cover_side(&mut self, side: u64) {
        self.inside.side = u32::try_from(side).unwrap_or(u32::MAX);
    }

    /// The side of the square that covers a part of the image: never larger than the image.
    pub fn cover_side(&self) -> u32 {
        let [height, width, _] = self.draft.dataset.info().shape;
        let side = if self.inside.side == 0 { SIDE } else { self.inside.side };
        side.clamp(1, height.min(width) as u32)
    }

    /// Asks which pixels of the image in view mattered, by both methods.
    pub fn ask_pixels(&mut self) {
        let (Some(whose), Some(class)) = (Whose::of(self.scene(), 0), self.pixel_class()) else { return };
        let Some(image) = self.in_view.image.clone() else { return };
        self.inside.pixels = Some(PixelWish { whose, image, class, side: self.cover_side() });
        // The network may have learnt since.
        self.inside.gradient.again();
        self.inside.occlusion.again();
    }

    /// Whether the maps of pixels are about another image or another question than the one that could be asked now.
    pub fn pixels_are_old(&self) -> bool {
        let Some(asked) = &self.inside.pixels else { return false };
        self.image_in_view() != Some(&asked.image)
            || self.pixel_class().is_some_and(|class| class != asked.class)
            || self.cover_side() != asked.side
            || self.moment() != asked.whose.moment
    }

    /// The image that the maps of pixels are about.
    pub fn pixels_image(&self) -> Option<&[u8]> {
        self.inside.pixels.as_ref().map(|asked| &asked.image[..])
    }

    /// Projects so many test images, and again after each epoch as long as they are in view.
    pub fn ask_projection(&mut self, count: u32) {
        self.inside.projected = Some(count.clamp(1, MAX_PROJECTED));
        self.inside.projection.again();
    }

    /// Points at a test image of the projection, by its place in the file.
    pub fn point_at(&mut self, index: Option<u32>) {
        self.inside.pointed = index;
        if self.inside.point_image.as_ref().map(|image| image.index) != index {
            self.inside.point_image = None;
        }
    }

    /// Whether a network stands that can be asked.
    pub fn can_look_inside(&self) -> bool {
        self.scene().network().is_some()
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
}

/// Whether a layer has numbers that it learns.
pub fn has_weights(layer: &Layer) -> bool {
    match layer {
        Layer::Dense(_) | Layer::Conv(_) | Layer::BatchNorm(_) => true,
        Layer::Pool(_) | Layer::Flatten | Layer::Dropout(_) => false,
    }
}

//! Questions about the inside of the run's network. What is quick is answered at once, the newest of each kind only; what
//! takes long is worked on beside the training, as that allows.

mod means;

use std::rc::Rc;

use model::dataset::Dataset;
use model::protocol::{Event, Method, Moment, RequestId, RunId, Split};
use model::session::{Occlusion, Subject, SurveyWork};

use crate::clock::{self, QUANTUM};
use crate::page;
use crate::run::{Run, lost};
use means::Means;

/// A question, and about whose weights.
#[derive(Clone, Copy)]
pub struct Question {
    pub request: RequestId,
    pub run: RunId,
    pub moment: Moment,
}

impl Question {
    /// The network that it is about; `None` where the run or its weights at that moment are not there.
    fn subject(&self, run: Option<&Run>) -> Option<Subject> {
        let run = run.filter(|run| run.id() == self.run)?;
        let (network, step) = run.network_at(self.moment)?;
        Some(Subject::new(run.session().spec(), network, run.session().scaling(), self.moment, step))
    }

    /// The same for an image of this size.
    fn subject_for(&self, image: &[u8], run: Option<&Run>) -> Option<Subject> {
        self.subject(run).filter(|subject| subject.takes(image))
    }
}

/// A question about which pixels mattered.
struct Pixels {
    question: Question,
    class: u8,
    method: Method,
    image: Vec<u8>,
}

/// What waits to be answered, and what is worked on.
#[derive(Default)]
pub struct Inside {
    look: Option<(Question, Vec<u8>)>,
    saliency: Option<Pixels>,
    survey: Option<(Question, u32)>,
    occlusion_work: Option<(Question, Occlusion)>,
    survey_work: Option<(Question, SurveyWork)>,
    means: Means,
}

impl Inside {
    /// What do the layers make of this image?
    pub fn ask_look(&mut self, question: Question, image: Vec<u8>) {
        self.look = Some((question, image));
    }

    /// Which pixels mattered for this class?
    pub fn ask_saliency(&mut self, question: Question, class: u8, method: Method, image: Vec<u8>) {
        self.occlusion_work = None;
        self.saliency = Some(Pixels { question, class, method, image });
    }

    /// What does the last hidden layer make of so many test images?
    pub fn ask_survey(&mut self, question: Question, count: u32) {
        self.survey_work = None;
        self.survey = Some((question, count));
    }

    /// Sends the mean images of a part of the data set; none where no data set is loaded.
    pub fn mean_images(&mut self, request: RequestId, split: Split, data: Option<&Rc<Dataset>>) {
        let images = data.map_or_else(Vec::new, |data| self.means.of(data, split));
        page::send(&Event::MeanImages { request, split, images });
    }

    /// Whether a question waits.
    pub fn is_waiting(&self) -> bool {
        self.look.is_some() || self.saliency.is_some() || self.survey.is_some()
    }

    /// Whether there is something to work on.
    pub fn is_busy(&self) -> bool {
        self.occlusion_work.is_some() || self.survey_work.is_some()
    }

    /// Answers the questions that wait, or begins to work on them.
    pub async fn answer(&mut self, run: Option<&Run>) {
        if let Some((question, image)) = self.look.take() {
            look(question, &image, run).await;
        }
        if let Some(pixels) = self.saliency.take() {
            self.begin_saliency(pixels, run).await;
        }
        if let Some((question, count)) = self.survey.take() {
            let work = question
                .subject(run)
                .zip(run)
                .and_then(|(subject, run)| SurveyWork::new(subject, run.session().data().clone(), count));
            match work {
                Some(work) => self.survey_work = Some((question, work)),
                None => page::send(&Event::Surveyed { request: question.request, result: None }),
            }
        }
    }

    async fn begin_saliency(&mut self, pixels: Pixels, run: Option<&Run>) {
        let Pixels { question, class, method, image } = pixels;
        let request = question.request;
        let refuse = || page::send(&Event::Saliency { request, result: None });
        let Some(subject) = question.subject_for(&image, run) else { return refuse() };
        match method {
            Method::Gradient => match subject.gradient(&image, class).await {
                Ok(found) => page::send(&Event::Saliency { request, result: found.map(Box::new) }),
                Err(detail) => lost(detail),
            },
            Method::Occlusion { side } => match Occlusion::new(subject, image, class, side) {
                Some(work) => self.occlusion_work = Some((question, work)),
                None => refuse(),
            },
        }
    }

    /// Works for a moment; ends what belongs to another run.
    pub async fn work(&mut self, run: Option<&Run>) {
        let is_here = |question: &Question| run.is_some_and(|run| run.id() == question.run);
        if let Some((question, _)) = self.occlusion_work.take_if(|(question, _)| !is_here(question)) {
            page::send(&Event::Saliency { request: question.request, result: None });
        }
        if let Some((question, _)) = self.survey_work.take_if(|(question, _)| !is_here(question)) {
            page::send(&Event::Surveyed { request: question.request, result: None });
        }
        let until = clock::now() + QUANTUM;
        while self.is_busy() && clock::now() < until {
            self.go_on().await;
        }
    }

    /// A step of each work.
    async fn go_on(&mut self) {
        if let Some((question, work)) = &mut self.occlusion_work {
            match work.step().await {
                Ok(true) => {}
                Ok(false) => {
                    let result = Some(Box::new(work.result()));
                    page::send(&Event::Saliency { request: question.request, result });
                    self.occlusion_work = None;
                }
                Err(detail) => {
                    self.occlusion_work = None;
                    lost(detail);
                }
            }
        }
        if let Some((question, work)) = &mut self.survey_work {
            match work.step().await {
                Ok(true) => {}
                Ok(false) => {
                    let result = work.result().map(Box::new);
                    page::send(&Event::Surveyed { request: question.request, result });
                    self.survey_work = None;
                }
                Err(detail) => {
                    self.survey_work = None;
                    lost(detail);
                }
            }
        }
    }
}

async fn look(question: Question, image: &[u8], run: Option<&Run>) {
    let result = match question.subject_for(image, run) {
        None => None,
        Some(subject) => match subject.look(image).await {
            Ok(looked) => Some(Box::new(looked)),
            Err(detail) => return lost(detail),
        },
    };
    page::send(&Event::Looked { request: question.request, result });
}

/// Sends the weights of a layer.
pub async fn send_weights(question: Question, layer: u32, run: Option<&Run>) {
    let result = match question.subject(run) {
        None => None,
        Some(subject) => match subject.weights(layer).await {
            Ok(weights) => weights.map(Box::new),
            Err(detail) => return lost(detail),
        },
    };
    page::send(&Event::LayerWeights { request: question.request, result });
}

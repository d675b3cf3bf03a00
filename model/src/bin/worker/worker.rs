//! The worker's one task: takes messages, answers, trains.

use std::rc::Rc;

use futures_util::StreamExt;
use model::catalogue::DatasetId;
use model::dataset::{Augmenter, Dataset};
use model::device::{Device, DeviceKind, self_test};
use model::network::read_safetensors;
use model::protocol::{
    Command, DataError, Event, LabelledImage, Moment, Part, Predictor, RequestId, RunError, RunId, Split, VERSION,
};
use model::session::{Allowance, RateSearch, Session, SessionError, SnapshotError};
use model::spec::Spec;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

use crate::builtin::BuiltIn;
use crate::clock::{self, Turn};
use crate::exam::Exam;
use crate::inbox::{Inbox, Message, Sender};
use crate::inside::{self, Inside, Question};
use crate::run::Run;
use crate::search::Search;
use crate::{download, page};

/// The most images that one question gets.
const MAX_IMAGES: usize = 1_000;

/// The most changed copies that one question gets.
const MAX_COPIES: u32 = 100;

pub struct Worker {
    sender: Sender,
    inbox: Inbox,
    device: Option<Device>,
    built_in: Option<BuiltIn>,
    /// The data set that was asked for last, whether it is here or not.
    wanted: Option<DatasetId>,
    data: Option<Rc<Dataset>>,
    /// A person's own images, once the page has handed them over.
    own_images: Option<Blob>,
    run: Option<Run>,
    /// The search for a learning rate that is under way.
    search: Option<Search>,
    /// Questions about the inside of the network.
    inside: Inside,
    /// The examination of the run that is under way.
    exam: Option<Exam>,
    /// What looking at the network may take from its training.
    allowance: Allowance,
    /// The newest question that waits for an answer.
    question: Option<(RequestId, Moment, Vec<u8>)>,
}

impl Worker {
    pub fn new(sender: Sender, inbox: Inbox) -> Self {
        Self {
            sender,
            inbox,
            device: None,
            built_in: None,
            wanted: None,
            data: None,
            own_images: None,
            run: None,
            search: None,
            inside: Inside::default(),
            exam: None,
            allowance: Allowance::default(),
            question: None,
        }
    }

    /// Serves until the page ends the worker.
    pub async fn serve(mut self) {
        let Ok(turn) = Turn::new() else { return };
        loop {
            if !self.is_busy() && self.question.is_none() && !self.inside.is_waiting() {
                let Some(message) = self.inbox.next().await else { return };
                self.take(message).await;
            }
            while let Ok(message) = self.inbox.try_recv() {
                self.take(message).await;
            }
            self.answer().await;
            self.inside.answer(self.run.as_ref()).await;
            if self.is_busy() {
                self.work().await;
                turn.give().await;
            }
        }
    }

    fn is_busy(&self) -> bool {
        let looks = self.exam.is_some() || self.inside.is_busy();
        self.search.is_some() || looks || self.run.as_ref().is_some_and(Run::is_busy)
    }

    /// A moment for the run, one for looking at its network if its training allows it, and one for the search.
    async fn work(&mut self) {
        if let Some(run) = &mut self.run {
            let begin = clock::now();
            run.work().await;
            self.allowance.earn(clock::now() - begin);
            if !run.is_busy() {
                self.allowance = Allowance::default();
            }
        }
        if self.allowance.is_left() {
            let begin = clock::now();
            self.look().await;
            self.allowance.spend(clock::now() - begin);
        }
        if let Some(search) = &mut self.search
            && !search.work().await
        {
            self.search = None;
        }
    }

    /// A moment for the examination, and one for questions about the inside.
    async fn look(&mut self) {
        if let (Some(exam), Some(run)) = (self.exam.take(), &self.run) {
            self.exam = exam.work(run.session()).await;
        }
        self.inside.work(self.run.as_ref()).await;
    }

    async fn take(&mut self, message: Message) {
        match message {
            Message::Command(command) => self.obey(command).await,
            Message::OwnImages(blob) => self.own_images = Some(blob),
            Message::BuiltIn(bytes) => self.built_in = BuiltIn::read(&bytes),
            Message::Dataset(id, result) if self.wanted == Some(id) => self.keep(id, result),
            // Another one was asked for meanwhile.
            Message::Dataset(..) => {}
        }
    }

    async fn obey(&mut self, command: Command) {
        match command {
            Command::Start { version, device } => self.start(version, device).await,
            Command::LoadDataset { dataset } => self.load(dataset),
            Command::Images { request, split, indices } => {
                let images = self.images(split, &indices);
                page::send(&Event::Images { request, split, images });
            }
            Command::Build { run, spec, weights } => self.build(run, *spec, weights),
            Command::Restore { run, spec, checkpoint } => self.restore(run, *spec, &checkpoint),
            Command::Predict { request, moment, image } => self.question = Some((request, moment, image)),
            Command::Train { run } => self.with(run, Run::train),
            Command::Step { run } => self.with(run, Run::step_once),
            Command::Stop { run } => self.with(run, Run::stop),
            Command::Evaluate { run } => self.with(run, Run::evaluate),
            Command::SetLearningRate { run, rate } => self.with(run, |run| run.set_learning_rate(rate)),
            Command::Pause { run } => {
                if let Some(run) = self.the(run) {
                    run.pause().await;
                }
            }
            Command::Augment { request, spec, index, count } => self.augment(request, &spec, index, count),
            Command::SearchRate { request, spec } => self.search(request, *spec),
            Command::StopRateSearch { request } => self.end_search(|search| search.request() == request),
            Command::Examine { request, run, moment, part } => self.examine(request, run, moment, part),
            Command::Look { request, run, moment, image } => {
                self.inside.ask_look(Question { request, run, moment }, image);
            }
            Command::LayerWeights { request, run, moment, layer } => {
                inside::send_weights(Question { request, run, moment }, layer, self.run.as_ref()).await;
            }
            Command::Saliency { request, run, moment, class, method, image } => {
                self.inside.ask_saliency(Question { request, run, moment }, class, method, image);
            }
            Command::Survey { request, run, moment, count } => {
                self.inside.ask_survey(Question { request, run, moment }, count);
            }
            Command::MeanImages { request, split } => self.inside.mean_images(request, split, self.data.as_ref()),
            Command::Weights { run } => {
                if let Some(run) = self.the(run) {
                    run.send_weights().await;
                }
            }
        }
    }

    /// The run, if it is still this one.
    fn the(&mut self, id: RunId) -> Option<&mut Run> {
        self.run.as_mut().filter(|run| run.id() == id)
    }

    fn with(&mut self, id: RunId, action: impl FnOnce(&mut Run)) {
        if let Some(run) = self.the(id) {
            action(run);
        }
    }

    async fn start(&mut self, version: u32, kind: DeviceKind) {
        let failed = |self_test, detail| page::send(&Event::DeviceFailed { self_test, detail });
        if version != VERSION {
            return failed(false, format!("the page speaks version {version}, this worker {VERSION}"));
        }
        let device = match Device::start(kind).await {
            Ok(device) => device,
            Err(error) => return failed(false, error.to_string()),
        };
        if kind == DeviceKind::Webgpu
            && let Err(detail) = prove(&device).await
        {
            return failed(true, detail);
        }
        self.device = Some(device);
        page::send(&Event::Ready { device: kind });
        spawn_local(BuiltIn::fetch(self.sender.clone()));
    }

    fn load(&mut self, id: DatasetId) {
        self.wanted = Some(id);
        self.end_search(|search| search.dataset() != id);
        match &self.data {
            Some(data) if data.id == id => announce(data),
            Some(_) | None => spawn_local(download::dataset(id, self.own_images.clone(), self.sender.clone())),
        }
    }

    fn keep(&mut self, id: DatasetId, result: Result<Dataset, DataError>) {
        match result {
            Err(error) => page::send(&Event::DatasetFailed { dataset: id, error }),
            Ok(data) => {
                announce(&data);
                self.data = Some(Rc::new(data));
            }
        }
    }

    fn images(&self, split: Split, indices: &[u32]) -> Vec<LabelledImage> {
        let Some(data) = &self.data else { return Vec::new() };
        let images = match split {
            Split::Train => &data.train,
            Split::Test => &data.test,
        };
        let one = |&index: &u32| {
            let pixels = images.image(index as usize)?.to_vec();
            Some(LabelledImage { index, label: images.labels()[index as usize], pixels })
        };
        indices.iter().take(MAX_IMAGES).filter_map(one).collect()
    }

    /// Shows what augmentation makes of an image in so many first epochs; of one that is not there nothing can be shown.
    fn augment(&self, request: RequestId, spec: &Spec, index: u32, count: u32) {
        let Some(original) = self.images(Split::Train, &[index]).pop() else { return };
        let Some(data) = &self.data else { return };
        let augmenter = spec.augmentation.map(|settings| Augmenter::new(settings, spec.seed, data.id.info().shape));
        let copy = |epoch| {
            let Some(augmenter) = augmenter else { return original.clone() };
            let mut pixels = Vec::with_capacity(original.pixels.len());
            augmenter.apply(&original.pixels, epoch, index, &mut pixels);
            LabelledImage { pixels, ..original }
        };
        let changed = (0..count.min(MAX_COPIES)).map(copy).collect();
        page::send(&Event::Augmented { request, original, changed });
    }

    /// Begins a search for a learning rate; the one before ends with what it has found.
    fn search(&mut self, request: RequestId, spec: Spec) {
        self.end_search(|_| true);
        let make = || {
            let (data, device) = self.ingredients(&spec)?;
            RateSearch::new(spec, data, device).map_err(refusal)
        };
        match make() {
            Ok(search) => self.search = Some(Search::new(request, search)),
            Err(error) => page::send(&Event::RateSearchEnded { request, result: Err(error) }),
        }
    }

    /// Ends the search that is under way, if it is such a one.
    fn end_search(&mut self, which: impl FnOnce(&Search) -> bool) {
        if self.search.as_ref().is_some_and(which)
            && let Some(mut search) = self.search.take()
        {
            search.end();
        }
    }

    /// Begins an examination; of one before nothing more is heard.
    fn examine(&mut self, request: RequestId, run: RunId, moment: Moment, part: Part) {
        self.exam = self.exam(request, run, moment, part);
        if self.exam.is_none() {
            page::send(&Event::Examined { request, result: None });
        }
    }

    /// An examination; `None` where the run, its weights at that moment or such images are not there.
    fn exam(&self, request: RequestId, id: RunId, moment: Moment, part: Part) -> Option<Exam> {
        let run = self.run.as_ref().filter(|run| run.id() == id)?;
        let (network, step) = run.network_at(moment)?;
        let examination = run.session().examination(part, network)?;
        Some(Exam::begin(request, moment, step, examination))
    }

    /// The device and the data of a run with these settings.
    fn ingredients(&self, spec: &Spec) -> Result<(Rc<Dataset>, Device), RunError> {
        match (&self.data, &self.device) {
            (Some(data), Some(device)) if data.id == spec.dataset => Ok((data.clone(), device.clone())),
            _ => Err(RunError::NoDataset),
        }
    }

    fn build(&mut self, id: RunId, spec: Spec, weights: Option<Vec<u8>>) {
        let make = || {
            let (data, device) = self.ingredients(&spec)?;
            let weights = weights.map(|bytes| read_safetensors(&bytes).map(|(tensors, _)| tensors)).transpose();
            let weights = weights.map_err(|error| RunError::Weights(error.to_string()))?;
            Session::new(spec, weights, data, device).map_err(refusal)
        };
        self.begin(id, make());
    }

    fn restore(&mut self, id: RunId, spec: Spec, checkpoint: &[u8]) {
        let make = || {
            let (data, device) = self.ingredients(&spec)?;
            Session::restore(spec, checkpoint, data, device).map_err(|error| match error {
                SnapshotError::Broken(detail) => RunError::Checkpoint(detail),
                SnapshotError::Session(error) => refusal(error),
            })
        };
        self.begin(id, make());
    }

    fn begin(&mut self, id: RunId, session: Result<Session, RunError>) {
        match session {
            Ok(session) => {
                if let Some(exam) = self.exam.take() {
                    exam.abandon();
                }
                let before = self.run.take();
                // The page may still count on what a run of this name had kept.
                let forgets = before.as_ref().is_some_and(|before| before.id() == id && before.has_kept());
                self.run = Some(Run::begin(id, session, before.and_then(Run::into_helper)));
                if forgets {
                    page::send(&Event::Saved { run: id, epochs: Vec::new() });
                }
            }
            Err(error) => page::send(&Event::Refused { run: id, error }),
        }
    }

    /// Answers the newest question: by the run's network of that moment once it has learnt something, otherwise by the
    /// built-in one where it knows such images. An image of another size was drawn for a network that is gone: no answer.
    async fn answer(&mut self) {
        let Some((request, moment, image)) = self.question.take() else { return };
        let trained = self.run.as_ref().is_some_and(|run| run.session().place().step > 0);
        let dataset = self.wanted.unwrap_or_default();
        let answer = match (&self.built_in, &self.run) {
            (Some(built_in), _) if !trained && built_in.dataset == dataset => {
                if image.len() != built_in.inputs() {
                    return;
                }
                (Predictor::BuiltIn, built_in.predict(&image).await)
            }
            (_, Some(run)) => {
                if image.len() != run.session().network().inputs() {
                    return;
                }
                let Some((network, step)) = run.network_at(moment).or_else(|| run.network_at(Moment::Now)) else {
                    return;
                };
                let by = Predictor::Run { run: run.id(), step };
                (by, run.session().predict_with(&network, &image).await.map_err(|error| error.to_string()))
            }
            (_, None) => return,
        };
        match answer {
            (by, Ok(probabilities)) => page::send(&Event::Prediction { request, by, probabilities }),
            (_, Err(detail)) => page::send(&Event::DeviceFailed { self_test: false, detail }),
        }
    }
}

fn announce(data: &Dataset) {
    let classes = data.id.info().classes;
    let (train, test) = (data.train.counts(classes), data.test.counts(classes));
    let histogram = data.train.histogram().to_vec();
    page::send(&Event::DatasetReady { dataset: data.id, train, test, histogram });
}

fn refusal(error: SessionError) -> RunError {
    match error {
        SessionError::Spec(error) => RunError::Spec(error),
        SessionError::Weights(error) => RunError::Weights(error.to_string()),
        SessionError::Dataset => RunError::NoDataset,
        SessionError::Device(detail) => RunError::Checkpoint(detail),
        SessionError::Diverged { step } => RunError::Checkpoint(format!("it had diverged at step {step}")),
    }
}

/// Compares what the device computes with the stored reference.
async fn prove(device: &Device) -> Result<(), String> {
    let file = download::file("self-test.json").await?;
    let reference = self_test::Report::from_json(&String::from_utf8_lossy(&file))?;
    self_test::compare(&self_test::report(device).await?, &reference)
}

//! The worker's one task: takes messages, answers, trains.

use std::rc::Rc;

use futures_util::StreamExt;
use images::dataset::Dataset;
use model::device::Device;
use model::inspect::{BuiltIn, Questions, Sources};
use model::network::read_safetensors;
use model::self_test;
use model::session::{CheckpointError, Session};
use spec::Spec;
use spec::catalogue::DatasetId;
use spec::device::DeviceKind;
use spec::protocol::{Command, DataError, Event, FailureKind, RunError, RunId, VERSION};
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

use crate::clock::{self, Turn};
use crate::inbox::{Inbox, Message, Sender};
use crate::run::Run;
use crate::{download, page};

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
    questions: Questions,
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
            questions: Questions::default(),
        }
    }

    /// Serves until the page ends the worker.
    pub async fn serve(mut self) {
        let Ok(turn) = Turn::new() else { return };
        loop {
            if self.is_idle() {
                let Some(message) = self.inbox.next().await else { return };
                self.take(message).await;
            }
            while let Ok(message) = self.inbox.try_recv() {
                self.take(message).await;
            }
            self.answer().await;
            if !self.is_idle() {
                self.work().await;
                turn.give().await;
            }
        }
    }

    fn is_idle(&self) -> bool {
        self.questions.is_empty() && !self.run.as_ref().is_some_and(Run::is_busy)
    }

    /// Answers what can be answered at once.
    async fn answer(&mut self) {
        let mut questions = std::mem::take(&mut self.questions);
        questions.answer(&self.sources(), &clock::now, &mut tell).await;
        self.questions = questions;
    }

    /// A moment for the run, and one for questions that take long.
    async fn work(&mut self) {
        let begin = clock::now();
        let mut trained = None;
        if let Some(run) = &mut self.run {
            run.work().await;
            trained = run.is_busy().then(|| clock::now() - begin);
        }
        self.questions.work(trained, &clock::now, &mut tell).await;
    }

    /// What questions are answered from.
    fn sources(&self) -> Sources<'_> {
        Sources {
            wanted: self.wanted.unwrap_or_default(),
            data: self.data.as_ref(),
            device: self.device.as_ref(),
            run: self.run.as_ref().map(Run::source),
            built_in: self.built_in.as_ref(),
        }
    }

    async fn take(&mut self, message: Message) {
        match message {
            Message::Command(command) => self.obey(command).await,
            Message::UserImages(blob) => self.own_images = Some(blob),
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
            Command::Ask { request, question } => self.questions.ask(request, question),
            Command::Withdraw { request } => self.questions.withdraw(request, clock::now(), &mut tell),
            Command::Build { run, spec, weights } => self.begin(run, self.build(*spec, weights)),
            Command::Restore { run, spec, checkpoint } => self.begin(run, self.restore(*spec, &checkpoint)),
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
        if version != VERSION {
            return page::fail(
                FailureKind::Version,
                format!("the page speaks version {version}, this worker {VERSION}"),
            );
        }
        let device = match Device::start(kind).await {
            Ok(device) => device,
            Err(error) => return page::fail(FailureKind::Start, error.to_string()),
        };
        if kind == DeviceKind::Webgpu
            && let Err(detail) = prove(&device).await
        {
            return page::fail(FailureKind::SelfTest, detail);
        }
        self.device = Some(device);
        page::send(&Event::Ready);
        spawn_local(download::built_in(self.sender.clone()));
    }

    fn load(&mut self, id: DatasetId) {
        self.wanted = Some(id);
        self.questions.change_dataset(id, clock::now(), &mut tell);
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

    fn build(&self, spec: Spec, weights: Option<Vec<u8>>) -> Result<Session, RunError> {
        let (data, device) = self.sources().ingredients(&spec)?;
        let weights = weights.map(|bytes| read_safetensors(&bytes).map(|(tensors, _)| tensors)).transpose();
        let weights = weights.map_err(|error| RunError::Weights(error.to_string()))?;
        Ok(Session::new(spec, weights, data, device)?)
    }

    fn restore(&self, spec: Spec, checkpoint: &[u8]) -> Result<Session, RunError> {
        let (data, device) = self.sources().ingredients(&spec)?;
        Session::restore(spec, checkpoint, data, device).map_err(|error| match error {
            CheckpointError::Broken(detail) => RunError::Checkpoint(detail),
            CheckpointError::Session(error) => error.into(),
        })
    }

    fn begin(&mut self, id: RunId, session: Result<Session, RunError>) {
        match session {
            Ok(session) => {
                self.questions.lose_run(&mut tell);
                let before = self.run.take();
                // The page may still count on the epochs that a run of this name had kept.
                let forgets = before.as_ref().is_some_and(|before| before.id() == id && before.has_history());
                self.run = Some(Run::begin(id, session, before.map(Run::into_helpers).unwrap_or_default()));
                if forgets {
                    page::send(&Event::Saved { run: id, epochs: Vec::new() });
                }
            }
            Err(error) => page::send(&Event::Refused { run: id, error }),
        }
    }
}

/// Tells the page.
fn tell(event: Event) {
    page::send(&event);
}

fn announce(data: &Dataset) {
    let classes = data.id.info().classes;
    let (train, test) = (data.train.counts(classes), data.test.counts(classes));
    let histogram = data.train.histogram().to_vec();
    page::send(&Event::DatasetReady { dataset: data.id, train, test, histogram });
}

/// Compares what the device computes with the stored reference.
async fn prove(device: &Device) -> Result<(), String> {
    let file = download::file("self-test.json").await?;
    let reference = self_test::Report::from_json(&String::from_utf8_lossy(&file))?;
    self_test::compare(&self_test::report(device).await?, &reference)
}

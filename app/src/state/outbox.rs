//! What a change of the state leaves to be done outside of it.

use std::collections::BTreeMap;

use spec::device::DeviceKind;
use spec::protocol::{Command, Question, RequestId};

use super::Topic;

/// What the browser's side has to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Read the list of worker builds, then call [`State::manifest_arrived`](super::State::manifest_arrived).
    FetchManifest,
    /// Start this build of the worker.
    Start {
        /// Which build.
        kind: DeviceKind,
        /// Its script, relative to the page.
        script: String,
    },
    /// End this worker.
    End(DeviceKind),
    /// Send a command to this worker.
    Send(DeviceKind, Command),
    /// Hand a person's own images to this worker.
    SendUserImages(DeviceKind),
    /// Hold the images that were read last in place of those before.
    HoldUserImages,
    /// Keep the images that are held in the browser, with these words about them; then call
    /// [`State::own_kept`](super::State::own_kept).
    KeepUserImages(String),
    /// Keep none any more; then call [`State::own_forgotten`](super::State::own_forgotten).
    ForgetUserImages,
    /// End the reader of files, whatever it does.
    EndReader,
    /// Give the person a file.
    Save {
        /// Its name.
        name: String,
        /// What is in it.
        bytes: Vec<u8>,
    },
}

/// The effects that wait to be carried out, and who gets which answer of the worker.
#[derive(Debug, Default)]
pub(super) struct Outbox {
    effects: Vec<Effect>,
    last_request: u32,
    /// The questions under way.
    topics: BTreeMap<RequestId, Topic>,
}

impl Outbox {
    pub fn push(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// The effects since the last call.
    pub fn take(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// Sends to a worker, if there is one.
    pub fn send(&mut self, worker: Option<DeviceKind>, command: Command) {
        self.effects.extend(worker.map(|worker| Effect::Send(worker, command)));
    }

    /// Asks a worker. The answer goes to this topic; one that is still under way there is not heard any more.
    pub fn ask(&mut self, worker: DeviceKind, topic: Topic, question: Question) -> RequestId {
        self.last_request += 1;
        let request = RequestId(self.last_request);
        self.topics.retain(|_, other| *other != topic);
        self.topics.insert(request, topic);
        self.push(Effect::Send(worker, Command::Ask { request, question }));
        request
    }

    /// Who gets the answer to this question.
    pub fn topic(&self, request: RequestId) -> Option<Topic> {
        self.topics.get(&request).copied()
    }

    /// The question is answered: who gets it.
    pub fn close(&mut self, request: RequestId) -> Option<Topic> {
        self.topics.remove(&request)
    }

    /// No question that is under way will be answered.
    pub fn lose_worker(&mut self) {
        self.topics.clear();
    }
}

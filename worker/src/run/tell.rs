//! What a run tells the page.

use model::inspect::count;
use spec::protocol::{Event, Part, Phase, Progress};

use super::Run;
use crate::{clock, page};

impl Run {
    /// Tells that the run stands ready.
    pub(super) fn tell_built(&self) {
        page::send(&Event::Built {
            run: self.id,
            train: count(&self.session, Part::Train),
            validation: count(&self.session, Part::Validation),
            steps_per_epoch: self.session.steps_per_epoch(),
        });
    }

    /// Sends all that is needed to go on from here.
    pub(super) async fn checkpoint(&mut self) {
        match self.session.checkpoint().await {
            Ok(bytes) => page::send(&Event::Checkpoint { run: self.id, bytes }),
            Err(error) => self.fail(error),
        }
    }

    pub(super) fn enter(&mut self, phase: Phase) {
        self.phase = phase;
        self.tell();
    }

    pub(super) fn send_points(&mut self) {
        let points = self.curve.take();
        if !points.is_empty() {
            page::send(&Event::Points { run: self.id, points });
        }
    }

    /// Tells the page where the run is.
    pub(super) fn tell(&mut self) {
        self.told = clock::now();
        self.send_points();
        let place = self.session.place();
        let spec = self.session.spec();
        let speed = self.speed.images_per_second();
        let steps = u64::from(self.session.steps_per_epoch()) * spec.epochs as u64;
        let images_left = steps.saturating_sub(place.step) as f64 * spec.batch_size as f64;
        page::send(&Event::Progress {
            run: self.id,
            progress: Progress {
                phase: self.phase.clone(),
                epoch: place.epoch,
                step_in_epoch: place.step_in_epoch,
                step: place.step,
                loss: self.last_loss,
                images_per_second: speed,
                seconds_left: (speed > 0.0).then(|| images_left / speed),
                learning_rate: self.session.learning_rate(),
            },
        });
    }
}

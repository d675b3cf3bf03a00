//! What the last hidden layer makes of many images, batch by batch, so that the caller can do other things between.

mod components;

use std::rc::Rc;

use super::Subject;
use crate::dataset::Dataset;
use crate::metrics::argmax;
use crate::network::{Glance, read_back};
use crate::protocol::{Numbers, Projection, Silent, Survey};
use components::Components;

/// The most images.
const MOST_IMAGES: usize = 5_000;

/// Numbers that are kept of all images together, 4 bytes each: at most 64 MB. Where a layer gives more than 3,200
/// numbers, fewer images are surveyed.
const MOST_NUMBERS: usize = 16_000_000;

/// Numbers of one image. The search for the plane keeps 128 bytes for each: at most 128 MB.
const LARGEST: usize = 1_000_000;

/// A survey under way. First the images go through the network, then the plane is sought.
pub struct SurveyWork {
    subject: Subject,
    data: Rc<Dataset>,
    /// Images in all.
    count: usize,
    labels: Vec<u8>,
    answers: Vec<u8>,
    /// What the output layer gets, image by image; the search takes it.
    activations: Vec<f32>,
    /// Place and sums of each layer with ReLU.
    sums: Vec<(usize, Vec<f64>)>,
    search: Option<Components>,
}

impl SurveyWork {
    /// A survey of the first `count` test images, at most 5,000; `None` where there is none, where the network is for
    /// others, or where its last hidden layer gives more than a million numbers.
    pub fn new(subject: Subject, data: Rc<Dataset>, count: u32) -> Option<Self> {
        let [numbers, _] = subject.network.output_shape();
        let fits = data.test.image(0).is_some_and(|image| subject.takes(image)) && numbers <= LARGEST;
        let count = (count as usize).min(data.test.len()).min(MOST_IMAGES).min(MOST_NUMBERS / numbers.max(1));
        if !fits || count == 0 {
            return None;
        }
        let (labels, answers, activations) = (Vec::new(), Vec::new(), Vec::new());
        Some(Self { subject, data, count, labels, answers, activations, sums: Vec::new(), search: None })
    }

    /// Works for a moment; whether there is more to do.
    ///
    /// # Errors
    /// What the device says when it is lost.
    pub async fn step(&mut self) -> Result<bool, String> {
        if let Some(search) = &mut self.search {
            return Ok(search.step());
        }
        self.look().await?;
        if self.labels.len() >= self.count {
            self.search = Some(Components::new(std::mem::take(&mut self.activations), self.count));
        }
        Ok(true)
    }

    /// Looks at the next images.
    async fn look(&mut self) -> Result<(), String> {
        let done = self.labels.len();
        let end = (done + self.subject.batch).min(self.count);
        let (input, labels) = self.subject.several(&self.data.test, done..end);
        let Glance { last, logits, sums } = self.subject.network.glance(input);
        let [numbers, classes] = self.subject.network.output_shape();
        let mut tensors = vec![last.reshape([labels.len() * numbers]), logits.reshape([labels.len() * classes])];
        let (places, sums): (Vec<usize>, Vec<_>) = sums.into_iter().unzip();
        tensors.extend(sums);
        let mut read = read_back(tensors).await?.into_iter();
        let (last, logits) = (read.next().unwrap_or_default(), read.next().unwrap_or_default());
        self.activations.extend(last);
        self.answers.extend(logits.chunks_exact(classes).map(|row| argmax(row) as u8));
        self.labels.extend(labels);
        if self.sums.is_empty() {
            self.sums = places.iter().map(|&place| (place, Vec::new())).collect();
        }
        for ((_, sums), more) in self.sums.iter_mut().zip(read) {
            sums.resize(more.len(), 0.0);
            sums.iter_mut().zip(more).for_each(|(sum, more)| *sum += f64::from(more));
        }
        Ok(())
    }

    /// What was found, once there is no more to do; `None` where the network's numbers are not finite.
    pub fn result(&self) -> Option<Survey> {
        let plane = self.search.as_ref()?.plane()?;
        let numbers = plane.mean.len() as u32;
        let mut silent = Vec::new();
        for (layer, sums) in &self.sums {
            let units = (0..).zip(sums).filter(|(_, sum)| **sum == 0.0).map(|(unit, _)| unit).collect();
            silent.push(Silent { layer: *layer as u32, units: sums.len() as u32, silent: units });
        }
        Some(Survey {
            moment: self.subject.moment,
            step: self.subject.step,
            indices: (0..self.count as u32).collect(),
            labels: self.labels.clone(),
            answers: self.answers.clone(),
            points: Numbers::new(vec![self.count as u32, 2], &plane.points),
            projection: Projection {
                layer: self.subject.network.hidden_layers() as u32,
                mean: Numbers::new(vec![numbers], &plane.mean),
                axes: Numbers::new(vec![2, numbers], &plane.axes),
                explained: plane.explained,
            },
            silent,
        })
    }
}

#[cfg(test)]
mod tests;

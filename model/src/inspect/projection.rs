//! The outputs of the last hidden layer for many images, projected on two dimensions, batch by batch, so that the caller
//! can do other things between.

use std::rc::Rc;

use super::pca::Pca;
use super::{Snapshot, gather};
use crate::device::DeviceLost;
use crate::metrics::argmax;
use crate::network::{Features, read_back};
use images::dataset::Dataset;
use spec::protocol::{Array, DeadUnits, PrincipalComponents, Projection};

/// The most images.
const MOST_IMAGES: usize = 5_000;

/// Numbers that are kept of all images together, 4 bytes each: at most 64 MB. Where a layer gives more than 3,200
/// numbers, fewer images are projected.
const MOST_NUMBERS: usize = 16_000_000;

/// Numbers of one image. The search for the plane keeps 128 bytes for each: at most 128 MB.
const LARGEST: usize = 1_000_000;

/// A projection under way. First the images go through the network, then the principal components are sought.
pub struct Projector {
    snapshot: Snapshot,
    data: Rc<Dataset>,
    /// Images in all.
    count: usize,
    labels: Vec<u8>,
    answers: Vec<u8>,
    /// What the output layer gets, image by image; the search takes it.
    activations: Vec<f32>,
    /// Place and sums of each layer with ReLU.
    sums: Vec<(usize, Vec<f64>)>,
    search: Option<Pca>,
}

impl Projector {
    /// A projection of the first `count` test images, at most 5,000; `None` where there is none, where the network is for
    /// others, or where its last hidden layer gives more than a million numbers.
    pub fn new(snapshot: Snapshot, data: Rc<Dataset>, count: u32) -> Option<Self> {
        let [numbers, _] = snapshot.network.output_shape();
        let fits = data.test.image(0).is_some_and(|image| snapshot.accepts(image)) && numbers <= LARGEST;
        let count = (count as usize).min(data.test.len()).min(MOST_IMAGES).min(MOST_NUMBERS / numbers.max(1));
        if !fits || count == 0 {
            return None;
        }
        let (labels, answers, activations) = (Vec::new(), Vec::new(), Vec::new());
        Some(Self { snapshot, data, count, labels, answers, activations, sums: Vec::new(), search: None })
    }

    /// Works for a moment; whether there is more to do.
    ///
    /// # Errors
    /// [`DeviceLost`]
    pub async fn step(&mut self) -> Result<bool, DeviceLost> {
        if let Some(search) = &mut self.search {
            return Ok(search.step());
        }
        self.forward().await?;
        if self.labels.len() >= self.count {
            self.search = Some(Pca::new(std::mem::take(&mut self.activations), self.count));
        }
        Ok(true)
    }

    /// Sends the next images through the network.
    async fn forward(&mut self) -> Result<(), DeviceLost> {
        let done = self.labels.len();
        let end = (done + self.snapshot.batch).min(self.count);
        let (bytes, labels) = gather(&self.data.test, done..end);
        let input = self.snapshot.input(&bytes, labels.len());
        let Features { last, logits, sums } = self.snapshot.network.features(input);
        let [numbers, classes] = self.snapshot.network.output_shape();
        let mut tensors = vec![last.reshape([labels.len() * numbers]), logits.reshape([labels.len() * classes])];
        let (places, sums): (Vec<usize>, Vec<_>) = sums.into_iter().unzip();
        tensors.extend(sums);
        let mut read = read_back(tensors).await.map_err(DeviceLost)?.into_iter();
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

    /// Images done, and in all.
    pub fn progress(&self) -> [u32; 2] {
        [self.labels.len() as u32, self.count as u32]
    }

    /// What was found, once there is no more to do; `None` where the network's numbers are not finite.
    pub fn finish(&self) -> Option<Projection> {
        let plane = self.search.as_ref()?.plane()?;
        let numbers = plane.mean.len() as u32;
        let mut dead = Vec::new();
        for (layer, sums) in &self.sums {
            let units = (0..).zip(sums).filter(|(_, sum)| **sum == 0.0).map(|(unit, _)| unit).collect();
            dead.push(DeadUnits { layer: *layer as u32, units: sums.len() as u32, dead: units });
        }
        Some(Projection {
            moment: self.snapshot.moment,
            step: self.snapshot.step,
            indices: (0..self.count as u32).collect(),
            labels: self.labels.clone(),
            answers: self.answers.clone(),
            points: Array::new(vec![self.count as u32, 2], &plane.points),
            components: PrincipalComponents {
                layer: self.snapshot.network.hidden_layers() as u32,
                mean: Array::new(vec![numbers], &plane.mean),
                axes: Array::new(vec![2, numbers], &plane.axes),
                explained: plane.explained,
            },
            dead,
        })
    }
}

#[cfg(test)]
mod tests;

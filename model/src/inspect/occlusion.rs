//! Which parts of an image an answer hangs on, found by covering them (Zeiler & Fergus 2013, "Visualizing and
//! Understanding Convolutional Networks", section 4.2).

use super::Snapshot;
use crate::device::DeviceLost;
use crate::metrics::softmax;
use spec::protocol::{Array, Method, Saliency};

/// The most squares that a large image gets, where larger steps leave no pixel uncovered.
const MOST_SQUARES: usize = 5_000;

/// A square slides over an image, batch by batch, so that the caller can do other things between.
///
/// The square's bytes are 0, the darkest value, whether or not that is the background of such images. It lies wholly
/// within the image, and moves by one pixel; where that makes too many squares, by as many as it must, at most by its
/// own side. So each pixel is under at least one.
pub struct Occlusion {
    snapshot: Snapshot,
    image: Vec<u8>,
    class: u8,
    side: usize,
    /// Top and left of each square.
    squares: Vec<[usize; 2]>,
    /// Squares done.
    next: usize,
    /// The class's probability with nothing covered.
    whole: Option<f64>,
    /// Of the squares over each pixel the sum of falls, and how many they are.
    sums: Vec<(f64, f64)>,
}

impl Occlusion {
    /// Which pixels the probability of `class` hangs on; `None` where the network is for other images or knows no such
    /// class. A side beyond the image's is the image's, and one of 0 is 1.
    pub fn new(snapshot: Snapshot, image: Vec<u8>, class: u8, side: u32) -> Option<Self> {
        let [height, width, _] = snapshot.network.image();
        let [_, classes] = snapshot.network.output_shape();
        if !snapshot.accepts(&image) || usize::from(class) >= classes {
            return None;
        }
        let side = (side as usize).clamp(1, height.min(width));
        let places = |step| (tops(height, side, step), tops(width, side, step));
        let fits = |step: &usize| {
            let (rows, columns) = places(*step);
            rows.len() * columns.len() <= MOST_SQUARES
        };
        let (rows, columns) = places((1..side).find(fits).unwrap_or(side));
        let squares = rows.iter().flat_map(|&top| columns.iter().map(move |&left| [top, left])).collect();
        let sums = vec![(0.0, 0.0); height * width];
        Some(Self { snapshot, image, class, side, squares, next: 0, whole: None, sums })
    }

    /// Covers the next squares; whether there are more.
    ///
    /// # Errors
    /// [`DeviceLost`]
    pub async fn step(&mut self) -> Result<bool, DeviceLost> {
        let whole = match self.whole {
            Some(whole) => whole,
            None => {
                let whole = self.answers(&[]).await?.first().copied().unwrap_or(0.0);
                *self.whole.insert(whole)
            }
        };
        let end = (self.next + self.snapshot.batch).min(self.squares.len());
        let squares = self.squares[self.next..end].to_vec();
        let [_, width, _] = self.snapshot.network.image();
        for (answer, [top, left]) in self.answers(&squares).await?.into_iter().zip(&squares) {
            for row in *top..top + self.side {
                for (sum, squares) in &mut self.sums[row * width + left..][..self.side] {
                    *sum += whole - answer;
                    *squares += 1.0;
                }
            }
        }
        self.next = end;
        Ok(self.next < self.squares.len())
    }

    /// The class's probability with each of these squares covered; of none, that of the whole image.
    async fn answers(&self, squares: &[[usize; 2]]) -> Result<Vec<f64>, DeviceLost> {
        let [_, width, channels] = self.snapshot.network.image();
        let count = squares.len().max(1);
        let mut images = self.image.repeat(count);
        for (copy, [top, left]) in images.chunks_exact_mut(self.image.len()).zip(squares) {
            for row in *top..top + self.side {
                copy[(row * width + left) * channels..][..self.side * channels].fill(0);
            }
        }
        let [_, classes] = self.snapshot.network.output_shape();
        let logits = self.snapshot.logits(&images, count).await?;
        Ok(logits.chunks_exact(classes).map(|row| f64::from(softmax(row)[usize::from(self.class)])).collect())
    }

    /// Squares done, and in all.
    pub fn progress(&self) -> [u32; 2] {
        [self.next as u32, self.squares.len() as u32]
    }

    /// How much the probability fell, of all squares over a pixel the mean: height, width, 1.
    pub fn finish(&self) -> Saliency {
        let [height, width, _] = self.snapshot.network.image();
        let means: Vec<f32> = self.sums.iter().map(|(sum, squares)| (sum / squares.max(1.0)) as f32).collect();
        Saliency {
            moment: self.snapshot.moment,
            class: self.class,
            method: Method::Occlusion { side: self.side as u32 },
            map: Array::new(vec![height as u32, width as u32, 1], &means),
        }
    }
}

/// Where squares begin along a side of the image: every `step` pixels, the last at the edge.
fn tops(length: usize, side: usize, step: usize) -> Vec<usize> {
    let last = length - side;
    let mut tops: Vec<usize> = (0..last).step_by(step).collect();
    tops.push(last);
    tops
}

#[cfg(test)]
mod tests;

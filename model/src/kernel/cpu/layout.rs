//! Where the numbers of an image lie while a window slides over it.

use super::lanes::WIDTH;
use crate::kernel::Window;

/// One image at a time is spread out into planes, one for each channel and each of the parts that a stride of s makes:
/// part (i, j) has the pixels of rows i, i + s, i + 2s … and columns j, j + s, …, with the padding. All planes have
/// the same rows and columns, so that a window begins at the same place of each.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    /// `[batch, channels, height, width]`
    pub images: [usize; 4],
    /// `[batch, filters, rows, columns]`
    pub output: [usize; 4],
    pub filters: usize,
    window: Window,
    /// Of a plane.
    rows: usize,
    /// Of a plane.
    pub columns: usize,
}

/// A place of the window.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tap {
    /// Row by row.
    pub place: usize,
    /// The part of the image that it sees.
    pub part: usize,
    /// What it sees of that part: places after the window's begin.
    pub shift: usize,
}

impl Layout {
    pub fn new(images: [usize; 4], filters: usize, window: Window) -> Self {
        let [rows, columns] = window.places;
        let more = (window.side - 1) / window.stride;
        let output = [images[0], filters, rows, columns];
        Self { images, output, filters, window, rows: rows + more, columns: columns + more }
    }

    /// Numbers of one image.
    pub fn size(&self) -> usize {
        self.images[1..].iter().product()
    }

    /// Parts along an axis.
    fn steps(&self) -> usize {
        self.window.stride.min(self.window.side)
    }

    /// Parts that an image is taken apart into.
    pub fn parts(&self) -> usize {
        self.steps() * self.steps()
    }

    /// Places from one plane to the next.
    pub fn plane(&self) -> usize {
        (self.rows * self.columns).next_multiple_of(WIDTH)
    }

    /// Places from the first window to the last, those between two rows of windows included.
    pub fn stretch(&self) -> usize {
        (self.output[2] * self.columns).next_multiple_of(WIDTH)
    }

    /// The farthest that a tap sees after the window's begin.
    fn reach(&self) -> usize {
        (self.window.side - 1) / self.window.stride * (self.columns + 1)
    }

    /// The places of a window.
    pub fn window_taps(&self) -> impl Iterator<Item = Tap> {
        let Window { side, stride, .. } = self.window;
        (0..side * side).map(move |place| {
            let [down, right] = [place / side, place % side];
            Tap {
                place,
                part: down % stride * self.steps() + right % stride,
                shift: down / stride * self.columns + right / stride,
            }
        })
    }

    /// Where each number of a kernel's filter has its first factor, in the order of the kernel.
    pub fn starts(&self) -> Vec<usize> {
        let channels = self.images[1];
        let of_tap = |tap: Tap| (0..channels).map(move |channel| (channel, tap));
        let start = |(channel, tap): (usize, Tap)| (channel * self.parts() + tap.part) * self.plane() + tap.shift;
        self.window_taps().flat_map(of_tap).map(start).collect()
    }

    /// Room for an image, with what a stretch reaches into after the last plane.
    pub fn source(&self) -> usize {
        self.images[1] * self.parts() * self.plane() + self.reach() + WIDTH
    }

    /// Spreads an image out. What is padding is never written and stays zero.
    pub fn spread(&self, image: &[f32], source: &mut [f32]) {
        let [_, channels, height, width] = self.images;
        for channel in 0..channels {
            let pixels = &image[channel * height * width..][..height * width];
            for part in 0..self.parts() {
                let plane = &mut source[(channel * self.parts() + part) * self.plane()..][..self.plane()];
                self.each_row(part, |y, pixel, places| {
                    let line = &pixels[y * width + pixel..(y + 1) * width];
                    let places = &mut plane[places];
                    match self.window.stride {
                        1 => places.copy_from_slice(&line[..places.len()]),
                        stride => {
                            let seen = line.iter().step_by(stride);
                            places.iter_mut().zip(seen).for_each(|(place, number)| *place = *number);
                        }
                    }
                });
            }
        }
    }

    /// The way back from the planes of one part: adds nothing, for each pixel lies in one part only.
    ///
    /// # Shapes
    /// - planes: a plane a channel
    /// - image: `[channels, height, width]`
    pub fn gather(&self, planes: &[f32], part: usize, image: &mut [f32]) {
        let [_, _, height, width] = self.images;
        for (pixels, plane) in image.chunks_exact_mut(height * width).zip(planes.chunks_exact(self.plane())) {
            self.each_row(part, |y, pixel, places| {
                let line = &mut pixels[y * width + pixel..(y + 1) * width];
                let places = &plane[places];
                if self.window.stride == 1 {
                    line[..places.len()].copy_from_slice(places);
                } else {
                    let seen = line.iter_mut().step_by(self.window.stride);
                    seen.zip(places).for_each(|(number, place)| *number = *place);
                }
            });
        }
    }

    /// For each row of the image that a part has something of: which row, its first pixel, and the places in the plane.
    fn each_row(&self, part: usize, mut see: impl FnMut(usize, usize, std::ops::Range<usize>)) {
        let [_, _, height, width] = self.images;
        let Window { stride, before: [above, left], .. } = self.window;
        let [down, right] = [part / self.steps(), part % self.steps()];
        // The first column that lies on the image, and the end of those that do.
        let first = left.saturating_sub(right).div_ceil(stride);
        let end = (width + left).saturating_sub(right).div_ceil(stride).min(self.columns);
        for row in 0..self.rows {
            let y = (row * stride + down).checked_sub(above).filter(|&y| y < height);
            if let (Some(y), true) = (y, first < end) {
                see(y, first * stride + right - left, row * self.columns + first..row * self.columns + end);
            }
        }
    }

    /// Places from one filter of a widened gradient to the next: zeros, then its planes' worth of places.
    fn lane(&self) -> usize {
        (self.reach() + self.plane().max(self.stretch())).next_multiple_of(WIDTH)
    }

    /// Room for a gradient by the output of one image.
    pub fn widened(&self) -> usize {
        self.filters * self.lane() + WIDTH
    }

    /// Where a filter's gradient of the first window lies, and `shift` places before that.
    pub fn back(&self, filter: usize, shift: usize) -> usize {
        filter * self.lane() + self.reach() - shift
    }

    /// Widens a gradient by the output of one image: rows as long as a plane's, and zeros where there is no window.
    pub fn widen(&self, gradient: &[f32], widened: &mut [f32]) {
        let [_, _, rows, columns] = self.output;
        for (filter, gradient) in gradient.chunks_exact(rows * columns).enumerate() {
            let places = &mut widened[self.back(filter, 0)..];
            for (places, gradient) in places.chunks_mut(self.columns).zip(gradient.chunks_exact(columns)) {
                places[..columns].copy_from_slice(gradient);
            }
        }
    }
}

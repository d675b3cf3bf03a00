//! Programs of our own for what Burn computes slowly, put on its tape with their forward and their backward pass.

pub(crate) mod cpu;
#[cfg(feature = "webgpu")]
pub(crate) mod gpu;

/// A square window that slides over images.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Window {
    /// Its side, pixels.
    pub side: usize,
    /// Pixels from one place to the next.
    pub stride: usize,
    /// Pixels of padding above and to the left.
    pub before: [usize; 2],
    /// Rows and columns of places.
    pub places: [usize; 2],
}

impl Window {
    /// Over images of this height and width with these pixels of padding before and after each.
    pub fn new(side: usize, stride: usize, lengths: [usize; 2], edges: [(usize, usize); 2]) -> Self {
        let places = |axis: usize| (edges[axis].0 + lengths[axis] + edges[axis].1 - side) / stride + 1;
        Self { side, stride, before: edges.map(|(before, _)| before), places: [places(0), places(1)] }
    }
}

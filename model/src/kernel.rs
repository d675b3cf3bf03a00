//! Programs of our own for what Burn computes slowly, put on its tape with their forward and their backward pass.

mod max_pool;

pub(crate) use max_pool::max_pool;

/// A square window that slides over images.
#[derive(Clone, Copy, Debug)]
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

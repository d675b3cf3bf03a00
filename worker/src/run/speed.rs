//! How many images a second.

use std::collections::VecDeque;

use crate::clock;

/// Milliseconds that the mean is over.
const WINDOW: f64 = 1_500.0;

/// The training speed of the last moments.
#[derive(Default)]
pub struct Speed {
    /// Times, and all images trained on until then.
    marks: VecDeque<(f64, f64)>,
    total: f64,
    /// What it was before the pause.
    before: f64,
}

impl Speed {
    /// After a pause: the time spent waiting does not count. Until there is a new speed the last one holds.
    pub fn restart(&mut self) {
        self.before = self.images_per_second();
        self.marks.clear();
        self.marks.push_back((clock::now(), self.total));
    }

    pub fn add(&mut self, images: f64) {
        self.total += images;
        let now = clock::now();
        self.marks.push_back((now, self.total));
        while self.marks.len() > 2 && self.marks.front().is_some_and(|(time, _)| now - time > WINDOW) {
            self.marks.pop_front();
        }
    }

    /// 0 before it is known.
    pub fn images_per_second(&self) -> f64 {
        match (self.marks.front(), self.marks.back()) {
            (Some((from, before)), Some((to, after))) if to > from => (after - before) / (to - from) * 1_000.0,
            (Some(_), Some(_)) | (Some(_), None) | (None, Some(_)) | (None, None) => self.before,
        }
    }
}

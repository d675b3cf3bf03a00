//! Size: the drawing's own box becomes [`BOX`] pixels.

use super::{BOX, PEN, Stroke};

/// Beyond this many points a drawing is thinned. A hand makes a few hundred; the screen reports at most some 1,000 a
/// second.
const MAX_POINTS: usize = 4_000;

/// A straight piece of a stroke, pixels, from its first to its last point.
pub(super) type Line = [[f32; 2]; 2];

/// The drawing's lines, scaled so that their ink fits the box, around the origin. `None` where there are none.
pub(super) fn fit(strokes: &[Stroke]) -> Option<Vec<Line>> {
    let total: usize = strokes.iter().map(Vec::len).sum();
    let every = total.div_ceil(MAX_POINTS).max(1);
    let paths: Vec<Vec<[f64; 2]>> = strokes.iter().map(|stroke| path(stroke, every)).collect();
    let frame = Frame::around(paths.iter().flatten())?;
    Some(paths.iter().flat_map(|path| lines(path, &frame)).collect())
}

/// Every n-th finite point of a stroke, and its last. In `f64` no difference of two `f32` overflows.
fn path(stroke: &Stroke, every: usize) -> Vec<[f64; 2]> {
    let points: Vec<_> = stroke.iter().map(|p| [f64::from(p.x), f64::from(p.y)]).collect();
    let finite: Vec<_> = points.into_iter().filter(|[x, y]| x.is_finite() && y.is_finite()).collect();
    let last = finite.last().filter(|_| (finite.len() - 1) % every != 0).copied();
    finite.iter().step_by(every).copied().chain(last).collect()
}

/// The lines between a path's points; a single point gives a line without length.
fn lines(path: &[[f64; 2]], frame: &Frame) -> Vec<Line> {
    let points: Vec<_> = path.iter().map(|point| frame.place(point)).collect();
    match points.as_slice() {
        [dot] => vec![[*dot, *dot]],
        points => points.windows(2).map(|pair| [pair[0], pair[1]]).collect(),
    }
}

/// Where the box lies in the drawing, and how large a unit of the drawing becomes.
struct Frame {
    middle: [f64; 2],
    scale: f64,
}

impl Frame {
    fn around<'a>(points: impl Iterator<Item = &'a [f64; 2]>) -> Option<Self> {
        let mut bounds: Option<[[f64; 2]; 2]> = None;
        for &[x, y] in points {
            let [low, high] = bounds.unwrap_or([[x, y], [x, y]]);
            bounds = Some([[low[0].min(x), low[1].min(y)], [high[0].max(x), high[1].max(y)]]);
        }
        let [low, high] = bounds?;
        let extent = (high[0] - low[0]).max(high[1] - low[1]);
        // Half the pen stands out on either side of the outermost points. A lone dot has no size to scale.
        let scale = if extent > 0.0 { f64::from(BOX - PEN) / extent } else { 0.0 };
        Some(Self { middle: [(low[0] + high[0]) / 2.0, (low[1] + high[1]) / 2.0], scale })
    }

    fn place(&self, point: &[f64; 2]) -> [f32; 2] {
        [0, 1].map(|axis| ((point[axis] - self.middle[axis]) * self.scale) as f32)
    }
}

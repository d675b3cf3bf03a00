//! What is on the pad: strokes, and what can be taken back.

use spec::drawing::{Point, Stroke};

/// Width and height of the pad in its own unit, whatever its size on the screen.
pub const SIDE: f32 = 280.0;
/// Points nearer to the last one than this are left out; a tap with a trembling hand stays a dot.
const NEAR: f32 = 1.0;
/// The most points of a sheet; more are not recorded. Minutes of scribbling.
const MOST_POINTS: usize = 50_000;

/// A sheet of paper.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    strokes: Vec<Stroke>,
    /// Whether the last stroke still goes on.
    open: bool,
    /// What was done, the newest last.
    done: Vec<Done>,
}

/// Something that can be taken back.
#[derive(Clone, Debug, PartialEq)]
enum Done {
    /// A stroke was drawn.
    Stroke,
    /// These strokes were removed.
    Clear(Vec<Stroke>),
}

impl Sheet {
    /// The strokes, also the one that goes on.
    pub fn strokes(&self) -> &[Stroke] {
        &self.strokes
    }

    /// Whether nothing is drawn.
    pub fn is_empty(&self) -> bool {
        self.strokes.is_empty()
    }

    /// Whether a stroke goes on.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// The pen touches the paper.
    pub fn begin(&mut self, at: Point) {
        self.end();
        if let Some(at) = recorded(at)
            && self.points() < MOST_POINTS
        {
            self.strokes.push(vec![at]);
            self.done.push(Done::Stroke);
            self.open = true;
        }
    }

    /// The pen moves on the paper.
    pub fn extend(&mut self, to: Point) {
        let full = self.points() >= MOST_POINTS;
        if let (true, false, Some(to), Some(stroke)) = (self.open, full, recorded(to), self.strokes.last_mut())
            && stroke.last().is_none_or(|last| distance(*last, to) >= NEAR)
        {
            stroke.push(to);
        }
    }

    /// The pen leaves the paper.
    pub fn end(&mut self) {
        self.open = false;
    }

    /// Whether there is something to take back.
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Takes the last stroke back, or the last clearing.
    pub fn undo(&mut self) {
        self.end();
        match self.done.pop() {
            Some(Done::Stroke) => {
                self.strokes.pop();
            }
            Some(Done::Clear(strokes)) => self.strokes = strokes,
            None => {}
        }
    }

    /// Takes everything off the paper. Can be taken back once.
    pub fn clear(&mut self) {
        self.end();
        if !self.is_empty() {
            // An earlier clearing is forgotten: one sheet is kept aside, not a stack of them.
            self.done = vec![Done::Stroke; self.strokes.len()];
            self.done.push(Done::Clear(std::mem::take(&mut self.strokes)));
        }
    }

    /// The strokes as JSON: `[[[x, y], …], …]`, in the pad's unit.
    pub fn to_json(&self) -> String {
        serde_json::to_string(&self.strokes).unwrap_or_default()
    }

    fn points(&self) -> usize {
        self.strokes.iter().map(Vec::len).sum()
    }
}

/// A point as it is kept: within the pad, to the hundredth of a unit, so that its text is short and exact.
fn recorded(point: Point) -> Option<Point> {
    let tidy = |value: f32| (value.clamp(0.0, SIDE) * 100.0).round() / 100.0;
    (point.x.is_finite() && point.y.is_finite()).then(|| Point { x: tidy(point.x), y: tidy(point.y) })
}

fn distance(a: Point, b: Point) -> f32 {
    (a.x - b.x).hypot(a.y - b.y)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f32, y: f32) -> Point {
        Point { x, y }
    }

    fn with_strokes(count: usize) -> Sheet {
        let mut sheet = Sheet::default();
        for i in 0..count {
            sheet.begin(at(10.0 * i as f32, 0.0));
            sheet.extend(at(10.0 * i as f32, 50.0));
            sheet.end();
        }
        sheet
    }

    #[test]
    fn strokes_are_recorded_as_they_are_drawn() {
        let mut sheet = Sheet::default();
        sheet.extend(at(5.0, 5.0));
        assert!(sheet.is_empty(), "the pen is up");
        sheet.begin(at(1.234_56, 2.0));
        sheet.extend(at(1.5, 2.5));
        sheet.extend(at(400.0, -3.0));
        sheet.extend(at(f32::NAN, 3.0));
        sheet.end();
        sheet.extend(at(9.0, 9.0));
        assert_eq!(sheet.to_json(), "[[[1.23,2.0],[280.0,0.0]]]");
        let read: Vec<Stroke> = serde_json::from_str(&sheet.to_json()).expect("it is JSON");
        assert_eq!(read, sheet.strokes());
    }

    #[test]
    fn undo_takes_back_stroke_by_stroke() {
        let mut sheet = with_strokes(2);
        sheet.undo();
        assert_eq!(sheet, with_strokes(1));
        sheet.undo();
        assert!(sheet.is_empty() && !sheet.can_undo());
        sheet.undo();
        assert_eq!(sheet, Sheet::default());
    }

    #[test]
    fn clearing_can_be_taken_back() {
        let mut sheet = with_strokes(3);
        sheet.clear();
        assert!(sheet.is_empty());
        sheet.clear();
        sheet.undo();
        assert_eq!(sheet, with_strokes(3));
        sheet.undo();
        assert_eq!(sheet, with_strokes(2));
    }

    #[test]
    fn a_stroke_after_clearing_is_taken_back_first() {
        let mut sheet = with_strokes(2);
        sheet.clear();
        sheet.begin(at(7.0, 7.0));
        sheet.end();
        sheet.undo();
        assert!(sheet.is_empty() && sheet.can_undo());
        sheet.undo();
        assert_eq!(sheet.strokes(), with_strokes(2).strokes());
    }

    #[test]
    fn only_the_last_clearing_can_be_taken_back() {
        let mut sheet = with_strokes(2);
        sheet.clear();
        sheet.begin(at(7.0, 7.0));
        sheet.clear();
        sheet.undo();
        assert_eq!(sheet.to_json(), "[[[7.0,7.0]]]");
        sheet.undo();
        assert_eq!(sheet, Sheet::default());
    }

    #[test]
    fn a_sheet_does_not_grow_without_end() {
        let mut sheet = Sheet::default();
        for i in 0..60_000 {
            if i % 1_000 == 0 {
                sheet.begin(at(0.0, 0.0));
            }
            sheet.extend(at((i % 2) as f32 * 100.0, 0.0));
        }
        assert_eq!(sheet.points(), MOST_POINTS);
    }
}

//! Drawing with the keyboard: a pen that arrow keys move.

use spec::drawing::Point;

use super::sheet::{SIDE, Sheet};

/// One press of an arrow key, in the pad's unit; with Shift four times as far.
const STRIDE: f32 = 10.0;

/// The pen of the keyboard.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pen {
    /// Where it is.
    pub at: Point,
    /// Whether it touches the paper.
    pub down: bool,
    /// Whether it is shown: once a key has moved it, until a pointer draws.
    pub shown: bool,
}

impl Default for Pen {
    fn default() -> Self {
        Self { at: Point { x: SIDE / 2.0, y: SIDE / 2.0 }, down: false, shown: false }
    }
}

/// What a key asks of the pad.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Action {
    /// Move the pen by so much.
    Move(f32, f32),
    /// Lower the pen, or lift it.
    Toggle,
    /// Take the last thing back.
    Undo,
    /// Take everything off the paper.
    Clear,
}

impl Action {
    /// What a key asks, by its name in `KeyboardEvent.key`; `command` is Ctrl or ⌘.
    pub fn of_key(key: &str, shift: bool, command: bool) -> Option<Self> {
        let stride = if shift { 4.0 * STRIDE } else { STRIDE };
        match (key, command) {
            ("ArrowLeft", false) => Some(Self::Move(-stride, 0.0)),
            ("ArrowRight", false) => Some(Self::Move(stride, 0.0)),
            ("ArrowUp", false) => Some(Self::Move(0.0, -stride)),
            ("ArrowDown", false) => Some(Self::Move(0.0, stride)),
            (" ", false) => Some(Self::Toggle),
            ("z" | "Z", true) | ("Backspace", false) => Some(Self::Undo),
            ("Escape" | "Delete", false) => Some(Self::Clear),
            _ => None,
        }
    }
}

impl Pen {
    /// Does what a key asks.
    pub fn follow(&mut self, action: Action, sheet: &mut Sheet) {
        match action {
            Action::Move(dx, dy) => {
                self.shown = true;
                self.at.x = (self.at.x + dx).clamp(0.0, SIDE);
                self.at.y = (self.at.y + dy).clamp(0.0, SIDE);
                if self.down {
                    sheet.extend(self.at);
                }
            }
            Action::Toggle => {
                self.shown = true;
                self.down = !self.down;
                if self.down { sheet.begin(self.at) } else { sheet.end() }
            }
            Action::Undo => {
                self.down = false;
                sheet.undo();
            }
            Action::Clear => {
                self.down = false;
                sheet.clear();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(keys: &[&str]) -> (Pen, Sheet) {
        let (mut pen, mut sheet) = (Pen::default(), Sheet::default());
        for key in keys {
            let action = Action::of_key(key, false, *key == "z").expect("a key of the pad");
            pen.follow(action, &mut sheet);
        }
        (pen, sheet)
    }

    #[test]
    fn arrows_draw_only_while_the_pen_is_down() {
        let (pen, sheet) = press(&["ArrowLeft", " ", "ArrowDown", "ArrowDown", " ", "ArrowUp"]);
        assert_eq!(sheet.to_json(), "[[[130.0,140.0],[130.0,150.0],[130.0,160.0]]]");
        assert_eq!((pen.at, pen.down, pen.shown), (Point { x: 130.0, y: 150.0 }, false, true));
    }

    #[test]
    fn the_pen_stays_on_the_paper() {
        let (pen, _) = press(&["ArrowRight"; 40]);
        assert_eq!(pen.at.x, SIDE);
    }

    #[test]
    fn undo_and_clear_lift_the_pen() {
        let (pen, sheet) = press(&[" ", "ArrowDown", "z"]);
        assert!(!pen.down && sheet.is_empty());
        let (pen, sheet) = press(&[" ", "ArrowDown", "Escape"]);
        assert!(!pen.down && sheet.is_empty() && sheet.can_undo());
    }

    #[test]
    fn other_keys_are_left_to_the_page() {
        for (key, command) in [("t", false), ("Tab", false), ("z", false), ("ArrowLeft", true), ("Enter", false)] {
            assert_eq!(Action::of_key(key, false, command), None, "{key}");
        }
        assert_eq!(Action::of_key("ArrowUp", true, false), Some(Action::Move(0.0, -40.0)));
    }
}

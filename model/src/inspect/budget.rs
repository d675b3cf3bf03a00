//! How much time beside the training may be spent on questions about the network.

/// Milliseconds of looking for each of training. Other questions are answered beside it too, and all together are to leave
/// the training nine tenths.
const SHARE: f64 = 1.0 / 16.0;

/// The most that can be saved up, milliseconds: an evaluation of 10,000 images of 28×28 takes about so long.
const MOST: f64 = 500.0;

/// An account of time: training pays in, looking takes out. In the long run the training keeps 16 of 17 parts, and still
/// a single question is answered at once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeBudget {
    saved: f64,
}

impl Default for TimeBudget {
    fn default() -> Self {
        Self { saved: MOST }
    }
}

impl TimeBudget {
    /// So many milliseconds were trained.
    pub fn earn(&mut self, milliseconds: f64) {
        self.saved = (self.saved + SHARE * milliseconds).min(MOST);
    }

    /// So many milliseconds were spent on looking.
    pub fn spend(&mut self, milliseconds: f64) {
        self.saved -= milliseconds;
    }

    /// Whether looking may go on.
    pub fn is_left(&self) -> bool {
        self.saved > 0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Milliseconds of looking while the training works for so many, each in turns of 8 where it may.
    fn looked_in(training: f64) -> f64 {
        let (mut budget, mut looked, mut trained) = (TimeBudget::default(), 0.0, 0.0);
        while trained < training {
            trained += 8.0;
            budget.earn(8.0);
            if budget.is_left() {
                looked += 8.0;
                budget.spend(8.0);
            }
        }
        looked
    }

    #[test]
    fn a_first_question_is_answered_at_once() {
        assert!(looked_in(400.0) >= 400.0);
    }

    #[test]
    fn in_the_long_run_the_training_keeps_what_it_is_to_keep() {
        let training = 120_000.0;
        let share = training / (training + looked_in(training));
        assert!(share > 0.93, "{share}");
    }

    #[test]
    fn a_long_turn_is_paid_back_before_the_next() {
        let mut budget = TimeBudget::default();
        budget.spend(MOST + 10.0);
        budget.earn(159.0);
        assert!(!budget.is_left());
        budget.earn(2.0);
        assert!(budget.is_left());
    }
}

//! What stands in the table of runs, and how it is sorted.

use spec::protocol::Phase;

use crate::format;
use crate::language::Language;
use crate::rules::compare::Column;
use crate::state::Row;
use crate::summary;
use crate::view::parts::sort::SortOrder;

/// A cell's words; a dash where there is nothing yet.
pub fn text(language: Language, column: Column, row: &Row) -> String {
    let spec = &row.spec;
    match column {
        Column::Run => row.number.to_string(),
        Column::Dataset => dataset(language, row),
        Column::Scale => summary::scale(spec.scale).to_owned(),
        Column::Validation => summary::validation(language, spec.validation),
        Column::Layers => summary::layers(language, spec),
        Column::Optimizer => summary::optimizer(language, &spec.optimizer),
        Column::Batch => spec.batch_size.to_string(),
        Column::Epochs => {
            let done = format!("{}/{}", row.epochs, spec.epochs);
            end(language, &row.phase).map_or(done.clone(), |end| format!("{done} · {end}"))
        }
        Column::Seed => spec.seed.to_string(),
        Column::Marks => summary::marks(language, spec),
        Column::TrainLoss | Column::ValidationLoss | Column::TestLoss => {
            figure(column, row).map_or_else(|| "–".to_owned(), |loss| format::decimal(language, loss, 3))
        }
        Column::TrainAccuracy | Column::ValidationAccuracy | Column::TestAccuracy => {
            figure(column, row).map_or_else(|| "–".to_owned(), |share| format::percent(language, share, 1))
        }
        Column::Seconds => format::decimal(language, row.seconds, 1),
    }
}

/// A cell's value for tests: a number with full precision, or words that do not change with the language.
pub fn value(column: Column, row: &Row) -> String {
    match column {
        Column::Dataset => row.spec.dataset.info().id.to_owned(),
        Column::Epochs => row.epochs.to_string(),
        Column::Run
        | Column::Scale
        | Column::Validation
        | Column::Layers
        | Column::Optimizer
        | Column::Batch
        | Column::Seed
        | Column::Marks => text(Language::En, column, row),
        Column::TrainLoss
        | Column::TrainAccuracy
        | Column::ValidationLoss
        | Column::ValidationAccuracy
        | Column::TestLoss
        | Column::TestAccuracy
        | Column::Seconds => figure(column, row).map(|value| value.to_string()).unwrap_or_default(),
    }
}

/// The name of a run's data set; a person's own images have none of the catalogue's.
fn dataset(language: Language, row: &Row) -> String {
    let name = row.spec.dataset.info().name;
    if name.is_empty() { language.phrases().runs().own_images().to_owned() } else { name.to_owned() }
}

/// How a run came to its end, where it was not its last epoch.
fn end(language: Language, phase: &Phase) -> Option<&'static str> {
    let phrases = language.phrases().header();
    match phase {
        Phase::Fresh | Phase::Training | Phase::Evaluating | Phase::Finished => None,
        Phase::Paused => Some(phrases.paused()),
        Phase::Stopped => Some(phrases.stopped()),
        Phase::StoppedEarly { .. } => Some(phrases.stopped_early()),
        Phase::Diverged { .. } => Some(phrases.diverged()),
    }
}

/// The number of a cell that holds one.
fn figure(column: Column, row: &Row) -> Option<f64> {
    let moving = row.moving;
    match column {
        Column::Run => Some(f64::from(row.number)),
        Column::Batch => Some(row.spec.batch_size as f64),
        Column::Epochs => Some(f64::from(row.epochs)),
        Column::Seed => Some(row.spec.seed as f64),
        Column::TrainLoss => moving.map(|point| f64::from(point.loss)).or(row.train.map(|score| score.loss)),
        Column::TrainAccuracy => {
            moving.map(|point| f64::from(point.accuracy)).or(row.train.map(|score| score.accuracy))
        }
        Column::ValidationLoss => row.validation.map(|score| score.loss),
        Column::ValidationAccuracy => row.validation.map(|score| score.accuracy),
        Column::TestLoss => row.test.map(|score| score.loss),
        Column::TestAccuracy => row.test.map(|score| score.accuracy),
        Column::Seconds => Some(row.seconds),
        Column::Dataset | Column::Scale | Column::Validation | Column::Layers | Column::Optimizer | Column::Marks => {
            None
        }
    }
}

/// In the order of training.
pub const FIRST: SortOrder<Column> = SortOrder::rising(Column::Run);

/// The rows' numbers in this order: by the column's figures, or by its words where it has none.
pub fn sorted(order: SortOrder<Column>, language: Language, rows: &[Row]) -> Vec<u32> {
    let mut rows: Vec<&Row> = rows.iter().collect();
    let compare = |a: &Row, b: &Row| match [a, b].map(|row| figure(order.column, row)) {
        [None, None] => {
            let words = |row| format::lowercase(&text(language, order.column, row));
            order.turned(words(a).cmp(&words(b)))
        }
        [a, b] => order.compare(a, b),
    };
    rows.sort_by(|a, b| compare(a, b).then(a.number.cmp(&b.number)));
    rows.into_iter().map(|row| row.number).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use spec::Spec;
    use spec::protocol::Score;

    use super::*;

    fn row(number: u32, batch_size: usize, accuracy: Option<f64>) -> Row {
        Row {
            number,
            spec: Arc::new(Spec { batch_size, ..Spec::default() }),
            from_file: false,
            live: false,
            phase: Phase::Finished,
            epochs: 3,
            train: None,
            validation: None,
            test: accuracy.map(|accuracy| Score { loss: 0.5, accuracy, images: 10 }),
            seconds: 2.25,
            moving: None,
        }
    }

    #[test]
    fn rows_are_sorted_by_number_and_those_without_come_last() {
        let rows = [row(1, 128, Some(0.9)), row(2, 32, None), row(3, 1_024, Some(0.95))];
        let sorted = |order| sorted(order, Language::En, &rows);
        assert_eq!(sorted(FIRST), [1, 2, 3]);
        let batch = FIRST.pressed(Column::Batch);
        assert_eq!((sorted(batch), sorted(batch.pressed(Column::Batch))), (vec![2, 1, 3], vec![3, 1, 2]));
        let test = FIRST.pressed(Column::TestAccuracy);
        assert_eq!((sorted(test), sorted(test.pressed(Column::TestAccuracy))), (vec![1, 3, 2], vec![3, 1, 2]));
    }

    #[test]
    fn cells_are_written_for_the_reader_and_for_tests() {
        let mut row = row(1, 128, Some(0.9));
        row.phase = Phase::Diverged { step: 9 };
        assert_eq!(text(Language::En, Column::Epochs, &row), "3/5 · Diverged");
        row.phase = Phase::Finished;
        let text = |column| text(Language::Es, column, &row);
        assert_eq!(text(Column::TestAccuracy).replace('\u{a0}', " "), "90,0 %");
        assert_eq!((text(Column::TrainLoss), text(Column::Epochs)), ("–".to_owned(), "3/5".to_owned()));
        assert_eq!(text(Column::Dataset), "MNIST");
        assert_eq!((value(Column::TestAccuracy, &row), value(Column::Dataset, &row)), ("0.9".into(), "mnist".into()));
        assert_eq!(value(Column::TrainLoss, &row), "");
    }
}

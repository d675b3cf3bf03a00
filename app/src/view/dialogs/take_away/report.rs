//! The report: settings, figures, and every chart and table that is on the page.

use spec::Spec;

use super::charts;
use crate::browser::export;
use crate::browser::export::Kind;
use crate::export::{Piece, Report, Table};
use crate::format;
use crate::i18n::runs;
use crate::language::Language;
use crate::rules::compare::Column;
use crate::rules::permalink;
use crate::state::State;
use crate::store::Store;
use crate::summary;

/// The report as a page.
pub fn html(store: Store, language: Language) -> String {
    let words = language.phrases().take_away();
    let (mut lines, tables) = store.look(|state| (lines(state, language), tables(state, language)));
    lines.insert(0, export::now(language.code()));
    let redraw = charts::redraw(store, language);
    let found = export::find();
    // What the state tells is there whether or not a tab shows it; it is not told twice.
    let told = |name: &str| tables.iter().any(|table| table.name == name);
    let seen =
        found.iter().filter(|found| found.kind == Kind::Picture || !told(&found.name)).map(|found| match found.kind {
            Kind::Picture => Piece::Picture(found.picture(&redraw)),
            Kind::Table | Kind::Numbers => Piece::Table(found.table()),
        });
    let empty = |piece: &Piece| match piece {
        Piece::Table(table) => table.rows.is_empty(),
        Piece::Picture(picture) => picture.size.0 < 1.0 || picture.size.1 < 1.0,
    };
    let seen: Vec<Piece> = seen.filter(|piece| !empty(piece)).collect();
    let report = Report {
        language: language.code().to_owned(),
        title: words.title().to_owned(),
        lines,
        colours: export::colours(),
        font: export::font(),
        pieces: tables.into_iter().map(Piece::Table).chain(seen).collect(),
    };
    report.html()
}

/// The settings that the report is of: those of the network that was trained, or else those in view.
fn spec(state: &State) -> &Spec {
    state.run.as_ref().filter(|run| run.trained()).map_or(&state.draft, |run| &run.spec)
}

/// Lines below the heading.
fn lines(state: &State, language: Language) -> Vec<String> {
    let words = language.phrases().take_away();
    let spec = spec(state);
    let mut lines = vec![format!("{} {}", words.address(), export::address(&permalink::write(spec)))];
    if let (Some(epoch), Some(run)) = (state.past(), &state.run) {
        lines.push(format!(
            "{} {}.",
            words.moment(),
            language.phrases().replay().epoch(u64::from(epoch) + 1, run.spec.epochs)
        ));
    }
    lines
}

/// Tables that are in the report whether or not a tab shows them, in their order. A further one is a row here: a
/// function from the state to [`Table::of_rows`], under the name of its `data-export`.
fn tables(state: &State, language: Language) -> Vec<Table> {
    vec![settings(state, language)]
}

fn settings(state: &State, language: Language) -> Table {
    let (words, spec) = (language.phrases().take_away(), spec(state));
    let heading = |column| runs::column(language, column).0.to_owned();
    let dataset = match spec.dataset.info().name {
        "" => language.phrases().runs().own_images(),
        name => name,
    };
    let parameters = spec.check().is_ok().then(|| format::whole(language, spec.parameters() as f64));
    let rows = [
        (heading(Column::Dataset), dataset.to_owned()),
        (heading(Column::Scale), summary::scale(spec.scale).to_owned()),
        (heading(Column::Validation), summary::validation(language, spec.validation)),
        (heading(Column::Layers), summary::layers(language, spec)),
        (words.parameters().to_owned(), parameters.unwrap_or_default()),
        (heading(Column::Optimizer), summary::optimizer(language, &spec.optimizer)),
        (heading(Column::Batch), spec.batch_size.to_string()),
        (heading(Column::Epochs), spec.epochs.to_string()),
        (heading(Column::Marks), summary::marks(language, spec)),
        (heading(Column::Seed), spec.seed.to_string()),
    ];
    let told = rows.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| vec![name, value]);
    let columns = words.setting_columns().map(str::to_owned).to_vec();
    Table::of_rows("settings", words.settings(), std::iter::once(columns).chain(told).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use spec::device::DeviceRequest;

    #[test]
    fn the_settings_are_told_in_both_languages() {
        let state = State::new(Spec::default(), DeviceRequest::Auto, 7);
        for language in Language::ALL {
            let table = settings(&state, language);
            let rows: Vec<Vec<&str>> =
                table.rows.iter().map(|row| row.iter().map(|cell| cell.text.as_str()).collect()).collect();
            assert_eq!(rows.len(), 10, "what is usual has no row: {rows:?}");
            assert!(rows.iter().all(|row| row.len() == 2 && row.iter().all(|text| !text.is_empty())), "{rows:?}");
            assert!(rows.iter().any(|row| row[1] == "784-128-10 · ReLU"), "{rows:?}");
        }
    }
}

//! A table as plain data.

/// A cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// What a reader sees.
    pub text: String,
    /// The number behind it with all its digits, where there is one. As text: a seed has more than fit in a float.
    pub value: Option<String>,
    /// Whether it heads a row or a column.
    pub heading: bool,
    /// Columns that it spans.
    pub columns: usize,
    /// Rows that it spans.
    pub rows: usize,
    /// The colours of its ground and its letters, where it has a ground of its own.
    pub colours: Option<[String; 2]>,
}

impl Cell {
    /// A cell with words.
    pub fn words(text: impl Into<String>) -> Self {
        Self { text: text.into(), value: None, heading: false, columns: 1, rows: 1, colours: None }
    }

    /// A cell that heads a row or a column.
    pub fn heading(text: impl Into<String>) -> Self {
        Self { heading: true, ..Self::words(text) }
    }
}

/// A table with its name in files and the one that people read.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The name of its file, without ending.
    pub name: String,
    /// What it shows.
    pub label: String,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table of words; the first row heads the columns, and the first cell its row.
    pub fn of_rows(name: &str, label: &str, rows: Vec<Vec<String>>) -> Self {
        let cell = |row: usize, column: usize, text| {
            if row == 0 || column == 0 { Cell::heading(text) } else { Cell::words(text) }
        };
        let cells = |(row, texts): (usize, Vec<String>)| {
            texts.into_iter().enumerate().map(|(column, text)| cell(row, column, text)).collect()
        };
        let rows = rows.into_iter().enumerate().map(cells).collect();
        Self { name: name.to_owned(), label: label.to_owned(), rows }
    }

    /// Rows of equal length, each cell at its place; places that another cell spans, or that no cell has, are empty.
    /// Columns without any content are left out: they held buttons.
    pub fn grid(&self) -> Vec<Vec<Option<&Cell>>> {
        // Rows that a cell from above still covers, for each column.
        let mut covered: Vec<usize> = Vec::new();
        let mut grid: Vec<Vec<Option<&Cell>>> = Vec::new();
        for row in &self.rows {
            let mut places: Vec<Option<&Cell>> = Vec::new();
            let mut next: Vec<usize> = covered.iter().map(|rows| rows.saturating_sub(1)).collect();
            for cell in row {
                while covered.get(places.len()).is_some_and(|rows| *rows > 0) {
                    places.push(None);
                }
                for step in 0..cell.columns.clamp(1, MOST_SPANNED) {
                    let column = places.len();
                    places.push((step == 0).then_some(cell));
                    next.resize(next.len().max(column + 1), 0);
                    next[column] = cell.rows.clamp(1, MOST_SPANNED) - 1;
                }
            }
            covered = next;
            grid.push(places);
        }
        let width = grid.iter().map(Vec::len).max().unwrap_or(0);
        grid.iter_mut().for_each(|row| row.resize(width, None));
        let filled = |cell: &Option<&Cell>| cell.is_some_and(|cell| !cell.text.is_empty() || cell.value.is_some());
        let kept: Vec<bool> = (0..width).map(|column| grid.iter().any(|row| filled(&row[column]))).collect();
        for row in &mut grid {
            let mut column = 0;
            row.retain(|_| {
                column += 1;
                kept[column - 1]
            });
        }
        grid
    }
}

/// No cell of the page spans more rows or columns.
const MOST_SPANNED: usize = 1_000;

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(table: &Table) -> Vec<Vec<String>> {
        let text = |cell: Option<&Cell>| cell.map(|cell| cell.text.clone()).unwrap_or_default();
        table.grid().into_iter().map(|row| row.into_iter().map(text).collect()).collect()
    }

    #[test]
    fn spans_keep_each_cell_at_its_place() {
        let mut rows = vec![
            vec![Cell::heading("true"), Cell::heading("predicted")],
            vec![Cell::heading("a"), Cell::heading("b")],
            vec![Cell::heading("a"), Cell::words("5"), Cell::words("1")],
        ];
        (rows[0][0].rows, rows[0][1].columns) = (2, 2);
        let table = Table { name: String::new(), label: String::new(), rows };
        assert_eq!(texts(&table), [["true", "predicted", ""], ["", "a", "b"], ["a", "5", "1"]]);
    }

    #[test]
    fn columns_of_buttons_and_short_rows_do_no_harm() {
        let rows = ["a| |b", "1| |", "2"].map(|row| row.split('|').map(|text| text.trim().to_owned()).collect());
        let table = Table::of_rows("t", "T", rows.to_vec());
        assert_eq!(texts(&table), [["a", "b"], ["1", ""], ["2", ""]]);
        assert!(table.rows[0][2].heading && table.rows[1][0].heading && !table.rows[1][1].heading);
        assert!(Table::of_rows("t", "T", vec![]).grid().is_empty());
    }
}

//! Panels: some rows of the left matrix, or some columns of the right one, step by step of the depth.

use std::ops::Range;

use wide::f32x4;

use super::{Matrix, ROWS};

/// Panels that are written side by side where rows are copied: more streams than that are slow.
const ABREAST: usize = 16;

/// Panels of the left matrix without the lines that are zero.
pub(super) struct ThinPanels {
    depth: usize,
    lines: Vec<[f32; ROWS]>,
    /// Which step of the depth each line is.
    steps: Vec<u32>,
    /// How many lines each panel has left.
    kept: Vec<usize>,
}

impl ThinPanels {
    pub const fn new() -> Self {
        Self { depth: 0, lines: Vec::new(), steps: Vec::new(), kept: Vec::new() }
    }

    /// Takes these columns of a matrix in place of what was there.
    pub fn fill(&mut self, matrix: Matrix<'_>, columns: Range<usize>) {
        let (rows, depth) = (matrix.size[0], columns.len());
        let length = rows.div_ceil(ROWS) * depth;
        self.depth = depth;
        self.lines.resize(length, [0.0; ROWS]);
        self.steps.resize(length, 0);
        pack(matrix.transposed(), columns, 0..rows, &mut self.lines);
        let panels = self.lines.chunks_exact_mut(depth).zip(self.steps.chunks_exact_mut(depth));
        self.kept.clear();
        self.kept.extend(panels.map(|(panel, steps)| thin_out(panel, steps)));
    }

    /// Of each panel the lines, and their steps.
    pub fn iter(&self) -> impl Iterator<Item = (&[[f32; ROWS]], &[u32])> {
        let panels = self.lines.chunks_exact(self.depth).zip(self.steps.chunks_exact(self.depth));
        panels.zip(&self.kept).map(|((lines, steps), &kept)| (&lines[..kept], &steps[..kept]))
    }
}

/// Leaves out the lines of a panel that are zero, notes which ones stay, and gives their number.
fn thin_out(panel: &mut [[f32; ROWS]], steps: &mut [u32]) -> usize {
    let mut kept = 0;
    for step in 0..panel.len() {
        let line = panel[step];
        panel[kept] = line;
        steps[kept] = step as u32;
        kept += usize::from(f32x4::new(line).simd_ne(f32x4::ZERO).any());
    }
    kept
}

/// Copies some rows of some columns into panels of `N` columns, one after the other; zeros where there is no column.
pub(super) fn pack<const N: usize>(
    matrix: Matrix<'_>,
    rows: Range<usize>,
    columns: Range<usize>,
    panels: &mut [[f32; N]],
) {
    let depth = rows.len();
    if matrix.strides[1] == 1 {
        let groups = panels.chunks_mut(ABREAST * depth).zip(columns.clone().step_by(ABREAST * N));
        for (panels, from) in groups {
            let columns = from..columns.end.min(from + ABREAST * N);
            pack_rows(matrix, rows.clone(), columns, panels);
        }
        return;
    }
    for (panel, from) in panels.chunks_exact_mut(depth).zip(columns.clone().step_by(N)) {
        let columns = from..columns.end.min(from + N);
        if columns.len() < N {
            panel.fill([0.0; N]);
        }
        pack_columns(matrix, rows.clone(), columns, panel);
    }
}

/// Row by row, for matrices whose rows lie in memory from end to end.
fn pack_rows<const N: usize>(matrix: Matrix<'_>, rows: Range<usize>, columns: Range<usize>, panels: &mut [[f32; N]]) {
    let depth = rows.len();
    for (step, row) in rows.enumerate() {
        let (pieces, rest) = matrix.numbers[matrix.place(row, columns.start)..][..columns.len()].as_chunks::<N>();
        let mut lines = panels[step..].iter_mut().step_by(depth);
        for (piece, line) in pieces.iter().zip(&mut lines) {
            *line = *piece;
        }
        if let Some(line) = lines.next() {
            line.fill(0.0);
            line[..rest.len()].copy_from_slice(rest);
        }
    }
}

/// Column by column, into one panel.
fn pack_columns<const N: usize>(matrix: Matrix<'_>, rows: Range<usize>, columns: Range<usize>, panel: &mut [[f32; N]]) {
    let start = |column: usize| &matrix.numbers[matrix.place(rows.start, column)..];
    if columns.len() == N && matrix.strides[0] == 1 {
        for place in (0..N).step_by(4) {
            let four: [&[f32]; 4] = std::array::from_fn(|next| &start(columns.start + place + next)[..rows.len()]);
            let blocks = four.map(|numbers| numbers.as_chunks::<4>().0);
            let (lines, last) = panel.as_chunks_mut::<4>();
            for (block, lines) in lines.iter_mut().enumerate() {
                let numbers = blocks.map(|blocks| blocks[block]);
                for (step, line) in lines.iter_mut().enumerate() {
                    for next in 0..4 {
                        line[place + next] = numbers[next][step];
                    }
                }
            }
            let done = rows.len() - last.len();
            for (step, line) in last.iter_mut().enumerate() {
                for next in 0..4 {
                    line[place + next] = four[next][done + step];
                }
            }
        }
        return;
    }
    for (place, column) in columns.enumerate() {
        let numbers = start(column).iter().step_by(matrix.strides[0]);
        panel.iter_mut().zip(numbers).for_each(|(line, &number)| line[place] = number);
    }
}

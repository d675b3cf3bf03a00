//! Panels: some rows of the left matrix, or some columns of the right one, step by step of the depth.

use wide::f32x4;

use super::{Matrix, ROWS, WIDTH};

/// One row of a panel of the right matrix.
pub(super) type Line = [[f32; 4]; WIDTH / 4];

/// Copies some rows from `row` on and their columns from `from` on; zeros where there is no row.
pub(super) fn pack_left(matrix: Matrix<'_>, row: usize, from: usize, panel: &mut [[f32; ROWS]]) {
    let rows = ROWS.min(matrix.size[0] - row);
    let [down, right] = matrix.strides;
    if rows == ROWS && down == 1 {
        for (step, line) in panel.iter_mut().enumerate() {
            line.copy_from_slice(&matrix.numbers[row + (from + step) * right..][..ROWS]);
        }
        return;
    }
    if rows < ROWS {
        panel.fill([0.0; ROWS]);
    }
    for row in row..row + rows {
        let numbers = matrix.numbers[matrix.place(row, from)..].iter().step_by(right);
        panel.iter_mut().zip(numbers).for_each(|(line, &number)| line[row % ROWS] = number);
    }
}

/// Copies some columns from `column` on and their rows from `from` on; zeros where there is no column.
pub(super) fn pack_right(matrix: Matrix<'_>, from: usize, column: usize, panel: &mut [Line]) {
    let columns = WIDTH.min(matrix.size[1] - column);
    let [down, right] = matrix.strides;
    if columns < WIDTH {
        panel.fill([[0.0; 4]; WIDTH / 4]);
    }
    if right == 1 {
        for (step, line) in panel.iter_mut().enumerate() {
            let numbers = &matrix.numbers[matrix.place(from + step, column)..];
            let line = line.as_flattened_mut();
            // A copy of a length that is known beforehand is a few moves instead of a call.
            if columns == WIDTH {
                line.copy_from_slice(&numbers[..WIDTH]);
            } else {
                line[..columns].copy_from_slice(&numbers[..columns]);
            }
        }
        return;
    }
    for place in 0..columns {
        let numbers = matrix.numbers[matrix.place(from, column + place)..].iter().step_by(down);
        panel.iter_mut().zip(numbers).for_each(|(line, &number)| line[place / 4][place % 4] = number);
    }
}

/// Leaves out the lines of a panel that are zero, notes which ones stay, and gives their number.
pub(super) fn thin_out(panel: &mut [[f32; ROWS]], steps: &mut [u32]) -> usize {
    let mut kept = 0;
    for step in 0..panel.len() {
        let line = panel[step];
        panel[kept] = line;
        steps[kept] = step as u32;
        kept += usize::from(f32x4::new(line).simd_ne(f32x4::ZERO).any());
    }
    kept
}

//! What the programs of pooling are told.

use super::program::ROW;
use crate::kernel::Window;

/// The uniform that [`numbers_of`] fills; `binding` is its place.
pub(super) fn head(binding: u32) -> String {
    format!(
        "struct Size {{
    planes: u32, height: u32, width: u32, side: u32, stride: u32, top: u32, left: u32, rows: u32, columns: u32,
}}
@group(0) @binding({binding}) var<uniform> size: Size;
const ROW: u32 = {ROW}u;
"
    )
}

/// The size of images and the window over them.
pub(super) fn numbers_of([batch, channels, height, width]: [usize; 4], window: Window) -> [u32; 9] {
    let Window { side, stride, before: [top, left], places: [rows, columns] } = window;
    [batch * channels, height, width, side, stride, top, left, rows, columns].map(|number| number as u32)
}

//! Small programs on number after number.

use burn_wgpu::CubeTensor;

use super::program::{Program, ROW, empty, spread};

/// What becomes of a number and of what stands beside it, by variant.
const FORMULAS: [&str; 2] = ["select(none, numbers[at], other[at] > none)", "numbers[at] * other[0]"];

/// Bit of a variant: the numbers are whole fours.
const WHOLE: u32 = 2;

/// `gradient` where `passed`, of the same shape, is positive; elsewhere 0.
pub(super) fn where_positive(gradient: &CubeTensor, passed: &CubeTensor) -> CubeTensor {
    run(0, gradient, passed)
}

/// `numbers` times the one number in `factor`.
pub(super) fn scaled(numbers: &CubeTensor, factor: &CubeTensor) -> CubeTensor {
    run(1, numbers, factor)
}

fn run(variant: u32, numbers: &CubeTensor, other: &CubeTensor) -> CubeTensor {
    let shape = numbers.meta.shape().clone();
    let count = shape.num_elements();
    let result = empty(numbers, shape);
    let (variant, items) = if count.is_multiple_of(4) { (variant | WHOLE, count / 4) } else { (variant, count) };
    let program = Program { name: "pointwise", variant, threads: [64, 1] };
    program.launch(text, spread(items), &[numbers, other], &[&result], &[items as u32]);
    result
}

fn text(variant: u32) -> String {
    let formula = FORMULAS[(variant & 1) as usize];
    let kind = if variant & WHOLE == 0 { "f32" } else { "vec4<f32>" };
    // A factor is one number.
    let other = if variant & 1 == 1 { "f32" } else { kind };
    format!(
        "@group(0) @binding(0) var<storage, read> numbers: array<{kind}>;
@group(0) @binding(1) var<storage, read> other: array<{other}>;
@group(0) @binding(2) var<storage, read_write> result: array<{kind}>;
@group(0) @binding(3) var<uniform> count: u32;
const none = {kind}(0.0);

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {{
    let at = id.x + {ROW}u * id.y;
    if at < count {{
        result[at] = {formula};
    }}
}}
"
    )
}

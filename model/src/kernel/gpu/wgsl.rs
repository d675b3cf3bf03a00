//! Pieces of WGSL: buffers whose rows are read and written four numbers at a time.

/// A buffer of rows of `length` numbers, and `load_NAME(row, at)`: four numbers of a row from place `at`, a multiple of
/// four, on. `whole` says that rows are whole fours; otherwise what lies behind the end of a row is 0.
pub(super) fn readable(binding: u32, name: &str, length: &str, whole: bool) -> String {
    if whole {
        format!(
            "@group(0) @binding({binding}) var<storage, read> {name}: array<vec4<f32>>;
fn load_{name}(row: u32, at: u32) -> vec4<f32> {{
    return {name}[(row * {length} + at) / 4u];
}}
"
        )
    } else {
        format!(
            "@group(0) @binding({binding}) var<storage, read> {name}: array<f32>;
fn load_{name}(row: u32, at: u32) -> vec4<f32> {{
    let start = row * {length} + at;
    let rest = {length} - at - 1u;
    let numbers = vec4({name}[start], {name}[start + min(1u, rest)], {name}[start + min(2u, rest)], {name}[start + min(3u, rest)]);
    return select(vec4(0.0), numbers, vec4(0u, 1u, 2u, 3u) <= vec4(rest));
}}
"
        )
    }
}

/// A buffer of rows of `length` numbers, and `store_NAME(row, at, numbers)`: writes four numbers of a row from place `at`,
/// a multiple of four, on; those behind the end of the row are left out.
pub(super) fn writable(binding: u32, name: &str, length: &str, whole: bool) -> String {
    if whole {
        format!(
            "@group(0) @binding({binding}) var<storage, read_write> {name}: array<vec4<f32>>;
fn store_{name}(row: u32, at: u32, numbers: vec4<f32>) {{
    {name}[(row * {length} + at) / 4u] = numbers;
}}
"
        )
    } else {
        format!(
            "@group(0) @binding({binding}) var<storage, read_write> {name}: array<f32>;
fn store_{name}(row: u32, at: u32, numbers: vec4<f32>) {{
    let start = row * {length} + at;
    for (var i = 0u; i < min(4u, {length} - at); i++) {{
        {name}[start + i] = numbers[i];
    }}
}}
"
        )
    }
}

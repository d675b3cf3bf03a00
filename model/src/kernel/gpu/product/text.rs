//! The programs' text. Rows and columns behind the last ones are computed in place of the last, and not stored.

use std::fmt::Write;

use super::super::wgsl::{readable, writable};
use super::Variant;

/// Threads of a workgroup, across and down, and what they share.
fn head(binding: u32, tile: usize, rows: &str, columns: &str) -> String {
    format!(
        "struct Size {{ batch: u32, inputs: u32, units: u32 }}
@group(0) @binding({binding}) var<uniform> size: Size;

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {{
    let column = {tile}u * id.x;
    let row = {tile}u * id.y;
    if column >= {columns} || row >= {rows} {{
        return;
    }}
"
    )
}

/// Adds lines to a text that is being written.
macro_rules! lines {
    ($text:ident, $($line:tt)*) => { writeln!($text, $($line)*).expect("a string takes everything") };
}

/// `name0`, `name1`, …: places from `first` on, none of them behind the last of `length`.
fn places(text: &mut String, name: &str, first: &str, count: usize, length: &str) {
    for i in 0..count {
        lines!(text, "    let {name}{i} = min({first} + {i}u, {length} - 1u);");
    }
}

/// `name0`, `name1`, …: places of groups of four from `first` on, none of them behind the last of `length`.
fn fours(text: &mut String, name: &str, first: &str, count: usize, length: &str) {
    for i in 0..count {
        lines!(text, "    let {name}{i} = min({first} + {}u, ({length} - 1u) / 4u * 4u);", 4 * i);
    }
}

/// The sums of a tile, a row of it in `groups` of four.
fn sums(text: &mut String, rows: usize, groups: usize) {
    for i in 0..rows {
        for j in 0..groups {
            lines!(text, "    var sum{i}_{j} = vec4(0.0);");
        }
    }
}

/// Stores a tile.
fn store(
    text: &mut String,
    tile: usize,
    name: &str,
    [rows, columns]: [&str; 2],
    finished: impl Fn(&str, usize) -> String,
) {
    for j in 0..tile / 4 {
        lines!(text, "    if column + {}u < {columns} {{", 4 * j);
        for i in 0..tile {
            let sum = finished(&format!("sum{i}_{j}"), j);
            lines!(text, "        if row + {i}u < {rows} {{ store_{name}(row + {i}u, column + {}u, {sum}); }}", 4 * j);
        }
        lines!(text, "    }}");
    }
}

pub(super) fn forward(variant: Variant) -> String {
    let tile = variant.tile();
    let mut text = readable(0, "input", "size.inputs", variant.inputs);
    text += &readable(1, "kernel", "size.units", variant.units);
    text += &readable(2, "bias", "size.units", variant.units);
    text += &writable(3, "output", "size.units", variant.units);
    text += &head(4, tile, "size.batch", "size.units");
    places(&mut text, "row", "row", tile, "size.batch");
    fours(&mut text, "column", "column", tile / 4, "size.units");
    sums(&mut text, tile, tile / 4);
    lines!(text, "    for (var at = 0u; at < size.inputs; at += 4u) {{");
    for k in 0..4 {
        // The input is 0 there.
        lines!(text, "        let at{k} = min(at + {k}u, size.inputs - 1u);");
        for j in 0..tile / 4 {
            lines!(text, "        let weights{k}_{j} = load_kernel(at{k}, column{j});");
        }
    }
    for i in 0..tile {
        lines!(text, "        let input{i} = load_input(row{i}, at);");
        for j in 0..tile / 4 {
            let product = |(k, part)| format!("input{i}.{part} * weights{k}_{j}");
            let products: Vec<String> = ["x", "y", "z", "w"].into_iter().enumerate().map(product).collect();
            lines!(text, "        sum{i}_{j} += {};", products.join(" + "));
        }
    }
    lines!(text, "    }}");
    for j in 0..tile / 4 {
        lines!(text, "    let bias{j} = load_bias(0u, column{j});");
    }
    store(&mut text, tile, "output", ["size.batch", "size.units"], |sum, j| {
        if variant.relu { format!("max({sum} + bias{j}, vec4(0.0))") } else { format!("{sum} + bias{j}") }
    });
    text + "}\n"
}

pub(super) fn by_input(variant: Variant) -> String {
    let tile = variant.tile();
    let mut text = readable(0, "gradient", "size.units", variant.units);
    text += &readable(1, "kernel", "size.units", variant.units);
    text += &writable(2, "output", "size.inputs", variant.inputs);
    text += &head(3, tile, "size.batch", "size.inputs");
    places(&mut text, "row", "row", tile, "size.batch");
    places(&mut text, "column", "column", tile, "size.inputs");
    sums(&mut text, tile, tile / 4);
    lines!(text, "    for (var at = 0u; at < size.units; at += 4u) {{");
    for j in 0..tile {
        lines!(text, "        let weights{j} = load_kernel(column{j}, at);");
    }
    for i in 0..tile {
        lines!(text, "        let gradient{i} = load_gradient(row{i}, at);");
        for j in 0..tile / 4 {
            let dots: Vec<String> = (0..4).map(|k| format!("dot(gradient{i}, weights{})", 4 * j + k)).collect();
            lines!(text, "        sum{i}_{j} += vec4({});", dots.join(", "));
        }
    }
    lines!(text, "    }}");
    store(&mut text, tile, "output", ["size.batch", "size.inputs"], |sum, _| sum.to_owned());
    text + "}\n"
}

pub(super) fn by_kernel(variant: Variant) -> String {
    let tile = variant.tile();
    let mut text = readable(0, "input", "size.inputs", variant.inputs);
    text += &readable(1, "gradient", "size.units", variant.units);
    text += &writable(2, "kernel", "size.units", variant.units);
    text += &writable(3, "bias", "size.units", variant.units);
    text += &head(4, tile, "size.inputs", "size.units");
    fours(&mut text, "row", "row", tile / 4, "size.inputs");
    fours(&mut text, "column", "column", tile / 4, "size.units");
    sums(&mut text, tile, tile / 4);
    for j in 0..tile / 4 {
        lines!(text, "    var total{j} = vec4(0.0);");
    }
    lines!(text, "    for (var image = 0u; image < size.batch; image++) {{");
    for j in 0..tile / 4 {
        lines!(text, "        let gradient{j} = load_gradient(image, column{j});");
        lines!(text, "        total{j} += gradient{j};");
    }
    for i in 0..tile / 4 {
        lines!(text, "        let input{i} = load_input(image, row{i});");
        for (k, part) in ["x", "y", "z", "w"].into_iter().enumerate() {
            for j in 0..tile / 4 {
                lines!(text, "        sum{}_{j} += input{i}.{part} * gradient{j};", 4 * i + k);
            }
        }
    }
    lines!(text, "    }}");
    store(&mut text, tile, "kernel", ["size.inputs", "size.units"], |sum, _| sum.to_owned());
    // Every column passes through one thread of the first row.
    lines!(text, "    if row == 0u {{");
    for j in 0..tile / 4 {
        lines!(text, "        if column + {0}u < size.units {{ store_bias(0u, column + {0}u, total{j}); }}", 4 * j);
    }
    lines!(text, "    }}");
    text + "}\n"
}

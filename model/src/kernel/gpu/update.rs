//! An update of weights: one dispatch a parameter.

use burn::tensor::Tensor;
use burn_wgpu::CubeBackend;

use super::numbers;
use super::program::{Program, ROW, empty, spread};

/// A rule in WGSL.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rule {
    /// Names its pipeline.
    pub name: &'static str,
    /// Statements that change `value` and what is remembered (`first`, `second`), given `gradient` and its
    /// constants by their names, such as `constants.rate`. All but these may stand for one number or for four.
    pub formula: &'static str,
}

/// The new value of a parameter; the slots become what is remembered next.
///
/// # Shapes
/// - value, on the GPU, gradient and each slot, of which there are two at most: `[numbers]`
/// - output: the same
pub(crate) fn update(
    rule: Rule,
    constants: &[(&'static str, f64)],
    value: Tensor<1>,
    gradient: Tensor<1>,
    slots: &mut Vec<Tensor<1>>,
) -> Tensor<1> {
    let count = value.dims()[0];
    let whole = count.is_multiple_of(4);
    let before: Vec<_> = [value, gradient].into_iter().chain(slots.drain(..)).map(numbers).collect();
    let remembered = before.len() - 2;
    let after: Vec<_> = (0..=remembered).map(|_| empty(&before[0], [count])).collect();
    let items = if whole { count / 4 } else { count };
    let mut all = vec![items as u32];
    all.extend(constants.iter().map(|&(_, number)| (number as f32).to_bits()));
    let program = Program { name: rule.name, variant: u32::from(whole), threads: [64, 1] };
    let read: Vec<_> = before.iter().collect();
    let written: Vec<_> = after.iter().collect();
    let fields: String = constants.iter().map(|(name, _)| format!(", {name}: f32")).collect();
    let text = move |whole| text(rule.formula, &fields, remembered, whole == 1);
    program.launch(text, spread(items), &read, &written, &all);
    let mut after = after.into_iter().map(Tensor::from_primitive::<CubeBackend>);
    let value = after.next().expect("a value comes first");
    slots.extend(after);
    value
}

fn text(formula: &str, constants: &str, remembered: usize, whole: bool) -> String {
    let names = &["first", "second"][..remembered];
    let kind = if whole { "vec4<f32>" } else { "f32" };
    let mut bindings = String::new();
    let mut binding = 0;
    let mut bind = |name: &str, access: &str| {
        bindings += &format!("@group(0) @binding({binding}) var<storage, {access}> {name}: array<{kind}>;\n");
        binding += 1;
    };
    bind("value_before", "read");
    bind("gradient_before", "read");
    for name in names {
        bind(&format!("{name}_before"), "read");
    }
    bind("value_after", "read_write");
    for name in names {
        bind(&format!("{name}_after"), "read_write");
    }
    let load: String = names.iter().map(|name| format!("    var {name} = {name}_before[at];\n")).collect();
    let store: String = names.iter().map(|name| format!("    {name}_after[at] = {name};\n")).collect();
    format!(
        "{bindings}struct Numbers {{ count: u32{constants} }}
@group(0) @binding({binding}) var<uniform> constants: Numbers;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {{
    let at = id.x + {ROW}u * id.y;
    if at >= constants.count {{
        return;
    }}
    var value = value_before[at];
    let gradient = gradient_before[at];
{load}    {formula}
    value_after[at] = value;
{store}}}
"
    )
}

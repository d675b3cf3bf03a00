@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    let kernel_numbers = size.side * size.side * size.channels * size.filters;
    let numbers = kernel_numbers + size.filters;
    let at = id.x + ROW * id.y;
    if at >= numbers {
        return;
    }
    var sum = 0.0;
    for (var slice = 0u; slice < size.slices; slice++) {
        sum += parts[slice * numbers + at];
    }
    if at < kernel_numbers {
        kernel[at] = sum;
    } else {
        bias[at - kernel_numbers] = sum;
    }
}

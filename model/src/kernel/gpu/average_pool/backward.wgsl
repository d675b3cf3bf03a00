@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    let at = id.x + ROW * id.y;
    let line = at / size.width;
    let plane = line / size.height;
    if plane >= size.planes {
        return;
    }
    let y = line - plane * size.height + size.top;
    let x = at - line * size.width + size.left;
    // The windows that this pixel lies in.
    let first_row = (max(y + 1u, size.side) - size.side + size.stride - 1u) / size.stride;
    let end_row = min(y / size.stride + 1u, size.rows);
    let first_column = (max(x + 1u, size.side) - size.side + size.stride - 1u) / size.stride;
    let end_column = min(x / size.stride + 1u, size.columns);
    var sum = 0.0;
    for (var row = first_row; row < end_row; row++) {
        let start = (plane * size.rows + row) * size.columns;
        for (var column = first_column; column < end_column; column++) {
            sum += numbers[start + column] / pixels(window(row, column));
        }
    }
    result[at] = sum;
}

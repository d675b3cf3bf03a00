// Four pixels of a line.
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    let tiles = (size.width + 3u) / 4u;
    let tile = id.x + ROW * id.y;
    let line = tile / tiles;
    let plane = line / size.height;
    if plane >= size.planes {
        return;
    }
    let first = 4u * (tile - line * tiles);
    let pixel = min(vec4(first) + vec4(0u, 1u, 2u, 3u), vec4(size.width - 1u));
    let spot = vec4<f32>((line - plane * size.height) * size.width + pixel);
    let y = line - plane * size.height + size.top;
    let x = pixel + size.left;
    // The windows that these pixels lie in: from the first one on, as many as lie over one pixel at most.
    let first_row = (max(y + 1u, size.side) - size.side + size.stride - 1u) / size.stride;
    let end_row = min(y / size.stride + 1u, size.rows);
    let first_column = (max(x + 1u, vec4(size.side)) - size.side + size.stride - 1u) / size.stride;
    let end_column = min(x / size.stride + 1u, vec4(size.columns));
    let most = (size.side + size.stride - 1u) / size.stride;
    var sum = vec4(0.0);
    for (var row = first_row; row < end_row; row++) {
        let start = (plane * size.rows + row) * size.columns;
        for (var i = 0u; i < most; i++) {
            let column = first_column + i;
            let at = start + min(column, vec4(size.columns - 1u));
            let winner = vec4(winners[at.x], winners[at.y], winners[at.z], winners[at.w]);
            let back = vec4(gradient[at.x], gradient[at.y], gradient[at.z], gradient[at.w]);
            sum += select(vec4(0.0), back, (winner == spot) & (column < end_column));
        }
    }
    let place = line * size.width + first;
    result[place] = sum.x;
    if first + 1u < size.width {
        result[place + 1u] = sum.y;
    }
    if first + 2u < size.width {
        result[place + 2u] = sum.z;
    }
    if first + 3u < size.width {
        result[place + 3u] = sum.w;
    }
}

// Four places of a row.
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    let tiles = (size.columns + 3u) / 4u;
    let tile = id.x + ROW * id.y;
    let line = tile / tiles;
    let plane = line / size.rows;
    if plane >= size.planes {
        return;
    }
    let row = line - plane * size.rows;
    let first = 4u * (tile - line * tiles);
    let column = min(vec4(first) + vec4(0u, 1u, 2u, 3u), vec4(size.columns - 1u));
    let image = plane * size.height * size.width;
    // A window over the upper or left edge begins at 0; no window lies outside altogether.
    let first_y = max(row * size.stride, size.top) - size.top;
    let end_y = min(row * size.stride + size.side - size.top, size.height);
    let first_x = max(column * size.stride, vec4(size.left)) - size.left;
    let end_x = min(column * size.stride + size.side - size.left, vec4(size.width));
    var winner = first_y * size.width + first_x;
    let start = winner + image;
    var greatest = vec4(images[start.x], images[start.y], images[start.z], images[start.w]);
    for (var y = first_y; y < end_y; y++) {
        for (var right = 0u; right < size.side; right++) {
            // Behind the edge the last pixel is looked at again, and does not win against itself.
            let spot = y * size.width + min(first_x + right, end_x - 1u);
            let at = spot + image;
            let numbers = vec4(images[at.x], images[at.y], images[at.z], images[at.w]);
            // So that what is no number is not lost where there is nothing else.
            let wins = numbers > greatest;
            greatest = select(greatest, numbers, wins);
            winner = select(winner, spot, wins);
        }
    }
    let place = line * size.columns + first;
    output[place] = greatest.x;
    winners[place] = f32(winner.x);
    if first + 1u < size.columns {
        output[place + 1u] = greatest.y;
        winners[place + 1u] = f32(winner.y);
    }
    if first + 2u < size.columns {
        output[place + 2u] = greatest.z;
        winners[place + 2u] = f32(winner.z);
    }
    if first + 3u < size.columns {
        output[place + 3u] = greatest.w;
        winners[place + 3u] = f32(winner.w);
    }
}

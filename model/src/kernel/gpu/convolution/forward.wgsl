@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    let places = size.rows * size.columns;
    let tiles = (places + 3u) / 4u;
    let tile = id.x + ROW * id.y;
    let image = tile / tiles;
    let filter_at = 4u * id.z;
    if image >= size.batch {
        return;
    }
    let first = 4u * (tile % tiles);
    let place = min(vec4(first) + vec4(0u, 1u, 2u, 3u), vec4(places - 1u));
    // Over the upper and left edges these wrap round, and are as far outside as below and to the right.
    let top = place / size.columns * size.stride - size.top;
    let left = place % size.columns * size.stride - size.left;
    let area = size.height * size.width;
    var sum0 = vec4(0.0);
    var sum1 = vec4(0.0);
    var sum2 = vec4(0.0);
    var sum3 = vec4(0.0);
    var row = 0u;
    for (var down = 0u; down < size.side; down++) {
        let y = top + down;
        for (var right = 0u; right < size.side; right++) {
            let x = left + right;
            // What lies over the edges is 0.
            let inside = (y < vec4(size.height)) & (x < vec4(size.width));
            let seen = select(vec4(0.0), vec4(1.0), inside);
            var at = select(vec4(0u), y * size.width + x, inside) + image * size.channels * area;
            for (var channel = 0u; channel < size.channels; channel++) {
                let weights = load_kernel(row, filter_at);
                let numbers = seen * vec4(input[at.x], input[at.y], input[at.z], input[at.w]);
                sum0 += numbers * weights.x;
                sum1 += numbers * weights.y;
                sum2 += numbers * weights.z;
                sum3 += numbers * weights.w;
                at += area;
                row++;
            }
        }
    }
    let bias = load_bias(0u, filter_at);
    let plane = image * size.filters + filter_at;
    store_output(plane, first, finished(sum0 + bias.x));
    if filter_at + 1u < size.filters {
        store_output(plane + 1u, first, finished(sum1 + bias.y));
    }
    if filter_at + 2u < size.filters {
        store_output(plane + 2u, first, finished(sum2 + bias.z));
    }
    if filter_at + 3u < size.filters {
        store_output(plane + 3u, first, finished(sum3 + bias.w));
    }
}

// Where a row of the kernel looks.
struct Look {
    down: u32,
    right: u32,
    plane: u32,
    is_bias: bool,
}

fn look(row: u32) -> Look {
    let spot = row / size.channels;
    let plane = row % size.channels * size.height * size.width;
    return Look(spot / size.side - size.top, spot % size.side - size.left, plane, spot >= size.side * size.side);
}

// What it sees at four places of a line; 1 for the bias, 0 over the edges.
fn seen(place: Look, image: u32, line: u32, x: vec4<u32>) -> vec4<f32> {
    let y = line + place.down;
    let from_x = x + place.right;
    let inside = (from_x < vec4(size.width)) & vec4(y < size.height);
    let at = select(vec4(0u), y * size.width + from_x, inside) + select(place.plane + image, 0u, place.is_bias);
    let numbers = vec4(input[at.x], input[at.y], input[at.z], input[at.w]);
    return select(select(vec4(0.0), numbers, inside), vec4(1.0), place.is_bias);
}

// The kernel's rows, and last that of the bias, in tiles of four rows and four filters, each for a slice of the images.
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    let rows = size.side * size.side * size.channels + 1u;
    let row_tiles = (rows + 3u) / 4u;
    let filter_tiles = (size.filters + 3u) / 4u;
    let thread = id.x + ROW * id.y;
    let slice = thread / (row_tiles * filter_tiles);
    if slice >= size.slices {
        return;
    }
    let tile = thread % (row_tiles * filter_tiles);
    let filter_at = 4u * (tile % filter_tiles);
    let row = 4u * (tile / filter_tiles);
    let look0 = look(row);
    let look1 = look(row + 1u);
    let look2 = look(row + 2u);
    let look3 = look(row + 3u);
    let last_image = (slice + 1u) * size.batch / size.slices;
    let steps = vec4(0u, 1u, 2u, 3u) * size.stride;
    var sum0 = vec4(0.0);
    var sum1 = vec4(0.0);
    var sum2 = vec4(0.0);
    var sum3 = vec4(0.0);
    for (var image = slice * size.batch / size.slices; image < last_image; image++) {
        let filters = image * size.filters + min(vec4(filter_at) + vec4(0u, 1u, 2u, 3u), vec4(size.filters - 1u));
        let start = image * size.channels * size.height * size.width;
        for (var line = 0u; line < size.rows; line++) {
            let lines = filters * size.rows + line;
            for (var first = 0u; first < size.columns; first += 4u) {
                // What lies behind the last place of a line is 0.
                let a = load_gradient(lines.x, first);
                let b = load_gradient(lines.y, first);
                let c = load_gradient(lines.z, first);
                let d = load_gradient(lines.w, first);
                let x = first * size.stride + steps;
                let seen0 = seen(look0, start, line * size.stride, x);
                let seen1 = seen(look1, start, line * size.stride, x);
                let seen2 = seen(look2, start, line * size.stride, x);
                let seen3 = seen(look3, start, line * size.stride, x);
                sum0 += vec4(dot(seen0, a), dot(seen0, b), dot(seen0, c), dot(seen0, d));
                sum1 += vec4(dot(seen1, a), dot(seen1, b), dot(seen1, c), dot(seen1, d));
                sum2 += vec4(dot(seen2, a), dot(seen2, b), dot(seen2, c), dot(seen2, d));
                sum3 += vec4(dot(seen3, a), dot(seen3, b), dot(seen3, c), dot(seen3, d));
            }
        }
    }
    let part = slice * rows + row;
    store_parts(part, filter_at, sum0);
    if row + 1u < rows {
        store_parts(part + 1u, filter_at, sum1);
    }
    if row + 2u < rows {
        store_parts(part + 2u, filter_at, sum2);
    }
    if row + 3u < rows {
        store_parts(part + 3u, filter_at, sum3);
    }
}

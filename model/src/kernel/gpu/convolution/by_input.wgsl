// Four pixels of a row, a stride apart, so that the same weights meet them.
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    let tiles = (size.width + 4u * size.stride - 1u) / (4u * size.stride) * size.stride;
    let tile = id.x + ROW * id.y;
    let line = tile / tiles;
    let image = line / size.height;
    let channel = 4u * id.z;
    if image >= size.batch {
        return;
    }
    let pixel_y = line % size.height;
    let pixel_x = tile % tiles % size.stride + tile % tiles / size.stride * 4u * size.stride;
    let y = pixel_y + size.top;
    let x = pixel_x + size.left;
    let channels = min(vec4(channel) + vec4(0u, 1u, 2u, 3u), vec4(size.channels - 1u));
    let places = size.rows * size.columns;
    var sum0 = vec4(0.0);
    var sum1 = vec4(0.0);
    var sum2 = vec4(0.0);
    var sum3 = vec4(0.0);
    // The rows of weights that meet these pixels, and the place whose window they belong to.
    for (var down = y % size.stride; down < size.side; down += size.stride) {
        let row = (y - down) / size.stride;
        // Before the first row it wraps round.
        if row < size.rows {
            for (var right = x % size.stride; right < size.side; right += size.stride) {
                let column = vec4((i32(x) - i32(right)) / i32(size.stride)) + vec4(0, 1, 2, 3);
                let hit = (column >= vec4(0)) & (column < vec4(i32(size.columns)));
                let found = select(vec4(0.0), vec4(1.0), hit);
                var place = select(vec4(0u), vec4<u32>(column), hit) + row * size.columns + image * size.filters * places;
                let weight_row = (down * size.side + right) * size.channels;
                for (var at = 0u; at < size.filters; at += 4u) {
                    // Weights behind the last filter are 0.
                    let behind = min(vec3(1u, 2u, 3u), vec3(size.filters - 1u - at)) * places;
                    let q = place + behind.x;
                    let r = place + behind.y;
                    let s = place + behind.z;
                    let a = found * vec4(gradient[place.x], gradient[place.y], gradient[place.z], gradient[place.w]);
                    let b = found * vec4(gradient[q.x], gradient[q.y], gradient[q.z], gradient[q.w]);
                    let c = found * vec4(gradient[r.x], gradient[r.y], gradient[r.z], gradient[r.w]);
                    let d = found * vec4(gradient[s.x], gradient[s.y], gradient[s.z], gradient[s.w]);
                    let weights0 = load_kernel(weight_row + channels.x, at);
                    let weights1 = load_kernel(weight_row + channels.y, at);
                    let weights2 = load_kernel(weight_row + channels.z, at);
                    let weights3 = load_kernel(weight_row + channels.w, at);
                    sum0 += a * weights0.x + b * weights0.y + c * weights0.z + d * weights0.w;
                    sum1 += a * weights1.x + b * weights1.y + c * weights1.z + d * weights1.w;
                    sum2 += a * weights2.x + b * weights2.y + c * weights2.z + d * weights2.w;
                    sum3 += a * weights3.x + b * weights3.y + c * weights3.z + d * weights3.w;
                    place += 4u * places;
                }
            }
        }
    }
    let area = size.height * size.width;
    let start = (image * size.channels + channel) * area + pixel_y * size.width + pixel_x;
    store(start, pixel_x, sum0);
    if channel + 1u < size.channels {
        store(start + area, pixel_x, sum1);
    }
    if channel + 2u < size.channels {
        store(start + 2u * area, pixel_x, sum2);
    }
    if channel + 3u < size.channels {
        store(start + 3u * area, pixel_x, sum3);
    }
}

// Those of the four that lie within the row.
fn store(start: u32, x: u32, numbers: vec4<f32>) {
    if x < size.width {
        output[start] = numbers.x;
    }
    if x + size.stride < size.width {
        output[start + size.stride] = numbers.y;
    }
    if x + 2u * size.stride < size.width {
        output[start + 2u * size.stride] = numbers.z;
    }
    if x + 3u * size.stride < size.width {
        output[start + 3u * size.stride] = numbers.w;
    }
}

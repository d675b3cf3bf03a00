@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
    let at = id.x + ROW * id.y;
    let line = at / size.columns;
    let plane = line / size.rows;
    if plane >= size.planes {
        return;
    }
    let place = window(line - plane * size.rows, at - line * size.columns);
    var sum = 0.0;
    for (var y = place.first_y; y < place.end_y; y++) {
        let start = (plane * size.height + y) * size.width;
        for (var x = place.first_x; x < place.end_x; x++) {
            sum += numbers[start + x];
        }
    }
    result[at] = sum / pixels(place);
}

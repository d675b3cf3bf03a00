// The pixels of a window that lie within the image.
struct Place {
    first_y: u32,
    end_y: u32,
    first_x: u32,
    end_x: u32,
}

fn window(row: u32, column: u32) -> Place {
    let y = row * size.stride;
    let x = column * size.stride;
    return Place(
        max(y, size.top) - size.top,
        min(y + size.side - size.top, size.height),
        max(x, size.left) - size.left,
        min(x + size.side - size.left, size.width),
    );
}

fn pixels(place: Place) -> f32 {
    return f32((place.end_y - place.first_y) * (place.end_x - place.first_x));
}


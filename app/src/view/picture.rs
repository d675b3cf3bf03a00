//! Images of a data set on a canvas, pixel by pixel.

use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

/// The red, green, blue and opacity of a byte of a grey image.
pub type Ink = fn(u8) -> [u8; 4];

/// Paints an image of this height, width and channels and gives the canvas its size. Grey images are painted with
/// `ink`, colours as they are. Without an image, or for bytes of another size, the canvas is cleared.
pub fn paint(canvas: &HtmlCanvasElement, [height, width, channels]: [usize; 3], ink: Ink, pixels: Option<&[u8]>) {
    match pixels.filter(|pixels| pixels.len() == height * width * channels) {
        Some(pixels) => put(canvas, [width, height], &rgba(pixels, channels, ink)),
        None => put(canvas, [width, height], &[]),
    }
}

/// Gives the canvas this width and height and puts red, green, blue and opacity of each pixel there. Without as many
/// bytes the canvas is cleared.
pub fn put(canvas: &HtmlCanvasElement, [width, height]: [usize; 2], rgba: &[u8]) {
    let (Ok(width_px), Ok(height_px)) = (u32::try_from(width), u32::try_from(height)) else { return };
    // Setting a size clears and flickers, even if it is the same.
    if (canvas.width(), canvas.height()) != (width_px, height_px) {
        canvas.set_width(width_px);
        canvas.set_height(height_px);
    }
    let context = canvas.get_context("2d").ok().flatten().and_then(|c| c.dyn_into::<CanvasRenderingContext2d>().ok());
    let Some(context) = context else { return };
    context.clear_rect(0.0, 0.0, f64::from(width_px), f64::from(height_px));
    if rgba.len() != 4 * width * height {
        return;
    }
    if let Ok(data) = ImageData::new_with_u8_clamped_array_and_sh(Clamped(rgba), width_px, height_px) {
        // Fails only for a place that is no number.
        let _ = context.put_image_data(&data, 0.0, 0.0);
    }
}

/// Four bytes a pixel. Images have one channel or three.
fn rgba(pixels: &[u8], channels: usize, ink: Ink) -> Vec<u8> {
    match channels {
        3 => pixels.chunks_exact(3).flat_map(|p| [p[0], p[1], p[2], 255]).collect(),
        channels => pixels.chunks_exact(channels.max(1)).flat_map(|p| ink(p[0])).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::rgba;

    #[test]
    fn grey_is_ink_and_colours_are_themselves() {
        assert_eq!(rgba(&[0, 255], 1, |byte| [0, 0, 0, byte]), [0, 0, 0, 0, 0, 0, 0, 255]);
        assert_eq!(rgba(&[1, 2, 3, 4, 5, 6], 3, |_| [0; 4]), [1, 2, 3, 255, 4, 5, 6, 255]);
    }
}

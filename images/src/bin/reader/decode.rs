//! Pictures through the browser's own decoders.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DedicatedWorkerGlobalScope, ImageBitmap, OffscreenCanvas, OffscreenCanvasRenderingContext2d};

/// Draws pictures to canvases of the sizes that are wanted; a canvas is made once a size.
#[derive(Default)]
pub struct Decoder {
    canvases: Vec<([usize; 2], OffscreenCanvasRenderingContext2d)>,
}

impl Decoder {
    /// The picture of a file in these sizes (height, width), as RGBA. Where it is clear, white paper shows.
    ///
    /// # Errors
    /// Where the browser cannot decode it.
    pub async fn decode(&mut self, file: &[u8], sizes: &[[usize; 2]]) -> Result<Vec<Vec<u8>>, JsValue> {
        let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
        let blob = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(file)))?;
        let bitmap: ImageBitmap = JsFuture::from(scope.create_image_bitmap_with_blob(&blob)?).await?.dyn_into()?;
        let drawn = sizes.iter().map(|size| self.draw(&bitmap, *size)).collect();
        bitmap.close();
        drawn
    }

    fn draw(&mut self, bitmap: &ImageBitmap, [height, width]: [usize; 2]) -> Result<Vec<u8>, JsValue> {
        let context = self.canvas([height, width])?;
        let (across, down) = (width as f64, height as f64);
        context.set_fill_style_str("#fff");
        context.fill_rect(0.0, 0.0, across, down);
        context.draw_image_with_image_bitmap_and_dw_and_dh(bitmap, 0.0, 0.0, across, down)?;
        Ok(context.get_image_data(0.0, 0.0, across, down)?.data().0)
    }

    fn canvas(&mut self, size: [usize; 2]) -> Result<OffscreenCanvasRenderingContext2d, JsValue> {
        if let Some((_, context)) = self.canvases.iter().find(|(made, _)| *made == size) {
            return Ok(context.clone());
        }
        let [height, width] = size;
        let canvas = OffscreenCanvas::new(width as u32, height as u32)?;
        let options = js_sys::Object::new();
        // So that it is drawn where it is read.
        js_sys::Reflect::set(&options, &"willReadFrequently".into(), &true.into())?;
        let context = canvas.get_context_with_context_options("2d", &options)?.ok_or("no canvas")?;
        let context: OffscreenCanvasRenderingContext2d = context.dyn_into().map_err(|_| "no canvas")?;
        // A photograph shrinks to a fiftieth: by its nearest pixels alone it would be noise.
        js_sys::Reflect::set(&context, &"imageSmoothingQuality".into(), &"high".into())?;
        self.canvases.push((size, context.clone()));
        Ok(context)
    }
}

//! Elements of the page: sizes, frames, listeners, focus.

use leptos::html::ElementType;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, EventTarget, HtmlElement, HtmlSelectElement, ResizeObserver};

/// Width and height in pixels of the page.
pub type Size = (f64, f64);

/// The inner size of an element on the page, followed for as long as the component lives; (0, 0) before it is there.
pub fn watch_size<E>(element: NodeRef<E>) -> Signal<Size>
where
    E: ElementType,
    E::Output: JsCast + Clone + AsRef<Element> + 'static,
{
    let size = RwSignal::new((0.0, 0.0));
    // Stored, so that the observer ends with the component.
    let watch = StoredValue::new_local(None::<SizeWatch>);
    Effect::new(move |_| {
        let Some(element) = element.get() else { return };
        let element: &Element = element.as_ref();
        let measured = element.clone();
        let callback = Closure::new(move || {
            size.try_set((f64::from(measured.client_width()), f64::from(measured.client_height())));
        });
        watch.set_value(SizeWatch::new(element, callback));
    });
    size.into()
}

struct SizeWatch {
    observer: ResizeObserver,
    _callback: Closure<dyn FnMut()>,
}

impl SizeWatch {
    fn new(element: &Element, callback: Closure<dyn FnMut()>) -> Option<Self> {
        let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Self { observer, _callback: callback })
    }
}

impl Drop for SizeWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Wraps work so that it is done at most once a frame, however often it is asked for.
pub fn once_a_frame(work: impl Fn() + Clone + 'static) -> impl Fn() + Clone + 'static {
    let asked = StoredValue::new(false);
    move || {
        // A value that is gone says that the component is: nothing is left to draw.
        if asked.try_get_value() != Some(false) {
            return;
        }
        asked.set_value(true);
        let work = work.clone();
        request_animation_frame(move || {
            if asked.try_update_value(|asked| *asked = false).is_some() {
                work();
            }
        });
    }
}

/// Pixels of the screen to one of the page.
pub fn pixel_ratio() -> f64 {
    window().device_pixel_ratio().clamp(1.0, 4.0)
}

/// A listener that ends when it is dropped.
pub struct Listener {
    target: EventTarget,
    event: &'static str,
    callback: Closure<dyn FnMut()>,
}

/// Listens to an event for as long as the result lives.
pub fn listen(target: &EventTarget, event: &'static str, work: impl FnMut() + 'static) -> Listener {
    let callback = Closure::new(work);
    // Fails only for a callback that is no function.
    let _ = target.add_event_listener_with_callback(event, callback.as_ref().unchecked_ref());
    Listener { target: target.clone(), event, callback }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self.target.remove_event_listener_with_callback(self.event, self.callback.as_ref().unchecked_ref());
    }
}

/// Shows this value in the choice of this `data-testid` again, whatever was chosen.
pub fn show_choice(test_id: &str, value: &str) {
    let found = document().query_selector(&format!("[data-testid=\"{test_id}\"]"));
    if let Ok(Some(element)) = found
        && let Ok(select) = element.dyn_into::<HtmlSelectElement>()
    {
        select.set_value(value);
    }
}

/// Moves the keyboard to the first element of this `data-testid`.
pub fn focus(test_id: &str) {
    let found = document().query_selector(&format!("[data-testid=\"{test_id}\"]"));
    if let Ok(Some(element)) = found
        && let Ok(element) = element.dyn_into::<HtmlElement>()
    {
        // Fails only for an element that is gone.
        let _ = element.focus();
    }
}

//! What the browser has to offer. Asked through `js_sys`: web-sys has WebGPU only behind an unstable flag.

use js_sys::{Function, Object, Promise, Reflect};
use spec::device::{Adapter, Probe};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::page;

/// The adapter that Burn would get, or why there is none.
pub async fn probe() -> Probe {
    let Some(gpu) = get(&page::scope().navigator(), "gpu") else { return Probe::NoWebgpu };
    let options = Object::new();
    // Burn asks for the strongest adapter; the facts must be about the same one.
    let set = Reflect::set(&options, &"powerPreference".into(), &"high-performance".into());
    debug_assert!(set.is_ok());
    match request(&gpu, &options).await {
        Some(adapter) => Probe::Adapter(describe(&adapter)),
        None => Probe::NoAdapter,
    }
}

async fn request(gpu: &JsValue, options: &JsValue) -> Option<JsValue> {
    let request: Function = get(gpu, "requestAdapter")?.dyn_into().ok()?;
    let promise: Promise = request.call1(gpu, options).ok()?.dyn_into().ok()?;
    let adapter = JsFuture::from(promise).await.ok()?;
    (!adapter.is_null() && !adapter.is_undefined()).then_some(adapter)
}

fn describe(adapter: &JsValue) -> Adapter {
    let info = get(adapter, "info").unwrap_or(JsValue::UNDEFINED);
    let word = |name| get(&info, name).and_then(|value| value.as_string()).unwrap_or_default();
    let flag = |object: &JsValue| get(object, "isFallbackAdapter").is_some_and(|value| value.is_truthy());
    let names = [word("vendor"), word("architecture"), word("device"), word("description")];
    let name = names.iter().filter(|name| !name.is_empty()).cloned().collect::<Vec<_>>().join(" ");
    // Older browsers have the flag on the adapter; some software adapters only tell by their name.
    let software = flag(&info) || flag(adapter) || name.to_lowercase().contains("swiftshader");
    Adapter { name, software, timestamp_query: has_feature(adapter, "timestamp-query") }
}

fn has_feature(adapter: &JsValue, name: &str) -> bool {
    let ask = || -> Option<bool> {
        let features = get(adapter, "features")?;
        let has: Function = get(&features, "has")?.dyn_into().ok()?;
        Some(has.call1(&features, &name.into()).ok()?.is_truthy())
    };
    ask().unwrap_or(false)
}

fn get(object: &JsValue, name: &str) -> Option<JsValue> {
    let value = Reflect::get(object, &name.into()).ok()?;
    (!value.is_undefined() && !value.is_null()).then_some(value)
}

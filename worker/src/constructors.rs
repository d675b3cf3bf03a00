//! What has to run once before `main`.
//!
//! Burn's compiler for the GPU registers its parts in constructors. Where a program does not call them itself, the linker
//! calls them anew at the start of every exported function, which costs each of JavaScript's calls tens of microseconds
//! (<https://github.com/dtolnay/inventory/pull/76>). It can go once Burn registers nothing in constructors.

#[expect(unsafe_code, reason = "the linker writes the function, with this name and without arguments")]
unsafe extern "C" {
    safe fn __wasm_call_ctors();
}

/// Runs them.
pub fn run() {
    __wasm_call_ctors();
}

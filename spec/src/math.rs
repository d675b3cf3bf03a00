//! Functions that the standard library leaves to each platform, where the last bit may differ.
//!
//! Here they are musl's everywhere: in WebAssembly the standard library has them so, elsewhere `libm` does. A run in a
//! terminal thus gives the numbers of the page.

macro_rules! functions {
    ($($(#[$doc:meta])* $name:ident($($argument:ident),+: $number:ty) = $std:ident, $musl:ident;)+) => {$(
        $(#[$doc])*
        #[inline]
        pub fn $name($($argument: $number),+) -> $number {
            if cfg!(target_family = "wasm") { <$number>::$std($($argument),+) } else { libm::$musl($($argument),+) }
        }
    )+};
}

functions! {
    /// eˣ
    exp(x: f64) = exp, exp;
    /// ln x
    ln(x: f64) = ln, log;
    /// cos x
    cos(x: f64) = cos, cos;
    /// xʸ
    pow(x, y: f64) = powf, pow;
    /// eˣ in 32 bits
    exp_32(x: f32) = exp, expf;
    /// ln x in 32 bits
    ln_32(x: f32) = ln, logf;
    /// sin x in 32 bits
    sin_32(x: f32) = sin, sinf;
    /// cos x in 32 bits
    cos_32(x: f32) = cos, cosf;
    /// tanh x in 32 bits
    tanh_32(x: f32) = tanh, tanhf;
    /// xʸ in 32 bits
    pow_32(x, y: f32) = powf, powf;
    /// √(x² + y²) in 32 bits
    hypot_32(x, y: f32) = hypot, hypotf;
}

//! What can be chosen and what can be said in Trazo, as plain data.
//!
//! The floor that everything stands on: settings and data sets, drawings, and the messages between the page and its
//! workers. It knows neither Burn nor a browser. Modules are listed in the order in which they build on each other, and
//! each uses only those above it.

mod argmax;
pub mod catalogue;
pub mod math;
pub mod settings;

pub mod device;
pub mod drawing;

pub mod import_error;

pub mod protocol;
pub mod reader_protocol;

pub use argmax::argmax;
pub use settings::{
    Activation, Augmentation, BatchNorm, Conv, Decay, Dense, Dropout, EarlyStopping, Entry, Initializer, Layer,
    LayerKind, LayerSummary, Number, Numbers, Optimizer, Padding, PixelScale, Place, Pool, PoolKind, Regularization,
    Schedule, Shape, Spec, SpecError, SpecPart, Step, Validation, examples, limits, mean_and_deviation, padding,
};

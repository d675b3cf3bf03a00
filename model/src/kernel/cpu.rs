//! Programs for the CPU, on the numbers of Burn's flex backend.

mod dense;
mod max_pool;
mod product;

pub(crate) use dense::linear;
pub(crate) use max_pool::max_pool;

//! Programs for the CPU, on the numbers of Burn's flex backend.

mod max_pool;

pub(crate) use max_pool::max_pool;

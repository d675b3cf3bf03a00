//! The edge to the browser: small functions and handles; rules live elsewhere.

pub mod address;
pub mod database;
pub mod dom;
pub mod export;
pub mod fetch;
pub mod files;
pub mod picked;
pub mod theme;
pub mod workers;

//! What stands around the panels.

pub mod device;
pub mod file;
pub mod header;
pub mod notices;
pub mod preferences;
pub mod progress;
pub mod replay;
pub mod shortcuts;
pub mod tabs;

//! Dialogs, and the menu of files.

pub mod user_images;
pub mod take_away;

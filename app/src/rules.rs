//! Rules and facts of the page as plain data: no browser, and no words for people.

pub mod architecture;
pub mod compare;
pub mod explain;
pub mod lesson;
pub mod permalink;
pub mod pictures;
pub mod results;
pub mod shared;

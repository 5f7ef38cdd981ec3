//! The sandbox's chat page in a real browser. Skipped, with a line that says so, without one.

mod devtools;
mod first;
mod kudos;
mod page;
mod scene;
mod settings;
mod teams;
mod unpicked;

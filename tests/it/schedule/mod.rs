//! What recurs: the table of due times, and the boards that are posted by themselves.

mod boards;
mod places;
mod scene;
mod table;

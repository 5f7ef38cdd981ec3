//! What leaves for the platform: in order, at its pace, and never lost.

mod failures;
mod office;
mod order;
mod stops;

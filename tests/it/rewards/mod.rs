//! Rewards below the desk: what the database keeps, whoever acts at once.

mod interleaved;
mod proof;
mod races;
mod scene;
mod stock;

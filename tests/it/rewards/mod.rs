//! Rewards below the desk: what the database keeps, whoever acts at once.

mod expiring;
mod interleaved;
mod proof;
mod races;
mod scene;
mod stock;

//! The shop: redeeming, approving and delivering, over HTTP.

mod approving;
mod browsing;
mod delivering;
mod describing;
mod redeeming;
mod scene;
mod standing_in;
mod teams;
mod waiting;

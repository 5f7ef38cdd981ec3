//! The worker on deferred deliveries: deliveries that only the platform can explain, many at a time and each by itself.

mod paces;
mod scene;
mod troubles;

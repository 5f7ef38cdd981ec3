//! The HTTP face: router, middleware, health, metrics.

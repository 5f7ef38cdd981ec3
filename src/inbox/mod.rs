//! What arrived: each delivery once, and those that must wait for an answer from the platform.

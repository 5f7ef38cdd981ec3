//! Everything that leaves for a chat platform.

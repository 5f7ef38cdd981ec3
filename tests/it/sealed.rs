//! Secrets at rest: keys that change, keys that are missing, and what is sealed at all.

mod listed;
mod rotating;
mod rotation_command;
mod starting;
mod vault;

//! Through which installation something comes and goes: nothing of one is done by way of another.

mod grid;
mod joining;
mod shared;
mod strangers;
mod two_teams;

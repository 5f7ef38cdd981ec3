//! Surveys, from being asked to what they came to; and whether anybody can tell who answered what.

mod answering;
mod attacker;
mod closing;
mod dates;
mod downtimes;
mod inviting;
mod managing;
mod people;
mod scene;
mod secrecy;
mod teams;

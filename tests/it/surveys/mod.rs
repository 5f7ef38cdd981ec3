//! Surveys, from being asked to what they came to; and whether anybody can tell who answered what.

mod answering;
mod attacker;
mod circles;
mod closing;
mod dates;
mod downtimes;
mod following;
mod interests;
mod inviting;
mod killed;
mod library;
mod managing;
mod named;
mod people;
mod program;
mod publishing;
mod rewarding;
mod scene;
mod secrecy;
mod tampering;
mod teams;
mod together;

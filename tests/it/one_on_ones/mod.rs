//! 1:1s, from being asked to their end; and whether anybody else can read what two have written.

mod asking;
mod coffee;
mod ending;
mod reminding;
mod scene;
mod secrecy;
mod teams;
mod together;
mod writing;

//! Points that expire: told of a month before and a week before, and gone when their day begins.

mod clocks;
mod company;
mod hands;
mod proof;
mod scene;
mod slack;
mod teams;

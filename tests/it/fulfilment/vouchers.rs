//! Vouchers that a provider sells for money: the stand-in takes what is paid, once.

mod again;
mod budget;
mod faults;
mod kills;
mod money;
mod shop;
mod there;
mod tokens;

//! The three languages say the same, and every text can be formatted in each.

mod administration;
mod answers;
mod badges;
mod boards;
mod catalogue;
mod coffee;
mod delivering;
mod examples;
mod forms;
mod home;
mod items;
mod kudos;
mod nudges;
mod one_on_ones;
mod samples;
mod settings;
mod shop;
mod shown;
mod surveys;

//! The three languages say the same, and every text can be formatted in each.

mod administration;
mod catalogue;
mod examples;
mod samples;
mod shown;
mod surveys;

//! The clerk: deliveries that only the platform can explain, many at a time and each by itself.

mod bureau;
mod paces;
mod troubles;

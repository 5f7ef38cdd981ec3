//! Lists as spreadsheets write them, read cell by cell. Pure; what the cells mean, whoever reads them
//! knows.

mod fault;
mod formula;
mod read;

pub use fault::{Broken, Fault};
pub use formula::{harmless, literal};
pub use read::{Line, Sheet};

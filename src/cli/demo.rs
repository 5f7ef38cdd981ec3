//! `plaudit demo`

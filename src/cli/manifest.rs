//! `plaudit manifest`

//! `plaudit settings`

//! `plaudit export`

//! `plaudit ledger`

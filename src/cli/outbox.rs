//! `plaudit outbox`

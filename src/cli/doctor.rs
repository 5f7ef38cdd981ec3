//! `plaudit doctor`

//! Recognition: its rules and its rows.

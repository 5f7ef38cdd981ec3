//! Double entry: accounts, transfers, entries. Knows no feature.

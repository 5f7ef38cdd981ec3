//! Every text a person reads, in three languages.

//! What a workspace has chosen: typed keys, defaults, validation.

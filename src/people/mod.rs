//! Members, their identities, and how they are found.

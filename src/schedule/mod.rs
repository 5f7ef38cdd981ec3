//! What recurs: due times, claimed once over all replicas.

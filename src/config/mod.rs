//! What the process is told: one struct per concern, every field an environment variable.

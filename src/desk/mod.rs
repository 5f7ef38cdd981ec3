//! Where chat meets features: one file per command or interaction.

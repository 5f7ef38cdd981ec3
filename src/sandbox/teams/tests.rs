//! The stand-in against a small app of the test's own, over real HTTP both ways.

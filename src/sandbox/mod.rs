//! A stand-in chat platform: the demo runs on it, and so do the tests.

//! Arguments, tracing, dispatch.
fn main() {}

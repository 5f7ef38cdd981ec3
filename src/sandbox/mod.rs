//! Stand-ins for the platforms: the demo runs on them, and so do the tests.
//!
//! Each keeps a company in memory, answers the platform's API about it, and sends what people do
//! as the platform sends it. It is as strict as the real one, by rules of its own: it shares no
//! code with the room that speaks to the platform, so that one can find the other's mistakes.

mod page;
pub mod slack;
pub mod teams;

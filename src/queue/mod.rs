//! What waits to be worked on: claimed by one with a lease, settled once.
//!
//! A queue is a table. Which of its rows may be claimed now is the queue's own affair; all the rest
//! is the same for every queue, and is here. A row that cannot be read is set aside where an
//! operator sees it, and a row of a newer format waits for a replica that knows it: neither holds
//! up anything else.

mod aside;
mod care;
mod claims;
mod elsewhere;
mod gauges;
mod jobs;
mod pace;
mod payload;
mod ticket;
mod wakeup;

use std::fmt;

pub use aside::{Aside, PUT_OFF, again, conclude, outcome};
pub use care::{Unsettled, retry, unsettled};
pub use claims::Claims;
pub use elsewhere::Elsewhere;
pub use gauges::Gauges;
pub use jobs::{Jobs, guard, insist};
pub use pace::{DEADLINE, LEASE, backoff, backoff_up_to, pause, paused_until};
pub use payload::{Payload, read};
pub use ticket::{End, Ticket};
pub use wakeup::Wakeup;

/// A queue, by its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Queue {
    /// Deliveries that only the platform can explain.
    Inbox,
    /// Letters to a chat platform.
    Outbox,
    /// Rewards that are delivered without anybody's hand.
    Fulfilment,
}

impl Queue {
    /// Every queue.
    pub const ALL: [Self; 3] = [Self::Inbox, Self::Outbox, Self::Fulfilment];

    /// The name of the table, used in metrics and on the command line, too.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Inbox => "inbox",
            Self::Outbox => "outbox",
            Self::Fulfilment => "fulfilment",
        }
    }
}

impl fmt::Display for Queue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One statement for whichever queue it is about, checked against the table of each.
macro_rules! execute_in {
    ($queue:expr, $conn:expr, $before:literal, $after:literal, $($arg:expr),+ $(,)?) => {
        match $queue {
            crate::queue::Queue::Inbox => {
                sqlx::query!($before + "inbox" + $after, $($arg),+).execute($conn).await
            }
            crate::queue::Queue::Outbox => {
                sqlx::query!($before + "outbox" + $after, $($arg),+).execute($conn).await
            }
            crate::queue::Queue::Fulfilment => {
                sqlx::query!($before + "fulfilment" + $after, $($arg),+).execute($conn).await
            }
        }
    };
}
use execute_in;

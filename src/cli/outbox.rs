//! `plaudit outbox`

use std::fmt;
use std::process::ExitCode;
use std::str::FromStr;

use clap::{Args, Subcommand};
use futures_util::TryStreamExt;
use serde_json::json;

use super::given::InWorkspace;
use super::open::{Opened, with_database};
use super::output::{ListFormat, say};
use super::rows::{Cell, Row, print_list};
use crate::audit::{self, Change, What};
use crate::clock::Clock;
use crate::config::DatabaseConfig;
use crate::ids::ItemId;
use crate::policy::Actor;
use crate::queue::{self, Queue, Unsettled};
use crate::rewards::{self, Line, State, Wanted};

/// Look after what did not arrive or was not understood: messages, deliveries, rewards.
#[derive(Args, Debug)]
pub(super) struct Outbox {
    #[command(flatten)]
    within: InWorkspace,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List what waits, and what was given up on, oldest first
    List {
        /// For people or for machines
        #[arg(long = "format", value_name = "FORMAT", default_value = "text")]
        format: ListFormat,
    },
    /// Try again what was refused or given up on
    Retry {
        /// The numbers, as listed: `17` for a message, `inbox:17` for a delivery, `fulfilment:17` for
        /// a reward
        #[arg(required_unless_present = "all")]
        ids: Vec<Number>,
        /// All of them
        #[arg(long, conflicts_with = "ids")]
        all: bool,
    },
}

/// The number of a row, and the queue it is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Number {
    queue: Queue,
    id: ItemId,
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.queue {
            Queue::Outbox => self.id.fmt(f),
            queue @ (Queue::Inbox | Queue::Fulfilment) => write!(f, "{queue}:{}", self.id),
        }
    }
}

impl FromStr for Number {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (queue, id) = match text.split_once(':') {
            Some((name, id)) => (Queue::ALL.into_iter().find(|it| it.as_str() == name), id),
            None => (Some(Queue::Outbox), text),
        };
        match (queue, id.parse()) {
            (Some(queue), Ok(id)) => Ok(Self { queue, id }),
            _ => Err("17 is a message, inbox:17 a delivery, fulfilment:17 a reward".to_owned()),
        }
    }
}

/// A row of the list.
struct Listed {
    queue: Queue,
    row: Unsettled,
}

/// Lists what was not settled, or tries it again.
pub(super) async fn run(outbox: Outbox, database: &DatabaseConfig) -> anyhow::Result<ExitCode> {
    let workspace = outbox.within.named();
    match outbox.command {
        Command::List { format } => {
            with_database(database, async |db| list(db, workspace, format).await).await
        }
        Command::Retry { ids, all } => {
            let ids = (!all).then_some(ids);
            with_database(database, async |db| retry(db, workspace, ids).await).await
        }
    }
}

async fn list(
    opened: &Opened,
    workspace: Option<&str>,
    format: ListFormat,
) -> anyhow::Result<ExitCode> {
    let workspace = opened.workspace(workspace).await?;
    let mut conn = opened.pool.acquire().await?;
    let mut listed = Vec::new();
    for queue in Queue::ALL {
        let rows = queue::unsettled(&mut conn, queue, workspace).await?;
        listed.extend(rows.into_iter().map(|row| Listed { queue, row }));
    }
    let nothing = "nothing waits, and nothing is set aside";
    print_list(listed, format, nothing, in_words)?;
    if matches!(format, ListFormat::Text) {
        // What a service or a provider did not deliver waits for nothing here.
        let failed = Wanted {
            state: Some(State::Failed),
            ..Wanted::default()
        };
        let failed = rewards::export(&mut *conn, workspace, failed);
        let failed: Vec<Line> = failed.try_collect().await?;
        if !failed.is_empty() {
            say(format_args!(
                "rewards that could not be delivered: {}; `plaudit redemptions list --state failed` shows them",
                failed.len()
            ));
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn in_words(listed: &Listed) -> String {
    let Unsettled {
        id,
        state,
        lane,
        attempts,
        created_at,
        last_error,
        ..
    } = &listed.row;
    let number = Number {
        queue: listed.queue,
        id: *id,
    };
    let number = number.to_string();
    let why = last_error.as_deref().unwrap_or("not tried yet");
    format!("{number:>8}  {state:<10}  {attempts:>2} tries  {created_at:.0}  {lane}  {why}")
}

impl Row<8> for Listed {
    const COLUMNS: [&'static str; 8] = [
        "queue",
        "id",
        "state",
        "attempts",
        "lane",
        "created_at",
        "last_error",
        "subject",
    ];

    fn cells(self) -> [Cell; 8] {
        [
            self.queue.to_string().into(),
            self.row.id.value().into(),
            self.row.state.into(),
            i64::from(self.row.attempts).into(),
            self.row.lane.into(),
            self.row.created_at.into(),
            self.row.last_error.into(),
            self.row.subject.into(),
        ]
    }
}

async fn retry(
    opened: &Opened,
    workspace: Option<&str>,
    numbers: Option<Vec<Number>>,
) -> anyhow::Result<ExitCode> {
    let workspace = opened.workspace(workspace).await?;
    let clock = Clock::system();
    let mut tx = opened.pool.begin().await?;
    let mut count = 0;
    for queue in Queue::ALL {
        let ids: Option<Vec<ItemId>> = numbers.as_ref().map(|numbers| {
            let own = numbers.iter().filter(|number| number.queue == queue);
            own.map(|number| number.id).collect()
        });
        count += queue::retry(&mut tx, queue, workspace, ids.as_deref(), clock.now()).await?;
    }
    if count > 0 {
        let ids = numbers.as_ref().map_or_else(
            || json!("all"),
            |numbers| numbers.iter().map(ToString::to_string).collect(),
        );
        let change = Change::new(What::SentAgain).with(json!({"ids": ids, "count": count}));
        audit::record(&mut tx, &clock, workspace, &Actor::Operator, change).await?;
    }
    tx.commit().await?;
    say(format_args!("{count} will be tried again"));
    let missed = numbers.is_some_and(|it| u64::try_from(it.len()).is_ok_and(|asked| count < asked));
    if missed {
        say(
            "what else was named is not set aside (`plaudit outbox list` shows what is), or was \
             sensitive, and nothing of it is left",
        );
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_names_its_queue() {
        for (text, queue) in [
            ("17", Queue::Outbox),
            ("inbox:17", Queue::Inbox),
            ("fulfilment:17", Queue::Fulfilment),
        ] {
            let number: Number = text.parse().unwrap();
            assert_eq!(
                number,
                Number {
                    queue,
                    id: ItemId::new(17)
                }
            );
            assert_eq!(number.to_string(), text);
        }
        assert_eq!("outbox:17".parse::<Number>().unwrap().queue, Queue::Outbox);
        for nonsense in ["", "inbox:", "17:inbox", "post:17", "seventeen"] {
            nonsense.parse::<Number>().unwrap_err();
        }
    }
}

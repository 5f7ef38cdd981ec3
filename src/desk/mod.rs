//! Where chat meets features: one file per command or interaction.
//!
//! Each resolves who is meant, calls one feature, and words the answer. What the person is told
//! goes into the acknowledgement where that can carry it, else into the outbox, in the same
//! transaction as what was done.

mod answer;
mod approval;
mod audit;
mod badge_forms;
mod badges;
mod balance;
mod board;
mod board_time;
mod boost;
mod celebrations;
mod channel_setting;
mod coffee;
mod commands;
mod confirm;
mod connect;
mod context;
mod defer;
mod deferred_worker;
mod deleted;
mod delivery;
mod error;
mod expiry;
mod form;
mod gather;
mod give;
mod handle;
mod help;
mod history;
mod home;
mod home_duties;
mod home_view;
mod interests;
mod item_answers;
mod item_form;
mod items;
mod kept;
mod language;
mod late;
mod lookup;
mod notices;
mod nudge_preview;
mod nudges;
mod one_on_one;
mod one_on_one_news;
mod one_on_one_page;
mod one_on_one_times;
mod pause;
mod permission;
mod programmes;
mod propose;
mod reaction;
mod redeem;
mod registry;
mod resolve;
mod reward_news;
mod roles;
mod route;
mod said;
mod scheduled;
mod search;
mod settings;
mod settings_form;
mod shop;
mod somebody;
mod stand_in;
mod stop;
mod survey;
mod survey_circles;
mod survey_dates;
mod survey_follow_up;
mod survey_launch;
mod survey_list;
mod survey_named;
mod survey_new;
mod survey_news;
mod survey_schedule;
mod survey_trial;
mod team;
mod undo;
mod unused;

use sqlx::PgPool;
use url::Url;

use crate::chat::Reply;
use crate::clock::Clock;
use crate::kudos::Batcher;
use crate::outbox::Wakeup;
use crate::people::Directory;
use crate::rewards::Accounts;
use crate::sealed::Sealer;
use crate::surveys::BallotKeys;
use crate::workspace::Workspaces;

pub use deferred_worker::DeferredWorker;
pub use error::DeskError;
pub use gather::Gatherer;
pub use kept::Kept;
pub use late::to_whoever_acted;
pub use nudges::{Preview, Remark, preview};
pub use survey_circles::AskingForCircles;

use stop::Stop;

/// Everything the desk works with. Cheap to clone.
#[derive(Clone)]
pub struct Desk {
    /// The database.
    pub pool: PgPool,
    /// Where time comes from.
    pub clock: Clock,
    /// Connections and settings.
    pub workspaces: Workspaces,
    /// People.
    pub directory: Directory,
    /// Records gifts.
    pub batcher: Batcher,
    /// Woken when letters were put into the outbox.
    pub outbox: Wakeup,
    /// Woken when a delivery was deferred.
    pub inbox: Wakeup,
    /// Woken when there is something to tell somebody.
    pub notices: Wakeup,
    /// Seals what the database must not tell; nothing without a key.
    pub sealer: Option<Sealer>,
    /// Where the platforms reach this server, and find its pictures.
    pub public: Option<Url>,
    /// With whom the server has an account, to buy vouchers of.
    pub accounts: Accounts,
    /// Keeps what opens the ballots of surveys.
    pub ballot_keys: BallotKeys,
}

/// What came of a delivery, and what whoever acted is shown.
#[derive(Debug)]
#[must_use]
pub enum Handled {
    /// It is done.
    Done(Reply),
    /// It is stored for the [`DeferredWorker`], who tells them the rest.
    Deferred(Reply),
}

impl Handled {
    /// What they are shown.
    pub fn reply(self) -> Reply {
        let (Self::Done(reply) | Self::Deferred(reply)) = self;
        reply
    }
}

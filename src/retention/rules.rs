//! The rules, table by table.

/// How old a row must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    /// This many days.
    Days(u16),
    /// As many days as the workspace keeps what people typed: the setting `retention.message_days`.
    MessageDays,
    /// As many days as it keeps where rewards went: the setting `rewards.delivery_days`.
    DeliveryDays,
    /// As many days as it keeps answers that bear a name: the setting `survey.answer_days`.
    AnswerDays,
    /// As many days as two keep what they wrote once they talk no more: the setting `one_on_one.days`.
    OneOnOneDays,
}

/// Whose rows a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// A workspace's, by `workspace_id`.
    Workspace,
    /// Everybody's.
    Everybody,
}

/// What becomes of old rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// They go.
    Delete,
    /// They change.
    Set(&'static str),
}

/// Which rows are forgotten, and why then.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The table.
    pub table: &'static str,
    /// Whose rows.
    pub whose: Whose,
    /// Which of them, as a condition in which `$1` is the instant before which a row is old,
    /// and `$2` is now.
    pub rows: &'static str,
    /// How old that is.
    pub age: Age,
    /// What becomes of them.
    pub then: Then,
    /// Why.
    pub why: &'static str,
}

/// A rule about a workspace's rows.
const fn rule(
    table: &'static str,
    rows: &'static str,
    age: Age,
    then: Then,
    why: &'static str,
) -> Rule {
    Rule {
        table,
        whose: Whose::Workspace,
        rows,
        age,
        then,
        why,
    }
}

use Age::{AnswerDays, Days, DeliveryDays, MessageDays, OneOnOneDays};
use Then::{Delete, Set};

/// Every rule. What was typed comes before the rows it stands in.
pub static RULES: &[Rule] = &[
    rule(
        "outbox",
        "state = 'pending' AND created_at < $1",
        MessageDays,
        Set(
            "letter = 'null', state = 'dead', settled_at = $2, last_error = 'it waited for longer than its text is kept'",
        ),
        "What nobody could be sent for so long is no news, and its text goes like any other.",
    ),
    rule(
        "outbox",
        "state <> 'pending' AND created_at < $1 AND letter <> 'null'",
        MessageDays,
        Set("letter = 'null'"),
        "Texts: the platform has them, or never will.",
    ),
    rule(
        "outbox",
        "state = 'sent' AND settled_at < $1",
        Days(30),
        Delete,
        "For a month it can be seen that something was sent, and its key is not put in again.",
    ),
    rule(
        "outbox",
        "state NOT IN ('pending', 'sent') AND coalesce(settled_at, created_at) < $1",
        Days(100),
        Delete,
        "An operator looks into it within a quarter; boards see by it that the one before was not to be posted there.",
    ),
    rule(
        "inbox",
        "state = 'pending' AND created_at < $1",
        MessageDays,
        Set(
            "inbound = 'null', state = 'dead', last_error = 'it waited for longer than its text is kept'",
        ),
        "Nobody expects an answer any more.",
    ),
    rule(
        "inbox",
        "state <> 'pending' AND created_at < $1 AND inbound <> 'null'",
        MessageDays,
        Set("inbound = 'null'"),
        "Texts of deliveries that were not understood.",
    ),
    rule(
        "inbox",
        "state = 'done' AND created_at < $1",
        Days(30),
        Delete,
        "What it did is recorded elsewhere.",
    ),
    rule(
        "inbox",
        "state NOT IN ('pending', 'done') AND created_at < $1",
        Days(100),
        Delete,
        "An operator looks into it within a quarter.",
    ),
    rule(
        "fulfilment",
        "state = 'done' AND settled_at < $1",
        Days(30),
        Delete,
        "What came of it is the history of its redemption.",
    ),
    rule(
        "fulfilment",
        "state NOT IN ('pending', 'done') AND coalesce(settled_at, created_at) < $1",
        Days(100),
        Delete,
        "An operator looks into it within a quarter.",
    ),
    rule(
        "redemption",
        "delivery IS NOT NULL AND state IN ('fulfilled', 'rejected', 'cancelled', 'refunded')
         AND (SELECT max(s.at) FROM redemption_step s
              WHERE s.workspace_id = redemption.workspace_id AND s.redemption_id = redemption.id) < $1",
        DeliveryDays,
        Set("delivery = NULL"),
        "Where somebody lives is of use until it is there, and for as long as it may have to be sent again.",
    ),
    rule(
        "kudos_draft",
        "created_at < $1",
        MessageDays,
        Delete,
        "A gift that waits for its giver to confirm holds what they typed.",
    ),
    rule(
        "kudos_reaction_added",
        "added_at < $1",
        Days(400),
        Delete,
        "What is put on in several spellings stays given while one of them is there, and can be taken \
         back for a year at most.",
    ),
    rule(
        "reward_draft",
        "begun_at < $1",
        Days(7),
        Delete,
        "Whoever closes the form of an item in the middle comes back within days, or begins anew.",
    ),
    rule(
        "kudos_reaction_removed",
        "removed_at < $1",
        Days(400),
        Delete,
        "What was put on and taken away must not seem to be there again.",
    ),
    rule(
        "kudos_message_deleted",
        "deleted_at < $1",
        Days(30),
        Delete,
        "Platforms repeat what they could not deliver for hours, not for weeks.",
    ),
    rule(
        "posted_message",
        "posted_at < $1",
        Days(400),
        Delete,
        "Until then a reaction to an announcement joins in, and a +1 or an undo changes it: a year, \
         and the anniversary that makes people look back. Later, a +1 still counts; the announcement stays as it is.",
    ),
    rule(
        "notice",
        "opened_at < $1",
        Days(30),
        Delete,
        "Undone later, which only an admin can, the message that told of it stays as it is.",
    ),
    rule(
        "notice_entry",
        "at < $1",
        Days(31),
        Delete,
        "None goes before the message that tells of it; what nobody could be told for so long is no news.",
    ),
    rule(
        "survey_answer",
        "EXISTS (SELECT FROM survey_run r WHERE r.workspace_id = survey_answer.workspace_id
                 AND r.id = survey_answer.run_id AND r.closed_at < $1)",
        AnswerDays,
        Delete,
        "What somebody said with their name is of use while something is made of it.",
    ),
    rule(
        "home",
        "opened_at < $1",
        Days(1),
        Delete,
        "Whoever looks at their home again opens it; until then nobody sees whether it is up to date.",
    ),
    rule(
        "one_on_one",
        "ended_at < $1",
        OneOnOneDays,
        Delete,
        "What two wrote for each other is theirs for a while after, and then nobody's: their points and \
         reminders go with it.",
    ),
    rule(
        "one_on_one_item",
        "settled_at < $1",
        OneOnOneDays,
        Delete,
        "What was talked about or done is of use for as long.",
    ),
    rule(
        "one_on_one_reminder",
        "state <> 'planned' AND remind_at < $1",
        Days(100),
        Delete,
        "It keeps a date from being told of twice, which is planned again after a downtime at most.",
    ),
    rule(
        "one_on_one_away",
        "last_day < $1",
        Days(30),
        Delete,
        "Whoever was away is back.",
    ),
    rule(
        "coffee_seat",
        "told AND tell_at < $1",
        Days(400),
        Delete,
        "A draw looks a dozen draws back, so that the same two are not brought together again soon.",
    ),
    rule(
        "invitation",
        "expires_at < $1",
        Days(30),
        Delete,
        "Which team came, and by whom, is in the audit log.",
    ),
    rule(
        "nudge_round",
        "began_at < $1",
        Days(10),
        Delete,
        "A round is over within hours, unless it is of a newer release that was given up.",
    ),
    rule(
        "schedule_run",
        "due_at < $1",
        Days(30),
        Delete,
        "The release before looks back one hour.",
    ),
    rule(
        "tally",
        "period = 'day' AND starts < $1",
        Days(60),
        Delete,
        "Boards ask for single days of late only. All totals can be counted again from kudos.",
    ),
    rule(
        "tally",
        "period = 'week' AND starts < $1",
        Days(400),
        Delete,
        "Weeks are compared over a year.",
    ),
    rule(
        "tally",
        "period = 'month' AND starts < $1",
        Days(1100),
        Delete,
        "Months are compared over three years.",
    ),
    rule(
        "tally",
        "period = 'quarter' AND starts < $1",
        Days(1100),
        Delete,
        "As months are.",
    ),
    rule(
        "tally",
        "period = 'year' AND starts < $1",
        Days(3660),
        Delete,
        "Ten years. All time stays: there is one row for each person and place.",
    ),
    Rule {
        whose: Whose::Everybody,
        ..rule(
            "outbox_pace",
            "free_at < $1",
            Days(1),
            Delete,
            "What was paced until then is free.",
        )
    },
];

//! Surveys: what people are asked, and what they answer, without anybody knowing who answered what.
//!
//! A [`Definition`] becomes a survey, a launch of it a [`Run`], which settles who is asked. While the run
//! is open, answers are sealed ballots beside the invitations ([`cast()`]); when it closes, all are opened
//! together and only counts are written ([`close()`]). docs/anonymity.md says against whom that holds. A
//! survey that says so is [`Named`] instead.

mod asked;
mod audience;
mod ballot;
mod cast;
mod circle;
mod close;
mod dates;
mod define;
mod definition;
mod disclosure;
mod due;
mod enps;
mod export;
mod figure;
mod file;
mod follow_up;
mod keys;
mod known;
mod launch;
mod library;
mod named;
mod phrase;
mod plan;
mod question;
mod results;
mod reward;
mod run;
mod schedule;
mod tally;
#[cfg(test)]
mod tests;

pub use audience::{Audience, NotAnAudience};
pub use cast::{Cast, NotCast, cast};
pub use circle::{Circle, NoCircle, circles_to_ask_about};
pub use close::{NotClosed, Reading, close};
pub use dates::{DueDate, Held, Passed, due_date, hold_date, plan_date, put_off_date};
pub use define::{NotDefined, archive, define};
pub use definition::{
    Attribution, CONSENT, Definition, DefinitionError, ENPS, INTERESTS, SurveyKind, WHY,
};
pub use due::{
    ToTell, Told, closed_of, hand_on, overdue, put_off, take_overdue, take_to_tell, tell_later,
};
pub use enps::Enps;
pub use export::{CountRow, export};
pub use figure::{Figure, figures};
pub use file::{NotAFile, from_toml};
pub use follow_up::{FOLLOW_UP_CHARS, FollowUp, NotFollowedUp, asked_by, follow_up, follow_ups};
pub use keys::{BallotKeys, KeyError};
pub use launch::{NotLaunched, launch};
pub use library::{NotInLibrary, Sample, Source, Theme, library, sample};
pub use named::{Named, named_answers, withdraw, withdraw_interests};
pub use phrase::Phrase;
pub use plan::{
    NotScheduled, SURVEY, Upcoming, dates_of, put_on_schedule, schedule_of, take_off_schedule,
};
pub use question::{Answer, Kind, NotAnAnswer, Question, Scale, TEXT_CHARS};
pub use results::{Answered, Part, Results, results};
pub use reward::{rewarded, verify_participation};
pub use run::{
    Run, RunState, Survey, named_by, open_for, open_runs, run, run_of_charts, runs_of, survey,
    surveys, trial,
};
pub use schedule::Schedule;
pub use tally::Dimension;

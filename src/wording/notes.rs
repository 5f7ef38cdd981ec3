//! What was left out of a kudos that is given all the same.

use super::Words;
use super::pattern::{arg, none, number};
use super::words::count;
use crate::chat::Rich;
use crate::kudos::Note;

pub(super) fn note(w: &Words<'_>, note: &Note) -> Rich {
    match note {
        Note::BotsLeftOut { names } => {
            let args = arg("names", w.names(names)).with("currency", w.currency());
            w.rich("note-bots", &args.number("count", count(names.len())))
        }
        Note::YouLeftOut => w.rich("note-you", &none()),
        Note::GuestsLeftOut { count: guests } => {
            w.rich("note-guests", &number("count", count(*guests)))
        }
        Note::BroadcastLeftOut => w.rich("note-broadcast", &none()),
    }
}

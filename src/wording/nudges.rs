//! For admins: what is posted by itself does not arrive.

use super::Words;
use super::kudos::channel;
use super::pattern::{Args, arg, none};
use crate::chat::{Manner, Message, Place};
use crate::settings::Nudge;

/// The channel of a nudge takes nothing; what to do. `key` is the setting that names it.
pub fn nudge_refused(
    w: &Words<'_>,
    (nudge, key): (Nudge, &str),
    place: &Place,
    manner: Manner,
) -> Message {
    let text = if manner.invites {
        "nudge-refused-invite"
    } else {
        "nudge-refused-add"
    };
    let args = what(w, nudge, key).with("place", channel(w, place));
    w.say(text, &args.with("command", manner.command))
}

/// The channel of a nudge is in no team of ours; what to do.
pub fn nudge_lost(
    w: &Words<'_>,
    (nudge, key): (Nudge, &str),
    named: &str,
    command: &str,
) -> Message {
    let args = what(w, nudge, key).with("place", named);
    w.say("nudge-lost", &args.with("command", command))
}

/// People of another organisation read in the channel of a nudge; what to do.
pub fn nudge_shared(
    w: &Words<'_>,
    (nudge, key): (Nudge, &str),
    place: &Place,
    command: &str,
) -> Message {
    let args = what(w, nudge, key).with("place", channel(w, place));
    w.say("nudge-shared", &args.with("command", command))
}

fn what(w: &Words<'_>, nudge: Nudge, key: &str) -> Args {
    let what = w.text("nudge-what", &none().choice("nudge", nudge.as_str()));
    arg("what", what).with("key", key)
}

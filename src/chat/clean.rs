//! What nobody can see and no database keeps: control characters, taken out of all that comes in.

use std::collections::BTreeMap;

use super::{
    Act, Answers, Client, Handle, Identity, Inbound, Installation, LookupError, Page, Place,
    Profile, Quoted, Receipt, Search, SendError, Ticket, Venue,
};

/// What came in from outside, and may hold what it should not.
pub trait Clean: Sized {
    /// Takes control characters out of every text, but for the ends of lines and tabs.
    fn clean(&mut self);

    /// This value without them.
    #[must_use]
    fn cleaned(mut self) -> Self {
        self.clean();
        self
    }
}

impl Clean for String {
    fn clean(&mut self) {
        let unwanted = |c: char| c.is_control() && c != '\n' && c != '\t';
        if self.contains(unwanted) {
            self.retain(|c| !unwanted(c));
        }
    }
}

impl<T: Clean> Clean for Option<T> {
    fn clean(&mut self) {
        self.iter_mut().for_each(T::clean);
    }
}

impl<T: Clean> Clean for Vec<T> {
    fn clean(&mut self) {
        self.iter_mut().for_each(T::clean);
    }
}

impl<T: Clean> Clean for Box<T> {
    fn clean(&mut self) {
        self.as_mut().clean();
    }
}

// Each names all its fields, so that none is forgotten when one is added.

impl Clean for Inbound {
    fn clean(&mut self) {
        let Self {
            installation,
            key,
            act_key,
            at: _,
            actor,
            proof: _,
            place,
            client,
            ack: _,
            ticket,
            act,
        } = self;
        installation.clean();
        key.clean();
        act_key.clean();
        actor.clean();
        place.clean();
        client.clean();
        ticket.clean();
        act.clean();
    }
}

impl Clean for Ticket {
    fn clean(&mut self) {
        let Self {
            opens,
            page,
            message,
            at_home: _,
        } = self;
        opens.clean();
        page.clean();
        message.clean();
    }
}

impl Clean for Page {
    fn clean(&mut self) {
        let Self { id, revision } = self;
        id.clean();
        revision.clean();
    }
}

impl Clean for Handle {
    fn clean(&mut self) {
        let Self(handle) = self;
        handle.clean();
    }
}

impl Clean for Search {
    fn clean(&mut self) {
        let Self {
            installation,
            actor,
            form,
            field,
            typed,
        } = self;
        installation.clean();
        actor.clean();
        form.clean();
        field.clean();
        typed.clean();
    }
}

impl Clean for Receipt {
    fn clean(&mut self) {
        let Self { channel, message } = self;
        channel.clean();
        message.clean();
    }
}

impl Clean for Venue {
    fn clean(&mut self) {
        let Self {
            place,
            name,
            door: _,
        } = self;
        place.clean();
        name.clean();
    }
}

impl Clean for SendError {
    fn clean(&mut self) {
        match self {
            Self::Later { reason, pause: _ }
            | Self::Refused {
                reason,
                person_gone: _,
            }
            | Self::Revoked { reason } => reason.clean(),
            Self::NoToken(installation) => installation.clean(),
            Self::Unopened => {}
        }
    }
}

impl Clean for LookupError {
    fn clean(&mut self) {
        match self {
            Self::Later { reason, pause: _ } | Self::Unknown(reason) => reason.clean(),
            Self::NoToken(installation) => installation.clean(),
        }
    }
}

impl Clean for Act {
    fn clean(&mut self) {
        match self {
            Self::Command { name, text } => {
                name.clean();
                text.clean();
            }
            Self::Said {
                text,
                message,
                addressed: _,
            }
            | Self::Edited { text, message } => {
                text.clean();
                message.clean();
            }
            Self::Deleted { message } => message.clean(),
            Self::Reacted {
                emoji,
                message,
                author,
                added: _,
            } => {
                emoji.clean();
                message.clean();
                author.clean();
            }
            Self::Pressed {
                action,
                value,
                message,
            } => {
                action.clean();
                value.clean();
                message.clean();
            }
            Self::Submitted(answers) => answers.clean(),
            Self::Shortcut { which, quoted } => {
                which.clean();
                quoted.clean();
            }
            Self::Invited | Self::Opened { blank: _ } | Self::Disconnected => {}
            Self::Person(profile) => profile.clean(),
            Self::Moved { to } => to.clean(),
        }
    }
}

impl Clean for Installation {
    fn clean(&mut self) {
        let Self { platform: _, team } = self;
        team.clean();
    }
}

impl Clean for Identity {
    fn clean(&mut self) {
        let Self {
            platform: _,
            team,
            user,
        } = self;
        team.clean();
        user.clean();
    }
}

impl Clean for Place {
    fn clean(&mut self) {
        let Self {
            platform: _,
            team,
            channel,
            thread,
            kind: _,
            shared: _,
        } = self;
        team.clean();
        channel.clean();
        thread.clean();
    }
}

impl Clean for Client {
    fn clean(&mut self) {
        let Self {
            locale: _,
            time_zone,
        } = self;
        time_zone.clean();
    }
}

impl Clean for Quoted {
    fn clean(&mut self) {
        let Self {
            author,
            text,
            message,
        } = self;
        author.clean();
        text.clean();
        message.clean();
    }
}

impl Clean for Profile {
    fn clean(&mut self) {
        let Self {
            identity,
            aliases,
            name,
            email,
            locale: _,
            time_zone,
            standing: _,
            active: _,
            admin: _,
        } = self;
        identity.clean();
        aliases.clean();
        name.clean();
        email.clean();
        time_zone.clean();
    }
}

impl Clean for Answers {
    fn clean(&mut self) {
        let Self {
            form,
            context,
            values,
        } = self;
        form.clean();
        context.clean();
        let dirty = std::mem::take(values).into_iter();
        *values = dirty
            .map(|(field, answers)| (field.cleaned(), answers.cleaned()))
            .collect::<BTreeMap<_, _>>();
    }
}

/// What platforms send, made dirty, and whether what came of it is clean.
#[cfg(test)]
pub(crate) mod dirt {
    use proptest::prelude::*;
    use serde::Serialize;
    use serde_json::Value;

    /// What must not come through, as it is and as it is written in HTML.
    pub(crate) fn dirt() -> impl Strategy<Value = String> {
        "([\\x00-\\x08\\x0b-\\x1f\\x7f\u{80}-\u{9f}]|&#0;|&#x1b;|&#x0;|&#127;){1,4}"
    }

    /// Puts `dirt` into some of the texts, chosen by the bits of `which`.
    pub(crate) fn soiled(value: &Value, dirt: &str, which: &mut u64) -> Value {
        match value {
            Value::String(text) => {
                let chosen = which.trailing_zeros() > 1;
                *which = which.rotate_right(2);
                let middle = text.char_indices().nth(text.chars().count() / 2);
                let (before, after) = text.split_at(middle.map_or(0, |(at, _)| at));
                let soiled = format!("{before}{dirt}{after}");
                Value::String(if chosen { soiled } else { text.clone() })
            }
            Value::Array(values) => {
                let soiled = values.iter().map(|it| soiled(it, dirt, which));
                soiled.collect()
            }
            Value::Object(fields) => {
                let soiled = fields
                    .iter()
                    .map(|(name, it)| (name.clone(), soiled(it, dirt, which)));
                Value::Object(soiled.collect())
            }
            other => other.clone(),
        }
    }

    /// Whether no text in it holds what nobody can see.
    pub(crate) fn is_clean(it: &impl Serialize) -> bool {
        fn clean(value: &Value) -> bool {
            match value {
                Value::String(text) => text
                    .chars()
                    .all(|c| !c.is_control() || c == '\n' || c == '\t'),
                Value::Array(values) => values.iter().all(clean),
                Value::Object(fields) => fields
                    .iter()
                    .all(|(name, it)| clean(&Value::from(name.as_str())) && clean(it)),
                _ => true,
            }
        }
        clean(&serde_json::to_value(it).unwrap())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_tabs_stay() {
        let dirty = "a\u{0}b\r\nc\td\u{7f}\u{85}\u{1b}[1me\u{a0}\u{200b}".to_owned();
        assert_eq!(dirty.cleaned(), "ab\nc\td[1me\u{a0}\u{200b}");
    }
}

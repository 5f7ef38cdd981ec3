//! What nobody can see and no database keeps: control characters, taken out of all that comes in.

use std::collections::BTreeMap;

use super::{Act, Answers, Client, Identity, Inbound, Place, Profile, Quoted};

/// What came in from outside, and may hold what it should not.
pub trait Clean: Sized {
    /// Takes control characters out of every text, but for the ends of lines and tabs.
    fn clean(&mut self);

    /// The same without them.
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
            key,
            twin,
            at: _,
            actor,
            place,
            client,
            ack: _,
            ticket,
            act,
        } = self;
        key.clean();
        twin.clean();
        actor.clean();
        place.clean();
        client.clean();
        ticket.clean();
        act.clean();
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
            } => {
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
            Self::Shortcut { quoted } => quoted.clean(),
            Self::Invited | Self::Disconnected => {}
            Self::Person(profile) => profile.clean(),
            Self::Moved { to } => to.clean(),
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_tabs_stay() {
        let dirty = "a\u{0}b\r\nc\td\u{7f}\u{85}\u{1b}[1me\u{a0}\u{200b}".to_owned();
        assert_eq!(dirty.cleaned(), "ab\nc\td[1me\u{a0}\u{200b}");
    }
}

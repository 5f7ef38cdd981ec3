//! What was asked for by a command, a mention, or in a direct message.

use super::context::Ctx;
use super::give::Ask;
use super::{DeskError, Progress};
use crate::chat::Reply;
use crate::command::{self, Command, Lexicon, Misread};
use crate::kudos::Source;
use crate::wording;

impl Ctx<'_> {
    pub(super) fn lexicon(&self) -> Lexicon<'_> {
        Lexicon {
            currency_emoji: &self.settings().currency_emoji,
        }
    }

    /// A slash command.
    pub(super) async fn command(&self, name: &str, text: &str) -> Result<Progress, DeskError> {
        let command = if name == command::REDEEM {
            Ok(command::parse_redeem(text))
        } else {
            command::parse(text, &self.lexicon())
        };
        match command {
            Ok(Command::Form) => self.open_empty_form().await,
            Ok(command) => self.obey(command, Source::Command, None).await,
            Err(misread) => self.misread(&misread).await,
        }
    }

    /// What any command does, however it came.
    pub(super) async fn obey(
        &self,
        command: Command,
        source: Source,
        message: Option<&str>,
    ) -> Result<Progress, DeskError> {
        if self.answers_in_public() && is_personal(&command) {
            return self.answer(wording::not_in_public(&self.words())).await;
        }
        match command {
            Command::Give(give) => {
                self.give(Ask::from_command(self, give, source, message))
                    .await
            }
            Command::Form if !self.answers_in_public() => self.offer_form().await,
            Command::Form | Command::Help => self.help().await,
            Command::Balance => self.balance().await,
            Command::Leaderboard(ask) => self.leaderboard(ask).await,
            Command::History { member } => self.history(member.as_deref()).await,
            Command::Undo { member } => self.undo_last(member.as_deref()).await,
            Command::Values => self.values().await,
            Command::Shop | Command::Redeem { .. } => {
                self.answer(wording::rewards_not_set_up(&self.words()))
                    .await
            }
            Command::Language { tag } => self.language(tag.as_deref()).await,
            Command::Notices(asked) => self.notices(asked).await,
            Command::Boards { shown } => self.choose_boards(shown).await,
            Command::Roles(asked) => self.roles(&asked).await,
            Command::Pause { member, paused } => self.pause(member.as_deref(), paused).await,
            Command::Audit => self.audit(None).await,
            Command::Survey { .. } => {
                self.answer(wording::surveys_not_set_up(&self.words()))
                    .await
            }
            Command::Settings { words } => self.settings_command(&words).await,
            Command::Connect { code } => self.connect(code.as_deref()).await,
        }
    }

    /// A text that could not be followed: a form with what was understood, or help in words. Whoever
    /// mistyped a sub-command does not want to give, so that the words serve them better.
    pub(super) async fn misread(&self, misread: &Misread) -> Result<Progress, DeskError> {
        let people = self.known(&misread.understood.recipients).await?;
        let otherwise = wording::misread(&self.words(), misread, self.manner(), |marked| {
            self.spoken(marked, &people)
        });
        let form = if self.inbound.ticket.is_some() && !misread.means_a_command() {
            self.form_for(misread).await?
        } else {
            None
        };
        match form {
            Some(form) => Ok(Reply::Open {
                form: Box::new(form),
                otherwise,
            }
            .into()),
            None => self.answer(otherwise).await,
        }
    }
}

/// Whether the answer is for nobody else's eyes.
const fn is_personal(command: &Command) -> bool {
    match command {
        Command::Balance
        | Command::History { .. }
        | Command::Language { .. }
        | Command::Notices(_)
        | Command::Boards { .. }
        | Command::Roles(_)
        | Command::Pause { .. }
        | Command::Audit
        | Command::Redeem { .. }
        | Command::Survey { .. }
        | Command::Settings { .. }
        | Command::Connect { .. } => true,
        Command::Give(_)
        | Command::Form
        | Command::Help
        | Command::Leaderboard(_)
        | Command::Undo { .. }
        | Command::Values
        | Command::Shop => false,
    }
}

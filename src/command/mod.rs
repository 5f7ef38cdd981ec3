//! What people type, understood. Pure.
//!
//! One grammar for the slash command, a mention of the bot and a direct message, on every
//! platform. It reads marked text (`<@id>`, `<!subteam^id>`, `<#id|name>`, `&amp;`, …):
//!
//! ```text
//! typed ─▶ normalise ─▶ token ─▶ subcommand ─▶ Command
//!                             └▶ gift ─▶ reason ─▶ Give, or Misread
//! ```
//!
//! Tokens come in any order. What is recognised is taken out, and everything else is the reason,
//! as it was typed. Only who is named has a place: people are given to up to the first word of the
//! reason, which may well name others, and an e-mail address where no other word stands before it.
//! See [`parse`] for how an amount is told from a number.

mod address;
mod amount;
mod board;
mod bystander;
mod denial;
mod emoji;
mod gift;
mod line;
mod meaning;
mod measure;
mod normalise;
mod plus;
mod reason;
mod shape;
mod stand_in;
mod subcommand;
mod token;
mod words;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

pub use board::{Leaderboard, Metric, When};
use emoji::Currency;
use normalise::Normalised;
pub use stand_in::{StandIn, UntilDay};
use token::{Kind, tokens};

/// What the grammar has to know of a workspace.
#[derive(Clone, Copy, Debug)]
pub struct Lexicon<'a> {
    /// The emoji that stands for a point: its short name without colons, or the emoji itself.
    pub currency_emoji: &'a str,
    /// What points are called.
    pub currency_name: &'a str,
}

/// Whom to give to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Recipient {
    /// One person, by the id in the mark.
    Person(String),
    /// Everyone in a user group, by the id in the mark.
    Group(String),
    /// One person, by e-mail address: in lower case.
    Address(String),
}

impl Recipient {
    /// What to type to mean it.
    pub fn marked(&self) -> String {
        match self {
            Self::Person(user) => format!("<@{user}>"),
            Self::Group(group) => format!("<!subteam^{group}>"),
            Self::Address(address) => address.clone(),
        }
    }

    /// Whether it is an e-mail address.
    pub const fn is_address(&self) -> bool {
        matches!(self, Self::Address(_))
    }
}

/// A mark or word that names many, and does not give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ignored {
    /// `here`, `channel` or `everyone`.
    Broadcast(String),
    /// A channel that stands among the recipients.
    Channel(Channel),
}

/// A channel that is mentioned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    /// Its id.
    pub id: String,
    /// Its name, unless it is private.
    pub name: Option<String>,
}

/// An act of giving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Give {
    /// Each once, in the order they are named.
    pub recipients: Vec<Recipient>,
    /// Points for each; 1 where nothing is said. May be zero or negative, for the rules to refuse.
    pub amount: i64,
    /// Values as typed, folded, each once.
    pub values: Vec<String>,
    /// Why: marked text, as typed.
    pub reason: String,
    /// Named as if they could be given to.
    pub ignored: Vec<Ignored>,
    /// Every channel mentioned outside code and quotations. A chat makes its mark of `#teamwork`
    /// where a channel has the name of a value, so that a value may hide here.
    pub channels: Vec<Channel>,
}

/// What somebody asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Nothing was typed: show the form.
    Form,
    /// Give.
    Give(Give),
    /// It names people, and may not mean to give: ask whether it does.
    Propose(Give, Doubt),
    /// How it works.
    Help,
    /// Show the reader what is their own, at a glance.
    Home,
    /// How much somebody has, and may give.
    Balance {
        /// Who; oneself, if nobody is named.
        member: Option<String>,
    },
    /// Which badges somebody has.
    Badges {
        /// Who; oneself, if nobody is named.
        member: Option<String>,
    },
    /// Who received or gave most.
    Leaderboard(Leaderboard),
    /// What was given and received.
    History {
        /// By whom; oneself, if nobody is named.
        member: Option<String>,
    },
    /// Take the last gift back.
    Undo {
        /// Whose, for administrators; one's own, if nobody is named.
        member: Option<String>,
    },
    /// The company values.
    Values,
    /// The rewards.
    Shop,
    /// What one redeemed.
    Redemptions,
    /// What one likes, as the shop knows it.
    Interests,
    /// Which of one's days are celebrated.
    Celebrations,
    /// What waits for one's decision.
    Approvals,
    /// What waits to be delivered.
    Deliveries,
    /// Look after what the shop offers.
    Items {
        /// What an item is called, where one is meant.
        item: Option<String>,
    },
    /// Something about who decides in one's stead.
    StandIn(StandIn),
    /// See whether one takes part in coffee draws.
    Coffee,
    /// See one's 1:1s.
    OneOnOnes {
        /// The one with this person alone.
        member: Option<String>,
    },
    /// Exchange points for a reward.
    Redeem {
        /// Which: marked text, as typed, without quotation marks around it.
        item: String,
    },
    /// Change the language.
    Language {
        /// Its tag in lower case, known or not.
        tag: Option<String>,
    },
    /// Something about the news that one is told.
    Notices(Notices),
    /// Whether one appears on leaderboards.
    Boards {
        /// Whether one does.
        shown: bool,
    },
    /// Who runs the programme, and who is to.
    Roles(Roles),
    /// Pause somebody from giving, or let them give again.
    Pause {
        /// Whom, if anybody is named.
        member: Option<String>,
        /// Whether they are paused.
        paused: bool,
    },
    /// What was done by those who run the programme.
    Audit,
    /// Bring a team into a programme.
    Connect {
        /// The code that invites it, as typed; without one, a code is asked for.
        code: Option<String>,
    },
    /// Something about surveys.
    Survey {
        /// What: marked text, as typed.
        words: Vec<String>,
    },
    /// Something about the settings.
    Settings {
        /// What: marked text, as typed.
        words: Vec<String>,
    },
}

/// Why it is not certain that somebody who names people means to give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Nothing says so.
    Unsaid,
    /// They ask whether something is given, or say the opposite: "who gave @budi +5?".
    Denied,
}

/// Who is to run the programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roles {
    /// As what.
    pub office: Office,
    /// Who is to be it (true) or no longer; nobody is named to see who is.
    pub change: Option<(bool, String)>,
}

/// What somebody may be besides a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Office {
    /// Redeems what is for managers, too.
    Manager,
    /// Runs the programme.
    Admin,
}

/// What about the news that one is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notices {
    /// Which there are, and whether they are on.
    Show,
    /// Some are to come or to stay away.
    Turn {
        /// Whether they are to come.
        on: bool,
        /// Which; all, if none is named.
        kinds: Vec<News>,
    },
}

/// A kind of news.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum News {
    /// Kudos that one is given.
    Kudos,
    /// Reactions and +1s.
    Joins,
    /// What one has left to give.
    Allowance,
    /// Badges that one earns.
    Badges,
    /// That they thanked nobody for long.
    Thanking,
    /// How their people were thanked in a week.
    Digest,
}

/// A text that could not be followed, and all that was understood of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread {
    /// The text.
    pub typed: String,
    /// What it says, read as a gift. Nothing typed is missing from it.
    pub understood: Give,
    /// Why it could not be followed.
    pub problem: Problem,
    /// The line to type instead, where one can be made.
    pub corrected: Option<String>,
}

impl Misread {
    /// Whether a sub-command was probably meant, and not a gift.
    pub const fn means_a_command(&self) -> bool {
        matches!(
            self.problem,
            Problem::BadArgument { .. }
                | Problem::UnknownWord {
                    nearest: Some(_),
                    ..
                }
        )
    }
}

/// Why a text could not be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It gives, but to nobody.
    NobodyNamed,
    /// It names people (without the `@`) who were not picked from the list.
    NameNotPicked {
        /// Their names, as typed.
        names: Vec<String>,
    },
    /// It names only `@here`, a channel and the like: see [`Give::ignored`].
    Broadcast,
    /// It says different amounts.
    SeveralAmounts {
        /// Each once, in the order they stand.
        amounts: Vec<i64>,
    },
    /// It says an amount that is no whole number (`+5.5`, `+5k`).
    NotWhole {
        /// The amount, as typed.
        typed: String,
    },
    /// It says an amount beyond all counting.
    AmountTooLarge {
        /// The amount, as typed.
        typed: String,
    },
    /// It begins with a word that is no sub-command.
    UnknownWord {
        /// The word.
        word: String,
        /// The sub-command that was probably meant.
        nearest: Option<&'static str>,
    },
    /// It says something to a sub-command that this does not know.
    BadArgument {
        /// The sub-command, as it was typed.
        command: String,
        /// What it does not know.
        word: String,
    },
}

/// Why a text could not be followed, before the correction is tried.
struct Failure {
    understood: Give,
    problem: Problem,
    proposal: Option<String>,
}

/// The slash command about rewards.
pub const REDEEM: &str = "redeem";

/// Every slash command, without its slash.
pub const SLASH: [&str; 2] = ["kudos", REDEEM];

/// To whom a text is said.
#[derive(Clone, Copy, PartialEq, Eq)]
enum To {
    /// To the command, which is there to give with.
    Command,
    /// To the bot, which may be spoken with about other things, too.
    Bot,
}

/// Reads what was typed after `/kudos`. Whoever is named is given to, unless a sub-command comes
/// first, or the clause that gives [asks or denies](Doubt::Denied).
///
/// Four kinds of word can say the amount. The first kind that is there counts, and the others
/// stay in the reason:
/// 1. with a sign (`+5`, `-3`, a run of plus signs), anywhere;
/// 2. `x3` and `3x`, beside a recipient, a value, the currency emoji, or at either end;
/// 3. a bare number on the line of a recipient, right before or after;
/// 4. the currency emoji, as often as it comes.
///
/// The same amount said twice is said once; different ones are a [`Problem`].
pub fn parse(text: &str, lexicon: &Lexicon<'_>) -> Result<Command, Box<Misread>> {
    understand(text, lexicon, To::Command)
}

fn understand(text: &str, lexicon: &Lexicon<'_>, to: To) -> Result<Command, Box<Misread>> {
    let currency = Currency::new(lexicon.currency_emoji, lexicon.currency_name);
    read(text, &currency, to).map_err(|failure| {
        let Failure {
            understood,
            problem,
            proposal,
        } = *failure;
        // A correction is worth showing only if it works.
        let corrected = proposal.filter(|line| match read(line, &currency, to) {
            Ok(Command::Give(give) | Command::Propose(give, _)) => {
                give.recipients == understood.recipients && give.values == understood.values
            }
            Ok(_) => matches!(
                problem,
                Problem::UnknownWord { .. } | Problem::BadArgument { .. }
            ),
            Err(_) => false,
        });
        Box::new(Misread {
            typed: text.to_owned(),
            understood,
            problem,
            corrected,
        })
    })
}

/// Reads what was said to the bot, in a channel or in a direct message: as [`parse`] does, but that
/// it gives only with a sign of giving ([`Doubt::Unsaid`]); and where it begins with the name of
/// the command, `kudos balance` is what `balance` is.
pub fn parse_said(text: &str, lexicon: &Lexicon<'_>) -> Result<Command, Box<Misread>> {
    let whole = || understand(text, lexicon, To::Bot);
    let Some(rest) = after_name(text) else {
        return whole();
    };
    match parse(rest, lexicon) {
        // "kudos to Ana" is a sentence, of which nothing is to be lost.
        Ok(Command::Give(_) | Command::Propose(..)) if !rest.starts_with("<@") => whole(),
        Err(misread) if !misread.means_a_command() => whole().map_err(|_| misread),
        read => read,
    }
}

/// What follows the name of the command, if the text begins with it and says more.
fn after_name(text: &str) -> Option<&str> {
    let (first, rest) = text.trim_start().split_once(char::is_whitespace)?;
    let name = first.strip_prefix('/').unwrap_or(first);
    let rest = rest.trim_start();
    (name.eq_ignore_ascii_case("kudos") && !rest.is_empty()).then_some(rest)
}

/// The reason of a gift, to be typed behind its recipients: nobody whose address is in it becomes
/// one of them.
pub fn behind_recipients(reason: &str) -> String {
    address::apart(reason.to_owned())
}

/// Reads what was typed after `/redeem`: the reward, or nothing to see them all.
pub fn parse_redeem(text: &str) -> Command {
    let text = Normalised::new(text);
    let tokens = tokens(&text, &Currency::new("", ""));
    let words = subcommand::words(&tokens);
    match words.as_slice() {
        [only] => match words::verb(&only.plain) {
            Some(words::Verb::Help) => Command::Help,
            Some(words::Verb::Shop) => Command::Shop,
            _ => subcommand::redeem(&words),
        },
        _ => subcommand::redeem(&words),
    }
}

/// Reads a message that is not addressed to the bot.
///
/// It is read as what is said to the bot is, but for what could mean something else: it gives only
/// where a person is mentioned and a run of plus signs follows on the same line: `<@U1>++`,
/// `<@U1>: +++`, `(*<@U1>* ++)`. Whoever is in one list with that person (`<@U1>, <@U2> and <@U3> ++`)
/// is given to as well. A message with runs of different lengths gives nothing: nobody asked the
/// bot, so it does not guess and does not ask.
pub fn ambient(text: &str, lexicon: &Lexicon<'_>) -> Option<Give> {
    let text = Normalised::new(text);
    // Cheaper than tokens, and true of nearly every message in a channel.
    if !text.text().contains("++") {
        return None;
    }
    let tokens = tokens(
        &text,
        &Currency::new(lexicon.currency_emoji, lexicon.currency_name),
    );
    gift::overheard(&tokens)
}

/// Whether a text means the conversation it is said in: `here`, `di sini`.
pub fn means_here(text: &str) -> bool {
    measure::means_here(text) || matches!(text.trim(), "<!here>")
}

/// The text without its mentions of `user_id`, wherever they stand outside code and quotations.
pub fn without_mention(text: &str, user_id: &str) -> String {
    let normalised = Normalised::new(text);
    let tokens = tokens(&normalised, &Currency::new("", ""));
    let mut left = String::with_capacity(text.len());
    let mut removed = false;
    for token in &tokens {
        match token.kind {
            Kind::Person(id) if id == user_id => removed = true,
            // `<@BOT>, give …` and `<@BOT>: give …` address the bot.
            Kind::Separator if removed && left.trim().is_empty() => {}
            Kind::Space { .. } if removed && left.ends_with(char::is_whitespace) => {}
            _ => {
                removed = false;
                left.push_str(token.typed);
            }
        }
    }
    left.trim().to_owned()
}

fn read(text: &str, currency: &Currency, to: To) -> Result<Command, Box<Failure>> {
    let text = Normalised::new(text);
    let tokens = tokens(&text, currency);
    if tokens.iter().all(|token| token.kind.is_space()) {
        return Ok(Command::Form);
    }
    let gift = gift::read(&tokens);
    subcommand::read(&tokens, &gift).unwrap_or_else(|| gift.finish(to))
}

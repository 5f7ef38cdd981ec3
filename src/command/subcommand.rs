//! Tokens read as a sub-command.

use super::gift::Gift;
use super::token::{Kind, Token};
use super::words::{self, NewsWord, Verb};
use super::{Command, Failure, News, Notices, Office, Problem, Roles, StandIn, board, stand_in};
use crate::script::folded;

/// A word between spaces.
pub(super) struct Word<'t> {
    /// Folded, without the punctuation behind it.
    pub(super) plain: String,
    /// As typed.
    pub(super) typed: String,
    /// What it is, when it is one token.
    pub(super) kind: Option<Kind<'t>>,
}

/// The words of a line.
pub(super) fn words<'t>(tokens: &[Token<'t>]) -> Vec<Word<'t>> {
    tokens
        .split(|token| token.kind.is_space())
        .filter(|word| !word.is_empty())
        .map(|word| {
            let text: String = word.iter().map(|token| token.text).collect();
            let bare = text.trim_end_matches([',', ';', '.', ':', '!', '?']);
            // "???" asks no more than "?".
            let mark = text
                .char_indices()
                .nth(1)
                .map_or(&*text, |(at, _)| &text[..at]);
            let plain = if bare.is_empty() { mark } else { bare };
            let solid: Vec<_> = word
                .iter()
                .filter(|token| token.kind != Kind::Separator)
                .collect();
            Word {
                plain: folded(plain),
                typed: word.iter().map(|token| token.typed).collect(),
                kind: match solid.as_slice() {
                    [only] => Some(only.kind),
                    _ => None,
                },
            }
        })
        .collect()
}

/// The sub-command, or none where the tokens are a gift, or meant as one.
pub(super) fn read(tokens: &[Token<'_>], gift: &Gift) -> Option<Result<Command, Box<Failure>>> {
    let words = words(tokens);
    if let [only] = words.as_slice()
        && let Some(verb) = words::alone(&only.plain)
    {
        return Some(Ok(plain_command(verb)));
    }
    let kind_words = words
        .iter()
        .take(words.len() - 1)
        .take_while(|word| words::is_filler(&word.plain))
        .count();
    let (first, rest) = words[kind_words..].split_first()?;
    let Some(verb) = words::verb(&first.plain) else {
        return unknown(&words[kind_words..], gift);
    };
    // "history @ana", where she was not picked from the list.
    if verb.speaks_of_people() && !gift.unpicked.is_empty() {
        let names = gift.unpicked.clone();
        return Some(Err(gift.fail(Problem::NameNotPicked { names }, None)));
    }
    match command(verb, &first.plain, rest) {
        Ok(command) => Some(Ok(command)),
        // "me and <@U1> +2", "points to <@U1> +5": no sub-command begins a sentence like that.
        Err(_) if gift.explicit && words::begins_sentence(&first.plain) => None,
        Err(bad) => {
            let problem = Problem::BadArgument {
                command: first.plain.clone(),
                word: bad.word,
            };
            Some(Err(gift.fail(problem, bad.proposal)))
        }
    }
}

/// `redeem ITEM`; without an item, the shop.
pub(super) fn redeem(words: &[Word<'_>]) -> Command {
    let item = typed(words);
    let quotes = ['"', '\'', '\u{201c}', '\u{201d}', '\u{2018}', '\u{2019}'];
    let bare = item
        .strip_prefix(quotes)
        .and_then(|item| item.strip_suffix(quotes))
        .unwrap_or(&item)
        .trim();
    if bare.is_empty() {
        Command::Shop
    } else {
        Command::Redeem {
            item: bare.to_owned(),
        }
    }
}

/// A word the sub-command does not know, and the line that it would.
pub(super) struct Bad {
    pub(super) word: String,
    pub(super) proposal: Option<String>,
}

impl Bad {
    pub(super) fn new(word: &Word<'_>, proposal: String) -> Self {
        Self {
            word: word.typed.clone(),
            proposal: Some(proposal),
        }
    }
}

/// Reads what follows the sub-command, which was called by this name.
fn command(verb: Verb, name: &str, words: &[Word<'_>]) -> Result<Command, Bad> {
    let all = || words.iter().map(|word| word.typed.clone()).collect();
    match verb {
        Verb::Help => Ok(Command::Help),
        Verb::Survey => Ok(Command::Survey { words: all() }),
        Verb::Settings => Ok(Command::Settings { words: all() }),
        Verb::Redeem => Ok(redeem(words)),
        Verb::Items => match words.iter().find(|word| word.names()) {
            Some(named) => Err(Bad::new(named, name.to_owned())),
            None => Ok(Command::Items {
                item: Some(typed(words)).filter(|item| !item.is_empty()),
            }),
        },
        Verb::Leaderboard => match boards(words) {
            Some(shown) => Ok(Command::Boards { shown }),
            None => board::board(name, words).map(Command::Leaderboard),
        },
        Verb::Balance => whose(name, words).map(|member| Command::Balance { member }),
        Verb::Badges => whose(name, words).map(|member| Command::Badges { member }),
        Verb::History => whose(name, words).map(|member| Command::History { member }),
        Verb::Undo => whose(name, words).map(|member| Command::Undo { member }),
        Verb::Admins => roles(name, Office::Admin, words),
        Verb::Managers => roles(name, Office::Manager, words),
        Verb::Pause | Verb::Resume => whose(name, words).map(|member| Command::Pause {
            member,
            paused: verb == Verb::Pause,
        }),
        Verb::StandIn => stand_in::stand_in(name, words).map(Command::StandIn),
        Verb::OneOnOnes => whose(name, words).map(|member| Command::OneOnOnes { member }),
        Verb::Connect => connect(name, words),
        Verb::Language => language(name, words),
        Verb::Notices => notices(name, words).map(Command::Notices),
        Verb::Form
        | Verb::Home
        | Verb::Values
        | Verb::Shop
        | Verb::Redemptions
        | Verb::Interests
        | Verb::Celebrations
        | Verb::Coffee
        | Verb::Approvals
        | Verb::Deliveries
        | Verb::Audit => {
            // Whoever is named has nothing to do with it, and is given nothing.
            let asked = words.iter().find(|word| !is_kind(word) && !word.names());
            asked.map_or_else(
                || Ok(plain_command(verb)),
                |word| Err(Bad::new(word, name.to_owned())),
            )
        }
    }
}

const fn plain_command(verb: Verb) -> Command {
    match verb {
        Verb::Balance => Command::Balance { member: None },
        Verb::Badges => Command::Badges { member: None },
        Verb::History => Command::History { member: None },
        Verb::Undo => Command::Undo { member: None },
        Verb::Values => Command::Values,
        Verb::Shop => Command::Shop,
        Verb::Redemptions => Command::Redemptions,
        Verb::Interests => Command::Interests,
        Verb::Celebrations => Command::Celebrations,
        Verb::Coffee => Command::Coffee,
        Verb::Approvals => Command::Approvals,
        Verb::Deliveries => Command::Deliveries,
        Verb::StandIn => Command::StandIn(StandIn::Show),
        Verb::OneOnOnes => Command::OneOnOnes { member: None },
        Verb::Form => Command::Form,
        Verb::Home => Command::Home,
        Verb::Audit => Command::Audit,
        _ => Command::Help,
    }
}

impl Word<'_> {
    /// Whether it names somebody.
    fn names(&self) -> bool {
        let name = |kind: Kind<'_>| kind.is_recipient() || matches!(kind, Kind::Name(_));
        self.kind.is_some_and(name)
    }
}

/// "saldo saya", "undo please".
pub(super) fn is_kind(word: &Word<'_>) -> bool {
    words::is_filler(&word.plain)
        || ["saya", "aku", "me", "dong", "ya", "now"].contains(&word.plain.as_str())
}

/// The one person whom a sub-command may name.
fn whose(name: &str, words: &[Word<'_>]) -> Result<Option<String>, Bad> {
    let mut member = None;
    for word in words.iter().filter(|word| !is_kind(word)) {
        match word.kind {
            Some(Kind::Person(id)) if member.is_none() => member = Some((id, word)),
            _ => {
                let of = member.map(|(_, of): (_, &Word<'_>)| format!(" {}", of.typed));
                return Err(Bad::new(word, format!("{name}{}", of.unwrap_or_default())));
            }
        }
    }
    Ok(member.map(|(id, _)| id.to_owned()))
}

/// `connect CODE`.
fn connect(name: &str, words: &[Word<'_>]) -> Result<Command, Bad> {
    let mut said = words.iter().filter(|word| !is_kind(word));
    let code = said.next().map(|word| word.typed.clone());
    match said.next() {
        None => Ok(Command::Connect { code }),
        Some(word) => Err(Bad::new(word, name.to_owned())),
    }
}

fn language(name: &str, words: &[Word<'_>]) -> Result<Command, Bad> {
    let mut said = words.iter().filter(|word| !is_kind(word)).peekable();
    // "lang bahasa melayu" names the language in two words.
    said.next_if(|word| word.plain == "bahasa" && words.len() > 1);
    let tag = said
        .next()
        .map(|word| words::language(&word.plain).to_owned());
    match said.next() {
        None => Ok(Command::Language { tag }),
        Some(word) => Err(Bad::new(
            word,
            format!("{name} {}", tag.unwrap_or_default()),
        )),
    }
}

/// `admin add @ana`, in any order; without anybody, who it is.
fn roles(name: &str, office: Office, words: &[Word<'_>]) -> Result<Command, Bad> {
    let (mut add, mut member) = (None, None);
    for word in words.iter().filter(|word| !is_kind(word)) {
        match (word.kind, words::appoints(&word.plain)) {
            (Some(Kind::Person(id)), _) if member.is_none() => member = Some((id, word)),
            (_, Some(said)) if add.is_none_or(|add| add == said) => add = Some(said),
            _ => {
                return Err(Bad::new(word, name.to_owned()));
            }
        }
    }
    let change = match (add, member) {
        (Some(add), Some((id, _))) => Some((add, id.to_owned())),
        (_, None) => None,
        // To be named is not to be made something.
        (None, Some((_, named))) => {
            return Err(Bad::new(named, format!("{name} add {}", named.typed)));
        }
    };
    Ok(Command::Roles(Roles { office, change }))
}

/// `leaderboard off`: whether one wants to be on it, and nothing else.
fn boards(words: &[Word<'_>]) -> Option<bool> {
    let mut said = words.iter().filter(|word| !is_kind(word));
    let turn = words::turn(&said.next()?.plain);
    turn.filter(|_| said.next().is_none())
}

/// `notices off joins`, in any order.
fn notices(name: &str, words: &[Word<'_>]) -> Result<Notices, Bad> {
    let mut turn = None;
    let mut kinds: Vec<News> = Vec::new();
    for word in words.iter().filter(|word| !is_kind(word)) {
        match words::news(&word.plain) {
            Some(NewsWord::Turn(on)) if turn.is_none_or(|said| said == on) => turn = Some(on),
            Some(NewsWord::Kind(kind)) if kinds.contains(&kind) => {}
            Some(NewsWord::Kind(kind)) => kinds.push(kind),
            Some(NewsWord::Filler) => {}
            _ => {
                return Err(Bad::new(word, name.to_owned()));
            }
        }
    }
    Ok(turn.map_or(Notices::Show, |on| Notices::Turn { on, kinds }))
}

/// A text that begins with no sub-command and names nobody: perhaps it was meant to be one.
fn unknown(words: &[Word<'_>], gift: &Gift) -> Option<Result<Command, Box<Failure>>> {
    let (first, rest) = words.split_first()?;
    let gives = !gift.give.recipients.is_empty()
        || !gift.give.ignored.is_empty()
        || !gift.unpicked.is_empty()
        || !gift.give.values.is_empty()
        || gift.explicit;
    if gives || first.kind != Some(Kind::Word) {
        return None;
    }
    let nearest = words::nearest_verb(&first.plain);
    if nearest.is_none() && !rest.is_empty() {
        return None;
    }
    let proposal = nearest.map(|verb| format!("{verb} {}", typed(rest)).trim_end().to_owned());
    let problem = Problem::UnknownWord {
        word: first.typed.clone(),
        nearest,
    };
    Some(Err(gift.fail(problem, proposal)))
}

fn typed(words: &[Word<'_>]) -> String {
    let typed: Vec<_> = words.iter().map(|word| word.typed.as_str()).collect();
    typed.join(" ")
}

//! Who is asked.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::script::folded;

/// Who is asked: everybody who belongs to the organisation, or those for whom all of this is so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audience {
    /// The unit of the organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<String>,
    /// The country: ISO 3166-1, two capital letters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// The members of a channel, as `platform:TEAM/ID` once it is known which is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// The people in a user group of Slack, likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// At least so many days with the organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tenure_days: Option<u32>,
    /// So many of a hundred of them, drawn by lot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<u8>,
    /// Whether people whom this survey asked within a quarter are passed over.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub rotating: bool,
}

/// Text that names no audience.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} names nobody: an audience is everyone, or one or several of team:NAME, channel:NAME, group:ID, country:ID (two letters), tenure:DAYS, share:PERCENT and rotating:PERCENT, each at most once, with commas between them"
)]
pub struct NotAnAudience(String);

impl FromStr for Audience {
    type Err = NotAnAudience;

    fn from_str(text: &str) -> Result<Self, NotAnAudience> {
        let (mut audience, mut said) = (Self::default(), BTreeSet::new());
        let not = || NotAnAudience(text.to_owned());
        let percent = |value: &str| {
            let number = value.trim_end_matches('%').trim().parse().ok();
            number.filter(|n| (1..=100).contains(n)).ok_or_else(not)
        };
        if text.trim().is_empty() {
            return Err(not());
        }
        if text.trim() == "everyone" {
            return Ok(audience);
        }
        for clause in text.split(',') {
            let (what, value) = clause.split_once(':').ok_or_else(not)?;
            let (what, value) = (what.trim(), value.trim());
            // Of two, neither is silently passed over.
            let kind = if what == "rotating" { "share" } else { what };
            if value.is_empty() || !said.insert(kind) {
                return Err(not());
            }
            match what {
                "team" => audience.team = Some(value.to_owned()),
                "channel" => audience.channel = Some(value.to_owned()),
                "group" => audience.group = Some(value.to_owned()),
                "country" if value.len() == 2 && value.chars().all(|c| c.is_ascii_alphabetic()) => {
                    audience.country = Some(value.to_ascii_uppercase());
                }
                "tenure" => audience.tenure_days = Some(value.parse().map_err(|_| not())?),
                "share" => audience.share = Some(percent(value)?),
                "rotating" => {
                    audience.share = Some(percent(value)?);
                    audience.rotating = true;
                }
                _ => return Err(not()),
            }
        }
        Ok(audience)
    }
}

impl fmt::Display for Audience {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = if self.rotating { "rotating" } else { "share" };
        let clause = |what: &str, value: &dyn fmt::Display| format!("{what}:{value}");
        let clauses = [
            self.team.as_ref().map(|team| clause("team", team)),
            self.channel.as_ref().map(|it| clause("channel", it)),
            self.group.as_ref().map(|it| clause("group", it)),
            self.country.as_ref().map(|it| clause("country", it)),
            self.tenure_days.map(|days| clause("tenure", &days)),
            self.share.map(|percent| clause(share, &percent)),
        ];
        let clauses: Vec<String> = clauses.into_iter().flatten().collect();
        if clauses.is_empty() {
            return f.write_str("everyone");
        }
        f.write_str(&clauses.join(","))
    }
}

impl Audience {
    /// Whether a unit of the organisation is the one that is asked, whichever way it is spelt.
    pub(super) fn is_of_team(&self, team: Option<&str>) -> bool {
        let asked = self.team.as_deref().map(folded);
        asked.is_none_or(|asked| team.is_some_and(|team| folded(team) == asked))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_audience_is_read_as_it_is_written() {
        for text in [
            "everyone",
            "team:People & Culture",
            "country:ID",
            "channel:#general",
            "channel:slack:T1/C1,group:slack:T1/S1",
            "team:Design,country:MY,tenure:90,share:20",
            "rotating:33",
        ] {
            assert_eq!(text.parse::<Audience>().unwrap().to_string(), text);
        }
        let typed: Audience = " country: id , share: 20% ".parse().unwrap();
        assert_eq!(typed.to_string(), "country:ID,share:20");
    }

    #[test]
    fn what_names_nobody_is_refused() {
        for text in [
            "",
            "some",
            "team:",
            "country:IDN",
            "share:0",
            "share:101",
            "tenure:-1",
            "team:A,team:B",
            "channel:a,channel:b",
            "share:50,rotating:25",
            "x:y",
        ] {
            assert!(text.parse::<Audience>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_team_is_the_same_however_it_is_spelt() {
        let audience: Audience = "team:Café".parse().unwrap();
        assert!(audience.is_of_team(Some("cafe\u{301}")));
        assert!(!audience.is_of_team(None));
        assert!(Audience::default().is_of_team(None));
    }
}

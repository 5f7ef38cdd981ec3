//! Why something that takes nobody's hand is not delivered.

use std::convert::Infallible;
use std::str::FromStr;

/// Why it is not delivered. It is kept as its text, and read from it again: people read it in their own
/// language, and what is none of ours are somebody else's words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// Every code is given.
    #[error("no code is left")]
    NoCode,
    /// Others are taking the last codes.
    #[error("others are taking what is left")]
    Busy,
    /// What was sealed does not open here.
    #[error("{0} does not open what is sealed")]
    Closed(&'static str),
    /// Nothing can be opened here.
    #[error("{0} is not set")]
    NoKey(&'static str),
    /// The item says of no service how it is called.
    #[error("the address or the secret of the service cannot be used")]
    Unusable,
    /// It is delivered by hand by now.
    #[error("nothing delivers it by itself any more")]
    ByHand,
    /// The service is on a private network, where nobody is called.
    #[error(
        "the service is not called: its address is not of the internet; PLAUDIT_FULFILMENT_PRIVATE allows it"
    )]
    Private,
    /// The service answered with a status that is no success.
    #[error("the service answered {0}")]
    Answered(u16),
    /// It is not reached, and how that shows.
    #[error("the service cannot be reached: {0}")]
    Unreached(String),
    /// It was called, and nothing came back.
    #[error("the service did not answer: {0}")]
    NoAnswer(String),
    /// What it answered says nothing.
    #[error("the answer of the service was not understood")]
    NotUnderstood,
    /// It says that it failed, and no more.
    #[error("the service says that it failed")]
    Failed,
    /// It promised to call back, and did not.
    #[error("the service has not called back")]
    Silent,
    /// The server has no account with the provider.
    #[error("the server has no account with its provider")]
    NoAccount,
    /// The provider does not let the account in.
    #[error("its provider does not let the server's account in")]
    LockedOut,
    /// The account with the provider has too little money.
    #[error("the account with its provider has too little money")]
    NoMoney,
    /// Nothing is left of the month's budget.
    #[error("the budget of the month is used up")]
    OverBudget,
    /// Something failed here, and what.
    #[error("something failed here: {0}")]
    Here(String),
    /// What its service says, in its own words.
    #[error("{0}")]
    Said(String),
}

/// The variable of the key, as the reasons name it.
const KEY: &str = crate::sealed::ENCRYPTION_KEY;

impl FromStr for Trouble {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        let plain = [
            Self::NoCode,
            Self::Busy,
            Self::Closed(KEY),
            Self::NoKey(KEY),
            Self::Unusable,
            Self::ByHand,
            Self::Private,
            Self::NotUnderstood,
            Self::Failed,
            Self::Silent,
            Self::NoAccount,
            Self::LockedOut,
            Self::NoMoney,
            Self::OverBudget,
        ];
        if let Some(known) = plain.into_iter().find(|it| it.to_string() == text) {
            return Ok(known);
        }
        let status = text.strip_prefix("the service answered ");
        if let Some(status) = status.and_then(|status| status.parse().ok()) {
            return Ok(Self::Answered(status));
        }
        let told: [fn(String) -> Self; 3] = [Self::Unreached, Self::NoAnswer, Self::Here];
        let told = told.into_iter().find_map(|trouble| {
            let begins = trouble(String::new()).to_string();
            let rest = text.strip_prefix(begins.as_str())?;
            Some(trouble(rest.to_owned()))
        });
        Ok(told.unwrap_or_else(|| Self::Said(text.to_owned())))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_trouble() -> impl Strategy<Value = Trouble> {
        prop_oneof![
            Just(Trouble::NoCode),
            Just(Trouble::Busy),
            Just(Trouble::Closed(KEY)),
            Just(Trouble::NoKey(KEY)),
            Just(Trouble::Unusable),
            Just(Trouble::ByHand),
            Just(Trouble::Private),
            any::<u16>().prop_map(Trouble::Answered),
            "[a-z: ]{0,20}".prop_map(Trouble::Unreached),
            "[a-z: ]{0,20}".prop_map(Trouble::NoAnswer),
            Just(Trouble::NotUnderstood),
            Just(Trouble::Failed),
            Just(Trouble::Silent),
            Just(Trouble::NoAccount),
            Just(Trouble::LockedOut),
            Just(Trouble::NoMoney),
            Just(Trouble::OverBudget),
            "\\PC{0,40}".prop_map(Trouble::Here),
        ]
    }

    proptest! {
        #[test]
        fn every_trouble_is_read_from_its_text(trouble in any_trouble()) {
            prop_assert_eq!(trouble.to_string().parse(), Ok(trouble));
        }

        #[test]
        fn whatever_a_service_says_is_kept(said in "\\PC{0,40}") {
            let trouble: Trouble = said.parse().unwrap();
            prop_assert_eq!(trouble.to_string(), said);
        }
    }
}

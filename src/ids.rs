//! Ids, each of a type of its own: one cannot be taken for another, nor for a plain number.
//!
//! `sqlx.toml` says which column is which. A parameter that is a `uuid` may be any id, but nothing
//! else.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::postgres::{PgArgumentBuffer, PgHasArrayType, PgTypeInfo, PgValueRef};
use sqlx::{Decode, Encode, Postgres, Type};
use uuid::Uuid;

/// The id of a `T`; shown, read and kept as its bare value.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id<T, V = Uuid>(V, PhantomData<T>);

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident($value:ty) of $what:ident,)+) => {
        $($(#[$doc])* pub type $name = Id<of::$what, $value>;)+

        /// What ids are of.
        pub mod of {
            $(
                $(#[$doc])*
                #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
                pub enum $what {}
            )+
        }
    };
}

ids! {
    /// A programme.
    WorkspaceId(Uuid) of Workspace,
    /// A person in a programme.
    MemberId(Uuid) of Member,
    /// An act of recognition.
    KudosId(Uuid) of Kudos,
    /// A gift that waits for its giver's word.
    DraftId(Uuid) of Draft,
    /// Whose an account of the ledger is: a member's, or the workspace's own.
    OwnerId(Uuid) of Owner,
    /// The number of an account of the ledger.
    AccountId(i64) of Account,
    /// A movement of points.
    TransferId(Uuid) of Transfer,
    /// A message that tells of several gifts.
    NoticeId(Uuid) of Notice,
    /// Where a ballot of a survey counts, once.
    SeatId(Uuid) of Seat,
    /// The number of one gift that a notice is to tell of.
    NoticeEntryId(i64) of NoticeEntry,
    /// What points are exchanged for.
    RewardId(Uuid) of Reward,
    /// A reward that somebody is describing.
    ItemDraftId(Uuid) of ItemDraft,
    /// An exchange of points for a reward.
    RedemptionId(Uuid) of Redemption,
    /// The number of a code that a reward is delivered by.
    CodeId(i64) of Code,
    /// What people are asked.
    SurveyId(Uuid) of Survey,
    /// One launch of a survey.
    RunId(Uuid) of Run,
    /// Two who talk with each other regularly.
    OneOnOneId(Uuid) of OneOnOne,
    /// What two are to talk about, or to do.
    OneOnOneItemId(Uuid) of OneOnOneItem,
    /// The number of what waits in a queue.
    ItemId(i64) of Item,
    /// The right to work on an item of a queue, until it ends.
    LeaseId(Uuid) of Lease,
    /// A code by which a team joins a programme.
    InvitationId(Uuid) of Invitation,
    /// An act in the audit log.
    ActId(Uuid) of Act,
    /// A token of the API.
    TokenId(Uuid) of Token,
    /// A rule that acts by itself.
    RuleId(Uuid) of Rule,
    /// An app's registration with its platform.
    AppId(Uuid) of App,
}

impl<T, V> Id<T, V> {
    /// The id with this value.
    pub const fn new(value: V) -> Self {
        Self(value, PhantomData)
    }
}

impl<T, V: Copy> Id<T, V> {
    /// Its bare value.
    pub const fn value(self) -> V {
        self.0
    }
}

impl<T> Id<T> {
    /// The id of nothing.
    pub const fn nil() -> Self {
        Self::new(Uuid::nil())
    }

    /// A new id, in the order of `at`. For the clock, which knows it.
    pub(crate) fn of_instant(at: Timestamp) -> Self {
        let seconds = u64::try_from(at.as_second()).unwrap_or_default();
        let nanos = u32::try_from(at.subsec_nanosecond()).unwrap_or_default();
        let at = uuid::Timestamp::from_unix(uuid::NoContext, seconds, nanos);
        Self::new(Uuid::new_v7(at))
    }

    /// What comes before every id of `at` and later, and after those of earlier.
    pub fn before_all_of(at: Timestamp) -> Self {
        let milliseconds = u128::try_from(at.as_millisecond()).unwrap_or_default();
        Self::from_u128(milliseconds.min(0xFFFF_FFFF_FFFF) << 80)
    }

    /// The id that is this number.
    pub const fn from_u128(number: u128) -> Self {
        Self::new(Uuid::from_u128(number))
    }
}

/// Two members who turn out to be one person: what is of `from` becomes that of `to`.
#[derive(Clone, Copy, Debug)]
pub struct Joining {
    /// Whose both are.
    pub workspace: WorkspaceId,
    /// Who is no member of their own any more.
    pub from: MemberId,
    /// Who stays.
    pub to: MemberId,
}

impl From<WorkspaceId> for OwnerId {
    fn from(workspace: WorkspaceId) -> Self {
        Self::new(workspace.0)
    }
}

impl From<MemberId> for OwnerId {
    fn from(member: MemberId) -> Self {
        Self::new(member.0)
    }
}

impl<T, V: fmt::Display> fmt::Display for Id<T, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T, V: fmt::Debug> fmt::Debug for Id<T, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T, V: FromStr> FromStr for Id<T, V> {
    type Err = V::Err;

    fn from_str(text: &str) -> Result<Self, V::Err> {
        text.parse().map(Self::new)
    }
}

impl<T, V: Type<Postgres>> Type<Postgres> for Id<T, V> {
    fn type_info() -> PgTypeInfo {
        V::type_info()
    }
}

impl<T, V: PgHasArrayType> PgHasArrayType for Id<T, V> {
    fn array_type_info() -> PgTypeInfo {
        V::array_type_info()
    }
}

impl<'r, T, V: Decode<'r, Postgres>> Decode<'r, Postgres> for Id<T, V> {
    fn decode(value: PgValueRef<'r>) -> Result<Self, BoxDynError> {
        V::decode(value).map(Self::new)
    }
}

impl<'q, T, V: Encode<'q, Postgres>> Encode<'q, Postgres> for Id<T, V> {
    fn encode_by_ref(&self, buffer: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        self.0.encode_by_ref(buffer)
    }
}
